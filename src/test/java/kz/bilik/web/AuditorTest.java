package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.voucher.Vouchers;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The auditor changes nothing and leaves a trace of what he reads: every call of the product, of the engine's interface and of
 * the webapps is made as him, with the ids of real cases, tasks and instances. The calls are read from the running product, so
 * that a new one is tried as well.
 */
@ProcedureTest
class AuditorTest {

    /** What he may send: searches, which the engine takes by POST, what concerns his own session, and the way out. */
    private static final Set<String> MAY_SEND = Set.of(
            // Who wrote what of his own mail: none comes to him, so that nothing is marked.
            "POST /notices/read",
            "POST /find",
            "POST /sessions/end",
            "POST /sessions/end-all",
            "POST /first-password",
            // Whoever has a voucher in hand asks whether it is genuine; nothing is kept of it.
            "POST /api/verifications");

    /** The end of all his sessions, which would be that of the test; what only the container calls; and time, which in the demo
     * alone everybody moves. */
    private static final Set<String> LEFT_OUT = Set.of("/sessions/end-all", "/error", "/demo/clock", "/api/demo/clock");

    /** What is written when somebody only reads, or signs in. */
    private static final Set<String> WRITTEN_BY_READING = Set.of(
            "case_read",
            "audit_entry",
            "audit_head",
            "audit_seal",
            "web_session",
            "web_session_attributes",
            "sign_in_record",
            "sign_in_delay",
            "sign_in_address",
            "act_ru_meter_log",
            "act_ge_property",
            // Of the demo, whose time goes on by itself.
            "demo_clock");

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Vouchers vouchers;

    @Autowired
    TaskService tasks;

    @Autowired
    RepositoryService repository;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private final CookieManager cookies = new CookieManager();
    private String csrf = "";
    private HttpClient browser;
    private AccessPage page;
    private String open;
    private String paid;
    private String act;
    private String order;

