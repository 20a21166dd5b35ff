package kz.bilik.officer.signin;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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
        /** It holds the id of its account, all parts of the id in any order, or the first or last name. */
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

    /** Fewer letters of an id, in parts, are found in too many passwords. */
    private static final int SHORTEST_PARTS = 6;

    /** What everybody here would try first: the product, its trade, and the word for a password, as each is typed. */
    private static final List<String> OURS = List.of(
            ("bilik білік билик camunda demo voucher ваучер vaucher құпиясөз құпия сөз кұпия купия купиясоз qupiasoz qupiyasoz"
                            + " qupia qupiya kupiyasoz kupia пароль паролька parol password құпиясөзім менің мой кіру вход kiru"
                            + " біліктілік biliktilik квалификация кәсіп кәсіби мансап мансабы mansap карьера ұтқырлық"
                            + " мобильность орталық орталығы ortalyq центр тану признание сынақ емтихан экзамен өтінім өтініш"
                            + " заявка заявление заявитель өтініш беруші еңбек enbek eñbek труд жұмыс жұмыспен қамту занятость"
                            + " министрлік министерство қызметкер сотрудник оператор маман специалист пайдаланушы пользователь"
                            + " әкімші администратор админ admin administrator аудитор auditor сарапшы аналитик бухгалтер"
                            + " есепші төлем платеж акт тиын теңге тенге қазақстан казахстан kazakhstan qazaqstan қазақ qazaq"
                            + " астана astana алматы almaty шымкент сәлем salem привет")
                    .split(" "));

    private static final List<String> OURS_LONGEST_FIRST = OURS.stream()
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();

    /** Letters and digits beside them: a year is shorter. */
    private static final int FEWEST_OF_ITS_OWN = 6;

    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

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
        if (known.stream().anyMatch(name -> plain.contains(name) || holdsParts(plain, name))) {
            faults.add(Fault.HOLDS_NAME);
        }
        if (hasLittleOfItsOwn(plain)
                || isEasilyGuessed(password, known)
                || isEasilyGuessed(onLatinKeys(plain), known)) {
            faults.add(Fault.EASILY_GUESSED);
        }
        return faults;
    }

    /** Whether each part of an id, such as {@code centre-C-014}, stands somewhere in the password, none within another. */
    private static boolean holdsParts(String plain, String name) {
        var parts = SEPARATORS
                .splitAsStream(name)
                .filter(part -> !part.isEmpty())
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        if (parts.size() < 2 || parts.stream().mapToInt(String::length).sum() < SHORTEST_PARTS) {
            return false;
        }
        var rest = plain;
        for (var part : parts) {
            var at = rest.indexOf(part);
            if (at < 0) {
                return false;
            }
            rest = rest.substring(0, at) + " " + rest.substring(at + part.length());
        }
        return true;
    }

    /** Whether hardly anything is left beside such words: put together, with a year or a sign between, they are tried next. */
    private static boolean hasLittleOfItsOwn(String plain) {
        var rest = plain;
        for (var word : OURS_LONGEST_FIRST) {
            rest = rest.replace(word, " ");
        }
        return !rest.equals(plain) && SEPARATORS.matcher(rest).replaceAll("").length() < FEWEST_OF_ITS_OWN;
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
