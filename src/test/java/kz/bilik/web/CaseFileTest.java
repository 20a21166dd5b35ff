package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import kz.bilik.language.Language;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

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
