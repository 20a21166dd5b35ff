package kz.bilik.web;

import java.time.Clock;
import java.time.OffsetDateTime;
import kz.bilik.Bilik;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Records who read what of a case file, in wall time. A read that cannot be recorded does not happen. */
@Component
class CaseReads {

    private final JdbcClient database;
    private final Clock wallClock;

    CaseReads(JdbcClient database, Clock wallClock) {
        this.database = database;
        this.wallClock = wallClock;
    }

    void record(String officer, String number, String what) {
        database.sql("insert into case_read (officer, number, read_at, what) values (?, ?, ?, ?)")
                .params(officer, number, OffsetDateTime.ofInstant(wallClock.instant(), Bilik.ZONE), what)
                .update();
    }
}
