package kz.bilik.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.bilik.language.Language;
import kz.bilik.support.TestDatabases;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An older state of the whole database that was brought back by the tools of its makers is found, and said in words: by the
 * seals outside. For PostgreSQL it needs a {@code pg_dump} that is not older than the server, which the build does not bring
 * along: that of the machine with the embedded server, or that in PG_BIN with the empty database at PG_URL; else it is skipped
 * and says so.
 */
@Tag("database")
class RestoredBackupTest {

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.");
    private static final Pattern NAME = Pattern.compile("/([A-Za-z0-9_]+)(?:\\?.*)?");

    @TempDir
    Path folder;

    private interface Tool {

        void run() throws Exception;
    }

    private void isFound(TestDatabase database, Tool backup, Tool restore) throws Exception {
        var world = new AuditWorld(database, folder.resolve("outside"));
        world.day(5);
        world.chaining.chain();
        assertThat(world.found()).isEmpty();
        backup.run();
        var entries = world.number("select count(*) from audit_entry");
        world.day(4);
        world.read(2);
        world.chaining.chain();
        assertThat(world.found()).isEmpty();

        restore.run();
        assertThat(world.number("select count(*) from audit_entry"))
                .as("the state of the backup is back")
                .isEqualTo(entries);
        assertThat(world.found())
                .singleElement()
                .isEqualTo("Seal 2 is kept outside the database and is not in it: an older state of the database was"
                        + " brought back, or its end was cut off.");
        world.day(1);
        assertThat(world.found())
                .as("sealed anew")
                .singleElement()
                .isEqualTo("Seal 2 is another one outside the database: the chain was written anew.");
        for (var language : List.of(Language.KK, Language.RU)) {
            assertThat(world.check.words(world.check.check(), language))
                    .singleElement()
                    .asString()
                    .contains("2")
                    .doesNotContain("audit.");
        }
    }

    @Test
    void byAScriptOfH2() throws Exception {
        var script = folder.resolve("backup.sql");
        try (var database = TestDatabases.h2()) {
            isFound(database, () -> statement(database, "script to '" + script + "'"), () -> {
                statement(database, "drop all objects");
                statement(database, "runscript from '" + script + "'");
            });
        }
    }

    private static void statement(TestDatabase database, String statement) throws Exception {
        try (var connection = database.dataSource().getConnection();
                var prepared = connection.createStatement()) {
            prepared.execute(statement);
        }
    }

    @Test
    void byPgDumpAndPgRestore() throws Exception {
        var url = System.getenv("PG_URL");
        try (var database = url == null ? TestDatabases.postgres() : TestDatabases.postgres(url)) {
            var server = Integer.parseInt(database.jdbc()
                            .sql("show server_version_num")
                            .query(String.class)
                            .single())
                    / 10_000;
            var tools = tools(server);
            var jdbc = ((HikariDataSource) database.dataSource()).getJdbcUrl();
            var at = URI.create(jdbc.substring("jdbc:".length()));
            var name = NAME.matcher(at.getPath());
            assertThat(name.matches()).isTrue();
            var who = List.of("-h", at.getHost(), "-p", String.valueOf(at.getPort()), "-U", "postgres");
            var file = folder.resolve("backup.dump").toString();
            isFound(
                    database,
                    () -> run(tools.resolve("pg_dump"), who, "-Fc", "-f", file, name.group(1)),
                    () -> run(
                            tools.resolve("pg_restore"),
                            who,
                            "--clean",
                            "--if-exists",
                            "--no-owner",
                            "-d",
                            name.group(1),
                            file));
        }
    }

    private static Path tools(int server) throws IOException {
        var given = System.getenv("PG_BIN");
        var places = new ArrayList<Path>();
        if (given != null) {
            places.add(Path.of(given));
        } else {
            Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                    .map(Path::of)
                    .forEach(places::add);
            var ofDebian = Path.of("/usr/lib/postgresql");
            if (Files.isDirectory(ofDebian)) {
                try (var versions = Files.list(ofDebian)) {
                    versions.map(version -> version.resolve("bin")).forEach(places::add);
                }
            }
        }
        var found = places.stream()
                .filter(place -> Files.isExecutable(place.resolve("pg_dump")) && version(place) >= server)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "no pg_dump for PostgreSQL " + server + " is installed");
        return found.get();
    }

    private static int version(Path place) {
        try {
            var process = new ProcessBuilder(place.resolve("pg_dump").toString(), "--version").start();
            var said = VERSION.matcher(new String(process.getInputStream().readAllBytes()));
            return said.find() ? Integer.parseInt(said.group(1)) : 0;
        } catch (IOException unusable) {
            return 0;
        }
    }

    private void run(Path tool, List<String> who, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(tool.toString()));
        command.addAll(who);
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }
}
