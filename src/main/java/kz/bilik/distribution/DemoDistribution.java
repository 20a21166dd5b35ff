package kz.bilik.distribution;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toMap;

import java.time.LocalDate;
import java.util.List;
import kz.bilik.record.DemoTable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The demo's distribution of 2026 to 2028, as if the authorised body had published it before the product came (cl. 18). */
@Component
@Profile("demo")
@DependsOnDatabaseInitialization
class DemoDistribution implements InitializingBean {

    private final Distributions distributions;
    private final Quotas quotas;
    private final TransactionTemplate transaction;

    DemoDistribution(Distributions distributions, Quotas quotas, PlatformTransactionManager transactions) {
        this.distributions = distributions;
        this.quotas = quotas;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(status -> {
            if (distributions.all().isEmpty()) {
                publish(DemoTable.rows("quotas.csv"));
            }
        });
    }

    private void publish(List<DemoTable.Row> rows) {
        var totals = rows.stream().collect(groupingBy(DemoDistribution::year, summingInt(DemoDistribution::vouchers)));
        int firstYear = totals.keySet().stream().min(Integer::compare).orElseThrow();
        int lastYear = totals.keySet().stream().max(Integer::compare).orElseThrow();
        var number = distributions.open(Distribution.Kind.PERIOD, LocalDate.of(firstYear, 1, 1), lastYear, "", null);
        distributions.setTotals(number, totals);
        rows.stream().collect(groupingBy(DemoDistribution::year)).forEach((year, ofYear) -> {
            distributions.propose(
                    number, year, ofYear.stream().collect(toMap(row -> row.get("region"), DemoDistribution::vouchers)));
            ofYear.stream()
                    .filter(row -> !quotas.published(row.get("region"), year))
                    .forEach(row -> quotas.putIntoEffect(row.get("region"), year, vouchers(row), 0));
        });
        distributions.published(number);
        distributions.inEffect(number);
    }

    private static int year(DemoTable.Row row) {
        return row.number("year");
    }

    private static int vouchers(DemoTable.Row row) {
        return row.number("vouchers");
    }
}
