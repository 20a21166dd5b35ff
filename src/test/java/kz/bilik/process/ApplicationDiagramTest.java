package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kz.bilik.application.Application;
import kz.bilik.application.RefusalReason;
import kz.bilik.distribution.Quota;
import kz.bilik.language.Language;
import kz.bilik.officer.Place;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.voucher.Voucher;
import org.camunda.spin.Spin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each path of {@code processes/application.bpmn} (cl. 3, 8-10). Every scene begins on Monday 14 September 2026. */
@EachPathOf("application")
class ApplicationDiagramTest extends Scene {

    private static final String CAREER_CENTRE = "career-centre.KZ-75-03";
    private static final String RECOGNITION_CENTRE = "recognition-centre.C-014";
    private static final String HEAD_OF_MOBILITY_CENTRE = "mobility-centre.KZ-75.head";

    // the good path

    @Test
    void anApplicationAgainstWhichNothingStandsBecomesAVoucher() {
        var free = quota("KZ-75").free();

        var application = story.applies("person-01");
        standsAt(application, "checkApplication", "2026-09-15T23:59:59", CAREER_CENTRE);
        assertThat(quota("KZ-75").reserved()).isEqualTo(1);

        story.careerCentreForwards(application);
        standsAt(application, "answerApplication", "2026-09-17T23:59:59", RECOGNITION_CENTRE);
        assertThat(told(RECOGNITION_CENTRE)).containsExactly("application.sent-to-recognition-centre");

        story.centreConfirms(application);
        var voucher = voucher(story.voucherOf(application));
        assertThat(outcome(application)).isEqualTo(Application.Outcome.VOUCHER_ISSUED);
        assertThat(voucher.state()).isEqualTo(Voucher.State.ISSUED);
        assertThat(voucher.issuedOn()).isEqualTo("2026-09-14");
        assertThat(voucher.lastDay()).isEqualTo("2026-11-13");
        assertThat(voucher.price()).isEqualTo(38_000);
        assertThat(quota("KZ-75"))
                .isEqualTo(new Quota("KZ-75", 2026, quota("KZ-75").published(), 0, 0, 1));
        assertThat(quota("KZ-75").free()).isEqualTo(free - 1);
        assertThat(timeline(application))
                .containsSubsequence(
                        "application.check-unemployed",
                        "application.check-first-voucher-this-year",
                        "application.check-voucher-left",
                        "application.forwarded",
                        "application.sent-to-recognition-centre",
                        "application.confirmed",
                        "voucher.issued",
                        "application.check-unemployed-at-issue");
        assertThat(toldApplicant(application)).contains("application.with-recognition-centre", "voucher.issued");
        assertThat(ends("application", application))
                .containsExactlyInAnyOrder("checksMade", "forwarded", "issued", "voucherIssued");
        standsAt(application, "admitToExam", "2026-11-13T23:59:59", RECOGNITION_CENTRE);
        assertThat(runtime.createProcessInstanceQuery().list())
                .singleElement()
                .satisfies(running -> assertThat(running.getBusinessKey()).isEqualTo(application));
    }

    @Test
    void whoIsNoLongerUnemployedAtIssueReceivesTheVoucherWithANote() throws IOException {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        LabourMarketAis.strikesOff("person-01");
        story.centreConfirms(application);

        assertThat(outcome(application)).isEqualTo(Application.Outcome.VOUCHER_ISSUED);
        assertThat(timeline(application)).contains("application.not-unemployed-at-issue");
    }

    // cl. 3.3: the three automatic checks

    @Test
    void whoIsNotRegisteredAsUnemployedIsRefused() {
        var application = story.applies("person-19");

        refusedAtOnce(application, Map.of("application.not-unemployed", "cl. 3.3"));
    }

    @Test
    void whoReceivedAVoucherElsewhereThisYearIsRefused() {
        var application = story.applies("person-20");

        refusedAtOnce(application, Map.of("application.voucher-received-this-year", "cl. 3.3"));
    }

    @Test
    void whoReceivedAVoucherThisYearIsRefusedAlthoughHeGaveItUp() {
        var voucher = story.receivesVoucher("person-02");
        voucherWithdrawal.withdrawThroughCabinet(voucher);
        stage.settle();
        var application = story.applies("person-02");

        assertThat(outcome(application)).isEqualTo(Application.Outcome.REFUSED);
        assertThat(reasons(application)).isEqualTo(Map.of("application.voucher-received-this-year", "cl. 3.3"));
        nothingIsLeftRunning();
    }

