package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.stream.Stream;
import kz.bilik.document.Documents;
import kz.bilik.language.Language;
import kz.bilik.support.ProcedureOnPostgres;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was once answered 500, went astray or was shown as it should not be: each as it was found, on a real PostgreSQL. */
@ProcedureOnPostgres
@ExtendWith(OutputCaptureExtension.class)
class InputFromOutsideTest {

    private static final String CYRILLIC = "Еңбек кітапшасының көшірмесі жұмыс берушінің мөрімен расталған.pdf";

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Documents documents;

    @Autowired
    JdbcClient database;

    @LocalServerPort
    int port;

    @BeforeEach
    void begin() {
        stage.clear();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST /api/exam-protocols       | centre-C-014 | Content-Type: */*                | {}                     | 415 | web.media-type
                    POST /api/exam-protocols       | centre-C-014 | Content-Type: application/*      | {}                     | 415 | web.media-type
                    POST /api/exam-protocols       | centre-C-014 | Content-Type: application/x-www-form-urlencoded | {"a":1} | 415 | web.media-type
                    POST /api/exam-protocols       | centre-C-014 | Content-Type: application/json   | {"number":"\\u0000"}   | 400 | web.characters
                    POST /api/exam-protocols       | centre-C-014 | Content-Type: application/json   | {"number":"\\ud800"}   | 400 | web.characters
                    POST /api/exam-protocols       | centre-C-014 | Transfer-Encoding: identity      | {}                     | 400 | web.malformed
                    GET /api/payments?act=%00      | bank         | Accept: */*                      | ''                     | 400 | web.characters
                    GET /api/payments?act=%zz      | bank         | Accept: */*                      | ''                     | 400 | web.malformed
                    GET /api/applications/%00      | person-01    | Accept: */*                      | ''                     | 400 | web.malformed
                    GET /swagger-ui/index.html     | ''           | X-Forwarded-Port: abc            | ''                     | 200 | html
                    GET /v3/api-docs/swagger-config | ''          | Forwarded: host=x:abc            | ''                     | 200 | url
                    GET /login?lang=%00            | ''           | Accept: */*                      | ''                     | 400 | web.characters
                    GET /actuator/metrics          | ''           | Authorization: Basic YQBiOmM=    | ''                     | 400 | web.characters
                    GET /login?lang=%E2%80%AE      | ''           | Accept: */*                      | ''                     | 400 | web.direction-marks
                    POST /api/exam-protocols       | centre-C-014 | Content-Type: application/json   | {"number":"7\u202e1"} | 400 | web.direction-marks
                    POST /login                    | ''           | Content-Type: application/x-www-form-urlencoded | username=a%D8%9Cb | 400 | web.direction-marks
                    GET /engine-rest/task?name=%00 | admin        | Accept: */*                      | ''                     | 400 | web.characters
                    POST /engine-rest/task         | admin        | Content-Type: application/json   | {"name":"\\u0000"}     | 400 | NUL
                    POST /engine-rest/condition    | admin        | Content-Type: application/json   | null                   | 403 | message
                    POST /engine-rest/task         | admin        | Content-Type: application/json   | {"name":               | 400 | Refused
                    GET /engine-rest/task?maxResults=-5&firstResult=-5 | admin | Accept: */*         | ''                     | 400 | Refused
                    """)
    void whatNobodyCanReadIsTheCallersFaultAndLeavesOneLineAtMost(
            String call, String login, String header, String body, int status, String code, CapturedOutput log)
            throws IOException {
        var before = log.getAll().length();
        var answer = send(call, login, header, body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains(code);
        // What the database itself says is not in the product's log.
        assertThat(log.getAll().substring(before).lines().filter(line -> !line.contains("EmbeddedPostgres")))
                .hasSizeLessThan(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PUT /engine-rest/user/auditor/credentials | null                                                      | 400 | web.left-out
                    PUT /engine-rest/user/auditor/credentials | {"password":null,"authenticatedUserPassword":"demo"}      | 422 | officer.password-missing
                    PUT /engine-rest/user/auditor/credentials | {"password":"weak","authenticatedUserPassword":"demo"}    | 422 | officer.password-weak
                    PUT /engine-rest/user/auditor/profile     | null                                                      | 400 | web.left-out
                    PUT /engine-rest/user/auditor/profile     | {"id":"another","firstName":"A","lastName":"B"}           | 422 | officer.id-stays
                    PUT /engine-rest/user/auditor/profile     | {"id":"auditor","firstName":"A\u202eB","lastName":"B"}   | 400 | web.direction-marks
                    PUT /engine-rest/user/auditor/profile     | {"id":"auditor","firstName":"920315390109","lastName":"B"} | 422 | officer.personal-number
                    POST /engine-rest/user/create             | {"profile":{"id":"920315390109"},"credentials":{"password":"six brown horses 41"}} | 422 | officer.personal-number
                    POST /engine-rest/user/create             | {"profile":{"id":"nobody1","email":"920315390109@gov.kz"},"credentials":{"password":"six brown horses 41"}} | 422 | officer.personal-number
                    PUT /engine-rest/group/auditor            | {"id":"another"}                                          | 422 | officer.id-stays
                    POST /engine-rest/user/create             | {"profile":{"id":"nobody1"}}                              | 422 | officer.password-missing
                    POST /engine-rest/user/create             | {"profile":{"id":"nobody1"},"credentials":{}}             | 422 | officer.password-missing
                    POST /engine-rest/user/create             | {"profile":{"id":"centre-C-99"},"credentials":{"password":"C-99-centre!"}} | 422 | officer.password-weak
                    POST /engine-rest/user/create             | null                                                      | 400 | web.left-out
                    POST /engine-rest/group/create            | null                                                      | 400 | web.left-out
                    POST /engine-rest/group/create            | {}                                                        | 400 | groupId
                    POST /engine-rest/task                    | null                                                      | 400 | web.left-out
                    """)
    void anOrdinaryRefusalOfTheEnginesInterfaceIsSaidInWordsAndLeavesNothingInTheLog(
            String call, String body, int status, String said, CapturedOutput log) throws IOException {
        var before = log.getAll().length();
        var answer = send(call, "admin", "Content-Type: application/json", body.getBytes(StandardCharsets.UTF_8));
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains(said).doesNotContain("ENGINE-");
        assertThat(log.getAll().substring(before)).doesNotContain("Incident", "WARN", "ERROR");
    }

