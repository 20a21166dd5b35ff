package kz.bilik.voucher;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.distribution.Quotas;
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
 * A use that was recorded too late (cl. 11): the exam was held on a valid day, nobody entered the admission, and the last
 * day passed. The head of the mobility centre enters it with the protocol of the exam as proof; the voucher was used, and
 * its procedure goes on where the exam is recorded.
 */
@NamedInterface({"cabinet", "steps"})
@Component
public class LateUse {

    /** Under this kind the copy of the protocol is kept among the documents of the voucher. */
    static final String DOCUMENT = "LATE_USE_PROTOCOL";

    /**
     * A use that was entered afterwards.
     *
     * @param usedOn the day of admission and exam
     * @param protocol number of the protocol that proves it
     * @param reason in the words of the officer who entered it
     * @param officer his id
     * @param recordedAt legal time
     */
    public record Recorded(
            LocalDate usedOn,
            String protocol,
            LocalDate signedOn,
            UUID document,
            String reason,
            String officer,
            OffsetDateTime recordedAt) {}

    private static final String[] FIELDS = {"lateProtocol", "lateSignedOn", "lateReason", "lateCopy"};

    private final VoucherTable vouchers;
    private final SickLeave sickLeave;
    private final UseWarnings warnings;
    private final ProofPaper papers;
    private final VoucherProcess process;
    private final Quotas quotas;
    private final VoucherReports reports;
    private final Notices notices;
    private final Timeline timeline;
    private final CurrentOfficer currentOfficer;
    private final JdbcClient jdbc;
    private final LegalClock clock;

    LateUse(
            VoucherTable vouchers,
            SickLeave sickLeave,
            UseWarnings warnings,
            ProofPaper papers,
            VoucherProcess process,
            Quotas quotas,
            VoucherReports reports,
            Notices notices,
            Timeline timeline,
            CurrentOfficer currentOfficer,
            JdbcClient jdbc,
            LegalClock clock) {
        this.vouchers = vouchers;
        this.sickLeave = sickLeave;
        this.warnings = warnings;
        this.papers = papers;
        this.process = process;
        this.quotas = quotas;
        this.reports = reports;
        this.notices = notices;
        this.timeline = timeline;
        this.currentOfficer = currentOfficer;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether that officer may enter a use of that voucher now: it has lapsed or its last day is over. */
    public boolean enters(Officer officer, Voucher voucher) {
        return officer.is(Place.mobilityCentre(voucher.region()).heads())
                && (voucher.state() == Voucher.State.LAPSED
                        || voucher.state() == Voucher.State.ISSUED
                                && clock.today().isAfter(voucher.lastDay()));
    }

    /** What was entered of that voucher, oldest first. */
    public List<Recorded> of(String voucher) {
        return jdbc.sql("select * from late_use where voucher = ? order by id")
                .param(voucher)
                .query((row, index) -> new Recorded(
                        row.getObject("used_on", LocalDate.class),
                        row.getString("protocol_number"),
                        row.getObject("protocol_signed_on", LocalDate.class),
                        row.getObject("document", UUID.class),
                        row.getString("reason"),
                        row.getString("officer"),
                        LegalMoment.of(row, "recorded_at")))
                .list();
    }

    /**
     * The head of the mobility centre of the region enters the use of a voucher that lapsed or whose last day is over: it
     * counts as used on that day, takes its place in the quota again where it had gone back, and its exam is to be
     * recorded. Certificates that are undecided are closed with a note.
     *
     * @param usedOn the day of admission and exam: valid by all that is accepted
     * @param protocol number of the protocol of the exam commission
     * @param signedOn its date: from the day of the exam to today
     * @param reason why it was entered late, for the file
     * @param copy the protocol as PDF, JPEG or PNG
     * @throws Problem {@code voucher.unknown}, {@code voucher.not-head-of-mobility-centre}, {@code
     *     voucher.already-used}, {@code voucher.withdrawn}, {@code voucher.still-usable}, {@code
     *     voucher.paper-incomplete} with every field that is wrong, {@code voucher.another-in-use}
     */
    @Transactional
    public void record(
            String number,
            @Nullable LocalDate usedOn,
            @Nullable String protocol,
            @Nullable LocalDate signedOn,
            @Nullable String reason,
            @Nullable Enclosure copy) {
        var ofHolder = vouchers.lockOfHolder(number);
        var voucher = ofHolder.voucher();
        var issued = voucher.issued();
        var officer = currentOfficer
                .get()
                .filter(acting ->
                        acting.is(Place.mobilityCentre(issued.region()).heads()))
                .orElseThrow(() -> Problem.of(Kind.FORBIDDEN, "voucher.not-head-of-mobility-centre"));
        voucher.mustBeOver(clock.today());
        var day = usedOn == null ? issued.issuedOn() : usedOn;
        var paper = papers.checked(checked(voucher, usedOn), FIELDS, protocol, signedOn, day, reason, copy);
        ofHolder.mustBeOnlyOneInUse();
        var hadReturned = voucher.standing().returnedToQuota();
        voucher.useLate(day);
        vouchers.update(voucher);
        vouchers.insertUse(number, day, clock.now());
        if (hadReturned) {
            quotas.takeAgain(issued.application(), "cl. 11");
        }
        store(number, day, paper, officer, Objects.requireNonNull(copy));
        timeline.add(issued.application(), "voucher.used-recorded-late", "cl. 11", number, Day.of(day), paper.number());
        warnings.tell(voucher);
        sickLeave.closeUsed(number);
        tell(voucher, day);
        reports.used(voucher, vouchers.lastUse(number).orElseThrow());
        process.inUseAgain(number);
    }

    private static Problem checked(OneTimeVoucher voucher, @Nullable LocalDate usedOn) {
        var issuedOn = voucher.issued().issuedOn();
        return usedOn == null || usedOn.isBefore(issuedOn) || usedOn.isAfter(voucher.lastDay())
                ? ProofPaper.incomplete()
                        .with("lateUsedOn", "voucher.late-use-day", Day.of(issuedOn), Day.of(voucher.lastDay()))
                : ProofPaper.incomplete();
    }

    private void store(String number, LocalDate day, ProofPaper.Entered paper, Officer officer, Enclosure copy) {
        jdbc.sql(
                        """
                        insert into late_use (voucher, used_on, protocol_number, protocol_signed_on, document, reason,
                                              officer, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        number,
                        day,
                        paper.number(),
                        paper.day(),
                        papers.store(number, DOCUMENT, copy),
                        paper.reason(),
                        officer.id(),
                        clock.now())
                .update();
    }

    private void tell(OneTimeVoucher voucher, LocalDate usedOn) {
        var issued = voucher.issued();
        var day = Day.of(usedOn);
        notices.tellApplicant(issued.application(), "voucher.used-recorded-late", day, voucher.number(), day);
        notices.tell(
                Place.recognitionCentre(issued.recognitionCentre()),
                voucher.number(),
                "voucher.used-recorded-late-for-centre",
                day,
                voucher.number(),
                day);
    }
}
