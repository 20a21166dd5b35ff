package kz.bilik.calendar;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import kz.bilik.calendar.CalendarDay.Kind;
import kz.bilik.calendar.RunningDeadlines.Report;
import kz.bilik.language.Day;
import kz.bilik.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes the working calendar: days are swapped by yearly orders, often only weeks ahead. Each change is recorded with
 * who made it, when and why, and the deadlines of running cases follow it.
 */
@Component
public class CalendarChanges {

    private static final Logger LOG = LoggerFactory.getLogger(CalendarChanges.class);
    private static final int LONGEST_REASON = 500;
    private static final String PREVIEWED = "-";
    private static final String FIRST = String.valueOf(WorkingCalendar.FIRST_YEAR);
    private static final String LAST = String.valueOf(WorkingCalendar.LAST_YEAR);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final WorkingCalendar calendar;
    private final LegalClock clock;
    private final ObjectProvider<RunningDeadlines> runningDeadlines;
    private final ApplicationEventPublisher events;

    public CalendarChanges(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            WorkingCalendar calendar,
            LegalClock clock,
            ObjectProvider<RunningDeadlines> runningDeadlines,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.calendar = calendar;
        this.clock = clock;
        this.runningDeadlines = runningDeadlines;
        this.events = events;
    }

    /**
     * What a change did.
     *
     * @param days the days that are different now
     * @param moved the due dates and timers that followed
     * @param complete false when not all running deadlines could follow yet; they do when the product starts next, or
     *     with the next change
     */
    public record Outcome(Set<LocalDate> days, Report moved, boolean complete) {}

    /**
     * Sets these days in one transaction, then lets the running deadlines follow. A year that nobody has entered is
     * entered by its first change, with the holidays of the law.
     *
     * @param by who changes it; reaches the record, so never a personal number
     * @param reason why, for example the number of the order
     * @param days what these days are from now on; {@link Kind#ORDINARY} takes an entry away
     * @param settledYears years of which nothing more is expected to change
     * @throws Problem {@code calendar.change} that names what is wrong with which day; nothing is changed then
     */
    public Outcome change(String by, String reason, List<CalendarDay> days, Set<Integer> settledYears) {
        check(reason, days, settledYears);
        return follow(Objects.requireNonNull(transaction.execute(status -> {
            var changed = record(by, reason.strip(), days, settledYears);
            events.publishEvent(new Changed(by, reason.strip(), changed, settledYears));
            return changed;
        })));
    }

