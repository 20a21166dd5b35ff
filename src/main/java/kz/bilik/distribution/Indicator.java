package kz.bilik.distribution;

import java.math.BigInteger;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import kz.bilik.distribution.Apportionment.Claim;
import kz.bilik.law.DistributionWeights;

/**
 * What the statistics of the regions say about their need of vouchers (cl. 18): a region's part of the country's
 * unemployed, of the vouchers issued and of the refusals, each with its weight.
 */
final class Indicator {

    private Indicator() {}

    /** One of the statistics: its weight in percent, its figure of a region, and the sum of all regions. */
    private record Part(int weight, ToIntFunction<RegionStatistics> figure, BigInteger sum) {

        static Part of(int weight, ToIntFunction<RegionStatistics> figure, List<RegionStatistics> regions) {
            return new Part(weight, figure, BigInteger.valueOf(Indicator.sum(regions, figure)));
        }

        BigInteger weighted(RegionStatistics region) {
            return BigInteger.valueOf(weight).multiply(BigInteger.valueOf(figure.applyAsInt(region)));
        }
    }

    /**
     * The claim of each region, in the order given: the sum of weight × figure ÷ national sum over the statistics, made
     * whole by the product of those sums. A statistic whose national sum is below the smallest base drops out, and its weight
     * with it: only the proportions between the claims matter. One voucher issued in the whole country would else be a region's
     * claim to all of that weight. Where no statistic reaches the base, all count that are not zero everywhere.
     *
     * @param smallestBase least national sum from which the parts of the regions mean something
     */
    static List<Claim> of(List<RegionStatistics> regions, DistributionWeights weights, int smallestBase) {
        var all = Stream.of(
                        Part.of(weights.unemployed(), RegionStatistics::unemployed, regions),
                        Part.of(weights.issued(), RegionStatistics::issued, regions),
                        Part.of(weights.refused(), RegionStatistics::refused, regions))
                .filter(part -> part.sum().signum() > 0)
                .toList();
        var large = all.stream()
                // A statistic without a weight is no base for the others.
                .filter(part -> part.weight() > 0 && !isTooSmall(part.sum().longValueExact(), smallestBase))
                .toList();
        var parts = large.isEmpty() ? all : large;
        var product = parts.stream().map(Part::sum).reduce(BigInteger.ONE, BigInteger::multiply);
        return regions.stream()
                .map(region -> new Claim(region.region(), indicator(region, parts, product)))
                .toList();
    }

    /** Whether a statistic of so many in the whole country is too small to be shared out by; nothing is not small, but none. */
    static boolean isTooSmall(long sum, int smallestBase) {
        return sum > 0 && sum < smallestBase;
    }

    /** The statistics that do not count, because there are too few in the whole country. */
    static List<RegionStatistics.TooSmall> tooSmall(List<RegionStatistics> regions, int smallestBase) {
        return Stream.of(
                        new RegionStatistics.TooSmall(
                                "unemployed", sum(regions, RegionStatistics::unemployed), smallestBase),
                        new RegionStatistics.TooSmall("issued", sum(regions, RegionStatistics::issued), smallestBase),
                        new RegionStatistics.TooSmall("refused", sum(regions, RegionStatistics::refused), smallestBase))
                .filter(each -> isTooSmall(each.inAll(), smallestBase))
                .toList();
    }

    private static long sum(List<RegionStatistics> regions, ToIntFunction<RegionStatistics> figure) {
        return regions.stream().mapToLong(figure::applyAsInt).sum();
    }

    private static BigInteger indicator(RegionStatistics region, List<Part> parts, BigInteger product) {
        return parts.stream()
                .map(part -> part.weighted(region).multiply(product.divide(part.sum())))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }
}
