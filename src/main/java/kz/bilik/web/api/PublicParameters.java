package kz.bilik.web.api;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of the public arithmetic, and says of all at once which of them are wrong. */
final class PublicParameters {

    private static final LocalDate FIRST_DAY = LocalDate.of(WorkingCalendar.FIRST_YEAR, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(WorkingCalendar.LAST_YEAR, 12, 31);

    private Problem problem = Problem.of(Problem.Kind.UNPROCESSABLE, "web.invalid");

    @Nullable
    LocalDate date(String name, @Nullable String text) {
        return read(name, text, given -> day(given), "calendar.date", FIRST_DAY.toString(), LAST_DAY.toString());
    }

    @Nullable
    Long number(String name, @Nullable String text, long most, String code) {
        return read(name, text, given -> number(given, most), code, String.valueOf(most));
    }

    <E extends Enum<E>> @Nullable E word(String name, @Nullable String text, Class<E> words, String code) {
        return read(
                name,
                text,
                given -> Arrays.stream(words.getEnumConstants())
                        .filter(word -> word.name().equals(given))
                        .findFirst(),
                code);
    }

    /** What the text stands for; null, and noted as wrong, when it is missing or stands for nothing. */
    <T> @Nullable T read(
            String name,
            @Nullable String text,
            Function<String, Optional<T>> reader,
            String code,
            Object... arguments) {
        if (text == null || text.isBlank()) {
            problem = problem.with(name, "web.field-missing");
            return null;
        }
        var value = reader.apply(text.strip());
        if (value.isEmpty()) {
            problem = problem.with(name, code, arguments);
        }
        return value.orElse(null);
    }

    /**
     * Goes on only when every parameter was right.
     *
     * @throws Problem {@code web.invalid} with each field that is wrong
     */
    void check() {
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> !day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY));
        } catch (DateTimeParseException noDate) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(String text, long most) {
        return text.matches("[0-9]{1,18}")
                ? Optional.of(Long.parseLong(text)).filter(number -> number >= 1 && number <= most)
                : Optional.empty();
    }
}
