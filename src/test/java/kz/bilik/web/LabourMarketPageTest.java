package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import kz.bilik.language.Language;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What officers read at {@code /labour-market} of what the AIS was told, and the administrator of what waits. */
@ProcedureTest
class LabourMarketPageTest {

    private static final String PAGE = "/labour-market";

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
        LabourMarketAis.beginAnew();
        officers = new OfficersOverHttp(port);
    }

    @AfterEach
    void theAisWorks() {
        LabourMarketAis.beginAnew();
    }

    @Test
    void eachReadsOfTheCasesThatHeReadsWithPersonsMaskedAsInTheCaseFile() {
        var voucher = story.receivesVoucher("person-01");
        var refused = story.applies("person-02");
        story.careerCentreRefuses(refused, "INCOMPLETE_DOCUMENTS", "Диплом жоқ");
        stage.morningOf(LocalDate.of(2026, 10, 9));
        var certificate = story.sendsCertificate(voucher, LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 9));
        story.mobilityCentreRejects(certificate, "UNREADABLE");
        stage.theDemosAisKnowsEverything();
        var application = database.sql("select application from voucher where number = ?")
                .param(voucher)
                .query(String.class)
                .single();

        var mobilityCentre = officers.page("mobility-KZ-75", PAGE);
        assertThat(mobilityCentre)
                .contains(application, refused, voucher, "920315390109", "Voucher issued", "Диплом жоқ", "cl. 10.1")
                .contains("Copy of a sick-leave certificate received", "The copy cannot be read", "Welder, level 4")
                .contains("The documents are not complete: Диплом жоқ")
                .doesNotContain("Not delivered yet", "Көшірме оқылмайды");
        assertThat(mobilityCentre.indexOf(application)).as("told of last").isLessThan(mobilityCentre.indexOf(refused));
        assertThat(mobilityCentre.indexOf("Application sent to the recognition centre"))
                .as("in the order of the case")
                .isLessThan(mobilityCentre.indexOf("Voucher issued"));
        assertThat(officers.page("auditor", PAGE))
                .contains(application, "920315******")
                .doesNotContain("920315390109", "The copy cannot be read");
        assertThat(officers.page("centre-C-014", PAGE)).contains(application).doesNotContain(refused);
        assertThat(officers.page("mobility-KZ-71", PAGE)).doesNotContain(application, "920315");
        assertThat(officers.page("admin", PAGE)).contains("Not delivered yet").doesNotContain(application, "920315");
        assertThat(officers.page("auditor", PAGE, Language.RU))
                .contains("Ваучер выдан", "АИС «Рынок труда»", "Представлен неполный пакет документов: Диплом жоқ");
        assertThat(officers.page("auditor", PAGE, Language.KK)).contains("Ваучер берілді", "«Еңбек нарығы» ААЖ");

        assertThat(database.sql(
                                "select distinct number from case_read where officer = 'centre-C-014' and what = 'REPORTS'")
                        .query(String.class)
                        .list())
                .as("who has read whom")
                .contains(application)
                .doesNotContain(refused);
    }

    @Test
    void theAdministratorSeesWhatWaitsAndLetsItBeTriedAtOnce() {
        LabourMarketAis.beginAnew();
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        LabourMarketAis.breaksDown();
        stage.deliver();

        assertThat(officers.page("admin", PAGE))
                .contains("Waiting reports: 1, the oldest since 14.09.2026", "HTTP 503");
        assertThat(officers.page("admin", "/")).contains("href=\"/labour-market\"");
        assertThat(officers.post("auditor", PAGE + "/try-again", Map.of()).statusCode())
                .isEqualTo(404);
        var pausesUntil = database.sql("select count(*) from labour_market_case where due_at > current_timestamp");
        assertThat(pausesUntil.query(Integer.class).single()).isEqualTo(1);

        assertThat(officers.post("admin", PAGE + "/try-again", Map.of()).body()).contains("They are tried");
        assertThat(pausesUntil.query(Integer.class).single()).isZero();
        stage.morningOf(LocalDate.of(2026, 9, 16));
        stage.deliver();
        assertThat(officers.page("admin", "/notices"))
                .contains("Since 14.09.2026", "waiting: 1", "href=\"/labour-market\">Labour Market AIS</a>");
        LabourMarketAis.worksAgain();
        stage.deliver();
        assertThat(officers.page("admin", PAGE)).contains("Everything has been delivered.");
    }
}
