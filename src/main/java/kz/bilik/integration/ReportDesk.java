package kz.bilik.integration;

import java.util.UUID;

/** Where the Labour Market AIS takes reports: {@code PUT /reports/{key}} of its contract. */
interface ReportDesk {

    /** What came of a report; its words hold nothing personal. */
    sealed interface Answer {}

    /** It has the report, from now on or already. */
    record Told() implements Answer {}

    /** It says that the content is wrong. */
    record Refused(String error) implements Answer {}

    /** It did not answer, or with something else: whether it has the report is not known. */
    record Failed(String error) implements Answer {}

    /**
     * Hands a report over; the same key again means the same report.
     *
     * @param body JSON of the contract's {@code Report}
     */
    Answer tell(UUID key, String body);
}
