package kz.bilik.regulation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The order's own words, from {@code docs/order-380.kk.md}: each clause has the paragraphs under its heading. */
final class OrderText {

    static final Path FILE = Path.of("docs/order-380.kk.md");

    /** What the publisher notes on an edition is no part of the clause. */
    private static final String NOTE = "Ескерту. ";

    private final Map<String, List<String>> words = new LinkedHashMap<>();

    OrderText() {
        var clause = "";
        for (var line : ProjectFiles.text(FILE).lines().toList()) {
            if (line.matches("#+ cl\\. .*")) {
                clause = line.replaceFirst("#+ cl\\. ", "");
                words.put(clause, new ArrayList<>());
            } else if (line.startsWith("#")) {
                clause = "";
            } else if (!clause.isEmpty() && !line.isEmpty() && !line.startsWith(NOTE)) {
                // The backslash keeps Markdown from taking the order's "3." for a list.
                words.get(clause).add(line.replace("\\", ""));
            }
        }
    }

    /** The numbers of the clauses, in the order in which they stand. */
    List<String> clauses() {
        return List.copyOf(words.keySet());
    }

    /** The paragraphs of that clause, to the letter; none where all its words stand in its parts. */
    List<String> of(Clause clause) {
        return words.getOrDefault(clause.number(), List.of());
    }
}
