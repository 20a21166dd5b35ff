package kz.bilik.integration;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import kz.bilik.identity.Iin;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Which demo persons are registered as unemployed: all but person-19; person-20 had a voucher elsewhere this year.
 * Filled once; what somebody changed since stays as it is.
 */
@Component
@Profile("demo")
@DependsOnDatabaseInitialization
class DemoLabourMarket implements InitializingBean {

    private static final CSVFormat CSV =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private final JdbcClient database;
    private final TransactionTemplate transaction;

    DemoLabourMarket(JdbcClient database, PlatformTransactionManager transactions) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(status -> {
            var known = database.sql("select count(*) from labour_market_registration")
                    .query(Integer.class)
                    .single();
            if (known == 0) {
                register();
            }
            var regions = database.sql("select count(*) from labour_market_statistics")
                    .query(Integer.class)
                    .single();
            if (regions == 0) {
                count();
            }
        });
    }

    private void register() {
        var persons = rows("persons.csv").stream()
                .collect(Collectors.toMap(
                        row -> row.get("number"), row -> Iin.of(row.get("iin")).value()));
        for (var row : rows("labour-market.csv")) {
            var iin = persons.get(row.get("person"));
            database.sql("insert into labour_market_registration (iin, registered_from) values (?, ?)")
                    .params(iin, LocalDate.parse(row.get("registeredFrom")))
                    .update();
            if (!row.get("voucherElsewhereYear").isEmpty()) {
                database.sql("insert into labour_market_voucher_elsewhere (iin, voucher_year) values (?, ?)")
                        .params(iin, Integer.valueOf(row.get("voucherElsewhereYear")))
                        .update();
            }
        }
    }

    private void count() {
        for (var row : rows("statistics.csv")) {
            database.sql(
                            """
                            insert into labour_market_statistics (region, unemployed, vouchers_elsewhere)
                            values (?, ?, ?)""")
                    .params(
                            row.get("region"),
                            Integer.valueOf(row.get("unemployed")),
                            Integer.valueOf(row.get("vouchersElsewhere")))
                    .update();
        }
    }

    private static List<CSVRecord> rows(String file) {
        try (var reader = new InputStreamReader(
                        new ClassPathResource("demo/" + file).getInputStream(), StandardCharsets.UTF_8);
                var rows = CSV.parse(reader)) {
            return rows.getRecords();
        } catch (IOException missing) {
            throw new IllegalStateException("The demo file " + file + " cannot be read", missing);
        }
    }
}
