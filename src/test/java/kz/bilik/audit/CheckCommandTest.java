package kz.bilik.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import kz.bilik.language.Language;
import kz.bilik.support.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The look from the command line, without engine and server. */
@Tag("database")
@ExtendWith(OutputCaptureExtension.class)
class CheckCommandTest {

    @TempDir
    Path folder;

    @Test
    void saysInThreeLanguagesWhetherTheChainIsWhole(CapturedOutput output) {
        try (var database = TestDatabases.postgres()) {
            var world = new AuditWorld(database, folder);
            world.day(4);
            var settings = new String[] {
                "--spring.datasource.url=" + ((HikariDataSource) database.dataSource()).getJdbcUrl(),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=",
                "--bilik.audit.seals=" + folder.resolve("seals")
            };
            assertThat(CheckCommand.run(Language.EN, settings)).isTrue();
            assertThat(output).contains("14 entries and 1 seals are as they were written.");

            world.sql("delete from audit_entry where position = 12");
            assertThat(CheckCommand.run(Language.EN, settings)).isFalse();
            assertThat(CheckCommand.run(Language.KK, settings)).isFalse();
            assertThat(CheckCommand.run(Language.RU, settings)).isFalse();
            assertThat(output)
                    .contains("Entry 12 is missing from the chain.")
                    .contains("Тізбекте 12-жазба жоқ.")
                    .contains("В цепочке нет записи 12.");
        }
    }
}
