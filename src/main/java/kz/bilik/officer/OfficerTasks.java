package kz.bilik.officer;

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

    /** What that task is about; empty when it is not open, or not one that this officer may see. */
    Optional<Subject> subject(Officer officer, String task);
}
