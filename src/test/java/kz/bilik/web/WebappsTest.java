package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.List;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The webapps as each role has them, with the engine's calls that the door lets through: whatever page he opens, no call
 * of it is refused, no red message appears, and the browser's console stays empty.
 */
@ProcedureTest
class WebappsTest extends InTheBrowser {

    private static final String COCKPIT = "/camunda/app/cockpit/default/#/";
    private static final String ADMIN = "/camunda/app/admin/default/#/";

    /** Where no policy of passwords is set, the engine answers this call with 404. */
    private static final String POLICY = "/identity/password-policy";

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    @Autowired
    HistoryService history;

    /** What went wrong in a window. */
    private final List<String> faults = new ArrayList<>();

    private Page watched(String officer) {
        var page = officer(officer);
        faults.clear();
        page.onResponse(answer -> {
            if (answer.status() >= 400
                    && answer.url().contains("/camunda/")
                    && !answer.url().endsWith(POLICY)) {
                faults.add(answer.status() + " " + answer.request().method() + " " + answer.url());
            }
        });
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.location().contains(POLICY)) {
                faults.add(message.text());
            }
        });
        page.onPageError(faults::add);
        return page;
    }

    private void look(Page page, String path) {
        page.navigate("about:blank");
        page.navigate(url(path));
        quiet(page, path);
    }

    private void quiet(Page page, String where) {
        page.waitForLoadState(LoadState.NETWORKIDLE);
        assertThat(page.locator(".page-notifications .alert-danger")).hasCount(0);
        assertThat(faults).as(where).isEmpty();
    }

    /** Every tab of the page that is open. */
    private void tabs(Page page, String selector) {
        var tabs = page.locator(selector);
        for (int tab = 0; tab < tabs.count(); tab++) {
            tabs.nth(tab).click();
            quiet(page, page.url() + " tab " + tab);
        }
    }

    @Test
    void anOfficerWorksInTheTasklist() {
        var application = story.applies("person-01");
        var page = watched("career-KZ-75-03");
        look(page, "/camunda/app/tasklist/default/");
        page.locator("li.task", new Page.LocatorOptions().setHasText(application))
                .first()
                .locator("h4 a")
                .click();
        assertThat(page.locator(".fjs-container")).isVisible();
        quiet(page, "form");
        tabs(page, "[cam-tasklist-task] .nav-tabs > li:visible a");
        for (var filter : page.locator(".task-filter .name a").all()) {
            filter.click();
            quiet(page, filter.textContent());
        }
        assertThat(page.locator(".createCommentLink")).hasCount(1);
        assertThat(page.locator(".createCommentLink")).not().isVisible();
        picture(page, "tasklist-of-an-officer");
    }

    @Test
    void anAuditorReadsCockpitThrough() {
        readsCockpit("auditor");
    }

    @Test
    void anAdministratorReadsCockpitThrough() {
        readsCockpit("admin");
    }

    private void readsCockpit(String officer) {
        story.receivesVoucher("person-02");
        story.applies("person-01");
        var page = watched(officer);
        for (var path : List.of("dashboard", "processes", "decisions", "tasks", "repository", "batch")) {
            look(page, COCKPIT + path);
        }
        repository.createProcessDefinitionQuery().latestVersion().list().forEach(process -> {
            look(page, COCKPIT + "process-definition/" + process.getId() + "/runtime");
            tabs(page, ".nav-tabs > li:visible a");
        });
        var instance = runtime.createProcessInstanceQuery()
                .processDefinitionKey("application")
                .list()
                .get(0)
                .getId();
        look(page, COCKPIT + "process-instance/" + instance + "/runtime");
        tabs(page, ".nav-tabs > li:visible a");
        picture(page, "cockpit-of-" + officer);
        repository
                .createDecisionDefinitionQuery()
                .latestVersion()
                .list()
                .forEach(table -> look(page, COCKPIT + "decision-definition/" + table.getId()));
        var decisions = history.createHistoricDecisionInstanceQuery().listPage(0, 1);
        decisions.forEach(decision -> look(page, COCKPIT + "decision-instance/" + decision.getId()));
        for (var deployment : repository.createDeploymentQuery().list()) {
            look(page, COCKPIT + "repository?deployment=" + deployment.getId());
        }
    }

    @Test
    void anAnalystReadsDiagramsAndTables() {
        var page = watched("analyst");
        for (var path : List.of("dashboard", "processes", "decisions", "repository")) {
            look(page, COCKPIT + path);
        }
        repository
                .createDecisionDefinitionQuery()
                .latestVersion()
                .list()
                .forEach(table -> look(page, COCKPIT + "decision-definition/" + table.getId()));
        repository
                .createProcessDefinitionQuery()
                .latestVersion()
                .list()
                .forEach(process -> look(page, COCKPIT + "process-definition/" + process.getId() + "/runtime"));
    }

    @Test
    void anAdministratorKeepsAccounts() {
        var page = watched("admin");
        for (var path : List.of(
                "users",
                "user-create",
                "users/career-KZ-75-03?tab=profile",
                "users/career-KZ-75-03?tab=account",
                "users/career-KZ-75-03?tab=groups",
                "users/career-KZ-75-03?tab=tenants",
                "groups",
                "group-create",
                "groups/auditor?tab=information",
                "groups/auditor?tab=users",
                "tenants",
                "system?section=system-settings-general",
                "system?section=system-settings-metrics")) {
            look(page, ADMIN + path);
        }
        // One call for all of them: of applications, tasks, and the last one.
        for (int resource : new int[] {0, 7, 21}) {
            look(page, ADMIN + "authorization?resource=" + resource);
        }
        picture(page, "admin-of-the-administrator");
    }

    @Test
    void whoeverOpensTheWelcomePageFindsHisPasswordToChangeAndNothingElse() {
        for (var officer : List.of("career-KZ-75-03", "auditor", "analyst", "admin")) {
            var page = watched(officer);
            look(page, "/camunda/app/welcome/default/#!/welcome");
            assertThat(page.locator(".user-profile .action-links a").first())
                    .not()
                    .isVisible();
            assertThat(page.locator(".user-profile .action-links a").last()).isVisible();
            picture(page, "welcome-of-" + officer);
        }
    }
}
