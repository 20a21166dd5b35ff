package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import kz.bilik.application.Appeal.Overturned;
import kz.bilik.application.Application;
import kz.bilik.application.ApplicationStatus;
import kz.bilik.application.RefusalReason;
import kz.bilik.distribution.QuotaLedger;
import kz.bilik.distribution.Quotas;
import kz.bilik.document.Documents;
import kz.bilik.document.Enclosure;
import kz.bilik.language.Language;
import kz.bilik.notice.Notices;
import kz.bilik.problem.Problem;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.ProcedureTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;

/** A decision on appeal overturns a refusal (cl. 8, 9). Every scene begins on Monday 14 September 2026. */
@ProcedureTest
class AppealTest extends Scene {

    private static final String CAREER_CENTRE = "career-centre.KZ-75-03";
    private static final String RECOGNITION_CENTRE = "recognition-centre.C-014";

    @Autowired
    ApplicationStatus status;

    @Autowired
    QuotaLedger ledger;

    @Autowired
    Documents documents;

    // what goes on, and from where

    @Test
    void theApplicationGoesOnWithItsDateOfReceiptAlsoAfterTheClosingDay() {
        var application = refused("person-01");
        var receivedAt = applications.get(application).receivedAt();
        stepTo("2026-11-02T09:00");

        overturns(application, "KZ-75");

        standsAt(application, "checkApplication", "2026-11-03T23:59:59", CAREER_CENTRE);
        assertThat(applications.get(application).receivedAt()).isEqualTo(receivedAt);
        assertThat(outcome(application)).isNull();
        assertThat(status.stage(application)).isEqualTo(ApplicationStatus.Stage.CAREER_CENTRE);
        assertThat(reasons(application)).isEmpty();
        assertThat(applications.overturnedReasons(application))
                .containsExactly(new RefusalReason("application.incomplete-documents", "cl. 8", "No diploma"));
        assertThat(quota("KZ-75").reserved()).isEqualTo(1);
        assertThat(appeal.of(application))
                .extracting(Overturned::number, Overturned::decidedOn, Overturned::reason, Overturned::officer)
                .containsExactly(
                        tuple("17-K", LocalDate.of(2026, 11, 2), "The diploma was enclosed", "head-mobility-KZ-75"));
        assertThat(documents.of(application)).last().satisfies(copy -> {
            assertThat(copy.kind()).isEqualTo("APPEAL_DECISION");
            assertThat(copy.fileName()).isEqualTo("decision.pdf");
            assertThat(copy.contentType()).isEqualTo("application/pdf");
        });
        assertThat(timeline(application))
                .containsSubsequence(
                        "application.refused", "application.reopened", "application.voucher-reserved-on-appeal");
        assertThat(happened(application, "application.reopened")).isEqualTo("2026-11-02T09:00");
        assertThat(notices.toApplicant(application, Language.EN))
                .last()
                .extracting(Notices.Notice::text)
                .isEqualTo("Decision 17-K of 02.11.2026 overturned the refusal of your application " + application
                        + ". It goes on with its date of receipt, 14.09.2026.");
        assertThat(told(CAREER_CENTRE)).containsExactly("application.reopened-for-check");
    }

    @Test
    void theGroundThatTheDecisionOverturnedIsNotCheckedAgain() throws IOException {
        var notUnemployed = story.applies("person-19");
        var elsewhere = story.applies("person-20");
        overturns(notUnemployed, "KZ-75");
        overturns(elsewhere, "KZ-75");

        assertThat(story.openTasks(notUnemployed)).containsExactly("checkApplication");
        // The AIS says of both what it said before.
        assertThat(story.openTasks(elsewhere)).containsExactly("checkApplication");
        assertThat(incidents()).isEmpty();
    }

