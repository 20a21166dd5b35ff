package kz.bilik.voucher;

import kz.bilik.calendar.LegalClock;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is left of a voucher when its last day has passed, an exam did not take place, or certificates were decided. */
@NamedInterface("steps")
@Component
public class VoucherReview {

    /** What is left of a voucher. */
    public enum Left {
        /** Valid days: it can be used. */
        VALID,
        /** None at the moment, but an undecided certificate holds the cancellation back. */
        HELD,
        /** Nothing: it is cancelled (cl. 11). */
        ENDED
    }

    private final VoucherTable vouchers;
    private final SickLeave sickLeave;
    private final LegalClock clock;

    VoucherReview(VoucherTable vouchers, SickLeave sickLeave, LegalClock clock) {
        this.vouchers = vouchers;
        this.sickLeave = sickLeave;
        this.clock = clock;
    }

    /**
     * What is left of that voucher on the legal day, Asia/Almaty.
     *
     * @throws kz.bilik.problem.Problem {@code voucher.unknown}
     */
    @Transactional
    public Left review(String number) {
        // Locked, so that a certificate is either seen here or finds the voucher lapsed.
        var voucher = vouchers.lock(number);
        if (voucher.isValidOn(clock.today())) {
            return Left.VALID;
        }
        return sickLeave.anyUndecided(number) ? Left.HELD : Left.ENDED;
    }
}
