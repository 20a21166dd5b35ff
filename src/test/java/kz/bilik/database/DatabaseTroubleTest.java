package kz.bilik.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What an administrator reads when the product does not start because of its database. */
@ExtendWith(OutputCaptureExtension.class)
@Tag("database")
class DatabaseTroubleTest {

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
    @Import({DurableH2.class, StartGate.class, WatchedPool.class, Room.class})
    static class OnlyTheTables {}

    @TempDir
    private Path folder;

    @AfterEach
    void makeRoom() {
        SmallDisk.empty();
    }

    @Test
    void aSecondStartOnTheSameFileSaysThatAnotherOneHasIt(CapturedOutput output) throws Exception {
        var file = folder.resolve("bilik");
        made("jdbc:h2:file:" + file);
        try (var other = FileChannel.open(Path.of(file + ".mv.db"), StandardOpenOption.WRITE);
                var held = other.lock()) {
            assertThat(held.isValid()).isTrue();
            start("jdbc:h2:file:" + file);
        }
        says(output, "another process has the file of the database open: " + file + ".mv.db", "stop the other one");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed(CapturedOutput output) throws IOException {
        // Also root cannot make a folder in a file.
        var file = Files.createFile(folder.resolve("data"));
        start("jdbc:h2:file:" + file.resolve("bilik"));
        says(output, "the folder " + file + " cannot be written", "right to write in that folder");
    }

    /** It was made by another user, say: only root could write it all the same. */
    @Test
    void aFileOfSomebodyElseIsNamed(CapturedOutput output) throws Exception {
        var file = Path.of(folder.resolve("bilik") + ".mv.db");
        Files.createDirectory(file);
        start("jdbc:h2:file:" + folder.resolve("bilik"));
        says(output, "the file " + file + " cannot be read and written", "chown");
    }

    @Test
    void aDatabaseThatMayOnlyBeReadIsNamed(CapturedOutput output) throws SQLException {
        var url = "jdbc:h2:file:" + folder.resolve("bilik");
        made(url);
        start(url + ";ACCESS_MODE_DATA=r");
        says(output, "the file of the database cannot be read and written", "right to write in that folder");
    }

    @Test
    void aDiskThatIsFullAtTheStartIsNamed(CapturedOutput output) {
        SmallDisk.empty();
        SmallDisk.fill();
        // Nor could H2 write its own log.
        start("jdbc:h2:smalldisk:" + folder.resolve("bilik") + ";TRACE_LEVEL_FILE=0");
        says(output, "there is no room left on the disk", "Make room");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsNamed(CapturedOutput output) {
        start("jdbc:postgresql://localhost:1/bilik");
        says(output, "the database does not answer.", "bilik.database.wait");
    }

    /** Our own tables' mistakes are for those who made them: they need the trace. */
    @Test
    void whatIsNotTheDatabasesFaultKeepsItsTrace() {
        assertThat(new DatabaseTrouble.Analysis().analyze(new SQLException("syntax", "42000", 42000)))
                .isNull();
        assertThat(new DatabaseTrouble.Analysis().analyze(new IllegalStateException("something else")))
                .isNull();
    }

    @Test
    void aDiskIsFullInTheWordsOfEachSystem() {
        for (var said :
                new String[] {"No space left on device", "Disk quota exceeded", "There is not enough space on the disk"
                }) {
            assertThat(DatabaseTrouble.isFull(new UncheckedIOException(new IOException(said))))
                    .isTrue();
        }
        assertThat(DatabaseTrouble.isFull(new IOException("Broken pipe"))).isFalse();
        assertThat(DatabaseTrouble.isFull(new SQLException("voll", "53100"))).isTrue();
    }

    private static void says(CapturedOutput output, String reason, String action) {
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Bilik does not start: " + reason)
                .contains(action)
                .doesNotContain("\tat ");
    }

    private static void made(String url) throws SQLException {
        DriverManager.getConnection(url, "sa", "").close();
    }

    private static void start(String url) {
        try (var context = new SpringApplicationBuilder(OnlyTheTables.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=sa",
                        "--spring.datasource.password=",
                        "--bilik.database.wait=1s")) {
            assertThat(context.isRunning()).as("a start that has to fail").isFalse();
        } catch (RuntimeException expected) {
            assertThat(expected).isNotInstanceOf(AssertionError.class);
        }
    }
}
