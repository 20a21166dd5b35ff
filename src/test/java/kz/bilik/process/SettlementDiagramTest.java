package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.document.Enclosure;
import kz.bilik.language.Language;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.payment.BankAnswers;
import kz.bilik.payment.PayeeAccounts;
import kz.bilik.payment.PaymentFiles;
import kz.bilik.payment.PaymentHalts;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.payment.SentFile;
import kz.bilik.problem.Problem;
import kz.bilik.process.task.EngineCalls;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ExamProtocol;
import kz.bilik.settlement.Protocols;
import kz.bilik.settlement.Reimbursements;
import kz.bilik.settlement.ServicesAct;
import kz.bilik.settlement.TakingOut;
import kz.bilik.signature.DemoSignature;
import kz.bilik.support.BankAnswerFile;
import kz.bilik.support.PaperPdf;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.history.HistoricDecisionInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Each path of {@code processes/settlement.bpmn} (cl. 14-17). Every scene begins on Monday 14 September 2026. */
@EachPathOf("settlement")
class SettlementDiagramTest extends Scene {

    private static final String CENTRE = "C-014";
    private static final String RECOGNITION_CENTRE = "recognition-centre.C-014";
    private static final String MOBILITY_CENTRE = "mobility-centre.KZ-75";
    private static final String ACCOUNTANT = "accountant.KZ-75";
    private static final String ACCOUNTANT_OFFICER = "accountant-KZ-75";
    private static final String CENTRE_OFFICER = "centre-C-014";
    private static final String NEW_ACCOUNT = "KZ55722TEST000000002";

    @Autowired
    Protocols protocols;

    @Autowired
    Acts acts;

    @Autowired
    TakingOut takingOut;

    @Autowired
    PaymentOrders orders;

    @Autowired
    BankAnswers bankAnswers;

    @Autowired
    PaymentHalts halts;

    @Autowired
    PaymentFiles paymentFiles;

    @Autowired
    PayeeAccounts payeeAccounts;

    @Autowired
    Reimbursements reimbursements;

    // one protocol, its holders, its acts

    @Test
    void theHoldersOfOneProtocolAndRegionComeIntoOneActAndEachLineIsPaid() {
        var welder = inUse("person-01", "7212"); // 38,000 tenge: above 7 MCI
        var hairdresser = inUse("person-02", "5141"); // 15,500 tenge: above 3 MCI
        var plumber = inUse("person-04", "7126"); // 22,000 tenge: below 7 MCI
        var act = onlyAct(story.examHeld("17", "KZ-75", welder, hairdresser, plumber));

        assertThat(acts.get(act).vouchers()).containsExactlyInAnyOrder(welder, hairdresser, plumber);
        assertThat(acts.get(act).state()).isEqualTo(ServicesAct.State.DRAFT);
        standsAt(act, "sendAct", "2026-09-17T23:59:59", RECOGNITION_CENTRE);
        assertThat(jobsWaiting(act)).containsExactly("actOverdue 2026-09-18T00:00");

        stepTo("2026-09-15T10:00");
        story.centreSigns(act);
        assertThat(acts.get(act).state()).isEqualTo(ServicesAct.State.SENT);
        assertThat(acts.get(act).current().total()).isEqualTo(30_275 + 12_975 + 22_000);
        standsAt(act, "acceptAct", "2026-09-22T23:59:59", MOBILITY_CENTRE);
        assertThat(jobsWaiting(act)).containsExactly("paymentOverdue 2026-09-23T00:00");
        assertThat(told(MOBILITY_CENTRE)).containsExactly("settlement.act-received");
        assertThat(orders.of(act)).isEmpty();
        assertThat(reimbursements.of(welder)).isEmpty();

        story.mobilityCentreAcceptsAct(act);
        standsAt(act, "releasePayments", "2026-09-22T23:59:59", ACCOUNTANT);
        assertThat(told(RECOGNITION_CENTRE)).contains("settlement.act-accepted");
        assertThat(reimbursements.of(welder)).hasValueSatisfying(amounts -> {
            assertThat(amounts.service()).isEqualTo(30_275);
            assertThat(amounts.holder()).isEqualTo(7_725);
            assertThat(amounts.monthlyCalculationIndex()).isEqualTo(4_325);
        });
        assertThat(reimbursements.of(hairdresser)).hasValueSatisfying(amounts -> {
            assertThat(amounts.service()).isEqualTo(12_975);
            assertThat(amounts.holder()).isEqualTo(2_525);
        });
        assertThat(reimbursements.of(plumber)).hasValueSatisfying(amounts -> {
            assertThat(amounts.service()).isEqualTo(22_000);
            assertThat(amounts.holder()).isZero();
        });
        assertThat(orders.of(act))
                .extracting(PaymentOrder::kind, PaymentOrder::state)
                .containsOnly(tuple(PaymentOrder.Kind.SERVICE, PaymentOrder.State.CREATED));
        assertThat(amountsByVoucher(act)).isEqualTo(Map.of(welder, 30_275L, hairdresser, 12_975L, plumber, 22_000L));
        assertThat(orders.of(act)).allSatisfy(order -> {
            assertThat(order.payee().number()).isEqualTo("210340004708");
            assertThat(order.endToEndId()).isEqualTo(act + "-" + order.line() + "-S-1");
        });

        story.accountantReleases(act);
        assertThat(orders.of(act)).extracting(PaymentOrder::state).containsOnly(PaymentOrder.State.SENT);
        assertThat(database.sql("select orders from payment_file where act = ?")
                        .param(act)
                        .query(Integer.class)
                        .list())
                .containsExactly(3);
        assertThat(story.openTasks(act)).containsExactly("confirmPayment", "confirmPayment", "confirmPayment");
        // Three cards of one act: each says which order it is about.
        assertThat(tasks.createTaskQuery().processInstanceBusinessKey(act).list())
                .extracting(task -> (String) tasks.getVariableLocal(task.getId(), "number"))
                .doesNotHaveDuplicates()
                .allSatisfy(number -> assertThat(number).startsWith(act + " · P-"));
        standsAt(act, "confirmPayment", "2026-09-22T23:59:59", ACCOUNTANT);
        assertThat(awaitedOrders())
                .containsExactlyInAnyOrderElementsOf(
                        orders.of(act).stream().map(PaymentOrder::number).toList());

        for (var order : orders.of(act)) {
            assertThat(runtime.createProcessInstanceQuery().count()).isEqualTo(1);
            story.bankConfirms(order.number());
        }
        assertThat(orders.of(act)).extracting(PaymentOrder::state).containsOnly(PaymentOrder.State.CONFIRMED);
        assertThat(told(RECOGNITION_CENTRE).stream().filter("settlement.service-paid"::equals))
                .hasSize(3);
        assertThat(timeline(voucher(welder).application()))
                .containsSubsequence(
                        "settlement.handed-to-act",
                        "settlement.act-received",
                        "settlement.act-accepted",
                        "settlement.payment-sent",
                        "settlement.service-paid");
        assertThat(ends("settlement", act))
                .containsExactlyInAnyOrder("paymentMade", "paymentMade", "paymentMade", "everythingPaid", "actPaid");
        nothingIsLeftRunning();
    }

