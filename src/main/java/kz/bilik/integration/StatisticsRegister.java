package kz.bilik.integration;

import java.time.LocalDate;
import java.util.List;
import kz.bilik.distribution.LabourMarketStatistics;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The demo's figures of the regions, the same on each day (cl. 18). */
class StatisticsRegister implements LabourMarketStatistics {

    private final JdbcClient jdbc;

    StatisticsRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Figures> on(LocalDate day) {
        return jdbc.sql("select region, unemployed, vouchers_elsewhere from labour_market_statistics")
                .query((row, number) -> new Figures(
                        row.getString("region"), row.getInt("unemployed"), row.getInt("vouchers_elsewhere")))
                .list();
    }
}
