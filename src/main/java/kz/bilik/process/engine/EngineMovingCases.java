package kz.bilik.process.engine;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.language.Language;
import kz.bilik.migration.MovingCases;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.process.task.UserTask;
import kz.bilik.process.words.ModelTexts;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.migration.MigrateProcessInstanceCmd;
import org.camunda.bpm.engine.impl.migration.MigrationPlanExecutionBuilderImpl;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyChange;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.migration.MigrationInstruction;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.ConditionalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Moves cases with the engine's own migration, and does what that leaves undone: tasks get the name, group, rights, due date and
 * columns of the new version, terms are reckoned from the records and not from today, and what could never end or would happen
 * twice is refused, since the engine asks for neither.
 */
@Component
class EngineMovingCases implements MovingCases {

    private static final String BODY = "#multiInstanceBody";

    private final ObjectProvider<ProcessEngineConfigurationImpl> engine;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final ManagementService management;
    private final AuthorizationService authorizations;
    private final IdentityService identity;
    private final EngineDeadlines deadlines;
    private final BeanFactory beans;
    private final JdbcClient jdbc;
    private final ModelTexts words;

    EngineMovingCases(
            ObjectProvider<ProcessEngineConfigurationImpl> engine,
            RuntimeService runtime,
            RepositoryService repository,
            ManagementService management,
            AuthorizationService authorizations,
            IdentityService identity,
            EngineDeadlines deadlines,
            BeanFactory beans,
            JdbcClient jdbc,
            ModelTexts words) {
        this.engine = engine;
        this.runtime = runtime;
        this.repository = repository;
        this.management = management;
        this.authorizations = authorizations;
        this.identity = identity;
        this.deadlines = deadlines;
        this.beans = beans;
        this.jdbc = jdbc;
        this.words = words;
    }

    @Override
    public Optional<Pair> pair(String process, int from, int to, Language language) {
        return definition(process, from).flatMap(source -> definition(process, to)
                .map(target -> new Pair(
                        said(Objects.requireNonNullElse(target.getName(), process), language),
                        source.getId(),
                        target.getId())));
    }

    private Optional<ProcessDefinition> definition(String process, int version) {
        return Optional.ofNullable(repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .processDefinitionVersion(version)
                .singleResult());
    }

    // The plan

    @Override
    public List<Line> lines(Pair pair, Language language) {
        var older = repository.getBpmnModelInstance(pair.source());
        var newer = repository.getBpmnModelInstance(pair.target());
        var standing = new HashMap<String, Long>();
        tokens("e.PROC_DEF_ID_", pair.source()).forEach(token -> standing.merge(token, 1L, Long::sum));
        var concerned = new HashSet<>(standing.keySet());
        standing.keySet().forEach(token -> enclosing(older, token).forEach(concerned::add));
        var mapped = generated(pair);
        return older.getModelElementsByType(FlowNode.class).stream()
                .filter(node -> concerned.contains(node.getId()))
                .map(node -> new Line(
                        node.getId(),
                        name(node, language),
                        standing.getOrDefault(node.getId(), 0L),
                        Optional.ofNullable(mapped.get(node.getId())),
                        newer.getModelElementsByType(FlowNode.class).stream()
                                .filter(other -> other.getElementType()
                                        .getTypeName()
                                        .equals(node.getElementType().getTypeName()))
                                .map(other -> new Choice(other.getId(), name(other, language)))
                                .toList()))
                .toList();
    }

    private static Stream<String> enclosing(BpmnModelInstance model, String element) {
        var around = new ArrayList<String>();
        var at = model.getModelElementById(element).getParentElement();
        while (at instanceof SubProcess scope) {
            around.add(scope.getId());
            at = scope.getParentElement();
        }
        return around.stream();
    }

