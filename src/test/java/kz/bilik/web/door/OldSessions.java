package kz.bilik.web.door;

import java.time.Duration;
import org.springframework.core.serializer.support.DeserializingConverter;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sessions that began earlier than they did, or are gone. */
public final class OldSessions {

    private OldSessions() {}

    /** Moves the sign-in of each of that officer's sessions back. */
    public static void began(JdbcClient database, String officer, Duration earlier) {
        var sessions = database.sql(
                        """
                        select a.session_primary_id, a.attribute_bytes from web_session s
                        join web_session_attributes a on a.session_primary_id = s.primary_id
                        where s.principal_name = ? and a.attribute_name = 'bilik.sign-in'""")
                .param(officer)
                .query((row, number) -> new Kept(row.getString("session_primary_id"), row.getBytes("attribute_bytes")))
                .list();
        sessions.forEach(kept -> {
            var now = (SignIn) new DeserializingConverter().convert(kept.bytes());
            var then =
                    new SignIn(now.officer(), now.at().minus(earlier), now.credentials(), now.address(), now.browser());
            database.sql("update web_session_attributes set attribute_bytes = ? where session_primary_id = ?"
                            + " and attribute_name = 'bilik.sign-in'")
                    .params(new SerializingConverter().convert(then), kept.session())
                    .update();
        });
    }

    private record Kept(String session, byte[] bytes) {}

    /** Nobody is signed in any more, and no browser knows it yet. */
    public static void lapse(JdbcClient database) {
        database.sql("delete from web_session").update();
    }
}
