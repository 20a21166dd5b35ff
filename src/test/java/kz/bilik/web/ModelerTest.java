package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What the deploy tool of Camunda Modeler 5.50 sends, as an analyst uses it: the same requests in the same order, with the same
 * headers and parts.
 */
@ProcedureTest
class ModelerTest {

    /** Modeler gives up after five seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final HttpClient MODELER = HttpClient.newHttpClient();

    private static final String TABLE = "legal-terms.dmn";

    @LocalServerPort
    int port;

    @Autowired
    RepositoryService repository;

    @Autowired
    ObjectMapper json;

    private String deployed;

    @AfterEach
    void takeBack() {
        if (deployed != null) {
            repository.deleteDeployment(deployed);
        }
    }

    @Test
    void anAnalystDeploysFromTheModeler() throws Exception {
        // Asked without a login first: only this answer makes the Modeler show the fields for one.
        var unknown = send("GET", "/engine-rest/deployment?maxResults=0", null, null);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(read(unknown).path("message").asText()).isNotBlank();

        assertThat(send("GET", "/engine-rest/deployment?maxResults=0", "analyst", null)
                        .statusCode())
                .isEqualTo(200);
        var version = send("GET", "/engine-rest/version", "analyst", null);
        assertThat(read(version).path("version").asText()).startsWith("7.24");

        var answer = deploy("analyst", TABLE, Files.readString(Path.of("processes", TABLE)) + "<!-- seen -->\n");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        deployed = read(answer).path("id").asText();
        assertThat(read(answer).path("source").asText()).isEqualTo("Camunda Modeler");
        assertThat(repository
                        .createDeploymentQuery()
                        .deploymentId(deployed)
                        .singleResult()
                        .getName())
                .isEqualTo("legal-terms");

        var webapps = read(send("GET", "/.well-known/camunda-automation-platform/webapps", null, null));
        for (var app : new String[] {"admin", "cockpit", "tasklist"}) {
            assertThat(webapps.path(app + "Url").asText())
                    .isEqualTo("http://127.0.0.1:" + port + "/camunda/app/" + app + "/default/#/");
        }
    }

    @Test
    void whatIsNotTheAnalystsIsRefusedWithAMessage() throws Exception {
        var process = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("application")
                .latestVersion()
                .singleResult()
                .getId();
        for (var call : new String[] {
            "POST /engine-rest/process-definition/" + process + "/start",
            "GET /engine-rest/process-definition",
            "GET /engine-rest/task",
            "GET /engine-rest/history/variable-instance",
            "GET /engine-rest/deployment/registered",
            "DELETE /engine-rest/deployment/1",
            "POST /engine-rest/deployment/1/redeploy"
        }) {
            var refused = send(call.split(" ")[0], call.split(" ")[1], "analyst", "{}");
            assertThat(refused.statusCode()).as(call).isEqualTo(403);
            assertThat(read(refused).path("message").asText()).as(call).isNotBlank();
        }
        for (var officer : new String[] {"auditor", "career-KZ-75-03", "accountant-KZ-75"}) {
            var refused = deploy(officer, TABLE, Files.readString(Path.of("processes", TABLE)));
            assertThat(refused.statusCode()).as(officer).isEqualTo(403);
            assertThat(read(refused).path("message").asText()).as(officer).isNotBlank();
        }
    }

    private HttpResponse<String> deploy(String officer, String fileName, String content) throws Exception {
        return deploy(port, officer, fileName, content, Map.of());
    }

    /**
     * What the deploy tool sends for the open file and those that are attached.
     *
     * @param attached by their bare names
     */
    static HttpResponse<String> deploy(
            int port, String officer, String fileName, String content, Map<String, String> attached) throws Exception {
        var boundary = "----WebKitFormBoundaryx7Qd0pKbTqWZ1mJf";
        var parts = new LinkedHashMap<String, String>();
        parts.put("deployment-name", fileName.substring(0, fileName.indexOf('.')));
        parts.put("deployment-source", "Camunda Modeler");
        parts.put("enable-duplicate-filtering", "true");
        var body = new ByteArrayOutputStream();
        for (Map.Entry<String, String> part : parts.entrySet()) {
            body.writeBytes(utf8("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part.getKey()
                    + "\"\r\n\r\n" + part.getValue() + "\r\n"));
        }
        file(body, boundary, fileName, "text/xml", content);
        attached.forEach((name, text) -> file(body, boundary, name, "application/octet-stream", text));
        body.writeBytes(utf8("--" + boundary + "--\r\n"));
        return MODELER.send(
                request(port, "/engine-rest/deployment/create", officer)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void file(ByteArrayOutputStream body, String boundary, String name, String type, String content) {
        body.writeBytes(utf8("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\""
                + name + "\"\r\nContent-Type: " + type + "\r\n\r\n" + content + "\r\n"));
    }

    private HttpResponse<String> send(String method, String path, String officer, String body) throws Exception {
        var request = request(port, path, officer);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return MODELER.send(
                request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(int port, String path, String officer) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json");
        return officer == null
                ? request
                : request.header(
                        "Authorization", "Basic " + Base64.getEncoder().encodeToString(utf8(officer + ":demo")));
    }

    private JsonNode read(HttpResponse<String> answer) throws Exception {
        return json.readTree(answer.body());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
