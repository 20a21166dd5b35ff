package kz.bilik.voucher;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.document.Documents;
import kz.bilik.document.Enclosure;
import kz.bilik.identity.Iin;
import kz.bilik.problem.DirectionMarks;
import kz.bilik.problem.Problem;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Receives sick-leave certificates from the holder of a voucher (cl. 12). The order knows no ground to refuse one at the
 * door: what is technically none is an error, whatever else is unusual becomes a warning ({@link CertificateWarnings}) to
 * the officer who decides afterwards ({@link CertificateDecision}).
 */
@NamedInterface("cabinet")
@Component
public class CertificateReceipt {

    /** Answer to an upload; {@code again} when the same certificate had been received before. */
    public record Answer(ReceivedCertificate certificate, boolean again) {}

    private static final int MOST_PERIODS = 50;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_SERIES = 32;
    private static final int LONGEST_TEXT = 400;
    private static final int LONGEST_FILE_NAME = 255;

    private final CertificateTable certificates;
    private final VoucherTable vouchers;
    private final SickLeave sickLeave;
    private final VoucherProcess process;
    private final VoucherSettings settings;
    private final VoucherDeadlines deadlines;
    private final Documents documents;
    private final Timeline timeline;
    private final VoucherReports reports;
    private final LegalClock clock;

