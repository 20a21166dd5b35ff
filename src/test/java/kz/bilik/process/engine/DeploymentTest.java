package kz.bilik.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import kz.bilik.calendar.LegalClock;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.StaticApplicationContext;

/** What an analyst has put in force outlives restarts and upgrades of the product, and nobody loses a word. */
@Tag("database")
@Tag("engine")
class DeploymentTest {

    private static final String FILE = "processes/way.bpmn";

    private static String diagram(String name) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test">
                  <bpmn:process id="way" isExecutable="true" camunda:historyTimeToLive="P1D"
                      xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
                    <bpmn:startEvent id="begin" name="%s" />
                  </bpmn:process>
                </bpmn:definitions>
                """
                .formatted(name);
    }

    /** An engine on that database, and the product that starts before it again and again. */
    private static final class World implements AutoCloseable {

        private final ProductFileTable table;
        private final Deployment product;
        private final ProcessEngine engine;
        private Instant now = Instant.parse("2026-11-02T04:00:00Z");

        World(TestDatabase database) {
            var configuration = new SpringProcessEngineConfiguration();
            configuration.setApplicationContext(new StaticApplicationContext());
            configuration.setDataSource(database.dataSource());
            configuration.setTransactionManager(database.transactionManager());
            configuration.setDatabaseSchemaUpdate("true");
            configuration.setProcessEngineName(database.name());
            configuration.setJobExecutorActivate(false);
            engine = configuration.buildProcessEngine();
            table = new ProductFileTable(database.jdbc());
            product = new Deployment(database.jdbc(), database.transactionManager(), new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneId getZone() {
                    return LegalClock.ZONE;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return Clock.fixed(now, zone);
                }
            });
        }

        void starts(String diagram) {
            now = now.plus(Duration.ofDays(1));
            product.deploy(
                    engine.getRepositoryService(),
                    List.of(new ProductFile(FILE, diagram.getBytes(StandardCharsets.UTF_8))));
        }

        void analystDeploys(String diagram) {
            engine.getRepositoryService()
                    .createDeployment()
                    .name("way")
                    .source("Camunda Modeler")
                    .addInputStream("way.bpmn", new ByteArrayInputStream(diagram.getBytes(StandardCharsets.UTF_8)))
                    .deploy();
        }

        /** The version in force, and what it says. */
        String inForce() {
            var file = table.inForce(ProductFile.Kind.DIAGRAM, "way").orElseThrow();
            var text = new String(file.content(), StandardCharsets.UTF_8);
            return file.version() + " " + text.replaceAll("(?s).*id=\"begin\" name=\"([^\"]*)\".*", "$1");
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aNewerFileOfTheProductComesIntoForceWhereNobodyElseChangedIt(TestDatabase database) {
        try (database;
                var world = new World(database)) {
            world.starts(diagram("one"));
            assertThat(world.inForce()).isEqualTo("1 one");
            world.starts(diagram("one"));
            assertThat(world.inForce()).as("a restart").isEqualTo("1 one");
            world.starts(diagram("two"));
            assertThat(world.inForce()).as("an upgrade").isEqualTo("2 two");
            assertThat(world.table.waiting()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void whatAnAnalystDeployedStaysUntilSomebodyDecides(TestDatabase database) {
        try (database;
                var world = new World(database)) {
            world.starts(diagram("one"));
            world.analystDeploys(diagram("mine"));
            world.starts(diagram("one"));
            assertThat(world.inForce()).as("a restart").isEqualTo("2 mine");
            assertThat(world.table.waiting()).isEmpty();

            world.starts(diagram("two"));
            assertThat(world.inForce()).as("an upgrade").isEqualTo("2 mine");
            var since = world.table.find(FILE).orElseThrow().since();
            world.starts(diagram("two"));
            assertThat(world.table.find(FILE).orElseThrow().since())
                    .as("asked once")
                    .isEqualTo(since);
            assertThat(world.table.broughtBefore(FILE)).hasValue(diagram("one").getBytes(StandardCharsets.UTF_8));

            world.table.settle(FILE, diagram("two").getBytes(StandardCharsets.UTF_8), since);
            world.starts(diagram("two"));
            assertThat(world.inForce()).as("decided to keep").isEqualTo("2 mine");
            assertThat(world.table.countWaiting()).isZero();

            world.starts(diagram("three"));
            assertThat(world.table.countWaiting()).as("newer still").isEqualTo(1);
            world.analystDeploys(diagram("three"));
            world.starts(diagram("three"));
            assertThat(world.inForce()).isEqualTo("3 three");
            assertThat(world.table.countWaiting()).as("the same by now").isZero();
            world.starts(diagram("four"));
            assertThat(world.inForce()).as("again the product's own").isEqualTo("4 four");
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void anInstallationFromBeforeKnowsWhatTheProductBroughtByItsDeployments(TestDatabase database) {
        try (database;
                var world = new World(database)) {
            world.starts(diagram("one"));
            database.jdbc().sql("delete from product_file").update();
            world.starts(diagram("two"));
            assertThat(world.inForce()).isEqualTo("2 two");

            world.analystDeploys(diagram("mine"));
            database.jdbc().sql("delete from product_file").update();
            world.starts(diagram("three"));
            assertThat(world.inForce()).isEqualTo("3 mine");
            assertThat(world.table.countWaiting()).isEqualTo(1);
            world.starts(diagram("two"));
            assertThat(world.table.countWaiting())
                    .as("back to the earlier product")
                    .isZero();
        }
    }
}
