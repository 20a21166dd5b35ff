package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.bilik.casefile.CaseReaders;
import kz.bilik.distribution.Distributions;
import kz.bilik.distribution.Preparation;
import kz.bilik.distribution.Quotas;
import kz.bilik.language.Language;
import kz.bilik.officer.Officer;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the pages of a distribution and of a region's quota say of numbers that a review lowers (cl. 18). */
@ProcedureTest
class QuotaPagesTest {

    private static final Set<String> AUTHORISED_BODY = Set.of("authorised-body");
    private static final String QUOTA = "/distributions/quotas/KZ-75/2026";

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Preparation preparation;

    @Autowired
    Distributions distributions;

    @Autowired
    Quotas quotas;

    private OfficersOverHttp officers;

    @BeforeEach
    void begin() {
        stage.clear();
        officers = new OfficersOverHttp(port);
    }

    /** One voucher issued in the whole country is no measure of twenty regions. */
    @Test
    void aFigureThatIsTooSmallIsNamedAndDoesNotCount() {
        story.receivesVoucher("person-01");
        var review = story.ordersReview(LocalDate.of(2026, 10, 1));
        Map.of(
                        Language.EN, "Vouchers issued: 1 in the whole country, fewer than 100.",
                        Language.RU, "Выдано ваучеров: 1 по всей стране, меньше 100.",
                        Language.KK, "Берілген ваучерлер: бүкіл ел бойынша 1, 100 санынан аз.")
                .forEach((language, words) -> assertThat(
                                officers.page("authorised", "/distributions/" + review, language))
                        .contains(words));
    }

    @Test
    void aReviewThatGivesLessThanWasGivenOutWarnsOfItAndTheQuotaReadsSensiblyAfterwards() {
        story.receivesVoucher("person-01");
        story.applies("person-02");
        var number = story.ordersReview(LocalDate.of(2026, 10, 1));
        story.setsTotals(number, 300, 200, 200);
        var elsewhere = distributions.statistics(number).stream()
                .filter(region -> region.region().equals("KZ-75"))
                .findFirst()
                .orElseThrow()
                .issuedElsewhere();
        var page = "/distributions/" + number;
        assertThat(officers.page("authorised", page)).doesNotContain("Almaty, 2026:");

        var proposed = share(number, "KZ-75");
        adjust(number, "KZ-75", 1);
        assertThat(officers.page("authorised", page))
                .contains("Nobody loses a voucher")
                .contains("<li>Almaty, 2026: 1 published, " + (elsewhere + 2) + " already reserved or issued</li>");
        // Also beside the numbers of another year, which are all right.
        assertThat(officers.page("auditor", page + "?year=2027")).contains("Almaty, 2026: 1 published");
        assertThat(officers.page("authorised", page, Language.RU)).contains("2026 год: публикуется 1, уже");
        assertThat(officers.page("authorised", page, Language.KK)).contains("2026 жыл: жарияланатыны – 1, сақталғаны");

        adjust(number, "KZ-71", share(number, "KZ-71") + proposed - 1);
        story.completes("authorised", AUTHORISED_BODY, number, "adjustShares", Map.of("decision", "hand-over"));
        story.completes(
                "head-authorised", AUTHORISED_BODY, number, "approveDistribution", Map.of("decision", "approve"));
        stage.morningOf(LocalDate.of(2026, 10, 1));

        assertThat(officers.page("authorised", page)).doesNotContain("Nobody loses a voucher");
        assertThat(officers.page("mobility-KZ-75", QUOTA))
                .contains("1 reserved, 1 issued, 0 left.")
                .contains((elsewhere + 1) + " more than published are reserved or issued")
                .contains("<td>1 (−39)</td>")
                .contains("<td>40</td>");
        assertThat(officers.page("mobility-KZ-75", QUOTA, Language.RU)).contains("больше, чем опубликовано, на");
        assertThat(officers.page("mobility-KZ-75", "/distributions/quotas/KZ-75/2027"))
                .doesNotContain("more than published");
    }

    @Test
    void theLedgerLeadsToTheCasesAndSaysInTheReadersLanguageThatAVoucherWasReservedOnAppeal() {
        var application = story.applies("person-01");
        quotas.release(application, "cl. 8");
        quotas.reserveOnAppeal("KZ-75", 2026, application);
        var link = "<a href=\"/cases/" + application + "\">" + application + "</a>";

        for (var reader : List.of("mobility-KZ-75", "auditor", "authorised")) {
            assertThat(officers.page(reader, QUOTA)).contains(link, "<td>decision on appeal</td>");
            assertThat(officers.get(reader, "/cases/" + application, Language.EN)
                            .statusCode())
                    .as(reader)
                    .isEqualTo(200);
        }
        assertThat(officers.page("mobility-KZ-75", QUOTA, Language.RU)).contains("<td>решение по жалобе</td>");
        assertThat(officers.page("mobility-KZ-75", QUOTA, Language.KK))
                .contains("<td>шағым бойынша шешім</td>")
                .doesNotContain(">appeal<");
        for (var group : List.of("career-centre.KZ-75-03", "recognition-centre.C-014", "mobility-centre.KZ-71")) {
            assertThat(CaseReaders.readsAllOf(new Officer("somebody", Set.of(group)), "KZ-75"))
                    .as(group)
                    .isFalse();
        }
    }

    private void adjust(String number, String region, int vouchers) {
        story.as(
                "authorised",
                AUTHORISED_BODY,
                () -> story.adjusts(number, region, 2026, vouchers, "Fewer recognition centres"));
    }

    private int share(String number, String region) {
        return distributions.shares(number).stream()
                .filter(share -> share.region().equals(region) && share.year() == 2026)
                .findFirst()
                .orElseThrow()
                .vouchers();
    }
}
