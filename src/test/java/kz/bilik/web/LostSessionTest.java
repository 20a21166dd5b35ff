package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import kz.bilik.support.ProcedureTest;
import kz.bilik.web.door.OldSessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A session that is over takes nothing along: the officer reads why, signs in, and is where he was with what he had typed.
 * Nobody else finds it.
 */
@ProcedureTest
class LostSessionTest extends InTheBrowser {

    private static final String OFFICER = "career-KZ-75-03";
    private static final String HEAD = "head-career-KZ-75-03";
    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final String TEXT = "The work book has no stamp";
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final Pattern LOGIN = Pattern.compile(".*/login\\?.*");

    @Autowired
    JdbcClient database;

    // a login page that is older than its session

    @Test
    void aLoginPageWhoseSessionIsGoneSignsIn() {
        var page = visitor();
        page.navigate(url("/login"));
        page.context().clearCookies();
        signsIn(page, OFFICER);
        page.waitForURL(url("/"));
        assertThat(page.locator("header")).containsText(OFFICER);
    }

    @Test
    void aLoginPageOfAnEarlierSignInSignsIn() {
        var page = visitor();
        page.navigate(url("/login"));
        var other = page.context().newPage();
        other.navigate(url("/login"));
        signsIn(other, OFFICER);
        other.waitForURL(url("/"));
        signsIn(page, HEAD);
        page.waitForURL(url("/"));
        assertThat(page.locator("header")).containsText(HEAD);
    }

    @Test
    void whereNothingSaysThatTheLoginPageIsOursOnePressesOnceMoreAndTheNameIsKept() {
        var late = new Visitor(port, AGENT);
        late.get("/login");
        var answer = late.post("/login", "username=" + OFFICER + "&password=demo&_csrf=of-long-ago");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(Visitor.leadsTo(answer)).isEqualTo("/login?again");
        assertThat(late.get("/login?again").body()).contains("open for too long", "value=\"" + OFFICER + "\"");
        assertThat(late.get("/").statusCode()).isEqualTo(302);
        assertThat(late.signsIn(OFFICER, "demo").get("/").statusCode()).isEqualTo(200);
    }

    // the Tasklist

    @ParameterizedTest
    @CsvSource({
        "en, Your session is over, What you typed is kept",
        "ru, Сеанс завершён, Введённый вами текст сохранён",
        "kk, Сеанс аяқталды, Енгізген мәтініңіз осы терезеде сақталды"
    })
    void whoSignedOutInAnotherWindowReadsItAndComesBackToHisTaskWithHisText(String language, String over, String kept) {
        var application = story.applies("person-01");
        story.applies("person-02");
        var page = typing(application, language);
        var where = page.url();
        page.waitForTimeout(500);

        var other = page.context().newPage();
        other.navigate(url("/"));
        other.locator("form[action='/logout'] button").click();
        other.waitForURL(LOGIN);
        comesBackTo(page);
        page.waitForURL(LOGIN);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText(over);
        assertThat(page.getByRole(AriaRole.STATUS).last()).containsText(kept);
        picture(page, "lost-session-" + language);

        signsIn(page, OFFICER);
        assertThat(text(page)).hasValue(TEXT);
        assertThat(page).hasURL(where);
        picture(page, "found-again-" + language);
    }

    @Test
    void anOpenTasklistEndsWithItsLongestTimeHoweverOftenItAsks() {
        var application = story.applies("person-01");
        var page = typing(application, "en");
        OldSessions.began(database, OFFICER, Duration.ofHours(12).minusMinutes(1));
        page.waitForResponse(answer -> answer.url().contains("/filter/") && answer.status() == 200, () -> {});
        OldSessions.began(database, OFFICER, Duration.ofMinutes(1));
        // Nobody does anything: it asks by itself.
        page.waitForURL(LOGIN);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("as long as one may");
        signsIn(page, OFFICER);
        assertThat(text(page)).hasValue(TEXT);
    }

    @Test
    void nobodyElseAtThatComputerFindsTheText() {
        var application = story.applies("person-01");
        var page = typing(application, "en");
        var where = page.url();
        OldSessions.lapse(database);
        comesBackTo(page);
        page.waitForURL(LOGIN);
        signsIn(page, HEAD);
        page.waitForURL(address -> !address.contains("/login"));
        // Another document first: the Tasklist that is there already would only take in the fragment.
        page.navigate("about:blank");
        page.navigate(where);
        assertThat(page.locator(".fjs-container")).isVisible();
        assertThat(page.evaluate("() => fetch('/signed-in').then(answer => answer.text())"))
                .isEqualTo("{\"officer\":\"" + HEAD + "\"}");
        assertThat(text(page)).hasCount(0);
        assertThat(kept(page)).isZero();
    }

    @Test
    void whoSignsOutHimselfLeavesNothingBehind() {
        var application = story.applies("person-01");
        var page = typing(application, "en");
        var where = page.url();
        page.waitForCondition(() -> kept(page) == 1);
        page.locator(".account").first().click();
        page.getByText("Log out").first().click();
        page.waitForURL(url("/login?out"));
        assertThat(page.locator(".alert-success")).containsText("You have signed out");
        assertThat(page.locator("#kept")).isHidden();
        assertThat(kept(page)).isZero();
        signsIn(page, OFFICER);
        page.waitForURL(url("/"));
        page.navigate(where);
        assertThat(page.getByLabel("Not in order: refuse")).not().isChecked();

        refuses(page);
        page.waitForCondition(() -> kept(page) == 1);
        assertThat(text(page)).hasValue(TEXT);
        page.navigate(url("/"));
        page.locator("form[action='/logout'] button").click();
        page.waitForURL(url("/login?out"));
        assertThat(kept(page)).isZero();
    }

