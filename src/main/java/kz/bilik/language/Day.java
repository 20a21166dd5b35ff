package kz.bilik.language;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A day as people in Kazakhstan write it in each of the three languages: {@code 22.11.2026}. */
public final class Day {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm");

    private static final Pattern ISO_DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

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

    /**
     * What fills a place in a text, with a day in it as people write it.
     *
     * @param filling a day, a text that is nothing but a day in ISO 8601, or anything else, which stays as it is
     */
    static @Nullable Object asPeopleWrite(@Nullable Object filling) {
        if (filling instanceof LocalDate day) {
            return of(day);
        }
        if (filling instanceof CharSequence text && ISO_DAY.matcher(text).matches()) {
            try {
                return of(LocalDate.parse(text));
            } catch (DateTimeParseException none) {
                return filling;
            }
        }
        return filling;
    }
}
