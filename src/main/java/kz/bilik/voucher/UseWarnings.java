package kz.bilik.voucher;

import java.time.LocalDate;
import kz.bilik.application.Timeline;
import kz.bilik.language.Day;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import org.springframework.stereotype.Component;

/**
 * Admission on a day for which a certificate says that the holder was ill (cl. 11, 12). It is allowed, since the order does
 * not forbid it; both centres are told, because one of the two papers may be wrong.
 */
@Component
class UseWarnings {

    private final CertificateTable certificates;
    private final Notices notices;
    private final Timeline timeline;

    UseWarnings(CertificateTable certificates, Notices notices, Timeline timeline) {
        this.certificates = certificates;
        this.notices = notices;
        this.timeline = timeline;
    }

    /** Whether a certificate that is accepted, undecided or kept closed names that day. */
    boolean isIll(String voucher, LocalDate day) {
        return certificates.of(voucher).stream()
                .filter(row -> switch (row.state()) {
                    case UNDECIDED, ACCEPTED, CLOSED -> true;
                    case REJECTED, ANNULLED -> false;
                })
                .flatMap(row -> certificates.periods(row.id()).stream())
                .anyMatch(period -> !day.isBefore(period.from()) && !day.isAfter(period.to()));
    }

    /** Tells both centres when the day of use is one of certified illness. */
    void tell(OneTimeVoucher voucher) {
        var usedOn = voucher.standing().usedOn();
        if (usedOn == null || !isIll(voucher.number(), usedOn)) {
            return;
        }
        var issued = voucher.issued();
        var day = Day.of(usedOn);
        notices.tell(
                Place.mobilityCentre(issued.region()),
                voucher.number(),
                "voucher.used-while-ill",
                day,
                voucher.number(),
                day);
        notices.tell(
                Place.recognitionCentre(issued.recognitionCentre()),
                voucher.number(),
                "voucher.used-while-ill",
                day,
                voucher.number(),
                day);
        timeline.add(issued.application(), "voucher.used-while-ill", "cl. 12", voucher.number(), day);
    }
}
