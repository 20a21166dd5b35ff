package kz.bilik.calendar;

import java.time.LocalDate;
import java.util.Set;

/**
 * A day of the calendar that is a holiday or not what its weekday says.
 *
 * @param name which holiday, as in the message {@code holiday.<name>}; for a moved day off the holiday that it makes up
 *     for, or {@code exchanged} when days were swapped by order; empty for an ordinary day
 */
public record CalendarDay(LocalDate day, Kind kind, String name) {

    /** What the day is. */
    public enum Kind {
        /** What its weekday says: Monday to Friday a working day, Saturday and Sunday days off. */
        ORDINARY,
        /** A holiday, or a day off that the law names: off, whatever its weekday. */
        HOLIDAY,
        /** Off because a holiday fell on a day off, or because days were swapped. */
        MOVED_DAY_OFF,
        /** A Saturday or Sunday on which people work because days were swapped. */
        WORKING
    }

    /** The names that have a text in each language. */
    public static final Set<String> NAMES = Set.of(
            "new-year",
            "christmas",
            "womens-day",
            "constitution-day",
            "nauryz",
            "unity-day",
            "defender-day",
            "victory-day",
            "kurban-ait",
            "capital-day",
            "republic-day",
            "independence-day",
            "exchanged",
            "by-decision");

    static CalendarDay ordinary(LocalDate day) {
        return new CalendarDay(day, Kind.ORDINARY, "");
    }
}
