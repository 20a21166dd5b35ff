package kz.bilik.process.engine;

import static java.util.Comparator.comparing;
import static java.util.Comparator.nullsFirst;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.bilik.calendar.LegalClock;
import kz.bilik.integration.OutsideSystem;
import kz.bilik.integration.WaitingSteps;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * The steps that {@link Asks ask} an outside system. One that gave up is an incident, and stays tried: every so often one
 * of each system is run again, and when it succeeds the system is back and all its steps start again, whether it was away
 * for a week-end or for two months.
 */
@Component
class OutsideSteps implements WaitingSteps {

    private static final Logger log = LoggerFactory.getLogger(OutsideSteps.class);

    private static final Pattern STATUS = Pattern.compile("^([1-5]\\d\\d)\\b.*", Pattern.DOTALL);
    private static final String UNREACHED = "I/O error";

    /** Longer than a system may take to answer: nobody else takes the step meanwhile. */
    private static final Duration LOCKED_FOR = Duration.ofMinutes(10);

    private final ObjectProvider<ProcessEngineConfigurationImpl> engine;
    private final ManagementService management;
    private final Duration triedEvery;

    /** The steps of each system, by the names of their beans, which are those of the diagram. */
    private final Supplier<Map<OutsideSystem, List<String>>> steps;

    OutsideSteps(
            ObjectProvider<ProcessEngineConfigurationImpl> engine,
            ManagementService management,
            ListableBeanFactory beans,
            @Value("${bilik.systems.tried-every:PT15M}") Duration triedEvery) {
        this.engine = engine;
        this.management = management;
        this.triedEvery = triedEvery;
        this.steps = SingletonSupplier.of(() -> Arrays.stream(beans.getBeanNamesForAnnotation(Asks.class))
                .sorted()
                .collect(Collectors.groupingBy(
                        step -> Objects.requireNonNull(beans.findAnnotationOnBean(step, Asks.class))
                                .value())));
    }

    @Override
    public List<Waiting> all() {
        return Arrays.stream(OutsideSystem.values()).map(this::of).toList();
    }

    private Waiting of(OutsideSystem system) {
        var failed = failed(system);
        var last = failed.stream().max(comparing(Job::getDuedate, nullsFirst(Date::compareTo)));
        var first = failed.stream().map(Job::getCreateTime).min(Date::compareTo);
        var said = last.map(Job::getExceptionMessage).orElse("");
        var status = STATUS.matcher(said);
        return new Waiting(
                system,
                failed.size(),
                (int) failed.stream().filter(job -> job.getRetries() == 0).count(),
                first.map(time -> OffsetDateTime.ofInstant(time.toInstant(), LegalClock.ZONE))
                        .orElse(null),
                last.isEmpty() ? null : answer(said),
                status.matches() ? Integer.valueOf(status.group(1)) : null);
    }

    private static LastAnswer answer(String said) {
        if (STATUS.matcher(said).matches()) {
            return LastAnswer.STATUS;
        }
        return said.startsWith(UNREACHED) ? LastAnswer.NONE : LastAnswer.OTHER;
    }

    @Override
    public int restart(OutsideSystem system) {
        return (int) failed(system).stream().filter(this::startAgain).count();
    }

    @Override
    public Duration triedEvery() {
        return triedEvery;
    }

    /** Where the engine runs no job by itself, or somebody steps its clock, nothing is tried by itself either. */
    @Scheduled(
            initialDelayString = "${bilik.systems.tried-every:PT15M}",
            fixedDelayString = "${bilik.systems.tried-every:PT15M}")
    void tryByItself() {
        if (engine.getObject().getJobExecutor().isActive()) {
            tryAgain();
        }
    }

    /** Runs one step of each system that gave up; when it succeeds, all of that system start again. */
    public void tryAgain() {
        for (var system : steps.get().keySet()) {
            gaveUp(system).filter(this::take).filter(this::succeeds).ifPresent(job -> {
                var restarted = restart(system);
                log.info("{} answers again; {} more steps that waited for it start again", system, restarted);
            });
        }
    }

    /** The one that was not tried for longest: one that fails for a reason of its own holds up no other. */
    private Optional<Job> gaveUp(OutsideSystem system) {
        return failed(system).stream()
                .filter(job -> job.getRetries() == 0)
                .min(comparing(Job::getDuedate, nullsFirst(Date::compareTo)).thenComparing(Job::getId));
    }

    /** The steps that ask that system, as their diagrams name them. */
    List<String> stepsOf(OutsideSystem system) {
        return steps.get().getOrDefault(system, List.of());
    }

    private List<Job> failed(OutsideSystem system) {
        return stepsOf(system).stream()
                .flatMap(step -> management.createJobQuery().activityId(step).withException().active().list().stream())
                .toList();
    }

    /** Takes the step with the engine's own lock, so that no other node tries it in this moment. */
    private boolean take(Job job) {
        try {
            return engine.getObject().getCommandExecutorTxRequiresNew().execute(context -> {
                var locked = context.getJobManager().findJobById(job.getId());
                var now = ClockUtil.getCurrentTime();
                if (locked == null
                        || locked.getRetries() > 0
                        || (locked.getLockExpirationTime() != null
                                && locked.getLockExpirationTime().after(now))) {
                    return false;
                }
                locked.setLockOwner(OutsideSteps.class.getSimpleName());
                locked.setLockExpirationTime(Date.from(now.toInstant().plus(LOCKED_FOR)));
                return true;
            });
        } catch (OptimisticLockingException rival) {
            return false;
        }
    }

    private boolean succeeds(Job job) {
        try {
            management.executeJob(job.getId());
            return true;
        } catch (RuntimeException stillAway) {
            // The engine has noted what it was told, and gives the step free.
            log.info(
                    "Step {} was tried again and failed: {}",
                    job.getId(),
                    stillAway.getClass().getSimpleName());
            return false;
        }
    }

    private boolean startAgain(Job job) {
        try {
            management
                    .setJobRetries(EngineConfiguration.ATTEMPTS)
                    .jobId(job.getId())
                    .dueDate(ClockUtil.getCurrentTime())
                    .execute();
            return true;
        } catch (ProcessEngineException rival) {
            // It is running or done meanwhile, or somebody else starts it again: it waits no longer.
            log.info(
                    "Step {} was not started again: {}",
                    job.getId(),
                    rival.getClass().getSimpleName());
            return false;
        }
    }
}