    @Test
    void theReimbursementOfEachHolderIsDecidedByTheTableAndStandsInTheHistory() {
        var welder = inUse("person-01", "7212");
        var hairdresser = inUse("person-02", "5141");
        var act = onlyAct(story.examHeld("17", "KZ-75", welder, hairdresser));
        var outside = inUse("person-16", "7411");
        var actOutside = onlyAct(story.examHeld("18", "KZ-75", outside));
        List.of(act, actOutside).forEach(number -> {
            story.centreSigns(number);
            story.mobilityCentreAcceptsAct(number);
        });

        assertThat(decisions(act))
                .extracting(this::inputs, this::outputs)
                .containsExactlyInAnyOrder(
                        tuple(
                                Map.of("day", "2026-09-14", "profile", "TECHNICAL", "outsideRegion", false),
                                Map.of("capInMci", 7, "aidInMci", 0, "rowId", "technical-2024")),
                        tuple(
                                Map.of("day", "2026-09-14", "profile", "SOCIAL_HUMANITARIAN", "outsideRegion", false),
                                Map.of("capInMci", 3, "aidInMci", 0, "rowId", "social-humanitarian-2024")));
        assertThat(decisions(actOutside))
                .extracting(this::inputs, this::outputs)
                .containsExactly(tuple(
                        Map.of("day", "2026-09-14", "profile", "TECHNICAL", "outsideRegion", true),
                        Map.of("capInMci", 7, "aidInMci", 6, "rowId", "technical-2024-outside")));
    }

    @Test
    void holdersOfTwoRegionsComeIntoTwoActsOfWhichEachGoesItsOwnWay() {
        var here = inUse("person-01", "7212");
        var there = inUse("person-16", "7411");
        var both = story.examHeld("17", "KZ-75", here, there);
        assertThat(both).hasSize(2);
        var byRegion =
                both.stream().collect(Collectors.toMap(act -> acts.get(act).region(), act -> act));
        var ofKaraganda = byRegion.get("KZ-35");
        var ofAlmaty = byRegion.get("KZ-75");
        assertThat(acts.get(ofKaraganda).vouchers()).containsExactly(there);
        assertThat(acts.get(ofAlmaty).vouchers()).containsExactly(here);
        assertThat(ofKaraganda).startsWith("ACT-2026-35-");

        story.centreSigns(ofKaraganda);
        standsAt(ofKaraganda, "acceptAct", "2026-09-21T23:59:59", "mobility-centre.KZ-35");
        story.mobilityCentreAcceptsAct(ofKaraganda);
        standsAt(ofKaraganda, "releasePayments", "2026-09-21T23:59:59", "accountant.KZ-35");
        story.accountantReleases(ofKaraganda);
        assertThat(orders.of(ofKaraganda))
                .extracting(PaymentOrder::kind, PaymentOrder::amount, order -> order.payee()
                        .account())
                .containsExactly(
                        tuple(PaymentOrder.Kind.SERVICE, 30_275L, account(CENTRE)),
                        tuple(PaymentOrder.Kind.AID, 25_950L, "KZ51601TEST000000016"));
        orders.of(ofKaraganda).forEach(order -> story.bankConfirms(order.number()));
        assertThat(toldApplicant(voucher(there).application())).contains("settlement.aid-paid");
        assertThat(timeline(voucher(there).application())).contains("settlement.aid-paid", "settlement.service-paid");
        assertThat(ends("settlement", ofKaraganda)).contains("actPaid");

        assertThat(story.openTasks(ofAlmaty)).containsExactly("sendAct");
        assertThat(told(MOBILITY_CENTRE)).isEmpty();
        assertThat(toldApplicant(voucher(here).application())).doesNotContain("settlement.aid-paid");
    }

    @Test
    void holdersWhoAreRecordedOneByOneThroughTheTaskComeIntoOneAct() {
        var first = inUse("person-01", "7212");
        var second = inUse("person-04", "7126");
        var late = inUse("person-05", "7126");
        record(first, Map.of());
        var act = onlyAct(acts.ofProtocol(CENTRE, "17", 2026));
        var before = acts.form(act);
        record(second, Map.of("result", "NOT_RECOGNISED"));

        assertThat(acts.ofProtocol(CENTRE, "17", 2026)).containsExactly(act);
        assertThat(acts.get(act).vouchers()).containsExactly(first, second);
        assertThat(acts.form(act)).as("the act is formed anew with whom joined").isNotEqualTo(before);
        assertThat(protocols.find(CENTRE, "17", 2026).orElseThrow().holders())
                .containsExactlyInAnyOrder(
                        new ExamProtocol.Holder(first, ExamProtocol.Result.RECOGNISED),
                        new ExamProtocol.Holder(second, ExamProtocol.Result.NOT_RECOGNISED));
        assertThat(story.openTasks(act)).containsExactly("sendAct");
        standsAt(act, "sendAct", "2026-09-17T23:59:59", RECOGNITION_CENTRE);

        refusedAtTask("settlement.protocol-differs", () -> record(late, Map.of("examRegion", "KZ-71")));
        refusedAtTask("task.incomplete", () -> record(late, Map.of("result", "PERHAPS")));
        refusedAtTask("task.incomplete", () -> record(late, Map.of("protocolNumber", "")));
        refusedAtTask("settlement.protocol-wrong", () -> record(late, Map.of("examHeldOn", "2026-09-15")));
        assertThat(story.openTasks(voucher(late).application())).containsExactly("recordExam");
        story.centreSigns(act);
        assertThat(acts.get(act).vouchers()).hasSize(2);

        // Paid whatever the result: the clause pays for going through the procedure.
        story.mobilityCentreAcceptsAct(act);
        assertThat(amountsByVoucher(act)).isEqualTo(Map.of(first, 30_275L, second, 22_000L));
        assertThat(history.createHistoricVariableInstanceQuery()
                        .variableName("protocolNumber")
                        .count())
                .isZero();
    }

