package kz.bilik.web;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.net.CookieManager;
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
import java.util.Set;
import java.util.stream.Stream;
import kz.bilik.officer.OfficerAccounts;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.web.door.ApiCaller;
import kz.bilik.web.door.EngineRoutes.Route;
import kz.bilik.web.door.PageRules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Each endpoint, page and call of the engine, made over HTTP as each role: what the rules let in is let in, what they
 * refuse is refused. What is asked for does not exist, and what is sent is no JSON, so that nothing is changed.
 */
@ProcedureTest
class AccessTest {

    /** The callers of the API by their demo logins. */
    private static final Map<String, String> CALLERS = Map.of(
            "person-01", ApiCaller.APPLICANT,
            "centre-C-014", ApiCaller.RECOGNITION_CENTRE,
            "bank", ApiCaller.PAYER,
            "nqs", ApiCaller.NQS,
            "administrator", ApiCaller.ADMINISTRATOR);

    private static final Set<String> OFFICERS = Set.of(
            "career-KZ-75-03",
            "mobility-KZ-75",
            "head-mobility-KZ-75",
            "centre-C-014",
            "accountant-KZ-75",
            "authorised",
            "analyst",
            "auditor",
            "admin");

    private static final String NOBODY = "nobody";

    /** Only the container goes there; whoever asks for it finds nothing. */
    private static final String OF_THE_CONTAINER = "/error";

    private static final String WAY_OUT_OF_ALL = "/sessions/end-all";

    /** What Camunda Modeler asks when somebody deploys. */
    private static final Set<String> MODELER = Set.of("GET /version", "GET /deployment", "POST /deployment/create");

    private static final String REFUSED_CALL = "\"RefusedCall\"";

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    OfficerAccounts accounts;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private AccessPage page;

    /** Each signs in once: the door counts how often somebody tries. */
    private static final Map<String, HttpClient> BROWSERS = new HashMap<>();

    private static final Map<String, String> TOKENS = new HashMap<>();
    private static final Map<String, String> WEBAPP_TOKENS = new HashMap<>();

    @BeforeEach
    void begin() {
        stage.clear();
        page = new AccessPage(mappings);
    }

    @Test
    void theApiAnswersEachCallerAsItsRulesSay() {
        assertSoftly(softly -> page.endpoints().forEach(endpoint -> {
            var rule = AccessPage.rule(endpoint).orElseThrow();
            var path = AccessPage.concrete(endpoint.path());
            CALLERS.forEach((login, role) -> softly.assertThat(
                            isLetIn(api(login, endpoint.method(), path).statusCode()))
                    .as(login + " " + endpoint)
                    .isEqualTo(rule.isPublic() || rule.roles().contains(role)));
            for (var stranger : Set.of(NOBODY, "career-KZ-75-03", "admin")) {
                softly.assertThat(isLetIn(api(stranger, endpoint.method(), path).statusCode()))
                        .as(stranger + " " + endpoint)
                        .isEqualTo(rule.isPublic() && stranger.equals(NOBODY));
            }
        }));
    }

    @Test
    void thePagesLetInWhomTheirRulesLetIn() {
        assertSoftly(softly -> pages().forEach(each -> {
            var who = AccessPage.page(each).map(PageRules.Rule::who).orElse(PageRules.Who.NOBODY);
            var path = AccessPage.concrete(each.path());
            for (var officer : OFFICERS) {
                var may =
                        switch (who) {
                            case ANYBODY, SIGNED_IN -> true;
                            case HEADS -> officer.startsWith("head-");
                            case REPORT_READERS ->
                                officer.startsWith("head-")
                                        || Set.of("auditor", "authorised").contains(officer);
                            case ADMINISTRATOR -> officer.equals("admin");
                            case ADMINISTRATOR_AND_AUDITOR -> officer.equals("admin") || officer.equals("auditor");
                            case ADMINISTRATOR_AND_ANALYST -> officer.equals("admin") || officer.equals("analyst");
                            case ANALYST -> officer.equals("analyst");
                            case TABLE_READERS ->
                                Set.of("admin", "analyst", "auditor", "authorised", "head-authorised")
                                        .contains(officer);
                            case VERSION_READERS ->
                                Set.of("admin", "analyst", "auditor").contains(officer);
                            case NOBODY -> false;
                        };
                var answer = officer(officer, each.method(), path);
                softly.assertThat(isThroughTheDoor(answer))
                        .as(officer + " " + each + " " + answer.statusCode())
                        .isEqualTo(may);
            }
            softly.assertThat(isThroughTheDoor(officer(NOBODY, each.method(), path)))
                    .as(NOBODY + " " + each)
                    .isEqualTo(who == PageRules.Who.ANYBODY);
        }));
    }

