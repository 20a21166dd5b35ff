package kz.bilik.voucher;

import java.util.List;
import kz.bilik.application.Application;
import kz.bilik.application.Applications;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.distribution.Quotas;
import kz.bilik.language.Day;
import kz.bilik.law.Law;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.record.RecordNumber;
import kz.bilik.record.Savepoint;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Issues the voucher once the recognition centre has said yes (cl. 10.1). */
@NamedInterface("steps")
@Component
public class VoucherIssue {

    private final VoucherTable vouchers;
    private final VoucherDocument document;
    private final LastDay lastDay;
    private final Applications applications;
    private final Catalogue catalogue;
    private final Quotas quotas;
    private final Law law;
    private final VoucherParts parts;
    private final Notices notices;
    private final Timeline timeline;
    private final VoucherReports reports;
    private final LegalClock clock;
    private final Savepoint savepoint;

    VoucherIssue(
            VoucherTable vouchers,
            VoucherDocument document,
            LastDay lastDay,
            Applications applications,
            Catalogue catalogue,
            Quotas quotas,
            Law law,
            VoucherParts parts,
            Notices notices,
            Timeline timeline,
            VoucherReports reports,
            LegalClock clock,
            Savepoint savepoint) {
        this.vouchers = vouchers;
        this.document = document;
        this.lastDay = lastDay;
        this.applications = applications;
        this.catalogue = catalogue;
        this.quotas = quotas;
        this.law = law;
        this.parts = parts;
        this.notices = notices;
        this.timeline = timeline;
        this.reports = reports;
        this.clock = clock;
        this.savepoint = savepoint;
    }

    /**
     * Issues the voucher of that application: record, quota, sealed document, notices. Asked again for the same
     * application it answers the number that it gave. The day of issue is the legal day, Asia/Almaty, day 0 of the
     * validity. While the monthly calculation index of the day is not known, the voucher states no parts.
     *
     * @return the voucher's number
     * @throws Problem {@code application.unknown}; {@code voucher.not-confirmed} without the centre's yes; {@code
     *     voucher.already-this-year} when the person has a voucher of this year (cl. 3.3 (c)): an incident, not a refusal
     */
    @Transactional
    public String issue(String application) {
        var before = vouchers.ofApplication(application);
        if (before.isPresent()) {
            return before.get().number();
        }
        var applied = applications.get(application);
        var voucher = voucherFor(applied);
        try {
            savepoint.attempt(() -> vouchers.insert(voucher));
        } catch (DuplicateKeyException e) {
            return vouchers.ofApplication(application)
                    .map(OneTimeVoucher::number)
                    .orElseThrow(() -> Problem.of(
                            Kind.CONFLICT,
                            "voucher.already-this-year",
                            application,
                            Integer.toString(clock.today().getYear())));
        }
        quotas.consume(application, "cl. 10");
        applications.voucherIssued(application);
        document.sealEdition(voucher);
        tell(voucher);
        return voucher.number();
    }

    /**
     * Tells the Labour Market AIS of the issue (cl. 10.1), in the transaction of the issue; told again it stays one report.
     */
    @Transactional
    public void report(String voucher) {
        reports.issued(vouchers.get(voucher));
    }

    private OneTimeVoucher voucherFor(Application applied) {
        var price = applied.price();
        if (price == null) {
            throw Problem.of(Kind.CONFLICT, "voucher.not-confirmed", applied.number());
        }
        var today = clock.today();
        var terms = law.termsOn(today);
        var centre = catalogue
                .recognitionCentre(applied.recognitionCentre())
                .orElseThrow(() -> new IllegalStateException("No recognition centre " + applied.recognitionCentre()));
        var profession = catalogue
                .profession(applied.profession())
                .orElseThrow(() -> new IllegalStateException("No profession " + applied.profession()));
        var validUntil = lastDay.after(today, terms.validity(), List.of());
        var issued = new OneTimeVoucher.Issued(
                RecordNumber.of(RecordNumber.Kind.VOUCHER, today.getYear(), applied.region(), vouchers.nextNumber())
                        .toString(),
                applied.number(),
                applied.iin(),
                applied.name(),
                applied.region(),
                applied.recognitionCentre(),
                centre.name(),
                applied.profession(),
                profession.name(),
                applied.level(),
                today,
                terms.edition(),
                terms.validity(),
                validUntil,
                price,
                parts.by(price, profession.profile(), today).orElse(null));
        return new OneTimeVoucher(issued, OneTimeVoucher.Standing.issued(validUntil));
    }

    private void tell(OneTimeVoucher voucher) {
        var issued = voucher.issued();
        var until = Day.of(voucher.lastDay());
        notices.tellApplicant(issued.application(), "voucher.issued", "", issued.number(), until);
        notices.tell(
                Place.recognitionCentre(issued.recognitionCentre()),
                issued.number(),
                "voucher.issued-to-holder",
                "",
                issued.number(),
                until);
        timeline.add(issued.application(), "voucher.issued", "cl. 10", issued.number(), until);
    }
}
