package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import kz.bilik.application.Application;
import kz.bilik.application.CareerCentreHandover;
import kz.bilik.application.CareerCentreHandover.Handover;
import kz.bilik.casefile.CaseAccess;
import kz.bilik.language.Language;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The mobility centre hands an application to another career centre (cl. 8.1). */
@ProcedureTest
class RoutingTest extends Scene {

    private static final String OLD = "career-centre.KZ-75-03";
    private static final String NEW = "career-centre.KZ-75-01";

    @Autowired
    CareerCentreHandover handovers;

    @Autowired
    AuthorizationService authorizations;

    @Test
    void theMobilityCentreHandsAnApplicationToAnotherCareerCentreOfItsRegion() {
        var application = story.applies("person-01");
        var before = story.openTask(application, "checkApplication").getId();
        tasks.claim(before, "career-KZ-75-03");

        handsOver("mobility-KZ-75", application, "KZ-75-01", "He moved to Almaly district");

        standsAt(application, "checkApplication", "2026-09-15T23:59:59", NEW);
        var task = story.openTask(application, "checkApplication");
        assertThat(task.getAssignee()).isNull();
        assertThat(applications.get(application).careerCentre()).isEqualTo("KZ-75-01");
        assertThat(runtime.getVariable(task.getProcessInstanceId(), "careerCentre"))
                .isEqualTo("KZ-75-01");
        assertThat(handovers.of(application))
                .extracting(Handover::from, Handover::to, Handover::reason, Handover::officer)
                .containsExactly(tuple("KZ-75-03", "KZ-75-01", "He moved to Almaly district", "mobility-KZ-75"));
        assertThat(timeline.of(application, Language.EN)).last().satisfies(entry -> {
            assertThat(entry.clause()).isEqualTo("cl. 8");
            assertThat(entry.text())
                    .contains("Career Centre of Medeu District of Almaty City → "
                            + "Career Centre of Almaly District of Almaty City");
        });
        assertThat(notices.to(Place.of(OLD).orElseThrow(), Language.EN))
                .extracting(Notices.Notice::text)
                .containsExactly(
                        "Application " + application + " was handed to another career centre (Career Centre of"
                                + " Almaly District of Almaty City) and is no longer with you. Reason: He moved to Almaly district");
        assertThat(notices.to(Place.of(NEW).orElseThrow(), Language.EN))
                .extracting(Notices.Notice::code)
                .containsExactly("application.handed-over");

        story.careerCentreForwards(application);
        assertThat(story.openTasks(application)).containsExactly("answerApplication");
    }

    @Test
    void theCaseAndItsTaskAreTheNewCentresAndNoLongerTheOldOnes() {
        var application = story.applies("person-01");
        var before = story.openTask(application, "checkApplication").getId();

        handsOver("head-mobility-KZ-75", application, "KZ-75-01", "Too many applications");

        assertThat(reads("career-KZ-75-03", application)).isFalse();
        assertThat(reads("career-KZ-75-01", application)).isTrue();
        assertThat(reads("mobility-KZ-75", application)).isTrue();
        assertThat(seenBy("career-KZ-75-03")).isEmpty();
        var task = story.openTask(application, "checkApplication").getId();
        assertThat(seenBy("career-KZ-75-01")).extracting(Task::getId).containsExactly(task);
        assertThat(rights(before)).isEmpty();
        assertThat(rights(task)).containsExactly(NEW);
        signIn("career-KZ-75-03");
        assertThatThrownBy(() -> tasks.complete(task, Map.of("decision", "forward")))
                .isInstanceOf(AuthorizationException.class);
        identity.clearAuthentication();

        signIn("career-KZ-75-01");
        tasks.claim(task, "career-KZ-75-01");
        tasks.complete(task, Map.of("decision", "forward"));
        identity.clearAuthentication();
        stage.settle();
        assertThat(story.openTasks(application)).containsExactly("answerApplication");
    }

    private boolean reads(String officer, String application) {
        var place = applications.get(application);
        return CaseAccess.of(
                        new Officer(officer, groups(officer)),
                        new CaseAccess.Bodies(place.region(), place.careerCentre(), null))
                .isPresent();
    }

    /** The groups that have rights on that task. */
    private List<String> rights(String task) {
        return authorizations.createAuthorizationQuery().resourceType(Resources.TASK).resourceId(task).list().stream()
                .map(right -> right.getGroupId())
                .toList();
    }

    // the term of the new centre

    @Test
    void aCentreThatGetsALateApplicationHasATermOfItsOwn() {
        var application = story.applies("person-01");
        stepTo("2026-09-16T10:00");
        assertThat(told(OLD + ".head")).containsExactly("application.career-centre-check-overdue");

        handsOver("mobility-KZ-75", application, "KZ-75-01", "The check is late");

        standsAt(application, "checkApplication", "2026-09-17T23:59:59", NEW);
        assertThat(moments(stepTo("2026-09-18T08:00"), "careerCentreCheckOverdue"))
                .containsExactly("2026-09-18T00:00");
        assertThat(told(NEW + ".head")).containsExactly("application.career-centre-check-overdue");

        // Who gets it back has another term, and his head learns when that one has passed too.
        handsOver("mobility-KZ-75", application, "KZ-75-03", "It does not belong to Almaly district");
        standsAt(application, "checkApplication", "2026-09-21T23:59:59", OLD);
        assertThat(moments(stepTo("2026-09-22T08:00"), "careerCentreCheckOverdue"))
                .containsExactly("2026-09-22T00:00");
        assertThat(told(OLD + ".head"))
                .containsExactly("application.career-centre-check-overdue", "application.career-centre-check-overdue");
        assertThat(told(OLD)).containsExactly("application.handed-over", "application.handed-away");

        handsOver("mobility-KZ-75", application, "KZ-75-01", "It does after all");
        assertThat(told(OLD))
                .containsExactly("application.handed-away", "application.handed-over", "application.handed-away");
        assertThat(told(NEW))
                .containsExactly("application.handed-over", "application.handed-away", "application.handed-over");
    }

