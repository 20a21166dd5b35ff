package kz.bilik.voucher;

import java.time.LocalDate;
import java.util.Arrays;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.distribution.Quotas;
import kz.bilik.language.Day;
import kz.bilik.notice.Notices;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The mobility centre's decision on a sick-leave certificate (cl. 13): recorded as its form gives it, then carried out.
 * An acceptance moves the last day of the voucher, in whole days of Asia/Almaty; a rejection names its ground.
 */
@NamedInterface("steps")
@Component
public class CertificateDecision {

    private static final int LONGEST_REMARK = 2000;

    private final CertificateTable certificates;
    private final VoucherTable vouchers;
    private final SickLeave sickLeave;
    private final VoucherProcess process;
    private final VoucherSettings settings;
    private final VoucherDocument document;
    private final Quotas quotas;
    private final Notices notices;
    private final Timeline timeline;
    private final VoucherReports reports;
    private final CurrentOfficer currentOfficer;
    private final LegalClock clock;

    CertificateDecision(
            CertificateTable certificates,
            VoucherTable vouchers,
            SickLeave sickLeave,
            VoucherProcess process,
            VoucherSettings settings,
            VoucherDocument document,
            Quotas quotas,
            Notices notices,
            Timeline timeline,
            VoucherReports reports,
            CurrentOfficer currentOfficer,
            LegalClock clock) {
        this.certificates = certificates;
        this.vouchers = vouchers;
        this.sickLeave = sickLeave;
        this.process = process;
        this.settings = settings;
        this.document = document;
        this.quotas = quotas;
        this.notices = notices;
        this.timeline = timeline;
        this.reports = reports;
        this.currentOfficer = currentOfficer;
        this.clock = clock;
    }

    /**
     * Records the mobility centre's decision (cl. 13) as the form gives it; {@link #extend} or {@link #reject} carry it
     * out. The same decision again changes nothing.
     *
     * @param decision {@code accept} or {@code reject}
     * @param ground of {@link SickLeaveCertificate.Ground}; with {@code reject} only
     * @param remark free text, may be null
     * @return whether it was accepted
     * @throws Problem {@code sick-leave.decision-missing}, {@code .decision-unknown}, {@code .ground-missing}, {@code
     *     .ground-unknown}, {@code .valid-day-touched} and {@code .kind-accepted} when the ground says otherwise, {@code .remark-too-long}, {@code
     *     .already-decided}, {@code .closed}, {@code .unknown}
     */
    @Transactional
    public boolean decide(
            String certificate, @Nullable String decision, @Nullable String ground, @Nullable String remark) {
        var voucher = vouchers.lock(certificates.get(certificate).voucher());
        var row = certificates.get(certificate);
        var accepted = accepts(decision);
        var named = accepted ? null : ground(ground);
        if (remark != null && remark.length() > LONGEST_REMARK) {
            throw SickLeave.invalid("sick-leave.remark-too-long", "remark", Integer.toString(LONGEST_REMARK));
        }
        var state = accepted ? SickLeaveCertificate.State.ACCEPTED : SickLeaveCertificate.State.REJECTED;
        if (row.state() == state && (named == null || named.name().equals(row.ground()))) {
            return accepted;
        }
        if (row.state() == SickLeaveCertificate.State.CLOSED) {
            throw Problem.of(Problem.Kind.CONFLICT, "sick-leave.closed");
        }
        if (row.state() != SickLeaveCertificate.State.UNDECIDED) {
            throw Problem.of(Problem.Kind.CONFLICT, "sick-leave.already-decided");
        }
        if (named == SickLeaveCertificate.Ground.NO_VALID_DAY
                && sickLeave.touchesValidDay(voucher, certificates.periods(row.id()))) {
            throw SickLeave.invalid("sick-leave.valid-day-touched", "ground");
        }
        if (named == SickLeaveCertificate.Ground.KIND_NOT_ACCEPTED
                && settings.acceptedCertificates().contains(row.kind())) {
            throw SickLeave.invalid("sick-leave.kind-accepted", "ground");
        }
        sickLeave.recordHold(voucher);
        certificates.decide(
                row.id(),
                state,
                named == null ? null : named.name(),
                remark == null || remark.isBlank() ? null : remark.strip(),
                clock.now(),
                currentOfficer.get().map(Officer::id).orElse("api"));
        return accepted;
    }

    /**
     * Carries out an acceptance: computes the last day anew from all accepted certificates, seals a new edition, and
     * brings back a lapsed voucher whose new last day has not passed. The holder is told what came of it, the recognition
     * centre of a voucher that can be used (cl. 13). Repeating it changes nothing.
     *
     * @throws Problem {@code sick-leave.not-accepted}, {@code sick-leave.unknown}
     */
    @Transactional
    public void extend(String certificate) {
        var voucher = vouchers.lock(certificates.get(certificate).voucher());
        var row = decidedAs(SickLeaveCertificate.State.ACCEPTED, "sick-leave.not-accepted", certificate);
        if (row.effectAt() != null) {
            return;
        }
        certificates.effect(row.id(), clock.now());
        var issued = voucher.issued();
        var newLastDay = sickLeave.lastDay(voucher);
        if (newLastDay.isAfter(voucher.lastDay())) {
            move(voucher, newLastDay, row);
        } else {
            notices.tellApplicant(
                    issued.application(),
                    "voucher.certificate-without-effect",
                    row.id().toString(),
                    row.voucher(),
                    row.number(),
                    Day.of(voucher.lastDay()));
            timeline.add(
                    issued.application(),
                    "voucher.certificate-without-effect",
                    "cl. 13",
                    row.voucher(),
                    Day.of(voucher.lastDay()));
        }
        // Before what the decision sets going, which may end the voucher and report that.
        report(certificate);
        goOn(voucher);
    }

