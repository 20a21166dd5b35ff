package kz.bilik.web.page;

import java.util.ArrayList;
import java.util.List;

/**
 * Bars to compare at a glance; what they show stands beside each of them in words, and in the table.
 *
 * @param legend what each colour means; empty where there is one
 */
record ReportChart(String caption, List<Key> legend, List<Bar> bars) {

    /** A colour: the class of its parts, and what it means. */
    record Key(String kind, String words) {}

    /** One bar. */
    record Bar(String label, String text, List<Part> parts) {}

    /** A part of a bar, in hundredths of the whole width. */
    record Part(String kind, double from, double width) {}

    /** Parts that follow one another, of a whole. */
    static List<Part> parts(double whole, List<String> kinds, long... values) {
        var parts = new ArrayList<Part>();
        var from = 0.0;
        for (var index = 0; index < values.length; index++) {
            var width = whole == 0 ? 0 : 100.0 * values[index] / whole;
            if (width > 0) {
                parts.add(new Part(kinds.get(index), from, width));
            }
            from += width;
        }
        return parts;
    }
}
