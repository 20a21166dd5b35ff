package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kz.bilik.officer.AccountEnded;
import kz.bilik.officer.OfficerNames;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What becomes of an open session when the account behind it changes, and who sees and ends which session: on the real
 * engine, over HTTP, as a browser that was left open would ask.
 */
@ProcedureTest
class SessionsTest {

    private static final String OFFICER = "visiting-officer";
    private static final String PASSWORD = "A word of nobody, 1!";
    private static final String PLACE = "career-centre.KZ-75-03";
    private static final String FIREFOX =
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String EDGE =
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
    private static final String TASKS = "/camunda/api/engine/engine/default/task?taskDefinitionKey=checkApplication";
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    IdentityService identity;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcClient database;

    @Autowired
    OfficerNames names;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transactions;

    private String application;
    private String task;

    @BeforeEach
    void aCaseAndAnOfficerOfItsCentre() {
        stage.clear();
        database.sql("delete from web_session").update();
        application = story.applies("person-01");
        task = story.openTask(application, "checkApplication").getId();
        appoint("officer", PLACE);
    }

    @AfterEach
    void heLeaves() {
        identity.deleteUser(OFFICER);
    }

    private void appoint(String... groups) {
        var user = identity.newUser(OFFICER);
        user.setPassword(PASSWORD);
        identity.saveUser(user);
        List.of(groups).forEach(group -> identity.createMembership(OFFICER, group));
    }

    private Visitor signedIn() {
        return new Visitor(port, FIREFOX).signsIn(OFFICER, PASSWORD);
    }

    // rights follow at once

