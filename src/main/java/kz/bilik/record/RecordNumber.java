package kz.bilik.record;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The number that a record is called by, such as {@code A-2026-75-000123}: what it is, the legal year (Asia/Almaty) in
 * which it began, the region of filing unless it concerns the whole country, and a number of its own.
 *
 * @param region ISO 3166-2, such as {@code KZ-75}; null for what concerns the whole country
 * @param sequence from 1, never given twice to one kind
 */
public record RecordNumber(Kind kind, int year, @Nullable String region, long sequence) {

    /** What is numbered. */
    public enum Kind {
        APPLICATION("A", true, 6),
        VOUCHER("V", true, 6),
        ACT("ACT", true, 6),
        PAYMENT_ORDER("P", true, 6),
        DISTRIBUTION("D", false, 4);

        private final String letters;
        private final boolean ofRegion;
        private final int digits;

        Kind(String letters, boolean ofRegion, int digits) {
            this.letters = letters;
            this.ofRegion = ofRegion;
            this.digits = digits;
        }
    }

    private static final String COUNTRY = "KZ-";
    private static final Pattern REGION = Pattern.compile(COUNTRY + "([0-9A-Z]{2})");

    /** As many digits as a long holds in any case. */
    private static final long MOST_SEQUENCE = 999_999_999_999_999_999L;

    private static final Pattern TEXT = Pattern.compile("([A-Z]+)-([1-9]\\d{3})(?:-([0-9A-Z]{2}))?-(\\d{1,18})");

    private static final Map<String, Kind> KINDS =
            Arrays.stream(Kind.values()).collect(Collectors.toMap(kind -> kind.letters, Function.identity()));

    public RecordNumber {
        if (year < 1000 || year > 9999) {
            throw new IllegalArgumentException("No year of a number: " + year);
        }
        if (kind.ofRegion ? region == null || !REGION.matcher(region).matches() : region != null) {
            throw new IllegalArgumentException("No region of a number: " + region);
        }
        if (sequence < 1 || sequence > MOST_SEQUENCE) {
            throw new IllegalArgumentException("No sequence of a number: " + sequence);
        }
    }

    /**
     * The number of a record.
     *
     * @throws IllegalArgumentException when the parts give no number: they come from the product itself
     */
    public static RecordNumber of(Kind kind, int year, @Nullable String region, long sequence) {
        return new RecordNumber(kind, year, region, sequence);
    }

    /** The number in a text from outside; empty when the text is not exactly what {@link #toString} writes. */
    public static Optional<RecordNumber> parse(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches() ? read(parts).filter(number -> number.toString().equals(text)) : Optional.empty();
    }

    /** Whether the text is the number of a record of that kind. */
    public static boolean isOf(Kind kind, String text) {
        return parse(text).filter(number -> number.kind() == kind).isPresent();
    }

    private static Optional<RecordNumber> read(MatchResult parts) {
        var kind = KINDS.get(parts.group(1));
        var region = parts.group(3);
        var sequence = Long.parseLong(parts.group(4));
        return kind == null || kind.ofRegion == (region == null) || sequence == 0
                ? Optional.empty()
                : Optional.of(
                        of(kind, Integer.parseInt(parts.group(2)), region == null ? null : COUNTRY + region, sequence));
    }

    @Override
    public String toString() {
        var place = region == null ? "" : region.substring(COUNTRY.length()) + "-";
        return String.format(Locale.ROOT, "%s-%d-%s%0" + kind.digits + "d", kind.letters, year, place, sequence);
    }
}
