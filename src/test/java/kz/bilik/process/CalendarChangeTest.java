package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import kz.bilik.calendar.CalendarChanges;
import kz.bilik.calendar.CalendarDay;
import kz.bilik.calendar.CalendarDay.Kind;
import kz.bilik.officer.Place;
import kz.bilik.support.ProcedureTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

/**
 * The Government swaps days while cases run: every due date and every timer that rests on such a day follows, in each of
 * the three diagrams, and nothing else moves. Every scene begins on Monday 14 September 2026.
 */
@ProcedureTest
class CalendarChangeTest extends Scene {

    private static final String TUESDAY = "2026-09-15";
    private static final String WEDNESDAY = "2026-09-16";
    private static final String SATURDAY = "2026-09-19";

    @Autowired
    TestRestTemplate http;

    @Autowired
    CalendarChanges changes;

    private String checked;
    private String answered;
    private String ill;
    private String drafted;
    private String received;

    /** A case at each step that has a term of working days. */
    @BeforeEach
    void casesStandAtEachStep() {
        checked = story.applies("person-01");
        answered = story.applies("person-02");
        story.careerCentreForwards(answered);
        var voucher = story.receivesVoucher("person-03");
        ill = voucher(voucher).application();
        story.sendsCertificate(voucher, LocalDate.of(2026, 9, 14), LocalDate.of(2026, 9, 17));
        drafted = actOf("person-04", "17");
        received = actOf("person-05", "18");
        story.centreSigns(received);
    }

    @AfterEach
    void theCalendarIsAsTheLawHasIt() {
        changes.change(
                "test",
                "scene over",
                List.of(TUESDAY, WEDNESDAY, SATURDAY).stream()
                        .map(day -> new CalendarDay(LocalDate.parse(day), Kind.ORDINARY, ""))
                        .toList(),
                Set.of());
    }

    @Test
    void aNewDayOffMovesEveryTermThatSpansItInEachDiagram() {
        var report = put(TUESDAY, "MOVED_DAY_OFF");

        assertThat(report.get("complete").booleanValue()).isTrue();
        assertThat(texts(report.get("days"))).containsExactly(TUESDAY);
        assertThat(moved(report.get("tasks")))
                .containsExactlyInAnyOrder(
                        checked + " checkApplication 2026-09-15T23:59:59 2026-09-16T23:59:59",
                        answered + " answerApplication 2026-09-17T23:59:59 2026-09-18T23:59:59",
                        ill + " decideCertificate 2026-09-15T23:59:59 2026-09-16T23:59:59",
                        drafted + " sendAct 2026-09-17T23:59:59 2026-09-18T23:59:59",
                        received + " acceptAct 2026-09-21T23:59:59 2026-09-22T23:59:59");
        assertThat(moved(report.get("timers")))
                .containsExactlyInAnyOrder(
                        checked + " careerCentreCheckOverdue 2026-09-16T00:00 2026-09-17T00:00",
                        answered + " answerReminderDue 2026-09-18T00:00 2026-09-19T00:00",
                        ill + " certificateDecisionOverdue 2026-09-16T00:00 2026-09-17T00:00",
                        drafted + " actOverdue 2026-09-18T00:00 2026-09-19T00:00",
                        received + " paymentOverdue 2026-09-22T00:00 2026-09-23T00:00");
        standsAt(checked, "checkApplication", "2026-09-16T23:59:59", "career-centre.KZ-75-03");
        standsAt(ill, "decideCertificate", "2026-09-16T23:59:59", "mobility-centre.KZ-75");
        standsAt(received, "acceptAct", "2026-09-22T23:59:59", "mobility-centre.KZ-75");
        // The validity counts calendar days.
        standsAt(ill, "admitToExam", "2026-11-13T23:59:59", "recognition-centre.C-014");

        var stepped = stepTo("2026-09-30T09:00");
        assertThat(moments(stepped, "careerCentreCheckOverdue")).containsExactly("2026-09-17T00:00");
        assertThat(moments(stepped, "certificateDecisionOverdue")).containsExactly("2026-09-17T00:00");
        assertThat(moments(stepped, "actOverdue")).containsExactly("2026-09-19T00:00");
        assertThat(moments(stepped, "paymentOverdue")).containsExactly("2026-09-23T00:00");
        // Three working days after the sending, then three more, each time by the changed calendar.
        assertThat(moments(stepped, "answerReminderDue"))
                .containsExactly("2026-09-19T00:00", "2026-09-24T00:00", "2026-09-29T00:00");
    }

    @Test
    void aDayOffMovesOnlyTheTermsThatSpanIt() {
        var report = put(WEDNESDAY, "MOVED_DAY_OFF");

        assertThat(moved(report.get("tasks")))
                .containsExactlyInAnyOrder(
                        answered + " answerApplication 2026-09-17T23:59:59 2026-09-18T23:59:59",
                        drafted + " sendAct 2026-09-17T23:59:59 2026-09-18T23:59:59",
                        received + " acceptAct 2026-09-21T23:59:59 2026-09-22T23:59:59");
        assertThat(moved(report.get("timers")))
                .containsExactlyInAnyOrder(
                        answered + " answerReminderDue 2026-09-18T00:00 2026-09-19T00:00",
                        drafted + " actOverdue 2026-09-18T00:00 2026-09-19T00:00",
                        received + " paymentOverdue 2026-09-22T00:00 2026-09-23T00:00");
        standsAt(checked, "checkApplication", "2026-09-15T23:59:59", "career-centre.KZ-75-03");
        standsAt(ill, "decideCertificate", "2026-09-15T23:59:59", "mobility-centre.KZ-75");
    }

