package kz.bilik.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Moments as the tables keep them, in the zone in which the law counts. PostgreSQL hands out UTC, H2 the zone that was
 * stored: the same moment either way, but a day is a day of Asia/Almaty. Whether the legal or the wall clock made it is
 * for the column to say.
 */
public final class LegalMoment {

    private LegalMoment() {}

    /** The moment in a column that is never null. */
    public static OffsetDateTime of(ResultSet row, String column) throws SQLException {
        return legal(row.getObject(column, OffsetDateTime.class));
    }

    /** The moment in a column that may be null. */
    public static @Nullable OffsetDateTime orNull(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : legal(moment);
    }

    private static OffsetDateTime legal(OffsetDateTime moment) {
        return moment.atZoneSameInstant(LegalClock.ZONE).toOffsetDateTime();
    }
}
