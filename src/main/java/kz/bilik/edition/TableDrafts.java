package kz.bilik.edition;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kz.bilik.language.Language;

/**
 * The decision tables of the law, to be changed and tried on their examples before they come into force; implemented beside
 * the engine. Values are as people type them: a text without quotation marks, a day as ISO 8601.
 */
public interface TableDrafts {

    /** What may be typed into one cell, and what may be said about a row. */
    int LONGEST_CELL = 200;

    /** Rows, and examples, of one table: more are not taken from a page. */
    int MOST_ROWS = 300;

    /**
     * A table in force.
     *
     * @param key the id by which the engine knows it
     * @param name in the reader's language
     * @param clauses those that its examples cite
     * @param version counted by the engine
     * @param since when it was deployed, legal zone
     * @param today how many of its rows hold today
     * @param ahead how many begin on a day to come
     */
    record Summary(
            String key,
            String name,
            List<String> clauses,
            int version,
            OffsetDateTime since,
            int rows,
            int today,
            int ahead,
            int examples) {}

    /**
     * A column.
     *
     * @param label in the reader's language; the name where it has none
     * @param shown false for one that only tells rows apart
     */
    record Column(String name, String label, boolean shown) {}

    /**
     * A row.
     *
     * @param id of the row; of one that is new, any name that no other row has
     * @param copyOf above which row a new one stands; empty for one that the table in force has
     * @param about what the analyst says about it, in English
     * @param said the same in the reader's language
     * @param dated false where its day is written in another way than a page can show
     * @param from the first day; empty for ever
     * @param to the last day; empty for ever
     * @param asked its cells but the day, in the order of the columns
     * @param answered what it says, in the order of the columns
     */
    record Row(
            String id,
            String copyOf,
            String about,
            String said,
            boolean dated,
            String from,
            String to,
            List<String> asked,
            List<String> answered) {}

    /** A question that is new; expected is what comes out, once somebody has found it right. */
    record Question(List<String> given, String clause) {}

    /**
     * What somebody has made of a table.
     *
     * @param version on which version it was made
     * @param rows those of the table with their changes, and new ones
     * @param questions examples that are new
     * @param right by their place, the examples of which that is right what comes out now; new ones follow those in force
     */
    record Draft(int version, List<Row> rows, List<Question> questions, Set<Integer> right) {}

    /**
     * An example.
     *
     * @param expected what it says is right; empty where no row is to hold
     * @param before what the table in force answers
     * @param now what the draft answers; the same where the draft cannot be tried
     * @param isNew whether it is one of the draft's
     * @param isPast whether its day is past: what was right then stays
     * @param isRight whether somebody has found right what comes out now
     */
    record Example(
            List<String> given,
            String clause,
            List<String> expected,
            List<String> before,
            List<String> now,
            boolean isNew,
            boolean isPast,
            boolean isRight) {

        /** Whether something else comes out than before. */
        public boolean changes() {
            return !isNew && !before.equals(now);
        }

        /** Whether something else comes out than is to. */
        public boolean fails() {
            return !expected.equals(now);
        }
    }

    /** What the gate says, in its own words; some of it does not keep the table from coming into force. */
    record Said(boolean refuses, String words) {}

    /**
     * A table with its examples.
     *
     * @param file its name, such as {@code legal-terms.dmn}
     * @param name in the reader's language
     * @param asked columns of what it is asked, but for the day
     * @param given columns of the examples, of what is asked
     * @param said what the gate would say
     * @param canBeTried false where a cell reaches for what no table may: then nothing was carried out
     */
    record Sheet(
            String key,
            String file,
            String name,
            int version,
            OffsetDateTime since,
            boolean hasDays,
            List<Column> asked,
            List<Column> answered,
            List<Row> rows,
            List<Column> given,
            List<Example> examples,
            List<Said> said,
            boolean canBeTried) {}

    /** Every table in force, by name. */
    List<Summary> tables(Language language);

    /** What stands in a cell, in the reader's language; as it is where it has no words in it. */
    String said(String cell, Language language);

    /** A table as it is in force; empty when there is none of that key. */
    Optional<Sheet> inForce(String key, Language language);

    /**
     * The draft with one row more above that one, which says the same from tomorrow on, and with an example of it.
     *
     * @throws kz.bilik.problem.Problem when the table in force is another one meanwhile, or has no such row
     */
    Draft withRow(String key, Draft draft, String above);

    /**
     * The draft with what each example gives and what the gate says. Nothing is deployed.
     *
     * @throws kz.bilik.problem.Problem when the table in force is another one meanwhile, or a day or a row is none
     */
    Sheet tried(String key, Draft draft, Language language);

    /** The draft as a file for Camunda Modeler: but for what was changed, to the letter the one in force. */
    byte[] table(String key, Draft draft);

    /** Its examples as a file. */
    byte[] examples(String key, Draft draft);

    /**
     * Deploys the draft as that officer, through the gate.
     *
     * @return what the gate refused, a line for each; empty when it is in force
     */
    List<String> deploy(String key, Draft draft, String officer);
}
