package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.bilik.language.Language;
import kz.bilik.migration.Migrations;
import kz.bilik.process.gate.Ungated;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An analyst proposes to move cases to another version, an administrator carries it out, an auditor reads it. */
@ProcedureTest
class MigrationPagesTest extends InTheBrowser {

    @Autowired
    RepositoryService repository;

    @Autowired
    Migrations migrations;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    private OfficersOverHttp officers;
    private String deployed;
    private String application;
    private int before;

    @BeforeEach
    void aTaskWasRenamed() throws Exception {
        stage.clear();
        officers = new OfficersOverHttp(port);
        application = story.applies("person-01");
        before = latest();
        // Whatever else stands there goes on, and this one has no place in the new version.
        story.careerCentreForwards(story.applies("person-02"));
        var models = repository
                .createDeployment()
                .name("application")
                .addString(
                        "application.bpmn",
                        Files.readString(Path.of("processes/application.bpmn"))
                                .replace("name=\"Check application\"", "name=\"Check the application\""));
        try (var forms = Files.newDirectoryStream(Path.of("forms"))) {
            for (var form : forms) {
                models.addString(form.getFileName().toString(), Files.readString(form));
            }
        }
        deployed = Ungated.deploy(repository, models).getId();
    }

    @AfterEach
    void asItWas() {
        stage.clear();
        jdbc.sql("delete from migration_case").update();
        jdbc.sql("delete from migration").update();
        repository.deleteDeployment(deployed, true);
    }

    private int latest() {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("application")
                .latestVersion()
                .singleResult()
                .getVersion();
    }

    private Map<String, String> proposal() {
        return Map.of(
                "key",
                "application",
                "before",
                String.valueOf(before),
                "after",
                String.valueOf(before + 1),
                "reason",
                "№ 7/24",
                "to.checkApplication",
                "checkApplication",
                "to.answerApplication",
                "answerApplication");
    }

    private String planPage() {
        return "/versions/diagrams/application/migration?before=" + before + "&after=" + (before + 1);
    }

    private long latestId() {
        return jdbc.sql("select max(id) from migration").query(Long.class).single();
    }

    @Test
    void anAnalystProposesAndAnAdministratorCarriesOut() {
        assertThat(officers.page("analyst", "/versions")).contains("/versions/diagrams/application/migration");
        assertThat(officers.page("analyst", planPage()))
                .contains("Cases that go by the earlier version: 2.", "Check the application", "to.answerApplication");
        assertThat(officers.post("analyst", "/versions/migrations/proposal", proposal())
                        .body())
                .contains("The plan is proposed and is being tried.", "The plan is being tried");
        var id = latestId();
        var page = "/versions/migrations/" + id;
        migrations.goOn(id, 100);
        assertThat(officers.page("analyst", page))
                .contains("The plan was tried", "Can be moved")
                .doesNotContain("Move the cases</button>");
        // The door does not let an analyst press, and nobody but him and administrators propose.
        assertThat(officers.post("analyst", page + "/carrying-out", Map.of()).statusCode())
                .isEqualTo(403);
        assertThat(officers.post("auditor", "/versions/migrations/proposal", proposal())
                        .statusCode())
                .isEqualTo(403);
        assertThat(officers.post("admin", page + "/carrying-out", Map.of()).body())
                .contains("The cases are being moved.");
        assertThat(officers.post("admin", page + "/stop", Map.of()).body()).contains("Stopped by hand");
        assertThat(officers.post("admin", page + "/going-on", Map.of()).body()).contains("It goes on.");
        migrations.goOn(id, 100);
        assertThat(officers.page("auditor", page)).contains("Carried out to the end", "Moved", "№ 7/24");
        assertThat(officers.page("auditor", "/versions/migrations")).contains("Carried out to the end");
        assertThat(officers.page("admin", "/deeds"))
                .contains(
                        "Move of cases to another version proposed",
                        "Move of cases to another version begun",
                        "№ 7/24");
        assertThat(officers.page("auditor", "/cases/" + application + "/story")).contains("moved to another version");
        assertThat(story.openTask(application, "checkApplication").getName()).isEqualTo("Check the application");
    }

    @Test
    void whoProposesDoesNotCarryOutAndAReasonIsGiven() {
        var without = new HashMap<>(proposal());
        without.put("reason", " ");
        assertThat(officers.post("admin", "/versions/migrations/proposal", without)
                        .body())
                .contains("Say why the cases are moved");
        officers.post("admin", "/versions/migrations/proposal", proposal());
        migrations.goOn(latestId(), 100);
        assertThat(officers.post("admin", "/versions/migrations/" + latestId() + "/carrying-out", Map.of())
                        .body())
                .contains("Who proposed the plan does not carry it out");
        assertThat(officers.bytes("career-KZ-75-03", "/versions/migrations").statusCode())
                .isEqualTo(403);
    }

    @Test
    void theyAreReadInEachLanguageAndOnANarrowScreen() {
        officers.post("analyst", "/versions/migrations/proposal", proposal());
        var id = latestId();
        // One that has ended meanwhile, so that a reason is to be read.
        jdbc.sql(
                        "insert into migration_case (migration, instance, number, outcome) values (?, 'gone', 'A-2026-75-999999', 'WAITING')")
                .param(id)
                .update();
        migrations.goOn(id, 100);
        var admin = officer("admin");
        for (var language : Language.values()) {
            for (var width : new int[] {1400, 360}) {
                admin.setViewportSize(width, 1200);
                for (var path :
                        List.of(planPage() + "&", "/versions/migrations/" + id + "?", "/versions/migrations?")) {
                    admin.navigate(url(path + "lang=" + language.tag()));
                    assertThat((int) admin.evaluate("() => document.documentElement.scrollWidth"))
                            .isLessThanOrEqualTo(width);
                    var name = path.contains("diagrams") ? "plan" : path.contains(id + "?") ? "one" : "all";
                    picture(admin, "migration-" + name + "-" + width + "-" + language.tag());
                }
            }
        }
        admin.setViewportSize(1400, 1200);
    }
}
