package kz.bilik.integration;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of all cases that wait for a system that did not answer; implemented by {@code process}. */
public interface WaitingSteps {

    /** What a system last said to a step; nothing of a person is in it. */
    enum LastAnswer {
        /** Nothing: it could not be reached. */
        NONE,
        /** An HTTP status that is no answer. */
        STATUS,
        /** Something that could not be used. */
        OTHER
    }

    /**
     * The steps that wait for one system.
     *
     * @param steps how many failed at least once and are not done
     * @param gaveUp how many of them are not tried again by themselves, each an incident
     * @param since when the first of them was due, legal time; null when none waits
     * @param lastAnswer to the step that failed last; null when none waits
     * @param status the HTTP status; null unless that is the answer
     */
    record Waiting(
            OutsideSystem system,
            int steps,
            int gaveUp,
            @Nullable OffsetDateTime since,
            @Nullable LastAnswer lastAnswer,
            @Nullable Integer status) {}

    /** Each system with the steps that wait for it. */
    List<Waiting> all();

    /**
     * Starts every step that waits for that system again, at once and with all its attempts before it.
     *
     * @return how many steps
     */
    int restart(OutsideSystem system);

    /** How often one step of each system that gave up is tried by itself. */
    Duration triedEvery();
}
