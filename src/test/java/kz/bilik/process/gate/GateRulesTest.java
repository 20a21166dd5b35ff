package kz.bilik.process.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import kz.bilik.language.Language;
import kz.bilik.support.TestTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule refuses what breaks it, at the element where it is broken, and takes what does not. */
class GateRulesTest {

    private static final String APPLICATION = "application.bpmn";
    private static final String SETTLEMENT = "settlement.bpmn";
    private static final String YEAR = "year.bpmn";
    private static final String REIMBURSEMENT = "reimbursement.dmn";
    private static final String INDEX = "monthly-calculation-index.dmn";
    private static final String CHECK = "checkApplication.form";

    private static final String REMIND = "<bpmn:serviceTask id=\"remindOfMissingNumbers\" name=\"Remind of missing"
            + " numbers\" camunda:delegateExpression=\"${remindOfMissingNumbers}\">";

    private static final String TOLD = "<bpmn:endEvent id=\"missingNumbersTold\" name=\"Missing numbers told\">";

    private static final String DATE = "${endOf.checks(applicationNumber)}";

    private static final String PASSED =
            "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${checksPassed}</bpmn:conditionExpression>";

    /** A file of ours with one text replaced, and what is found then. */
    private record Edit(Rule rule, String file, String element, String from, String to) {

        List<Finding> found() {
            return OwnFiles.judge(file, from, to);
        }

        @Override
        public String toString() {
            return rule.code() + ": " + from + " -> " + to;
        }
    }

    private static Edit edit(Rule rule, String file, String element, String from, String to) {
        return new Edit(rule, file, element, from, to);
    }

