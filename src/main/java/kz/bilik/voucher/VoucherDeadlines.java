package kz.bilik.voucher;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import kz.bilik.calendar.Deadline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.language.Day;
import kz.bilik.law.Law;
import kz.bilik.notice.Notices;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The terms that run while a voucher waits for its use (cl. 10.2, 13), and the reminders before its last day. */
@NamedInterface({"cabinet", "steps"})
@Component
public class VoucherDeadlines {

    private final VoucherTable vouchers;
    private final CertificateTable certificates;
    private final VoucherSettings settings;
    private final Law law;
    private final WorkingCalendar calendar;
    private final Notices notices;
    private final LegalClock clock;

    VoucherDeadlines(
            VoucherTable vouchers,
            CertificateTable certificates,
            VoucherSettings settings,
            Law law,
            WorkingCalendar calendar,
            Notices notices,
            LegalClock clock) {
        this.vouchers = vouchers;
        this.certificates = certificates;
        this.settings = settings;
        this.law = law;
        this.calendar = calendar;
        this.notices = notices;
        this.clock = clock;
    }

    /** The validity with all its extensions: from the day of issue to the last valid day (cl. 10, 12). */
    public Deadline validity(String voucher) {
        var row = vouchers.get(voucher);
        var issuedOn = row.issued().issuedOn();
        var extended = row.lastDay().isAfter(row.issued().firstLastDay());
        return new Deadline(
                issuedOn,
                (int) ChronoUnit.DAYS.between(issuedOn, row.lastDay()),
                Deadline.Unit.CALENDAR_DAYS,
                row.lastDay(),
                List.of(),
                extended ? "cl. 10, 12" : "cl. 10");
    }

    /** When a certificate is to be decided: working days after its receipt, or after it is undecided again, in the edition of that day (cl. 13). */
    public Deadline certificateDecision(String certificate) {
        var receivedOn = certificates.get(certificate).decidableFrom().toLocalDate();
        return calendar.workingDaysAfter(receivedOn, law.termsOn(receivedOn).extension(), "cl. 13");
    }

    /** The next day after today on which the holder is reminded; empty when none is left before the last day. */
    public Optional<LocalDate> nextReminder(String voucher) {
        var lastDay = vouchers.get(voucher).lastDay();
        return settings.reminderDaysBeforeEnd().stream()
                .map(lastDay::minusDays)
                .filter(day -> day.isAfter(clock.today()))
                .sorted()
                .findFirst();
    }

    /** Reminds the holder of what is left; nothing happens when the voucher can no longer be used today. */
    @Transactional
    public void remindHolder(String voucher) {
        var row = vouchers.get(voucher);
        if (!row.isValidOn(clock.today())) {
            return;
        }
        var lastDay = Day.of(row.lastDay());
        var left = ChronoUnit.DAYS.between(clock.today(), row.lastDay());
        notices.tellApplicant(
                row.issued().application(),
                "voucher.reminder",
                lastDay + " " + left,
                voucher,
                lastDay,
                Long.toString(left));
    }
}
