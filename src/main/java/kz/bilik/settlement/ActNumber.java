package kz.bilik.settlement;

import kz.bilik.problem.Problem;
import kz.bilik.record.RecordNumber;

/**
 * The number of an act as a type of its own, where a call takes numbers of two kinds and they could be swapped.
 *
 * @param text {@code ACT-2026-75-000012}
 */
public record ActNumber(String text) {

    /** @throws Problem {@code settlement.act-unknown} when the text is no number of an act, as when there is none of that number */
    public ActNumber {
        if (!RecordNumber.isOf(RecordNumber.Kind.ACT, text)) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "settlement.act-unknown", text);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
