package kz.bilik.law;

import java.time.LocalDate;
import java.time.MonthDay;

/**
 * The terms of one edition of the order, a row of {@code legal-terms.dmn}.
 *
 * @param edition the edition's name, for example {@code 2024-08-23}
 * @param lastDayToApply cl. 3: the closing day of the year
 * @param careerCentreCheck cl. 8: working days after the day of receipt
 * @param forwarding cl. 9: working days after the day of receipt
 * @param refusalAfterCentre cl. 9: working days after the recognition centre's no
 * @param issue cl. 10: working days after the confirmation
 * @param validity cl. 10: calendar days after the date of issue
 * @param extension cl. 13: working days after the day the copy was received
 * @param act cl. 16: working days after the protocol was signed
 * @param payment cl. 17: working days after the act was received
 */
public record LegalTerms(
        String edition,
        MonthDay lastDayToApply,
        int careerCentreCheck,
        int forwarding,
        int refusalAfterCentre,
        int issue,
        int validity,
        int extension,
        int act,
        int payment) {

    /** The closing day of that year (cl. 3); whether the day itself still counts is a setting of {@code application}. */
    public LocalDate closingDay(int year) {
        return lastDayToApply.atYear(year);
    }
}