    @Test
    void whoAppliesInARegionWithoutVouchersIsRefused() {
        database.sql("update quota_voucher set application = 'taken ' || number"
                        + " where region = 'KZ-35' and quota_year = 2026")
                .update();

        var application = story.applies("person-16");

        refusedAtOnce(application, Map.of("application.no-voucher-left", "cl. 3.3"));
    }

    private void refusedAtOnce(String application, Map<String, String> reasons) {
        assertThat(outcome(application)).isEqualTo(Application.Outcome.REFUSED);
        assertThat(reasons(application)).isEqualTo(reasons);
        assertThat(quotas.quotas(2026))
                .allSatisfy(quota -> assertThat(quota.consumed()).isZero());
        assertThat(database.sql("select count(*) from quota_voucher where application = ?")
                        .param(application)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(toldAis()).containsExactly("REFUSAL_FORMED " + application);
        assertThat(toldApplicant(application)).containsExactly("application.received", "application.refused");
        assertThat(timeline(application)).endsWith("application.refused");
        assertThat(ends("application", application))
                .containsExactlyInAnyOrder("checksMade", "refusalSent", "applicationRefused");
        nothingIsLeftRunning();
    }

    @Test
    void aRegionWithoutADistributionHoldsItsApplicationsAndRefusesNone() {
        var published = quota("KZ-35").published();
        database.sql("delete from quota_entry where region = 'KZ-35' and quota_year = 2026")
                .update();
        database.sql("delete from quota_voucher where region = 'KZ-35' and quota_year = 2026")
                .update();
        database.sql("delete from quota where region = 'KZ-35' and quota_year = 2026")
                .update();
        String application;
        try {
            application = story.applies("person-16");
            stepTo("2026-09-16T09:00");

            assertThat(outcome(application)).isNull();
            assertThat(reasons(application)).isEmpty();
            assertThat(story.openTasks(application)).isEmpty();
            assertThat(incidents()).containsExactly("reserveVoucher");
            assertThat(runtime.createIncidentQuery().singleResult().getIncidentMessage())
                    .contains("distribution.none-published");
        } finally {
            quotas.putIntoEffect("KZ-35", 2026, published, 0);
        }
        administratorRetries();

        assertThat(quota("KZ-35").reserved()).isEqualTo(1);
        // The check begins when the application arrives at the career centre, not while it was held.
        standsAt(application, "checkApplication", "2026-09-17T23:59:59", "career-centre.KZ-35-01");
    }

    @Test
    void allThatStandsAgainstAnApplicationIsToldAtOnceAndNothingIsTaken() throws IOException {
        LabourMarketAis.hasVoucherElsewhere("person-19", 2026);
        var free = quota("KZ-75").free();

        var application = story.applies("person-19");

        assertThat(applications.reasons(application))
                .extracting(RefusalReason::reason)
                .containsExactly("application.not-unemployed", "application.voucher-received-this-year");
        assertThat(quota("KZ-75").free()).isEqualTo(free);
        assertThat(notices.toApplicant(application, Language.KK)).last().satisfies(refusal -> assertThat(refusal.text())
                .contains("Үміткер жұмыссыз ретінде тіркелмеген (3.3-тармақ)")
                .containsPattern("біржолғы ваучер.*\\(3\\.3-тармақ\\)"));
        nothingIsLeftRunning();
    }

    @Test
    void checksThatCannotBeMadeForAWorkingDayAreToldOnceToTheHeadAndTheAdministrator() {
        LabourMarketAis.breaksDown();
        var application = story.applies("person-01");
        assertThat(moments(stepTo("2026-09-15T23:59:50"), "checksOverdue")).isEmpty();
        assertThat(moments(stepTo("2026-09-25T09:00"), "checksOverdue")).containsExactly("2026-09-16T00:00");

        assertThat(told(HEAD_OF_MOBILITY_CENTRE)).containsExactly("application.checks-overdue");
        assertThat(told(Place.administrators())).containsExactly("application.checks-not-possible");
        assertThat(timeline.of(application, Language.EN)).last().satisfies(entry -> {
            assertThat(entry.code()).isEqualTo("application.checks-overdue");
            assertThat(entry.clause()).isEqualTo("cl. 3.3");
        });
        assertThat(outcome(application)).isNull();

        LabourMarketAis.worksAgain();
        administratorRetries();
        assertThat(story.openTasks(application)).containsExactly("checkApplication");
    }

    // the Labour Market AIS does not answer

    @Test
    void anAisThatDoesNotAnswerIsAskedAgainAndNeverRefuses() {
        LabourMarketAis.breaksDown();
        var application = story.applies("person-01");
        var tries = stepTo("2026-09-14T09:05").fired().stream()
                .filter(fired -> fired.element().equals("checkUnemployed"))
                .toList();
        assertThat(tries).hasSizeGreaterThanOrEqualTo(2).allMatch(tried -> tried.failed());
        assertThat(incidents()).isEmpty();

        LabourMarketAis.worksAgain();
        stepTo("2026-09-14T12:00");

        assertThat(reasons(application)).isEmpty();
        assertThat(story.openTasks(application)).containsExactly("checkApplication");
    }

    @Test
    void anAisThatStaysDownBecomesAnIncidentAndTheCaseGoesOnAfterwards() {
        LabourMarketAis.breaksDown();
        var application = story.applies("person-01");
        stepTo("2026-09-15T09:00");

        assertThat(incidents()).containsExactly("checkUnemployed");
        assertThat(outcome(application)).isNull();
        assertThat(reasons(application)).isEmpty();

        LabourMarketAis.worksAgain();
        administratorRetries();
        assertThat(incidents()).isEmpty();
        assertThat(story.openTasks(application)).containsExactly("checkApplication");
    }

    // cl. 8: the career centre

    @ParameterizedTest
    @CsvSource({
        "INCOMPLETE_DOCUMENTS, application.incomplete-documents",
        "FILLED_IN_WRONGLY,    application.filled-in-wrongly",
        "REQUIREMENTS_NOT_MET, application.requirements-not-met"
    })
    void theCareerCentreRefusesWithAGroundInItsOwnWords(String ground, String reason) {
        var application = story.applies("person-01");
        story.careerCentreRefuses(application, ground, "The second page is missing");

        assertThat(outcome(application)).isEqualTo(Application.Outcome.REFUSED);
        assertThat(applications.reasons(application))
                .containsExactly(new RefusalReason(reason, "cl. 8", "The second page is missing"));
        assertThat(quota("KZ-75").reserved()).isZero();
        assertThat(toldAis()).containsExactly("REFUSAL_FORMED " + application);
        assertThat(toldApplicant(application)).containsExactly("application.received", "application.refused");
        nothingIsLeftRunning();
    }

    @Test
    void theCareerCentreRefusesWithSeveralGroundsAtOnce() {
        var application = story.applies("person-01");
        // As form-js hands over a checklist.
        story.complete(
                application,
                "checkApplication",
                Map.of(
                        "decision",
                        "refuse",
                        "grounds",
                        Spin.JSON("[\"FILLED_IN_WRONGLY\",\"INCOMPLETE_DOCUMENTS\",\"REQUIREMENTS_NOT_MET\"]"),
                        "incompleteDocumentsText",
                        "No work book",
                        "filledInWronglyText",
                        "Wrong district",
                        "requirementsNotMetText",
                        "Level 4 needs three years"));

        assertThat(outcome(application)).isEqualTo(Application.Outcome.REFUSED);
        assertThat(applications.reasons(application))
                .containsExactlyInAnyOrder(
                        new RefusalReason("application.incomplete-documents", "cl. 8", "No work book"),
                        new RefusalReason("application.filled-in-wrongly", "cl. 8", "Wrong district"),
                        new RefusalReason("application.requirements-not-met", "cl. 8", "Level 4 needs three years"));
        nothingIsLeftRunning();
    }

    @Test
    void theHeadLearnsOnceThatTheCareerCentreIsLateAndTheCheckGoesOn() {
        var application = story.applies("person-01");
        assertThat(moments(stepTo("2026-09-15T23:59:50"), "careerCentreCheckOverdue"))
                .isEmpty();
        assertThat(told(CAREER_CENTRE + ".head")).isEmpty();
        assertThat(moments(stepTo("2026-09-25T09:00"), "careerCentreCheckOverdue"))
                .containsExactly("2026-09-16T00:00");

        assertThat(told(CAREER_CENTRE + ".head")).containsExactly("application.career-centre-check-overdue");
        assertThat(happened(application, "application.career-centre-check-overdue"))
                .isEqualTo("2026-09-16T00:00");
        story.careerCentreForwards(application);
        assertThat(story.openTasks(application)).containsExactly("answerApplication");
    }

    @Test
    void aTermThatBeginsOnAFridayEndsOnMonday() {
        stage.morningOf(LocalDate.of(2026, 9, 18));
        var application = story.applies("person-01");

        standsAt(application, "checkApplication", "2026-09-21T23:59:59", CAREER_CENTRE);
    }

    // cl. 9: to the recognition centre and its answer

    @Test
    void theHeadLearnsThatTheApplicationWasNotForwardedInTime() {
        holdBack("forwardToRecognitionCentre");
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        assertThat(moments(stepTo("2026-09-16T08:00"), "forwardingOverdue")).containsExactly("2026-09-16T00:00");
        assertThat(told(HEAD_OF_MOBILITY_CENTRE)).containsExactly("application.forwarding-overdue");

        letGo("forwardToRecognitionCentre");
        stage.settle();

        // The centre's time begins when the application arrives there.
        standsAt(application, "answerApplication", "2026-09-21T23:59:59", RECOGNITION_CENTRE);
    }

    @Test
    void aCentreThatDoesNotAnswerIsRemindedEveryThreeWorkingDaysAndNothingIsRefused() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);

