package kz.bilik.voucher;

import java.time.LocalDate;
import kz.bilik.application.LabourMarket;
import kz.bilik.calendar.LegalClock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the Labour Market AIS is told of a voucher (cl. 10, 11, 13). The holder uses it, is ill or gives it up whether the
 * AIS can be reached or not; the AIS hears of the issue first all the same, and again only when the report after it failed.
 */
@Component
class VoucherReports {

    private final VoucherTable vouchers;
    private final LabourMarket labourMarket;
    private final LegalClock clock;

    VoucherReports(VoucherTable vouchers, LabourMarket labourMarket, LegalClock clock) {
        this.vouchers = vouchers;
        this.labourMarket = labourMarket;
        this.clock = clock;
    }

    /** Tells of the issue, with the last day as it was then, unless an earlier report has. */
    @Transactional
    public void issued(String number) {
        if (vouchers.isIssueTold(number)) {
            return;
        }
        labourMarket.voucherChanged(
                number, "ISSUED", vouchers.get(number).issued().firstLastDay());
        vouchers.issueTold(number, clock.now());
    }

    /** Tells of a later event, after the issue; may be told again. */
    @Transactional
    public void changed(String number, String event, LocalDate lastDay) {
        issued(number);
        labourMarket.voucherChanged(number, event, lastDay);
    }
}
