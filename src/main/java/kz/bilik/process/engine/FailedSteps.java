package kz.bilik.process.engine;

import static java.util.Comparator.comparing;

import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.language.Language;
import kz.bilik.officer.OfficerTasks.Kind;
import kz.bilik.officer.OfficerTasks.Subject;
import kz.bilik.officer.keeping.AdministratorDeeds;
import kz.bilik.officer.keeping.AdministratorDeeds.Deed;
import kz.bilik.officer.keeping.StoppedSteps;
import kz.bilik.problem.Problem;
import kz.bilik.process.words.ModelTexts;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricJobLog;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The engine's jobs that failed, told without the names of its classes. What failed, the trace of the failure tells. */
@Component
class FailedSteps implements StoppedSteps {

    private static final Map<String, Kind> KINDS = Map.of(
            "application", Kind.CASE,
            "voucher", Kind.CASE,
            "settlement", Kind.ACT,
            "distribution", Kind.DISTRIBUTION);

    /** What {@link Problem#toString()} says. */
    private static final Pattern PROBLEM =
            Pattern.compile("\\.Problem: ([a-z0-9]+(?:[.-][a-z0-9]+)*)[^\\n{]*(?:\\{([^\\n}]*)})?");

    private static final Pattern STATUS = Pattern.compile("^([1-5]\\d\\d)\\b.*", Pattern.DOTALL);
    private static final Pattern SILENT = Pattern.compile("^I/O error.*|.*ResourceAccessException.*", Pattern.DOTALL);
    private static final Pattern DATABASE = Pattern.compile(
            ".*(CannotGetJdbcConnection|DataAccessResourceFailure|TransientConnection|CannotCreateTransaction"
                    + "|UncategorizedSQL|SQLNonTransientConnection|SQLTimeout|QueryTimeout|ProcessEnginePersistence).*",
            Pattern.DOTALL);
    private static final Pattern RIVAL =
            Pattern.compile(".*(OptimisticLocking|ConcurrencyFailure|CannotAcquireLock|Deadlock).*", Pattern.DOTALL);
    private static final Pattern MODEL = Pattern.compile(
            ".*(PropertyNotFoundException|Unknown property used in expression|MethodNotFoundException|DmnEngineException"
                    + "|DmnEvaluationException|ScriptEvaluationException|FeelException|No outgoing sequence flow"
                    + "|no processes deployed|ENGINE-02004).*",
            Pattern.DOTALL);

    private final ManagementService management;
    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final HistoryService history;
    private final ModelTexts texts;
    private final AdministratorDeeds deeds;
    private final Map<String, String> names = new ConcurrentHashMap<>();

    FailedSteps(
            ManagementService management,
            RuntimeService runtime,
            RepositoryService repository,
            HistoryService history,
            ModelTexts texts,
            AdministratorDeeds deeds) {
        this.management = management;
        this.runtime = runtime;
        this.repository = repository;
        this.history = history;
        this.texts = texts;
        this.deeds = deeds;
    }

    @Override
    public List<Stopped> all(String language, int count) {
        var reader = Language.of(Locale.forLanguageTag(language));
        return Stream.concat(
                        failed().noRetriesLeft().listPage(0, count).stream(),
                        failed().withRetriesLeft().listPage(0, count).stream())
                .limit(count)
                .map(job -> stopped(job, reader))
                .sorted(comparing((Stopped step) -> step.next() != null).thenComparing(Stopped::since))
                .toList();
    }

    @Override
    public String words(String step, String language) {
        return texts.in(Language.of(Locale.forLanguageTag(language)), step);
    }

    @Override
    public int gaveUp() {
        return (int) failed().noRetriesLeft().count();
    }

    @Override
    @Transactional
    public void restart(String key, String by) {
        var job = failed().jobId(key).singleResult();
        if (job == null) {
            throw Problem.of(Problem.Kind.CONFLICT, "officer.step-gone");
        }
        var subject = subject(job);
        try {
            management
                    .setJobRetries(EngineConfiguration.ATTEMPTS)
                    .jobId(key)
                    .dueDate(ClockUtil.getCurrentTime())
                    .execute();
        } catch (ProcessEngineException rival) {
            throw Problem.of(Problem.Kind.CONFLICT, "officer.step-gone");
        }
        deeds.record(by, Deed.STEP_RESTARTED, subject.map(Subject::number).orElse(""), name(job));
    }

