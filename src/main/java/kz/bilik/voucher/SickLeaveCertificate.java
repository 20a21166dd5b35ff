package kz.bilik.voucher;

import java.util.List;
import java.util.Locale;
import kz.bilik.identity.Iin;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate says.
 *
 * <p>What a certificate must hold is judged by the officer of cl. 13: texts may be empty.
 *
 * @param patient whose illness it was; null when no personal number can be read in it
 * @param periods at least one
 */
public record SickLeaveCertificate(
        Kind kind,
        String series,
        String number,
        @Nullable Iin patient,
        String patientName,
        String organisation,
        String doctor,
        List<IncapacityPeriod> periods) {

    /** What proves the illness; an unemployed person may hold either. */
    public enum Kind {
        /** Sick-leave sheet (еңбекке жарамсыздық парағы). */
        SHEET,
        /** Note of temporary incapacity (анықтама). */
        NOTE
    }

    /** What has become of a certificate. */
    public enum State {
        UNDECIDED,
        ACCEPTED,
        REJECTED,
        /** Accepted, and found false afterwards. */
        ANNULLED,
        /** No longer needed, with a note: the voucher was used or given up before the decision. */
        CLOSED
    }

    /** Why a certificate may be rejected; the regulation knows no grounds, these are the product's. */
    public enum Ground {
        ANOTHER_PERSON,
        NO_VALID_DAY,
        UNREADABLE,
        NOT_GENUINE,
        /** Only where the setting accepts one kind alone. */
        KIND_NOT_ACCEPTED;

        /** The key of its text for people. */
        public String textKey() {
            return "reason.sick-leave." + code();
        }

        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
