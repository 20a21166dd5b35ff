package kz.bilik.process.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Models that try to get at more than a diagram is given. Each is one of ours with one place changed; had one of them passed,
 * it would have read a constant and done nothing with it.
 */
class HostileModelsTest {

    static final Set<Rule> TRIED = EnumSet.of(Rule.EXPRESSION_REACH, Rule.CODE_FORBIDDEN, Rule.TABLE_KIND);

    private static final Set<Rule> REACHING = EnumSet.of(
            Rule.EXPRESSION_REACH,
            Rule.CODE_FORBIDDEN,
            Rule.BEAN_UNKNOWN,
            Rule.METHOD_UNKNOWN,
            Rule.VARIABLE_UNKNOWN,
            Rule.ATTRIBUTE_UNKNOWN,
            Rule.CELL_FUNCTION,
            Rule.CELL_LANGUAGE,
            Rule.CELL_SYNTAX,
            Rule.CELL_VARIABLE,
            Rule.TABLE_KIND,
            Rule.FILE_UNREADABLE);

    private static final String FORNAME = "''.getClass().forName('java.lang.Runtime')";

    private static final String STEP = "camunda:delegateExpression=\"${escalateChecks}\"";

    private static final String EXTENSIONS =
            "<bpmn:extensionElements>\n          <camunda:failedJobRetryTimeCycle>PT1M,PT10M</camunda:failedJobRetryTimeCycle>";

    private record Attempt(String file, String from, String to) {

        @Override
        public String toString() {
            return to.strip();
        }
    }

    private static Attempt condition(String expression) {
        return new Attempt("application.bpmn", "${checksPassed}", expression);
    }

    private static Attempt step(String attributes) {
        return new Attempt("application.bpmn", STEP, attributes);
    }

    private static Attempt extension(String element) {
        return new Attempt("application.bpmn", EXTENSIONS, EXTENSIONS + element);
    }

    private static Attempt input(String value) {
        return new Attempt(
                "settlement.bpmn",
                "<camunda:inputParameter name=\"reimbursement\" />",
                "<camunda:inputParameter name=\"reimbursement\">" + value + "</camunda:inputParameter>");
    }

    private static Attempt cell(String text) {
        return new Attempt("monthly-calculation-index.dmn", "<text>4325</text>", "<text>" + text + "</text>");
    }

