package kz.bilik.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kz.bilik.support.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

@ExtendWith(OutputCaptureExtension.class)
@Tag("database")
class StartGateTest {

    @Test
    void oneNodeAfterTheOtherStartsOnADatabase(CapturedOutput output) throws Exception {
        var url = TestDatabases.postgresUrl();
        var first = gate("10s");
        var second = gate("10s");
        first.postProcessBeforeInitialization(pool(url), "dataSource");
        var waiting = CompletableFuture.runAsync(() -> second.postProcessBeforeInitialization(pool(url), "dataSource"));
        assertThatThrownBy(() -> waiting.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(output).containsOnlyOnce("Another node is starting on this database");

        first.onApplicationEvent(new AvailabilityChangeEvent<>(this, ReadinessState.REFUSING_TRAFFIC));
        assertThatThrownBy(() -> waiting.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        first.onApplicationEvent(new AvailabilityChangeEvent<>(this, ReadinessState.ACCEPTING_TRAFFIC));
        waiting.get(10, TimeUnit.SECONDS);
        second.destroy();
    }

    @Test
    void aNodeThatCouldNotStartKeepsNobodyWaiting() throws Exception {
        var url = TestDatabases.postgresUrl();
        var failed = gate("10s");
        failed.postProcessBeforeInitialization(pool(url), "dataSource");
        failed.destroy();
        var next = gate("10s");
        CompletableFuture.runAsync(() -> next.postProcessBeforeInitialization(pool(url), "dataSource"))
                .get(10, TimeUnit.SECONDS);
        next.destroy();
    }

    @Test
    void aDatabaseThatComesLaterIsWaitedForAndALineSaysSo(CapturedOutput output) throws Exception {
        var url = TestDatabases.postgresUrl();
        var real = URI.create(url.substring("jdbc:".length()));
        var port = freePort();
        var gate = gate("30s");
        var starting = CompletableFuture.runAsync(() -> gate.postProcessBeforeInitialization(
                pool(url.replace(":" + real.getPort() + "/", ":" + port + "/")), "dataSource"));
        assertThatThrownBy(() -> starting.get(1500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        try (var door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture.runAsync(() -> lead(door, real.getPort()));
            starting.get(15, TimeUnit.SECONDS);
            gate.destroy();
        }
        assertThat(output).contains("The database does not answer (08001): waiting for it, at most");
    }

    @Test
    void aDatabaseThatDoesNotComeIsSaidInALine() throws IOException {
        var url = "jdbc:postgresql://localhost:" + freePort() + "/bilik";
        var began = System.nanoTime();
        assertThatThrownBy(() -> gate("1s").postProcessBeforeInitialization(pool(url), "dataSource"))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessage("the database does not answer.");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(9));
    }

    /** Waiting helps only against what passes. */
    @Test
    void aDatabaseThatDoesNotExistIsNotWaitedFor() {
        var url = TestDatabases.postgresUrl();
        var wrong = url.replaceFirst("/bilik_[0-9a-f]+", "/no_such_database");
        assertThatThrownBy(() -> gate("60s").postProcessBeforeInitialization(pool(wrong), "dataSource"))
                .isInstanceOf(DatabaseRefused.class)
                .hasMessage("the server has no database of that name.");
    }

    private static StartGate gate(String wait) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", Map.of("bilik.database.wait", wait)));
        return new StartGate(environment);
    }

    private static HikariDataSource pool(String url) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername("postgres");
        return pool;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Everything that comes to that door, there and back. */
    private static void lead(ServerSocket door, int port) {
        while (!door.isClosed()) {
            try {
                var here = door.accept();
                var there = new Socket(InetAddress.getLoopbackAddress(), port);
                CompletableFuture.runAsync(() -> copy(here, there));
                CompletableFuture.runAsync(() -> copy(there, here));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // Either side is done.
        }
    }
}
