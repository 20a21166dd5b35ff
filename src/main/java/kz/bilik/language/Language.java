package kz.bilik.language;

import java.util.Comparator;
import java.util.Locale;

/** The three languages of the product. Kazakh, the state language, is the default. */
public enum Language {
    KK,
    RU,
    EN;

    private final Comparator<String> order = Alphabet.of(locale());

    /** The tag as in {@code Accept-Language} and in the names of message files: kk, ru, en. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag());
    }

    /** The order of names in a list, by the alphabet of this language. */
    public Comparator<String> order() {
        return order;
    }

    /** The language of a locale; Kazakh when it is none of ours. */
    public static Language of(Locale locale) {
        return switch (locale.getLanguage()) {
            case "ru" -> RU;
            case "en" -> EN;
            default -> KK;
        };
    }
}
