package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import kz.bilik.document.Documents;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.voucher.Vouchers;
import kz.bilik.web.door.EngineRoutes;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who reads without personal numbers finds none: an auditor follows every link from a finished case, opens every document
 * that he is offered, and asks the engine for every list; the numbers of the holder stand in none of it.
 */
@ProcedureTest
@ExtendWith(OutputCaptureExtension.class)
class NoPersonalNumbersTest {

    private static final Pattern LINK =
            Pattern.compile("(?:href|src)=\"(/(?:cases|acts|distributions|notices|labour-market)[^\"#]*)");

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Vouchers vouchers;

    @Autowired
    Documents documents;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcClient jdbc;

    private OfficersOverHttp officers;
    private String iin;
    private String account;
    private String application;
    private String voucher;
    private String act;

    @BeforeEach
    void aCaseIsFinished() {
        stage.clear();
        officers = new OfficersOverHttp(port);
        iin = Story.person("person-01").get("iin");
        account = Story.person("person-01").get("account");
        voucher = story.receivesVoucher("person-01", form -> form.put("phone", "+77011234567"));
        application = vouchers.get(voucher).application();
        story.sendsCertificate(voucher, LocalDate.of(2026, 9, 14), LocalDate.of(2026, 9, 15));
        story.centreAdmits(voucher);
        act = story.examHeld("P-17", "KZ-35", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreReturnsAct(act, "The IIN " + iin + " is another one's");
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        // What the bank and officers type may hold what they should not.
        story.bankRejects(story.ordersOf(act).get(0).number(), "No account " + account + " of " + iin);
    }

    @Test
    void theAuditorReadsTheWholeCaseAndNoNumber() throws IOException {
        var read = new TreeMap<String, String>();
        var ways = new ArrayDeque<>(List.of("/cases/" + application, "/acts/" + act + "/payments", "/notices", "/"));
        while (!ways.isEmpty()) {
            var path = ways.poll();
            if (read.containsKey(path)) {
                continue;
            }
            var text = text(officers.bytes("auditor", path));
            read.put(path, text);
            LINK.matcher(text).results().map(link -> link.group(1)).forEach(ways::add);
        }
        assertThat(read)
                .containsKeys("/cases/" + application, "/acts/" + act + "/payments", "/acts/" + act + "/document");
        assertSoftly(softly -> read.forEach((path, text) -> softly.assertThat(text)
                .as(path)
                .doesNotContain(iin)
                .doesNotContain(account)
                .doesNotContain("+77011234567")));
        // He reads that the numbers are there, and everything else of the case.
        assertThat(read.get("/cases/" + application))
                .contains(iin.substring(0, 6) + "******", "hold personal numbers", "SHA-256");
        assertThat(read.get("/acts/" + act + "/document")).contains(voucher);
    }

    @Test
    void noDocumentThatHoldsANumberOpensToHimByItsAddress() throws IOException {
        var all = new LinkedHashMap<String, Integer>();
        for (var number : List.of(application, voucher)) {
            documents.of(number).forEach(file -> all.put(file.id().toString(), 0));
        }
        assertThat(all).hasSizeGreaterThan(4);
        var numbers = 0;
        for (var id : all.keySet()) {
            var path = "/cases/" + application + "/documents/" + id;
            for (var reader : List.of("auditor", "authorised", "analyst")) {
                assertThat(officers.bytes(reader, path).statusCode())
                        .as(reader + path)
                        .isEqualTo(404);
            }
            var opened = officers.bytes("mobility-KZ-75", path);
            numbers += opened.statusCode() == 200 && text(opened).contains(iin) ? 1 : 0;
        }
        assertThat(numbers)
                .as("documents that do hold it, the voucher among them")
                .isPositive();
        for (var stranger : List.of("auditor", "analyst", "authorised")) {
            assertThat(officers.page("accountant-KZ-75", "/acts/" + act + "/payments"))
                    .contains("/payments/files/");
            assertThat(officers.bytes(stranger, "/acts/" + act + "/payments/files/none")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void theEngineKnowsNoNumber() throws IOException {
        var answers = engineAnswers();
        assertThat(answers).hasSizeGreaterThan(150);
        assertThat(answers.get("auditor /camunda/api/engine/engine/default/variable-instance"))
                .contains(act);
        assertSoftly(softly -> answers.forEach((path, text) ->
                softly.assertThat(text).as(path).doesNotContain(iin).doesNotContain(account)));
        assertThat(keptByTheEngine(iin)).isEmpty();
        assertThat(keptByTheEngine(account)).isEmpty();
        assertThat(keptByTheEngine(act)).as("what is looked for is found").isNotEmpty();

        // What would stand there is found: in the answers, and in the tables behind them.
        var task = story.openTask(act, "repairPayment");
        runtime.setVariable(task.getExecutionId(), "planted", "of " + iin);
        task.setName("Repair payment of " + iin);
        task.setDescription("Account " + account);
        tasks.saveTask(task);
        assertThat(engineAnswers().get("auditor /camunda/api/engine/engine/default/variable-instance"))
                .contains(iin);
        assertThat(keptByTheEngine(iin)).contains("ACT_RU_VARIABLE.TEXT_", "ACT_RU_TASK.NAME_");
        assertThat(keptByTheEngine(account)).contains("ACT_RU_TASK.DESCRIPTION_");
    }

    /** From the application to the rejected payment; and where a line would hold one, it is masked on its way. */
    @Test
    void theLogKnowsNoNumber(CapturedOutput log) {
        assertThat(log.getAll()).doesNotContain(iin).doesNotContain(account);
        LoggerFactory.getLogger(getClass()).info("planted {}", iin);
        assertThat(log.getAll()).contains("planted ************").doesNotContain(iin);
    }

    /** The columns of the engine's tables in which that text stands. */
    private List<String> keptByTheEngine(String text) {
        var found = new ArrayList<String>();
        var columns = jdbc.sql(
                        """
                        select table_name, column_name from information_schema.columns
                        where (upper(table_name) like 'ACT!_GE!_%' escape '!' or upper(table_name) like 'ACT!_HI!_%' escape '!'
                            or upper(table_name) like 'ACT!_ID!_%' escape '!' or upper(table_name) like 'ACT!_RE!_%' escape '!'
                            or upper(table_name) like 'ACT!_RU!_%' escape '!')
                        and upper(data_type) in ('CHARACTER VARYING', 'CHARACTER LARGE OBJECT', 'TEXT')""")
                .query((row, number) -> row.getString(1) + "." + row.getString(2))
                .list();
        assertThat(columns).hasSizeGreaterThan(300);
        for (var column : columns) {
            var parts = column.split("\\.");
            if (jdbc.sql("select count(*) from " + parts[0] + " where " + parts[1] + " like ?")
                            .param("%" + text + "%")
                            .query(Integer.class)
                            .single()
                    > 0) {
                found.add(column.toUpperCase(Locale.ROOT));
            }
        }
        var bytes = jdbc.sql("select BYTES_ from ACT_GE_BYTEARRAY where BYTES_ is not null")
                .query((row, number) -> new String(row.getBytes(1), StandardCharsets.UTF_8))
                .list();
        if (bytes.stream().anyMatch(kept -> kept.contains(text))) {
            found.add("ACT_GE_BYTEARRAY.BYTES_");
        }
        return found;
    }

    /** What the engine answers to each question that names nothing, by reader and path. */
    private TreeMap<String, String> engineAnswers() throws IOException {
        var answers = new TreeMap<String, String>();
        for (var call : EngineRoutes.ofTheWebapps()) {
            var path = call.path().replaceFirst("\\{(?:engine|name|engineName|processEngineName)}", "default");
            if (call.method().equals("GET") && !path.contains("{")) {
                for (var reader : List.of("auditor", "analyst", "admin")) {
                    answers.put(reader + " " + path, text(officers.bytes(reader, path)));
                }
            }
        }
        return answers;
    }

    private static String text(HttpResponse<byte[]> answer) throws IOException {
        var type = answer.headers().firstValue("Content-Type").orElse("");
        if (!type.startsWith("application/pdf")) {
            return new String(answer.body(), StandardCharsets.UTF_8);
        }
        var text = new StringBuilder();
        try (var pdf = new PdfReader(answer.body())) {
            var extractor = new PdfTextExtractor(pdf);
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                text.append(extractor.getTextFromPage(page)).append('\n');
            }
        }
        return text.toString();
    }
}
