package kz.bilik.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.bilik.support.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.actuate.health.Status;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A disk that is full, and then not any more. */
@Tag("database")
class RoomTest {

    @TempDir
    private Path folder;

    @AfterEach
    void makeRoom() {
        SmallDisk.empty();
    }

    /** H2 closes a database whose file it cannot write; without help it stays closed, and is taken for well. */
    @Test
    void anH2WhoseDiskWasFullGoesOnWhenThereIsRoomAndHasKeptWhatItConfirmed() throws SQLException {
        SmallDisk.empty();
        var room = room("0B");
        try (var pool = opened("jdbc:h2:smalldisk:" + folder.resolve("bilik"), room)) {
            var database = JdbcClient.create(pool);
            var health = new DatabaseHealth(pool, room);
            database.sql("create table kept (number integer)").update();
            database.sql("insert into kept values (1)").update();
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);

            try (var busy = pool.getConnection()) {
                SmallDisk.fill();
                assertThatThrownBy(() ->
                                database.sql("insert into kept values (2)").update())
                        .satisfies(failure ->
                                assertThat(DatabaseTrouble.isFull(failure)).isTrue());
                assertThat(room.isFull()).isTrue();
                assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
                SmallDisk.empty();
            }

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(health.health().getStatus()).isEqualTo(Status.UP));
            assertThat(room.isFull()).isFalse();
            database.sql("insert into kept values (3)").update();
            assertThat(numbers(database)).contains(1, 3).doesNotContain(2);
        }
    }

    @Test
    void anH2WithLittleRoomLeftIsFullBeforeItIs() {
        try (var pool = opened("jdbc:h2:file:" + folder.resolve("bilik"), room("1000TB"))) {
            var database = JdbcClient.create(pool);
            var room = room("1000TB");
            room.watch(pool);
            assertThat(room.isFull()).isTrue();
            assertThat(new DatabaseHealth(pool, room).health().getStatus()).isEqualTo(Status.DOWN);
            database.sql("create table kept (number integer)").update();
            assertThat(numbers(database)).isEmpty();
        }
    }

    /** PostgreSQL says so by SQLSTATE 53100; here a function says it in the place of the disk. */
    @Test
    void aPostgresWithoutRoomIsFullUntilATrialSucceeds() {
        var room = room("64MB");
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl(TestDatabases.postgresUrl());
            pool.setUsername("postgres");
            room.watch(pool);
            var database = JdbcClient.create(pool);
            var health = new DatabaseHealth(pool, room);
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            assertThatThrownBy(() -> database.sql(
                                    "do $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$")
                            .update())
                    .satisfies(failure ->
                            assertThat(DatabaseTrouble.isFull(failure)).isTrue());
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(health.health().getStatus()).isEqualTo(Status.UP));
            assertThat(database.sql("select count(*) from pg_class where relname = 'room_trial'")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:/srv/bilik/data/bilik;LOCK_TIMEOUT=30000, /srv/bilik/data",
        "jdbc:h2:/srv/bilik, /srv",
        "JDBC:H2:nio:/srv/data/bilik, /srv/data",
        "jdbc:h2:mem:bilik,",
        "jdbc:h2:tcp://localhost/~/bilik,",
        "jdbc:postgresql://localhost/bilik,"
    })
    void theFolderIsThatOfTheFile(String url, String folder) {
        assertThat(FolderOfH2.of(url).map(FolderOfH2::folder))
                .isEqualTo(Optional.ofNullable(folder).map(Path::of));
    }

    @Test
    void noTraceOfATrialStaysInTheFolder() throws Exception {
        SmallDisk.empty();
        var room = room("0B");
        try (var pool = opened("jdbc:h2:smalldisk:" + folder.resolve("bilik"), room)) {
            JdbcClient.create(pool).sql("create table kept (number integer)").update();
            SmallDisk.fill();
            assertThatThrownBy(() ->
                    JdbcClient.create(pool).sql("insert into kept values (1)").update());
            SmallDisk.empty();
            await().atMost(Duration.ofSeconds(20)).until(() -> !room.isFull());
            try (var files = Files.list(folder)) {
                assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.startsWith("room"));
            }
        }
    }

    private static List<Integer> numbers(JdbcClient database) {
        return database.sql("select number from kept").query(Integer.class).list();
    }

    private static HikariDataSource opened(String url, Room room) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(DurableH2.durable(url));
        pool.setMaximumPoolSize(3);
        room.watch(pool);
        return pool;
    }

    private static Room room(String reserve) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("bilik.database.room", reserve)));
        return new Room(environment);
    }
}
