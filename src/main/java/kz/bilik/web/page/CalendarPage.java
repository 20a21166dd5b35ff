package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.bilik.calendar.CalendarChanges;
import kz.bilik.calendar.CalendarDay;
import kz.bilik.calendar.CalendarDay.Kind;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.RunningDeadlines.Moved;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerNames;
import kz.bilik.officer.keeping.AdministratorDeeds;
import kz.bilik.officer.keeping.AdministratorDeeds.Deed;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The working calendar: holidays, moved days off, days worked for others; changed by day and kind, after a look at what that
 * does to the deadlines of running cases. The door lets administrators in and nobody else.
 */
@Controller
class CalendarPage {

    /** So many days one form changes; a swap needs two. */
    private static final int DAYS = 4;

    private static final int SHOWN_CHANGES = 20;
    private static final int SHOWN_CASES = 200;

    /** A day as the page shows it. */
    record Line(String day, String weekday, String kind, String name) {}

    /** A change that was made. */
    record Made(String at, String by, String reason, List<String> days) {}

    private final WorkingCalendar calendar;
    private final CalendarChanges changes;
    private final AdministratorDeeds deeds;
    private final OfficerNames names;
    private final CurrentOfficer currentOfficer;
    private final Pages pages;
    private final FormAnswers answers;
    private final LegalClock clock;
    private final Texts texts;

    CalendarPage(
            WorkingCalendar calendar,
            CalendarChanges changes,
            AdministratorDeeds deeds,
            OfficerNames names,
            CurrentOfficer currentOfficer,
            Pages pages,
            FormAnswers answers,
            LegalClock clock,
            Texts texts) {
        this.calendar = calendar;
        this.changes = changes;
        this.deeds = deeds;
        this.names = names;
        this.currentOfficer = currentOfficer;
        this.pages = pages;
        this.answers = answers;
        this.clock = clock;
        this.texts = texts;
    }

    @GetMapping("/calendar")
    String page(@RequestParam(required = false) @Nullable Integer year, HttpServletRequest request, Model model) {
        var shown = year == null ? clock.today().getYear() : year;
        if (shown < WorkingCalendar.FIRST_YEAR || shown > WorkingCalendar.LAST_YEAR) {
            throw Problem.of(
                    Problem.Kind.NOT_FOUND,
                    "calendar.unknown-year",
                    String.valueOf(WorkingCalendar.FIRST_YEAR),
                    String.valueOf(WorkingCalendar.LAST_YEAR));
        }
        var language = pages.frame(request, model);
        var found = calendar.year(shown);
        model.addAttribute("year", String.valueOf(shown));
        model.addAttribute(
                "years",
                IntStream.rangeClosed(
                                WorkingCalendar.FIRST_YEAR,
                                Math.max(shown, clock.today().getYear() + 3))
                        .mapToObj(String::valueOf)
                        .toList());
        model.addAttribute("settled", found.settled());
        model.addAttribute("workingDays", String.valueOf(found.workingDays()));
        model.addAttribute(
                "days", found.days().stream().map(day -> line(day, language)).toList());
        model.addAttribute("kinds", List.of(Kind.values()));
        model.addAttribute("names", new TreeSet<>(CalendarDay.NAMES));
        model.addAttribute("rows", IntStream.range(0, DAYS).boxed().toList());
        var all = changes.made(SHOWN_CHANGES);
        var persons = names.names(all.stream().map(CalendarChanges.Made::by).collect(Collectors.toSet()));
        model.addAttribute(
                "made",
                all.stream()
                        .map(made -> new Made(
                                Day.andTime(made.at()),
                                // A program that holds a token bears no name.
                                persons.getOrDefault(made.by(), made.by()),
                                made.reason(),
                                made.days().stream()
                                        .map(day -> Day.of(day.after().day()) + ": "
                                                + words(day.before(), language) + " → "
                                                + words(day.after(), language))
                                        .toList()))
                        .toList());
        return "calendar";
    }

    /** Shows what the change would do to running cases; changes nothing. */
    @PostMapping("/calendar/preview")
    String preview(@RequestParam Map<String, String> typed, Language language, RedirectAttributes afterwards) {
        try {
            var outcome = changes.preview(days(typed), settled(typed));
            afterwards.addFlashAttribute("seen", true);
            afterwards.addFlashAttribute("typed", kept(typed));
            afterwards.addFlashAttribute(
                    "changed", outcome.days().stream().map(Day::of).collect(Collectors.joining(", ")));
            cases(afterwards, outcome, language);
        } catch (Problem problem) {
            answers.refused(afterwards, language, problem, kept(typed), fields(language));
        }
        return "redirect:/calendar?year=" + year(typed);
    }

    /** Makes the change; the deadlines of running cases follow. */
    @PostMapping("/calendar")
    String change(@RequestParam Map<String, String> typed, Language language, RedirectAttributes afterwards) {
        try {
            var by = currentOfficer.get().map(Officer::id).orElseThrow();
            var reason = FormAnswers.lines(typed.getOrDefault("reason", ""));
            var outcome = changes.change(by, reason, days(typed), settled(typed));
            answers.done(
                    afterwards,
                    language,
                    outcome.complete() ? "web.calendar.changed" : "web.calendar.changed-follows",
                    String.valueOf(outcome.days().size()),
                    String.valueOf(outcome.moved().tasks().size()),
                    String.valueOf(outcome.moved().timers().size()));
            cases(afterwards, outcome, language);
        } catch (Problem problem) {
            answers.refused(afterwards, language, problem, kept(typed), fields(language));
        }
        return "redirect:/calendar?year=" + year(typed);
    }

