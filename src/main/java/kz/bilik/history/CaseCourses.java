package kz.bilik.history;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kz.bilik.language.Language;
import org.jspecify.annotations.Nullable;

/** What the engine keeps of the way of cases through their diagrams; implemented beside it. Whose they are to read, the caller asks. */
public interface CaseCourses {

    /**
     * A step that could not be done, as the engine wrote it down.
     *
     * @param instance of which course
     * @param element in the diagram
     * @param name of the element in the reader's language
     * @param at legal time
     * @param attempts how often it was tried in vain until then
     * @param over since when it is done or nobody tries it any more, legal time; null while it stands still
     */
    record Trouble(
            String instance,
            @Nullable String element,
            String name,
            OffsetDateTime at,
            int attempts,
            @Nullable OffsetDateTime over) {}

    /**
     * A number that a table of the law gave within a case.
     *
     * @param instance of which course
     * @param element at which it was asked
     * @param table its name in the reader's language
     * @param version as it was deployed
     * @param at legal time
     * @param asked what it was asked, as {@code name: value}, in the reader's language
     * @param row which of its rows answered, from 1 on top; empty for none
     * @param given what it answered, as {@code name: value}
     * @param clause by which it answered, such as {@code cl. 14.1}; empty where the table names none
     */
    record Looked(
            String instance,
            @Nullable String element,
            String table,
            int version,
            OffsetDateTime at,
            List<String> asked,
            Optional<Integer> row,
            List<String> given,
            String clause) {}

    /**
     * What a step asks a table of the law.
     *
     * @param instance of which course
     * @param element at which it is asked
     * @param at legal time: the version of the table counts that was in force then
     * @param decision the table's key
     * @param inputs by their names; days as ISO texts
     * @param outputs the names of those numbers that the step needs; empty for all
     */
    record Question(
            String instance,
            String element,
            OffsetDateTime at,
            String decision,
            Map<String, Object> inputs,
            Set<String> outputs) {}

    /** The courses of these numbers of applications and acts, the oldest first. */
    List<Course> of(Collection<String> numbers, Language language);

    /** What failed in these courses, the oldest first. */
    List<Trouble> troubles(Collection<Course> courses, Language language);

    /** What failed in the courses of these applications and acts, by their number, the oldest first. */
    Map<String, List<Trouble>> stopped(Collection<String> numbers, Language language);

    /** What the diagrams themselves had decided by tables of the law in these courses, the oldest first. */
    List<Looked> looked(Collection<Course> courses, Language language);

    /**
     * What tables of the law answer, or answered then. A number that is known already is not looked up once more for each case,
     * so the history of a case keeps no decision of it.
     */
    List<Looked> answers(Collection<Question> questions, Language language);

    /**
     * A version of a diagram.
     *
     * @param id the engine's
     * @param process the diagram's id
     * @param name in the reader's language
     * @param versions the ids of all its versions that there still are, the newest first
     */
    record Definition(String id, String process, String name, int version, List<Version> versions) {

        /** Whether acts go through it, and not applications. */
        public boolean ofActs() {
            return process.equals("settlement");
        }
    }

    /** One of several versions. */
    record Version(String id, int version) {}

    /** That version of a diagram of the cases; empty when there is none, or none that cases go through. */
    Optional<Definition> definition(String id, Language language);

    /** By the number of application or act, the latest course through that version of a diagram. */
    Map<String, String> latest(String definition, Collection<String> numbers);

    /** How that version of a diagram is drawn. */
    Drawing drawing(String definition, Language language);

    /** The number of the application or act that the engine knows that course by; empty when it knows none. */
    Optional<String> number(String instance);
}