    @Test
    void whatIsTypedStaysWhileOneLooksAtAnotherTaskOrPageAndGoesWithTheTask() {
        var application = story.applies("person-01");
        var another = story.applies("person-02");
        var page = typing(application, "en");
        var where = page.url();
        page.waitForCondition(() -> kept(page) == 1);
        filter(page, "All tasks");
        open(page, another);
        assertThat(page.locator(".fjs-container")).containsText(another);
        assertThat(page.getByLabel("Not in order: refuse")).not().isChecked();
        page.navigate(url("/"));
        page.navigate(where);
        assertThat(text(page)).hasValue(TEXT);

        page.getByRole(AriaRole.BUTTON, named("Complete")).click();
        assertThat(page.locator(".bilik-onward")).containsText("Done: Check application · " + application);
        assertThat(kept(page)).isZero();
    }

    // our own pages

    @Test
    void aFormThatIsSentTooLateComesBackWithItsText() {
        var application = story.applies("person-01");
        var page = officer("mobility-KZ-75");
        page.navigate(url("/cases/" + application));
        handsOver(page);
        OldSessions.lapse(database);
        page.getByRole(AriaRole.BUTTON, named("Hand over")).click();
        page.waitForURL(LOGIN);
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Your session is over");
        assertThat(page.locator("#kept")).isVisible();
        signsIn(page, "mobility-KZ-75");
        page.waitForURL(url("/cases/" + application));
        standsThere(page);
        page.reload();
        assertThat(page.getByLabel("Reason")).hasValue("");

        // The cookie is gone as well: another window has signed out.
        handsOver(page);
        page.context().clearCookies();
        page.getByRole(AriaRole.BUTTON, named("Hand over")).click();
        page.waitForURL(LOGIN);
        signsIn(page, "mobility-KZ-71");
        page.waitForURL(address -> !address.contains("/login"));
        assertThat(page.evaluate("() => sessionStorage.getItem('bilik-sent')")).isNull();
    }

    @Test
    void aFormOfAPageThatIsOlderThanTheSessionComesBackWithItsText() {
        var application = story.applies("person-01");
        var page = officer("mobility-KZ-75");
        page.navigate(url("/cases/" + application));
        handsOver(page);
        var other = page.context().newPage();
        other.navigate(url("/"));
        other.locator("form[action='/logout'] button").click();
        other.waitForURL(LOGIN);
        signsIn(other, "mobility-KZ-75");
        other.waitForURL(url("/"));

        page.getByRole(AriaRole.BUTTON, named("Hand over")).click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("older than your present session");
        standsThere(page);
        picture(page, "older-page");
        page.getByRole(AriaRole.BUTTON, named("Hand over")).click();
        assertThat(page.locator(".alert-success")).isVisible();
        assertThat(page.evaluate("() => sessionStorage.getItem('bilik-sent')")).isNull();
    }

    @Test
    void aFormOfAnotherSiteDoesNothingWhoeverIsSignedIn() {
        var application = story.applies("person-01");
        var path = "/cases/" + application + "/career-centre";
        var fields = Map.of("careerCentre", "KZ-75-01", "reason", "He moved");
        var officer = new Visitor(port, AGENT).signsIn("mobility-KZ-75", "demo");
        assertThat(officer.post(path, "careerCentre=KZ-75-01&reason=moved").statusCode())
                .isEqualTo(403);
        assertThat(story.openTasks(application)).containsExactly("checkApplication");
        assertThat(officer.post(path, fields).statusCode()).isEqualTo(302);
    }

    private static void handsOver(Page page) {
        page.getByLabel("Career centre of the region").selectOption("KZ-75-01");
        page.getByLabel("Reason").fill("He moved");
    }

    private static void standsThere(Page page) {
        assertThat(page.getByLabel("Reason")).hasValue("He moved");
        assertThat(page.getByLabel("Career centre of the region")).hasValue("KZ-75-01");
    }

    // what officers do

    /** An officer who has begun to refuse that application and has not pressed anything yet. */
    private Page typing(String application, String language) {
        var page = officer(OFFICER);
        page.navigate(url("/?lang=" + language));
        page.navigate(url(TASKLIST));
        open(page, application);
        page.locator("[ng-click='claim()']:visible").first().click();
        assertThat(page.locator(".form-actions .btn-primary")).isEnabled();
        refuses(page);
        return page;
    }

    private static void refuses(Page page) {
        page.locator(".fjs-container input[type=radio]").last().check();
        page.locator(".fjs-container input[type=checkbox]").first().check();
        text(page).fill(TEXT);
    }

    private static Locator text(Page page) {
        return page.locator(".fjs-container textarea").first();
    }

    private static void open(Page page, String number) {
        page.locator("li.task", new Page.LocatorOptions().setHasText(number))
                .first()
                .locator("h4 a")
                .click();
        assertThat(page.locator(".fjs-container")).containsText(number);
    }

    private static void filter(Page page, String name) {
        page.locator(".task-filter", new Page.LocatorOptions().setHasText(name))
                .locator("a")
                .first()
                .click();
    }

    private static void signsIn(Page page, String officer) {
        page.fill("#username", officer);
        page.fill("#password", "demo");
        page.locator("main form button[type=submit]").click();
    }

    /** As when its tab is chosen again. */
    private static void comesBackTo(Page page) {
        page.bringToFront();
        page.evaluate("() => window.dispatchEvent(new Event('focus'))");
    }

    private static long kept(Page page) {
        return ((Number) page.evaluate(
                        "() => Object.keys(sessionStorage).filter(key => key.startsWith('bilik-typed:')).length"))
                .longValue();
    }
}
