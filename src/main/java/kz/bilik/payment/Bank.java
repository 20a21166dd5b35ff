package kz.bilik.payment;

/** The bank or the Treasury that carries out payment orders; implemented by {@code integration}. */
public interface Bank {

    /**
     * A file of payment orders.
     *
     * @param id unique for ever; a file sent again has the same id and the same content
     * @param content pain.001.001.09 in UTF-8
     */
    record PaymentFile(String id, byte[] content) {}

    /** Erases what lies here of a file that was handed over, after the end of its term; nothing for what keeps none. */
    default void erase(String file) {}

    /** Hands a file over; the same file may be handed over again and has its effect once. */
    void send(PaymentFile file);
}
