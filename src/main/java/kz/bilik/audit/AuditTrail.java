package kz.bilik.audit;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import kz.bilik.calendar.LegalClock;
import kz.bilik.record.Erased;
import kz.bilik.record.Recorded;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes the entry of each record, in the record's transaction: both are there or neither. It takes no lock and asks nothing,
 * so that nobody waits for anybody; its place in the chain an entry gets afterwards.
 */
@Component
public class AuditTrail {

    /** What is told at each start, and recorded when it is another one than before. */
    private static final Set<Recorded.Kind> STANDING = EnumSet.of(Recorded.Kind.DEPLOYMENT, Recorded.Kind.SETTING);

    /** What is told at each start, and never recorded a second time. */
    private static final Set<Recorded.Kind> ONCE = EnumSet.of(Recorded.Kind.DEPLOYMENT_CHANGES);

    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_DETAILS = 4000;

    private final JdbcClient jdbc;
    private final Clock wallClock;

    AuditTrail(JdbcClient jdbc, Clock wallClock) {
        this.jdbc = jdbc;
        this.wallClock = wallClock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Recorded recorded) {
        var kind = recorded.kind();
        if (STANDING.contains(kind) && isAsItWas(recorded) || ONCE.contains(kind) && isKnown(recorded)) {
            return;
        }
        var salt = UUID.randomUUID().toString();
        jdbc.sql(
                        """
                        insert into audit_entry (at, kind, record, subject, officer, details, salt, digest)
                        values (:at, :kind, :record, :subject, :officer, :details, :salt, :digest)""")
                .param(
                        "at",
                        OffsetDateTime.ofInstant(wallClock.instant(), LegalClock.ZONE)
                                .truncatedTo(ChronoUnit.MICROS))
                .param("kind", kind.name())
                .param("record", recorded.row(), Types.VARCHAR)
                .param("subject", cut(recorded.subject(), LONGEST_SUBJECT))
                .param("officer", recorded.officer(), Types.VARCHAR)
                .param(
                        "details",
                        recorded.details() == null ? null : cut(recorded.details(), LONGEST_DETAILS),
                        Types.VARCHAR)
                .param("salt", salt)
                .param("digest", AuditEntry.digest(salt, kind.content(recorded.values())))
                .update();
    }

    /** Takes from the entries of a record whose content is erased what they know of it, and records that. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void erase(Erased erased) {
        var entries = jdbc.sql("update audit_entry set salt = null where kind = ? and record = ? and salt is not null")
                .params(erased.kind().name(), erased.row())
                .update();
        if (entries > 0) {
            record(Recorded.fact(Recorded.Kind.ERASED, erased.kind() + " " + erased.row(), null, erased.why()));
        }
    }

    private boolean isAsItWas(Recorded recorded) {
        return jdbc.sql("select details from audit_entry where kind = ? and subject = ? order by id desc limit 1")
                .params(recorded.kind().name(), recorded.subject())
                .query(String.class)
                .optional()
                .filter(cut(String.valueOf(recorded.details()), LONGEST_DETAILS)::equals)
                .isPresent();
    }

    private boolean isKnown(Recorded recorded) {
        return jdbc.sql("select count(*) from audit_entry where kind = ? and subject = ?")
                        .params(recorded.kind().name(), recorded.subject())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
