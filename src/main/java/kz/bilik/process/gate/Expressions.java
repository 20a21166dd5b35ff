package kz.bilik.process.gate;

import java.util.Optional;
import java.util.Set;
import kz.bilik.process.gate.Finding.Spot;
import org.camunda.bpm.impl.juel.AstBinary;
import org.camunda.bpm.impl.juel.AstChoice;
import org.camunda.bpm.impl.juel.AstComposite;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstEval;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstLiteral;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.AstNested;
import org.camunda.bpm.impl.juel.AstText;
import org.camunda.bpm.impl.juel.AstUnary;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.TreeBuilderException;

/**
 * What the engine's expressions reach: variables of the case, operators, and the public methods of the beans that are there
 * for diagrams. Read by the engine's own parser, so that nothing is taken for a text here that the engine evaluates.
 */
final class Expressions {

    /** What the engine brings along; by each of them one would get at all of it. */
    private static final Set<String> OF_THE_ENGINE = Set.of("nrOfInstances", "nrOfCompletedInstances", "loopCounter");

    private static final String AS_TEXT = "toString";

    private final Builder parser = new Builder(Builder.Feature.METHOD_INVOCATIONS);
    private final House house;
    private final Findings findings;

    Expressions(House house, Findings findings) {
        this.house = house;
        this.findings = findings;
    }

    static boolean isOne(String text) {
        return text.contains("${") || text.contains("#{");
    }

    /** Looks at a text that the engine may read as an expression. */
    void check(String text, Spot at) {
        if (isOne(text)) {
            root(text, at).ifPresent(root -> walk(root, text.strip(), at));
        }
    }

    /** The one name of which an expression consists, such as the bean of a service task; empty when it is more than that. */
    Optional<String> name(String text, Spot at) {
        return root(text.strip(), at)
                .filter(AstEval.class::isInstance)
                .map(root -> root.getChild(0))
                .filter(AstIdentifier.class::isInstance)
                .map(name -> ((AstIdentifier) name).getName());
    }

    private Optional<Node> root(String text, Spot at) {
        try {
            return Optional.of(parser.build(text).getRoot());
        } catch (TreeBuilderException wrong) {
            findings.add(Rule.EXPRESSION_SYNTAX, at, text.strip());
            return Optional.empty();
        }
    }

    private void walk(Node node, String text, Spot at) {
        if (node instanceof AstIdentifier name) {
            variable(name.getName(), text, at);
        } else if (node instanceof AstMethod method) {
            call(method, text, at);
        } else if (node instanceof AstEval
                || node instanceof AstComposite
                || node instanceof AstNested
                || node instanceof AstUnary
                || node instanceof AstBinary
                || node instanceof AstChoice) {
            for (var each = 0; each < node.getCardinality(); each++) {
                walk(node.getChild(each), text, at);
            }
        } else if (!(node instanceof AstText || node instanceof AstLiteral)) {
            // A property, an element of a list, a function: nothing that a diagram needs, and a way to anything.
            findings.add(Rule.EXPRESSION_REACH, at, text);
        }
    }

    private void variable(String name, String text, Spot at) {
        if (house.asked().containsKey(name)
                || house.steps().contains(name)
                || house.listeners().contains(name)) {
            // The bean itself is handed on.
            findings.add(Rule.EXPRESSION_REACH, at, text);
        } else if (!house.variables().contains(name) && !OF_THE_ENGINE.contains(name)) {
            findings.add(Rule.VARIABLE_UNKNOWN, at, name);
        }
    }

    private void call(AstMethod call, String text, Spot at) {
        var arguments = call.getChild(1);
        for (var each = 0; each < arguments.getCardinality(); each++) {
            walk(arguments.getChild(each), text, at);
        }
        if (!(call.getChild(0) instanceof AstDot dot)) {
            findings.add(Rule.EXPRESSION_REACH, at, text);
            return;
        }
        var method = dot.toString().substring(1).strip();
        var asked = dot.getChild(0);
        if (asked instanceof AstIdentifier bean && house.asked().containsKey(bean.getName())) {
            if (!house.asked()
                    .get(bean.getName())
                    .getOrDefault(method, Set.of())
                    .contains(arguments.getCardinality())) {
                findings.add(Rule.METHOD_UNKNOWN, at, bean.getName() + "." + method, arguments.getCardinality());
            }
        } else if (asked instanceof AstMethod before && method.equals(AS_TEXT) && arguments.getCardinality() == 0) {
            call(before, text, at);
        } else if (asked instanceof AstIdentifier bean && isNobody(bean.getName())) {
            findings.add(Rule.BEAN_UNKNOWN, at, bean.getName());
        } else {
            findings.add(Rule.EXPRESSION_REACH, at, text);
        }
    }

    private boolean isNobody(String name) {
        return !house.variables().contains(name)
                && !house.steps().contains(name)
                && !house.listeners().contains(name)
                && !name.equals("execution")
                && !name.equals("task");
    }
}
