package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.settlement.Acts;
import kz.bilik.signature.DemoSignature;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.voucher.Vouchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a client sends again because its first call has not been answered yet: all of them get the first one's answer. */
abstract class SentAgain {

    private static final int TIMES = 6;
    private static final String CENTRE = "centre-C-014";

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Vouchers vouchers;

    @Autowired
    Acts acts;

    @LocalServerPort
    int port;

    @BeforeEach
    void begin() {
        stage.clear();
    }

    @Test
    void aWholeCaseSentSixTimesAtOnceAtEachStepIsOneCaseAndNobodyIsRefused() throws Exception {
        var applicant = new Caller(port, "person-01");
        var centre = new Caller(port, CENTRE);
        var parts = applicant.application(form -> {});
        allDone("application", () -> applicant.upload("/api/applications", parts));
        stage.settle();
        var application = number(applicant.get("/api/applications"), "A-");
        story.careerCentreForwards(application);

        allDone("answer", () -> centre.post("/api/applications/" + application + "/answer", "{\"confirmed\":true}"));
        stage.settle();
        var voucher = story.voucherOf(application);

        var certificate = List.of(
                Caller.Part.of(
                        "certificate",
                        "certificate.json",
                        ("{\"kind\":\"SHEET\",\"series\":\"AB\",\"number\":\"1234567\",\"patient\":{\"iin\":\"920315390109\","
                                        + "\"name\":\"Әбдіқадыров Нұрлан Серікұлы\"},\"organisation\":\"№5 емхана\",\"doctor\":\"Ахметова\","
                                        + "\"periods\":[{\"from\":\"" + stage.today() + "\",\"to\":\"" + stage.today()
                                        + "\"}]}")
                                .getBytes(StandardCharsets.UTF_8)),
                Caller.Part.of("copy", "copy.pdf", Files.readAllBytes(Path.of("demo/documents/diploma.pdf"))));
        allDone(
                "certificate",
                () -> applicant.upload("/api/vouchers/" + voucher + "/sick-leave-certificates", certificate));
        stage.settle();
        allDone("use", () -> centre.post("/api/vouchers/" + voucher + "/use", ""));
        stage.settle();
        allDone(
                "exam not held",
                () -> centre.post(
                        "/api/vouchers/" + voucher + "/exam-not-held", "{\"cause\":\"CENTRE\",\"reason\":\"ауырды\"}"));
        stage.settle();
        allDone("use again", () -> centre.post("/api/vouchers/" + voucher + "/use", ""));
        stage.settle();

        var protocol =
                "{\"number\":\"7\",\"signedOn\":\"%s\",\"examHeldOn\":\"%s\",\"region\":\"KZ-75\",\"holders\":[{\"voucher\":\"%s\",\"result\":\"RECOGNISED\"}]}"
                        .formatted(stage.today(), stage.today(), voucher);
        allDone("protocol", () -> centre.post("/api/exam-protocols", protocol));
        stage.settle();

        var act = acts.actOf(voucher).orElseThrow();
        acts.form(act);
        var signature = DemoSignature.of(CENTRE, acts.document(act));
        allDone(
                "signature",
                () -> centre.post("/api/acts/" + act + "/signature", "application/pkcs7-signature", signature));
        stage.settle();
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);

        var bank = new Caller(port, "bank");
        for (var order : story.ordersOf(act)) {
            allDone("confirmation", () -> bank.post("/api/payments/" + order.number() + "/confirmation", ""));
        }
        stage.settle();
        assertThat(story.ordersOf(act)).extracting(PaymentOrder::state).containsOnly(PaymentOrder.State.CONFIRMED);
    }

    @Test
    void aWithdrawalAndARejectionSentSixTimesAtOnceHappenOnce() throws Exception {
        var applicant = new Caller(port, "person-01");
        var application = story.applies("person-01");
        allDone("withdrawal", () -> applicant.post("/api/applications/" + application + "/withdrawal", ""));
        stage.settle();
        var voucher = story.receivesVoucher("person-01");
        allDone("withdrawal of the voucher", () -> applicant.post("/api/vouchers/" + voucher + "/withdrawal", ""));
        stage.settle();

        var used = story.receivesVoucher("person-02", form -> form.put("recognitionCentre", "C-014"));
        story.centreAdmits(used);
        var act = story.examHeld("8", "KZ-75", used).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        var order = story.ordersOf(act).get(0).number();
        allDone("rejection", () -> new Caller(port, "bank")
                .post("/api/payments/" + order + "/rejection", "{\"reason\":\"The account is closed\"}"));
        stage.settle();
        var centre = new Caller(port, CENTRE);
        var statement = "{\"order\":\"%s\",\"account\":\"KZ68601TEST000000001\"}"
                .formatted(order)
                .getBytes(StandardCharsets.UTF_8);
        var account = List.of(
                Caller.Part.of("statement", "statement.json", statement),
                Caller.Part.of("signature", "statement.p7s", DemoSignature.of(CENTRE, statement)));
        allDone("account", () -> centre.upload("/api/payments/" + order + "/account", account));
    }

    private static void allDone(String step, Callable<HttpResponse<String>> call) throws Exception {
        for (var answer : Caller.atOnce(TIMES, call)) {
            assertThat(answer.statusCode()).as(step + ": " + answer.body()).isBetween(200, 299);
        }
    }

    private static String number(HttpResponse<String> answer, String prefix) {
        var from = answer.body().indexOf("\"" + prefix) + 1;
        return answer.body().substring(from, answer.body().indexOf('"', from));
    }
}
