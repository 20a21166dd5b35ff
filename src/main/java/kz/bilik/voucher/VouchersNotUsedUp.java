package kz.bilik.voucher;

import java.time.LocalDate;
import java.util.List;
import kz.bilik.application.EarlierVouchers;
import kz.bilik.identity.Iin;
import org.springframework.stereotype.Component;

/** Answers the application module which vouchers a person has not used up (cl. 3.3 (c), 10.2, 11). */
@Component
class VouchersNotUsedUp implements EarlierVouchers {

    private final VoucherTable vouchers;
    private final CertificateTable certificates;

    VouchersNotUsedUp(VoucherTable vouchers, CertificateTable certificates) {
        this.vouchers = vouchers;
        this.certificates = certificates;
    }

    @Override
    public List<Valid> validOn(Iin holder, LocalDate day) {
        return vouchers.notUsedUp(holder).stream()
                .filter(voucher -> voucher.state() == Voucher.State.USED
                        || voucher.isValidOn(day)
                        || certificates.anyUndecided(voucher.number()))
                .map(voucher -> new Valid(
                        voucher.number(), voucher.lastDay(), voucher.issued().recognitionCentre()))
                .toList();
    }
}
