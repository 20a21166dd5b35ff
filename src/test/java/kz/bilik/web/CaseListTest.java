package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import kz.bilik.language.Language;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The list of cases, the search and the case file as officers of different places get them. */
@ProcedureTest
class CaseListTest {

    private static final String MOBILITY = "mobility-KZ-75";
    private static final String ELSEWHERE = "mobility-KZ-71";

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    JdbcClient database;

    private OfficersOverHttp officers;
    private String checked;
    private String issued;
    private String voucher;

    @BeforeEach
    void twoCases() {
        stage.clear();
        officers = new OfficersOverHttp(port);
        database.sql("delete from case_read").update();
        checked = story.applies("person-01");
        voucher = story.receivesVoucher("person-02");
        issued = database.sql("select application from voucher")
                .query(String.class)
                .single();
    }

    @Test
    void eachSeesWhatIsHis() {
        assertThat(officers.page(MOBILITY, "/cases")).contains(checked, issued, "Found: 2", "Әбдіқадыров");
        assertThat(officers.page("centre-C-014", "/cases")).contains(issued).doesNotContain(checked);
        assertThat(officers.page(ELSEWHERE, "/cases")).contains("No case of yours is like this.");
        assertThat(officers.page("authorised", "/cases"))
                .contains(checked, issued)
                .doesNotContain("Әбдіқадыров");
        assertThat(officers.get("analyst", "/cases", Language.EN).statusCode()).isEqualTo(404);
        assertThat(officers.get("admin", "/cases", Language.EN).statusCode()).isEqualTo(404);
    }

    @Test
    void theAddressSaysWhatWasAskedAndNothingOfAnyPerson() {
        var page = officers.page(MOBILITY, "/cases?state=CAREER_CENTRE&due=WEEK&officer=nobody&order=NEWEST");
        assertThat(page).contains(checked, "Found: 1").doesNotContain(issued);
        assertThat(page)
                .contains("/cases/list.xlsx?state=CAREER_CENTRE&amp;due=WEEK&amp;officer=nobody&amp;order=NEWEST");
        assertThat(page).contains("lang=ru");
        assertThat(officers.get(MOBILITY, "/cases?state=NOWHERE", Language.EN).statusCode())
                .isEqualTo(400);
        assertThat(officers.get(MOBILITY, "/cases?page=1000", Language.EN).statusCode())
                .isEqualTo(404);
        assertThat(officers.page(MOBILITY, "/cases?region=%27%3B%20drop%20table"))
                .contains("No case of yours");
    }

    @Test
    void aNumberIsFoundHoweverItIsTyped() {
        var sequence = issued.substring(issued.lastIndexOf('-') + 1).replaceFirst("^0+", "");
        for (var typed : List.of("%D0%90-2026-75-" + sequence, "%D0%B0+2026+75+" + sequence, voucher.toLowerCase())) {
            assertThat(officers.page(MOBILITY, "/cases?number=" + typed))
                    .as(typed)
                    .contains(issued, "Found: 1");
            assertThat(officers.page(MOBILITY, "/find?number=" + typed))
                    .as(typed)
                    .contains("Case " + issued);
        }
        assertThat(officers.page(ELSEWHERE, "/find?number=" + issued)).contains("There is no such number");
    }

    @Test
    void whoHasNoNumberIsFoundByIinWithinOnesOwnCases() {
        var iin = Story.person("person-02").get("iin");
        assertThat(officers.post(MOBILITY, "/find", Map.of("iin", iin)).body()).contains("Case " + issued);
        assertThat(reads(MOBILITY, "IIN")).containsExactly(issued);

        assertThat(officers.post(ELSEWHERE, "/find", Map.of("iin", iin)).body()).contains("Nobody with this IIN");
        assertThat(reads(ELSEWHERE, "IIN")).containsExactly("-");

        var wrong =
                officers.post(MOBILITY, "/find", Map.of("iin", iin.substring(0, 11) + (iin.endsWith("1") ? "2" : "1")));
        assertThat(wrong.body()).contains("the last the check digit").doesNotContain(iin.substring(0, 11));
        assertThat(wrong.uri().toString()).doesNotContain("iin");
    }

    private List<String> reads(String officer, String what) {
        return database.sql("select number from case_read where officer = ? and what = ? order by number")
                .params(officer, what)
                .query(String.class)
                .list();
    }

    @Test
    void theNamesThatAListShowsAreRecordedOnceADay() {
        officers.page(MOBILITY, "/cases");
        officers.page(MOBILITY, "/cases");
        assertThat(reads(MOBILITY, "NAME")).containsExactlyInAnyOrder(checked, issued);
        officers.page("authorised", "/cases");
        assertThat(reads("authorised", "NAME")).isEmpty();
    }

