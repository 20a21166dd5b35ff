package kz.bilik.application;

import java.time.LocalDate;
import java.util.List;
import kz.bilik.identity.Iin;

/** The vouchers that a person has not used up when he asks for a new one (cl. 3.3 (c)); implemented beside the vouchers. */
public interface EarlierVouchers {

    /**
     * A voucher by which its holder can still be examined: its last day has not passed, or a certificate of illness is
     * undecided, or he is admitted and no exam is recorded.
     *
     * @param recognitionCentre the code of the centre named on it
     */
    record Valid(String number, LocalDate lastDay, String recognitionCentre) {}

    /** Those of that person on that day, Asia/Almaty, the oldest first; issued here. */
    List<Valid> validOn(Iin holder, LocalDate day);
}
