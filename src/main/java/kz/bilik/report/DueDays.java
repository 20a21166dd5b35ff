package kz.bilik.report;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.law.Law;
import kz.bilik.law.LegalTerms;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Until when a term runs that began on a day, for each limit and each day: by the same law and the same calendar by which the
 * product sets its deadlines, written down so that the database can count.
 */
@Component
class DueDays {

    /** Whatever began today or yesterday elsewhere has its day already. */
    private static final int AHEAD = 31;

    private record Term(String clause, LocalDate began) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Law law;
    private final WorkingCalendar calendar;
    private final LegalClock clock;
    private volatile @Nullable LocalDate written;

    DueDays(JdbcClient jdbc, JdbcTemplate batches, Law law, WorkingCalendar calendar, LegalClock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.law = law;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Whether what is to be known today was written. */
    boolean writtenToday() {
        return clock.today().equals(written);
    }

    /**
     * Writes what is missing or has changed, in the running transaction.
     *
     * @return whether a day was written that had stood there otherwise: what was counted with it counts no more
     */
    boolean write() {
        var right = right();
        var known = new HashMap<Term, LocalDate>();
        jdbc.sql("select clause, event_on, due_on from report_due")
                .query((row, index) -> known.put(
                        new Term(row.getString("clause"), row.getObject("event_on", LocalDate.class)),
                        row.getObject("due_on", LocalDate.class)))
                .list();
        var changed = right.entrySet().stream()
                .filter(each -> known.containsKey(each.getKey())
                        && !known.get(each.getKey()).equals(each.getValue()))
                .map(each -> new Object[] {
                    each.getValue(), each.getKey().clause(), each.getKey().began()
                })
                .toList();
        var missing = right.entrySet().stream()
                .filter(each -> !known.containsKey(each.getKey()))
                .map(each -> new Object[] {each.getKey().clause(), each.getKey().began(), each.getValue()})
                .toList();
        if (!changed.isEmpty()) {
            batches.batchUpdate("update report_due set due_on = ? where clause = ? and event_on = ?", changed);
        }
        if (!missing.isEmpty()) {
            batches.batchUpdate("insert into report_due (clause, event_on, due_on) values (?, ?, ?)", missing);
        }
        written = clock.today();
        return !changed.isEmpty();
    }

    private Map<Term, LocalDate> right() {
        var right = new HashMap<Term, LocalDate>();
        var first = LocalDate.of(WorkingCalendar.FIRST_YEAR, 1, 1);
        first.datesUntil(clock.today().plusDays(AHEAD)).forEach(day -> {
            var terms = terms(day);
            if (terms != null) {
                for (var limit : Limit.values()) {
                    right.put(
                            new Term(limit.clause(), day),
                            calendar.workingDaysAfter(day, limit.days(terms), limit.clause())
                                    .due());
                }
            }
        });
        return right;
    }

    /** Null before the edition to which the product works. */
    private @Nullable LegalTerms terms(LocalDate day) {
        try {
            return law.termsOn(day);
        } catch (Problem noEdition) {
            return null;
        }
    }
}
