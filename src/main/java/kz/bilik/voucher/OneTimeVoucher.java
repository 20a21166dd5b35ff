package kz.bilik.voucher;

import java.time.LocalDate;
import kz.bilik.catalogue.Catalogue.Name;
import kz.bilik.identity.Iin;
import kz.bilik.language.Day;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.jspecify.annotations.Nullable;

/** A voucher that guards its own states: every change of what the law records of it goes through here. */
final class OneTimeVoucher {

    /** What never changes after issue. */
    record Issued(
            String number,
            String application,
            Iin iin,
            String holderName,
            String region,
            String recognitionCentre,
            Name recognitionCentreName,
            String profession,
            Name professionName,
            String level,
            LocalDate issuedOn,
            String termsEdition,
            int validityDays,
            LocalDate firstLastDay,
            long price,
            @Nullable Parts parts) {}

    /**
     * What state and holder pay by the monthly calculation index of the day of issue (cl. 14.1, 15), in whole tenge; none
     * on a voucher that was issued before that index was known.
     */
    record Parts(long monthlyCalculationIndex, long state, long holder) {}

    /** What use, illness, lapse and withdrawal change. */
    record Standing(
            LocalDate lastDay,
            Voucher.State state,
            @Nullable LocalDate usedOn,
            @Nullable String protocol,
            @Nullable LocalDate lapsedOn,
            @Nullable LocalDate withdrawnOn,
            boolean returnedToQuota) {

        static Standing issued(LocalDate lastDay) {
            return new Standing(lastDay, Voucher.State.ISSUED, null, null, null, null, false);
        }
    }

    private final Issued issued;
    private Standing standing;

    OneTimeVoucher(Issued issued, Standing standing) {
        this.issued = issued;
        this.standing = standing;
    }

    Issued issued() {
        return issued;
    }

    Standing standing() {
        return standing;
    }

    String number() {
        return issued.number();
    }

    Voucher.State state() {
        return standing.state();
    }

    LocalDate lastDay() {
        return standing.lastDay();
    }

    Voucher view() {
        return new Voucher(
                issued.number(),
                issued.application(),
                issued.recognitionCentre(),
                issued.region(),
                issued.issuedOn(),
                standing.lastDay(),
                issued.price(),
                standing.state(),
                standing.usedOn());
    }

    /** Whether its holder may use it on that day. */
    boolean isValidOn(LocalDate day) {
        return state() == Voucher.State.ISSUED && !day.isAfter(lastDay());
    }

    /** Refuses admission to the exam on a day on which the voucher is not valid. */
    void mustBeUsable(LocalDate today, boolean undecidedCertificate) {
        switch (state()) {
            case USED, EXAMINED -> throw conflict("voucher.already-used");
            case WITHDRAWN -> throw conflict("voucher.withdrawn");
            case ISSUED, LAPSED -> {
                if (!isValidOn(today)) {
                    throw undecidedCertificate
                            ? conflict("voucher.awaits-certificate")
                            : Problem.of(Kind.CONFLICT, "voucher.not-valid", number(), Day.of(lastDay()));
                }
            }
        }
    }

    void admit(LocalDate today, boolean undecidedCertificate) {
        mustBeUsable(today, undecidedCertificate);
        standing = new Standing(lastDay(), Voucher.State.USED, today, null, null, null, false);
    }

    /** Refuses to record a use afterwards of a voucher that is used, given up, or can still be used. */
    void mustBeOver(LocalDate today) {
        mustBeUnused();
        if (isValidOn(today)) {
            throw conflict("voucher.still-usable");
        }
    }

    private void mustBeUnused() {
        switch (state()) {
            case USED, EXAMINED -> throw conflict("voucher.already-used");
            case WITHDRAWN -> throw conflict("voucher.withdrawn");
            case ISSUED, LAPSED -> {}
        }
    }

    /** Its use on that valid day, which nobody had entered in time. */
    void useLate(LocalDate day) {
        mustBeUnused();
        standing = new Standing(lastDay(), Voucher.State.USED, day, null, null, null, false);
    }

    /** The exam did not take place: what is left of the validity is the holder's again. */
    void restore() {
        mustBeInUse();
        standing = Standing.issued(lastDay());
    }

