package kz.bilik.integration;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import kz.bilik.application.Applications;
import kz.bilik.application.LabourMarketReports;
import kz.bilik.calendar.LegalClock;
import kz.bilik.record.Savepoint;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps reports to the Labour Market AIS in the transaction of the step, numbered within their case; {@link
 * ReportDelivery} takes them from there. Writers of one case wait for each other, never for the delivery.
 */
@Component
class ReportOutbox implements LabourMarketReports {

    private final Applications applications;
    private final JdbcClient jdbc;
    private final Savepoint savepoint;
    private final LegalClock clock;
    private final Clock wallClock;

    ReportOutbox(Applications applications, JdbcClient jdbc, Savepoint savepoint, LegalClock clock, Clock wallClock) {
        this.applications = applications;
        this.jdbc = jdbc;
        this.savepoint = savepoint;
        this.clock = clock;
        this.wallClock = wallClock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void report(String application, String occasion, Event event) {
        var kind = ReportBody.kind(event);
        var key = UUID.nameUUIDFromBytes((application + "|" + kind + "|" + occasion).getBytes(StandardCharsets.UTF_8));
        var kept = reportsLocked(application);
        if (isKept(key)) {
            return;
        }
        var sequence = kept + 1;
        var happenedAt = clock.now();
        var body = ReportBody.written(applications.get(application), sequence, happenedAt, event);
        jdbc.sql(
                        """
                        insert into labour_market_report (report_key, case_number, sequence, event, happened_at, body)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(key, application, sequence, kind, happenedAt, body)
                .update();
        // A case that waits already keeps its own moment.
        jdbc.sql("update labour_market_case set reports = ?, due_at = coalesce(due_at, ?) where number = ?")
                .params(sequence, OffsetDateTime.ofInstant(wallClock.instant(), LegalClock.ZONE), application)
                .update();
    }

    /** How many reports the case has; nobody adds one before the current transaction has ended. */
    private int reportsLocked(String application) {
        return locked(application).orElseGet(() -> {
            try {
                savepoint.attempt(
                        () -> jdbc.sql("insert into labour_market_case (number, reports, attempts) values (?, 0, 0)")
                                .param(application)
                                .update());
            } catch (DuplicateKeyException rival) {
                // Somebody began the case at the same moment.
                return locked(application).orElseThrow();
            }
            return 0;
        });
    }

    private Optional<Integer> locked(String application) {
        return jdbc.sql("select reports from labour_market_case where number = ? for update")
                .param(application)
                .query(Integer.class)
                .optional();
    }

    private boolean isKept(UUID key) {
        return jdbc.sql("select count(*) from labour_market_report where report_key = ?")
                        .param(key)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
