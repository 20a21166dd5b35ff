package kz.bilik.process.gate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * A decision table as an analyst has written it.
 *
 * @param key the id by which code and diagrams ask for it
 * @param hitPolicy {@code FIRST}; with its aggregation where it has one
 * @param inputs what is asked for, each with its type
 * @param outputs the names of what is answered, each with its type
 * @param dayColumn which input is the day; -1 for a table without
 */
record Table(
        String key,
        String name,
        String hitPolicy,
        List<Column> inputs,
        List<Column> outputs,
        int dayColumn,
        List<Row> rows) {

    private static final String DATE = "date and time\\(\"(\\d{4}-\\d{2}-\\d{2})T00:00:00\"\\)";
    private static final Pattern COMPARED = Pattern.compile("(>=|>|<=|<)\\s*" + DATE);
    private static final Pattern BETWEEN =
            Pattern.compile("([\\[(\\]])\\s*" + DATE + "\\s*\\.\\.\\s*" + DATE + "\\s*([])\\[])");

    record Column(String what, String type) {}

    /** From one day to another, both included. */
    record Days(LocalDate from, LocalDate to) {

        static final Days EVER = new Days(LocalDate.MIN, LocalDate.MAX);

        boolean holds(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }

        /** Those of them before that day; empty when none is. */
        Optional<Days> before(LocalDate day) {
            return from.isBefore(day)
                    ? Optional.of(new Days(from, to.isBefore(day) ? to : day.minusDays(1)))
                    : Optional.empty();
        }

        boolean meets(Days other) {
            return !from.isAfter(other.to) && !other.from.isAfter(to);
        }
    }

    /**
     * A row.
     *
     * @param days when it holds; empty where its day cannot be read
     * @param asked the cells of the other inputs
     * @param answered the cells of the outputs
     */
    record Row(String id, String description, Optional<Days> days, List<String> asked, List<String> answered) {

        boolean says(Row other) {
            return asked.equals(other.asked) && answered.equals(other.answered);
        }
    }

    /** The decision tables of a file. @throws SAXException when it cannot be read as XML */
    static List<Table> of(ModelFile file) throws SAXException {
        var tables = new ArrayList<Table>();
        for (var element : Markup.elements(Markup.read(file.content()))) {
            if ("decisionTable".equals(element.getLocalName())
                    && element.getParentNode() instanceof Element decision
                    && "decision".equals(decision.getLocalName())) {
                tables.add(of(decision, element));
            }
        }
        return tables;
    }

    private static Table of(Element decision, Element table) {
        var inputs = Markup.children(table, "input")
                .map(input -> Markup.children(input, "inputExpression")
                        .findFirst()
                        .map(asked -> new Column(text(asked), asked.getAttribute("typeRef")))
                        .orElse(new Column("", "")))
                .toList();
        var outputs = Markup.children(table, "output")
                .map(output -> new Column(output.getAttribute("name"), output.getAttribute("typeRef")))
                .toList();
        var dayColumn = IntStream.range(0, inputs.size())
                .filter(at -> inputs.get(at).type().equals("date"))
                .findFirst()
                .orElse(-1);
        return new Table(
                decision.getAttribute("id"),
                decision.getAttribute("name"),
                (table.getAttribute("hitPolicy") + " " + table.getAttribute("aggregation")).strip(),
                inputs,
                outputs,
                dayColumn,
                Markup.children(table, "rule").map(rule -> row(rule, dayColumn)).toList());
    }

    private static Row row(Element rule, int dayColumn) {
        var asked = new ArrayList<>(
                Markup.children(rule, "inputEntry").map(Table::text).toList());
        var days = dayColumn < 0 || dayColumn >= asked.size() ? Optional.of(Days.EVER) : days(asked.remove(dayColumn));
        return new Row(
                rule.getAttribute("id"),
                Markup.children(rule, "description")
                        .map(Element::getTextContent)
                        .map(String::strip)
                        .findFirst()
                        .orElse(""),
                days,
                List.copyOf(asked),
                Markup.children(rule, "outputEntry").map(Table::text).toList());
    }

    static String text(Element cell) {
        var text = Markup.children(cell, "text")
                .map(Element::getTextContent)
                .map(String::strip)
                .findFirst()
                .orElse("");
        return text.equals("-") ? "" : text;
    }

    /** Empty for what is written in another way, of which it cannot be said when it holds. */
    static Optional<Days> days(String cell) {
        if (cell.isEmpty()) {
            return Optional.of(Days.EVER);
        }
        try {
            var compared = COMPARED.matcher(cell);
            if (compared.matches()) {
                var day = LocalDate.parse(compared.group(2));
                return Optional.of(
                        switch (compared.group(1)) {
                            case ">=" -> new Days(day, LocalDate.MAX);
                            case ">" -> new Days(day.plusDays(1), LocalDate.MAX);
                            case "<=" -> new Days(LocalDate.MIN, day);
                            default -> new Days(LocalDate.MIN, day.minusDays(1));
                        });
            }
            var between = BETWEEN.matcher(cell);
            if (between.matches()) {
                var from = LocalDate.parse(between.group(2));
                var to = LocalDate.parse(between.group(3));
                var days = new Days(
                        between.group(1).equals("[") ? from : from.plusDays(1),
                        between.group(4).equals("]") ? to : to.minusDays(1));
                return days.from().isAfter(days.to()) ? Optional.empty() : Optional.of(days);
            }
        } catch (java.time.DateTimeException none) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