    static Stream<Attempt> attempts() {
        return Stream.of(
                        expressions().stream().map(HostileModelsTest::condition),
                        Stream.of(
                                // the same, in other places
                                new Attempt(
                                        "application.bpmn", "${endOf.checks(applicationNumber)}", "${" + FORNAME + "}"),
                                new Attempt(
                                        "application.bpmn",
                                        "${dueBy.careerCentreCheck(applicationNumber)}",
                                        "${" + FORNAME + "}"),
                                new Attempt(
                                        "application.bpmn",
                                        "career-centre.${careerCentre}",
                                        "career-centre.${" + FORNAME + "}"),
                                new Attempt(
                                        "application.bpmn",
                                        "name=\"Check application\"",
                                        "name=\"${" + FORNAME + "}\""),
                                new Attempt(
                                        "application.bpmn",
                                        "cl. 3.3: tells the head of the mobility centre and",
                                        "cl. 3.3: #{" + FORNAME + "}"),
                                new Attempt(
                                        "application.bpmn",
                                        "name=\"WithdrawalReceived\"",
                                        "name=\"WithdrawalReceived${" + FORNAME + "}\""),
                                new Attempt(
                                        "settlement.bpmn",
                                        "errorCode=\"ActReturned\"",
                                        "errorCode=\"ActReturned${" + FORNAME + "}\""),
                                new Attempt(
                                        "settlement.bpmn", "${settlementLines.of(actNumber)}", "${" + FORNAME + "}"),
                                new Attempt("year.bpmn", "0 0 9 1,8,15,22,29 * ?", "${" + FORNAME + "}"),
                                new Attempt("application.bpmn", "PT1M,PT10M", "${" + FORNAME + "}"),
                                new Attempt(
                                        "settlement.bpmn",
                                        "camunda:decisionRef=\"reimbursement\"",
                                        "camunda:decisionRef=\"${" + FORNAME + "}\""),
                                new Attempt(
                                        "application.bpmn",
                                        "camunda:formRef=\"checkApplication\"",
                                        "camunda:formRef=\"${" + FORNAME + "}\""),
                                input("${" + FORNAME + "}"),
                                input("<camunda:script scriptFormat=\"javascript\">1</camunda:script>"),
                                input("<camunda:list><camunda:value>${" + FORNAME + "}</camunda:value></camunda:list>"),
                                input("<camunda:map><camunda:entry key=\"${" + FORNAME
                                        + "}\">1</camunda:entry></camunda:map>"),
                                // code by its name
                                step("camunda:class=\"java.lang.Object\""),
                                step("camunda:type=\"shell\""),
                                step("camunda:type=\"mail\""),
                                step("camunda:type=\"external\" camunda:topic=\"elsewhere\""),
                                step("camunda:expression=\"${escalateChecks.execute(execution)}\""),
                                step("camunda:delegateExpression=\"${dataSource}\""),
                                step("camunda:delegateExpression=\"${checksPassed ? escalateChecks : formRefusal}\""),
                                step("xmlns:a=\"http://activiti.org/bpmn\" a:class=\"java.lang.Object\""),
                                step("xmlns:a=\"http://activiti.org/bpmn\" a:delegateExpression=\"${escalateChecks}\""),
                                step("operationRef=\"elsewhere\" " + STEP),
                                extension("<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId>"
                                        + "</camunda:connector>"),
                                extension("<camunda:field name=\"x\"><camunda:expression>${1}</camunda:expression>"
                                        + "</camunda:field>"),
                                extension("<camunda:executionListener class=\"java.lang.Object\" event=\"start\" />"),
                                extension("<camunda:executionListener event=\"start\"><camunda:script"
                                        + " scriptFormat=\"groovy\">1</camunda:script></camunda:executionListener>"),
                                extension("<camunda:executionListener expression=\"${" + FORNAME
                                        + "}\" event=\"start\" />"),
                                extension("<camunda:taskListener class=\"java.lang.Object\" event=\"create\" />"),
                                extension("<script>1</script>"),
                                new Attempt(
                                        "application.bpmn",
                                        "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${checksPassed}",
                                        "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\""
                                                + " language=\"groovy\">${checksPassed}"),
                                new Attempt(
                                        "year.bpmn",
                                        "<bpmn:endEvent id=\"missingNumbersTold\"",
                                        "<bpmn:scriptTask id=\"scripted\" scriptFormat=\"javascript\"><bpmn:script>1</bpmn:script>"
                                                + "</bpmn:scriptTask><bpmn:endEvent id=\"missingNumbersTold\""),
                                new Attempt(
                                        "application.bpmn",
                                        "<bpmn:definitions ",
                                        "<!DOCTYPE d [<!ENTITY e \"x\">]><bpmn:definitions "),
                                // tables
                                cell("now()"),
                                cell(
                                        "function(x) external {java: {class: \"java.lang.Math\", method signature: \"abs(int)\"}}"),
                                cell("(function(x) x)(1)"),
                                cell("execution.id"),
                                cell("random number()"),
                                new Attempt(
                                        "monthly-calculation-index.dmn",
                                        "<outputEntry id=\"mci-2026-monthlyCalculationIndex\">",
                                        "<outputEntry id=\"mci-2026-monthlyCalculationIndex\" expressionLanguage=\"groovy\">"),
                                new Attempt(
                                        "monthly-calculation-index.dmn",
                                        "<informationRequirement",
                                        "<literalExpression expressionLanguage=\"juel\"><text>1</text></literalExpression>"
                                                + "<informationRequirement"),
                                // forms
                                new Attempt("checkApplication.form", "\"label\": \"Decision\"", "\"label\": \"${1}\"")))
                .flatMap(attempts -> attempts);
    }

    private static List<String> expressions() {
        return List.of(
                "${" + FORNAME + "}",
                "#{" + FORNAME + "}",
                "${''.class}",
                "${''['class']}",
                "${''[\"class\"].name}",
                "${checksPassed.class}",
                "${checksPassed.getClass()}",
                "${execution.processEngineServices.repositoryService}",
                "${execution.getProcessEngineServices()}",
                "${execution.id}",
                "${execution}",
                "${task.id}",
                "${endOf}",
                "${endOf.class}",
                "${endOf.getClass()}",
                "${endOf.application}",
                "${endOf['checks'](applicationNumber)}",
                "${endOf.checks(applicationNumber).getClass()}",
                "${endOf.checks(applicationNumber).toString().getClass()}",
                "${endOf.checks(execution.id)}",
                "${endOf.checks(''.getClass().name)}",
                "${legalDay.begins()}",
                "${identityService.createUserQuery().count() > 0}",
                "${dataSource.connection}",
                "${jdbcClient.sql('select 1')}",
                "${environment.getProperty('user.home')}",
                "${systemProperties['user.home']}",
                "${escalateChecks.execute(execution)}",
                "${reserveVoucher}",
                "${checkApplication.decide()}",
                "${currentUser()}",
                "${now()}",
                "${dateTime().toString()}",
                "${S('{}').prop('a')}",
                "${spin:JSON('{}')}",
                "${authenticatedUserId}",
                "${checksPassed ? ''.getClass() : checksPassed}",
                "${not empty ''.bytes}",
                "${checksPassed}${''.getClass()}",
                "${(''.getClass())}",
                "${-''.length()}");
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void nothingReachesMoreThanADiagramIsGiven(Attempt attempt) {
        assertThat(OwnFiles.judge(attempt.file(), attempt.from(), attempt.to()))
                .extracting(Finding::rule)
                .anyMatch(REACHING::contains);
    }

    @Test
    void thereAreEnoughOfThem() {
        assertThat(attempts().map(Attempt::toString).distinct()).hasSizeGreaterThan(60);
    }
}
