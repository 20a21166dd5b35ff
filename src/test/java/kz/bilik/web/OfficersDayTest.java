package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kz.bilik.signature.NcaLayer;
import kz.bilik.support.BankAnswerFile;
import kz.bilik.support.PaperPdf;
import kz.bilik.support.ProcedureTest;
import kz.bilik.voucher.Vouchers;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each officer's day: Tasklist, forms, case file, signing. */
@ProcedureTest
class OfficersDayTest extends InTheBrowser {

    @Autowired
    RuntimeService runtime;

    @Autowired
    Vouchers vouchers;

    @Autowired
    JdbcClient database;

    @Test
    void officersCarryACaseThroughAllTenFormsToThePaidAct() {
        var application = story.applies("person-01");

        var careerCentre = task("career-KZ-75-03", "Check application", application);
        careerCentre.getByLabel("In order: forward").check();
        complete(careerCentre, "check-application");

        var recognitionCentre = task("centre-C-014", "Answer application", application);
        recognitionCentre.getByLabel("Yes, we confirm").check();
        complete(recognitionCentre, "answer-application");

        var voucher = story.voucherOf(application);
        stage.morningOf(LocalDate.of(2026, 9, 17));
        story.sendsCertificate(voucher, LocalDate.of(2026, 9, 15), LocalDate.of(2026, 9, 16));
        var mobilityCentre = task("mobility-KZ-75", "Decide on certificate", voucher);
        mobilityCentre.getByLabel("Accept: extend the validity").check();
        complete(mobilityCentre, "decide-certificate");

        recognitionCentre = task("centre-C-014", "Admit holder to exam", voucher);
        recognitionCentre.getByLabel("The holder was identified").check();
        complete(recognitionCentre, "admit-to-exam");

        recognitionCentre = task("centre-C-014", "Record exam", voucher);
        recognitionCentre.getByLabel("Yes", exactly()).check();
        recognitionCentre.getByLabel("Number of the protocol").fill("P-17");
        date(recognitionCentre, "Protocol signed on", "17.09.2026");
        date(recognitionCentre, "Exam held on", "17.09.2026");
        recognitionCentre.getByLabel("Region of the exam").click();
        recognitionCentre
                .locator(".fjs-dropdownlist-item", containing("Almaty (city)"))
                .click();
        recognitionCentre.getByLabel("Qualification recognised", exactly()).check();
        complete(recognitionCentre, "record-exam");

        recognitionCentre = task("centre-C-014", "Sign and send act", "ACT-");
        var link = recognitionCentre.getByText("Open the act and sign it");
        var signing = recognitionCentre.waitForPopup(link::click);
        signing.waitForCondition(
                () -> signing.frames().stream().anyMatch(frame -> frame.url().contains("/document")));
        assertThat(signing.locator("iframe")).hasAttribute("title", "The act (Appendix 2)");
        picture(signing, "sign-act");
        // With the keyboard: the preview of a PDF takes the mouse after a picture of the whole page.
        signing.getByText("Sign with the demo key").press("Enter");
        assertThat(signing.locator(".alert-success")).isVisible();
        picture(signing, "act-signed");
        stage.settle();

        mobilityCentre = task("mobility-KZ-75", "Accept act", "ACT-");
        picture(mobilityCentre, "accept-act-form");
        link = mobilityCentre.getByText("Open the act and accept it");
        var accepting = mobilityCentre.waitForPopup(link::click);
        assertThat(accepting.locator("main")).containsText("ҒАБДУЛЛИН ҒАНИ");
        accepting.waitForCondition(
                () -> accepting.frames().stream().anyMatch(frame -> frame.url().contains("/document")));
        picture(accepting, "accept-act");
        accepting.getByText("Sign with the demo key").press("Enter");
        assertThat(accepting.locator(".alert-success")).containsText("The act is accepted");
        assertThat(accepting.locator("main")).containsText("АЙТЖАНОВ ЕРЖАН");
        picture(accepting, "act-accepted");
        stage.settle();

        var accountant = task("accountant-KZ-75", "Release payment", "ACT-");
        accountant.getByLabel("The payment orders are correct").check();
        complete(accountant, "release-payments");

        accountant = task("accountant-KZ-75", "Confirm payment", "ACT-");
        accountant.getByLabel("Rejected").check();
        accountant.getByLabel("Reason given by the bank").fill("The account is closed");
        complete(accountant, "payment-rejected");

        accountant = task("accountant-KZ-75", "Repair payment", "ACT-");
        accountant.getByLabel("Pay to the same account again").check();
        complete(accountant, "repair-payment");

        accountant = task("accountant-KZ-75", "Confirm payment", "ACT-");
        accountant.getByLabel("Paid").check();
        complete(accountant, "confirm-payment");

        assertThat(runtime.createProcessInstanceQuery().list()).isEmpty();
        accountant.navigate(url("/cases/" + application));
        assertThat(accountant.locator("main")).containsText("30 275 tenge were paid to the recognition centre");
        assertThat(accountant.locator("main")).containsText("Accepted: АЙТЖАНОВ ЕРЖАН");
        picture(accountant, "case-file");
    }

