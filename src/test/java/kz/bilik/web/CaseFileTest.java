package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.util.HtmlUtils;

/** How the case file words what it tells. */
@ProcedureTest
class CaseFileTest {

    private static final String READER = "mobility-KZ-75";

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    JdbcClient database;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Texts texts;

    private OfficersOverHttp officers;

    @BeforeEach
    void begin() {
        stage.clear();
        officers = new OfficersOverHttp(port);
    }

    @Test
    void theRegionStandsBeforeAnAddressThatDoesNotBeginWithIt() {
        var named = "/cases/" + story.applies("person-01", form -> lives(form, "Алматы қаласы, Достық даңғылы 100"));
        for (var language : Language.values()) {
            assertThat(officers.page(READER, named, language))
                    .contains(">Алматы қаласы, Достық даңғылы 100<")
                    .doesNotContain(", Алматы қаласы, Достық");
        }
        var bare = "/cases/" + story.applies("person-02", form -> lives(form, "Достық даңғылы 100"));
        assertThat(officers.page(READER, bare, Language.KK)).contains(">Алматы қаласы, Достық даңғылы 100<");
        assertThat(officers.page(READER, bare)).contains(">Almaty, Достық даңғылы 100<");
    }

    private static void lives(ObjectNode form, String address) {
        ((ObjectNode) form.get("residence")).put("address", address);
    }

    @Test
    void aTermOfOneDayIsWordedRightInEachLanguage() {
        var path = "/cases/" + story.applies("person-01");
        assertThat(officers.page(READER, path, Language.RU))
                .contains("до 15.09.2026; рабочих дней после 14.09.2026: 1 (");
        assertThat(officers.page(READER, path, Language.KK)).contains("14.09.2026 күнінен кейінгі 1 жұмыс күні (");
        assertThat(officers.page(READER, path)).contains("by 15.09.2026; working days after 14.09.2026: 1 (");
    }

    /** Over a case that is over nothing is to be decided. */
    @Test
    void theGroundsOfARefusalAreToBeDecidedOnlyWhileSomebodyHasToAct() {
        var application = story.applies("person-01");
        story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", "The work book is missing");
        stage.settle();
        for (var language : Language.values()) {
            var page = officers.page(READER, "/cases/" + application, language);
            assertThat(page)
                    .contains("The work book is missing", ">" + texts.in(language, "web.case.section.decided") + "<")
                    .doesNotContain(">" + texts.in(language, "web.case.section.decide") + "<");
        }
    }

    @Test
    void thePriceIsGroupedWhereverItStands() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        story.centreConfirms(application);
        for (var language : Language.values()) {
            assertThat(officers.page(READER, "/cases/" + application, language))
                    .contains("38 000 ")
                    .doesNotContain("38000");
        }
    }

    /** By its part in the case, and a centre by its name; an auditor reads the same, because nothing of it is personal. */
    @Test
    void theTimelineSaysForWhomAProgramActedThatCalledTheApi() {
        var applicant = new Caller(port, "person-01");
        var number = applicant.upload("/api/applications", applicant.application(form -> {}));
        assertThat(number.statusCode()).as(number.body()).isEqualTo(202);
        stage.settle();
        var application = database.sql("select number from application")
                .query(String.class)
                .single();
        story.careerCentreForwards(application);
        story.centreConfirms(application);
        var voucher = story.voucherOf(application);
        assertThat(new Caller(port, "centre-C-014")
                        .post("/api/vouchers/" + voucher + "/use", "")
                        .statusCode())
                .isEqualTo(200);
        assertThat(new Caller(port, "centre-C-014")
                        .post(
                                "/api/vouchers/" + voucher + "/exam-not-held",
                                "{\"cause\": \"NO_SHOW\", \"reason\": \"The holder did not come\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(applicant
                        .post("/api/vouchers/" + voucher + "/withdrawal", "")
                        .statusCode())
                .isEqualTo(200);
        var centres = Map.of(
                Language.KK, ", өз жүйесі арқылы",
                Language.RU, ", через свою систему",
                Language.EN, ", through its own system");
        var applicants = Map.of(Language.KK, "үміткер", Language.RU, "претендент", Language.EN, "the applicant");
        for (var language : Language.values()) {
            var name = catalogue.recognitionCentre("C-014").orElseThrow().name().in(language);
            for (var reader : List.of(READER, "auditor")) {
                var page = HtmlUtils.htmlUnescape(officers.page(reader, "/cases/" + application, language));
                var who = Pattern.compile("<span class=\"d-block small\">([^<]*)</span>")
                        .matcher(page.substring(page.indexOf("<ol class=\"list-group\"")))
                        .results()
                        .map(found -> found.group(1))
                        .toList();
                assertThat(who)
                        .as(reader + " in " + language)
                        .contains(name + centres.get(language), applicants.get(language))
                        .noneMatch(text -> text.contains("person-01") || text.contains("C-014"));
            }
        }
    }

    @Test
    void aVoucherThatStatesNoPartsSaysWhy() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        story.centreConfirms(application);
        database.sql("update voucher set issued_on = '2027-01-04', monthly_calculation_index = null, state_part = null,"
                        + " holder_part = null where application = ?")
                .param(application)
                .update();

        assertThat(officers.page(READER, "/cases/" + application))
                .contains(">Parts<", "index of 2027, which is not known yet")
                .doesNotContain(">Paid by the state<", ">Paid by the holder<");
        assertThat(officers.page(READER, "/cases/" + application, Language.RU))
                .contains("показателя 2027 года, который ещё не известен");
    }
}
