package kz.bilik.overview;

import java.util.List;
import java.util.Objects;
import kz.bilik.officer.Officer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How often found cases came to each element of a diagram, and how long they stood there. Counted by the database over the
 * cases that were received last, at most {@link #MOST}: of a million the oldest tell nothing of how the work is done today.
 */
@Component
public class StepTimes {

    /** Of how many cases at most. */
    public static final int MOST = 1_000;

    private final FoundCases cases;
    private final JdbcClient jdbc;

    StepTimes(FoundCases cases, JdbcClient jdbc) {
        this.cases = cases;
        this.jdbc = jdbc;
    }

    /**
     * One element; of what stands for several holders, each counts.
     *
     * @param passed how often a case came to its end and went on
     * @param stopped how often something else took the case on from there
     * @param now how often a case stands there at this moment
     * @param median seconds that half of those who passed took at most
     * @param percentile95 seconds that 95 of 100 of those who passed took at most
     */
    public record Times(String element, long passed, long stopped, long now, long median, long percentile95) {}

    /** Of the cases that concern this officer, those that are looked for; {@link CaseFilter#way} says which diagram. */
    public List<Times> of(Officer officer, CaseFilter filter) {
        var way = Objects.requireNonNull(filter.way(), "a version of a diagram");
        var where = cases.where(officer, filter);
        return jdbc.sql(
                        "with found as (select " + FoundCases.column(way) + " as business_key from case_overview"
                                + where.sql() + " order by received_at desc, number desc fetch first " + MOST
                                + " rows only)"
                                + """
                         select s.element,
                             sum(case when s.ended is not null and not s.stopped then 1 else 0 end) as passed,
                             sum(case when s.stopped then 1 else 0 end) as stopped,
                             sum(case when s.ended is null then 1 else 0 end) as standing,
                             percentile_cont(0.5) within group (order by
                                 case when s.ended is not null and not s.stopped then s.milliseconds end) as median,
                             percentile_cont(0.95) within group (order by
                                 case when s.ended is not null and not s.stopped then s.milliseconds end) as late
                         from bilik_step s
                         where s.definition = :definition and s.business_key in (select business_key from found)
                         and s.element not like '%#multiInstanceBody'
                         group by s.element order by s.element""")
                .params(where.values())
                .query((row, index) -> new Times(
                        row.getString("element"),
                        row.getLong("passed"),
                        row.getLong("stopped"),
                        row.getLong("standing"),
                        Math.round(row.getDouble("median") / 1000),
                        Math.round(row.getDouble("late") / 1000)))
                .list();
    }
}
