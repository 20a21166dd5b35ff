package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import kz.bilik.application.ApplicationNumber;
import kz.bilik.casefile.CaseWords;
import kz.bilik.language.Language;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.voucher.CertificateAnnulment;
import kz.bilik.voucher.LateUse;
import kz.bilik.voucher.SickLeaveCertificate;
import kz.bilik.voucher.Voucher;
import kz.bilik.voucher.VoucherNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Each path of {@code processes/voucher.bpmn} (cl. 10.2-13, 16). Every voucher is issued on Monday 14 September 2026 and
 * valid until Friday 13 November, 24:00 Almaty.
 */
@EachPathOf("voucher")
class VoucherDiagramTest extends Scene {

    private static final String RECOGNITION_CENTRE = "recognition-centre.C-014";
    private static final String MOBILITY_CENTRE = "mobility-centre.KZ-75";

    @Autowired
    LateUse lateUse;

    @Autowired
    CaseWords caseWords;

    @Autowired
    CertificateAnnulment annulment;

    private static LocalDate october(int day) {
        return LocalDate.of(2026, 10, day);
    }

    private static LocalDate november(int day) {
        return LocalDate.of(2026, 11, day);
    }

    private String application(String voucher) {
        return vouchers.get(voucher).application();
    }

    private SickLeaveCertificate.State stateOf(String certificate) {
        return sickLeave.get(certificate).state();
    }

    private void isCancelled(String voucher, String lastDay) {
        assertThat(voucher(voucher))
                .extracting(Voucher::state, Voucher::lastDay)
                .containsExactly(Voucher.State.LAPSED, LocalDate.parse(lastDay));
        assertThat(toldAis())
                .filteredOn(told -> told.startsWith("VOUCHER_CANCELLED"))
                .endsWith("VOUCHER_CANCELLED " + voucher + " " + lastDay);
        assertThat(ends("voucher", application(voucher))).contains("voucherCancelled");
        nothingIsLeftRunning();
    }

    // cl. 10.2, 11: sixty days, to the last second

