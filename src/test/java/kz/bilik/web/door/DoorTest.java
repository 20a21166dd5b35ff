package kz.bilik.web.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import kz.bilik.application.Applications;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.casefile.CaseReaders;
import kz.bilik.casefile.CaseReads;
import kz.bilik.casefile.CaseStage;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.distribution.ComingYear;
import kz.bilik.edition.ProductFiles;
import kz.bilik.language.Texts;
import kz.bilik.notice.NoticeReads;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerAccounts;
import kz.bilik.officer.OfficerNames;
import kz.bilik.officer.OfficerTasks;
import kz.bilik.officer.SecuritySettings;
import kz.bilik.officer.signin.SignInSettings;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.settlement.Acts;
import kz.bilik.support.TestDatabases;
import kz.bilik.voucher.Vouchers;
import org.camunda.bpm.spring.boot.starter.CamundaBpmAutoConfiguration;
import org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestJerseyAutoConfiguration;
import org.camunda.bpm.spring.boot.starter.webapp.CamundaBpmWebappAutoConfiguration;
import org.camunda.community.process_test_coverage.spring_test.platform7.ProcessEngineCoverageConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jersey.JerseyAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.http.server.PathContainer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.util.pattern.PathPatternParser;

/** The one door, from outside: a real server without the engine, with accounts of two officers. */
@Tag("database")
@SpringBootTest(
        classes = DoorTest.House.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.servlet.multipart.max-file-size=1KB",
            "spring.servlet.multipart.max-request-size=16KB",
            "bilik.application.max-file-size=1KB",
            // There is no database here.
            "management.endpoint.health.validate-group-membership=false"
        })
class DoorTest {

    private static final String ISSUER = "https://issuer.example";
    private static final KeyPair KEYS = keys();

    /** The accounts whose password somebody else has set. */
    static final Set<String> FIRST_PASSWORDS = ConcurrentHashMap.newKeySet();

    /** How far a test has moved the clock on the wall. */
    private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

    @SpringBootConfiguration
    @EnableAutoConfiguration(
            exclude = {
                ProcessEngineCoverageConfiguration.class,
                CamundaBpmAutoConfiguration.class,
                CamundaBpmWebappAutoConfiguration.class,
                CamundaBpmRestJerseyAutoConfiguration.class,
                JerseyAutoConfiguration.class,
                DataSourceAutoConfiguration.class,
                FlywayAutoConfiguration.class
            })
    @EnableConfigurationProperties({
        SecuritySettings.class,
        SignInSettings.class,
        LimitSettings.class,
        OfficerLoginSettings.class
    })
    @ComponentScan(
            basePackageClasses = {Texts.class, CurrentOfficer.class},
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Test.*"))
    @ComponentScan(
            basePackages = "kz.bilik.web",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern =
                                    "kz\\.bilik\\.web\\.(door\\.(OneDoor|DemoLogins|SignInGuard|FirstPasswords|CallLimits|RefusalRecords|OpenIdConnect|SignedInSessions)"
                                            + "|answer\\.(ApiRefusals|ProblemAnswers|ProblemDetails|RequestLanguage|WebParameters)|page\\.(Pages|StartPage|ErrorPages|OpenedCases|Matters)"
                                            + "|api\\.ApiDescription)"))
    @Import({DeadlineText.class, Endpoints.class})
    static class House {

        @Bean
        @Primary
        Clock wallClock() {
            InstantSource moved = () -> Instant.now().plus(AHEAD.get());
            return moved.withZone(LegalClock.ZONE);
        }

        @Bean
        LegalClock legalClock() {
            return new LegalClock(Clock.systemDefaultZone());
        }

        @Bean
        JdbcClient jdbc() {
            return TestDatabases.h2().jdbc();
        }

        @Bean
        WorkingCalendar workingCalendar(JdbcClient jdbc) {
            return new WorkingCalendar(jdbc);
        }

        @Bean
        Catalogue catalogue() {
            return Mockito.mock(Catalogue.class);
        }

