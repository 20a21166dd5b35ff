package kz.bilik.officer.keeping;

import java.time.OffsetDateTime;
import java.util.List;
import kz.bilik.officer.OfficerTasks.Subject;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;

/** The steps of all cases that failed: what, why, since when, and the press that starts one again. Implemented beside the engine. */
public interface StoppedSteps {

    /** What failed, as far as the failure tells; each has its words and what to do about it. */
    enum Cause {
        /** One of our own rules or numbers is missing; {@link Stopped#code} says which. */
        PROBLEM,
        /** A system outside did not answer. */
        OUTSIDE_SILENT,
        /** A system outside answered that it cannot. */
        OUTSIDE_REFUSED,
        /** The database was away, full, or too slow. */
        DATABASE,
        /** Somebody else worked on the same case in that moment. */
        RIVAL,
        /** A diagram, table or form asks for something that there is not. */
        MODEL,
        /** Nothing of these: a fault of the product. */
        FAULT
    }

    /**
     * A step that failed and is not done.
     *
     * @param key names it in a form of ours, and nowhere else
     * @param subject the case, act or distribution; null for a step that belongs to none
     * @param step the element's name in the diagram, in the analyst's English
     * @param stepWords the same in the reader's language
     * @param code of the problem when it is one of ours ({@code distribution.none-published}); else null
     * @param arguments of that problem's text; empty when there are none
     * @param status of HTTP that a system answered; null when it answered none
     * @param since when it first failed, legal time
     * @param attempts how often it was tried
     * @param next when it is tried by itself again, legal time; null when it gave up
     */
    record Stopped(
            String key,
            @Nullable Subject subject,
            String step,
            String stepWords,
            Cause cause,
            @Nullable String code,
            List<String> arguments,
            @Nullable Integer status,
            OffsetDateTime since,
            int attempts,
            @Nullable OffsetDateTime next) {}

    /**
     * The steps that failed, those that gave up first, then by when they failed.
     *
     * @param language the tag of the reader's language
     * @param count at most so many
     */
    List<Stopped> all(String language, int count);

    /** What a step that {@link Stopped#step} named is called in that language. */
    String words(String step, String language);

    /** How many steps gave up and are not tried by themselves any more. */
    int gaveUp();

    /**
     * Starts a step again, at once and with all its attempts before it; recorded.
     *
     * @param key as {@link Stopped} has it
     * @param by id of the administrator
     * @throws Problem {@code officer.step-gone} when it is done, runs, or was never there
     */
    void restart(String key, String by);
}
