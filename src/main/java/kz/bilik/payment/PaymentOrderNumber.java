package kz.bilik.payment;

import kz.bilik.problem.Problem;
import kz.bilik.record.RecordNumber;

/**
 * The number of a payment order as a type of its own, where a call takes numbers of two kinds and they could be swapped.
 *
 * @param text {@code P-2026-75-000031}
 */
public record PaymentOrderNumber(String text) {

    /** @throws Problem {@code payment.unknown} when the text is no number of a payment order, as when there is none of that number */
    public PaymentOrderNumber {
        if (!RecordNumber.isOf(RecordNumber.Kind.PAYMENT_ORDER, text)) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "payment.unknown", text);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
