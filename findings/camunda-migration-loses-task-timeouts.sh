#!/usr/bin/env bash
# Camunda 7.24.0: only the first case that is migrated keeps the timeout of its task
#
# A task has a listener of the type "timeout", which the engine keeps as a timer. Three cases are migrated to a second version of
# the same diagram, one after the other, with the plan that the engine itself generates. The first keeps its timer. The others
# lose theirs without a word, and a case that begins afterwards by the second version gets none either: the first migration took
# the listener out of the version that the engine has in its memory. In a new engine on the same database new cases have it again.
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
    public static void main(String[] none) {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-10-01T09:00:00Z")));
        var engine = engine("create-drop");
        for (var version = 1; version <= 2; version++) {
            engine.getRepositoryService().createDeployment().addModelInstance("p.bpmn", Bpmn.createExecutableProcess("p")
                    .startEvent().userTask("t").name("version " + version)
                    .camundaTaskListenerExpressionTimeoutWithDuration("late", "${true}", "PT1H").endEvent().done()).deploy();
        }
        var first = definition(engine, 1);
        var second = definition(engine, 2);
        var cases = new String[3];
        for (var at = 0; at < 3; at++) {
            cases[at] = engine.getRuntimeService().startProcessInstanceById(first).getId();
        }
        for (var each : cases) {
            System.out.println("before: " + timers(engine, each));
        }
        var plan = engine.getRuntimeService().createMigrationPlan(first, second).mapEqualActivities().build();
        for (var each : cases) {
            engine.getRuntimeService().newMigration(plan).processInstanceIds(each).execute();
            System.out.println("migrated: " + timers(engine, each));
        }
        System.out.println("begun afterwards: "
                + timers(engine, engine.getRuntimeService().startProcessInstanceById(second).getId()));
        var another = engine("false");
        System.out.println("begun in a new engine: "
                + timers(another, another.getRuntimeService().startProcessInstanceById(second).getId()));
    }

    private static ProcessEngine engine(String schema) {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName(schema);
        configuration.setJdbcUrl("jdbc:h2:mem:finding;DB_CLOSE_DELAY=-1");
        configuration.setDatabaseSchemaUpdate(schema);
        configuration.setEnforceHistoryTimeToLive(false);
        return configuration.buildProcessEngine();
    }

    private static String definition(ProcessEngine engine, int version) {
        return engine.getRepositoryService().createProcessDefinitionQuery().processDefinitionVersion(version).singleResult()
                .getId();
    }

    private static String timers(ProcessEngine engine, String instance) {
        return engine.getManagementService().createJobQuery().processInstanceId(instance).timers().count() + " timer(s)";
    }
}
J
java -Duser.timezone=UTC -cp "$(cat classpath)" Finding.java | tee seen
cat > expected <<'X'
before: 1 timer(s)
before: 1 timer(s)
before: 1 timer(s)
migrated: 1 timer(s)
migrated: 0 timer(s)
migrated: 0 timer(s)
begun afterwards: 0 timer(s)
begun in a new engine: 1 timer(s)
X
diff expected seen && echo "As found with camunda-engine 7.24.0."
