package kz.bilik.process.gate;

import camundajar.impl.scala.Product;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import kz.bilik.process.gate.Finding.Spot;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.api.ParseResult;
import org.camunda.feel.syntaxtree.EveryItem;
import org.camunda.feel.syntaxtree.For;
import org.camunda.feel.syntaxtree.FunctionDefinition;
import org.camunda.feel.syntaxtree.FunctionInvocation;
import org.camunda.feel.syntaxtree.JavaFunctionInvocation;
import org.camunda.feel.syntaxtree.QualifiedFunctionInvocation;
import org.camunda.feel.syntaxtree.Ref;
import org.camunda.feel.syntaxtree.SomeItem;

/** FEEL, by the parser that the engine's decision tables have: whether it can be read, and what it names. */
final class Feel {

    private static final FeelEngineApi ENGINE =
            FeelEngineBuilder.forJava().withEnabledExternalFunctions(false).build();

    /** What gives the same answer today and tomorrow; of the others a decision could not be told again. */
    private static final Set<String> FUNCTIONS = Set.of(
            "abs",
            "all",
            "any",
            "ceiling",
            "concatenate",
            "contains",
            "count",
            "date",
            "date and time",
            "day of week",
            "day of year",
            "decimal",
            "duration",
            "ends with",
            "even",
            "floor",
            "get or else",
            "if",
            "index of",
            "is defined",
            "last day of month",
            "list contains",
            "lower case",
            "max",
            "mean",
            "median",
            "min",
            "modulo",
            "month of year",
            "not",
            "number",
            "odd",
            "round down",
            "round half down",
            "round half up",
            "round up",
            "starts with",
            "string",
            "string length",
            "substring",
            "substring after",
            "substring before",
            "sum",
            "time",
            "trim",
            "upper case",
            "week of year",
            "years and months duration");

    /** How a cell names what its column holds. */
    private static final Set<String> OF_THE_CELL = Set.of("cellInput", "?", "inputVariableName");

    private Feel() {}

    /** An expression, such as an input or an output. */
    static Optional<Object> parse(String text, Spot at, Findings findings) {
        return read(ENGINE.parseExpression(text), text, at, findings);
    }

    /** A cell that says for which inputs its row holds. */
    static Optional<Object> parseTest(String text, Spot at, Findings findings) {
        return read(ENGINE.parseUnaryTests(text), text, at, findings);
    }

    private static Optional<Object> read(ParseResult parsed, String text, Spot at, Findings findings) {
        if (parsed.isFailure()) {
            findings.add(Rule.CELL_SYNTAX, at, text.strip());
            return Optional.empty();
        }
        return Optional.of(parsed.parsedExpression().expression());
    }

    /** The variables that it names. */
    static Set<String> variables(Object expression) {
        var names = new TreeSet<String>();
        walk(expression, names, new TreeSet<>());
        names.removeAll(OF_THE_CELL);
        return names;
    }

    /** The functions that it calls and a table has no use for. */
    static Set<String> functions(Object expression) {
        var functions = new TreeSet<String>();
        walk(expression, new TreeSet<>(), functions);
        functions.removeAll(FUNCTIONS);
        return functions;
    }

    private static void walk(Object node, Set<String> names, Set<String> functions) {
        if (node instanceof Ref ref) {
            names.add(ref.names().head());
            return;
        }
        if (node instanceof FunctionInvocation call) {
            functions.add(call.function());
        } else if (node instanceof QualifiedFunctionInvocation call) {
            functions.add("." + call.function());
        } else if (node instanceof FunctionDefinition || node instanceof JavaFunctionInvocation) {
            functions.add("function");
        } else if (node instanceof For || node instanceof SomeItem || node instanceof EveryItem) {
            // A cell says one thing; a loop of it could take as long as it likes.
            functions.add("for");
        }
        if (node instanceof camundajar.impl.scala.collection.Iterable<?> several) {
            for (var each = several.iterator(); each.hasNext(); ) {
                walk(each.next(), names, functions);
            }
        } else if (node instanceof Product parts) {
            for (var each = 0; each < parts.productArity(); each++) {
                walk(parts.productElement(each), names, functions);
            }
        }
    }
}
