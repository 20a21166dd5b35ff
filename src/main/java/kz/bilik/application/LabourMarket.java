package kz.bilik.application;

import java.time.LocalDate;
import kz.bilik.identity.Iin;

/** The Labour Market AIS, as far as the procedure needs it; implemented by {@code integration}. */
public interface LabourMarket {

    /** Whether that person is registered as unemployed on that day (cl. 3.3 (a)). */
    boolean registeredAsUnemployed(Iin iin, LocalDate day);

    /** Whether a voucher was received in that year outside this product (cl. 3.3 (c)). */
    boolean voucherReceivedElsewhere(Iin iin, int year);

    /** A refusal is formed in the AIS (cl. 8.2, 9.2), its reasons and the way to appeal; the same may be told again. */
    void refusalFormed(String application, java.util.List<String> lines);

    /**
     * A decision on appeal has overturned the refusal that was formed last (cl. 8, 9): it does not stand any more. The same
     * may be told again.
     *
     * @param decision number of the decision
     */
    void refusalOverturned(String application, String decision, LocalDate decidedOn);

    /** A voucher was issued, extended or cancelled (cl. 10, 11, 13); the same event may be told again. */
    void voucherChanged(String voucher, String event, LocalDate lastDay);
}
