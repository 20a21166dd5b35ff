package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.bilik.Tongue;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.support.ConnectionsHeld;
import kz.bilik.support.DemoNames;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.PaperPdf;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.voucher.Vouchers;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.dom.DOMMarkupParser;
import org.attoparser.dom.Element;
import org.attoparser.dom.INestableNode;
import org.attoparser.dom.Text;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Whatever a page, a task, a table or an error says, it says in its reader's language and in words: no key, no code of what
 * has a name, no {@code null}. Cases stand in every state; each role opens every page that the product has, in Kazakh,
 * Russian and English. The pages are those of the running product, so that one that comes later is read as well.
 */
@ProcedureTest
class EveryPageTest {

    private static final List<Language> LANGUAGES = List.of(Language.values());

    /** One of each role. */
    private static final List<String> OFFICERS = List.of(
            "career-KZ-75-03",
            "head-career-KZ-75-03",
            "mobility-KZ-75",
            "head-mobility-KZ-75",
            "centre-C-014",
            "accountant-KZ-75",
            "authorised",
            "head-authorised",
            "analyst",
            "auditor",
            "admin");

    /** The description of the API is written for developers, in English. */
    private static final Pattern FOR_DEVELOPERS = Pattern.compile("/v3/.*|/swagger-ui.*|/error");

    /** What is taken away is read by tests of its own; to make each file for each officer takes minutes. */
    private static final Pattern FILES = Pattern.compile(".*\\.(?:pdf|csv|xlsx)");

    /** The catalogue answers each name in all three languages; the demo's clock is no business of anybody's. */
    private static final Pattern OF_NO_LANGUAGE = Pattern.compile("/api/(?:catalogue|demo)/.*");

    /** What Thymeleaf writes for an apostrophe and the like. */
    private static final Pattern ENTITY = Pattern.compile("&#?\\w+;");

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    /** Properties of the engine's answers that the webapps show as they are. */
    private static final Set<String> SHOWN = Set.of(
            "name", "label", "description", "dateLabel", "timeLabel", "text", "content", "message", "detail", "title");

    /** What people type in these scenes has no letters, so that it is in every language. */
    private static final String TYPED = "№ 7/24";

    /** How the numbers begin that a page has. */
    private static final Map<String, String> KINDS = Map.of("/cases/", "A-", "/acts/", "ACT-", "/distributions/", "D-");

    private static final Set<String> BODY = Set.of("authorised-body");

    private static final String FRAME = "";

    /** What of a page is its own; around it stands the frame of all pages. */
    private static final Set<String> OF_THE_PAGE = Set.of("title", "main");

    /** What is no word and different on each page: numbers of records, days, times, ids, amounts. */
    private static final Pattern NUMBERS =
            Pattern.compile("\\b(?:A|V|ACT|P|D|F)-\\d{4}[0-9A-Z-]*|\\b\\d{1,2}\\.\\d{2}\\.\\d{4}\\b"
                    + "|\\b\\d{1,2}:\\d{2}(?::\\d{2})?\\b|[0-9a-f]{8}-[0-9a-f-]{27}|\\d{4,}");

    /** Beside the diagrams of Cockpit one fragment tells the story of a case, whichever of its diagrams is shown. */
    private static final String COCKPIT = "/history/";

    /** Who works in Cockpit; the others read the stories on the pages of their cases. */
    private static final Set<String> IN_COCKPIT = Set.of("auditor", "admin");

    /** In Kazakh one, in Russian several: only what stands before it tells which is meant. */
    private static final Set<String> WITH_TWO_MEANINGS = Tongue.kazakhWithTwoMeanings();

    /**
     * By kind of page, what was read of it in all three languages, in any scene that went well: its words in the first language,
     * with signs for numbers, which differ everywhere. A page that says nothing but these says nothing new in the other two.
     */
    private static final Map<String, Set<String>> KNOWN = new HashMap<>();

    /**
     * An address to be opened.
     *
     * @param kind the page that it is one of
     * @param byAll whether each officer opens it, or only those in Cockpit
     */
    private record Way(String address, String kind, boolean byAll) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient API = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    ConnectionsHeld connections;

    @Autowired
    Story story;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Vouchers vouchers;

