package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import kz.bilik.distribution.Preparation;
import kz.bilik.settlement.Acts;
import kz.bilik.signature.DemoSignature;
import kz.bilik.support.PaperPdf;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.voucher.Vouchers;
import org.camunda.bpm.engine.TaskService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The documents beside the form of a task: to whom they are shown, which ones, and that it is recorded. */
@ProcedureTest
class TaskDocumentsTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    TaskService tasks;

    @Autowired
    Vouchers vouchers;

    @Autowired
    Acts acts;

    @Autowired
    Preparation preparation;

    @Autowired
    JdbcClient database;

    private final Map<String, HttpClient> signedIn = new HashMap<>();

    @BeforeEach
    void begin() {
        stage.clear();
    }

    @Test
    void whoeverMayDoTheTaskReadsTheListAndOneDocumentAndBothAreRecorded() {
        var application = story.applies("person-01");
        var task = task(application, "checkApplication");

        var tab = tab("career-KZ-75-03", task);
        assertThat(files(tab)).containsExactlyInAnyOrder("diploma.pdf", "work-book.pdf", "employer-acts.png");
        assertThat(tab)
                .contains("href=\"/cases/" + application + "\"")
                .contains("title=\"diploma.pdf\"")
                .contains("alt=\"employer-acts.png\"")
                .contains("Open case file " + application)
                .doesNotContain("<script")
                .doesNotContain("<html");
        assertThat(reads(application)).containsExactly("career-KZ-75-03 LIST");

        var address = Pattern.compile("src=\"([^\"#]+)").matcher(tab);
        assertThat(address.find()).isTrue();
        assertThat(get("career-KZ-75-03", address.group(1)).statusCode()).isEqualTo(200);
        assertThat(reads(application))
                .containsExactly(
                        "career-KZ-75-03 LIST",
                        "career-KZ-75-03 "
                                + address.group(1).substring(address.group(1).lastIndexOf('/') + 1));
    }

    @Test
    void aTaskOfSomebodyElseDoesNotExistAndNothingIsReadOrRecorded() {
        var application = story.applies("person-01");
        var task = task(application, "checkApplication");

        // Another region, another centre of the region, one whose case it is but not whose task, and who has no cases.
        for (var stranger : List.of(
                "career-KZ-71-01",
                "career-KZ-75-01",
                "mobility-KZ-75",
                "centre-C-014",
                "accountant-KZ-75",
                "authorised",
                "analyst",
                "admin")) {
            var answer = get(stranger, "/tasks/" + task + "/documents");
            assertThat(answer.statusCode()).as(stranger).isEqualTo(404);
            assertThat(answer.body()).as(stranger).doesNotContain(application).doesNotContain("diploma");
        }
        assertThat(get("career-KZ-75-03", "/tasks/no-such-task/documents").statusCode())
                .isEqualTo(404);
        assertThat(reads(application)).isEmpty();

        tasks.claim(task, "head-career-KZ-75-03");
        assertThat(files(tab("career-KZ-75-03", task))).hasSize(3);
        story.careerCentreForwards(application);
        assertThat(get("career-KZ-75-03", "/tasks/" + task + "/documents").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theTasksOfAVoucherShowTheSameCaseAndHealthOnlyToWhoDecidesIt() {
        var voucher = story.receivesVoucher("person-01");
        var application = vouchers.get(voucher).application();
        stage.morningOf(LocalDate.of(2026, 9, 17));
        story.sendsCertificate(voucher, LocalDate.of(2026, 9, 15), LocalDate.of(2026, 9, 16));

        var admits = tab("centre-C-014", task(application, "admitToExam"));
        assertThat(files(admits)).contains("diploma.pdf").doesNotContain("sick-leave.pdf");
        assertThat(admits).contains("One-time voucher");
        var decides = task(application, "decideCertificate");
        assertThat(files(tab("mobility-KZ-75", decides))).contains("diploma.pdf", "sick-leave.pdf");
        // Who may not read the numbers in them knows of the documents, and why he opens none.
        assertThat(files(tab("auditor", decides))).isEmpty();
        assertThat(tab("auditor", decides))
                .contains("diploma.pdf", "hold personal numbers")
                .doesNotContain("sick-leave.pdf", "href=\"/cases/" + application + "/documents");
        assertThat(reads(application))
                .containsExactly("centre-C-014 LIST", "mobility-KZ-75 LIST", "auditor LIST", "auditor LIST");
    }

    @Test
    void aTaskOfAnActShowsTheActAndTheWayToItsCases() {
        var one = story.receivesVoucher("person-01");
        var other = story.receivesVoucher("person-02");
        story.centreAdmits(one);
        story.centreAdmits(other);
        var act = story.examHeld("P-1", "KZ-75", one, other).get(0);

        var task = task(act, "sendAct");
        assertThat(tab("auditor", task)).contains("no documents").contains("/cases/A-");
        assertThat(acts.get(act).current().document()).isNull();
        var sends = tab("centre-C-014", task);
        assertThat(files(sends)).containsExactly(act + ".pdf");
        assertThat(sends)
                .contains("Services act")
                .contains("/cases/" + vouchers.get(one).application())
                .contains("/cases/" + vouchers.get(other).application())
                .doesNotContain("SHA-256");
        // The list forms nothing; reading the document does.
        assertThat(acts.get(act).current().document()).isNull();
        assertThat(get("centre-C-014", "/acts/" + act + "/document").statusCode())
                .isEqualTo(200);
        assertThat(tab("centre-C-014", task)).contains("SHA-256");
        assertThat(get("mobility-KZ-75", "/tasks/" + task + "/documents").statusCode())
                .isEqualTo(404);

        story.centreSigns(act);
        var accepts = task(act, "acceptAct");
        assertThat(files(tab("mobility-KZ-75", accepts))).containsExactly(act + ".pdf");
        assertThat(files(tab("auditor", accepts))).containsExactly(act + ".pdf");
        assertThat(get("admin", "/tasks/" + accepts + "/documents").statusCode())
                .isEqualTo(404);
        story.mobilityCentreAcceptsAct(act);
        assertThat(files(tab("accountant-KZ-75", task(act, "releasePayments")))).containsExactly(act + ".pdf");
        assertThat(reads(act))
                .containsExactly(
                        "auditor LIST",
                        "centre-C-014 LIST",
                        "centre-C-014 " + acts.get(act).current().document(),
                        "centre-C-014 LIST",
                        "mobility-KZ-75 LIST",
                        "auditor LIST",
                        "accountant-KZ-75 LIST");
    }

    @Test
    void aTaskOfADistributionLeadsToItsPage() {
        var number = new AtomicReference<String>();
        story.as(
                "authorised",
                Set.of("authorised-body"),
                () -> number.set(preparation.orderReview(LocalDate.of(2026, 12, 1), "Unemployment has moved")));
        stage.settle();

        var task = task(number.get(), "setTotals");
        assertThat(tab("head-authorised", task)).contains("href=\"/distributions/" + number.get() + "\"");
        assertThat(tab("auditor", task)).contains("href=\"/distributions/" + number.get() + "\"");
        assertThat(get("mobility-KZ-75", "/tasks/" + task + "/documents").statusCode())
                .isEqualTo(404);
        assertThat(get("admin", "/tasks/" + task + "/documents").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"kk,Құжаттар", "ru,Документы", "en,Documents"})
    void theListSpeaksTheLanguageOfTheOfficer(String tag, String heading) {
        var application = story.applies("person-01");
        var answer = send(
                "career-KZ-75-03",
                request("/tasks/" + task(application, "checkApplication") + "/documents")
                        .header("Accept-Language", tag));
        assertThat(answer.body()).contains("lang=\"" + tag + "\"").contains("<h2>" + heading + "</h2>");
    }

    private String task(String businessKey, String step) {
        return story.openTask(businessKey, step).getId();
    }

    private String tab(String officer, String task) {
        var answer = get(officer, "/tasks/" + task + "/documents");
        assertThat(answer.statusCode()).as(officer).isEqualTo(200);
        return answer.body();
    }

    @Test
    void aFileKeepsItsKazakhNameFromTheCabinetToTheTasklistTheCaseFileAndTheDisk() throws Exception {
        var name = "ӘәҒғҚқҢңӨөҰұҮүҺһІі №1 «құжат».pdf";
        var application = applyOverHttp("diploma.pdf", name);
        stage.settle();

        assertThat(files(tab("career-KZ-75-03", task(application, "checkApplication"))))
                .containsExactlyInAnyOrder(name, "work-book.pdf", "employer-acts.png");
        var page = get("career-KZ-75-03", "/cases/" + application).body();
        assertThat(files(page)).contains(name);
        var address = Pattern.compile("href=\"([^\"]*/documents/[^\"]*)\">" + Pattern.quote(name) + "<")
                .matcher(page);
        assertThat(address.find()).isTrue();
        for (var download : List.of("", "?download=true")) {
            assertThat(fileName(get("career-KZ-75-03", address.group(1) + download)))
                    .isEqualTo(name);
        }
    }

    @Test
    void aDecisionOnAppealKeepsTheKazakhNameThatItHadOnTheOfficersDisk() {
        var application = story.applies("person-01");
        story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", "No work book");
        var name = "шешім ӘәҒғҚқҢңӨөҰұҮүҺһІі.pdf";
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
                .matcher(get("head-mobility-KZ-75", "/cases/" + application).body());
        assertThat(token.find()).isTrue();

        var answer = send(
                "head-mobility-KZ-75",
                multipart(
                        "/cases/" + application + "/appeal",
                        new Part("_csrf", null, bytes(token.group(1))),
                        new Part("decision", null, bytes("17-Қ")),
                        new Part("decidedOn", null, bytes(stage.today().toString())),
                        new Part("reason", null, bytes("Диплом қоса берілген")),
                        new Part("copy", name, PaperPdf.saying("decision"))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(files(answer.body())).contains(name);
        stage.settle();
    }

    @Test
    void theDocumentOnATakingOutIsKeptWithTheCase() {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var act = story.examHeld("P-17", "KZ-75", voucher).get(0);
        var application = vouchers.get(voucher).application();
        var name = "қызметтік жазба.pdf";
        var token = OfficersOverHttp.token(
                get("head-mobility-KZ-75", "/cases/" + application).body());

        var answer = send(
                "head-mobility-KZ-75",
                multipart(
                        "/cases/" + application + "/taking-out",
                        new Part("_csrf", null, bytes(token)),
                        new Part("reason", null, bytes("Тізімде қате")),
                        new Part("copy", name, PaperPdf.saying("memo"))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(files(answer.body())).contains(name);
        assertThat(acts.get(act).vouchers()).isEmpty();
        assertThat(story.openTasks(application)).containsExactly("recordExam");
    }

    /** Sends the sample application as the cabinet does, one of its files under another name. */
    private String applyOverHttp(String file, String name) throws IOException {
        var form = Files.readString(Path.of("demo/application.json"))
                .replaceFirst("\"submissionId\": \"[^\"]+\"", "\"submissionId\": \"" + UUID.randomUUID() + "\"")
                .replace(file, name)
                .getBytes(StandardCharsets.UTF_8);
        var answer = answer(
                HttpClient.newHttpClient(),
                multipart(
                                "/api/applications",
                                new Part("application", "application.json", form),
                                new Part("signature", "application.p7s", DemoSignature.of("person-01", form)),
                                new Part("documents", name, Files.readAllBytes(Path.of("demo/documents", file))),
                                new Part("documents", "work-book.pdf", sample("work-book.pdf")),
                                new Part("documents", "employer-acts.png", sample("employer-acts.png")))
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(bytes("person-01:demo"))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static byte[] sample(String file) throws IOException {
        return Files.readAllBytes(Path.of("demo/documents", file));
    }

    private record Part(String name, @Nullable String fileName, byte[] content) {}

    /** A form with files as browsers and curl send it: the names as they are, in UTF-8. */
    private HttpRequest.Builder multipart(String path, Part... parts) {
        var body = new ByteArrayOutputStream();
        for (var part : parts) {
            body.writeBytes(bytes("--border\r\nContent-Disposition: form-data; name=\"" + part.name() + "\""
                    + (part.fileName() == null ? "" : "; filename=\"" + part.fileName() + "\"") + "\r\n\r\n"));
            body.writeBytes(part.content());
            body.writeBytes(bytes("\r\n"));
        }
        body.writeBytes(bytes("--border--\r\n"));
        return request(path)
                .header("Content-Type", "multipart/form-data; boundary=border")
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The name that a browser gives to the file (RFC 5987). */
    private static String fileName(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        var header = answer.headers().firstValue("Content-Disposition").orElseThrow();
        var encoded = Pattern.compile("filename\\*=UTF-8''([^;]+)").matcher(header);
        assertThat(encoded.find()).as(header).isTrue();
        return URLDecoder.decode(encoded.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static List<String> files(String tab) {
        return Pattern.compile("rel=\"noopener\" href=\"[^\"]*/document[^\"]*\">([^<]+)<")
                .matcher(tab)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private List<String> reads(String number) {
        return database.sql("select officer || ' ' || what from case_read where number = ? order by id")
                .param(number)
                .query(String.class)
                .list();
    }

    private HttpResponse<String> get(String officer, String path) {
        return send(officer, request(path).header("Accept-Language", "en"));
    }

    private HttpResponse<String> send(String officer, HttpRequest.Builder request) {
        return answer(signedIn.computeIfAbsent(officer, this::signIn), request);
    }

    private HttpClient signIn(String officer) {
        var browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        var token = TOKEN.matcher(answer(browser, request("/login")).body());
        assertThat(token.find()).isTrue();
        answer(
                browser,
                request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "username=" + officer + "&password=demo&_csrf=" + token.group(1))));
        return browser;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private static HttpResponse<String> answer(HttpClient browser, HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), BodyHandlers.ofString());
        } catch (Exception unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }
}
