package kz.bilik.voucher;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import kz.bilik.application.LabourMarketReports;
import kz.bilik.application.LabourMarketReports.Certificate;
import kz.bilik.application.LabourMarketReports.Days;
import kz.bilik.application.LabourMarketReports.Event;
import kz.bilik.application.LabourMarketReports.Ground;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import org.springframework.stereotype.Component;

/**
 * What the Labour Market AIS is told of a voucher (cl. 10-13), each time in the transaction of the event itself: so the AIS
 * hears of the events in their order, and an event that is undone is told to nobody.
 */
@Component
class VoucherReports {

    private final LabourMarketReports reports;
    private final Texts texts;

    VoucherReports(LabourMarketReports reports, Texts texts) {
        this.reports = reports;
        this.texts = texts;
    }

    void issued(OneTimeVoucher voucher) {
        report(voucher, "", new LabourMarketReports.VoucherIssued(told(voucher)));
    }

    void sickLeaveReceived(OneTimeVoucher voucher, CertificateTable.Row certificate, List<IncapacityPeriod> periods) {
        report(
                voucher,
                certificate.id().toString(),
                new LabourMarketReports.SickLeaveReceived(told(voucher), told(certificate, periods)));
    }

    void extended(OneTimeVoucher voucher, CertificateTable.Row certificate, List<IncapacityPeriod> periods) {
        report(
                voucher,
                certificate.id().toString(),
                new LabourMarketReports.VoucherExtended(told(voucher), told(certificate, periods)));
    }

    void certificateRejected(OneTimeVoucher voucher, CertificateTable.Row certificate, List<IncapacityPeriod> periods) {
        var ground = SickLeaveCertificate.Ground.valueOf(Objects.requireNonNull(certificate.ground()));
        report(
                voucher,
                certificate.id().toString(),
                new LabourMarketReports.CertificateRejected(
                        told(voucher),
                        told(certificate, periods),
                        new Ground(
                                "sick-leave." + ground.code(),
                                "cl. 13",
                                texts.in(Language.KK, ground.textKey()),
                                Objects.requireNonNullElse(certificate.remark(), ""))));
    }

    void certificateAnnulled(OneTimeVoucher voucher, CertificateTable.Row certificate, List<IncapacityPeriod> periods) {
        report(
                voucher,
                certificate.id().toString(),
                new LabourMarketReports.CertificateAnnulled(told(voucher), told(certificate, periods)));
    }

    /** One for each last day to which the calendar moves it, also back to one that it had. */
    void lastDayMoved(OneTimeVoucher voucher, OffsetDateTime at) {
        report(voucher, voucher.lastDay() + " " + at.toInstant(), new LabourMarketReports.LastDayMoved(told(voucher)));
    }

    void used(OneTimeVoucher voucher, VoucherTable.UseRow use) {
        report(voucher, Long.toString(use.id()), new LabourMarketReports.VoucherUsed(told(voucher), use.usedOn()));
    }

    void useUndone(OneTimeVoucher voucher, VoucherTable.UseRow use) {
        var cause = "voucher."
                + Objects.requireNonNull(use.notHeldCause())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
        report(
                voucher,
                Long.toString(use.id()),
                new LabourMarketReports.UseUndone(
                        told(voucher),
                        use.usedOn(),
                        new Ground(
                                cause,
                                "cl. 11",
                                texts.in(Language.KK, "reason." + cause),
                                Objects.requireNonNullElse(use.notHeldReason(), ""))));
    }

    /** One for each last day: a late certificate may bring the voucher back, which then lapses again. */
    void cancelled(OneTimeVoucher voucher) {
        var cancelledOn = Objects.requireNonNull(voucher.standing().lapsedOn());
        report(
                voucher,
                cancelledOn + " " + voucher.lastDay(),
                new LabourMarketReports.VoucherCancelled(told(voucher), cancelledOn));
    }

    void withdrawn(OneTimeVoucher voucher) {
        var withdrawnOn = Objects.requireNonNull(voucher.standing().withdrawnOn());
        report(voucher, "", new LabourMarketReports.VoucherWithdrawn(told(voucher), withdrawnOn));
    }

    private void report(OneTimeVoucher voucher, String occasion, Event event) {
        reports.report(voucher.issued().application(), occasion, event);
    }

    private static LabourMarketReports.Voucher told(OneTimeVoucher voucher) {
        return new LabourMarketReports.Voucher(
                voucher.number(), voucher.issued().issuedOn(), voucher.lastDay());
    }

    private static Certificate told(CertificateTable.Row certificate, List<IncapacityPeriod> periods) {
        return new Certificate(
                certificate.kind().name(),
                certificate.series(),
                certificate.number(),
                periods.stream()
                        .map(period -> new Days(period.from(), period.to()))
                        .toList(),
                certificate.receivedAt());
    }
}
