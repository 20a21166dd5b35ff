package kz.bilik.application;

import java.time.OffsetDateTime;
import java.util.List;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.language.KeptArguments;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What happened to an application from its receipt to the last payment, for the applicant and the auditor. */
@Component
public class Timeline {

    private final JdbcClient jdbc;
    private final LegalClock clock;
    private final Texts texts;

    Timeline(JdbcClient jdbc, LegalClock clock, Texts texts) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.texts = texts;
    }

    /** One step: when (legal time), what ({@code timeline.<code>}), by which clause. */
    public record Entry(OffsetDateTime at, String code, String clause, String text) {}

    /**
     * Adds a step in the current transaction; the arguments fill the text's placeholders and hold nothing personal. A day
     * is read as people write it, a {@link kz.bilik.language.Later} in the reader's language.
     */
    @Transactional
    public void add(String application, String code, String clause, Object... arguments) {
        jdbc.sql(
                        """
                        insert into application_event (application, happened_at, code, clause, arguments)
                        values (?, ?, ?, ?, ?)""")
                .params(application, clock.now(), code, clause, KeptArguments.written(arguments))
                .update();
    }

    /** How often that has happened since then, that moment included. */
    int times(String application, String code, OffsetDateTime since) {
        return jdbc.sql(
                        "select count(*) from application_event where application = ? and code = ? and happened_at >= ?")
                .params(application, code, since)
                .query(Integer.class)
                .single();
    }

    /** The steps, oldest first, in that language. */
    public List<Entry> of(String application, Language language) {
        return jdbc.sql(
                        """
                        select happened_at, code, clause, arguments from application_event
                        where application = ? order by happened_at, id""")
                .param(application)
                .query((row, number) -> new Entry(
                        LegalMoment.of(row, "happened_at"),
                        row.getString("code"),
                        row.getString("clause"),
                        texts.inOr(
                                language,
                                row.getString("code"),
                                "timeline." + row.getString("code"),
                                KeptArguments.read(row.getString("arguments"), texts, language))))
                .list();
    }
}
