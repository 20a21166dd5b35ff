package kz.bilik.report;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the local budgets paid (cl. 14, 17) against the vouchers of the distribution (cl. 18): money by the year in which the
 * bank paid, vouchers by the year of receipt, from whose quota they are.
 */
@Component
public class MoneyReport {

    /**
     * A region in a year; amounts in whole tenge.
     *
     * @param quota vouchers of the distribution in force
     * @param elsewhere of these issued outside the product
     * @param issued of these issued by the product
     * @param service paid to recognition centres (cl. 14.1)
     * @param aid paid to holders (cl. 14.2)
     * @param orders how many payments these were
     * @param underWay ordered, and not confirmed by the bank yet; of a rejected one the order that replaces it
     */
    public record Year(
            int year,
            String region,
            long quota,
            long elsewhere,
            long issued,
            long service,
            long aid,
            long orders,
            long underWay) {}

    private record Key(int year, String region) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return year == other.year ? region.compareTo(other.region) : Integer.compare(year, other.year);
        }
    }

    private record Vouchers(long quota, long elsewhere) {}

    private record Money(long service, long aid, long orders, long underWay) {}

    private final JdbcClient jdbc;

    MoneyReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The years of the period whole, by year and region. */
    public List<Year> years(ReportScope scope, ReportPeriod period) {
        var quotas = quotas(where(scope, period, "quota_year"));
        var issued = issued(scope, period);
        var money = money(where(scope, period, "budget_year"));
        var keys = new TreeSet<Key>();
        List.of(quotas, issued, money).forEach(each -> keys.addAll(each.keySet()));
        return keys.stream()
                .map(key -> {
                    var vouchers = quotas.getOrDefault(key, new Vouchers(0, 0));
                    var paid = money.getOrDefault(key, new Money(0, 0, 0, 0));
                    return new Year(
                            key.year(),
                            key.region(),
                            vouchers.quota(),
                            vouchers.elsewhere(),
                            issued.getOrDefault(key, 0L),
                            paid.service(),
                            paid.aid(),
                            paid.orders(),
                            paid.underWay());
                })
                .toList();
    }

    private static Where where(ReportScope scope, ReportPeriod period, String year) {
        var where = new Where()
                .and(year + " >= :first", "first", period.from().getYear())
                .and(year + " <= :last", "last", period.to().getYear());
        if (period.region() != null) {
            where.and("region = :region", "region", period.region());
        }
        if (!scope.all()) {
            where.and("region in (:regions)", "regions", scope.regions().isEmpty() ? Set.of("") : scope.regions());
        }
        return where;
    }

    private Map<Key, Vouchers> quotas(Where where) {
        var quotas = new TreeMap<Key, Vouchers>();
        jdbc.sql("select region, quota_year, published, elsewhere from report_quota" + where.sql())
                .params(where.values())
                .query((row, index) -> quotas.put(
                        new Key(row.getInt("quota_year"), row.getString("region")),
                        new Vouchers(row.getLong("published"), row.getLong("elsewhere"))))
                .list();
        return quotas;
    }

    private Map<Key, Long> issued(ReportScope scope, ReportPeriod period) {
        var where = new Where()
                .and("month_of >= :first", "first", period.from().getYear() * 100)
                .and("month_of <= :last", "last", period.to().getYear() * 100 + 12);
        if (period.region() != null) {
            where.and("region = :region", "region", period.region());
        }
        if (!scope.all()) {
            where.and("region in (:regions)", "regions", scope.regions().isEmpty() ? Set.of("") : scope.regions());
        }
        return jdbc
                .sql("select region, month_of, sum(issued) as issued from report_flow" + where.sql()
                        + " group by region, month_of")
                .params(where.values())
                .query((row, index) -> Map.entry(
                        new Key(row.getInt("month_of") / 100, row.getString("region")), row.getLong("issued")))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.summingLong(Map.Entry::getValue)));
    }

    private Map<Key, Money> money(Where where) {
        var money = new TreeMap<Key, Money>();
        jdbc.sql("select region, budget_year, sum(case when kind = 'SERVICE' then paid else 0 end) as service,"
                        + " sum(case when kind = 'AID' then paid else 0 end) as aid, sum(paid_orders) as orders,"
                        + " sum(under_way) as under_way from report_money" + where.sql()
                        + " group by region, budget_year")
                .params(where.values())
                .query((row, index) -> money.put(
                        new Key(row.getInt("budget_year"), row.getString("region")),
                        new Money(
                                row.getLong("service"),
                                row.getLong("aid"),
                                row.getLong("orders"),
                                row.getLong("under_way"))))
                .list();
        return money;
    }
}
