package kz.bilik.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A condition, put together from fixed texts, and its values by name. */
final class Where {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    Where and(String condition) {
        conditions.add(condition);
        return this;
    }

    Where and(String condition, String name, Object value) {
        values.put(name, value);
        return and(condition);
    }

    /** The months of the period, and its region. */
    Where in(ReportPeriod period) {
        and("month_of >= :from", "from", ReportPeriod.number(period.from()));
        and("month_of <= :to", "to", ReportPeriod.number(period.to()));
        if (period.region() != null) {
            and("region = :region", "region", period.region());
        }
        return this;
    }

    /** What a reader reads of applications, by region and career centre. */
    Where applications(ReportScope scope) {
        return scope.all() ? this : any(ways(scope, "career_centre in (:careerCentres)"));
    }

    /** What a reader reads of terms: those of his place. */
    Where terms(ReportScope scope) {
        if (scope.all()) {
            return this;
        }
        var ways = ways(scope, "clause = '" + Limit.CHECK.clause() + "' and centre in (:careerCentres)");
        if (!scope.recognitionCentres().isEmpty()) {
            values.put("recognitionCentres", scope.recognitionCentres());
            ways.add("clause = '" + Limit.ACT.clause() + "' and centre in (:recognitionCentres)");
        }
        return any(ways);
    }

    private List<String> ways(ReportScope scope, String careerCentres) {
        var ways = new ArrayList<String>();
        if (!scope.regions().isEmpty()) {
            values.put("regions", scope.regions());
            ways.add("region in (:regions)");
        }
        if (!scope.careerCentres().isEmpty()) {
            values.put("careerCentres", scope.careerCentres());
            ways.add(careerCentres);
        }
        return ways;
    }

    private Where any(List<String> ways) {
        return and(ways.isEmpty() ? "1 = 0" : "(" + String.join(" or ", ways) + ")");
    }

    Map<String, Object> values() {
        return values;
    }

    String sql() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }
}
