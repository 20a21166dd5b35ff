package kz.bilik.officer;

import java.util.List;
import java.util.Optional;

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

    /**
     * To whom that officer may give the task, by name: as the head of its place to every officer of the place but the one
     * who has it. Nobody for everybody else, who only takes and gives back.
     */
    List<Colleague> colleagues(Officer officer, String task);
}