    @Test
    void anActIsSignedAndAcceptedByNcalayer() {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var act = story.examHeld("17", "KZ-75", voucher).get(0);
        try (var ncaLayer = NcaLayer.that(NcaLayer.isCancelled())) {
            var contractor = officer("centre-C-014");
            contractor.navigate(url("/acts/" + act + "/sign"));
            var sign = contractor.getByText("Sign with NCALayer");
            var problem = contractor.locator("#sign-problem");
            assertThat(sign).isEnabled();
            sign.press("Enter");
            assertThat(problem).hasText("Nothing was signed.");
            ncaLayer.answers(NcaLayer.isOld());
            assertThat(sign).isEnabled();
            sign.press("Enter");
            assertThat(problem).containsText("too old");
            ncaLayer.answers(NcaLayer.failsWith("SIGNING_FAILURE"));
            assertThat(sign).isEnabled();
            sign.press("Enter");
            assertThat(problem).hasText("NCALayer did not sign: SIGNING_FAILURE.");
            picture(contractor, "ncalayer-failed");

            // Somebody else's key: the server is asked, and says so.
            ncaLayer.answers(NcaLayer.signsAs("person-01"));
            assertThat(sign).isEnabled();
            sign.press("Enter");
            assertThat(contractor.locator(".alert-danger")).isVisible();
            picture(contractor, "ncalayer-wrong-key");

            ncaLayer.answers(NcaLayer.signsAs("centre-C-014"));
            assertThat(sign).isEnabled();
            sign.press("Enter");
            assertThat(contractor.locator(".alert-success")).isVisible();
            stage.settle();

            ncaLayer.answers(NcaLayer.signsAs("mobility-KZ-75"));
            var customer = officer("mobility-KZ-75");
            customer.navigate(url("/acts/" + act + "/accept"));
            assertThat(customer.getByText("Sign with NCALayer")).isEnabled();
            customer.getByText("Sign with NCALayer").press("Enter");
            assertThat(customer.locator(".alert-success")).containsText("The act is accepted");
            stage.settle();
            assertThat(ncaLayer.asked()).hasSize(6).allSatisfy(request -> {
                assertThat(request.at("/module").textValue()).isEqualTo("kz.gov.pki.knca.basics");
                assertThat(request.at("/args/signingParams/encapsulate").booleanValue())
                        .isFalse();
            });
        }
        assertThat(story.openTasks(act)).containsExactly("releasePayments");
    }

