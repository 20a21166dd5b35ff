package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.language.Language;
import kz.bilik.payment.PaymentHalts;
import kz.bilik.problem.Problem;
import kz.bilik.process.gate.Ungated;
import kz.bilik.process.task.CaseVariables;
import kz.bilik.process.task.EngineCalls;
import kz.bilik.process.task.UserTask;
import kz.bilik.support.ProcedureTest;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * A submission holds only what its form asks: for each user task of every diagram, each name of every variable that the
 * product knows is sent along, by each call that completes a task; and each field is sent with a value of another kind.
 */
@ProcedureTest
class AskedFieldsTest extends Scene {

    /** The ways by which a task is completed. */
    private static final Map<String, Way> WAYS = ways();

    /** What would complete each task, so that nothing but the guest in it is refused. */
    private static final Map<String, Map<String, Object>> ANSWERS = Map.ofEntries(
            Map.entry("checkApplication", Map.of("decision", "forward")),
            Map.entry("answerApplication", Map.of("answer", "yes")),
            Map.entry("admitToExam", Map.of("admitted", true)),
            Map.entry("decideCertificate", Map.of("decision", "accept")),
            Map.entry("recordExam", Map.of("examHeld", "no", "cause", "CENTRE", "reason", "The examiner was ill")),
            Map.entry("sendAct", Map.of()),
            Map.entry("acceptAct", Map.of("decision", "return", "remarks", "The exam was in Karaganda")),
            Map.entry("releasePayments", Map.of("released", true)),
            Map.entry("decidePayment", Map.of("decision", "release")),
            Map.entry("correctPayment", Map.of("correction", "The code of the payee")),
            Map.entry("confirmPayment", Map.of("answer", "confirmed")),
            Map.entry("repairPayment", Map.of("repair", "same-account")),
            Map.entry("setTotals", Map.of("total", 3, "year1", 1, "year2", 1, "year3", 1)),
            Map.entry("adjustShares", Map.of("decision", "set-totals")),
            Map.entry("approveDistribution", Map.of("decision", "return", "remarks", "Too few")));

    private interface Way {
        void complete(AskedFieldsTest scene, String task, Map<String, Object> variables);
    }

    @Autowired
    ApplicationContext house;

    @Autowired
    PaymentHalts halts;

    private static Map<String, Way> ways() {
        var ways = new LinkedHashMap<String, Way>();
        ways.put("complete", (scene, task, sent) -> scene.tasks.complete(task, sent));
        ways.put(
                "complete, answering",
                (scene, task, sent) -> scene.tasks.completeWithVariablesInReturn(task, sent, false));
        ways.put("submit-form", (scene, task, sent) -> scene.forms.submitTaskForm(task, sent));
        ways.put(
                "submit-form, answering",
                (scene, task, sent) -> scene.forms.submitTaskFormWithVariablesInReturn(task, sent, false));
        ways.put("resolve", (scene, task, sent) -> scene.tasks.resolveTask(task, sent));
        return ways;
    }

