package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import kz.bilik.support.ProcedureTest;
import kz.bilik.voucher.Vouchers;
import org.camunda.bpm.engine.HistoryService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An auditor reads in Cockpit what is over: the way of a case on its diagrams, and what was done in it. */
@ProcedureTest
class HistoryInCockpitTest extends InTheBrowser {

    private static final String COCKPIT = "/camunda/app/cockpit/default/#/";

    @Autowired
    HistoryService history;

    @Autowired
    Vouchers vouchers;

    private final List<String> faults = new ArrayList<>();

    private Page auditor() {
        var page = officer("auditor");
        faults.clear();
        page.onResponse(answer -> {
            if (answer.status() >= 400 && !answer.url().contains("/identity/password-policy")) {
                faults.add(answer.status() + " " + answer.url());
            }
        });
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.location().contains("/identity/password-policy")) {
                faults.add(message.text());
            }
        });
        page.onPageError(faults::add);
        return page;
    }

    private void look(Page page, String path) {
        page.navigate("about:blank");
        page.navigate(url(path));
        page.waitForLoadState(LoadState.NETWORKIDLE);
    }

    private void speaks(Page page, String language) {
        page.context().addCookies(List.of(new Cookie("bilik-language", language).setUrl(url("/"))));
    }

    /** A case that is over to the last tenge; answers its application. */
    private String paid() {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var act = story.examHeld("1", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreReturnsAct(act, "The price is another one");
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        story.ordersOf(act).forEach(order -> story.bankConfirms(order.number()));
        return vouchers.get(voucher).application();
    }

    private String instance(String application, String process) {
        return history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(application)
                .processDefinitionKey(process)
                .singleResult()
                .getId();
    }

    /** WCAG 2.2 AA as far as a program can tell, of what is ours on the page. */
    private void examine(Page page) {
        assertThat(faults).isEmpty();
        var results = new AxeBuilder(page)
                .include(".bilik-history")
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .setLegacyMode(true)
                .analyze();
        assertThat(results.getViolations().stream()
                        .flatMap(rule -> rule.getNodes().stream().map(node -> rule.getId() + ": " + node.getHtml())))
                .isEmpty();
        // To look at colours, axe-core asks for style sheets that it does not find.
        faults.clear();
    }

    @Test
    void aFinishedCaseIsOneStoryOverAllItsDiagrams() {
        var application = paid();
        var page = auditor();
        // Cockpit itself leads from what no longer runs to what is over; that it asks for it in vain it says in the
        // console.
        look(page, COCKPIT + "process-instance/" + instance(application, "application") + "/runtime");
        assertThat(page).hasURL(Pattern.compile(".*/history.*"));
        faults.clear();
        look(page, COCKPIT + "process-instance/" + instance(application, "application") + "/history");
        assertThat(page.locator(".bilik-course .bilik-diagram svg .djs-element").first())
                .isVisible();
        assertThat(page.locator(".bilik-course")).hasCount(3);
        var diagrams = page.locator(".bilik-course");
        assertThat(diagrams.nth(0).locator(".djs-connection.bilik-taken")).hasCount(22);
        assertThat(diagrams.nth(0).locator("[data-element-id=isInOrderToRefusal].bilik-taken"))
                .hasCount(0);
        assertThat(diagrams.nth(2).locator("[data-element-id=actReturnedToReturnAct].bilik-taken"))
                .hasCount(1);
        assertThat(page.locator(".bilik-trail")).containsText("The price is another one");
        picture(page, "history-of-a-case");
        page.locator(".bilik-course")
                .first()
                .screenshot(new Locator.ScreenshotOptions().setPath(Path.of("target/screenshots/history-diagram.png")));

        // Either way round.
        var step = page.locator(".bilik-trail li[data-element=checkApplication] .bilik-at")
                .first();
        step.focus();
        page.keyboard().press("Enter");
        assertThat(diagrams.nth(0).locator("[data-element-id=checkApplication]"))
                .hasClass(Pattern.compile(".*bilik-chosen.*"));
        diagrams.nth(2).locator("[data-element-id=acceptAct]").first().click(new Locator.ClickOptions().setForce(true));
        assertThat(page.locator(".bilik-trail li[data-element=acceptAct].bilik-chosen")
                        .first())
                .isVisible();
        picture(page, "history-of-a-case-chosen");
        assertThat(faults).isEmpty();
        for (var language : List.of("kk", "ru")) {
            speaks(page, language);
            look(page, COCKPIT + "process-instance/" + instance(application, "application") + "/history");
            assertThat(page.locator(".bilik-course .bilik-diagram svg .djs-element")
                            .first())
                    .isVisible();
            picture(page, "history-of-a-case-" + language);
            examine(page);
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void aVersionOfADiagramShowsTheCasesThatHaveGoneThroughItAndHowLongTheyStood() {
        var application = paid();
        story.applies("person-02");
        var page = auditor();
        var definition = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(application)
                .processDefinitionKey("application")
                .singleResult()
                .getProcessDefinitionId();
        look(page, COCKPIT + "process-definition/" + definition + "/history");
        assertThat(page.locator(".bilik-wide tbody tr")).hasCount(2);
        assertThat(page.locator(".bilik-diagram svg .djs-element").first()).isVisible();
        assertThat(page.locator(".bilik-count").first()).isVisible();
        picture(page, "history-of-a-definition");
        examine(page);
        page.setViewportSize(420, 1200);
        picture(page, "history-of-a-definition-narrow");
        page.setViewportSize(1400, 1200);
        page.locator(".bilik-search [name=state]").selectOption("ENDED");
        page.locator(".bilik-search [type=submit]").click();
        assertThat(page.locator(".bilik-wide tbody tr")).hasCount(1);
        page.locator(".bilik-wide tbody a").click();
        assertThat(page.locator(".bilik-trail")).containsText("The price is another one");

        page.navigate("about:blank");
        page.navigate(url(COCKPIT + "deployment-history"));
        assertThat(page.locator(".bilik-deployments > li").first()).isVisible();
        picture(page, "history-of-deployments");
        look(page, COCKPIT + "process-definition/" + definition + "/runtime");
        picture(page, "runtime-of-a-definition-with-switch");
        var running = history.createHistoricProcessInstanceQuery()
                .unfinished()
                .processDefinitionKey("application")
                .list()
                .get(0)
                .getId();
        look(page, COCKPIT + "process-instance/" + running + "/runtime");
        picture(page, "runtime-of-an-instance-for-who-reads");
        look(page, COCKPIT + "tasks");
        picture(page, "tasks-in-cockpit");
        assertThat(faults).isEmpty();
    }

    @Test
    void theHistoryCountsTheOpenTasksOfGroups() {
        story.applies("person-01");
        assertThat(history.createHistoricTaskInstanceQuery()
                        .unfinished()
                        .taskUnassigned()
                        .withCandidateGroups()
                        .count())
                .isEqualTo(1);
        assertThat(history.createHistoricTaskInstanceQuery()
                        .unfinished()
                        .taskUnassigned()
                        .withoutCandidateGroups()
                        .count())
                .isZero();
    }
}
