package kz.bilik.casefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import kz.bilik.casefile.CaseAccess.Part;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import org.jspecify.annotations.Nullable;

/** Collects the rows of one section of a case file; what is not there is left out, so that nobody reads an empty label. */
final class CaseRows {

    /** A titled list of facts; what only a machine compares comes last and folded. */
    record Section(String title, List<Row> rows) {

        /** What people read. */
        public List<Row> facts() {
            return rows.stream().filter(row -> !row.technical()).toList();
        }

        /** What is there to be compared by a machine. */
        public List<Row> technical() {
            return rows.stream().filter(Row::technical).toList();
        }

        /** The same with the numbers that somebody typed as a reader of these parts reads them. */
        Section readWith(Set<Part> parts) {
            return new Section(
                    title,
                    rows.stream()
                            .map(row -> new Row(
                                    row.label(), PersonalNumbers.in(row.value(), parts), row.link(), row.technical()))
                            .toList());
        }
    }

    record Row(String label, String value, @Nullable String link, boolean technical) {}

    private final Texts texts;
    private final Language language;
    private final List<Row> rows = new ArrayList<>();

    CaseRows(Texts texts, Language language) {
        this.texts = texts;
        this.language = language;
    }

    void add(String label, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            rows.add(new Row(label(label), value, null, false));
        }
    }

    void technical(String label, String value) {
        rows.add(new Row(label(label), value, null, true));
    }

    void link(String label, String value, String link) {
        rows.add(new Row(label(label), value, Objects.requireNonNull(link), false));
    }

    private String label(String label) {
        return texts.in(language, "web.case.label." + label);
    }

    Section section(String title) {
        return new Section(texts.in(language, "web.case.section." + title), rows);
    }
}
