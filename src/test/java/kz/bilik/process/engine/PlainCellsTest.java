package kz.bilik.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import kz.bilik.law.Profile;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without FEEL means what FEEL says. */
class PlainCellsTest {

    private final FeelEngine feel = new ScalaFeelEngineFactory().createInstance();
    private final AtomicInteger asked = new AtomicInteger();
    private final FeelEngine cells = new PlainCells(new FeelEngine() {
        @Override
        public <T> T evaluateSimpleExpression(String expression, VariableContext variables) {
            asked.incrementAndGet();
            return feel.evaluateSimpleExpression(expression, variables);
        }

        @Override
        public boolean evaluateSimpleUnaryTests(String expression, String input, VariableContext variables) {
            asked.incrementAndGet();
            return feel.evaluateSimpleUnaryTests(expression, input, variables);
        }
    });

    private static VariableContext variables(Object input) {
        return Variables.createVariables().putValue("input", input).asVariableContext();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"TECHNICAL\"",
                " \"TECHNICAL\" ",
                "true",
                "false",
                "3",
                "-7",
                "0",
                "\"Ө\"",
                "\"\"",
                "input",
                "1 + 2",
                "\"a\" + \"b\"",
                "null",
                "\"quoted \\\" within\"",
                "3.5",
                "date(\"2026-09-14\")"
            })
    void anExpressionGivesWhatFeelGives(String expression) {
        for (var input : Arrays.asList("TECHNICAL", true, 3, 3L, null, List.of("a"))) {
            assertThat((Object) cells.evaluateSimpleExpression(expression, variables(input)))
                    .as(expression + " given " + input)
                    .isEqualTo((Object) feel.evaluateSimpleExpression(expression, variables(input)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"TECHNICAL\"",
                "\"technical\"",
                "true",
                "false",
                "3",
                "-",
                "not(\"TECHNICAL\")",
                "\"TECHNICAL\",\"SOCIAL_HUMANITARIAN\"",
                "> 2",
                "[1..4]",
                "\"\""
            })
    void aTestHoldsWhenFeelSaysSo(String test) {
        for (var input : Arrays.asList("TECHNICAL", "", true, false, 3, 3L, 4.0, null)) {
            assertThat(cells.evaluateSimpleUnaryTests(test, "input", variables(input)))
                    .as(test + " given " + input)
                    .isEqualTo(feel.evaluateSimpleUnaryTests(test, "input", variables(input)));
        }
    }

    @Test
    void aConstantIsAskedForOnceAndATextIsComparedWithoutAsking() {
        for (var i = 0; i < 3; i++) {
            cells.evaluateSimpleExpression("\"TECHNICAL\"", variables("x"));
            cells.evaluateSimpleUnaryTests("\"TECHNICAL\"", "input", variables("TECHNICAL"));
            cells.evaluateSimpleExpression("input", variables("TECHNICAL"));
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void theTablesDecideTheSameWithAndWithoutIt() {
        var plain = PlainCells.configuration().buildEngine();
        var ordinary =
                DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        for (var profile : Profile.values()) {
            for (var outside : List.of(true, false)) {
                for (var day : List.of("2024-09-07", "2024-09-08", "2026-09-14", "2027-01-01")) {
                    var inputs = new HashMap<String, Object>(
                            Map.of("profile", profile.name(), "outsideRegion", outside, "day", day));
                    assertThat(reimbursement(plain, inputs)).isEqualTo(reimbursement(ordinary, inputs));
                    inputs.put("day", LocalDate.parse(day));
                    assertThat(reimbursement(plain, inputs)).isEqualTo(reimbursement(ordinary, inputs));
                }
            }
        }
    }

    private static List<Map<String, Object>> reimbursement(DmnEngine engine, Map<String, Object> inputs) {
        var table = PlainCellsTest.class.getResourceAsStream("/processes/reimbursement.dmn");
        return engine.evaluateDecisionTable(engine.parseDecision("reimbursement", table), inputs)
                .getResultList();
    }
}
