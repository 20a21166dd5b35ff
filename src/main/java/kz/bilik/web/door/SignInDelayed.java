package kz.bilik.web.door;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.springframework.security.core.AuthenticationException;

/** Too many wrong passwords: this attempt was not looked at. */
final class SignInDelayed extends AuthenticationException {

    private final OffsetDateTime until;
    private final long seconds;

    SignInDelayed(OffsetDateTime until, Clock clock) {
        super("delayed");
        this.until = until;
        this.seconds = Math.max(
                1, (Duration.between(clock.instant(), until.toInstant()).toMillis() + 999) / 1000);
    }

    /** When the next attempt is looked at, wall time. */
    OffsetDateTime until() {
        return until;
    }

    /** Seconds from now until then, for {@code Retry-After}. */
    long seconds() {
        return seconds;
    }
}
