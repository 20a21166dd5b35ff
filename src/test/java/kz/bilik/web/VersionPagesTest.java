package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kz.bilik.language.Language;
import kz.bilik.process.gate.Ungated;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which versions there are, what runs by each, and what is another in one than in another. */
@ProcedureTest
class VersionPagesTest extends InTheBrowser {

    @Autowired
    RepositoryService repository;

    @Autowired
    IdentityService identity;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    private OfficersOverHttp officers;
    private final List<String> deployed = new ArrayList<>();

    /** The number of the version in force before the test. */
    private int before;

    @BeforeEach
    void anAnalystDeployed() throws Exception {
        stage.clear();
        officers = new OfficersOverHttp(port);
        before = version("application");
        story.applies("person-01");
        story.careerCentreForwards(story.applies("person-02"));
        deploy(
                Files.readString(Path.of("processes/application.bpmn"))
                        .replace(
                                "${endOf.careerCentreCheck(applicationNumber)}",
                                "${endOf.forwarding(applicationNumber)}")
                        .replace("name=\"Check application\"", "name=\"Answer application\""),
                Files.readString(Path.of("forms/checkApplication.form"))
                        .replace("\"label\": \"Decision\"", "\"label\": \"Application\""));
        story.applies("person-03");
    }

    private void deploy(String diagram, String form) throws Exception {
        identity.setAuthentication("analyst", List.of("analyst"));
        try {
            var models = repository
                    .createDeployment()
                    .name("application")
                    .source("Camunda Modeler")
                    .addString("application.bpmn", diagram)
                    .addString("checkApplication.form", form);
            try (var forms = Files.newDirectoryStream(Path.of("forms"))) {
                for (var each : forms) {
                    if (!each.endsWith("checkApplication.form")) {
                        models.addString(each.getFileName().toString(), Files.readString(each));
                    }
                }
            }
            deployed.add(Ungated.deploy(repository, models).getId());
        } finally {
            identity.clearAuthentication();
        }
    }

    @AfterEach
    void asItWas() {
        stage.clear();
        deployed.forEach(deployment -> repository.deleteDeployment(deployment, true));
    }

    private int version(String key) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    @Test
    void eachVersionIsThereWithWhoBroughtItAndWhereItsCasesStand() {
        for (var officer : List.of("analyst", "admin", "auditor")) {
            assertThat(officers.page(officer, "/versions"))
                    .contains("Camunda Modeler", "the product itself", "in force", "Answer application</span>: <span>1")
                    .contains("before=" + before + "&amp;after=" + (before + 1));
            assertThat(officers.page(officer, "/")).contains("/versions");
        }
        assertThat(officers.bytes("career-KZ-75-03", "/versions").statusCode()).isEqualTo(403);
        assertThat(officers.page("analyst", "/versions", Language.KK)).contains("Өтінішті");
    }

    @Test
    void twoVersionsAreDrawnSideBySideWithWhatIsAnother() {
        var page = officers.page("analyst", compared(before, before + 1));
        assertThat(page)
                .contains("<svg", ">changed</text>", "#ffe3a3")
                .contains("${endOf.careerCentreCheck(applicationNumber)}", "${endOf.forwarding(applicationNumber)}")
                .contains("Form: Answer application", "Decision", "Label");
        assertThat(officers.page("analyst", compared(before + 1, before + 1))).contains("Nothing is another.");
        assertThat(officers.bytes("analyst", compared(before, before + 7)).statusCode())
                .isEqualTo(404);
        assertThat(officers.bytes("analyst", "/versions/diagrams/none?before=1&after=1")
                        .statusCode())
                .isEqualTo(404);
        assertThat(officers.page("auditor", "/versions/tables/legalTerms?before=1&after=1"))
                .contains("Nothing is another.");
    }

    private static String compared(int before, int after) {
        return "/versions/diagrams/application?before=" + before + "&after=" + after;
    }

    @Test
    void bothAreReadInEachLanguageAndOnANarrowScreen() {
        var analyst = officer("analyst");
        for (var language : Language.values()) {
            for (var width : new int[] {1400, 360}) {
                analyst.setViewportSize(width, 1200);
                for (var path : List.of("/versions?", compared(before, before + 1) + "&")) {
                    analyst.navigate(url(path + "lang=" + language.tag()));
                    analyst.evaluate(
                            "() => document.querySelectorAll('details').forEach(each => { each.open = true; })");
                    assertThat((int) analyst.evaluate("() => document.documentElement.scrollWidth"))
                            .isLessThanOrEqualTo(width);
                    picture(
                            analyst,
                            (path.contains("diagrams") ? "versions-compared-" : "versions-") + width + "-"
                                    + language.tag());
                }
            }
        }
        analyst.setViewportSize(1400, 1200);
    }
}
