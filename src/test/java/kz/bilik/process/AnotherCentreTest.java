package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Set;
import kz.bilik.application.AnotherRecognitionCentre.Change;
import kz.bilik.application.Application;
import kz.bilik.casefile.CaseReaders;
import kz.bilik.document.Documents;
import kz.bilik.language.Language;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Officer;
import kz.bilik.problem.Problem;
import kz.bilik.support.ProcedureTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A recognition centre is silent, and the mobility centre asks another one of the applicant's choice (cl. 9). */
@ProcedureTest
class AnotherCentreTest extends Scene {

    private static final Officer OLD_CENTRE = new Officer("centre-C-014", Set.of("recognition-centre.C-014"));
    private static final Officer NEW_CENTRE = new Officer("centre-C-021", Set.of("recognition-centre.C-021"));

    @Autowired
    CaseReaders readers;

    @Autowired
    Documents documents;

    @Test
    void theTaskItsTermThePriceAndTheRightToReadGoToTheNewCentre() {
        var application = awaited();
        var old = story.openTask(application, "answerApplication").getId();
        stepTo("2026-10-20T09:00");
        assertThat(reads(OLD_CENTRE, application)).isTrue();
        holdBack("forwardToRecognitionCentre");

        asksAnother(application, "KZ-75", "C-021");
        assertThat(reads(OLD_CENTRE, application)).isFalse();
        assertThat(reads(NEW_CENTRE, application))
                .as("before it was sent there")
                .isFalse();
        // The term of cl. 9 begins with this arrival at the mobility centre.
        assertThat(moments(stepTo("2026-10-22T08:00"), "forwardingOverdue")).containsExactly("2026-10-22T00:00");
        letGo("forwardToRecognitionCentre");
        stage.settle();

        assertThat(reads(NEW_CENTRE, application)).isTrue();
        assertThat(tasks.createTaskQuery().taskId(old).count()).isZero();
        assertThat(seenBy("centre-C-014")).isEmpty();
        assertThat(seenBy("centre-C-021")).hasSize(1);
        assertThat(shown("centre-C-021", application, "answerApplication")
                        .values()
                        .toString())
                .contains("28\u00a0000")
                .doesNotContain("38\u00a0000");
        assertThat(anotherCentre.of(application))
                .extracting(Change::from, Change::to, Change::reason, Change::officer)
                .containsExactly(tuple("C-014", "C-021", "No answer since Monday", "head-mobility-KZ-75"));
        assertThat(documents.of(application)).last().satisfies(copy -> assertThat(copy.kind())
                .isEqualTo("CENTRE_REQUEST"));
        assertThat(notices.toApplicant(application, Language.EN))
                .extracting(Notices.Notice::text)
                .anySatisfy(text -> assertThat(text).contains("now goes to another centre", "28 000 tenge"));
        assertThat(toldApplicant(application)).endsWith("application.with-recognition-centre");
    }

    @Test
    void theNewCentreIsRemindedAndItsSilenceIsToldTooAndTheFirstOneMayBeAskedAgain() {
        var application = awaited();
        stepTo("2026-09-28T09:00");
        asksAnother(application, "KZ-75", "C-021");
        stepTo("2026-10-13T09:00");
        assertThat(toldApplicant(application).stream().filter("application.silent-centre"::equals))
                .hasSize(2);

        asksAnother(application, "KZ-75", "C-014");
        assertThat(told("recognition-centre.C-014").stream().filter("application.sent-to-recognition-centre"::equals))
                .hasSize(2);
        story.centreDeclines(application, "No examiner");
        assertThat(outcome(application)).isEqualTo(Application.Outcome.REFUSED);
        nothingIsLeftRunning();
    }

    @Test
    void theApplicantMayWithdrawFromTheNewCentreAsFromTheOld() {
        var application = awaited();
        asksAnother(application, "KZ-75", "C-021");
        applicationProcess.withdraw(application);
        stage.settle();
        assertThat(outcome(application)).isEqualTo(Application.Outcome.WITHDRAWN);
        assertThat(quota("KZ-75").reserved()).isZero();
        nothingIsLeftRunning();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mobility-KZ-75",
                "head-mobility-KZ-71",
                "head-career-KZ-75-03",
                "centre-C-014",
                "auditor",
                "admin"
            })
    void onlyTheHeadOfTheMobilityCentreOfTheRegionAsksAnother(String stranger) {
        var application = awaited();
        refused(
                "application.not-head-of-mobility-centre",
                () -> as(stranger, () -> anotherCentre.ask(application, "C-021", "Because", decision("request.pdf"))));
        nothingHasChanged(application);
    }

    @Test
    void anotherCentreIsAskedOnlyWhileTheAnswerIsAwaited() {
        var checked = story.applies("person-01");
        refused("application.not-awaiting-answer", () -> asksAnother(checked, "KZ-75", "C-021"));
        var issued = vouchers.get(story.receivesVoucher("person-02")).application();
        refused("application.not-awaiting-answer", () -> asksAnother(issued, "KZ-75", "C-021"));
        assertThat(anotherCentre.others(applications.get(checked))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "C-999, Silent, request.pdf, recognitionCentre, application.unknown-recognition-centre",
        "C-014, Silent, request.pdf, recognitionCentre, application.centre-asked-already",
        "C-018, Silent, request.pdf, recognitionCentre, application.centre-does-not-examine",
        "C-021, ' ',    request.pdf, reason,            application.another-centre-reason",
        "C-021, Silent, request.doc, copy,              application.file-type",
        "C-021, Silent, ,            copy,              application.request-copy"
    })
    void anotherCentreNeedsItsCodeAReasonAndACopyOfTheRequest(
            String centre, String reason, String file, String field, String code) {
        var application = awaited();
        assertThatThrownBy(() -> as(
                        "head-mobility-KZ-75",
                        () -> anotherCentre.ask(application, centre, reason, file == null ? null : decision(file))))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("application.another-centre-incomplete");
                    assertThat(problem.fields())
                            .extracting(Problem.Field::path, Problem.Field::code)
                            .containsExactly(tuple(field, code));
                });
        nothingHasChanged(application);
    }

    @Test
    void aCentreWithoutAccreditationIsNotOfferedAndNotAsked() {
        var application = awaited();
        database.sql("update recognition_centre set accredited = false where code = 'C-021'")
                .update();
        try {
            assertThat(anotherCentre.others(applications.get(application)))
                    .extracting(offer -> offer.recognitionCentre())
                    .contains("C-003")
                    .doesNotContain("C-014", "C-021");
            assertThatThrownBy(() -> asksAnother(application, "KZ-75", "C-021"))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.fields())
                            .extracting(Problem.Field::code)
                            .containsExactly("application.centre-without-accreditation"));
        } finally {
            database.sql("update recognition_centre set accredited = true where code = 'C-021'")
                    .update();
        }
    }

    private String awaited() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        return application;
    }

    private boolean reads(Officer officer, String application) {
        return readers.mayRead(officer, applications.get(application));
    }

    private void nothingHasChanged(String application) {
        assertThat(applications.get(application).recognitionCentre()).isEqualTo("C-014");
        assertThat(anotherCentre.of(application)).isEmpty();
        assertThat(story.openTasks(application)).containsExactly("answerApplication");
    }
}