        @Bean
        OfficerNames officerNames() {
            return accounts -> Map.of();
        }

        /** Nobody here opens a case. */
        @Bean
        CaseReads reads() {
            return Mockito.mock(CaseReads.class);
        }

        @Bean
        CaseReaders readers() {
            return Mockito.mock(CaseReaders.class);
        }

        @Bean
        CaseStage stages() {
            return Mockito.mock(CaseStage.class);
        }

        @Bean
        ComingYear comingYear() {
            return Mockito.mock(ComingYear.class);
        }

        @Bean
        ProductFiles productFiles() {
            return Mockito.mock(ProductFiles.class);
        }

        @Bean
        Applications applications() {
            return Mockito.mock(Applications.class);
        }

        @Bean
        Vouchers vouchers() {
            return Mockito.mock(Vouchers.class);
        }

        @Bean
        Acts acts() {
            return Mockito.mock(Acts.class);
        }

        @Bean
        PaymentOrders paymentOrders() {
            return Mockito.mock(PaymentOrders.class);
        }

        @Bean
        OfficerTasks officerTasks() {
            return Mockito.mock(OfficerTasks.class);
        }

        @Bean
        NoticeReads noticeReads() {
            return Mockito.mock(NoticeReads.class);
        }

        @Bean
        OfficerAccounts accounts() {
            var groups = Map.of(
                    "career-KZ-75-03", Set.of("officer", "career-centre.KZ-75-03"),
                    "admin", Set.of("officer", "camunda-admin"));
            return new OfficerAccounts() {
                @Override
                public Optional<Officer> authenticate(String id, String password) {
                    return password.equals("demo")
                            ? Optional.ofNullable(groups.get(id)).map(his -> new Officer(id, his))
                            : Optional.empty();
                }

                @Override
                public Optional<Present> present(String id) {
                    return Optional.ofNullable(groups.get(id))
                            .map(his -> new Present(his, "unchanged", FIRST_PASSWORDS.contains(id)));
                }

                @Override
                public boolean exists(String id) {
                    return groups.containsKey(id);
                }

                @Override
                public Set<String> groups(String id) {
                    return groups.getOrDefault(id, Set.of());
                }
            };
        }
    }

    /** Stand where the product's endpoints stand, and fail in every way. */
    @RestController
    static class Endpoints {

        record Body(LocalDate from, int days) {}

        @GetMapping("/api/deadlines")
        String deadlines(@RequestParam LocalDate from) {
            return from.toString();
        }

        @GetMapping("/api/catalogue/{what}")
        String fail(@PathVariable String what) {
            switch (what) {
                case "problem" ->
                    throw Problem.of(Kind.UNPROCESSABLE, "web.invalid").with("person.iin", "web.field-missing");
                case "locked" -> throw new CannotAcquireLockException("key (iin)=(920315390109)");
                case "broken" -> throw new IllegalStateException("920315390109 secret");
                default -> {
                    return what;
                }
            }
        }

        @PostMapping("/api/applications")
        String submit(@RequestPart MultipartFile application, ApiCaller caller) {
            return caller.name() + " " + caller.requireApplicant().value();
        }

        @GetMapping("/api/applications/{number}")
        String status(@PathVariable String number, ApiCaller caller) {
            return caller.name() + " " + caller.roles() + " " + caller.recognitionCentre();
        }

        @PostMapping("/api/exam-protocols")
        String protocol(@RequestBody Body body) {
            return body.toString();
        }

        @GetMapping("/cases/{number}")
        String page(@PathVariable String number) {
            return number;
        }

        @GetMapping("/tasks/{task}/documents")
        String documents(@PathVariable String task) {
            return task;
        }

        @GetMapping({"/camunda/app/tasklist", "/camunda/api/engine/engine", "/engine-rest/engine", "/forgotten"})
        String engine() {
            return "engine";
        }

