package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import kz.bilik.language.Language;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page that says which number of the law held on which day, and by which deployed version of its table. */
@ProcedureTest
class LawPageTest {

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    RepositoryService repository;

    private OfficersOverHttp officers;

    @BeforeEach
    void begin() {
        stage.clear();
        officers = new OfficersOverHttp(port);
    }

    @Test
    void theRowsThatHoldOnADayStandThereInWords() {
        var today = page("/law", Language.EN);
        assertThat(today)
                .contains("MCI of 2026", ">4325<", "cl. 10: validity (calendar days)", ">60<", ">15.10<")
                .contains(">social and humanitarian<", ">cl. 14.1<", "from 4, below 9", ">any of them<")
                .doesNotContain("SOCIAL_HUMANITARIAN", "MCI of 2025");
        assertThat(page("/law?day=2025-05-05", Language.RU)).contains(">3932<").doesNotContain(">4325<");
        assertThat(page("/law?day=2019-01-01", Language.KK)).contains("01.01.2019 күніне бірде-бір жол жоқ");
        var wrong = officers.get("auditor", "/law?day=2026-13-40", Language.EN);
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("That is no day, or not one between 01.01.2000 and 31.12.2099.");
    }

    @Test
    void aDayThatHasPassedIsReadByTheVersionThatWasDeployedThen() throws IOException {
        stage.morningOf(LocalDate.of(2027, 3, 1));
        var deployment = repository
                .createDeployment()
                .name("amended")
                .addString(
                        "monthly-calculation-index.dmn",
                        Files.readString(Path.of("processes/monthly-calculation-index.dmn"))
                                .replace("MCI of 2026", "MCI of 2026, amended"))
                .deploy();
        try {
            assertThat(page("/law?day=2026-12-01&known=0", Language.EN)).contains("MCI of 2026, amended");
            assertThat(page("/law?day=2026-12-01&known=1", Language.EN))
                    .contains("MCI of 2026")
                    .doesNotContain("MCI of 2026, amended");
        } finally {
            repository.deleteDeployment(deployment.getId());
        }
    }

    private String page(String path, Language language) {
        var answer = officers.get("auditor", path, language);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }
}