    void examined(String protocol) {
        if (state() == Voucher.State.EXAMINED && protocol.equals(standing.protocol())) {
            return;
        }
        mustBeInUse();
        standing = new Standing(lastDay(), Voucher.State.EXAMINED, standing.usedOn(), protocol, null, null, false);
    }

    /** Its holder no longer stands in that protocol: in use as before, with its day of admission. */
    void inUseAgain(String ofProtocol) {
        if (state() == Voucher.State.USED) {
            return;
        }
        if (state() != Voucher.State.EXAMINED || !ofProtocol.equals(standing.protocol())) {
            throw Problem.of(Kind.CONFLICT, "voucher.not-in-protocol", number(), ofProtocol);
        }
        standing = new Standing(lastDay(), Voucher.State.USED, standing.usedOn(), null, null, null, false);
    }

    void mustBeInUse() {
        if (state() != Voucher.State.USED) {
            throw conflict("voucher.not-in-use");
        }
    }

    /**
     * Cancels it unused (cl. 11).
     *
     * @param today the first day on which it is no longer valid, or later
     */
    void lapse(LocalDate today, boolean returnedToQuota) {
        if (state() != Voucher.State.ISSUED) {
            throw conflict("voucher.not-issued");
        }
        if (isValidOn(today)) {
            throw conflict("voucher.still-valid");
        }
        standing = new Standing(lastDay(), Voucher.State.LAPSED, null, null, today, null, returnedToQuota);
    }

    void mustBeWithdrawable() {
        switch (state()) {
            case USED, EXAMINED -> throw conflict("voucher.already-used");
            case LAPSED -> throw Problem.of(Kind.CONFLICT, "voucher.not-valid", number(), Day.of(lastDay()));
            case WITHDRAWN -> throw conflict("voucher.withdrawn");
            case ISSUED -> {}
        }
    }

    void withdraw(LocalDate today, boolean returnedToQuota) {
        mustBeWithdrawable();
        standing = new Standing(lastDay(), Voucher.State.WITHDRAWN, null, null, null, today, returnedToQuota);
    }

    /**
     * Moves the last day (cl. 13). A lapsed voucher whose new last day has not passed is issued again.
     *
     * @return whether it had lapsed and is valid again
     */
    boolean moveLastDay(LocalDate newLastDay, LocalDate today) {
        if (state() != Voucher.State.ISSUED && state() != Voucher.State.LAPSED) {
            throw conflict("voucher.not-issued");
        }
        if (newLastDay.isBefore(lastDay())) {
            throw new IllegalStateException("No acceptance shortens the validity of " + number());
        }
        var broughtBack = state() == Voucher.State.LAPSED && !today.isAfter(newLastDay);
        standing = broughtBack
                ? Standing.issued(newLastDay)
                : new Standing(newLastDay, state(), null, null, standing.lapsedOn(), null, standing.returnedToQuota());
        return broughtBack;
    }

    /**
     * Moves the last day of a voucher that is issued or in use to a later one, as the calendar of working days has it.
     *
     * @return whether it moved
     */
    boolean follow(LocalDate newLastDay) {
        var runs = state() == Voucher.State.ISSUED || state() == Voucher.State.USED;
        if (!runs || !newLastDay.isAfter(lastDay())) {
            return false;
        }
        standing = new Standing(newLastDay, state(), standing.usedOn(), null, null, null, false);
        return true;
    }

    /**
     * An accepted certificate was found false: the one case in which a validity becomes shorter. A voucher whose exam took
     * place or that was given up keeps its last day.
     *
     * @return whether it did
     */
    boolean shorten(LocalDate newLastDay) {
        var over = state() == Voucher.State.EXAMINED || state() == Voucher.State.WITHDRAWN;
        if (over || !newLastDay.isBefore(lastDay())) {
            return false;
        }
        standing = new Standing(
                newLastDay,
                state(),
                standing.usedOn(),
                standing.protocol(),
                standing.lapsedOn(),
                standing.withdrawnOn(),
                standing.returnedToQuota());
        return true;
    }

    private Problem conflict(String code) {
        return Problem.of(Kind.CONFLICT, code, number());
    }
}
