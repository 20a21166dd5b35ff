package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kz.bilik.language.Language;
import kz.bilik.process.words.ModelTexts;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an analyst deployed and nobody has translated is translated on a page. */
@ProcedureTest
class ModelWordsPageTest extends InTheBrowser {

    private static final String ROW = "Edition that somebody has put into other words";
    private static final String FORM = "Decision of somebody else";

    @Autowired
    JdbcClient jdbc;

    @Autowired
    RepositoryService repository;

    @Autowired
    ModelTexts texts;

    private OfficersOverHttp officers;
    private Set<String> deployments;

    @BeforeEach
    void anAnalystDeployed() throws Exception {
        officers = new OfficersOverHttp(port);
        deployments = deployments();
        var table = Files.readString(Path.of("processes/legal-terms.dmn"))
                .replace("Edition of 23 August 2024 (Order No. 325)", ROW);
        var form = Files.readString(Path.of("forms/decideCertificate.form"))
                .replaceFirst("\"label\": *\"Decision\"", "\"label\": \"" + FORM + "\"");
        assertThat(form).contains(FORM);
        repository
                .createDeployment()
                .name("legal-terms")
                .source("Camunda Modeler")
                .addString("legal-terms.dmn", table)
                .addString("decideCertificate.form", form)
                .deploy();
    }

    @AfterEach
    void asItWas() {
        jdbc.sql("delete from model_words").update();
        repository.createDeploymentQuery().list().stream()
                .map(Deployment::getId)
                .filter(deployment -> !deployments.contains(deployment))
                .forEach(repository::deleteDeployment);
    }

    private Set<String> deployments() {
        return repository.createDeploymentQuery().list().stream()
                .map(Deployment::getId)
                .collect(Collectors.toSet());
    }

    private String said() {
        return repository.createDeploymentQuery().list().stream()
                .map(Deployment::getId)
                .filter(deployment -> !deployments.contains(deployment))
                .filter(deployment ->
                        repository.getDeploymentResourceNames(deployment).contains("warnings.txt"))
                .map(deployment -> read(deployment, "warnings.txt"))
                .collect(Collectors.joining());
    }

    private String read(String deployment, String name) {
        try (var content = repository.getResourceAsStream(deployment, name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @Test
    void whatIsMissingIsNamedAtTheDeploymentAndEnteredOnThePage() {
        assertThat(said()).contains(ROW, FORM, "[words-missing]", "legal-terms.dmn", "decideCertificate.form");
        assertThat(officers.page("analyst", "/words"))
                .contains(ROW, FORM, "Texts: 2", "legal-terms.dmn", "decideCertificate.form");
        assertThat(officers.page("auditor", "/law", Language.KK)).contains(ROW);

        assertThat(officers.post(
                                "analyst",
                                "/words/enter",
                                Map.of("english", ROW, "kk", "Басқа сөздер", "ru", "Иные слова"))
                        .body())
                .contains("The words are saved.", "Texts: 1")
                .doesNotContain(ROW);
        assertThat(officers.page("auditor", "/law", Language.KK)).contains("Басқа сөздер");
        assertThat(officers.page("auditor", "/law", Language.RU)).contains("Иные слова");
        assertThat(officers.page("auditor", "/law", Language.EN)).contains(ROW);
        assertThat(officers.page("auditor", "/words?which=ENTERED&part=" + "Иные".toLowerCase()))
                .contains(ROW, "Басқа сөздер", "Entered by analyst on");
        assertThat(officers.page("auditor", "/deeds")).contains("analyst", ROW, "kk: Басқа сөздер");

        // Taken back, it is missing again.
        officers.post("analyst", "/words/enter", Map.of("english", ROW, "kk", "", "ru", "Иные слова"));
        assertThat(officers.page("analyst", "/words")).contains(ROW, "Taken back by analyst");
        assertThat(jdbc.sql("select count(*) from model_words")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void wordsOfAPersonCountBeforeThoseOfTheProductAndTheDifferenceIsShown() {
        var english = "Check application";
        var shipped = texts.in(Language.RU, english);
        officers.post(
                "analyst",
                "/words/enter",
                Map.of("english", english, "kk", texts.in(Language.KK, english), "ru", "Смотрим"));
        assertThat(texts.in(Language.RU, english)).isEqualTo("Смотрим");
        assertThat(officers.page("analyst", "/words?which=DIFFERENT")).contains(english, "The product says:", shipped);
        assertThat(jdbc.sql("select count(*) from model_words")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    /** Another node has entered them. */
    @Test
    void whatAnotherNodeHasTakenIsShownHere() throws Exception {
        assertThat(officers.page("auditor", "/law", Language.RU)).contains(ROW);
        jdbc.sql(
                        "insert into model_words (language, english, words, officer, at) values ('ru', ?, 'С узла', 'analyst', ?)")
                .params(ROW, java.time.OffsetDateTime.parse("2026-09-14T09:00:00+05:00"))
                .update();
        org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(officers.page("auditor", "/law", Language.RU))
                .contains("С узла"));
    }

    @Test
    void wordsStayWordsWhereverTheyAreShown() {
        for (var wrong : List.of("<b>", "{{name}}", "=1+1", "a\nb", "x".repeat(2001))) {
            assertThat(officers.post("analyst", "/words/enter", Map.of("english", ROW, "kk", wrong))
                            .body())
                    .as(wrong)
                    .contains("Words have no line ends");
        }
        assertThat(officers.post("analyst", "/words/enter", Map.of("english", "said nowhere", "kk", "сөз"))
                        .body())
                .contains("No diagram, form or table in force says that text any more.");
        for (var officer : List.of("admin", "auditor", "career-KZ-75-03")) {
            assertThat(officers.post(officer, "/words/enter", Map.of("english", ROW, "kk", "сөз"))
                            .statusCode())
                    .as(officer)
                    .isEqualTo(403);
        }
        assertThat(jdbc.sql("select count(*) from model_words")
                        .query(Integer.class)
                        .single())
                .isZero();
        var sign = "& \" ' тексеру";
        officers.post("analyst", "/words/enter", Map.of("english", "Check application", "kk", sign));
        var diagram = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("application")
                .latestVersion()
                .singleResult();
        assertThat(officers.get(
                                "admin",
                                "/camunda/api/engine/engine/default/process-definition/" + diagram.getId() + "/xml",
                                Language.KK)
                        .body())
                .contains("name=\\\"&amp; &quot; ' тексеру\\\"");
    }

    @Test
    void itIsReadInEachLanguageAndOnANarrowScreen() {
        var analyst = officer("analyst");
        for (var language : Language.values()) {
            for (var width : new int[] {1400, 390}) {
                analyst.setViewportSize(width, 1200);
                analyst.navigate(url("/words?lang=" + language.tag()));
                assertThat((int) analyst.evaluate("() => document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(width);
                picture(analyst, "words-" + width + "-" + language.tag());
            }
        }
    }
}