    @Test
    void noHeadIsToldOfATermThatEndedWithTheHandOver() {
        var application = story.applies("person-01");
        stepTo("2026-09-15T16:00");
        handsOver("mobility-KZ-75", application, "KZ-75-01", "He moved");
        assertThat(moments(stepTo("2026-09-16T23:59:50"), "careerCentreCheckOverdue"))
                .isEmpty();
        story.careerCentreForwards(application);
        stepTo("2026-09-18T09:00");

        assertThat(told(OLD + ".head")).isEmpty();
        assertThat(told(NEW + ".head")).isEmpty();
    }

    @Test
    void anApplicationThatWasHandedOverCanBeWithdrawnAndRefused() {
        var withdrawn = story.applies("person-01");
        handsOver("mobility-KZ-75", withdrawn, "KZ-75-01", "He moved");
        applicationProcess.withdraw(withdrawn);
        stage.settle();
        assertThat(outcome(withdrawn)).isEqualTo(Application.Outcome.WITHDRAWN);

        var refused = story.applies("person-02");
        handsOver("mobility-KZ-75", refused, "KZ-75-02", "She moved");
        story.careerCentreRefuses(refused, "FILLED_IN_WRONGLY", "Wrong district");
        assertThat(outcome(refused)).isEqualTo(Application.Outcome.REFUSED);
        nothingIsLeftRunning();
    }

    // what is refused

    @ParameterizedTest
    @ValueSource(strings = {"career-KZ-75-03", "head-career-KZ-75-03", "mobility-KZ-71", "centre-C-014", "auditor"})
    void nobodyElseHandsAnApplicationOver(String stranger) {
        var application = story.applies("person-01");

        refused("application.not-mobility-centre", () -> handsOver(stranger, application, "KZ-75-01", "Because"));
        refused("application.not-mobility-centre", () -> handovers.handOver(application, "KZ-75-01", "Because"));
        stillWithTheFirst(application);
    }

    @ParameterizedTest
    @CsvSource({
        "KZ-75-03, He moved, careerCentre, application.has-it-already",
        "KZ-71-01, He moved, careerCentre, application.district-elsewhere",
        "KZ-75-99, He moved, careerCentre, application.unknown-career-centre",
        "'',       He moved, careerCentre, application.unknown-career-centre",
        "KZ-75-01, ' ',      reason,       application.handover-reason"
    })
    void aHandOverNeedsAnotherCentreOfTheRegionAndAReason(String centre, String reason, String field, String code) {
        var application = story.applies("person-01");

        assertThatThrownBy(() -> handsOver("mobility-KZ-75", application, centre, reason))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("application.handover-incomplete");
                    assertThat(problem.fields())
                            .extracting(Problem.Field::path, Problem.Field::code)
                            .containsExactly(tuple(field, code));
                });
        stillWithTheFirst(application);
    }

    @Test
    void aReasonHasItsBounds() {
        var application = story.applies("person-01");

        refused(
                "application.handover-incomplete",
                () -> handsOver("mobility-KZ-75", application, "KZ-75-01", "x".repeat(1001)));
        stillWithTheFirst(application);
        handsOver("mobility-KZ-75", application, "KZ-75-01", "x".repeat(1000));
        assertThat(handovers.of(application)).hasSize(1);
    }

    @Test
    void onlyAnApplicationThatIsBeingCheckedCanBeHandedOver() {
        var early = story.submits("person-01", form -> {});
        refused(
                "application.not-being-checked",
                () -> handsOver("mobility-KZ-75", early, "KZ-75-01", "Before the automatic checks"));
        stage.settle();
        stillWithTheFirst(early);

        story.careerCentreForwards(early);
        refused(
                "application.not-being-checked",
                () -> handsOver("mobility-KZ-75", early, "KZ-75-01", "After the check"));
        assertThat(applications.get(early).careerCentre()).isEqualTo("KZ-75-03");
        assertThat(handovers.of(early)).isEmpty();

        var closed = story.applies("person-19");
        refused(
                "application.not-being-checked",
                () -> handsOver("mobility-KZ-75", closed, "KZ-75-01", "After the refusal"));
        assertThat(timeline(closed)).doesNotContain("application.handed-over");
    }

    private void stillWithTheFirst(String application) {
        standsAt(application, "checkApplication", "2026-09-15T23:59:59", OLD);
        assertThat(applications.get(application).careerCentre()).isEqualTo("KZ-75-03");
        assertThat(handovers.of(application)).isEmpty();
        assertThat(timeline(application)).doesNotContain("application.handed-over");
        assertThat(told(NEW)).isEmpty();
    }

    private void handsOver(String officer, String application, String centre, String reason) {
        as(officer, () -> handovers.handOver(application, centre, reason));
    }
}
