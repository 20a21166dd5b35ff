package kz.bilik.voucher;

import java.util.UUID;

/** Where a voucher stands, in business words; implemented by the page of {@code voucher.bpmn}. */
public interface VoucherProcess {

    /** A voucher was issued (cl. 10): its validity runs. */
    void start(String voucher);

    /** The centre admits the holder to the exam; the same as completing its task {@code admitToExam}. */
    void admit(String voucher);

    /** The exam did not take place; the same as completing the task {@code recordExam} with that answer. */
    void examNotHeld(String voucher, String cause, String reason);

    /** The exam took place and a recorded protocol names this voucher; the same as completing {@code recordExam}. */
    void examHeld(String voucher);

    /** A certificate of a voucher that is issued or held was received (cl. 12): a decision is due (cl. 13). */
    void certificateReceived(String voucher, UUID certificate);

    /** A certificate arrived after the lapse: the procedure begins again, held until it is decided. */
    void lateCertificateReceived(String voucher, UUID certificate);

    /**
     * A voucher is in use again: its exam is to be recorded, as after its admission. Its procedure has ended, or waits for a
     * use or a decision that is no longer needed.
     */
    void inUseAgain(String voucher);

    /** The last day has moved: due dates and the timer of the lapse follow. */
    void lastDayMoved(String voucher);

    /** All certificates are decided: a voucher held for them goes on. */
    void certificatesDecided(String voucher);

    /** The holder withdraws before use. */
    void withdraw(String voucher);
}
