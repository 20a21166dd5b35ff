package kz.bilik.process.gate;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import kz.bilik.process.gate.Finding.Spot;
import org.springframework.scheduling.support.CronExpression;

/** Dates, durations and cycles that are written out; what is an expression gives them when its time has come. */
final class Times {

    private static final Pattern PERIOD = Pattern.compile("P(?!$)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=\\d).*)?");

    private Times() {}

    static void date(String text, Spot at, Findings findings) {
        if (!Expressions.isOne(text) && !text.isEmpty() && !isDate(text) && !isDuration(text)) {
            findings.add(Rule.DATE_WRONG, at, text);
        }
    }

    static void duration(String text, Spot at, Findings findings) {
        if (!Expressions.isOne(text) && !isDuration(text)) {
            findings.add(Rule.DURATION_WRONG, at, text);
        }
    }

    static void cycle(String text, Spot at, Findings findings) {
        if (!Expressions.isOne(text) && !isRepeated(text) && !isCron(text)) {
            findings.add(Rule.CYCLE_WRONG, at, text);
        }
    }

    /** How often and when a failed step is tried again: pauses one after the other, or one pause so many times. */
    static void retries(String text, Spot at, Findings findings) {
        if (Expressions.isOne(text) || isRepeated(text)) {
            return;
        }
        for (var pause : text.split(",", -1)) {
            if (!isDuration(pause.strip())) {
                findings.add(Rule.CYCLE_WRONG, at, text);
                return;
            }
        }
    }

    private static boolean isDate(String text) {
        return reads(() -> LocalDate.parse(text))
                || reads(() -> LocalDateTime.parse(text))
                || reads(() -> OffsetDateTime.parse(text));
    }

    /** More than nothing. */
    private static boolean isDuration(String text) {
        if (!PERIOD.matcher(text).matches()) {
            return false;
        }
        var time = text.indexOf('T');
        var days = time < 0 ? text : text.substring(0, time);
        return (days.equals("P") || reads(() -> Period.parse(days)))
                && (time < 0 || reads(() -> Duration.parse("P" + text.substring(time))))
                && text.matches(".*[1-9].*");
    }

    private static boolean isRepeated(String text) {
        var parts = text.split("/", -1);
        return parts[0].matches("R\\d*")
                && (parts.length == 2 && isDuration(parts[1])
                        || parts.length == 3
                                && (isDate(parts[1]) && isDuration(parts[2])
                                        || isDuration(parts[1]) && isDate(parts[2])));
    }

    private static boolean isCron(String text) {
        return CronExpression.isValidExpression(text);
    }

    private static boolean reads(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (DateTimeParseException none) {
            return false;
        }
    }
}
