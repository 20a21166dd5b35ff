package kz.bilik.kill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One node: the product's jar in a JVM and a folder of its own. */
final class Node {

    private static final Path JAR = Path.of("target/bilik.jar");

    private final String name;
    private final int port;
    private final Path home;
    private final List<String> settings;
    private final HttpClient asked =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private volatile Process process;

    Node(String name, Path home, List<String> settings) throws IOException {
        this.name = name;
        this.home = home;
        this.settings = settings;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.createDirectories(home);
    }

    /** One that runs already, in whatever JVM; it is neither started nor killed. */
    private Node(int port) {
        this.name = "running";
        this.home = Path.of("target");
        this.settings = List.of();
        this.port = port;
    }

    /** The product that serves on that port of loopback. */
    static Node running(int port) {
        return new Node(port);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Starts it, and does not wait until it serves. */
    synchronized void start() throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=Asia/Almaty",
                "-jar",
                JAR.toAbsolutePath().toString(),
                "--server.address=127.0.0.1",
                "--server.port=" + port));
        command.addAll(settings);
        process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    Path log() {
        return home.resolve("node.log");
    }

    boolean runs() {
        return process != null && process.isAlive();
    }

    boolean healthy() {
        if (!runs()) {
            return false;
        }
        try {
            var health = HttpRequest.newBuilder(URI.create(url() + "/actuator/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return asked.send(health, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** An orderly end. */
    void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                kill();
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
