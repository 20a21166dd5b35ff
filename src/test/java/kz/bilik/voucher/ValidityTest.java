package kz.bilik.voucher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Cl. 10 and 12: sixty days, and the days of illness on top. */
class ValidityTest {

    private static final LocalDate ISSUED = LocalDate.of(2026, 9, 14);
    private static final int DAYS = 60;

    // Examples: what an officer would count on a wall calendar.

    @Test
    void withoutIllnessTheSixtiethDayAfterIssueIsTheLast() {
        assertThat(lastDay()).isEqualTo(day(60)).isEqualTo(LocalDate.of(2026, 11, 13));
    }

    @Test
    void fiveDaysOfIllnessInsideTheValidityAddFiveDays() {
        assertThat(lastDay(period(10, 14))).isEqualTo(day(65));
    }

    @Test
    void anIllnessThatBeginsOnTheLastDayCountsUpToItsEnd() {
        assertThat(lastDay(period(60, 66))).isEqualTo(day(67));
    }

    @Test
    void anIllnessThatBeginsTheDayAfterTheLastOneCountsNothing() {
        assertThat(lastDay(period(61, 90))).isEqualTo(day(60));
    }

    @Test
    void anIllnessUpToTheDayOfIssueCountsNothing() {
        assertThat(lastDay(period(-20, 0))).isEqualTo(day(60));
    }

    @Test
    void ofAnIllnessThatSpansTheDayOfIssueOnlyTheDaysAfterItCount() {
        assertThat(lastDay(period(-5, 3))).isEqualTo(day(63));
    }

    @Test
    void overlappingCertificatesCountTheirDaysOnce() {
        assertThat(lastDay(period(10, 14), period(12, 20), period(13, 13))).isEqualTo(day(71));
    }

    @Test
    void anExtensionMakesALaterIllnessCount() {
        assertThat(lastDay(period(62, 64))).isEqualTo(day(60));
        assertThat(lastDay(period(62, 64), period(10, 14))).isEqualTo(day(68));
    }

    @Test
    void aWholeValidityOfIllnessLeavesSixtyDaysAfterIt() {
        assertThat(lastDay(period(1, 100))).isEqualTo(day(160));
    }

    // The invariant of clauses.md, whatever the certificates.

    @Property
    void exactlySixtyDaysUpToTheLastOneAreValidAndWithoutIllness(@ForAll("illness") List<IncapacityPeriod> illness) {
        var lastDay = Validity.lastDay(ISSUED, DAYS, illness);
        assertThat(daysWithoutIllness(lastDay, illness)).hasSize(DAYS);
    }

    @Property
    void theLastDayIsNoDayOfIllness(@ForAll("illness") List<IncapacityPeriod> illness) {
        assertThat(ill(illness)).doesNotContain(Validity.lastDay(ISSUED, DAYS, illness));
    }

    @Property
    void theOrderOfTheCertificatesMakesNoDifference(
            @ForAll("illness") List<IncapacityPeriod> illness, @ForAll Random random) {
        var shuffled = new ArrayList<>(illness);
        Collections.shuffle(shuffled, random);
        assertThat(Validity.lastDay(ISSUED, DAYS, shuffled)).isEqualTo(Validity.lastDay(ISSUED, DAYS, illness));
    }

    @Property
    void theSameCertificateTwiceCountsOnce(@ForAll("illness") List<IncapacityPeriod> illness) {
        var twice = new ArrayList<>(illness);
        twice.addAll(illness);
        assertThat(Validity.lastDay(ISSUED, DAYS, twice)).isEqualTo(Validity.lastDay(ISSUED, DAYS, illness));
    }

    @Property
    void oneCertificateOrAnAdjacentOneForEachDayIsTheSame(@ForAll("illness") List<IncapacityPeriod> illness) {
        var daily =
                ill(illness).stream().map(day -> new IncapacityPeriod(day, day)).toList();
        assertThat(Validity.lastDay(ISSUED, DAYS, daily)).isEqualTo(Validity.lastDay(ISSUED, DAYS, illness));
    }

    @Property
    void aCertificateMoreNeverShortensTheValidity(
            @ForAll("illness") List<IncapacityPeriod> illness, @ForAll("period") IncapacityPeriod more) {
        var before = Validity.lastDay(ISSUED, DAYS, illness);
        var all = new ArrayList<>(illness);
        all.add(more);
        assertThat(Validity.lastDay(ISSUED, DAYS, all)).isAfterOrEqualTo(before).isAfterOrEqualTo(day(60));
    }

    @Property
    void onlyAnIllnessThatTouchesAValidDayMovesTheLastOne(
            @ForAll("illness") List<IncapacityPeriod> illness, @ForAll("period") IncapacityPeriod more) {
        var before = Validity.lastDay(ISSUED, DAYS, illness);
        var all = new ArrayList<>(illness);
        all.add(more);
        var newDays = ill(List.of(more));
        newDays.removeAll(ill(illness));
        newDays.removeIf(day -> !day.isAfter(ISSUED));
        if (Validity.touchesValidDay(ISSUED, before, List.of(more)) && !newDays.isEmpty()) {
            assertThat(Validity.lastDay(ISSUED, DAYS, all)).isAfter(before);
        } else {
            assertThat(Validity.lastDay(ISSUED, DAYS, all)).isEqualTo(before);
        }
    }

    @Property
    void computingStepByStepAsCertificatesArriveEndsOnTheSameDay(@ForAll("illness") List<IncapacityPeriod> illness) {
        var arrived = new ArrayList<IncapacityPeriod>();
        var lastDay = day(60);
        for (var period : illness) {
            arrived.add(period);
            var next = Validity.lastDay(ISSUED, DAYS, arrived);
            assertThat(next).isAfterOrEqualTo(lastDay);
            lastDay = next;
        }
        assertThat(lastDay).isEqualTo(Validity.lastDay(ISSUED, DAYS, illness));
    }

    private static Set<LocalDate> daysWithoutIllness(LocalDate lastDay, List<IncapacityPeriod> illness) {
        var days =
                new TreeSet<>(ISSUED.plusDays(1).datesUntil(lastDay.plusDays(1)).collect(Collectors.toSet()));
        days.removeAll(ill(illness));
        return days;
    }

    private static Set<LocalDate> ill(List<IncapacityPeriod> illness) {
        return illness.stream()
                .flatMap(period -> period.from().datesUntil(period.to().plusDays(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static LocalDate lastDay(IncapacityPeriod... illness) {
        return Validity.lastDay(ISSUED, DAYS, List.of(illness));
    }

    private static LocalDate day(int afterIssue) {
        return ISSUED.plusDays(afterIssue);
    }

    private static IncapacityPeriod period(int from, int to) {
        return new IncapacityPeriod(day(from), day(to));
    }

    @Provide
    Arbitrary<IncapacityPeriod> period() {
        return Combinators.combine(
                        Arbitraries.integers().between(-30, 220),
                        Arbitraries.integers().between(0, 40))
                .as((from, length) -> period(from, from + length));
    }

    @Provide
    Arbitrary<List<IncapacityPeriod>> illness() {
        return period().list().ofMaxSize(12);
    }
}
