package kz.bilik.voucher;

import java.time.LocalDate;
import java.util.Optional;
import kz.bilik.application.Timeline;
import kz.bilik.catalogue.Catalogue.Name;
import kz.bilik.identity.Iin;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The vouchers that were issued, and what the law records of each (cl. 10-13). */
@Component
public class Vouchers {

    /** What has become of a voucher. */
    public enum State {
        /** Issued and not used; may be used until the end of its last day. */
        ISSUED,
        /** The centre has admitted the holder to the exam. */
        USED,
        /** The exam took place; the voucher is in a protocol. */
        EXAMINED,
        /** Not used while valid: cancelled (cl. 11). A late certificate may bring it back. */
        LAPSED,
        /** Given up by its holder before use. */
        WITHDRAWN
    }

    /**
     * The record of a voucher.
     *
     * @param number {@code V-2026-75-000045}
     * @param application the number of its application
     * @param recognitionCentre the centre named on it
     * @param region the region of filing, whose quota and budget it uses
     * @param issuedOn day 0 of its validity
     * @param lastDay the last valid day, extensions included
     * @param price the centre's price in tenge, frozen at its confirmation
     * @param usedOn the day of admission, null before
     */
    public record Voucher(
            String number,
            String application,
            String recognitionCentre,
            String region,
            LocalDate issuedOn,
            LocalDate lastDay,
            long price,
            State state,
            @Nullable LocalDate usedOn) {}

    /**
     * What stands on the voucher itself, as it was on the day of issue (cl. 10.1, 15).
     *
     * @param firstLastDay the last day before any extension
     * @param statePart what the state pays of the price at most, by the MCI of the day of issue (cl. 14.1), in tenge
     * @param holderPart what the holder pays (cl. 15), in tenge
     */
    public record Face(
            Iin holder,
            String holderName,
            Name recognitionCentre,
            String profession,
            Name professionName,
            String level,
            LocalDate firstLastDay,
            long price,
            long statePart,
            long holderPart) {}

    private final VoucherTable vouchers;
    private final Timeline timeline;

    Vouchers(VoucherTable vouchers, Timeline timeline) {
        this.vouchers = vouchers;
        this.timeline = timeline;
    }

    /**
     * The voucher of that number.
     *
     * @throws kz.bilik.problem.Problem {@code voucher.unknown}
     */
    public Voucher get(String number) {
        return vouchers.get(number).view();
    }

    /**
     * What stands on the voucher of that number; personal data, for its holder and for whose step needs it.
     *
     * @throws kz.bilik.problem.Problem {@code voucher.unknown}
     */
    public Face face(String number) {
        var issued = vouchers.get(number).issued();
        return new Face(
                issued.iin(),
                issued.holderName(),
                issued.recognitionCentreName(),
                issued.profession(),
                issued.professionName(),
                issued.level(),
                issued.firstLastDay(),
                issued.price(),
                issued.statePart(),
                issued.holderPart());
    }

    public Optional<Voucher> ofApplication(String application) {
        return vouchers.ofApplication(application).map(OneTimeVoucher::view);
    }

    /** Whether a voucher was issued to that person in that year, lapsed or not (cl. 3.3c). */
    public boolean received(Iin holder, int year) {
        return vouchers.received(holder, year);
    }

    /**
     * The exam took place: the voucher is in that protocol (cl. 16). The same protocol again changes nothing.
     *
     * @throws kz.bilik.problem.Problem {@code voucher.not-in-use}
     */
    @Transactional
    public void examined(String number, String protocol) {
        var voucher = vouchers.lock(number);
        if (voucher.state() == State.EXAMINED) {
            voucher.examined(protocol);
            return;
        }
        voucher.examined(protocol);
        vouchers.update(voucher);
        timeline.add(voucher.issued().application(), "voucher.examined", "cl. 16", number, protocol);
    }
}
