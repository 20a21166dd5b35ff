package kz.bilik.edition;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kz.bilik.language.Language;

/**
 * All versions of the diagrams and of the tables of the law, those in force and those before: what runs by each, and what is
 * another in one than in another. Implemented beside the engine.
 */
public interface Versions {

    /** How a part has changed. */
    enum Kind {
        ADDED,
        REMOVED,
        CHANGED,
        /** It stands elsewhere in the drawing, and nothing else of it is another. */
        MOVED
    }

    /**
     * Cases that stand at an element.
     *
     * @param name of the element in the reader's language; its id where it has none
     * @param cases how often a case stands there
     */
    record Standing(String element, String name, long cases) {}

    /**
     * A version.
     *
     * @param id the engine's
     * @param number counted by the engine from 1
     * @param at when it was deployed, legal time
     * @param officer the account of whoever deployed it; empty where the product did by itself, and where nobody knows any more
     * @param source from which program it came; empty for the product itself
     * @param running cases that go by it and have not ended; 0 of a table
     * @param standing where these stand, in the order of the diagram
     */
    record Version(
            String id,
            int number,
            OffsetDateTime at,
            String officer,
            String source,
            long running,
            List<Standing> standing) {}

    /**
     * A diagram or a table with all its versions.
     *
     * @param key the id in the file
     * @param name in the reader's language, as the version in force has it
     * @param ofCases whether applications and acts go through it
     * @param versions the newest first, which is the one in force
     */
    record Model(String key, String name, boolean ofCases, List<Version> versions) {}

    /**
     * What one property of a part said before and says now.
     *
     * @param name of the property, in the reader's language
     * @param inWords whether the values are words in the reader's language, and not as they stand in the file
     * @param before line by line; empty where there was none
     * @param after line by line; empty where there is none any more
     */
    record Detail(String name, boolean inWords, List<String> before, List<String> after) {}

    /**
     * A part that is another.
     *
     * @param id in the file
     * @param name in the reader's language; empty where it has none
     * @param details of one that was changed: what of it; of one that is new or gone: all that it says
     */
    record Difference(Kind kind, String id, String name, List<Detail> details) {}

    /**
     * A form or a table that is another.
     *
     * @param name in the reader's language
     */
    record Compared(String name, List<Difference> differences) {}

    /**
     * Two versions side by side.
     *
     * @param name in the reader's language
     * @param differences of the diagram or of the table, in the order of the newer file, what is gone at the end
     * @param forms those that come with the diagram and are others
     * @param tables those that come with the diagram and are others
     */
    record Comparison(
            String key,
            String name,
            Version before,
            Version after,
            List<Difference> differences,
            List<Compared> forms,
            List<Compared> tables) {

        /** How each part of the older drawing is coloured: what is gone, changed, moved. */
        public Map<String, Kind> inOlder() {
            return kinds(Kind.ADDED);
        }

        /** How each part of the newer drawing is coloured: what is new, changed, moved. */
        public Map<String, Kind> inNewer() {
            return kinds(Kind.REMOVED);
        }

        private Map<String, Kind> kinds(Kind without) {
            return differences.stream()
                    .filter(difference -> difference.kind() != without)
                    .collect(Collectors.toUnmodifiableMap(Difference::id, Difference::kind, (one, other) -> one));
        }
    }

    /** All diagrams, by name. */
    List<Model> diagrams(Language language);

    /** All tables of the law, by name. */
    List<Model> tables(Language language);

    /** Two versions of a diagram; empty when there is no such diagram, or one of them is not there. */
    Optional<Comparison> diagrams(String key, int before, int after, Language language);

    /** Two versions of a table; empty when there is no such table, or one of them is not there. */
    Optional<Comparison> tables(String key, int before, int after, Language language);
}
