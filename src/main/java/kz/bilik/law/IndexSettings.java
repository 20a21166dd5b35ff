package kz.bilik.law;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the product reads "the monthly calculation index of the respective financial year" (cl. 14). Who pays reckons by it,
 * and the voucher says so to its holder. Whatever it is, what is paid is what both signatures stand under: an act whose
 * amounts are others by the time it is accepted is formed and signed anew.
 *
 * @param mciOf which day's monthly calculation index counts
 */
@ConfigurationProperties("bilik.settlement")
public record IndexSettings(@DefaultValue("ACT") MciOf mciOf) {

    /** The day whose monthly calculation index counts. */
    public enum MciOf {
        /** The day on which the act is accepted and its orders are created; before that, the day of the asking. */
        PAYMENT,
        /** The day on which the voucher was issued. */
        ISSUE,
        /** The day of the exam. */
        SERVICE,
        /** The day on which the act was formed. */
        ACT
    }
}