    @Test
    void aVoucherThatWasReceivedElsewhereMeanwhileIsFoundAndThatGroundCanBeOverturnedToo() throws IOException {
        for (var application : new String[] {refused("person-01"), story.applies("person-19")}) {
            LabourMarketAis.hasVoucherElsewhere("person-01", 2026);
            LabourMarketAis.hasVoucherElsewhere("person-19", 2026);
            stepTo(stage.today().plusDays(1) + "T09:00");
            overturns(application, "KZ-75");

            assertThat(outcome(application)).isEqualTo(Application.Outcome.REFUSED);
            assertThat(reasons(application)).isEqualTo(Map.of("application.voucher-received-this-year", "cl. 3.3"));
            assertThat(quota("KZ-75").reserved()).isZero();

            overturns(application, "KZ-75");
            assertThat(story.openTasks(application)).containsExactly("checkApplication");
            assertThat(quota("KZ-75").reserved()).isEqualTo(1);
            applicationProcess.withdraw(application);
            stage.settle();
        }
    }

    @Test
    void theAisIsToldThatARefusalIsOverturnedBeforeItHearsOfTheNextOneAndNobodyWaitsForIt() {
        var application = refused("person-01");
        stepTo("2026-09-15T09:00");
        LabourMarketAis.breaksDown();
        stage.deliver();
        LabourMarketAis.worksAgain();
        overturns(application, "KZ-75");
        LabourMarketAis.breaksDown();
        assertThat(story.openTasks(application)).containsExactly("checkApplication");
        story.careerCentreRefuses(application, "REQUIREMENTS_NOT_MET", "Level 4 needs three years");
        assertThat(outcome(application)).isEqualTo(Application.Outcome.REFUSED);
        stage.deliver();
        LabourMarketAis.worksAgain();
        stepTo("2026-09-16T09:00");
        overturns(application, "KZ-75");

        assertThat(toldAis())
                .containsExactly(
                        "REFUSAL_FORMED " + application,
                        "REFUSAL_OVERTURNED " + application,
                        "REFUSAL_FORMED " + application,
                        "REFUSAL_OVERTURNED " + application);
    }

    @Test
    void whoWithdrawsAtOnceAfterTheAppealIsToldToTheAisAsOverturnedAndWithdrawn() {
        var application = refused("person-01");
        stepTo("2026-09-15T09:00");
        overturns(application, "KZ-75");
        applicationProcess.withdraw(application);
        stage.settle();

        assertThat(toldAis())
                .containsExactly(
                        "REFUSAL_FORMED " + application,
                        "REFUSAL_OVERTURNED " + application,
                        "APPLICATION_WITHDRAWN " + application);
    }

    @Test
    void theCareerCentreMayFindAnotherGroundAndThatRefusalIsSentAndCanBeOverturnedToo() {
        var application = refused("person-01");
        stepTo("2026-09-15T09:00");
        overturns(application, "KZ-75");
        stepTo("2026-09-16T09:00");
        story.careerCentreRefuses(application, "REQUIREMENTS_NOT_MET", "Level 4 needs three years");

        assertThat(outcome(application)).isEqualTo(Application.Outcome.REFUSED);
        assertThat(reasons(application)).isEqualTo(Map.of("application.requirements-not-met", "cl. 8"));
        assertThat(toldApplicant(application))
                .containsExactly(
                        "application.received", "application.refused", "application.reopened", "application.refused");
        assertThat(quota("KZ-75").reserved()).isZero();
        nothingIsLeftRunning();

        stepTo("2026-09-17T09:00");
        overturns(application, "KZ-75");
        assertThat(story.openTasks(application)).containsExactly("checkApplication");
        assertThat(appeal.of(application)).hasSize(2);
        assertThat(told(CAREER_CENTRE))
                .containsExactly("application.reopened-for-check", "application.reopened-for-check");
    }

    @Test
    void theRecognitionCentreWhoseNoWasOverturnedIsAskedAgainAndSeesTheCaseFromThenOn() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        story.centreDeclines(application, "No examiner");
        stepTo("2026-09-15T09:00");

