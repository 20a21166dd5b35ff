package kz.bilik.casefile;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.record.Recorded;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Records who read what of a case file, in wall time. A read that cannot be recorded does not happen. */
@Component
public class CaseReads {

    /** The whole page of a case was read. */
    public static final String PAGE = "PAGE";

    /** The story of the case was read: its path through the diagrams, with all that was done. */
    public static final String STORY = "STORY";

    /** The list of the documents was read, none of them opened. */
    public static final String LIST = "LIST";

    /** Who the case is about was read on the form of a task. */
    public static final String FORM = "FORM";

    /** What the Labour Market AIS has been told of the case was read. */
    public static final String REPORTS = "REPORTS";

    /** The application was taken away as it was signed. */
    public static final String APPLICATION = "APPLICATION";

    /** A signature of the application was taken away. */
    public static final String SIGNATURE = "SIGNATURE";

    /** Whom the case is about was read in a list or on a task's card; recorded once a day. */
    public static final String NAME = "NAME";

    /** The case was found by the IIN of its applicant. */
    public static final String BY_IIN = "IIN";

    /** The case was taken away with others in a file. */
    public static final String EXPORT = "EXPORT";

    /** The chain of records was taken away; for the number stand its first and last day. */
    public static final String RECORDS = "RECORDS";

    /** What stands for the number where a search found no case. */
    public static final String NOTHING_FOUND = "-";

    /** Rows of one statement. */
    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final Clock wallClock;
    private final ApplicationEventPublisher events;

    public CaseReads(JdbcClient jdbc, Clock wallClock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.wallClock = wallClock;
        this.events = events;
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

    /** Records the same read of many cases. */
    @Transactional
    public void recordAll(String officer, Collection<String> numbers, String what) {
        var now = now();
        var left = List.copyOf(numbers);
        for (var from = 0; from < left.size(); from += AT_ONCE) {
            var some = left.subList(from, Math.min(from + AT_ONCE, left.size()));
            var rows = new ArrayList<Object>();
            var keys = new GeneratedKeyHolder();
            some.forEach(number -> rows.addAll(List.of(officer, number, now, what)));
            jdbc.sql("insert into case_read (officer, number, read_at, what) values "
                            + String.join(", ", Collections.nCopies(some.size(), "(?, ?, ?, ?)")))
                    .params(rows)
                    .update(keys, "id");
            for (var at = 0; at < some.size(); at++) {
                tell(keys.getKeyList().get(at).get("id"), officer, some.get(at), now, what);
            }
        }
    }

    /** As {@link #recordAll}, those left out which he has read so within the last day: a list is shown again and again. */
    @Transactional
    public void recordOncePerDay(String officer, Collection<String> numbers, String what) {
        if (numbers.isEmpty()) {
            return;
        }
        var since =
                OffsetDateTime.ofInstant(wallClock.instant(), LegalClock.ZONE).minusDays(1);
        var left = new TreeSet<>(numbers);
        left.removeAll(jdbc.sql("select number from case_read where officer = :officer and what = :what"
                        + " and number in (:numbers) and read_at > :since")
                .param("officer", officer)
                .param("what", what)
                .param("numbers", numbers)
                .param("since", since)
                .query(String.class)
                .list());
        recordAll(officer, left, what);
    }

    /**
     * One read.
     *
     * @param officer the id of his account
     * @param at wall time
     * @param what one of the texts above, or the id of a document
     */
    public record Read(String officer, OffsetDateTime at, String what) {}

    /** Who read that case, the latest first. */
    public List<Read> of(String number, int count) {
        return jdbc.sql("select officer, read_at, what from case_read where number = ? order by read_at desc, id desc"
                        + " fetch first ? rows only")
                .params(number, count)
                .query((row, index) ->
                        new Read(row.getString("officer"), LegalMoment.of(row, "read_at"), row.getString("what")))
                .list();
    }

    /**
     * Records a read.
     *
     * @param officer the id of his account
     * @param number of the application or of the act
     * @param what one of the texts above, or the id of a document
     */
    @Transactional
    public void record(String officer, String number, String what) {
        var now = now();
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into case_read (officer, number, read_at, what) values (?, ?, ?, ?)")
                .params(officer, number, now, what)
                .update(key, "id");
        tell(key.getKey(), officer, number, now, what);
    }

    private void tell(Object row, String officer, String number, OffsetDateTime at, String what) {
        events.publishEvent(Recorded.row(Recorded.Kind.READING, row, number, officer, officer, number, at, what));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(wallClock.instant(), LegalClock.ZONE).truncatedTo(ChronoUnit.MICROS);
    }
}
