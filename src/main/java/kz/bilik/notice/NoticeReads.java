package kz.bilik.notice;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Set;
import kz.bilik.calendar.LegalClock;
import kz.bilik.officer.AccountEnded;
import kz.bilik.officer.Officer;
import kz.bilik.record.Savepoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which notices of his groups an officer has not read yet. What is read is noted for each account by itself: that a
 * colleague has seen a notice says nothing.
 */
@Component
public class NoticeReads {

    private static final Logger log = LoggerFactory.getLogger(NoticeReads.class);

    private static final String NEW =
            """
             from notice n where n.recipient_kind = 'GROUP' and n.recipient in (:groups)
            and not exists (select 1 from notice_read r where r.officer = :officer and r.notice = n.id)""";

    private final JdbcClient jdbc;
    private final Clock wallClock;
    private final Savepoint savepoint;

    NoticeReads(JdbcClient jdbc, Clock wallClock, Savepoint savepoint) {
        this.jdbc = jdbc;
        this.wallClock = wallClock;
        this.savepoint = savepoint;
    }

    /** How many notices of his groups are new to that officer. */
    public long countNew(Officer officer) {
        return officer.groups().isEmpty()
                ? 0
                : jdbc.sql("select count(*)" + NEW)
                        .param("groups", officer.groups())
                        .param("officer", officer.id())
                        .query(Long.class)
                        .single();
    }

    /**
     * Which of these notices are new to that officer.
     *
     * @param notices ids, as in {@link Notices.Notice}; of notices of his groups
     */
    public Set<Long> areNew(Officer officer, Collection<Long> notices) {
        return notices.isEmpty() || officer.groups().isEmpty()
                ? Set.of()
                : jdbc.sql("select n.id" + NEW + " and n.id in (:notices)")
                        .param("groups", officer.groups())
                        .param("officer", officer.id())
                        .param("notices", notices)
                        .query(Long.class)
                        .set();
    }

    /**
     * Notes that the officer has read these; what he has read before stays as it is.
     *
     * @param notices ids of notices of his groups; others are left out
     */
    @Transactional
    public void read(Officer officer, Collection<Long> notices) {
        if (!notices.isEmpty() && !officer.groups().isEmpty()) {
            note(officer, " and n.id in (:notices)", notices);
        }
    }

    /** Notes that the officer has read every notice of his groups. */
    @Transactional
    public void readAll(Officer officer) {
        if (!officer.groups().isEmpty()) {
            note(officer, "", Set.of());
        }
    }

    /** Who only reads goes on reading, also while the database takes no more writes: then a notice stays new. */
    private void note(Officer officer, String which, Collection<Long> notices) {
        try {
            savepoint.attempt(() -> {
                var insert = jdbc.sql("insert into notice_read (officer, notice, read_at)"
                                + " select :officer, n.id, cast(:at as timestamp with time zone)" + NEW + which)
                        .param("groups", officer.groups())
                        .param("officer", officer.id())
                        .param("at", OffsetDateTime.ofInstant(wallClock.instant(), LegalClock.ZONE));
                (which.isEmpty() ? insert : insert.param("notices", notices)).update();
            });
        } catch (DataAccessException failed) {
            // Or another window of the same officer has noted it at this moment, which is as good.
            log.debug("That notices were read cannot be noted", failed);
        }
    }

    /** The next account of that id is somebody else's. */
    @EventListener
    void accountEnded(AccountEnded account) {
        if (account.cause() == AccountEnded.Cause.DELETED) {
            jdbc.sql("delete from notice_read where officer = ?")
                    .param(account.officer())
                    .update();
        }
    }
}
