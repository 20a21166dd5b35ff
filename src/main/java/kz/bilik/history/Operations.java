package kz.bilik.history;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import kz.bilik.language.Language;
import org.jspecify.annotations.Nullable;

/**
 * What people did with the engine by hand, from its log of user operations, in words and as it is meant; implemented beside the
 * engine. Who may read it, the caller asks.
 */
public interface Operations {

    /** What an operation concerned. */
    enum Kind {
        ACCOUNTS,
        GROUPS,
        RIGHTS,
        DEPLOYMENTS,
        DIAGRAMS,
        FILTERS,
        JOBS,
        CASES,
        BATCHES,
        SETTINGS
    }

    /**
     * Which ones are looked for.
     *
     * @param officer the account of whoever did it; null for everybody
     * @param from first day, null for the first one there is
     * @param to last day, null for today
     * @param kind null for all
     */
    record Sought(@Nullable String officer, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Kind kind) {}

    /**
     * One operation.
     *
     * @param at legal time, in the zone of Almaty
     * @param account of whoever did it; empty where the engine names none
     * @param who his name
     * @param text what was done with what
     * @param more what else the log says, and what is meant where its own words mislead
     * @param instance in which course; null outside of all
     * @param element at which step of it; null at none
     * @param place the name of the step; empty without one
     */
    record Operation(
            OffsetDateTime at,
            Kind kind,
            String account,
            String who,
            String text,
            List<String> more,
            @Nullable String instance,
            @Nullable String element,
            String place) {}

    /** Those that belong to no case, the latest first. */
    List<Operation> outsideOfCases(Sought sought, int skip, int count, Language language);

    /** Those of these courses, the oldest first, but the completed tasks: of these the records tell more. */
    List<Operation> within(Collection<Course> courses, Language language);
}
