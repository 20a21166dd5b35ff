package kz.bilik.history;

import java.time.OffsetDateTime;
import java.util.List;
import kz.bilik.calendar.LegalClock;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a case, in the reader's language.
 *
 * @param at legal time, told in the zone of Almaty
 * @param more what belongs to it, each a sentence: reasons, what was verified, what a table was asked
 * @param clause by which clause; empty where none is named
 * @param who did it, by name, role and place; empty when no officer did
 * @param instance of the course in which it happened; null when past every diagram
 * @param element at which it happened
 * @param place the name of the element
 */
public record Entry(
        OffsetDateTime at,
        Kind kind,
        String text,
        List<String> more,
        String clause,
        String who,
        @Nullable String instance,
        @Nullable String element,
        String place) {

    /** What kind of thing. */
    public enum Kind {
        /** What the records tell: a decision, and what came of it. */
        EVENT,
        /** A term ran out, or its day moved. */
        TERM,
        /** An officer's task was there, or done. */
        TASK,
        /** Somebody took a task, gave it on, or did something else with the engine by hand. */
        OPERATION,
        /** Something was signed, and the signature verified. */
        SIGNATURE,
        /** A table of the law gave a number. */
        LAW,
        /** The applicant was told something. */
        NOTICE,
        /** A step could not be done, or could again. */
        TROUBLE
    }

    public Entry {
        at = at.atZoneSameInstant(LegalClock.ZONE).toOffsetDateTime();
        more = List.copyOf(more);
    }
}
