package kz.bilik.voucher;

import java.util.Arrays;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.language.Day;
import kz.bilik.language.Later;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The use of a voucher: the recognition centre admits its holder to the exam on a valid day (cl. 11), and says so when
 * the exam then does not take place.
 */
@NamedInterface({"cabinet", "steps"})
@Component
public class VoucherUse {

    /** Why an exam did not take place. */
    public enum Cause {
        /** The holder did not come. */
        NO_SHOW,
        /** The centre could not hold it. */
        CENTRE
    }

    private record NotHeld(Cause cause, String reason) {}

    private static final int LONGEST_REASON = 2000;

    private final VoucherTable vouchers;
    private final SickLeave sickLeave;
    private final UseWarnings warnings;
    private final VoucherDeadlines deadlines;
    private final VoucherProcess process;
    private final Notices notices;
    private final Timeline timeline;
    private final VoucherReports reports;
    private final LegalClock clock;

    VoucherUse(
            VoucherTable vouchers,
            SickLeave sickLeave,
            UseWarnings warnings,
            VoucherDeadlines deadlines,
            VoucherProcess process,
            Notices notices,
            Timeline timeline,
            VoucherReports reports,
            LegalClock clock) {
        this.vouchers = vouchers;
        this.sickLeave = sickLeave;
        this.warnings = warnings;
        this.deadlines = deadlines;
        this.process = process;
        this.notices = notices;
        this.timeline = timeline;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * The centre admits the holder through its cabinet: the same as completing its task, whose next step is
     * {@link #admit}.
     *
     * @throws Problem as {@link #admit}
     */
    @Transactional
    public void admitThroughCabinet(String number) {
        usable(number);
        process.admit(number);
    }

    /**
     * Records the use: the day of admission is the legal day, Asia/Almaty, and has to be a valid one. Certificates that
     * are still undecided are closed with a note.
     *
     * @throws Problem {@code voucher.another-in-use} (of another centre {@code voucher.another-in-use-elsewhere}) while
     *     the exam of another voucher of the holder is neither recorded nor said not to have taken place, {@code
     *     voucher.not-valid} after the last day, {@code voucher.awaits-certificate} when a
     *     certificate is undecided then, {@code voucher.already-used}, {@code voucher.withdrawn}, {@code
     *     voucher.unknown}
     */
    @Transactional
    public void admit(String number) {
        var voucher = usable(number);
        voucher.admit(clock.today(), sickLeave.anyUndecided(number));
        vouchers.update(voucher);
        vouchers.insertUse(number, clock.today(), clock.now());
        reports.used(voucher, lastUse(number));
        timeline.add(voucher.issued().application(), "voucher.used", "cl. 11", number, Day.of(clock.today()));
        warnings.tell(voucher);
        sickLeave.closeUsed(number);
    }

    /**
     * The centre says through its cabinet that the exam did not take place: the same as completing its task.
     *
     * @throws Problem as {@link #examNotHeld}
     */
    @Transactional
    public void examNotHeldThroughCabinet(String number, @Nullable String cause, @Nullable String reason) {
        var notHeld = recordNotHeld(number, cause, reason);
        process.examNotHeld(number, notHeld.cause().name(), notHeld.reason());
    }

    /**
     * Records that the exam did not take place, and why; {@link #restore} carries it out. The same again changes
     * nothing.
     *
     * @param cause of {@link Cause}
     * @param reason in the centre's words
     * @throws Problem {@code voucher.not-in-use}, {@code voucher.cause-missing}, {@code voucher.cause-unknown}, {@code
     *     voucher.reason-missing}, {@code voucher.reason-too-long}
     */
    @Transactional
    public void examNotHeld(String number, @Nullable String cause, @Nullable String reason) {
        recordNotHeld(number, cause, reason);
    }

    /** Whether the last admission with this voucher was said to have led to no exam, for this cause and in these words. */
    public boolean isNotHeld(String number, @Nullable String cause, @Nullable String reason) {
        return reason != null
                && vouchers.lastUse(number)
                        .filter(use -> use.notHeldCause() != null
                                && use.notHeldCause().equals(cause)
                                && reason.strip().equals(use.notHeldReason()))
                        .isPresent();
    }

    private NotHeld recordNotHeld(String number, @Nullable String cause, @Nullable String reason) {
        var voucher = vouchers.lock(number);
        voucher.mustBeInUse();
        var named = cause(cause);
        if (reason == null || reason.isBlank()) {
            throw invalid("voucher.reason-missing", "reason");
        }
        if (reason.length() > LONGEST_REASON) {
            throw invalid("voucher.reason-too-long", "reason", Integer.toString(LONGEST_REASON));
        }
        vouchers.recordNotHeld(lastUse(number).id(), named.name(), reason.strip(), clock.now());
        return new NotHeld(named, reason.strip());
    }

    /**
     * Makes the voucher valid again for what is left of its validity, after an exam that did not take place; whether
     * anything is left is for {@link VoucherReview} to say. A voucher that is not in use stays as it is.
     *
     * @throws Problem {@code voucher.exam-not-held-missing} when the centre has not said so
     */
    @Transactional
    public void restore(String number) {
        var voucher = vouchers.lock(number);
        if (voucher.state() == Voucher.State.ISSUED) {
            return;
        }
        voucher.mustBeInUse();
        var use = lastUse(number);
        if (use.notHeldCause() == null) {
            throw Problem.of(Problem.Kind.CONFLICT, "voucher.exam-not-held-missing", number);
        }
        voucher.restore();
        vouchers.update(voucher);
        reports.useUndone(voucher, use);
        var application = voucher.issued().application();
        var until = Day.of(voucher.lastDay());
        var reopened = sickLeave.reopenUsed(number);
        notices.tellApplicant(
                application,
                voucher.isValidOn(clock.today())
                        ? "voucher.exam-not-held"
                        : reopened.isEmpty()
                                ? "voucher.exam-not-held-too-late"
                                : "voucher.exam-not-held-awaits-certificate",
                Long.toString(use.id()),
                number,
                until);
        timeline.add(application, "voucher.exam-not-held", "cl. 11", number, until);
        for (var certificate : reopened) {
            sickLeave.tellToBeDecided(
                    certificate, deadlines.certificateDecision(certificate.id().toString()));
            process.certificateReceived(number, certificate.id());
        }
    }

    /**
     * The last valid day of an admitted holder has passed and no exam is recorded (cl. 11; the order sets no term): the
     * recognition centre and its head are reminded, the head of the mobility centre is told, once for each last day.
     */
    @Transactional
    public void escalateExamRecord(String number) {
        var voucher = vouchers.lock(number);
        if (voucher.state() != Voucher.State.USED) {
            return;
        }
        var issued = voucher.issued();
        var centre = Place.recognitionCentre(issued.recognitionCentre());
        var lastDay = Day.of(voucher.lastDay());
        if (notices.told(centre, number, "voucher.exam-not-recorded", lastDay)) {
            return;
        }
        notices.tell(centre, number, "voucher.exam-not-recorded", lastDay, number, lastDay);
        notices.tell(centre.heads(), number, "voucher.exam-not-recorded", lastDay, number, lastDay);
        notices.tell(
                Place.mobilityCentre(issued.region()).heads(),
                number,
                "voucher.exam-not-recorded-by-centre",
                lastDay,
                number,
                lastDay,
                Later.recognitionCentre(issued.recognitionCentre()));
        timeline.add(issued.application(), "voucher.exam-not-recorded", "cl. 11", number, lastDay);
    }

    private OneTimeVoucher usable(String number) {
        var ofHolder = vouchers.lockOfHolder(number);
        ofHolder.voucher().mustBeUsable(clock.today(), sickLeave.anyUndecided(number));
        ofHolder.mustBeOnlyOneInUse();
        return ofHolder.voucher();
    }

    private VoucherTable.UseRow lastUse(String number) {
        return vouchers.lastUse(number)
                .orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, "voucher.not-in-use", number));
    }

    private static Cause cause(@Nullable String cause) {
        if (cause == null || cause.isBlank()) {
            throw invalid("voucher.cause-missing", "cause");
        }
        return Arrays.stream(Cause.values())
                .filter(known -> known.name().equals(cause))
                .findFirst()
                .orElseThrow(() -> invalid("voucher.cause-unknown", "cause"));
    }

    private static Problem invalid(String code, String field, Object... arguments) {
        return Problem.of(Problem.Kind.UNPROCESSABLE, code, arguments).with(field, code, arguments);
    }
}
