package kz.bilik.process.gate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kz.bilik.process.gate.Finding.Spot;
import kz.bilik.process.gate.Table.Days;
import kz.bilik.process.gate.Table.Row;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A table of the law: what its cells reach, and that what was decided by it on a past day would be decided again. */
final class TableRules {

    private static final Pattern CONSTANTS = Pattern.compile(
            "(\"[^\"]*\"|-?\\d+(\\.\\d+)?|true|false)(\\s*,\\s*(\"[^\"]*\"|-?\\d+(\\.\\d+)?|true|false))*");
    private static final Pattern RANGE =
            Pattern.compile("([\\[(\\]])\\s*(-?\\d+(?:\\.\\d+)?)\\s*\\.\\.\\s*(-?\\d+(?:\\.\\d+)?)\\s*([])\\[])");

    private static final Set<String> OF_THE_ENGINE = Set.of("historyTimeToLive", "diagramRelationId", "versionTag");

    /** Ways to decide that are no table: nobody here reads them, and no example could be tried row by row. */
    private static final Set<String> NO_TABLE =
            Set.of("literalExpression", "invocation", "context", "relation", "functionDefinition", "list");

    private static final Set<Rule> NOT_CARRIED_OUT =
            EnumSet.of(Rule.CELL_SYNTAX, Rule.CELL_FUNCTION, Rule.CELL_LANGUAGE, Rule.TABLE_KIND);

    private final ModelFile file;
    private final House house;
    private final Findings findings;

    TableRules(ModelFile file, House house, Findings findings) {
        this.file = file;
        this.house = house;
        this.findings = findings;
    }

    /**
     * Looks at each table of the file.
     *
     * @param today days before it are past
     */
    void check(InForce inForce, LocalDate today) throws SAXException {
        for (var element : Markup.elements(Markup.read(file.content()))) {
            written(element);
        }
        for (var table : Table.of(file)) {
            var before = inForce(inForce, table.key());
            cells(table, before);
            days(table);
            before.ifPresent(old -> past(table, old, today));
        }
    }

    /** Whether a cell is none that a table may have: then nothing of it is carried out, not even to try an example. */
    static boolean reachesTooFar(ModelFile file, House house) {
        try {
            var found = new Findings();
            var rules = new TableRules(file, house, found);
            for (var element : Markup.elements(Markup.read(file.content()))) {
                rules.written(element);
            }
            for (var table : Table.of(file)) {
                rules.cells(table, Optional.of(table));
            }
            return found.all().stream().anyMatch(each -> NOT_CARRIED_OUT.contains(each.rule()));
        } catch (SAXException unreadable) {
            return true;
        }
    }

    private static Optional<Table> inForce(InForce inForce, String key) throws SAXException {
        var file = inForce.table(key);
        return file.isEmpty()
                ? Optional.empty()
                : Table.of(file.get()).stream()
                        .filter(each -> each.key().equals(key))
                        .findFirst();
    }

    private void written(Element element) {
        var at = new Spot(file.name(), element.getAttribute("id"), element.getAttribute("name"));
        var parent = element.getParentNode() instanceof Element decision ? decision.getLocalName() : "";
        if (parent.equals("decision") && NO_TABLE.contains(element.getLocalName())
                || element.getLocalName().equals("businessKnowledgeModel")) {
            findings.add(Rule.TABLE_KIND, at, element.getLocalName());
        }
        for (var attribute : Markup.attributes(element)) {
            if ("expressionLanguage".equals(attribute.getLocalName())
                    && !attribute.getValue().toLowerCase(java.util.Locale.ROOT).matches("feel|.*/feel/?")) {
                findings.add(Rule.CELL_LANGUAGE, at, attribute.getValue());
            }
            if (String.valueOf(attribute.getNamespaceURI()).startsWith("http://camunda.org/schema/1.0/dmn")
                    && !OF_THE_ENGINE.contains(attribute.getLocalName())) {
                findings.add(Rule.ATTRIBUTE_UNKNOWN, at, attribute.getLocalName());
            }
        }
    }

    // cells

    private void cells(Table table, Optional<Table> before) {
        var at = new Spot(file.name(), table.key(), table.name());
        var known = new TreeSet<>(house.variables());
        before.ifPresent(old -> old.inputs()
                .forEach(input -> known.addAll(Feel.parse(input.what(), at, new Findings())
                        .map(Feel::variables)
                        .orElse(Set.of()))));
        for (var input : table.inputs()) {
            Feel.parse(input.what(), at, findings).ifPresent(parsed -> reaches(parsed, known, at));
        }
        for (var row : table.rows()) {
            var of = spot(row);
            row.asked().stream().filter(cell -> !cell.isEmpty()).forEach(cell -> Feel.parseTest(cell, of, findings)
                    .ifPresent(parsed -> reaches(parsed, known, of)));
            row.answered().stream().filter(cell -> !cell.isEmpty()).forEach(cell -> Feel.parse(cell, of, findings)
                    .ifPresent(parsed -> reaches(parsed, known, of)));
            if (row.days().isEmpty()) {
                findings.add(Rule.CELL_DAY, of);
            }
        }
    }

