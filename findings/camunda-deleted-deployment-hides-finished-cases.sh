#!/usr/bin/env bash
# Camunda 7.24.0: a finished case stays in the history when its deployment is deleted, and no query by its process finds it
#
# Deleting a deployment without cascade leaves the historic instance. It still bears the key of its process, but a query for
# that key answers nothing, because it joins the definition, which is gone; only whoever has the id of the instance finds it.
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
        var deployment = engine.getRepositoryService().createDeployment()
                .addModelInstance("p.bpmn", Bpmn.createExecutableProcess("p").name("A case").startEvent().endEvent().done()).deploy();
        var id = engine.getRuntimeService().startProcessInstanceByKey("p").getId();
        var history = engine.getHistoryService();
        System.out.println("of the process p: " + history.createHistoricProcessInstanceQuery().processDefinitionKey("p").count());
        engine.getRepositoryService().deleteDeployment(deployment.getId(), false);
        System.out.println("of the process p once its deployment is deleted: "
                + history.createHistoricProcessInstanceQuery().processDefinitionKey("p").count());
        var left = history.createHistoricProcessInstanceQuery().processInstanceId(id).singleResult();
        System.out.println("by its id: key " + left.getProcessDefinitionKey() + ", name " + left.getProcessDefinitionName());
    }
}
J
java -Duser.timezone=UTC -cp "$(cat classpath)" Finding.java | tee seen
cat > expected <<'X'
of the process p: 1
of the process p once its deployment is deleted: 0
by its id: key p, name null
X
diff expected seen && echo "As found with camunda-engine 7.24.0."
