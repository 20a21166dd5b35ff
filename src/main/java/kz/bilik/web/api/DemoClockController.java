package kz.bilik.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.OffsetDateTime;
import java.time.Period;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalTime;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The demo's movable clock, so that reminders, escalations, the lapse and an extension can be watched. */
@RestController
@Profile("demo")
@RequestMapping("/api/demo/clock")
@Tag(name = "Demo", description = "The movable clock of the demo")
class DemoClockController {

    /** Farther than this in one step, somebody has mistyped a year. */
    private static final Period LONGEST_STEP = Period.ofYears(1);

    /**
     * Where to move legal time: to a moment, or by so many days; exactly one of the two.
     *
     * @param to a moment with its offset
     * @param days calendar days, 1 to 366
     */
    record Move(@Nullable OffsetDateTime to, @Nullable Integer days) {}

    /** Legal time now, Asia/Almaty. */
    record Now(OffsetDateTime legalTime) {}

    private final LegalClock clock;
    private final LegalTime time;

    DemoClockController(LegalClock clock, LegalTime time) {
        this.clock = clock;
        this.time = time;
    }

    @GetMapping
    @Operation(
            summary = "The demo's legal time",
            description = "By which the demo counts its terms; it runs on from where it was moved to.")
    @Described(answers = {"200 Legal time, Asia/Almaty"})
    Now now() {
        return new Now(clock.now());
    }

    @PostMapping
    @Operation(
            summary = "Move legal time forward",
            description = "Each timer that falls due on the way fires at its own time, with what follows from it.")
    @Described(
            answers = {"200 Where legal time stood and stands, and what fired on the way"},
            refusals = {"422 calendar.move-unclear calendar.move-too-far calendar.backwards"},
            body = "So many days, or to a moment with its offset; exactly one of the two",
            example = "{\"days\": 1}")
    LegalTime.Stepped move(@RequestBody Move move) {
        if ((move.to() == null) == (move.days() == null)) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "calendar.move-unclear");
        }
        var target = move.to() != null ? move.to() : clock.now().plusDays(move.days());
        if (target.isAfter(clock.now().plus(LONGEST_STEP).plusDays(1))) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "calendar.move-too-far");
        }
        return time.stepTo(target.toInstant());
    }
}
