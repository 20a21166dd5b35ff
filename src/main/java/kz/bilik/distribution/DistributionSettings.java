package kz.bilik.distribution;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the product reads what cl. 18 leaves open.
 *
 * @param lowQuotaPercent below which part of its quota a region is told that few vouchers are left; 0 never tells
 * @param publishDaysAhead how many calendar days before it takes effect a distribution should be published
 */
@ConfigurationProperties("bilik.distribution")
record DistributionSettings(@DefaultValue("10") int lowQuotaPercent, @DefaultValue("30") int publishDaysAhead) {

    DistributionSettings {
        if (lowQuotaPercent < 0 || lowQuotaPercent > 100) {
            throw new IllegalArgumentException("bilik.distribution.low-quota-percent is a percentage");
        }
        if (publishDaysAhead < 1) {
            throw new IllegalArgumentException("bilik.distribution.publish-days-ahead is a number of days");
        }
    }

    /** The number of free vouchers below which a quota of so many is low. */
    int lowBelow(int vouchers) {
        return (int) Math.ceil(vouchers * lowQuotaPercent / 100.0);
    }
}
