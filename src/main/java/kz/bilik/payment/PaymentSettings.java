package kz.bilik.payment;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The codes of payment orders (cl. 17). Which day's index counts is {@link kz.bilik.law.IndexSettings}'.
 *
 * @param payerCode КОд of the mobility centre: residency and sector, 12 = resident, local government
 * @param centreCode КБе of a recognition centre: 17 = resident, private company; 16 for a state one
 * @param holderCode КБе of a holder: 19 = resident, person
 * @param servicePurpose КНП of the service of cl. 14.1; to be confirmed with the Treasury
 * @param aidPurpose КНП of the aid of cl. 14.2; to be confirmed with the Treasury
 */
@ConfigurationProperties("bilik.settlement")
record PaymentSettings(
        @DefaultValue("12") String payerCode,
        @DefaultValue("17") String centreCode,
        @DefaultValue("19") String holderCode,
        @DefaultValue("859") String servicePurpose,
        @DefaultValue("119") String aidPurpose) {}
