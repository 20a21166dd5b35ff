package kz.bilik.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something was recorded that may not change without a trace. Published in the transaction that records it, once for each
 * record; {@code audit} writes an entry of the chain in that same transaction.
 *
 * @param row the key of the record in the table of its kind; null for a kind that has no table
 * @param subject the number of the case or act, the region or the account that it concerns: nothing personal
 * @param officer the account of whoever did it; null when nobody of ours did
 * @param details what happened, for a kind without a table; else null
 * @param values what the record says, as {@link Kind#columns()} names it; empty for a kind without a table
 */
public record Recorded(
        Kind kind,
        @Nullable String row,
        String subject,
        @Nullable String officer,
        @Nullable String details,
        List<? extends @Nullable Object> values) {

    /** What is recorded, in which table, and which of its columns may not change. */
    public enum Kind {
        /** A step or a decision of a case, a moved deadline, a payment of it. */
        STEP(
                "application_event",
                "id",
                "application",
                "happened_at",
                "code",
                "clause",
                "arguments",
                "officer",
                "officer_groups",
                "client"),
        /** A ground of refusal in the words of whoever refused. */
        GROUND("application_reason", "id", "application", "reason", "clause", "remark", "given_at"),
        /** A signature that was accepted, with the verdict. */
        SIGNATURE(
                "signature_evidence",
                "id",
                "owner",
                "cms_sha256",
                "signer_iin",
                "signer_bin",
                "signer_name",
                "content",
                "cms",
                "certificate",
                "revocation",
                "verified_at",
                "legal_time"),
        QUOTA("quota_entry", "id", "region", "quota_year", "kind", "vouchers", "application", "clause", "happened_at"),
        DISTRIBUTION("distribution_step", "id", "distribution", "step", "officer", "remarks", "happened_at"),
        /** A number of a distribution that was changed by hand, and why. */
        SHARE("distribution_change", "id", "step", "quota_year", "region", "before_it", "after_it", "reason"),
        /** A payment order: who is paid how much, on which account. Recorded anew when it is corrected. */
        PAYMENT(
                "payment_order",
                "number",
                "end_to_end_id",
                "act",
                "line",
                "kind",
                "attempt",
                "amount",
                "payer_account",
                "payee_number",
                "payee_account",
                "payee_bic",
                "purpose_code"),
        PAYMENT_HALT("payment_halt", "id", "payment_order", "kind", "remark", "officer", "decided_at"),
        /** Accounts, posts and rights; files for the catalogue, days of the calendar, restarted steps. */
        ADMINISTRATION("administrator_deed", "id", "at", "officer", "deed", "subject", "details"),
        /** Personal data was read. */
        READING("case_read", "id", "officer", "number", "read_at", "what"),
        /** A signature that was refused: the verdict, and what was signed, by its SHA-256. */
        SIGNATURE_REFUSED,
        /** Diagrams, forms and tables of the law that run from now on. */
        DEPLOYMENT,
        /** Which files of a deployment are new and which are others than before. Recorded once for each. */
        DEPLOYMENT_CHANGES,
        /** A setting by which the law is carried out is another one since this start. */
        SETTING,
        /** Running cases are moved to another version of their diagram: the plan, and each case. */
        MIGRATION,
        /** The chain begins for a kind: so many records were there before, and got their entries then. */
        BEGUN,
        /** The content of a record was erased after its term; its entry stays. */
        ERASED;

        private final @Nullable String table;
        private final @Nullable String key;
        private final List<String> columns;

        Kind() {
            this.table = null;
            this.key = null;
            this.columns = List.of();
        }

        Kind(String table, String key, String... columns) {
            this.table = table;
            this.key = key;
            this.columns = List.of(columns);
        }

        /** Its table; null where the entry itself says everything. */
        public @Nullable String table() {
            return table;
        }

        /** The column by which a record is known; null without a table. */
        public @Nullable String key() {
            return key;
        }

        /** The columns that may not change, in the order in which they are digested. */
        public List<String> columns() {
            return columns;
        }

        /** The column that says what a record concerns: the first one, or that of the officer's deed. */
        public String subjectColumn() {
            return switch (this) {
                case PAYMENT -> "number";
                case READING -> "number";
                case ADMINISTRATION -> "subject";
                default -> columns.get(0);
            };
        }

        /**
         * What a record says, in one form whoever wrote or read it: a line for each column with the length of its value, so
         * that no value can pass for two.
         */
        public String content(List<? extends @Nullable Object> values) {
            if (values.size() != columns.size()) {
                throw new IllegalArgumentException(this + " has " + columns.size() + " columns, not " + values.size());
            }
            var content = new StringBuilder();
            for (var at = 0; at < values.size(); at++) {
                var value = text(values.get(at));
                content.append(columns.get(at));
                if (value == null) {
                    content.append(":-\n");
                } else {
                    content.append(':')
                            .append(value.length())
                            .append(':')
                            .append(value)
                            .append('\n');
                }
            }
            return content.toString();
        }

        private static @Nullable String text(@Nullable Object value) {
            if (value instanceof OffsetDateTime moment) {
                return moment.toInstant().truncatedTo(ChronoUnit.MICROS).toString();
            }
            return value instanceof byte[] bytes ? sha256(bytes) : value == null ? null : value.toString();
        }
    }

    /** A record that stands in a table, with what it says. */
    public static Recorded row(
            Kind kind, Object row, String subject, @Nullable String officer, @Nullable Object... values) {
        return new Recorded(kind, row.toString(), subject, officer, null, Arrays.asList(values));
    }

    /** Something of which the entry is the only record. Of a deployment or a setting that is as it was, nothing is recorded. */
    public static Recorded fact(Kind kind, String subject, @Nullable String officer, String details) {
        return new Recorded(kind, null, subject, officer, details, List.of());
    }

    /** SHA-256 in hexadecimal digits. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** SHA-256 of the text in UTF-8. */
    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