    @BeforeEach
    void casesOfEveryKind() {
        stage.clear();
        page = new AccessPage(mappings);
        open = story.applies("person-02");
        var voucher = story.receivesVoucher("person-01");
        paid = vouchers.get(voucher).application();
        story.sendsCertificate(voucher, java.time.LocalDate.of(2026, 9, 14), java.time.LocalDate.of(2026, 9, 15));
        story.centreAdmits(voucher);
        act = story.examHeld("P-17", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        order = story.ordersOf(act).get(0).number();
        signIn();
    }

    @Test
    void whateverHeSendsNothingIsChanged() {
        var before = contents();
        var through = new TreeSet<String>();
        writes().forEach(call -> {
            var answer = send(call);
            if (!isRefused(answer)) {
                through.add(call.method() + " " + call.path()
                        + (answer.statusCode() >= 400 ? "" : " " + answer.statusCode()));
            }
        });
        // What is answered as malformed or missing has passed the door: only what he may send may come so far.
        assertThat(changed(before, contents())).isEmpty();
        assertThat(through.stream().filter(call -> !isQuery(call)).filter(call -> MAY_SEND.stream()
                        .noneMatch(call::startsWith)))
                .isEmpty();
    }

    /** Each page and file on which somebody is named, or his masked number stands, has left a line of who read it. */
    @Test
    void whatHeReadsOfAPersonIsRecorded() {
        var unrecorded = new TreeSet<String>();
        var personal = new TreeSet<String>();
        reads().forEach(path -> {
            jdbc.sql("delete from case_read where officer = 'auditor'").update();
            var text = text(get(path));
            for (var person : List.of("person-01", "person-02")) {
                var row = Story.person(person);
                var shown = Stream.of(
                                row.get("surname") + " " + row.get("name"),
                                row.get("iin").substring(0, 6) + "******",
                                row.get("iin"),
                                row.get("account"),
                                row.get("phone"),
                                row.get("email"),
                                signer(person.equals("person-01") ? paid : open))
                        .filter(text::contains)
                        .toList();
                if (!shown.isEmpty()) {
                    personal.add(path);
                    var number = person.equals("person-01") ? paid : open;
                    if (jdbc.sql("select count(*) from case_read where officer = 'auditor' and number in (?, ?)")
                                    .params(number, person.equals("person-01") ? act : number)
                                    .query(Integer.class)
                                    .single()
                            == 0) {
                        unrecorded.add(path + " shows " + shown);
                    }
                }
            }
        });
        assertThat(personal)
                .as("pages with somebody on them")
                .contains("/cases/" + paid, "/cases/" + open, "/cases/" + paid + "/story", "/history/cases/" + paid);
        assertThat(unrecorded).isEmpty();
    }

    /** By the name in his certificate, which is written otherwise than in his application. */
    private String signer(String application) {
        return jdbc.sql("select signer_name from signature_evidence where owner = ? order by id limit 1")
                .param(application)
                .query(String.class)
                .single();
    }

    /** A call by which the engine is asked, with its criteria in the body; one that is new is none before it stands here. */
    private static boolean isQuery(String call) {
        return QUERY.matcher(call).matches();
    }

    private static final Pattern QUERY = Pattern.compile("POST /camunda/api/(?:"
            + "cockpit/plugin/base/default/(?:incident|process-instance)(?:/count)?"
            + "|cockpit/plugin/base/default/process-definition/[^/]+/called-process-definitions"
            + "|cockpit/plugin/base/default/process-instance/[^/]+/called-process-instances"
            + "|engine/engine/default/(?:execution|external-task|group|job|job-definition|process-instance|task"
            + "|variable-instance)(?:/count)?"
            + "|engine/engine/default/history/(?:activity-instance|external-task-log|job-log|process-instance|task"
            + "|variable-instance)(?:/count)?"
            + "|engine/engine/default/history/detail"
            // Whether a password that is thought of would be accepted.
            + "|engine/engine/default/identity/password-policy)(?: 200)?");

    private record Call(String method, String path, String type, String body) {}

    private Stream<Call> writes() {
        var ofPages = mappings.getHandlerMethods().entrySet().stream()
                .flatMap(each -> each.getKey().getPatternValues().stream()
                        .flatMap(pattern -> each.getKey().getMethodsCondition().getMethods().stream()
                                .filter(method ->
                                        !Set.of("GET", "HEAD", "OPTIONS").contains(method.name()))
                                .map(method -> form(
                                        method.name(),
                                        real(pattern),
                                        each.getValue().getMethod()))))
                .filter(call -> !LEFT_OUT.contains(call.path()));
        var ofEngine = Stream.concat(page.calls().stream(), page.scripts().stream())
                .filter(call -> !Set.of("GET", "HEAD", "OPTIONS").contains(call.method()))
                .filter(call -> !call.path().endsWith("/logout"))
                .map(call -> new Call(call.method(), real(call.path()), "application/json", body(call.path())));
        return Stream.concat(ofPages, ofEngine);
    }

    private Set<String> reads() {
        var paths = new TreeSet<String>();
        mappings.getHandlerMethods()
                .forEach((about, method) -> about.getPatternValues().forEach(pattern -> {
                    var methods = about.getMethodsCondition().getMethods();
                    if ((methods.isEmpty()
                                    || methods.stream()
                                            .anyMatch(each -> each.name().equals("GET")))
                            && !pattern.equals("/audit/check")) {
                        paths.add(real(pattern));
                        // The same for the case that is open, and with every query that a list understands left empty.
                        paths.add(real(pattern.replaceAll("/cases/\\{number}", "/cases/" + open)));
                    }
                }));
        page.calls().stream().filter(call -> call.method().equals("GET")).forEach(call -> paths.add(real(call.path())));
        // What links of these pages lead to.
        var links = new TreeSet<String>();
        for (var path : List.copyOf(paths)) {
            if (!path.startsWith("/camunda") && !path.startsWith("/api")) {
                LINK.matcher(text(get(path)))
                        .results()
                        .map(link -> link.group(1))
                        .forEach(links::add);
            }
        }
        paths.addAll(links);
        return paths;
    }

    private static final Pattern LINK = Pattern.compile(
            "(?:href|src)=\"(/(?:cases|acts|distributions|notices|labour-market|history|payments|tasks)[^\"#]*)");

    private String real(String pattern) {
        var task =
                tasks.createTaskQuery().processInstanceBusinessKey(open).list().get(0);
        var instance = task.getProcessInstanceId();
        return pattern.replaceAll("\\{(?:engine|name|engineName|processEngineName)}", "default")
                .replaceAll("/cases/\\{number}", "/cases/" + paid)
                .replaceAll("/acts/\\{number}", "/acts/" + act)
                .replaceAll("/distributions/\\{number}", "/distributions/D-2026-0001")
                .replaceAll("/applications/\\{number}", "/applications/" + open)
                .replaceAll("\\{order}", order)
                .replaceAll("\\{region}", "KZ-75")
                .replaceAll("\\{account}", "career-KZ-75-03")
                .replaceAll("\\{task}", task.getId())
                .replaceAll("\\{instance}", instance)
                .replaceAll("\\{definition}", task.getProcessDefinitionId())
                .replaceAll("/task/\\{[^}]*}", "/task/" + task.getId())
                .replaceAll("/process-instance/\\{[^}]*}", "/process-instance/" + instance)
                .replaceAll("/execution/\\{[^}]*}", "/execution/" + instance)
                .replaceAll("/process-definition/\\{id}", "/process-definition/" + task.getProcessDefinitionId())
                .replaceAll("/key/\\{key}", "/key/application")
                .replaceAll(
                        "/deployment/\\{id}",
                        "/deployment/"
                                + repository
                                        .createDeploymentQuery()
                                        .list()
                                        .get(0)
                                        .getId())
                .replaceAll("/user/\\{id}", "/user/career-KZ-75-03")
                .replaceAll("/group/\\{id}", "/group/auditor")
                .replaceAll("\\{varId}", "region")
                .replaceAll("\\{\\*?[^}]*}", "none")
                .replace("**", "none");
    }

    /** Each parameter of a form with something in it that might be right, and a file where it asks for one. */
    private Call form(String verb, String path, Method method) {
        var fields = Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .filter(parameter -> parameter.getType() != MultipartFile.class)
                .map(Parameter::getName)
                .toList();
        if (Arrays.stream(method.getParameterTypes()).noneMatch(MultipartFile.class::equals)) {
            return new Call(
                    verb,
                    path,
                    "application/x-www-form-urlencoded",
                    fields.stream()
                            .map(field -> field + "=" + encoded(value(field)))
                            .collect(Collectors.joining("&")));
        }
        var body = new StringBuilder();
        fields.forEach(field -> body.append("--part-of-it\r\nContent-Disposition: form-data; name=\"" + field
                + "\"\r\n\r\n" + value(field) + "\r\n"));
        Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.getType() == MultipartFile.class)
                .forEach(parameter -> body.append("--part-of-it\r\nContent-Disposition: form-data; name=\""
                        + parameter.getName()
                        + "\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-\r\n"));
        return new Call(
                verb,
                path,
                "multipart/form-data; boundary=part-of-it",
                body.append("--part-of-it--\r\n").toString());
    }

