package kz.bilik.process.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import kz.bilik.calendar.LegalClock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The demo's legal time: it begins on a working day inside the season and survives a restart. While the product is
 * stopped, its time stands still, so that nothing falls due unseen.
 */
@Component
@Profile("demo")
@DependsOnDatabaseInitialization
class DemoClock {

    private final JdbcClient jdbc;
    private final LegalClock legal;
    private final Clock wall;
    private final OffsetDateTime beginning;

    DemoClock(
            JdbcClient jdbc,
            LegalClock legal,
            Clock wall,
            @Value("${bilik.demo.begins:2026-09-14T09:00:00+05:00}") OffsetDateTime beginning) {
        this.jdbc = jdbc;
        this.legal = legal;
        this.wall = wall;
        this.beginning = beginning;
    }

    /** Sets legal time to where it stood; before the engine starts, whose jobs would otherwise run at wall time. */
    void restore() {
        var stood = jdbc.sql("select legal_time from demo_clock")
                .query(OffsetDateTime.class)
                .optional();
        legal.setOffset(Duration.between(wall.instant(), stood.orElse(beginning).toInstant()));
        if (stood.isEmpty()) {
            jdbc.sql("insert into demo_clock (id, legal_time) values (1, ?)")
                    .param(beginning)
                    .update();
        }
    }

    /** Keeps where legal time stands. */
    @Scheduled(fixedDelayString = "PT10S")
    @EventListener(ContextClosedEvent.class)
    void keep() {
        jdbc.sql("update demo_clock set legal_time = ? where id = 1")
                .param(legal.now()
                        .withOffsetSameInstant(LegalClock.ZONE.getRules().getOffset(legal.instant())))
                .update();
    }
}