    private void reaches(Object parsed, Set<String> known, Spot at) {
        Feel.variables(parsed).stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> findings.add(Rule.CELL_VARIABLE, at, name));
        Feel.functions(parsed).forEach(name -> findings.add(Rule.CELL_FUNCTION, at, name));
    }

    private Spot spot(Row row) {
        return new Spot(file.name(), row.id(), row.description());
    }

    // the days of each key

    private void days(Table table) {
        var keys = new LinkedHashMap<List<String>, List<Row>>();
        table.rows().stream().filter(row -> row.days().isPresent()).forEach(row -> keys.computeIfAbsent(
                        row.asked(), any -> new ArrayList<>())
                .add(row));
        keys.values().forEach(this::daysOf);
    }

    private void daysOf(List<Row> rows) {
        var begins = new TreeSet<LocalDate>();
        rows.forEach(row -> {
            begins.add(days(row).from());
            if (days(row).to().isBefore(LocalDate.MAX)) {
                begins.add(days(row).to().plusDays(1));
            }
        });
        var counting = new HashSet<Row>();
        Row last = null;
        LocalDate gap = null;
        for (var begin : begins) {
            var holding = rows.stream().filter(row -> days(row).holds(begin)).toList();
            if (holding.isEmpty()) {
                gap = begin;
                continue;
            }
            if (gap != null && last != null) {
                findings.add(
                        Rule.ROW_GAP,
                        spot(holding.get(0)),
                        gap.toString(),
                        begin.minusDays(1).toString());
            }
            gap = null;
            var first = holding.get(0);
            last = first;
            counting.add(first);
            for (var other : holding.subList(1, holding.size())) {
                // A row that goes on until a newer one above it takes over is how the tables are written.
                var takenOver = days(other).to().equals(LocalDate.MAX)
                        && days(first).from().isAfter(days(other).from());
                if (!takenOver) {
                    findings.add(Rule.ROW_OVERLAP, spot(other), name(first), begin.toString());
                }
            }
        }
        rows.stream().filter(row -> !counting.contains(row)).forEach(row -> findings.add(Rule.ROW_NEVER, spot(row)));
    }

    private static Days days(Row row) {
        return row.days().orElseThrow();
    }

    private static String name(Row row) {
        return row.description().isEmpty() ? row.id() : row.description();
    }

    // past days

    private void past(Table table, Table old, LocalDate today) {
        var at = new Spot(file.name(), table.key(), table.name());
        if (!table.hitPolicy().equals(old.hitPolicy())) {
            findings.add(Rule.TABLE_HIT_POLICY, at, old.hitPolicy());
        }
        if (!table.inputs().equals(old.inputs()) || !table.outputs().equals(old.outputs())) {
            findings.add(Rule.TABLE_COLUMNS, at);
            return;
        }
        if (table.dayColumn() < 0) {
            return;
        }
        var matched = new ArrayList<Row>();
        var places = new ArrayList<Integer>();
        var pastRows = old.rows().stream()
                .filter(row -> row.days().flatMap(days -> days.before(today)).isPresent())
                .toList();
        for (var row : pastRows) {
            var same = IntStream.range(0, table.rows().size())
                    .filter(place -> !places.contains(place))
                    .filter(place -> table.rows().get(place).says(row)
                            && past(table.rows().get(place), today).equals(past(row, today)))
                    .findFirst();
            if (same.isPresent()) {
                matched.add(row);
                places.add(same.getAsInt());
            } else {
                findings.add(Rule.ROW_PAST, spot(row), today.toString());
            }
        }
        order(matched, places, today);
        for (var place = 0; place < table.rows().size(); place++) {
            var row = table.rows().get(place);
            if (!places.contains(place)
                    && past(row, today).isPresent()
                    && pastRows.stream().anyMatch(other -> meet(row, other, today))) {
                findings.add(Rule.ROW_PAST, spot(row), today.toString());
            }
        }
    }

    /** Of two rows for the same the one above counts: what stood above stays above. */
    private void order(List<Row> rows, List<Integer> places, LocalDate today) {
        for (var one = 0; one < rows.size(); one++) {
            for (var other = one + 1; other < rows.size(); other++) {
                if (places.get(one) > places.get(other) && meet(rows.get(one), rows.get(other), today)) {
                    findings.add(Rule.ROW_PAST, spot(rows.get(one)), today.toString());
                }
            }
        }
    }

    private static Optional<Days> past(Row row, LocalDate today) {
        return row.days().flatMap(days -> days.before(today));
    }

    /** Whether both rows may hold for one case of a past day. */
    private static boolean meet(Row one, Row other, LocalDate today) {
        return past(one, today)
                        .flatMap(days -> past(other, today).filter(days::meets))
                        .isPresent()
                && IntStream.range(0, one.asked().size())
                        .noneMatch(
                                at -> apart(one.asked().get(at), other.asked().get(at)));
    }

    private static boolean apart(String one, String other) {
        if (CONSTANTS.matcher(one).matches() && CONSTANTS.matcher(other).matches()) {
            var values = new HashSet<>(List.of(one.split("\\s*,\\s*")));
            values.retainAll(List.of(other.split("\\s*,\\s*")));
            return values.isEmpty();
        }
        var first = RANGE.matcher(one);
        var second = RANGE.matcher(other);
        return first.matches() && second.matches() && (below(first, second) || below(second, first));
    }

    private static boolean below(java.util.regex.Matcher lower, java.util.regex.Matcher upper) {
        var order = new BigDecimal(lower.group(3)).compareTo(new BigDecimal(upper.group(2)));
        return order < 0
                || order == 0 && !(lower.group(4).equals("]") && upper.group(1).equals("["));
    }
}
