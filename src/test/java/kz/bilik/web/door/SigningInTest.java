package kz.bilik.web.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kz.bilik.officer.signin.OfficerLocks;
import kz.bilik.officer.signin.SignInDelays;
import kz.bilik.officer.signin.SignInRecords;
import kz.bilik.officer.signin.SignInRecords.What;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Officers and strangers at the door, each with an address of his own, as a proxy beside the product tells it: delays, locks,
 * records, limits, and the way over a provider of OpenID Connect.
 */
@Tag("database")
@SpringBootTest(
        classes = DoorTest.House.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.forward-headers-strategy=native",
            "bilik.security.officers.oidc.client-id=" + OpenIdProvider.CLIENT,
            "bilik.security.officers.oidc.client-secret=" + OpenIdProvider.SECRET,
            "bilik.security.officers.oidc.name=SSO",
            // There is no database here.
            "management.endpoint.health.validate-group-membership=false",
            "bilik.security.limits.refused.at-once=20"
        })
@ExtendWith(OutputCaptureExtension.class)
class SigningInTest {

    private static final String OFFICE = "10.20.30.40";
    private static final String STRANGER = "203.0.113.7";

    private static OpenIdProvider provider;

    @LocalServerPort
    int port;

    @Autowired
    SignInDelays delays;

    @Autowired
    OfficerLocks locks;

    @Autowired
    SignInRecords records;

    @Autowired
    JdbcClient jdbc;

    private final HttpClient anybody = HttpClient.newHttpClient();

    @BeforeAll
    static void open() {
        if (provider == null) {
            provider = new OpenIdProvider();
        }
    }

