package kz.bilik.process.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.casefile.OfficerWords;
import kz.bilik.history.Course;
import kz.bilik.history.Operations;
import kz.bilik.history.Step;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.OfficerNames;
import kz.bilik.process.words.GroupNames;
import kz.bilik.process.words.ModelTexts;
import org.camunda.bpm.engine.EntityTypes;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The engine's log of user operations, told in words. Read by SQL, because its own query cannot be asked for what belongs to no
 * case, and gives one operation as several entries, one for each property.
 */
@Component
class EngineOperations implements Operations {

    /** Which of the engine's entities belong to what; those of no line to the settings. */
    private static final Map<Kind, Set<String>> ENTITIES = Map.of(
            Kind.ACCOUNTS, Set.of(EntityTypes.USER),
            Kind.GROUPS,
                    Set.of(
                            EntityTypes.GROUP,
                            EntityTypes.GROUP_MEMBERSHIP,
                            EntityTypes.TENANT,
                            EntityTypes.TENANT_MEMBERSHIP),
            Kind.RIGHTS, Set.of(EntityTypes.AUTHORIZATION),
            Kind.DEPLOYMENTS, Set.of(EntityTypes.DEPLOYMENT),
            Kind.DIAGRAMS,
                    Set.of(
                            EntityTypes.PROCESS_DEFINITION,
                            EntityTypes.DECISION_DEFINITION,
                            EntityTypes.DECISION_REQUIREMENTS_DEFINITION),
            Kind.FILTERS, Set.of(EntityTypes.FILTER),
            Kind.JOBS, Set.of(EntityTypes.JOB, EntityTypes.JOB_DEFINITION),
            Kind.CASES,
                    Set.of(
                            EntityTypes.PROCESS_INSTANCE,
                            EntityTypes.HISTORIC_PROCESS_INSTANCE,
                            EntityTypes.DECISION_INSTANCE,
                            EntityTypes.TASK,
                            EntityTypes.VARIABLE,
                            EntityTypes.INCIDENT),
            Kind.BATCHES, Set.of(EntityTypes.BATCH),
            Kind.SETTINGS,
                    Set.of(
                            EntityTypes.PROPERTY,
                            EntityTypes.METRICS,
                            EntityTypes.TASK_METRICS,
                            EntityTypes.SYSTEM,
                            EntityTypes.APPLICATION,
                            EntityTypes.OPERATION_LOG));

    private static final String COLUMNS =
            "OPERATION_ID_, TIMESTAMP_, USER_ID_, OPERATION_TYPE_, ENTITY_TYPE_, PROPERTY_, ORG_VALUE_, NEW_VALUE_,"
                    + " DEPLOYMENT_ID_, PROC_DEF_ID_, PROC_DEF_KEY_, PROC_INST_ID_, TASK_ID_, JOB_ID_, JOB_DEF_ID_";

    /** What a deployment that was made by an operation may be older than it. */
    private static final Duration SAME_MOMENT = Duration.ofSeconds(5);

    /** Properties by which the log names what an operation concerned: it stands in the sentence. */
    private static final Set<String> NAMING =
            Set.of("userId", "groupId", "filterId", "name", "password", "profile", "assignee");

    /** Of use to the engine alone, or said by another property as well. */
    private static final Set<String> OF_THE_ENGINE = Set.of(
            "permissionBits", "tenantId", "chunkSize", "updateInChunks", "mode", "hierarchical", "configuration");

    /** Of a migration, what stands in its sentence. */
    private static final Set<String> MIGRATED =
            Set.of("nrOfInstances", "processDefinitionId", "targetProcessDefinitionId");

    private static final Set<String> DAYS = Set.of("dueDate", "duedate", "removalTime", "timestamp");

    private static final Pattern MADE_UP = Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private static final Pattern MILLISECONDS = Pattern.compile("\\d{12,14}");

    /** One entry of the log. */
    private record Row(
            String operation,
            OffsetDateTime at,
            @Nullable String user,
            String type,
            String entity,
            @Nullable String property,
            @Nullable String before,
            @Nullable String after,
            @Nullable String deployment,
            @Nullable String definition,
            @Nullable String definitionKey,
            @Nullable String instance,
            @Nullable String task,
            @Nullable String job,
            @Nullable String jobDefinition) {}

    private final JdbcClient jdbc;
    private final RepositoryService repository;
    private final ManagementService management;
    private final FilterService filters;
    private final OfficerWords officers;
    private final OfficerNames names;
    private final GroupNames groups;
    private final ModelTexts words;
    private final Texts texts;

    EngineOperations(
            JdbcClient jdbc,
            RepositoryService repository,
            ManagementService management,
            FilterService filters,
            OfficerWords officers,
            OfficerNames names,
            GroupNames groups,
            ModelTexts words,
            Texts texts) {
        this.jdbc = jdbc;
        this.repository = repository;
        this.management = management;
        this.filters = filters;
        this.officers = officers;
        this.names = names;
        this.groups = groups;
        this.words = words;
        this.texts = texts;
    }

