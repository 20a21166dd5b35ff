package kz.bilik.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@Tag("database")
class DurableH2Test {

    @TempDir
    private Path folder;

    /** A copy of the file is what a process that is killed right after its answer leaves behind. */
    @ParameterizedTest
    @ValueSource(strings = {"", ";LOCK_TIMEOUT=30000;DB_CLOSE_ON_EXIT=FALSE", ";WRITE_DELAY=0"})
    void whatIsCommittedIsInTheFileWhenTheAnswerGoesOut(String settings) throws IOException {
        for (int round = 0; round < 20; round++) {
            var name = "kept" + round;
            try (var database = opened("jdbc:h2:file:" + folder.resolve(name) + settings)) {
                jdbc(database).sql("create table told (number integer)").update();
                jdbc(database).sql("insert into told values (1)").update();
                jdbc(database).sql("insert into told values (2)").update();
                Files.copy(
                        folder.resolve(name + ".mv.db"),
                        folder.resolve("after.mv.db"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            try (var after = opened("jdbc:h2:file:" + folder.resolve("after"))) {
                assertThat(jdbc(after)
                                .sql("select number from told")
                                .query(Integer.class)
                                .list())
                        .as("round " + round)
                        .containsExactly(1, 2);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./data/bilik;write_delay=500",
        "JDBC:H2:./data/bilik;LOCK_TIMEOUT=1; WRITE_DELAY = 1 ;TRACE_LEVEL_FILE=0",
        "jdbc:h2:tcp://localhost/bilik;WRITE_DELAY=0;WRITE_DELAY=5"
    })
    void aUrlThatAsksForADelayIsRefusedInWords(String url) {
        assertThatThrownBy(() -> DurableH2.durable(url))
                .isInstanceOf(DatabaseRefused.class)
                .satisfies(refused -> {
                    var analysis = new DatabaseTrouble.Analysis().analyze(refused);
                    assertThat(analysis.getDescription())
                            .startsWith("Bilik does not start: ")
                            .contains(" ms after");
                    assertThat(analysis.getAction()).contains("WRITE_DELAY").contains("spring.datasource.url");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://localhost/bilik?reWriteBatchedInserts=true", "jdbc:h2:mem:bilik"})
    void otherDatabasesKeepTheirUrl(String url) {
        assertThat(DurableH2.durable(url)).isEqualTo(url);
    }

    @Test
    void aSemicolonWithinAValueBeginsNoSetting() {
        assertThat(DurableH2.durable("jdbc:h2:./bilik;INIT=select 1\\;WRITE_DELAY=7"))
                .endsWith(";WRITE_DELAY=0");
    }

    @Test
    void thePoolOfAnAdministratorsOwnUrlWritesAtOnceToo() {
        var pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:h2:file:/srv/bilik/own");
        new DurableH2().postProcessBeforeInitialization(pool, "dataSource");
        assertThat(pool.getJdbcUrl()).isEqualTo("jdbc:h2:file:/srv/bilik/own;WRITE_DELAY=0");
    }

    private static SingleConnectionDataSource opened(String url) {
        return new SingleConnectionDataSource(DurableH2.durable(url), true);
    }

    private static JdbcClient jdbc(DataSource database) {
        return JdbcClient.create(database);
    }
}