    /**
     * Carries out a rejection: tells the holder the ground. Repeating it changes nothing.
     *
     * @throws Problem {@code sick-leave.not-rejected}, {@code sick-leave.unknown}
     */
    @Transactional
    public void reject(String certificate) {
        var voucher = vouchers.lock(certificates.get(certificate).voucher());
        var row = decidedAs(SickLeaveCertificate.State.REJECTED, "sick-leave.not-rejected", certificate);
        if (row.effectAt() != null) {
            return;
        }
        certificates.effect(row.id(), clock.now());
        var application = voucher.issued().application();
        notices.tellApplicant(
                application,
                "voucher.certificate-rejected."
                        + SickLeaveCertificate.Ground.valueOf(row.ground()).code(),
                row.id().toString(),
                row.voucher(),
                row.number(),
                row.remark() == null ? "—" : row.remark());
        timeline.add(application, "voucher.certificate-rejected", "cl. 13", row.voucher());
        reports.certificateRejected(voucher, row, certificates.periods(row.id()));
        goOn(voucher);
    }

    /**
     * Tells the Labour Market AIS that the certificate was accepted, with the last day as it now stands (cl. 13); {@link
     * #extend} has done so already, and told again it stays one report.
     */
    @Transactional
    public void report(String certificate) {
        var row = certificates.get(certificate);
        reports.extended(vouchers.get(row.voucher()), row, certificates.periods(row.id()));
    }

    /** The term of cl. 13 has passed without a decision: the head of the mobility centre is told. */
    @Transactional
    public void escalate(String certificate) {
        var row = certificates.get(certificate);
        var issued = vouchers.get(row.voucher()).issued();
        notices.tell(
                Place.mobilityCentre(issued.region()).heads(),
                row.voucher(),
                "voucher.certificate-decision-overdue",
                row.id().toString(),
                row.voucher());
        timeline.add(issued.application(), "voucher.certificate-decision-overdue", "cl. 13", row.voucher());
    }

    private void move(OneTimeVoucher voucher, LocalDate newLastDay, CertificateTable.Row row) {
        var issued = voucher.issued();
        var hadReturned = voucher.standing().returnedToQuota();
        var broughtBack = voucher.moveLastDay(newLastDay, clock.today());
        if (broughtBack && hadReturned) {
            quotas.takeAgain(issued.application(), "cl. 13");
        }
        vouchers.update(voucher);
        var until = Day.of(newLastDay);
        var key = row.id().toString();
        if (voucher.state() == Voucher.State.ISSUED) {
            document.sealEdition(voucher);
        }
        if (voucher.isValidOn(clock.today())) {
            var outcome = broughtBack ? "voucher.brought-back" : "voucher.extended";
            notices.tellApplicant(issued.application(), outcome, key, row.voucher(), until);
            notices.tell(
                    Place.recognitionCentre(issued.recognitionCentre()),
                    row.voucher(),
                    "voucher.extended-for-holder",
                    key,
                    row.voucher(),
                    until);
            timeline.add(issued.application(), outcome, "cl. 13", row.voucher(), until);
        } else {
            notices.tellApplicant(
                    issued.application(),
                    certificates.anyUndecided(row.voucher())
                            ? "voucher.extended-awaits-certificate"
                            : "voucher.extended-too-late",
                    key,
                    row.voucher(),
                    row.number(),
                    until);
            timeline.add(issued.application(), "voucher.extended-too-late", "cl. 13", row.voucher(), until);
        }
        process.lastDayMoved(row.voucher());
    }

    /**
     * A voucher held for its certificates goes on when none is undecided any more, and also when one of them has made
     * today a valid day again: what is still undecided can then only add to it.
     */
    private void goOn(OneTimeVoucher voucher) {
        if (!certificates.anyUndecided(voucher.number()) || voucher.isValidOn(clock.today())) {
            process.certificatesDecided(voucher.number());
        }
    }

    private CertificateTable.Row decidedAs(SickLeaveCertificate.State state, String otherwise, String certificate) {
        var row = certificates.get(certificate);
        if (row.state() != state) {
            throw Problem.of(Problem.Kind.CONFLICT, otherwise);
        }
        return row;
    }

    private static boolean accepts(@Nullable String decision) {
        if (decision == null || decision.isBlank()) {
            throw SickLeave.invalid("sick-leave.decision-missing", "decision");
        }
        return switch (decision) {
            case "accept" -> true;
            case "reject" -> false;
            default -> throw SickLeave.invalid("sick-leave.decision-unknown", "decision");
        };
    }

    private static SickLeaveCertificate.Ground ground(@Nullable String ground) {
        if (ground == null || ground.isBlank()) {
            throw SickLeave.invalid("sick-leave.ground-missing", "ground");
        }
        return Arrays.stream(SickLeaveCertificate.Ground.values())
                .filter(known -> known.name().equals(ground))
                .findFirst()
                .orElseThrow(() -> SickLeave.invalid("sick-leave.ground-unknown", "ground"));
    }
}
