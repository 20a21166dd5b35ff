package kz.bilik.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kz.bilik.calendar.CalendarChanges;
import kz.bilik.calendar.CalendarDay;
import kz.bilik.calendar.CalendarDay.Kind;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.RunningDeadlines.Moved;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.problem.Problem;
import kz.bilik.web.door.ApiCaller;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The working calendar: read by anybody, changed by the administrator. */
@RestController
@Tag(name = "Calendar", description = "Working days, holidays and moved days")
class CalendarController {

    private final WorkingCalendar calendar;
    private final CalendarChanges changes;
    private final Texts texts;

    CalendarController(WorkingCalendar calendar, CalendarChanges changes, Texts texts) {
        this.calendar = calendar;
        this.changes = changes;
        this.texts = texts;
    }

    @Schema(name = "CalendarYear")
    record Year(
            int year,
            @Schema(
                            description =
                                    "False while the order that swaps days, or the day of Kurban Ait, is not known:"
                                            + " the days may still change")
                    boolean settled,
            int workingDays,
            @Schema(description = "Holidays, moved days off and working weekend days, in order") List<Day> days) {}

    @Schema(name = "CalendarDay")
    record Day(
            LocalDate day,
            Kind kind,
            @Schema(description = "Which holiday, for programs", example = "nauryz") String name,
            @Schema(description = "In words, in the language of Accept-Language") String text) {}

    @Schema(name = "CalendarChange")
    record Change(
            @Schema(
                            description = "Why, for example the number of the order",
                            example = "Order No. 512 of 20 November 2026")
                    @Nullable
                    String reason,
            @Nullable List<@Nullable DayChange> days,
            @Schema(description = "Years of which nothing more is expected to change") @Nullable
                    Set<@Nullable Integer> settledYears) {}

    @Schema(name = "CalendarDayChange")
    record DayChange(
            @Nullable LocalDate day,
            @Schema(description = "ORDINARY takes an entry away") @Nullable Kind kind,
            @Schema(
                            description = "The holiday; exchanged for swapped days; by-decision for a decision of the"
                                    + " Government; nothing for ORDINARY",
                            example = "exchanged")
                    @Nullable
                    String name) {}

    @Schema(name = "CalendarChangeReport", description = "What moved because the calendar changed")
    record Report(
            @Schema(description = "The days that are different now") Set<LocalDate> days,
            @Schema(description = "Due dates of open tasks that moved") List<MovedDate> tasks,
            @Schema(description = "Waiting timers that moved") List<MovedDate> timers,
            @Schema(description = "False when not everything could follow yet; the product goes on by itself")
                    boolean complete) {}

    @Schema(name = "MovedDate")
    record MovedDate(
            @Schema(description = "Number of the application, voucher or act") String number,
            @Schema(description = "The task or timer in its diagram") String step,
            OffsetDateTime from,
            OffsetDateTime to) {}

    @GetMapping("/api/calendar/{year}")
    @Operation(
            summary = "The holidays, moved days off and working weekend days of a year",
            description =
                    "By these days all terms of the procedure are counted. Years that are not settled may still change.")
    @Described(
            answers = {"200 The days that differ from the ordinary week"},
            refusals = {"404 calendar.unknown-year"})
    Year year(@PathVariable String year, Language language) {
        if (!year.matches("20[0-9]{2}") || Integer.parseInt(year) < WorkingCalendar.FIRST_YEAR) {
            throw Problem.of(
                    Problem.Kind.NOT_FOUND,
                    "calendar.unknown-year",
                    String.valueOf(WorkingCalendar.FIRST_YEAR),
                    String.valueOf(WorkingCalendar.LAST_YEAR));
        }
        var found = calendar.year(Integer.parseInt(year));
        return new Year(
                found.year(),
                found.settled(),
                found.workingDays(),
                found.days().stream()
                        .map(day ->
                                new Day(day.day(), day.kind(), day.name(), texts.in(language, "holiday." + day.name())))
                        .toList());
    }

    @PutMapping("/api/calendar/days")
    @Operation(
            summary = "Change days of the calendar",
            description = "All days in one step; who, when and why is recorded. Due dates and timers of running cases"
                    + " follow, and the answer says which of them moved.")
    @Described(
            answers = {"200 What moved because of it"},
            refusals = {"422 calendar.change"},
            body = "The days and why; ORDINARY takes an entry away",
            example =
                    """
                    {"reason": "Order No. 512 of 20 November 2026",
                     "days": [{"day": "2027-01-08", "kind": "MOVED_DAY_OFF", "name": "exchanged"}], "settledYears": []}""")
    Report change(@RequestBody Change change, ApiCaller caller) {
        caller.requireRole(ApiCaller.ADMINISTRATOR);
        var outcome = changes.change(
                caller.name(),
                change.reason() == null ? "" : change.reason(),
                days(change),
                change.settledYears() == null ? Set.of() : new TreeSet<>(withoutNull(change.settledYears())));
        return new Report(
                outcome.days(),
                outcome.moved().tasks().stream().map(CalendarController::moved).toList(),
                outcome.moved().timers().stream().map(CalendarController::moved).toList(),
                outcome.complete());
    }

    private static List<CalendarDay> days(Change change) {
        if (change.days() == null) {
            return List.of();
        }
        var problem = Problem.of(Problem.Kind.UNPROCESSABLE, "calendar.change");
        for (var i = 0; i < change.days().size(); i++) {
            var day = change.days().get(i);
            if (day == null || day.day() == null) {
                problem = problem.with("days[" + i + "].day", "web.field-missing");
            }
            if (day == null || day.kind() == null) {
                problem = problem.with("days[" + i + "].kind", "web.field-missing");
            }
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        return change.days().stream()
                .map(day -> new CalendarDay(day.day(), day.kind(), day.name() == null ? "" : day.name()))
                .toList();
    }

    private static List<Integer> withoutNull(Set<@Nullable Integer> years) {
        return years.stream().map(year -> year == null ? 0 : year).toList();
    }

    private static MovedDate moved(Moved moved) {
        return new MovedDate(moved.number(), moved.step(), moment(moved.from()), moment(moved.to()));
    }

    private static OffsetDateTime moment(Instant instant) {
        return OffsetDateTime.ofInstant(instant, LegalClock.ZONE);
    }
}