    @Test
    void aHolderWhoIsRecordedAfterTheActWasSentComesIntoAFurtherActThatGoesItsOwnWay() {
        var first = inUse("person-01", "7212");
        var late = inUse("person-04", "7126");
        record(first, Map.of());
        var sent = onlyAct(acts.ofProtocol(CENTRE, "17", 2026));
        story.centreSigns(sent);
        story.mobilityCentreAcceptsAct(sent);
        stepTo("2026-09-21T10:00");

        // The three days after the protocol have passed when the centre remembers him.
        record(late, Map.of());
        var further = acts.actOf(late).orElseThrow();
        assertThat(acts.ofProtocol(CENTRE, "17", 2026)).containsExactly(sent, further);
        assertThat(acts.get(further).vouchers()).containsExactly(late);
        standsAt(further, "sendAct", "2026-09-17T23:59:59", RECOGNITION_CENTRE);
        assertThat(ends("settlement", further)).containsExactly("actEscalated");
        assertThat(happened(voucher(late).application(), "settlement.act-overdue"))
                .startsWith("2026-09-21T");
        assertThat(timeline(voucher(first).application())).doesNotContain("settlement.act-overdue");
        assertThat(told(RECOGNITION_CENTRE + ".head")).containsExactly("settlement.act-overdue");
        assertThat(story.openTasks(sent)).containsExactly("releasePayments");

        story.centreSigns(further);
        standsAt(further, "acceptAct", "2026-09-28T23:59:59", MOBILITY_CENTRE);
        story.mobilityCentreAcceptsAct(further);
        for (var act : List.of(sent, further)) {
            story.accountantReleases(act);
            orders.of(act).forEach(order -> story.bankConfirms(order.number()));
        }
        assertThat(amountsByVoucher(sent)).isEqualTo(Map.of(first, 30_275L));
        assertThat(amountsByVoucher(further)).isEqualTo(Map.of(late, 22_000L));
        nothingIsLeftRunning();
    }

    @Test
    void whoIsTakenOutOfAProtocolHasHisExamRecordedAnewAndAnEmptiedActEnds() {
        var first = inUse("person-01", "7212");
        var mistaken = inUse("person-04", "7126");
        var act = onlyAct(story.examHeld("17", "KZ-75", first, mistaken));
        story.centreSigns(act);
        refused("settlement.act-already-sent", () -> takesOut(mistaken));
        story.mobilityCentreReturnsAct(act, "One of them was not there");

        takesOut(mistaken);
        assertThat(acts.get(act).vouchers()).containsExactly(first);
        standsAt(act, "sendAct", "2026-09-17T23:59:59", RECOGNITION_CENTRE);
        assertThat(story.openTasks(voucher(mistaken).application())).containsExactly("recordExam");
        assertThat(told(RECOGNITION_CENTRE)).contains("settlement.taken-out");
        assertThat(toldApplicant(voucher(mistaken).application())).contains("settlement.taken-out-holder");
        assertThat(timeline(voucher(mistaken).application()))
                .containsSubsequence("settlement.handed-to-act", "settlement.taken-out", "voucher.in-use-again");

        takesOut(first);
        assertThat(acts.get(act).state()).isEqualTo(ServicesAct.State.EMPTIED);
        assertThat(ends("settlement", act)).containsExactlyInAnyOrder("actReturned", "nothingToPay");
        assertThat(story.openTasks(act)).isEmpty();

        // One was not examined at all, the other elsewhere: the number of the protocol is free for what is right.
        story.examDidNotTakePlace(mistaken);
        assertThat(story.openTasks(voucher(mistaken).application())).containsExactly("admitToExam");
        var anew = onlyAct(story.examHeld("17", "KZ-71", first));
        story.centreSigns(anew);
        story.mobilityCentreAcceptsAct(anew);
        story.accountantReleases(anew);
        orders.of(anew).forEach(order -> story.bankConfirms(order.number()));
        assertThat(orders.of(anew))
                .extracting(PaymentOrder::kind)
                .containsExactly(PaymentOrder.Kind.SERVICE, PaymentOrder.Kind.AID);
        assertThat(ends("settlement", anew)).contains("actPaid");
        assertThat(orders.of(act)).isEmpty();
    }

    private void takesOut(String voucher) {
        var memo = PaperPdf.saying("memo");
        as(
                "head-mobility-KZ-75",
                () -> takingOut.takeOut(
                        voucher,
                        "A slip in the list",
                        new Enclosure("memo.pdf", memo.length, new ByteArrayResource(memo))));
    }

