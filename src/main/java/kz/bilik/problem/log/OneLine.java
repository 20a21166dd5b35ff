package kz.bilik.problem.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.util.regex.Pattern;
import kz.bilik.problem.Incident;
import org.jspecify.annotations.Nullable;

/**
 * The message of an event and its exception as one line: what {@code %m} means in {@code
 * logback-spring.xml}. Programs that we use print stack traces, SQL with its values, and what they could not read; of a
 * message of theirs remains its first line without what the exception says, and of an exception its classes. What a failing
 * start says, and whatever an operator asked for by setting a logger to {@code DEBUG}, remains whole. Twelve digits in a row
 * are somebody's number wherever they come from.
 */
public final class OneLine extends ClassicConverter {

    private static final int LONGEST = 400;
    private static final Pattern PERSONAL_NUMBER = Pattern.compile("(?<![0-9a-fA-F-])[0-9]{12}(?![0-9a-fA-F-])");
    private static final Pattern BREAK = Pattern.compile("\\R");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\\t]]");

    @Override
    public String convert(ILoggingEvent event) {
        return event.getLevel().isGreaterOrEqual(Level.INFO) && !tellsOfTheStart(event) ? line(event) : whole(event);
    }

    private static boolean tellsOfTheStart(ILoggingEvent event) {
        return event.getLoggerName().startsWith("org.springframework.boot.")
                || event.getLoggerName().startsWith("org.flywaydb.");
    }

    private static String line(ILoggingEvent event) {
        var failure = failure(event);
        var message = String.valueOf(event.getFormattedMessage());
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            var said = cause.getMessage();
            if (said != null && !said.isBlank()) {
                message = message.replace(said, "…");
            }
        }
        var lines = BREAK.split(message, 2);
        message = lines.length > 1 ? lines[0] + " …" : message;
        message = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
        message = UNPRINTABLE.matcher(message).replaceAll("?");
        return withoutNumbers(failure == null ? message : message + " | " + Incident.line(failure));
    }

    private static String whole(ILoggingEvent event) {
        var message = new StringBuilder(String.valueOf(event.getFormattedMessage()));
        for (Throwable cause = failure(event); cause != null; cause = next(cause)) {
            message.append("\n").append(cause);
            for (var frame : cause.getStackTrace()) {
                message.append("\n\tat ").append(frame);
            }
        }
        return withoutNumbers(message.toString());
    }

    private static String withoutNumbers(String text) {
        return PERSONAL_NUMBER.matcher(text).replaceAll("************");
    }

    private static @Nullable Throwable failure(ILoggingEvent event) {
        return event.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }
}
