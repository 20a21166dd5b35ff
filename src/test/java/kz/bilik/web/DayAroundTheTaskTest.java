package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What stands around the forms of an officer's day: finding what waits, taking a task, going on to the next, what two do at
 * once, what came back, and the head who gives tasks out.
 */
@ProcedureTest
class DayAroundTheTaskTest extends InTheBrowser {

    private static final String OFFICER = "career-KZ-75-03";
    private static final String HEAD = "head-career-KZ-75-03";
    private static final String CENTRE = "centre-C-014";
    private static final String TASKLIST = "/camunda/app/tasklist/default/";

    @Autowired
    TaskService tasks;

    // finding

    @ParameterizedTest
    @CsvSource({
        "en, overdue in your place, taken by you, notices not read",
        "ru, просрочено в вашем подразделении, взято вами, не прочитано уведомлений",
        "kk, мерзімі өткен тапсырма \\(бөлімшеңізде\\), өзіңіз алған тапсырма, оқылмаған хабарлама"
    })
    void theStartPageLeadsToWhatWaits(String language, String overdue, String mine, String notices) {
        var late = story.applies("person-01");
        story.applies("person-02");
        stage.morningOf(LocalDate.of(2026, 9, 21));
        tasks.claim(story.openTask(late, "checkApplication").getId(), HEAD);
        var page = officer(HEAD);
        page.navigate(url("/?lang=" + language));
        var counts = page.locator(".bilik-count");
        assertThat(counts.nth(0)).containsText(Pattern.compile("2\\s+" + overdue));
        assertThat(counts.nth(1)).containsText(Pattern.compile("1\\s+" + mine));
        assertThat(counts.nth(2)).containsText(Pattern.compile("\\d+\\s+" + notices));
        wideAndNarrow(page, "start-" + language);

        counts.nth(1).click();
        assertThat(page.locator("li.task")).hasCount(1);
        assertThat(page.locator("li.task")).containsText(late);
        page.goBack();
        counts.nth(0).click();
        assertThat(page.locator("li.task")).hasCount(2);
        page.navigate(url("/notices"));
        assertThat(page.locator(".bilik-new").first()).isVisible();
        wideAndNarrow(page, "notices-" + language);
        page.navigate(url("/"));
        assertThat(counts.nth(2).locator("strong")).hasText("0");
    }

    // taking, and going on

    @Test
    void aTaskThatIsTakenStaysInSightAndTheNextOneIsOfferedAfterIt() {
        var first = story.applies("person-01");
        var second = story.applies("person-02");
        var page = officer(OFFICER);
        page.navigate(url(TASKLIST));
        open(page, first);
        claim(page);
        var card = page.locator("li.task.active, li.task").filter(holding(first));
        assertThat(card).hasCount(1);
        assertThat(page.locator(".task-filter.active, .task-filters .active").first())
                .containsText("My tasks");
        assertThat(page.locator(".fjs-container")).containsText(first);
        picture(page, "claimed");

        filter(page, "All tasks");
        assertThat(page.locator("li.task")).hasCount(2);
        open(page, first);
        page.getByLabel("In order: forward").check();
        complete(page);
        var onward = page.locator(".bilik-onward");
        assertThat(onward.getByRole(AriaRole.STATUS)).hasText("Done: Check application · " + first);
        var next = onward.getByRole(AriaRole.BUTTON);
        assertThat(next).hasText("Next task of the list: Check application · " + second);
        assertThat(next).isFocused();
        picture(page, "done-and-next");
        next.press("Enter");
        assertThat(page.locator(".fjs-container")).containsText(second);
        assertThat(onward).isHidden();

        claim(page);
        assertThat(page.locator("li.task").filter(holding(second))).hasCount(1);
        page.getByLabel("In order: forward").check();
        complete(page);
        assertThat(onward).containsText("No other task for you is left in this list.");
    }

    @Test
    void whoTakesOneTaskAfterTheOtherIsLedBackToTheListFromWhichHeTookIt() {
        var first = story.applies("person-01");
        var second = story.applies("person-02");
        var page = officer(OFFICER);
        page.navigate(url(TASKLIST));
        open(page, first);
        claim(page);
        assertThat(page.locator("li.task")).hasCount(1);
        page.getByLabel("In order: forward").check();
        complete(page);
        var onward = page.locator(".bilik-onward");
        assertThat(onward).containsText("Done: Check application · " + first);
        onward.getByRole(AriaRole.BUTTON).click();
        assertThat(page.locator(".fjs-container")).containsText(second);
        assertThat(page.locator("[ng-click='claim()']:visible")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"ru, Выполнено: Проверить заявление", "kk, Орындалды: Өтінішті тексеру"})
    void itIsSaidInHisLanguage(String language, String done) {
        var first = story.applies("person-01");
        story.applies("person-02");
        var page = officer(OFFICER);
        page.navigate(url("/?lang=" + language));
        page.navigate(url(TASKLIST));
        open(page, first);
        claim(page);
        page.locator(".fjs-container input[type=radio]").first().check();
        complete(page);
        assertThat(page.locator(".bilik-onward")).containsText(done + " · " + first);
        picture(page, "done-and-next-" + language);
        page.setViewportSize(390, 844);
        picture(page, "done-and-next-" + language + "-narrow");
    }