    static Stream<String> userTasks() {
        return DiagramRulesTest.userTasks()
                .map(org.camunda.bpm.model.bpmn.instance.UserTask::getId)
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("userTasks")
    void noNameThatTheFormDoesNotAskIsTaken(String id) {
        var task = standingAt(id);
        var names = everyName();
        names.removeAll(house.getBean(id, UserTask.class).fields());
        assertThat(names).hasSizeGreaterThan(60);
        var before = state(task);
        assertSoftly(softly -> WAYS.forEach((way, call) -> names.forEach(name -> {
            var sent = new HashMap<>(ANSWERS.get(id));
            sent.put(name, "typed by hand");
            refused(
                    softly,
                    way + " with " + name,
                    "task.unknown-fields",
                    () -> call.complete(this, task.getId(), sent));
        })));
        assertThat(state(task)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("userTasks")
    void noFieldHoldsAnotherKindOfValueThanTheFormAsks(String id) {
        var task = standingAt(id);
        var before = state(task);
        assertSoftly(softly -> WAYS.forEach((way, call) -> components(id).forEach((field, kind) -> {
            for (var value : wrongFor(kind)) {
                var sent = new HashMap<>(ANSWERS.get(id));
                sent.put(field, value);
                refused(
                        softly,
                        way + " with " + field + " = " + value,
                        "task.incomplete",
                        () -> call.complete(this, task.getId(), sent));
            }
        })));
        assertThat(state(task)).isEqualTo(before);
    }

    @Test
    void aChoiceIsOneOfThoseThatTheFormOffersAlsoWhereNobodyLooksAtIt() {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var exam = story.openTask(vouchers.get(voucher).application(), "recordExam");
        var before = state(exam);
        var notHeld = Map.<String, Object>of("examHeld", "no", "cause", "CENTRE", "reason", "The examiner was ill");
        for (var guest : List.of("result", "examRegion", "protocolNumber")) {
            var sent = new HashMap<>(notHeld);
            sent.put(guest, "anything at all");
            assertThat(problem(() -> tasks.complete(exam.getId(), sent)).fields())
                    .extracting(Problem.Field::path, Problem.Field::code)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(guest, "task.field-not-asked"));
        }
        assertThat(state(exam)).isEqualTo(before);

        var certificate = standingAt("decideCertificate");
        assertThat(problem(() -> tasks.complete(
                                certificate.getId(), Map.of("decision", "accept", "ground", "because I say so")))
                        .fields())
                .isNotEmpty();
    }

    /** A refusal names a field as the officer reads it in his form. */
    @Test
    void aRefusalNamesAFieldAsTheFormOfItsDeploymentDoes() throws IOException {
        var earlier = standingAt("checkApplication");
        var form = Files.readString(Path.of("forms/checkApplication.form"));
        var label = "What is wrong with the filling in";
        assertThat(form).doesNotContain(label);
        var repository = house.getBean(RepositoryService.class);
        var deployment = repository
                .createDeployment()
                .name("an analyst's")
                .addClasspathResource("processes/application.bpmn")
                .addString("forms/answerApplication.form", Files.readString(Path.of("forms/answerApplication.form")))
                .addString("forms/checkApplication.form", relabelled(form, "filledInWronglyText", label))
                .deploy();
        try {
            var later = story.openTask(story.applies("person-02"), "checkApplication");
            var sent = Map.<String, Object>of("decision", "refuse", "grounds", List.of("FILLED_IN_WRONGLY"));
            LocaleContextHolder.setLocale(Language.EN.locale());
            assertThat(catchThrowable(() -> tasks.complete(later.getId(), sent)))
                    .hasMessageContaining(label + ": ");
            assertThat(catchThrowable(() -> tasks.complete(earlier.getId(), sent)))
                    .hasMessageContaining(labelled(form, "filledInWronglyText").replaceFirst("[?:]$", "") + ": ");
        } finally {
            LocaleContextHolder.resetLocaleContext();
            repository.deleteDeployment(deployment.getId(), true);
        }
    }

    private static String labelled(String form, String field) {
        var found = java.util.regex.Pattern.compile("\"key\": \"" + field + "\",\\s*\"label\": \"([^\"]*)\"")
                .matcher(form);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String relabelled(String form, String field, String label) {
        return form.replaceFirst("(\"key\": \"" + field + "\",\\s*\"label\": )\"[^\"]*\"", "$1\"" + label + "\"");
    }

    /** An analyst deploys a diagram with a form of his: its cases are asked what that one asks, earlier ones what theirs did. */
    @Test
    void theFormThatWasDeployedWithTheDiagramIsTheOneThatAsks() throws IOException {
        var refused = Map.<String, Object>of(
                "decision",
                "refuse",
                "grounds",
                "[\"FILLED_IN_WRONGLY\"]",
                "filledInWronglyText",
                "Two pages are missing");
        var earlier = standingAt("checkApplication");
        var form = Files.readString(Path.of("forms/checkApplication.form"));
        var repository = house.getBean(RepositoryService.class);
        // As one was deployed when there was no gate.
        var deployment = Ungated.deploy(
                repository,
                repository
                        .createDeployment()
                        .name("an analyst's")
                        .addClasspathResource("processes/application.bpmn")
                        .addString(
                                "forms/answerApplication.form",
                                Files.readString(Path.of("forms/answerApplication.form")))
                        .addString(
                                "forms/checkApplication.form",
                                form.replace("\"key\": \"filledInWronglyText\"", "\"key\": \"textOfTheAnalyst\"")));
        try {
            var later = story.openTask(story.applies("person-02"), "checkApplication");
            assertThat(problem(() -> tasks.complete(later.getId(), refused)).code())
                    .isEqualTo("task.unknown-fields");
            assertThat(problem(() ->
                                    tasks.complete(later.getId(), Map.of("decision", "forward", "textOfTheAnalyst", 7)))
                            .code())
                    .isEqualTo("task.incomplete");
            // That of the earlier diagram has another fault, and not this one.
            assertThat(problem(() -> tasks.complete(
                                    earlier.getId(), Map.of("decision", "refuse", "filledInWronglyText", "x")))
                            .code())
                    .isEqualTo("application.decision-incomplete");
            assertThat(problem(() -> tasks.complete(
                                    earlier.getId(), Map.of("decision", "forward", "textOfTheAnalyst", "x")))
                            .code())
                    .isEqualTo("task.unknown-fields");
        } finally {
            repository.deleteDeployment(deployment.getId(), true);
        }
    }

    @Test
    void noErrorAndNoEscalationStandsForADecision() {
        var task = standingAt("acceptAct");
        var before = state(task);
        assertThat(problem(() -> tasks.handleBpmnError(task.getId(), "ActReturned"))
                        .code())
                .isEqualTo("task.only-by-form");
        assertThat(problem(() -> tasks.handleEscalation(task.getId(), "any", Map.of("day", "x")))
                        .code())
                .isEqualTo("task.only-by-form");
        assertThat(state(task)).isEqualTo(before);
    }

    // what is sent along

    /** Of fields, facts, references and columns, and what the engine keeps for itself. */
    private Set<String> everyName() {
        var names = new TreeSet<>(CaseVariables.ALL);
        names.addAll(List.of("nrOfInstances", "nrOfCompletedInstances", "nrOfActiveInstances", "loopCounter", "line"));
        names.addAll(List.of("number", "regionName", "professionName", "caseLink", "deadlineText", "free text"));
        house.getBeansOfType(UserTask.class).values().forEach(task -> names.addAll(task.fields()));
        for (var table : List.of("ACT_RU_VARIABLE", "ACT_HI_VARINST")) {
            names.addAll(database.sql("select distinct NAME_ from " + table)
                    .query(String.class)
                    .list());
        }
        userTasks().forEach(form -> names.addAll(mentioned(form)));
        return names;
    }

    /** What its texts show, such as {@code {{deadlineText}}}. */
    private static Set<String> mentioned(String form) {
        try {
            return java.util.regex.Pattern.compile("\\{\\{\\s*(\\w+)")
                    .matcher(java.nio.file.Files.readString(java.nio.file.Path.of("forms", form + ".form")))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static List<Object> wrongFor(String kind) {
        var wrong = new ArrayList<Object>(List.of(
                Variables.fileValue("note.txt")
                        .file(new byte[] {1})
                        .mimeType("text/plain")
                        .create(),
                Variables.serializedObjectValue("{\"a\":1}")
                        .serializationDataFormat("application/json")
                        .objectTypeName("java.util.HashMap")
                        .create(),
                SpinValues.jsonValue("{\"a\":1}").create(),
                Variables.byteArrayValue(new byte[] {1}),
                Variables.dateValue(new java.util.Date(0))));
        if (!kind.equals("number")) {
            wrong.add(7);
        }
        if (!kind.equals("checkbox")) {
            wrong.add(true);
        }
        if (!kind.equals("checklist")) {
            wrong.add(List.of("one"));
        }
        if (kind.equals("checkbox") || kind.equals("checklist")) {
            wrong.add("true");
        }
        return wrong;
    }

    /** The fields of a form that submit something, and what they are. */
    private static Map<String, String> components(String form) {
        try {
            var fields = new TreeMap<String, String>();
            collect(
                    JsonMapper.builder()
                            .build()
                            .readTree(new File("forms/" + form + ".form"))
                            .get("components"),
                    fields::put);
            return fields;
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static void collect(JsonNode components, BiConsumer<String, String> field) {
        for (var component : components) {
            if (component.has("key")) {
                field.accept(
                        component.get("key").textValue(), component.get("type").textValue());
            }
            collect(component.path("components"), field);
        }
    }

    // what is left of it

    private void refused(SoftAssertions softly, String what, String code, Runnable call) {
        var thrown = catchThrowable(call::run);
        softly.assertThat(thrown).as(what).isNotNull();
        if (thrown != null) {
            softly.assertThat(EngineCalls.problem(thrown).map(Problem::code))
                    .as(what + ": " + thrown)
                    .contains(code);
        }
    }

    private static Problem problem(Runnable call) {
        return EngineCalls.problem(catchThrowable(call::run)).orElseThrow();
    }

    /** All that the engine knows of running cases. */
    private List<Object> state(Task task) {
        return List.of(
                database.sql("select * from ACT_RU_VARIABLE order by ID_")
                        .query()
                        .listOfRows(),
                database.sql("select * from ACT_RU_TASK order by ID_").query().listOfRows(),
                database.sql("select NAME_, TEXT_, STATE_ from ACT_HI_VARINST order by ID_")
                        .query()
                        .listOfRows(),
                task.getId());
    }

    // how a case comes there

    private Task standingAt(String id) {
        return switch (id) {
            case "checkApplication" -> story.openTask(story.applies("person-01"), id);
            case "answerApplication" -> {
                var application = story.applies("person-01");
                story.careerCentreForwards(application);
                yield story.openTask(application, id);
            }
            case "admitToExam" -> ofVoucher(story.receivesVoucher("person-01"), id);
            case "decideCertificate" -> {
                var voucher = story.receivesVoucher("person-02");
                story.sendsCertificate(voucher, LocalDate.of(2026, 9, 14), LocalDate.of(2026, 9, 15));
                yield tasks.createTaskQuery().taskDefinitionKey(id).singleResult();
            }
            case "recordExam" -> {
                var voucher = story.receivesVoucher("person-01");
                story.centreAdmits(voucher);
                yield ofVoucher(voucher, id);
            }
            case "sendAct",
                    "acceptAct",
                    "releasePayments",
                    "decidePayment",
                    "correctPayment",
                    "confirmPayment",
                    "repairPayment" -> ofAct(id);
            case "setTotals", "adjustShares", "approveDistribution" -> ofDistribution(id);
            default -> throw new AssertionError("no scene leads to " + id);
        };
    }

    private Task ofVoucher(String voucher, String id) {
        return story.openTask(vouchers.get(voucher).application(), id);
    }

    private Task ofAct(String id) {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var act = story.examHeld("P-17", "KZ-75", voucher).get(0);
        if (!id.equals("sendAct")) {
            story.centreSigns(act);
        }
        if (!Set.of("sendAct", "acceptAct").contains(id)) {
            story.mobilityCentreAcceptsAct(act);
        }
        if (id.equals("decidePayment")) {
            halts.hold(story.ordersOf(act).get(0).number(), "The contract is looked for");
        }
        if (id.equals("correctPayment")) {
            halts.giveBack(story.ordersOf(act).get(0).number(), "Another code");
        }
        if (!Set.of("sendAct", "acceptAct", "releasePayments").contains(id)) {
            story.accountantReleases(act);
        }
        if (id.equals("repairPayment")) {
            story.bankRejects(story.ordersOf(act).get(0).number(), "The account is closed");
        }
        return story.openTask(act, id);
    }

    private Task ofDistribution(String id) {
        var number = story.ordersReview(LocalDate.of(2026, 10, 1));
        if (!id.equals("setTotals")) {
            story.setsTotals(number, 3000, 3000, 3000);
        }
        if (id.equals("approveDistribution")) {
            story.completes(
                    "authorised", Set.of("authorised-body"), number, "adjustShares", Map.of("decision", "hand-over"));
        }
        return story.openTask(number, id);
    }
}
