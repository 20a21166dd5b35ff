package kz.bilik.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kz.bilik.distribution.Apportionment.Claim;
import kz.bilik.law.DistributionWeights;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Cl. 18: current labour-market statistics, as one figure for each region. */
class IndicatorTest {

    private static final DistributionWeights WEIGHTS = new DistributionWeights(50, 30, 20, 5);

    @Test
    void eachStatisticCountsAsAPartOfItsNationalSumWithItsWeight() {
        // KZ-10: 50 × 1/4 + 30 × 2/5 + 20 × 0/2 = 24.5; KZ-11: 37.5 + 18 + 20 = 75.5; made whole by 4 × 5 × 2.
        assertThat(indicators(WEIGHTS, figures(1, 2, 0), figures(3, 3, 2))).containsExactly(980L, 3020L);
    }

    @Test
    void aStatisticThatIsZeroEverywhereDropsOut() {
        assertThat(indicators(WEIGHTS, figures(1, 0, 0), figures(3, 0, 0))).containsExactly(50L, 150L);
        assertThat(indicators(WEIGHTS, figures(0, 0, 0), figures(0, 0, 0))).containsExactly(0L, 0L);
    }

    @Test
    void whatWasIssuedOutsideTheProductIsNoGround() {
        var claims = Indicator.of(
                List.of(
                        new RegionStatistics("KZ-75", 10, 10, 10, 0),
                        new RegionStatistics("KZ-10", 10, 10, 10, 10_000_000)),
                WEIGHTS,
                0);
        assertThat(claims.get(0).region()).isEqualTo("KZ-75");
        assertThat(claims.get(1)).isEqualTo(new Claim("KZ-10", claims.get(0).indicator()));
    }

    @Test
    void theLargestFiguresOfTwentyRegionsAreCountedExactly() {
        var most = new int[20][];
        Arrays.fill(most, figures(10_000_000, 10_000_000, 10_000_000));
        var sum = BigInteger.valueOf(200_000_000);
        assertThat(claims(WEIGHTS, most))
                .extracting(Claim::indicator)
                .containsOnly(sum.multiply(sum).multiply(BigInteger.valueOf(1_000_000_000)));
    }

    @Test
    void neitherAWeightNorTheFloorIsNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DistributionWeights(-1, 50, 50, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new DistributionWeights(50, -1, 50, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new DistributionWeights(50, 50, -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new DistributionWeights(50, 50, 0, -1));
    }

    /** One voucher was issued in the whole country, and one region would have had 110 of 300 for it. */
    @Test
    void aStatisticOfAFewInTheWholeCountryDoesNotCount() {
        var regions = IntStream.range(0, 20)
                .mapToObj(i -> new RegionStatistics("KZ-" + (10 + i), 10_000, i == 0 ? 1 : 0, 0, 0))
                .toList();
        assertThat(Apportionment.apportion(300, 5, Indicator.of(regions, WEIGHTS, 0))
                        .get("KZ-10"))
                .as("by chance")
                .isGreaterThan(90);
        assertThat(Apportionment.apportion(300, 5, Indicator.of(regions, WEIGHTS, 100)))
                .as("by the unemployed alone")
                .allSatisfy((region, vouchers) -> assertThat(vouchers).isEqualTo(15));
    }

    @Test
    void aStatisticCountsFromTheSmallestBaseOn() {
        var regions =
                List.of(new RegionStatistics("KZ-10", 1000, 99, 0, 0), new RegionStatistics("KZ-75", 1000, 1, 0, 0));
        assertThat(Indicator.of(regions, WEIGHTS, 101))
                .extracting(Claim::indicator)
                .containsOnly(new BigInteger("50000"));
        assertThat(Indicator.of(regions, WEIGHTS, 100)).isEqualTo(Indicator.of(regions, WEIGHTS, 0));
    }

    /** Else all regions would get the same, which no statistic says. */
    @Test
    void whereNoStatisticReachesTheBaseAllCount() {
        var regions = List.of(new RegionStatistics("KZ-10", 9, 3, 0, 0), new RegionStatistics("KZ-75", 1, 0, 2, 0));
        assertThat(Indicator.of(regions, WEIGHTS, 100)).isEqualTo(Indicator.of(regions, WEIGHTS, 0));
    }

    @Property
    void countingAllOfOneStatisticTwiceChangesNoProportion(
            @ForAll("statistics") int[][] regions,
            @ForAll("weights") DistributionWeights weights,
            @ForAll @IntRange(max = 2) int which) {
        var before = claims(weights, regions);
        var doubled = Arrays.stream(regions).map(int[]::clone).toArray(int[][]::new);
        Arrays.stream(doubled).forEach(figures -> figures[which] *= 2);
        var after = claims(weights, doubled);
        for (int i = 0; i < regions.length; i++) {
            assertThat(after.get(i).indicator().multiply(sum(before)))
                    .isEqualTo(before.get(i).indicator().multiply(sum(after)));
        }
        assertThat(Apportionment.apportion(200, 5, after)).isEqualTo(Apportionment.apportion(200, 5, before));
    }

    @Property
    void aRegionsPartRisesWithItsOwnFigures(
            @ForAll("statistics") int[][] regions,
            @ForAll("weights") DistributionWeights weights,
            @ForAll @IntRange(max = 2) int which,
            @ForAll @IntRange(min = 1, max = 1000) int more) {
        var before = claims(weights, regions);
        int others = Arrays.stream(regions)
                .skip(1)
                .mapToInt(figures -> figures[which])
                .sum();
        regions[0][which] += more;
        var after = claims(weights, regions);

        var partAfter = after.get(0).indicator().multiply(sum(before));
        var partBefore = before.get(0).indicator().multiply(sum(after));
        assertThat(partAfter).isGreaterThanOrEqualTo(partBefore);
        // It cannot grow beyond all of a statistic that the others have nothing of.
        if (others > 0 && weight(weights, which) > 0) {
            assertThat(partAfter).isGreaterThan(partBefore);
        }
    }

    private static int weight(DistributionWeights weights, int which) {
        return List.of(weights.unemployed(), weights.issued(), weights.refused())
                .get(which);
    }

    private static BigInteger sum(List<Claim> claims) {
        return claims.stream().map(Claim::indicator).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static List<Long> indicators(DistributionWeights weights, int[]... regions) {
        return claims(weights, regions).stream()
                .map(claim -> claim.indicator().longValueExact())
                .toList();
    }

    private static List<Claim> claims(DistributionWeights weights, int[]... regions) {
        var statistics = IntStream.range(0, regions.length)
                .mapToObj(
                        i -> new RegionStatistics("KZ-" + (10 + i), regions[i][0], regions[i][1], regions[i][2], 7 * i))
                .toList();
        return Indicator.of(statistics, weights, 0);
    }

    /** Unemployed, used and refused of a region. */
    private static int[] figures(int unemployed, int used, int refused) {
        return new int[] {unemployed, used, refused};
    }

    @Provide
    Arbitrary<int[][]> statistics() {
        var figure = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 3), Arbitraries.integers().between(0, 10_000_000));
        return Combinators.combine(figure, figure, figure)
                .as(IndicatorTest::figures)
                .array(int[][].class)
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<DistributionWeights> weights() {
        var weight = Arbitraries.integers().between(0, 100);
        return Combinators.combine(weight, weight, weight)
                .as((unemployed, used, refused) -> new DistributionWeights(unemployed, used, refused, 5));
    }
}
