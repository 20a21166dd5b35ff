package kz.bilik.overview;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kz.bilik.record.RecordNumber;
import kz.bilik.record.Touched;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the row of each case. What it says is defined by the records and the engine's open tasks alone (the views
 * {@code case_record} and {@code bilik_open_task}); nothing is reckoned here, and nobody else decides by it. A case that was
 * touched is read anew at the end of the same transaction, so that a list never shows less than its reader has just done.
 * At the start and once a day rows that are missing or have stayed behind are put right: cases from before this table, and
 * what somebody did past the product.
 */
@Component
public class CaseOverview {

    private static final Logger log = LoggerFactory.getLogger(CaseOverview.class);

    /** How many rows are put right in one transaction. */
    private static final int BATCH = 500;

    private static final String COLUMNS =
            "region, career_centre, recognition_centre, asked_centre, profession, level_code, received_at, voucher, act,"
                    + " stage, ended, due_at, officer";

    /**
     * The row as it should be. A holder who is paid has nothing to do with what is left of his act; a lapsed voucher with a
     * certificate that came late is not at its end. The engine keeps local time of the zone in which the product runs, as the
     * session does.
     */
    private static final String RIGHT =
            """
            r.region, r.career_centre, r.recognition_centre, r.asked_centre, r.profession, r.level_code, r.received_at,
            r.voucher, r.act, r.stage,
            r.stage in ('REFUSED', 'WITHDRAWN', 'PAID', 'VOUCHER_LAPSED', 'VOUCHER_WITHDRAWN')
            and not exists (select 1 from bilik_open_task t where t.business_key = r.number),
            (select cast(min(t.due) as timestamp with time zone) from bilik_open_task t
             where t.business_key in (r.number, case when r.stage <> 'PAID' then r.act end)),
            (select t.officer from bilik_open_task t
             where t.business_key in (r.number, case when r.stage <> 'PAID' then r.act end)
             order by t.due, t.task fetch first 1 row only)""";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    CaseOverview(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The cases that the running transaction has touched. */
    private final class Pending implements TransactionSynchronization {

        private final Set<String> numbers = new TreeSet<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            follow(numbers);
        }
    }

    @EventListener
    void touched(Touched touched) {
        var known = RecordNumber.parse(touched.number())
                .filter(number -> number.kind() == RecordNumber.Kind.APPLICATION
                        || number.kind() == RecordNumber.Kind.VOUCHER
                        || number.kind() == RecordNumber.Kind.ACT);
        if (known.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            transaction.executeWithoutResult(status -> follow(Set.of(touched.number())));
            return;
        }
        pending().numbers.add(touched.number());
    }

    private Pending pending() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Pending.class::isInstance)
                .map(Pending.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    var fresh = new Pending();
                    TransactionSynchronizationManager.registerSynchronization(fresh);
                    return fresh;
                });
    }

    private void follow(Collection<String> touched) {
        var applications = new TreeSet<String>();
        for (var number : touched) {
            if (RecordNumber.isOf(RecordNumber.Kind.APPLICATION, number)) {
                applications.add(number);
            } else {
                var column = RecordNumber.isOf(RecordNumber.Kind.ACT, number) ? "act" : "voucher";
                applications.addAll(jdbc.sql("select number from case_overview where " + column + " = ?")
                        .param(number)
                        .query(String.class)
                        .list());
            }
        }
        write(applications);
    }

    /**
     * Writes these rows as they should be. They are locked first and read by a later statement: whoever else has just touched
     * the same case has committed by then, and is seen.
     */
    private void write(Set<String> applications) {
        if (applications.isEmpty()) {
            return;
        }
        var known = jdbc.sql("select number from case_overview where number in (:numbers) order by number for update")
                .param("numbers", applications)
                .query(String.class)
                .list();
        if (!known.isEmpty()) {
            jdbc.sql("update case_overview o set (" + COLUMNS + ") = (select " + RIGHT
                            + " from case_record r where r.number = o.number) where o.number in (:numbers)")
                    .param("numbers", known)
                    .update();
        }
        var fresh = new TreeSet<>(applications);
        fresh.removeAll(known);
        if (!fresh.isEmpty()) {
            jdbc.sql("insert into case_overview (number, " + COLUMNS + ") select r.number, " + RIGHT
                            + " from case_record r where r.number in (:numbers)")
                    .param("numbers", fresh)
                    .update();
        }
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void afterTheStart() {
        putRight();
    }

    @Scheduled(initialDelayString = "P1D", fixedDelayString = "P1D")
    void daily() {
        putRight();
    }

    /**
     * Writes the rows that are missing, and those of open cases that say something else than the records do.
     *
     * @return how many these were
     */
    public int putRight() {
        var wrong = new ArrayList<String>();
        wrong.addAll(jdbc.sql("select r.number from case_record r"
                        + " where not exists (select 1 from case_overview o where o.number = r.number)")
                .query(String.class)
                .list());
        var behind = jdbc.sql("select o.number from case_overview o join case_record r on r.number = o.number"
                        + " where not o.ended and exists (select " + COLUMNS.replaceAll("(\\w+)", "o.$1")
                        + " except select "
                        + RIGHT + ")")
                .query(String.class)
                .list();
        if (!behind.isEmpty()) {
            log.warn("{} cases stood in the overview as they no longer are, {} first", behind.size(), behind.get(0));
        }
        wrong.addAll(behind);
        for (var from = 0; from < wrong.size(); from += BATCH) {
            var batch = List.copyOf(wrong.subList(from, Math.min(from + BATCH, wrong.size())));
            transaction.executeWithoutResult(status -> write(new TreeSet<>(batch)));
        }
        return wrong.size();
    }
}