    @Autowired
    TaskService tasks;

    @Autowired
    RepositoryService repository;

    @Autowired
    HistoryService history;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcClient database;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private OfficersOverHttp officers;
    private Tongue tongue;
    private final Map<Language, Set<String>> data = new TreeMap<>();

    /** What is wrong, by what was read: the same on many pages is told once. */
    private final Map<String, Set<String>> faults = new TreeMap<>();

    private final Map<String, Set<String>> judged = new HashMap<>();

    private int read;
    private boolean wentWell;

    @BeforeEach
    void begin() throws IOException {
        stage.clear();
        connections.forget();
        LabourMarketAis.beginAnew();
        officers = new OfficersOverHttp(port);
        var names = new DemoNames(catalogue, identity);
        tongue = names.tongue();
        for (var language : LANGUAGES) {
            data.put(language, names.in(language));
            data.get(language).addAll(typedInEarlierScenes());
        }
    }

    /** What deeds and changes of the calendar were given as their reason, and by whom, before this scene: they stay. */
    private List<String> typedInEarlierScenes() {
        return database
                .sql(
                        """
                        select reason from calendar_change union select changed_by from calendar_change
                        union select details from administrator_deed union select officer from administrator_deed
                        union select subject from administrator_deed
                        union select subject from audit_entry where kind = 'ADMINISTRATION'""")
                .query(String.class)
                .list()
                .stream()
                .filter(typed -> typed.codePoints().noneMatch(Character::isDigit) || typed.contains(" "))
                .toList();
    }

    @AfterEach
    void theAisWorks() {
        LabourMarketAis.beginAnew();
    }

    /** A scene that is played once more reads everything once more. */
    @AfterEach
    void whatWentWrongIsNotKnown() {
        if (!wentWell) {
            KNOWN.clear();
        }
    }

    @Test
    void beforeAnythingHasHappened() {
        everybodyReadsEverything();
        nothingIsWrong(500);
    }

    @Test
    void casesInEveryState() {
        story.submits("person-06", form -> {});
        story.applies("person-02");
        var refused = story.applies("person-03");
        story.careerCentreRefuses(refused, "INCOMPLETE_DOCUMENTS", TYPED);
        story.applies("person-20");
        story.careerCentreForwards(story.applies("person-04"));
        var declined = story.applies("person-05");
        story.careerCentreForwards(declined);
        story.centreDeclines(declined, TYPED);
        var issued = story.receivesVoucher("person-08");
        var used = story.receivesVoucher("person-10");
        story.centreAdmits(used);
        var examined = story.receivesVoucher("person-11");
        story.centreAdmits(examined);
        story.examHeld("17", "KZ-75", examined);
        var sent = story.receivesVoucher("person-12");
        story.centreAdmits(sent);
        story.centreSigns(story.examHeld("18", "KZ-75", sent).get(0));
        var returned = story.receivesVoucher("person-16");
        story.centreAdmits(returned);
        var act = story.examHeld("19", "KZ-75", returned).get(0);
        story.centreSigns(act);
        story.mobilityCentreReturnsAct(act, TYPED);
        everybodyReadsEverything();

        stage.morningOf(LocalDate.of(2026, 9, 21));
        story.sendsCertificate(issued, LocalDate.of(2026, 9, 15), LocalDate.of(2026, 9, 18));
        everybodyReadsEverything();
        nothingIsWrong(2000);
    }

