package kz.bilik.calendar;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Moves legal time forward, in the demo and in tests only; implemented beside the engine, whose timers it fires. */
public interface LegalTime {

    /**
     * What happened on the way.
     *
     * @param from where legal time stood
     * @param to where it stands now
     * @param fired the timers and other jobs that ran, in order: when, which element, of which case
     */
    record Stepped(OffsetDateTime from, OffsetDateTime to, List<Fired> fired) {}

    /** A job that ran on the way. */
    record Fired(OffsetDateTime at, String element, String number, boolean failed) {}

    /**
     * Steps to that moment: each job that falls due runs at its own time, with what follows from it.
     *
     * @throws kz.bilik.problem.Problem {@code calendar.backwards} when the moment has passed
     */
    Stepped stepTo(Instant moment);

    /** When the next timer falls due; empty when none waits. */
    Optional<OffsetDateTime> next();

    /** Runs what is due at this moment, with what follows from it at once; time itself goes its way. */
    Stepped settle();
}
