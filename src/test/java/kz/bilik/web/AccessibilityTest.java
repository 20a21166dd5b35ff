package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import kz.bilik.language.Language;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.PaperPdf;
import kz.bilik.support.ProcedureTest;
import kz.bilik.voucher.Vouchers;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.junit.jupiter.InjectSoftAssertions;
import org.assertj.core.api.junit.jupiter.SoftAssertionsExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Our pages meet WCAG 2.2 AA as far as a program can tell: axe-core finds no violation, in each language, on a wide and
 * on a narrow screen; nothing runs out of the narrow one; whoever has no mouse reaches every control and sees which one
 * he is at. Of the webapps, the Tasklist is examined as an officer finds it when he works.
 */
@ProcedureTest
@ExtendWith(SoftAssertionsExtension.class)
class AccessibilityTest extends InTheBrowser {

    private static final List<String> WCAG_2_2_AA = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /** CSS pixels; on the narrow screen WCAG 1.4.10 wants a page to be read by scrolling down only. */
    private static final int NARROW = 320;

    private static final int WIDE = 1400;

    /** What a reader calls a control: its label, the heading that names it, else what stands on it. */
    private static final String NAME =
            """
            control => {
              const label = control.getAttribute("aria-label") !== null
                ? { textContent: control.getAttribute("aria-label") }
                : control.labels?.[0]
                ?? document.getElementById(control.getAttribute("aria-labelledby"))
                ?? control;
              return label.textContent.trim();
            }
            """;

    private static final String CONTROLS =
            """
            () => [...document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex='0']")]
              .filter(control => control.type !== "hidden" && control.checkVisibility())
              .map(%s)
            """
                    .formatted(NAME);

    private static final String HEADINGS = "() => [...document.querySelectorAll('h1')].map(h1 => h1.textContent)";

    private static final String SCROLLED_SIDEWAYS =
            """
            () => [...document.querySelectorAll("main *")]
              .filter(box => box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1)
              .filter(box => ["auto", "scroll"].includes(getComputedStyle(box).overflowX))
              .map(box => `${box.tagName} ${box.className} ${box.scrollWidth} > ${box.clientWidth}: ${box.textContent.trim().slice(0, 60)}`)
            """;

    private static final String SHOWS_ITS_FOCUS =
            """
            control => {
              const { outlineStyle, outlineWidth } = getComputedStyle(control);
              return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
            }
            """;

    /** A test looks at all its pages before it fails. */
    @InjectSoftAssertions
    SoftAssertions findings;

    @Autowired
    Vouchers vouchers;

    // the pages

    @Test
    void whatAVisitorSees() {
        var visitor = visitor();
        examine(visitor, "/login");
        examine(visitor, "/login?wrong");
        examine(visitor, "/login?out");
        examine(visitor, "/problems/distribution.total-below-floors");
    }

    @Test
    void theStartPageAndWhatIsNotThere() {
        examine(officer("admin"), "/");
        examine(officer("authorised"), "/");
        examine(officer("authorised"), "/cases/none");
    }

    @Test
    void theBoardOfAHeadAndHisNotices() {
        story.applies("person-01");
        stage.morningOf(LocalDate.of(2026, 9, 21));
        examine(officer("head-career-KZ-75-03"), "/");
        examine(officer("head-career-KZ-75-03"), "/board");
        examine(officer("head-career-KZ-75-03"), "/notices");
    }

    @Test
    void theReports() {
        story.careerCentreRefuses(story.applies("person-03"), "INCOMPLETE_DOCUMENTS", "No diploma");
        story.applies("person-01");
        story.receivesVoucher("person-02");
        stage.morningOf(LocalDate.of(2026, 9, 21));
        for (var report : List.of("", "/flow", "/refusals", "/vouchers", "/money", "/times")) {
            examine(officer("auditor"), "/reports" + report);
        }
        examine(officer("head-career-KZ-75-03"), "/reports");
    }

