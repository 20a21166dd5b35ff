package kz.bilik.voucher;

import java.time.LocalDate;
import java.util.Set;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.RunningDeadlines;
import kz.bilik.language.Day;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where the setting moves a last day that is a day off, a later change of the calendar moves that of running vouchers as
 * well (cl. 10). A day that becomes a working day shortens nothing: the holder has a sealed document.
 */
@Order(0)
@Component
class MovedLastDays implements RunningDeadlines {

    private final VoucherTable vouchers;
    private final VoucherSettings settings;
    private final SickLeave sickLeave;
    private final VoucherDocument document;
    private final VoucherReports reports;
    private final Notices notices;
    private final Timeline timeline;
    private final LegalClock clock;
    private final TransactionTemplate transaction;

    MovedLastDays(
            VoucherTable vouchers,
            VoucherSettings settings,
            SickLeave sickLeave,
            VoucherDocument document,
            VoucherReports reports,
            Notices notices,
            Timeline timeline,
            LegalClock clock,
            PlatformTransactionManager transactions) {
        this.vouchers = vouchers;
        this.settings = settings;
        this.sickLeave = sickLeave;
        this.document = document;
        this.reports = reports;
        this.notices = notices;
        this.timeline = timeline;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** One voucher a transaction; due dates and timers are for the next to move. */
    @Override
    public Report recalculate(Set<LocalDate> days) {
        if (settings.lastDayMovesWhenDayOff()) {
            days.stream()
                    .filter(day -> !day.isBefore(clock.today()))
                    .flatMap(day -> vouchers.runningUntil(day).stream())
                    .forEach(number -> transaction.executeWithoutResult(status -> move(number)));
        }
        return Report.NOTHING;
    }

    private void move(String number) {
        var voucher = vouchers.lock(number);
        var before = voucher.lastDay();
        if (!voucher.follow(sickLeave.lastDay(voucher))) {
            return;
        }
        vouchers.update(voucher);
        var application = voucher.issued().application();
        var until = Day.of(voucher.lastDay());
        timeline.add(application, "voucher.last-day-moved", "cl. 10", number, Day.of(before), until);
        if (voucher.state() == Voucher.State.ISSUED) {
            document.sealEdition(voucher);
            notices.tellApplicant(application, "voucher.last-day-moved", until, number, until);
            notices.tell(
                    Place.recognitionCentre(voucher.issued().recognitionCentre()),
                    number,
                    "voucher.extended-for-holder",
                    until,
                    number,
                    until);
            reports.lastDayMoved(voucher, clock.now());
        }
    }
}