    @Override
    public List<Operation> outsideOfCases(Sought sought, int skip, int count, Language language) {
        var which = new StringBuilder("PROC_INST_ID_ is null and TASK_ID_ is null");
        var parameters = new LinkedHashMap<String, Object>();
        if (sought.officer() != null) {
            which.append(" and USER_ID_ = :officer");
            parameters.put("officer", sought.officer());
        }
        if (sought.from() != null) {
            which.append(" and TIMESTAMP_ >= :from");
            parameters.put("from", midnight(sought.from()));
        }
        if (sought.to() != null) {
            which.append(" and TIMESTAMP_ < :to");
            parameters.put("to", midnight(sought.to().plusDays(1)));
        }
        if (sought.kind() != null) {
            which.append(" and ENTITY_TYPE_ in (:entities)");
            parameters.put("entities", ENTITIES.get(sought.kind()));
        }
        var found = jdbc.sql("select OPERATION_ID_ from ACT_HI_OP_LOG where " + which
                        + " group by OPERATION_ID_ order by max(TIMESTAMP_) desc, OPERATION_ID_ desc"
                        + " limit :count offset :skip")
                .params(parameters)
                .param("count", count)
                .param("skip", skip)
                .query(String.class)
                .list();
        if (found.isEmpty()) {
            return List.of();
        }
        var rows = jdbc
                .sql("select " + COLUMNS + " from ACT_HI_OP_LOG where OPERATION_ID_ in (:found) order by ID_")
                .param("found", found)
                .query(EngineOperations::row)
                .list()
                .stream()
                .collect(Collectors.groupingBy(Row::operation));
        return found.stream()
                .map(operation -> told(rows.get(operation), null, language))
                .toList();
    }

