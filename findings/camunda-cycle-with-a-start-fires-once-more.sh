#!/usr/bin/env bash
# Camunda 7.24.0: a cycle with a start fires once more than the same cycle without
#
# "R3/PT1H" beside a non-interrupting timer fires three times. "R3/<start>/PT1H" says the same and when to begin: it fires four
# times, at the start and three times after it. Who adds a start to a reminder reminds once more.
set -euo pipefail
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'P'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.camunda.bpm</groupId><artifactId>camunda-engine</artifactId><version>7.24.0</version></dependency>
    <dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId><version>2.3.232</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
P
mvn -q -B dependency:build-classpath -Dmdep.outputFile=classpath > /dev/null
cat > Finding.java <<'J'
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.model.bpmn.Bpmn;

public class Finding {
    public static void main(String[] none) {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:finding");
        configuration.setEnforceHistoryTimeToLive(false);
        var engine = configuration.buildProcessEngine();
        for (var cycle : new String[] {"R3/PT1H", "R3/2026-10-01T10:00:00Z/PT1H"}) {
            ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-10-01T09:00:00Z")));
            engine.getRepositoryService().createDeployment().addModelInstance("p.bpmn", Bpmn.createExecutableProcess("p")
                    .startEvent().userTask("t").boundaryEvent("timer").cancelActivity(false).timerWithCycle(cycle).endEvent()
                    .moveToActivity("t").endEvent().done()).deploy();
            var instance = engine.getRuntimeService().startProcessInstanceByKey("p");
            var fired = new ArrayList<String>();
            for (var job = engine.getManagementService().createJobQuery().processInstanceId(instance.getId()).singleResult();
                    job != null && fired.size() < 9;
                    job = engine.getManagementService().createJobQuery().processInstanceId(instance.getId()).singleResult()) {
                fired.add(job.getDuedate().toInstant().atOffset(ZoneOffset.UTC).toLocalTime().toString());
                ClockUtil.setCurrentTime(Date.from(job.getDuedate().toInstant().plusSeconds(1)));
                engine.getManagementService().executeJob(job.getId());
            }
            System.out.println(cycle + " fires " + fired.size() + " times: " + fired);
        }
    }
}
J
java -Duser.timezone=UTC -cp "$(cat classpath)" Finding.java | tee seen
cat > expected <<'X'
R3/PT1H fires 3 times: [10:00, 11:00, 12:00]
R3/2026-10-01T10:00:00Z/PT1H fires 4 times: [10:00, 11:00, 12:00, 13:00]
X
diff expected seen && echo "As found with camunda-engine 7.24.0."