    @Test
    void whoIsTakenOutOfAGroupLosesItsCasesDocumentsAndTasksWithTheNextRequest() {
        var officer = signedIn();
        officer.get("/camunda/app/tasklist/default/");
        assertThat(officer.change(
                                "/camunda/api/engine/engine/default/task/" + task + "/claim",
                                "{\"userId\":\"" + OFFICER + "\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(officer.get("/cases/" + application).statusCode()).isEqualTo(200);
        assertThat(officer.get("/tasks/" + task + "/documents").statusCode()).isEqualTo(200);
        assertThat(officer.data(TASKS).body()).contains(task);
        var document = document(officer.get("/cases/" + application).body());
        assertThat(officer.get(document).statusCode()).isEqualTo(200);

        identity.deleteMembership(OFFICER, PLACE);

        assertThat(officer.get("/cases/" + application).statusCode()).isIn(403, 404);
        assertThat(officer.get(document).statusCode()).isIn(403, 404);
        assertThat(officer.get("/tasks/" + task + "/documents").statusCode()).isIn(403, 404);
        assertThat(officer.data(TASKS).body()).isEqualTo("[]");
        assertThat(officer.data("/camunda/api/engine/engine/default/task/" + task)
                        .statusCode())
                .isIn(403, 404);
        assertThat(officer.get("/").statusCode()).isEqualTo(200);
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .as("given back to the group")
                .isNull();
    }

    private static String document(String page) {
        var link = Pattern.compile("href=\"(/cases/[^\"]*documents/[^\"]+)\"").matcher(page);
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    @Test
    void whoIsPutIntoAGroupHasItsRightsInTheSameSession() {
        identity.deleteMembership(OFFICER, PLACE);
        var officer = signedIn();
        officer.get("/camunda/app/tasklist/default/");
        assertThat(officer.get("/cases/" + application).statusCode()).isIn(403, 404);
        assertThat(officer.data(TASKS).body()).isEqualTo("[]");
        assertThat(officer.get("/systems").statusCode()).isEqualTo(403);
        assertThat(officer.get("/camunda/app/cockpit/default/").statusCode()).isNotEqualTo(200);

        identity.createMembership(OFFICER, PLACE);
        assertThat(officer.get("/cases/" + application).statusCode()).isEqualTo(200);
        assertThat(officer.data(TASKS).body()).contains(task);

        identity.createMembership(OFFICER, "camunda-admin");
        assertThat(officer.get("/systems").statusCode()).isEqualTo(200);
        assertThat(officer.data("/engine-rest/engine").statusCode()).isEqualTo(200);
        assertThat(officer.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);
        assertThat(officer.data("/camunda/api/admin/auth/user/default").body()).contains("\"admin\"");

        identity.deleteMembership(OFFICER, "camunda-admin");
        assertThat(officer.get("/systems").statusCode()).isEqualTo(403);
        assertThat(officer.data("/engine-rest/engine").statusCode()).isEqualTo(403);
        assertThat(officer.data("/actuator/metrics").statusCode()).isEqualTo(403);
        assertThat(officer.get("/camunda/app/cockpit/default/").statusCode()).isNotEqualTo(200);
        assertThat(officer.data("/camunda/api/admin/auth/user/default").body()).doesNotContain("\"admin\"");
    }

    // the session is over

    @Test
    void aDeletedOfficerIsNobodyWithTheNextRequest() {
        var officer = signedIn();
        assertThat(officer.get("/cases/" + application).statusCode()).isEqualTo(200);

        identity.deleteUser(OFFICER);

        assertThat(sessions(OFFICER)).as("gone with the account").isZero();
        over(officer);
        assertThat(officer.data("/camunda/api/engine/engine/default/user").statusCode())
                .isEqualTo(401);
    }

    @Test
    void theNextAccountOfTheSameIdIsNobodysSession() {
        var officer = signedIn();
        identity.deleteUser(OFFICER);
        appoint("officer", PLACE);
        over(officer);
    }

    @Test
    void anAccountThatAnAdministratorLocksIsOutOfItsSessionsWithTheLock() {
        var officer = signedIn();
        var other = new Visitor(port, EDGE).signsIn("career-KZ-75-03", "demo");

        transactions.executeWithoutResult(transaction -> {
            events.publishEvent(new AccountEnded(OFFICER, AccountEnded.Cause.LOCKED));
            transaction.setRollbackOnly();
        });
        assertThat(officer.get("/").statusCode())
                .as("undone with its transaction")
                .isEqualTo(200);

        transactions.executeWithoutResult(
                transaction -> events.publishEvent(new AccountEnded(OFFICER, AccountEnded.Cause.LOCKED)));
        over(officer);
        assertThat(other.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void anotherPasswordEndsTheSessionsThatBeganWithTheOldOne() {
        var officer = signedIn();
        officer.get("/camunda/app/tasklist/default/");
        var user = identity.createUserQuery().userId(OFFICER).singleResult();
        user.setFirstName("Somebody");
        identity.saveUser(user);
        assertThat(officer.get("/").statusCode())
                .as("another name changes nothing")
                .isEqualTo(200);

        user = identity.createUserQuery().userId(OFFICER).singleResult();
        user.setPassword("Other word of nobody, 2!");
        identity.saveUser(user);

        assertThat(officer.data(TASKS).statusCode()).isEqualTo(401);
        var back = officer.get("/");
        assertThat(back.statusCode()).isEqualTo(302);
        over(officer);
        signsInAgain(officer, "Other word of nobody, 2!");
    }

    private void signsInAgain(Visitor officer, String password) {
        assertThat(officer.signsIn(OFFICER, password).get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void aPageSaysWhyTheSessionIsOverAndAFormThatIsSentTooLateLeadsThereToo() {
        var officer = signedIn();
        var token = OfficersOverHttp.token(officer.get("/").body());
        var tasklist = officer.at(port);
        database.sql("delete from web_session").update();

        var late = officer.post("/systems/BANK/restart", "_csrf=" + token);
        assertThat(late.statusCode()).isEqualTo(302);
        assertThat(Visitor.leadsTo(late)).isEqualTo("/login?over=gone");
        assertThat(tasklist.get("/login").body()).as("the cookie tells it").contains("Your session is over");
        assertThat(new Visitor(port, EDGE).get("/login").body()).doesNotContain("role=\"alert\"");
        assertThat(officer.get("/login?over=gone").body()).contains("Your session is over");
        assertThat(officer.get("/login?over=account").body()).contains("its password was changed");
        assertThat(officer.get("/login?over=longest").body()).contains("as long as one may");
        assertThat(officer.get("/login?over=nonsense").body()).doesNotContain("role=\"alert\"");
    }

    // who sees and ends which session

    @Test
    void anOfficerSeesHisSessionsAndEndsAnyOfThem() {
        var here = signedIn();
        var there = new Visitor(port, EDGE).signsIn(OFFICER, PASSWORD);
        var page = here.get("/sessions").body();
        assertThat(page)
                .contains("Firefox, Windows", "Edge, macOS", "127.0.0.1", "this one", "End all others")
                .doesNotContain(here.cookie("bilik-session"))
                .doesNotContain("Other officers");
        assertThat(here.get("/").body()).contains("href=\"/sessions\"");

        var ended = here.post("/sessions/end", Map.of("key", keys(page, "Edge")));
        assertThat(Visitor.leadsTo(ended)).isEqualTo("/sessions");
        assertThat(here.get("/sessions").body())
                .contains("The session is ended.")
                .doesNotContain("Edge, macOS");
        over(there);
        assertThat(here.post("/sessions/end", Map.of("key", keys(page, "Edge"))).statusCode())
                .isEqualTo(302);
        assertThat(here.get("/sessions").body()).contains("That session was over already.");

        there.signsIn(OFFICER, PASSWORD);
        here.post("/sessions/end-all", Map.of());
        over(there);
        var out = here.post(
                "/sessions/end", Map.of("key", keys(here.get("/sessions").body(), "Firefox")));
        assertThat(Visitor.leadsTo(out)).isEqualTo("/login?out");
        assertThat(here.get("/cases/" + application).statusCode()).isEqualTo(302);
        assertThat(sessions(OFFICER)).isZero();
    }

    @Test
    void nobodyButTheAdministratorEndsTheSessionOfAnother() {
        var officer = signedIn();
        var admin = new Visitor(port, EDGE).signsIn("admin", "demo");
        var stranger = new Visitor(port, EDGE).signsIn("head-career-KZ-75-03", "demo");
        var seen = admin.get("/sessions").body();
        var head = names.name("head-career-KZ-75-03").orElseThrow();
        assertThat(seen).contains("Other officers", OFFICER, "head-career-KZ-75-03", head, "End all of " + head);
        var key = keys(officer.get("/sessions").body(), "Firefox");
        assertThat(seen).contains(key);

        assertThat(stranger.get("/sessions").body()).doesNotContain(OFFICER);
        stranger.post("/sessions/end", Map.of("key", key));
        assertThat(stranger.post("/sessions/end", Map.of("key", key, "of", OFFICER))
                        .statusCode())
                .isEqualTo(403);
        assertThat(stranger.post("/sessions/end-all", Map.of("of", OFFICER)).statusCode())
                .isEqualTo(403);
        assertThat(officer.get("/").statusCode()).isEqualTo(200);

        assertThat(admin.post("/sessions/end", Map.of("key", key, "of", OFFICER))
                        .statusCode())
                .isEqualTo(302);
        over(officer);
        officer.signsIn(OFFICER, PASSWORD);
        admin.post("/sessions/end-all", Map.of("of", OFFICER));
        over(officer);
        assertThat(admin.get("/").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/logout", "/camunda/api/admin/auth/user/default/logout"})
    void bothWaysOutEndTheSessionForGood(String wayOut) {
        var officer = signedIn();
        officer.get("/camunda/app/tasklist/default/");
        var cookie = officer.at(port);
        var out = wayOut.equals("/logout") ? officer.post(wayOut, Map.of()) : officer.change(wayOut, "");
        assertThat(out.statusCode()).isIn(204, 302);
        assertThat(sessions(OFFICER)).isZero();
        over(cookie);
    }

    @Test
    void signingInGivesTheSessionAnotherId() {
        var visitor = new Visitor(port, FIREFOX);
        visitor.get("/login");
        var before = visitor.cookie("bilik-session");
        var stolen = visitor.at(port);
        visitor.signsIn(OFFICER, PASSWORD);
        assertThat(before).isNotEmpty().isNotEqualTo(visitor.cookie("bilik-session"));
        assertThat(stolen.get("/").statusCode()).isEqualTo(302);
    }

    // what it costs

    @Test
    void aPageThatAsksByItselfWritesNothing() {
        var officer = signedIn();
        officer.get("/camunda/app/tasklist/default/");
        var before = rows();
        for (var poll = 0; poll < 3; poll++) {
            assertThat(officer.data(TASKS).statusCode()).isEqualTo(200);
        }
        assertThat(rows()).isEqualTo(before);
        assertThat(database.sql("select attribute_name from web_session_attributes")
                        .query(String.class)
                        .list())
                .doesNotContain("authenticatedUser")
                .noneMatch(name -> name.contains("SECURITY_CONTEXT"));
    }

    @Test
    void aSessionLeftLongAgoIsNotUsedAgainAndTheTimeOfUseIsNotedByTheMinute() {
        var officer = signedIn();
        used(120);
        assertThat(officer.get("/").statusCode()).isEqualTo(200);
        assertThat(database.sql("select max(last_access_time) from web_session")
                        .query(Long.class)
                        .single())
                .isGreaterThan(System.currentTimeMillis() - 60_000);
        used(3_700);
        over(officer);
        assertThat(sessions(OFFICER)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "AAAA", "JycgT1IgMT0x", "%00"})
    void aCookieThatIsNoSessionIsAStrangers(String value) {
        var visitor = new Visitor(port, FIREFOX);
        var answer = visitor.with("bilik-session", value).get("/");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(Visitor.leadsTo(answer)).startsWith("/login");
    }

    @Test
    void whatThisVersionCannotReadSignsNobodyIn() {
        var officer = signedIn();
        database.sql("update web_session_attributes set attribute_bytes = ? where attribute_name = 'bilik.sign-in'")
                .param(new byte[] {1, 2, 3})
                .update();
        assertThat(officer.get("/").statusCode()).isEqualTo(302);
        signsInAgain(officer, PASSWORD);
    }

    private void used(int secondsAgo) {
        var then = System.currentTimeMillis() - secondsAgo * 1000L;
        database.sql(
                        "update web_session set last_access_time = ?, expiry_time = cast(? as bigint) + max_inactive_interval * 1000")
                .params(then, then)
                .update();
    }

    private List<Map<String, Object>> rows() {
        return database.sql("select * from web_session order by primary_id")
                .query()
                .listOfRows();
    }

    private long sessions(String officer) {
        return database.sql("select count(*) from web_session where principal_name = ?")
                .param(officer)
                .query(Long.class)
                .single();
    }

    /** The key of the session in that browser, from the page. */
    private static String keys(String page, String browser) {
        for (var item : page.split("<li")) {
            var key = KEY.matcher(item);
            if (item.contains(browser) && key.find()) {
                return key.group(1);
            }
        }
        throw new AssertionError(browser + " is not on the page: " + page);
    }

    /** Calls are refused, pages lead to the login that says why. */
    private static void over(Visitor officer) {
        HttpResponse<String> page = officer.get("/");
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(Visitor.leadsTo(page)).startsWith("/login");
        assertThat(officer.data(TASKS).statusCode()).isEqualTo(401);
        assertThat(officer.data("/engine-rest/engine").statusCode()).isEqualTo(401);
        assertThat(officer.data("/actuator/metrics").statusCode()).isEqualTo(401);
        assertThat(officer.get("/sessions").statusCode()).isEqualTo(302);
    }
}
