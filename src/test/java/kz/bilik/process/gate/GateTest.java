package kz.bilik.process.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kz.bilik.language.Language;
import kz.bilik.law.DecisionTables;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;

/** What an analyst deploys from Modeler: one file, under its bare name, what is unchanged filtered out. */
@ProcedureTest
class GateTest {

    @Autowired
    RepositoryService repository;

    @Autowired
    FormService forms;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    private final List<String> deployed = new ArrayList<>();

    @BeforeEach
    void begin() {
        stage.clear();
    }

    @AfterEach
    void asItWas() {
        LocaleContextHolder.resetLocaleContext();
        stage.clear();
        for (var at = deployed.size() - 1; at >= 0; at--) {
            repository.deleteDeployment(deployed.get(at), true);
        }
    }

    private DeploymentWithDefinitions deploy(Map<String, String> files) {
        var builder = repository
                .createDeployment()
                .source("Camunda Modeler")
                .name(files.keySet().iterator().next().replaceFirst("\\..*", ""))
                .enableDuplicateFiltering(false);
        files.forEach(builder::addString);
        var known = repository.createDeploymentQuery().list().stream()
                .map(each -> each.getId())
                .collect(Collectors.toSet());
        var deployment = builder.deployWithResult();
        if (!known.contains(deployment.getId())) {
            deployed.add(deployment.getId());
        }
        return deployment;
    }

    private DeploymentWithDefinitions deploy(String file, String text) {
        return deploy(Map.of(file, text));
    }

    private List<String> files(String deployment) {
        return repository.getDeploymentResourceNames(deployment).stream()
                .sorted()
                .toList();
    }

    @Test
    void aDiagramDeployedAloneKeepsItsForms() {
        var deployment = deploy(
                "application.bpmn",
                OwnFiles.text("application.bpmn")
                        .replace("name=\"Check application\"", "name=\"Recheck registration\""));
        assertThat(files(deployment.getId()))
                .containsExactly("application.bpmn", "forms/answerApplication.form", "forms/checkApplication.form");
        var task = story.openTask(story.applies("person-02"), "checkApplication");
        assertThat(task.getName()).isEqualTo("Recheck registration");
        assertThat(forms.getDeployedTaskForm(task.getId())).isNotEmpty();
    }

    @Test
    void aFormDeployedAloneTakesEffectOnTheDiagramThatShowsIt() throws Exception {
        var deployment = deploy(
                "checkApplication.form",
                OwnFiles.text("checkApplication.form").replace("\"label\": \"Decision\"", "\"label\": \"What now\""));
        assertThat(files(deployment.getId()))
                .contains("checkApplication.form", "forms/answerApplication.form", "processes/application.bpmn");
        var task = story.openTask(story.applies("person-02"), "checkApplication");
        try (var form = forms.getDeployedTaskForm(task.getId())) {
            assertThat(new String(form.readAllBytes(), StandardCharsets.UTF_8)).contains("What now");
        }
    }

    @Test
    void whatIsInForceIsUnchangedAndWhatIsNotIsDeployedAgain() {
        var version = version();
        var own = OwnFiles.text("application.bpmn");
        deploy("application.bpmn", own);
        assertThat(version()).as("in force under another name").isEqualTo(version);

        var changed = own.replace("name=\"Check application\"", "name=\"Recheck registration\"");
        deploy("application.bpmn", changed);
        assertThat(version()).isEqualTo(version + 1);
        deploy("application.bpmn", changed);
        assertThat(version()).as("again").isEqualTo(version + 1);

        // Something else takes its place, as an upgrade of the product would; then the analyst deploys his own again.
        deployed.add(Ungated.deploy(
                        repository,
                        repository.createDeployment().name("another").addString("processes/application.bpmn", own))
                .getId());
        assertThat(version()).isEqualTo(version + 2);
        deploy("application.bpmn", changed);
        assertThat(version()).as("not in force any more").isEqualTo(version + 3);
    }

    private int version() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("application")
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    @Test
    void aRefusalNamesEachFindingInTheLanguageOfWhoeverDeploys() {
        var wrong = OwnFiles.text("application.bpmn")
                .replace("${escalateChecks}", "${noSuchBean}")
                .replace("${checksPassed}", "${''.getClass().forName('java.lang.Runtime')}");
        var version = version();
        for (var language : Language.values()) {
            LocaleContextHolder.setLocale(language.locale());
            assertThatThrownBy(() -> deploy("application.bpmn", wrong))
                    .isInstanceOfSatisfying(BadUserRequestException.class, refused -> {
                        assertThat(refused.getMessage().lines()).hasSize(3);
                        assertThat(refused.getMessage())
                                .contains("application.bpmn, escalateChecks", "noSuchBean", "[bean-unknown]")
                                .contains("haveChecksPassedToCheckApplication", "[expression-reach]");
                    })
                    .hasMessageStartingWith(
                            switch (language) {
                                case KK -> "Іске қосылмады";
                                case RU -> "Не развёрнуто";
                                case EN -> "Not deployed";
                            });
        }
        assertThat(version()).isEqualTo(version);
        assertThat(repository
                        .createDeploymentQuery()
                        .deploymentSource("Camunda Modeler")
                        .count())
                .isZero();
    }

    @Test
    void whatIsTakenWithAWordOfWarningKeepsItBesideTheDeployment() throws Exception {
        LocaleContextHolder.setLocale(Language.EN.locale());
        var deployment = deploy(
                "year.bpmn", OwnFiles.text("year.bpmn").replace("name=\"Every week\"", "name=\"Whenever it suits\""));
        assertThat(files(deployment.getId())).containsExactly("warnings.txt", "year.bpmn");
        try (var told = repository.getResourceAsStream(deployment.getId(), "warnings.txt")) {
            assertThat(new String(told.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("year.bpmn, weekBegun", "Whenever it suits", "[words-missing]");
        }
    }

    @Test
    void theExamplesOfATableTravelWithIt(@Autowired DecisionTables tables) {
        var index = OwnFiles.text("monthly-calculation-index.dmn");
        var deployment = deploy("monthly-calculation-index.dmn", index.replace("MCI of 2026", "MCI of the year 2026"));
        assertThat(files(deployment.getId()))
                .contains("monthly-calculation-index.dmn", "monthly-calculation-index.examples.csv");
        assertThatThrownBy(() -> deploy(
                        "monthly-calculation-index.dmn", index.replace("<text>3932</text>", "<text>3933</text>")))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageContaining("[row-past]")
                .hasMessageContaining("[example-fails]");
        assertThatThrownBy(() -> deploy(
                        "reimbursement.dmn", OwnFiles.text("reimbursement.dmn").replace(">7<", ">8<")))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageContaining("technical-2024");
    }

    /** Modeler gives up after five seconds. */
    @Test
    void oneDiagramIsDeployedWithinASecond() {
        var text = OwnFiles.text("settlement.bpmn");
        deploy("settlement.bpmn", text.replace("name=\"Accept act\"", "name=\"Act received\""));
        var begun = System.nanoTime();
        deploy("settlement.bpmn", text.replace("name=\"Accept act\"", "name=\"Act paid\""));
        var took = (System.nanoTime() - begun) / 1_000_000;
        assertThat(took).isLessThan(1000);
    }
}
