package kz.bilik.problem;

import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What nobody foresaw: it gets a number, which whoever called is told, and leaves one line in the log. The line holds the
 * classes of the exceptions, the SQL state and the topmost frame of ours, never a message, because a database or a parser
 * quotes the very values that may not reach a log. The frames go to a logger of their own, {@value #TRACES}, which says
 * nothing until an operator sets it to {@code DEBUG}.
 */
public final class Incident {

    /** The logger that prints the frames of every incident, without messages, at {@code DEBUG}. */
    public static final String TRACES = "kz.bilik.incident.trace";

    private static final Logger log = LoggerFactory.getLogger(Incident.class);
    private static final Logger traces = LoggerFactory.getLogger(TRACES);

    /** A chain of causes that is longer than this is cut; it would only repeat itself. */
    private static final int MOST_CAUSES = 8;

    private Incident() {}

    /**
     * Records a failure of ours.
     *
     * @param where the method and the pattern of the address, or the step; never an address itself, which may hold a value
     * @return the number to tell: eight hexadecimal digits
     */
    public static String report(String where, Throwable failure) {
        var number = number();
        log.error("Incident {} at {}: {}", number, where, line(failure));
        trace(number, failure);
        return number;
    }

    /**
     * Records what somebody's input did to a program that did not look at it first, and what was answered as his fault.
     *
     * @param where as above
     * @return the number, for whoever asks why
     */
    public static String reportInput(String where, Throwable failure) {
        var number = number();
        log.warn("Input refused late, {} at {}: {}", number, where, line(failure));
        trace(number, failure);
        return number;
    }

    private static String number() {
        return UUID.randomUUID().toString().substring(0, 8);
    }

    private static void trace(String number, Throwable failure) {
        if (traces.isDebugEnabled()) {
            traces.debug("Incident {}\n{}", number, frames(failure));
        }
    }

    /** The classes of a failure and its causes, SQL states, and where in our sources it passed; one line. */
    public static String line(Throwable failure) {
        var line = new StringBuilder();
        var place = "";
        var depth = 0;
        for (Throwable cause = failure; cause != null && depth < MOST_CAUSES; cause = next(cause), depth++) {
            line.append(depth == 0 ? "" : " < ").append(name(cause));
            place = place.isEmpty() ? place(cause) : place;
        }
        return line.append(place).toString();
    }

    /** The classes, SQL states and frames of a failure, without its messages. */
    static String frames(Throwable failure) {
        var trace = new StringBuilder();
        var depth = 0;
        for (Throwable cause = failure; cause != null && depth < MOST_CAUSES; cause = next(cause), depth++) {
            trace.append(depth == 0 ? "" : "Caused by: ").append(name(cause)).append('\n');
            for (var frame : cause.getStackTrace()) {
                trace.append("\tat ").append(frame).append('\n');
            }
        }
        return trace.toString();
    }

    private static String name(Throwable cause) {
        return cause.getClass().getName() + (cause instanceof SQLException sql ? " SQLSTATE " + sql.getSQLState() : "");
    }

    /** The topmost frame of ours, filters aside, through which everything passes; where there is none, the topmost of all. */
    private static String place(Throwable cause) {
        var frames = cause.getStackTrace();
        for (var frame : frames) {
            if (frame.getClassName().startsWith("kz.bilik.")
                    && frame.getLineNumber() > 0
                    && !frame.getMethodName().startsWith("doFilter")) {
                return " at " + frame;
            }
        }
        return next(cause) == null && frames.length > 0 ? " at " + frames[0] : "";
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }
}
