package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.ArrayDeque;
import java.util.Deque;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever the Tasklist still waits for, on a slow computer or a slow line: what an officer presses is done. */
@ProcedureTest
class PressesTest extends InTheBrowser {

    private static final String COMPLETE = ".form-actions .btn-primary";

    private static final String TASKLIST = "/camunda/app/tasklist/default/";

    @Autowired
    TaskService tasks;

    /** Right after *Claim* the Tasklist reads its lists anew, and another one is shown beside the same form. */
    @Test
    void aTaskIsCompletedWhileTheAnswersToItsClaimAreStillOnTheirWay() {
        var application = story.applies("person-01");
        var page = opened(application);
        Deque<Route> late = new ArrayDeque<>();
        page.route("**/filter/*/list**", late::add);
        try {
            claims(page);
            page.waitForCondition(() -> !late.isEmpty());
            page.getByLabel("In order: forward").check();
            press(page);
            assertThat(page.locator(".bilik-onward")).containsText("Done: Check application · " + application);
        } finally {
            page.unroute("**/filter/*/list**");
            late.forEach(Route::resume);
        }
        assertThat(tasks.createTaskQuery().taskDefinitionKey("checkApplication").list())
                .isEmpty();
    }

    @Test
    void onASlowComputerNoPressIsLostBetweenClaimAndComplete() {
        var application = story.applies("person-01");
        var page = opened(application);
        var devTools = page.context().newCDPSession(page);
        devTools.send("Emulation.setCPUThrottlingRate", rate(6));
        try {
            claims(page);
            page.getByLabel("In order: forward").check();
            press(page);
            assertThat(page.locator(".bilik-onward")).containsText("Done: Check application · " + application);
        } finally {
            // By the session that made it slow: another one leaves the window as it is, for every later test.
            devTools.send("Emulation.setCPUThrottlingRate", rate(1));
            devTools.detach();
        }
    }

    /** The form takes in a text when one pauses or leaves the field; who presses at once leaves it by that. */
    @ParameterizedTest
    @ValueSource(ints = {1, 6})
    void aTextIsMadeShortEnoughAndSentByThePressThatFollowsAtOnce(int slowness) {
        var application = story.applies("person-01");
        var page = opened(application);
        claims(page);
        page.getByLabel("Not in order: refuse").check();
        page.getByLabel("The documents are incomplete").check();
        var text = page.getByLabel("Which documents are missing");
        text.fill("x".repeat(2001));
        assertThat(page.locator(COMPLETE)).isDisabled();
        var devTools = page.context().newCDPSession(page);
        devTools.send("Emulation.setCPUThrottlingRate", rate(slowness));
        try {
            text.press("Control+End");
            text.press("Backspace");
            press(page);
            assertThat(page.locator(".bilik-onward")).containsText("Done: Check application · " + application);
        } finally {
            devTools.send("Emulation.setCPUThrottlingRate", rate(1));
            devTools.detach();
        }
    }

    /** Nothing is sent, and nothing is sent later, by a press on a form that is not right. */
    @Test
    void aPressOnAFormThatIsStillWrongSendsNothing() {
        var application = story.applies("person-01");
        var page = opened(application);
        claims(page);
        page.getByLabel("Not in order: refuse").check();
        page.getByLabel("The documents are incomplete").check();
        var text = page.getByLabel("Which documents are missing");
        text.fill("x".repeat(2002));
        assertThat(page.locator(COMPLETE)).isDisabled();
        text.press("Control+End");
        text.press("Backspace");
        press(page);
        text.press("Control+End");
        text.press("Backspace");
        assertThat(page.locator(COMPLETE)).isEnabled();
        assertThat(page.locator(".bilik-onward")).isHidden();
        assertThat(tasks.createTaskQuery().taskDefinitionKey("checkApplication").list())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1400, 900", "1400, 1700", "1024, 700"})
    void completeStaysWhereItStandsWhileAChoiceAsksFurther(int width, int height) {
        var page = opened(story.applies("person-01"));
        var usual = page.viewportSize();
        page.setViewportSize(width, height);
        try {
            claims(page);
            var before = page.locator(COMPLETE).boundingBox();
            page.getByLabel("Not in order: refuse").check();
            page.getByLabel("The documents are incomplete").check();
            assertThat(page.getByLabel("Which documents are missing")).isVisible();
            var after = page.locator(COMPLETE).boundingBox();
            assertThat(after.y).isEqualTo(before.y);
            assertThat(after.y + after.height).isLessThan(height);
            picture(page, "complete-stays-" + width + "-" + height);
        } finally {
            page.setViewportSize(usual.width, usual.height);
        }
    }

    private static JsonObject rate(int times) {
        var rate = new JsonObject();
        rate.addProperty("rate", times);
        return rate;
    }

    private Page opened(String number) {
        var page = officer("career-KZ-75-03");
        opens(page, number);
        return page;
    }

    private void opens(Page page, String number) {
        page.navigate(url("/"));
        page.navigate(url(TASKLIST));
        page.locator("li.task")
                .filter(new Locator.FilterOptions().setHasText(number))
                .first()
                .locator("h4 a")
                .click();
        assertThat(page.locator(".fjs-container")).containsText(number);
    }

    private static void claims(Page page) {
        page.locator("[ng-click='claim()']:visible").first().click();
        assertThat(page.locator(COMPLETE)).isVisible();
        assertThat(page.locator(".disabled-form")).hasCount(0);
    }

    /** As a hand does it: down on the button where it stands, and up a moment later, whatever happens in between. */
    private static void press(Page page) {
        var button = page.locator(COMPLETE).boundingBox();
        page.mouse().move(button.x + button.width / 2, button.y + button.height / 2);
        page.mouse().down();
        page.evaluate("() => new Promise(done => setTimeout(done, 80))");
        page.mouse().up();
    }
}