    @Test
    void theAccountThatWasRefusedIsNotThere() throws IOException {
        send(
                "POST /engine-rest/user/create",
                "admin",
                "Content-Type: application/json",
                "{\"profile\":{\"id\":\"nobody2\"}}".getBytes(StandardCharsets.UTF_8));
        assertThat(send("GET /engine-rest/user/nobody2/profile", "admin", "Accept: */*", new byte[0]))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void aDecisionThatIsNotMadeIsAskedForAndLeavesNothingInTheLog(CapturedOutput log) throws IOException {
        var application = story.applies("person-01");
        var tasks = send(
                "POST /engine-rest/task",
                "admin",
                "Content-Type: application/json",
                ("{\"processInstanceBusinessKey\":\"" + application + "\"}").getBytes(StandardCharsets.UTF_8));
        var task = tasks.replaceAll("(?s).*?\\{\"id\":\"([^\"]+)\".*", "$1");
        var before = log.getAll().length();
        assertThat(completed(task, "{\"variables\":{\"decision\":null}}"))
                .startsWith("HTTP/1.1 400")
                .contains("web.left-out");
        assertThat(completed(task, "{\"variables\":null}"))
                .startsWith("HTTP/1.1 400")
                .contains("task.incomplete");
        assertThat(completed(task, "{}")).startsWith("HTTP/1.1 400").contains("task.incomplete");
        assertThat(completed(task, "null")).startsWith("HTTP/1.1 400").contains("web.left-out");
        assertThat(completed(task, "{\"variables\":{\"day\":{\"value\":1}}}"))
                .startsWith("HTTP/1.1 400")
                .contains("task.unknown-fields");
        var auditor = new OfficersOverHttp(port);
        for (var part : new String[] {
            "",
            "/variables",
            "/variables/x",
            "/variables/x/data",
            "/localVariables",
            "/localVariables/x",
            "/form",
            "/form-variables",
            "/deployed-form",
            "/rendered-form",
            "/identity-links",
            "/comment",
            "/comment/x",
            "/attachment",
            "/attachment/x",
            "/attachment/x/data"
        }) {
            for (var which : new String[] {task, "none"}) {
                var answer =
                        auditor.get("auditor", "/camunda/api/engine/engine/default/task/" + which + part, Language.EN);
                assertThat(answer.statusCode()).as(which + part).isLessThan(500);
            }
        }
        assertThat(log.getAll().substring(before)).doesNotContain("Incident", "WARN", "ERROR");
    }

    private String completed(String task, String body) throws IOException {
        return send(
                "POST /engine-rest/task/" + task + "/complete",
                "admin",
                "Content-Type: application/json",
                body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v3/api-docs/swagger-config",
        "GET, /swagger-ui/swagger-initializer.js",
        "GET, /login",
        "GET, /engine-rest/engine",
        "OPTIONS, /engine-rest/user",
        "OPTIONS, /engine-rest/user/auditor",
        "OPTIONS, /engine-rest/group/auditor",
        "OPTIONS, /engine-rest/authorization",
        "OPTIONS, /engine-rest/filter",
        "GET, /engine-rest/filter?maxResults=1&itemCount=true",
        "GET, /engine-rest/deployment?maxResults=1",
        "GET, /engine-rest/process-definition?maxResults=1",
        "GET, /actuator/health"
    })
    void noAnswerNamesTheHostThatACallNames(String method, String path) throws IOException {
        var answer =
                raw(method + " " + path + " HTTP/1.1\r\nHost: elsewhere.example\r\nAccept: */*\r\nAuthorization: Basic "
                        + Base64.getEncoder().encodeToString("admin:demo".getBytes(StandardCharsets.UTF_8))
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("elsewhere.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/cases/A-1", "/camunda/app/tasklist/", "/camunda", "/swagger-ui.html"})
    void whereARequestIsLedIsNotDecidedByTheHostItNames(String path) throws IOException {
        var answer = raw("GET " + path
                + " HTTP/1.1\r\nHost: elsewhere.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 30").contains("Location: /").doesNotContain("elsewhere.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"another", "another/", "another/task", "%20"})
    void thereIsNoOtherEngine(String engine) {
        var officers = new OfficersOverHttp(port);
        assertThat(officers.get("auditor", "/camunda/app/tasklist/" + engine, Language.EN)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void alsoAfterTheLoginThePageThatWasWantedIsReachedOnNoOtherHost() throws IOException {
        var wanted = raw(
                "GET /notices HTTP/1.1\r\nHost: elsewhere.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
        var session = "Cookie: " + wanted.replaceAll("(?s).*Set-Cookie: (bilik-session=[^;]+).*", "$1") + "\r\n";
        var page = raw("GET /login HTTP/1.1\r\nHost: elsewhere.example\r\n" + session + "Connection: close\r\n\r\n");
        var form = "username=analyst&password=demo&_csrf=" + OfficersOverHttp.token(page);
        assertThat(raw("POST /login HTTP/1.1\r\nHost: elsewhere.example\r\n" + session
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                        + "\r\nConnection: close\r\n\r\n" + form))
                .startsWith("HTTP/1.1 302")
                .contains("Location: /notices")
                .doesNotContain("elsewhere.example");
    }

    @Test
    void theDescriptionOfTheApiNamesNoHost() throws IOException {
        assertThat(raw("GET /v3/api-docs/api HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200")
                .doesNotContain("elsewhere.example");
    }

    @ParameterizedTest
    @CsvSource({
        "/engine-rest/deployment/create, admin:wrong, 401, message",
        "/engine-rest/deployment/create, auditor:demo, 403, message",
        "/engine-rest/deployment/create, analyst:demo, 400, message",
        "/engine-rest/deployment/create, '', 403, message",
        "/api/applications, person-01:wrong, 401, web.unauthenticated",
        "/api/applications, bank:demo, 403, web.forbidden",
        "/api/applications, '', 401, web.unauthenticated",
        "/cases/A-1/taking-out, '', 403, web.forbidden"
    })
    void anUploadThatIsRefusedGetsItsReason(String path, String login, int status, String said) throws IOException {
        var body =
                "--b\r\nContent-Disposition: form-data; name=\"x.bpmn\"; filename=\"x.bpmn\"\r\n\r\n<a/>\r\n--b--\r\n"
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(sendAs("POST " + path, login, "Content-Type: multipart/form-data; boundary=b", body))
                .startsWith("HTTP/1.1 " + status)
                .contains("\"" + said + "\"");
    }

    /** The longest name there may be, in letters of three bytes, has a header of more than three kilobytes. */
    static Stream<String> namesOfManyLetters() {
        return Stream.of(CYRILLIC, "ң".repeat(251) + ".pdf", "ე".repeat(251) + ".pdf");
    }

    @ParameterizedTest
    @MethodSource("namesOfManyLetters")
    void aNameOfManyLettersAsSystemNetHttpWritesItIsReadAsItIs(String name) {
        var applicant = new Caller(port, "person-01");
        var parts = applicant.application(
                form -> ((ObjectNode) form.withArray("documents").get(0)).put("fileName", name));
        var sample = new ArrayList<>(parts);
        var disposition = "form-data; name=\"documents\"; filename=\"=?utf-8?B?"
                + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8))
                + "?=\"; filename*=utf-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20")
                + "\r\nContent-Type: application/pdf";
        assertThat(disposition).hasSizeBetween(513, 4096);
        sample.add(new Caller.Part(disposition, diploma()));
        var answer = applicant.upload("/api/applications", sample);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var number = answer.body().replaceAll(".*\"number\":\"([^\"]+)\".*", "$1");
        assertThat(documents.of(number)).extracting(Documents.Stored::fileName).contains(name);
    }

    @Test
    void aNameThatIsNotWhatItLooksLikeIsRefused() {
        var applicant = new Caller(port, "person-01");
        var answer = applicant.upload("/api/applications", applicant.application(form -> ((ObjectNode)
                        form.withArray("documents").get(0))
                .put("fileName", "work\u202efdp.exe.pdf")));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("application.file-name");
    }

    @Test
    void aPdfThatDoesSomethingOfItsOwnIsSavedAndNeverShown() {
        var application = story.applies("person-01");
        var file = documents.of(application).stream()
                .filter(stored -> stored.contentType().equals("application/pdf"))
                .findFirst()
                .orElseThrow();
        var officers = new OfficersOverHttp(port);
        var address = "/cases/" + application + "/documents/" + file.id();
        var shown = officers.get("career-KZ-75-03", address, Language.EN);
        assertThat(shown.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(how -> assertThat(how).startsWith("inline"));
        assertThat(officers.page("career-KZ-75-03", "/cases/" + application)).contains("<iframe");

        // Harmless, and yet a PDF that would run something.
        var active = "%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS()>>>>endobj"
                .getBytes(StandardCharsets.US_ASCII);
        database.sql(
                        """
                        update document_file set content = ?, size_bytes = ?, active = null
                        where owner = ? and content_type = 'application/pdf'""")
                .params(active, active.length, application)
                .update();
        var kept = officers.get("career-KZ-75-03", address, Language.EN);
        assertThat(kept.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(how -> assertThat(how).startsWith("attachment"));
        assertThat(kept.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(officers.page("career-KZ-75-03", "/cases/" + application))
                .doesNotContain("<iframe")
                .contains("holds scripts, actions or other files");
        assertThat(officers.page("career-KZ-75-03", "/cases/" + application, Language.KK))
                .contains("сценарийлер");
    }

    @Test
    void aPictureIsConfinedWhereItIsShown() {
        var application = story.applies("person-01");
        var picture = documents.of(application).stream()
                .filter(stored -> stored.contentType().startsWith("image/"))
                .findFirst()
                .orElseThrow();
        var shown = new OfficersOverHttp(port)
                .get("career-KZ-75-03", "/cases/" + application + "/documents/" + picture.id(), Language.EN);
        assertThat(shown.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("sandbox;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/style/bilik.css",
                "/camunda/app/tasklist/scripts/config.js",
                "/camunda/app/tasklist/locales/kk.json",
                "/camunda/app/tasklist/styles/user-styles.css"
            })
    void aBrowserAsksWhetherAScriptIsStillTheSame(String path) throws Exception {
        var answer = new OfficersOverHttp(port).get("admin", path, Language.EN);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-cache");
        var tag = answer.headers().firstValue("ETag").orElseThrow();
        if (path.startsWith("/style")) {
            assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nIf-None-Match: " + tag
                            + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 304");
        }
    }

    private static byte[] diploma() {
        try {
            return java.nio.file.Files.readAllBytes(java.nio.file.Path.of("demo/documents/diploma.pdf"));
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }

    private String send(String call, String login, String header, byte[] body) throws IOException {
        return sendAs(call, login.isEmpty() ? "" : login + ":demo", header, body);
    }

    private String sendAs(String call, String login, String header, byte[] body) throws IOException {
        var request =
                call + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept-Language: en\r\n" + header + "\r\n";
        if (!login.isEmpty()) {
            request += "Authorization: Basic "
                    + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)) + "\r\n";
        }
        if (!call.startsWith("GET") && !header.startsWith("Transfer-Encoding")) {
            request += "Content-Length: " + body.length + "\r\n";
        }
        return raw(request + "\r\n" + new String(body, StandardCharsets.UTF_8));
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            InputStream answer = socket.getInputStream();
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
