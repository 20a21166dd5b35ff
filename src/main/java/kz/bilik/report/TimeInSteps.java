package kz.bilik.report;

import java.util.List;
import kz.bilik.calendar.LegalClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How long cases stood with each body, from one step of the timeline to the next; each passage counts. Counted by the database
 * over the cases of the period that were received last, at most {@link #MOST}: of a million the oldest tell nothing of today.
 */
@Component
public class TimeInSteps {

    /** Of how many cases at most. */
    public static final int MOST = 2_000;

    /**
     * One step.
     *
     * @param step its name, {@code report.step.<name>}, in the order of the procedure
     * @param passed how often it was come through
     * @param median seconds that half of these took at most
     * @param percentile95 seconds that 95 of 100 took at most
     */
    public record Times(String step, long passed, long median, long percentile95) {}

    /** By what a step begins and by what it is ended; what ends it otherwise counts with none. */
    private static final String STEP =
            """
            case when s.code in ('application.received', 'application.reopened') then 'checks'
                when s.code in ('application.check-voucher-left', 'application.quota-overridden',
                    'application.voucher-reserved-on-appeal', 'application.handed-over') then 'career-centre'
                when s.code in ('application.forwarded', 'application.another-centre') then 'mobility-centre'
                when s.code = 'application.sent-to-recognition-centre' then 'recognition-centre'
                when s.code = 'application.confirmed' then 'issue'
                when s.code in ('voucher.issued', 'voucher.exam-not-held') and s.next_code = 'voucher.used' then 'use'
                when s.code = 'voucher.used' and s.next_code = 'voucher.examined' then 'exam'
                when s.code = 'voucher.examined' and s.next_code = 'settlement.act-received' then 'act'
                when s.code = 'settlement.act-returned' and s.next_code = 'settlement.act-received' then 'act'
                when s.code = 'settlement.act-received' then 'acceptance'
                when s.code = 'settlement.act-accepted' and s.next_code = 'settlement.service-paid' then 'payment'
                end""";

    private static final List<String> ORDER = List.of(
            "checks",
            "career-centre",
            "mobility-centre",
            "recognition-centre",
            "issue",
            "use",
            "exam",
            "act",
            "acceptance",
            "payment");

    private final JdbcClient jdbc;

    TimeInSteps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The steps that anything came through, in the order of the procedure. */
    public List<Times> of(ReportScope scope, ReportPeriod period) {
        var where = new Where()
                .and(
                        "received_at >= :from",
                        "from",
                        period.from().atDay(1).atStartOfDay(LegalClock.ZONE).toOffsetDateTime())
                .and(
                        "received_at < :to",
                        "to",
                        period.to()
                                .plusMonths(1)
                                .atDay(1)
                                .atStartOfDay(LegalClock.ZONE)
                                .toOffsetDateTime());
        if (period.region() != null) {
            where.and("region = :region", "region", period.region());
        }
        where.applications(scope);
        var steps = jdbc.sql(
                        "select t.step, count(*) as passed,"
                                + " percentile_cont(0.5) within group (order by t.seconds) as median,"
                                + " percentile_cont(0.95) within group (order by t.seconds) as late from (select "
                                + STEP
                                + " as step, extract(epoch from s.ended_at) - extract(epoch from s.began_at) as seconds"
                                + " from (select e.code, e.happened_at as began_at,"
                                + " lead(e.code) over (partition by e.application order by e.id) as next_code,"
                                + " lead(e.happened_at) over (partition by e.application order by e.id) as ended_at"
                                + " from report_event e join (select number from report_case" + where.sql()
                                + " order by received_at desc, number desc fetch first " + MOST + " rows only) c"
                                + " on c.number = e.application where e.code in ("
                                + """
                        'application.received', 'application.reopened', 'application.check-voucher-left',
                        'application.quota-overridden', 'application.voucher-reserved-on-appeal',
                        'application.handed-over', 'application.forwarded', 'application.another-centre',
                        'application.sent-to-recognition-centre', 'application.confirmed', 'application.centre-declined',
                        'application.refused', 'application.withdrawn', 'voucher.issued', 'voucher.used',
                        'voucher.exam-not-held', 'voucher.lapsed', 'voucher.withdrawn', 'voucher.brought-back',
                        'voucher.examined', 'voucher.in-use-again', 'settlement.act-received', 'settlement.act-returned',
                        'settlement.act-accepted', 'settlement.service-paid')) s
                        where s.ended_at is not null and s.next_code not in ('application.withdrawn')) t
                        where t.step is not null group by t.step""")
                .params(where.values())
                .query((row, index) -> new Times(
                        row.getString("step"),
                        row.getLong("passed"),
                        Math.round(row.getDouble("median")),
                        Math.round(row.getDouble("late"))))
                .list();
        return ORDER.stream()
                .flatMap(name -> steps.stream().filter(step -> step.step().equals(name)))
                .toList();
    }
}
