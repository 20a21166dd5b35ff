package kz.bilik.law;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import kz.bilik.language.Language;

/**
 * What the decision tables say on a day, for people to read, and by which of their versions; implemented beside the engine.
 */
public interface LawTables {

    /**
     * A deployed version of a table.
     *
     * @param deployedAt legal time
     */
    record Version(int number, OffsetDateTime deployedAt) {}

    /**
     * A cell of a row.
     *
     * @param label of its column, in the reader's language
     * @param value as the table has it, without quotation marks; empty where the table does not ask
     */
    record Cell(String label, String value) {}

    /**
     * A row that holds.
     *
     * @param description in the reader's language
     * @param given what it holds for, beside the day
     * @param numbers what it says
     */
    record Row(String description, List<Cell> given, List<Cell> numbers) {}

    /**
     * A table.
     *
     * @param name in the reader's language
     * @param version by which the rows are read
     * @param versions all there are, the latest first
     * @param rows those that hold on the day, in the table's order; none for a day that the table does not know
     */
    record Table(String name, Version version, List<Version> versions, List<Row> rows) {}

    /**
     * Every table, by name.
     *
     * @param day a day of Asia/Almaty
     * @param known legal time: the version counts that was in force then, or the first one where none was yet
     */
    List<Table> on(LocalDate day, OffsetDateTime known, Language language);
}
