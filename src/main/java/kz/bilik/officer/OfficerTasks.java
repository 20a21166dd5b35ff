package kz.bilik.officer;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The open tasks of officers, kept by the engine; implemented beside the engine. */
public interface OfficerTasks {

    /** What a task is about. */
    enum Kind {
        /** The case of an application, from its check to the end of its voucher. */
        CASE,
        /** A services act and its payment. */
        ACT,
        /** A distribution of vouchers between the regions. */
        DISTRIBUTION
    }

    /**
     * The record that a task is about.
     *
     * @param number of the application, of the act, of the distribution
     */
    record Subject(Kind kind, String number) {}

    /**
     * Somebody to whom a task may be given.
     *
     * @param id of the account
     * @param name first and last name
     */
    record Colleague(String id, String name) {}

    /**
     * An open task.
     *
     * @param due when it has to be done, legal time; null when it has no term
     * @param officer the account that has taken it; null when nobody has
     */
    record Open(String id, @Nullable OffsetDateTime due, @Nullable String officer) {}

    /** The open tasks of these cases or acts, what is due first on top; whose they are to read, the caller asks. */
    List<Open> open(Collection<String> numbers);

    /**
     * One of the lists that officers find in the Tasklist.
     *
     * @param filter its id there
     * @param tasks how many this officer finds in it at this moment
     */
    record ListOfTasks(String filter, long tasks) {}

    /**
     * What waits for an officer.
     *
     * @param overdue of his places, whoever has taken them
     * @param mine those that he has taken
     */
    record Waiting(ListOfTasks overdue, ListOfTasks mine) {}

    /** What waits for that officer; empty for somebody who has no tasks, or no list of them. */
    Optional<Waiting> waiting(Officer officer);

    /** What that task is about; empty when it is not open, or not one that this officer may see. */
    Optional<Subject> subject(Officer officer, String task);

    /** The same of many tasks, by id; those that he may not see are left out. */
    Map<String, Subject> subjects(Officer officer, Collection<String> tasks);

    /**
     * To whom that officer may give the task, by name: as the head of its place to every officer of the place but the one
     * who has it. Nobody for everybody else, who only takes and gives back.
     */
    List<Colleague> colleagues(Officer officer, String task);
}
