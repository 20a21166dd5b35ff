package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kz.bilik.language.Language;
import kz.bilik.retention.Retention;
import kz.bilik.support.ProcedureTest;
import kz.bilik.voucher.Vouchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is read of a case whose personal data was erased, and the page that says what was and what will be. */
@ProcedureTest
class ErasuresPageTest extends InTheBrowser {

    @Autowired
    Vouchers vouchers;

    @Autowired
    Retention retention;

    @Autowired
    JdbcClient jdbc;

    private OfficersOverHttp officers;
    private String paid;
    private String refused;
    private String act;
    private String counts;

    @BeforeEach
    void sevenYearsHavePassed() {
        stage.clear();
        officers = new OfficersOverHttp(port);
        var voucher = story.receivesVoucher("person-01");
        paid = vouchers.get(voucher).application();
        var certificate = story.sendsCertificate(voucher, LocalDate.of(2026, 9, 14), LocalDate.of(2026, 9, 16));
        story.mobilityCentreAccepts(certificate);
        story.centreAdmits(voucher);
        act = story.examHeld("P-17", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        story.ordersOf(act).forEach(order -> story.bankConfirms(order.number()));
        refused = story.applies("person-02");
        story.careerCentreRefuses(refused, "INCOMPLETE_DOCUMENTS", "No diploma");
        stage.morningOf(LocalDate.of(2033, 9, 14));
        stage.deliver();
        counts = counts();
    }

    @Test
    void theErasedCaseOpensAndSaysWhenItWasErased() {
        assertThat(retention.run()).isEqualTo(2);
        assertThat(counts()).isEqualTo(counts);
        for (var reader : new String[] {"auditor", "mobility-KZ-75", "career-KZ-75-03", "authorised"}) {
            for (var number : new String[] {paid, refused}) {
                for (var path : new String[] {"/cases/" + number, "/cases/" + number + "/story"}) {
                    assertThat(officers.page(reader, path))
                            .as(reader + " " + path)
                            .contains("was erased on 14.09.2033", "01.01.2032", number)
                            .doesNotContain("Әбдіқадыров", "Жүнісова", "920315", "870704", "No diploma");
                }
                assertThat(officers.bytes(reader, "/cases/" + number + "/story.pdf")
                                .statusCode())
                        .isEqualTo(200);
            }
        }
        assertThat(officers.page("mobility-KZ-75", "/cases/" + refused))
                .doesNotContain("/cases/" + refused + "/appeal");
        assertThat(officers.page("auditor", "/cases?state=PAID")).contains(paid);
        assertThat(officers.page("auditor", "/cases?state=REFUSED")).contains(refused);
        for (var reader : new String[] {"auditor", "accountant-KZ-75"}) {
            assertThat(officers.page(reader, "/acts/" + act + "/payments"))
                    .contains(act)
                    .doesNotContain("Әбдіқадыров", "920315", "KZ68601");
        }
        assertThat(officers.page("mobility-KZ-75", "/notices")).doesNotContain("Әбдіқадыров");
        assertThat(officers.page("auditor", "/labour-market?number=" + paid)).doesNotContain("Әбдіқадыров", "920315");
        assertThat(officers.bytes("mobility-KZ-75", "/acts/" + act + "/document")
                        .statusCode())
                .isEqualTo(404);
        assertThat(officers.bytes("mobility-KZ-75", "/cases/" + paid + "/application")
                        .statusCode())
                .isEqualTo(404);
        assertThat(officers.post(
                                "head-mobility-KZ-75",
                                "/cases/" + refused + "/appeal",
                                Map.of("decision", "1", "decidedOn", "2033-09-14", "reason", "Late"))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void thePageSaysWhatWillBeErasedAndWhatWas() {
        for (var language : Language.values()) {
            assertThat(officers.page("auditor", "/erasures", language)).contains(paid, refused);
        }
        assertThat(officers.post("auditor", "/erasures/holds", Map.of("number", refused, "paper", "3-17/2033"))
                        .statusCode())
                .isEqualTo(403);
        for (var paper : List.of("920315390109", "9203 1539 0109", "Әбдіқадыров Ерлан", "")) {
            assertThat(officers.post("admin", "/erasures/holds", Map.of("number", refused, "paper", paper))
                            .body())
                    .as(paper)
                    .contains("no IIN and no account");
        }
        assertThat(officers.post("admin", "/erasures/holds", Map.of("number", refused, "paper", "3-17/2033"))
                        .body())
                .contains("The case is kept.", "stays: 3-17/2033");
        assertThat(retention.run()).isEqualTo(1);
        for (var language : Language.values()) {
            assertThat(officers.page("auditor", "/erasures", language))
                    .contains(paid, "3-17/2033")
                    .doesNotContain("Әбдіқадыров", "null");
        }
        assertThat(new String(
                        officers.bytes("auditor", "/erasures/protocol.csv").body(), StandardCharsets.UTF_8))
                .contains(paid, "paid", "01.01.2032")
                .doesNotContain(refused);
        for (var paper : List.of("", "3-18/2033")) {
            assertThat(officers.post("admin", "/erasures/holds/end", Map.of("number", refused, "paper", paper))
                            .body())
                    .contains("not kept for this paper");
        }
        assertThat(officers.post("admin", "/erasures/holds/end", Map.of("number", refused, "paper", "3-17/2033"))
                        .body())
                .contains("kept no longer");
        assertThat(officers.page("auditor", "/deeds")).contains("Case kept beyond its term", "Case kept no longer");
        assertThat(retention.run()).isEqualTo(1);
        assertThat(officers.bytes("mobility-KZ-75", "/erasures").statusCode()).isEqualTo(403);
    }

    @Test
    void itIsReadInEachLanguageAndOnANarrowScreen() {
        officers.post("admin", "/erasures/holds", Map.of("number", refused, "paper", "3-17/2033"));
        retention.run();
        var admin = officer("admin");
        var auditor = officer("auditor");
        for (var language : Language.values()) {
            for (var width : new int[] {1400, 360}) {
                admin.setViewportSize(width, 1200);
                admin.navigate(url("/erasures?until=2040-01-01&lang=" + language.tag()));
                assertThat((int) admin.evaluate("() => document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(width);
                picture(admin, "erasures-" + width + "-" + language.tag());
            }
            auditor.navigate(url("/cases/" + paid + "?lang=" + language.tag()));
            picture(auditor, "erased-case-" + language.tag());
            auditor.navigate(url("/cases/" + paid + "/story?lang=" + language.tag()));
            picture(auditor, "erased-story-" + language.tag());
        }
        admin.setViewportSize(1400, 1200);
    }

    private String counts() {
        return jdbc.sql("select stage, count(*) from case_overview group by stage order by stage")
                .query()
                .listOfRows()
                .toString();
    }
}
