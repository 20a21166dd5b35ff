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

    // Cl. 13: days on which use was refused because a certificate was undecided do not run.

    @Test
    void aCertificateOfTheLastDayThatIsAcceptedAfterTheWeekendGivesItsTwoDaysAfterTheDecision() {
        assertThat(lastDay(List.of(period(59, 60)), List.of(held(61, 63)))).isEqualTo(day(65));
    }

    @Test
    void heldDaysAfterTheLastOneAddNothingToARejectedCertificate() {
        assertThat(lastDay(List.of(), List.of(held(61, 63)))).isEqualTo(day(60));
    }

    @Test
    void aDayThatWasHeldAndIllCountsOnce() {
        assertThat(lastDay(List.of(period(60, 62)), List.of(held(61, 63)))).isEqualTo(day(64));
        assertThat(lastDay(List.of(period(60, 66)), List.of(held(61, 63)))).isEqualTo(day(67));
    }

    @Test
    void holdsThatOverlapCountTheirDaysOnce() {
        assertThat(lastDay(List.of(period(59, 60)), List.of(held(61, 63), held(62, 64), held(70, 71))))
                .isEqualTo(day(66));
    }

    @Test
    void theDaysBetweenALapseAndALateCertificateRun() {
        assertThat(lastDay(List.of(period(51, 60)), List.of(held(65, 66)))).isEqualTo(day(72));
    }

    @Test
    void anIllnessThatLiesOnHeldDaysAloneTouchesNoValidDay() {
        var validUntil = lastDay(List.of(period(59, 60)), List.of(held(61, 63)));
        assertThat(Validity.touchesValidDay(ISSUED, validUntil, List.of(period(62, 63)), List.of(held(61, 63))))
                .isFalse();
        assertThat(Validity.touchesValidDay(ISSUED, validUntil, List.of(period(62, 64)), List.of(held(61, 63))))
                .isTrue();
    }

    // Cl. 10: where the setting moves a last day that is a day off.

    @Test
    void illnessOnTheDayToWhichTheLastOneMovedCounts() {
        // Day 61 is a Saturday: valid until Monday, day 63; ill from Monday to Tuesday.
        assertThat(lastWorkingDay(List.of(period(1, 1)), List.of())).isEqualTo(day(63));
        assertThat(lastWorkingDay(List.of(period(1, 1), period(63, 64)), List.of()))
                .isEqualTo(day(65));
        assertThat(lastWorkingDay(List.of(period(1, 1), period(64, 65)), List.of()))
                .isEqualTo(day(63));
    }

    @Property
    void aMovedLastDayIsTheFirstWorkingDayFromTheSixtiethOnThatIsNeitherIllNorHeld(
            @ForAll("illness") List<IncapacityPeriod> illness, @ForAll("holds") List<Hold> holds) {
        var lastDay = lastWorkingDay(illness, holds);
        var usable = usable(lastDay, illness, holds);
        assertThat(usable).hasSizeGreaterThanOrEqualTo(DAYS).contains(lastDay);
        assertThat(isWeekday(lastDay)).isTrue();
        assertThat(List.copyOf(usable).subList(DAYS - 1, usable.size() - 1)).noneMatch(ValidityTest::isWeekday);
    }

    @Property
    void aCertificateMoreNeverShortensAMovedValidityEither(
            @ForAll("illness") List<IncapacityPeriod> illness,
            @ForAll("period") IncapacityPeriod more,
            @ForAll("holds") List<Hold> holds) {
        var all = new ArrayList<>(illness);
        all.add(more);
        assertThat(lastWorkingDay(all, holds)).isAfterOrEqualTo(lastWorkingDay(illness, holds));
    }

    // The invariant of clauses.md, whatever the certificates.

    @Property
    void exactlySixtyDaysUpToTheLastOneAreValidAndWithoutIllness(@ForAll("illness") List<IncapacityPeriod> illness) {
        var lastDay = lastDay(illness);
        assertThat(daysWithoutIllness(lastDay, illness)).hasSize(DAYS);
    }

    @Property
    void exactlySixtyDaysUpToTheLastOneAreUsableWhateverWasHeld(
            @ForAll("illness") List<IncapacityPeriod> illness, @ForAll("holds") List<Hold> holds) {
        var lastDay = lastDay(illness, holds);
        assertThat(usable(lastDay, illness, holds)).hasSize(DAYS).contains(lastDay);
    }

    @Property
    void theLastDayIsNoDayOfIllness(@ForAll("illness") List<IncapacityPeriod> illness) {
        assertThat(ill(illness)).doesNotContain(lastDay(illness));
    }

    @Property
    void theOrderOfTheCertificatesMakesNoDifference(
            @ForAll("illness") List<IncapacityPeriod> illness, @ForAll Random random) {
        var shuffled = new ArrayList<>(illness);
        Collections.shuffle(shuffled, random);
        assertThat(lastDay(shuffled)).isEqualTo(lastDay(illness));
    }

    @Property
    void theSameCertificateTwiceCountsOnce(@ForAll("illness") List<IncapacityPeriod> illness) {
        var twice = new ArrayList<>(illness);
        twice.addAll(illness);
        assertThat(lastDay(twice)).isEqualTo(lastDay(illness));
    }

    @Property
    void oneCertificateOrAnAdjacentOneForEachDayIsTheSame(@ForAll("illness") List<IncapacityPeriod> illness) {
        var daily =
                ill(illness).stream().map(day -> new IncapacityPeriod(day, day)).toList();
        assertThat(lastDay(daily)).isEqualTo(lastDay(illness));
    }

    @Property
    void aCertificateMoreNeverShortensTheValidity(
            @ForAll("illness") List<IncapacityPeriod> illness, @ForAll("period") IncapacityPeriod more) {
        var before = lastDay(illness);
        var all = new ArrayList<>(illness);
        all.add(more);
        assertThat(lastDay(all)).isAfterOrEqualTo(before).isAfterOrEqualTo(day(60));
    }

    @Property
    void onlyAnIllnessThatTouchesAValidDayMovesTheLastOne(
            @ForAll("illness") List<IncapacityPeriod> illness, @ForAll("period") IncapacityPeriod more) {
        var before = lastDay(illness);
        var all = new ArrayList<>(illness);
        all.add(more);
        var newDays = ill(List.of(more));
        newDays.removeAll(ill(illness));
        newDays.removeIf(day -> !day.isAfter(ISSUED));
        if (Validity.touchesValidDay(ISSUED, before, List.of(more), List.of()) && !newDays.isEmpty()) {
            assertThat(lastDay(all)).isAfter(before);
        } else {
            assertThat(lastDay(all)).isEqualTo(before);
        }
    }

    @Property
    void computingStepByStepAsCertificatesArriveEndsOnTheSameDay(@ForAll("illness") List<IncapacityPeriod> illness) {
        var arrived = new ArrayList<IncapacityPeriod>();
        var lastDay = day(60);
        for (var period : illness) {
            arrived.add(period);
            var next = lastDay(arrived);
            assertThat(next).isAfterOrEqualTo(lastDay);
            lastDay = next;
        }
        assertThat(lastDay).isEqualTo(lastDay(illness));
    }

    private static Set<LocalDate> daysWithoutIllness(LocalDate lastDay, List<IncapacityPeriod> illness) {
        var days =
                new TreeSet<>(ISSUED.plusDays(1).datesUntil(lastDay.plusDays(1)).collect(Collectors.toSet()));
        days.removeAll(ill(illness));
        return days;
    }

    private static Set<LocalDate> usable(LocalDate lastDay, List<IncapacityPeriod> illness, List<Hold> holds) {
        var days = daysWithoutIllness(lastDay, illness);
        holds.forEach(hold -> hold.from().datesUntil(hold.to().plusDays(1)).forEach(days::remove));
        return days;
    }

    private static Set<LocalDate> ill(List<IncapacityPeriod> illness) {
        return illness.stream()
                .flatMap(period -> period.from().datesUntil(period.to().plusDays(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static LocalDate lastDay(IncapacityPeriod... illness) {
        return lastDay(List.of(illness));
    }

    private static LocalDate lastDay(List<IncapacityPeriod> illness) {
        return lastDay(illness, List.of());
    }

    private static LocalDate lastDay(List<IncapacityPeriod> illness, List<Hold> holds) {
        return Validity.lastDay(ISSUED, DAYS, illness, holds, day -> true);
    }

    private static LocalDate lastWorkingDay(List<IncapacityPeriod> illness, List<Hold> holds) {
        return Validity.lastDay(ISSUED, DAYS, illness, holds, ValidityTest::isWeekday);
    }

    private static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek().getValue() < 6;
    }

    private static Hold held(int from, int to) {
        return new Hold(day(from), day(to));
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
    Arbitrary<List<Hold>> holds() {
        return period().map(period -> new Hold(period.from(), period.to()))
                .list()
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<IncapacityPeriod>> illness() {
        return period().list().ofMaxSize(12);
    }
}
