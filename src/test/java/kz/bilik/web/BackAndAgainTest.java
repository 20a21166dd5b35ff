package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who presses, goes back in his browser and presses again does nothing twice, and is told; a head with very many tasks. */
@ProcedureTest
class BackAndAgainTest extends InTheBrowser {

    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final String HEAD = "head-career-KZ-75-03";
    private static final String OFFICER = "career-KZ-75-03";
    private static final int MANY = 200;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void aTaskThatIsCompletedIsNotCompletedByGoingBack() {
        var application = story.applies("person-01");
        var page = taken(OFFICER, application);
        page.getByLabel("In order: forward").check();
        completes(page);
        assertThat(page.locator(".bilik-onward")).containsText("Done: Check application · " + application);
        page.goBack();
        assertThat(page.locator("[cam-tasks]")).not().containsText(application);
        assertThat(page.locator(".form-actions .btn-primary:visible")).hasCount(0);
        picture(page, "back-after-complete");
        stage.settle();
        assertThat(story.openTasks(application)).containsExactly("answerApplication");
    }

    @Test
    void anActThatIsAcceptedIsNotAcceptedByGoingBack() {
        var act = sentAct();
        var page = officer("mobility-KZ-75");
        page.navigate(url("/acts/" + act + "/accept"));
        page.getByText("Sign with the demo key").press("Enter");
        assertThat(page.locator(".alert-success")).containsText("The act is accepted");
        page.goBack();
        picture(page, "back-after-accept");
        var again = page.getByText("Sign with the demo key");
        if (again.count() > 0) {
            again.press("Enter");
            assertThat(page.locator("main .alert-danger, main .alert-info").first())
                    .isVisible();
            picture(page, "accepted-again");
        } else {
            assertThat(page.locator("main")).containsText("Accepted");
        }
        assertThat(count("select count(*) from signature_evidence where owner = ? and signer_iin is not null", act))
                .isLessThanOrEqualTo(2);
    }

    @Test
    void aPaymentThatIsReleasedIsNotReleasedByGoingBack() {
        var act = sentAct();
        story.mobilityCentreAcceptsAct(act);
        var page = taken("accountant-KZ-75", act);
        page.getByLabel("The payment orders are correct").check();
        completes(page);
        assertThat(page.locator(".bilik-onward")).containsText("Done: Release payment");
        page.goBack();
        assertThat(page.locator(".fjs-container").getByLabel("The payment orders are correct"))
                .hasCount(0);
        picture(page, "back-after-release");
        assertThat(story.ordersOf(act)).hasSize(1);
        assertThat(count("select count(*) from payment_file where act = ?", act))
                .isEqualTo(1);
    }

    @Test
    void anApplicationThatIsHandedOverIsNotHandedOverByGoingBack() {
        var application = story.applies("person-01");
        var page = officer("mobility-KZ-75");
        page.navigate(url("/cases/" + application));
        handsOver(page);
        assertThat(page.locator(".alert-success")).isVisible();
        page.goBack();
        picture(page, "back-after-hand-over");
        handsOver(page);
        assertThat(page.locator(".alert-danger")).isVisible();
        picture(page, "handed-over-again");
        assertThat(count("select count(*) from career_centre_handover where application = ?", application))
                .isEqualTo(1);
    }

    private static void handsOver(Page page) {
        // The page that one goes back to is older than what was done: it still offers what was chosen.
        page.evaluate(
                """
                () => {
                  const choice = document.querySelector('#careerCentre')
                  if (![...choice.options].some(each => each.value === 'KZ-75-01')) {
                    choice.add(new Option('KZ-75-01', 'KZ-75-01'))
                  }
                  choice.value = 'KZ-75-01'
                }""");
        page.locator("#handOverReason").fill("№ 7");
        page.getByRole(AriaRole.BUTTON, named("Hand over")).click();
    }

    /** Wide and narrow, one given, many given, a filter: everything on the screen, nothing cut off, quickly. */
    @Test
    void aHeadWithTwoHundredTasksGivesOneAndMany() {
        var made = new ArrayList<String>();
        try {
            transactions.executeWithoutResult(
                    begun -> IntStream.range(0, MANY).forEach(number -> made.add(made(number))));
            var page = officer(HEAD);
            page.navigate(url("/board"));
            assertThat(page.locator("main")).containsText(String.valueOf(MANY));
            picture(page, "board-200");
            for (var language : List.of("kk", "ru")) {
                page.navigate(url("/board?lang=" + language));
                page.setViewportSize(360, 800);
                assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(360);
                picture(page, "board-200-narrow-" + language);
                page.setViewportSize(1400, 900);
                picture(page, "board-200-" + language);
            }
            page.navigate(url("/board?lang=en"));
            page.locator("tbody input[type=checkbox]").first().check();
            page.locator("#to").selectOption(OFFICER);
            page.locator("main form button").click();
            assertThat(page.getByRole(AriaRole.STATUS).last()).hasText("Tasks given: 1.");

            page.navigate(url("/board?show=nobodys"));
            var boxes = page.locator("tbody input[type=checkbox]");
            var shown = boxes.count();
            for (var box : boxes.all()) {
                box.check();
            }
            page.locator("#to").selectOption(OFFICER);
            page.locator("main form button").click();
            assertThat(page.getByRole(AriaRole.STATUS).last()).hasText("Tasks given: " + shown + ".");
            assertThat(tasks.createTaskQuery().taskAssignee(OFFICER).count()).isEqualTo(shown + 1);

            // The last page of a filter is gone with what was given from it; he stands on the one before.
            var last = (MANY - 1 - shown - 1) / shown;
            page.navigate(url("/board?show=nobodys&page=" + last));
            for (var box : page.locator("tbody input[type=checkbox]").all()) {
                box.check();
            }
            page.locator("#to").selectOption(OFFICER);
            page.locator("main form button").click();
            assertThat(page.getByRole(AriaRole.STATUS).last()).containsText("Tasks given: ");
            assertThat(page.locator("tbody input[type=checkbox]")).not().hasCount(0);
        } finally {
            transactions.executeWithoutResult(begun -> tasks.deleteTasks(made, true));
        }
    }

    private String made(int number) {
        var task = tasks.newTask();
        task.setName("Check application");
        task.setDueDate(java.util.Date.from(
                kz.bilik.support.Stage.MONDAY.plusDays(number % 9 - 3).toInstant()));
        tasks.saveTask(task);
        tasks.addCandidateGroup(task.getId(), "career-centre.KZ-75-03");
        return task.getId();
    }

    private int count(String sql, String of) {
        return database.sql(sql).param(of).query(Integer.class).single();
    }

    private String sentAct() {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var act = story.examHeld("17", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        return act;
    }

    private Page taken(String officer, String number) {
        var page = officer(officer);
        page.navigate(url("/"));
        page.navigate(url(TASKLIST));
        page.locator("li.task")
                .filter(new Locator.FilterOptions().setHasText(number))
                .first()
                .locator("h4 a")
                .click();
        page.getByText("Claim", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Complete"))).isEnabled();
        return page;
    }

    private static void completes(Page page) {
        page.getByRole(AriaRole.BUTTON, named("Complete")).click();
    }
}
