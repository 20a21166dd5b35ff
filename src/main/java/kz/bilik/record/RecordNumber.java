package kz.bilik.record;

import java.text.Normalizer;
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

    private static final String APPLICATION = "A";

    /** As it may be typed: the parts before the last one have a fixed length, so that nothing need stand between them. */
    private static final Pattern TYPED_OF_REGION =
            Pattern.compile("([A-Z]*)-*([1-9]\\d{3})-*(?:KZ)?-*(\\d{2})-*0*(\\d{1,18})");

    private static final Pattern TYPED_OF_COUNTRY = Pattern.compile("D-*([1-9]\\d{3})-*0*(\\d{1,18})");

    /** What a Russian or Kazakh keyboard gives for the letter below it, by its shape, else by its sound. */
    private static final String CYRILLIC = "АВЕКМНОРСТУХІЅЈҮДП";

    private static final String LATIN = "AVEKMHOPCTYXISJYDP";

    /** Signs that stand for a dash and are none. */
    private static final String MINUS = "−⁃_./\\";

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

    /**
     * The number that somebody meant: in capital or small letters, in Cyrillic ones of the same shape or sound, with other
     * dashes, spaces or none of them, and with fewer zeros than it is written with. Without a letter it is taken for that of
     * an application.
     */
    public static Optional<RecordNumber> typed(String text) {
        var plain = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                .forEach(letter -> {
                    var same = CYRILLIC.indexOf(letter);
                    if (same >= 0) {
                        plain.append(LATIN.charAt(same));
                    } else if (Character.getType(letter) == Character.DASH_PUNCTUATION || MINUS.indexOf(letter) >= 0) {
                        plain.append('-');
                    } else if (!Character.isWhitespace(letter)
                            && !Character.isSpaceChar(letter)
                            && Character.getType(letter) != Character.FORMAT) {
                        plain.appendCodePoint(letter);
                    }
                });
        return ofRegion(plain.toString()).or(() -> ofCountry(plain.toString()));
    }

    private static Optional<RecordNumber> ofRegion(String text) {
        var parts = TYPED_OF_REGION.matcher(text);
        if (!parts.matches() || Long.parseLong(parts.group(4)) == 0) {
            return Optional.empty();
        }
        var letters = parts.group(1).replace("AKT", "ACT");
        if (letters.isEmpty() && text.indexOf('-') < 0) {
            // Twelve digits in a row are somebody's IIN.
            return Optional.empty();
        }
        return Optional.ofNullable(KINDS.get(letters.isEmpty() ? APPLICATION : letters))
                .filter(kind -> kind.ofRegion)
                .map(kind -> of(
                        kind,
                        Integer.parseInt(parts.group(2)),
                        COUNTRY + parts.group(3),
                        Long.parseLong(parts.group(4))));
    }

    private static Optional<RecordNumber> ofCountry(String text) {
        var parts = TYPED_OF_COUNTRY.matcher(text);
        return parts.matches() && Long.parseLong(parts.group(2)) > 0
                ? Optional.of(
                        of(Kind.DISTRIBUTION, Integer.parseInt(parts.group(1)), null, Long.parseLong(parts.group(2))))
                : Optional.empty();
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
