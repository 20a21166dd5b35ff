package kz.bilik.payment;

/** What payments ask of the settlement's procedure (cl. 17). */
public interface PaymentProcess {

    /** The bank or the accountant confirms or rejects a payment; the same as completing the task {@code confirmPayment}. */
    void paymentAnswered(String order, boolean confirmed, String reason);
}
