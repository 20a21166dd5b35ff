package kz.bilik.calendar;

import java.time.LocalDate;

/** A holiday of the law with its date, in the years in which it holds; whether it moves when it falls on a day off. */
record FixedHoliday(String name, int month, int dayOfMonth, int firstYear, int lastYear, boolean moves) {

    boolean holdsIn(int year) {
        return firstYear <= year && year <= lastYear;
    }

    LocalDate in(int year) {
        return LocalDate.of(year, month, dayOfMonth);
    }
}
