package kz.bilik.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A date that explains itself: counted from the day after {@code from}, due at 24:00 Asia/Almaty of {@code due}.
 *
 * @param from day 0: the day of the event (receipt, issue, signature)
 * @param length how many days of the unit
 * @param unit working or calendar days
 * @param due the last day
 * @param skipped the days that did not count, in order, each with its reason
 * @param clause the clause that sets the term, such as {@code cl. 8}; {@link #OUR_OWN} when none does
 */
public record Deadline(LocalDate from, int length, Unit unit, LocalDate due, List<Skipped> skipped, String clause) {

    /** In the place of a clause: the order sets no term here, the day is our own rule, and nobody breaks the law by missing it. */
    public static final String OUR_OWN = "own";

    /** What a term counts. */
    public enum Unit {
        WORKING_DAYS,
        CALENDAR_DAYS
    }

    /** Why a day does not count. */
    public enum Reason {
        WEEKEND,
        HOLIDAY,
        /** A day off because a holiday or a working day was moved to or from it. */
        MOVED_DAY_OFF
    }

    /** A day that did not count; the note names the holiday (message key), empty on an ordinary weekend. */
    public record Skipped(LocalDate day, Reason reason, String note) {}

    /** The moment at which the term has ended: 00:00 Asia/Almaty of the day after the last one. */
    public Instant end() {
        return due.plusDays(1).atStartOfDay(LegalClock.ZONE).toInstant();
    }

    /** The last second of the term, for people to read: 23:59:59 of the last day. */
    public Instant lastSecond() {
        return end().minusSeconds(1);
    }
}
