package kz.bilik.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import kz.bilik.calendar.Deadline;
import kz.bilik.calendar.Deadline.Unit;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.language.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets anybody check a deadline: the same calendar and the same counting as in the cases. */
@RestController
@Tag(name = "Public arithmetic", description = "Check how deadlines and amounts come about. Nobody needs to sign in.")
class DeadlineController {

    private static final int LONGEST_TERM = 3660;

    private final WorkingCalendar calendar;
    private final DeadlineText text;

    DeadlineController(WorkingCalendar calendar, DeadlineText text) {
        this.calendar = calendar;
        this.text = text;
    }

    @Schema(name = "Deadline", description = "A deadline that explains itself")
    record Answer(
            @Schema(description = "The day of the event, which does not count") LocalDate from,
            @Schema(description = "The length of the term") int days,
            Unit unit,
            @Schema(description = "The last day of the term") LocalDate due,
            @Schema(
                            description = "The moment at which the term has ended: 24:00 of the last day",
                            example = "2026-09-16T00:00:00+05:00")
                    OffsetDateTime end,
            @Schema(description = "The days that did not count, in order") List<Skipped> skipped,
            @Schema(description = "All of it in one sentence, in the language of Accept-Language")
                    String explanation) {}

    @Schema(name = "SkippedDay")
    record Skipped(
            LocalDate day,
            Deadline.Reason reason,
            @Schema(description = "In words, in the language of Accept-Language", example = "weekend") String text) {}

    @GetMapping("/api/deadlines")
    @Operation(
            summary = "When does a term end, and why then?",
            description = "A term begins on the day after its event and ends at 24:00 (UTC+5) of its last day. Working"
                    + " days are those of the five-day week without holidays and moved days off; a term of calendar"
                    + " days may end on a day off.")
    @Described(
            answers = {"200 The last day, and how it was counted"},
            refusals = {"422 web.invalid"})
    Answer deadline(
            @Parameter(
                            description = "The day of the event, such as the receipt of an application",
                            example = "2026-09-14")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "How many days, 1 to 3660", example = "1")
                    @RequestParam(required = false)
                    @Nullable
                    String days,
            @Parameter(description = "WORKING_DAYS (also when not given) or CALENDAR_DAYS", example = "WORKING_DAYS")
                    @RequestParam(defaultValue = "WORKING_DAYS")
                    String unit,
            Language language) {
        var parameters = new PublicParameters();
        var event = parameters.date("from", from);
        var length = parameters.number("days", days, LONGEST_TERM, "calendar.days");
        var counted = parameters.word("unit", unit, Unit.class, "calendar.unit");
        parameters.check();

        var deadline = counted == Unit.CALENDAR_DAYS
                ? calendar.calendarDaysAfter(Objects.requireNonNull(event), length.intValue(), "")
                : calendar.workingDaysAfter(Objects.requireNonNull(event), length.intValue(), "");
        return new Answer(
                deadline.from(),
                deadline.length(),
                deadline.unit(),
                deadline.due(),
                OffsetDateTime.ofInstant(deadline.end(), LegalClock.ZONE),
                deadline.skipped().stream()
                        .map(skipped -> new Skipped(skipped.day(), skipped.reason(), text.reason(language, skipped)))
                        .toList(),
                text.in(language, deadline));
    }
}