    // mistakes

    @Test
    void aRequiredFieldThatIsEmptyIsNamedAndWhatWasTypedStays() {
        var application = story.applies("person-01");
        var page = officer(OFFICER);
        page.navigate(url(TASKLIST));
        open(page, application);
        claim(page);
        complete(page);
        assertThat(page.locator(".fjs-form-field-error").first()).hasText("Field is required.");
        page.getByLabel("Not in order: refuse").check();
        page.getByLabel("The documents are incomplete").check();
        complete(page);
        assertThat(page.locator(".page-notifications")).containsText("incomplete");
        assertThat(page.getByLabel("The documents are incomplete")).isChecked();
        picture(page, "required-field-empty");
        page.getByLabel("Which documents are missing").fill("The work book");
        complete(page);
        assertThat(page.locator(".bilik-onward")).containsText("Done:");
    }

    @Test
    void twoOfficersOnOneTaskAreToldOfEachOther() {
        var application = story.applies("person-01");
        var one = officer(OFFICER);
        var two = officer(HEAD);
        for (var page : new Page[] {one, two}) {
            page.navigate(url(TASKLIST));
            open(page, application);
        }
        claim(one);
        two.locator("[ng-click='claim()']:visible").first().click();
        assertThat(two.locator(".page-notifications")).containsText("taken");
        picture(two, "taken-by-another");

        // The one who was quicker completes it while the other still has it before him.
        one.getByLabel("In order: forward").check();
        complete(one);
        assertThat(one.locator(".bilik-onward")).containsText("Done:");
        assertThat(two.locator("li.task")).hasCount(0);
        picture(two, "done-by-another");
    }

    @ParameterizedTest
    @CsvSource({"en, returned", "ru, возвращён", "kk, қайтарылды"})
    void anActThatWasReturnedIsMarkedInTheListAndOnTheBoard(String language, String returned) {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var act = story.examHeld("P-17", "KZ-75", voucher).get(0);
        var page = officer(CENTRE);
        page.navigate(url("/?lang=" + language));
        page.navigate(url(TASKLIST));
        var card = page.locator("li.task").filter(holding(act));
        assertThat(card).isVisible();
        assertThat(card).not().containsText(returned);

        story.centreSigns(act);
        story.mobilityCentreReturnsAct(act, "The date of the exam is missing");
        page.reload();
        assertThat(card).containsText(returned);
        picture(page, "returned-act-" + language);
        var head = officer("head-centre-C-014");
        head.navigate(url("/?lang=" + language));
        head.navigate(url("/board"));
        assertThat(head.locator("tbody tr").filter(holding(act)).locator(".badge"))
                .hasText(returned);
        story.centreSigns(act);
        head.reload();
        assertThat(head.locator("main")).not().containsText(act);
    }

    // the fields of the exam

    @Test
    void theFormOfTheExamHoldsWhatIsKnownAndNothingThatIsAttested() {
        var voucher = story.receivesVoucher("person-01");
        stage.morningOf(LocalDate.of(2026, 9, 17));
        story.centreAdmits(voucher);
        stage.morningOf(LocalDate.of(2026, 9, 18));
        var page = officer(CENTRE);
        page.navigate(url(TASKLIST));
        open(page, voucher);
        claim(page);
        assertThat(page.locator("li.task").filter(holding(voucher))).hasCount(1);
        assertThat(page.locator(".fjs-container input[type=radio]:checked")).hasCount(0);
        page.getByLabel("Yes", new Page.GetByLabelOptions().setExact(true)).check();
        assertThat(page.getByLabel("Number of the protocol")).hasValue("");
        // From that day the term of the act runs (cl. 16): nobody confirms it unread.
        assertThat(page.getByLabel("Protocol signed on").first()).hasValue("");
        assertThat(page.getByLabel("Exam held on").first()).hasValue("17.09.2026");
        assertThat(page.getByLabel("Region of the exam")).hasValue("Almaty (city)");
        assertThat(page.getByLabel("Qualification recognised", new Page.GetByLabelOptions().setExact(true)))
                .not()
                .isChecked();
        picture(page, "exam-known");
        page.getByLabel("Number of the protocol").fill("P-17");
        page.getByLabel("Protocol signed on").first().fill("18.09.2026");
        page.keyboard().press("Tab");
        page.getByLabel("Qualification recognised", new Page.GetByLabelOptions().setExact(true))
                .check();
        complete(page);
        assertThat(page.locator(".bilik-onward")).containsText("Done: Record exam");
    }

