package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import kz.bilik.language.Language;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.util.HtmlUtils;

/** The reports over real cases, as auditors, heads and the authorised body get them. */
@ProcedureTest
class ReportsTest {

    private static final List<String> REPORTS = List.of(
            "/reports", "/reports/flow", "/reports/refusals", "/reports/vouchers", "/reports/money", "/reports/times");

    private static final Pattern IIN = Pattern.compile("(?<![0-9])[0-9]{12}(?![0-9])");

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    ManagementService management;

    private OfficersOverHttp officers;

    @BeforeEach
    void begin() {
        stage.clear();
        LabourMarketAis.beginAnew();
        officers = new OfficersOverHttp(port);
    }

    private String csv(String officer, String report) {
        return officers.get(officer, "/reports/list.csv?report=" + report, Language.EN)
                .body();
    }

    private int status(String officer, String path) {
        return officers.get(officer, path, Language.EN).statusCode();
    }

    @Test
    void aMissedLimitIsInTheListWithItsDaysLate() {
        var late = story.applies("person-01");
        var kept = story.applies("person-02");
        story.careerCentreForwards(kept);
        assertThat(csv("auditor", "late")).doesNotContain(late);

        // Due on Tuesday; on Friday three working days have passed since.
        stage.morningOf(LocalDate.of(2026, 9, 18));
        assertThat(csv("auditor", "late").lines())
                .filteredOn(line -> line.startsWith(late))
                .singleElement()
                .asString()
                .contains(";14.09.2026;15.09.2026;not done yet;3;3;no reason is recorded;");

        // On Monday the week-end has passed as well, and it is done.
        stage.morningOf(LocalDate.of(2026, 9, 21));
        story.careerCentreForwards(late);
        assertThat(csv("auditor", "late").lines())
                .filteredOn(line -> line.startsWith(late))
                .singleElement()
                .asString()
                .contains(";14.09.2026;15.09.2026;21.09.2026;4;6;no reason is recorded;");
        var page = HtmlUtils.htmlUnescape(officers.page("auditor", "/reports"));
        assertThat(page)
                .contains("/cases/" + late, "kept: 1, missed: 1", "4", "cl. 8, check of the application")
                .doesNotContain("/cases/" + kept);
        assertThat(csv("auditor", "limits").lines())
                .filteredOn(line -> line.contains("cl. 8"))
                .singleElement()
                .asString()
                .startsWith("09.2026;Almaty;")
                .endsWith(";1;1;50 %;0");
    }

    @Test
    void whatTheAisCouldNotBeToldMeanwhileStandsBesideTheLateOne() {
        var number = story.applies("person-01");
        stage.morningOf(LocalDate.of(2026, 9, 18));
        LabourMarketAis.breaksDown();
        try {
            story.careerCentreRefuses(number, "INCOMPLETE_DOCUMENTS", "No diploma");
            stage.deliver();
            assertThat(csv("auditor", "late")).contains(number).doesNotContain("has not got");
            stage.morningOf(LocalDate.of(2026, 9, 21));
            assertThat(csv("auditor", "late").lines())
                    .filteredOn(line -> line.startsWith(number))
                    .singleElement()
                    .asString()
                    .contains(";15.09.2026;18.09.2026;3;3;")
                    .contains("the Labour Market AIS has not got yet what happened on 18.09.2026");
        } finally {
            LabourMarketAis.worksAgain();
        }
        assertThat(csv("auditor", "refusals")).contains("cl. 8;1;0");
    }

    @Test
    void whatStoodStillMeanwhileStandsBesideTheLateOne() {
        LabourMarketAis.breaksDown();
        String number;
        try {
            number = story.applies("person-01");
            stage.morningOf(LocalDate.of(2026, 9, 15));
        } finally {
            LabourMarketAis.worksAgain();
        }
        management.createJobQuery().noRetriesLeft().list().forEach(job -> management.setJobRetries(job.getId(), 1));
        stage.settle();
        // Its check by the career centre begins on Tuesday only, and is due on Wednesday.
        stage.morningOf(LocalDate.of(2026, 9, 18));
        for (var page : List.of(csv("auditor", "late"), HtmlUtils.htmlUnescape(officers.page("auditor", "/reports")))) {
            assertThat(page)
                    .contains(
                            number,
                            "16.09.2026",
                            "step “Check registration as unemployed” stood still from 14.09.2026",
                            "to 15.09.2026 09:00");
        }
    }

