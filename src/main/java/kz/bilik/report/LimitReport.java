package kz.bilik.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.calendar.WorkingCalendar;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The legal limits, kept and missed (cl. 8, 9.1, 9.2, 10, 13, 16, 17). A term counts in the month in which it began. It is
 * kept when what the clause asks was done by its last day, missed when it was not; one that still runs is neither.
 */
@Component
public class LimitReport {

    /** From when a term of cl. 8 or 9.1 is counted; the other limits have one reading only. */
    public enum Reading {
        /** From the day on which the application came to the body that must act. */
        ARRIVAL("due_on", ""),
        /** From the day of its submission. */
        SUBMISSION("due_from_submission", "_from_submission");

        private final String due;
        private final String end;

        Reading(String due, String end) {
            this.due = due;
            this.end = end;
        }
    }

    /**
     * Of one limit, at one place and in one month, as far as they were asked for.
     *
     * @param centre code of the career centre (cl. 8) or recognition centre (cl. 16); empty for the mobility centre of the
     *     region
     * @param running neither kept nor missed yet
     */
    public record Count(
            Limit limit, String region, String centre, YearMonth month, long kept, long missed, long running) {}

    /**
     * A term that was missed.
     *
     * @param number of the application, or of the act (cl. 16, 17)
     * @param centre as in {@link Count}
     * @param due its last day
     * @param ended when what was asked was done, or the term ended otherwise; null when neither has happened yet
     * @param gone whether it ended otherwise: withdrawn, handed to another centre, the act returned
     * @param workingDays days late, as the clause counts; 0 when it was done on a day off that followed the last day
     * @param calendarDays the same in calendar days
     * @param meanwhile what the timeline says of the delay
     * @param told of which the AIS could not be told at once
     */
    public record Late(
            String number,
            Limit limit,
            String region,
            String centre,
            LocalDate began,
            LocalDate due,
            @Nullable LocalDate ended,
            boolean gone,
            long workingDays,
            long calendarDays,
            List<Happening> meanwhile,
            List<Told> told) {}

    /**
     * Something that the Labour Market AIS was told of the case while the term ran, and got only later.
     *
     * @param happened legal time
     * @param told when the AIS had it; null when it has not yet
     */
    public record Told(OffsetDateTime happened, @Nullable OffsetDateTime told) {}

    /**
     * What the timeline says happened while a late term ran: the steps that explain a delay.
     *
     * @param code as in the timeline
     * @param at legal time
     */
    public record Happening(String code, OffsetDateTime at) {}

    private static final String TELLING =
            "('application.handed-over', 'application.another-centre', 'application.reopened', 'application.withdrawn',"
                    + " 'application.unemployed-at-issue-unknown', 'settlement.act-returned',"
                    + " 'settlement.payment-rejected', 'settlement.payment-held', 'settlement.payment-returned',"
                    + " 'settlement.taken-out')";

    /** A report to the AIS that gets through within this time was not held up. */
    private static final Duration AT_ONCE = Duration.ofHours(1);

    private record Place(String clause, String region, String centre, int month) {}

    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;
    private final LegalClock clock;

    LimitReport(JdbcClient jdbc, WorkingCalendar calendar, LegalClock clock) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** All counts that this reader reads, by limit, region, centre and month. */
    public List<Count> counts(ReportScope scope, ReportPeriod period, Reading reading) {
        var where = new Where().in(period).terms(scope);
        var counts = new HashMap<Place, long[]>();
        jdbc.sql("select clause, region, centre, month_of, sum(kept" + reading.end + ") as kept, sum(missed"
                        + reading.end + ") as missed from report_limit" + where.sql()
                        + " group by clause, region, centre, month_of")
                .params(where.values())
                .query((row, index) -> {
                    var count = counts.computeIfAbsent(place(row), any -> new long[3]);
                    count[0] += row.getLong("kept");
                    count[1] += row.getLong("missed");
                    return count;
                })
                .list();
        var open = new Where().in(period).terms(scope).and("ended_on is null", "today", clock.today());
        jdbc.sql("select clause, region, centre, month_of, sum(case when " + reading.due
                        + " < :today then 1 else 0 end) as missed, sum(case when " + reading.due
                        + " >= :today then 1 else 0 end) as running from report_term" + open.sql()
                        + " group by clause, region, centre, month_of")
                .params(open.values())
                .query((row, index) -> {
                    var count = counts.computeIfAbsent(place(row), any -> new long[3]);
                    count[1] += row.getLong("missed");
                    count[2] += row.getLong("running");
                    return count;
                })
                .list();
        return counts.entrySet().stream()
                .map(each -> new Count(
                        Limit.of(each.getKey().clause()),
                        each.getKey().region(),
                        each.getKey().centre(),
                        ReportPeriod.month(each.getKey().month()),
                        each.getValue()[0],
                        each.getValue()[1],
                        each.getValue()[2]))
                .filter(count -> count.kept() + count.missed() + count.running() > 0)
                .toList();
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(
                row.getString("clause"), row.getString("region"), row.getString("centre"), row.getInt("month_of"));
    }

