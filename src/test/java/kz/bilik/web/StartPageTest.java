package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import kz.bilik.language.Language;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the start page says to whom. */
@ProcedureTest
class StartPageTest {

    private static final List<String> WHO_ENTERS_NUMBERS = List.of("analyst", "authorised", "admin");

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    private OfficersOverHttp officers;

    @BeforeEach
    void begin() {
        stage.clear();
        officers = new OfficersOverHttp(port);
    }

    @Test
    void whoEntersTheNumbersOfTheYearReadsFromDecemberOnWhichAreMissing() {
        for (var reader : WHO_ENTERS_NUMBERS) {
            assertThat(officers.page(reader, "/")).doesNotContain("Missing numbers of the year");
        }

        stage.morningOf(LocalDate.of(2026, 12, 1));

        for (var reader : WHO_ENTERS_NUMBERS) {
            assertThat(officers.page(reader, "/"))
                    .as(reader)
                    .contains("Missing numbers of the year", "The monthly calculation index of 2027 is not known");
        }
        assertThat(officers.page("analyst", "/", Language.KK)).contains("Жылдың жетіспейтін сандары");
        assertThat(officers.page("analyst", "/", Language.RU)).contains("показатель 2027 года не известен");
        assertThat(officers.page("mobility-KZ-75", "/")).doesNotContain("Missing numbers of the year");

        stage.morningOf(LocalDate.of(2027, 1, 5));
        assertThat(officers.page("analyst", "/")).contains("The monthly calculation index of 2027 is not known");
    }
}
