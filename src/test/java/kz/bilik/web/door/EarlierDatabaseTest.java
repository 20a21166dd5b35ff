package kz.bilik.web.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kz.bilik.problem.RefusedToStart;
import kz.bilik.support.TestDatabases;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A database of before the scripts were one per module (docs/decisions/0021), and others. */
@ExtendWith(OutputCaptureExtension.class)
@Tag("database")
class EarlierDatabaseTest {

    private static final List<String> EARLIER = List.of(
            "V5__demo_clock.sql", "V10__calendar.sql", "V20__catalogue.sql", "V110__case_reads_of_an_officer.sql");

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    @Import(EarlierDatabase.class)
    static class OnlyTheTables {}

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void aDatabaseOfBeforeTheFirstReleaseIsToBeBegunAnewAndTheProductSaysSo(String product, CapturedOutput output) {
        var database = fresh(product);
        made(database, EARLIER);
        assertThatThrownBy(() -> start(database)).hasRootCauseInstanceOf(RefusedToStart.class);
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Bilik refuses to start: the database was made by a version before the first release")
                .contains("delete the folder data/")
                .contains("an empty PostgreSQL database")
                .doesNotContain("\tat ");
    }

    @Test
    void aDatabaseThatOtherScriptsMadeIsNotToBeBegunAnew() {
        var database = fresh("H2");
        made(database, List.of("V1__calendar.sql", "V2__something_else.sql"));
        assertThatThrownBy(() -> start(database)).hasRootCauseInstanceOf(FlywayValidateException.class);
    }

    @Test
    void anEmptyDatabaseGetsItsTablesAndIsKnownAtTheNextStart() {
        var database = fresh("H2");
        assertThatCode(() -> start(database).close()).doesNotThrowAnyException();
        assertThatCode(() -> start(database).close()).doesNotThrowAnyException();
    }

    private String fresh(String product) {
        return product.equals("H2")
                ? "jdbc:h2:file:" + folder.resolve("data").resolve("bilik")
                : TestDatabases.postgresUrl();
    }

    private void made(String database, List<String> scripts) {
        try {
            var earlier = Files.createDirectory(folder.resolve("scripts"));
            for (var script : scripts) {
                Files.writeString(
                        earlier.resolve(script), "create table of_" + scripts.indexOf(script) + " (id integer);");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Flyway.configure()
                .dataSource(database, user(database), "")
                .locations("filesystem:" + folder.resolve("scripts"))
                .load()
                .migrate();
    }

    private static ConfigurableApplicationContext start(String database) {
        return new SpringApplicationBuilder(OnlyTheTables.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.datasource.url=" + database,
                        "--spring.datasource.username=" + user(database),
                        "--spring.datasource.password=");
    }

    private static String user(String database) {
        return database.contains(":h2:") ? "sa" : "postgres";
    }
}