    @Test
    void actsThatArePaid() {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var act = story.examHeld("17", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        story.bankRejects(story.ordersOf(act).get(0).number(), TYPED);
        everybodyReadsEverything();
        story.complete(act, "repairPayment", Map.of("repair", "same-account"));
        story.bankConfirms(story.ordersOf(act).get(1).number());
        stage.theDemosAisKnowsEverything();
        everybodyReadsEverything();
        nothingIsWrong(1000);
    }

    @Test
    void vouchersThatEndOtherwise() {
        var lapses = story.receivesVoucher("person-01");
        var ill = story.receivesVoucher("person-02");
        story.centreAdmits(story.receivesVoucher("person-03"));
        stage.morningOf(LocalDate.of(2026, 10, 9));
        story.mobilityCentreAccepts(story.sendsCertificate(ill, LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 9)));
        story.mobilityCentreRejects(
                story.sendsCertificate(lapses, LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 9)), "UNREADABLE");
        stage.morningOf(LocalDate.of(2026, 11, 30));
        stage.theDemosAisKnowsEverything();
        everybodyReadsEverything();
        nothingIsWrong(1000);
    }

    @Test
    void aCaseThatIsHandedOnAndAVoucherBeyondTheQuota() {
        var handed = story.applies("person-01");
        officers.post(
                "mobility-KZ-75",
                "/cases/" + handed + "/career-centre",
                Map.of("careerCentre", "KZ-75-01", "reason", TYPED));
        stage.settle();
        database.sql(
                        "update quota_voucher set application = 'taken-' || quota_year || '-' || number where region = 'KZ-61'")
                .update();
        story.applies("person-17");
        everybodyReadsEverything();
        nothingIsWrong(500);
    }

    @Test
    void casesThatTakeAnotherWay() {
        var reopened = story.applies("person-03");
        story.careerCentreRefuses(reopened, "INCOMPLETE_DOCUMENTS", TYPED);
        var silent = story.applies("person-04");
        story.careerCentreForwards(silent);
        var withdrawn = story.applies("person-07");
        var given = story.receivesVoucher("person-08");
        withdraws("person-07", withdrawn);
        withdraws("person-08", vouchers.get(given).application());
        everybodyReadsEverything();
        enters(reopened, "/appeal", Map.of("decision", "17-K", "decidedOn", "2026-09-14", "reason", TYPED));
        enters(silent, "/recognition-centre", Map.of("recognitionCentre", "C-021", "reason", TYPED));
        assertThat(story.openTasks(reopened)).containsExactly("checkApplication");
        everybodyReadsEverything();
        nothingIsWrong(2000);
    }

    @Test
    void mistakesThatAreTakenBack() {
        var lapsed = story.receivesVoucher("person-02");
        var ill = story.receivesVoucher("person-01");
        stage.morningOf(LocalDate.of(2026, 10, 9));
        var certificate = story.sendsCertificate(ill, LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 9));
        story.mobilityCentreAccepts(certificate);
        enters(
                vouchers.get(ill).application(),
                "/annulment",
                Map.of("certificate", certificate, "paper", "5-K", "paperDay", "2026-10-09", "reason", TYPED));
        var mistaken = story.receivesVoucher("person-10");
        story.centreAdmits(mistaken);
        var act = story.examHeld("21", "KZ-75", mistaken).get(0);
        story.centreSigns(act);
        database.sql("update act_amount set service = 27524, holder = 10476 where act = ?")
                .param(act)
                .update();
        everybodyReadsEverything();
        officers.post("mobility-KZ-75", "/acts/" + act + "/accept/form-anew", Map.of("edition", "1"));
        everybodyReadsEverything();
        enters(vouchers.get(mistaken).application(), "/taking-out", Map.of("reason", TYPED));
        everybodyReadsEverything();

        stage.morningOf(LocalDate.of(2026, 11, 20));
        enters(
                vouchers.get(lapsed).application(),
                "/late-use",
                Map.of("usedOn", "2026-11-10", "protocol", "22", "signedOn", "2026-11-10", "reason", TYPED));
        everybodyReadsEverything();
        nothingIsWrong(3000);
    }

    /** The head of the mobility centre enters that on the page of the case, with a copy of the paper; it is taken. */
    private void enters(String application, String what, Map<String, String> fields) {
        var answer =
                officers.post("head-mobility-KZ-75", "/cases/" + application + what, fields, PaperPdf.saying("17-K"));
        assertThat(answer.body()).contains("alert-success").doesNotContain("alert-danger");
        stage.settle();
    }

    private void withdraws(String person, String application) {
        assertThat(new Caller(port, person)
                        .post("/api/applications/" + application + "/withdrawal", "{}")
                        .statusCode())
                .isEqualTo(200);
        stage.settle();
    }

    @Test
    void aDistributionFromItsOrderToItsApproval() {
        data.values().forEach(known -> known.add("Unemployment has moved"));
        var number = story.ordersReview(LocalDate.of(2026, 10, 1));
        everybodyReadsEverything();
        // As a page sees it that is read while the statistics arrive.
        var source = database.sql("select statistics_source from distribution where number = ?")
                .param(number)
                .query(String.class)
                .single();
        database.sql("update distribution set statistics_source = null where number = ?")
                .param(number)
                .update();
        everybodyReadsEverything();
        database.sql("update distribution set statistics_source = ? where number = ?")
                .params(source, number)
                .update();
        story.setsTotals(number, 500, 400, 300);
        story.as("authorised", BODY, () -> {
            story.adjusts(number, "KZ-75", 2026, share(number, "KZ-75") + 3, TYPED);
            story.adjusts(number, "KZ-71", 2026, share(number, "KZ-71") - 3, TYPED);
        });
        everybodyReadsEverything();
        story.completes("authorised", BODY, number, "adjustShares", Map.of("decision", "hand-over"));
        everybodyReadsEverything();
        story.completes("head-authorised", BODY, number, "approveDistribution", Map.of("decision", "approve"));
        everybodyReadsEverything();
        stage.morningOf(LocalDate.of(2026, 10, 1));
        everybodyReadsEverything();
        nothingIsWrong(1000);
    }

    private int share(String distribution, String region) {
        return database.sql("select coalesce(adjusted, proposed) from distribution_share"
                        + " where distribution = ? and region = ? and quota_year = 2026")
                .params(distribution, region)
                .query(Integer.class)
                .single();
    }

    @Test
    void systemsThatDoNotAnswer() {
        LabourMarketAis.breaksDown();
        try {
            story.applies("person-01");
            stage.morningOf(LocalDate.of(2026, 9, 17));
            stage.deliver();
            everybodyReadsEverything();
        } finally {
            LabourMarketAis.worksAgain();
        }
        nothingIsWrong(500);
    }

    /** What the API says in words, and the errors that a call without its content gets. */
    @Test
    void whatTheApiSays() {
        var refused = story.applies("person-02");
        story.careerCentreRefuses(refused, "INCOMPLETE_DOCUMENTS", TYPED);
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var act = story.examHeld("17", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreReturnsAct(act, TYPED);
        data.values().forEach(known -> known.addAll(Tongue.namesInProblems()));
        // Parameters are called by their names.
        data.values().forEach(known -> known.add("«act»"));
        var numbers = numbers();
        for (var endpoint : new AccessPage(mappings).endpoints()) {
            if (OF_NO_LANGUAGE.matcher(endpoint.path()).matches()) {
                continue;
            }
            var ofItsKind = numbers.stream()
                    .filter(number -> endpoint.path().contains("/vouchers/") == number.startsWith("V-")
                            && endpoint.path().contains("/acts/") == number.startsWith("ACT-"))
                    .toList();
            ways(endpoint.path(), ofItsKind)
                    .forEach(path -> List.of("person-01", "person-02", "centre-C-014", "bank", "administrator")
                            .forEach(caller -> LANGUAGES.forEach(language ->
                                    said(language, endpoint.path(), api(caller, endpoint.method(), path, language)))));
        }
        nothingIsWrong(500);
    }

    private String api(String caller, String method, String path, Language language) {
        var login = Base64.getEncoder().encodeToString((caller + ":demo").getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Basic " + login)
                .header("Accept-Language", language.tag())
                .header("Content-Type", "application/json")
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
                .build();
        try {
            var answer = API.send(request, BodyHandlers.ofString());
            var type = answer.headers().firstValue("content-type").orElse("");
            return type.contains("json") ? answer.body() : "{}";
        } catch (IOException | InterruptedException unreachable) {
            throw new AssertionError(unreachable);
        }
    }

    /** Of an answer of the API, what is no code and no number: sentences and names. */
    private void said(Language language, String where, String json) {
        sentences(language, where, parsed(json));
    }

    private void sentences(Language language, String where, JsonNode node) {
        if (node.isTextual() && node.asText().contains(" ")) {
            judge(language, where, node.asText());
        }
        // A clause is cited in the API by a code of its own, the same for every caller.
        node.properties().stream()
                .filter(property -> !property.getKey().equals("clause"))
                .forEach(property -> sentences(language, where, property.getValue()));
        if (node.isArray()) {
            node.forEach(child -> sentences(language, where, child));
        }
    }

    /** The pages to which the answer of the API refers, one for each of its codes. */
    @Test
    void everyErrorIsExplained() {
        data.values().forEach(known -> known.addAll(Tongue.namesInProblems()));
        // Examples of how a program, or who fills in a file, writes a day.
        data.values().forEach(known -> known.addAll(List.of("2026-09-14", "2027-01-31")));
        tongue.keys().stream()
                .filter(key -> key.startsWith("problem."))
                .map(key -> key.substring("problem.".length()))
                .forEach(code -> LANGUAGES.forEach(language -> open("auditor", "/problems/" + code, language)));
        nothingIsWrong(500);
    }

    @Test
    void everyTableAndDiagramThatCockpitShows() throws IOException {
        for (var language : LANGUAGES) {
            for (var table :
                    repository.createDecisionDefinitionQuery().latestVersion().list()) {
                var answer = json("admin", ENGINE + "/decision-definition/" + table.getId() + "/xml", language);
                Pattern.compile(
                                "\\blabel=\"([^\"]*)\"|<rule [^>]*>\\s*<description>([^<]*)<|<decision [^>]*\\bname=\"([^\"]*)\"")
                        .matcher(answer.path("dmnXml").asText())
                        .results()
                        .flatMap(found -> Stream.of(found.group(1), found.group(2), found.group(3)))
                        .filter(java.util.Objects::nonNull)
                        .forEach(text -> judge(language, "table " + table.getKey(), text));
                assertThat(answer.path("dmnXml").asText()).contains("typeRef=");
            }
            for (var diagram :
                    repository.createProcessDefinitionQuery().latestVersion().list()) {
                var answer = json("admin", ENGINE + "/process-definition/" + diagram.getId() + "/xml", language);
                Pattern.compile("<bpmn:(?!message)\\w+ [^>]*?\\bname=\"([^\"]*)\"")
                        .matcher(answer.path("bpmn20Xml").asText())
                        .results()
                        .forEach(found -> judge(language, "diagram " + diagram.getKey(), found.group(1)));
            }
        }
        nothingIsWrong(500);
    }

    /** What the engine itself does not find or accept, it says in English and with the ids of its tables. */
    @Test
    void whatTheEngineRefusesIsSaidToTheOfficer() {
        var gone = "3f2b8a10-5c1e-11ef-9d1a-0242ac120002";
        for (var path :
                List.of("/task/" + gone, "/task/" + gone + "/form-variables", "/process-definition/" + gone + "/xml")) {
            for (var language : LANGUAGES) {
                for (var officer : List.of("career-KZ-75-03", "admin")) {
                    var answer = officers.get(officer, ENGINE + path, language);
                    assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
                    var said = new ArrayList<Said>();
                    shown(path, parsed(answer.body()), said);
                    said.forEach(each -> judge(language, path, each.text()));
                }
            }
        }
        nothingIsWrong(18);
    }

    // reading

    /**
     * Each officer opens each page, and the forms of the tasks that he sees: in one language, and in the others where it says
     * anything that was not yet read in all of them.
     */
    private void everybodyReadsEverything() {
        var ways = ways();
        for (var officer : OFFICERS) {
            for (var way : ways) {
                if (way.byAll() || IN_COCKPIT.contains(officer)) {
                    inEachLanguage(language -> open(officer, way, language));
                }
            }
        }
        for (var task : tasks.createTaskQuery().list()) {
            var officer = officerOf(task.getId());
            if (officer != null) {
                for (var part : List.of("", "/form-variables", "/deployed-form")) {
                    var kind = task.getTaskDefinitionKey() + part;
                    inEachLanguage(language -> {
                        var said = new ArrayList<Said>();
                        shown(kind, json(officer, ENGINE + "/task/" + task.getId() + part, language), said);
                        said.forEach(each -> judge(language, kind, each.text()));
                        return said;
                    });
                }
            }
        }
    }

    /** A text of a page, and of which kind of page; none for the frame of all pages. */
    private record Said(String text, String kind) {}

    private static void inEachLanguage(Function<Language, List<Said>> reading) {
        var isNew = false;
        var before = "";
        for (var said : reading.apply(LANGUAGES.get(0))) {
            // How many there are chooses the word in Russian: small numbers stay.
            var words = NUMBERS.matcher(said.text().strip()).replaceAll("#");
            if (!words.isEmpty()) {
                isNew |= KNOWN.computeIfAbsent(said.kind(), none -> new HashSet<>())
                        .add(WITH_TWO_MEANINGS.contains(words) ? before + " | " + words : words);
                before = words;
            }
        }
        if (isNew) {
            LANGUAGES.stream().skip(1).forEach(reading::apply);
        }
    }

    private String officerOf(String task) {
        return tasks.getIdentityLinksForTask(task).stream()
                .map(link -> link.getGroupId())
                .flatMap(group -> OFFICERS.stream()
                        .filter(officer -> group != null
                                && identity.createGroupQuery().groupMember(officer).list().stream()
                                        .anyMatch(each -> each.getId().equals(group))))
                .findFirst()
                .orElse(null);
    }

    /** The addresses of all pages, with the numbers of all that there is. */
    private List<Way> ways() {
        var numbers = numbers();
        var found = new TreeMap<String, Way>();
        for (var page : new AccessPage(mappings).pages()) {
            if (page.method().equals("GET")
                    && !FOR_DEVELOPERS.matcher(page.path()).matches()
                    && !FILES.matcher(page.path()).matches()) {
                var first = new HashSet<String>();
                ways(page.path(), numbers)
                        .forEach(path -> found.put(
                                path,
                                new Way(
                                        path,
                                        page.path(),
                                        !page.path().startsWith(COCKPIT) || first.add(diagram(path)))));
            }
        }
        return List.copyOf(found.values());
    }

    /** What the address in Cockpit is of: one diagram, or numbers of one kind. */
    private String diagram(String path) {
        var of = path.substring(path.lastIndexOf('/') + 1);
        var instance = history.createHistoricProcessInstanceQuery()
                .processInstanceId(of)
                .singleResult();
        return instance == null ? of.replaceAll("-.*", "") : instance.getProcessDefinitionKey();
    }

    private List<String> numbers() {
        var numbers = new ArrayList<String>();
        for (var table : List.of("application", "voucher", "services_act", "distribution")) {
            numbers.addAll(database.sql("select number from " + table)
                    .query(String.class)
                    .list());
        }
        return numbers;
    }

    private Stream<String> ways(String pattern, List<String> numbers) {
        var path = pattern.replace("{region}", "KZ-75").replace("{year}", "2026");
        if (path.contains("{task}")) {
            return tasks.createTaskQuery().list().stream().map(task -> path.replace("{task}", task.getId()));
        }
        if (path.contains("{instance}")) {
            return history.createHistoricProcessInstanceQuery().list().stream()
                    .map(instance -> path.replace("{instance}", instance.getId()));
        }
        if (path.contains("{table}")) {
            return repository.createDecisionDefinitionQuery().latestVersion().list().stream()
                    .map(table -> path.replace("{table}", table.getKey()));
        }
        if (path.contains("{definition}")) {
            return repository.createProcessDefinitionQuery().latestVersion().list().stream()
                    .map(definition -> path.replace("{definition}", definition.getId()));
        }
        if (path.contains("{number}")) {
            return ofItsKind(path, numbers)
                    .map(number -> path.replace("{number}", number))
                    .filter(each -> !each.contains("{") && !each.endsWith("/document"));
        }
        return path.contains("{") ? Stream.empty() : Stream.of(path);
    }

    /** The numbers that a page of that kind knows, and one that it does not know. */
    private static Stream<String> ofItsKind(String path, List<String> numbers) {
        var kind = KINDS.entrySet().stream()
                .filter(each -> path.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        return Stream.concat(
                numbers.stream().filter(number -> number.startsWith(kind)),
                numbers.stream().filter(number -> !number.startsWith(kind)).limit(1));
    }

    private List<Said> open(String officer, String path, Language language) {
        return open(officer, new Way(path, path, true), language);
    }

    /** What the page says to be read in the other languages too; nothing where it is none of his. */
    private List<Said> open(String officer, Way way, Language language) {
        var path = way.address();
        var answer = officers.get(officer, path, language);
        if (!answer.headers().firstValue("content-type").orElse("").contains("html")) {
            return List.of();
        }
        if (path.startsWith("/tasks/") && answer.statusCode() != 200) {
            return List.of();
        }
        // Who is led on reads the page to which he is led.
        var at = answer.uri().getPath();
        var said = said(at.equals(path) ? way.kind() : at, answer.body());
        said.forEach(each -> judge(language, answer.statusCode() == 200 ? path : "an error", each.text()));
        return answer.statusCode() == 200 ? said : List.of();
    }

    private static List<Said> said(String kind, String html) {
        var said = new ArrayList<Said>();
        try {
            texts(
                    new DOMMarkupParser(ParseConfiguration.htmlConfiguration()).parse(kind, new StringReader(html)),
                    kind.startsWith(COCKPIT) ? COCKPIT : kind,
                    html.contains("<main"),
                    said);
        } catch (Exception unreadable) {
            throw new AssertionError(kind, unreadable);
        }
        return said;
    }

    /** What a person reads or hears of a page; what has one name everywhere is marked so, and a language by its own. */
    private static void texts(INestableNode node, String kind, boolean inFrame, List<Said> said) {
        for (var child : node.getChildren()) {
            if (child instanceof Text text) {
                said.add(new Said(plain(text.getContent()), inFrame ? FRAME : kind));
            }
            if (child instanceof Element element
                    && !Set.of("script", "style").contains(element.getElementName())
                    && !"no".equals(element.getAttributeValue("translate"))
                    && !element.hasAttribute("hreflang")) {
                var within = inFrame && !OF_THE_PAGE.contains(element.getElementName());
                for (var name : List.of("title", "alt", "aria-label", "placeholder")) {
                    if (element.hasAttribute(name)) {
                        said.add(new Said(plain(element.getAttributeValue(name)), within ? FRAME : kind));
                    }
                }
                texts(element, kind, within, said);
            }
        }
    }

    private static String plain(String html) {
        return ENTITY.matcher(html)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        org.springframework.web.util.HtmlUtils.htmlUnescape(found.group())));
    }

    /** What the webapps show of an answer of the engine: its names, and the facts of a form. */
    private static void shown(String kind, JsonNode node, List<Said> said) {
        if (node.isObject()) {
            node.properties().forEach(property -> {
                var value = property.getValue();
                if (value.isTextual()
                        && (SHOWN.contains(property.getKey()) || isFact(property.getKey(), value.asText()))) {
                    said.add(new Said(
                            value.asText().replaceAll("(?s)<style>.*?</style>|<[^>]*>|\\{\\{[^}]*}}", " "), kind));
                } else {
                    shown(kind, value, said);
                }
            });
        } else {
            node.forEach(child -> shown(kind, child, said));
        }
    }

    /** A fact is a sentence or a name; a number, an address and the choice of a list are none. */
    private static boolean isFact(String property, String value) {
        return property.equals("value") && value.contains(" ");
    }

    private JsonNode json(String officer, String path, Language language) {
        var answer = officers.get(officer, path, language);
        assertThat(answer.statusCode()).as(path + " for " + officer).isEqualTo(200);
        return parsed(answer.body());
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException unreadable) {
            throw new AssertionError(body, unreadable);
        }
    }

    // judging

    private void judge(Language language, String where, String text) {
        if (text.isBlank()) {
            return;
        }
        read++;
        // Menus and footers stand on every page.
        var wrong = judged.computeIfAbsent(language + text, each -> tongue.wrong(language, text, data.get(language)));
        if (!wrong.isEmpty()) {
            faults.computeIfAbsent(language + " " + wrong + " in: " + text.strip(), fault -> new TreeSet<>())
                    .add(where.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "{task}"));
        }
    }

    private void nothingIsWrong(int atLeast) {
        assertSoftly(softly -> {
            faults.forEach((fault, where) -> softly.assertThat(where).as(fault).isEmpty());
            softly.assertThat(connections.second())
                    .as("readers with two connections")
                    .isEmpty();
            softly.assertThat(read).as("texts that were read").isGreaterThanOrEqualTo(atLeast);
        });
        wentWell = true;
    }
}
