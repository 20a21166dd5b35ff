package kz.bilik.process.engine;

import static java.util.Comparator.comparing;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kz.bilik.calendar.LegalClock;
import kz.bilik.history.CaseCourses;
import kz.bilik.history.Course;
import kz.bilik.history.Drawing;
import kz.bilik.history.Drawing.Form;
import kz.bilik.history.Flow;
import kz.bilik.history.Step;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Tenge;
import kz.bilik.language.Texts;
import kz.bilik.process.words.ModelTexts;
import org.camunda.bpm.engine.ActivityTypes;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricDecisionInstance;
import org.camunda.bpm.engine.history.HistoricDecisionOutputInstance;
import org.camunda.bpm.engine.history.HistoricIncident;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The engine's history of a case, told in the words of its diagrams. */
@Component
class EngineCourses implements CaseCourses {

    /** An end that is caught outside is where a case came to, though the engine writes it down as cancelled. */
    private static final String CAUGHT_END = "errorEndEvent";

    /** The column of a table that names the clause. */
    private static final String CLAUSE = "clause";

    /** What a row says of itself, and not of the case. */
    private static final Set<String> OF_THE_ROW = Set.of(CLAUSE, "rowId");

    /** Free room around a drawing, in its own units. */
    private static final double AROUND = 40;

    /** The diagrams that cases and their acts go through. */
    private static final Set<String> OF_CASES = Set.of("application", "voucher", "settlement");

    private static final Predicate<HistoricActivityInstance> STOPPED =
            activity -> activity.isCanceled() && !activity.getActivityType().equals(CAUGHT_END);

    private final HistoryService history;
    private final RepositoryService repository;
    private final ModelTexts words;
    private final Texts texts;
    private final LawAnswers answers;

    EngineCourses(
            HistoryService history, RepositoryService repository, ModelTexts words, Texts texts, LawAnswers answers) {
        this.history = history;
        this.repository = repository;
        this.words = words;
        this.texts = texts;
        this.answers = answers;
    }

