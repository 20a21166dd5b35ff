package kz.bilik.identity;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A valid individual identification number (IIN): twelve digits, of which the first six are a date of birth that exists,
 * the seventh its century and the sex, the last the check digit. Its text form is masked, so that logs stay free of it. In a
 * record whose term is over a stand-in takes its place, which says nothing of the person and is not received from anybody.
 */
public record Iin(String value) {

    // [0-9], not \d or Character.isDigit: digits of other scripts are no digits of an IIN.
    private static final Pattern TWELVE_DIGITS = Pattern.compile("[0-9]{12}");

    private static final Pattern STAND_IN = Pattern.compile("E[0-9]{11}");
    private static final long STAND_INS = 100_000_000_000L;

    /** As people write it, also in two halves. */
    private static final Pattern WITHIN = Pattern.compile("(?<![0-9])[0-9]{6}[ -]?[0-9]{6}(?![0-9])");

    /** @throws Problem {@code identity.iin} when it is none */
    public Iin {
        if (!STAND_IN.matcher(value).matches()
                && (!TWELVE_DIGITS.matcher(value).matches()
                        || birthDate(value).isEmpty()
                        || !CheckDigit.isRight(value))) {
            throw invalid();
        }
    }

    /** The number in a record, which is a stand-in once its term is over. */
    public static Iin kept(String value) {
        return new Iin(value);
    }

    /**
     * What takes the place of a number that is erased.
     *
     * @param sequence tells the records apart from which numbers were erased, and must not follow from the number
     */
    public static Iin standIn(long sequence) {
        return new Iin(String.format(Locale.ROOT, "E%011d", Math.floorMod(sequence, STAND_INS)));
    }

    /** Whether the number was erased. */
    public boolean isErased() {
        return STAND_IN.matcher(value).matches();
    }

    /**
     * Reads one; spaces around it do not matter.
     *
     * @throws Problem {@code identity.iin} when it is none: not 12 digits, a date of birth that does not exist, an
     *     unknown century, or a wrong check digit
     */
    public static Iin of(@Nullable String text) {
        if (text == null || STAND_IN.matcher(text.strip()).matches()) {
            throw invalid();
        }
        return new Iin(text.strip());
    }

    /** The date of birth that the number holds. */
    public LocalDate birthDate() {
        return birthDate(value).orElseThrow();
    }

    /** For people who need not see it whole: {@code 920315******}. */
    public String masked() {
        return isErased() ? "************" : value.substring(0, 6) + "******";
    }

    /** Whether a text that somebody typed holds one, however he wrote it. */
    public static boolean isWithin(String text) {
        return !maskedIn(text).equals(text);
    }

    /** A text that somebody typed, with each number in it masked. Twelve digits that are no IIN are somebody's protocol. */
    public static String maskedIn(String text) {
        return WITHIN.matcher(text).replaceAll(found -> {
            try {
                return of(found.group().replaceAll("\\D", "")).masked();
            } catch (Problem none) {
                return found.group();
            }
        });
    }

    @Override
    public String toString() {
        return masked();
    }

    private static Optional<LocalDate> birthDate(String digits) {
        var century = digits.charAt(6) - '0';
        if (century < 1 || century > 6) {
            return Optional.empty();
        }
        var year = 1800 + (century - 1) / 2 * 100 + Integer.parseInt(digits.substring(0, 2));
        try {
            return Optional.of(LocalDate.of(
                    year, Integer.parseInt(digits.substring(2, 4)), Integer.parseInt(digits.substring(4, 6))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Problem invalid() {
        return Problem.of(Kind.MALFORMED, "identity.iin");
    }
}