    @Test
    void anExamThatWasNotHeldIsRecordedAsBefore() {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var page = officer(CENTRE);
        page.navigate(url(TASKLIST));
        open(page, voucher);
        claim(page);
        page.getByLabel("Yes", new Page.GetByLabelOptions().setExact(true)).check();
        page.getByLabel("No", new Page.GetByLabelOptions().setExact(true)).check();
        page.locator(".fjs-form-field-select")
                .filter(holding("Why not?"))
                .locator(".fjs-input-group")
                .click();
        page.locator(".fjs-dropdownlist-item", new Page.LocatorOptions().setHasText("The holder did not come"))
                .click();
        page.getByLabel("Explanation").fill("He was not there");
        complete(page);
        assertThat(page.locator(".bilik-onward")).containsText("Done: Record exam");
    }

    // the board

    @ParameterizedTest
    @CsvSource({
        "en, Overdue, Tasks given: 1., Tasks given back to the group: 1.",
        "ru, Просроченные, Передано задач: 1., Возвращено группе задач: 1.",
        "kk, Мерзімі өткендер, Берілген тапсырмалар: 1., Топқа қайтарылған тапсырмалар: 1."
    })
    void theHeadSeesWhoHasWhatAndGivesATaskInAPress(String language, String overdue, String given, String givenBack) {
        var application = story.applies("person-01");
        story.applies("person-02");
        stage.morningOf(LocalDate.of(2026, 9, 21));
        var task = story.openTask(application, "checkApplication").getId();
        var page = officer(HEAD);
        page.navigate(url("/?lang=" + language));
        page.locator("a[href='/board']").click();
        assertThat(page.locator(".bilik-count").first()).containsText(Pattern.compile("2\\s+" + overdue));
        wideAndNarrow(page, "board-" + language);

        var row = page.locator("tbody tr").filter(holding(application));
        row.locator("input").check();
        page.locator("#to").selectOption(OFFICER);
        page.locator("main form button").click();
        assertThat(page.getByRole(AriaRole.STATUS).last()).hasText(given);
        assertThat(row).containsText(nameIn(page, OFFICER));
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isEqualTo(OFFICER);
        picture(page, "board-given-" + language);

        row.locator("input").check();
        page.locator("#to").selectOption("*");
        page.locator("main form button").click();
        assertThat(page.getByRole(AriaRole.STATUS).last()).hasText(givenBack);
        assertThat(tasks.createTaskQuery().taskId(task).singleResult().getAssignee())
                .isNull();
    }

    /** A choice that is cut off is a choice that nobody can make. */
    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void whatMayBeChosenIsReadToItsEndInANarrowWindow(String language) {
        var application = story.applies("person-01");
        var page = officer("career-KZ-75-03");
        page.navigate(url("/?lang=" + language));
        page.navigate(url(TASKLIST));
        open(page, application);
        page.setViewportSize(360, 800);
        assertThat(
                        (Object)
                                page.evaluate(
                                        """
                        () => [...document.querySelectorAll('.fjs-container label')]
                          .filter(label => label.scrollWidth > label.clientWidth + 1).map(label => label.innerText)"""))
                .isEqualTo(List.of());
        picture(page, "choices-narrow-" + language);
        page.setViewportSize(1400, 900);
    }

    private static String nameIn(Page page, String officer) {
        return page.locator("#to option[value='" + officer + "']").textContent();
    }

    // what officers do

    private static void open(Page page, String number) {
        page.locator("li.task").filter(holding(number)).first().locator("h4 a").click();
        assertThat(page.locator(".fjs-container")).containsText(number);
    }

    private static void filter(Page page, String name) {
        page.locator(".task-filter", new Page.LocatorOptions().setHasText(name))
                .locator("a")
                .first()
                .click();
    }

    private static void claim(Page page) {
        page.locator("[ng-click='claim()']:visible").first().click();
        assertThat(page.locator(".form-actions .btn-primary")).isEnabled();
    }

    private static void complete(Page page) {
        page.locator(".form-actions .btn-primary").click();
    }

    private static Locator.FilterOptions holding(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private static void wideAndNarrow(Page page, String name) {
        picture(page, name);
        page.setViewportSize(390, 844);
        assertThat((Boolean) page.evaluate(
                        "() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as(name + " fits a narrow screen")
                .isTrue();
        picture(page, name + "-narrow");
        page.setViewportSize(1400, 1200);
    }
}
