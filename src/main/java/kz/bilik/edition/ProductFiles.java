package kz.bilik.edition;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import kz.bilik.language.Language;
import org.jspecify.annotations.Nullable;

/**
 * The files that the product brings, where an installation has gone a way of its own: what an analyst deployed stays in force,
 * and where a newer product brings a newer file, somebody decides between the two. Implemented beside the engine.
 */
public interface ProductFiles {

    /** The three sides of a file. */
    enum Side {
        /** As the product brought it when it was last taken over or decided about. */
        BROUGHT_BEFORE,
        /** As it is in force. */
        IN_FORCE,
        /** As the product brings it now. */
        BROUGHT_NOW
    }

    /** How a part has changed. */
    enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * A part of a diagram, a table or a form.
     *
     * @param name in the reader's language; where it has none, its id
     */
    record Change(Kind kind, String name) {}

    /** A line of a file in a comparison; {@code kind} is null for one that both have. */
    record Line(@Nullable Kind kind, String text) {}

    /**
     * A file about which somebody has to decide.
     *
     * @param file its name, such as {@code processes/voucher.bpmn}
     * @param version the one in force, counted by the engine
     * @param since when the newer file was first seen, legal time
     * @param changedHere from what the product brought before to what is in force; empty where that is not known
     * @param changedByProduct from what the product brought before to what it brings now; empty where that is not known
     * @param changed from what is in force to what the product brings now
     * @param hasBefore whether it is known what the product brought before
     */
    record Conflict(
            String file,
            int version,
            OffsetDateTime since,
            List<Change> changedHere,
            List<Change> changedByProduct,
            List<Change> changed,
            boolean hasBefore) {}

    /** How many files wait for somebody to decide. */
    int waiting();

    /** All of them by name, in the reader's language. */
    List<Conflict> conflicts(Language language);

    /** The text of one side; empty when there is no such conflict, or that side is not known. */
    Optional<String> text(String file, Side side);

    /** The lines of two sides, the surroundings of each difference only; empty when one is not known. */
    List<Line> lines(String file, Side from, Side to);

    /**
     * What is in force stays: the newer file is not asked about again, until there is one that is newer still.
     *
     * @return whether there was such a conflict
     */
    boolean keep(String file, String officer);

    /**
     * The product's newer file comes into force; what was in force stays in its deployment.
     *
     * @return whether there was such a conflict
     */
    boolean take(String file, String officer);
}