    @Test
    void aWorkingSaturdayShortensTheTermsThatSpanTheWeekend() {
        var report = put(SATURDAY, "WORKING");

        assertThat(moved(report.get("tasks")))
                .containsExactly(received + " acceptAct 2026-09-21T23:59:59 2026-09-19T23:59:59");
        assertThat(moved(report.get("timers")))
                .containsExactly(received + " paymentOverdue 2026-09-22T00:00 2026-09-20T00:00");
    }

    @Test
    void theSameChangeAgainMovesNothing() {
        put(TUESDAY, "MOVED_DAY_OFF");
        var again = put(TUESDAY, "MOVED_DAY_OFF");

        assertThat(texts(again.get("days"))).isEmpty();
        assertThat(moved(again.get("tasks"))).isEmpty();
        assertThat(moved(again.get("timers"))).isEmpty();
        standsAt(drafted, "sendAct", "2026-09-18T23:59:59", "recognition-centre.C-014");
    }

    @Test
    void aDayThatIsWorkedAfterAllMovesEverythingBack() {
        var there = put(TUESDAY, "MOVED_DAY_OFF");
        var back = put(TUESDAY, "ORDINARY");

        assertThat(moved(back.get("tasks"))).containsExactlyInAnyOrderElementsOf(turned(there.get("tasks")));
        assertThat(moved(back.get("timers"))).containsExactlyInAnyOrderElementsOf(turned(there.get("timers")));
        standsAt(checked, "checkApplication", "2026-09-15T23:59:59", "career-centre.KZ-75-03");
        standsAt(drafted, "sendAct", "2026-09-17T23:59:59", "recognition-centre.C-014");
        assertThat(moments(stepTo("2026-09-16T09:00"), "careerCentreCheckOverdue"))
                .containsExactly("2026-09-16T00:00");
    }

    @Test
    void aTermThatIsOverStaysOver() {
        stepTo("2026-09-18T09:00");
        assertThat(told(Place.recognitionCentre("C-014").heads())).containsOnlyOnce("settlement.act-overdue");
        var report = put(TUESDAY, "MOVED_DAY_OFF");

        // The order came too late for those whose term had ended; only the act in payment still waits.
        assertThat(moved(report.get("timers")))
                .contains(received + " paymentOverdue 2026-09-22T00:00 2026-09-23T00:00")
                .noneMatch(timer -> timer.contains("actOverdue") || timer.contains("careerCentreCheckOverdue"));
        // Nor does the task list say that who was late is in time after all.
        assertThat(moved(report.get("tasks")))
                .contains(received + " acceptAct 2026-09-21T23:59:59 2026-09-22T23:59:59")
                .noneMatch(task -> task.contains("sendAct") || task.contains("checkApplication"));
        assertThat(moments(stepTo("2026-09-30T09:00"), "actOverdue")).isEmpty();
        assertThat(told(Place.recognitionCentre("C-014").heads())).containsOnlyOnce("settlement.act-overdue");
    }

    @Test
    void onlyAnAdministratorChangesTheCalendar() {
        var answer = http.withBasicAuth("person-01", "demo")
                .exchange("/api/calendar/days", HttpMethod.PUT, change(TUESDAY, "MOVED_DAY_OFF"), JsonNode.class);

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        standsAt(checked, "checkApplication", "2026-09-15T23:59:59", "career-centre.KZ-75-03");
    }

    private String actOf(String person, String protocol) {
        var voucher = story.receivesVoucher(person);
        story.centreAdmits(voucher);
        return story.examHeld(protocol, "KZ-75", voucher).get(0);
    }

    private JsonNode put(String day, String kind) {
        var answer = http.withBasicAuth("administrator", "demo")
                .exchange("/api/calendar/days", HttpMethod.PUT, change(day, kind), JsonNode.class);
        assertThat(answer.getStatusCode()).as(String.valueOf(answer.getBody())).isEqualTo(HttpStatus.OK);
        return answer.getBody();
    }

    private static HttpEntity<Map<String, Object>> change(String day, String kind) {
        return new HttpEntity<>(Map.of(
                "reason",
                "Order of 14 September 2026",
                "days",
                List.of(Map.of("day", day, "kind", kind, "name", kind.equals("ORDINARY") ? "" : "exchanged"))));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    /** Each as number, step, from, to. */
    private static List<String> moved(JsonNode array) {
        return lines(array, "from", "to");
    }

    private static List<String> turned(JsonNode array) {
        return lines(array, "to", "from");
    }

    private static List<String> lines(JsonNode array, String first, String second) {
        var lines = new ArrayList<String>();
        for (var moved : array) {
            lines.add(moved.get("number").textValue() + " " + moved.get("step").textValue() + " "
                    + local(moved.get(first)) + " " + local(moved.get(second)));
        }
        return lines;
    }

    private static String local(JsonNode moment) {
        return OffsetDateTime.parse(moment.textValue()).toLocalDateTime().toString();
    }
}
