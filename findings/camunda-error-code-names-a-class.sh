#!/usr/bin/env bash
# Camunda 7.24.0: an error event whose code happens to be the name of a Java class catches exceptions
#
# The error code of a boundary event is a word of the business: "paymentRefused". Nothing in the diagram says that it could
# be anything else. Yet the engine compares it with the class of every exception that a delegate or listener throws, and
# with the classes above it. A code such as "java.lang.RuntimeException" therefore swallows programming faults and even
# the engine's own exceptions: the caller is told nothing, nothing is rolled back, no incident comes, and the token goes
# on along the path of the business error. With any other code the same exceptions reach the caller and the task stays.
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
import java.util.Map;
import org.camunda.bpm.engine.*;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.Bpmn;

public class Finding {
    static RuntimeException thrown;

    public static void main(String[] none) {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:finding");
        configuration.setBeans(Map.of("listener", (TaskListener) task -> { throw thrown; }));
        var engine = configuration.buildProcessEngine();
        for (var code : new String[] {"refused", "java.lang.IllegalStateException", "java.lang.RuntimeException"}) {
            engine.getRepositoryService().createDeployment().addModelInstance("p.bpmn", Bpmn.createExecutableProcess("p")
                    .camundaHistoryTimeToLive(1).startEvent().userTask("task")
                    .camundaTaskListenerDelegateExpression("complete", "${listener}").endEvent("done")
                    .moveToActivity("task").boundaryEvent("caught").error(code).endEvent("businessError").done()).deploy();
            System.out.println(code);
            System.out.println("  IllegalStateException:  " + complete(engine, new IllegalStateException("a fault")));
            System.out.println("  ProcessEngineException: " + complete(engine, new ProcessEngineException("the engine's own")));
        }
    }

    static String complete(ProcessEngine engine, RuntimeException toThrow) {
        thrown = toThrow;
        var instance = engine.getRuntimeService().startProcessInstanceByKey("p").getId();
        var task = engine.getTaskService().createTaskQuery().processInstanceId(instance).singleResult().getId();
        try {
            engine.getTaskService().complete(task);
        } catch (RuntimeException told) {
            return "the caller is told";
        }
        return "silence, ended at " + engine.getHistoryService().createHistoricActivityInstanceQuery()
                .processInstanceId(instance).activityType("noneEndEvent").singleResult().getActivityId();
    }
}
J
java -cp "$(cat classpath)" Finding.java | tee seen
cat > expected <<'X'
refused
  IllegalStateException:  the caller is told
  ProcessEngineException: the caller is told
java.lang.IllegalStateException
  IllegalStateException:  silence, ended at businessError
  ProcessEngineException: the caller is told
java.lang.RuntimeException
  IllegalStateException:  silence, ended at businessError
  ProcessEngineException: silence, ended at businessError
X
diff expected seen && echo "As found with camunda-engine 7.24.0."
