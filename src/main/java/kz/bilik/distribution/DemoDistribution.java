package kz.bilik.distribution;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The demo's distribution of 2026 to 2028, as if the authorised body had published it before the product came (cl. 18). */
@Component
@Profile("demo")
@DependsOnDatabaseInitialization
class DemoDistribution implements InitializingBean {

    private static final CSVFormat CSV =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

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
                publish(rows());
            }
        });
    }

    private void publish(List<CSVRecord> rows) {
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

    private static int year(CSVRecord row) {
        return Integer.parseInt(row.get("year"));
    }

    private static int vouchers(CSVRecord row) {
        return Integer.parseInt(row.get("vouchers"));
    }

    private static List<CSVRecord> rows() {
        try (var reader = new InputStreamReader(
                        new ClassPathResource("demo/quotas.csv").getInputStream(), StandardCharsets.UTF_8);
                var rows = CSV.parse(reader)) {
            return rows.getRecords();
        } catch (IOException missing) {
            throw new IllegalStateException("The demo file quotas.csv cannot be read", missing);
        }
    }
}