    /**
     * The terms that were missed, the longest delay first.
     *
     * @param only of that limit; null for all
     */
    public List<Late> late(
            ReportScope scope, ReportPeriod period, Reading reading, @Nullable Limit only, int skip, int count) {
        var where = late(scope, period, reading, only);
        var found = jdbc.sql("select *, " + reading.due + " as due from report_term" + where.sql()
                        + " order by extract(epoch from coalesce(ended_on, :today)) - extract(epoch from " + reading.due
                        + ") desc, number, clause, began_on offset :skip rows fetch next :count rows only")
                .params(where.values())
                .param("skip", skip)
                .param("count", count)
                .query((row, index) -> read(row))
                .list();
        var happenings = happenings(found);
        var told = told(found);
        return found.stream()
                .map(row -> row.late(calendar, clock, happenings, told))
                .toList();
    }

    /** How many these are. */
    public long countLate(ReportScope scope, ReportPeriod period, Reading reading, @Nullable Limit only) {
        var where = late(scope, period, reading, only);
        return jdbc.sql("select count(*) from report_term" + where.sql())
                .params(where.values())
                .query(Long.class)
                .single();
    }

    private Where late(ReportScope scope, ReportPeriod period, Reading reading, @Nullable Limit only) {
        var where = new Where().in(period).terms(scope);
        if (only != null) {
            where.and("clause = :clause", "clause", only.clause());
        }
        return where.and("coalesce(ended_on, :today) > " + reading.due, "today", clock.today());
    }

    /** A row of the table, before it is known what happened meanwhile. */
    private record Row(
            String number,
            String clause,
            String region,
            String centre,
            LocalDate began,
            OffsetDateTime beganAt,
            LocalDate due,
            @Nullable LocalDate ended,
            @Nullable OffsetDateTime endedAt,
            boolean gone) {

        Late late(
                WorkingCalendar calendar,
                LegalClock clock,
                Map<String, List<Happening>> happenings,
                Map<String, List<Told>> told) {
            var until = ended == null ? clock.today() : ended;
            return new Late(
                    number,
                    Limit.of(clause),
                    region,
                    centre,
                    began,
                    due,
                    ended,
                    gone,
                    due.plusDays(1)
                            .datesUntil(until.plusDays(1))
                            .filter(calendar::isWorkingDay)
                            .count(),
                    ChronoUnit.DAYS.between(due, until),
                    happenings.getOrDefault(number, List.of()).stream()
                            .filter(each -> isWithin(each.at()))
                            // That by which the term began says nothing of why it was missed.
                            .filter(each -> !each.at().equals(beganAt))
                            .toList(),
                    told.getOrDefault(number, List.of()).stream()
                            .filter(each -> isWithin(each.happened()))
                            .toList());
        }

        private boolean isWithin(OffsetDateTime moment) {
            return !moment.isBefore(beganAt) && (endedAt == null || !moment.isAfter(endedAt));
        }
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getString("number"),
                row.getString("clause"),
                row.getString("region"),
                row.getString("centre"),
                row.getObject("began_on", LocalDate.class),
                LegalMoment.of(row, "began_at"),
                row.getObject("due", LocalDate.class),
                row.getObject("ended_on", LocalDate.class),
                LegalMoment.orNull(row, "ended_at"),
                row.getBoolean("gone"));
    }

    /** By the number of application or act; what happened to a holder of an act, happened to the act. */
    private Map<String, List<Happening>> happenings(List<Row> rows) {
        var numbers = rows.stream().map(Row::number).distinct().toList();
        if (numbers.isEmpty()) {
            return Map.of();
        }
        var found = new ArrayList<Map.Entry<String, Happening>>();
        for (var sql : List.of(
                "select e.application as number, e.code, e.happened_at from report_event e"
                        + " where e.application in (:numbers) and e.code in " + TELLING + " order by e.id",
                "select l.act as number, e.code, e.happened_at from report_line l"
                        + " join report_voucher v on v.number = l.voucher"
                        + " join report_event e on e.application = v.application"
                        + " where l.act in (:numbers) and e.code in " + TELLING + " order by e.id")) {
            found.addAll(jdbc.sql(sql)
                    .param("numbers", numbers)
                    .query((row, index) -> Map.entry(
                            row.getString("number"),
                            new Happening(row.getString("code"), LegalMoment.of(row, "happened_at"))))
                    .list());
        }
        return found.stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** What the AIS got an hour after it happened, or later; the moment of getting it is wall time. */
    private Map<String, List<Told>> told(List<Row> rows) {
        var numbers = rows.stream().map(Row::number).distinct().toList();
        if (numbers.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select case_number, happened_at, told_at from report_told where case_number in (:numbers)"
                        + " order by happened_at")
                .param("numbers", numbers)
                .query((row, index) -> {
                    var told = LegalMoment.orNull(row, "told_at");
                    return Map.entry(
                            row.getString("case_number"),
                            new Told(
                                    LegalMoment.of(row, "happened_at"),
                                    told == null ? null : told.plus(clock.offset())));
                })
                .list()
                .stream()
                .filter(each -> {
                    var told = each.getValue().told() == null
                            ? clock.now()
                            : each.getValue().told();
                    return told.isAfter(each.getValue().happened().plus(AT_ONCE));
                })
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }
}
