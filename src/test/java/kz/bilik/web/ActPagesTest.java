package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kz.bilik.language.Language;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ExamProtocol;
import kz.bilik.settlement.Protocols;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.voucher.Vouchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the pages of an act say to its two sides and to the accountant while it goes to and fro, and what they let them do. */
@ProcedureTest
class ActPagesTest {

    private static final String CENTRE = "centre-C-014";

    private static final String MOBILITY_CENTRE = "mobility-KZ-75";

    private static final String ACCOUNTANT = "accountant-KZ-75";

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Acts acts;

    @Autowired
    Protocols protocols;

    @Autowired
    Vouchers vouchers;

    @Autowired
    JdbcClient jdbc;

    private OfficersOverHttp officers;
    private String voucher;
    private String act;

    @BeforeEach
    void anActIsSigned() {
        stage.clear();
        officers = new OfficersOverHttp(port);
        voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        act = story.examHeld("P-17", "KZ-75", voucher).get(0);
        story.centreSigns(act);
    }

    // a returned act

    @Test
    void theCentreCorrectsTheProtocolOfAReturnedActOnItsPageAndTheActSaysSo() throws Exception {
        assertThat(officers.page(CENTRE, path("sign"))).doesNotContain("Correct the protocol");
        stage.morningOf(LocalDate.of(2026, 9, 15));
        story.mobilityCentreReturnsAct(act, "The exam was in Karaganda and was not passed");

        assertThat(officers.page(CENTRE, path("sign")))
                .contains("The exam was in Karaganda")
                .contains("Correct the protocol")
                .contains("Result: Әбдіқадыров Нұрлан Серікұлы")
                .containsPattern(field("signedOn", "2026-09-14"))
                .containsPattern(field("examHeldOn", "2026-09-14"))
                .containsPattern("<option value=\"KZ-75\" selected=\"selected\">Almaty<");
        assertThat(officers.page(CENTRE, path("sign"), Language.KK))
                .contains("Хаттаманы түзету", "Алматы қаласы</option>");
        assertThat(officers.page(CENTRE, path("sign"), Language.RU))
                .contains("Исправить протокол", "не признана</option>");
        var before = acts.get(act).current().document();

        var corrected = corrects(
                CENTRE, Map.of("signedOn", "2026-09-15", "region", "KZ-35", "result-" + voucher, "NOT_RECOGNISED"));

        assertThat(corrected)
                .contains("The protocol is corrected")
                .containsPattern(field("signedOn", "2026-09-15"))
                .containsPattern("<option value=\"KZ-35\" selected=\"selected\">")
                .containsPattern("<option value=\"NOT_RECOGNISED\" selected=\"selected\">");
        assertThat(protocols.ofVoucher(voucher).orElseThrow())
                .isEqualTo(new ExamProtocol(
                        "C-014",
                        "P-17",
                        LocalDate.of(2026, 9, 15),
                        LocalDate.of(2026, 9, 14),
                        "KZ-35",
                        List.of(new ExamProtocol.Holder(voucher, ExamProtocol.Result.NOT_RECOGNISED))));
        assertThat(acts.get(act).current().document()).isNotEqualTo(before);
        assertThat(document()).contains("танылмады");
        assertThat(corrects(
                        CENTRE,
                        Map.of("signedOn", "2026-09-15", "region", "KZ-35", "result-" + voucher, "NOT_RECOGNISED")))
                .contains("Nothing has changed");
    }

