package kz.bilik.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Status;
import org.springframework.core.env.StandardEnvironment;

class DatabaseHealthTest {

    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    @Test
    void saysWithinTwoSecondsThatEveryConnectionIsInUse() throws SQLException {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
            pool.setMaximumPoolSize(1);
            var health = new DatabaseHealth(pool, new Room(new StandardEnvironment()));
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            try (var inUse = pool.getConnection()) {
                assertThat(inUse.isClosed()).isFalse();
                assertThat(saidInTime(health)).isEqualTo(Status.DOWN);
                // Who asks again and again does not use up more.
                assertThat(saidInTime(health)).isEqualTo(Status.DOWN);
                assertThat(pool.getHikariPoolMXBean().getThreadsAwaitingConnection())
                        .isEqualTo(1);
            }
            assertThat(saidInTime(health)).isEqualTo(Status.UP);
        }
    }

    @Test
    void saysWithinTwoSecondsThatADatabaseTakesTheConnectionAndIsSilent() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:postgresql://localhost:" + silent.getLocalPort() + "/bilik");
            pool.setUsername("bilik");
            pool.setConnectionTimeout(3000);
            pool.setInitializationFailTimeout(-1);
            var health = new DatabaseHealth(pool, new Room(new StandardEnvironment()));
            assertThat(saidInTime(health)).isEqualTo(Status.DOWN);
            assertThat(saidInTime(health)).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void saysNothingOfWhereTheDatabaseIs() {
        try (var pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:postgresql://localhost:1/hidden-name");
            pool.setUsername("hidden-user");
            pool.setConnectionTimeout(300);
            pool.setInitializationFailTimeout(-1);
            var health = new DatabaseHealth(pool, new Room(new StandardEnvironment())).health();
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails().toString()).doesNotContain("hidden").doesNotContain("localhost");
        }
    }

    private static Status saidInTime(DatabaseHealth health) {
        var began = System.nanoTime();
        var status = health.health().getStatus();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(TWO_SECONDS);
        return status;
    }
}
