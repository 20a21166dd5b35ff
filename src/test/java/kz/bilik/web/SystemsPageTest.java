package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import kz.bilik.language.Language;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The administrator sees which system holds up how many steps, and starts them all with one press. */
@ProcedureTest
class SystemsPageTest {

    private static final String PAGE = "/systems";

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    RuntimeService runtime;

    private OfficersOverHttp officers;

    @BeforeEach
    void begin() {
        stage.clear();
        LabourMarketAis.beginAnew();
        officers = new OfficersOverHttp(port);
    }

    @AfterEach
    void end() {
        LabourMarketAis.beginAnew();
    }

    @Test
    void theAdministratorReadsWhatWaitsAndStartsAllOfOneSystem() {
        assertThat(officers.page("admin", "/")).contains("href=\"/systems\"");
        assertThat(officers.page("admin", PAGE))
                .contains("Labour Market AIS", "No step waits.", "every 15 minutes")
                .doesNotContain("Restart all");

        LabourMarketAis.breaksDown();
        var application = story.applies("person-01");
        var other = story.applies("person-02");
        stage.morningOf(LocalDate.of(2026, 9, 17));

        assertThat(officers.page("admin", PAGE))
                .contains("14.09.2026 09:00", "HTTP 503", "Restart all")
                .doesNotContain("920315390109", application);
        assertThat(officers.page("admin", PAGE, Language.KK)).contains("«Еңбек нарығы» ААЖ", "Бәрін қайта бастау");
        assertThat(officers.page("admin", PAGE, Language.RU)).contains("АИС «Рынок труда»", "Перезапустить все");
        assertThat(officers.page("admin", "/notices"))
                .contains("The automatic checks of application " + application, "Outside systems");

        LabourMarketAis.worksAgain();
        assertThat(officers.post("admin", PAGE + "/LABOUR_MARKET/restart", Map.of())
                        .body())
                .contains("Steps restarted: 2.");
        stage.settle();
        assertThat(runtime.createIncidentQuery().count()).isZero();
        assertThat(story.openTasks(application)).containsExactly("checkApplication");
        assertThat(story.openTasks(other)).containsExactly("checkApplication");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"head-mobility-KZ-75", "career-KZ-75-03", "centre-C-014", "authorised", "auditor", "analyst"})
    void nobodyElseHasThisPage(String stranger) {
        assertThat(officers.get(stranger, PAGE, Language.EN).statusCode()).isEqualTo(403);
        assertThat(officers.post(stranger, PAGE + "/LABOUR_MARKET/restart", Map.of())
                        .statusCode())
                .isEqualTo(403);
        assertThat(officers.page(stranger, "/")).doesNotContain("href=\"/systems\"");
    }

    @Test
    void aSystemThatThereIsNotIsNotFound() {
        assertThat(officers.post("admin", PAGE + "/WEATHER/restart", Map.of()).statusCode())
                .isBetween(400, 404);
    }
}
