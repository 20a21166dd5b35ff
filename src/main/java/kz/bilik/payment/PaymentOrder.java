package kz.bilik.payment;

import java.time.OffsetDateTime;
import kz.bilik.language.AmountInWords;
import org.jspecify.annotations.Nullable;

/**
 * An order to pay one thing of one act line once (cl. 17); it only moves forward.
 *
 * @param number {@code P-2026-75-000031}
 * @param endToEndId stable for the act's line, the kind and the attempt
 * @param attempt 1, and one more for each order that repairs a rejected one
 * @param replaces the rejected order that this one repairs, null for the first
 * @param amount whole tenge; a repaired order keeps it
 * @param purposeCode КНП
 * @param paymentFile the file in which it goes or went to the bank, once that is formed
 * @param reason why the bank rejected it
 * @param replacedBy the order that repairs this one
 * @param together released for a file with orders of other acts, which the accountant collects
 * @param paymentInformation the part of the file in which it stands, with which a bank may answer for all of it
 * @param bankStatus what the bank said last and is no end, such as {@code PDNG}
 */
public record PaymentOrder(
        String number,
        String endToEndId,
        String act,
        int line,
        Kind kind,
        int attempt,
        @Nullable String replaces,
        long amount,
        Party payer,
        Party payee,
        String purposeCode,
        String purposeKk,
        String purposeRu,
        State state,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime releasedAt,
        @Nullable OffsetDateTime sentAt,
        @Nullable String paymentFile,
        @Nullable OffsetDateTime answeredAt,
        @Nullable String reason,
        @Nullable String replacedBy,
        boolean together,
        @Nullable String paymentInformation,
        @Nullable String bankStatus) {

    /** What is paid. */
    public enum Kind {
        /** cl. 14.1: the service, to the recognition centre. */
        SERVICE,
        /** cl. 14.2: material aid, to the holder. */
        AID
    }

    /**
     * Created, released, sent, then confirmed or rejected: forward only. What is not right yet is held or returned before it
     * is released.
     */
    public enum State {
        CREATED,
        /** The accountant looks into it; it stays his. */
        HELD,
        /** The mobility centre puts it right; it comes back to the accountant as held. */
        RETURNED,
        RELEASED,
        SENT,
        CONFIRMED,
        REJECTED
    }

    /** How a rejected order is repaired. */
    public enum Repair {
        SAME_ACCOUNT,
        NEW_ACCOUNT
    }

    /**
     * Payer or payee. Its text form shows neither number nor account.
     *
     * @param number BIN or IIN
     * @param code КОд or КБе: residency and sector
     */
    public record Party(String name, String number, String account, @Nullable String bic, String code) {
        @Override
        public String toString() {
            return "Party[" + code + "]";
        }
    }

    /** The order that repairs this rejected one: the next attempt, released at once, to that payee. */
    PaymentOrder repaired(String by, Party newPayee, OffsetDateTime at) {
        return new PaymentOrder(
                by,
                endToEndId(act, line, kind, attempt + 1),
                act,
                line,
                kind,
                attempt + 1,
                number,
                amount,
                payer,
                newPayee,
                purposeCode,
                purposeKk,
                purposeRu,
                State.RELEASED,
                at,
                at,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                null);
    }

    /** Put right before its release: amount and end-to-end id stay. */
    PaymentOrder corrected(Party newPayee, String newPurposeCode) {
        return new PaymentOrder(
                number,
                endToEndId,
                act,
                line,
                kind,
                attempt,
                replaces,
                amount,
                payer,
                newPayee,
                newPurposeCode,
                purposeKk,
                purposeRu,
                state,
                createdAt,
                releasedAt,
                sentAt,
                paymentFile,
                answeredAt,
                reason,
                replacedBy,
                together,
                paymentInformation,
                bankStatus);
    }

    /** At most 35 characters, as ISO 20022 wants it. */
    static String endToEndId(String act, int line, Kind kind, int attempt) {
        return "%s-%d-%s-%d".formatted(act, line, kind == Kind.SERVICE ? "S" : "A", attempt);
    }

    public String amountInKazakh() {
        return AmountInWords.kazakh(amount);
    }

    public String amountInRussian() {
        return AmountInWords.russian(amount);
    }
}