    @Test
    void whatIsWrongInACorrectionStandsAtItsFieldAndWhatWasTypedStays() {
        story.mobilityCentreReturnsAct(act, "The day of the exam is wrong");

        assertThat(corrects(CENTRE, Map.of("examHeldOn", "2026-09-13", "region", "KZ-71")))
                .contains("The protocol&#39;s data are wrong")
                .contains("<li class=\"text-break\">Exam held on: The exam cannot have been held before")
                .containsPattern("id=\"examHeldOn-wrong\">The exam cannot have been held before")
                .containsPattern(field("examHeldOn", "2026-09-13"))
                .containsPattern("<option value=\"KZ-71\" selected=\"selected\">");
        assertThat(corrects(CENTRE, Map.of("signedOn", "", "examHeldOn", "soon", "result-" + voucher, "PERHAPS")))
                .containsPattern("id=\"examHeldOn-wrong\">The date is missing or cannot be read");
        assertThat(corrects(CENTRE, Map.of("signedOn", "2026-09-20", "region", "", "result-" + voucher, "PERHAPS")))
                .containsPattern("id=\"signedOn-wrong\">This day has not come yet")
                .containsPattern("id=\"region-wrong\">It is missing")
                .containsPattern("id=\"result-" + voucher + "-wrong\">It is missing")
                .contains("Result: Әбдіқадыров Нұрлан Серікұлы: It is missing");
        assertThat(protocols.ofVoucher(voucher).orElseThrow().examHeldOn()).isEqualTo("2026-09-14");

        for (var stranger : new String[] {"centre-C-021", "mobility-KZ-75", "auditor"}) {
            assertThat(officers.post(stranger, path("protocol"), typed(Map.of()))
                            .statusCode())
                    .as(stranger)
                    .isEqualTo(404);
        }
        story.centreSigns(act);
        assertThat(corrects(CENTRE, Map.of("region", "KZ-71"))).contains("has already been sent");
    }

    @Test
    void theRemarksStandOnBothPagesUntilTheActIsSignedAgain() {
        story.mobilityCentreReturnsAct(act, "The day of the exam is wrong");
        assertThat(officers.page(CENTRE, path("sign")))
                .contains("The act was returned with remarks:", "The day of the exam is wrong")
                .contains(state("returned"));
        assertThat(officers.page(MOBILITY_CENTRE, path("accept")))
                .contains("You have returned the act", "The day of the exam is wrong")
                .contains(state("returned"))
                .doesNotContain("not sent");
        assertThat(officers.page(MOBILITY_CENTRE, path("accept"), Language.RU)).contains("Акт возвращён");
        assertThat(officers.page(MOBILITY_CENTRE, path("accept"), Language.KK)).contains("Акт қайтарылды");

        story.centreSigns(act);
        remarksAreGone("sent, awaiting acceptance");
        story.mobilityCentreAcceptsAct(act);
        remarksAreGone("accepted");
    }

    /** Thymeleaf takes some of these for false; an officer may answer in one word. */
    @ParameterizedTest
    @ValueSource(strings = {"No", "off", "0", "false"})
    void whatSomebodyWroteIsShownWhateverItSays(String words) {
        story.mobilityCentreReturnsAct(act, words);
        assertThat(officers.page(CENTRE, path("sign"))).contains("<span>" + words + "</span>");
        assertThat(officers.page(MOBILITY_CENTRE, path("accept"))).contains("<span>" + words + "</span>");

        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        story.bankRejects(story.ordersOf(act).get(0).number(), words);
        assertThat(officers.page(ACCOUNTANT, path("payments")))
                .contains("<span class=\"text-break\">" + words + "</span>");
    }

    private void remarksAreGone(String state) {
        for (var page : List.of(officers.page(CENTRE, path("sign")), officers.page(MOBILITY_CENTRE, path("accept")))) {
            assertThat(page).contains(state(state)).doesNotContain("The day of the exam is wrong", "returned");
        }
    }

    private static String state(String words) {
        return "<dd class=\"col-sm-8\">" + words + "</dd>";
    }

    // what is accepted

    @Test
    void whoAcceptsAndWhoPaysReadTheRegionOfTheExamAndTheAidOfEachPerson() throws Exception {
        var aided = story.receivesVoucher("person-16");
        story.centreAdmits(aided);
        act = story.examHeld("P-18", "KZ-75", aided).get(0);
        story.centreSigns(act);
        var mobilityCentre = "mobility-" + acts.get(act).region();
        var accountant = "accountant-" + acts.get(act).region();

        assertThat(officers.page(mobilityCentre, path("accept")))
                .contains("<dt class=\"col-sm-4\">Exam: day, region</dt><dd class=\"col-sm-8\">14.09.2026, Almaty</dd>")
                .contains("Aid (cl. 14.2)")
                .containsPattern("<td>Karaganda Region</td>\\s+<td class=\"text-end text-nowrap\">")
                .containsPattern("fw-bold\">25\u00a0950 tenge</td>")
                .doesNotContain("The exam was held in", "The amounts have changed");
        assertThat(document()).contains("25 950", "Алматы қаласы");
        assertThat(officers.page(mobilityCentre, path("accept"), Language.KK)).contains("Адамдар мен сомалар");

        story.mobilityCentreAcceptsAct(act);
        assertThat(officers.page(accountant, path("payments")))
                .contains("14.09.2026, Almaty")
                .contains("exam in Almaty, registered in Karaganda Region")
                .contains("of it aid to holders (cl. 14.2)</dt><dd class=\"col-sm-8\">25\u00a0950 tenge</dd>");
    }