    @Test
    void theWebappsCallsAreLetThroughAsTheirRulesSay() {
        assertSoftly(softly -> calls().forEach(call -> {
            for (var officer : OFFICERS) {
                var answer = officer(officer, call.method(), AccessPage.concrete(call.path()));
                softly.assertThat(answer.body().contains(REFUSED_CALL))
                        .as(officer + " " + call + " " + answer.statusCode())
                        .isEqualTo(!mayCall(officer, call));
            }
            softly.assertThat(officer(NOBODY, call.method(), AccessPage.concrete(call.path()))
                            .statusCode())
                    .as(NOBODY + " " + call)
                    // Who is not in may go out.
                    .isIn(401, 403, call.path().endsWith("/logout") ? 204 : 403);
        }));
    }

    @Test
    void theProgramsInterfaceIsTheAdministratorsAndTheModelersForAnAnalyst() {
        assertSoftly(softly -> page.scripts().forEach(call -> {
            for (var officer : OFFICERS) {
                var answer = officer(officer, call.method(), AccessPage.concrete(call.path()));
                softly.assertThat(answer.body().contains(REFUSED_CALL))
                        .as(officer + " " + call + " " + answer.statusCode())
                        .isEqualTo(!((officer.equals("admin")
                                        || officer.equals("analyst")
                                                && MODELER.contains(call.method() + " "
                                                        + call.path()
                                                                .replaceFirst(
                                                                        "^/engine-rest(/engine/[^/]+(?=/))?", "")))
                                && mayCall(officer, call)));
            }
            softly.assertThat(officer(NOBODY, call.method(), AccessPage.concrete(call.path()))
                            .statusCode())
                    .as(NOBODY + " " + call)
                    .isIn(401, 403);
        }));
    }

    /** His own account and nobody else's. */
    @Test
    void whoAsksForAnotherAccountIsRefused() {
        var users = "/camunda/api/engine/engine/default/user/";
        assertSoftly(softly -> OFFICERS.forEach(officer -> {
            softly.assertThat(officer(officer, "GET", users + officer + "/profile")
                            .body())
                    .as(officer)
                    .doesNotContain(REFUSED_CALL);
            softly.assertThat(officer(officer, "PUT", users + officer + "/credentials")
                            .body())
                    .as(officer)
                    .doesNotContain(REFUSED_CALL);
            for (var call : Map.of("/profile", "GET", "/credentials", "PUT").entrySet()) {
                softly.assertThat(officer(officer, call.getValue(), users + "career-KZ-71-01" + call.getKey())
                                .body()
                                .contains(REFUSED_CALL))
                        .as(officer + call)
                        .isEqualTo(!officer.equals("admin"));
            }
            // The administrator would be gone: for him it is no question of the door.
            for (var own : officer.equals("admin") ? List.<String>of() : List.of("DELETE ", "PUT /profile")) {
                var call = own.split(" ", 2);
                if (officer.equals("admin") && call[0].equals("DELETE")) {
                    // He would be gone, for the tests that follow as well.
                    continue;
                }
                softly.assertThat(officer(officer, call[0], users + officer + call[1])
                                .body())
                        .as(officer + " " + own)
                        .contains(REFUSED_CALL);
            }
        }));
    }

