package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.dom.DOMMarkupParser;
import org.attoparser.dom.Element;
import org.attoparser.dom.INestableNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a page shows only when it is there is asked for by {@code != null}, never by itself: Thymeleaf takes the texts
 * “No”, “off” and “false” and the number 0 for false, so a remark of one word would be left out. A yes or no is never
 * shown itself, so whatever is both a condition and a part of another expression of its page is found.
 */
class ConditionsTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    /** A name, and whatever is asked of it: no comparison, no sum, no other condition. */
    private static final String VALUE = "[\\w#]+(?:\\.\\w+(?:\\([^()]*\\))?|\\[[^]]*])*";

    private static final Pattern CONDITION = Pattern.compile("\\$\\{(!?\\s*(?:not )?" + VALUE + ")}");
    private static final Pattern CHOICE = Pattern.compile("\\$\\{(" + VALUE + ")} *\\?(?!:)");
    private static final Pattern CHOICE_WITHIN =
            Pattern.compile("(?<![\\w.)\\]=<>])(?<![=<>] )(" + VALUE + ") *\\?(?![:.])");

    /** What is computed of an expression; the rest is said as it stands. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

    /** Of two conditions joined, each by itself. */
    private static final Pattern JOIN = Pattern.compile("\\s(?:and|or|&&|\\|\\|)\\s");

    /** Yes or no by their nature. */
    private static final Pattern QUESTION = Pattern.compile(".*\\b(?:isEmpty|contains|startsWith|equals)\\([^()]*\\)");

    @Test
    void noPageTakesAValueForACondition() throws Exception {
        try (var files = Files.list(TEMPLATES)) {
            for (var file : files.toList()) {
                assertThat(takenForConditions(Files.readString(file)))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p th:if='${remarks}' th:text='${remarks}'></p>",
                "<p th:if='${remarks}'><b th:text='${remarks}'></b></p>",
                "<p th:unless='${row.reason()}'></p><i th:text='${row.reason()}'></i>",
                "<p th:if='${payBy and open}' th:text='${payBy}'></p>",
                "<p th:if='${payBy}' th:text=\"${#temporals.format(payBy, 'dd')}\"></p>",
                "<p th:if='${past}'><b th:text='${past.sum()}'></b></p>",
                "<p th:classappend=\"${wrong['a']} ? 'invalid'\"></p><p th:text=\"${wrong['a']}\"></p>",
                "<p th:text=\"${remarks ? remarks : '-'}\"></p>"
            })
    void aValueThatIsTakenForOneIsFound(String template) throws Exception {
        assertThat(takenForConditions(template)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p th:if='${remarks != null}' th:text='${remarks}'></p>",
                "<p th:if='${open}' th:text='${remarks}'></p><p th:unless='${open}'></p>",
                "<p th:unless='${rows.isEmpty()}' th:each='row : ${rows}'></p>",
                "<p th:text=\"${old == null ? '-' : old}\"></p>",
                "<p th:text=\"${open} ? ${old} : '-'\"></p>"
            })
    void aConditionIsNone(String template) throws Exception {
        assertThat(takenForConditions(template)).isEmpty();
    }

    private static List<String> takenForConditions(String template) throws Exception {
        var conditions = new ArrayList<String>();
        var others = new ArrayList<String>();
        collect(
                new DOMMarkupParser(ParseConfiguration.htmlConfiguration()).parse("test", new StringReader(template)),
                conditions,
                others);
        return conditions.stream()
                .filter(condition -> !QUESTION.matcher(condition).matches())
                .filter(condition -> others.stream().anyMatch(other -> uses(other, condition)))
                .distinct()
                .toList();
    }

    private static void collect(INestableNode node, List<String> conditions, List<String> others) {
        for (var child : node.getChildrenOfType(Element.class)) {
            child.getAttributeMap().forEach((name, expression) -> {
                if (name.equals("th:if") || name.equals("th:unless")) {
                    ofCondition(expression, conditions);
                } else if (name.startsWith("th:")) {
                    others.add(withoutChoices(expression, conditions));
                }
            });
            collect(child, conditions, others);
        }
    }

    private static void ofCondition(String expression, List<String> conditions) {
        var whole = expression.replaceAll("^\\$\\{|}$", "");
        for (var each : JOIN.split(whole)) {
            var condition = CONDITION.matcher("${" + each.strip() + "}");
            if (condition.matches()) {
                conditions.add(condition.group(1).replaceAll("^(?:!|not )\\s*", ""));
            }
        }
    }

    /** What is left of an expression without what it chooses by. */
    private static String withoutChoices(String expression, List<String> conditions) {
        var left = expression;
        for (var choice : List.of(CHOICE, CHOICE_WITHIN)) {
            choice.matcher(left).results().forEach(found -> conditions.add(found.group(1)));
            left = choice.matcher(left).replaceAll("");
        }
        return left;
    }

    private static boolean uses(String expression, String value) {
        var used = Pattern.compile("(?<![\\w.'-])" + Pattern.quote(value) + "(?![\\w(-])");
        return VARIABLE.matcher(expression).results().anyMatch(variable -> used.matcher(variable.group())
                .find());
    }
}