    @Test
    void theCaseFileAndTheActToSign() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        story.centreConfirms(application);
        var voucher = story.voucherOf(application);
        stage.morningOf(LocalDate.of(2026, 9, 17));
        story.mobilityCentreAccepts(
                story.sendsCertificate(voucher, LocalDate.of(2026, 9, 15), LocalDate.of(2026, 9, 16)));
        story.centreAdmits(voucher);
        var act = story.examHeld("P-17", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreReturnsAct(act, "The date of the exam is missing");
        var contractor = officer("centre-C-014");
        examine(contractor, "/acts/" + act + "/sign");
        refusedBecauseOf(contractor, "#examHeldOn", "2026-09-13");
        contractor.navigate(url("/acts/" + act + "/sign"));

        // With the keyboard: the preview of a PDF takes the mouse while the page changes its width.
        assertThat(contractor.getByText("Sign with NCALayer")).isEnabled();
        contractor.getByText("Sign with NCALayer").press("Enter");
        assertThat(contractor.getByRole(AriaRole.ALERT)).containsText("NCALayer does not answer");
        examine(contractor);

        contractor.getByText("Sign with the demo key").press("Enter");
        assertThat(contractor.locator(".alert-success")).isVisible();
        examine(contractor);

        stage.settle();
        var customer = officer("mobility-KZ-75");
        examine(customer, "/acts/" + act + "/accept");
        assertThat(customer.getByText("Sign with NCALayer")).isEnabled();
        customer.getByText("Sign with NCALayer").press("Enter");
        assertThat(customer.locator("#sign-problem")).containsText("NCALayer does not answer");
        examine(customer);
        customer.getByText("Sign with the demo key").press("Enter");
        assertThat(customer.locator(".alert-success")).isVisible();
        examine(customer);

        stage.settle();
        var accountant = officer("accountant-KZ-75");
        examine(accountant, "/acts/" + act + "/payments");
        story.accountantReleases(act);
        examine(accountant, "/acts/" + act + "/payments");
        accountant.setInputFiles("#file", new FilePayload("answer.xml", "application/xml", new byte[] {'<'}));
        accountant.getByRole(AriaRole.BUTTON, named("Upload the answer")).click();
        assertThat(accountant.locator(".alert-danger")).containsText("Line 1");
        examine(accountant);
        examine(officer("auditor"), "/acts/" + act + "/payments");
        examine(officer("mobility-KZ-75"), "/cases/" + application);
        examine(officer("accountant-KZ-75"), "/cases/" + application);
        examine(officer("auditor"), "/cases/" + application + "/story");
        examine(officer("auditor"), "/cases");
        examine(officer("auditor"), "/cases?state=ALL&order=NEWEST");
    }

    @Test
    void theHandOverAndTheAppealOnTheCaseFile() {
        var application = story.applies("person-01");
        var mobilityCentre = officer("mobility-KZ-75");
        examine(mobilityCentre, "/cases/" + application);
        refusedBecauseOf(mobilityCentre, "#handOverReason", " ");
        mobilityCentre.getByLabel("Reason").fill("He moved to Almaly district");
        mobilityCentre.getByRole(AriaRole.BUTTON, named("Hand over")).click();
        assertThat(mobilityCentre.locator(".alert-success")).isVisible();
        examine(mobilityCentre);

        story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", "No diploma");
        examine(mobilityCentre, "/cases/" + application);
        var head = officer("head-mobility-KZ-75");
        examine(head, "/cases/" + application);
        head.getByLabel("Number of the decision").fill("17-K");
        head.getByLabel("Date of the decision").fill("2026-09-13");
        head.setInputFiles("#copy", new FilePayload("17-K.pdf", "application/pdf", PaperPdf.saying("17-K")));
        refusedBecauseOf(head, "#appealReason", "The diploma was enclosed");
        head.getByLabel("Number of the decision").fill("17-K");
        head.getByLabel("Date of the decision").fill("2026-09-14");
        head.getByLabel("Reason").fill("The diploma was enclosed");
        head.setInputFiles("#copy", new FilePayload("17-K.pdf", "application/pdf", PaperPdf.saying("17-K")));
        head.getByRole(AriaRole.BUTTON, named("Reopen")).click();
        assertThat(head.locator(".alert-success")).isVisible();
        examine(head);
        stage.settle();
        examine(head, "/cases/" + application);
    }

