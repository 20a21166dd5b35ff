package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.stream.Collectors;
import kz.bilik.application.Applications;
import kz.bilik.calendar.LegalClock;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.problem.Problem;
import kz.bilik.settlement.ExamProtocol;
import kz.bilik.settlement.Protocols;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.voucher.Vouchers;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From a signed application to the last transferred tenge, on the database of the class that extends this one. */
abstract class WholeProcedure {

    @Autowired
    FormService forms;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    ManagementService management;

    @Autowired
    Applications applications;

    @Autowired
    Vouchers vouchers;

    @Autowired
    Protocols protocols;

    @BeforeEach
    void begin() {
        stage.clear();
    }

    @Test
    void anApplicationBecomesAVoucherAnActAndAPayment() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        story.centreConfirms(application);
        var voucher = story.voucherOf(application);
        story.centreAdmits(voucher);
        var acts = story.examHeld("17", "KZ-75", voucher);
        assertThat(acts).hasSize(1);
        var act = acts.get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        var orders = story.ordersOf(act);
        // 38,000 tenge exceed 7 MCI of 2026 (30,275): the state pays the cap, no aid inside the region.
        assertThat(orders).extracting(PaymentOrder::amount).containsExactly(30_275L);
        story.bankConfirms(orders.get(0).number());

        assertThat(runtime.createProcessInstanceQuery().list()).isEmpty();
    }

    @Test
    void aHolderExaminedOutsideHisRegionReceivesTheAid() {
        var voucher = story.receivesVoucher("person-16", form -> form.put("recognitionCentre", "C-014"));
        story.centreAdmits(voucher);
        var act = story.examHeld("18", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        assertThat(story.ordersOf(act).stream()
                        .collect(Collectors.toMap(o -> o.kind().name(), PaymentOrder::amount)))
                .containsEntry("SERVICE", 30_275L)
                .containsEntry("AID", 25_950L);
    }

    @Test
    void aReturnedActIsCorrectedInItsProtocolAndTheAidFollows() {
        var voucher = story.receivesVoucher("person-16", form -> form.put("recognitionCentre", "C-014"));
        story.centreAdmits(voucher);
        var act = story.examHeld("19", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        var home = applications.get(vouchers.get(voucher).application()).registeredRegion();
        assertThatThrownBy(() -> correct(voucher, stage.today(), home))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("settlement.act-already-sent"));
        story.mobilityCentreReturnsAct(act, "The exam was held in the holder's own region");
        correct(voucher, stage.today(), home);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        assertThat(story.ordersOf(act)).extracting(PaymentOrder::kind).containsExactly(PaymentOrder.Kind.SERVICE);
    }

    @Test
    void theTermToSendTheActFollowsACorrectedDayOfSigning() {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        stage.morningOf(LocalDate.of(2026, 9, 15));
        var act = story.examHeld("17", "KZ-75", voucher).get(0);
        assertThat(sendBy(act)).isEqualTo("2026-09-18T23:59:59");
        assertThat(overdueAt(act)).isEqualTo("2026-09-19T00:00");

        correct(voucher, LocalDate.of(2026, 9, 14), "KZ-75");

        assertThat(sendBy(act)).isEqualTo("2026-09-17T23:59:59");
        assertThat(overdueAt(act)).isEqualTo("2026-09-18T00:00");
        assertThat(forms.getTaskFormVariables(story.openTask(act, "sendAct").getId())
                        .get("deadlineText"))
                .asString()
                .contains("17 September 2026");
    }

    private void correct(String voucher, LocalDate examinedAndSignedOn, String region) {
        var recorded = protocols.ofVoucher(voucher).orElseThrow();
        protocols.correct(
                recorded.recognitionCentre(),
                "centre-" + recorded.recognitionCentre(),
                new ExamProtocol.Sent(
                        recorded.number(), examinedAndSignedOn, examinedAndSignedOn, region, recorded.holders()));
    }

    private String sendBy(String act) {
        return local(story.openTask(act, "sendAct").getDueDate());
    }

    private String overdueAt(String act) {
        return local(management
                .createJobQuery()
                .processInstanceId(story.openTask(act, "sendAct").getProcessInstanceId())
                .timers()
                .singleResult()
                .getDuedate());
    }

    private static String local(Date moment) {
        return LocalDateTime.ofInstant(moment.toInstant(), LegalClock.ZONE).toString();
    }
}
