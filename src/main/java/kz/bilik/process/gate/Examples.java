package kz.bilik.process.gate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import kz.bilik.process.gate.Finding.Spot;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.context.VariableContext;

/**
 * The examples beside a table: what is asked, what is to come out, and by which clause. They are tried on the real engine of
 * decisions; each row of the table is reached by one of them.
 */
final class Examples {

    /** Before the name of an output in the head of its column. */
    private static final String OUTPUT = "= ";

    private static final String CLAUSE = "clause";
    private static final Pattern CITED = Pattern.compile("cl\\. \\d.*");
    private static final String DAY = "day";
    private static final int TABLES_REMEMBERED = 50;

    private final DmnEngine engine;
    private final List<String> hit = new ArrayList<>();
    private final Map<List<String>, Boolean> answers = new HashMap<>();

    /** What was found of the last tables: each cell costs milliseconds, and most tables come again as they were. */
    private final Map<Question, List<Finding>> known = new LinkedHashMap<>() {

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, List<Finding>> eldest) {
            return size() > TABLES_REMEMBERED;
        }
    };

    private record Question(String file, String table, ByteBuffer content, String examples, Optional<Lines> lines) {}

    Examples(DefaultDmnEngineConfiguration decisions) {
        decisions.setCustomPostDecisionTableEvaluationListeners(List.of(event -> {
            hit.clear();
            event.getMatchingRules().forEach(rule -> hit.add(rule.getId()));
        }));
        var cells = decisions.getFeelEngineFactory();
        decisions.setFeelEngineFactory(() -> new OnceEach(cells.createInstance()));
        this.engine = decisions.buildEngine();
    }

    /** The day stands in every row: within one question the same cell is answered once. */
    private final class OnceEach implements FeelEngine {

        private final FeelEngine cells;

        private OnceEach(FeelEngine cells) {
            this.cells = cells;
        }

        @Override
        public <T> T evaluateSimpleExpression(String expression, VariableContext variables) {
            return cells.evaluateSimpleExpression(expression, variables);
        }

        @Override
        public boolean evaluateSimpleUnaryTests(String expression, String input, VariableContext variables) {
            var value = variables.resolve(input);
            return answers.computeIfAbsent(
                    List.of(expression, String.valueOf(value == null ? null : value.getValue())),
                    any -> cells.evaluateSimpleUnaryTests(expression, input, variables));
        }
    }

    /** The lines of a file, each by the heads of its columns. */
    record Lines(List<String> head, List<Map<String, String>> lines) {

        static Lines of(ModelFile file) throws IOException {
            var format = CSVFormat.DEFAULT
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setIgnoreEmptyLines(true)
                    .setTrim(true)
                    .get();
            try (var parser = format.parse(new StringReader(new String(file.content(), StandardCharsets.UTF_8)))) {
                var lines = new ArrayList<Map<String, String>>();
                for (var line : parser) {
                    if (!line.isConsistent()) {
                        throw new IOException("line " + parser.getCurrentLineNumber());
                    }
                    lines.add(line.toMap());
                }
                return new Lines(parser.getHeaderNames(), lines);
            } catch (IllegalArgumentException | java.io.UncheckedIOException unreadable) {
                throw new IOException(unreadable.getMessage(), unreadable);
            }
        }

        private Map<String, String> asked(Map<String, String> line) {
            var asked = new TreeMap<>(line);
            asked.keySet().removeIf(name -> name.startsWith(OUTPUT) || name.equals(CLAUSE));
            return asked;
        }

        /**
         * Those in force, and what was attached beside them: a line for the same question replaces the one in force, unless
         * it is about a day that is past.
         */
        Lines with(Lines attached, LocalDate today) {
            if (!head.equals(attached.head)) {
                return attached;
            }
            var merged = new ArrayList<Map<String, String>>();
            for (var line : lines) {
                var again = attached.lines.stream().anyMatch(each -> asked(each).equals(asked(line)));
                if (!again || isPast(line, today)) {
                    merged.add(line);
                }
            }
            attached.lines.stream().filter(line -> !merged.contains(line)).forEach(merged::add);
            return new Lines(head, merged);
        }

        private static boolean isPast(Map<String, String> line, LocalDate today) {
            try {
                return line.containsKey(DAY) && LocalDate.parse(line.get(DAY)).isBefore(today);
            } catch (java.time.DateTimeException none) {
                return false;
            }
        }

        byte[] content() {
            var text = new StringWriter();
            try (var printer = new CSVPrinter(
                    text, CSVFormat.DEFAULT.builder().setRecordSeparator("\n").get())) {
                printer.printRecord(head);
                for (var line : lines) {
                    printer.printRecord(head.stream().map(line::get));
                }
            } catch (IOException impossible) {
                throw new java.io.UncheckedIOException(impossible);
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * Tries the examples of a table.
     *
     * @param name the file of the examples
     */
    synchronized void check(ModelFile file, Table table, Optional<Lines> examples, String name, Findings findings) {
        var question = new Question(file.name(), table.key(), ByteBuffer.wrap(file.content()), name, examples);
        var found = known.get(question);
        if (found == null) {
            var anew = new Findings();
            check(file, table, examples, anew, name);
            found = anew.all();
            known.put(question, found);
        }
        found.forEach(
                each -> findings.add(each.rule(), each.at(), each.arguments().toArray()));
    }

    /**
     * What the table answers to each of the lines, by the names of its outputs; empty for one that cannot be read, or whose cells
     * reach for what is not there.
     */
    synchronized Optional<List<Map<String, String>>> answers(ModelFile file, Table table, Lines lines) {
        return parsed(file, table.key()).map(decision -> lines.lines().stream()
                .map(line -> answered(decision, table, lines.asked(line)))
                .toList());
    }

    /** The ids of the rows that answer that line. */
    synchronized Set<String> reached(ModelFile file, Table table, Lines lines, Map<String, String> line) {
        return parsed(file, table.key())
                .map(decision -> {
                    answered(decision, table, lines.asked(line));
                    return Set.copyOf(hit);
                })
                .orElse(Set.of());
    }

    private void check(ModelFile file, Table table, Optional<Lines> examples, Findings findings, String name) {
        var reached = new HashSet<String>();
        examples.ifPresent(lines -> parsed(file, table.key())
                .ifPresent(decision -> tried(decision, table, lines, name, findings, reached)));
        table.rows().stream()
                .filter(row -> !reached.contains(row.id()))
                .forEach(row ->
                        findings.add(Rule.EXAMPLE_MISSING, new Spot(file.name(), row.id(), row.description()), name));
    }

    /** Empty for what the engine cannot read: it says so itself. */
    private Optional<DmnDecision> parsed(ModelFile file, String key) {
        try {
            return engine.parseDecisions(new ByteArrayInputStream(file.content())).stream()
                    .filter(decision -> decision.getKey().equals(key))
                    .findFirst();
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private void tried(
            DmnDecision decision, Table table, Lines lines, String name, Findings findings, Set<String> reached) {
        var outputs = table.outputs().stream().map(Table.Column::what).toList();
        var unknown = lines.head().stream()
                .filter(head -> head.startsWith(OUTPUT) && !outputs.contains(head.substring(OUTPUT.length())))
                .toList();
        if (!unknown.isEmpty() || !lines.head().contains(CLAUSE)) {
            findings.add(
                    Rule.EXAMPLE_UNREADABLE, Spot.of(name), unknown.isEmpty() ? CLAUSE : String.join(", ", unknown));
            return;
        }
        for (var line : lines.lines()) {
            var at = new Spot(name, said(lines.asked(line)), "");
            if (!CITED.matcher(line.get(CLAUSE)).matches()) {
                findings.add(Rule.EXAMPLE_CLAUSE, at);
            }
            var expected = new LinkedHashMap<String, String>();
            line.forEach((head, value) -> {
                if (head.startsWith(OUTPUT) && !value.isEmpty()) {
                    expected.put(head.substring(OUTPUT.length()), value);
                }
            });
            var answered = answered(decision, table, lines.asked(line));
            if (answered.equals(expected)) {
                reached.addAll(hit);
            } else {
                findings.add(Rule.EXAMPLE_FAILS, at, said(expected), said(answered));
            }
        }
    }

    private Map<String, String> answered(DmnDecision decision, Table table, Map<String, String> asked) {
        var inputs = new HashMap<String, Object>();
        asked.forEach((name, value) -> inputs.put(name, typed(table, name, value)));
        hit.clear();
        answers.clear();
        var answer = new LinkedHashMap<String, String>();
        try {
            for (var row : engine.evaluateDecisionTable(decision, inputs).getResultList()) {
                row.forEach(
                        (name, value) -> answer.merge(name, String.valueOf(value), (one, more) -> one + "; " + more));
            }
        } catch (RuntimeException broken) {
            answer.put(
                    "error",
                    String.valueOf(broken.getMessage()).lines().findFirst().orElse(""));
        }
        return answer;
    }

    /** As the code hands it over: days and codes as texts, truths and numbers where the column says so. */
    private static Object typed(Table table, String name, String value) {
        var type = table.inputs().stream()
                .filter(input -> input.what().equals(name))
                .map(Table.Column::type)
                .findFirst()
                .orElse("string");
        return switch (type) {
            case "boolean" -> Boolean.valueOf(value);
            case "integer", "long", "double", "number" ->
                value.matches("-?\\d{1,18}")
                        ? (Object) Long.valueOf(value)
                        : value.matches("-?\\d+\\.\\d+") ? (Object) Double.valueOf(value) : value;
            default -> value;
        };
    }

    private static String said(Map<String, String> values) {
        return String.join(
                ", ",
                values.entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .toList());
    }
}
