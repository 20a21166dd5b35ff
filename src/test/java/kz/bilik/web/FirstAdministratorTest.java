package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * While the group of the administrators is empty, the webapps offer to make one to whoever asks (CVE-2026-77226). Here the
 * first one comes by a setting of the installation only.
 */
@ProcedureTest
class FirstAdministratorTest {

    private static final String SETUP = "/camunda/api/admin/setup/default/user/create";

    private static final String SOMEBODY =
            """
            {"profile": {"id": "somebody", "firstName": "Some", "lastName": "Body", "email": ""},
             "credentials": {"password": "long-and-not-the-name"}}""";

    @LocalServerPort
    int port;

    @Autowired
    IdentityService identity;

    private List<String> administrators;

    @BeforeEach
    void whoIsAdministrator() {
        administrators = identity.createUserQuery().memberOfGroup("camunda-admin").list().stream()
                .map(User::getId)
                .toList();
    }

    private void nobodyIsAnyMore() {
        administrators.forEach(user -> identity.deleteMembership(user, "camunda-admin"));
    }

    @AfterEach
    void theyAreAgain() {
        var still = identity.createUserQuery().memberOfGroup("camunda-admin").list().stream()
                .map(User::getId)
                .toList();
        administrators.stream()
                .filter(user -> !still.contains(user))
                .forEach(user -> identity.createMembership(user, "camunda-admin"));
        identity.deleteUser("somebody");
    }

    @Test
    void nobodyMakesAnAdministratorByTheWebapps() throws Exception {
        var officer = browser();
        var token = OfficersOverHttp.token(get(officer, "/login"));
        officer.send(
                request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("username=career-KZ-75-03&password=demo&_csrf=" + token))
                        .build(),
                BodyHandlers.ofString());
        // The webapps' own token comes with their page.
        assertThat(get(officer, "/camunda/app/tasklist/default/")).contains("tasklist");

        nobodyIsAnyMore();

        assertThat(asks(officer)).isEqualTo(403);
        assertThat(asks(browser())).isIn(401, 403);

        assertThat(identity.createUserQuery().userId("somebody").count()).isZero();
    }

    private int asks(HttpClient browser) throws Exception {
        var token = ((CookieManager) browser.cookieHandler().orElseThrow())
                .getCookieStore().getCookies().stream()
                        .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                        .map(HttpCookie::getValue)
                        .findFirst()
                        .orElse("none");
        return browser.send(
                        request(SETUP)
                                .header("Content-Type", "application/json")
                                .header("X-XSRF-TOKEN", token)
                                .POST(BodyPublishers.ofString(SOMEBODY))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private String get(HttpClient browser, String path) throws Exception {
        return browser.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }
}