    @Test
    void eachReadsWhatIsHisAndNobodyElseReadsAny() {
        var number = story.applies("person-01");
        stage.morningOf(LocalDate.of(2026, 9, 18));
        for (var reader : List.of("auditor", "authorised", "head-mobility-KZ-75", "head-career-KZ-75-03")) {
            assertThat(officers.page(reader, "/reports")).as(reader).contains(number);
            assertThat(officers.page(reader, "/reports/flow")).as(reader).contains("1 (100 %)");
        }
        for (var reader : List.of("head-mobility-KZ-71", "head-career-KZ-75-01", "head-centre-C-014")) {
            assertThat(officers.page(reader, "/reports")).as(reader).doesNotContain(number);
        }
        assertThat(csv("head-mobility-KZ-71", "late")).doesNotContain(number);
        assertThat(officers.page("head-mobility-KZ-71", "/reports?region=KZ-75"))
                .doesNotContain(number);
        assertThat(status("head-centre-C-014", "/reports/flow")).isEqualTo(404);
        assertThat(status("head-career-KZ-75-03", "/reports/money")).isEqualTo(404);
        // What has no page for a reader has no file for him either.
        for (var reader : List.of("auditor", "head-mobility-KZ-75", "head-career-KZ-75-03", "head-centre-C-014")) {
            for (var report : List.of("flow", "refusals", "vouchers", "money", "times")) {
                for (var file : List.of("csv", "xlsx")) {
                    assertThat(status(reader, "/reports/list." + file + "?report=" + report))
                            .as(reader + " " + report + " " + file)
                            .isEqualTo(status(reader, "/reports/" + report));
                }
            }
        }
        for (var other : List.of("mobility-KZ-75", "career-KZ-75-03", "centre-C-014", "analyst", "admin")) {
            for (var report : REPORTS) {
                assertThat(status(other, report)).as(other + " " + report).isEqualTo(403);
            }
            assertThat(status(other, "/reports/list.csv")).isEqualTo(403);
        }
    }

    @Test
    void noReportSaysWhoACaseIsAbout() {
        story.applies("person-01");
        story.receivesVoucher("person-02");
        stage.morningOf(LocalDate.of(2026, 9, 18));
        for (var report : REPORTS) {
            for (var language : Language.values()) {
                assertThat(officers.get("auditor", report, language).body())
                        .doesNotContain("Әбдіқадыров")
                        .doesNotContainPattern(IIN);
            }
        }
    }

    @Test
    void theNumbersAreTakenAwayAsFiles() {
        story.receivesVoucher("person-01");
        for (var report : List.of("limits", "late", "flow", "refusals", "vouchers", "money", "times")) {
            var xlsx = officers.get("auditor", "/reports/list.xlsx?report=" + report, Language.KK);
            assertThat(xlsx.statusCode()).as(report).isEqualTo(200);
            assertThat(fileName(xlsx)).contains("bilik-" + report + "-2026-09-14.xlsx");
            assertThat(csv("auditor", report).lines().count()).as(report).isPositive();
        }
        assertThat(csv("auditor", "flow")).contains("09.2026;Almaty;1;1;1;1;1;1;0;0;0;0;0;0;0;0");
        assertThat(csv("auditor", "vouchers")).contains("09.2026;Almaty;1;1;0;0;0;0;0;0");
        assertThat(status("auditor", "/reports/list.csv?report=none")).isEqualTo(404);
        assertThat(status("auditor", "/reports?from=2026-13")).isEqualTo(400);
        assertThat(status("auditor", "/reports?from=2026-09&to=2026-08")).isEqualTo(400);
        assertThat(status("auditor", "/reports?counted=NEVER")).isEqualTo(400);
        assertThat(status("auditor", "/reports?limit=NONE")).isEqualTo(400);
        assertThat(status("auditor", "/reports?page=401")).isEqualTo(404);
        assertThat(officers.page("auditor", "/reports?region=%27%3B%20drop")).contains("nothing to count");
    }

    private static String fileName(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Disposition").orElseThrow();
    }
}
