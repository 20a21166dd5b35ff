package kz.bilik.distribution;

import java.util.Optional;
import org.springframework.modulith.NamedInterface;

/** The process of a distribution, in words of this module; implemented beside the engine. */
@NamedInterface({"cabinet", "steps"})
public interface DistributionProcess {

    /** The steps at which an officer is at work. */
    @NamedInterface({"cabinet", "steps"})
    enum Step {
        SET_TOTALS,
        ADJUST_SHARES,
        APPROVE_DISTRIBUTION
    }

    /** Starts the process of a review that was ordered by hand. */
    void start(String number);

    /** Whether its process is still running: an administrator may have ended it. */
    boolean runs(String number);

    /** The step at which the distribution waits for an officer; empty when it waits for something else, or has ended. */
    Optional<Step> stands(String number);

    /** There are statistics now: if the process still asks the Labour Market AIS for them, it goes on. */
    void statisticsProvided(String number);

    /** Applications that waited for a distribution are looked at again. */
    void resumeHeldApplications();
}
