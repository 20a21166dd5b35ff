package kz.bilik.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kz.bilik.calendar.CalendarDay.Kind;
import kz.bilik.calendar.Deadline.Reason;
import kz.bilik.support.TestDatabases;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.Dates;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
@net.jqwik.api.Tag("database")
class WorkingCalendarTest {

    private static final WorkingCalendar CALENDAR =
            new WorkingCalendar(TestDatabases.h2().jdbc());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024 | 01-01 01-02 03-08 03-21 03-22 03-25 05-01 05-07 05-08 05-09 07-08 08-30 10-25 12-16 | 05-04",
                "2025 | 01-01 01-02 01-03 01-07 03-10 03-21 03-24 03-25 05-01 05-07 05-09 06-06 07-07 09-01 10-27 12-16"
                        + " | 01-05",
                "2026 | 01-01 01-02 01-07 03-09 03-23 03-24 03-25 05-01 05-07 05-11 05-27 07-06 10-26 12-16 | ''",
                "2027 | 01-01 01-04 01-07 03-08 03-15 03-22 03-23 03-24 05-03 05-07 05-10 07-06 10-25 12-16 | ''"
            })
    void theDaysOffOnWeekdaysAndTheWorkingWeekendDaysAreThoseOfTheYear(int year, String off, String working) {
        var first = LocalDate.of(year, 1, 1);
        var unusual = first.datesUntil(first.plusYears(1))
                .filter(day -> CALENDAR.isWorkingDay(day) == isWeekend(day))
                .collect(Collectors.groupingBy(
                        WorkingCalendarTest::isWeekend,
                        Collectors.mapping(day -> day.toString().substring(5), Collectors.toList())));

        assertThat(unusual.getOrDefault(false, List.of())).isEqualTo(days(off));
        assertThat(unusual.getOrDefault(true, List.of())).isEqualTo(days(working));
    }

    @ParameterizedTest
    @CsvSource({"2024, 249", "2025, 246", "2026, 247", "2027, 247"})
    void aYearHasSoManyWorkingDays(int year, int workingDays) {
        assertThat(CALENDAR.year(year).workingDays()).isEqualTo(workingDays);
    }

    @ParameterizedTest
    @ValueSource(ints = {2024, 2025, 2026, 2027})
    void theRuleOfTheLawGivesTheEnteredYearButForKurbanAitAndSwappedDays(int year) {
        var entered = days();
        var reckoned = new Days(1, Map.of(), List.of(), fixedHolidays());

        var known = entered.year(year).days().stream()
                .filter(day -> !List.of("kurban-ait", "exchanged").contains(day.name()))
                .toList();
        assertThat(reckoned.year(year).days()).isEqualTo(known);
        assertThat(reckoned.year(year).settled()).isFalse();
    }

    @Test
    void aYearThatNobodyHasEnteredIsReckonedAndSaysSo() {
        assertThat(CALENDAR.isSettled(2026)).isTrue();
        assertThat(CALENDAR.isSettled(2027)).isFalse();
        assertThat(CALENDAR.isSettled(2028)).isFalse();
        // 1 and 2 January 2028 are a Saturday and a Sunday.
        assertThat(CALENDAR.off(LocalDate.of(2028, 1, 3)).orElseThrow().reason())
                .isEqualTo(Reason.MOVED_DAY_OFF);
        assertThat(CALENDAR.off(LocalDate.of(2028, 1, 4)).orElseThrow().note()).isEqualTo("holiday.new-year");
        assertThat(CALENDAR.isWorkingDay(LocalDate.of(2028, 1, 5))).isTrue();
        // 30 August is an ordinary day from 2026 on, 15 March a holiday from 2027 on.
        assertThat(CALENDAR.isWorkingDay(LocalDate.of(2028, 8, 30))).isTrue();
        assertThat(CALENDAR.isWorkingDay(LocalDate.of(2028, 3, 15))).isFalse();
    }

    @ParameterizedTest(name = "{1} working days after {0} end on {2}")
    @CsvSource({
        "2026-09-14, 1, 2026-09-15", // Monday
        "2026-09-18, 1, 2026-09-21", // Friday
        "2026-09-19, 1, 2026-09-21", // Saturday
        "2026-09-14, 5, 2026-09-21",
        "2026-03-20, 1, 2026-03-26", // Nauryz: weekend, 23 March, two days moved
        "2026-03-18, 3, 2026-03-26",
        "2025-03-20, 1, 2025-03-26",
        "2024-03-20, 1, 2024-03-26",
        "2025-12-31, 1, 2026-01-05", // New Year
        "2026-01-05, 2, 2026-01-08", // Christmas is off
        "2026-12-31, 1, 2027-01-05",
        "2024-12-31, 1, 2025-01-05", // a working Sunday
        "2024-05-03, 1, 2024-05-04", // a working Saturday
        "2024-05-04, 2, 2024-05-10",
        "2026-05-26, 1, 2026-05-28", // Kurban Ait
        "2026-10-23, 1, 2026-10-27", // Republic Day moved to Monday
        "2026-08-28, 1, 2026-08-31", // no longer Constitution Day
        "2025-08-29, 1, 2025-09-02"
    })
    void aTermOfWorkingDaysSkipsHolidaysAndMovedDays(LocalDate event, int length, LocalDate due) {
        assertThat(CALENDAR.workingDaysAfter(event, length, "cl. 8").due()).isEqualTo(due);
    }

    @Test
    void aDeadlineSaysWhyEachDayWasSkipped() {
        var deadline = CALENDAR.workingDaysAfter(LocalDate.of(2026, 3, 20), 1, "cl. 8");

        assertThat(deadline.skipped())
                .extracting(skipped -> skipped.day().getDayOfMonth() + " " + skipped.reason() + " " + skipped.note())
                .containsExactly(
                        "21 HOLIDAY holiday.nauryz",
                        "22 HOLIDAY holiday.nauryz",
                        "23 HOLIDAY holiday.nauryz",
                        "24 MOVED_DAY_OFF holiday.nauryz",
                        "25 MOVED_DAY_OFF holiday.nauryz");
        assertThat(deadline.end())
                .isEqualTo(OffsetDateTime.parse("2026-03-27T00:00:00+05:00").toInstant());
        assertThat(deadline.lastSecond())
                .isEqualTo(OffsetDateTime.parse("2026-03-26T23:59:59+05:00").toInstant());
    }

    @Test
    void aTermOfCalendarDaysMayEndOnADayOff() {
        var deadline = CALENDAR.calendarDaysAfter(LocalDate.of(2026, 9, 15), 60, "cl. 10");

        assertThat(deadline.due()).isEqualTo(LocalDate.of(2026, 11, 14)); // a Saturday
        assertThat(deadline.skipped()).isEmpty();
    }

    @Test
    void aNegativeTermIsAnError() {
        assertThatThrownBy(() -> CALENDAR.workingDaysAfter(LocalDate.of(2026, 9, 14), -1, "cl. 8"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CALENDAR.calendarDaysAfter(LocalDate.of(2026, 9, 14), -1, "cl. 8"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void aTermEndsOnAWorkingDayAndHoldsExactlyItsNumberOfWorkingDays(
            @ForAll("events") LocalDate event, @ForAll @IntRange(min = 1, max = 300) int length) {
        var deadline = CALENDAR.workingDaysAfter(event, length, "cl. 8");

        assertThat(CALENDAR.isWorkingDay(deadline.due())).isTrue();
        var days = event.plusDays(1).datesUntil(deadline.due().plusDays(1)).toList();
        assertThat(days.stream().filter(CALENDAR::isWorkingDay).count()).isEqualTo(length);
        assertThat(deadline.skipped())
                .extracting(Deadline.Skipped::day)
                .isEqualTo(
                        days.stream().filter(day -> !CALENDAR.isWorkingDay(day)).toList());
    }

    @Property(tries = 300)
    void aLaterEventOrALongerTermNeverEndsEarlier(
            @ForAll("events") LocalDate event,
            @ForAll @IntRange(min = 1, max = 100) int length,
            @ForAll @IntRange(max = 30) int more) {
        var due = CALENDAR.workingDaysAfter(event, length, "cl. 8").due();

        assertThat(CALENDAR.workingDaysAfter(event.plusDays(more), length, "cl. 8")
                        .due())
                .isAfterOrEqualTo(due);
        assertThat(CALENDAR.workingDaysAfter(event, length + more, "cl. 8").due())
                .isAfterOrEqualTo(due);
    }

    @Property(tries = 300)
    void oneMoreHolidayNeverMakesATermEndEarlier(
            @ForAll("events") LocalDate event,
            @ForAll @IntRange(min = 1, max = 60) int length,
            @ForAll @IntRange(min = 1, max = 90) int inSoManyDays) {
        var holiday = event.plusDays(inSoManyDays);
        var before = days();
        var changed = new HashMap<LocalDate, CalendarDay>();
        for (var year = 2024; year <= 2027; year++) {
            before.year(year).days().forEach(day -> changed.put(day.day(), day));
        }
        changed.put(holiday, new CalendarDay(holiday, Kind.HOLIDAY, "by-decision"));
        var after =
                new Days(2, Map.of(2024, true, 2025, true, 2026, true, 2027, true), changed.values(), fixedHolidays());

        assertThat(after.workingDaysAfter(event, length, "cl. 8").due())
                .isAfterOrEqualTo(
                        before.workingDaysAfter(event, length, "cl. 8").due());
    }

    @Provide
    Arbitrary<LocalDate> events() {
        return Dates.dates().between(LocalDate.of(2024, 1, 1), LocalDate.of(2027, 8, 31));
    }

    private static Days days() {
        return CALENDAR.days();
    }

    private static List<FixedHoliday> fixedHolidays() {
        var all = new ArrayList<FixedHoliday>();
        all.add(new FixedHoliday("new-year", 1, 1, 1, 9999, true));
        all.add(new FixedHoliday("new-year", 1, 2, 1, 9999, true));
        all.add(new FixedHoliday("christmas", 1, 7, 1, 9999, false));
        all.add(new FixedHoliday("womens-day", 3, 8, 1, 9999, true));
        all.add(new FixedHoliday("constitution-day", 3, 15, 2027, 9999, true));
        for (var day = 21; day <= 23; day++) {
            all.add(new FixedHoliday("nauryz", 3, day, 1, 9999, true));
        }
        all.add(new FixedHoliday("unity-day", 5, 1, 1, 9999, true));
        all.add(new FixedHoliday("defender-day", 5, 7, 1, 9999, true));
        all.add(new FixedHoliday("victory-day", 5, 9, 1, 9999, true));
        all.add(new FixedHoliday("capital-day", 7, 6, 1, 9999, true));
        all.add(new FixedHoliday("constitution-day", 8, 30, 1, 2025, true));
        all.add(new FixedHoliday("republic-day", 10, 25, 1, 9999, true));
        all.add(new FixedHoliday("independence-day", 12, 16, 1, 9999, true));
        return all;
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static List<String> days(String text) {
        return Arrays.stream(text.split(" ")).filter(day -> !day.isBlank()).toList();
    }
}