    /** In the transaction that changes the calendar. */
    @EventListener
    void record(CalendarChanges.Changed changed) {
        deeds.record(
                changed.by(),
                Deed.CALENDAR_CHANGED,
                Stream.concat(
                                changed.days().stream().map(Day::of),
                                changed.settledYears().stream().map(String::valueOf))
                        .collect(Collectors.joining(", ")),
                changed.reason());
    }

    private void cases(RedirectAttributes afterwards, CalendarChanges.Outcome outcome, Language language) {
        var byCase = new LinkedHashMap<String, List<String>>();
        outcome.moved().tasks().forEach(moved -> add(byCase, moved, "web.calendar.due", language));
        outcome.moved().timers().forEach(moved -> add(byCase, moved, "web.calendar.timer", language));
        afterwards.addFlashAttribute(
                "movedTasks", String.valueOf(outcome.moved().tasks().size()));
        afterwards.addFlashAttribute(
                "movedTimers", String.valueOf(outcome.moved().timers().size()));
        afterwards.addFlashAttribute("movedCases", String.valueOf(byCase.size()));
        afterwards.addFlashAttribute(
                "cases",
                new ArrayList<>(byCase.entrySet().stream()
                        .limit(SHOWN_CASES)
                        .map(entry -> entry.getKey() + ": "
                                + entry.getValue().stream().distinct().collect(Collectors.joining("; ")))
                        .toList()));
    }

    private void add(Map<String, List<String>> byCase, Moved moved, String key, Language language) {
        byCase.computeIfAbsent(moved.number(), number -> new ArrayList<>())
                .add(texts.in(language, key, day(moved.from()), day(moved.to())));
    }

    private static String day(Instant moment) {
        return Day.andTime(OffsetDateTime.ofInstant(moment, LegalClock.ZONE));
    }

    private Line line(CalendarDay day, Language language) {
        return new Line(
                Day.of(day.day()),
                day.day().getDayOfWeek().getDisplayName(TextStyle.FULL, language.locale()),
                texts.in(language, "web.calendar.kind." + day.kind()),
                day.name().isEmpty() ? "" : texts.in(language, "holiday." + day.name()));
    }

    private String words(CalendarDay day, Language language) {
        var kind = texts.in(language, "web.calendar.kind." + day.kind());
        return day.name().isEmpty() ? kind : kind + " (" + texts.in(language, "holiday." + day.name()) + ")";
    }

    /** The days that were typed; rows without a day are left out. */
    private static List<CalendarDay> days(Map<String, String> typed) {
        var days = new ArrayList<CalendarDay>();
        for (var row = 0; row < DAYS; row++) {
            var day = typed.getOrDefault("day" + row, "").strip();
            if (!day.isEmpty()) {
                var kind = kind(typed.getOrDefault("kind" + row, ""));
                days.add(new CalendarDay(
                        FormAnswers.day(day), kind, kind == Kind.ORDINARY ? "" : typed.getOrDefault("name" + row, "")));
            }
        }
        return days;
    }

    private static Kind kind(String typed) {
        return Stream.of(Kind.values())
                .filter(kind -> kind.name().equals(typed))
                .findFirst()
                .orElseThrow(() -> Problem.of(Problem.Kind.MALFORMED, "web.malformed"));
    }

    private static Set<Integer> settled(Map<String, String> typed) {
        return typed.containsKey("settled") ? Set.of(Integer.valueOf(year(typed))) : Set.of();
    }

    /** The year of the page, which a browser sends as it got it. */
    private static String year(Map<String, String> typed) {
        var year = typed.getOrDefault("year", "");
        if (!year.matches("2[0-9]{3}")) {
            throw Problem.of(Problem.Kind.MALFORMED, "web.malformed");
        }
        return year;
    }

    private static Map<String, String> kept(Map<String, String> typed) {
        var kept = new HashMap<String, String>();
        typed.forEach((name, value) -> {
            if (name.matches("(day|kind|name)[0-9]|reason|settled")) {
                kept.put(name, value);
            }
        });
        return kept;
    }

    /** By the place in the list of what was typed; the page says which row it is only where one day is wrong. */
    private Map<String, FormAnswers.Field> fields(Language language) {
        var fields = new HashMap<String, FormAnswers.Field>();
        fields.put("reason", new FormAnswers.Field("reason", texts.in(language, "web.distribution.reason")));
        for (var row = 0; row < DAYS; row++) {
            var name = texts.in(language, "web.calendar.row", String.valueOf(row + 1));
            fields.put("days[" + row + "].day", new FormAnswers.Field("day" + row, name));
            fields.put("days[" + row + "].name", new FormAnswers.Field("name" + row, name));
        }
        return fields;
    }
}