        // 9 working days after Monday the 14th end with Friday the 25th; 19 and 20 September are a weekend.
        assertThat(moments(stepTo("2026-09-28T09:00"), "answerReminderDue"))
                .containsExactly("2026-09-18T00:00", "2026-09-23T00:00", "2026-09-26T00:00");

        assertThat(told(RECOGNITION_CENTRE))
                .containsExactly(
                        "application.answer-reminder",
                        "application.answer-reminder",
                        "application.answer-reminder",
                        "application.sent-to-recognition-centre");
        assertThat(told(RECOGNITION_CENTRE + ".head"))
                .containsExactly(
                        "application.answer-reminder", "application.answer-reminder", "application.answer-reminder");
        assertThat(reasons(application)).isEmpty();
        story.centreConfirms(application);
        assertThat(outcome(application)).isEqualTo(Application.Outcome.VOUCHER_ISSUED);
    }

    @Test
    void theApplicantOfASilentCentreLearnsWhatHeCanDoAndAnotherCentreAnswersForHim() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        stepTo("2026-09-23T09:00");
        assertThat(toldApplicant(application)).doesNotContain("application.silent-centre");
        stepTo("2026-10-20T09:00");
        assertThat(toldApplicant(application)).containsOnlyOnce("application.silent-centre");
        assertThat(happened(application, "application.silent-centre")).isEqualTo("2026-09-26T00:00");
        assertThat(told(HEAD_OF_MOBILITY_CENTRE)).containsExactly("application.silent-centre-of-applicant");
        assertThat(quota("KZ-75").reserved()).isEqualTo(1);

        asksAnother(application, "KZ-75", "C-003");

        standsAt(application, "answerApplication", "2026-10-23T23:59:59", "recognition-centre.C-003");
        assertThat(story.openTasks(application)).containsExactly("answerApplication");
        assertThat(told(RECOGNITION_CENTRE)).first().isEqualTo("application.another-centre-asked");
        assertThat(told("recognition-centre.C-003")).containsExactly("application.sent-to-recognition-centre");
        story.centreConfirms(application);
        var voucher = voucher(story.voucherOf(application));
        assertThat(voucher.recognitionCentre()).isEqualTo("C-003");
        assertThat(voucher.price()).isEqualTo(30_275);
        assertThat(voucher.issuedOn()).isEqualTo("2026-10-20");
    }

    @Test
    void aCentreWithoutAccreditationReadsThatItCannotConfirmAndDeclines() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        accredited("C-014", false);
        try {
            assertThatThrownBy(() -> story.centreConfirms(application))
                    .hasMessageContaining("C-014")
                    .hasMessageNotContaining("application.centre");
            assertThat(story.openTasks(application)).containsExactly("answerApplication");
            story.centreDeclines(application, "Our accreditation has ended");
        } finally {
            accredited("C-014", true);
        }

        assertThat(outcome(application)).isEqualTo(Application.Outcome.REFUSED);
        nothingIsLeftRunning();
    }

    private void accredited(String recognitionCentre, boolean accredited) {
        database.sql("update recognition_centre set accredited = ? where code = ?")
                .params(accredited, recognitionCentre)
                .update();
    }

    @Test
    void theRecognitionCentreSaysNoWithItsReason() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        story.centreDeclines(application, "No examiner for welders this autumn");

        assertThat(outcome(application)).isEqualTo(Application.Outcome.REFUSED);
        assertThat(applications.reasons(application))
                .containsExactly(new RefusalReason(
                        "application.centre-declined", "cl. 9", "No examiner for welders this autumn"));
        assertThat(quota("KZ-75").reserved()).isZero();
        assertThat(toldAis()).containsExactly("APPLICATION_FORWARDED " + application, "REFUSAL_FORMED " + application);
        assertThat(toldApplicant(application)).endsWith("application.refused");
        assertThat(vouchers.ofApplication(application)).isEmpty();
        nothingIsLeftRunning();
    }

    // cl. 8.2, 9.2: the refusal that does not go out

    @Test
    void theHeadLearnsThatTheCareerCentresRefusalHasNotGoneOutInTime() {
        var application = story.applies("person-01");
        holdBack("formRefusal");
        story.careerCentreRefuses(application, "REQUIREMENTS_NOT_MET", "Level 4 needs three years");
        assertThat(quota("KZ-75").reserved()).isZero();
        assertThat(moments(stepTo("2026-09-16T08:00"), "refusalOverdue")).containsExactly("2026-09-16T00:00");
        assertThat(told(HEAD_OF_MOBILITY_CENTRE)).containsExactly("application.refusal-overdue");
        assertThat(outcome(application)).isNull();

        letGo("formRefusal");
        stage.settle();

        assertThat(outcome(application)).isEqualTo(Application.Outcome.REFUSED);
        assertThat(ends("application", application))
                .containsExactlyInAnyOrder("checksMade", "refusalEscalated", "refusalSent", "applicationRefused");
        nothingIsLeftRunning();
    }

    @Test
    void theTermOfARefusalAfterTheCentresNoBeginsWithTheNo() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        stepTo("2026-09-17T10:00");
        holdBack("formRefusal");
        story.centreDeclines(application, "No examiner");

        assertThat(moments(stepTo("2026-09-21T08:00"), "refusalOverdue")).containsExactly("2026-09-19T00:00");
        assertThat(timeline.of(application, Language.EN))
                .filteredOn(entry -> entry.code().equals("application.refusal-overdue"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.clause()).isEqualTo("cl. 9"));
    }

    // cl. 8, 9: a refusal that is overturned

    @Test
    void aRefusalThatIsOverturnedGoesOnAtTheCareerCentreAndLeadsToTheVoucher() {
        var application = story.applies("person-01");
        story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", "No diploma");
        nothingIsLeftRunning();
        stepTo("2026-11-02T09:00");

        overturns(application, "KZ-75");
        standsAt(application, "checkApplication", "2026-11-03T23:59:59", CAREER_CENTRE);
        story.careerCentreForwards(application);
        story.centreConfirms(application);

        var voucher = voucher(story.voucherOf(application));
        assertThat(voucher.issuedOn()).isEqualTo("2026-11-02");
        assertThat(outcome(application)).isEqualTo(Application.Outcome.VOUCHER_ISSUED);
        assertThat(ends("application", application))
                .containsExactlyInAnyOrder(
                        "checksMade",
                        "refusalSent",
                        "applicationRefused",
                        "checksMade",
                        "forwarded",
                        "issued",
                        "voucherIssued");
    }

    // cl. 10.1: the issue

    @Test
    void theHeadLearnsThatTheVoucherWasNotIssuedInTimeAndItsDaysCountFromTheIssue() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        holdBack("issueVoucher");
        story.centreConfirms(application);
        assertThat(moments(stepTo("2026-09-16T08:00"), "issueOverdue")).containsExactly("2026-09-16T00:00");
        assertThat(told(HEAD_OF_MOBILITY_CENTRE)).containsExactly("application.issue-overdue");
        assertThat(vouchers.ofApplication(application)).isEmpty();

        letGo("issueVoucher");
        stage.settle();

        var voucher = voucher(story.voucherOf(application));
        assertThat(voucher.issuedOn()).isEqualTo("2026-09-16");
        assertThat(voucher.lastDay()).isEqualTo("2026-11-15");
        assertThat(ends("application", application)).contains("issueEscalated", "voucherIssued");
    }

    @Test
    void theVoucherIsIssuedAlthoughNobodyKnowsWhetherTheApplicantIsStillUnemployed() throws IOException {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        holdBack("recheckUnemployed");
        story.centreConfirms(application);
        LabourMarketAis.breaksDown();
        letGo("recheckUnemployed");
        stage.settle();

        var voucher = story.voucherOf(application);
        assertThat(outcome(application)).isEqualTo(Application.Outcome.VOUCHER_ISSUED);
        standsAt(application, "admitToExam", "2026-11-13T23:59:59", RECOGNITION_CENTRE);
        refused("application.not-withdrawable", () -> applicationProcess.withdraw(application));
        stepTo("2026-11-01T09:00");
        assertThat(timeline(application)).containsOnlyOnce("application.unemployed-at-issue-unknown");
        assertThat(told(HEAD_OF_MOBILITY_CENTRE)).isEmpty();
        story.centreAdmits(voucher);
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.USED);

        LabourMarketAis.worksAgain();
        administratorRetries();
        assertThat(timeline(application)).containsOnlyOnce("application.check-unemployed-at-issue");
        assertThat(ends("application", application)).contains("voucherIssued");
        assertThat(story.openTasks(application)).containsExactly("recordExam");
    }

    @Test
    void anAisThatIsDownForTwoMonthsTakesNoRightFromAnybodyAndHearsOfEverythingOnceAndInOrder() {
        var refused = story.applies("person-02");
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        holdBack("issueVoucher");
        story.centreConfirms(application);
        // It answers the last check and then nothing more.
        LabourMarketAis.breaksDown();
        letGo("issueVoucher");
        stage.settle();
        story.careerCentreRefuses(refused, "REQUIREMENTS_NOT_MET", "Level 4 needs three years");

        assertThat(outcome(refused)).isEqualTo(Application.Outcome.REFUSED);
        assertThat(ends("application", application)).containsExactlyInAnyOrder("checksMade", "forwarded", "issued");
        var voucher = story.voucherOf(application);
        stepTo("2026-09-16T10:00");
        var certificate = story.sendsCertificate(voucher, LocalDate.of(2026, 9, 15), LocalDate.of(2026, 9, 16));
        story.mobilityCentreAccepts(certificate);
        stage.deliver();
        stepTo("2026-11-15T10:00");
        stage.deliver();
        story.centreAdmits(voucher);
        assertThat(voucher(voucher).state()).isEqualTo(Voucher.State.USED);
        // The only question left, which holds nothing up (cl. 10.1).
        assertThat(incidents()).containsExactly("recheckUnemployed");
        assertThat(told(HEAD_OF_MOBILITY_CENTRE)).isEmpty();
        assertThat(LabourMarketAis.told()).isEmpty();

        LabourMarketAis.worksAgain();

        var told = toldAis();
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "REFUSAL_FORMED " + refused,
                        "APPLICATION_FORWARDED " + application,
                        "VOUCHER_ISSUED " + voucher + " 2026-11-13",
                        "SICK_LEAVE_RECEIVED " + voucher + " 2026-11-13",
                        "VOUCHER_EXTENDED " + voucher + " 2026-11-15",
                        "VOUCHER_USED " + voucher + " 2026-11-15");
        assertThat(told)
                .filteredOn(report -> !report.contains(refused))
                .as("in the order of the case")
                .containsExactly(
                        "APPLICATION_FORWARDED " + application,
                        "VOUCHER_ISSUED " + voucher + " 2026-11-13",
                        "SICK_LEAVE_RECEIVED " + voucher + " 2026-11-13",
                        "VOUCHER_EXTENDED " + voucher + " 2026-11-15",
                        "VOUCHER_USED " + voucher + " 2026-11-15");
        assertThat(toldAis()).as("each once").isEqualTo(told);
    }

    @Test
    void theAdministratorHearsAfterAWorkingDayThatReportsWaitOnceForEachOutage() {
        var application = story.applies("person-01");
        LabourMarketAis.breaksDown();
        story.careerCentreForwards(application);
        stage.deliver();
        stepTo("2026-09-15T23:59:50");
        stage.deliver();
        assertThat(told("camunda-admin")).isEmpty();

        stepTo("2026-09-16T00:00");
        stage.deliver();
        stepTo("2026-09-25T09:00");
        stage.deliver();
        assertThat(told("camunda-admin")).containsExactly("labour-market.reports-wait");

        LabourMarketAis.worksAgain();
        stage.deliver();
        LabourMarketAis.breaksDown();
        story.centreDeclines(application, "No examiner");
        stage.deliver();
        stepTo("2026-09-29T09:00");
        stage.deliver();
        assertThat(told("camunda-admin")).containsExactly("labour-market.reports-wait", "labour-market.reports-wait");
    }

    // withdrawal at any point before the issue

    static Stream<Arguments> pointsBeforeTheIssue() {
        return Stream.of(
                point("while the checks run", scene -> {}),
                point("at the career centre", scene -> scene.stage.settle()),
                point("on the way to the recognition centre", scene -> {
                    scene.holdBack("forwardToRecognitionCentre");
                    scene.stage.settle();
                    scene.story.careerCentreForwards(scene.theApplication());
                }),
                point("at the recognition centre", scene -> {
                    scene.stage.settle();
                    scene.story.careerCentreForwards(scene.theApplication());
                }),
                point("before the voucher is made", scene -> {
                    scene.holdBack("issueVoucher");
                    scene.stage.settle();
                    scene.story.careerCentreForwards(scene.theApplication());
                    scene.story.centreConfirms(scene.theApplication());
                }),
                point("while the refusal is formed", scene -> {
                    scene.holdBack("formRefusal");
                    scene.stage.settle();
                    scene.story.careerCentreRefuses(scene.theApplication(), "FILLED_IN_WRONGLY", "Wrong district");
                }));
    }

    private static Arguments point(String words, Consumer<ApplicationDiagramTest> goThere) {
        return Arguments.of(words, goThere);
    }

    private String theApplication() {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey("application")
                .singleResult()
                .getBusinessKey();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pointsBeforeTheIssue")
    void whoWithdrawsBeforeTheIssueGivesHisVoucherBackAndMayApplyAgain(
            String words, Consumer<ApplicationDiagramTest> goThere) {
        var application = story.submits("person-01", form -> {});
        goThere.accept(this);
        applicationProcess.withdraw(application);
        stage.settle();

        assertThat(outcome(application)).isEqualTo(Application.Outcome.WITHDRAWN);
        assertThat(quota("KZ-75").reserved()).isZero();
        assertThat(quota("KZ-75").consumed()).isZero();
        assertThat(timeline(application)).endsWith("application.withdrawn");
        assertThat(toldApplicant(application)).endsWith("application.withdrawn");
        assertThat(ends("application", application)).contains("applicationWithdrawn");
        nothingIsLeftRunning();
        nothingIsHeldBackAnyMore();
        assertThat(story.openTasks(story.applies("person-01"))).containsExactly("checkApplication");
    }

    @Test
    void theRecognitionCentreLearnsOfAWithdrawalOnlyWhenItHadTheApplication() {
        var early = story.applies("person-01");
        voucherWithdrawal.withdrawWhatThereIs(early);
        assertThat(told(RECOGNITION_CENTRE)).isEmpty();

        var late = story.applies("person-02");
        story.careerCentreForwards(late);
        voucherWithdrawal.withdrawWhatThereIs(late);
        assertThat(told(RECOGNITION_CENTRE))
                .containsExactly("application.withdrawn-by-applicant", "application.sent-to-recognition-centre");
    }

    @Test
    void anApplicationThatHasEndedCannotBeWithdrawn() {
        var refused = story.applies("person-19");
        refused("application.not-withdrawable", () -> applicationProcess.withdraw(refused));
        assertThat(outcome(refused)).isEqualTo(Application.Outcome.REFUSED);

        var issued = vouchers.get(story.receivesVoucher("person-01")).application();
        refused("application.not-withdrawable", () -> applicationProcess.withdraw(issued));
        assertThat(outcome(issued)).isEqualTo(Application.Outcome.VOUCHER_ISSUED);
    }

    @Test
    void noHeadIsToldOfAnApplicationThatIsInTime() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        story.centreConfirms(application);
        stepTo("2026-09-30T09:00");

        assertThat(List.of(CAREER_CENTRE + ".head", HEAD_OF_MOBILITY_CENTRE, RECOGNITION_CENTRE + ".head"))
                .allSatisfy(head -> assertThat(told(head)).isEmpty());
    }
}