    /**
     * What {@link #change} would do, by doing it in a transaction that is rolled back: nothing is changed and nobody sees it.
     * Cases whose dates would move are held up for as long as it takes.
     *
     * @throws Problem as {@link #change}
     */
    public Outcome preview(List<CalendarDay> days, Set<Integer> settledYears) {
        check(PREVIEWED, days, settledYears);
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            var changed = record(PREVIEWED, PREVIEWED, days, settledYears);
            var moved = Report.NOTHING;
            if (!changed.isEmpty()) {
                for (var running : runningDeadlines.orderedStream().toList()) {
                    moved = moved.and(running.recalculate(changed));
                }
            }
            return new Outcome(changed, moved, true);
        }));
    }

    /**
     * The calendar is another one. Published in the transaction that changed it, before the running deadlines follow.
     *
     * @param by id of the administrator
     * @param reason as he gave it
     * @param days that are different now
     * @param settledYears of which nothing more is expected to change
     */
    public record Changed(String by, String reason, Set<LocalDate> days, Set<Integer> settledYears) {}

    /**
     * A change that was made.
     *
     * @param at legal time
     * @param days what they were and what they became
     */
    public record Made(OffsetDateTime at, String by, String reason, List<Day> days) {

        /** A day of it. */
        public record Day(CalendarDay before, CalendarDay after) {}
    }

    /** The changes that were made, the latest first. */
    public List<Made> made(int count) {
        return jdbc
                .sql("select id, changed_at, changed_by, reason from calendar_change order by id desc limit ?")
                .param(count)
                .query((row, number) -> new Change(
                        row.getLong("id"),
                        LegalMoment.of(row, "changed_at"),
                        row.getString("changed_by"),
                        row.getString("reason")))
                .list()
                .stream()
                // Only now: no reader holds two connections.
                .map(change -> new Made(change.at(), change.by(), change.reason(), days(change.id())))
                .toList();
    }

    private record Change(long id, OffsetDateTime at, String by, String reason) {}

    private List<Made.Day> days(long change) {
        return jdbc.sql("select * from calendar_change_day where change_id = ? order by calendar_day")
                .param(change)
                .query((row, number) -> {
                    var day = row.getObject("calendar_day", LocalDate.class);
                    return new Made.Day(
                            new CalendarDay(
                                    day, Kind.valueOf(row.getString("kind_before")), row.getString("name_before")),
                            new CalendarDay(
                                    day, Kind.valueOf(row.getString("kind_after")), row.getString("name_after")));
                })
                .list();
    }

    /** Lets running deadlines follow changes that a stop of the product interrupted. */
    @EventListener(ApplicationReadyEvent.class)
    void resume() {
        follow(Set.of());
    }

    private Set<LocalDate> record(String by, String reason, List<CalendarDay> days, Set<Integer> settledYears) {
        // First, because it makes rivals wait: from here on nobody else changes the calendar.
        jdbc.sql("update calendar_version set version = version + 1 where id = 1")
                .update();
        var before = calendar.read();
        var keys = new GeneratedKeyHolder();
        jdbc.sql("insert into calendar_change (changed_at, changed_by, reason) values (?, ?, ?)")
                .params(clock.now(), by, reason)
                .update(keys, "id");
        var change = Objects.requireNonNull(keys.getKey()).longValue();

        enter(before, days, settledYears);
        var changed = new TreeSet<LocalDate>();
        for (var day : days) {
            var now = day.kind() == Kind.ORDINARY ? CalendarDay.ordinary(day.day()) : day;
            var was = before.get(day.day());
            if (!now.equals(was)) {
                set(now);
                recordDay(change, was, now);
                changed.add(day.day());
            }
        }
        calendar.changedInThisTransaction();
        return changed;
    }

    private void enter(Days before, Collection<CalendarDay> days, Set<Integer> settledYears) {
        var years = new TreeSet<>(settledYears);
        days.forEach(day -> years.add(day.day().getYear()));
        for (var year : years) {
            if (!before.isEntered(year)) {
                jdbc.sql("insert into calendar_year (calendar_year, settled) values (?, ?)")
                        .params(year, settledYears.contains(year))
                        .update();
                before.year(year).days().forEach(this::set);
            } else if (settledYears.contains(year)) {
                jdbc.sql("update calendar_year set settled = true where calendar_year = ?")
                        .param(year)
                        .update();
            }
        }
    }

    private void set(CalendarDay day) {
        jdbc.sql("delete from calendar_day where calendar_day = ?")
                .param(day.day())
                .update();
        if (day.kind() != Kind.ORDINARY) {
            jdbc.sql("insert into calendar_day (calendar_day, kind, name) values (?, ?, ?)")
                    .params(day.day(), day.kind().name(), day.name())
                    .update();
        }
    }

    private void recordDay(long change, CalendarDay was, CalendarDay now) {
        jdbc.sql(
                        """
                        insert into calendar_change_day
                            (change_id, calendar_day, kind_before, name_before, kind_after, name_after)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        change,
                        now.day(),
                        was.kind().name(),
                        was.name(),
                        now.kind().name(),
                        now.name())
                .update();
    }

    /** Every change that running deadlines have not followed yet, this one included. */
    private Outcome follow(Set<LocalDate> changed) {
        var pending = jdbc.sql("select id from calendar_change where recalculated_at is null order by id")
                .query(Long.class)
                .list();
        var moved = Report.NOTHING;
        for (var change : pending) {
            try {
                moved = moved.and(follow(change));
            } catch (RuntimeException failure) {
                // The change itself is committed and recorded as not followed: it is tried again, nothing is lost.
                LOG.error("Running deadlines have not followed calendar change {} yet", change, failure);
                return new Outcome(changed, moved, false);
            }
        }
        return new Outcome(changed, moved, true);
    }

    private Report follow(long change) {
        var days = new TreeSet<>(jdbc.sql("select calendar_day from calendar_change_day where change_id = ?")
                .param(change)
                .query(LocalDate.class)
                .list());
        var report = Report.NOTHING;
        if (!days.isEmpty()) {
            for (var running : runningDeadlines.orderedStream().toList()) {
                report = report.and(running.recalculate(days));
            }
        }
        jdbc.sql("update calendar_change set recalculated_at = ? where id = ?")
                .params(clock.now(), change)
                .update();
        return report;
    }

    private static void check(String reason, List<CalendarDay> days, Set<Integer> settledYears) {
        var problem = Problem.of(Problem.Kind.UNPROCESSABLE, "calendar.change");
        if (reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
            problem = problem.with("reason", "calendar.reason", LONGEST_REASON);
        }
        if (days.isEmpty() && settledYears.isEmpty()) {
            problem = problem.with("days", "calendar.no-days");
        }
        var seen = new HashSet<LocalDate>();
        for (var i = 0; i < days.size(); i++) {
            var day = days.get(i);
            var path = "days[" + i + "]";
            if (!isSupported(day.day().getYear())) {
                problem = problem.with(path + ".day", "calendar.year", FIRST, LAST);
            }
            if (!seen.add(day.day())) {
                problem = problem.with(path + ".day", "calendar.day-twice", Day.of(day.day()));
            }
            if (day.kind() != Kind.ORDINARY && !CalendarDay.NAMES.contains(day.name())) {
                problem = problem.with(
                        path + ".name", "calendar.name-unknown", String.join(", ", new TreeSet<>(CalendarDay.NAMES)));
            }
        }
        if (settledYears.stream().anyMatch(year -> !isSupported(year))) {
            problem = problem.with("settledYears", "calendar.year", FIRST, LAST);
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
    }

    private static boolean isSupported(int year) {
        return year >= WorkingCalendar.FIRST_YEAR && year <= WorkingCalendar.LAST_YEAR;
    }
}
