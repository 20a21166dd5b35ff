package kz.bilik.payment;

/** What payments ask of the settlement's procedure (cl. 17). */
public interface PaymentProcess {

    /** The bank or the accountant confirms or rejects a payment; the same as completing the task {@code confirmPayment}. */
    void paymentAnswered(String order, boolean confirmed, String reason);

    /** The order stands in a file with orders of other acts, for which it was waiting. */
    void paymentCollected(String order);

    /**
     * Whether the act's procedure has the steps for an order that is held or returned. One that began by an earlier diagram
     * goes on by it, and has none.
     */
    boolean holdsOrders(String act);

    /** Whether the procedure stands where the bank's answer to that order is entered. */
    boolean answerAwaited(String order);

    /** Whether the accountant has still to release the act's orders as a whole. */
    boolean releaseAwaited(String act);

    /**
     * The accountant releases a held payment, or returns it to the mobility centre; the same as completing the task {@code
     * decidePayment}.
     *
     * @return false, and nothing has happened, when the procedure does not stand there: the act's orders as a whole are not
     *     released yet
     */
    boolean paymentDecided(String order, boolean released, String reason);
}
