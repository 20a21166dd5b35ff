package kz.bilik.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * The clock of everything that the law dates, in Asia/Almaty. In earnest it is wall time; in the demo and in tests it
 * runs ahead by an offset that is stepped, never jumped (the engine's clock carries the same offset). Certificates,
 * tokens, sessions and logs use wall time instead: inject {@link Clock} for that.
 */
public final class LegalClock extends Clock {

    /** The zone in which the regulation's days begin and end. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private final Clock wall;
    private volatile Duration offset = Duration.ZERO;

    public LegalClock(Clock wall) {
        this.wall = wall;
    }

    /** How far legal time is ahead of wall time; zero in earnest. */
    public Duration offset() {
        return offset;
    }

    /** Sets how far legal time is ahead; only the demo's and the tests' stepping calls this. */
    public void setOffset(Duration offset) {
        this.offset = offset;
    }

    /** The legal day, Asia/Almaty. */
    public LocalDate today() {
        return LocalDate.ofInstant(instant(), ZONE);
    }

    /** The legal moment, to the microsecond (what both databases keep), Asia/Almaty. */
    public OffsetDateTime now() {
        return OffsetDateTime.ofInstant(instant(), ZONE).truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    }

    @Override
    public Instant instant() {
        return wall.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(wall.withZone(zone), offset);
    }
}
