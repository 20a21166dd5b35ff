package kz.bilik.officer.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import kz.bilik.calendar.LegalMoment;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who signed in and out, who failed, who was refused: in wall time. The same once more within the hour is counted in its
 * row, and an hour has a limited number of rows for each account, so nobody fills a disk by being refused.
 */
@Component
public class SignInRecords {

    /** What happened. */
    public enum What {
        SIGNED_IN,
        WRONG_PASSWORD,
        /** An attempt during the pause after wrong ones; the password was not looked at. */
        DELAYED,
        /** The right password of an account that is locked by hand. */
        LOCKED,
        /** The provider of OpenID Connect knows somebody for whom there is no account here. */
        NO_ACCOUNT,
        SIGNED_OUT,
        /** Not by the officer: his rights, his password or his session's life ended. */
        SESSION_ENDED,
        /** He was signed in and may not go there. */
        REFUSED,
        /** A token or a login of the API that is not accepted. */
        BAD_TOKEN,
        PASSWORD_CHANGED,
        /** An administrator, named by the place, locked the account, unlocked it, let its officer in. */
        ACCOUNT_LOCKED,
        ACCOUNT_UNLOCKED,
        LET_IN
    }

    /** By which way. */
    public enum Way {
        PAGE,
        BASIC,
        TOKEN,
        OPENID_CONNECT,
        SESSION
    }

    /**
     * One kind of thing that happened within an hour.
     *
     * @param account empty when the name that was given is no account
     * @param address of the caller; empty when there were too many to keep
     * @param place what was refused: method and pattern; or who did it
     * @param first wall time
     * @param last wall time
     */
    public record Line(
            String account,
            String address,
            What what,
            Way way,
            String place,
            OffsetDateTime first,
            OffsetDateTime last,
            int times) {}

    /** So many rows an hour may have for one account, or for all names that are none. */
    static final int MOST_ROWS = 1000;

    private static final int LONGEST_ACCOUNT = 64;
    private static final int LONGEST_ADDRESS = 45;
    private static final int LONGEST_PLACE = 100;

    private final JdbcClient jdbc;
    private final Clock clock;

    SignInRecords(JdbcClient jdbc, Clock wallClock) {
        this.jdbc = jdbc;
        this.clock = wallClock;
    }

    /**
     * Records what happened.
     *
     * @param whose id of an account that exists, or name of a program; empty for every other name, which may be a password
     * @param address of the caller
     * @param place empty, or what {@link Line} says
     */
    public void record(String whose, String address, What what, Way way, String place) {
        var account = cut(whose, LONGEST_ACCOUNT);
        var now = OffsetDateTime.ofInstant(clock.instant(), clock.getZone()).truncatedTo(ChronoUnit.MICROS);
        var hour = now.truncatedTo(ChronoUnit.HOURS);
        var from = cut(address, LONGEST_ADDRESS);
        var where = cut(place, LONGEST_PLACE);
        if (again(hour, account, from, what, way, where, now)) {
            return;
        }
        // Beyond the limit it is counted all the same, without the address or the place that makes so many of it.
        var most = rows(hour, account) >= MOST_ROWS;
        if (most && again(hour, account, "", what, way, "", now)) {
            return;
        }
        try {
            jdbc.sql(
                            """
                            insert into sign_in_record
                                (in_hour, account, address, what, way, place, first_at, last_at, times)
                            values (?, ?, ?, ?, ?, ?, ?, ?, 1)""")
                    .params(hour, account, most ? "" : from, what.name(), way.name(), most ? "" : where, now, now)
                    .update();
        } catch (DuplicateKeyException another) {
            again(hour, account, most ? "" : from, what, way, most ? "" : where, now);
        }
    }

    /**
     * What happened, the latest first.
     *
     * @param account only of the account of that id; null for everything
     * @param what only this; null for everything
     * @param skip so many of the latest
     * @param count at most so many
     */
    public List<Line> find(@Nullable String account, @Nullable What what, int skip, int count) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<Object>();
        if (account != null) {
            conditions.add("account = ?");
            values.add(account);
        }
        if (what != null) {
            conditions.add("what = ?");
            values.add(what.name());
        }
        values.add(count);
        values.add(skip);
        return jdbc.sql("select account, address, what, way, place, first_at, last_at, times from sign_in_record"
                        + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                        + " order by last_at desc, id desc limit ? offset ?")
                .params(values)
                .query((row, number) -> new Line(
                        row.getString("account"),
                        row.getString("address"),
                        What.valueOf(row.getString("what")),
                        Way.valueOf(row.getString("way")),
                        row.getString("place"),
                        LegalMoment.of(row, "first_at"),
                        LegalMoment.of(row, "last_at"),
                        row.getInt("times")))
                .list();
    }

    /** Deletes what is older than that. */
    void clean(Duration keep) {
        jdbc.sql("delete from sign_in_record where last_at < ?")
                .param(OffsetDateTime.ofInstant(clock.instant(), clock.getZone())
                        .minus(keep))
                .update();
    }

    private boolean again(
            OffsetDateTime hour, String account, String address, What what, Way way, String place, OffsetDateTime now) {
        return jdbc.sql(
                                """
                                update sign_in_record set times = times + 1, last_at = ?
                                where in_hour = ? and account = ? and address = ? and what = ? and way = ? and place = ?""")
                        .params(now, hour, account, address, what.name(), way.name(), place)
                        .update()
                > 0;
    }

    private int rows(OffsetDateTime hour, String account) {
        return jdbc.sql("select count(*) from sign_in_record where in_hour = ? and account = ?")
                .params(hour, account)
                .query(Integer.class)
                .single();
    }

    private static String cut(String text, int longest) {
        var plain = text.replace("\0", "");
        return plain.length() <= longest ? plain : plain.substring(0, longest);
    }
}
