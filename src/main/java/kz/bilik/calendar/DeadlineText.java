package kz.bilik.calendar;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kz.bilik.calendar.Deadline.Skipped;
import kz.bilik.calendar.Deadline.Unit;
import kz.bilik.language.Language;
import kz.bilik.language.Later;
import kz.bilik.language.Texts;
import org.springframework.stereotype.Component;

/** Words a deadline: from which day it was counted, which days were skipped and why, when it ends, by which clause. */
@Component
public class DeadlineText {

    private final Texts texts;
    private final WorkingCalendar calendar;

    public DeadlineText(Texts texts, WorkingCalendar calendar) {
        this.texts = texts;
        this.calendar = calendar;
    }

    /** The whole explanation in one line. Days off that follow each other for the same reason are named together. */
    public String in(Language language, Deadline deadline) {
        var parts = new ArrayList<String>();
        parts.add(texts.in(language, "deadline.from", date(language, deadline.from())));
        parts.add(texts.in(language, "deadline.length." + deadline.unit(), String.valueOf(deadline.length())));
        if (!deadline.skipped().isEmpty()) {
            parts.add(texts.in(
                    language,
                    "deadline.skipped",
                    together(deadline.skipped()).stream()
                            .map(days -> days(language, days))
                            .collect(Collectors.joining(", "))));
        }
        parts.add(texts.in(language, "deadline.due", date(language, deadline.due())));
        if (!deadline.clause().isBlank()) {
            parts.add(clause(language, deadline.clause()));
        }
        if (deadline.unit() == Unit.WORKING_DAYS) {
            unsettled(deadline).stream()
                    .map(year -> texts.in(language, "deadline.unsettled", String.valueOf(year)))
                    .forEach(parts::add);
        }
        return String.join("; ", parts) + ".";
    }

    /** Why a day did not count. */
    public String reason(Language language, Skipped skipped) {
        return switch (skipped.reason()) {
            case WEEKEND -> texts.in(language, "deadline.weekend");
            case HOLIDAY -> texts.in(language, skipped.note());
            case MOVED_DAY_OFF -> texts.in(language, "deadline.moved", texts.in(language, skipped.note()));
        };
    }

    /** The clause, which the records name in English, in the reader's words. */
    public String clause(Language language, String clause) {
        if (clause.equals(Deadline.OUR_OWN)) {
            return texts.in(language, "deadline.own");
        }
        return clause.startsWith("cl. ") ? texts.in(language, "deadline.clause", clause.substring(4)) : clause;
    }

    /** The same in a text that is kept and read later. */
    public static Later clause(String clause) {
        return clause.startsWith("cl. ")
                ? Later.text("deadline.clause", clause.substring(4))
                : Later.text("deadline.own");
    }

    /** A date in words, such as 14 September 2026. */
    public String date(Language language, LocalDate date) {
        return DateTimeFormatter.ofPattern(texts.in(language, "deadline.date"), language.locale())
                .format(date);
    }

    /** The years within the term of which the calendar is not settled, so that the deadline may still move. */
    private List<Integer> unsettled(Deadline deadline) {
        return IntStream.rangeClosed(deadline.from().getYear(), deadline.due().getYear())
                .filter(year -> !calendar.isSettled(year))
                .boxed()
                .toList();
    }

    private String days(Language language, List<Skipped> days) {
        var first = date(language, days.get(0).day());
        var last = date(language, days.get(days.size() - 1).day());
        return (days.size() == 1 ? first : first + " – " + last) + " (" + reason(language, days.get(0)) + ")";
    }

    private static List<List<Skipped>> together(List<Skipped> skipped) {
        var groups = new ArrayList<List<Skipped>>();
        for (var day : skipped) {
            var last = groups.isEmpty() ? List.<Skipped>of() : groups.get(groups.size() - 1);
            if (!last.isEmpty() && continues(last.get(last.size() - 1), day)) {
                last.add(day);
            } else {
                groups.add(new ArrayList<>(List.of(day)));
            }
        }
        return groups;
    }

    private static boolean continues(Skipped previous, Skipped day) {
        return previous.day().plusDays(1).equals(day.day())
                && previous.reason() == day.reason()
                && previous.note().equals(day.note());
    }
}
