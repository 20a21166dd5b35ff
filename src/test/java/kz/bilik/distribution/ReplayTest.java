package kz.bilik.distribution;

import static kz.bilik.distribution.Replay.Kind.RELEASED;
import static kz.bilik.distribution.Replay.Kind.REQUESTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kz.bilik.distribution.Replay.Event;
import kz.bilik.distribution.Replay.Kind;
import kz.bilik.distribution.Replay.Month;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Cl. 3.3 (b) and 18: last year's applications under another quota. */
class ReplayTest {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final YearMonth FEBRUARY = YearMonth.of(2026, 2);
    private static final YearMonth MARCH = YearMonth.of(2026, 3);

    @Test
    void whoAsksWhenNoVoucherIsLeftIsRefusedInTheMonthOfAsking() {
        var events = List.of(asks("A-1", JANUARY), asks("A-2", JANUARY), asks("A-3", FEBRUARY), asks("A-4", FEBRUARY));

        assertThat(almaty(3, events)).containsExactly(month(JANUARY, 2, 0), month(FEBRUARY, 2, 1));
    }

    @Test
    void aVoucherThatGoesBackServesTheNext() {
        var events = List.of(asks("A-1", JANUARY), returns("A-1", JANUARY), asks("A-2", JANUARY));

        assertThat(almaty(1, events)).containsExactly(month(JANUARY, 2, 0));
    }

    @Test
    void whoWasRefusedHasNothingToGiveBack() {
        var events = List.of(asks("A-1", JANUARY), asks("A-2", JANUARY), returns("A-2", JANUARY), asks("A-3", JANUARY));

        assertThat(almaty(1, events)).containsExactly(month(JANUARY, 3, 2));
    }

    @Test
    void aVoucherGoesBackOnlyOnce() {
        var events = List.of(
                asks("A-1", JANUARY),
                returns("A-1", JANUARY),
                returns("A-1", JANUARY),
                asks("A-2", JANUARY),
                asks("A-3", JANUARY));

        assertThat(almaty(1, events)).containsExactly(month(JANUARY, 3, 1));
    }

    @Test
    void whoAsksAgainWhileHoldingAVoucherCountsOnce() {
        var events = List.of(asks("A-1", JANUARY), asks("A-1", JANUARY), asks("A-1", FEBRUARY), asks("A-2", MARCH));

        assertThat(almaty(2, events)).containsExactly(month(JANUARY, 1, 0), month(MARCH, 1, 0));
    }

    @Test
    void whoAsksAgainAfterARefusalOrAReturnIsANewRequest() {
        var events = List.of(
                asks("A-1", JANUARY),
                asks("A-2", JANUARY),
                returns("A-1", FEBRUARY),
                asks("A-2", FEBRUARY),
                asks("A-1", MARCH));

        assertThat(almaty(1, events)).containsExactly(month(JANUARY, 2, 1), month(FEBRUARY, 1, 0), month(MARCH, 1, 1));
    }

    @Test
    void aMonthInWhichVouchersOnlyGoBackIsNotNamed() {
        var events = List.of(asks("A-1", JANUARY), returns("A-1", FEBRUARY), asks("A-2", MARCH));

        assertThat(almaty(1, events)).containsExactly(month(JANUARY, 1, 0), month(MARCH, 1, 0));
    }

    @Test
    void aRegionWithoutAQuotaHasNoVoucher() {
        assertThat(Replay.of(List.of(asks("A-1", JANUARY)), Map.of("KZ-10", 5))).containsExactly(month(JANUARY, 1, 1));
    }

