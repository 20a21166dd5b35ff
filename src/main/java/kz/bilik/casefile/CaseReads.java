package kz.bilik.casefile;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import kz.bilik.calendar.LegalClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Records who read what of a case file, in wall time. A read that cannot be recorded does not happen. */
@Component
public class CaseReads {

    /** The whole page of a case was read. */
    public static final String PAGE = "PAGE";

    /** The list of the documents was read, none of them opened. */
    public static final String LIST = "LIST";

    /** Who the case is about was read on the form of a task. */
    public static final String FORM = "FORM";

    /** What the Labour Market AIS has been told of the case was read. */
    public static final String REPORTS = "REPORTS";

    private final JdbcClient jdbc;
    private final Clock wallClock;

    public CaseReads(JdbcClient jdbc, Clock wallClock) {
        this.jdbc = jdbc;
        this.wallClock = wallClock;
    }

    /** The numbers of the cases whose pages that officer read last, the latest first. */
    public List<String> last(String officer, int count) {
        return jdbc.sql(
                        """
                        select number from case_read where officer = ? and what = ?
                        group by number order by max(read_at) desc limit ?""")
                .params(officer, PAGE, count)
                .query(String.class)
                .list();
    }

    /**
     * Records a read.
     *
     * @param officer the id of his account
     * @param number of the application or of the act
     * @param what {@link #PAGE}, {@link #LIST}, {@link #FORM}, {@link #REPORTS}, or the id of a document
     */
    public void record(String officer, String number, String what) {
        jdbc.sql("insert into case_read (officer, number, read_at, what) values (?, ?, ?, ?)")
                .params(officer, number, OffsetDateTime.ofInstant(wallClock.instant(), LegalClock.ZONE), what)
                .update();
    }
}