    static Stream<Edit> refused() {
        return Stream.of(
                edit(Rule.FILE_UNREADABLE, APPLICATION, "", "<bpmn:definitions ", "<bpmn:definitions < "),
                edit(Rule.PROCESS_RENAMED, YEAR, "", "<bpmn:process id=\"year\"", "<bpmn:process id=\"years\""),
                edit(Rule.PROCESS_NOT_RUN, YEAR, "year", "isExecutable=\"true\"", "isExecutable=\"false\""),
                edit(Rule.STEP_MISSING, APPLICATION, "application", "\"checkApplication\"", "\"Activity_0ab12cd\""),
                edit(
                        Rule.TASK_UNKNOWN,
                        APPLICATION,
                        "Activity_0ab12cd",
                        "\"checkApplication\"",
                        "\"Activity_0ab12cd\""),
                edit(
                        Rule.MESSAGE_MISSING,
                        APPLICATION,
                        "application",
                        "name=\"WithdrawalReceived\"",
                        "name=\"GivenUp\""),
                edit(
                        Rule.MESSAGE_UNKNOWN,
                        APPLICATION,
                        "withdrawalReceived",
                        "name=\"WithdrawalReceived\"",
                        "name=\"GivenUp\""),
                edit(Rule.BEAN_UNKNOWN, APPLICATION, "escalateChecks", "\"${escalateChecks}\"", "\"${noSuchBean}\""),
                edit(
                        Rule.BEAN_UNKNOWN,
                        SETTLEMENT,
                        "reimburse",
                        "delegateExpression=\"${recordReimbursement}\"",
                        "delegateExpression=\"${sendPayments}\""),
                edit(Rule.METHOD_UNKNOWN, APPLICATION, "checksOverdue", DATE, "${endOf.check(applicationNumber)}"),
                edit(Rule.METHOD_UNKNOWN, APPLICATION, "checksOverdue", DATE, "${endOf.checks()}"),
                edit(
                        Rule.VARIABLE_UNKNOWN,
                        APPLICATION,
                        "haveChecksPassedToCheckApplication",
                        "${checksPassed}",
                        "${checkPassed}"),
                edit(
                        Rule.VARIABLE_UNKNOWN,
                        SETTLEMENT,
                        "reimburse",
                        "camunda:resultVariable=\"reimbursement\"",
                        "camunda:resultVariable=\"result\""),
                edit(
                        Rule.FORM_UNKNOWN,
                        APPLICATION,
                        "checkApplication",
                        "camunda:formRef=\"checkApplication\"",
                        "camunda:formRef=\"checkIt\""),
                edit(
                        Rule.DECISION_UNKNOWN,
                        SETTLEMENT,
                        "reimburse",
                        "camunda:decisionRef=\"reimbursement\"",
                        "camunda:decisionRef=\"amounts\""),
                edit(
                        Rule.PROCESS_UNKNOWN,
                        YEAR,
                        "remindOfMissingNumbers",
                        REMIND,
                        "<bpmn:callActivity id=\"remindOfMissingNumbers\" name=\"Call\" calledElement=\"nowhere\" /><x>"),
                edit(
                        Rule.GROUP_UNKNOWN,
                        APPLICATION,
                        "checkApplication",
                        "career-centre.${careerCentre}",
                        "career-centres.${careerCentre}"),
                edit(
                        Rule.GROUP_UNKNOWN,
                        APPLICATION,
                        "checkApplication",
                        "career-centre.${careerCentre}",
                        "career-centre.${region}"),
                edit(
                        Rule.MESSAGE_UNSENT,
                        YEAR,
                        "missingNumbersTold",
                        TOLD,
                        TOLD + "<bpmn:messageEventDefinition id=\"told\" />"),
                edit(
                        Rule.ERROR_UNKNOWN,
                        SETTLEMENT,
                        "actReturnedWithRemarks",
                        "id=\"actReturnedWithRemarksError\" errorRef=\"ActReturned\"",
                        "id=\"actReturnedWithRemarksError\" errorRef=\"Other\""),
                edit(
                        Rule.ERROR_CLASS,
                        SETTLEMENT,
                        "actReturnedWithRemarks",
                        "errorCode=\"ActReturned\"",
                        "errorCode=\"java.lang.RuntimeException\""),
                edit(Rule.TASK_FORM, APPLICATION, "checkApplication", " camunda:formRef=\"checkApplication\"", ""),
                edit(
                        Rule.TASK_GROUP,
                        APPLICATION,
                        "checkApplication",
                        " camunda:candidateGroups=\"career-centre.${careerCentre}\"",
                        ""),
                edit(
                        Rule.TASK_DUE,
                        APPLICATION,
                        "checkApplication",
                        " camunda:dueDate=\"${dueBy.careerCentreCheck(applicationNumber)}\"",
                        ""),
                edit(
                        Rule.STEP_EMPTY,
                        APPLICATION,
                        "escalateChecks",
                        " camunda:delegateExpression=\"${escalateChecks}\"",
                        ""),
                edit(
                        Rule.CLAUSE_MISSING,
                        APPLICATION,
                        "escalateChecks",
                        "cl. 3.3: tells the head of the mobility centre and",
                        "Tells the head of the mobility centre and"),
                edit(Rule.CONDITION_MISSING, APPLICATION, "haveChecksPassedToCheckApplication", PASSED, ""),
                edit(Rule.CONDITION_MISSING, APPLICATION, "haveChecksPassedToCheckApplication", "${checksPassed}", ""),
                edit(
                        Rule.EXPRESSION_SYNTAX,
                        APPLICATION,
                        "haveChecksPassedToCheckApplication",
                        "${checksPassed}",
                        "${checksPassed"),
                edit(
                        Rule.EXPRESSION_MEANT,
                        APPLICATION,
                        "haveChecksPassedToCheckApplication",
                        "${checksPassed}",
                        "checksPassed == true"),
                edit(
                        Rule.EXPRESSION_MEANT,
                        APPLICATION,
                        "haveChecksPassedToCheckApplication",
                        "${checksPassed}",
                        "=checksPassed"),
                edit(
                        Rule.EXPRESSION_MEANT,
                        APPLICATION,
                        "escalateChecks",
                        "\"${escalateChecks}\"",
                        "\"escalateChecks\""),
                edit(
                        Rule.ATTRIBUTE_UNKNOWN,
                        APPLICATION,
                        "checkApplication",
                        "camunda:formRefBinding=\"deployment\"",
                        "camunda:formRefBinding=\"deployment\" camunda:candidateUsers=\"admin\""),
                edit(Rule.DATE_WRONG, APPLICATION, "checksOverdue", DATE, "soon"),
                edit(
                        Rule.DATE_WRONG,
                        APPLICATION,
                        "checkApplication",
                        "${dueBy.careerCentreCheck(applicationNumber)}",
                        "tomorrow"),
                edit(Rule.CYCLE_WRONG, YEAR, "weekBegun", "0 0 9 1,8,15,22,29 * ?", "every week"),
                edit(Rule.CYCLE_WRONG, APPLICATION, "reserveVoucher", "PT1M,PT10M", "PT1M,soon"),
                edit(Rule.CYCLE_WRONG, APPLICATION, "reserveVoucher", "PT1M,PT10M", "-PT1M"),
                edit(
                        Rule.NUMBER_WRONG,
                        APPLICATION,
                        "checkApplication",
                        "camunda:formRefBinding=\"deployment\"",
                        "camunda:formRefBinding=\"deployment\" camunda:priority=\"high\""),
                edit(Rule.FORM_ID, CHECK, "", "  \"id\": \"checkApplication\",\n", ""),
                edit(Rule.FORM_COMPONENT, CHECK, "decision", "\"type\": \"radio\"", "\"type\": \"filepicker\""),
                edit(Rule.FORM_COMPONENT, CHECK, "grounds", "\"type\": \"checklist\"", "\"type\": \"taglist\""),
                edit(
                        Rule.FORM_PROPERTY,
                        CHECK,
                        "decision",
                        "\"key\": \"decision\",",
                        "\"key\": \"decision\", \"tooltip\": \"?\","),
                edit(Rule.FORM_PROPERTY, CHECK, "decision", "\"required\": true", "\"obligatory\": true"),
                edit(
                        Rule.FORM_KEY_UNREAD,
                        CHECK,
                        "another",
                        "\"key\": \"filledInWronglyText\"",
                        "\"key\": \"another\""),
                edit(Rule.FORM_KEY_MISSING, CHECK, "", "\"key\": \"filledInWronglyText\"", "\"key\": \"another\""),
                edit(
                        Rule.FORM_KEY_TWICE,
                        CHECK,
                        "incompleteDocumentsText",
                        "\"key\": \"filledInWronglyText\"",
                        "\"key\": \"incompleteDocumentsText\""),
                edit(Rule.CELL_SYNTAX, CHECK, "grounds", "=decision != \\\"refuse\\\"\"", "=decision !! 1\""),
                edit(Rule.TABLE_RENAMED, REIMBURSEMENT, "", "decision id=\"reimbursement\"", "decision id=\"amounts\""),
                edit(Rule.TABLE_COLUMNS, REIMBURSEMENT, "reimbursement", "name=\"capInMci\"", "name=\"cap\""),
                edit(Rule.TABLE_HIT_POLICY, REIMBURSEMENT, "reimbursement", "hitPolicy=\"FIRST\"", "hitPolicy=\"ANY\""),
                edit(
                        Rule.CELL_SYNTAX,
                        REIMBURSEMENT,
                        "technical-2024",
                        "<text>\"TECHNICAL\"</text>",
                        "<text>\"TECHN</text>"),
                edit(Rule.CELL_FUNCTION, INDEX, "mci-2026", "<text>4325</text>", "<text>now()</text>"),
                edit(Rule.CELL_VARIABLE, INDEX, "mci-2026", "<text>4325</text>", "<text>salary</text>"),
                edit(
                        Rule.CELL_LANGUAGE,
                        INDEX,
                        "mci-2026-monthlyCalculationIndex",
                        "<outputEntry id=\"mci-2026-monthlyCalculationIndex\">",
                        "<outputEntry id=\"mci-2026-monthlyCalculationIndex\" expressionLanguage=\"juel\">"),
                edit(
                        Rule.CELL_DAY,
                        INDEX,
                        "mci-2026",
                        "[date and time(\"2026-01-01T00:00:00\")..date and time(\"2026-12-31T00:00:00\")]",
                        "date(\"2026-01-01\")"),
                edit(Rule.ROW_PAST, REIMBURSEMENT, "technical-2024", "<text>7</text>", "<text>8</text>"),
                edit(Rule.ROW_PAST, INDEX, "mci-2026", "<text>4325</text>", "<text>4700</text>"),
                edit(Rule.ROW_GAP, INDEX, "mci-2026", "2026-01-01T00", "2026-01-02T00"),
                edit(Rule.ROW_OVERLAP, INDEX, "mci-2025", "2026-01-01T00", "2025-12-31T00"),
                edit(
                        Rule.EXAMPLE_FAILS,
                        "reimbursement.examples.csv",
                        "",
                        "2024-09-08,TECHNICAL,false,7,0",
                        "2024-09-09,TECHNICAL,false,8,0"),
                edit(Rule.EXAMPLE_CLAUSE, "distribution-weights.examples.csv", "", "cl. 18", "somewhere"),
                edit(Rule.EXAMPLE_UNREADABLE, "distribution-weights.examples.csv", "", "= unemployed", "= jobless"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatBreaksARuleIsFoundWhereItIsBroken(Edit edit) {
        // One edit is no whole XML, which is beside the point of its rule.
        var found = edit.to().endsWith("<x>")
                ? OwnFiles.judge(OwnFiles.named(
                        edit.file(),
                        OwnFiles.text(edit.file())
                                .replaceFirst(
                                        "(?s)<bpmn:serviceTask.*?</bpmn:serviceTask>",
                                        edit.to().replace("<x>", ""))))
                : edit.found();
        assertThat(found).filteredOn(each -> each.rule() == edit.rule()).anySatisfy(each -> {
            if (!edit.element().isEmpty()) {
                assertThat(each.at().element()).isEqualTo(edit.element());
            }
        });
    }

    static Stream<Edit> taken() {
        return Stream.of(
                edit(Rule.GROUP_UNKNOWN, APPLICATION, "", "career-centre.${careerCentre}", "mobility-centre.${region}"),
                edit(Rule.GROUP_UNKNOWN, APPLICATION, "", "career-centre.${careerCentre}", "authorised-body"),
                edit(Rule.DATE_WRONG, APPLICATION, "", DATE, "2026-12-01T18:00:00+05:00"),
                edit(Rule.DURATION_WRONG, APPLICATION, "", "PT1M,PT10M", "R3/PT10M"),
                edit(Rule.CYCLE_WRONG, YEAR, "", "0 0 9 1,8,15,22,29 * ?", "0 0 8 * * MON"),
                edit(Rule.CYCLE_WRONG, YEAR, "", "0 0 9 1,8,15,22,29 * ?", "R/P7D"),
                edit(
                        Rule.NUMBER_WRONG,
                        APPLICATION,
                        "",
                        "camunda:formRefBinding=\"deployment\"",
                        "camunda:formRefBinding=\"deployment\" camunda:priority=\"70\""),
                edit(Rule.VARIABLE_UNKNOWN, APPLICATION, "", "${checksPassed}", "${checksPassed and not inOrder}"),
                edit(Rule.METHOD_UNKNOWN, APPLICATION, "", DATE, "${endOf.forwarding(applicationNumber)}"),
                edit(Rule.PROCESS_UNKNOWN, YEAR, "", "${remindOfMissingNumbers}", "${ remindOfMissingNumbers }"),
                edit(Rule.FORM_PROPERTY, CHECK, "", "\"label\": \"Decision\"", "\"label\": \"What is decided\""),
                edit(Rule.FORM_COMPONENT, CHECK, "", "\"type\": \"separator\"", "\"type\": \"spacer\""),
                edit(Rule.ROW_PAST, INDEX, "", "MCI of 2026", "MCI of the year 2026"),
                edit(Rule.ROW_GAP, INDEX, "", "2026-12-31T00", "2027-01-31T00"));
    }

    @ParameterizedTest
    @MethodSource("taken")
    void whatBreaksNoneIsTaken(Edit edit) {
        assertThat(edit.found()).filteredOn(each -> each.rule().refuses()).isEmpty();
    }

    @Test
    void allThatIsOursIsTaken() {
        assertThat(OwnFiles.judge(OwnFiles.all().toArray(ModelFile[]::new))).isEmpty();
        assertThat(OwnFiles.all())
                .allSatisfy(file -> assertThat(OwnFiles.judge(file)).isEmpty());
    }

    @Test
    void aFileThatTheEngineWouldKeepAndNeverReadIsRefused() {
        assertThat(Stream.of("voucher.BPMN", "voucher.xml", "voucher.bpmn ", "notes.txt", "x.cmmn")
                        .map(name -> OwnFiles.judge(OwnFiles.named(name, "<a/>"))))
                .allSatisfy(found -> assertThat(found).extracting(Finding::rule).containsExactly(Rule.FILE_NAME));
    }

    @Test
    void examplesWithoutATableAreRefused() {
        assertThat(OwnFiles.judge(OwnFiles.named("weather.examples.csv", "day,clause\n")))
                .extracting(Finding::rule)
                .containsExactly(Rule.EXAMPLE_STRAY);
    }

    @Test
    void aDurationThatIsNoneIsRefused() {
        var timer = "<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">" + DATE + "</bpmn:timeDate>";
        for (var wrong : List.of("P3X", "-P1D", "P", "PT", "P0D", "soon")) {
            assertThat(OwnFiles.judge(APPLICATION, timer, "<bpmn:timeDuration>" + wrong + "</bpmn:timeDuration>"))
                    .as(wrong)
                    .extracting(Finding::rule)
                    .contains(Rule.DURATION_WRONG);
        }
        for (var right : List.of("P3D", "PT1H", "P1DT12H", "P2W", "P1M")) {
            assertThat(OwnFiles.judge(APPLICATION, timer, "<bpmn:timeDuration>" + right + "</bpmn:timeDuration>"))
                    .as(right)
                    .isEmpty();
        }
    }

    @Test
    void anErrorThatNobodyCatchesIsRefused() {
        assertThat(OwnFiles.judge(
                        SETTLEMENT,
                        "<bpmn:errorEventDefinition id=\"actReturnedWithRemarksError\" errorRef=\"ActReturned\" />",
                        "<bpmn:errorEventDefinition id=\"actReturnedWithRemarksError\" errorRef=\"Other\" />"))
                .extracting(Finding::rule)
                .contains(Rule.ERROR_UNKNOWN);
        assertThat(OwnFiles.judge(OwnFiles.named(
                        SETTLEMENT,
                        OwnFiles.text(SETTLEMENT)
                                .replace(
                                        "id=\"actReturnedWithRemarksError\" errorRef=\"ActReturned\"",
                                        "id=\"actReturnedWithRemarksError\" errorRef=\"Other\"")
                                .replace(
                                        "<bpmn:error id=\"ActReturned\"",
                                        "<bpmn:error id=\"Other\" errorCode=\"Other\" /><bpmn:error"
                                                + " id=\"ActReturned\""))))
                .extracting(Finding::rule)
                .contains(Rule.ERROR_UNCAUGHT, Rule.ERROR_UNKNOWN);
    }

    @Test
    void whatWasDecidedIsKeptForTenYears() {
        for (var file : List.of("application.bpmn", "legal-terms.dmn")) {
            for (var shorter : List.of("P3652D", "5", "", "P9999999D", "${days}")) {
                assertThat(OwnFiles.judge(
                                file, "historyTimeToLive=\"P3653D\"", "historyTimeToLive=\"" + shorter + "\""))
                        .as(file + shorter)
                        .extracting(Finding::rule)
                        .contains(Rule.TIME_TO_LIVE);
            }
            assertThat(OwnFiles.judge(file, " camunda:historyTimeToLive=\"P3653D\"", ""))
                    .extracting(Finding::rule)
                    .contains(Rule.TIME_TO_LIVE);
            assertThat(OwnFiles.judge(file, "historyTimeToLive=\"P3653D\"", "historyTimeToLive=\"P4000D\""))
                    .isEmpty();
        }
    }

    /** A number in a label stays when the law has another one. */
    @Test
    void aLabelThatNamesANumberOfTheLawIsNamedAndTaken() {
        for (var label : List.of("60 valid days over", "Not after 15 October", "Three working days", "7 MCI")) {
            assertThat(OwnFiles.judge("voucher.bpmn", "name=\"Validity over, cl. 10, 11\"", "name=\"" + label + "\""))
                    .as(label)
                    .extracting(Finding::rule)
                    .containsExactly(Rule.WORDS_NUMBER);
        }
        assertThat(OwnFiles.judge("voucher.bpmn", "name=\"Validity over, cl. 10, 11\"", "name=\"Over, cl. 10, 11\""))
                .isEmpty();
        assertThat(OwnFiles.judge("reimbursement.dmn", "Technical profession: service", "At most 7 MCI"))
                .isEmpty();
        assertThat(OwnFiles.judge("reimbursement.dmn", "Technical profession: service", "At most 8 MCI"))
                .extracting(Finding::rule)
                .containsExactly(Rule.WORDS_NUMBER);
    }

    /** What people read of a form and of a table, and what a table answers them in words. */
    @Test
    void aTextOfAFormOrATableWithoutWordsIsNamedAndTaken() {
        var form = OwnFiles.text("decideCertificate.form");
        assertThat(OwnFiles.judge(OwnFiles.named(
                        "decideCertificate.form",
                        form.replaceFirst("\"label\": \"Decision\"", "\"label\": \"Untranslated\""))))
                .extracting(Finding::rule)
                .containsExactly(Rule.WORDS_MISSING);
        for (var edit : List.of(
                List.of("label=\"Edition\"", "label=\"Untranslated\""),
                List.of("name=\"Legal terms\" camunda", "name=\"Untranslated\" camunda"),
                List.of("<description>Edition of 23 August 2024 (Order No. 325)<", "<description>Untranslated<"))) {
            assertThat(OwnFiles.judge("legal-terms.dmn", edit.get(0), edit.get(1)))
                    .as(edit.get(1))
                    .extracting(Finding::rule)
                    .containsExactly(Rule.WORDS_MISSING);
        }
        assertThat(OwnFiles.judge("requirements.dmn", "\"electrician\"</text>", "\"Untranslated words\"</text>"))
                .extracting(Finding::rule)
                .contains(Rule.WORDS_MISSING);
    }

    @Test
    void aTextWithoutWordsIsNamedAndTaken() {
        assertThat(OwnFiles.judge(APPLICATION, "name=\"Escalate overdue checks\"", "name=\"Untranslated\""))
                .extracting(Finding::rule)
                .containsExactly(Rule.WORDS_MISSING);
    }

    @Test
    void aProcessAndAFormThatNobodyAsksForAreNamedAndTaken() {
        assertThat(OwnFiles.judge(OwnFiles.named(
                        "trial.bpmn",
                        OwnFiles.text(YEAR).replace("<bpmn:process id=\"year\"", "<bpmn:process id=\"trial\""))))
                .extracting(Finding::rule)
                .containsExactly(Rule.PROCESS_NEW);
        assertThat(OwnFiles.judge(OwnFiles.named(
                        "trial.form",
                        OwnFiles.text("sendAct.form").replace("\"id\": \"sendAct\"", "\"id\": \"trial\""))))
                .extracting(Finding::rule)
                .containsExactly(Rule.FORM_UNUSED);
    }

    /** What is given alone is judged with what it comes to work with. */
    @Test
    void aDiagramKeepsItsFormsAFormItsDiagramAndATableItsExamples() {
        assertThat(completed("application.bpmn"))
                .containsExactlyInAnyOrder(
                        "processes/application.bpmn", "forms/checkApplication.form", "forms/answerApplication.form");
        assertThat(completed("checkApplication.form"))
                .containsExactlyInAnyOrder(
                        "processes/application.bpmn", "forms/checkApplication.form", "forms/answerApplication.form");
        assertThat(completed("reimbursement.dmn"))
                .containsExactlyInAnyOrder("processes/reimbursement.dmn", "processes/reimbursement.examples.csv");
        assertThat(completed("reimbursement.examples.csv"))
                .containsExactlyInAnyOrder("processes/reimbursement.dmn", "processes/reimbursement.examples.csv");
    }

    private static List<String> completed(String base) {
        return Completion.of(List.of(OwnFiles.file(base)), OwnFiles.IN_FORCE, OwnFiles.TODAY).stream()
                .map(ModelFile::name)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void eachRuleHasItsWordsInThreeLanguages(Rule rule) {
        var said = new ArrayList<String>();
        for (var language : Language.values()) {
            said.add(TestTexts.get().in(language, "gate." + rule.code(), "A", "B"));
        }
        assertThat(said).doesNotHaveDuplicates().allSatisfy(words -> assertThat(words)
                .isNotBlank());
    }

    /** Rules that only the graph, a table or a hostile model can break are tried elsewhere. */
    @Test
    void eachRuleIsTried() {
        var tried = EnumSet.of(
                Rule.FILE_NAME,
                Rule.DURATION_WRONG,
                Rule.ERROR_UNCAUGHT,
                Rule.EXAMPLE_STRAY,
                Rule.WORDS_MISSING,
                Rule.WORDS_NUMBER,
                Rule.TIME_TO_LIVE,
                Rule.PROCESS_NEW,
                Rule.FORM_UNUSED);
        refused().map(Edit::rule).forEach(tried::add);
        tried.addAll(GraphRulesTest.TRIED);
        tried.addAll(TableRulesTest.TRIED);
        tried.addAll(HostileModelsTest.TRIED);
        assertThat(Arrays.stream(Rule.values()).filter(rule -> !tried.contains(rule)))
                .isEmpty();
    }

    /**
     * Modeler gives up after five seconds. The examples of a table that comes again as it was are not tried again. What each
     * file took is told in target/gate.txt.
     */
    @Test
    void allOfItIsJudgedInLessThanHalfASecond() throws IOException {
        var files = OwnFiles.all().toArray(ModelFile[]::new);
        OwnFiles.judge(files);
        var told = new ArrayList<String>();
        for (var file : files) {
            told.add(file.base() + ": " + took(file) + " ms");
        }
        var all = Stream.generate(() -> took(files)).limit(5).min(Long::compare).orElseThrow();
        told.add(files.length + " files: " + all + " ms");
        Files.write(Path.of("target/gate.txt"), told);
        assertThat(all).isLessThan(500);
    }

    private static long took(ModelFile... files) {
        var begun = System.nanoTime();
        OwnFiles.judge(files);
        return (System.nanoTime() - begun) / 1_000_000;
    }
}
