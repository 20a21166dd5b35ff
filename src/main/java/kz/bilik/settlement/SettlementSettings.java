package kz.bilik.settlement;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the text leaves open about paying (cl. 14-17), and the codes of payment orders.
 *
 * @param mciOf which day's monthly calculation index counts (cl. 14: "of the respective financial year")
 * @param payerCode КОд of the mobility centre: residency and sector, 12 = resident, local government
 * @param centreCode КБе of a recognition centre: 17 = resident, private company; 16 for a state one
 * @param holderCode КБе of a holder: 19 = resident, person
 * @param servicePurpose КНП of the service of cl. 14.1; to be confirmed with the Treasury
 * @param aidPurpose КНП of the aid of cl. 14.2; to be confirmed with the Treasury
 */
@ConfigurationProperties("bilik.settlement")
public record SettlementSettings(
        @DefaultValue("PAYMENT") MciOf mciOf,
        @DefaultValue("12") String payerCode,
        @DefaultValue("17") String centreCode,
        @DefaultValue("19") String holderCode,
        @DefaultValue("859") String servicePurpose,
        @DefaultValue("119") String aidPurpose) {

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
