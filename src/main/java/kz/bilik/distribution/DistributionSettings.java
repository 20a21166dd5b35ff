package kz.bilik.distribution;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the product reads what cl. 18 leaves open.
 *
 * @param lowQuotaPercent below which part of its quota a region is told that few vouchers are left; 0 never tells
 * @param publishDaysAhead how many calendar days before it takes effect a distribution should be published; at most a
 *     period of three years, so that a period is never opened before the one before it is distributed
 * @param smallestBase least number in the whole country from which a statistic counts in the proposal; below it the parts of the
 *     regions are chance. 0 lets every statistic count
 * @param remindOfYearFrom month and day, such as 12-01, from which the missing numbers of the coming year are told
 */
@ConfigurationProperties("bilik.distribution")
record DistributionSettings(
        @DefaultValue("10") int lowQuotaPercent,
        @DefaultValue("30") int publishDaysAhead,
        @DefaultValue("12-01") String remindOfYearFrom,
        @DefaultValue("100") int smallestBase) {

    private static final int MOST_DAYS_AHEAD = 3 * 365;

    /** A period is opened so many months before its first day, as a rule. */
    private static final int OPENED_MONTHS_BEFORE = 6;

    /** The least time in which a distribution can be prepared before it should be published. */
    private static final int PREPARED_IN_MONTHS = 3;

    DistributionSettings {
        if (lowQuotaPercent < 0 || lowQuotaPercent > 100) {
            throw new IllegalArgumentException("bilik.distribution.low-quota-percent is a percentage");
        }
        if (publishDaysAhead < 1 || publishDaysAhead > MOST_DAYS_AHEAD) {
            throw new IllegalArgumentException(
                    "bilik.distribution.publish-days-ahead is a number of days from 1 to " + MOST_DAYS_AHEAD);
        }
        monthDay(remindOfYearFrom);
        if (smallestBase < 0) {
            throw new IllegalArgumentException("bilik.distribution.smallest-base is not negative");
        }
    }

    /** The number of free vouchers below which a quota of so many is low. */
    int lowBelow(int vouchers) {
        return (int) Math.ceil(vouchers * lowQuotaPercent / 100.0);
    }

    /** The day before which a distribution that holds from that day should be published. */
    LocalDate publishedBy(LocalDate from) {
        return from.minusDays(publishDaysAhead);
    }

    /**
     * The same for one that is opened on that day: who opens it late has three months, and in any case until the day before
     * its first one.
     */
    LocalDate publishedBy(LocalDate from, LocalDate openedOn) {
        var due = publishedBy(from);
        if (due.isAfter(openedOn)) {
            return due;
        }
        var shortly = openedOn.plusMonths(PREPARED_IN_MONTHS);
        var last = from.minusDays(1);
        return shortly.isBefore(last) ? shortly : last;
    }

    /** The first of a month on which a period that begins on that day is opened. */
    LocalDate openedFrom(LocalDate from) {
        var asARule = from.minusMonths(OPENED_MONTHS_BEFORE);
        var toBeInTime = publishedBy(from).minusMonths(PREPARED_IN_MONTHS).withDayOfMonth(1);
        return toBeInTime.isBefore(asARule) ? toBeInTime : asARule;
    }

    /** The day of that year from which the missing numbers of the next one are told. */
    LocalDate remindOfNextYearFrom(int year) {
        return monthDay(remindOfYearFrom).atYear(year);
    }

    private static MonthDay monthDay(String text) {
        try {
            return MonthDay.parse("--" + text);
        } catch (DateTimeException none) {
            throw new IllegalArgumentException(
                    "bilik.distribution.remind-of-year-from is a month and a day such as 12-01", none);
        }
    }
}
