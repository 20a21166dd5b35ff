package kz.bilik.voucher;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

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
        @Nullable LocalDate usedOn) {

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
     * The protocol of the exam commission by which a use was recorded afterwards (cl. 11).
     *
     * @param usedOn the day of admission and exam
     */
    public record Proof(LocalDate usedOn, String protocol, LocalDate signedOn) {}
}
