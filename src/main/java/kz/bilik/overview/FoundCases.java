package kz.bilik.overview;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.casefile.CaseAccess;
import kz.bilik.casefile.CaseStage;
import kz.bilik.officer.Officer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds cases for an officer: only those that {@link CaseAccess} opens to him, by the same rule as a condition of the query. */
@Component
public class FoundCases {

    /** How many cases are listed at most, page by page or in a file. */
    public static final int MOST = 10_000;

    private static final int MOST_OFFICERS = 200;

    private final JdbcClient jdbc;
    private final LegalClock clock;

    FoundCases(JdbcClient jdbc, LegalClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A condition, put together from fixed texts, and its values by name. */
    static final class Where {

        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> values = new HashMap<>();

        Map<String, Object> values() {
            return values;
        }

        private void and(String condition) {
            conditions.add(condition);
        }

        private void and(String condition, String name, Object value) {
            and(condition);
            values.put(name, value);
        }

        String sql() {
            return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        }
    }

    /**
     * Of the cases that concern this officer, those that are looked for.
     *
     * @param skip how many of them came before, at most {@link #MOST}
     * @param count how many at most, {@link #MOST} again
     */
    public List<CaseLine> find(Officer officer, CaseFilter filter, int skip, int count) {
        var where = where(officer, filter);
        return jdbc.sql("select * from case_overview" + where.sql() + " order by " + filter.order().sql
                        + " offset :skip rows fetch next :count rows only")
                .params(where.values)
                .param("skip", Math.min(skip, MOST))
                .param("count", Math.min(count, MOST))
                .query((row, index) -> line(row))
                .list();
    }

    /** How many these are, by stage; a stage at which none stands is left out. */
    public Map<CaseStage.Stage, Long> count(Officer officer, CaseFilter filter) {
        var where = where(officer, filter);
        var counts = new EnumMap<CaseStage.Stage, Long>(CaseStage.Stage.class);
        jdbc.sql("select stage, count(*) as cases from case_overview" + where.sql() + " group by stage")
                .params(where.values)
                .query((row, index) ->
                        counts.put(CaseStage.Stage.valueOf(row.getString("stage")), row.getLong("cases")))
                .list();
        return counts;
    }

    /**
     * How many these are, as far as they are listed: {@link #MOST}, or one more when there are more. A million that were found
     * would be counted one by one while somebody waits for the first fifty.
     */
    public long countListed(Officer officer, CaseFilter filter) {
        var where = where(officer, filter);
        return jdbc.sql("select count(*) from (select number from case_overview" + where.sql()
                        + " fetch first :most rows only) f")
                .params(where.values)
                .param("most", MOST + 1)
                .query(Long.class)
                .single();
    }

    /** The accounts of the officers who have a task in an open case that concerns this officer. */
    public List<String> officers(Officer officer) {
        var where = where(officer, CaseFilter.OPEN);
        where.and("officer is not null");
        return jdbc.sql("select distinct officer from case_overview" + where.sql() + " order by officer fetch first "
                        + MOST_OFFICERS + " rows only")
                .params(where.values)
                .query(String.class)
                .list();
    }

    /** By which of its numbers the engine knows what has gone that way. */
    static String column(CaseFilter.Way way) {
        return way.ofActs() ? "act" : "number";
    }

    Where where(Officer officer, CaseFilter filter) {
        var where = new Where();
        mayRead(where, CaseAccess.scope(officer));
        if (filter.standing() != CaseFilter.Standing.ALL) {
            where.and(filter.standing() == CaseFilter.Standing.OPEN ? "not ended" : "ended");
        }
        if (!filter.stages().isEmpty()) {
            where.and(
                    "stage in (:stages)",
                    "stages",
                    filter.stages().stream().map(Enum::name).toList());
        }
        equal(where, "region", filter.region());
        equal(where, "career_centre", filter.careerCentre());
        equal(where, "recognition_centre", filter.recognitionCentre());
        equal(where, "profession", filter.profession());
        if (filter.due() != null) {
            due(where, filter.due());
        }
        if (filter.ground() != null) {
            where.and(
                    "number in (select g.number from case_ground g where g.ground = :ground)",
                    "ground",
                    filter.ground());
        }
        if (filter.from() != null) {
            where.and("received_at >= :from", "from", begin(filter.from()));
        }
        if (filter.to() != null) {
            where.and("received_at < :to", "to", begin(filter.to().plusDays(1)));
        }
        if (filter.officer() != null) {
            if (filter.officer().isEmpty()) {
                where.and("officer is null and due_at is not null");
            } else {
                equal(where, "officer", filter.officer());
            }
        }
        if (filter.number() != null) {
            where.and("(number = :number or voucher = :number or act = :number)", "number", filter.number());
        }
        if (filter.way() != null) {
            where.and(
                    column(filter.way())
                            + " in (select c.business_key from bilik_course c where c.definition = :definition)",
                    "definition",
                    filter.way().definition());
        }
        return where;
    }

    /** {@link CaseAccess.Scope#covers} in SQL. */
    private static void mayRead(Where where, CaseAccess.Scope scope) {
        if (scope.all()) {
            return;
        }
        var ways = new ArrayList<String>();
        if (!scope.regions().isEmpty()) {
            ways.add("region in (:ownRegions)");
            where.values.put("ownRegions", scope.regions());
        }
        if (!scope.careerCentres().isEmpty()) {
            ways.add("career_centre in (:ownCareerCentres)");
            where.values.put("ownCareerCentres", scope.careerCentres());
        }
        if (!scope.recognitionCentres().isEmpty()) {
            ways.add("asked_centre in (:ownRecognitionCentres)");
            where.values.put("ownRecognitionCentres", scope.recognitionCentres());
        }
        where.and(ways.isEmpty() ? "1 = 0" : "(" + String.join(" or ", ways) + ")");
    }

    private void due(Where where, CaseFilter.Due due) {
        var today = clock.today();
        switch (due) {
            case OVERDUE -> where.and("due_at < :now", "now", clock.now());
            case TODAY -> {
                where.and("due_at >= :today", "today", begin(today));
                where.and("due_at < :tomorrow", "tomorrow", begin(today.plusDays(1)));
            }
            case WEEK -> {
                where.and("due_at >= :today", "today", begin(today));
                where.and("due_at < :later", "later", begin(today.plusDays(8)));
            }
        }
    }

    private static void equal(Where where, String column, @Nullable String value) {
        if (value != null) {
            where.and(column + " = :" + column, column, value);
        }
    }

    private static OffsetDateTime begin(LocalDate day) {
        return day.atStartOfDay(LegalClock.ZONE).toOffsetDateTime();
    }

    private static CaseLine line(ResultSet row) throws SQLException {
        return new CaseLine(
                row.getString("number"),
                row.getString("region"),
                row.getString("career_centre"),
                row.getString("recognition_centre"),
                row.getString("asked_centre") != null,
                row.getString("profession"),
                row.getString("level_code"),
                LegalMoment.of(row, "received_at"),
                row.getString("voucher"),
                row.getString("act"),
                CaseStage.Stage.valueOf(row.getString("stage")),
                row.getBoolean("ended"),
                LegalMoment.orNull(row, "due_at"),
                row.getString("officer"));
    }
}