    @AfterAll
    static void close() {
        provider.close();
        provider = null;
    }

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry settings) {
        open();
        settings.add("bilik.security.officers.oidc.issuer", () -> provider.issuer());
    }

    @BeforeEach
    void begin() {
        OpenIdProvider.knows(() -> "http://127.0.0.1:" + port);
        for (var table : new String[] {"sign_in_delay", "sign_in_address", "sign_in_record", "officer_lock"}) {
            jdbc.sql("delete from " + table).update();
        }
    }

    @Test
    void aStrangerHammersAnAccountAndItsOfficerStillComesIn() throws Exception {
        assertThat(metrics("admin", "demo", OFFICE).statusCode()).isEqualTo(200);
        for (int i = 0; i < 200; i++) {
            metrics("admin", "guess-" + i, "203.0." + i % 40 + ".7");
        }
        var delayed = metrics("admin", "demo", "203.0.1.7");
        assertThat(delayed.statusCode())
                .as("the stranger, even with the right password")
                .isEqualTo(429);
        assertThat(Integer.parseInt(delayed.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 900);
        assertThat(metrics("admin", "demo", OFFICE).statusCode()).isEqualTo(200);
        assertThat(login("admin", "demo", OFFICE, "en").body())
                .contains("admin")
                .doesNotContain("role=\"alert\"");
    }

    @Test
    void aHundredAttemptsAtOnceAreNotAHundredFreeOnes() throws Exception {
        var threads = Executors.newFixedThreadPool(40);
        try {
            var answers = threads.invokeAll(IntStream.range(0, 40)
                    .<java.util.concurrent.Callable<Integer>>mapToObj(
                            i -> () -> metrics("admin", "guess-" + i, STRANGER).statusCode())
                    .toList());
            var looked = 0;
            for (var answer : answers) {
                looked += answer.get() == 401 ? 1 : 0;
            }
            assertThat(looked)
                    .as("fewer where they had to wait too long for one another")
                    .isBetween(1, 5);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kk, Қате құпиясөз тым көп енгізілді",
        "ru, Слишком много неверных паролей",
        "en, Too many wrong passwords"
    })
    void thePageSaysWhenToTryAgainAndKeepsTheName(String tag, String words) throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(login("career-KZ-75-03", "guess", STRANGER, tag).statusCode())
                    .isEqualTo(200);
        }
        var answer = login("career-KZ-75-03", "demo", STRANGER, tag);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body())
                .contains(words)
                .contains("value=\"career-KZ-75-03\"")
                .contains("type=\"password\"");
        assertThat(login("career-KZ-75-03", "demo", OFFICE, tag).statusCode()).isEqualTo(200);
    }

    @Test
    void aNameThatIsNoAccountIsDelayedTheSameAndKeptNowhere() throws Exception {
        var secret = "my-own-password-by-mistake";
        for (int i = 0; i < 5; i++) {
            assertThat(metrics(secret, "x", STRANGER).statusCode()).isEqualTo(401);
        }
        assertThat(metrics(secret, "x", STRANGER).statusCode()).isEqualTo(429);
        assertThat(records.find(null, null, 0, 10))
                .extracting(SignInRecords.Line::account, SignInRecords.Line::what, SignInRecords.Line::times)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("", What.WRONG_PASSWORD, 5),
                        org.assertj.core.groups.Tuple.tuple("", What.DELAYED, 1));
        assertThat(jdbc.sql("select account from sign_in_delay where account <> ''")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allMatch(account -> account.matches("\\?[0-9a-f]{3}"));
        assertThat(delays.waiting()).isEmpty();
    }

    @Test
    void anAccountThatIsLockedByHandSaysSoToItsOwnerOnly() throws Exception {
        locks.lock("career-KZ-75-03", "admin", "on leave");
        assertThat(login("career-KZ-75-03", "demo", OFFICE, "en").body()).contains("This account is locked");
        assertThat(login("career-KZ-75-03", "guess", OFFICE, "en").body())
                .contains("The user or the password is wrong")
                .doesNotContain("locked");
        locks.unlock("career-KZ-75-03");
        assertThat(login("career-KZ-75-03", "demo", OFFICE, "en").body()).doesNotContain("role=\"alert\"");
    }

    /** A proxy adds the address of its peer on the right; what a caller wrote before stands on the left of it. */
    @Test
    void nobodyChoosesHisAddress() throws Exception {
        for (int i = 0; i < 5; i++) {
            metrics("admin", "guess", "198.51.100." + i + ", 10.0.0.5");
        }
        assertThat(metrics("admin", "guess", "198.51.100.77, 10.0.0.5").statusCode())
                .isEqualTo(429);
        assertThat(records.find("admin", null, 0, 9))
                .extracting(SignInRecords.Line::address)
                .containsOnly("10.0.0.5");
    }

    @Test
    void allAddressesOfAnIpv6NetworkAreOne() throws Exception {
        for (int i = 0; i < 5; i++) {
            metrics("admin", "guess", "2001:db8:1:2:" + i + "::" + i);
        }
        assertThat(metrics("admin", "guess", "2001:db8:1:2:ffff::9").statusCode())
                .isEqualTo(429);
        assertThat(metrics("admin", "demo", "2001:db8:1:3::9").statusCode()).isEqualTo(200);
    }

    @Test
    void whoSignsInAndOutAndIsRefusedIsRecorded() throws Exception {
        var browser = browser();
        login(browser, "career-KZ-75-03", "demo", OFFICE, "en");
        for (int i = 0; i < 3; i++) {
            assertThat(get(browser, "/engine-rest/engine", OFFICE).statusCode()).isEqualTo(403);
        }
        assertThat(get(browser, "/sign-ins", OFFICE).statusCode()).isEqualTo(403);
        var page = get(browser, "/login?out", OFFICE).body();
        post(browser, "/logout", "_csrf=" + token(page), OFFICE);
        assertThat(records.find("career-KZ-75-03", null, 0, 10))
                .extracting(line -> line.what() + " " + line.way() + " " + line.place() + " " + line.times())
                .containsExactlyInAnyOrder(
                        "SIGNED_IN PAGE  1",
                        "REFUSED SESSION GET /engine-rest/engine 3",
                        "REFUSED SESSION GET /sign-ins 1",
                        "SIGNED_OUT PAGE  1");
    }

    @ParameterizedTest
    @CsvSource({"kk, Сұраулар тым көп", "ru, Слишком много запросов", "en, Too many calls"})
    void whatIsOpenToEverybodyHasALimitForEachAddress(String tag, String title) throws Exception {
        var address = "192.0.2." + Math.floorMod(tag.hashCode(), 200);
        HttpResponse<String> answer = null;
        for (int i = 0; i < 62; i++) {
            answer = send(request("/api/verifications/x", address)
                    .header("Accept-Language", tag)
                    .GET());
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.body()).contains("web.too-many-calls").contains(title);
        assertThat(send(request("/verify/x", address)
                                .header("Accept-Language", tag)
                                .header("Accept", "text/html")
                                .GET())
                        .body())
                .contains("<h1")
                .contains(title);
        assertThat(send(request("/api/verifications/x", "192.0.2.222").GET()).statusCode())
                .isNotEqualTo(429);
        assertThat(send(request("/api/verifications/x", address)
                                .header("Authorization", basic("person-01", "demo"))
                                .GET())
                        .statusCode())
                .as("who is signed in is not counted")
                .isNotEqualTo(429);
    }

    @Test
    void refusedTokensHaveALimitAndRightOnesBehindTheSameAddressHaveNot() throws Exception {
        var address = "192.0.2.240";
        HttpResponse<String> answer = null;
        for (int i = 0; i < 22; i++) {
            answer = send(request("/api/applications/A-1", address)
                    .header("Authorization", "Bearer no.token." + i)
                    .GET());
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(send(request("/api/applications/A-1", address)
                                .header("Authorization", basic("person-01", "demo"))
                                .GET())
                        .statusCode())
                .isEqualTo(200);
        assertThat(records.find("", What.BAD_TOKEN, 0, 9)).singleElement().satisfies(line -> assertThat(line.times())
                .isBetween(20, 21));
    }

    @Test
    void anOfficerSignsInAtTheProviderAndIsWhoHisAccountSays() throws Exception {
        var browser = browser();
        assertThat(get(browser, "/login", OFFICE).body())
                .contains("/oauth2/authorization/officers")
                .contains("SSO");
        var landed = atTheProvider(browser, "career-KZ-75-03");
        assertThat(landed.uri().getPath()).isEqualTo("/");
        assertThat(landed.body()).contains("career-KZ-75-03");
        assertThat(get(browser, "/cases/A-1", OFFICE).body()).isEqualTo("A-1");
        assertThat(get(browser, "/engine-rest/engine", OFFICE).statusCode()).isEqualTo(403);
        assertThat(records.find("career-KZ-75-03", What.SIGNED_IN, 0, 9))
                .singleElement()
                .satisfies(line -> assertThat(line.way()).isEqualTo(SignInRecords.Way.OPENID_CONNECT));

        // Signing out ends the provider's session as well: next time it asks again who he is.
        var out = post(browser, "/logout", "_csrf=" + token(landed.body()), OFFICE);
        assertThat(out.uri().toString()).isEqualTo("http://127.0.0.1:" + port + "/login");
        assertThat(get(browser, "/cases/A-1", OFFICE).body()).contains("name=\"password\"");
        assertThat(get(browser, "/oauth2/authorization/officers", OFFICE).uri().getPort())
                .as("the provider's login")
                .isNotEqualTo(port);
    }

    @Test
    void whoHasNoAccountHereOrALockedOneIsToldSo(CapturedOutput log) throws Exception {
        assertThat(atTheProvider(browser(), "stranger").body()).contains("you have no account here");
        assertThat(records.find("", What.NO_ACCOUNT, 0, 9)).hasSize(1);
        // A provider may call people by their IIN; the operator is told which claim it is, and not whose.
        var before = log.getAll().length();
        assertThat(atTheProvider(browser(), "920315390109").body()).contains("you have no account here");
        assertThat(log.getAll().substring(before))
                .contains("the claim preferred_username holds an IIN")
                .doesNotContain("920315390109");
        locks.lock("admin", "another", "on leave");
        assertThat(atTheProvider(browser(), "admin").body()).contains("This account is locked");
    }

    @Test
    void aProgramOfAnOfficerComesWithATokenOfTheProvider() throws Exception {
        var end = Instant.now().plusSeconds(300);
        assertThat(program(provider.accessToken("admin", OpenIdProvider.CLIENT, end)))
                .isEqualTo(200);
        assertThat(program(provider.accessToken("career-KZ-75-03", OpenIdProvider.CLIENT, end)))
                .isEqualTo(403);
        assertThat(program(provider.accessToken("stranger", OpenIdProvider.CLIENT, end)))
                .isEqualTo(401);
        assertThat(program(provider.accessToken("admin", "another", end))).isEqualTo(401);
        assertThat(program(provider.accessToken("admin", OpenIdProvider.CLIENT, end.minusSeconds(600))))
                .isEqualTo(401);
        assertThat(records.find("admin", What.SIGNED_IN, 0, 9)).singleElement().satisfies(line -> assertThat(line.way())
                .isEqualTo(SignInRecords.Way.OPENID_CONNECT));
        locks.lock("admin", "another", "on leave");
        assertThat(program(provider.accessToken("admin", OpenIdProvider.CLIENT, end)))
                .isEqualTo(401);
    }

    private int program(String token) throws Exception {
        return send(request("/engine-rest/engine", OFFICE)
                        .header("Authorization", "Bearer " + token)
                        .GET())
                .statusCode();
    }

    @Test
    void whoComesOverTheProviderNeedNotKnowThePasswordOfHisAccount() throws Exception {
        DoorTest.FIRST_PASSWORDS.add("career-KZ-75-03");
        try {
            assertThat(login("career-KZ-75-03", "demo", OFFICE, "en").uri().getPath())
                    .isEqualTo("/first-password");
            assertThat(atTheProvider(browser(), "career-KZ-75-03").uri().getPath())
                    .isEqualTo("/");
        } finally {
            DoorTest.FIRST_PASSWORDS.clear();
        }
    }

    @Test
    void aCodeThatNobodyAskedForSignsNobodyIn() throws Exception {
        var browser = browser();
        assertThat(get(browser, "/login/oauth2/code/officers?code=abc&state=def", OFFICE)
                        .body())
                .contains("did not let you in");
        assertThat(get(browser, "/cases/A-1", OFFICE).body()).contains("name=\"password\"");
    }

    @Test
    void theWayToTheProviderCarriesStateNonceAndProofKey() throws Exception {
        var there = send(request("/oauth2/authorization/officers", OFFICE).GET());
        assertThat(there.statusCode()).isEqualTo(302);
        assertThat(there.headers().firstValue("Location").orElseThrow())
                .contains("state=")
                .contains("nonce=")
                .contains("code_challenge=")
                .contains("code_challenge_method=S256");
    }

    private HttpResponse<String> atTheProvider(HttpClient browser, String person) throws Exception {
        var asked = get(browser, "/oauth2/authorization/officers", OFFICE);
        var form = "username=" + person + "&password=" + OpenIdProvider.PASSWORD + "&_csrf=" + token(asked.body());
        return browser.send(
                HttpRequest.newBuilder(asked.uri().resolve("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "text/html")
                        .header("Accept-Language", "en")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> metrics(String name, String password, String address) throws Exception {
        return send(request("/actuator/metrics", address)
                .header("Authorization", basic(name, password))
                .GET());
    }

    private HttpResponse<String> login(String name, String password, String address, String language) throws Exception {
        return login(browser(), name, password, address, language);
    }

    private HttpResponse<String> login(
            HttpClient browser, String name, String password, String address, String language) throws Exception {
        var page = get(browser, "/login?lang=" + language, address).body();
        return post(browser, "/login", "username=" + name + "&password=" + password + "&_csrf=" + token(page), address);
    }

    private HttpResponse<String> get(HttpClient browser, String path, String address) throws Exception {
        return browser.send(
                request(path, address)
                        .header("Accept", "text/html")
                        .header("Accept-Language", "en")
                        .GET()
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> post(HttpClient browser, String path, String form, String address) throws Exception {
        return browser.send(
                request(path, address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "text/html")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String token(String page) {
        var token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).as(page).isTrue();
        return URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path, String address) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("X-Forwarded-For", address);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return anybody.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
