package kz.bilik.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import kz.bilik.distribution.Apportionment.Claim;
import kz.bilik.language.Language;
import kz.bilik.problem.Problem;
import kz.bilik.support.TestTexts;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Cl. 18: so many vouchers for so many regions. */
class ApportionmentTest {

    /** Vouchers to be shared out, what each region gets at least, and the indicators of KZ-10, KZ-11 and so on. */
    private record Task(int total, int floor, List<BigInteger> indicators) {

        List<Claim> claims() {
            return IntStream.range(0, indicators.size())
                    .mapToObj(i -> new Claim(region(i), indicators.get(i)))
                    .toList();
        }

        /** The vouchers of the regions, in the order of the indicators. */
        List<Integer> apportion() {
            return List.copyOf(Apportionment.apportion(total, floor, claims()).values());
        }

        Task raise(int index, BigInteger by) {
            var raised = new ArrayList<>(indicators);
            raised.set(index, raised.get(index).add(by));
            return new Task(total, floor, raised);
        }
    }

    // Examples: what an officer would work out on paper.

    @Test
    void theWholePartsAreGivenFirstAndTheRestGoesToTheLargestRemainders() {
        // 10 vouchers at 17 : 27 : 56 are 1.7, 2.7 and 5.6.
        assertThat(task(100, 0, 10, 20, 70).apportion()).containsExactly(10, 20, 70);
        assertThat(task(10, 0, 33, 33, 34).apportion()).containsExactly(3, 3, 4);
        assertThat(task(10, 0, 17, 27, 56).apportion()).containsExactly(2, 3, 5);
    }

    @Test
    void equalRemaindersAreServedInTheOrderOfTheRegionsCodes() {
        assertThat(Apportionment.apportion(5, 0, List.of(claim("KZ-75", 1), claim("KZ-10", 1), claim("KZ-39", 1))))
                .containsExactly(Map.entry("KZ-75", 1), Map.entry("KZ-10", 2), Map.entry("KZ-39", 2));
    }

    @Test
    void aRegionBelowTheFloorIsRaisedToItAndTheOthersShareWhatIsLeft() {
        assertThat(task(100, 10, 1, 39, 60).apportion()).containsExactly(10, 35, 55);
    }

    @Test
    void whoFallsBelowTheFloorOnlyBecauseOthersWereRaisedIsRaisedToo() {
        // Of 100, 11 % is above the floor of ten; of the 80 that two raised regions leave, 11 of 98 is below it.
        assertThat(task(100, 10, 1, 1, 11, 87).apportion()).containsExactly(10, 10, 10, 70);
    }

    @Test
    void withoutAnyIndicatorTheRegionsShareEqually() {
        assertThat(task(11, 2, 0, 0, 0).apportion()).containsExactly(4, 4, 3);
    }

    @Test
    void aRegionWithoutIndicatorGetsTheFloorAndNothingWhereThereIsNone() {
        assertThat(task(9, 2, 0, 1).apportion()).containsExactly(2, 7);
        assertThat(task(9, 0, 0, 1).apportion()).containsExactly(0, 9);
    }

    @Test
    void aTotalOfTheFloorsAloneGivesEachTheFloor() {
        assertThat(task(6, 2, 0, 5, 1000).apportion()).containsExactly(2, 2, 2);
        assertThat(task(0, 0, 3, 5).apportion()).containsExactly(0, 0);
    }