    @Override
    public List<Operation> within(Collection<Course> courses, Language language) {
        if (courses.isEmpty()) {
            return List.of();
        }
        var steps = tasks(courses);
        return jdbc
                .sql("select " + COLUMNS
                        + " from ACT_HI_OP_LOG where PROC_INST_ID_ in (:instances) and OPERATION_TYPE_ <> 'Complete'"
                        + " order by TIMESTAMP_, ID_")
                .param("instances", courses.stream().map(Course::instance).toList())
                .query(EngineOperations::row)
                .list()
                .stream()
                // An operation may be logged for a task and for its case.
                .collect(Collectors.groupingBy(
                        row -> row.operation() + row.entity() + row.task(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(rows -> told(rows, steps.get(String.valueOf(rows.get(0).task())), language))
                .toList();
    }

    /** By the engine's id of a task, the step that it was. */
    private Map<String, Step> tasks(Collection<Course> courses) {
        var passages = courses.stream()
                .flatMap(course -> course.steps().stream())
                .collect(Collectors.toMap(Step::id, step -> step, (one, other) -> one));
        return jdbc
                .sql("select ID_, ACT_INST_ID_ from ACT_HI_TASKINST where PROC_INST_ID_ in (:instances)")
                .param("instances", courses.stream().map(Course::instance).toList())
                .query((row, number) -> Map.entry(row.getString(1), String.valueOf(row.getString(2))))
                .list()
                .stream()
                .filter(task -> passages.containsKey(task.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, task -> passages.get(task.getValue())));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("OPERATION_ID_"),
                OffsetDateTime.ofInstant(row.getTimestamp("TIMESTAMP_").toInstant(), LegalClock.ZONE),
                row.getString("USER_ID_"),
                String.valueOf(row.getString("OPERATION_TYPE_")),
                String.valueOf(row.getString("ENTITY_TYPE_")),
                row.getString("PROPERTY_"),
                row.getString("ORG_VALUE_"),
                row.getString("NEW_VALUE_"),
                row.getString("DEPLOYMENT_ID_"),
                row.getString("PROC_DEF_ID_"),
                row.getString("PROC_DEF_KEY_"),
                row.getString("PROC_INST_ID_"),
                row.getString("TASK_ID_"),
                row.getString("JOB_ID_"),
                row.getString("JOB_DEF_ID_"));
    }

    private static Timestamp midnight(LocalDate day) {
        return Timestamp.from(day.atStartOfDay(LegalClock.ZONE).toInstant());
    }

    private Operation told(List<Row> rows, @Nullable Step step, Language language) {
        var first = rows.get(0);
        var place = step == null ? "" : step.name();
        return new Operation(
                first.at(),
                kind(first.entity()),
                Objects.requireNonNullElse(first.user(), ""),
                first.user() == null ? "" : officers.name(first.user(), language),
                step == null ? said(rows, language) : saidOfATask(rows, place, language),
                Stream.concat(meant(rows, language).stream(), details(rows, language).stream())
                        .toList(),
                first.instance(),
                step == null ? null : step.place(),
                place);
    }

    private static Kind kind(String entity) {
        return ENTITIES.entrySet().stream()
                .filter(each -> each.getValue().contains(entity))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Kind.SETTINGS);
    }

    /** What it concerned, by name where it has one, and what was done with it. */
    private String said(List<Row> rows, Language language) {
        var first = rows.get(0);
        var entity = texts.inOr(
                language,
                first.entity(),
                "history.operation.of." + first.entity().replace(" ", ""));
        var subject = subject(rows, language);
        return texts.in(
                language,
                subject.isEmpty() ? "history.operation" : "history.operation.named",
                entity,
                type(first.type(), language),
                subject);
    }

    private String type(String type, Language language) {
        return texts.inOr(language, type, "history.operation.type." + type);
    }

    /** Who took a task, gave it to whom or gave it back. */
    private String saidOfATask(List<Row> rows, String place, Language language) {
        var first = rows.get(0);
        var assignee = rows.stream()
                .filter(row -> "assignee".equals(row.property()))
                .map(Row::after)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        return switch (first.type()) {
            case UserOperationLogEntry.OPERATION_TYPE_CLAIM -> texts.in(language, "history.operation.taken", place);
            case UserOperationLogEntry.OPERATION_TYPE_ASSIGN ->
                assignee.isEmpty()
                        ? texts.in(language, "history.operation.given-back", place)
                        : texts.in(language, "history.operation.given", place, officers.name(assignee, language));
            default -> texts.in(language, "history.operation.task", place, type(first.type(), language));
        };
    }

    private static Optional<String> value(List<Row> rows, String property) {
        return rows.stream()
                .filter(row -> property.equals(row.property()))
                .map(row -> row.after() == null || row.after().isEmpty() ? row.before() : row.after())
                .filter(Objects::nonNull)
                .findFirst();
    }

    private String subject(List<Row> rows, Language language) {
        var first = rows.get(0);
        return switch (first.entity()) {
            case EntityTypes.USER, EntityTypes.GROUP, EntityTypes.GROUP_MEMBERSHIP, EntityTypes.AUTHORIZATION ->
                Stream.of(
                                value(rows, "userId").map(this::person),
                                value(rows, "groupId").map(group -> groups.in(language, group)))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" – "));
            case EntityTypes.DEPLOYMENT ->
                Optional.ofNullable(first.deployment())
                        .map(id -> repository
                                .createDeploymentQuery()
                                .deploymentId(id)
                                .singleResult())
                        .map(found -> found.getName() == null ? "" : "“" + found.getName() + "”")
                        .orElse("");
            case EntityTypes.FILTER ->
                value(rows, "filterId")
                        .map(id -> filters.createFilterQuery().filterId(id).singleResult())
                        .map(filter -> "“" + words.in(language, filter.getName()) + "”")
                        .orElse("");
            case EntityTypes.PROPERTY -> value(rows, "name").orElse("");
            case EntityTypes.JOB_DEFINITION -> jobs(first, language);
            default -> definition(first.definition(), first.definitionKey(), language);
        };
    }

    /** His name, and the account, since two may bear one name; of one that is gone, the account. */
    private String person(String account) {
        return names.name(account).map(name -> name + " (" + account + ")").orElse(account);
    }

    private String jobs(Row row, Language language) {
        var jobs = row.jobDefinition() == null
                ? null
                : management
                        .createJobDefinitionQuery()
                        .jobDefinitionId(row.jobDefinition())
                        .singleResult();
        var diagram = definition(row.definition(), row.definitionKey(), language);
        if (jobs == null) {
            return diagram;
        }
        var element = repository
                .getBpmnModelInstance(jobs.getProcessDefinitionId())
                .getModelElementById(jobs.getActivityId());
        return element instanceof FlowElement known && known.getName() != null
                ? words.in(language, known.getName()) + " – " + diagram
                : diagram;
    }

    /** A diagram by its name and version; of one that is gone, or of all its versions, by its name alone. */
    private String definition(@Nullable String id, @Nullable String key, Language language) {
        var found = id == null
                ? null
                : repository
                        .createProcessDefinitionQuery()
                        .processDefinitionId(id)
                        .singleResult();
        if (found != null) {
            return texts.in(
                    language,
                    "history.definition",
                    words.in(language, Objects.requireNonNullElse(found.getName(), found.getKey())),
                    String.valueOf(found.getVersion()));
        }
        return key == null
                ? ""
                : repository.createProcessDefinitionQuery().processDefinitionKey(key).latestVersion().list().stream()
                        .findFirst()
                        .map(latest -> words.in(language, Objects.requireNonNullElse(latest.getName(), key)))
                        .orElse(key);
    }

    /** What the log's own words do not say, or say so that they are taken for something else. */
    private List<String> meant(List<Row> rows, Language language) {
        var first = rows.get(0);
        var update = first.type().equals(UserOperationLogEntry.OPERATION_TYPE_UPDATE);
        if (first.entity().equals(EntityTypes.USER) && update) {
            var known = Stream.of("password", "profile")
                    .filter(what -> rows.stream().anyMatch(row -> what.equals(row.property())))
                    .map(what -> texts.in(language, "history.operation.meant." + what))
                    .toList();
            return known.isEmpty() ? List.of(texts.in(language, "history.operation.meant.either")) : known;
        }
        if (first.entity().equals(EntityTypes.DEPLOYMENT)
                && first.type().equals(UserOperationLogEntry.OPERATION_TYPE_CREATE)
                && first.deployment() != null) {
            var found = repository
                    .createDeploymentQuery()
                    .deploymentId(first.deployment())
                    .singleResult();
            if (found == null) {
                return List.of(texts.in(language, "history.operation.meant.deployment-gone"));
            }
            var made = moment(found.getDeploymentTime().toInstant());
            return made.plus(SAME_MOMENT).isBefore(first.at())
                    ? List.of(texts.in(language, "history.operation.meant.nothing-deployed", Day.andTime(made)))
                    : List.of();
        }
        if (first.type().equals(UserOperationLogEntry.OPERATION_TYPE_MIGRATE)) {
            return List.of(texts.in(
                    language,
                    "history.operation.meant.migrated",
                    value(rows, "nrOfInstances").orElse("–"),
                    definition(value(rows, "targetProcessDefinitionId").orElse(null), null, language)));
        }
        return List.of();
    }

    private List<String> details(List<Row> rows, Language language) {
        var migrates = rows.get(0).type().equals(UserOperationLogEntry.OPERATION_TYPE_MIGRATE);
        var details = new ArrayList<String>();
        for (var row : rows) {
            if (row.property() == null
                    || NAMING.contains(row.property())
                    || OF_THE_ENGINE.contains(row.property())
                    || migrates && MIGRATED.contains(row.property())) {
                continue;
            }
            var before = said(row.property(), row.before(), language);
            var after = said(row.property(), row.after(), language);
            if (before.isEmpty() && after.isEmpty()) {
                continue;
            }
            details.add(texts.inOr(language, row.property(), "history.operation.property." + row.property())
                    + ": "
                    + (before.isEmpty() ? after : before + " → " + (after.isEmpty() ? "–" : after)));
        }
        return details.stream().distinct().toList();
    }

    private String said(String property, @Nullable String value, Language language) {
        if (value == null || value.isEmpty() || value.equals("null")) {
            return "";
        }
        if (value.equals("true") || value.equals("false")) {
            return texts.in(language, value.equals("true") ? "web.case.yes" : "web.case.no");
        }
        if (DAYS.contains(property) && MILLISECONDS.matcher(value).matches()) {
            return Day.andTime(moment(Instant.ofEpochMilli(Long.parseLong(value))));
        }
        return switch (property) {
            case "owner" -> officers.name(value, language);
            case "processDefinitionId" -> definition(value, null, language);
            case "decisionDefinitionId", "decisionDefinitionKey" -> table(property, value, language);
            case "permissions" ->
                Stream.of(value.split(",\\s*"))
                        .map(each -> texts.inOr(language, each, "history.operation.permission." + each))
                        .collect(Collectors.joining(", "));
            case "resource" -> texts.inOr(language, value, "history.operation.of." + value.replace(" ", ""));
            case "resourceId" -> value.equals("*") ? texts.in(language, "history.operation.any") : value;
            case "type", "suspensionState" ->
                texts.inOr(language, value, "history.operation." + property + "." + value);
            // An id that the engine made up says nothing to anybody.
            default -> MADE_UP.matcher(value).find() ? "" : value;
        };
    }

    /** A table by its name, and by its version where one is meant. */
    private String table(String property, String value, Language language) {
        var ofOne = property.equals("decisionDefinitionId");
        var asked = repository.createDecisionDefinitionQuery();
        return (ofOne
                        ? asked.decisionDefinitionId(value)
                        : asked.decisionDefinitionKey(value).latestVersion())
                .list().stream()
                        .findFirst()
                        .map(table -> {
                            var name = words.in(language, Objects.requireNonNullElse(table.getName(), table.getKey()));
                            return ofOne
                                    ? texts.in(language, "history.definition", name, String.valueOf(table.getVersion()))
                                    : name;
                        })
                        .orElse("");
    }

    private static OffsetDateTime moment(Instant instant) {
        return OffsetDateTime.ofInstant(instant, LegalClock.ZONE);
    }
}
