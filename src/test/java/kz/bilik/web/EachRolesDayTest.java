package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.signature.Signatures;
import kz.bilik.support.ProcedureTest;
import kz.bilik.voucher.Vouchers;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What each role finds, does and is refused beside the straight way of a case (which is {@link OfficersDayTest}'s): heads,
 * auditor, administrator, analyst; wrong input of each; and the links of others.
 */
@ProcedureTest
class EachRolesDayTest extends InTheBrowser {

    private static final String TASKLIST = "/camunda/app/tasklist/default/";

    @Autowired
    Signatures signatures;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    IdentityService identity;

    @Autowired
    Vouchers vouchers;

    @Autowired
    Notices notices;

    // who leads

    @Test
    void theHeadGivesAnOverdueTaskToHisOfficerAndToNobodyElse() {
        var application = story.applies("person-01");
        stage.morningOf(LocalDate.of(2026, 9, 21));
        var task = story.openTask(application, "checkApplication").getId();
        var head = officer("head-career-KZ-75-03");
        head.navigate(url(TASKLIST));
        filter(head, "Overdue");
        open(head, application);
        picture(head, "head-overdue-task");

        // By name, and without taking it first.
        var give = head.getByLabel("Give to…");
        var officers = give.locator("option:not([value=''])");
        assertThat(officers).hasCount(2);
        give.selectOption("career-KZ-75-03");
        head.waitForResponse(
                answer -> answer.url().endsWith("/assignee"),
                () -> head.getByRole(AriaRole.BUTTON, named("Give")).click());
        var assignee = head.locator("[cam-tasklist-task-meta] .assignee");
        assertThat(assignee).containsText(nameOf("career-KZ-75-03"));
        assertThat(assigneeOf(task)).isEqualTo("career-KZ-75-03");
        assertThat(officers).hasText(new String[] {nameOf("head-career-KZ-75-03")});
        picture(head, "head-gave-the-task");

        give.selectOption("head-career-KZ-75-03");
        head.getByRole(AriaRole.BUTTON, named("Give")).click();
        assertThat(assignee).containsText(nameOf("head-career-KZ-75-03"));
        // The Tasklist's own way, for whoever knows the accounts by heart: nobody of another place.
        gives(assignee, "career-KZ-71-01");
        assertThat(assignee).containsText(nameOf("head-career-KZ-75-03"));
        head.waitForResponse(answer -> answer.url().endsWith("/assignee"), () -> gives(assignee, "career-KZ-75-03"));
        assertThat(assignee).containsText(nameOf("career-KZ-75-03"));

        var page = officer("career-KZ-75-03");
        page.navigate(url(TASKLIST));
        filter(page, "My tasks");
        open(page, application);
        assertThat(page.getByRole(AriaRole.BUTTON, named("Complete"))).isEnabled();
        assertThat(page.getByLabel("Give to…")).isHidden();
    }

    /** Writes that user's id where the Tasklist shows whose the task is. */
    private static void gives(Locator assignee, String officer) {
        assignee.locator(".view-value").click();
        assignee.locator("input").fill(officer);
        assignee.locator("input").press("Enter");
    }

    private String nameOf(String officer) {
        var user = identity.createUserQuery().userId(officer).singleResult();
        return user.getFirstName() + " " + user.getLastName();
    }

    private String assigneeOf(String task) {
        return tasks.createTaskQuery().taskId(task).singleResult().getAssignee();
    }

    // who watches

    @Test
    void theAuditorSeesInCockpitWhereACaseStandsAndStopsNothing() {
        var application = story.applies("person-01");
        var instance = runtime.createProcessInstanceQuery().singleResult().getId();
        var page = officer("auditor");
        page.navigate(url("/camunda/app/cockpit/default/#/process-instance/" + instance + "/runtime"));
        assertThat(page.locator("body")).containsText(application);
        assertThat(page.locator("[cam-widget-bpmn-viewer] .badge").first()).isVisible();
        picture(page, "cockpit-case");

        // What he would be refused is not offered (AccessTest: the calls behind it are refused).
        assertThat(page.locator(".btn-suspend-action:visible")).hasCount(0);
        assertThat(page.locator("a.btn-toolbar:visible:has(.glyphicon-remove)")).hasCount(0);

        page.navigate(url("/cases/" + application));
        assertThat(page.locator("h1")).containsText(application);
        assertThat(page.locator("main")).not().containsText("920315390109");
        assertThat(page.getByText("To the task")).hasCount(0);
        // The evidence of the signature, and what each automatic check answered.
        assertThat(page.locator("main"))
                .containsText(signatures.of(application).get(0).fingerprint());
        for (var check : List.of(
                "registration as unemployed was confirmed",
                "No voucher was received",
                "is left in the region",
                "(cl. 3.3)")) {
            assertThat(page.locator("main")).containsText(check);
        }
        picture(page, "case-file-auditor");
    }

    @Test
    void theAnalystSeesTheDiagramsAndTablesOfTheLawAndNoCase() {
        var application = story.applies("person-01");
        var page = officer("analyst");
        page.navigate(url("/camunda/app/cockpit/default/#/decisions"));
        assertThat(page.locator("body")).containsText("Legal terms");
        picture(page, "cockpit-decisions");
        page.navigate(url("/camunda/app/cockpit/default/#/processes"));
        assertThat(page.locator("body")).containsText("Application for a one-time voucher");
        picture(page, "cockpit-analyst");

        var found = page.request().get(url("/camunda/api/engine/engine/default/process-instance"));
        assertThat(found.text()).isEqualTo("[]");
        assertThat(page.navigate(url("/cases/" + application)).status()).isEqualTo(404);
    }

    @Test
    void theAdministratorLooksAfterAccountsAndReadsNoCaseFile() {
        var application = story.applies("person-01");
        var page = officer("admin");
        picture(page, "start-administrator");
        page.getByText("Users and rights").click();
        page.navigate(url("/camunda/app/admin/default/#/users/career-KZ-75-03?tab=groups"));
        assertThat(page.locator("body")).containsText("career-centre.KZ-75-03");
        picture(page, "admin-user");
        page.navigate(url("/camunda/app/admin/default/#/authorization?resource=5"));
        assertThat(page.locator("body")).containsText("Filter");
        picture(page, "admin-authorizations");
        assertThat(page.navigate(url("/cases/" + application)).status()).isEqualTo(404);
    }

    // the links of others

    @Test
    void aLinkOfSomebodyElsesCaseActOrDocumentLeadsNowhere() {
        var voucher = story.receivesVoucher("person-01");
        var application = vouchers.get(voucher).application();
        story.centreAdmits(voucher);
        var act = story.examHeld("P-17", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        var own = officer("mobility-KZ-75");
        own.navigate(url("/cases/" + application));
        var document = own.locator("#documents a").first().getAttribute("href");
        assertThat(own.request().get(url(document)).status()).isEqualTo(200);

        for (var stranger : List.of(
                "career-KZ-75-01",
                "career-KZ-71-01",
                "mobility-KZ-71",
                "head-mobility-KZ-71",
                "centre-C-021",
                "accountant-KZ-71",
                "analyst",
                "admin")) {
            var page = officer(stranger);
            for (var link : List.of(
                    "/cases/" + application, document, "/acts/" + act + "/document", "/acts/" + act + "/sign")) {
                assertThat(page.request().get(url(link)).status())
                        .as("%s for %s", link, stranger)
                        .isEqualTo(404);
            }
        }
        var page = officer("centre-C-021");
        page.navigate(url("/cases/" + application));
        assertThat(page.locator("h1")).containsText("Not found");
        picture(page, "other-centre");
    }

    @Test
    void aNoticeLinksOnlyToWhatItsReaderStillReads() {
        var application = story.applies("person-01");
        var mobilityCentre = officer("mobility-KZ-75");
        mobilityCentre.navigate(url("/cases/" + application));
        mobilityCentre.getByLabel("Career centre of the region").selectOption("KZ-75-01");
        mobilityCentre.getByLabel("Reason").fill("He moved to Almaly district");
        mobilityCentre.getByRole(AriaRole.BUTTON, named("Hand over")).click();
        assertThat(mobilityCentre.locator(".alert-success")).isVisible();

        var before = officer("career-KZ-75-03");
        before.navigate(url("/notices"));
        assertThat(before.locator("main li")).containsText(application);
        assertThat(before.locator("main li a")).hasCount(0);
        picture(before, "notice-handed-away");

        var now = officer("career-KZ-75-01");
        now.navigate(url("/notices"));
        now.locator("main li a").click();
        assertThat(now.locator("h1")).containsText(application);
    }

    @Test
    void whoSignsInIsLedToHisStartPage() {
        var page = visitor();
        page.navigate(url("/login"));
        page.fill("#username", "mobility-KZ-75");
        page.fill("#password", "demo");
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        page.waitForURL(url("/"));
        assertThat(page.getByText("Quota of the region")).isVisible();
    }

    @Test
    void whoMistypesHisPasswordIsToldToWaitAndKeepsHisLanguageAndHisName() {
        var page = visitor();
        page.navigate(url("/?lang=kk"));
        assertThat(page.getByLabel("Құпиясөз")).isVisible();
        // Nobody else's account here: for a while it has to wait.
        for (int time = 1; time <= 5; time++) {
            page.fill("#username", "career-KZ-79-01");
            page.fill("#password", "demp");
            page.locator("main button[type=submit]").click();
            assertThat(page.locator(".alert-danger")).containsText("Пайдаланушы аты немесе құпиясөз қате");
        }
        page.fill("#password", "demo");
        page.locator("main button[type=submit]").click();
        assertThat(page.locator(".alert-danger")).containsText("Қате құпиясөз тым көп енгізілді");
        assertThat(page.locator("#username")).hasValue("career-KZ-79-01");
        assertThat(page.locator("#password")).isFocused();
        assertThat(page.url()).doesNotContain("career");
        page.reload();
        assertThat(page.locator("#username")).hasValue("");
    }

    @Test
    void anOfficerFindsACaseByItsNumberAndTheCasesHeOpenedLast() {
        var voucher = story.receivesVoucher("person-01");
        var application = vouchers.get(voucher).application();
        var page = officer("mobility-KZ-75");
        finds(page, " " + application.toLowerCase(Locale.ROOT) + " ");
        assertThat(page.locator("h1")).containsText(application);
        page.navigate(url("/"));
        assertThat(page.locator("main")).containsText("Cases you opened last");
        page.getByText(application, new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("h1")).containsText(application);
        finds(page, voucher);
        assertThat(page.locator("h1")).containsText(application);
        page.navigate(url("/"));
        picture(page, "start-mobility-centre");

        for (var unknown : List.of("A-2026-75-999999", "V-2026-75-999999", "ACT-1", "//evil.example", "x")) {
            finds(page, unknown);
            assertThat(page.locator(".alert-danger")).containsText("no such number");
        }
        var act = actOf(voucher);
        var auditor = officer("auditor");
        finds(auditor, act);
        assertThat(auditor.locator("h1")).containsText(act);
        var stranger = officer("mobility-KZ-71");
        finds(stranger, act);
        assertThat(stranger.locator(".alert-danger")).containsText("no such number");
        finds(stranger, application);
        assertThat(stranger.locator(".alert-danger")).containsText("no such number");
        assertThat(stranger.getByLabel("Number of an application")).hasValue(application);
    }

    private String actOf(String voucher) {
        story.centreAdmits(voucher);
        return story.examHeld("17", "KZ-75", voucher).get(0);
    }

    private void finds(Page page, String number) {
        page.navigate(url("/"));
        page.getByLabel("Number of an application").fill(number);
        page.getByRole(AriaRole.BUTTON, named("Find")).click();
    }

    @Test
    void twoOfficersWhoTakeATaskAtOnceAreToldInWords() {
        var application = story.applies("person-01");
        var task = story.openTask(application, "checkApplication").getId();
        var page = officer("career-KZ-75-03");
        page.navigate(url(TASKLIST));
        filter(page, "All tasks");
        open(page, application);
        tasks.claim(task, "head-career-KZ-75-03");
        page.getByText("Claim", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".page-notifications")).containsText("Somebody else has taken this task");
    }

    @Test
    void aRefusalNamesTheFieldsThatItMeansAndADayThatDoesNotExistIsNone() {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var page = officer("centre-C-014");
        page.navigate(url(TASKLIST));
        filter(page, "All tasks");
        open(page, voucher);
        claim(page);
        page.getByLabel("Yes", new Page.GetByLabelOptions().setExact(true)).check();
        page.getByLabel("Exam held on").first().fill("31.02.2026");
        page.getByLabel("Number of the protocol").click();
        assertThat(page.getByLabel("Exam held on").first()).hasValue("");
        page.getByRole(AriaRole.BUTTON, named("Complete")).click();
        assertThat(page.locator(".page-notifications")).containsText("Number of the protocol: fill this in.");
        picture(page, "exam-incomplete");
    }

    @Test
    void aRefusalIsGoneOnceItsTaskIsDone() {
        var application = story.applies("person-01");
        var page = officer("career-KZ-75-03");
        page.navigate(url(TASKLIST));
        filter(page, "All tasks");
        open(page, application);
        claim(page);
        page.getByLabel("Not in order: refuse").check();
        page.getByRole(AriaRole.BUTTON, named("Complete")).click();
        var refusal = page.locator(".page-notifications .alert-danger");
        assertThat(refusal).containsText("A refusal needs at least one ground");

        page.getByLabel("In order: forward").check();
        page.getByRole(AriaRole.BUTTON, named("Complete")).click();
        assertThat(page.locator("li.task")).hasCount(0);
        assertThat(refusal).hasCount(0);
    }

    @Test
    void aNoticeLeadsToThePageThatItsReaderHasForItsMatter() {
        var voucher = story.receivesVoucher("person-01");
        var application = vouchers.get(voucher).application();
        story.centreAdmits(voucher);
        var act = story.examHeld("P-17", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        notices.tell(Place.mobilityCentre("KZ-75"), "KZ-75", "distribution.low-quota", "", "KZ-75", 2026, 3, 100);
        notices.tell(Place.accountants("KZ-75"), act, "settlement.new-account", "", "P-2026-75-000001");

        leads("centre-C-014", act, "/acts/" + act + "/sign");
        leads("centre-C-014", voucher, "/cases/" + application);
        leads("mobility-KZ-75", act, "/acts/" + act + "/accept");
        leads("mobility-KZ-75", "Quota of the region", "/distributions/quotas/KZ-75/2026");
        leads("accountant-KZ-75", act, "/acts/" + act + "/payments");
        picture(officer("mobility-KZ-75"), "notices-mobility-centre");
    }

    private void leads(String reader, String link, String path) {
        var page = officer(reader);
        page.navigate(url("/notices"));
        var found = page.locator("main li a", new Page.LocatorOptions().setHasText(link));
        assertThat(found.first()).hasAttribute("href", path);
        assertThat(page.navigate(url(path)).status()).isEqualTo(200);
        page.navigate(url("/notices"));
    }

    @Test
    void theMobilityCentreFindsTheQuotaOfItsRegion() {
        var application = story.applies("person-01");
        var page = officer("mobility-KZ-75");
        page.navigate(url("/?lang=ru"));
        picture(page, "start-mobility-centre-ru");
        page.getByText("Квота региона").click();
        assertThat(page.locator("tbody tr").first()).containsText(application);
        assertThat(page.locator("tbody tr").first()).containsText("п. 3");
        picture(page, "quota-ru");
        assertThat(officer("career-KZ-75-03").getByText("Quota of the region")).hasCount(0);
    }

    @Test
    void whatIsDueFirstStandsOnTopUntilTheOfficerChoosesAnotherOrder() {
        var first = story.applies("person-01");
        stage.morningOf(LocalDate.of(2026, 9, 16));
        var second = story.applies("person-02");
        var page = officer("career-KZ-75-03");
        page.navigate(url(TASKLIST));
        filter(page, "All tasks");
        var cards = page.locator("li.task");
        assertThat(cards).containsText(new String[] {first, second});
        assertThat(page.locator("[cam-sorting-choices]")).containsText("Due");
        picture(page, "due-first");

        page.locator(".sort-direction").first().click();
        assertThat(cards).containsText(new String[] {second, first});
        page.reload();
        assertThat(cards).containsText(new String[] {second, first});

        page.navigate(url("/"));
        page.navigate(url(TASKLIST));
        filter(page, "All tasks");
        assertThat(cards).containsText(new String[] {first, second});
    }

    @Test
    void theTasklistLeadsBackToTheStartPage() {
        var page = officer("career-KZ-75-03");
        page.navigate(url(TASKLIST));
        page.getByText("Start page").click();
        page.waitForURL(url("/"));
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Notices").setExact(true))
                .click();
        assertThat(page.locator("h1")).hasText("Notices");
    }

    @Test
    void aTaskIsReadBeforeItIsTaken() {
        var application = story.applies("person-01");
        var page = officer("career-KZ-75-03");
        page.navigate(url(TASKLIST));
        open(page, application);
        picture(page, "task-not-taken");
        var caseFile =
                page.waitForPopup(() -> page.getByText("Open the case file").click());
        assertThat(caseFile.locator("h1")).containsText(application);
    }

    // wrong input

    @Test
    void theRecognitionCentreDeclinesWithAReasonOnly() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        var page = officer("centre-C-014");
        page.navigate(url(TASKLIST));
        open(page, application);
        claim(page);
        page.locator(".fjs-container input[type=radio]").last().check();
        page.getByRole(AriaRole.BUTTON, named("Complete")).click();
        wrong(page);
        picture(page, "declined-without-reason");
        assertThat(story.openTasks(application)).containsExactly("answerApplication");
    }

    @Test
    void theMobilityCentreRejectsACertificateWithAGroundOnly() {
        var voucher = story.receivesVoucher("person-01");
        stage.morningOf(LocalDate.of(2026, 9, 17));
        story.sendsCertificate(voucher, LocalDate.of(2026, 9, 15), LocalDate.of(2026, 9, 16));
        var page = officer("mobility-KZ-75");
        page.navigate(url(TASKLIST));
        open(page, voucher);
        claim(page);
        page.locator(".fjs-container input[type=radio]").nth(1).check();
        page.getByRole(AriaRole.BUTTON, named("Complete")).click();
        wrong(page);
        picture(page, "rejected-without-ground");
        assertThat(story.openTasks(vouchers.get(voucher).application())).contains("decideCertificate");
    }

    @Test
    void theAccountantReleasesNothingThatHeHasNotFoundCorrect() {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var act = story.examHeld("P-17", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        var page = officer("accountant-KZ-75");
        page.navigate(url(TASKLIST));
        open(page, act);
        claim(page);
        page.getByRole(AriaRole.BUTTON, named("Complete")).click();
        wrong(page);
        picture(page, "not-released");
        assertThat(story.openTasks(act)).containsExactly("releasePayments");
    }

    @Test
    void theAuthorisedBodysYearsAddUpToThePeriod() {
        var number = story.ordersReview(LocalDate.of(2026, 10, 1));
        var page = officer("authorised");
        page.navigate(url(TASKLIST));
        open(page, number);
        claim(page);
        var fields = page.locator(".fjs-container input.fjs-input[type=text], .fjs-container input[type=number]");
        for (var each : fields.all()) {
            each.fill("500");
        }
        page.getByRole(AriaRole.BUTTON, named("Complete")).click();
        wrong(page);
        picture(page, "totals-do-not-add-up");
        assertThat(story.openTasks(number)).containsExactly("setTotals");
    }

    /** Either the form itself says what is missing, or the server did. */
    private static void wrong(Page page) {
        assertThat(page.locator(".fjs-form-field-error:visible, .page-notifications .alert:visible")
                        .first())
                .isVisible();
    }

    // what came back

    @Test
    void aTaskSaysWhatCameBackAndWhyAndLeadsToWhereItIsMended() {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var act = story.examHeld("P-17", "KZ-75", voucher).get(0);
        var centre = officer("centre-C-014");
        centre.navigate(url(TASKLIST));
        open(centre, act);
        assertThat(centre.locator(".fjs-container")).not().containsText("Returned with remarks");

        story.centreSigns(act);
        story.mobilityCentreReturnsAct(act, "The exam was in Karaganda");
        centre.reload();
        open(centre, act);
        assertThat(centre.locator(".fjs-container")).containsText("Returned with remarks");
        assertThat(centre.locator(".fjs-container")).containsText("The exam was in Karaganda");
        picture(centre, "act-returned-task");
        var page = centre.waitForPopup(
                () -> centre.getByText("Open the act and sign it").click());
        picture(page, "act-returned");
        page.getByLabel("Region of the exam").selectOption("KZ-35");
        page.getByRole(AriaRole.BUTTON, named("Correct the protocol")).click();
        assertThat(page.locator(".alert-success")).isVisible();
        assertThat(page.getByLabel("Region of the exam")).hasValue("KZ-35");
        picture(page, "act-corrected");

        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        story.bankRejects(story.ordersOf(act).get(0).number(), "The account is closed");
        var accountant = officer("accountant-KZ-75");
        accountant.navigate(url(TASKLIST));
        filter(accountant, "Step: Repair payment");
        open(accountant, act);
        assertThat(accountant.locator(".fjs-container")).containsText("The account is closed");
        assertThat(accountant.locator(".fjs-container")).containsText("none signed by the payee has come");
        picture(accountant, "repair-payment");
        var payments = accountant.waitForPopup(
                () -> accountant.getByText("Open the payment orders").click());
        assertThat(payments.locator("h1")).containsText(act);
    }

    // the Tasklist

    private static void filter(Page page, String name) {
        page.locator(".task-filter").getByText(name).first().click();
    }

    private static void open(Page page, String number) {
        page.locator("li.task", new Page.LocatorOptions().setHasText(number))
                .first()
                .locator("h4 a")
                .click();
        assertThat(page.locator(".fjs-container")).isVisible();
    }

    private static void claim(Page page) {
        page.getByText("Claim", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Complete"))).isEnabled();
    }
}
