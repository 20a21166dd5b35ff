package kz.bilik.process.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalTime;
import kz.bilik.problem.Problem;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Steps legal time: with the job executor stopped, each next due job runs at its own time, with what follows from it. A
 * jump over many days would fire one reminder instead of three and date a lapse a day late.
 */
@Component
class ClockStepper implements LegalTime {

    private static final Logger log = LoggerFactory.getLogger(ClockStepper.class);

    /** Beyond this nobody waits for a timer. */
    private static final Duration FARTHEST = Duration.ofDays(3660);

    private final LegalClock clock;
    private final java.time.Clock wall;
    private final ProcessEngine engine;
    private final ObjectProvider<DemoClock> demoClock;

    ClockStepper(LegalClock clock, java.time.Clock wall, ProcessEngine engine, ObjectProvider<DemoClock> demoClock) {
        this.clock = clock;
        this.wall = wall;
        this.engine = engine;
        this.demoClock = demoClock;
    }

    @Override
    public Stepped stepTo(Instant moment) {
        if (moment.isBefore(clock.instant())) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "calendar.backwards");
        }
        return step(moment);
    }

    @Override
    public Optional<OffsetDateTime> next() {
        return nextDue(clock.instant(), clock.instant().plus(FARTHEST))
                .map(moment -> OffsetDateTime.ofInstant(moment, LegalClock.ZONE));
    }

    @Override
    public Stepped settle() {
        return step(clock.instant());
    }

    private synchronized Stepped step(Instant moment) {
        var from = clock.now();
        var executor = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
        var wasActive = executor.isActive();
        if (wasActive) {
            executor.shutdown();
        }
        var fired = new ArrayList<Fired>();
        try {
            var looked = runWhatIsDue(fired);
            for (var next = nextDue(looked, moment); next.isPresent(); next = nextDue(looked, moment)) {
                set(next.get());
                looked = runWhatIsDue(fired);
            }
            set(moment);
        } finally {
            if (wasActive) {
                executor.start();
            }
            demoClock.ifAvailable(DemoClock::keep);
        }
        return new Stepped(from, clock.now(), List.copyOf(fired));
    }

    /**
     * Runs until nothing is due.
     *
     * @return up to when nothing was: the clock goes on while this is asked, and what falls due meanwhile is the next
     */
    private Instant runWhatIsDue(List<Fired> fired) {
        var management = engine.getManagementService();
        while (true) {
            var looked = clock.instant();
            var due = due(management);
            if (due.isEmpty()) {
                return looked;
            }
            for (var job : due) {
                fired.add(run(management, job));
            }
        }
    }

    private static List<Job> due(ManagementService management) {
        return management
                .createJobQuery()
                .executable()
                .active()
                .orderByJobDuedate()
                .asc()
                .orderByJobId()
                .asc()
                .list()
                .stream()
                .filter(job -> !((JobEntity) job).getJobHandlerType().equals("history-cleanup"))
                .toList();
    }

    private Fired run(ManagementService management, Job job) {
        var at = clock.now();
        var definition = management
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult();
        // A timer that starts a process belongs to no instance yet.
        var instance = job.getProcessInstanceId() == null
                ? null
                : engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(job.getProcessInstanceId())
                        .singleResult();
        var failed = false;
        try {
            management.executeJob(job.getId());
        } catch (RuntimeException cause) {
            // The engine has counted the failed attempt: it is tried again at its time, or ends as an incident.
            failed = true;
            log.info("Job {} failed while legal time was stepped: {}", job.getId(), cause.toString());
        }
        return new Fired(
                at,
                definition == null ? "" : definition.getActivityId(),
                instance == null || instance.getBusinessKey() == null ? "" : instance.getBusinessKey(),
                failed);
    }

    private Optional<Instant> nextDue(Instant looked, Instant limit) {
        return engine
                .getManagementService()
                .createJobQuery()
                .active()
                .withRetriesLeft()
                .duedateHigherThan(Date.from(looked))
                .duedateLowerThan(Date.from(limit.plusMillis(1)))
                .orderByJobDuedate()
                .asc()
                .listPage(0, 5)
                .stream()
                .filter(job -> !"history-cleanup".equals(((JobEntity) job).getJobHandlerType()))
                .map(job -> job.getDuedate().toInstant())
                .findFirst();
    }

    private void set(Instant moment) {
        var now = clock.instant();
        if (moment.isAfter(now)) {
            // Whole milliseconds, as the engine counts: a job must not seem due on one clock and not yet on the other.
            clock.setOffset(Duration.ofMillis(moment.toEpochMilli() - wall.millis()));
            ClockUtil.offset(clock.offset().toMillis());
        }
    }
}
