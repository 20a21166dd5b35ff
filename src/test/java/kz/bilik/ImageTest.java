package kz.bilik;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** The image and the composition, as far as it shows without a Docker engine. */
class ImageTest {

    private static final String IMAGE = read("Dockerfile").replace("\\\n", " ");

    @SuppressWarnings("unchecked")
    private static final Map<String, Map<String, Object>> SERVICES = (Map<String, Map<String, Object>>)
            new Yaml().<Map<String, Object>>load(read("docker-compose.yml")).get("services");

    @Test
    void theImageRunsAsAUserOfItsOwnWithinItsMemoryAndAsksForItsHealth() {
        var last = IMAGE.substring(IMAGE.lastIndexOf("\nFROM "));
        assertThat(last).containsPattern("(?m)^USER [1-9][0-9]*$");
        assertThat(last.indexOf("\nUSER ")).isLessThan(last.indexOf("\nENTRYPOINT "));
        assertThat(line(last, "ENTRYPOINT"))
                .contains("-XX:MaxRAMPercentage=")
                .contains("-XX:+ExitOnOutOfMemoryError")
                .contains("-Duser.timezone=Asia/Almaty");
        assertThat(line(last, "HEALTHCHECK"))
                .contains("--start-period=")
                .contains('"' + HealthCheck.class.getName() + '"')
                .doesNotContain("curl");
    }

    @Test
    void nothingIsCopiedIntoTheImageButWhatIsBuilt() {
        assertThat(read(".dockerignore").lines().filter(line -> !line.startsWith("#")))
                .startsWith("*")
                .contains("!pom.xml", "!src", "src/test");
        assertThat(IMAGE.lines().filter(line -> line.startsWith("COPY ")))
                .filteredOn(line -> !line.contains("--from=build"))
                .allSatisfy(line -> assertThat(read(".dockerignore")).contains("!" + line.split(" ")[1]));
    }

    @Test
    void everyServiceStartsAgainAndHasNoRightThatItDoesNotNeed() {
        assertThat(SERVICES).containsKeys("bilik", "database", "mail").allSatisfy((name, service) -> {
            assertThat(service.get("restart")).isEqualTo("unless-stopped");
            assertThat(service.get("cap_drop")).isEqualTo(List.of("ALL"));
            assertThat(service.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(service).containsKeys("mem_limit", "pids_limit");
            assertThat((List<?>) service.getOrDefault("ports", List.of()))
                    .allSatisfy(port -> assertThat(port.toString()).startsWith("127.0.0.1:"));
        });
        assertThat(SERVICES.get("bilik")).doesNotContainKey("cap_add").containsEntry("read_only", true);
    }

    @Test
    void theOutboxOfTheBankOutlivesTheContainer() {
        assertThat(SERVICES.get("bilik").get("volumes")).isEqualTo(List.of("data:/home/bilik/data"));
        assertThat(IMAGE).contains("WORKDIR /home/bilik").contains("chown bilik /home/bilik/data");
    }

    @ParameterizedTest
    @CsvSource({"200, true", "503, false", "302, false", "404, false"})
    void healthyIsWhoAnswers200(int status, boolean ready) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        var address = "http://127.0.0.1:" + server.getAddress().getPort() + "/actuator/health/readiness";
        assertThat(HealthCheck.isReady(address)).isEqualTo(ready);
        server.stop(0);
        assertThat(HealthCheck.isReady(address)).isFalse();
    }

    private static String line(String image, String instruction) {
        return image.lines()
                .filter(line -> line.startsWith(instruction + " "))
                .findFirst()
                .orElseThrow();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }
}
