package kz.bilik.benchmark;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kz.bilik.overview.CaseOverview;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * As many open cases as the country has, and as many that have ended: copies of one application and one voucher, each with a
 * process instance, a task and a term of its own, over all career centres and recognition centres. Two in five are with the
 * career centre, two in five with a recognition centre, one in five has a voucher that waits for its use. The overview then
 * finds them as it finds cases from before it was there.
 */
final class CountrysCases {

    private static final int FIRST = 500_000;

    private final JdbcClient database;
    private final CaseOverview overview;

    CountrysCases(JdbcClient database, CaseOverview overview) {
        this.database = database;
        this.overview = overview;
    }

    /** Of which region and centre the n-th case is. */
    private static final String PLACES =
            """
            (select code, region, row_number() over (order by code) - 1 as place, count(*) over () as places
             from career_centre) c,
            (select code, row_number() over (order by code) - 1 as place, count(*) over () as places
             from recognition_centre) r,
            generate_series(1, %d) n""";

    private static final String MATCHED = "c.place = n % c.places and r.place = n % r.places";

    /** Behind the letter of its kind. */
    private static final String NUMBER = " || '-2026-' || substr(c.region, 4) || '-' || (" + FIRST + " + n)";

    private static final String APPLICATION = "'A'" + NUMBER;

    /**
     * Opens that many cases and lets as many end.
     *
     * @return how many milliseconds the overview took to find them all
     */
    double open(int cases) {
        var task = database.sql(
                        """
                        select T.ID_, T.PROC_INST_ID_, E.BUSINESS_KEY_ from ACT_RU_TASK T
                        join ACT_RU_EXECUTION E on E.ID_ = T.PROC_INST_ID_
                        where T.TASK_DEF_KEY_ = 'checkApplication' and T.ID_ not like 'copy-%' limit 1""")
                .query((row, index) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                .single();
        var voucher = database.sql("select number from voucher limit 1")
                .query(String.class)
                .single();
        var later = "timestamptz '2026-09-14 09:00+05' + n * interval '1 second'";
        applications(task.get(2), 2 * cases, cases, later);
        copies(
                "voucher",
                "x.number = '" + voucher + "' and n % 5 = 4",
                cases,
                Map.of(
                        "number", "'V'" + NUMBER,
                        "application", APPLICATION,
                        "iin", "lpad(n::text, 12, '0')",
                        "state", "'ISSUED'",
                        "used_on", "null",
                        "protocol", "null",
                        "region", "c.region",
                        "recognition_centre", "r.code"));
        copies(
                "act_ru_execution",
                "x.id_ = '" + task.get(1) + "'",
                cases,
                Map.of(
                        "id_",
                        "'case-' || n",
                        "proc_inst_id_",
                        "'case-' || n",
                        "root_proc_inst_id_",
                        "'case-' || n",
                        "business_key_",
                        APPLICATION));
        copies(
                "act_ru_task",
                "x.id_ = '" + task.get(0) + "'",
                cases,
                Map.of(
                        "id_", "'of-case-' || n",
                        "proc_inst_id_", "'case-' || n",
                        "execution_id_", "'case-' || n",
                        "due_date_", "x.due_date_ + (n % 20 - 5) * interval '1 day' + n * interval '1 second'",
                        "assignee_", "case when n % 3 = 0 then 'officer-' || n % 300 end"));
        database.sql("analyze").update();
        var began = System.nanoTime();
        overview.putRight();
        var took = (System.nanoTime() - began) / 1e6;
        // What autovacuum does to a table that has grown so much.
        database.sql("vacuum analyze case_overview").update();
        return took;
    }

    /** Those beyond {@code open} are refused ones of the year before. */
    private void applications(String sample, int all, int open, String later) {
        var changed = new LinkedHashMap<String, String>();
        changed.put("number", APPLICATION);
        changed.put("submission_id", "gen_random_uuid()");
        changed.put("iin", "lpad(n::text, 12, '0')");
        changed.put("region", "c.region");
        changed.put("career_centre", "c.code");
        changed.put("recognition_centre", "r.code");
        changed.put(
                "received_at",
                "case when n <= " + open + " then " + later + " else " + later + " - interval '1 year' end");
        changed.put("forwarded_at", "case when n % 5 > 1 then " + later + " end");
        changed.put("sent_at", "case when n % 5 > 1 then " + later + " end");
        changed.put("answered_at", "case when n % 5 = 4 then " + later + " end");
        changed.put("outcome", "case when n > " + open + " then 'REFUSED' when n % 5 = 4 then 'VOUCHER_ISSUED' end");
        copies("application", "x.number = '" + sample + "'", all, changed);
    }

    private void copies(String table, String which, int times, Map<String, String> changed) {
        var columns = database.sql("select column_name from information_schema.columns where table_name = ?")
                .param(table)
                .query(String.class)
                .list();
        var known = new TreeMap<>(changed);
        database.sql("insert into " + table + " (" + String.join(", ", columns) + ") select "
                        + columns.stream()
                                .map(column -> known.getOrDefault(column, "x." + column))
                                .collect(joining(", "))
                        + " from " + table + " x, " + PLACES.formatted(times) + " where " + MATCHED + " and " + which)
                .update();
    }
}
