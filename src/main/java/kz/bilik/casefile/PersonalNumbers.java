package kz.bilik.casefile;

import java.util.Set;
import kz.bilik.casefile.CaseAccess.Part;
import kz.bilik.identity.AccountNumber;
import kz.bilik.identity.Iin;

/**
 * The one rule of personal numbers: who reads an IIN or an account of a case, and what everybody else reads instead.
 * Numbers that we write are masked, those that somebody typed into a text as well. What came signed, sealed or copied
 * cannot be masked without becoming another document: it opens to those only who may read the number in it.
 */
final class PersonalNumbers {

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
        var read = parts.contains(Part.IIN) ? text : Iin.maskedIn(text);
        return parts.contains(Part.ACCOUNT) ? read : AccountNumber.maskedIn(read);
    }

    /** Whether a reader of these parts opens documents as they came: whoever may not read an IIN does not. */
    static boolean opensOriginals(Set<Part> parts) {
        return parts.contains(Part.DOCUMENTS) && parts.contains(Part.IIN);
    }
}
