package kz.bilik.voucher;

import kz.bilik.problem.Problem;
import kz.bilik.record.RecordNumber;

/**
 * The number of a voucher as a type of its own, where a call takes numbers of two kinds and they could be swapped.
 *
 * @param text {@code V-2026-75-000045}
 */
public record VoucherNumber(String text) {

    /** @throws Problem {@code voucher.unknown} when the text is no number of a voucher, as when there is none of that number */
    public VoucherNumber {
        if (!RecordNumber.isOf(RecordNumber.Kind.VOUCHER, text)) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "voucher.unknown", text);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
