package kz.bilik.web.page;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import kz.bilik.language.Day;
import kz.bilik.problem.Problem;

/**
 * Days, years and pages that stand in an address, where a hand, an old mark or a program may have changed them: one rule for
 * every page of ours. What is outside is said in words; nothing else is shown in its place without a word.
 */
final class FromAddress {

    /** The years of which anything can be asked: none of our records is older, and no calendar reaches beyond. */
    static final int FIRST_YEAR = 2000;

    static final int LAST_YEAR = 2099;

    /** The first day as people write it, for words that say between which days one may choose. */
    static final String FIRST_DAY = Day.of(LocalDate.of(FIRST_YEAR, 1, 1));

    static final String LAST_DAY = Day.of(LocalDate.of(LAST_YEAR, 12, 31));

    /** {@link LocalDate#parse} takes years of nine digits and before our era as well. */
    private static final Pattern ISO_DAY = Pattern.compile("20\\d{2}-\\d{2}-\\d{2}");

    private FromAddress() {}

    /** The day, as a browser writes it (ISO 8601); nothing for what is none, or one outside the years that there are. */
    static Optional<LocalDate> day(String text) {
        try {
            return ISO_DAY.matcher(text).matches() ? Optional.of(LocalDate.parse(text)) : Optional.empty();
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    /**
     * The page of a list.
     *
     * @param page from 0
     * @param last the last one that the list can have
     * @throws Problem {@code web.no-such-page} for one before the first or after the last
     */
    static int page(int page, int last) {
        if (page < 0 || page > last) {
            throw noSuchPage();
        }
        return page;
    }

    /**
     * Where a page has nothing on it, it is the first of an empty list.
     *
     * @param nothing whether nothing stands on that page
     * @throws Problem {@code web.no-such-page} for a page after the end of the list
     */
    static void notBeyond(int page, boolean nothing) {
        if (page > 0 && nothing) {
            throw noSuchPage();
        }
    }

    private static Problem noSuchPage() {
        return Problem.of(Problem.Kind.NOT_FOUND, "web.no-such-page");
    }
}
