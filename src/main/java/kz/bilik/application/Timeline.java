package kz.bilik.application;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.language.KeptArguments;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.record.Recorded;
import kz.bilik.record.Touched;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What happened to an application from its receipt to the last payment, for the applicant and the auditor. */
@Component
public class Timeline {

    private final JdbcClient jdbc;
    private final LegalClock clock;
    private final Texts texts;
    private final CurrentOfficer currentOfficer;
    private final ApplicationEventPublisher events;

    Timeline(
            JdbcClient jdbc,
            LegalClock clock,
            Texts texts,
            CurrentOfficer currentOfficer,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.texts = texts;
        this.currentOfficer = currentOfficer;
        this.events = events;
    }

    /**
     * One step: when (legal time), what ({@code timeline.<code>}), by which clause.
     *
     * @param officer who did it, in the groups in which he worked at that moment; null when no officer did, or nobody
     *     recorded which one
     * @param client for whom a program did it that called the API; null as well
     */
    public record Entry(
            OffsetDateTime at,
            String code,
            String clause,
            String text,
            @Nullable Officer officer,
            CurrentOfficer.@Nullable Client client) {}

    /** A step as it is kept, before it is told in a language. */
    private record Kept(
            OffsetDateTime at,
            String code,
            String clause,
            String arguments,
            @Nullable Officer officer,
            CurrentOfficer.@Nullable Client client) {}

    /**
     * Adds a step in the current transaction; the arguments fill the text's placeholders and hold nothing personal. A day
     * is read as people write it, a {@link kz.bilik.language.Later} in the reader's language.
     */
    @Transactional
    public void add(String application, String code, String clause, Object... arguments) {
        var officer = currentOfficer.get();
        var at = clock.now();
        var kept = KeptArguments.written(arguments);
        var by = officer.map(Officer::id).orElse(null);
        var groups = officer.map(Timeline::groups).orElse(null);
        var client = currentOfficer.client().map(Timeline::written).orElse(null);
        var key = new GeneratedKeyHolder();
        jdbc.sql(
                        """
                        insert into application_event
                            (application, happened_at, code, clause, arguments, officer, officer_groups, client)
                        values (:application, :at, :code, :clause, :arguments, :officer, :groups, :client)""")
                .param("application", application)
                .param("at", at)
                .param("code", code)
                .param("clause", clause)
                .param("arguments", kept)
                .param("officer", by, Types.VARCHAR)
                .param("groups", groups, Types.VARCHAR)
                .param("client", client, Types.VARCHAR)
                .update(key, "id");
        events.publishEvent(Recorded.row(
                Recorded.Kind.STEP,
                key.getKey(),
                application,
                by,
                application,
                at,
                code,
                clause,
                kept,
                by,
                groups,
                client));
        events.publishEvent(new Touched(application));
    }

    /** The places where he works; what else he may do says nothing of what he did here. */
    private static String groups(Officer officer) {
        var groups = new TreeSet<String>();
        officer.places().forEach(place -> groups.add(place.group()));
        return String.join(" ", groups);
    }

    private static @Nullable Officer officer(ResultSet row) throws SQLException {
        var id = row.getString("officer");
        var groups = row.getString("officer_groups");
        return id == null ? null : new Officer(id, Set.of(groups.isEmpty() ? new String[0] : groups.split(" ")));
    }

    private static String written(CurrentOfficer.Client client) {
        return (client.kind() + " " + client.recognitionCentre()).strip();
    }

    private static CurrentOfficer.@Nullable Client client(@Nullable String written) {
        if (written == null) {
            return null;
        }
        var parts = written.split(" ", 2);
        return new CurrentOfficer.Client(CurrentOfficer.Kind.valueOf(parts[0]), parts.length > 1 ? parts[1] : "");
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
        return jdbc
                .sql(
                        """
                        select happened_at, code, clause, arguments, officer, officer_groups, client from application_event
                        where application = ? order by happened_at, id""")
                .param(application)
                .query((row, number) -> new Kept(
                        LegalMoment.of(row, "happened_at"),
                        row.getString("code"),
                        row.getString("clause"),
                        row.getString("arguments"),
                        officer(row),
                        client(row.getString("client"))))
                .list()
                .stream()
                // Only now: words may ask the database for names, and no reader holds two connections.
                .map(kept -> new Entry(
                        kept.at(),
                        kept.code(),
                        kept.clause(),
                        texts.inOr(
                                language,
                                kept.code(),
                                "timeline." + kept.code(),
                                KeptArguments.read(kept.arguments(), texts, language)),
                        kept.officer(),
                        kept.client()))
                .toList();
    }
}
