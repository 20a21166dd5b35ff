package kz.bilik.web.door;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.convert.ConversionException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Sessions as the library keeps them in the database, written as seldom as may be. That one was used is noted once a minute
 * and not with each request of a page that asks by itself; what the webapps lay into it with each request, and find anew with
 * the next one, is not kept at all. A session that cannot be read, because another version wrote it, is none.
 */
final class SparingSessions<S extends Session> implements SessionRepository<SparingSessions.Sparing<S>> {

    private static final Logger log = LoggerFactory.getLogger(SparingSessions.class);

    /** So exactly is known when a session was used last. */
    static final Duration NOTED = Duration.ofMinutes(1);

    /** As the library makes them; what else a browser sends is no session, and nothing to ask a database for. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** Who is signed in, as the webapps keep it; ours is asked for with each request. */
    private static final Set<String> OF_ONE_REQUEST = Set.of("authenticatedUser");

    private final SessionRepository<S> kept;

    SparingSessions(SessionRepository<S> kept) {
        this.kept = kept;
    }

    @Override
    public Sparing<S> createSession() {
        return new Sparing<>(kept.createSession(), true);
    }

    @Override
    public void save(Sparing<S> session) {
        if (!session.changed && !session.used) {
            return;
        }
        try {
            kept.save(session.kept);
            session.changed = false;
            session.used = false;
        } catch (DuplicateKeyException another) {
            // Two requests of one session, each the first to lay something into it: that of the other stays.
            log.debug("Another request was quicker", another);
        } catch (DataAccessException failed) {
            if (session.changed) {
                throw failed;
            }
            // Who only reads goes on reading, also while the database takes no more writes.
            log.debug("That a session was used cannot be noted", failed);
        }
    }

    @Override
    public @Nullable Sparing<S> findById(String id) {
        var found = ID.matcher(id).matches() ? kept.findById(id) : null;
        return found == null ? null : new Sparing<>(found, false);
    }

    @Override
    public void deleteById(String id) {
        kept.deleteById(id);
    }

    /** One session during one request. */
    static final class Sparing<S extends Session> implements Session {

        private final S kept;
        private final Map<String, Object> ofThisRequest = new HashMap<>();
        private boolean changed;
        private boolean used;

        private Sparing(S kept, boolean isNew) {
            this.kept = kept;
            this.changed = isNew;
        }

        @Override
        public String getId() {
            return kept.getId();
        }

        @Override
        public String changeSessionId() {
            changed = true;
            return kept.changeSessionId();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> @Nullable T getAttribute(String name) {
            if (OF_ONE_REQUEST.contains(name)) {
                return (T) ofThisRequest.get(name);
            }
            try {
                return kept.getAttribute(name);
            } catch (ConversionException unreadable) {
                log.warn("A session holds a {} that this version cannot read: it is left out", name);
                return null;
            }
        }

        @Override
        public Set<String> getAttributeNames() {
            var names = new HashSet<>(kept.getAttributeNames());
            names.addAll(ofThisRequest.keySet());
            return names;
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            if (OF_ONE_REQUEST.contains(name)) {
                ofThisRequest.put(name, value);
            } else {
                changed = true;
                kept.setAttribute(name, value);
            }
        }

        @Override
        public void removeAttribute(String name) {
            if (OF_ONE_REQUEST.contains(name)) {
                ofThisRequest.remove(name);
            } else if (kept.getAttributeNames().contains(name)) {
                changed = true;
                kept.removeAttribute(name);
            }
        }

        @Override
        public Instant getCreationTime() {
            return kept.getCreationTime();
        }

        @Override
        public void setLastAccessedTime(Instant now) {
            if (changed || !now.isBefore(kept.getLastAccessedTime().plus(NOTED))) {
                used = true;
                kept.setLastAccessedTime(now);
            }
        }

        @Override
        public Instant getLastAccessedTime() {
            return kept.getLastAccessedTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            changed = true;
            kept.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return kept.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return kept.isExpired();
        }
    }
}
