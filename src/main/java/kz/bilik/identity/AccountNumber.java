package kz.bilik.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.apache.commons.validator.routines.IBANValidator;
import org.jspecify.annotations.Nullable;

/**
 * A valid 20-character account number (IBAN of Kazakhstan), spaces removed, upper case, check digits right. Its text
 * form is masked, so that logs stay free of it. In a record whose term is over {@link #ERASED} takes its place.
 */
public record AccountNumber(String value) {

    /** What stands in a record where an account was erased; received from nobody. */
    public static final String ERASED = "–";

    private static final IBANValidator KAZAKHSTAN = new IBANValidator(
            new IBANValidator.Validator[] {new IBANValidator.Validator("KZ", 20, "KZ\\d{5}[A-Z0-9]{13}")});

    // Before any change of case: some letters of other scripts turn into Latin ones by it.
    private static final Pattern LATIN_LETTERS_AND_DIGITS = Pattern.compile("[0-9A-Za-z]*");

    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0\\u2007\\u202F]+");

    private static final Set<String> KNOWN_BANKS =
            Set.of("070", "601", "722", "856", "886", "948", "965", "972", "998");

    private static final Pattern WITHIN = Pattern.compile("KZ[0-9]{2}[0-9A-Z]{16}(?![0-9A-Z])");

    /** @throws Problem {@code identity.account} when it is none, or not in its normal form */
    public AccountNumber {
        if (!value.equals(ERASED)
                && (!LATIN_LETTERS_AND_DIGITS.matcher(value).matches() || !KAZAKHSTAN.isValid(value))) {
            throw invalid();
        }
    }

    /** The number in a record, which is {@link #ERASED} once its term is over. */
    public static AccountNumber kept(String value) {
        return new AccountNumber(value);
    }

    /**
     * Reads one; spaces and lower case do not matter, letters that only look Latin do.
     *
     * @throws Problem {@code identity.account} when it is none
     */
    public static AccountNumber of(@Nullable String text) {
        if (text == null) {
            throw invalid();
        }
        var close = SPACES.matcher(text).replaceAll("");
        if (!LATIN_LETTERS_AND_DIGITS.matcher(close).matches()) {
            throw invalid();
        }
        return new AccountNumber(close.toUpperCase(Locale.ROOT));
    }

    /** The three digits of the bank that keeps the account. */
    public String bankCode() {
        return value.equals(ERASED) ? "" : value.substring(4, 7);
    }

    /**
     * The key of a warning where the bank's code is none that we know. Only ever a warning: the list of banks changes,
     * and a right check digit is all that makes an account number valid.
     */
    public Optional<String> warning() {
        return KNOWN_BANKS.contains(bankCode()) ? Optional.empty() : Optional.of("warning.identity.unknown-bank");
    }

    /** For people who need not see it whole: {@code KZ68…0001}. */
    public String masked() {
        return value.equals(ERASED) ? ERASED : value.substring(0, 4) + "…" + value.substring(16);
    }

    /** Whether a text that somebody typed holds one. */
    public static boolean isWithin(String text) {
        return !maskedIn(text).equals(text);
    }

    /** A text that somebody typed, with each number in it masked. */
    public static String maskedIn(String text) {
        return WITHIN.matcher(text).replaceAll(found -> {
            try {
                return of(found.group()).masked();
            } catch (Problem none) {
                return found.group();
            }
        });
    }

    @Override
    public String toString() {
        return masked();
    }

    private static Problem invalid() {
        return Problem.of(Kind.MALFORMED, "identity.account");
    }
}
