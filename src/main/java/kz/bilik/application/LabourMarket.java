package kz.bilik.application;

import java.time.LocalDate;
import kz.bilik.identity.Iin;
import org.springframework.modulith.NamedInterface;

/**
 * What the procedure asks of the Labour Market AIS (cl. 3.3); implemented by {@code integration}. What the AIS is told is in
 * {@link LabourMarketReports}.
 */
@NamedInterface("labour-market")
public interface LabourMarket {

    /** Whether that person is registered as unemployed on that day (cl. 3.3 (a)). */
    boolean registeredAsUnemployed(Iin iin, LocalDate day);

    /** Whether a voucher was received in that year outside this product (cl. 3.3 (c)). */
    boolean voucherReceivedElsewhere(Iin iin, int year);
}
