package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import kz.bilik.history.Operations;
import kz.bilik.history.Operations.Operation;
import kz.bilik.history.Operations.Sought;
import kz.bilik.language.Language;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people did with the engine by hand is told in words, and as it is meant where the engine's own words mislead. */
@ProcedureTest
class OperationsPageTest {

    private static final Sought EVERYTHING = new Sought(null, null, null, null);
    private static final Language EN = Language.EN;

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Operations operations;

    @Autowired
    IdentityService identity;

    @Autowired
    AuthorizationService authorizations;

    @Autowired
    FilterService filters;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcClient jdbc;

    private OfficersOverHttp officers;
    private int minute;

    @BeforeEach
    void begin() {
        stage.clear();
        officers = new OfficersOverHttp(port);
        jdbc.sql("delete from ACT_HI_OP_LOG where PROC_INST_ID_ is null").update();
    }

    @AfterEach
    void nobodyActs() {
        identity.clearAuthentication();
    }

    /** What the last operation was, in words; the next one is a minute later. */
    private Operation latest() {
        var latest = operations.outsideOfCases(EVERYTHING, 0, 1, EN).get(0);
        minute++;
        stage.stepTo(LocalDateTime.of(2026, 9, 14, 9, minute));
        actsAs("admin", "camunda-admin");
        return latest;
    }

    private void actsAs(String officer, String... groups) {
        identity.setAuthentication(officer, List.of(groups));
    }

    @Test
    void accountsGroupsAndRights() {
        actsAs("admin", "camunda-admin");
        var user = identity.newUser("asel");
        user.setFirstName("Asel");
        user.setLastName("Nurlanova");
        user.setPassword("long enough a password 1");
        identity.saveUser(user);
        try {
            assertThat(latest().text()).isEqualTo("User account Asel Nurlanova (asel): created");
            assertThat(latest().account()).isEqualTo("admin");
            assertThat(latest().more()).isEmpty();

            var renamed = identity.createUserQuery().userId("asel").singleResult();
            renamed.setLastName("Omarova");
            identity.saveUser(renamed);
            assertThat(latest().text()).isEqualTo("User account Asel Omarova (asel): changed");
            assertThat(latest().more()).containsExactly("Name or e-mail address was changed.");

            var again = identity.createUserQuery().userId("asel").singleResult();
            again.setPassword("long enough a password 2");
            identity.saveUser(again);
            assertThat(latest().more()).containsExactly("A new password was set.");

            identity.createMembership("asel", "career-centre.KZ-75-03");
            assertThat(latest().text())
                    .startsWith("Membership of a group Asel Omarova (asel) – ")
                    .doesNotContain("KZ-75-03")
                    .endsWith(": created");

            var right = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            right.setUserId("asel");
            right.setResource(Resources.TASK);
            right.setResourceId("*");
            right.addPermission(Permissions.READ);
            right.addPermission(TaskPermissions.TASK_WORK);
            authorizations.saveAuthorization(right);
            assertThat(latest().text()).isEqualTo("Right Asel Omarova (asel): created");
            assertThat(latest().more()).contains("Of what: Task", "Which one: all", "Way: granted");
            assertThat(latest().more()).anySatisfy(line -> assertThat(line).contains("read", "work on tasks"));
        } finally {
            identity.deleteUser("asel");
        }
        assertThat(latest().text()).contains("asel", "deleted");
    }

    @Test
    void whoTookATaskAndGaveItOnStandsInTheStoryOfTheCase() {
        var application = story.applies("person-01");
        var task =
                tasks.createTaskQuery().processInstanceBusinessKey(application).singleResult();
        actsAs("career-KZ-75-03", "career-centre.KZ-75-03", "officer");
        tasks.claim(task.getId(), "career-KZ-75-03");
        tasks.setAssignee(task.getId(), null);
        identity.clearAuthentication();

        var page = officers.page("auditor", "/cases/" + application + "/story");
        assertThat(page)
                .contains("Task taken: " + name(task), "Task given back: " + name(task))
                .doesNotContain("Task given to");
        assertThat(operations.outsideOfCases(EVERYTHING, 0, 50, EN))
                .noneMatch(operation -> operation.text().contains(name(task)));
    }

    private static String name(Task task) {
        return task.getName();
    }

    @Test
    void thePageFindsByOfficerPeriodAndKind() {
        actsAs("admin", "camunda-admin");
        var filter = filters.newTaskFilter("Mine alone");
        filters.saveFilter(filter);
        filters.deleteFilter(filter.getId());
        identity.clearAuthentication();

        for (var reader : List.of("auditor", "admin")) {
            assertThat(officers.page(reader, "/operations")).contains("Filter: deleted");
        }
        assertThat(officers.page("auditor", "/operations?kind=FILTERS&account=admin&from=2026-09-01&to=2026-12-31"))
                .contains("Filter: created");
        assertThat(officers.page("auditor", "/operations?kind=RIGHTS&account=nobody"))
                .contains("Nothing was found.");
        assertThat(officers.page("auditor", "/operations?to=2026-01-01")).contains("Nothing was found.");
        assertThat(officers.bytes("auditor", "/operations?from=%2B999999999-01-01")
                        .statusCode())
                .isEqualTo(422);
        assertThat(officers.page("auditor", "/operations?lang=kk")).contains("Сүзгі: жойылды");
        assertThat(officers.page("auditor", "/operations?lang=ru")).contains("Фильтр: удалено");
    }
}