    CertificateReceipt(
            CertificateTable certificates,
            VoucherTable vouchers,
            SickLeave sickLeave,
            VoucherProcess process,
            VoucherSettings settings,
            VoucherDeadlines deadlines,
            Documents documents,
            Timeline timeline,
            VoucherReports reports,
            LegalClock clock) {
        this.certificates = certificates;
        this.vouchers = vouchers;
        this.sickLeave = sickLeave;
        this.process = process;
        this.settings = settings;
        this.deadlines = deadlines;
        this.documents = documents;
        this.timeline = timeline;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * Receives a certificate and its copy from the holder of that voucher (cl. 12) and asks for the decision of cl. 13.
     * A certificate that the holder has handed in before (kind, series, number and periods) gives the same answer while
     * it is undecided or accepted; after a rejection or a closing it is received anew when the copy is another one or
     * what was decided no longer stands in its way. One that arrives while the voucher is in use is kept closed, and
     * decided when the exam does not take place.
     *
     * @param holder the person who hands it in
     * @throws Problem {@code voucher.unknown} for anybody but the holder; {@code sick-leave.field-too-long}, {@code
     *     .periods}, {@code .from-after-to}, {@code .no-such-year}, {@code .file-missing}, {@code .file-too-large}, {@code .file-name-too-long}, {@code
     *     .file-type}, {@code .file-broken}, {@code .field-characters}, {@code .voucher-lapsed} where the setting refuses late ones; {@code voucher.already-used}, {@code voucher.withdrawn}
     */
    @Transactional
    public Answer receive(String voucherNumber, Iin holder, SickLeaveCertificate certificate, Enclosure copy) {
        var voucher = vouchers.lock(voucherNumber);
        if (!voucher.issued().iin().equals(holder)) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "voucher.unknown", voucherNumber);
        }
        mustBeReadable(certificate);
        var contentType = acceptedType(copy);
        var sha256 = copy.sha256();
        var before = sameCertificate(voucher, certificate, sha256);
        if (before.isPresent()) {
            return new Answer(before.get(), true);
        }
        var late = mustAwaitUse(voucher);
        var othersUndecided = certificates.anyUndecided(voucherNumber);
        var stored = copy.read(
                content -> documents.store(voucherNumber, "SICK_LEAVE", copy.fileName(), contentType, content));
        var row = new CertificateTable.Row(
                UUID.randomUUID(),
                voucherNumber,
                certificate.kind(),
                certificate.series().strip(),
                certificate.number().strip(),
                certificate.patient(),
                certificate.patientName().strip(),
                certificate.organisation().strip(),
                certificate.doctor().strip(),
                stored.id(),
                sha256,
                clock.now(),
                null,
                SickLeaveCertificate.State.UNDECIDED,
                null,
                null,
                null,
                null);
        certificates.insert(row, distinct(certificate.periods()));
        reports.sickLeaveReceived(voucher, row, distinct(certificate.periods()));
        timeline.add(voucher.issued().application(), "voucher.certificate-received", "cl. 12", voucherNumber);
        if (voucher.state() == Voucher.State.USED) {
            sickLeave.keep(voucherNumber, row);
            return new Answer(sickLeave.get(row.id().toString()), false);
        }
        sickLeave.tellToBeDecided(row, deadlines.certificateDecision(row.id().toString()));
        // A lapsed voucher has no running procedure, unless another late certificate has begun one.
        if (late && !othersUndecided) {
            process.lateCertificateReceived(voucherNumber, row.id());
        } else {
            process.certificateReceived(voucherNumber, row.id());
        }
        return new Answer(sickLeave.received(row), false);
    }

    /** Whether the voucher has lapsed; refuses where a certificate can change nothing any more. */
    private boolean mustAwaitUse(OneTimeVoucher voucher) {
        return switch (voucher.state()) {
            case ISSUED -> {
                // Over and not held: it has lapsed, although nobody has noticed yet.
                if (!voucher.isValidOn(clock.today()) && !certificates.anyUndecided(voucher.number())) {
                    mustReceiveLate(voucher);
                }
                yield false;
            }
            case LAPSED -> {
                mustReceiveLate(voucher);
                yield true;
            }
            case USED -> false;
            case EXAMINED -> throw Problem.of(Problem.Kind.CONFLICT, "voucher.already-used", voucher.number());
            case WITHDRAWN -> throw Problem.of(Problem.Kind.CONFLICT, "voucher.withdrawn", voucher.number());
        };
    }

    private void mustReceiveLate(OneTimeVoucher voucher) {
        if (settings.lateCertificate() == VoucherSettings.LateCertificate.REFUSE) {
            throw Problem.of(Problem.Kind.CONFLICT, "sick-leave.voucher-lapsed", voucher.number());
        }
    }

    /** What is technically no certificate; everything else is judged by the officer of cl. 13. */
    private static void mustBeReadable(SickLeaveCertificate certificate) {
        mustFit("number", certificate.number(), LONGEST_NUMBER);
        mustFit("series", certificate.series(), LONGEST_SERIES);
        mustFit("patientName", certificate.patientName(), LONGEST_TEXT);
        mustFit("organisation", certificate.organisation(), LONGEST_TEXT);
        mustFit("doctor", certificate.doctor(), LONGEST_TEXT);
        var periods = certificate.periods();
        if (periods.isEmpty() || periods.size() > MOST_PERIODS) {
            throw SickLeave.invalid("sick-leave.periods", "periods", Integer.toString(MOST_PERIODS));
        }
        for (var i = 0; i < periods.size(); i++) {
            mustBePeriod("periods[" + i + "]", periods.get(i));
        }
    }

    private static void mustBePeriod(String path, IncapacityPeriod period) {
        if (period.from().isAfter(period.to())) {
            throw SickLeave.invalid("sick-leave.from-after-to", path);
        }
        if (period.from().getYear() < FIRST_YEAR || period.to().getYear() > LAST_YEAR) {
            throw SickLeave.invalid(
                    "sick-leave.no-such-year", path, Integer.toString(FIRST_YEAR), Integer.toString(LAST_YEAR));
        }
    }

    private static void mustFit(String field, String text, int longest) {
        if (text.length() > longest) {
            throw SickLeave.invalid("sick-leave.field-too-long", field, Integer.toString(longest));
        }
        if (DirectionMarks.isIn(text)) {
            throw SickLeave.invalid("sick-leave.field-characters", field);
        }
    }

    private String acceptedType(Enclosure copy) {
        if (copy.size() == 0) {
            throw Problem.of(Problem.Kind.MALFORMED, "sick-leave.file-missing");
        }
        if (copy.isLargerThan(settings.certificateMaxSize())) {
            throw Problem.of(
                    Problem.Kind.TOO_LARGE,
                    "sick-leave.file-too-large",
                    Long.toString(settings.certificateMaxSize().toMegabytes()));
        }
        if (copy.fileName().length() > LONGEST_FILE_NAME) {
            throw SickLeave.invalid("sick-leave.file-name-too-long", "copy", Integer.toString(LONGEST_FILE_NAME));
        }
        var contentType = copy.read(documents::detect);
        if (!Enclosure.isAccepted(contentType)) {
            throw Problem.of(Problem.Kind.UNSUPPORTED, "sick-leave.file-type");
        }
        if (!documents.isOpenable(copy, contentType)) {
            throw SickLeave.invalid("sick-leave.file-broken", "copy");
        }
        return contentType;
    }

    /** What was received before and gives the same answer. */
    private Optional<ReceivedCertificate> sameCertificate(
            OneTimeVoucher voucher, SickLeaveCertificate certificate, String sha256) {
        return certificates.of(voucher.number()).stream()
                .filter(row -> row.kind() == certificate.kind()
                        && row.series().equals(certificate.series().strip())
                        && row.number().equals(certificate.number().strip())
                        && certificates.periods(row.id()).equals(distinct(certificate.periods())))
                .filter(row -> switch (row.state()) {
                    case UNDECIDED, ACCEPTED -> true;
                    case CLOSED -> voucher.state() == Voucher.State.USED;
                    case ANNULLED -> row.sha256().equals(sha256);
                    case REJECTED ->
                        row.sha256().equals(sha256)
                                && !(SickLeaveCertificate.Ground.NO_VALID_DAY
                                                .name()
                                                .equals(row.ground())
                                        && sickLeave.touchesValidDay(voucher, certificates.periods(row.id())));
                })
                .findFirst()
                .map(sickLeave::received);
    }

    private static List<IncapacityPeriod> distinct(List<IncapacityPeriod> periods) {
        return periods.stream()
                .distinct()
                .sorted(Comparator.comparing(IncapacityPeriod::from).thenComparing(IncapacityPeriod::to))
                .toList();
    }
}