    @Test
    void anExamOutsideTheCentresOwnRegionIsAWarningToWhoSignsAndWhoAccepts() {
        var other = story.receivesVoucher("person-02", form -> form.put("profession", "7212"));
        story.centreAdmits(other);
        act = story.examHeld("P-18", "KZ-35", other).get(0);

        assertThat(officers.page(CENTRE, path("sign")))
                .contains(
                        "The exam was held in Karaganda Region by the protocol, while the recognition centre is of Almaty");
        story.centreSigns(act);
        assertThat(officers.page(MOBILITY_CENTRE, path("accept"))).contains("The exam was held in Karaganda Region");
        assertThat(officers.page(MOBILITY_CENTRE, path("accept"), Language.RU))
                .contains("По протоколу регион экзамена");
        story.mobilityCentreAcceptsAct(act);
        assertThat(officers.page(MOBILITY_CENTRE, path("accept"))).doesNotContain("The exam was held in");
    }

    @Test
    void anActWhoseAmountsHaveChangedShowsBothAndIsReturnedToBeFormedAnewWithOnePress() {
        assertThat(officers.page(MOBILITY_CENTRE, path("accept"))).contains("Sign with NCALayer and accept");
        // As if a row had been added to the law since it was signed.
        jdbc.sql("update act_amount set service = 27524, holder = 10476 where act = ?")
                .param(act)
                .update();

        assertThat(officers.page(MOBILITY_CENTRE, path("accept")))
                .contains(
                        "The amounts have changed: this act is not accepted", "27\u00a0524 tenge", "30\u00a0275 tenge")
                .doesNotContain("Sign with NCALayer and accept");
        assertThat(officers.page(MOBILITY_CENTRE, path("accept"), Language.RU)).contains("Вернуть акт для составления");
        assertThat(officers.post(MOBILITY_CENTRE, path("accept/demo-signature"), Map.of("edition", "1"))
                        .body())
                .contains("are others than those that were signed", "27 524 tenge are signed, now it would be 30 275");
        assertThat(officers.post("mobility-KZ-71", path("accept/form-anew"), Map.of("edition", "1"))
                        .statusCode())
                .isEqualTo(404);

        assertThat(officers.post(MOBILITY_CENTRE, path("accept/form-anew"), Map.of("edition", "1"))
                        .body())
                .contains("The act is returned to the recognition centre")
                .contains(state("returned"));
        assertThat(officers.page(CENTRE, path("sign")))
                .contains("Form the act anew and sign it", "30\u00a0275 tenge")
                .doesNotContain("Составьте акт");
        assertThat(officers.page(CENTRE, path("sign"), Language.RU)).contains("Составьте акт заново и подпишите его");
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        assertThat(story.ordersOf(act)).extracting(PaymentOrder::amount).containsExactly(30_275L);
    }

    @Test
    void whoFormsAnActBeforeTheIndexOfTheYearIsKnownReadsWhatToWaitFor() {
        story.mobilityCentreReturnsAct(act, "The day of the exam is wrong");
        stage.morningOf(LocalDate.of(2027, 1, 5));

        assertThat(officers.page(CENTRE, path("sign")))
                .contains("The monthly calculation index for 05.01.2027 is not known yet")
                .contains("nothing has to be entered again", "Correct the protocol")
                .doesNotContain("Sign with NCALayer and send");
        assertThat(officers.page(CENTRE, path("sign"), Language.KK)).contains("Актіні әзірге жасау мүмкін емес");
        assertThat(officers.page(MOBILITY_CENTRE, path("accept"))).contains(state("returned"));
        assertThat(acts.get(act).current().formedOn()).isNull();
    }

    // who was entered by mistake