        overturns(application, "KZ-75");
        assertThat(timeline.of(application, Language.EN))
                .filteredOn(entry -> entry.code().equals("application.reopened"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.clause()).isEqualTo("cl. 9"));
        assertThat(status.sentToRecognitionCentre(application)).isFalse();
        story.careerCentreForwards(application);
        standsAt(application, "answerApplication", "2026-09-18T23:59:59", RECOGNITION_CENTRE);
        assertThat(status.sentToRecognitionCentre(application)).isTrue();
        assertThat(told(RECOGNITION_CENTRE))
                .containsExactly("application.sent-to-recognition-centre", "application.sent-to-recognition-centre");
        story.centreConfirms(application);
        assertThat(outcome(application)).isEqualTo(Application.Outcome.VOUCHER_ISSUED);
    }

    @Test
    void aHeadWhoWasToldOfADelayIsToldOfTheNextOneAfterTheAppeal() {
        var application = story.applies("person-01");
        stepTo("2026-09-16T09:00");
        story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", "No diploma");
        overturns(application, "KZ-75");

        assertThat(moments(stepTo("2026-09-18T09:00"), "careerCentreCheckOverdue"))
                .containsExactly("2026-09-18T00:00");
        assertThat(told(CAREER_CENTRE + ".head"))
                .containsExactly("application.career-centre-check-overdue", "application.career-centre-check-overdue");
    }

    @Test
    void aReopenedApplicationCanBeWithdrawnAndLeavesNothingBehind() {
        var application = refused("person-01");
        overturns(application, "KZ-75");
        applicationProcess.withdraw(application);
        stage.settle();

        assertThat(outcome(application)).isEqualTo(Application.Outcome.WITHDRAWN);
        assertThat(quota("KZ-75").reserved()).isZero();
        nothingIsLeftRunning();
        assertThat(story.openTasks(story.applies("person-01"))).containsExactly("checkApplication");
    }

    // the quota

    @Test
    void aQuotaThatIsUsedUpIsOverriddenByARecordedEntry() {
        var free = quota("KZ-35").free();
        for (int i = 0; i < free; i++) {
            quotas.reserve("KZ-35", 2026, "A-other-" + i, "cl. 3");
        }
        var application = story.applies("person-16");
        assertThat(reasons(application)).isEqualTo(Map.of("application.no-voucher-left", "cl. 3.3"));

        overturns(application, "KZ-35");

        assertThat(story.openTasks(application)).containsExactly("checkApplication");
        assertThat(timeline(application)).endsWith("application.quota-overridden");
        assertThat(ledger.newest("KZ-35", 2026, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.kind()).isEqualTo(QuotaLedger.Kind.OVERRIDDEN);
            assertThat(entry.application()).isEqualTo(application);
            assertThat(entry.clause()).isEqualTo("appeal");
        });
        assertThat(quota("KZ-35").reserved()).isEqualTo(free + 1);
        assertThat(quota("KZ-35").free()).isZero();
        assertThat(ledger.balance(2026)).contains(quota("KZ-35"));

        applicationProcess.withdraw(application);
        stage.settle();
        assertThat(quota("KZ-35").reserved()).isEqualTo(free);
        assertThat(ledger.balance(2026)).contains(quota("KZ-35"));
        assertThat(quotas.reserve("KZ-35", 2026, "A-next", "cl. 3")).isEqualTo(Quotas.Reservation.NONE_LEFT);
    }

    // what is refused

    @ParameterizedTest
    @ValueSource(
            strings = {"mobility-KZ-75", "head-mobility-KZ-71", "head-career-KZ-75-03", "head-authorised", "auditor"})
    void onlyTheHeadOfTheMobilityCentreOfTheRegionEntersADecision(String stranger) {
        var application = refused("person-01");

        refused(
                "application.not-head-of-mobility-centre",
                () -> as(
                        stranger,
                        () -> appeal.overturn(
                                application, "17-K", stage.today(), "Because", decision("decision.pdf"))));
        refused(
                "application.not-head-of-mobility-centre",
                () -> appeal.overturn(application, "17-K", stage.today(), "Because", decision("decision.pdf")));
        staysRefused(application);
    }

    @Test
    void onlyARefusalCanBeOverturned() {
        var open = story.applies("person-01");
        refused("application.not-refused", () -> overturns(open, "KZ-75"));
        applicationProcess.withdraw(open);
        refused("application.not-refused", () -> overturns(open, "KZ-75"));
        var issued = vouchers.get(story.receivesVoucher("person-02")).application();
        refused("application.not-refused", () -> overturns(issued, "KZ-75"));
        var reopened = refused("person-03");
        overturns(reopened, "KZ-75");
        refused("application.not-refused", () -> overturns(reopened, "KZ-75"));
        assertThat(appeal.of(reopened)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "' ',  2026-09-15, Enclosed, decision.pdf, decision,  application.decision-number",
        "17-K, ,           Enclosed, decision.pdf, decidedOn, application.decision-day",
        "17-K, 2026-09-13, Enclosed, decision.pdf, decidedOn, application.decision-day",
        "17-K, 2026-09-16, Enclosed, decision.pdf, decidedOn, application.decision-day",
        "17-K, 2026-09-15, ' ',      decision.pdf, reason,    application.appeal-reason",
        "17-K, 2026-09-15, Enclosed, decision.png, copy,      application.file-type",
        "17-K, 2026-09-15, Enclosed, decision.doc, copy,      application.file-type",
        "17-K, 2026-09-15, Enclosed, a/b.pdf,      copy,      application.file-name",
        "17-K, 2026-09-15, Enclosed, ,             copy,      application.decision-copy"
    })
    void aDecisionNeedsItsNumberItsDateAReasonAndACopy(
            String number, LocalDate day, String reason, String file, String field, String code) {
        var application = refused("person-01");
        stepTo("2026-09-15T09:00");

        assertThatThrownBy(() -> as(
                        "head-mobility-KZ-75",
                        () -> appeal.overturn(application, number, day, reason, file == null ? null : decision(file))))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("application.appeal-incomplete");
                    assertThat(problem.fields())
                            .extracting(Problem.Field::path, Problem.Field::code)
                            .containsExactly(tuple(field, code));
                });
        staysRefused(application);
    }

    @Test
    void whatIsTooLongOrTooLargeIsNamed() {
        var application = refused("person-01");
        var large = new Enclosure("decision.pdf", 10L * 1024 * 1024 + 1, new ByteArrayResource(new byte[0]));

        assertThatThrownBy(() -> as(
                        "head-mobility-KZ-75",
                        () -> appeal.overturn(application, "1".repeat(101), stage.today(), "x".repeat(1001), large)))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.fields())
                        .extracting(Problem.Field::path, Problem.Field::code)
                        .containsExactly(
                                tuple("decision", "application.field-too-long"),
                                tuple("reason", "application.field-too-long"),
                                tuple("copy", "application.file-too-large")));
        staysRefused(application);
    }

    @Test
    void whoHasAnotherOpenApplicationKeepsThatOne() {
        var application = refused("person-01");
        var second = story.applies("person-01");

        assertThatThrownBy(() -> overturns(application, "KZ-75")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo("application.another-is-open");
            assertThat(problem.arguments()).containsExactly(second);
        });
        assertThat(outcome(application)).isEqualTo(Application.Outcome.REFUSED);
        assertThat(appeal.of(application)).isEmpty();
        assertThat(story.openTasks(application)).isEmpty();
        assertThat(story.openTasks(second)).containsExactly("checkApplication");
    }

    @Test
    void whoReceivedAVoucherOfTheYearInTheMeantimeGetsNoSecondOne() {
        var application = refused("person-01");
        story.receivesVoucher("person-01");

        refused("application.voucher-meanwhile", () -> overturns(application, "KZ-75"));
        assertThat(outcome(application)).isEqualTo(Application.Outcome.REFUSED);
        assertThat(appeal.of(application)).isEmpty();
        assertThat(story.openTasks(application)).isEmpty();
        assertThat(quota("KZ-75").reserved()).isZero();
    }

    private String refused(String person) {
        var application = story.applies(person);
        story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", "No diploma");
        return application;
    }

    private void staysRefused(String application) {
        assertThat(outcome(application)).isEqualTo(Application.Outcome.REFUSED);
        assertThat(reasons(application)).isNotEmpty();
        assertThat(appeal.of(application)).isEmpty();
        assertThat(documents.of(application)).noneMatch(file -> file.kind().equals("APPEAL_DECISION"));
        assertThat(timeline(application)).endsWith("application.refused");
        nothingIsLeftRunning();
    }
}
