package kz.bilik.distribution;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The demo's quotas: what the authorised body would have published (cl. 18). Published once; nothing is edited. */
@Component
@Profile("demo")
@DependsOnDatabaseInitialization
class DemoQuotas implements InitializingBean {

    private static final CSVFormat CSV =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private final Quotas quotas;
    private final TransactionTemplate transaction;

    DemoQuotas(Quotas quotas, PlatformTransactionManager transactions) {
        this.quotas = quotas;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(status -> publish());
    }

    private void publish() {
        try (var reader = new InputStreamReader(
                        new ClassPathResource("demo/quotas.csv").getInputStream(), StandardCharsets.UTF_8);
                var rows = CSV.parse(reader)) {
            for (var row : rows) {
                int year = Integer.parseInt(row.get("year"));
                if (!quotas.published(row.get("region"), year)) {
                    quotas.publish(row.get("region"), year, Integer.parseInt(row.get("vouchers")));
                }
            }
        } catch (IOException missing) {
            throw new IllegalStateException("The demo file quotas.csv cannot be read", missing);
        }
    }
}