    @Test
    void regionsShareNothingAndAreNamedInTheOrderOfTheirCodes() {
        var events = List.of(
                new Event("KZ-79", "A-1", LocalDate.of(2026, 12, 31), REQUESTED),
                new Event("KZ-10", "A-2", LocalDate.of(2027, 1, 1), REQUESTED),
                new Event("KZ-10", "A-1", LocalDate.of(2027, 1, 2), RELEASED),
                new Event("KZ-79", "A-3", LocalDate.of(2027, 1, 3), REQUESTED));

        assertThat(Replay.of(events, Map.of("KZ-79", 1, "KZ-10", 1)))
                .containsExactly(
                        new Month("KZ-10", YearMonth.of(2027, 1), 1, 0),
                        new Month("KZ-79", YearMonth.of(2026, 12), 1, 0),
                        new Month("KZ-79", YearMonth.of(2027, 1), 1, 1));
    }

    @Test
    void nothingHappenedNothingIsNamed() {
        assertThat(Replay.of(List.of(), Map.of("KZ-75", 3))).isEmpty();
    }

    @Property
    void aHigherQuotaNeverRefusesMoreInAnyMonth(
            @ForAll("events") List<Event> events,
            @ForAll @IntRange(max = 8) int quota,
            @ForAll @IntRange(min = 1, max = 8) int more) {
        var lower = refused(Replay.of(events, Map.of("KZ-75", quota, "KZ-10", 2)));
        var higher = refused(Replay.of(events, Map.of("KZ-75", quota + more, "KZ-10", 2)));

        higher.forEach((month, refused) -> assertThat(refused).isLessThanOrEqualTo(lower.getOrDefault(month, 0)));
    }

    @Property
    void whenNothingGoesBackTheRefusedAreThoseBeyondTheQuota(
            @ForAll @IntRange(max = 60) int applications, @ForAll @IntRange(max = 60) int quota) {
        var events = IntStream.range(0, applications)
                .mapToObj(i -> asks("A-" + i, JANUARY.plusMonths(i / 7)))
                .toList();
        var months = almaty(quota, events);

        assertThat(months.stream().mapToInt(Month::requested).sum()).isEqualTo(applications);
        assertThat(months.stream().mapToInt(Month::refused).sum()).isEqualTo(Math.max(0, applications - quota));
    }

    @Property
    void noMonthRefusesMoreThanAskedAndEachIsNamedOnceInOrder(@ForAll("events") List<Event> events) {
        var months = Replay.of(events, Map.of("KZ-75", 3));

        assertThat(months).allMatch(month -> month.requested() >= 1 && month.refused() <= month.requested());
        assertThat(months)
                .isSortedAccordingTo(Comparator.comparing(Month::region).thenComparing(Month::month))
                .doesNotHaveDuplicates()
                .extracting(month -> month.region() + month.month())
                .doesNotHaveDuplicates();
    }

    private static Map<String, Integer> refused(List<Month> months) {
        var refused = new HashMap<String, Integer>();
        months.forEach(month -> refused.put(month.region() + " " + month.month(), month.refused()));
        return refused;
    }

    private static List<Month> almaty(int quota, List<Event> events) {
        return Replay.of(events, Map.of("KZ-75", quota));
    }

    private static Event asks(String application, YearMonth month) {
        return new Event("KZ-75", application, month.atDay(14), REQUESTED);
    }

    private static Event returns(String application, YearMonth month) {
        return new Event("KZ-75", application, month.atDay(15), RELEASED);
    }

    private static Month month(YearMonth month, int requested, int refused) {
        return new Month("KZ-75", month, requested, refused);
    }

    /** Up to sixty events of twelve applications, one a week. */
    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(
                        Arbitraries.of("KZ-75", "KZ-75", "KZ-10"),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.of(Kind.class))
                .as((region, application, kind) ->
                        new Event(region, "A-" + application, LocalDate.of(2026, 1, 1), kind))
                .list()
                .ofMaxSize(60)
                .map(ReplayTest::oneAWeek);
    }

    private static List<Event> oneAWeek(List<Event> events) {
        return IntStream.range(0, events.size())
                .mapToObj(i -> new Event(
                        events.get(i).region(),
                        events.get(i).application(),
                        LocalDate.of(2026, 1, 1).plusWeeks(i),
                        events.get(i).kind()))
                .toList();
    }
}
