package kz.bilik.process.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.RunningDeadlines;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The due dates and timers of running cases, reckoned anew from the same expressions of the diagram that set them. What
 * already stands where it should is left alone, so that a second run after a crash goes on where the first one stopped.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
@Component
public class EngineDeadlines implements RunningDeadlines {

    /** Process instances per transaction: small enough not to hold up the officers who are at work on them. */
    private static final int BATCH = 50;

    /** How often a batch is tried when the officers of its cases are faster. */
    private static final int ATTEMPTS = 10;

    private final ObjectProvider<ProcessEngineConfigurationImpl> engine;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;
    private final TransactionTemplate transaction;

    EngineDeadlines(
            ObjectProvider<ProcessEngineConfigurationImpl> engine,
            RuntimeService runtime,
            TaskService tasks,
            ManagementService management,
            PlatformTransactionManager transactions) {
        this.engine = engine;
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Report recalculate(Set<LocalDate> days) {
        var earliest = Date.from(
                new TreeSet<>(days).first().atStartOfDay(LegalClock.ZONE).toInstant());
        var concerned = new TreeSet<String>();
        // A term that ended before the first changed day cannot have counted it.
        tasks.createTaskQuery().dueAfter(earliest).list().forEach(task -> concerned.add(task.getProcessInstanceId()));
        management.createJobQuery().timers().duedateHigherThan(earliest).list().forEach(job -> Optional.ofNullable(
                        job.getProcessInstanceId())
                .ifPresent(concerned::add));
        var moved = new ArrayList<Moved>();
        var movedTimers = new ArrayList<Moved>();
        var instances = List.copyOf(concerned);
        for (var from = 0; from < instances.size(); from += BATCH) {
            var batch = instances.subList(from, Math.min(from + BATCH, instances.size()));
            var report = again(() -> transaction.execute(
                    status -> batch.stream().map(this::follow).reduce(Report.NOTHING, (all, one) -> join(all, one))));
            moved.addAll(report.tasks());
            movedTimers.addAll(report.timers());
        }
        return new Report(List.copyOf(moved), List.copyOf(movedTimers));
    }

    /**
     * An officer who completes a task in this very moment goes first: what was read of his case is gone or changed by
     * then, and the batch is reckoned again from what he left.
     */
    private static Report again(Supplier<Report> batch) {
        for (var attempt = 1; ; attempt++) {
            try {
                return batch.get();
            } catch (ProcessEngineException | ConcurrencyFailureException rival) {
                if (attempt == ATTEMPTS) {
                    throw rival;
                }
            }
        }
    }

    /**
     * Reckons anew the due dates and timers of one process instance, in the current transaction, also of a term that is
     * over: the day from which it runs was another one.
     */
    public Report recalculate(String processInstance) {
        return recalculate(processInstance, Instant.EPOCH);
    }

    /** Follows a change of the calendar. A term that is over stays over: whoever was late, was late by the days of then. */
    private Report follow(String processInstance) {
        return recalculate(processInstance, ClockUtil.getCurrentTime().toInstant());
    }

    private Report recalculate(String processInstance, Instant dueSince) {
        var instance = runtime.createProcessInstanceQuery()
                .processInstanceId(processInstance)
                .singleResult();
        if (instance == null) {
            return Report.NOTHING;
        }
        var number = Optional.ofNullable(instance.getBusinessKey()).orElse("");
        // Timers before tasks, each by id: the order in which the engine itself locks them when an officer completes a
        // task of the same case. The other way round the two wait for each other, and PostgreSQL ends one of them.
        var timers = timers(processInstance, number);
        return new Report(dueDates(processInstance, number, dueSince), timers);
    }

    private List<Moved> dueDates(String processInstance, String number, Instant dueSince) {
        return engine.getObject().getCommandExecutorTxRequired().execute(context -> {
            var moved = new ArrayList<Moved>();
            for (var task : context.getTaskManager().findTasksByProcessInstanceId(processInstance)) {
                var expression = task.getTaskDefinition() == null
                        ? null
                        : task.getTaskDefinition().getDueDateExpression();
                var before = task.getDueDate();
                if (expression == null || before == null || before.toInstant().isBefore(dueSince)) {
                    continue;
                }
                var after = dueDate(task, expression.getValue(task));
                if (after.getTime() != before.getTime()) {
                    task.setDueDate(after);
                    task.triggerUpdateEvent();
                    moved.add(new Moved(number, task.getTaskDefinitionKey(), before.toInstant(), after.toInstant()));
                }
            }
            return moved;
        });
    }

    private static Date dueDate(TaskEntity task, Object value) {
        if (value instanceof Date date) {
            return date;
        }
        throw new IllegalStateException("The due date of " + task.getTaskDefinitionKey() + " is no date: " + value);
    }

    private List<Moved> timers(String processInstance, String number) {
        var moved = new ArrayList<Moved>();
        for (var before : timerJobs(processInstance)) {
            management.recalculateJobDuedate(before.getId(), false);
            var after = management.createJobQuery().jobId(before.getId()).singleResult();
            if (after != null && !instant(before).equals(instant(after))) {
                moved.add(new Moved(number, step(before), instant(before), instant(after)));
            }
        }
        return moved;
    }

    private List<Job> timerJobs(String processInstance) {
        return management
                .createJobQuery()
                .processInstanceId(processInstance)
                .timers()
                .list();
    }

    private String step(Job job) {
        return management
                .createJobDefinitionQuery()
                .jobDefinitionId(job.getJobDefinitionId())
                .singleResult()
                .getActivityId();
    }

    private static Instant instant(Job job) {
        return Instant.ofEpochMilli(job.getDuedate().getTime());
    }

    private static Report join(Report one, Report other) {
        var tasks = new ArrayList<>(one.tasks());
        tasks.addAll(other.tasks());
        var timers = new ArrayList<>(one.timers());
        timers.addAll(other.timers());
        return new Report(tasks, timers);
    }
}