    @Test
    void aProtocolThatNamesAVoucherNotInUseIsRefusedAsAWhole() {
        var used = inUse("person-01", "7212");
        var unused = story.receivesVoucher("person-04", form -> form.put("profession", "7126"));

        assertThatThrownBy(() -> story.examHeld("17", "KZ-75", used, unused))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("settlement.voucher-not-in-use");
                    assertThat(problem.fields()).extracting(Problem.Field::path).hasSize(1);
                });
        refused("settlement.voucher-not-in-use", () -> story.examHeld("17", "KZ-75", unused));
        assertThat(acts.ofProtocol(CENTRE, "17", 2026)).isEmpty();
        assertThat(protocols.find(CENTRE, "17", 2026)).isEmpty();
        assertThat(story.openTasks(voucher(used).application())).containsExactly("recordExam");
        assertThat(story.openTasks(voucher(unused).application())).containsExactly("admitToExam");
    }

    @Test
    void aProtocolIsCheckedOnceHoweverManyHoldersItNames() {
        var two = IntStream.rangeClosed(13, 14).mapToObj(this::welderInUse).toArray(String[]::new);
        var many = IntStream.rangeClosed(1, 12).mapToObj(this::welderInUse).toArray(String[]::new);

        var readForTwo = protocolsRead(() -> onlyAct(story.examHeld("17", "KZ-75", two)));
        var readForMany = protocolsRead(() -> onlyAct(story.examHeld("18", "KZ-75", many)));

        assertThat(readForTwo).as("what the recording itself reads").isPositive();
        assertThat(readForMany).isEqualTo(readForTwo);
        assertThat(acts.get(acts.actOf(many[11]).orElseThrow()).vouchers()).containsExactlyInAnyOrder(many);
    }

    @Test
    void anOfficerWhoSaysOnlyThatTheExamWasHeldIsAskedForItsProtocol() {
        var voucher = inUse("person-01", "7212");
        var task = story.openTask(voucher(voucher).application(), "recordExam").getId();

        assertThatThrownBy(() -> tasks.complete(task, Map.of("examHeld", "yes")))
                .extracting(
                        refusal -> EngineCalls.problem(refusal).orElseThrow().fields(), list(Problem.Field.class))
                .extracting(Problem.Field::path)
                .containsExactly("protocolNumber", "protocolSignedOn", "examHeldOn", "examRegion", "result");
        assertThat(story.openTasks(voucher(voucher).application())).containsExactly("recordExam");
        assertThat(protocols.ofVoucher(voucher)).isEmpty();
    }

    // cl. 16: the act and its term

    @Test
    void anActThatDoesNotComeInThreeWorkingDaysIsEscalatedAndStillAwaited() {
        stage.morningOf(LocalDate.of(2026, 9, 17)); // a Thursday: the term spans a weekend
        var voucher = inUse("person-01", "7212");
        var act = onlyAct(story.examHeld("17", "KZ-75", voucher));
        standsAt(act, "sendAct", "2026-09-22T23:59:59", RECOGNITION_CENTRE);

        assertThat(moments(stepTo("2026-09-22T23:59"), "actOverdue")).isEmpty();
        assertThat(moments(stepTo("2026-09-30T09:00"), "actOverdue")).containsExactly("2026-09-23T00:00");
        assertThat(told(RECOGNITION_CENTRE + ".head")).containsExactly("settlement.act-overdue");
        assertThat(told(MOBILITY_CENTRE + ".head")).containsExactly("settlement.act-overdue");
        assertThat(happened(voucher(voucher).application(), "settlement.act-overdue"))
                .isEqualTo("2026-09-23T00:00");
        assertThat(ends("settlement", act)).containsExactly("actEscalated");

        assertThat(story.openTasks(act)).containsExactly("sendAct");
        story.centreSigns(act);
        standsAt(act, "acceptAct", "2026-10-07T23:59:59", MOBILITY_CENTRE);
    }

    @Test
    void theTaskToSendTheActIsNotDoneWithoutASignedAct() {
        var act = onlyAct(story.examHeld("17", "KZ-75", inUse("person-01", "7212")));
        acts.form(act);

        refusedAtTask("settlement.act-not-signed", () -> story.complete(act, "sendAct", Map.of()));
        refusedAtTask("task.unknown-fields", () -> story.complete(act, "sendAct", Map.of("actAccepted2", true)));
        refused("settlement.wrong-signer", () -> acts.sign(act, DemoSignature.of("centre-C-007", acts.document(act))));
        assertThat(story.openTasks(act)).containsExactly("sendAct");
        assertThat(acts.get(act).state()).isEqualTo(ServicesAct.State.DRAFT);
        assertThat(told(MOBILITY_CENTRE)).isEmpty();
    }

    @Test
    void anActThatIsSignedTwiceIsReceivedOnce() {
        var act = onlyAct(story.examHeld("17", "KZ-75", inUse("person-01", "7212")));
        var document = acts.document(act);
        var signature = DemoSignature.of("centre-C-014", document);
        acts.sign(act, signature);
        var received = acts.get(act).current().receivedAt();

        stepTo("2026-09-15T10:00");
        assertThat(acts.sign(act, signature).current().receivedAt())
                .as("the same signature, the same answer")
                .isEqualTo(received);
        var another = DemoSignature.of("centre-C-014", document, Instant.parse("2026-09-14T05:00:00Z"));
        refused("settlement.act-already-signed", () -> acts.sign(act, another));
        assertThat(story.openTasks(act)).containsExactly("acceptAct");
        standsAt(act, "acceptAct", "2026-09-21T23:59:59", MOBILITY_CENTRE);
        assertThat(told(MOBILITY_CENTRE)).containsExactly("settlement.act-received");

        story.mobilityCentreAcceptsAct(act);
        refused("settlement.act-already-signed", () -> acts.sign(act, signature));
        assertThat(story.openTasks(act)).containsExactly("releasePayments");
    }

    @Test
    void theTaskToAcceptTheActIsNotDoneWithoutTheMobilityCentresSignature() {
        var act = onlyAct(story.examHeld("17", "KZ-75", inUse("person-01", "7212")));
        story.centreSigns(act);

        refusedAtTask(
                "settlement.acceptance-not-signed",
                () -> story.complete(act, "acceptAct", Map.of("decision", "accept")));
        var document = acts.document(act);
        refused("settlement.wrong-acceptor", () -> acts.accept(act, DemoSignature.of("mobility-KZ-71", document)));
        refused("settlement.wrong-acceptor", () -> acts.accept(act, DemoSignature.of("centre-C-014", document)));
        assertThat(story.openTasks(act)).containsExactly("acceptAct");
        assertThat(told(RECOGNITION_CENTRE)).doesNotContain("settlement.act-accepted");

        var signature = DemoSignature.of("mobility-KZ-75", document);
        var accepted = acts.accept(act, signature);
        assertThat(acts.accept(act, signature))
                .as("the same signature, the same answer")
                .isEqualTo(accepted);
        var another = DemoSignature.of("mobility-KZ-75", document, Instant.parse("2026-09-14T05:00:00Z"));
        refused("settlement.act-already-accepted", () -> acts.accept(act, another));
        assertThat(story.openTasks(act)).containsExactly("releasePayments");
        assertThat(orders.of(act)).hasSize(1);
    }

    @Test
    void anActIsReturnedFromItsPageAsFromItsTask() {
        var act = onlyAct(story.examHeld("17", "KZ-75", inUse("person-01", "7212")));
        story.centreSigns(act);
        var old = DemoSignature.of("mobility-KZ-75", acts.document(act));
        refused("settlement.remarks-missing", () -> acts.giveBack(act, 1, " "));
        acts.giveBack(act, 1, "The date of the exam is wrong");
        assertThat(story.openTasks(act)).containsExactly("sendAct");
        refused("settlement.act-not-received", () -> acts.accept(act, old));
        refused("settlement.act-not-received", () -> acts.giveBack(act, 2, "Again"));
    }

    @Test
    void anActThatIsReturnedWithRemarksComesCorrectedAndItsTermBeginsAnew() {
        var voucher = inUse("person-01", "7212");
        var act = onlyAct(story.examHeld("17", "KZ-75", voucher));
        assertThat(shown(CENTRE_OFFICER, act, "sendAct")).containsEntry("remarksText", "");
        stepTo("2026-09-15T10:00");
        story.centreSigns(act);
        stepTo("2026-09-16T11:00");
        refusedAtTask("settlement.remarks-missing", () -> story.mobilityCentreReturnsAct(act, " "));
        refusedAtTask(
                "settlement.decision-unknown", () -> story.complete(act, "acceptAct", Map.of("decision", "perhaps")));
        refusedAtTask("task.incomplete", () -> story.complete(act, "acceptAct", Map.of()));
        standsAt(act, "acceptAct", "2026-09-22T23:59:59", MOBILITY_CENTRE);

        story.mobilityCentreReturnsAct(act, "The date of the exam is wrong");
        assertThat(acts.get(act).state()).isEqualTo(ServicesAct.State.DRAFT);
        standsAt(act, "sendAct", "2026-09-21T23:59:59", RECOGNITION_CENTRE);
        assertThat(shown(CENTRE_OFFICER, act, "sendAct")).containsEntry("remarksText", "The date of the exam is wrong");
        assertThat(jobsWaiting(act)).containsExactly("actOverdue 2026-09-22T00:00");
        assertThat(notices.to(Place.of(RECOGNITION_CENTRE).orElseThrow(), Language.EN))
                .filteredOn(notice -> notice.code().equals("settlement.act-returned"))
                .extracting(Notices.Notice::text)
                .singleElement()
                .asString()
                .contains("The date of the exam is wrong");
        assertThat(ends("settlement", act)).containsExactly("actReturned");

        stepTo("2026-09-18T12:00");
        story.centreSigns(act);
        standsAt(act, "acceptAct", "2026-09-25T23:59:59", MOBILITY_CENTRE);
        assertThat(acts.get(act).editions())
                .extracting(
                        ServicesAct.Edition::edition,
                        edition -> edition.receivedAt().toLocalDate(),
                        ServicesAct.Edition::decision,
                        ServicesAct.Edition::remarks)
                .containsExactly(
                        tuple(
                                1,
                                LocalDate.of(2026, 9, 15),
                                ServicesAct.Decision.RETURN,
                                "The date of the exam is wrong"),
                        tuple(2, LocalDate.of(2026, 9, 18), null, null));

        var stepped = stepTo("2026-09-30T09:00");
        assertThat(moments(stepped, "paymentOverdue")).containsExactly("2026-09-26T00:00");
        assertThat(moments(stepped, "actOverdue")).isEmpty();
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        story.bankConfirms(orders.of(act).get(0).number());
        assertThat(history.createHistoricVariableInstanceQuery()
                        .variableName("remarks")
                        .count())
                .as("what the officer wrote belongs to the module")
                .isZero();
        nothingIsLeftRunning();
    }

    // cl. 17: five working days from receipt, acceptance and payment together

    @Test
    void anActThatIsNotAcceptedInFiveWorkingDaysIsEscalatedAndStillAwaited() {
        var voucher = inUse("person-01", "7212");
        var act = onlyAct(story.examHeld("17", "KZ-75", voucher));
        story.centreSigns(act);

        assertThat(moments(stepTo("2026-09-21T23:59"), "paymentOverdue")).isEmpty();
        assertThat(moments(stepTo("2026-09-22T09:00"), "paymentOverdue")).containsExactly("2026-09-22T00:00");
        assertThat(told(MOBILITY_CENTRE + ".head")).containsExactly("settlement.payment-overdue");
        assertThat(told(ACCOUNTANT + ".head")).containsExactly("settlement.payment-overdue");
        assertThat(told(RECOGNITION_CENTRE + ".head")).isEmpty();
        assertThat(happened(voucher(voucher).application(), "settlement.payment-overdue"))
                .isEqualTo("2026-09-22T00:00");
        assertThat(story.openTasks(act)).containsExactly("acceptAct");
    }

    @Test
    void aPaymentTheBankDoesNotConfirmInTheSameFiveDaysIsEscalatedAndGoesOn() {
        var act = onlyAct(story.examHeld("17", "KZ-75", inUse("person-01", "7212")));
        story.centreSigns(act);
        stepTo("2026-09-17T09:00");
        story.mobilityCentreAcceptsAct(act);
        refusedAtTask("payment.not-released", () -> story.complete(act, "releasePayments", Map.of("released", false)));
        story.accountantReleases(act);

        assertThat(moments(stepTo("2026-09-25T09:00"), "paymentOverdue")).containsExactly("2026-09-22T00:00");
        assertThat(story.openTasks(act)).containsExactly("confirmPayment");
        story.bankConfirms(orders.of(act).get(0).number());
        assertThat(ends("settlement", act))
                .containsExactlyInAnyOrder("paymentEscalated", "paymentMade", "everythingPaid", "actPaid");
        nothingIsLeftRunning();
    }

    @Test
    void aPaymentIsConfirmedOnceHoweverOftenTheBankSaysSo() {
        var act = sentAct();
        var order = orders.of(act).get(0).number();
        var twin = "P-2026-75-999999";
        refused("payment.unknown", () -> story.bankConfirms(twin));
        refusedAtTask("task.incomplete", () -> story.complete(act, "confirmPayment", Map.of()));
        refusedAtTask(
                "payment.answer-unknown", () -> story.complete(act, "confirmPayment", Map.of("answer", "perhaps")));
        refusedAtTask(
                "payment.reason-missing", () -> story.complete(act, "confirmPayment", Map.of("answer", "rejected")));
        assertThat(orders.get(order).state()).isEqualTo(PaymentOrder.State.SENT);

        story.bankConfirms(order);
        var answeredAt = orders.get(order).answeredAt();
        stepTo("2026-09-15T09:00");
        story.bankConfirms(order);
        assertThat(orders.get(order).answeredAt()).isEqualTo(answeredAt);
        assertThat(told(RECOGNITION_CENTRE).stream().filter("settlement.service-paid"::equals))
                .hasSize(1);
        refused("payment.already-confirmed", () -> story.bankRejects(order, "The account is closed"));
        assertThat(orders.of(act)).hasSize(1);
        nothingIsLeftRunning();
    }

    @Test
    void aPaymentThatTheBankRejectsIsSentAgainToTheSameAccountUnderANewOrder() {
        var act = sentAct();
        var rejected = orders.of(act).get(0);
        story.complete(act, "confirmPayment", Map.of("answer", "rejected", "reason", "The bank was closed"));
        assertThat(orders.get(rejected.number()).state()).isEqualTo(PaymentOrder.State.REJECTED);
        assertThat(orders.get(rejected.number()).reason()).isEqualTo("The bank was closed");
        standsAt(act, "repairPayment", "2026-09-21T23:59:59", ACCOUNTANT);
        assertThat(told(RECOGNITION_CENTRE)).contains("settlement.service-rejected");
        refused("payment.already-rejected", () -> story.bankConfirms(rejected.number()));
        refusedAtTask("payment.repair-unknown", () -> story.complete(act, "repairPayment", Map.of("repair", "cash")));

        story.complete(act, "repairPayment", Map.of("repair", "same-account", "remark", "Sent again"));
        assertThat(orders.of(act)).hasSize(2);
        var repaired = orders.of(act).get(1);
        assertThat(repaired.replaces()).isEqualTo(rejected.number());
        assertThat(repaired.attempt()).isEqualTo(2);
        assertThat(repaired.amount()).isEqualTo(rejected.amount());
        assertThat(repaired.payee()).isEqualTo(rejected.payee());
        assertThat(repaired.endToEndId()).isEqualTo(act + "-1-S-2");
        assertThat(repaired.state()).isEqualTo(PaymentOrder.State.SENT);
        assertThat(awaitedOrders()).containsExactly(repaired.number());
        standsAt(act, "confirmPayment", "2026-09-21T23:59:59", ACCOUNTANT);

        story.bankRejects(repaired.number(), "Still closed");
        story.complete(act, "repairPayment", Map.of("repair", "same-account"));
        var third = orders.of(act).get(2);
        assertThat(third.replaces()).isEqualTo(repaired.number());
        story.bankConfirms(third.number());
        assertThat(orders.of(act))
                .extracting(PaymentOrder::state)
                .containsExactly(
                        PaymentOrder.State.REJECTED, PaymentOrder.State.REJECTED, PaymentOrder.State.CONFIRMED);
        nothingIsLeftRunning();
    }

    @Test
    void theBanksAnswerThatTheAccountantUploadsCompletesTheTaskOfEachOrder() {
        var act = onlyAct(story.examHeld("17", "KZ-75", inUse("person-01", "7212"), inUse("person-04", "7126")));
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        var one = orders.of(act).get(0);
        var other = orders.of(act).get(1);
        var file = BankAnswerFile.to(act + "-1")
                .paid(one)
                .rejected(other, "AC04", "Closed")
                .bytes();

        assertThat(bankAnswers.take(act, file)).isEqualTo(new BankAnswers.Taken(1, 1, 0, 0));
        assertThat(story.openTasks(act)).containsExactly("repairPayment");
        assertThat(bankAnswers.take(act, file)).isEqualTo(new BankAnswers.Taken(0, 0, 2, 0));
        assertThat(story.openTasks(act)).containsExactly("repairPayment");

        story.complete(act, "repairPayment", Map.of("repair", "same-account"));
        var repaired = orders.of(act).get(2);
        bankAnswers.take(act, BankAnswerFile.to(act + "-2").paid(repaired).bytes());
        nothingIsLeftRunning();
    }

    @Test
    void whatTheBankSaysReachesTheAccountantWholeAndNobodyTypesMoreThanTheFormTakes() {
        var act = sentAct();
        var order = orders.of(act).get(0);
        refusedAtTask(
                "payment.reason-too-long",
                () -> story.complete(act, "confirmPayment", Map.of("answer", "rejected", "reason", "x".repeat(2001))));
        // More than a variable of the engine can hold.
        var text = "Шот жабық, банк оны енді жүргізбейді";
        var many = "<StsRsnInf>" + ("<AddtlInf>" + text + "</AddtlInf>").repeat(200) + "</StsRsnInf>";
        bankAnswers.take(
                act, BankAnswerFile.to(act + "-1").rejectedAsAWhole(many).bytes());
        var whole = (text + " ").repeat(200).strip();
        assertThat(orders.get(order.number()).reason()).isEqualTo(whole);
        assertThat(shown("accountant-KZ-75", act, "repairPayment")).containsEntry("reasonText", whole);
        refusedAtTask(
                "payment.remark-too-long",
                () -> story.complete(
                        act, "repairPayment", Map.of("repair", "same-account", "remark", "x".repeat(2001))));
        story.complete(act, "repairPayment", Map.of("repair", "same-account"));
        story.bankConfirms(orders.of(act).get(1).number());
        nothingIsLeftRunning();
    }

    @Test
    void aPaymentGoesToANewAccountOnlyWhenThePayeeSignedIt() {
        var voucher = inUse("person-16", "7411");
        var act = onlyAct(story.examHeld("17", "KZ-75", voucher));
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        var service = orders.of(act).get(0);
        var aid = orders.of(act).get(1);
        assertThat(aid.kind()).isEqualTo(PaymentOrder.Kind.AID);
        story.bankConfirms(service.number());
        story.bankRejects(aid.number(), "The account is closed");
        assertThat(toldApplicant(voucher(voucher).application())).contains("settlement.aid-rejected");

        assertThat(shown("accountant-KZ-35", act, "repairPayment"))
                .containsEntry("reasonText", "The account is closed")
                .containsEntry("newAccountText", "none signed by the payee has come");
        refusedAtTask(
                "payment.no-new-account", () -> story.complete(act, "repairPayment", Map.of("repair", "new-account")));
        var statement = ("{\"order\":\"" + aid.number() + "\",\"account\":\"" + NEW_ACCOUNT + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        refused(
                "payment.wrong-signer",
                () -> payeeAccounts.receive(aid.number(), statement, DemoSignature.of("person-01", statement)));
        payeeAccounts.receive(aid.number(), statement, DemoSignature.of("person-16", statement));
        assertThat(told(Place.accountants("KZ-35"))).contains("settlement.new-account");
        assertThat(shown("accountant-KZ-35", act, "repairPayment"))
                .containsEntry("newAccountText", "KZ55…0002, signed by the payee, came on 14.09.2026");
        assertThat(history.createHistoricVariableInstanceQuery()
                        .variableNameIn("reasonText", "newAccountText")
                        .count())
                .as("shown and not kept")
                .isZero();

        story.complete(act, "repairPayment", Map.of("repair", "new-account", "remark", "Statement of today"));
        var repaired = orders.of(act).get(2);
        assertThat(repaired.payee().account()).isEqualTo(NEW_ACCOUNT);
        assertThat(repaired.payee().number()).isEqualTo(aid.payee().number());
        assertThat(repaired.amount()).isEqualTo(25_950);
        assertThat(repaired.state()).isEqualTo(PaymentOrder.State.SENT);
        story.bankConfirms(repaired.number());
        assertThat(toldApplicant(voucher(voucher).application())).contains("settlement.aid-paid");
        nothingIsLeftRunning();
    }

    @Test
    void aPaymentThatTheAccountantHoldsStaysHisTaskWhileTheOthersGoToTheBankAndTheTermRunsOn() {
        var act = onlyAct(story.examHeld("17", "KZ-75", inUse("person-01", "7212"), inUse("person-04", "7126")));
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        var held = orders.of(act).get(0).number();
        var other = orders.of(act).get(1).number();
        assertThat((String) read(ACCOUNTANT_OFFICER, act, "releasePayments").get("paymentsText"))
                .contains(orders.get(held).payee().account())
                .contains("BIN 210340004708")
                .contains("payment purpose code (KNP) 859, beneficiary code (KBe) 17")
                .contains("30\u00a0275 tenge", act);
        assertThat(read("auditor", act, "releasePayments"))
                .containsEntry("paymentsText", "for the accountant of the region only");
        as(ACCOUNTANT_OFFICER, () -> halts.hold(held, "The contract is looked for"));
        assertThat((String) read(ACCOUNTANT_OFFICER, act, "releasePayments").get("paymentsText"))
                .contains("held: The contract is looked for");

        story.accountantReleases(act);
        assertThat(story.openTasks(act)).containsExactlyInAnyOrder("confirmPayment", "decidePayment");
        standsAt(act, "decidePayment", "2026-09-21T23:59:59", ACCOUNTANT);
        assertThat(read(ACCOUNTANT_OFFICER, act, "decidePayment"))
                .containsEntry("haltText", "held: The contract is looked for");
        story.bankConfirms(other);
        refused("payment.not-sent", () -> orders.confirm(held));
        assertThat(timeline(applicationOf(act, held))).contains("settlement.payment-held");
        assertThat(moments(stepTo("2026-09-22T09:00"), "paymentOverdue")).containsExactly("2026-09-22T00:00");

        refusedAtTask("payment.decision-unknown", () -> story.complete(act, "decidePayment", Map.of("decision", "x")));
        refusedAtTask("payment.halt-reason", () -> story.complete(act, "decidePayment", Map.of("decision", "return")));
        // From the page as from the task.
        as(ACCOUNTANT_OFFICER, () -> halts.lift(held));
        stage.settle();
        assertThat(orders.get(held).state()).isEqualTo(PaymentOrder.State.SENT);
        assertThat(orders.files(act)).extracting(SentFile::id).containsExactly(act + "-1", act + "-2");
        story.bankConfirms(held);
        nothingIsLeftRunning();
    }

    @Test
    void aReturnedPaymentIsPutRightByTheMobilityCentreAndComesBackToTheAccountant() {
        var act = onlyAct(story.examHeld("17", "KZ-75", inUse("person-01", "7212")));
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        var order = orders.of(act).get(0);
        as(ACCOUNTANT_OFFICER, () -> halts.giveBack(order.number(), "The centre belongs to the state"));
        story.accountantReleases(act);
        standsAt(act, "correctPayment", "2026-09-21T23:59:59", MOBILITY_CENTRE);
        assertThat(told(MOBILITY_CENTRE)).contains("settlement.payment-returned");
        assertThat(read("mobility-KZ-75", act, "correctPayment"))
                .containsEntry("haltText", "returned to the mobility centre: The centre belongs to the state");
        refusedAtTask(
                "payment.correction-wrong",
                () -> story.complete(act, "correctPayment", Map.of("correction", "Code", "payeeCode", "7")));
        story.complete(act, "correctPayment", Map.of("correction", "Of the state", "payeeCode", "16"));
        standsAt(act, "decidePayment", "2026-09-21T23:59:59", ACCOUNTANT);
        assertThat(told(ACCOUNTANT)).contains("settlement.payment-corrected");
        story.complete(act, "decidePayment", Map.of("decision", "return", "reason", "Still wrong"));
        assertThat(story.openTasks(act)).containsExactly("correctPayment");
        story.complete(act, "correctPayment", Map.of("correction", "Looked at it again"));
        story.complete(act, "decidePayment", Map.of("decision", "release"));
        var sent = orders.get(order.number());
        assertThat(sent.state()).isEqualTo(PaymentOrder.State.SENT);
        assertThat(sent.payee().code()).isEqualTo("16");
        assertThat(sent.endToEndId()).isEqualTo(order.endToEndId());
        story.bankConfirms(order.number());
        nothingIsLeftRunning();
    }

    @Test
    void theAccountantCollectsTheOrdersOfSeveralActsIntoOneFile() {
        var one = onlyAct(story.examHeld("17", "KZ-75", inUse("person-01", "7212"), inUse("person-04", "7126")));
        var other = onlyAct(story.examHeld("18", "KZ-75", inUse("person-02", "5141")));
        for (var act : List.of(one, other)) {
            story.centreSigns(act);
            story.mobilityCentreAcceptsAct(act);
            story.complete(act, "releasePayments", Map.of("released", true, "together", true));
            assertThat(story.openTasks(act)).isEmpty();
        }
        assertThat(paymentFiles.waiting("KZ-75")).hasSize(3);
        assertThat(orders.files(one)).isEmpty();

        holdBack("sendPayments");
        var file = paymentFiles.collect("KZ-75");
        stage.settle();
        assertThat(orders.of(one)).extracting(PaymentOrder::state).containsOnly(PaymentOrder.State.RELEASED);
        letGo("sendPayments");
        stage.settle();
        assertThat(orders.of(one)).extracting(PaymentOrder::state).containsOnly(PaymentOrder.State.SENT);
        assertThat(orders.of(other)).extracting(PaymentOrder::state).containsOnly(PaymentOrder.State.SENT);
        assertThat(orders.files(other)).extracting(SentFile::id).containsExactly(file.id());
        refused("payment.nothing-waits", () -> paymentFiles.collect("KZ-75"));

        var answer = BankAnswerFile.to(file.id()).ofAll("ACSC").bytes();
        assertThat(bankAnswers.takeOfRegion("KZ-75", answer)).isEqualTo(new BankAnswers.Taken(3, 0, 0, 0));
        nothingIsLeftRunning();
    }

    // what the scenes need

    /** What the form shows to that officer, who is signed in. */
    private Map<String, Object> read(String officer, String act, String task) {
        var shown = new HashMap<String, Object>();
        as(officer, () -> shown.putAll(shown(officer, act, task)));
        return shown;
    }

    private String applicationOf(String act, String order) {
        return voucher(acts.get(act).vouchers().get(orders.get(order).line() - 1))
                .application();
    }

    /** A voucher of that person for that profession whose holder was admitted today at C-014. */
    private String inUse(String person, String profession) {
        Consumer<ObjectNode> form =
                application -> application.put("profession", profession).put("recognitionCentre", CENTRE);
        var voucher = story.receivesVoucher(person, form);
        story.centreAdmits(voucher);
        return voucher;
    }

    private String welderInUse(int person) {
        return inUse("person-%02d".formatted(person), "7212");
    }

    /** How often that deed reads a whole protocol with its holders from the database. */
    private static long protocolsRead(Runnable deed) {
        var logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        var before = logger.getLevel();
        var statements = new ListAppender<ILoggingEvent>();
        statements.start();
        logger.addAppender(statements);
        logger.setLevel(Level.DEBUG);
        try {
            deed.run();
        } finally {
            logger.setLevel(before);
            logger.detachAppender(statements);
        }
        return statements.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(statement -> statement.contains("from exam_protocol p\nleft join exam_result"))
                .count();
    }

    private String sentAct() {
        var act = onlyAct(story.examHeld("17", "KZ-75", inUse("person-01", "7212")));
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        return act;
    }

    /** The centre records the exam of today in the Tasklist, with what is different from the usual. */
    private void record(String voucher, Map<String, Object> different) {
        var form = new HashMap<String, Object>(Map.of(
                "examHeld", "yes",
                "protocolNumber", "17",
                "protocolSignedOn", "2026-09-14",
                "examHeldOn", "2026-09-14",
                "examRegion", "KZ-75",
                "result", "RECOGNISED"));
        form.putAll(different);
        story.complete(voucher(voucher).application(), "recordExam", form);
    }

    private static String onlyAct(List<String> acts) {
        assertThat(acts).hasSize(1);
        return acts.get(0);
    }

    private Map<String, Long> amountsByVoucher(String act) {
        return orders.of(act).stream().collect(Collectors.toMap(orders::voucher, PaymentOrder::amount));
    }

    private String account(String centre) {
        return database.sql("select account from recognition_centre where code = ?")
                .param(centre)
                .query(String.class)
                .single();
    }

    /** The orders whose answer an accountant or the bank still owes. */
    private List<String> awaitedOrders() {
        return tasks.createTaskQuery().taskDefinitionKey("confirmPayment").list().stream()
                .map(Task::getId)
                .map(task -> (String) tasks.getVariable(task, "paymentOrder"))
                .toList();
    }

    /** The timers of that act with their local time. */
    private List<String> jobsWaiting(String act) {
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(act)
                .singleResult()
                .getId();
        return management.createJobQuery().processInstanceId(instance).timers().list().stream()
                .map(job -> management
                                .createJobDefinitionQuery()
                                .jobDefinitionId(job.getJobDefinitionId())
                                .singleResult()
                                .getActivityId()
                        + " "
                        + LocalDateTime.ofInstant(job.getDuedate().toInstant(), LegalClock.ZONE))
                .toList();
    }

    private List<HistoricDecisionInstance> decisions(String act) {
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(act)
                .singleResult()
                .getId();
        return history.createHistoricDecisionInstanceQuery()
                .processInstanceId(instance)
                .decisionDefinitionKey("reimbursement")
                .includeInputs()
                .includeOutputs()
                .list();
    }

    private Map<String, Object> inputs(HistoricDecisionInstance decision) {
        var inputs = new HashMap<String, Object>();
        decision.getInputs().forEach(input -> {
            var value = input.getValue();
            switch (input.getClauseId()) {
                case "dayInput" ->
                    inputs.put(
                            "day",
                            value instanceof java.util.Date date
                                    ? date.toInstant()
                                            .atZone(LegalClock.ZONE)
                                            .toLocalDate()
                                            .toString()
                                    : value.toString().substring(0, 10));
                case "profileInput" -> inputs.put("profile", value);
                default -> inputs.put("outsideRegion", value);
            }
        });
        return inputs;
    }

    private Map<String, Object> outputs(HistoricDecisionInstance decision) {
        return decision.getOutputs().stream()
                .filter(output -> !output.getVariableName().equals("clause"))
                .collect(Collectors.toMap(output -> output.getVariableName(), output -> output.getValue()));
    }

    /** The task is refused with that code, and nothing of it was done. */
    private static void refusedAtTask(String code, ThrowingCallable completion) {
        refused(code, completion);
    }
}
