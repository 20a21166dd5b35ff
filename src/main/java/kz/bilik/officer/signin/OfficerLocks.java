package kz.bilik.officer.signin;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import kz.bilik.officer.AccountEnded;
import kz.bilik.problem.Problem;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The accounts that an administrator has locked by hand: nobody signs in to them, by whatever way, until he unlocks them.
 * Nothing else locks an account. Kept in the database, so that it holds on every node at once.
 */
@Component
public class OfficerLocks {

    /** The longest reason that is kept, in characters. */
    public static final int LONGEST_REASON = 500;

    /**
     * One locked account.
     *
     * @param officer id of the account
     * @param at wall time
     * @param by id of the administrator
     */
    public record Lock(String officer, OffsetDateTime at, String by, String reason) {}

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    OfficerLocks(JdbcClient jdbc, ApplicationEventPublisher events, Clock wallClock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = wallClock;
    }

    /** Whether that account is locked at this moment. */
    public boolean isLocked(String officer) {
        return jdbc.sql("select count(*) from officer_lock where officer = ?")
                        .param(officer)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** All locked accounts, by their id. */
    public List<Lock> all() {
        return jdbc.sql("select officer, locked_at, locked_by, reason from officer_lock order by officer")
                .query((row, number) -> new Lock(
                        row.getString("officer"),
                        row.getObject("locked_at", OffsetDateTime.class),
                        row.getString("locked_by"),
                        row.getString("reason")))
                .list();
    }

    /**
     * Locks an account, and with that ends its sessions; one that is locked stays locked as it was.
     *
     * @param officer id of an account that exists
     * @param by id of the administrator who does it
     * @param reason in his words; not empty
     * @throws Problem {@code officer.lock-yourself}, {@code officer.lock-reason}
     */
    @Transactional
    public void lock(String officer, String by, String reason) {
        if (officer.equals(by)) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "officer.lock-yourself");
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "officer.lock-reason", String.valueOf(LONGEST_REASON));
        }
        jdbc.sql(
                        """
                        insert into officer_lock (officer, locked_at, locked_by, reason)
                        select cast(? as varchar(64)), cast(? as timestamp with time zone), cast(? as varchar(64)),
                               cast(? as varchar(500))
                        where not exists (select 1 from officer_lock where officer = ?)""")
                .params(officer, now(), by, reason.strip(), officer)
                .update();
        events.publishEvent(new AccountEnded(officer, AccountEnded.Cause.LOCKED));
    }

    /** Unlocks an account; nothing happens when it is not locked. */
    public void unlock(String officer) {
        jdbc.sql("delete from officer_lock where officer = ?").param(officer).update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), clock.getZone()).truncatedTo(ChronoUnit.MICROS);
    }
}
