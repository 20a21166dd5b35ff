package kz.bilik.distribution;

/**
 * The labour-market statistics of a region from which the vouchers are distributed (cl. 18). Counts, none negative.
 *
 * @param region the region's code, such as KZ-75
 * @param unemployed persons registered as unemployed on the day of the statistics
 * @param issued vouchers issued in the last period, here, and not returned to the quota
 * @param refused applications refused in the last period because no voucher was left
 * @param issuedElsewhere vouchers issued outside this product in the first year: the opening balance, no ground to
 *     get more or fewer
 */
public record RegionStatistics(String region, int unemployed, int issued, int refused, int issuedElsewhere) {

    /**
     * A figure that is too small in the whole country to share vouchers out by.
     *
     * @param statistic {@code unemployed}, {@code issued} or {@code refused}
     * @param inAll of all regions
     * @param smallestBase from which it would count
     */
    public record TooSmall(String statistic, long inAll, int smallestBase) {}
}
