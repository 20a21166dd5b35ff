package kz.bilik.record;

import java.util.Map;

/**
 * What a module holds of people in its own tables, and how it is erased after its term. What is counted, paid or proven stays:
 * rows, numbers, codes, days and sums. Whoever erases the content of a record that stands in the chain publishes {@link Erased}.
 * Doing it again changes nothing.
 */
public interface PersonalRecords {

    /** What stands where a name or free text was. */
    String GONE = "–";

    /** By which rule it goes, for the chain. */
    String WHY = "retention";

    /**
     * Erases in the current transaction what the module holds of the people in that case.
     *
     * @return how many rows of which table were changed or deleted, those without any left out
     */
    Map<String, Integer> erase(ClosedCase of);

    /** The same for health data alone, whose term may be shorter: what sick-leave certificates say. */
    default Map<String, Integer> eraseHealth(ClosedCase of) {
        return Map.of();
    }

    /** Whether something in the module is not at its end yet, so that the case has to stay as it is. */
    default boolean isUnfinished(ClosedCase of) {
        return false;
    }
}
