package kz.bilik.history;

import java.time.OffsetDateTime;
import java.util.List;
import kz.bilik.language.Language;

/** What was deployed when, and what is another in it than before; implemented beside the engine. */
public interface Deployments {

    /** How a part of a diagram or table has changed. */
    enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * A part of a diagram or table.
     *
     * @param name in the reader's language; where it has none, its id
     */
    record Change(Kind kind, String name) {}

    /**
     * A diagram or a table of the law in a version of its own.
     *
     * @param name in the reader's language
     * @param changes since the version before; empty for the first one, and where only the drawing has changed
     */
    record Model(String name, int version, List<Change> changes) {}

    /**
     * A deployment.
     *
     * @param at legal time
     * @param forms the files of the forms in it
     */
    record Deployed(String id, String name, OffsetDateTime at, List<Model> models, List<String> forms) {}

    /** The latest ones, the newest first. */
    List<Deployed> latest(int count, Language language);
}