    @Test
    void whatWasFoundIsTakenAwayAsAWorkbook() throws IOException {
        for (var language : Language.values()) {
            var parts = unzipped(officers.bytes(MOBILITY, "/cases/list.xlsx?lang=" + language.tag()));
            var cells = parts.get("xl/sharedStrings.xml") + parts.get("xl/worksheets/sheet1.xml");
            assertThat(cells).contains(checked, issued, voucher).doesNotContain("Әбдіқадыров", "Жүнісова");
            for (var person : List.of("person-01", "person-02")) {
                assertThat(cells).doesNotContain(Story.person(person).get("iin"));
            }
            // 14 September 2026, 09:00 in Almaty, as a number with a format: 46279.375.
            assertThat(parts.get("xl/worksheets/sheet1.xml"))
                    .contains("<v>46279.375")
                    .contains("state=\"frozen\"");
            assertThat(parts.get("xl/styles.xml")).contains("dd.mm.yyyy hh:mm");
        }
        assertThat(reads(MOBILITY, "EXPORT")).hasSize(6).contains(checked, issued);
        assertThat(officers.bytes("analyst", "/cases/list.xlsx").statusCode()).isEqualTo(404);
    }

    private static Map<String, String> unzipped(HttpResponse<byte[]> file) throws IOException {
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(name -> assertThat(name).contains(".xlsx"));
        // Its entries say their sizes at the end of the file only, as a program that opens it reads them.
        var stored = Files.createTempFile("cases", ".xlsx");
        Files.write(stored, file.body());
        var parts = new TreeMap<String, String>();
        try (var zip = new ZipFile(stored.toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                parts.put(
                        entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        Files.delete(stored);
        return parts;
    }

    @Test
    void whatWasFoundIsTakenAwayAsExcelHereOpensIt() {
        var file = officers.bytes(MOBILITY, "/cases/list.csv?state=ALL");
        var text = new String(file.body(), StandardCharsets.UTF_8);
        assertThat(text)
                .startsWith("\uFEFFNumber;Where it stands;")
                .contains("\r\n" + checked + ";")
                .contains(";14.09.2026 09:00;");
        assertThat(text).doesNotContain("Әбдіқадыров");
        assertThat(officers.bytes(ELSEWHERE, "/cases/list.csv").body()).hasSizeLessThan(400);
    }

    @Test
    void theCaseFileSaysFirstWhoHasToActUntilWhenAndWhy() {
        for (var language : Language.values()) {
            var page = officers.page(MOBILITY, "/cases/" + checked, language);
            var now = page.substring(page.indexOf("bilik-now"), page.indexOf("bilik-sections"));
            assertThat(now).contains("15.09.2026").contains("8");
        }
        assertThat(officers.page("career-KZ-75-03", "/cases/" + checked)).contains("#/?task=");
        assertThat(officers.page(MOBILITY, "/cases/" + checked)).doesNotContain("#/?task=");
    }

    @Test
    void theTimelineSaysWhoDidItByNameRoleAndPlace() {
        story.completes(
                "career-KZ-75-03",
                Set.of("career-centre.KZ-75-03", "officer"),
                checked,
                "checkApplication",
                Map.of("decision", "forward"));
        var page = officers.page(MOBILITY, "/cases/" + checked);
        var timeline = page.substring(page.indexOf(">Timeline<"));
        assertThat(timeline)
                .contains("The career centre forwarded the application")
                .doesNotContain("career-KZ-75-03");
        var name = database.sql("select FIRST_ || ' ' || LAST_ from ACT_ID_USER where ID_ = 'career-KZ-75-03'")
                .query(String.class)
                .single();
        assertThat(timeline).contains(name + " (");
    }

    @Test
    void whatWasSignedIsTakenAwayByWhomItConcerns() {
        var page = officers.page(MOBILITY, "/cases/" + issued);
        var originals = new LinkedHashMap<String, byte[]>();
        var links = Pattern.compile("<a download class=\"text-break\" href=\"([^\"]+)\"")
                .matcher(page);
        while (links.find()) {
            var address = links.group(1).replace("&amp;", "&");
            var file = officers.bytes(MOBILITY, address);
            assertThat(file.statusCode()).as(address).isEqualTo(200);
            originals.put(address, file.body());
            for (var stranger : List.of("auditor", "authorised", "accountant-KZ-75", ELSEWHERE)) {
                assertThat(officers.bytes(stranger, address).statusCode())
                        .as(stranger + address)
                        .isEqualTo(404);
            }
        }
        assertThat(originals).hasSize(3);
        assertThat(new String(originals.get("/cases/" + issued + "/application"), StandardCharsets.UTF_8))
                .contains(Story.person("person-02").get("iin"));
        assertThat(reads(MOBILITY, "APPLICATION")).containsExactly(issued);
        assertThat(officers.page("auditor", "/cases/" + issued)).doesNotContain("/signatures/");
    }

    @Test
    void theCardOfATaskTellsTwoCasesApart() throws IOException {
        var task = story.openTask(checked, "checkApplication").getId();
        var path = "/tasks/names?task=" + task + "&task=none";
        var json = JsonMapper.builder().build();
        assertThat(json.readTree(officers.bytes("career-KZ-75-03", path).body())
                        .get(task)
                        .textValue())
                .startsWith("Әбдіқадыров");
        assertThat(reads("career-KZ-75-03", "NAME")).containsExactly(checked);
        assertThat(json.readTree(officers.bytes("centre-C-014", path).body())).isEmpty();
        assertThat(json.readTree(officers.bytes("authorised", path).body())).isEmpty();
    }
}
