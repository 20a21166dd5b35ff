package kz.bilik.process.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.jspecify.annotations.Nullable;

/**
 * Most cells of a decision table are a plain text, number, true or false, and most inputs the name of a variable. These
 * mean what FEEL says without asking FEEL, which sets up its whole library of functions anew for every cell; everything
 * else, such as a date, is asked of it.
 */
public final class PlainCells implements FeelEngine {

    /** A text without escapes, a whole number, or a truth value: always the same, whatever the variables are. */
    private static final Pattern CONSTANT = Pattern.compile("\"[^\"\\\\]*\"|-?\\d{1,9}|true|false");

    /** The name of a variable, which FEEL allows to be more than that; such names are FEEL's to read. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9]*");

    private final FeelEngine feel;

    /** What FEEL made of each constant of the deployed tables. */
    private final Map<String, Object> constants = new ConcurrentHashMap<>();

    PlainCells(FeelEngine feel) {
        this.feel = feel;
    }

    /** The engine's decisions, read that way. */
    public static DefaultDmnEngineConfiguration configuration() {
        var decisions = new DefaultDmnEngineConfiguration();
        decisions.setFeelEngineFactory(() -> new PlainCells(new ScalaFeelEngineFactory().createInstance()));
        if (SchemasAnywhere.isNeeded()) {
            decisions.setTransformer(new SchemasAnywhere.Tables());
        }
        return decisions;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T evaluateSimpleExpression(String expression, VariableContext variables) {
        var text = expression.strip();
        if (CONSTANT.matcher(text).matches()) {
            return (T) constants.computeIfAbsent(text, constant -> feel.evaluateSimpleExpression(constant, variables));
        }
        if (NAME.matcher(text).matches()) {
            var value = plain(text, variables);
            if (value != null) {
                return (T) value;
            }
        }
        return feel.evaluateSimpleExpression(expression, variables);
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String expression, String input, VariableContext variables) {
        var text = expression.strip();
        if (CONSTANT.matcher(text).matches()) {
            Object constant = evaluateSimpleExpression(text, variables);
            var value = plain(input, variables);
            if (value != null && constant.getClass() == value.getClass()) {
                return constant.equals(value);
            }
        }
        return feel.evaluateSimpleUnaryTests(expression, input, variables);
    }

    /** The variable's value when it is a text or a truth value, on which FEEL and Java agree; otherwise null. */
    private static @Nullable Object plain(String name, VariableContext variables) {
        var variable = variables.containsVariable(name) ? variables.resolve(name) : null;
        var value = variable == null ? null : variable.getValue();
        return value instanceof String || value instanceof Boolean ? value : null;
    }
}
