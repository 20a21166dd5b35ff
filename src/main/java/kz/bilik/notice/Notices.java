package kz.bilik.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.language.KeptArguments;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.Place;
import kz.bilik.record.Savepoint;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people are told: kept as a cabinet message first, then sent by mail where an address is known. */
@Component
public class Notices {

    private static final String APPLICANT = "APPLICANT";
    private static final String GROUP = "GROUP";

    private final JdbcClient jdbc;
    private final LegalClock clock;
    private final Clock wallClock;
    private final Texts texts;
    private final ObjectProvider<Addressees> addressees;
    private final ObjectProvider<MailOutbox> outbox;
    private final Savepoint savepoint;

    Notices(
            JdbcClient jdbc,
            LegalClock clock,
            Clock wallClock,
            Texts texts,
            ObjectProvider<Addressees> addressees,
            ObjectProvider<MailOutbox> outbox,
            Savepoint savepoint) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.wallClock = wallClock;
        this.texts = texts;
        this.addressees = addressees;
        this.outbox = outbox;
        this.savepoint = savepoint;
    }

    /**
     * A notice as its reader sees it.
     *
     * @param number the case's number ({@code A-…}, {@code V-…}, {@code ACT-…})
     * @param code the text's key without {@code notice.}
     * @param at legal time, Asia/Almaty
     */
    public record Notice(long id, String number, String code, String text, OffsetDateTime at) {}

    /**
     * Tells the applicant of a case, in the current transaction. The text is {@code notice.<code>} in the language of
     * whoever reads it; arguments that are words of ours are given as {@link kz.bilik.language.Later}. Sending the same code for the same number and key again does nothing. A mail follows when he has
     * given an address and consented to messages.
     *
     * @param application the application's number, by which the recipient is found
     * @param key what makes this notice one of its kind, such as a date or the number of an attempt; often ""
     */
    @Transactional
    public void tellApplicant(String application, String code, String key, Object... arguments) {
        var mails = outbox.getIfAvailable() != null
                && addressees
                        .getObject()
                        .applicantOf(application)
                        .filter(addressee -> addressee.mail() != null)
                        .isPresent();
        tell(APPLICANT, application, application, code, key, mails, arguments);
    }

    /** Tells the officers of a place, or its heads. */
    @Transactional
    public void tell(Place place, String number, String code, String key, Object... arguments) {
        tell(GROUP, place.group(), number, code, key, false, arguments);
    }

    /** Whether that place was told that code for that number and key. */
    public boolean told(Place place, String number, String code, String key) {
        return jdbc.sql(
                                """
                                select count(*) from notice where recipient_kind = :kind and recipient = :group
                                and number = :number and code = :code and notice_key = :key""")
                        .param("kind", GROUP)
                        .param("group", place.group())
                        .param("number", number)
                        .param("code", code)
                        .param("key", key)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private void tell(
            String kind, String recipient, String number, String code, String key, boolean mails, Object... arguments) {
        try {
            savepoint.attempt(() -> jdbc.sql(
                            """
                            insert into notice (recipient_kind, recipient, number, code, notice_key, arguments,
                                                created_at, mail_state, mail_due_at)
                            select :kind, :recipient, :number, :code, :key, :arguments, cast(:at as timestamp with time zone),
                                :state, cast(:due as timestamp with time zone)
                            where not exists (
                                select 1 from notice where recipient_kind = :kind and recipient = :recipient
                                and number = :number and code = :code and notice_key = :key)""")
                    .param("kind", kind)
                    .param("recipient", recipient)
                    .param("number", number)
                    .param("code", code)
                    .param("key", key)
                    .param("arguments", KeptArguments.written(arguments))
                    .param("at", clock.now())
                    .param("state", mails ? "WAITING" : "NONE")
                    .param(
                            "due",
                            mails ? OffsetDateTime.ofInstant(wallClock.instant(), LegalClock.ZONE) : null,
                            Types.TIMESTAMP_WITH_TIMEZONE)
                    .update());
        } catch (DuplicateKeyException rival) {
            // Somebody told the same at the same moment: told is told.
            return;
        }
    }

    /** The notices to the applicant of that application, oldest first, in that language. */
    public List<Notice> toApplicant(String application, Language language) {
        return jdbc
                .sql(
                        """
                        select id, number, code, arguments, created_at from notice
                        where recipient_kind = 'APPLICANT' and recipient = ? order by created_at, id""")
                .param(application)
                .query((row, number) -> kept(row))
                .list()
                .stream()
                .map(kept -> notice(kept, language))
                .toList();
    }

    /** The notices to that place, newest first, in that language. */
    public List<Notice> to(Place place, Language language) {
        return to(place, language, 0, Integer.MAX_VALUE);
    }

    /** A page of the notices to that place, newest first, in that language. */
    public List<Notice> to(Place place, Language language, int offset, int limit) {
        return jdbc
                .sql(
                        """
                        select id, number, code, arguments, created_at from notice
                        where recipient_kind = 'GROUP' and recipient = ? order by created_at desc, id desc
                        limit ? offset ?""")
                .params(place.group(), limit, offset)
                .query((row, number) -> kept(row))
                .list()
                .stream()
                .map(kept -> notice(kept, language))
                .toList();
    }

    /** A page of the notices to any of these groups, newest first, in that language. */
    public List<Notice> toGroups(Set<String> groups, Language language, int offset, int limit) {
        if (groups.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql(
                        """
                        select id, number, code, arguments, created_at from notice
                        where recipient_kind = 'GROUP' and recipient in (:groups)
                        order by created_at desc, id desc limit :limit offset :offset""")
                .param("groups", groups)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> kept(row))
                .list()
                .stream()
                .map(kept -> notice(kept, language))
                .toList();
    }

    /** A page of the notices to the applicant of any of these applications, newest first, in that language. */
    public List<Notice> toApplicantOf(List<String> applications, Language language, int offset, int limit) {
        if (applications.isEmpty()) {
            return List.of();
        }
        return jdbc
                .sql(
                        """
                        select id, number, code, arguments, created_at from notice
                        where recipient_kind = 'APPLICANT' and recipient in (:applications)
                        order by created_at desc, id desc limit :limit offset :offset""")
                .param("applications", applications)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> kept(row))
                .list()
                .stream()
                .map(kept -> notice(kept, language))
                .toList();
    }

    /** A notice as it is kept; only after all are read do words ask the database for names: no reader holds two connections. */
    private record Kept(long id, String number, String code, String arguments, OffsetDateTime at) {}

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getLong("id"),
                row.getString("number"),
                row.getString("code"),
                row.getString("arguments"),
                LegalMoment.of(row, "created_at"));
    }

    private Notice notice(Kept kept, Language language) {
        return new Notice(
                kept.id(),
                kept.number(),
                kept.code(),
                NoticeWords.text(texts, language, kept.code(), kept.arguments()),
                kept.at());
    }
}
