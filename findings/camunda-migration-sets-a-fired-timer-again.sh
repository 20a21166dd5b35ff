#!/usr/bin/env bash
# Camunda 7.24.0: a migration sets the timer of an event sub-process again that has fired already
#
# A reminder by date, once beside a task (boundary event) and once for the whole case (event sub-process), neither interrupts. Both
# have fired. After a migration to an equal version with the plan that the engine generates the one beside the task stays fired;
# the one of the event sub-process is there again, with a date that is past: it fires at once, a second time.
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
import java.util.Date;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.model.bpmn.Bpmn;

public class Finding {
    private static final String DAY = "2026-10-01T10:00:00Z";

    public static void main(String[] none) {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:finding");
        configuration.setEnforceHistoryTimeToLive(false);
        var engine = configuration.buildProcessEngine();
        for (var version = 1; version <= 2; version++) {
            var beside = Bpmn.createExecutableProcess("beside").startEvent().userTask("t").boundaryEvent("timer")
                    .cancelActivity(false).timerWithDate(DAY).endEvent().moveToActivity("t").endEvent().done();
            var whole = Bpmn.createExecutableProcess("whole");
            whole.eventSubProcess("reminder").startEvent("timer").interrupting(false).timerWithDate(DAY).endEvent();
            engine.getRepositoryService().createDeployment().addModelInstance("beside.bpmn", beside)
                    .addModelInstance("whole.bpmn", whole.startEvent().userTask("t").endEvent().done()).deploy();
        }
        for (var process : new String[] {"beside", "whole"}) {
            ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-10-01T09:00:00Z")));
            var first = definition(engine, process, 1);
            var second = definition(engine, process, 2);
            var instance = engine.getRuntimeService().startProcessInstanceById(first).getId();
            var job = engine.getManagementService().createJobQuery().processInstanceId(instance).singleResult();
            ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-10-02T09:00:00Z")));
            engine.getManagementService().executeJob(job.getId());
            System.out.println(process + ", fired: " + timers(engine, instance) + " timer(s) left");
            var plan = engine.getRuntimeService().createMigrationPlan(first, second).mapEqualActivities().build();
            engine.getRuntimeService().newMigration(plan).processInstanceIds(instance).execute();
            System.out.println(process + ", migrated: " + timers(engine, instance) + " timer(s), executable now: "
                    + engine.getManagementService().createJobQuery().processInstanceId(instance).executable().count());
        }
    }

    private static String definition(ProcessEngine engine, String process, int version) {
        return engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionKey(process)
                .processDefinitionVersion(version).singleResult().getId();
    }

    private static long timers(ProcessEngine engine, String instance) {
        return engine.getManagementService().createJobQuery().processInstanceId(instance).timers().count();
    }
}
J
java -Duser.timezone=UTC -cp "$(cat classpath)" Finding.java | tee seen
cat > expected <<'X'
beside, fired: 0 timer(s) left
beside, migrated: 0 timer(s), executable now: 0
whole, fired: 0 timer(s) left
whole, migrated: 1 timer(s), executable now: 1
X
diff expected seen && echo "As found with camunda-engine 7.24.0."