    @Test
    void anotherRecognitionCentreOnTheCaseFile() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        assertThat(opened("mobility-KZ-75", "/cases/" + application).locator("#recognitionCentre"))
                .hasCount(0);
        var head = officer("head-mobility-KZ-75");
        examine(head, "/cases/" + application);
        assertThat(head.locator("#recognitionCentre option[value=C-014]")).hasCount(0);
        head.locator("#recognitionCentre").selectOption("C-021");
        head.setInputFiles("#requestCopy", new FilePayload("request.pdf", "application/pdf", "no PDF".getBytes()));
        refusedBecauseOf(head, "#centreReason", "The centre is silent");
        assertThat(head.locator("#recognitionCentre")).hasValue("C-021");
        assertThat(head.locator("#centreReason")).hasValue("The centre is silent");
        head.setInputFiles(
                "#requestCopy", new FilePayload("request.pdf", "application/pdf", PaperPdf.saying("request")));
        head.getByRole(AriaRole.BUTTON, named("Ask this centre")).click();
        assertThat(head.locator(".alert-success")).isVisible();
        stage.settle();
        examine(head, "/cases/" + application);
        assertThat(head.locator("main"))
                .containsText(
                        "Almaty Sheber Recognition Centre → Astana Kasibi Recognition Centre. The centre is silent (");
        assertThat(head.locator("main")).not().containsText("head-mobility-KZ-75");
        assertThat(head.locator("main")).containsText("The applicant's request for another recognition centre");
        assertThat(head.locator("main"))
                .containsText("asks another recognition centre: Almaty Sheber Recognition Centre → Astana Kasibi");
    }

    @Test
    void theWaysBackOfMistakesOnTheCaseFile() {
        var lapsed = story.receivesVoucher("person-02");
        var voucher = story.receivesVoucher("person-01");
        stage.morningOf(LocalDate.of(2026, 10, 9));
        story.mobilityCentreAccepts(
                story.sendsCertificate(voucher, LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 9)));
        story.centreAdmits(voucher);
        story.examHeld("21", "KZ-75", voucher);
        var head = officer("head-mobility-KZ-75");
        examine(head, "/cases/" + vouchers.get(voucher).application());
        assertThat(head.locator("#annulCertificate option")).hasCount(1);
        var notAPaper = new FilePayload("letter.pdf", "application/pdf", "no PDF".getBytes());
        head.setInputFiles("#takeOutCopy", notAPaper);
        refusedBecauseOf(head, "#takeOutReason", "Another person of that name");
        head.locator("#annulNumber").fill("5-K");
        head.locator("#annulDay").fill("2026-10-09");
        head.setInputFiles("#annulCopy", notAPaper);
        refusedBecauseOf(head, "#annulReason", "The hospital knows nothing");

        stage.morningOf(LocalDate.of(2026, 11, 20));
        examine(head, "/cases/" + vouchers.get(lapsed).application());
        head.locator("#lateUsedOn").fill("2026-11-10");
        head.locator("#lateProtocol").fill("22");
        head.locator("#lateSignedOn").fill("2026-11-10");
        head.setInputFiles("#lateCopy", notAPaper);
        refusedBecauseOf(head, "#lateReason", "The centre forgot to enter it");
    }

    private Page opened(String officer, String path) {
        var page = officer(officer);
        page.navigate(url(path));
        return page;
    }

    @Test
    void theAdministratorsPagesAndTheAdvice() {
        var administrator = officer("admin");
        for (var page : List.of(
                "/accounts/new",
                "/accounts/of/career-KZ-75-03",
                "/catalogue?kind=ACCREDITATIONS",
                "/calendar",
                "/incidents",
                "/deeds",
                "/versions",
                "/operations",
                "/audit/check",
                "/erasures")) {
            examine(administrator, page);
        }
        examine(officer("career-KZ-75-03"), "/advice?home=KZ-61");
        examine(officer("career-KZ-75-03"), "/advice?region=nowhere");
    }

    @Test
    void theOutsideSystems() {
        var administrator = officer("admin");
        examine(administrator, "/accounts");
        examine(administrator, "/sign-ins");
        examine(administrator, "/systems");
        LabourMarketAis.breaksDown();
        try {
            story.applies("person-01");
            examine(administrator, "/systems");
            administrator.getByRole(AriaRole.BUTTON, named("Restart all")).click();
            assertThat(administrator.locator(".alert-success")).isVisible();
            examine(administrator);
        } finally {
            LabourMarketAis.worksAgain();
        }
    }

    @Test
    void theSessions() {
        officer("career-KZ-75-03");
        examine(officer("admin"), "/sessions");
    }

    /** Sends the form of that field and examines the page that says what is wrong with it. */
    private void refusedBecauseOf(Page page, String field, String text) {
        page.locator(field).fill(text);
        page.locator(field).press("Enter");
        assertThat(page.locator(".alert-danger li").first()).isVisible();
        examine(page);
    }

    @Test
    void theNoticesAndTheQuotaOfARegion() {
        examine(officer("analyst"), "/notices");
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        story.centreConfirms(application);
        story.careerCentreRefuses(story.applies("person-02"), "INCOMPLETE_DOCUMENTS", "No diploma");
        story.applies("person-03");
        stage.morningOf(LocalDate.of(2026, 9, 21));

        var head = officer("head-career-KZ-75-03");
        examine(head, "/notices");
        assertThat(head.locator("main li")).not().hasCount(0);
        var mobilityCentre = officer("mobility-KZ-75");
        examine(mobilityCentre, "/distributions/quotas/KZ-75/2026");
        assertThat(mobilityCentre.locator("tbody")).containsText(application);
        // Nobody has applied there yet: there is the published number only.
        examine(officer("auditor"), "/distributions/quotas/KZ-10/2026");
        assertThat(officer("auditor").locator("tbody tr")).hasCount(1);
    }

    @Test
    void whatTheLabourMarketAisHasBeenTold() {
        var voucher = story.receivesVoucher("person-01");
        story.careerCentreRefuses(story.applies("person-02"), "INCOMPLETE_DOCUMENTS", "No diploma");
        stage.morningOf(LocalDate.of(2026, 10, 9));
        story.mobilityCentreAccepts(
                story.sendsCertificate(voucher, LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 9)));
        stage.theDemosAisKnowsEverything();

        var mobilityCentre = officer("mobility-KZ-75");
        examine(mobilityCentre, "/labour-market");
        assertThat(mobilityCentre.locator("tbody").first()).containsText(voucher);
        picture(mobilityCentre, "labour-market");
        examine(officer("admin"), "/labour-market");
        assertThat(officer("admin").locator("main")).containsText("Waiting reports: 5");
    }

    @Test
    void theTasklistWithATaskThatAnOfficerHasTaken() {
        story.applies("person-01");
        var page = officer("career-KZ-75-03");
        for (var language : Language.values()) {
            page.navigate(url("/?lang=" + language.tag()));
            page.navigate(url("/camunda/app/tasklist/default/"));
            page.locator("li.task h4 a").first().click();
            assertThat(page.locator(".fjs-container")).isVisible();
            findings.assertThat(violations(page))
                    .as("what axe-core finds in the Tasklist in %s", language)
                    .isEmpty();
        }
        page.getByText("Claim").first().click();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Complete"))).isEnabled();
        findings.assertThat(violations(page))
                .as("what axe-core finds in a task that was taken")
                .isEmpty();
        page.getByText("Documents", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".bilik-document").first()).isVisible();
        findings.assertThat(violations(page))
                .as("what axe-core finds among the documents")
                .isEmpty();
    }

    @Test
    void theDistributions() {
        story.applies("person-01");
        var one = officer("authorised");
        examine(one, "/distributions");
        examine(officer("auditor"), "/distributions");

        var number = story.ordersReview(LocalDate.of(2026, 10, 1));
        examine(one, "/distributions/" + number);
        one.setInputFiles("#file", new FilePayload("statistics.csv", "text/csv", new byte[0]));
        one.getByRole(AriaRole.BUTTON, named("Upload")).click();
        assertThat(one.locator(".alert-danger")).isVisible();
        examine(one);

        story.setsTotals(number, 500, 400, 300);
        examine(one, "/distributions/" + number);
        changesTheFirstRegion(one, "90");
        examine(one);
        examine(officer("auditor"), "/distributions/" + number);
    }

    // the keyboard

    @Test
    void tabLeadsThroughTheLogin() {
        var visitor = visitor();
        visitor.navigate(url("/login"));

        assertThat(visitor.getByLabel("User")).isFocused();
        assertThat(tabbedThrough(visitor))
                .containsExactly(
                        "Skip to content", "Bilik", "Қазақша", "Русский", "English", "User", "Password", "Sign in");
    }

    @Test
    void theFirstTabOffersToSkipWhatStandsOnEveryPage() {
        var page = officer("authorised");
        page.navigate(url("/distributions"));

        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to content")).isFocused();
        assertThat(page.getByText("Skip to content")).isInViewport();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");

        assertThat(page.getByRole(AriaRole.REGION, named("Distribution of vouchers")))
                .isFocused();
    }

    @Test
    void theAuthorisedBodyDistributesWithoutAMouse() {
        story.applies("person-01");
        var number = story.ordersReview(LocalDate.of(2026, 10, 1));
        var page = officer("authorised");
        page.navigate(url("/distributions/" + number));
        assertThat(tabbedThrough(page)).contains("Other statistics from a file (CSV)", "Upload");

        story.setsTotals(number, 500, 400, 300);
        page.navigate(url("/distributions/" + number));
        assertThat(tabbedThrough(page))
                .containsSubsequence(
                        "2026",
                        "2027",
                        "2028",
                        "Vouchers of 2026, Abai Region",
                        "Keep: Abai Region",
                        "Reason, Abai Region",
                        "Reason for all changed numbers that have none of their own",
                        "Save all",
                        "Spread the rest");

        changesTheFirstRegion(page, "90");
        assertThat(page.locator(".bilik-number").first()).hasValue("90");
        assertThat(page.locator(".bilik-why").first()).hasValue("Three new recognition centres");
    }

    private static void changesTheFirstRegion(Page page, String vouchers) {
        page.locator(".bilik-number").first().focus();
        page.keyboard().press("Control+A");
        page.keyboard().type(vouchers);
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().type("Three new recognition centres");
        page.keyboard().press("Enter");
        assertThat(page.locator(".alert-success")).isVisible();
    }

    /**
     * Presses Tab from the top of the page to its end and answers what was reached: every control, in the order in which
     * the page is read.
     */
    private List<String> tabbedThrough(Page page) {
        page.evaluate("() => { document.body.tabIndex = -1; document.body.focus(); }");
        var controls = controls(page);
        var reached = Stream.generate(() -> tabbed(page)).limit(controls.size()).toList();
        assertThat(reached).isEqualTo(controls);
        return reached;
    }

    private String tabbed(Page page) {
        page.keyboard().press("Tab");
        var control = page.evaluateHandle("() => document.activeElement");
        var name = (String) control.evaluate(NAME);
        findings.assertThat(control.evaluate(SHOWS_ITS_FOCUS))
                .as("“%s” shows that it has the focus", name)
                .isEqualTo(true);
        return name;
    }

    private static List<String> controls(Page page) {
        return ((List<?>) page.evaluate(CONTROLS))
                .stream().map(String.class::cast).toList();
    }

    // what is asked of every page

    /**
     * The page at that address, in each language; it stays in English. All languages have one template, so that its structure
     * is examined once, on both screens, and in the others what their words can change: the title, the heading and the room.
     */
    private void examine(Page page, String path) {
        for (var language : List.of(Language.KK, Language.RU, Language.EN)) {
            page.navigate(url(path + (path.contains("?") ? "&" : "?") + "lang=" + language.tag()));
            findings.assertThat(languageOf(page))
                    .as("the language of %s", page.url())
                    .isEqualTo(language.tag());
            examine(page, language == Language.KK);
        }
    }

    /** A page is laid out anew some time after its window has changed; one that stays too wide is told by its assertion. */
    private static void laidOut(Page page, int width) {
        try {
            page.waitForFunction(
                    "width => document.documentElement.scrollWidth <= width",
                    width,
                    new Page.WaitForFunctionOptions().setTimeout(5_000));
        } catch (TimeoutError tooWide) {
            // Its assertion says how wide.
        }
    }

    /** The page as it stands after something was done, with everything unfolded. */
    private void examine(Page page) {
        examine(page, true);
    }

    private void examine(Page page, boolean isStructureToBeExamined) {
        findings.assertThat(page.title()).as("the title of %s", page.url()).isNotBlank();
        findings.assertThat((List<?>) page.evaluate(HEADINGS))
                .as("the heading of %s", page.url())
                .singleElement(STRING)
                .isNotBlank();
        page.evaluate("() => document.querySelectorAll('details').forEach(details => details.open = true)");
        for (var width : List.of(NARROW, WIDE)) {
            page.setViewportSize(width, 1200);
            laidOut(page, width);
            findings.assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
                    .as("the width of %s on a screen of %d pixels", page.url(), width)
                    .isLessThanOrEqualTo(width);
            findings.assertThat((List<?>) page.evaluate(SCROLLED_SIDEWAYS))
                    .as("what has to be scrolled sideways on %s, %d pixels wide", page.url(), width)
                    .isEmpty();
            if (isStructureToBeExamined) {
                findings.assertThat(violations(page))
                        .as("what axe-core finds on %s, %d pixels wide", page.url(), width)
                        .isEmpty();
            }
        }
    }

    /** Without a locator, as the headings: for one, Playwright loads a library of its own into each new page. */
    private static String languageOf(Page page) {
        return (String) page.evaluate("() => document.documentElement.lang");
    }

    /** Each violation: its rule, and the element. */
    private static List<String> violations(Page page) {
        var options = new AxeRunOptions();
        // In full; of what passes, one element of each rule is told.
        options.setResultTypes(List.of("violations"));
        // The page alone: in the frame of a document's preview the browser shows a PDF.
        var results = new AxeBuilder(page)
                .options(options)
                .withTags(WCAG_2_2_AA)
                .setLegacyMode(true)
                .analyze();
        assertThat(results.getPasses()).as("what axe-core looked at").isNotEmpty();
        return results.getViolations().stream()
                .flatMap(rule -> rule.getNodes().stream()
                        .map(node -> "%s (%s): %s".formatted(rule.getId(), rule.getHelp(), node.getHtml())))
                .toList();
    }
}
