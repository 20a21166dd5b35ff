package kz.bilik.officer.signin;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a password has to be, wherever one is set: long, without the names of its account, and none that is tried first. No
 * kinds of characters are demanded, as NIST SP 800-63B and ASVS 5 (6.2) advise: they make passwords alike, not strong.
 */
public final class PasswordRule {

    /** What is wrong with a password. */
    public enum Fault {
        TOO_SHORT,
        TOO_LONG,
        /** It holds the id of its account, or the first or last name. */
        HOLDS_NAME,
        /** A widely known one, a row of keys, a word with a year: guessed within 100 million attempts. */
        EASILY_GUESSED
    }

    /** The fewest characters of a password. */
    public static final int SHORTEST = 12;

    /** The most: nobody needs more, and each costs time to look at. */
    public static final int LONGEST = 128;

    private static final double GUESSES = 1e8;

    /** A name of two letters is found in too many words. */
    private static final int SHORTEST_NAME = 3;

    /** Longer ones are not looked at to their end, as the library advises. */
    private static final int LOOKED_AT = 64;

    private static final List<String> OURS = List.of("bilik", "білік", "билик", "camunda", "demo", "voucher");

    private static final String RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбю";
    private static final String LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";

    private static final Zxcvbn GUESSER = new Zxcvbn();

    private PasswordRule() {}

    /**
     * What is wrong with that password; empty when it may be set.
     *
     * @param names of the account: its id, first and last name; empty ones count for nothing
     */
    public static Set<Fault> faults(String password, Collection<String> names) {
        var faults = EnumSet.noneOf(Fault.class);
        var length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            faults.add(Fault.TOO_SHORT);
        }
        if (length > LONGEST) {
            faults.add(Fault.TOO_LONG);
        }
        var plain = password.toLowerCase(Locale.ROOT);
        var known = names.stream()
                // Of an address the part before the @ is the name; the rest everybody has.
                .flatMap(name -> Stream.of(name, name.substring(0, Math.max(0, name.indexOf('@')))))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> name.length() >= SHORTEST_NAME)
                .toList();
        if (known.stream().anyMatch(plain::contains)) {
            faults.add(Fault.HOLDS_NAME);
        }
        if (isEasilyGuessed(password, known) || isEasilyGuessed(onLatinKeys(plain), known)) {
            faults.add(Fault.EASILY_GUESSED);
        }
        return faults;
    }

    private static boolean isEasilyGuessed(String password, List<String> names) {
        var lookedAt = password.length() > LOOKED_AT ? password.substring(0, LOOKED_AT) : password;
        var words = Stream.concat(OURS.stream(), names.stream()).toList();
        return GUESSER.measure(lookedAt, words).getGuesses() < GUESSES;
    }

    /** What the same keys are on an English keyboard: a row of keys is one on ours, too. */
    private static String onLatinKeys(String text) {
        return text.codePoints()
                .map(letter -> {
                    var key = RUSSIAN_KEYS.indexOf(letter);
                    return key < 0 ? letter : LATIN_KEYS.charAt(key);
                })
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
