package kz.bilik.integration;

import kz.bilik.application.LabourMarket;
import kz.bilik.calendar.LegalClock;
import kz.bilik.distribution.LabourMarketStatistics;
import kz.bilik.record.Savepoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which Labour Market AIS is asked and told: the configured one, or in the demo a register of our own. */
@Configuration(proxyBeanMethods = false)
class LabourMarkets {

    @Bean
    LabourMarket labourMarket(LabourMarketSettings settings, Environment environment, JdbcClient jdbc) {
        if (settings.url() != null) {
            return new LabourMarketOverHttp(settings);
        }
        if (environment.matchesProfiles("demo")) {
            return new LabourMarketRegister(jdbc);
        }
        throw notConnected();
    }

    @Bean
    ReportDesk reportDesk(
            LabourMarketSettings settings,
            Environment environment,
            JdbcClient jdbc,
            Savepoint savepoint,
            LegalClock clock) {
        if (settings.url() != null) {
            return new ReportDeskOverHttp(settings);
        }
        if (environment.matchesProfiles("demo")) {
            return new ReportRegister(jdbc, savepoint, clock);
        }
        throw notConnected();
    }

    @Bean
    LabourMarketStatistics labourMarketStatistics(
            LabourMarketSettings settings, Environment environment, JdbcClient jdbc) {
        if (settings.url() != null) {
            return new StatisticsOverHttp(settings);
        }
        if (environment.matchesProfiles("demo")) {
            return new StatisticsRegister(jdbc);
        }
        throw notConnected();
    }

    private static IllegalStateException notConnected() {
        return new IllegalStateException(
                "bilik.labour-market.url is not set: without the demo profile the Labour Market"
                        + " AIS must be connected, since nobody else knows who is registered as unemployed (cl. 3)");
    }
}
