package kz.bilik.kill;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL of its own that keeps what it has committed: the embedded one is set to be fast and to forget. */
final class PostgresDatabase implements Database {

    private static final String DATABASE = "bilik";

    private final Path folder;
    private final int port;
    private EmbeddedPostgres server;

    PostgresDatabase(Path folder) throws IOException {
        this.folder = folder;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        start();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + DATABASE);
        } catch (SQLException impossible) {
            throw new IOException(impossible);
        }
    }

    private void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofMinutes(2))
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .start();
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public int nodes() {
        return 2;
    }

    @Override
    public List<String> settings() {
        return List.of(
                "--spring.profiles.active=demo,postgres",
                "--DB_HOST=127.0.0.1",
                "--DB_PORT=" + port,
                "--DB_NAME=" + DATABASE,
                "--DB_USER=postgres",
                "--DB_PASSWORD=postgres");
    }

    @Override
    public Connection open() throws SQLException {
        return server.getDatabase("postgres", DATABASE).getConnection();
    }

    /** {@code SIGQUIT}: the server's immediate shutdown, after which it recovers from its log. */
    @Override
    public void restart() throws IOException, InterruptedException {
        var process = Long.parseLong(
                Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
        new ProcessBuilder("kill", "-QUIT", Long.toString(process)).start().waitFor();
        var ended = ProcessHandle.of(process);
        if (ended.isPresent()) {
            ended.get().onExit().orTimeout(30, TimeUnit.SECONDS).join();
        }
        server.close();
        start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
