package kz.bilik.report;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Of what is counted.
 *
 * @param from the first month, Almaty
 * @param to the last month
 * @param region ISO code; null for all that the reader reads
 */
public record ReportPeriod(YearMonth from, YearMonth to, @Nullable String region) {

    /** As the tables have it: {@code 202609}. */
    static int number(YearMonth month) {
        return month.getYear() * 100 + month.getMonthValue();
    }

    static YearMonth month(int number) {
        return YearMonth.of(number / 100, number % 100);
    }
}
