package kz.bilik.integration;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Delivers the reports that {@link ReportOutbox} has kept, each case's in its order. A node takes one case under a lease in
 * a short transaction ({@code skip locked}, so that no other node takes the same), tells without a connection, and notes
 * the answer. A node that dies in between leaves the case to the next one when the lease ends; the key stays the same, so
 * that the AIS can tell. What fails is tried again after longer and longer pauses and never given up.
 */
@Component
public class ReportDelivery {

    private static final Logger log = LoggerFactory.getLogger(ReportDelivery.class);

    /** After so many failures in a row the rest of a round is spared: it is the AIS, and not a case, that is out of reach. */
    private static final int MOST_FAILURES = 3;

    private final JdbcClient jdbc;
    private final ReportDesk desk;
    private final ReportAlarm alarm;
    private final ReportSettings settings;
    private final Clock wallClock;
    private final TransactionTemplate transaction;

    ReportDelivery(
            JdbcClient jdbc,
            ReportDesk desk,
            ReportAlarm alarm,
            ReportSettings settings,
            Clock wallClock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.desk = desk;
        this.alarm = alarm;
        this.settings = settings;
        this.wallClock = wallClock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What the Labour Market AIS has not been told yet.
     *
     * @param count reports
     * @param refused those of them whose content the AIS refuses; the later ones of their cases wait for them
     * @param since legal time of the oldest one's event; null when nothing waits
     * @param lastError of an attempt to deliver, such as {@code HTTP 503}; null when none has failed
     */
    public record Waiting(long count, long refused, @Nullable OffsetDateTime since, @Nullable String lastError) {}

    /** A report that the AIS refuses: of which case, what happened, and what the AIS says, such as {@code HTTP 422}. */
    public record Refused(String application, String event, @Nullable String error) {}

    private record Next(String application, UUID key, String body, int attempts) {}

    /** What waits, now. */
    public Waiting waiting() {
        var error = lastError().orElse(null);
        return jdbc.sql(
                        """
                        select count(*) as untold, count(refused_at) as refused, min(happened_at) as since
                        from labour_market_report where told_at is null""")
                .query((row, number) -> new Waiting(
                        row.getLong("untold"), row.getLong("refused"), LegalMoment.orNull(row, "since"), error))
                .single();
    }

    private Optional<String> lastError() {
        return jdbc.sql("select error from labour_market_case where error is not null order by due_at desc limit 1")
                .query(String.class)
                .optional();
    }

    /** The reports that the AIS refuses, the oldest first, at most so many. */
    public List<Refused> refused(int most) {
        return jdbc.sql(
                        """
                        select r.case_number, r.event, c.error from labour_market_report r
                        join labour_market_case c on c.number = r.case_number
                        where r.told_at is null and r.refused_at is not null order by r.refused_at, r.case_number limit ?""")
                .param(most)
                .query((row, number) ->
                        new Refused(row.getString("case_number"), row.getString("event"), row.getString("error")))
                .list();
    }

    /** Nothing waits for the end of its pause any more: the next round tries every case at once. */
    public void tryAllNow() {
        transaction.executeWithoutResult(status -> {
            // A case that is just written to or noted is left alone: whoever holds it may wait for another one of
            // these.
            var pausing = jdbc.sql("select number from labour_market_case where due_at > ? for update skip locked")
                    .param(now())
                    .query(String.class)
                    .list();
            if (!pausing.isEmpty()) {
                jdbc.sql("update labour_market_case set due_at = :now where number in (:cases)")
                        .param("now", now())
                        .param("cases", pausing)
                        .update();
            }
        });
    }

    /** Delivers everything that is due; an AIS that is out of reach ends the round. */
    @Scheduled(fixedDelayString = "${bilik.labour-market.reports.every:5s}")
    public void deliver() {
        int failures = 0;
        while (failures < MOST_FAILURES) {
            var next = transaction.execute(status -> take());
            if (next == null) {
                break;
            }
            var answer = desk.tell(next.key(), next.body());
            transaction.executeWithoutResult(status -> note(next, answer));
            failures = answer instanceof ReportDesk.Failed ? failures + 1 : 0;
        }
        alarm.watch();
    }

    private @Nullable Next take() {
        var now = now();
        var application = jdbc.sql(
                        """
                        select number from labour_market_case where due_at <= ?
                        order by due_at, number limit 1 for update skip locked""")
                .param(now)
                .query(String.class)
                .optional();
        if (application.isEmpty()) {
            return null;
        }
        jdbc.sql("update labour_market_case set due_at = ? where number = ?")
                .params(now.plus(settings.lease()), application.get())
                .update();
        return jdbc.sql(
                        """
                        select r.case_number, r.report_key, r.body, c.attempts from labour_market_report r
                        join labour_market_case c on c.number = r.case_number
                        where r.case_number = ? and r.told_at is null order by r.sequence limit 1""")
                .param(application.get())
                .query((row, number) -> new Next(
                        row.getString("case_number"),
                        row.getObject("report_key", UUID.class),
                        row.getString("body"),
                        row.getInt("attempts")))
                .single();
    }

    private void note(Next next, ReportDesk.Answer answer) {
        // First the case: whoever adds a report to it meanwhile is seen below, or sees what is noted here.
        jdbc.sql("select number from labour_market_case where number = ? for update")
                .param(next.application())
                .query(String.class)
                .single();
        if (answer instanceof ReportDesk.Told) {
            jdbc.sql("update labour_market_report set told_at = ? where report_key = ? and told_at is null")
                    .params(now(), next.key())
                    .update();
            jdbc.sql(
                            """
                            update labour_market_case set attempts = 0, error = null,
                                due_at = case when exists (select 1 from labour_market_report r
                                    where r.case_number = labour_market_case.number and r.told_at is null)
                                    then cast(:now as timestamp with time zone) end
                            where number = :number""")
                    .param("now", now())
                    .param("number", next.application())
                    .update();
            return;
        }
        var refused = answer instanceof ReportDesk.Refused;
        var error = answer instanceof ReportDesk.Refused no ? no.error() : ((ReportDesk.Failed) answer).error();
        // The first failure of a case is news, the hundredth of a dead AIS is not.
        log.atLevel(next.attempts() == 0 ? Level.WARN : Level.DEBUG)
                .log(
                        "The Labour Market AIS has not taken report {} (attempt {}): {}",
                        next.key(),
                        next.attempts() + 1,
                        error);
        var untold = jdbc.sql(
                        "update labour_market_report set refused_at = case when :refused then cast(:now as timestamp"
                                + " with time zone) end where report_key = :key and told_at is null")
                .param("refused", refused)
                .param("now", now())
                .param("key", next.key())
                .update();
        if (untold == 0) {
            // Another node has got it through after the lease had ended.
            return;
        }
        if (refused) {
            alarm.refused(next.application(), next.key(), error);
        }
        var attempts = next.attempts() + 1;
        jdbc.sql("update labour_market_case set attempts = ?, error = ?, due_at = ? where number = ?")
                .params(
                        attempts,
                        error,
                        now().plus(refused ? settings.longestRetry() : settings.pause(attempts)),
                        next.application())
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(wallClock.instant(), LegalClock.ZONE);
    }
}
