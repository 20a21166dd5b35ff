package kz.bilik.voucher;

import java.util.Optional;
import kz.bilik.application.Timeline;
import kz.bilik.identity.Iin;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The vouchers that were issued, and what the law records of each (cl. 10-13). */
@Component
public class Vouchers {

    private final VoucherTable vouchers;
    private final VoucherProcess process;
    private final VoucherParts parts;
    private final Timeline timeline;

    Vouchers(VoucherTable vouchers, VoucherProcess process, VoucherParts parts, Timeline timeline) {
        this.vouchers = vouchers;
        this.process = process;
        this.parts = parts;
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
    public VoucherFace face(String number) {
        var issued = vouchers.get(number).issued();
        var known = parts.of(issued);
        return new VoucherFace(
                issued.iin(),
                issued.holderName(),
                issued.recognitionCentreName(),
                issued.profession(),
                issued.professionName(),
                issued.level(),
                issued.firstLastDay(),
                issued.price(),
                known.map(OneTimeVoucher.Parts::state).orElse(null),
                known.map(OneTimeVoucher.Parts::holder).orElse(null),
                issued.parts() != null);
    }

    public Optional<Voucher> ofApplication(String application) {
        return vouchers.ofApplication(application).map(OneTimeVoucher::view);
    }

    /** The protocol by which the present use of that voucher was recorded afterwards (cl. 11); empty when it was not. */
    public Optional<Voucher.Proof> proofOfLateUse(String number) {
        return vouchers.proofOfLateUse(number);
    }

    /** Whether a voucher was issued to that person in that year, lapsed or not (cl. 3.3 (c)). */
    public boolean received(Iin holder, int year) {
        return vouchers.received(holder, year);
    }

    /**
     * The exam took place: the voucher is in that protocol (cl. 16). The same protocol again changes nothing.
     *
     * @throws kz.bilik.problem.Problem {@code voucher.not-in-use}
     */
    @Transactional
    public void examined(VoucherNumber number, String protocol) {
        var voucher = vouchers.lock(number.text());
        if (voucher.state() == Voucher.State.EXAMINED) {
            voucher.examined(protocol);
            return;
        }
        voucher.examined(protocol);
        vouchers.update(voucher);
        timeline.add(voucher.issued().application(), "voucher.examined", "cl. 16", number.text(), protocol);
    }

    /**
     * The holder stood in that protocol by mistake and has been taken out of it (cl. 16): his voucher is in use as before,
     * with its day of admission, and its procedure goes on where the exam is recorded. One that is in use already stays
     * as it is.
     *
     * @throws kz.bilik.problem.Problem {@code voucher.not-in-protocol} when it does not stand in that protocol; {@code
     *     voucher.another-in-use} while another voucher of the holder is: that exam is to be settled first
     */
    @Transactional
    public void inUseAgain(VoucherNumber number, String protocol) {
        var ofHolder = vouchers.lockOfHolder(number.text());
        var voucher = ofHolder.voucher();
        if (voucher.state() == Voucher.State.USED) {
            return;
        }
        // With another voucher in use one exam could be paid twice (cl. 3.3).
        ofHolder.mustBeOnlyOneInUse();
        voucher.inUseAgain(protocol);
        vouchers.update(voucher);
        timeline.add(voucher.issued().application(), "voucher.in-use-again", "cl. 16", number.text(), protocol);
        process.inUseAgain(number.text());
    }
}