    /** Where cases stand: executions with none within. */
    private List<String> tokens(String column, String id) {
        return jdbc
                .sql("select e.ACT_ID_ from ACT_RU_EXECUTION e where " + column + " = ? and e.ACT_ID_ is not null"
                        + " and not e.IS_EVENT_SCOPE_ and not exists (select 1 from ACT_RU_EXECUTION c"
                        + " where c.PARENT_ID_ = e.ID_ and not c.IS_EVENT_SCOPE_)")
                .param(id)
                .query(String.class)
                .list()
                .stream()
                .map(element -> element.replace(BODY, ""))
                .toList();
    }

    private Map<String, String> generated(Pair pair) {
        return runtime
                .createMigrationPlan(pair.source(), pair.target())
                .mapEqualActivities()
                .build()
                .getInstructions()
                .stream()
                .collect(Collectors.toMap(
                        MigrationInstruction::getSourceActivityId,
                        MigrationInstruction::getTargetActivityId,
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    @Override
    public Map<String, String> plan(Pair pair, Map<String, String> byHand) {
        var older = repository.getBpmnModelInstance(pair.source());
        var newer = repository.getBpmnModelInstance(pair.target());
        var plan = generated(pair);
        byHand.forEach((from, to) -> {
            if (older.getModelElementById(from) == null || newer.getModelElementById(to) == null) {
                throw Problem.of(Problem.Kind.UNPROCESSABLE, "migration.plan-refused");
            }
            if (!to.equals(plan.get(from))) {
                plan.put(from, to);
                edges(older, from).forEach(edge -> plan.remove(edge.getId()));
                edgesOfAnotherName(older, newer, from, to, plan);
            }
        });
        try {
            built(pair.source(), pair.target(), plan);
        } catch (MigrationPlanValidationException impossible) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "migration.plan-refused");
        }
        requireNoTimeouts(older, plan.keySet());
        requireNoTimeouts(newer, plan.values());
        return plan;
    }

    /** What hangs at a step goes with it where the same hangs there: a timer of the same date, whatever it is called. */
    private static void edgesOfAnotherName(
            BpmnModelInstance older, BpmnModelInstance newer, String from, String to, Map<String, String> plan) {
        edges(older, from).forEach(edge -> edges(newer, to)
                .filter(other -> fires(edge).equals(fires(other)) && !plan.containsValue(other.getId()))
                .findFirst()
                .ifPresent(other -> plan.put(edge.getId(), other.getId())));
    }

    private static Stream<BoundaryEvent> edges(BpmnModelInstance model, String element) {
        return model.getModelElementsByType(BoundaryEvent.class).stream()
                .filter(edge -> edge.getAttachedTo().getId().equals(element));
    }

    /** By what an event at an edge is brought about. */
    private static String fires(BoundaryEvent edge) {
        return edge.getEventDefinitions().stream()
                .map(definition -> definition.getElementType().getTypeName()
                        + definition.getTextContent().strip())
                .collect(Collectors.joining());
    }

    /** The engine keeps such a timer for the first case alone. */
    private void requireNoTimeouts(BpmnModelInstance model, Collection<String> elements) {
        model.getModelElementsByType(CamundaTaskListener.class).stream()
                .filter(listener -> "timeout".equals(listener.getCamundaEvent()))
                .map(listener -> listener.getParentElement().getParentElement())
                .filter(FlowElement.class::isInstance)
                .map(FlowElement.class::cast)
                .filter(task -> elements.contains(task.getId()))
                .findFirst()
                .ifPresent(task -> {
                    throw Problem.of(Problem.Kind.UNPROCESSABLE, "migration.timeout", task.getId());
                });
    }

    private MigrationPlan built(String source, String target, Map<String, String> lines) {
        var older = repository.getBpmnModelInstance(source);
        var plan = runtime.createMigrationPlan(source, target);
        lines.forEach((from, to) -> {
            var line = plan.mapActivities(from, to);
            var element = older.getModelElementById(from);
            if (element != null
                    && !element.getChildElementsByType(ConditionalEventDefinition.class)
                            .isEmpty()) {
                line.updateEventTrigger();
            }
        });
        return plan.build();
    }

    @Override
    public List<Running> running(String definition) {
        return runtime.createProcessInstanceQuery().processDefinitionId(definition).list().stream()
                .map(each ->
                        new Running(each.getProcessInstanceId(), Objects.requireNonNullElse(each.getBusinessKey(), "")))
                .toList();
    }

    // A case

    @Override
    public Optional<Refusal> move(
            String source, String target, Map<String, String> plan, String instance, String officer) {
        try {
            return moved(source, target, plan, instance, officer);
        } catch (OptimisticLockingException rival) {
            // An officer or a step was faster: what was read of the case is no longer so.
            return Optional.of(new Refusal(Why.BUSY, ""));
        }
    }

    private Optional<Refusal> moved(
            String source, String target, Map<String, String> plan, String instance, String officer) {
        var running =
                runtime.createProcessInstanceQuery().processInstanceId(instance).singleResult();
        if (running == null || !running.getProcessDefinitionId().equals(source)) {
            return Optional.of(new Refusal(Why.GONE, ""));
        }
        if (isBusy(instance)) {
            return Optional.of(new Refusal(Why.BUSY, ""));
        }
        var tokens = tokens("e.PROC_INST_ID_", instance);
        var without = tokens.stream().filter(token -> !plan.containsKey(token)).findFirst();
        if (without.isPresent()) {
            return Optional.of(new Refusal(Why.NO_LINE, named(source, without.get())));
        }
        var join = Joins.waitsForEver(
                repository.getBpmnModelInstance(target),
                tokens.stream().map(plan::get).toList());
        if (join.isPresent()) {
            return Optional.of(
                    new Refusal(Why.WAITS_FOR_EVER, named(target, join.get().getId())));
        }
        var wereDue = due(instance).map(plan::get).collect(Collectors.toSet());
        executor()
                .execute(new MigrateProcessInstanceCmd(
                        (MigrationPlanExecutionBuilderImpl)
                                new MigrationPlanExecutionBuilderImpl(executor(), built(source, target, plan))
                                        .processInstanceIds(instance),
                        true));
        var withoutGroup = renewTasks(instance);
        if (withoutGroup.isPresent()) {
            return Optional.of(new Refusal(Why.NO_GROUP, withoutGroup.get()));
        }
        deadlines.recalculate(instance);
        var fires = due(instance).filter(timer -> !wereDue.contains(timer)).findFirst();
        if (fires.isPresent()) {
            return Optional.of(new Refusal(Why.FIRES_AGAIN, named(target, fires.get())));
        }
        tell(instance, source, target, officer);
        return Optional.empty();
    }

    private CommandExecutor executor() {
        return engine.getObject().getCommandExecutorTxRequired();
    }

    /** A step that is carried out meanwhile would be carried out a second time, by the new version. */
    private boolean isBusy(String instance) {
        return jdbc.sql("select count(*) from ACT_RU_JOB where PROCESS_INSTANCE_ID_ = ? and LOCK_OWNER_ is not null"
                                + " and LOCK_EXP_TIME_ > ?")
                        .params(
                                instance,
                                new Timestamp(ClockUtil.getCurrentTime().getTime()))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The timers of a case whose date is past, by their elements. */
    private Stream<String> due(String instance) {
        return management
                .createJobQuery()
                .processInstanceId(instance)
                .timers()
                .duedateLowerThan(ClockUtil.getCurrentTime())
                .list()
                .stream()
                .map(job -> management
                        .createJobDefinitionQuery()
                        .jobDefinitionId(job.getJobDefinitionId())
                        .singleResult()
                        .getActivityId());
    }

    /**
     * What the engine leaves as it was on an open task.
     *
     * @return the task that would have no group any more
     */
    private Optional<String> renewTasks(String instance) {
        return executor().execute(context -> {
            for (var task : context.getTaskManager().findTasksByProcessInstanceId(instance)) {
                var definition = task.getTaskDefinition();
                if (definition == null) {
                    continue;
                }
                task.setName(text(definition.getNameExpression(), task));
                task.setDescription(text(definition.getDescriptionExpression(), task));
                var priority = text(definition.getPriorityExpression(), task);
                if (priority != null) {
                    task.setPriority(Integer.parseInt(priority));
                }
                var due = definition.getDueDateExpression();
                if (due == null || task.getDueDate() == null) {
                    task.setDueDate(due == null ? null : (Date) due.getValue(task));
                }
                var groups = groups(definition.getCandidateGroupIdExpressions(), task);
                if (groups.isEmpty()) {
                    return Optional.of(Objects.requireNonNullElse(task.getName(), task.getTaskDefinitionKey()));
                }
                hand(task, groups);
                task.setVariablesLocal(beans.getBean(task.getTaskDefinitionKey(), UserTask.class)
                        .listed()
                        .apply(task, Language.KK));
                task.triggerUpdateEvent();
            }
            return Optional.empty();
        });
    }

    private static @Nullable String text(@Nullable Expression expression, TaskEntity task) {
        return expression == null ? null : Objects.toString(expression.getValue(task), null);
    }

    private static Set<String> groups(Set<Expression> expressions, TaskEntity task) {
        return expressions.stream()
                .map(expression -> expression.getValue(task))
                .flatMap(value -> value instanceof Collection<?> several
                        ? several.stream().map(String::valueOf)
                        : Arrays.stream(String.valueOf(value).split(",")))
                .map(String::strip)
                .filter(group -> !group.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** To other groups than before: whoever had it loses it, with the rights that came with it. */
    private void hand(TaskEntity task, Set<String> groups) {
        var before = task.getCandidates().stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (before.equals(groups)) {
            return;
        }
        task.setAssignee(null);
        before.stream().filter(group -> !groups.contains(group)).forEach(task::deleteCandidateGroup);
        var staying = groups.stream()
                .filter(before::contains)
                .flatMap(group -> Stream.concat(Stream.of(group), Place.headsOf(group).stream()))
                .collect(Collectors.toSet());
        authorizations.createAuthorizationQuery().resourceType(Resources.TASK).resourceId(task.getId()).list().stream()
                .filter(right -> right.getGroupId() == null || !staying.contains(right.getGroupId()))
                .map(Authorization::getId)
                .forEach(authorizations::deleteAuthorization);
        groups.stream().filter(group -> !before.contains(group)).forEach(task::addCandidateGroup);
    }

    /** In the engine's log of what was done by hand, where the story of the case finds it. */
    private void tell(String instance, String source, String target, String officer) {
        var process = repository.getProcessDefinition(target).getKey();
        var before = identity.getCurrentAuthentication();
        identity.setAuthenticatedUserId(officer);
        try {
            executor().execute(context -> {
                context.getOperationLogManager()
                        .logProcessInstanceOperation(
                                UserOperationLogEntry.OPERATION_TYPE_MIGRATE,
                                instance,
                                target,
                                process,
                                List.of(
                                        new PropertyChange("processDefinitionId", source, target),
                                        new PropertyChange("targetProcessDefinitionId", null, target),
                                        new PropertyChange("nrOfInstances", null, 1)));
                return null;
            });
        } finally {
            identity.setAuthentication(before);
        }
    }

    private String named(String definition, String element) {
        var found = repository.getBpmnModelInstance(definition).getModelElementById(element);
        var name = found instanceof FlowElement known ? known.getName() : null;
        return name == null || name.isBlank() ? element : name.strip().replaceAll("\\s+", " ");
    }

    private String name(FlowNode node, Language language) {
        return node.getName() == null || node.getName().isBlank() ? node.getId() : said(node.getName(), language);
    }

    @Override
    public String said(String name, Language language) {
        return words.in(language, name.strip().replaceAll("\\s+", " "));
    }
}
