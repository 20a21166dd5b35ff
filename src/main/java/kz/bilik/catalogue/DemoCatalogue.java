package kz.bilik.catalogue;

import kz.bilik.identity.AccountNumber;
import kz.bilik.identity.Bin;
import kz.bilik.record.DemoTable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The demo's centres, professions and prices. Filled once into an empty catalogue, before anything asks for it; what
 * somebody changed since stays as it is.
 */
@Component
@Profile("demo")
@DependsOnDatabaseInitialization
class DemoCatalogue implements InitializingBean {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    DemoCatalogue(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(status -> {
            var centres = jdbc.sql("select count(*) from mobility_centre")
                    .query(Integer.class)
                    .single();
            if (centres == 0) {
                DemoTable.rows("centres.csv").forEach(this::centre);
                DemoTable.rows("professions.csv").forEach(this::profession);
                DemoTable.rows("offers.csv").forEach(this::offer);
            }
        });
    }

    private void centre(DemoTable.Row row) {
        switch (row.get("kind")) {
            case "mobility" ->
                jdbc.sql(
                                """
                            insert into mobility_centre
                                (region, name_kk, name_ru, name_en, bin, address, contacts, account, bic)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                        .params(
                                row.get("region"),
                                row.get("nameKk"),
                                row.get("nameRu"),
                                row.get("nameEn"),
                                Bin.of(row.get("bin")).value(),
                                row.get("address"),
                                row.get("contacts"),
                                AccountNumber.of(row.get("account")).value(),
                                row.get("bic"))
                        .update();
            case "career" ->
                jdbc.sql(
                                """
                            insert into career_centre (code, region, name_kk, name_ru, name_en, bin, address)
                            values (?, ?, ?, ?, ?, ?, ?)""")
                        .params(
                                row.get("code"),
                                row.get("region"),
                                row.get("nameKk"),
                                row.get("nameRu"),
                                row.get("nameEn"),
                                Bin.of(row.get("bin")).value(),
                                row.get("address"))
                        .update();
            case "recognition" ->
                jdbc.sql(
                                """
                            insert into recognition_centre
                                (code, region, name_kk, name_ru, name_en, bin, address, contacts, account, bic, accredited)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true)""")
                        .params(
                                row.get("code"),
                                row.get("region"),
                                row.get("nameKk"),
                                row.get("nameRu"),
                                row.get("nameEn"),
                                Bin.of(row.get("bin")).value(),
                                row.get("address"),
                                row.get("contacts"),
                                AccountNumber.of(row.get("account")).value(),
                                row.get("bic"))
                        .update();
            default -> throw new IllegalStateException("demo/centres.csv knows no kind " + row.get("kind"));
        }
    }

    private void profession(DemoTable.Row row) {
        jdbc.sql("insert into profession (code, name_kk, name_ru, name_en, profile) values (?, ?, ?, ?, ?)")
                .params(
                        row.get("code"),
                        row.get("nameKk"),
                        row.get("nameRu"),
                        row.get("nameEn"),
                        kz.bilik.law.Profile.valueOf(row.get("profile")).name())
                .update();
        for (var level : row.get("levels").split(" ")) {
            jdbc.sql("insert into profession_level (profession, level_code) values (?, ?)")
                    .params(row.get("code"), level)
                    .update();
        }
    }

    private void offer(DemoTable.Row row) {
        jdbc.sql("insert into offer_price (recognition_centre, profession, price) values (?, ?, ?)")
                .params(row.get("recognitionCentre"), row.get("profession"), row.tenge("price"))
                .update();
    }
}
