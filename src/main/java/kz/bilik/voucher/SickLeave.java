package kz.bilik.voucher;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.Deadline;
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

    /** Why a certificate is closed: the voucher is in use. */
    private static final String USED = "used";

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

    /** Keeps a certificate of a voucher in use: it is decided when the exam does not take place. */
    void keep(String voucherNumber, CertificateTable.Row row) {
        certificates.closeUndecided(voucherNumber, USED, clock.now());
        notices.tellApplicant(
                vouchers.get(voucherNumber).issued().application(),
                "voucher.certificate-kept",
                row.id().toString(),
                voucherNumber,
                row.number());
    }

    /** The exam did not take place: what the use had closed is undecided again, with the term of cl. 13 from now on. */
    List<CertificateTable.Row> reopenUsed(String voucherNumber) {
        return certificates.reopen(voucherNumber, USED, clock.now());
    }

    void tellToBeDecided(CertificateTable.Row row, Deadline due) {
        notices.tellApplicant(
                vouchers.get(row.voucher()).issued().application(),
                "voucher.certificate-to-be-decided",
                row.id() + " " + due.due(),
                row.voucher(),
                row.number(),
                due.due());
    }

    /** The voucher was used: what is undecided is closed until the exam does not take place, and the holder is told. */
    void closeUsed(String voucherNumber) {
        closeOpen(voucherNumber, USED);
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
        var number = voucher.number();
        var accepted = certificates.acceptedPeriods(number);
        var holds = vouchers.holds(number);
        return Validity.touchesValidDay(
                voucher.issued().issuedOn(), lastDay(voucher, accepted, holds), periods, lastDay.counted(holds));
    }

    /** The last day by all that is accepted. */
    LocalDate lastDay(OneTimeVoucher voucher) {
        return lastDay(voucher, certificates.acceptedPeriods(voucher.number()), vouchers.holds(voucher.number()));
    }

    /** The last day that the voucher would have if that certificate were accepted now. */
    LocalDate lastDayWith(OneTimeVoucher voucher, UUID certificate) {
        var periods = new ArrayList<>(certificates.acceptedPeriods(voucher.number()));
        periods.addAll(certificates.periods(certificate));
        var holds = new ArrayList<>(vouchers.holds(voucher.number()));
        heldUntilToday(voucher).ifPresent(holds::add);
        return lastDay(voucher, periods, holds);
    }

    private LocalDate lastDay(OneTimeVoucher voucher, List<IncapacityPeriod> illness, List<Hold> holds) {
        var issued = voucher.issued();
        return lastDay.after(issued.issuedOn(), issued.validityDays(), illness, holds);
    }

    /**
     * The days up to and including today on which the voucher could not be used because a certificate was undecided:
     * those after its last day, from the receipt of the certificate on. Days that an earlier decision has recorded may be
     * among them.
     */
    private Optional<Hold> heldUntilToday(OneTimeVoucher voucher) {
        var waits = voucher.state() == Voucher.State.ISSUED || voucher.state() == Voucher.State.LAPSED;
        if (!waits || !clock.today().isAfter(voucher.lastDay())) {
            return Optional.empty();
        }
        return certificates
                .undecidedSince(voucher.number())
                .map(since -> new Hold(
                        since.isAfter(voucher.lastDay())
                                ? since
                                : voucher.lastDay().plusDays(1),
                        clock.today()));
    }

    /** Records the days that a decision of today ends, or that go on with others still undecided (cl. 13). */
    void recordHold(OneTimeVoucher voucher) {
        heldUntilToday(voucher).ifPresent(hold -> vouchers.hold(voucher.number(), hold, clock.now()));
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
