package kz.bilik.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import kz.bilik.calendar.CalendarDay.Kind;
import kz.bilik.calendar.Deadline.Reason;
import kz.bilik.calendar.Deadline.Skipped;
import kz.bilik.calendar.Deadline.Unit;

/** The calendar as it stood when it was read: which days count, and why others do not. Never changes. */
final class Days {

    private final long version;
    private final Map<Integer, Boolean> enteredYears;
    private final Map<LocalDate, CalendarDay> entered;
    private final List<FixedHoliday> fixedHolidays;
    private final Map<Integer, Map<LocalDate, CalendarDay>> reckoned = new ConcurrentHashMap<>();

    Days(
            long version,
            Map<Integer, Boolean> enteredYears,
            Collection<CalendarDay> entered,
            List<FixedHoliday> fixedHolidays) {
        this.version = version;
        this.enteredYears = Map.copyOf(enteredYears);
        this.entered = entered.stream().collect(Collectors.toUnmodifiableMap(CalendarDay::day, Function.identity()));
        this.fixedHolidays = List.copyOf(fixedHolidays);
    }

    long version() {
        return version;
    }

    boolean isEntered(int year) {
        return enteredYears.containsKey(year);
    }

    boolean isSettled(int year) {
        return enteredYears.getOrDefault(year, false);
    }

    /** What that day is in the calendar. */
    CalendarDay get(LocalDate day) {
        var days = isEntered(day.getYear()) ? entered : reckoned(day.getYear());
        return days.getOrDefault(day, CalendarDay.ordinary(day));
    }

    /** Why nobody works on that day; empty on a working day. */
    Optional<Skipped> off(LocalDate day) {
        var entry = get(day);
        return switch (entry.kind()) {
            case HOLIDAY -> Optional.of(new Skipped(day, Reason.HOLIDAY, "holiday." + entry.name()));
            case MOVED_DAY_OFF -> Optional.of(new Skipped(day, Reason.MOVED_DAY_OFF, "holiday." + entry.name()));
            case WORKING -> Optional.empty();
            case ORDINARY -> isWeekend(day) ? Optional.of(new Skipped(day, Reason.WEEKEND, "")) : Optional.empty();
        };
    }

    Deadline workingDaysAfter(LocalDate event, int length, String clause) {
        var skipped = new ArrayList<Skipped>();
        var day = event;
        for (var counted = 0; counted < length; ) {
            day = day.plusDays(1);
            var off = off(day);
            off.ifPresent(skipped::add);
            if (off.isEmpty()) {
                counted++;
            }
        }
        return new Deadline(event, length, Unit.WORKING_DAYS, day, List.copyOf(skipped), clause);
    }

    CalendarYear year(int year) {
        var special = (isEntered(year) ? entered : reckoned(year))
                .values().stream()
                        .filter(day -> day.day().getYear() == year)
                        .sorted(Comparator.comparing(CalendarDay::day))
                        .toList();
        var first = LocalDate.of(year, 1, 1);
        var working = (int) first.datesUntil(first.plusYears(1))
                .filter(day -> off(day).isEmpty())
                .count();
        return new CalendarYear(year, isSettled(year), working, special);
    }

    /**
     * A year that nobody has entered: the holidays of the law, each that falls on a day off moved to the next working
     * day. Kurban Ait and swapped days are unknown, so the year is never settled.
     */
    private Map<LocalDate, CalendarDay> reckoned(int year) {
        return reckoned.computeIfAbsent(year, this::reckon);
    }

    private Map<LocalDate, CalendarDay> reckon(int year) {
        var days = new TreeMap<LocalDate, CalendarDay>();
        var holidays = fixedHolidays.stream()
                .filter(holiday -> holiday.holdsIn(year))
                .sorted(Comparator.comparing(holiday -> holiday.in(year)))
                .toList();
        for (var holiday : holidays) {
            days.put(holiday.in(year), new CalendarDay(holiday.in(year), Kind.HOLIDAY, holiday.name()));
        }
        for (var holiday : holidays) {
            if (holiday.moves() && isWeekend(holiday.in(year))) {
                var day = holiday.in(year);
                while (isWeekend(day) || days.containsKey(day)) {
                    day = day.plusDays(1);
                }
                days.put(day, new CalendarDay(day, Kind.MOVED_DAY_OFF, holiday.name()));
            }
        }
        return Map.copyOf(days);
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
