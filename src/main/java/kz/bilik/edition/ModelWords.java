package kz.bilik.edition;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import kz.bilik.language.Language;
import org.jspecify.annotations.Nullable;

/**
 * What officers read in deployed diagrams, forms and tables, and its Kazakh and Russian words: those that the product brings,
 * and those that somebody has entered, which count before them. Implemented beside the engine.
 */
public interface ModelWords {

    /** How long words may be. */
    int LONGEST_WORDS = 2_000;

    /** What is listed. */
    enum Which {
        /** No Kazakh or no Russian words: shown in English. */
        MISSING,
        /** Words that somebody has entered. */
        ENTERED,
        /** Somebody has entered other words than the product brings. */
        DIFFERENT,
        /** Everything in force. */
        ALL
    }

    /**
     * Words of a text in one language.
     *
     * @param shipped as the product brings them; empty where it brings none
     * @param entered as somebody has entered them; empty where nobody has, or they were taken back
     * @param officer who has entered or taken them back; empty where nobody has
     * @param at when, legal zone; null where nobody has
     */
    record Words(String shipped, String entered, String officer, @Nullable OffsetDateTime at) {

        /** What is shown; empty where it is the English text. */
        public String shown() {
            return entered.isEmpty() ? shipped : entered;
        }

        /** Whether what was entered hides other words of the product. */
        public boolean differs() {
            return !entered.isEmpty() && !shipped.isEmpty() && !entered.equals(shipped);
        }
    }

    /**
     * A text.
     *
     * @param files in which it stands now; none for one that stands in none any more
     * @param words in Kazakh and in Russian
     */
    record Text(String english, List<String> files, Map<Language, Words> words) {}

    /**
     * The texts of that kind in which that is found, in English, Kazakh, Russian or the name of a file.
     *
     * @param part empty for all
     */
    List<Text> texts(Which which, String part);

    /**
     * Enters words, from now on shown on each node; empty ones take back those before.
     *
     * @throws kz.bilik.problem.Problem when no model in force says that text, or the words cannot stand in a form
     * @return whether that changed anything
     */
    boolean enter(String english, Language language, String words, String officer);
}
