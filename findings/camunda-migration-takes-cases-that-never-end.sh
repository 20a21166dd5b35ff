#!/usr/bin/env bash
# Camunda 7.24.0: a case is migrated without a word to where it can never end
#
# The second version lets a second task be done beside the first one; both meet at a parallel gateway. A case that stands at the
# first task is moved to the first task: the plan is the engine's own, valid, and nothing is reported for the case. When the task
# is done the case waits for a token that nobody will ever send. It runs, has no task, no job, no incident and no active activity;
# only its history shows the gateway.
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
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.Bpmn;

public class Finding {
    public static void main(String[] none) {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:finding");
        configuration.setEnforceHistoryTimeToLive(false);
        var engine = configuration.buildProcessEngine();
        var runtime = engine.getRuntimeService();
        var one = engine.getRepositoryService().createDeployment().addModelInstance("p.bpmn",
                Bpmn.createExecutableProcess("p").startEvent().userTask("check").endEvent().done())
                .deployWithResult().getDeployedProcessDefinitions().get(0).getId();
        var two = engine.getRepositoryService().createDeployment().addModelInstance("p.bpmn",
                Bpmn.createExecutableProcess("p").startEvent().parallelGateway("fork").userTask("check").parallelGateway("join")
                        .endEvent().moveToNode("fork").userTask("second").connectTo("join").done())
                .deployWithResult().getDeployedProcessDefinitions().get(0).getId();
        var instance = runtime.startProcessInstanceById(one).getId();
        var plan = runtime.createMigrationPlan(one, two).mapEqualActivities().build();
        runtime.newMigration(plan).processInstanceIds(instance).execute();
        System.out.println("migrated: " + (runtime.createProcessInstanceQuery().processDefinitionId(two).count() == 1));
        engine.getTaskService().complete(engine.getTaskService().createTaskQuery().singleResult().getId());
        System.out.println("runs: " + runtime.createProcessInstanceQuery().processInstanceId(instance).count());
        System.out.println("tasks, jobs, incidents: " + engine.getTaskService().createTaskQuery().count() + ", "
                + engine.getManagementService().createJobQuery().count() + ", " + runtime.createIncidentQuery().count());
        System.out.println("active activities: " + runtime.getActiveActivityIds(instance));
        System.out.println("history, unfinished: " + engine.getHistoryService().createHistoricActivityInstanceQuery()
                .processInstanceId(instance).unfinished().singleResult().getActivityId());
    }
}
J
java -Duser.timezone=UTC -cp "$(cat classpath)" Finding.java | tee seen
cat > expected <<'X'
migrated: true
runs: 1
tasks, jobs, incidents: 0, 0, 0
active activities: []
history, unfinished: join
X
diff expected seen && echo "As found with camunda-engine 7.24.0."
