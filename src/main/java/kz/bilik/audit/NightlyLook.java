package kz.bilik.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.language.Day;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Looks at the whole chain each night (wall time, Asia/Almaty), one node of several, and tells auditors and administrators
 * when something is not as it was written: nobody has to think of looking.
 */
@Component
public class NightlyLook {

    private static final Logger log = LoggerFactory.getLogger(NightlyLook.class);

    private static final List<Place> TOLD =
            List.of(new Place(Role.AUDITOR, "", false), new Place(Role.ADMINISTRATOR, "", false));

    /** A notice of the chain is of no case. */
    private static final String OF_NO_CASE = "";

    private final ChainCheck check;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final Clock wallClock;

    NightlyLook(ChainCheck check, Notices notices, JdbcClient jdbc, Clock wallClock) {
        this.check = check;
        this.notices = notices;
        this.jdbc = jdbc;
        this.wallClock = wallClock;
    }

    /**
     * One look.
     *
     * @param on its day
     * @param endedAt wall time; null while it goes on, or when it broke off
     * @param found how much is not as it was written
     */
    public record Look(LocalDate on, @Nullable OffsetDateTime endedAt, long entries, int seals, int found) {}

    /** The latest one; empty before the first night. */
    public Optional<Look> latest() {
        return jdbc.sql("select * from audit_look order by looked_on desc limit 1")
                .query(NightlyLook::read)
                .optional();
    }

    @Scheduled(cron = "${bilik.audit.look:0 40 2 * * *}", zone = "Asia/Almaty")
    void regularly() {
        look();
    }

    /** Looks, unless somebody has taken this day; answers whether it did. */
    boolean look() {
        var today = LocalDate.ofInstant(wallClock.instant(), LegalClock.ZONE);
        if (!takes(today)) {
            return false;
        }
        var outcome = check.check();
        jdbc.sql("update audit_look set ended_at = ?, entries = ?, seals = ?, found = ? where looked_on = ?")
                .params(
                        OffsetDateTime.ofInstant(wallClock.instant(), LegalClock.ZONE)
                                .truncatedTo(ChronoUnit.MICROS),
                        outcome.entries(),
                        outcome.seals(),
                        outcome.found(),
                        today)
                .update();
        if (!outcome.isWhole()) {
            log.error("The look at the records found {} that are not as they were written", outcome.found());
            for (var place : TOLD) {
                notices.tell(
                        place,
                        OF_NO_CASE,
                        "audit.broken",
                        today.toString(),
                        Day.of(today),
                        String.valueOf(outcome.found()));
            }
        }
        return true;
    }

    private boolean takes(LocalDate day) {
        try {
            return jdbc.sql("insert into audit_look (looked_on) select cast(:day as date)"
                                    + " where not exists (select 1 from audit_look where looked_on = :day)")
                            .param("day", day)
                            .update()
                    > 0;
        } catch (DuplicateKeyException otherNode) {
            return false;
        }
    }

    private static Look read(ResultSet row, int number) throws SQLException {
        return new Look(
                row.getObject("looked_on", LocalDate.class),
                LegalMoment.orNull(row, "ended_at"),
                row.getLong("entries"),
                row.getInt("seals"),
                row.getInt("found"));
    }
}