    @Test
    void theAccountantTakesThePaymentFileAndUploadsTheAnswerOfTheBank() throws Exception {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var act = story.examHeld("P-17", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        var accountant = task("accountant-KZ-75", "Release payment", act);
        assertThat(accountant.getByText("Open the payment orders")).isVisible();
        accountant.getByLabel("The payment orders are correct").check();
        complete(accountant, "release-payments-of-act");

        accountant = task("accountant-KZ-75", "Confirm payment", act);
        picture(accountant, "confirm-payment-form");
        var link = accountant.getByText("Open all orders of the act and upload the bank's answer");
        var payments = accountant.waitForPopup(link::click);
        var order = story.ordersOf(act).get(0);
        assertThat(payments.locator("tbody tr")).containsText(order.number());
        var file = payments.waitForDownload(
                () -> payments.getByText(act + "-1.xml").click());
        assertThat(Files.readString(file.path())).contains("pain.001.001.09").contains(order.endToEndId());
        picture(payments, "payments");

        var answer = BankAnswerFile.to(act + "-1").paid(order).text();
        uploads(payments, answer.replace("30275.00", "30275.01").replace("ACSC", "DONE"));
        assertThat(payments.locator(".alert-danger")).containsText("nothing was recorded");
        assertThat(payments.locator(".alert-danger")).containsText("Line 8, InstdAmt: The amount of payment order");
        assertThat(payments.locator(".alert-danger")).containsText("Line 8, TxSts: Status DONE is not known");
        picture(payments, "payments-bad-answer");
        uploads(payments, answer);
        assertThat(payments.locator(".alert-success")).containsText("Paid: 1.");
        stage.settle();
        assertThat(runtime.createProcessInstanceQuery().list()).isEmpty();
        // Nothing is asked for any more.
        assertThat(payments.locator("main")).containsText("paid on ");
        assertThat(payments.locator("#file")).hasCount(0);
        picture(payments, "payments-answered");
    }

    private static void uploads(Page page, String answer) {
        page.setInputFiles(
                "#file", new FilePayload("answer.xml", "application/xml", answer.getBytes(StandardCharsets.UTF_8)));
        sends(page, page.getByRole(AriaRole.BUTTON, named("Upload the answer")));
    }

    @Test
    void theAuthorisedBodyDistributesVouchersAnewAndAnotherPersonApproves() {
        story.applies("person-01");
        var one = officer("authorised");
        one.navigate(url("/distributions"));
        picture(one, "distributions");
        posts(one, "/distributions", Map.of("from", "soon", "reason", "Unemployment has doubled"));
        one.navigate(url("/distributions"));
        assertThat(one.locator(".alert-danger")).containsText("The date is missing or cannot be read");
        assertThat(one.getByLabel("Reason")).hasValue("Unemployment has doubled");
        one.getByLabel("First day").fill("2026-10-01");
        one.getByLabel("Reason").fill("Unemployment in Almaty has doubled");
        one.getByRole(AriaRole.BUTTON, named("Order the review")).click();
        one.waitForURL(Pattern.compile(".*/distributions/D-2026-\\d+"));
        var address = one.url();
        var number = address.substring(address.lastIndexOf('/') + 1);
        stage.settle();

        upload(one, address, "sep=;\nregion;unemployed;used;refused;issuedElsewhere\nKZ-75;1;1;1;1\n");
        assertThat(one.locator(".alert-danger"))
                .containsText("Line 2: The first line must be exactly: region;unemployed");
        upload(one, address, "region,unemployed,issued,refused,issuedElsewhere\nKZ-75,many,1,1,1\n");
        assertThat(one.locator(".alert-danger")).containsText("Line 2, column unemployed");
        picture(one, "distribution-bad-file");

        var totals = task("authorised", "Set totals", number);
        totals.getByLabel("Vouchers of the whole period").fill("1200");
        totals.getByLabel("of these in the first year").fill("500");
        totals.getByLabel("in the second year").fill("400");
        totals.getByLabel("in the third year").fill("300");
        complete(totals, "set-totals");

        one.navigate(address);
        picture(one, "distribution-proposed");
        changes(one, "Almaty", "90", "Three new recognition centres");
        assertThat(one.locator(".alert-success")).isVisible();
        assertThat(one.locator("#shares-rest")).containsText("More than the total:");
        picture(one, "distribution-adjusted");
        var sum = Integer.parseInt(one.locator("tfoot strong").first().textContent());
        var astana = one.locator("tbody tr", containing("Astana")).first();
        changes(
                one,
                "Astana",
                String.valueOf(Integer.parseInt(astana.locator(".bilik-number").inputValue()) - (sum - 500)),
                "To make room for Almaty");
        assertThat(one.locator("#shares-rest")).containsText("The numbers add up to the total.");

        var adjust = task("authorised", "Adjust shares", number);
        adjust.getByLabel("Hand over for approval").check();
        complete(adjust, "adjust-shares");

        var approve = task("head-authorised", "Approve distribution", number);
        var link = approve.getByText("Look at the numbers, the reasons");
        var numbers = approve.waitForPopup(link::click);
        assertThat(numbers.locator("main")).containsText("To make room for Almaty");
        assertThat(numbers.locator("main")).containsText("0 of 1 applications");
        picture(numbers, "distribution-to-approve");
        approve.getByLabel("Yes, publish it").check();
        complete(approve, "approve-distribution");

        stage.morningOf(LocalDate.of(2026, 10, 1));
        var auditor = officer("auditor");
        auditor.navigate(address);
        assertThat(auditor.locator("main")).containsText("In effect · since 1 October 2026");
        assertThat(auditor.getByRole(AriaRole.BUTTON, named("Save all"))).not().isVisible();
        picture(auditor, "distribution-in-effect");
        auditor.navigate(url("/distributions/quotas/KZ-75/2026"));
        assertThat(auditor.locator("tbody tr").first()).containsText("Published");
        assertThat(auditor.locator("tbody")).containsText("A-2026-75-");
        picture(auditor, "quota-ledger");
        var mobilityCentre = officer("mobility-KZ-75");
        assertThat(mobilityCentre.navigate(address).status()).isEqualTo(404);
        assertThat(mobilityCentre
                        .navigate(url("/distributions/quotas/KZ-75/2026"))
                        .status())
                .isEqualTo(200);
        assertThat(mobilityCentre
                        .navigate(url("/distributions/quotas/KZ-71/2026"))
                        .status())
                .isEqualTo(404);
    }

    private static void upload(Page page, String address, String content) {
        page.navigate(address);
        page.setInputFiles(
                "#file", new FilePayload("statistics.csv", "text/csv", content.getBytes(StandardCharsets.UTF_8)));
        sends(page, page.getByRole(AriaRole.BUTTON, named("Upload")));
    }

    private static void changes(Page page, String region, String vouchers, String reason) {
        var row = page.locator("tbody tr", containing(region)).first();
        row.locator(".bilik-number").fill(vouchers);
        row.locator(".bilik-why").fill(reason);
        sends(page, page.getByRole(AriaRole.BUTTON, named("Save all")));
    }

    @Test
    void theMobilityCentreHandsAnApplicationToAnotherCareerCentreOnTheCaseFile() {
        var application = story.applies("person-01");
        var path = "/cases/" + application;
        var mobilityCentre = officer("mobility-KZ-75");
        mobilityCentre.navigate(url(path));
        assertThat(mobilityCentre.locator("#careerCentre option")).hasCount(2);

        posts(mobilityCentre, path + "/career-centre", Map.of("careerCentre", "KZ-71-01"));
        mobilityCentre.navigate(url(path));
        assertThat(mobilityCentre.locator(".alert-danger")).containsText("KZ-71-01 is not in region KZ-75");
        assertThat(mobilityCentre.locator(".alert-danger")).containsText("Give the reason");

        posts(mobilityCentre, path + "/career-centre", Map.of("careerCentre", "KZ-75-02"));
        mobilityCentre.navigate(url(path));
        assertThat(mobilityCentre.getByLabel("Career centre of the region")).hasValue("KZ-75-02");
        posts(mobilityCentre, path + "/career-centre", Map.of("careerCentre", "KZ-71-01", "reason", "He moved"));
        mobilityCentre.navigate(url(path));
        assertThat(mobilityCentre.locator(".alert-danger li")).hasCount(1);
        assertThat(mobilityCentre.getByLabel("Reason")).hasValue("He moved");

        mobilityCentre.getByLabel("Career centre of the region").selectOption("KZ-75-01");
        mobilityCentre.getByLabel("Reason").fill("He moved to Almaly district");
        picture(mobilityCentre, "hand-over");
        mobilityCentre.getByRole(AriaRole.BUTTON, named("Hand over")).click();
        assertThat(mobilityCentre.locator(".alert-success")).isVisible();
        assertThat(mobilityCentre.locator("main"))
                .containsText(
                        "Career Centre of Medeu District of Almaty City → Career Centre of Almaly District of Almaty City."
                                + " He moved to Almaly district");
        picture(mobilityCentre, "handed-over");

        assertThat(officer("career-KZ-75-03").navigate(url(path)).status()).isEqualTo(404);
        var careerCentre = task("career-KZ-75-01", "Check application", application);
        careerCentre.getByLabel("In order: forward").check();
        complete(careerCentre, "check-after-hand-over");

        mobilityCentre.navigate(url(path));
        assertThat(mobilityCentre.locator("#careerCentre")).hasCount(0);
        posts(mobilityCentre, path + "/career-centre", Map.of("careerCentre", "KZ-75-02", "reason", "Too late"));
        mobilityCentre.navigate(url(path));
        assertThat(mobilityCentre.locator(".alert-danger")).containsText("not being checked");
    }

    @Test
    void nobodyElseFindsTheHandOverOnTheCaseFileAndNoOtherSiteCanAskForIt() {
        var path = "/cases/" + story.applies("person-01");
        var fields = Map.of("careerCentre", "KZ-75-01", "reason", "He moved");
        var careerCentre = officer("career-KZ-75-03");
        careerCentre.navigate(url(path));
        assertThat(careerCentre.locator("#careerCentre")).hasCount(0);
        assertThat(posts(careerCentre, path + "/career-centre", fields)).isEqualTo(403);
        assertThat(posts(officer("mobility-KZ-71"), path + "/career-centre", fields))
                .isEqualTo(404);

        // A form of another site comes with the officer's cookie, but not with our token.
        var mobilityCentre = officer("mobility-KZ-75");
        assertThat(mobilityCentre
                        .request()
                        .post(url(path + "/career-centre"), form(fields))
                        .status())
                .isEqualTo(403);
        assertThat(careerCentre.navigate(url(path)).status()).isEqualTo(200);
    }

    @Test
    void theHeadOfTheMobilityCentreReopensARefusedApplicationOnTheCaseFile() {
        var application = story.applies("person-01");
        story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", "No diploma");
        var path = "/cases/" + application;
        var mobilityCentre = officer("mobility-KZ-75");
        mobilityCentre.navigate(url(path));
        assertThat(mobilityCentre.locator("#decision")).hasCount(0);
        assertThat(posts(mobilityCentre, path + "/appeal", Map.of("decision", "17-K")))
                .isEqualTo(403);
        assertThat(posts(officer("head-mobility-KZ-71"), path + "/appeal", Map.of("decision", "17-K")))
                .isEqualTo(404);

        var head = officer("head-mobility-KZ-75");
        head.navigate(url(path));
        assertThat(head.locator("main")).containsText("as a rule within three months");
        assertThat(head.locator("main")).containsText("No diploma");
        posts(head, path + "/appeal", Map.of("decidedOn", "soon", "decision", "17-K"));
        head.navigate(url(path));
        assertThat(head.locator(".alert-danger")).containsText("The date is missing or cannot be read");
        assertThat(head.getByLabel("Number of the decision")).hasValue("17-K");
        assertThat(head.locator("#copy-text")).containsText("Choose the file again");
        picture(head, "overturn-refused");
        posts(head, path + "/appeal", Map.of("decidedOn", "", "reason", "The diploma was enclosed"));
        head.navigate(url(path));
        assertThat(head.locator(".alert-danger")).containsText("Give the number of the decision");
        assertThat(head.locator(".alert-danger")).containsText("from the day of the refusal, 14.09.2026");
        assertThat(head.locator(".alert-danger")).containsText("Enclose a copy");
        assertThat(head.getByLabel("Reason", exactly())).hasValue("The diploma was enclosed");

        head.getByLabel("Number of the decision").fill("17-K");
        head.getByLabel("Date of the decision").fill("2026-09-14");
        head.getByLabel("Reason").fill("The diploma was enclosed");
        head.setInputFiles("#copy", new FilePayload("Шешім 17-К.pdf", "application/pdf", PaperPdf.saying("17-K")));
        picture(head, "overturn");
        head.getByRole(AriaRole.BUTTON, named("Reopen")).click();
        assertThat(head.locator(".alert-success")).isVisible();
        stage.settle();
        head.navigate(url(path));
        assertThat(head.locator("#decision")).hasCount(0);
        assertThat(head.locator("main")).containsText("17-K of 14.09.2026. The diploma was enclosed");
        assertThat(head.locator("main")).containsText("Overturned reason of refusal");
        assertThat(head.locator("main")).containsText("Decision on the appeal");
        assertThat(head.locator("main")).containsText("Шешім 17-К.pdf");
        picture(head, "reopened");

        var careerCentre = task("career-KZ-75-03", "Check application", application);
        careerCentre.getByLabel("In order: forward").check();
        complete(careerCentre, "check-after-appeal");
    }

    @Test
    void theHeadOfTheMobilityCentrePutsRightWhatWasEnteredTooLateOrProvedFalse() {
        var voucher = story.receivesVoucher("person-01");
        stage.morningOf(LocalDate.of(2026, 11, 12));
        var certificate = story.sendsCertificate(voucher, LocalDate.of(2026, 11, 9), LocalDate.of(2026, 11, 11));
        story.mobilityCentreAccepts(certificate);
        var path = "/cases/" + vouchers.get(voucher).application();
        var mobilityCentre = officer("mobility-KZ-75");
        mobilityCentre.navigate(url(path));
        assertThat(mobilityCentre.locator("#annulCertificate")).hasCount(0);
        var annulment = Map.of("certificate", certificate, "paper", "5-K");
        assertThat(posts(mobilityCentre, path + "/annulment", annulment)).isEqualTo(403);
        assertThat(posts(mobilityCentre, path + "/late-use", Map.of("protocol", "21")))
                .isEqualTo(403);

        var head = officer("head-mobility-KZ-75");
        head.navigate(url(path));
        assertThat(head.locator("#lateUsedOn")).hasCount(0);
        posts(head, path + "/annulment", annulment);
        head.navigate(url(path));
        assertThat(head.locator(".alert-danger")).containsText("Give the date of the document: from 12.11.2026");
        assertThat(head.locator(".alert-danger")).containsText("Enclose a copy");
        head.getByLabel("Number of the document").fill("5-K");
        head.getByLabel("Date of the document").fill("2026-11-12");
        head.getByLabel("Reason").fill("The hospital knows nothing of it");
        head.setInputFiles("#annulCopy", paper("letter.pdf"));
        picture(head, "annulment");
        head.getByRole(AriaRole.BUTTON, named("Take the acceptance back")).click();
        assertThat(head.locator(".alert-success")).isVisible();
        assertThat(head.locator("main")).containsText("5-K of 12.11.2026. The hospital knows nothing of it");
        assertThat(head.locator("#annulCertificate")).hasCount(0);

        stage.morningOf(LocalDate.of(2026, 11, 20));
        head.navigate(url(path));
        head.getByLabel("Day of admission and exam").fill("2026-11-10");
        head.getByLabel("Number of the protocol").fill("21");
        head.getByLabel("Date of the protocol").fill("2026-11-11");
        head.getByLabel("Reason").fill("The centre forgot to enter it");
        head.setInputFiles("#lateCopy", paper("protocol.pdf"));
        picture(head, "late-use");
        head.getByRole(AriaRole.BUTTON, named("Record the use")).click();
        assertThat(head.locator(".alert-success")).isVisible();
        stage.settle();
        head.navigate(url(path));
        assertThat(head.locator("#lateUsedOn")).hasCount(0);
        assertThat(head.locator("main")).containsText("protocol 21 of 11.11.2026: The centre forgot to enter it");
        picture(head, "late-use-recorded");
    }

    private static FilePayload paper(String name) {
        return new FilePayload(name, "application/pdf", PaperPdf.saying("paper"));
    }

    /** Posts as a form of ours, with the token of the officer's session; answers the status. */
    private int posts(Page page, String path, Map<String, String> fields) {
        var withToken = new HashMap<>(fields);
        withToken.put(
                "_csrf",
                page.locator("form[action='/logout'] input[name=_csrf]").inputValue());
        return page.request().post(url(path), form(withToken)).status();
    }

    private static RequestOptions form(Map<String, String> fields) {
        var form = FormData.create();
        fields.forEach(form::set);
        return RequestOptions.create()
                .setHeader("Accept-Language", "en")
                .setForm(form)
                .setMaxRedirects(0);
    }

    @Test
    void aWrongInputIsRefusedInWordsAndCanBeMended() {
        var application = story.applies("person-01");
        var page = task("career-KZ-75-03", "Check application", application);

        page.getByRole(AriaRole.BUTTON, named("Complete")).click();
        assertThat(page.locator(".fjs-form-field-error").first()).containsText("required");
        picture(page, "nothing-chosen");

        page.getByLabel("Not in order: refuse").check();
        var refused = page.waitForResponse(
                answer -> answer.url().endsWith("/submit-form"),
                () -> page.getByRole(AriaRole.BUTTON, named("Complete")).click());
        assertThat(refused.status()).isEqualTo(400);
        assertThat(page.locator(".page-notifications").getByText("A refusal needs at least one ground (cl. 8)."))
                .isVisible();
        picture(page, "refusal-without-ground");

        page.getByLabel("The documents are incomplete").check();
        page.getByLabel("Which documents are missing").fill("The work book has no stamp");
        complete(page, "refusal");
        assertThat(runtime.createProcessInstanceQuery().list()).isEmpty();
    }

    @Test
    void toAnotherRegionTheCaseAndItsTaskDoNotExist() {
        var application = story.applies("person-01");
        var task = story.openTask(application, "checkApplication").getId();
        var stranger = officer("career-KZ-71-01");

        assertThat(stranger.navigate(url("/cases/" + application)).status()).isEqualTo(404);
        picture(stranger, "other-region");
        assertThat(stranger.request()
                        .get(url("/camunda/api/engine/engine/default/task/" + task))
                        .status())
                .isBetween(400, 499);
        stranger.navigate(url("/camunda/app/tasklist/default/"));
        stranger.getByText("All tasks").click();
        assertThat(stranger.getByText("No task matching filters found.")).isVisible();
        picture(stranger, "other-region-tasklist");
    }

    @Test
    void theTasklistKnowsLegalTimeAndItsWayOutLeadsToOurDoor() {
        story.applies("person-01");
        stage.morningOf(LocalDate.of(2026, 9, 21));
        var page = officer("head-career-KZ-75-03");
        page.navigate(url("/camunda/app/tasklist/default/"));
        page.getByText("Overdue").first().click();
        assertThat(page.locator("li.task .due-date.overdue")).containsText("15 September 2026");
        picture(page, "overdue");
        page.navigate(url("/notices"));
        assertThat(page.locator("main")).containsText("The term to check application");
        picture(page, "notices");
        page.navigate(url("/camunda/app/tasklist/default/"));

        page.locator(".account").first().click();
        page.getByText("Log out").first().click();
        page.waitForURL(url("/login?out"));
    }

    @Test
    void theTasklistSpeaksTheLanguageThatTheOfficerChose() {
        story.applies("person-01");
        var page = officer("career-KZ-75-03");

        openTaskIn("Қазақша", page);
        assertThat(page.getByText("Өзіме алу", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.locator("li.task").first()).containsText("бұрын");
        picture(page, "tasklist-kk");

        openTaskIn("Русский", page);
        assertThat(page.getByText("Взять", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.locator("li.task").first()).containsText("назад");
        picture(page, "tasklist-ru");
    }

    private void openTaskIn(String language, Page page) {
        page.navigate(url("/"));
        page.getByText(language).click();
        page.navigate(url("/camunda/app/tasklist/default/"));
        page.locator("li.task h4 a").first().click();
        assertThat(page.locator(".fjs-container")).isVisible();
    }

    @Test
    void theDocumentsOfTheCaseStandBesideTheForm() {
        var application = story.applies("person-01");
        var page = task("career-KZ-75-03", "Check application", application);
        page.getByText("Documents", new Page.GetByTextOptions().setExact(true)).click();
        var documents = page.locator(".bilik-document");
        assertThat(documents).hasCount(3);
        // Whose task it is, the card said; then the list of the documents was read.
        assertThat(reads(application)).containsExactly("NAME", "LIST");

        // With the keyboard, as everything there.
        var diploma = page.getByText("diploma.pdf").locator("xpath=ancestor::*[@class='card-body']");
        var pdf = page.waitForResponse(
                answer -> answer.url().contains("/documents/"),
                () -> diploma.locator("summary").last().press("Enter"));
        assertThat(pdf.status()).isEqualTo(200);
        assertThat(pdf.headerValue("content-type")).isEqualTo("application/pdf");
        page.waitForCondition(
                () -> page.frames().stream().anyMatch(frame -> frame.url().startsWith(pdf.url())));
        assertThat(diploma.locator("iframe")).hasAttribute("title", "diploma.pdf");
        var scan = page.getByText("employer-acts.png").locator("xpath=ancestor::*[@class='card-body']");
        page.waitForResponse(
                answer -> answer.url().contains("/documents/"),
                () -> scan.locator("summary").last().press("Enter"));
        assertThat(scan.getByRole(AriaRole.IMG, new Locator.GetByRoleOptions().setName("employer-acts.png")))
                .isVisible();
        picture(page, "documents-tab");
        var opened = pdf.url().substring(pdf.url().lastIndexOf('/') + 1);
        assertThat(reads(application)).startsWith("NAME", "LIST", opened).hasSize(4);

        var caseFile = page.waitForPopup(
                () -> page.getByText("Open case file " + application).click());
        assertThat(caseFile.locator("h1")).containsText(application);
        assertThat(reads(application)).endsWith("PAGE");

        var here = page.url();
        page.navigate(url("/?lang=kk"));
        page.navigate(here);
        assertThat(page.locator(".nav-tabs")).containsText("Құжаттар");
        assertThat(page.locator(".bilik-documents h2")).hasText("Құжаттар");
    }

    private List<String> reads(String number) {
        return database.sql("select what from case_read where number = ? order by id")
                .param(number)
                .query(String.class)
                .list();
    }

    // what an officer does

    /** Signs in if need be, finds the unclaimed task where the Tasklist opens, and claims it. */
    private Page task(String officer, String name, String number) {
        var page = officer(officer);
        page.navigate(url("/"));
        page.navigate(url("/camunda/app/tasklist/default/"));
        page.locator("li.task", containing(name))
                .filter(new Locator.FilterOptions().setHasText(number))
                .first()
                .locator("h4 a")
                .click();
        page.getByText("Claim", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByRole(AriaRole.BUTTON, named("Complete"))).isEnabled();
        assertThat(page.locator(".fjs-container")).not().containsText("⚠");
        return page;
    }

    private void complete(Page page, String picture) {
        picture(page, picture);
        var answer = page.waitForResponse(
                response -> response.url().endsWith("/submit-form"),
                () -> page.getByRole(AriaRole.BUTTON, named("Complete")).click());
        assertThat(answer.status()).as(picture).isLessThan(300);
        stage.settle();
    }

    private static void date(Page page, String label, String day) {
        var field = page.getByLabel(label).first();
        field.fill(day);
        field.press("Enter");
        field.press("Tab");
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static Page.LocatorOptions containing(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }
}
