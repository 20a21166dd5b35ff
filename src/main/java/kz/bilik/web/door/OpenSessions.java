package kz.bilik.web.door;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kz.bilik.officer.AccountEnded;
import kz.bilik.officer.SecuritySettings;
import org.springframework.context.event.EventListener;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializationFailedException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The sessions in which officers are signed in at this moment, on whatever node: seen, and ended. An ended one is over with
 * its next request.
 */
@Component
public class OpenSessions {

    /**
     * One session.
     *
     * @param key names it on a page; nobody gets into the session by it
     * @param officer the id of the account
     * @param begun when the officer signed in, wall time
     * @param lastUsed to a minute, wall time
     * @param browser name and system; empty when they could not be told
     * @param address from where he signed in
     * @param isThis whether it is the one that asks
     */
    public record Open(
            String key,
            String officer,
            Instant begun,
            Instant lastUsed,
            String browser,
            String address,
            boolean isThis) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration longest;
    private final DeserializingConverter reader = new DeserializingConverter();

    OpenSessions(JdbcClient jdbc, Clock clock, SecuritySettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.longest = settings.session().longest();
    }

    /**
     * Why the session that this request names is over.
     *
     * @return {@code longest}, {@code account} or {@code gone}; empty for a stranger, and for somebody who is signed in
     */
    public static Optional<String> over(HttpServletRequest request) {
        return Optional.ofNullable(SignedInSessions.over(request))
                .map(over -> over.name().toLowerCase(Locale.ROOT));
    }

    /** Whether that is one of the answers of {@link #over}. */
    public static boolean isReason(String text) {
        return Arrays.stream(SignedInSessions.Over.values())
                .anyMatch(over -> over.name().toLowerCase(Locale.ROOT).equals(text));
    }

    /**
     * All of one officer, the one used last first.
     *
     * @param officer the id of the account
     * @param asking id of the session that asks
     */
    public List<Open> of(String officer, String asking) {
        return sessions("where s.principal_name = ?", List.of(officer), asking);
    }

    /**
     * All there are, the one used last first.
     *
     * @param asking id of the session that asks
     */
    public List<Open> all(String asking) {
        return sessions("where s.principal_name is not null", List.of(), asking);
    }

    /**
     * Ends one session of that officer.
     *
     * @param key as in {@link Open}
     * @return whether there was such a session
     */
    public boolean end(String officer, String key) {
        return jdbc.sql("delete from web_session where principal_name = ? and primary_id = ?")
                        .params(officer, key)
                        .update()
                > 0;
    }

    /**
     * Ends the sessions of that officer.
     *
     * @param except id of the session that stays; none when empty
     * @return how many there were
     */
    public int endAll(String officer, String except) {
        return jdbc.sql("delete from web_session where principal_name = ? and session_id <> ?")
                .params(officer, except)
                .update();
    }

    /** In the transaction that deletes or locks the account. */
    @EventListener
    void accountEnded(AccountEnded account) {
        endAll(account.officer(), "");
    }

    private List<Open> sessions(String whose, List<String> parameters, String asking) {
        var now = clock.instant();
        return jdbc
                .sql(
                        """
                        select s.primary_id, s.session_id, s.last_access_time, s.expiry_time, a.attribute_bytes
                        from web_session s join web_session_attributes a on a.session_primary_id = s.primary_id
                        """
                                + whose + " and a.attribute_name = '" + SignIn.ATTRIBUTE + "'")
                .params(parameters)
                .query((row, number) -> new Row(
                        row.getString("primary_id"),
                        row.getString("session_id"),
                        row.getBytes("attribute_bytes"),
                        Instant.ofEpochMilli(row.getLong("last_access_time")),
                        Instant.ofEpochMilli(row.getLong("expiry_time"))))
                .list()
                .stream()
                .filter(row -> row.expiry().isAfter(now))
                .flatMap(row -> signIn(row.signIn())
                        .filter(signIn -> signIn.at().plus(longest).isAfter(now))
                        .map(signIn -> new Open(
                                row.key(),
                                signIn.officer(),
                                signIn.at(),
                                row.lastUsed(),
                                signIn.browser(),
                                signIn.address(),
                                row.id().equals(asking)))
                        .stream())
                .sorted(Comparator.comparing(Open::lastUsed).reversed().thenComparing(Open::key))
                .toList();
    }

    private record Row(String key, String id, byte[] signIn, Instant lastUsed, Instant expiry) {}

    /** One that another version wrote and this one cannot read signs nobody in, so it is not shown either. */
    private Optional<SignIn> signIn(byte[] bytes) {
        try {
            return reader.convert(bytes) instanceof SignIn signIn ? Optional.of(signIn) : Optional.empty();
        } catch (SerializationFailedException unreadable) {
            return Optional.empty();
        }
    }
}
