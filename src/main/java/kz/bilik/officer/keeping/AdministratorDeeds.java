package kz.bilik.officer.keeping;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.record.Recorded;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who of the administrators did what, when: in wall time, in the transaction of the deed, kept for good. */
@Component
public class AdministratorDeeds {

    /** What was done. */
    public enum Deed {
        APPOINTED,
        POST_CHANGED,
        DISMISSED,
        PASSWORD_SET,
        PERSON_NAMED,
        LOCKED,
        UNLOCKED,
        LET_IN,
        SESSIONS_ENDED,
        CATALOGUE_IMPORTED,
        CALENDAR_CHANGED,
        STEP_RESTARTED,
        SYSTEM_RESTARTED,
        REPORTS_TRIED,
        CASE_HELD,
        CASE_HELD_NO_LONGER,
        FILE_KEPT,
        FILE_TAKEN,
        WORDS_ENTERED,
        MIGRATION_PROPOSED,
        MIGRATION_CARRIED_OUT,
        MIGRATION_STOPPED,
        MIGRATION_RESUMED,
        MIGRATION_DONE
    }

    /**
     * One deed.
     *
     * @param at wall time
     * @param officer id of the administrator
     * @param subject what it concerned: an account, a case, a system by its name in the program, a file, days,
     *     a diagram with two of its versions
     * @param details of a post its groups, of a step its name in the diagram, of a file its kind, of a system how many steps;
     *     of a dismissal and of days the reason in the administrator's words, too
     */
    public record Line(OffsetDateTime at, String officer, Deed deed, String subject, String details) {}

    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_DETAILS = 1000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    AdministratorDeeds(JdbcClient jdbc, Clock wallClock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = wallClock;
        this.events = events;
    }

    /** Records a deed, in the current transaction if there is one. */
    @Transactional
    public void record(String officer, Deed deed, String subject, String details) {
        var at = OffsetDateTime.ofInstant(clock.instant(), clock.getZone()).truncatedTo(ChronoUnit.MICROS);
        var whom = cut(subject, LONGEST_SUBJECT);
        var more = cut(details, LONGEST_DETAILS);
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into administrator_deed (at, officer, deed, subject, details) values (?, ?, ?, ?, ?)")
                .params(at, officer, deed.name(), whom, more)
                .update(key, "id");
        events.publishEvent(Recorded.row(
                Recorded.Kind.ADMINISTRATION, key.getKey(), whom, officer, at, officer, deed.name(), whom, more));
    }

    /** Does something and records it, in one transaction: neither is there without the other. */
    @Transactional
    public void together(Runnable deedAndRecord) {
        deedAndRecord.run();
    }

    /** The deeds, the latest first. */
    public List<Line> latest(int skip, int count) {
        return jdbc.sql("select * from administrator_deed order by at desc, id desc limit ? offset ?")
                .params(count, skip)
                .query((row, number) -> new Line(
                        LegalMoment.of(row, "at"),
                        row.getString("officer"),
                        Deed.valueOf(row.getString("deed")),
                        row.getString("subject"),
                        row.getString("details")))
                .list();
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }
}
