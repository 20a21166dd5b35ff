#!/usr/bin/env bash
# Camunda 7.24.0: historyTimeToLive is called an ISO 8601 period and takes days only
#
# "P1825D" is accepted; "P5Y", "P60M" and "P52W", which are periods of the same standard and what a retention rule of years
# says, are refused when the diagram is deployed, as if the value were no period at all.
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
        var engine = configuration.buildProcessEngine();
        for (var period : new String[] {"P1825D", "P5Y", "P60M", "P52W"}) {
            String answer;
            try {
                engine.getRepositoryService().createDeployment().addModelInstance("p.bpmn", Bpmn.createExecutableProcess("p")
                        .camundaHistoryTimeToLiveString(period).startEvent().endEvent().done()).deploy();
                answer = "deployed";
            } catch (RuntimeException refused) {
                answer = "refused: " + refused.getMessage().replaceAll("(?s).*(Cannot parse historyTimeToLive: For input string: \"\\w+\").*", "$1");
            }
            System.out.println(period + " " + answer);
        }
    }
}
J
java -cp "$(cat classpath)" Finding.java | tee seen
cat > expected <<'X'
P1825D deployed
P5Y refused: Cannot parse historyTimeToLive: For input string: "P5Y"
P60M refused: Cannot parse historyTimeToLive: For input string: "P60M"
P52W refused: Cannot parse historyTimeToLive: For input string: "P52W"
X
diff expected seen && echo "As found with camunda-engine 7.24.0."
