package kz.bilik.language;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** A day as people in Kazakhstan write it in each of the three languages: {@code 22.11.2026}. */
public final class Day {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm");

    private Day() {}

    public static String of(LocalDate day) {
        return DAY.format(day);
    }

    /** The day of that moment, in the time in which the moment is given. */
    public static String of(OffsetDateTime moment) {
        return DAY.format(moment);
    }

    /** That moment to the minute, in the time in which it is given: {@code 22.11.2026 09:05}. */
    public static String andTime(OffsetDateTime moment) {
        return DAY_AND_TIME.format(moment);
    }
}
