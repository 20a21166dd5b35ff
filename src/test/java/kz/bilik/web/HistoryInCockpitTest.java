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
import java.util.Map;
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

    /** Whoever has no mouse comes to each step of a diagram and of the trail, sees where he is, and chooses it in both places. */
    @Test
    void theStoryIsReadWithTheKeyboardAlone() {
        var application = paid();
        var page = auditor();
        look(page, COCKPIT + "process-instance/" + instance(application, "application") + "/history");
        var diagram = page.locator(".bilik-course").first();
        var stop = diagram.locator(".djs-element[tabindex='0']");
        assertThat(stop).hasCount(1);
        assertThat(page.locator(".bilik-trail .bilik-at[tabindex='0']")).hasCount(1);

        page.locator(".bilik-course a").first().focus();
        tabTo(page, ".bilik-diagram .djs-element");
        assertThat(stop).hasAttribute("data-element-id", "applicationReceived");
        page.keyboard().press("End");
        page.keyboard().press("Home");
        page.keyboard().press("ArrowRight");
        var reached = focused(page, "element => element.dataset.elementId");
        assertThat(reached).isNotEqualTo("applicationReceived");
        assertThat(focused(page, "element => element.getAttribute('aria-label')"))
                .isNotEmpty();
        var visited = new ArrayList<String>();
        for (var steps = 0; steps < 30; steps++) {
            visited.add(focused(page, "element => element.dataset.elementId"));
            if ("checkApplication".equals(focused(page, "element => element.dataset.elementId"))) {
                break;
            }
            page.keyboard().press("ArrowDown");
            assertThat(focused(page, SHOWS_ITS_FOCUS)).isEqualTo("true");
        }
        assertThat(visited).last().isEqualTo("checkApplication");
        picture(page, "history-keyboard");
        page.keyboard().press("Enter");
        assertThat(diagram.locator("[data-element-id=checkApplication]")).hasAttribute("aria-pressed", "true");
        assertThat(page.locator(".bilik-trail li[data-element=checkApplication].bilik-chosen")
                        .first())
                .isInViewport();

        // The Tab key goes on to what was done there, the arrow keys to what was done next, and back into the diagram.
        tabTo(page, ".bilik-trail .bilik-at");
        assertThat(focused(page, "element => element.closest('li').dataset.element"))
                .isEqualTo("checkApplication");
        page.keyboard().press("End");
        assertThat(focused(page, SHOWS_ITS_FOCUS)).isEqualTo("true");
        var last = focused(page, "element => element.closest('li').dataset.element");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-element-id=" + last + "][aria-pressed=true]")
                        .first())
                .isVisible();
        examine(page);
        page.setViewportSize(320, 1200);
        assertThat(
                        (Integer)
                                page.evaluate(
                                        "() => { const main = document.querySelector('.bilik-history'); return main.scrollWidth - main.clientWidth; }"))
                .as("what runs out of a narrow screen")
                .isLessThanOrEqualTo(0);
        picture(page, "history-of-a-case-narrow");
        assertThat(faults).isEmpty();
    }

    private static final String SHOWS_ITS_FOCUS =
            """
            element => String(getComputedStyle(element).outlineStyle !== "none"
              && parseFloat(getComputedStyle(element).outlineWidth) >= 2)
            """;

    private static void tabTo(Page page, String place) {
        for (var times = 0; times < 40; times++) {
            page.keyboard().press("Tab");
            if ((Boolean) page.evaluate("place => document.activeElement.closest(place) !== null", place)) {
                return;
            }
        }
        throw new AssertionError("No Tab leads to " + place);
    }

    private static String focused(Page page, String ask) {
        return String.valueOf(
                page.evaluateHandle("() => document.activeElement").evaluate(ask));
    }

    @Test
    void theDashboardAndTheTasksSayWhatIsMeantInTheReadersLanguage() {
        story.applies("person-01");
        var page = auditor();
        var headings = Map.of("kk", "Есептер мен түпнұсқалық", "ru", "Отчёты и подлинность", "en", "Reports and proof");
        headings.forEach((language, heading) -> {
            speaks(page, language);
            look(page, COCKPIT + "dashboard");
            assertThat(page.locator(".bilik-panel li")).hasCount(3);
            assertThat(page.locator("h1.section-title", new Page.LocatorOptions().setHasText(heading)))
                    .isVisible();
            picture(page, "dashboard-" + language);
            look(page, COCKPIT + "tasks");
            // One task, which belongs to a group and was taken by nobody.
            assertThat(page.locator("#open-task-statistics tbody th")).hasText(new String[] {"0", "1", "0"});
            picture(page, "tasks-in-cockpit-" + language);
        });
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
