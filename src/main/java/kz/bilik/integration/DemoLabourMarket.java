package kz.bilik.integration;

import java.util.stream.Collectors;
import kz.bilik.identity.Iin;
import kz.bilik.record.DemoTable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Profile;
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

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    DemoLabourMarket(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(status -> {
            var known = jdbc.sql("select count(*) from labour_market_registration")
                    .query(Integer.class)
                    .single();
            if (known == 0) {
                register();
            }
            var regions = jdbc.sql("select count(*) from labour_market_statistics")
                    .query(Integer.class)
                    .single();
            if (regions == 0) {
                count();
            }
        });
    }

    private void register() {
        var persons = DemoTable.rows("persons.csv").stream()
                .collect(Collectors.toMap(
                        row -> row.get("number"), row -> Iin.of(row.get("iin")).value()));
        for (var row : DemoTable.rows("labour-market.csv")) {
            var iin = persons.get(row.get("person"));
            jdbc.sql("insert into labour_market_registration (iin, registered_from) values (?, ?)")
                    .params(iin, row.day("registeredFrom"))
                    .update();
            if (!row.get("voucherElsewhereYear").isEmpty()) {
                jdbc.sql("insert into labour_market_voucher_elsewhere (iin, voucher_year) values (?, ?)")
                        .params(iin, row.number("voucherElsewhereYear"))
                        .update();
            }
        }
    }

    private void count() {
        for (var row : DemoTable.rows("statistics.csv")) {
            jdbc.sql(
                            """
                            insert into labour_market_statistics (region, unemployed, vouchers_elsewhere)
                            values (?, ?, ?)""")
                    .params(row.get("region"), row.number("unemployed"), row.number("vouchersElsewhere"))
                    .update();
        }
    }
}
