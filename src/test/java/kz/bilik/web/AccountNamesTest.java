package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import kz.bilik.language.Language;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.filter.Filter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An officer whose account is named by his address, as a ministry's provider of OpenID Connect names it: he works like every
 * other one, from the account that an administrator makes to the one that is locked.
 */
@ProcedureTest
class AccountNamesTest {

    private static final String OFFICER = "a.serik_2@career-75.gov.kz";
    private static final String FIRST = "жол бойында алма ағашы";
    private static final String PASSWORD = "таңғы шай мен нан";

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    IdentityService identity;

    @Autowired
    FilterService filters;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    private OfficersOverHttp officers;

    @BeforeEach
    void anAdministratorMakesTheAccount() {
        stage.clear();
        officers = new OfficersOverHttp(port);
        assertThat(asAdmin(
                                "POST",
                                "/user/create",
                                """
                                {"profile": {"id": "%s", "firstName": "Асқар", "lastName": "Серік", "email": "%s"},
                                 "credentials": {"password": "%s"}}"""
                                        .formatted(OFFICER, OFFICER, FIRST))
                        .statusCode())
                .isEqualTo(204);
        for (var group : List.of("officer", "career-centre.KZ-75-03")) {
            assertThat(asAdmin("PUT", "/group/" + group + "/members/a.serik_2%40career-75.gov.kz", "{}")
                            .statusCode())
                    .isEqualTo(204);
        }
        new Visitor(port, "Firefox").signsIn(OFFICER, FIRST).choosesPassword(FIRST, PASSWORD);
        jdbc.sql("delete from sign_in_record").update();
    }

    @AfterEach
    void leave() {
        identity.deleteUser(OFFICER);
        List.of("sign_in_delay", "sign_in_address", "officer_lock", "sign_in_record")
                .forEach(table -> jdbc.sql("delete from " + table).update());
        stage.clear();
    }

    @Test
    void heFindsHisTasksTakesOneAndCompletesIt() {
        var application = story.applies("person-01");
        var task = story.openTask(application, "checkApplication").getId();
        var officer = new Visitor(port, "Firefox").signsIn(OFFICER, PASSWORD);
        assertThat(officer.get("/").body()).contains(OFFICER);
        officer.get("/camunda/app/tasklist/default/");

        assertThat(officer.data(engine("/filter/" + filter("My group's tasks") + "/list"))
                        .body())
                .contains(task);
        assertThat(officer.change(engine("/task/" + task + "/claim"), "{\"userId\":\"" + OFFICER + "\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(officer.data(engine("/filter/" + filter("My tasks") + "/list"))
                        .body())
                .contains(task);
        assertThat(officer.data(engine("/user/a.serik_2%40career-75.gov.kz/profile"))
                        .statusCode())
                .as("his own profile, as a browser writes the path")
                .isEqualTo(200);
        assertThat(officer.data(engine("/user/a.serik_2@career-75.gov.kz/profile"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(officer.data(engine("/user/career-KZ-75-03/profile")).statusCode())
                .isEqualTo(403);
        assertThat(officer.change(
                                engine("/task/" + task + "/submit-form"),
                                "{\"variables\":{\"decision\":{\"value\":\"forward\"}}}")
                        .statusCode())
                .isEqualTo(204);
        stage.settle();
        assertThat(story.openTasks(application)).containsExactly("answerApplication");
    }

    @Test
    void hisHeadGivesHimATask() {
        var application = story.applies("person-01");
        var task = story.openTask(application, "checkApplication").getId();
        var head = new Visitor(port, "Firefox").signsIn("head-career-KZ-75-03", "demo");
        head.get("/camunda/app/tasklist/default/");

        assertThat(head.data("/tasks/" + task + "/colleagues").body()).contains(OFFICER);
        head.change(engine("/task/" + task + "/claim"), "{\"userId\":\"head-career-KZ-75-03\"}");
        assertThat(head.change(engine("/task/" + task + "/assignee"), "{\"userId\":\"" + OFFICER + "\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(story.openTask(application, "checkApplication").getAssignee())
                .isEqualTo(OFFICER);
        // Who leaves has nothing on his hands any more.
        identity.deleteUser(OFFICER);
        assertThat(story.openTask(application, "checkApplication").getAssignee())
                .isNull();
    }

    @Test
    void heWaitsAfterWrongPasswordsIsLetInAndLocked() {
        for (int i = 0; i < 5; i++) {
            assertThat(metrics("wrong-" + i)).isEqualTo(401);
        }
        assertThat(metrics(PASSWORD)).as("he has to wait").isEqualTo(429);
        assertThat(officers.page("admin", "/accounts")).contains(OFFICER);
        officers.post("admin", "/accounts/let-in", Map.of("account", OFFICER, "address", "127.0.0.1"));
        assertThat(metrics(PASSWORD)).as("let in, and no administrator").isEqualTo(403);

        officers.post("admin", "/accounts/lock", Map.of("account", OFFICER, "reason", "On leave"));
        assertThat(officers.page("admin", "/accounts")).contains(OFFICER).contains("On leave");
        assertThat(metrics(PASSWORD)).isEqualTo(401);
        officers.post("admin", "/accounts/unlock", Map.of("account", OFFICER));
        assertThat(metrics(PASSWORD)).isEqualTo(403);
        assertThat(officers.get("admin", "/sign-ins?account=a.serik_2%40career-75.gov.kz", Language.EN)
                        .body())
                .contains("Account locked by hand")
                .contains("Wrong password");
    }

    @Test
    void anAdministratorSetsHisPasswordAndItStandsUnderHisName() {
        assertThat(asAdmin(
                                "PUT",
                                "/user/a.serik_2%40career-75.gov.kz/credentials",
                                "{\"password\": \"күн шықса жол ашық\", \"authenticatedUserPassword\": \"demo\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(metrics("күн шықса жол ашық")).isEqualTo(403);
        assertThat(jdbc.sql("select account from sign_in_record where what = 'PASSWORD_CHANGED'")
                        .query(String.class)
                        .list())
                .containsExactly(OFFICER);
    }

    private static String engine(String path) {
        return "/camunda/api/engine/engine/default" + path;
    }

    private String filter(String name) {
        return filters.createTaskFilterQuery().list().stream()
                .filter(filter -> name.equals(filter.getProperties().get("bilik")))
                .map(Filter::getId)
                .findFirst()
                .orElseThrow();
    }

    /** A page for administrators only, asked with name and password as a script does. */
    private int metrics(String password) {
        return send(OFFICER, password, "GET", "/actuator/metrics", "").statusCode();
    }

    private HttpResponse<String> asAdmin(String method, String path, String json) {
        return send("admin", "demo", method, "/engine-rest" + path, json);
    }

    private HttpResponse<String> send(String user, String password, String method, String path, String json) {
        var login = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                    .header("Authorization", "Basic " + login)
                                    .header("Content-Type", "application/json")
                                    .method(method, BodyPublishers.ofString(json))
                                    .build(),
                            BodyHandlers.ofString());
        } catch (Exception unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }
}
