#!/usr/bin/env bash
# Camunda 7.24.0: "deploy only what has changed" looks at the last deployment of that name, not at what is in force
#
# The product deploys a diagram at its start and filters duplicates. Somebody changes it and deploys it under another name: that
# is in force. He puts the old diagram back, by starting the product again, or under the first name: nothing is deployed, for
# the last deployment of that name holds the same bytes. The changed diagram stays in force, and no answer says so.
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
        var repository = configuration.buildProcessEngine().getRepositoryService();
        var first = diagram("first");
        var changed = diagram("changed");
        for (var each : new String[][] {{"product", first}, {"modeler", changed}, {"product", first}}) {
            var deployed = repository.createDeployment().name(each[0]).enableDuplicateFiltering(true)
                    .addString("p.bpmn", each[1]).deployWithResult().getDeployedProcessDefinitions();
            System.out.println(each[0] + " deploys " + (deployed == null ? "nothing" : deployed.get(0).getName()) + ", in force: "
                    + repository.createProcessDefinitionQuery().processDefinitionKey("p").latestVersion().singleResult().getName());
        }
    }

    private static String diagram(String name) {
        return Bpmn.convertToString(Bpmn.createExecutableProcess("p").name(name).startEvent().endEvent().done());
    }
}
J
java -Duser.timezone=UTC -cp "$(cat classpath)" Finding.java | tee seen
cat > expected <<'X'
product deploys first, in force: first
modeler deploys changed, in force: changed
product deploys nothing, in force: changed
X
diff expected seen && echo "As found with camunda-engine 7.24.0."
