package kz.bilik.web.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;

/** How seldom a session is written, and what of it is not kept at all. */
class SparingSessionsTest {

    private final AtomicInteger written = new AtomicInteger();
    private final SparingSessions<MapSession> sessions =
            new SparingSessions<>(new MapSessionRepository(new ConcurrentHashMap<>()) {
                @Override
                public void save(MapSession session) {
                    if (full) {
                        throw new DataAccessResourceFailureException("no room");
                    }
                    written.incrementAndGet();
                    super.save(session);
                }
            });

    private boolean full;
    private String id;
    private Instant begun;

    @BeforeEach
    void aSession() {
        var session = sessions.createSession();
        begun = session.getLastAccessedTime();
        session.setAttribute("kept", "a");
        sessions.save(session);
        id = session.getId();
        written.set(0);
    }

    private SparingSessions.Sparing<MapSession> used(Duration after) {
        var session = sessions.findById(id);
        session.setLastAccessedTime(begun.plus(after));
        return session;
    }

    @Test
    void thatItWasUsedIsNotedOnceAMinute() {
        sessions.save(used(Duration.ofSeconds(59)));
        assertThat(written).hasValue(0);
        sessions.save(used(Duration.ofSeconds(60)));
        assertThat(written).hasValue(1);
        assertThat(sessions.findById(id).getLastAccessedTime()).isEqualTo(begun.plusSeconds(60));
        sessions.save(used(Duration.ofSeconds(119)));
        assertThat(written).hasValue(1);
    }

    @Test
    void whatIsLaidIntoItIsWrittenAtOnce() {
        var session = used(Duration.ofSeconds(1));
        session.setAttribute("kept", "b");
        sessions.save(session);
        sessions.save(session);
        assertThat(written).hasValue(1);
        assertThat((String) sessions.findById(id).getAttribute("kept")).isEqualTo("b");
        session.removeAttribute("never there");
        sessions.save(session);
        assertThat(written).hasValue(1);
        session.removeAttribute("kept");
        session.changeSessionId();
        sessions.save(session);
        assertThat(written).hasValue(2);
        assertThat((String) sessions.findById(session.getId()).getAttribute("kept"))
                .isNull();
    }

    @Test
    void whatTheWebappsLayIntoItLivesAsLongAsTheRequest() {
        var session = used(Duration.ofSeconds(1));
        session.setAttribute("authenticatedUser", "somebody");
        assertThat((String) session.getAttribute("authenticatedUser")).isEqualTo("somebody");
        assertThat(session.getAttributeNames()).containsExactlyInAnyOrder("kept", "authenticatedUser");
        sessions.save(session);
        assertThat(written).hasValue(0);
        assertThat((String) sessions.findById(id).getAttribute("authenticatedUser"))
                .isNull();
        session.removeAttribute("authenticatedUser");
        assertThat((String) session.getAttribute("authenticatedUser")).isNull();
    }

    @Test
    void whoOnlyReadsGoesOnWhileTheDatabaseTakesNoWrites() {
        full = true;
        sessions.save(used(Duration.ofMinutes(2)));
        var session = used(Duration.ofMinutes(2));
        session.setAttribute("kept", "b");
        assertThatThrownBy(() -> sessions.save(session)).isInstanceOf(DataAccessResourceFailureException.class);
    }

    @Test
    void whatIsNoIdIsNotLookedFor() {
        for (var nonsense : new String[] {"", "\0", "x".repeat(10_000), id + "\0", id.toUpperCase() + "'"}) {
            assertThat(sessions.findById(nonsense)).isNull();
        }
        assertThat(sessions.findById(id)).isNotNull();
    }
}
