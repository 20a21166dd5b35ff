package kz.bilik.casefile;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import kz.bilik.casefile.CaseAccess.Part;
import kz.bilik.identity.AccountNumber;
import kz.bilik.identity.Iin;
import kz.bilik.problem.Problem;

/**
 * The one rule of personal numbers: who reads an IIN or an account of a case, and what everybody else reads instead.
 * Numbers that we write are masked, those that somebody typed into a text as well. What came signed, sealed or copied
 * cannot be masked without becoming another document: it opens to those only who may read the number in it.
 */
final class PersonalNumbers {

    private static final Pattern TWELVE_DIGITS = Pattern.compile("(?<!\\d)\\d{6}[ -]?\\d{6}(?!\\d)");
    private static final Pattern ACCOUNT = Pattern.compile("KZ\\d{2}[0-9A-Z]{16}(?![0-9A-Z])");

    private PersonalNumbers() {}

    /** An IIN as a reader of these parts reads it. */
    static String iin(Iin iin, Set<Part> parts) {
        return parts.contains(Part.IIN) ? iin.value() : iin.masked();
    }

    /** An account as a reader of these parts reads it. */
    static String account(AccountNumber account, Set<Part> parts) {
        return parts.contains(Part.ACCOUNT) ? account.value() : account.masked();
    }

    /** A text that somebody typed, or the name of his file, with the numbers in it as a reader of these parts reads them. */
    static String in(String text, Set<Part> parts) {
        var read = parts.contains(Part.IIN)
                ? text
                : masked(text, TWELVE_DIGITS, number -> Iin.of(number.replaceAll("\\D", ""))
                        .masked());
        return parts.contains(Part.ACCOUNT)
                ? read
                : masked(read, ACCOUNT, number -> AccountNumber.of(number).masked());
    }

    /** Whether a reader of these parts opens documents as they came: whoever may not read an IIN does not. */
    static boolean opensOriginals(Set<Part> parts) {
        return parts.contains(Part.DOCUMENTS) && parts.contains(Part.IIN);
    }

    private static String masked(String text, Pattern numbers, UnaryOperator<String> mask) {
        return numbers.matcher(text).replaceAll(found -> {
            try {
                return mask.apply(found.group());
            } catch (Problem none) {
                // Twelve digits that are no IIN are somebody's protocol.
                return found.group();
            }
        });
    }
}
