#!/usr/bin/env bash
# Camunda 7.24.0: an error end event whose error is caught stands in the history as canceled
#
# A sub-process ends with an error, a boundary event catches it, the case goes on: the way the diagram draws. The history says
# of that end event canceled=true, as of a task that was broken off, while every other event of the way is not canceled. Who
# counts cancelled steps, or draws the way taken without them, loses the end that decided.
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
import java.util.Comparator;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.Bpmn;

public class Finding {
    public static void main(String[] none) {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:finding");
        configuration.setEnforceHistoryTimeToLive(false);
        var engine = configuration.buildProcessEngine();
        engine.getRepositoryService().createDeployment().addModelInstance("p.bpmn", Bpmn.createExecutableProcess("p")
                .startEvent("begins").subProcess("checks").embeddedSubProcess().startEvent("first").endEvent("refused").error("refused")
                .subProcessDone().boundaryEvent("caught").error("refused").endEvent("told")
                .moveToActivity("checks").endEvent("issued").done()).deploy();
        var instance = engine.getRuntimeService().startProcessInstanceByKey("p");
        engine.getHistoryService().createHistoricActivityInstanceQuery().processInstanceId(instance.getId()).list().stream()
                .sorted(Comparator.comparing(HistoricActivityInstance::getActivityId))
                .forEach(each -> System.out.println(each.getActivityId() + " canceled=" + each.isCanceled()));
    }
}
J
java -Duser.timezone=UTC -cp "$(cat classpath)" Finding.java | tee seen
cat > expected <<'X'
begins canceled=false
caught canceled=false
checks canceled=true
first canceled=false
refused canceled=true
told canceled=false
X
diff expected seen && echo "As found with camunda-engine 7.24.0."
