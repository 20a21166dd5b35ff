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

    /** What that task is about; empty when it is not open, or not one that this officer may see. */
    Optional<Subject> subject(Officer officer, String task);

    /**
     * To whom that officer may give the task, by name: as the head of its place to every officer of the place but the one
     * who has it. Nobody for everybody else, who only takes and gives back.
     */
    List<Colleague> colleagues(Officer officer, String task);
}
