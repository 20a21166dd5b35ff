package kz.bilik.web.page;

import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalTime;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.problem.Problem;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The buttons that move the demo's clock, for everybody who is signed in; outside the demo there is no such page. */
@Controller
@Profile("demo")
class DemoClockPage {

    private static final LocalTime MORNING = LocalTime.of(9, 0);

    /** Where to. */
    enum To {
        NEXT_DEADLINE,
        WORKING_DAY,
        DAY,
        WEEK,
        MONTH
    }

    private final LegalClock clock;
    private final LegalTime time;
    private final WorkingCalendar calendar;
    private final FormAnswers answers;

    DemoClockPage(LegalClock clock, LegalTime time, WorkingCalendar calendar, FormAnswers answers) {
        this.clock = clock;
        this.time = time;
        this.calendar = calendar;
        this.answers = answers;
    }

    @PostMapping("/demo/clock")
    String move(@RequestParam To to, Language language, RedirectAttributes afterwards) {
        try {
            var stepped = time.stepTo(target(to).toInstant());
            answers.done(
                    afterwards,
                    language,
                    "web.start.clock.moved",
                    Day.andTime(stepped.to()),
                    String.valueOf(stepped.fired().size()),
                    String.valueOf(stepped.fired().stream()
                            .filter(LegalTime.Fired::failed)
                            .count()));
        } catch (Problem problem) {
            answers.refused(afterwards, language, problem, Map.of());
        }
        return "redirect:/";
    }

    private OffsetDateTime target(To to) {
        var now = clock.now();
        return switch (to) {
            case NEXT_DEADLINE ->
                time.next().orElseThrow(() -> Problem.of(Problem.Kind.UNPROCESSABLE, "calendar.no-deadline"));
            case WORKING_DAY ->
                Stream.iterate(clock.today().plusDays(1), day -> day.plusDays(1))
                        .filter(calendar::isWorkingDay)
                        .findFirst()
                        .orElseThrow()
                        .atTime(MORNING)
                        .atZone(LegalClock.ZONE)
                        .toOffsetDateTime();
            case DAY -> now.plusDays(1);
            case WEEK -> now.plusDays(7);
            case MONTH -> now.plusMonths(1);
        };
    }
}
