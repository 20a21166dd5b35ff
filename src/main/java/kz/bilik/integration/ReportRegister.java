package kz.bilik.integration;

import java.util.UUID;
import kz.bilik.calendar.LegalClock;
import kz.bilik.record.Savepoint;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The desk of the demo's own Labour Market AIS: it keeps what it is told in the form of the contract, each report once. */
class ReportRegister implements ReportDesk {

    private final JdbcClient jdbc;
    private final Savepoint savepoint;
    private final LegalClock clock;

    ReportRegister(JdbcClient jdbc, Savepoint savepoint, LegalClock clock) {
        this.jdbc = jdbc;
        this.savepoint = savepoint;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Answer tell(UUID key, String body) {
        var report = ReportBody.read(body);
        try {
            savepoint.attempt(() -> jdbc.sql(
                            """
                            insert into labour_market_told (report_key, case_number, sequence, body, told_at)
                            values (?, ?, ?, ?, ?)""")
                    .params(key, report.applicationNumber(), report.sequence(), body, clock.now())
                    .update());
        } catch (DuplicateKeyException known) {
            return knownAs(key).equals(body) ? new Told() : new Refused("HTTP 409 report.key-of-another");
        }
        return new Told();
    }

    private String knownAs(UUID key) {
        return jdbc.sql("select body from labour_market_told where report_key = ?")
                .param(key)
                .query(String.class)
                .single();
    }
}