    @Test
    void aTotalBelowTheFloorsIsRefusedAndSaysWhatWouldBeNeeded() {
        assertThatThrownBy(() -> task(5, 2, 1, 2, 3).apportion()).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.UNPROCESSABLE);
            assertThat(problem.code()).isEqualTo("distribution.total-below-floors");
            assertThat(problem.arguments()).containsExactly("5", "6");
            assertThat(TestTexts.get()
                            .in(
                                    Language.EN,
                                    "problem." + problem.code(),
                                    problem.arguments().toArray()))
                    .isEqualTo("5 vouchers are not enough: the least that the regions must get is 6.");
        });
        assertThatThrownBy(
                        () -> task(Integer.MAX_VALUE, Integer.MAX_VALUE, 1, 2).apportion())
                .hasMessage("distribution.total-below-floors");
        assertThatThrownBy(() -> task(-1, 0, 1, 2).apportion()).hasMessage("distribution.total-below-floors");
    }

    @Test
    void whatNoCallerMayAskIsNotAnswered() {
        assertThatIllegalArgumentException().isThrownBy(() -> claim("KZ-75", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> task(9, -1, 1, 2).apportion());
        assertThatIllegalArgumentException().isThrownBy(() -> task(9, 0).apportion());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Apportionment.apportion(9, 0, List.of(claim("KZ-75", 1), claim("KZ-75", 2))));
    }

    @Test
    void indicatorsBeyondAnyCountAreSharedExactly() {
        var huge = BigInteger.TEN.pow(60);
        assertThat(new Task(3, 0, List.of(huge, huge.add(BigInteger.ONE))).apportion())
                .containsExactly(1, 2);
    }

    // What holds whatever the indicators.

    @Property
    void theSharesSumToTheTotalAndNoneIsBelowTheFloor(@ForAll("tasks") Task task) {
        var vouchers = task.apportion();
        assertThat(vouchers.stream().mapToInt(Integer::intValue).sum()).isEqualTo(task.total());
        assertThat(vouchers).allMatch(share -> share >= task.floor());
    }

    @Property
    void theOrderOfTheRegionsChangesNoShare(@ForAll("tasks") Task task, @ForAll Random random) {
        var shuffled = new ArrayList<>(task.claims());
        Collections.shuffle(shuffled, random);
        var vouchers = Apportionment.apportion(task.total(), task.floor(), shuffled);
        assertThat(vouchers).isEqualTo(Apportionment.apportion(task.total(), task.floor(), task.claims()));
        assertThat(vouchers.keySet())
                .containsExactlyElementsOf(shuffled.stream().map(Claim::region).toList());
    }

    @Property
    void onlyTheProportionOfTheIndicatorsMatters(@ForAll("tasks") Task task, @ForAll @IntRange(min = 2) int factor) {
        var multiplied = task.indicators().stream()
                .map(indicator -> indicator.multiply(BigInteger.valueOf(factor)))
                .toList();
        assertThat(new Task(task.total(), task.floor(), multiplied).apportion()).isEqualTo(task.apportion());
    }

    @Property
    void aHigherIndicatorNeverGetsFewerThanALower(@ForAll("tasks") Task task) {
        var vouchers = task.apportion();
        for (int i = 0; i < vouchers.size(); i++) {
            for (int j = 0; j < vouchers.size(); j++) {
                if (task.indicators().get(i).compareTo(task.indicators().get(j)) > 0) {
                    assertThat(vouchers.get(i)).isGreaterThanOrEqualTo(vouchers.get(j));
                }
            }
        }
    }

    @Property(tries = 5000)
    void aRegionWhoseIndicatorAloneRisesNeverLosesAVoucher(
            @ForAll("tasks") Task task, @ForAll @IntRange(max = 19) int index, @ForAll("rises") BigInteger by) {
        int rising = index % task.indicators().size();
        assertThat(task.raise(rising, by).apportion().get(rising))
                .isGreaterThanOrEqualTo(task.apportion().get(rising));
    }

    /** What chance may miss: of small numbers, every one. */
    @Test
    void amongThreeRegionsNoRiseUpToFiveCostsAVoucher() {
        for (int combination = 0; combination < 6 * 6 * 6; combination++) {
            for (int floor = 0; floor <= 3; floor++) {
                for (int total = 3 * floor; total <= 3 * floor + 8; total++) {
                    var task = task(total, floor, combination % 6, combination / 6 % 6, combination / 36);
                    for (int i = 0; i < 3; i++) {
                        assertThat(task.raise(i, BigInteger.ONE).apportion().get(i))
                                .as("region %s of %s", i, task)
                                .isGreaterThanOrEqualTo(task.apportion().get(i));
                    }
                }
            }
        }
    }

    @Property
    void whoIsNotRaisedToTheFloorIsWithinOneVoucherOfTheExactShareOfWhatIsLeft(@ForAll("tasks") Task task) {
        var ascending = new ArrayList<>(task.claims());
        if (sum(ascending).signum() == 0) {
            return;
        }
        ascending.sort(Comparator.comparing(Claim::indicator));
        int raised = raisedToTheFloor(task, ascending);
        var left = BigInteger.valueOf(task.total() - (long) raised * task.floor());
        var sharing = ascending.subList(raised, ascending.size());
        var vouchers = Apportionment.apportion(task.total(), task.floor(), task.claims());
        assertThat(ascending.subList(0, raised)).allMatch(claim -> vouchers.get(claim.region()) == task.floor());
        for (var claim : sharing) {
            var exact = claim.indicator().multiply(left);
            var actual = BigInteger.valueOf(vouchers.get(claim.region())).multiply(sum(sharing));
            assertThat(actual.subtract(exact).abs()).isLessThan(sum(sharing));
        }
    }

    /** The fewest of the lowest that, once raised to the floor, leave it to the next. */
    private static int raisedToTheFloor(Task task, List<Claim> ascending) {
        int raised = 0;
        while (true) {
            var sharing = ascending.subList(raised, ascending.size());
            var left = BigInteger.valueOf(task.total() - (long) raised * task.floor());
            var floors = sum(sharing).multiply(BigInteger.valueOf(task.floor()));
            if (sharing.get(0).indicator().multiply(left).compareTo(floors) >= 0) {
                return raised;
            }
            raised++;
        }
    }

    private static BigInteger sum(List<Claim> claims) {
        return claims.stream().map(Claim::indicator).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static Task task(int total, int floor, long... indicators) {
        return new Task(
                total,
                floor,
                IntStream.range(0, indicators.length)
                        .mapToObj(i -> BigInteger.valueOf(indicators[i]))
                        .toList());
    }

    private static Claim claim(String region, long indicator) {
        return new Claim(region, BigInteger.valueOf(indicator));
    }

    private static String region(int index) {
        return "KZ-" + (10 + index);
    }

    @Provide
    Arbitrary<Task> tasks() {
        var indicators = Arbitraries.oneOf(small(), small(), large()).list().ofMinSize(1);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.oneOf(
                                Arbitraries.just(0), Arbitraries.integers().between(0, 8)),
                        Arbitraries.oneOf(small().list().ofMinSize(1).ofMaxSize(20), indicators.ofMaxSize(20)))
                .as((over, floor, values) -> new Task(values.size() * floor + over, floor, values));
    }

    @Provide
    Arbitrary<BigInteger> rises() {
        return Arbitraries.oneOf(small(), large()).map(BigInteger.ONE::add);
    }

    private static Arbitrary<BigInteger> small() {
        return Arbitraries.integers().between(0, 12).map(BigInteger::valueOf);
    }

    private static Arbitrary<BigInteger> large() {
        return Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN.pow(30));
    }
}