    /** Who ends all his sessions comes last, because he is not let in again in the same moment. */
    private Stream<AccessPage.Handler> pages() {
        return Stream.concat(
                page.pages().stream().filter(each -> !Set.of(WAY_OUT_OF_ALL, OF_THE_CONTAINER)
                        .contains(each.path())),
                page.pages().stream().filter(each -> each.path().equals(WAY_OUT_OF_ALL)));
    }

    /** The way out comes last. */
    private Stream<Route> calls() {
        return Stream.concat(
                page.calls().stream().filter(call -> !call.path().endsWith("/logout")),
                page.calls().stream().filter(call -> call.path().endsWith("/logout")));
    }

    private boolean mayCall(String officer, Route call) {
        var rule = AccessPage.rule(call).orElseThrow();
        if (rule.own() && !officer.equals("admin")) {
            return false;
        }
        return accounts.groups(officer).stream()
                .map(group -> Place.of(group).map(Place::role).map(Role::group).orElse(group))
                .anyMatch(rule.roles()::contains);
    }

    private static boolean isLetIn(int status) {
        return status != 401 && status != 403 && status != 405;
    }

    /** The door sends strangers to the login, and refuses with 403 what is no officer's. */
    private static boolean isThroughTheDoor(HttpResponse<String> answer) {
        var toTheLogin = answer.statusCode() == 302
                && answer.headers().firstValue("Location").orElse("").contains("/login");
        return !toTheLogin && answer.statusCode() != 401 && answer.statusCode() != 403;
    }

    private HttpResponse<String> api(String login, String method, String path) {
        var request = request(path);
        if (!login.equals(NOBODY)) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString((login + ":demo").getBytes(StandardCharsets.UTF_8)));
        }
        if (login.equals("nqs")) {
            request.header(ApiCaller.ACTING_FOR, "920315390109");
        }
        return send(HttpClient.newHttpClient(), method, request);
    }

    private HttpResponse<String> officer(String officer, String method, String path) {
        var browser = BROWSERS.computeIfAbsent(officer, this::signIn);
        var request = request(path);
        if (!method.equals("GET") && TOKENS.containsKey(officer)) {
            request.header("X-CSRF-TOKEN", TOKENS.get(officer));
            request.header("X-XSRF-TOKEN", WEBAPP_TOKENS.getOrDefault(officer, ""));
        }
        var answer = send(browser, method, request);
        var wentOut = method.equals("POST") && (path.endsWith("/logout") || path.equals(WAY_OUT_OF_ALL));
        // Who writes without the webapps' token loses his session, after the door has let him through.
        var lostIt = answer.statusCode() == 403
                && path.startsWith("/camunda/")
                && !answer.body().contains(REFUSED_CALL);
        if (wentOut || lostIt) {
            BROWSERS.remove(officer);
        }
        return answer;
    }

    private HttpClient signIn(String officer) {
        var cookies = new CookieManager();
        var browser = HttpClient.newBuilder().cookieHandler(cookies).build();
        if (!officer.equals(NOBODY)) {
            var token = OfficersOverHttp.token(
                    send(browser, "GET", request("/login")).body());
            send(
                    browser,
                    "POST",
                    request("/login").header("Content-Type", "application/x-www-form-urlencoded"),
                    "username=" + officer + "&password=demo&_csrf=" + token);
            TOKENS.put(
                    officer,
                    OfficersOverHttp.token(send(browser, "GET", request("/")).body()));
            // The webapps have a token of their own.
            send(browser, "GET", request("/camunda/app/welcome/default/"));
            cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                    .forEach(cookie -> WEBAPP_TOKENS.put(officer, cookie.getValue()));
        }
        return browser;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    /** What is sent is no JSON and no form. */
    private static HttpResponse<String> send(HttpClient browser, String method, HttpRequest.Builder request) {
        return send(browser, method, method.equals("GET") ? request : request.header("Content-Type", "text/csv"), "x");
    }

    private static HttpResponse<String> send(
            HttpClient browser, String method, HttpRequest.Builder request, String body) {
        try {
            request.method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (Exception unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }
}
