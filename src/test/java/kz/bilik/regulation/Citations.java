package kz.bilik.regulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** How a clause is cited in diagrams, tables, forms and sources: {@code cl. N}. */
final class Citations {

    private static final String POINT = "\\d+(?:\\.\\d+)?(?: \\([a-c]\\)|[a-c])?";

    private static final Pattern CITATION = Pattern.compile(
            "\\bcl\\. (" + POINT + "(?:-" + POINT + ")?(?:(?:, | and | or )" + POINT + "(?:-" + POINT + ")?)*)(?!\\w)");

    private Citations() {}

    /** The numbers that a text cites: "cl. 8.1, 8.4" names two, "cl. 10.2-13" all from 10.2 to 13. */
    static Collection<String> in(String text) {
        // A citation may go over the end of a line of Javadoc.
        var flowing = text.replaceAll("\\s*\\R\\s*(?:\\*|//)?\\s*", " ");
        var clauses = new TreeSet<String>();
        var citation = CITATION.matcher(flowing);
        while (citation.find()) {
            for (var point : citation.group(1).split(", | and | or ")) {
                var ends = point.split("-");
                if (ends.length == 2) {
                    clauses.addAll(between(ends[0], ends[1]));
                } else {
                    clauses.add(lettered(point));
                }
            }
        }
        return clauses;
    }

    /** Sources write 3.3b where there is little room for 3.3 (b). */
    private static String lettered(String point) {
        return point.replaceAll("(\\d)([a-c])$", "$1 ($2)");
    }

    private static List<String> between(String first, String last) {
        var clauses = new ArrayList<String>();
        var inside = false;
        for (var clause : Clause.IN_FORCE) {
            var number = clause.number();
            inside |= number.equals(first);
            // "14-17" names clauses, not their parts; a range that ends with a clause ends before its parts.
            if (inside && (first.contains(".") || !number.contains("."))) {
                clauses.add(number);
            }
            if (number.equals(last)) {
                return clauses;
            }
        }
        return List.of(first, last);
    }
}