    @Test
    void theHeadOfTheMobilityCentreTakesAHolderOutOfTheProtocolOnThePageOfHisCase() {
        var head = "head-mobility-KZ-75";
        var heading = "The holder was entered in the exam protocol by mistake";
        assertThat(officers.page(head, caseFile())).as("the act is sent").doesNotContain(heading);
        story.mobilityCentreReturnsAct(act, "Not this person");

        assertThat(officers.page(head, caseFile())).contains(heading, "Take out of the protocol");
        assertThat(officers.page(head, caseFile(), Language.KK)).contains("Хаттамадан шығару");
        assertThat(officers.page(head, caseFile(), Language.RU)).contains("Исключить из протокола");
        assertThat(officers.page(MOBILITY_CENTRE, caseFile())).doesNotContain(heading);
        assertThat(officers.page(CENTRE, caseFile())).doesNotContain(heading);
        assertThat(officers.post(head, caseFile() + "/taking-out", Map.of("reason", "A slip in the list"))
                        .body())
                .contains("nobody is taken out", "Enclose the document that shows the mistake")
                .contains("value=\"A slip in the list\"");
        for (var stranger :
                Map.of(MOBILITY_CENTRE, 403, "head-mobility-KZ-71", 404).entrySet()) {
            assertThat(officers.post(stranger.getKey(), caseFile() + "/taking-out", Map.of("reason", "A slip"))
                            .statusCode())
                    .as(stranger.getKey())
                    .isEqualTo(stranger.getValue());
        }
        assertThat(acts.get(act).vouchers()).containsExactly(voucher);
    }

    // a paid act

    @Test
    void eachPageSaysThatAnActIsPaidAndWhenAndAsksForNothingMore() {
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        var order = story.ordersOf(act).get(0).number();
        assertThat(officers.page(ACCOUNTANT, path("payments")))
                .contains(state("accepted"), "Upload the answer", "Pay by", "21.09.2026");
        assertThat(officers.page(MOBILITY_CENTRE, path("accept"))).contains("Accept and pay by");
        assertThat(officers.page(ACCOUNTANT, caseFile())).contains("<dt class=\"col-sm-5\">Payment</dt>");

        story.bankRejects(order, "The account is closed");
        story.complete(act, "repairPayment", Map.of("repair", "same-account"));
        assertThat(officers.page(ACCOUNTANT, path("payments"))).contains(state("accepted"), "Upload the answer");
        stage.morningOf(LocalDate.of(2026, 9, 16));
        story.bankConfirms(story.ordersOf(act).get(1).number());

        assertThat(officers.page(ACCOUNTANT, path("payments")))
                .contains(state("paid on 16.09.2026"))
                .doesNotContain("Upload the answer", "Pay by", "21.09.2026");
        assertThat(officers.page(CENTRE, path("sign"))).contains(state("paid on 16.09.2026"));
        assertThat(officers.page(MOBILITY_CENTRE, path("accept")))
                .contains(state("paid on 16.09.2026"))
                .doesNotContain("pay by", "21.09.2026");
        assertThat(officers.page(MOBILITY_CENTRE, path("accept"), Language.RU)).contains(state("оплачен 16.09.2026"));
        assertThat(officers.page(MOBILITY_CENTRE, path("accept"), Language.KK)).contains(state("16.09.2026 төленді"));
        assertThat(officers.page(ACCOUNTANT, caseFile()))
                .contains("paid on 16.09.2026")
                .doesNotContain("<dt class=\"col-sm-5\">Payment</dt>");
    }

    private String caseFile() {
        return "/cases/" + vouchers.get(voucher).application();
    }

    private String corrects(String officer, Map<String, String> changed) {
        var answer = officers.post(officer, path("protocol"), typed(changed));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.uri().getPath()).isEqualTo(path("sign"));
        return answer.body();
    }

    private Map<String, String> typed(Map<String, String> changed) {
        var typed = new HashMap<>(Map.of(
                "signedOn",
                "2026-09-14",
                "examHeldOn",
                "2026-09-14",
                "region",
                "KZ-75",
                "result-" + voucher,
                "RECOGNISED"));
        typed.putAll(changed);
        return typed;
    }

    /** A field and its value, as Thymeleaf writes them. */
    private static Pattern field(String name, String value) {
        return Pattern.compile(
                "name=\"" + name + "\" type=\"date\" required(=\"required\")?\\s+value=\"" + value + "\"");
    }

    private String document() throws IOException {
        try (var reader = new PdfReader(acts.document(act))) {
            var extractor = new PdfTextExtractor(reader);
            var text = new StringBuilder();
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                text.append(extractor.getTextFromPage(page)).append('\n');
            }
            return text.toString();
        }
    }

    private String path(String page) {
        return "/acts/" + act + "/" + page;
    }
}
