package kz.bilik.voucher;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.document.Enclosure;
import kz.bilik.language.Day;
import kz.bilik.notice.Notices;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * An accepted certificate that was found false (cl. 12, 13): the head of the mobility centre takes its acceptance back with
 * a reason and a document. The last day is computed anew without it, the one case in which a validity becomes shorter. What
 * was used meanwhile stays used.
 */
@NamedInterface("cabinet")
@Component
public class CertificateAnnulment {

    /** Under this kind the document is kept among those of the voucher; health data, like the certificate. */
    static final String DOCUMENT = "SICK_LEAVE_ANNULMENT";

    /**
     * What was entered.
     *
     * @param paper number of the document that shows it
     * @param reason in the words of the officer who entered it
     * @param officer his id
     * @param annulledAt legal time
     */
    public record Annulled(
            String paper, LocalDate paperDay, String reason, String officer, OffsetDateTime annulledAt) {}

    private static final String[] FIELDS = {"annulNumber", "annulDay", "annulReason", "annulCopy"};

    private final CertificateTable certificates;
    private final VoucherTable vouchers;
    private final SickLeave sickLeave;
    private final ProofPaper papers;
    private final VoucherDocument document;
    private final VoucherProcess process;
    private final VoucherReports reports;
    private final Notices notices;
    private final Timeline timeline;
    private final CurrentOfficer currentOfficer;
    private final JdbcClient jdbc;
    private final LegalClock clock;

    CertificateAnnulment(
            CertificateTable certificates,
            VoucherTable vouchers,
            SickLeave sickLeave,
            ProofPaper papers,
            VoucherDocument document,
            VoucherProcess process,
            VoucherReports reports,
            Notices notices,
            Timeline timeline,
            CurrentOfficer currentOfficer,
            JdbcClient jdbc,
            LegalClock clock) {
        this.certificates = certificates;
        this.vouchers = vouchers;
        this.sickLeave = sickLeave;
        this.papers = papers;
        this.document = document;
        this.process = process;
        this.reports = reports;
        this.notices = notices;
        this.timeline = timeline;
        this.currentOfficer = currentOfficer;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether that officer may take acceptances of that region back. */
    public static boolean enters(Officer officer, String region) {
        return officer.is(Place.mobilityCentre(region).heads());
    }

    /** What was entered of that certificate. */
    public Optional<Annulled> of(UUID certificate) {
        return jdbc.sql("select * from certificate_annulment where certificate = ?")
                .param(certificate)
                .query((row, index) -> new Annulled(
                        row.getString("paper_number"),
                        row.getObject("paper_day", LocalDate.class),
                        row.getString("reason"),
                        row.getString("officer"),
                        LegalMoment.of(row, "annulled_at")))
                .optional();
    }

    /**
     * Takes the acceptance of a certificate back. A voucher that waits for its use gets the last day that it has without
     * it and lapses through its procedure when that has passed; of one in use it counts if its exam does not take place; a
     * voucher whose exam took place or that was given up is left alone. The holder is told, and the recognition centre of a
     * voucher whose last day has moved.
     *
     * @param voucherNumber the voucher of the case in which it is entered
     * @param paper number of the document that shows it
     * @param paperDay its date: from the receipt of the certificate to today
     * @param reason for the file and the holder
     * @param copy the document as PDF, JPEG or PNG
     * @throws Problem {@code sick-leave.unknown}, also for a certificate of another voucher; {@code
     *     voucher.not-head-of-mobility-centre}, {@code sick-leave.not-accepted}, {@code voucher.paper-incomplete} with
     *     every field that is wrong
     */
    @Transactional
    public void annul(
            String voucherNumber,
            String certificate,
            @Nullable String paper,
            @Nullable LocalDate paperDay,
            @Nullable String reason,
            @Nullable Enclosure copy) {
        var voucher = vouchers.lock(voucherNumber);
        var officer = currentOfficer
                .get()
                .filter(acting -> enters(acting, voucher.issued().region()))
                .orElseThrow(() -> Problem.of(Kind.FORBIDDEN, "voucher.not-head-of-mobility-centre"));
        var row = certificates.get(certificate);
        if (!row.voucher().equals(voucherNumber)) {
            throw Problem.of(Kind.NOT_FOUND, "sick-leave.unknown");
        }
        if (row.state() != SickLeaveCertificate.State.ACCEPTED) {
            throw Problem.of(Kind.CONFLICT, "sick-leave.not-accepted");
        }
        var entered = papers.checked(
                ProofPaper.incomplete(),
                FIELDS,
                paper,
                paperDay,
                row.receivedAt().toLocalDate(),
                reason,
                copy);
        var before = voucher.lastDay();
        certificates.annul(row.id());
        var moved = voucher.shorten(sickLeave.lastDay(voucher));
        vouchers.update(voucher);
        store(row, entered, officer, Objects.requireNonNull(copy), before, voucher.lastDay());
        tell(voucher, row, entered, moved);
        if (moved && voucher.isValidOn(clock.today())) {
            document.sealEdition(voucher);
        }
        reports.certificateAnnulled(voucher, row, certificates.periods(row.id()));
        if (moved && voucher.state() != Voucher.State.LAPSED) {
            process.lastDayMoved(voucherNumber);
        }
    }

    private void store(
            CertificateTable.Row row,
            ProofPaper.Entered entered,
            Officer officer,
            Enclosure copy,
            LocalDate before,
            LocalDate after) {
        jdbc.sql(
                        """
                        insert into certificate_annulment (certificate, paper_number, paper_day, document, reason,
                                                           officer, last_day_before, last_day_after, annulled_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        row.id(),
                        entered.number(),
                        entered.day(),
                        papers.store(row.voucher(), DOCUMENT, copy),
                        entered.reason(),
                        officer.id(),
                        before,
                        after,
                        clock.now())
                .update();
    }

    private void tell(OneTimeVoucher voucher, CertificateTable.Row row, ProofPaper.Entered entered, boolean moved) {
        var issued = voucher.issued();
        var lastDay = Day.of(voucher.lastDay());
        notices.tellApplicant(
                issued.application(),
                "voucher.certificate-annulled",
                row.id().toString(),
                voucher.number(),
                row.number(),
                entered.reason(),
                lastDay);
        if (moved && voucher.isValidOn(clock.today())) {
            notices.tell(
                    Place.recognitionCentre(issued.recognitionCentre()),
                    voucher.number(),
                    "voucher.extended-for-holder",
                    row.id().toString() + " annulled",
                    voucher.number(),
                    lastDay);
        }
        timeline.add(issued.application(), "voucher.certificate-annulled", "cl. 13", voucher.number(), lastDay);
    }
}
