package kz.bilik.voucher;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** A day as people in Kazakhstan write it in each of the three languages: 22.11.2026. */
final class Day {

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("dd.MM.uuuu");

    private Day() {}

    static String of(LocalDate day) {
        return day.format(WRITTEN);
    }
}
