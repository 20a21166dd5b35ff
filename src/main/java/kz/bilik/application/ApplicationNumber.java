package kz.bilik.application;

import kz.bilik.problem.Problem;
import kz.bilik.record.RecordNumber;

/**
 * The number of an application as a type of its own, where a call takes numbers of two kinds and they could be swapped.
 *
 * @param text {@code A-2026-75-000123}
 */
public record ApplicationNumber(String text) {

    /** @throws Problem {@code application.unknown} when the text is no number of an application, as when there is none of that number */
    public ApplicationNumber {
        if (!RecordNumber.isOf(RecordNumber.Kind.APPLICATION, text)) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "application.unknown", text);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
