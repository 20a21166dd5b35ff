package kz.bilik.voucher;

import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the product reads what cl. 10-13 leave open.
 *
 * @param lastDayMovesWhenDayOff whether a last day of validity that is a day off moves to the next working day
 * @param daysHeld whether days run on which use was refused because a certificate was undecided
 * @param lateCertificate what a certificate does that arrives after the voucher lapsed
 * @param lapsedReturnsToQuota whether a lapsed voucher goes back to its region's quota
 * @param withdrawnReturnsToQuota whether a voucher given up after issue goes back to its region's quota
 * @param acceptedCertificates sheet (парақ), note (анықтама) or both
 * @param reminderDaysBeforeEnd on how many days before the last one the holder is reminded
 * @param certificateMaxSize the largest copy of a certificate
 * @param certificateDaysAhead from how many days after its receipt on the end of an illness is a warning to the officer
 * @param certificateDaysLong from how many days at a stretch on an illness is a warning to the officer
 */
@ConfigurationProperties("bilik.voucher")
record VoucherSettings(
        @DefaultValue("false") boolean lastDayMovesWhenDayOff,
        @DefaultValue("DO_NOT_RUN") DaysHeld daysHeld,
        @DefaultValue("BRING_BACK") LateCertificate lateCertificate,
        @DefaultValue("false") boolean lapsedReturnsToQuota,
        @DefaultValue("false") boolean withdrawnReturnsToQuota,
        @DefaultValue({"SHEET", "NOTE"}) Set<SickLeaveCertificate.Kind> acceptedCertificates,
        @DefaultValue({"30", "10", "3"}) List<Integer> reminderDaysBeforeEnd,
        @DefaultValue("10MB") DataSize certificateMaxSize,
        @DefaultValue("60") int certificateDaysAhead,
        @DefaultValue("366") int certificateDaysLong) {

    /** What becomes of the days on which use was refused because a certificate was undecided. */
    enum DaysHeld {
        /** They do not run: the decision takes no valid day. */
        DO_NOT_RUN,
        /** They run like others. */
        RUN
    }

    /** What a certificate does that arrives after the voucher lapsed. */
    enum LateCertificate {
        /** It brings the voucher back when the illness touched a valid day. */
        BRING_BACK,
        /** It is not received. */
        REFUSE
    }
}
