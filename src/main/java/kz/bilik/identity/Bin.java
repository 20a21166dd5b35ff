package kz.bilik.identity;

import java.util.regex.Pattern;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A valid business identification number (BIN): twelve digits, of which the first four are year and month of
 * registration, the fifth says resident (4), non-resident (5) or joint entrepreneurship (6), the sixth head unit (0),
 * branch (1), representation (2) or farm (3), the last is the check digit. Its text form is masked, so that logs stay
 * free of it.
 */
public record Bin(String value) {

    private static final Pattern SHAPE = Pattern.compile("[0-9]{2}(0[1-9]|1[0-2])[4-6][0-3][0-9]{6}");

    /** @throws Problem {@code identity.bin} when it is none */
    public Bin {
        if (!SHAPE.matcher(value).matches() || !CheckDigit.isRight(value)) {
            throw invalid();
        }
    }

    /**
     * Reads one; spaces around it do not matter.
     *
     * @throws Problem {@code identity.bin} when it is none: not 12 digits, a month that does not exist, an unknown kind,
     *     or a wrong check digit
     */
    public static Bin of(@Nullable String text) {
        if (text == null) {
            throw invalid();
        }
        return new Bin(text.strip());
    }

    /** For people who need not see it whole: {@code 230940******}. */
    public String masked() {
        return value.substring(0, 6) + "******";
    }

    @Override
    public String toString() {
        return masked();
    }

    private static Problem invalid() {
        return Problem.of(Kind.MALFORMED, "identity.bin");
    }
}
