package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.bilik.officer.OfficerAccounts;
import kz.bilik.officer.Place;
import kz.bilik.officer.keeping.OfficerKeeping;
import kz.bilik.officer.keeping.OfficerKeeping.Newcomer;
import kz.bilik.officer.keeping.OfficerKeeping.Post;
import kz.bilik.support.ProcedureTest;
import kz.bilik.web.door.EngineRoutes;
import kz.bilik.web.door.PageRules;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A password that somebody else has set opens nothing but the page on which its officer chooses his own. */
@ProcedureTest
class FirstPasswordTest {

    private static final String OFFICER = "d.omarova";
    private static final String FIRST = "six brown horses 41";
    private static final String OWN = "жаңбыр терезе қалам 7";
    private static final String PAGE = "/first-password";
    private static final String CODE = "officer.first-password";

    @Autowired
    OfficerKeeping officers;

    @Autowired
    OfficerAccounts accounts;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @BeforeEach
    void anAdministratorMakesTheAccount() {
        officers.appoint(
                new Newcomer(OFFICER, "Дина", "Омарова", "", new Post(Place.administrators(), false), FIRST), "admin");
    }

    @AfterEach
    void leave() {
        identity.clearAuthentication();
        identity.deleteUser(OFFICER);
        List.of("sign_in_delay", "sign_in_address", "sign_in_record", "administrator_deed")
                .forEach(table -> jdbc.sql("delete from " + table).update());
    }

    @Test
    void untilHeHasChosenHisOwnNoPageAndNoCallOpens() {
        var officer = new Visitor(port, "Firefox").signsIn(OFFICER, FIRST);
        assertSoftly(softly -> PageRules.ALL.stream()
                .filter(rule -> rule.who() != PageRules.Who.ANYBODY)
                .map(rule -> rule.path().replace("/**", ""))
                .filter(path -> !path.equals(PAGE))
                .forEach(path -> {
                    var answer = officer.get(path);
                    softly.assertThat(answer.statusCode()).as(path).isIn(302, 403, 404);
                    if (answer.statusCode() == 302) {
                        softly.assertThat(Visitor.leadsTo(answer)).as(path).isEqualTo(PAGE);
                    }
                }));
        for (var app : List.of("welcome", "tasklist", "admin", "cockpit")) {
            assertThat(Visitor.leadsTo(officer.get("/camunda/app/" + app + "/default/")))
                    .isEqualTo(PAGE);
        }
        var calls = EngineRoutes.ofTheWebapps().stream()
                .filter(call -> call.method().equals("GET"))
                .map(call -> call.path().replaceFirst("\\{(?:engine|name|engineName|processEngineName)}", "default"))
                .filter(path -> !path.contains("{"))
                .distinct()
                .toList();
        assertThat(calls).hasSizeGreaterThan(50);
        assertSoftly(softly -> calls.forEach(path ->
                softly.assertThat(officer.data(path).statusCode()).as(path).isEqualTo(403)));
        assertThat(officer.data("/camunda/api/engine/engine/default/task").body())
                .contains(CODE)
                .contains("The password of this account was set by somebody else.");

        // What is open to everybody is open to him, and so is the way out.
        for (var path : List.of("/style/bilik.css", "/signed-in", "/actuator/health")) {
            assertThat(officer.data(path).statusCode()).as(path).isNotIn(302, 401, 403);
        }
        assertThat(officer.get(PAGE).statusCode()).isEqualTo(200);
        assertThat(Visitor.leadsTo(send(officer, "/logout", Map.of()))).isEqualTo("/login?out");
    }

