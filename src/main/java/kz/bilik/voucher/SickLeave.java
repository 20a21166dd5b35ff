package kz.bilik.voucher;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.notice.Notices;
import kz.bilik.problem.Problem;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The sick-leave certificates of a voucher: what they are, how they stand, what they do to its validity. They are
 * received by {@link CertificateReceipt} (cl. 12) and decided by {@link CertificateDecision} (cl. 13).
 */
@NamedInterface("cabinet")
@Component
public class SickLeave {

    private final CertificateTable certificates;
    private final VoucherTable vouchers;
    private final LastDay lastDay;
    private final Notices notices;
    private final Timeline timeline;
    private final LegalClock clock;

    SickLeave(
            CertificateTable certificates,
            VoucherTable vouchers,
            LastDay lastDay,
            Notices notices,
            Timeline timeline,
            LegalClock clock) {
        this.certificates = certificates;
        this.vouchers = vouchers;
        this.lastDay = lastDay;
        this.notices = notices;
        this.timeline = timeline;
        this.clock = clock;
    }

    /** The certificates of that voucher, oldest first; health data, for the holder and the officer who decides. */
    public List<ReceivedCertificate> of(String voucherNumber) {
        return certificates.of(voucherNumber).stream().map(this::received).toList();
    }

    /**
     * The certificate of that id.
     *
     * @throws Problem {@code sick-leave.unknown}
     */
    public ReceivedCertificate get(String certificate) {
        return received(certificates.get(certificate));
    }

    /** Whether a certificate of that voucher still waits for its decision. */
    boolean anyUndecided(String voucherNumber) {
        return certificates.anyUndecided(voucherNumber);
    }

    /** Closes what is undecided: the voucher was used or given up, and the holder is told. */
    @Transactional
    public void closeOpen(String voucherNumber, String note) {
        if (certificates.closeUndecided(voucherNumber, note, clock.now()) == 0) {
            return;
        }
        var application = vouchers.get(voucherNumber).issued().application();
        notices.tellApplicant(
                application,
                "voucher.certificate-closed",
                clock.now().toInstant().toString(),
                voucherNumber);
        timeline.add(application, "voucher.certificate-closed", "cl. 12", voucherNumber);
    }

    /** Whether one of these days of illness falls on a valid day of that voucher, as its certificates now stand. */
    boolean touchesValidDay(OneTimeVoucher voucher, List<IncapacityPeriod> periods) {
        var issued = voucher.issued();
        var validUntil = Validity.lastDay(
                issued.issuedOn(), issued.validityDays(), certificates.acceptedPeriods(issued.number()));
        return Validity.touchesValidDay(issued.issuedOn(), validUntil, periods);
    }

    /** The last day that the voucher would have if that certificate were accepted now. */
    LocalDate lastDayWith(OneTimeVoucher voucher, UUID certificate) {
        var issued = voucher.issued();
        var periods = new ArrayList<>(certificates.acceptedPeriods(issued.number()));
        periods.addAll(certificates.periods(certificate));
        return lastDay.after(issued.issuedOn(), issued.validityDays(), periods);
    }

    /** A row as others see it. */
    ReceivedCertificate received(CertificateTable.Row row) {
        return new ReceivedCertificate(
                row.id(),
                row.voucher(),
                row.kind(),
                row.series(),
                row.number(),
                row.organisation(),
                certificates.periods(row.id()),
                row.document(),
                row.receivedAt(),
                row.state(),
                row.ground() == null ? null : SickLeaveCertificate.Ground.valueOf(row.ground()),
                row.remark());
    }

    /** One field of what was handed in or decided is wrong. */
    static Problem invalid(String code, String field, Object... arguments) {
        return Problem.of(Problem.Kind.UNPROCESSABLE, code, arguments).with(field, code, arguments);
    }
}
