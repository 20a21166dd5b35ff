package kz.bilik.settlement;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An act.
 *
 * @param number {@code ACT-2026-75-000012}
 * @param recognitionCentre the contractor
 * @param protocol the exam protocol's number at that centre
 * @param region the customer: the mobility centre of the region of filing
 * @param editions oldest first; the last one is the current one
 */
public record ServicesAct(
        String number,
        String recognitionCentre,
        String protocol,
        String region,
        State state,
        List<Edition> editions,
        List<String> vouchers) {

    public Edition current() {
        return editions.get(editions.size() - 1);
    }

    /** What the law records of an act. */
    public enum State {
        /** Not sent: holders of its protocol may still join, the centre has to sign it. */
        DRAFT,
        /** The centre's verified signature was received. */
        SENT,
        ACCEPTED,
        /** The mobility centre returned it with remarks; the next edition is not begun yet. */
        RETURNED,
        /** All its holders were taken out of the protocol before it was sent: there is nothing to pay. */
        EMPTIED
    }

    /** What the mobility centre decides about a received act. */
    public enum Decision {
        ACCEPT,
        RETURN
    }

    /**
     * Who signed an edition; the evidence itself is kept by the module of signatures under the act's number.
     *
     * @param name as the certificate names the signer
     * @param fingerprint by which the evidence is found
     */
    public record Signed(String name, String fingerprint) {
        @Override
        public String toString() {
            return "Signed[" + fingerprint + "]";
        }
    }

    /**
     * One edition of an act.
     *
     * @param document the PDF to be signed; null until it is formed, and again when another holder joins or the protocol
     *     is corrected
     * @param formedOn legal day, the date of the act
     * @param total tenge payable under cl. 14.1 by the day of forming
     * @param receivedAt legal time of the signed act's receipt: day 0 of cl. 17
     * @param remarks why it was returned
     * @param sentBy the contractor's signature, received at {@code receivedAt}
     * @param acceptedBy the customer's signature, received at {@code decidedAt}
     */
    public record Edition(
            int edition,
            @Nullable UUID document,
            @Nullable LocalDate formedOn,
            @Nullable Long total,
            @Nullable OffsetDateTime receivedAt,
            @Nullable Decision decision,
            @Nullable OffsetDateTime decidedAt,
            @Nullable String remarks,
            @Nullable Signed sentBy,
            @Nullable Signed acceptedBy) {}
}
