package kz.bilik.process;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The days off of 2026 and 2027 as they stand in the wall calendar, so that a term is not counted by what is tested. */
final class DaysOff {

    /** Those that fall on Monday to Friday, the moved ones among them. */
    private static final Set<LocalDate> ON_WEEKDAYS = Stream.of(
                    "2026-01-01",
                    "2026-01-02",
                    "2026-01-07",
                    "2026-03-09",
                    "2026-03-23",
                    "2026-03-24",
                    "2026-03-25",
                    "2026-05-01",
                    "2026-05-07",
                    "2026-05-11",
                    "2026-05-27",
                    "2026-07-06",
                    "2026-10-26",
                    "2026-12-16",
                    "2027-01-01",
                    "2027-01-04",
                    "2027-01-07",
                    "2027-03-08",
                    "2027-03-15",
                    "2027-03-22",
                    "2027-03-23",
                    "2027-03-24",
                    "2027-05-03",
                    "2027-05-07",
                    "2027-05-10",
                    "2027-07-06",
                    "2027-10-25",
                    "2027-12-16")
            .map(LocalDate::parse)
            .collect(Collectors.toUnmodifiableSet());

    private DaysOff() {}

    /** 00:00 after the last of so many working days after that day: from then on it is late. */
    static LocalDateTime endOf(int workingDays, LocalDate after) {
        var day = after;
        for (var left = workingDays; left > 0; ) {
            day = day.plusDays(1);
            if (isWorking(day)) {
                left--;
            }
        }
        return day.plusDays(1).atStartOfDay();
    }

    private static boolean isWorking(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !ON_WEEKDAYS.contains(day);
    }
}
