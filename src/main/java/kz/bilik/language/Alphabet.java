package kz.bilik.language;

import java.text.Collator;
import java.text.ParseException;
import java.text.RuleBasedCollator;
import java.util.Comparator;
import java.util.Locale;

/**
 * The order of names in a list. The JDK has a Russian and an English one, and none for Kazakh: it puts ә, ғ, қ, ң, ө, ұ, ү,
 * һ and і behind я, or takes them for other letters with an accent.
 */
final class Alphabet {

    private static final String KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";

    private Alphabet() {}

    static Comparator<String> of(Locale language) {
        var collator = language.getLanguage().equals("kk") ? kazakh() : Collator.getInstance(language);
        return collator::compare;
    }

    /** Signs, figures and Latin letters as in Russian, then the Kazakh letters, each before its capital. */
    private static Collator kazakh() {
        var rules =
                new StringBuilder(((RuleBasedCollator) Collator.getInstance(Locale.forLanguageTag("ru"))).getRules());
        KAZAKH.chars().forEach(letter -> rules.append('<')
                .append((char) letter)
                .append(',')
                .append((char) Character.toUpperCase(letter)));
        // The JDK does not know the sign either, with which many a place's name begins.
        rules.append("&'*'<\u2116");
        try {
            return new RuleBasedCollator(rules.toString());
        } catch (ParseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