    @Override
    public List<Course> of(Collection<String> numbers, Language language) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        return history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKeyIn(numbers.toArray(String[]::new))
                .list()
                .stream()
                .sorted(comparing(HistoricProcessInstance::getStartTime).thenComparing(HistoricProcessInstance::getId))
                .map(instance -> course(instance, language))
                .toList();
    }

    private Course course(HistoricProcessInstance instance, Language language) {
        var name = Objects.requireNonNullElse(instance.getProcessDefinitionName(), instance.getProcessDefinitionKey());
        return new Course(
                instance.getId(),
                instance.getProcessDefinitionId(),
                instance.getProcessDefinitionKey(),
                words.in(language, name),
                instance.getProcessDefinitionVersion(),
                instance.getBusinessKey(),
                moment(instance.getStartTime()),
                orNull(instance.getEndTime()),
                steps(instance.getId(), language),
                flows(instance.getProcessDefinitionId()));
    }

    /** In the order in which they began; of one moment, in the order of the engine's own count. */
    private List<Step> steps(String instance, Language language) {
        var due = new HashMap<String, Date>();
        history.createHistoricTaskInstanceQuery().processInstanceId(instance).list().stream()
                .filter(task -> task.getDueDate() != null)
                .forEach(task -> due.put(task.getId(), task.getDueDate()));
        return history.createHistoricActivityInstanceQuery().processInstanceId(instance).list().stream()
                .sorted(comparing(HistoricActivityInstance::getStartTime)
                        .thenComparing(activity -> ((HistoryEvent) activity).getSequenceCounter()))
                .map(activity -> new Step(
                        activity.getId(),
                        activity.getParentActivityInstanceId(),
                        activity.getActivityId(),
                        named(activity.getActivityName(), language),
                        activity.getActivityType(),
                        moment(activity.getStartTime()),
                        orNull(activity.getEndTime()),
                        STOPPED.test(activity),
                        activity.getAssignee(),
                        orNull(due.get(activity.getTaskId()))))
                .toList();
    }

    private List<Flow> flows(String definition) {
        return repository.getBpmnModelInstance(definition).getModelElementsByType(SequenceFlow.class).stream()
                .map(flow -> new Flow(
                        flow.getId(), flow.getSource().getId(), flow.getTarget().getId()))
                .toList();
    }

    @Override
    public List<Trouble> troubles(Collection<Course> courses, Language language) {
        var troubles = new ArrayList<Trouble>();
        for (var course : courses) {
            troubles.addAll(troubles(course.instance(), course.definition(), language));
        }
        troubles.sort(comparing(Trouble::at));
        return List.copyOf(troubles);
    }

    @Override
    public Map<String, List<Trouble>> stopped(Collection<String> numbers, Language language) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        var stopped = new HashMap<String, List<Trouble>>();
        for (var instance : history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKeyIn(numbers.toArray(String[]::new))
                .list()) {
            var troubles = troubles(instance.getId(), instance.getProcessDefinitionId(), language);
            if (!troubles.isEmpty()) {
                stopped.computeIfAbsent(instance.getBusinessKey(), any -> new ArrayList<>())
                        .addAll(troubles);
            }
        }
        stopped.values().forEach(troubles -> troubles.sort(comparing(Trouble::at)));
        return stopped;
    }

    private List<Trouble> troubles(String instance, String definition, Language language) {
        return history.createHistoricIncidentQuery().processInstanceId(instance).list().stream()
                // What an incident within a called diagram causes around it says nothing new.
                .filter(incident -> incident.getId().equals(incident.getCauseIncidentId()))
                .map(incident -> trouble(instance, definition, incident, language))
                .toList();
    }

    private Trouble trouble(String instance, String definition, HistoricIncident incident, Language language) {
        var attempts = incident.getConfiguration() == null
                ? 0
                : (int) history.createHistoricJobLogQuery()
                        .jobId(incident.getConfiguration())
                        .failureLog()
                        .count();
        return new Trouble(
                instance,
                incident.getActivityId(),
                name(definition, incident.getActivityId(), language),
                moment(incident.getCreateTime()),
                attempts,
                orNull(incident.getEndTime()));
    }

    private String name(String definition, @Nullable String element, Language language) {
        var model = element == null
                ? null
                : repository.getBpmnModelInstance(definition).getModelElementById(element);
        return model instanceof FlowElement known ? named(known.getName(), language) : "";
    }

    @Override
    public List<Looked> looked(Collection<Course> courses, Language language) {
        var looked = new ArrayList<Looked>();
        for (var course : courses) {
            history
                    .createHistoricDecisionInstanceQuery()
                    .processInstanceId(course.instance())
                    .includeInputs()
                    .includeOutputs()
                    .list()
                    .stream()
                    .filter(decision -> course.steps().stream()
                            .anyMatch(step -> step.id().equals(decision.getActivityInstanceId())
                                    && step.kind().equals(ActivityTypes.TASK_BUSINESS_RULE)))
                    .map(decision -> looked(course, decision, language))
                    .forEach(looked::add);
        }
        looked.sort(comparing(Looked::at));
        return List.copyOf(looked);
    }

    private Looked looked(Course course, HistoricDecisionInstance decision, Language language) {
        var table = repository.getDecisionDefinition(decision.getDecisionDefinitionId());
        return new Looked(
                course.instance(),
                decision.getActivityId(),
                words.in(language, Objects.requireNonNullElse(table.getName(), table.getKey())),
                table.getVersion(),
                moment(decision.getEvaluationTime()),
                decision.getInputs().stream()
                        .map(input -> said(input.getClauseName(), input.getValue(), language))
                        .toList(),
                decision.getOutputs().stream()
                        .map(HistoricDecisionOutputInstance::getRuleId)
                        .flatMap(rule -> answers.row(table.getId(), rule).stream())
                        .findFirst(),
                decision.getOutputs().stream()
                        .filter(output -> output.getValue() != null && !OF_THE_ROW.contains(output.getVariableName()))
                        .map(output -> said(output.getClauseName(), output.getValue(), language))
                        .distinct()
                        .toList(),
                decision.getOutputs().stream()
                        .filter(output -> CLAUSE.equals(output.getVariableName()))
                        .map(output -> Objects.toString(output.getValue(), ""))
                        .findFirst()
                        .orElse(""));
    }

    @Override
    public List<Looked> answers(Collection<Question> questions, Language language) {
        return questions.stream().map(question -> answer(question, language)).toList();
    }

    private Looked answer(Question question, Language language) {
        var answer = answers.of(question.decision(), question.inputs(), question.at());
        return new Looked(
                question.instance(),
                question.element(),
                words.in(language, answer.table()),
                answer.version(),
                question.at(),
                answer.asked().stream()
                        .map(asked -> said(asked.label(), asked.value(), language))
                        .toList(),
                answer.row(),
                answer.given().stream()
                        .filter(given -> !OF_THE_ROW.contains(given.name()))
                        .filter(given -> question.outputs().isEmpty()
                                || question.outputs().contains(given.name()))
                        .map(given -> said(given.label(), given.value(), language))
                        .toList(),
                answer.given().stream()
                        .filter(given -> given.name().equals(CLAUSE))
                        .map(given -> Objects.toString(given.value(), ""))
                        .findFirst()
                        .orElse(""));
    }

    private String said(@Nullable String name, @Nullable Object value, Language language) {
        return words.in(language, Objects.requireNonNullElse(name, "")) + ": " + said(value, language);
    }

    private String said(@Nullable Object value, Language language) {
        if (value instanceof Boolean yes) {
            return texts.in(language, yes ? "web.case.yes" : "web.case.no");
        }
        if (value instanceof Date day) {
            return Day.of(moment(day));
        }
        if (value instanceof Number number) {
            return Tenge.grouped(number.longValue());
        }
        var text = Objects.toString(value, "–");
        return texts.inOr(
                language,
                texts.inOr(language, words.in(language, text), "application.requirement." + text),
                "web.catalogue.profile." + text);
    }

    @Override
    public Optional<Definition> definition(String id, Language language) {
        var found = repository
                .createProcessDefinitionQuery()
                .processDefinitionId(id)
                .singleResult();
        if (found == null || !OF_CASES.contains(found.getKey())) {
            return Optional.empty();
        }
        var versions = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(found.getKey())
                .orderByProcessDefinitionVersion()
                .desc()
                .list()
                .stream()
                .map(each -> new Version(each.getId(), each.getVersion()))
                .toList();
        return Optional.of(
                new Definition(id, found.getKey(), named(found.getName(), language), found.getVersion(), versions));
    }

    @Override
    public Map<String, String> latest(String definition, Collection<String> numbers) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        return history
                .createHistoricProcessInstanceQuery()
                .processDefinitionId(definition)
                .processInstanceBusinessKeyIn(numbers.toArray(String[]::new))
                .orderByProcessInstanceStartTime()
                .asc()
                .list()
                .stream()
                .collect(Collectors.toMap(
                        HistoricProcessInstance::getBusinessKey,
                        HistoricProcessInstance::getId,
                        (earlier, later) -> later));
    }

    @Override
    public Drawing drawing(String definition, Language language) {
        var model = repository.getBpmnModelInstance(definition);
        var shapes = model.getModelElementsByType(BpmnShape.class).stream()
                .filter(shape -> shape.getBpmnElement() instanceof FlowNode)
                .map(shape -> shape(shape, language))
                .toList();
        var lines = model.getModelElementsByType(BpmnEdge.class).stream()
                .filter(edge -> edge.getBpmnElement() instanceof SequenceFlow)
                .map(edge -> line(edge, language))
                .toList();
        return new Drawing(area(shapes, lines), shapes, lines);
    }

    private Drawing.Shape shape(BpmnShape shape, Language language) {
        var node = (FlowNode) shape.getBpmnElement();
        var form = node instanceof SubProcess
                ? Form.SUB_PROCESS
                : node instanceof Gateway
                        ? Form.GATEWAY
                        : node instanceof StartEvent
                                ? Form.START
                                : node instanceof EndEvent
                                        ? Form.END
                                        : node instanceof Event ? Form.BETWEEN : Form.TASK;
        return new Drawing.Shape(
                node.getId(), form, named(node.getName(), language), box(shape.getBounds()), box(shape.getBpmnLabel()));
    }

    private Drawing.Line line(BpmnEdge edge, Language language) {
        var flow = (SequenceFlow) edge.getBpmnElement();
        return new Drawing.Line(
                flow.getId(),
                named(flow.getName(), language),
                edge.getWaypoints().stream()
                        .map(point -> new Drawing.Point(point.getX(), point.getY()))
                        .toList(),
                box(edge.getBpmnLabel()));
    }

    private static Drawing.@Nullable Box box(@Nullable BpmnLabel label) {
        return label == null || label.getBounds() == null ? null : box(label.getBounds());
    }

    private static Drawing.Box box(Bounds bounds) {
        return new Drawing.Box(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
    }

    /** With room for names that are longer than the English ones. */
    private static Drawing.Box area(List<Drawing.Shape> shapes, List<Drawing.Line> lines) {
        var boxes = new ArrayList<Drawing.Box>();
        shapes.forEach(shape -> {
            boxes.add(shape.box());
            if (shape.label() != null) {
                boxes.add(shape.label());
            }
        });
        lines.forEach(line -> line.points().forEach(point -> boxes.add(new Drawing.Box(point.x(), point.y(), 0, 0))));
        var left = boxes.stream().mapToDouble(Drawing.Box::x).min().orElse(0) - AROUND;
        var top = boxes.stream().mapToDouble(Drawing.Box::y).min().orElse(0) - AROUND;
        var right =
                boxes.stream().mapToDouble(box -> box.x() + box.width()).max().orElse(0) + AROUND;
        var bottom =
                boxes.stream().mapToDouble(box -> box.y() + box.height()).max().orElse(0) + AROUND;
        return new Drawing.Box(left, top, right - left, bottom - top);
    }

    @Override
    public Optional<String> number(String instance) {
        return Optional.ofNullable(history.createHistoricProcessInstanceQuery()
                        .processInstanceId(instance)
                        .singleResult())
                .map(HistoricProcessInstance::getBusinessKey);
    }

    private String named(@Nullable String name, Language language) {
        return name == null
                ? ""
                : words.in(language, name.lines().map(String::strip).collect(Collectors.joining(" ")));
    }

    private static OffsetDateTime moment(Date date) {
        return OffsetDateTime.ofInstant(date.toInstant(), LegalClock.ZONE);
    }

    private static @Nullable OffsetDateTime orNull(@Nullable Date date) {
        return date == null ? null : moment(date);
    }
}
