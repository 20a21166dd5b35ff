package kz.bilik.web;

import java.time.Clock;
import java.time.OffsetDateTime;
import kz.bilik.Bilik;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Records who read what of a case file, in wall time. A read that cannot be recorded does not happen. */
@Component
class CaseReads {

    /** The whole page of a case was read. */
    static final String PAGE = "PAGE";

    /** The list of the documents was read, none of them opened. */
    static final String LIST = "LIST";

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