        @PostMapping({
            "/engine-rest/deployment/create",
            "/engine-rest/message",
            "/camunda/api/engine/engine/default/task/T-1/claim",
            "/camunda/api/engine/engine/default/task/T-1/comment/create"
        })
        String change() {
            return "changed";
        }
    }

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry settings) throws Exception {
        var pem = Files.createTempFile("issuer", ".pem");
        Files.writeString(
                pem,
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(KEYS.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        // As an operator names a file.
        settings.add("bilik.security.api.public-key", pem::toString);
        settings.add("bilik.security.api.issuer", () -> ISSUER);
        settings.add("bilik.security.api.audience", () -> "bilik");
    }

    @LocalServerPort
    int port;

    private final HttpClient anybody = HttpClient.newHttpClient();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                           | kk",
                "en                           | en",
                "ru-RU,ru;q=0.9,en;q=0.8      | ru",
                "en;q=0.2,ru;q=0.7            | ru",
                "de-DE,de;q=0.9               | kk",
                "de,en;q=0.5                  | en",
                "*                            | kk",
                "en;q=nonsense,,;             | kk"
            })
    void aProblemIsWordedInTheLanguageThatTheCallerLikesBest(String accepted, String language) throws Exception {
        var call = request("/api/catalogue/problem");
        if (!accepted.isEmpty()) {
            call.header("Accept-Language", accepted);
        }
        var answer = send(call.GET());
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("Content-Language")).contains(language);
        var problem = json(answer);
        assertThat(problem.get("type").asText()).isEqualTo("/problems/web.invalid");
        assertThat(problem.get("code").asText()).isEqualTo("web.invalid");
        assertThat(problem.get("status").asInt()).isEqualTo(422);
        assertThat(problem.get("instance").asText()).isEqualTo("/api/catalogue/problem");
        assertThat(problem.get("detail").asText())
                .isEqualTo(Map.of(
                                "kk", "Кейбір өрістер дұрыс толтырылмаған.",
                                "ru", "Некоторые поля заполнены неверно.",
                                "en", "Some fields are filled in wrongly.")
                        .get(language));
        var field = problem.get("fields").get(0);
        assertThat(field.get("path").asText()).isEqualTo("person.iin");
        assertThat(field.get("code").asText()).isEqualTo("web.field-missing");
        assertThat(field.get("detail").asText()).isNotBlank().doesNotContain("web.");
    }

    @Test
    void whatNobodyForesawIsAnIncidentThatQuotesNothing() throws Exception {
        var answer = send(request("/api/catalogue/broken").GET());
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(json(answer).get("code").asText()).isEqualTo("web.internal");
        assertThat(json(answer).get("incident").asText()).hasSize(8);
        assertThat(answer.body()).doesNotContain("920315390109").doesNotContain("secret");
    }

    @Test
    void waitingTooLongForALockMeansTryAgain() throws Exception {
        var answer = send(request("/api/catalogue/locked").GET());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).get("code").asText()).isEqualTo("web.try-again");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void springsOwnRefusalsAreProblemDetailsToo() throws Exception {
        assertProblem(send(request("/api/deadlines").GET()), 400, "web.parameter-missing");
        assertProblem(send(request("/api/deadlines?from=tomorrow").GET()), 400, "web.parameter-unreadable");
        assertProblem(
                centre("/api/exam-protocols", "application/json", "{\"from\":\"2026-13-01\"}"), 400, "web.unreadable");
        assertProblem(centre("/api/exam-protocols", "application/json", "{"), 400, "web.unreadable");
        assertProblem(centre("/api/exam-protocols", "application/json", ""), 400, "web.unreadable");
        assertProblem(centre("/api/exam-protocols", "text/plain", "x"), 415, "web.media-type");
        var unknown = centre("/api/exam-protocols", "application/json", "{\"from\":\"2026-09-14\",\"days\":1,\"x\":1}");
        assertProblem(unknown, 400, "web.unreadable");
        assertThat(json(unknown).get("fields").get(0).get("path").asText()).isEqualTo("x");
        assertThat(json(unknown).get("fields").get(0).get("code").asText()).isEqualTo("web.field-unknown");
        assertProblem(person("/api/applications", multipart("other", 10)), 400, "web.part-missing");
        assertProblem(person("/api/applications", multipart("application", 5_000)), 413, "web.too-large");
        assertProblem(person("/api/applications", multipart("application", 50_000)), 413, "web.too-large");
        assertProblem(send(basic("administrator", request("/api/nothing")).GET()), 404, "web.not-found");
        var method = send(basic("administrator", request("/api/deadlines")).DELETE());
        assertProblem(method, 405, "web.method");
        assertThat(method.headers().firstValue("Allow")).contains("GET");
    }

    /** The API is described to everybody: a mistyped address is none, and nobody is sent to sign in for it. */
    @Test
    void anUnknownAddressIsNotFoundWhoeverAsks() throws Exception {
        for (var address : List.of("/api", "/api/nothing", "/api/deadlines/1", "/api/applications/A-1/nothing")) {
            assertProblem(send(request(address).GET()), 404, "web.not-found");
            assertProblem(send(basic("bank", request(address)).GET()), 404, "web.not-found");
            assertProblem(send(request(address).POST(HttpRequest.BodyPublishers.noBody())), 404, "web.not-found");
        }
        for (var language : Map.of("kk", "Табылмады", "ru", "Не найдено").entrySet()) {
            assertThat(send(request("/api/nothing")
                                    .header("Accept-Language", language.getKey())
                                    .GET())
                            .body())
                    .contains(language.getValue());
        }
        // An address that there is: everybody may read it, so the method is wrong; or one has to sign in first.
        var method = send(request("/api/catalogue/regions").DELETE());
        assertProblem(method, 405, "web.method");
        assertThat(method.headers().firstValue("Allow")).contains("GET");
        assertProblem(send(request("/api/applications").DELETE()), 401, "web.unauthenticated");
        assertProblem(send(basic("person-01:wrong", request("/api/nothing")).GET()), 401, "web.unauthenticated");
    }

    @Test
    void strangersGet401AndTheWrongRole403AsProblemDetails() throws Exception {
        var stranger = send(request("/api/applications/A-1").GET());
        assertProblem(stranger, 401, "web.unauthenticated");
        assertThat(stranger.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertProblem(send(basic("bank", request("/api/applications/A-1")).GET()), 403, "web.forbidden");
        assertProblem(
                send(request("/api/applications/A-1")
                        .header("Authorization", "Basic " + base64("person-01:no"))
                        .GET()),
                401,
                "web.unauthenticated");
        assertThat(stranger.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(stranger.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void anOfficersPasswordOpensNoApiAndADemoLoginOpensNoPage() throws Exception {
        assertProblem(send(basic("admin", request("/api/applications/A-1")).GET()), 401, "web.unauthenticated");
        assertThat(login("person-01", "demo").body()).contains("role=\"alert\"");
    }

    @Test
    void theDemosCallersAreWhoTheirDataSay() throws Exception {
        assertThat(person("/api/applications", multipart("application", 10)).body())
                .isEqualTo("person-01 920315390109");
        assertThat(send(basic("centre-C-014", request("/api/applications/A-1")).GET())
                        .body())
                .isEqualTo("centre-C-014 [recognition-centre] C-014");
        var platform = basic("nqs", request("/api/applications")).header(ApiCaller.ACTING_FOR, "870704490019");
        assertThat(sendMultipart(platform, multipart("application", 10)).body()).isEqualTo("nqs 870704490019");
        assertProblem(
                sendMultipart(basic("nqs", request("/api/applications")), multipart("application", 10)),
                403,
                "web.person-missing");
    }

    @Test
    void aTokenOfTheIssuerSaysRoleAndPerson() throws Exception {
        var platform = token(claims().claim("role", "nqs").claim("iin", "870704490019"), KEYS);
        assertThat(sendMultipart(
                                request("/api/applications").header("Authorization", "Bearer " + platform),
                                multipart("application", 10))
                        .body())
                .isEqualTo("caller 870704490019");
        var centre = token(
                claims().claim("roles", java.util.List.of("recognition-centre", "made-up"))
                        .claim("recognition_centre", "C-021"),
                KEYS);
        assertThat(bearer("/api/applications/A-1", centre).body()).isEqualTo("caller [recognition-centre] C-021");
    }

    @Test
    void aTokenThatIsForgedStaleOrForSomebodyElseIsRefused() throws Exception {
        var role = claims().claim("role", "administrator");
        var past = new Date(System.currentTimeMillis() - 3_600_000);
        assertRefused(token(claims().claim("role", "applicant"), keys()));
        assertRefused(token(claims().claim("role", "applicant").expirationTime(past), KEYS));
        assertRefused(token(claims().claim("role", "applicant").expirationTime(null), KEYS));
        assertRefused(token(claims().claim("role", "applicant").issuer("https://other.example"), KEYS));
        assertRefused(token(claims().claim("role", "applicant").audience("other"), KEYS));
        assertRefused(token(claims().claim("role", "applicant").claim("iin", "920315390108"), KEYS));
        assertThat(bearer("/api/applications/A-1", token(role, KEYS)).statusCode())
                .isEqualTo(403);
        assertThat(bearer("/api/applications/A-1", token(claims(), KEYS)).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/cases/A-1",
                "/acts/ACT-1/accept",
                "/acts/ACT-1/payments",
                "/tasks/T-1/documents",
                "/camunda/app/tasklist",
                "/forgotten",
                "/h2-console"
            })
    void strangersAreSentToTheLogin(String path) throws Exception {
        var answer = send(request(path).header("Accept", "text/html").GET());
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("/login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest/engine", "/actuator/metrics", "/camunda/api/engine/engine"})
    void callsOfStrangersAreRefused(String path) throws Exception {
        assertThat(send(request(path).GET()).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/actuator/health",
                "/swagger-ui/index.html",
                "/v3/api-docs/api",
                "/problems/web.invalid",
                "/style/bilik.css",
                "/webjars/bootstrap/css/bootstrap.min.css",
                "/api/catalogue/professions"
            })
    void whatIsPublicNeedsNoLogin(String path) throws Exception {
        assertThat(send(request(path).GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void anOfficerSignsInOnceForEverythingThatIsHisAndLeavesIt() throws Exception {
        var browser = browser();
        assertThat(login(browser, "career-KZ-75-03", "demo").body()).contains("career-KZ-75-03");
        assertThat(get(browser, "/camunda/app/tasklist").body()).isEqualTo("engine");
        assertThat(get(browser, "/cases/A-1").body()).isEqualTo("A-1");
        assertThat(get(browser, "/tasks/T-1/documents").body()).isEqualTo("T-1");
        assertThat(get(browser, "/engine-rest/engine").statusCode()).isEqualTo(403);
        assertThat(get(browser, "/actuator/metrics").statusCode()).isEqualTo(403);
        assertThat(get(browser, "/forgotten").statusCode()).as("in no line").isEqualTo(404);
        assertThat(get(browser, "/cases").statusCode())
                .as("a line, and no page")
                .isEqualTo(404);
        assertThat(get(browser, "/h2-console").statusCode()).isEqualTo(403);
        assertThat(get(browser, "/api/applications/A-1").statusCode()).isEqualTo(401);
        var task = "/camunda/api/engine/engine/default/task/T-1";
        assertThat(post(browser, task + "/claim", "").statusCode()).isEqualTo(200);
        var refused = post(browser, task + "/comment/create", "");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"type\":\"RefusedCall\"", "\"message\":\"");
        assertThat(post(browser, "/logout", "").statusCode()).isEqualTo(403);
        assertThat(post(browser, "/camunda/api/admin/auth/user/default/logout", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(get(browser, "/cases/A-1").body()).contains("name=\"password\"");
    }

    @Test
    void aSessionEndsWhenItHasLastedAsLongAsOneMayHoweverBusyItIs() throws Exception {
        var browser = browser();
        login(browser, "admin", "demo");
        try {
            for (var hours = 1; hours < 12; hours++) {
                AHEAD.set(Duration.ofHours(hours));
                assertThat(get(browser, "/camunda/api/engine/engine").body()).isEqualTo("engine");
            }
            AHEAD.set(Duration.ofHours(12));
            assertThat(get(browser, "/camunda/api/engine/engine").statusCode()).isEqualTo(401);
            assertThat(get(browser, "/engine-rest/engine").statusCode()).isEqualTo(401);
            login(browser, "admin", "demo");
            AHEAD.set(Duration.ofHours(24));
            assertThat(get(browser, "/cases/A-1").body())
                    .contains("name=\"password\"", "lang=\"kk\"", "role=\"alert\"");
            login(browser, "admin", "demo");
            assertThat(get(browser, "/cases/A-1").body()).isEqualTo("A-1");
        } finally {
            AHEAD.set(Duration.ZERO);
        }
    }

    @Test
    void theEnginesRestApiTakesAnAdministratorButNoFormOfAnotherSite() throws Exception {
        var browser = browser();
        login(browser, "admin", "demo");
        assertThat(get(browser, "/engine-rest/engine").body()).isEqualTo("engine");
        assertThat(post(browser, "/engine-rest/deployment/create", "").statusCode())
                .isEqualTo(403);
        assertThat(send(basic("admin", request("/engine-rest/deployment/create"))
                                .POST(BodyPublishers.noBody()))
                        .body())
                .isEqualTo("changed");
        // Cases begin with what was signed, not with a message.
        assertThat(send(basic("admin", request("/engine-rest/message")).POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(basic("admin", request("/actuator/metrics")).GET()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theSessionsCookieIsOutOfReachForScriptsAndOtherSites() throws Exception {
        var cookie = send(request("/login").GET()).headers().allValues("Set-Cookie").stream()
                .filter(value -> value.startsWith("bilik-session"))
                .findFirst()
                .orElseThrow();
        assertThat(cookie).contains("HttpOnly").containsIgnoringCase("SameSite=Lax");
    }

    @Test
    void pagesComeWithAStrictContentPolicyAndAreNotCached() throws Exception {
        var page = send(request("/login").GET());
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.body())
                .doesNotContain("http://")
                .doesNotContain("https://")
                // Files of our own alone, nothing written into the page.
                .doesNotContainPattern("<script(?![^>]* src=\"/style/[a-z-]+\\.js\"[^>]*></script>)");
    }

    @ParameterizedTest
    @CsvSource({"kk,Қызметкердің кіруі", "ru,Вход для сотрудников", "en,Sign in as an officer"})
    void theLoginPageSpeaksThreeLanguagesAndRemembersTheChoice(String tag, String title) throws Exception {
        assertThat(send(request("/login").header("Accept-Language", tag).GET()).body())
                .contains("<h1 class=\"h4 mb-3\">" + title);
        var browser = browser();
        assertThat(get(browser, "/login?lang=" + tag).body()).contains(title);
        assertThat(get(browser, "/login").body()).contains(title).contains("career-KZ-75-03");
    }

    @Test
    void theWrongPasswordIsSaidSoOnTheLoginPage() throws Exception {
        assertThat(login("career-KZ-75-03", "guess").body()).contains("role=\"alert\"");
    }

    @Test
    void theDescriptionOfTheApiNamesProblemsAndRoles() throws Exception {
        var description = json(send(request("/v3/api-docs/api").GET()));
        assertThat(description.at("/components/schemas/Problem/properties/code").isMissingNode())
                .isFalse();
        assertThat(description.at("/components/securitySchemes").fieldNames())
                .toIterable()
                .contains("bearer", "basic");
        var submit = description.at("/paths/~1api~1applications/post");
        assertThat(submit.get("description").asText()).contains("applicant");
        assertThat(submit.toString()).doesNotContain("ApiCaller").doesNotContain("recognitionCentre");
        assertThat(submit.at("/responses/default/$ref").asText()).isEqualTo("#/components/responses/Problem");
    }

    /** Reads the controllers themselves, so that an endpoint without a line in {@link ApiRules} cannot land. */
    @Test
    void everyEndpointOfTheApiHasALineInTheRules() throws Exception {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(org.springframework.stereotype.Controller.class));
        var forgotten = new TreeSet<String>();
        var seen = 0;
        for (var candidate : scanner.findCandidateComponents("kz.bilik")) {
            var controller = Class.forName(candidate.getBeanClassName());
            if (controller.getName().contains("Test")) {
                continue;
            }
            var prefix = paths(AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class));
            for (var method : controller.getDeclaredMethods()) {
                var mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
                if (mapping == null) {
                    continue;
                }
                for (var first : prefix) {
                    for (var second : paths(mapping)) {
                        var path = first + second;
                        if (!path.startsWith("/api/")) {
                            continue;
                        }
                        seen++;
                        for (var verb : mapping.method()) {
                            var concrete = path.replaceAll("\\{[^}]*}", "x");
                            if (ApiRules.ALL.stream()
                                    .noneMatch(rule -> rule.method().name().equals(verb.name())
                                            && PathPatternParser.defaultInstance
                                                    .parse(rule.path())
                                                    .matches(PathContainer.parsePath(concrete)))) {
                                forgotten.add(verb + " " + path);
                            }
                        }
                    }
                }
            }
        }
        assertThat(forgotten).as("endpoints without a rule").isEmpty();
    }

    @Test
    void nobodyButThePublicLinesIsLetInWithoutALogin() throws Exception {
        for (var rule : ApiRules.ALL) {
            if (!rule.isPublic()) {
                var answer = send(request(rule.path().replace("**", "x").replace("*", "x"))
                        .method(rule.method().name(), BodyPublishers.noBody()));
                assertThat(answer.statusCode()).as(rule.toString()).isEqualTo(401);
            }
        }
    }

    private static String[] paths(RequestMapping mapping) {
        return mapping == null || mapping.path().length == 0 ? new String[] {""} : mapping.path();
    }

    private void assertProblem(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(json(answer).get("code").asText()).isEqualTo(code);
        assertThat(json(answer).get("detail").asText()).isNotBlank().isNotEqualTo(code);
        assertThat(json(answer).get("title").asText()).isNotBlank();
    }

    private void assertRefused(String token) throws Exception {
        assertProblem(bearer("/api/applications/A-1", token), 401, "web.unauthenticated");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return anybody.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> bearer(String path, String token) throws Exception {
        return send(request(path).header("Authorization", "Bearer " + token).GET());
    }

    private static HttpRequest.Builder basic(String user, HttpRequest.Builder request) {
        return request.header("Authorization", "Basic " + base64(user + ":demo"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> centre(String path, String type, String body) throws Exception {
        return send(basic("centre-C-014", request(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> person(String path, String multipart) throws Exception {
        return sendMultipart(basic("person-01", request(path)), multipart);
    }

    private HttpResponse<String> sendMultipart(HttpRequest.Builder request, String multipart) throws Exception {
        return send(request.header("Content-Type", "multipart/form-data; boundary=BOUNDARY")
                .POST(BodyPublishers.ofString(multipart)));
    }

    private static String multipart(String part, int size) {
        return "--BOUNDARY\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\"a.json\"\r\n"
                + "Content-Type: application/json\r\n\r\n" + "x".repeat(size) + "\r\n--BOUNDARY--\r\n";
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    private HttpResponse<String> get(HttpClient browser, String path) throws Exception {
        return browser.send(request(path).header("Accept", "text/html").GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(HttpClient browser, String path, String form) throws Exception {
        return browser.send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> login(String user, String password) throws Exception {
        return login(browser(), user, password);
    }

    private HttpResponse<String> login(HttpClient browser, String user, String password) throws Exception {
        var page = get(browser, "/login").body();
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).isTrue();
        return post(browser, "/login", "username=" + user + "&password=" + password + "&_csrf=" + token.group(1));
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("caller")
                .audience("bilik")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    private static String token(JWTClaimsSet.Builder claims, KeyPair signer) throws Exception {
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims.build());
        token.sign(new RSASSASigner(signer.getPrivate()));
        return token.serialize();
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
