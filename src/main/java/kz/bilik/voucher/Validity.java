package kz.bilik.voucher;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;

/**
 * Until when a voucher is valid (cl. 10, 12), as a pure function of the day of issue, the length of the validity and
 * the illness that certificates prove.
 *
 * <p>The reading, which the text of cl. 12 leaves open: a day of illness counts when it comes after the day of issue
 * and belongs to an illness of which at least one day falls on a valid day; then every day of it counts up to its end,
 * also those beyond the last day as it was. A day that several certificates name counts once. The last day is computed
 * anew from all accepted certificates each time, never added to, so that their order and number make no difference.
 *
 * <p>What follows, and what the test holds on to: the days after the day of issue up to and including the last day that
 * are not days of illness are exactly as many as the validity has (60); the last day itself is one of them; a
 * certificate more never shortens the validity, and an illness that touches no valid day changes nothing. It may begin
 * to count later, when another certificate has moved the last day into it.
 */
final class Validity {

    private Validity() {}

    /**
     * The last valid day.
     *
     * @param issuedOn day 0
     * @param days calendar days of validity without illness (cl. 10: 60)
     * @param illness the periods of all accepted certificates, in any order, overlapping or not
     */
    static LocalDate lastDay(LocalDate issuedOn, int days, Collection<IncapacityPeriod> illness) {
        var lastDay = issuedOn.plusDays(days);
        var countedUpTo = issuedOn;
        for (var period : illness.stream()
                .sorted(Comparator.comparing(IncapacityPeriod::from))
                .toList()) {
            var firstUncounted = period.from().isAfter(countedUpTo) ? period.from() : countedUpTo.plusDays(1);
            if (firstUncounted.isAfter(lastDay)) {
                // In order of their beginning: what follows begins even later and touches no valid day either.
                break;
            }
            if (!firstUncounted.isAfter(period.to())) {
                lastDay = lastDay.plusDays(ChronoUnit.DAYS.between(firstUncounted, period.to()) + 1);
                countedUpTo = period.to();
            }
        }
        return lastDay;
    }

    /** Whether one of the days of these periods falls on a valid day: after the day of issue, up to the last day. */
    static boolean touchesValidDay(LocalDate issuedOn, LocalDate lastDay, Collection<IncapacityPeriod> periods) {
        return periods.stream()
                .anyMatch(period ->
                        period.to().isAfter(issuedOn) && !period.from().isAfter(lastDay));
    }
}