    @Test
    void aVoucherIsUsedInTheLastSecondsOfItsLastDay() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-13T23:59:50");
        story.centreAdmits(voucher);

        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.USED);
        assertThat(voucher(voucher).usedOn()).isEqualTo("2026-11-13");
    }

    @Test
    void aVoucherThatWasNotUsedIsCancelledAtTheEndOfItsLastDay() {
        var voucher = story.receivesVoucher("person-01");
        assertThat(moments(stepTo("2026-11-13T23:59:50"), "validityEnded")).isEmpty();
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.ISSUED);
        assertThat(moments(stepTo("2026-11-14T00:00"), "validityEnded")).containsExactly("2026-11-14T00:00");

        isCancelled(voucher, "2026-11-13");
        assertThat(happened(application(voucher), "voucher.lapsed")).isEqualTo("2026-11-14T00:00");
        assertThat(toldApplicant(application(voucher))).endsWith("voucher.lapsed");
        assertThat(told(RECOGNITION_CENTRE)).startsWith("voucher.lapsed-unused");
        // It counts as received: nothing returns to the quota.
        assertThat(quota("KZ-75").consumed()).isEqualTo(1);
        refused("voucher.not-valid", () -> story.centreAdmits(voucher));
    }

    @Test
    void aVoucherWhoseEndHasNotBeenNoticedYetIsNotUsableEither() {
        var voucher = story.receivesVoucher("person-01");
        holdBack("validityEnded");
        stepTo("2026-11-14T00:00");
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.ISSUED);

        refused("voucher.not-valid", () -> story.centreAdmits(voucher));
        assertThatThrownBy(() -> story.complete(application(voucher), "admitToExam", Map.of("admitted", true)))
                .hasMessageContaining("13.11.2026");
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.ISSUED);

        letGo("validityEnded");
        stage.settle();
        isCancelled(voucher, "2026-11-13");
    }

    @Test
    void theHolderIsRemindedThirtyTenAndThreeDaysBeforeTheEnd() {
        var voucher = story.receivesVoucher("person-01");

        assertThat(moments(stepTo("2026-11-14T09:00"), "reminderDue"))
                .containsExactly("2026-10-14T00:00", "2026-11-03T00:00", "2026-11-10T00:00");
        assertThat(toldApplicant(application(voucher)))
                .filteredOn("voucher.reminder"::equals)
                .hasSize(3);
        nothingIsLeftRunning();
    }

    @Test
    void anAisThatIsDownDelaysOnlyTheReportOfTheCancellation() {
        var voucher = story.receivesVoucher("person-01");
        LabourMarketAis.breaksDown();
        stepTo("2026-11-15T09:00");
        stage.deliver();
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.LAPSED);
        assertThat(ends("voucher", application(voucher))).contains("voucherCancelled");
        assertThat(incidents()).isEmpty();

        LabourMarketAis.worksAgain();
        isCancelled(voucher, "2026-11-13");
    }

    @Test
    void aLateCertificateBringsBackAVoucherAndTheAisHearsOfBothAlthoughItWasDownMeanwhile() {
        var voucher = story.receivesVoucher("person-01");
        stage.deliver();
        LabourMarketAis.breaksDown();
        stepTo("2026-11-16T10:00");
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.LAPSED);
        var certificate = story.sendsCertificate(voucher, november(9), november(13));
        story.mobilityCentreAccepts(certificate);
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.ISSUED);
        assertThat(voucher(voucher).lastDay()).isEqualTo(november(19));
        stage.deliver();
        LabourMarketAis.worksAgain();

        assertThat(toldAis())
                .containsExactly(
                        "APPLICATION_FORWARDED " + application(voucher),
                        "VOUCHER_ISSUED " + voucher + " 2026-11-13",
                        "VOUCHER_CANCELLED " + voucher + " 2026-11-13",
                        "SICK_LEAVE_RECEIVED " + voucher + " 2026-11-13",
                        "VOUCHER_EXTENDED " + voucher + " 2026-11-19");
        standsAt(application(voucher), "admitToExam", "2026-11-19T23:59:59", RECOGNITION_CENTRE);
        stepTo("2026-11-20T10:00");
        isCancelled(voucher, "2026-11-19");
    }

    @Test
    void aLateCertificateThatBringsNothingBackIsToldWithTheCancellationThatStands() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-20T10:00");
        var certificate = story.sendsCertificate(voucher, november(12), november(13));
        story.mobilityCentreAccepts(certificate);
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.LAPSED);

        assertThat(toldAis())
                .endsWith(
                        "SICK_LEAVE_RECEIVED " + voucher + " 2026-11-13",
                        "VOUCHER_EXTENDED " + voucher + " 2026-11-15",
                        "VOUCHER_CANCELLED " + voucher + " 2026-11-15");
        nothingIsLeftRunning();
    }

    @Test
    void theAisHearsOfAUseAndThatItWasUndone() {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        story.complete(
                application(voucher),
                "recordExam",
                Map.of("examHeld", "no", "cause", "NO_SHOW", "reason", "He did not come"));

        assertThat(toldAis())
                .endsWith("VOUCHER_USED " + voucher + " 2026-11-13", "USE_UNDONE " + voucher + " 2026-11-13");
    }

    // cl. 11, 16: use and exam

    @Test
    void aVoucherIsUsedExaminedAndHandedOverToAnAct() {
        var voucher = story.receivesVoucher("person-01");
        standsAt(application(voucher), "admitToExam", "2026-11-13T23:59:59", RECOGNITION_CENTRE);
        stepTo("2026-10-05T10:00");
        story.complete(application(voucher), "admitToExam", Map.of("admitted", true));
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.USED);
        assertThat(voucher(voucher).usedOn()).isEqualTo(october(5));
        assertThat(story.openTasks(application(voucher))).containsExactly("recordExam");

        var acts = story.examHeld("21", "KZ-75", voucher);

        assertThat(acts).hasSize(1);
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.EXAMINED);
        assertThat(ends("voucher", application(voucher))).containsExactly("handedToAct");
        assertThat(timeline(application(voucher))).contains("voucher.used", "voucher.examined");
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey("voucher")
                        .list())
                .isEmpty();
        // The end of the validity no longer concerns it.
        stepTo("2026-11-15T09:00");
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.EXAMINED);
    }

    @Test
    void aVoucherInUseDoesNotLapseAndCanNeitherBeUsedNorWithdrawnAgain() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-12T10:00");
        story.centreAdmits(voucher);
        stepTo("2026-11-20T10:00");

        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.USED);
        assertThat(story.openTasks(application(voucher))).containsExactly("recordExam");
        refused("voucher.already-used", () -> story.centreAdmits(voucher));
        refused("voucher.already-used", () -> voucherWithdrawal.withdrawThroughCabinet(voucher));
    }

    /** cl. 12, 13: its use closes a certificate only as long as the exam may still take place. */
    @Test
    void aCertificateThatTheUseHadClosedIsDecidedWhenTheExamDidNotTakePlace() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-12T10:00");
        var before = story.sendsCertificate(voucher, november(9), november(10));
        story.centreAdmits(voucher);
        var meanwhile = story.sendsCertificate(voucher, november(11), november(13));
        assertThat(stateOf(before)).isEqualTo(SickLeaveCertificate.State.CLOSED);
        assertThat(stateOf(meanwhile)).isEqualTo(SickLeaveCertificate.State.CLOSED);
        assertThat(story.openTasks(application(voucher))).containsExactly("recordExam");
        stepTo("2026-11-16T10:00");

        story.examDidNotTakePlace(voucher);

        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.ISSUED);
        assertThat(story.openTasks(application(voucher))).containsExactly("decideCertificate", "decideCertificate");
        assertThat(toldApplicant(application(voucher)))
                .contains("voucher.certificate-kept", "voucher.exam-not-held-awaits-certificate");
        story.mobilityCentreRejects(before, "UNREADABLE");
        story.mobilityCentreAccepts(meanwhile);
        // Up to the 10th 58 days ran; three days of illness, then two that run and the one on which it was held.
        assertThat(voucher(voucher).lastDay()).isEqualTo(november(17));
        standsAt(application(voucher), "admitToExam", "2026-11-17T23:59:59", RECOGNITION_CENTRE);
    }

    @Test
    void anExamThatDidNotTakePlaceLeavesWhatIsLeftOfTheValidity() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-10-05T10:00");
        story.centreAdmits(voucher);
        stepTo("2026-10-06T10:00");
        story.examDidNotTakePlace(voucher);

        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.ISSUED);
        assertThat(voucher(voucher).usedOn()).isNull();
        assertThat(voucher(voucher).lastDay()).isEqualTo("2026-11-13");
        standsAt(application(voucher), "admitToExam", "2026-11-13T23:59:59", RECOGNITION_CENTRE);
        assertThat(toldApplicant(application(voucher))).endsWith("voucher.exam-not-held");

        story.centreAdmits(voucher);
        assertThat(voucher(voucher).usedOn()).isEqualTo(october(6));
    }

    @Test
    void anExamThatDidNotTakePlaceBeforeTheEndLetsTheVoucherLapse() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-13T10:00");
        story.centreAdmits(voucher);
        stepTo("2026-11-16T10:00");
        story.complete(
                application(voucher),
                "recordExam",
                Map.of("examHeld", "no", "cause", "NO_SHOW", "reason", "The holder did not come"));

        isCancelled(voucher, "2026-11-13");
        assertThat(happened(application(voucher), "voucher.lapsed")).startsWith("2026-11-16T10:00");
    }

    @Test
    void bothCentresLearnThatOfAnAdmittedHolderNoExamIsRecorded() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-10-09T10:00");
        story.mobilityCentreAccepts(story.sendsCertificate(voucher, october(5), october(9)));
        stepTo("2026-11-12T10:00");
        story.centreAdmits(voucher);
        // The last day with its extension, to its end.
        assertThat(moments(stepTo("2026-11-18T23:59:50"), "examRecordMissing")).isEmpty();
        assertThat(moments(stepTo("2026-11-30T09:00"), "examRecordMissing")).containsExactly("2026-11-19T00:00");

        assertThat(told(RECOGNITION_CENTRE)).startsWith("voucher.exam-not-recorded");
        assertThat(told(RECOGNITION_CENTRE + ".head")).containsExactly("voucher.exam-not-recorded");
        assertThat(told(MOBILITY_CENTRE + ".head")).containsExactly("voucher.exam-not-recorded-by-centre");
        assertThat(happened(application(voucher), "voucher.exam-not-recorded")).isEqualTo("2026-11-19T00:00");
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.USED);
        standsAt(application(voucher), "recordExam", "2026-11-18T23:59:59", RECOGNITION_CENTRE);

        assertThat(story.examHeld("21", "KZ-75", voucher)).hasSize(1);
        assertThat(ends("voucher", application(voucher))).contains("examRecordEscalated", "handedToAct");
    }

    @Test
    void aVoucherThatIsTakenOutOfAProtocolIsInUseAsBeforeAndItsExamIsToBeRecorded() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-10-05T10:00");
        story.centreAdmits(voucher);
        stepTo("2026-10-06T10:00");
        story.examHeld("21", "KZ-75", voucher);
        var number = new VoucherNumber(voucher);
        refused("voucher.not-in-protocol", () -> vouchers.inUseAgain(number, "22"));

        vouchers.inUseAgain(number, "21");

        assertThat(voucher(voucher))
                .extracting(Voucher::state, Voucher::usedOn)
                .containsExactly(Voucher.State.USED, october(5));
        standsAt(application(voucher), "recordExam", "2026-11-13T23:59:59", RECOGNITION_CENTRE);
        assertThat(timeline(application(voucher))).endsWith("voucher.in-use-again");
        // Asked again, nothing happens.
        vouchers.inUseAgain(number, "21");
        assertThat(story.openTasks(application(voucher))).containsExactly("recordExam");

        story.examDidNotTakePlace(voucher);
        standsAt(application(voucher), "admitToExam", "2026-11-13T23:59:59", RECOGNITION_CENTRE);
    }

    @Test
    void anExamThatWasRecordedInTimeIsMissedByNobody() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-12T10:00");
        story.centreAdmits(voucher);
        story.examHeld("21", "KZ-75", voucher);

        assertThat(moments(stepTo("2026-11-30T09:00"), "examRecordMissing")).isEmpty();
        assertThat(told(MOBILITY_CENTRE + ".head")).doesNotContain("voucher.exam-not-recorded-by-centre");
    }

    // cl. 12, 13: sick leave

    @Test
    void anAcceptedCertificateExtendsTheValidityWithItsDueDateItsReminderAndItsEnd() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-10-09T10:00");
        var certificate = story.sendsCertificate(voucher, october(5), october(9));
        standsAt(application(voucher), "decideCertificate", "2026-10-12T23:59:59", MOBILITY_CENTRE);
        story.mobilityCentreAccepts(certificate);

        assertThat(stateOf(certificate)).isEqualTo(SickLeaveCertificate.State.ACCEPTED);
        assertThat(voucher(voucher).lastDay()).isEqualTo(november(18));
        assertThat(toldAis())
                .endsWith(
                        "SICK_LEAVE_RECEIVED " + voucher + " 2026-11-13",
                        "VOUCHER_EXTENDED " + voucher + " 2026-11-18");
        standsAt(application(voucher), "admitToExam", "2026-11-18T23:59:59", RECOGNITION_CENTRE);
        assertThat(toldApplicant(application(voucher))).endsWith("voucher.extended");
        assertThat(told(RECOGNITION_CENTRE)).startsWith("voucher.extended-for-holder");

        var stepped = stepTo("2026-11-18T23:59:50");
        assertThat(moments(stepped, "validityEnded")).isEmpty();
        assertThat(moments(stepped, "reminderDue"))
                .containsExactly("2026-10-19T00:00", "2026-11-08T00:00", "2026-11-15T00:00");
        assertThat(moments(stepTo("2026-11-19T00:00"), "validityEnded")).containsExactly("2026-11-19T00:00");
        isCancelled(voucher, "2026-11-18");
        assertThat(ends("voucher", application(voucher))).contains("voucherExtended", "holderReminded");
    }

    @Test
    void severalCertificatesRunSideBySideAndADayOfTwoOfThemCountsOnce() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-10-16T10:00");
        var first = story.sendsCertificate(voucher, october(1), october(7));
        var second = story.sendsCertificate(voucher, october(5), october(14));
        assertThat(story.openTasks(application(voucher)))
                .containsExactly("admitToExam", "decideCertificate", "decideCertificate");

        story.mobilityCentreAccepts(second);
        assertThat(voucher(voucher).lastDay()).isEqualTo(november(23));
        assertThat(stateOf(first)).isEqualTo(SickLeaveCertificate.State.UNDECIDED);
        story.mobilityCentreAccepts(first);
        assertThat(voucher(voucher).lastDay()).isEqualTo(november(27));
        standsAt(application(voucher), "admitToExam", "2026-11-27T23:59:59", RECOGNITION_CENTRE);
    }

    @ParameterizedTest
    @CsvSource({
        "ANOTHER_PERSON, voucher.certificate-rejected.another-person",
        "UNREADABLE,     voucher.certificate-rejected.unreadable",
        "NOT_GENUINE,    voucher.certificate-rejected.not-genuine"
    })
    void aRejectedCertificateChangesNothingAndTheHolderLearnsTheGround(String ground, String notice) {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-10-09T10:00");
        var certificate = story.sendsCertificate(voucher, october(5), october(9));
        story.mobilityCentreRejects(certificate, ground);

        assertThat(stateOf(certificate)).isEqualTo(SickLeaveCertificate.State.REJECTED);
        assertThat(voucher(voucher).lastDay()).isEqualTo(november(13));
        assertThat(toldApplicant(application(voucher))).endsWith(notice);
        assertThat(ends("voucher", application(voucher))).containsExactly("certificateRejected");
        standsAt(application(voucher), "admitToExam", "2026-11-13T23:59:59", RECOGNITION_CENTRE);
    }

    @Test
    void aCertificateCannotBeRejectedForTouchingNoValidDayWhenItTouchesOne() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-10-09T10:00");
        var certificate = story.sendsCertificate(voucher, october(5), october(9));

        assertThatThrownBy(() -> story.mobilityCentreRejects(certificate, "NO_VALID_DAY"))
                .hasMessageNotContaining("sick-leave.");
        assertThat(stateOf(certificate)).isEqualTo(SickLeaveCertificate.State.UNDECIDED);
        assertThat(story.openTasks(application(voucher))).contains("decideCertificate");
    }

    @Test
    void theHeadLearnsThatACertificateWasNotDecidedInTime() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-10-09T10:00");
        var certificate = story.sendsCertificate(voucher, october(5), october(9));

        // Friday the 9th plus one working day, without the weekend.
        assertThat(moments(stepTo("2026-10-20T09:00"), "certificateDecisionOverdue"))
                .containsExactly("2026-10-13T00:00");
        assertThat(told(MOBILITY_CENTRE + ".head")).containsExactly("voucher.certificate-decision-overdue");
        story.mobilityCentreAccepts(certificate);
        assertThat(voucher(voucher).lastDay()).isEqualTo(november(18));
    }

    @Test
    void aVoucherPastItsLastDayIsHeldWhileACertificateIsUndecidedAndThenGoesOn() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-12T10:00");
        var certificate = story.sendsCertificate(voucher, november(9), november(12));
        stepTo("2026-11-16T10:00");
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.ISSUED);
        assertThat(story.openTasks(application(voucher))).containsExactly("decideCertificate");
        refused("voucher.awaits-certificate", () -> story.centreAdmits(voucher));
        assertThat(toldAis()).noneMatch(told -> told.contains("CANCELLED"));

        story.mobilityCentreAccepts(certificate);

        // Four days of illness, and the three on which it was held.
        assertThat(voucher(voucher).lastDay()).isEqualTo(november(20));
        standsAt(application(voucher), "admitToExam", "2026-11-20T23:59:59", RECOGNITION_CENTRE);
        assertThat(moments(stepTo("2026-11-21T00:00"), "validityEnded")).containsExactly("2026-11-21T00:00");
        isCancelled(voucher, "2026-11-20");
    }

    @Test
    void aHeldVoucherIsCancelledWhenItsCertificateIsRejected() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-12T10:00");
        var certificate = story.sendsCertificate(voucher, november(9), november(12));
        stepTo("2026-11-16T10:00");
        story.mobilityCentreRejects(certificate, "NOT_GENUINE");

        isCancelled(voucher, "2026-11-13");
        assertThat(happened(application(voucher), "voucher.lapsed")).startsWith("2026-11-16T10:00");
    }

    @Test
    void aHeldVoucherWaitsForTheLastOfItsCertificates() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-12T10:00");
        var first = story.sendsCertificate(voucher, november(11), november(11));
        var second = story.sendsCertificate(voucher, november(9), november(10));
        stepTo("2026-11-16T10:00");

        story.mobilityCentreRejects(first, "UNREADABLE");
        assertThat(voucher(voucher))
                .extracting(Voucher::state, Voucher::lastDay)
                .containsExactly(Voucher.State.ISSUED, november(13));
        assertThat(story.openTasks(application(voucher))).containsExactly("decideCertificate");

        stepTo("2026-11-18T10:00");
        story.mobilityCentreAccepts(second);
        assertThat(voucher(voucher).lastDay()).isEqualTo(november(20));
        story.centreAdmits(voucher);
        assertThat(voucher(voucher).usedOn()).isEqualTo(november(18));
    }

    /** cl. 12, 13: handed in on the last day, decided on the next working day, and nothing is lost. */
    @Test
    void aDecisionWithinTheStatesOwnTermTakesNoDay() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-13T17:00");
        var certificate = story.sendsCertificate(voucher, november(12), november(13));
        standsAt(application(voucher), "decideCertificate", "2026-11-16T23:59:59", MOBILITY_CENTRE);
        stepTo("2026-11-16T16:00");
        refused("voucher.awaits-certificate", () -> story.centreAdmits(voucher));

        story.mobilityCentreAccepts(certificate);

        // Two days of illness: two whole valid days after the day of the decision.
        assertThat(voucher(voucher))
                .extracting(Voucher::state, Voucher::lastDay)
                .containsExactly(Voucher.State.ISSUED, november(18));
        standsAt(application(voucher), "admitToExam", "2026-11-18T23:59:59", RECOGNITION_CENTRE);
        assertThat(toldApplicant(application(voucher))).endsWith("voucher.extended");
        stepTo("2026-11-18T23:59:50");
        story.centreAdmits(voucher);
        assertThat(voucher(voucher).usedOn()).isEqualTo(november(18));
    }

    /** A voucher that one certificate has made valid again is held once more for the other, and its days do not run either. */
    @Test
    void aVoucherIsHeldAgainForTheNextCertificateAndLosesNoDay() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-12T10:00");
        var first = story.sendsCertificate(voucher, november(11), november(11));
        var second = story.sendsCertificate(voucher, november(9), november(10));
        stepTo("2026-11-16T10:00");
        story.mobilityCentreAccepts(first);
        assertThat(voucher(voucher).lastDay()).isEqualTo(november(17));
        assertThat(story.openTasks(application(voucher))).containsExactly("admitToExam", "decideCertificate");

        stepTo("2026-11-20T10:00");
        refused("voucher.awaits-certificate", () -> story.centreAdmits(voucher));
        story.mobilityCentreAccepts(second);

        // The 17th was usable; the 18th to the 20th were not.
        assertThat(voucher(voucher).lastDay()).isEqualTo(november(22));
        standsAt(application(voucher), "admitToExam", "2026-11-22T23:59:59", RECOGNITION_CENTRE);
    }

    @Test
    void aCertificateThatArrivesAfterTheLapseBringsTheVoucherBack() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-20T10:00");
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.LAPSED);
        var certificate = story.sendsCertificate(voucher, november(2), november(13));
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.LAPSED);
        assertThat(story.openTasks(application(voucher))).containsExactly("decideCertificate");
        refused("voucher.awaits-certificate", () -> story.centreAdmits(voucher));

        story.mobilityCentreAccepts(certificate);

        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.ISSUED);
        assertThat(voucher(voucher).lastDay()).isEqualTo(november(26));
        assertThat(timeline(application(voucher))).endsWith("voucher.brought-back");
        assertThat(quota("KZ-75").consumed()).isEqualTo(1);
        standsAt(application(voucher), "admitToExam", "2026-11-26T23:59:59", RECOGNITION_CENTRE);
        stepTo("2026-11-27T00:00");
        isCancelled(voucher, "2026-11-26");
    }

    @Test
    void aLateCertificateOfTooFewDaysDoesNotBringTheVoucherBack() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-20T10:00");
        var certificate = story.sendsCertificate(voucher, november(12), november(13));
        story.mobilityCentreAccepts(certificate);

        isCancelled(voucher, "2026-11-15");
        assertThat(timeline(application(voucher)))
                .filteredOn("voucher.lapsed"::equals)
                .hasSize(1);
    }

    @Test
    void aLateCertificateThatIsRejectedLeavesTheVoucherLapsed() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-20T10:00");
        var certificate = story.sendsCertificate(voucher, november(2), november(13));
        story.mobilityCentreRejects(certificate, "UNREADABLE");

        isCancelled(voucher, "2026-11-13");
    }

    @Test
    void twoLateCertificatesAreDecidedInOneProcedure() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-20T10:00");
        var first = story.sendsCertificate(voucher, november(2), november(6));
        var second = story.sendsCertificate(voucher, november(9), november(13));
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey("voucher")
                        .list())
                .hasSize(1);

        story.mobilityCentreRejects(first, "NOT_GENUINE");
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.LAPSED);
        story.mobilityCentreAccepts(second);
        isCancelled(voucher, "2026-11-18");
    }

    @Test
    void theUseOfTheVoucherClosesWhatIsStillUndecided() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-10-09T10:00");
        var first = story.sendsCertificate(voucher, october(1), october(2));
        var second = story.sendsCertificate(voucher, october(5), october(6));
        story.centreAdmits(voucher);

        assertThat(stateOf(first)).isEqualTo(SickLeaveCertificate.State.CLOSED);
        assertThat(stateOf(second)).isEqualTo(SickLeaveCertificate.State.CLOSED);
        assertThat(story.openTasks(application(voucher))).containsExactly("recordExam");
        assertThat(toldApplicant(application(voucher))).endsWith("voucher.certificate-closed");
        assertThat(ends("voucher", application(voucher))).containsExactly("certificateClosed", "certificateClosed");
    }

    // withdrawal after the issue, until the use

    @Test
    void aHolderGivesHisVoucherUpAndItCountsAsReceived() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-10-09T10:00");
        var certificate = story.sendsCertificate(voucher, october(5), october(6));
        voucherWithdrawal.withdrawThroughCabinet(voucher);
        stage.settle();

        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.WITHDRAWN);
        assertThat(stateOf(certificate)).isEqualTo(SickLeaveCertificate.State.CLOSED);
        assertThat(quota("KZ-75").consumed()).isEqualTo(1);
        assertThat(toldAis()).endsWith("VOUCHER_WITHDRAWN " + voucher + " 2026-11-13");
        assertThat(told(RECOGNITION_CENTRE)).startsWith("voucher.withdrawn-by-holder");
        assertThat(ends("voucher", application(voucher))).contains("voucherWithdrawn");
        nothingIsLeftRunning();
        refused("voucher.withdrawn", () -> story.centreAdmits(voucher));
        // Asked again, nothing happens.
        voucherWithdrawal.withdrawThroughCabinet(voucher);
    }

    @Test
    void aHolderGivesUpAVoucherThatIsHeldForItsCertificate() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-12T10:00");
        story.sendsCertificate(voucher, november(9), november(12));
        stepTo("2026-11-16T10:00");
        voucherWithdrawal.withdrawThroughCabinet(voucher);
        stage.settle();

        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.WITHDRAWN);
        nothingIsLeftRunning();
    }

    @Test
    void aVoucherThatHasLapsedCannotBeGivenUp() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-20T10:00");

        refused("voucher.not-valid", () -> voucherWithdrawal.withdrawThroughCabinet(voucher));
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.LAPSED);
    }

    // cl. 11: a use that was recorded too late

    private void recordsUse(String officer, String voucher, LocalDate usedOn) {
        as(
                officer,
                () -> lateUse.record(
                        voucher, usedOn, "21", usedOn, "The centre forgot to enter it", decision("protocol.pdf")));
        stage.settle();
    }

    private void isInUseSince(String voucher, LocalDate usedOn) {
        assertThat(voucher(voucher))
                .extracting(Voucher::state, Voucher::usedOn)
                .containsExactly(Voucher.State.USED, usedOn);
        assertThat(story.openTasks(application(voucher))).containsExactly("recordExam");
        assertThat(timeline(application(voucher))).contains("voucher.used-recorded-late");
        assertThat(toldApplicant(application(voucher))).contains("voucher.used-recorded-late");
        assertThat(told(RECOGNITION_CENTRE)).contains("voucher.used-recorded-late-for-centre");
        assertThat(toldAis()).anyMatch(told -> told.startsWith("VOUCHER_USED " + voucher));
    }

    @Test
    void aUseThatNobodyEnteredInTimeIsRecordedByTheHeadWithTheProtocolAsProof() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-12T10:00");
        refused("voucher.still-usable", () -> recordsUse("head-mobility-KZ-75", voucher, november(10)));
        stepTo("2026-11-20T10:00");
        isCancelled(voucher, "2026-11-13");
        refused("voucher.not-head-of-mobility-centre", () -> recordsUse("mobility-KZ-75", voucher, november(10)));
        refused("voucher.not-head-of-mobility-centre", () -> recordsUse("head-mobility-KZ-71", voucher, november(10)));
        refused("voucher.paper-incomplete", () -> recordsUse("head-mobility-KZ-75", voucher, november(14)));
        refused(
                "voucher.paper-incomplete",
                () -> as(
                        "head-mobility-KZ-75",
                        () -> lateUse.record(voucher, november(10), " ", november(9), null, null)));
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.LAPSED);

        recordsUse("head-mobility-KZ-75", voucher, november(10));

        isInUseSince(voucher, november(10));
        standsAt(application(voucher), "recordExam", "2026-11-13T23:59:59", RECOGNITION_CENTRE);
        assertThat(quota("KZ-75").consumed()).isEqualTo(1);
        refused("voucher.already-used", () -> recordsUse("head-mobility-KZ-75", voucher, november(10)));
        assertThat(story.examHeld("21", "KZ-75", voucher)).hasSize(1);
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.EXAMINED);
        assertThat(ends("voucher", application(voucher))).contains("voucherCancelled", "handedToAct");
    }

    @Test
    void aUseIsRecordedLateWhileTheEndOfTheValidityHasNotBeenNoticed() {
        var voucher = story.receivesVoucher("person-01");
        holdBack("validityEnded");
        stepTo("2026-11-14T10:00");
        recordsUse("head-mobility-KZ-75", voucher, november(13));

        isInUseSince(voucher, november(13));
        letGo("validityEnded");
        stage.settle();
        isInUseSince(voucher, november(13));
        story.examDidNotTakePlace(voucher);
        isCancelled(voucher, "2026-11-13");
    }

    @Test
    void aUseIsRecordedLateWhileTheVoucherIsHeldForItsCertificate() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-12T10:00");
        var certificate = story.sendsCertificate(voucher, november(9), november(10));
        stepTo("2026-11-16T10:00");
        assertThat(story.openTasks(application(voucher))).containsExactly("decideCertificate");
        recordsUse("head-mobility-KZ-75", voucher, november(11));

        isInUseSince(voucher, november(11));
        assertThat(stateOf(certificate)).isEqualTo(SickLeaveCertificate.State.CLOSED);
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey("voucher")
                        .list())
                .hasSize(1);
        story.examHeld("21", "KZ-75", voucher);
        assertThat(ends("voucher", application(voucher)))
                .contains("certificateClosed", "examRecordEscalated", "handedToAct")
                .doesNotContain("voucherCancelled");
        nothingIsLeftRunningOf("voucher");
    }

    private void nothingIsLeftRunningOf(String process) {
        assertThat(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(process)
                        .list())
                .isEmpty();
    }

    @Test
    void aUseIsRecordedLateWhileALateCertificateIsUndecided() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-20T10:00");
        story.sendsCertificate(voucher, november(2), november(13));
        // Used on a day that the certificate names as one of illness: both centres are told.
        recordsUse("head-mobility-KZ-75", voucher, november(12));

        isInUseSince(voucher, november(12));
        assertThat(timeline(application(voucher))).contains("voucher.used-while-ill");
        assertThat(told(MOBILITY_CENTRE)).contains("voucher.used-while-ill");
        assertThat(told(RECOGNITION_CENTRE)).contains("voucher.used-while-ill");
    }

    @Test
    void admissionOnADayOfCertifiedIllnessIsAllowedAndBothCentresAreTold() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-10-08T10:00");
        story.mobilityCentreAccepts(story.sendsCertificate(voucher, october(5), october(9)));
        var form = new HashMap<String, Object>();
        as("centre-C-014", () -> form.putAll(shown("centre-C-014", application(voucher), "admitToExam")));
        assertThat(form.get("warningText")).asString().contains("08.10.2026");
        // To nobody else: illness is for the centre before which the holder stands.
        as("head-mobility-KZ-75", () -> form.putAll(words(voucher)));
        assertThat(form).containsEntry("warningText", "—");
        story.centreAdmits(voucher);

        assertThat(voucher(voucher).usedOn()).isEqualTo(october(8));
        assertThat(told(MOBILITY_CENTRE)).contains("voucher.used-while-ill");
        assertThat(told(RECOGNITION_CENTRE)).contains("voucher.used-while-ill");
        assertThat(timeline(application(voucher))).contains("voucher.used-while-ill");
    }

    private Map<String, String> words(String voucher) {
        return caseWords.ofUse(new ApplicationNumber(application(voucher)), new VoucherNumber(voucher), Language.EN);
    }

    // cl. 13: an accepted certificate that was found false

    private void annuls(String voucher, String certificate) {
        as(
                "head-mobility-KZ-75",
                () -> annulment.annul(
                        voucher,
                        certificate,
                        "5-K",
                        stage.today(),
                        "The hospital knows nothing",
                        decision("letter.pdf")));
        stage.settle();
    }

    @Test
    void withoutAFalseCertificateTheLastDayIsComputedAnew() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-10-09T10:00");
        var certificate = story.sendsCertificate(voucher, october(5), october(9));
        refused("sick-leave.not-accepted", () -> annuls(voucher, certificate));
        story.mobilityCentreAccepts(certificate);
        refused(
                "voucher.not-head-of-mobility-centre",
                () -> as(
                        "mobility-KZ-75",
                        () -> annulment.annul(
                                voucher, certificate, "5-K", stage.today(), "r", decision("letter.pdf"))));
        stepTo("2026-11-12T10:00");

        annuls(voucher, certificate);

        assertThat(stateOf(certificate)).isEqualTo(SickLeaveCertificate.State.ANNULLED);
        standsAt(application(voucher), "admitToExam", "2026-11-13T23:59:59", RECOGNITION_CENTRE);
        assertThat(toldApplicant(application(voucher))).endsWith("voucher.certificate-annulled");
        assertThat(toldAis()).endsWith("CERTIFICATE_ANNULLED " + voucher + " 2026-11-13");
        stepTo("2026-11-14T00:00");
        isCancelled(voucher, "2026-11-13");
    }

    @Test
    void aVoucherThatWasValidOnlyByAFalseCertificateLapses() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-12T10:00");
        var certificate = story.sendsCertificate(voucher, november(9), november(12));
        story.mobilityCentreAccepts(certificate);
        stepTo("2026-11-16T10:00");

        annuls(voucher, certificate);

        isCancelled(voucher, "2026-11-13");
        assertThat(happened(application(voucher), "voucher.lapsed")).startsWith("2026-11-16T10:00");
    }

    @Test
    void whatWasUsedBeforeACertificateWasFoundFalseStaysUsed() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-12T10:00");
        var certificate = story.sendsCertificate(voucher, november(9), november(12));
        story.mobilityCentreAccepts(certificate);
        stepTo("2026-11-16T10:00");
        story.centreAdmits(voucher);
        annuls(voucher, certificate);
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.USED);
        assertThat(story.openTasks(application(voucher))).containsExactly("recordExam");

        story.examDidNotTakePlace(voucher);
        isCancelled(voucher, "2026-11-13");
    }

    @Test
    void anExamThatTookPlaceIsNotTouchedByACertificateThatWasFoundFalse() {
        var voucher = story.receivesVoucher("person-01");
        stepTo("2026-11-12T10:00");
        var certificate = story.sendsCertificate(voucher, november(9), november(12));
        story.mobilityCentreAccepts(certificate);
        story.centreAdmits(voucher);
        story.examHeld("21", "KZ-75", voucher);
        annuls(voucher, certificate);

        assertThat(voucher(voucher))
                .extracting(Voucher::state, Voucher::lastDay)
                .containsExactly(Voucher.State.EXAMINED, november(17));
        assertThat(timeline(application(voucher))).endsWith("voucher.certificate-annulled");
    }
}
