package kz.bilik.voucher;

import kz.bilik.application.Timeline;
import kz.bilik.application.Withdrawal;
import kz.bilik.calendar.LegalClock;
import kz.bilik.distribution.Quotas;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The holder gives the voucher up before it is used. */
@NamedInterface({"cabinet", "steps"})
@Component
public class VoucherWithdrawal {

    private final VoucherTable vouchers;
    private final Withdrawal withdrawal;
    private final SickLeave sickLeave;
    private final VoucherProcess process;
    private final VoucherSettings settings;
    private final Quotas quotas;
    private final Notices notices;
    private final Timeline timeline;
    private final VoucherReports reports;
    private final LegalClock clock;

    VoucherWithdrawal(
            VoucherTable vouchers,
            Withdrawal withdrawal,
            SickLeave sickLeave,
            VoucherProcess process,
            VoucherSettings settings,
            Quotas quotas,
            Notices notices,
            Timeline timeline,
            VoucherReports reports,
            LegalClock clock) {
        this.vouchers = vouchers;
        this.withdrawal = withdrawal;
        this.sickLeave = sickLeave;
        this.process = process;
        this.settings = settings;
        this.quotas = quotas;
        this.notices = notices;
        this.timeline = timeline;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * An applicant withdraws through the cabinet: before issue the application, afterwards and before its use the voucher.
     *
     * @param application the number of the application
     * @throws kz.bilik.problem.Problem as {@link #withdrawThroughCabinet}, {@code application.closed} when the
     *     application ended without a voucher, {@code application.unknown}
     */
    @Transactional
    public void withdrawWhatThereIs(String application) {
        vouchers.ofApplication(application)
                .ifPresentOrElse(
                        voucher -> withdrawThroughCabinet(voucher.issued().number()),
                        () -> withdrawal.withdrawThroughCabinet(application));
    }

    /**
     * The holder withdraws the voucher through the cabinet; asked again, nothing happens.
     *
     * @throws kz.bilik.problem.Problem {@code voucher.already-used}, {@code voucher.not-valid} when it has lapsed,
     *     {@code voucher.unknown}
     */
    @Transactional
    public void withdrawThroughCabinet(String number) {
        var voucher = vouchers.lock(number);
        if (voucher.state() == Voucher.State.WITHDRAWN) {
            return;
        }
        voucher.mustBeWithdrawable();
        process.withdraw(number);
    }

    /** Records the withdrawal and undoes what hangs on the voucher; repeating it changes nothing. */
    @Transactional
    public void withdraw(String number) {
        var voucher = vouchers.lock(number);
        if (voucher.state() == Voucher.State.WITHDRAWN) {
            return;
        }
        voucher.withdraw(clock.today(), settings.withdrawnReturnsToQuota());
        vouchers.update(voucher);
        var issued = voucher.issued();
        if (settings.withdrawnReturnsToQuota()) {
            quotas.giveBack(issued.application(), "cl. 10");
        }
        sickLeave.closeOpen(number, "withdrawn");
        notices.tellApplicant(issued.application(), "voucher.withdrawn", "", number);
        notices.tell(
                Place.recognitionCentre(issued.recognitionCentre()), number, "voucher.withdrawn-by-holder", "", number);
        timeline.add(issued.application(), "voucher.withdrawn", "", number);
    }

    /** Tells the Labour Market AIS of the withdrawal, in its transaction; told again it stays one report. */
    @Transactional
    public void report(String number) {
        reports.withdrawn(vouchers.get(number));
    }
}