    private JobQuery failed() {
        return management.createJobQuery().withException().active();
    }

    private Stopped stopped(Job job, Language language) {
        var failures = history.createHistoricJobLogQuery()
                .jobId(job.getId())
                .failureLog()
                .orderByTimestamp()
                .asc()
                .list();
        var said = Optional.ofNullable(job.getExceptionMessage()).orElse("");
        var trace = Optional.ofNullable(management.getJobExceptionStacktrace(job.getId()))
                .orElse("");
        var problem = PROBLEM.matcher(trace);
        var isProblem = problem.find();
        var status = STATUS.matcher(said);
        var cause = isProblem ? Cause.PROBLEM : cause(said, trace);
        return new Stopped(
                job.getId(),
                subject(job).orElse(null),
                name(job),
                texts.in(language, name(job)),
                cause,
                isProblem ? problem.group(1) : null,
                isProblem && problem.group(2) != null ? List.of(problem.group(2).split(" \\| ")) : List.of(),
                cause == Cause.OUTSIDE_REFUSED && status.matches() ? Integer.valueOf(status.group(1)) : null,
                legal(failures.stream()
                        .findFirst()
                        .map(HistoricJobLog::getTimestamp)
                        .orElse(job.getCreateTime())),
                Math.max(1, failures.size()),
                job.getRetries() == 0 || job.getDuedate() == null ? null : legal(job.getDuedate()));
    }

    /** The line of the exception and those of its causes tell; frames name classes of every kind. */
    private static Cause cause(String said, String trace) {
        if (STATUS.matcher(said).matches()) {
            return Cause.OUTSIDE_REFUSED;
        }
        var lines = trace.lines()
                .filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t... "))
                .limit(30)
                .reduce("", (all, line) -> all + "\n" + line);
        if (SILENT.matcher(said).matches() || SILENT.matcher(lines).matches()) {
            return Cause.OUTSIDE_SILENT;
        }
        if (RIVAL.matcher(lines).matches()) {
            return Cause.RIVAL;
        }
        if (DATABASE.matcher(lines).matches()) {
            return Cause.DATABASE;
        }
        return MODEL.matcher(lines).matches() ? Cause.MODEL : Cause.FAULT;
    }

    private Optional<Subject> subject(Job job) {
        return Optional.ofNullable(job.getProcessInstanceId())
                .map(instance -> runtime.createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .singleResult())
                .filter(instance ->
                        instance.getBusinessKey() != null && KINDS.containsKey(instance.getProcessDefinitionKey()))
                .map(instance -> new Subject(KINDS.get(instance.getProcessDefinitionKey()), instance.getBusinessKey()));
    }

    /** What the diagram calls the element; what it calls the step at whose edge it stands, or the process, where it is silent. */
    private String name(Job job) {
        if (job.getJobDefinitionId() == null || job.getProcessDefinitionId() == null) {
            return "";
        }
        return names.computeIfAbsent(job.getJobDefinitionId(), definition -> {
            var activity = management
                    .createJobDefinitionQuery()
                    .jobDefinitionId(definition)
                    .singleResult()
                    .getActivityId();
            var model = repository.getBpmnModelInstance(job.getProcessDefinitionId());
            FlowElement element = model.getModelElementById(activity);
            return Stream.of(named(element), element instanceof BoundaryEvent edge ? named(edge.getAttachedTo()) : null)
                    .filter(name -> name != null && !name.isBlank())
                    .findFirst()
                    .orElseGet(() -> model.getModelElementsByType(Process.class).stream()
                            .map(Process::getName)
                            .findFirst()
                            .orElse(""));
        });
    }

    private static @Nullable String named(@Nullable FlowElement element) {
        return element == null || element.getName() == null
                ? null
                : element.getName().replaceAll("\\s+", " ").strip();
    }

    private static OffsetDateTime legal(Date moment) {
        return OffsetDateTime.ofInstant(moment.toInstant(), LegalClock.ZONE);
    }
}
