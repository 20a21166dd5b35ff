package kz.bilik.voucher;

import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.distribution.Quotas;
import kz.bilik.language.Day;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A voucher that was not used while it was valid is cancelled, and the AIS is told (cl. 11). */
@NamedInterface("steps")
@Component
public class Cancellation {

    private final VoucherTable vouchers;
    private final VoucherSettings settings;
    private final Quotas quotas;
    private final Notices notices;
    private final Timeline timeline;
    private final VoucherReports reports;
    private final LegalClock clock;

    Cancellation(
            VoucherTable vouchers,
            VoucherSettings settings,
            Quotas quotas,
            Notices notices,
            Timeline timeline,
            VoucherReports reports,
            LegalClock clock) {
        this.vouchers = vouchers;
        this.settings = settings;
        this.quotas = quotas;
        this.notices = notices;
        this.timeline = timeline;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * Cancels the voucher (cl. 11). One that has lapsed already stays as it is: a late certificate then did not bring
     * it back.
     *
     * @throws kz.bilik.problem.Problem {@code voucher.still-valid}, {@code voucher.not-issued}, {@code voucher.unknown}
     */
    @Transactional
    public void cancel(String number) {
        var voucher = vouchers.lock(number);
        if (voucher.state() == Voucher.State.LAPSED) {
            return;
        }
        voucher.lapse(clock.today(), settings.lapsedReturnsToQuota());
        vouchers.update(voucher);
        var issued = voucher.issued();
        if (settings.lapsedReturnsToQuota()) {
            quotas.giveBack(issued.application(), "cl. 11");
        }
        var lastDay = Day.of(voucher.lastDay());
        notices.tellApplicant(issued.application(), "voucher.lapsed", lastDay, number, lastDay);
        notices.tell(
                Place.recognitionCentre(issued.recognitionCentre()),
                number,
                "voucher.lapsed-unused",
                lastDay,
                number,
                lastDay);
        timeline.add(issued.application(), "voucher.lapsed", "cl. 11", number, lastDay);
    }

    /**
     * Tells the Labour Market AIS of the cancellation (cl. 11), in its transaction; told again it stays one report.
     */
    @Transactional
    public void report(String number) {
        reports.cancelled(vouchers.get(number));
    }
}