    @Test
    void aScriptIsToldSoWithEachCall() {
        for (var path : List.of("/engine-rest/user", "/engine-rest/engine", "/actuator/metrics")) {
            var answer = asScript("GET", path, FIRST, "");
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.body()).as(path).contains(CODE);
        }
        var change = "{\"password\": \"" + OWN + "\", \"authenticatedUserPassword\": \"" + FIRST + "\"}";
        assertThat(asScript("PUT", "/engine-rest/user/" + OFFICER + "/credentials", FIRST, change)
                        .body())
                .contains(CODE);
        new Visitor(port, "Firefox").signsIn(OFFICER, FIRST).choosesPassword(FIRST, OWN);
        assertThat(asScript("GET", "/engine-rest/engine", OWN, "").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "another word of somebody, " + OWN + ", " + OWN + ", This is not your present password.",
        FIRST + ", " + FIRST + ", " + FIRST + ", This is the present one",
        FIRST + ", " + OWN + ", something else 1234, This is not the same as above.",
        FIRST + ", омарова және таулар, омарова және таулар, It holds the account or a name of its owner.",
        FIRST + ", short, short, It has fewer than 12 characters."
    })
    void whatIsWrongIsSaidBesideTheField(String present, String chosen, String again, String words) {
        var officer = new Visitor(port, "Firefox").signsIn(OFFICER, FIRST);
        var answer = send(officer, PAGE, Map.of("present", present, "password", chosen, "again", again));
        assertThat(Visitor.leadsTo(answer)).isEqualTo(PAGE);
        assertThat(officer.get(PAGE).body()).contains(words).doesNotContain(chosen);
        assertThat(accounts.authenticate(OFFICER, FIRST)).isPresent();
        assertThat(Visitor.leadsTo(officer.get("/"))).isEqualTo(PAGE);
    }

    @Test
    void whoSitsAtAnOpenSessionMayNotTryPasswordsThere() {
        var officer = new Visitor(port, "Firefox").signsIn(OFFICER, FIRST);
        for (int i = 0; i < 6; i++) {
            send(officer, PAGE, Map.of("present", "guess number " + i, "password", OWN, "again", OWN));
        }
        assertThat(officer.get(PAGE).body()).contains("Too many wrong passwords. Try again in");
        assertThat(jdbc.sql("select sum(times) from sign_in_record where account = ? and what = 'WRONG_PASSWORD'")
                        .param(OFFICER)
                        .query(Integer.class)
                        .single())
                .isBetween(4, 5);
    }

    @Test
    void withHisOwnHeGoesOnWhereHeWantedToAndItIsNoFirstOneAnyMore() {
        var elsewhere = new Visitor(port, "Edge").signsIn(OFFICER, FIRST);
        var officer = new Visitor(port, "Firefox").signsIn(OFFICER, FIRST);
        assertThat(Visitor.leadsTo(officer.get("/accounts?find=omar"))).isEqualTo(PAGE);
        var answer = send(officer, PAGE, Map.of("present", FIRST, "password", OWN, "again", OWN));
        assertThat(Visitor.leadsTo(answer)).startsWith("/accounts?find=omar");
        assertThat(officer.get("/accounts?find=omar").body())
                .contains("From now on you sign in with your own password.")
                .contains(OFFICER);
        assertThat(Visitor.leadsTo(officer.get(PAGE))).isEqualTo("/");
        assertThat(Visitor.leadsTo(elsewhere.get("/"))).startsWith("/login");
        assertThat(accounts.authenticate(OFFICER, FIRST)).isEmpty();
        assertThat(new Visitor(port, "Firefox").signsIn(OFFICER, OWN).get("/").statusCode())
                .isEqualTo(200);
        assertThat(jdbc.sql("select way, place from sign_in_record where what = 'PASSWORD_CHANGED'")
                        .query()
                        .singleRow())
                .containsEntry("way", "SESSION")
                .containsEntry("place", OFFICER);

        // An administrator sets another one: it is a first one again, by the page and by the engine's interface.
        officers.setPassword(OFFICER, FIRST, "admin");
        assertThat(Visitor.leadsTo(officer.get("/"))).startsWith("/login");
        assertThat(accounts.present(OFFICER)).get().matches(OfficerAccounts.Present::firstPassword);
        new Visitor(port, "Firefox").signsIn(OFFICER, FIRST).choosesPassword(FIRST, OWN);
        assertThat(accounts.present(OFFICER)).get().matches(present -> !present.firstPassword());
        identity.setAuthentication("admin", List.of("camunda-admin"));
        var user = identity.createUserQuery().userId(OFFICER).singleResult();
        user.setPassword(FIRST);
        identity.saveUser(user);
        assertThat(accounts.present(OFFICER)).get().matches(OfficerAccounts.Present::firstPassword);
        // Another name is no other password.
        var renamed = identity.createUserQuery().userId(OFFICER).singleResult();
        renamed.setFirstName("Динара");
        identity.saveUser(renamed);
        assertThat(accounts.present(OFFICER)).get().matches(OfficerAccounts.Present::firstPassword);
    }

    @Test
    void whoHasChosenHisOwnFindsNoSuchPage() {
        var officer = new Visitor(port, "Firefox").signsIn("career-KZ-75-03", "demo");
        assertThat(Visitor.leadsTo(officer.get(PAGE))).isEqualTo("/");
        assertThat(Visitor.leadsTo(officer.post(PAGE, Map.of("present", "demo", "password", OWN, "again", OWN))))
                .isEqualTo("/");
        assertThat(accounts.authenticate("career-KZ-75-03", "demo")).isPresent();
    }

    private HttpResponse<String> send(Visitor officer, String path, Map<String, String> fields) {
        var all = new HashMap<>(fields);
        all.put("_csrf", OfficersOverHttp.token(officer.get(PAGE).body()));
        return officer.send(path, all);
    }

    private HttpResponse<String> asScript(String method, String path, String password, String json) {
        var login = Base64.getEncoder().encodeToString((OFFICER + ":" + password).getBytes(StandardCharsets.UTF_8));
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
