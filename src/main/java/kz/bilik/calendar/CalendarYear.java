package kz.bilik.calendar;

import java.util.List;

/**
 * The calendar of one year.
 *
 * @param settled false while the yearly order that swaps days, or the day of Kurban Ait, is not known: days may still
 *     change
 * @param workingDays how many working days the year has
 * @param days the holidays, moved days off and working weekend days, in order
 */
public record CalendarYear(int year, boolean settled, int workingDays, List<CalendarDay> days) {}
