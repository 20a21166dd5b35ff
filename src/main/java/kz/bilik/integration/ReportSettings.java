package kz.bilik.integration;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How reports reach the Labour Market AIS, {@code bilik.labour-market.reports.*}; all in wall time. They are never given up.
 *
 * @param every how often a node looks for reports that are due
 * @param lease for how long a case belongs to the node that delivers its report; longer than the AIS may take to answer
 * @param firstRetry the pause after the first failure of a case, doubled after each further one
 * @param longestRetry the longest pause, also after a report whose content the AIS refused
 */
@ConfigurationProperties("bilik.labour-market.reports")
record ReportSettings(
        @DefaultValue("5s") Duration every,
        @DefaultValue("2m") Duration lease,
        @DefaultValue("10s") Duration firstRetry,
        @DefaultValue("30m") Duration longestRetry) {

    /** The pause after that many failures in a row. */
    Duration pause(int failures) {
        var pause = firstRetry.multipliedBy(1L << Math.min(failures - 1, 20));
        return pause.compareTo(longestRetry) > 0 ? longestRetry : pause;
    }
}