    private String value(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "number" -> open;
            case "order" -> order;
            case "account", "officer" -> "career-KZ-75-03";
            case "careercentre" -> "KZ-75-01";
            case "recognitioncentre" -> "C-014";
            case "decidedon", "usedon", "signedon", "paperday", "day", "from", "to" -> "2026-09-14";
            case "edition" -> "1";
            case "answer" -> "confirmed";
            case "decision" -> "release";
            default -> "1";
        };
    }

    private static String body(String path) {
        if (path.endsWith("/comment/create")) {
            return "{\"message\":\"seen\"}";
        }
        if (path.endsWith("/claim") || path.endsWith("/assignee")) {
            return "{\"userId\":\"auditor\"}";
        }
        if (path.endsWith("/suspended")) {
            return "{\"suspended\":true}";
        }
        return "{}";
    }

    /** 403 and 404 of the product and of the engine; to the API he is nobody. */
    private static boolean isRefused(HttpResponse<byte[]> answer) {
        return Set.of(401, 403, 404, 405).contains(answer.statusCode())
                || answer.statusCode() == 302
                        && answer.headers().firstValue("Location").orElse("").contains("/login");
    }

    // his browser

    private void signIn() {
        browser = HttpClient.newBuilder().cookieHandler(cookies).build();
        var login = OfficersOverHttp.token(text(get("/login")));
        send(new Call(
                "POST",
                "/login",
                "application/x-www-form-urlencoded",
                "username=auditor&password=demo&_csrf=" + encoded(login)));
        get("/camunda/app/cockpit/default/");
        csrf = OfficersOverHttp.token(text(get("/")));
    }

    private HttpResponse<byte[]> get(String path) {
        return answer(request(path).GET());
    }

    private HttpResponse<byte[]> send(Call call) {
        var request = request(call.path()).header("Content-Type", call.type());
        if (!csrf.isEmpty()) {
            request.header("X-CSRF-TOKEN", csrf);
        }
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .findFirst()
                .ifPresent(cookie -> request.header("X-XSRF-TOKEN", cookie.getValue()));
        return answer(request.method(call.method(), BodyPublishers.ofString(call.body())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Accept-Language", "en");
    }

    private HttpResponse<byte[]> answer(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), BodyHandlers.ofByteArray());
        } catch (Exception unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(HttpResponse<byte[]> answer) {
        var type = answer.headers().firstValue("Content-Type").orElse("");
        try {
            if (type.startsWith("application/pdf")) {
                var text = new StringBuilder();
                try (var pdf = new PdfReader(answer.body())) {
                    var extractor = new PdfTextExtractor(pdf);
                    for (var number = 1; number <= pdf.getNumberOfPages(); number++) {
                        text.append(extractor.getTextFromPage(number)).append('\n');
                    }
                }
                return text.toString();
            }
            if (type.contains("zip") || type.contains("spreadsheet")) {
                var text = new StringBuilder();
                var file = Files.write(Files.createTempFile("read", ".zip"), answer.body());
                try (var zip = new ZipFile(file.toFile())) {
                    for (var entry : Collections.list(zip.entries())) {
                        text.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                    }
                }
                Files.delete(file);
                return text.toString();
            }
        } catch (IOException damaged) {
            throw new java.io.UncheckedIOException(damaged);
        }
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    // the database

    /** What each table says, but those that are written by reading. */
    private Map<String, Integer> contents() {
        var contents = new TreeMap<String, Integer>();
        jdbc
                .sql(
                        """
                        select table_name from information_schema.tables
                        where lower(table_schema) = 'public' and table_type = 'BASE TABLE' and table_name not like 'flyway%'""")
                .query(String.class)
                .list()
                .stream()
                .filter(table -> !WRITTEN_BY_READING.contains(table.toLowerCase(Locale.ROOT)))
                // Counted each minute by itself, from what is compared here anyway.
                .filter(table -> !table.toLowerCase(Locale.ROOT).startsWith("report_"))
                .forEach(table -> contents.put(
                        table,
                        jdbc
                                .sql("select * from " + table)
                                .query((row, number) -> {
                                    var cells = new StringBuilder();
                                    for (var at = 1; at <= row.getMetaData().getColumnCount(); at++) {
                                        cells.append(row.getString(at)).append('|');
                                    }
                                    return cells.toString();
                                })
                                .list()
                                .stream()
                                .sorted()
                                .toList()
                                .hashCode()));
        return contents;
    }

    private static Set<String> changed(Map<String, Integer> before, Map<String, Integer> after) {
        return after.keySet().stream()
                .filter(table -> !after.get(table).equals(before.get(table)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
