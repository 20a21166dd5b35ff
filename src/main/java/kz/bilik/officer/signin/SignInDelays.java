package kz.bilik.officer.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.officer.signin.SignInSettings.Allowance;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who has to wait after wrong passwords. Three counts, each of which forgets with time: of an account from an address, of an
 * address, of an account from all addresses that it does not know. The last two never hold up an officer who has signed in
 * from that address before, so a stranger who tries his account from elsewhere does not keep him out, nor does a colleague
 * behind the same address. Nothing is ever locked here. In the database, so that nodes count together and a restart forgives
 * nothing (decision 28). What is asked and counted here is no part of another transaction.
 */
@Component
public class SignInDelays {

    /** In place of an address or of an account: all of them. */
    private static final String ALL = "";

    /** More addresses than a person has; else a stranger with a password and many addresses fills the table. */
    private static final int MOST_ADDRESSES = 20;

    private static final Duration LET_IN = Duration.ofHours(1);

    private static final int MOST_SHOWN = 200;

    /**
     * Somebody who has to wait.
     *
     * @param account id of the account; empty for an address from which too many accounts were tried
     * @param address from where; empty for an account that was tried from too many places
     * @param wrong wrong passwords that are not forgotten yet
     * @param until wall time
     */
    public record Waiting(String account, String address, int wrong, OffsetDateTime until) {}

    private record Count(
            String account,
            String address,
            double wrong,
            OffsetDateTime countedAt,
            OffsetDateTime openAt,
            @Nullable OffsetDateTime letInUntil) {

        private static Count of(ResultSet row, int number) throws SQLException {
            return new Count(
                    row.getString("account"),
                    row.getString("address"),
                    row.getDouble("wrong"),
                    LegalMoment.of(row, "counted_at"),
                    LegalMoment.of(row, "open_at"),
                    LegalMoment.orNull(row, "let_in_until"));
        }

        private boolean isOfTheAccount() {
            return address.equals(ALL);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SignInSettings settings;

    SignInDelays(JdbcClient jdbc, Clock wallClock, SignInSettings settings) {
        this.jdbc = jdbc;
        this.clock = wallClock;
        this.settings = settings;
    }

    /**
     * What stands for a name that is no account, so that such names are counted like accounts and do not show by it. One of
     * 4096 drawers and never the name itself, which may be a password that was typed into the wrong field.
     */
    public static String drawer(String name) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return "?" + HexFormat.of().formatHex(hash, 0, 2).substring(0, 3);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * When that account may be tried again from that address; empty when at once.
     *
     * @param account id of an account, or a {@link #drawer}
     * @param address of the caller, an IPv6 one without its last 64 bits
     */
    public Optional<OffsetDateTime> openAgain(String account, String address) {
        var now = now();
        var closed = counts(account, address)
                .filter(count -> count.openAt().isAfter(now))
                .toList();
        if (closed.isEmpty()) {
            return Optional.empty();
        }
        var known = knows(account, address);
        return closed.stream()
                .filter(count -> !known || isPair(count))
                .filter(count -> !isLetIn(count, now))
                .map(Count::openAt)
                .max(OffsetDateTime::compareTo);
    }

    /** Counts a wrong password. */
    public void wrong(String account, String address) {
        count(account, address, settings.pair());
        count(ALL, address, settings.address());
        if (!knows(account, address)) {
            count(account, ALL, settings.account());
        }
    }

    /** The password was right: what was wrong before is forgotten for that address, which the account knows from now on. */
    public void right(String account, String address) {
        if (counts(account, address).anyMatch(SignInDelays::isPair)) {
            jdbc.sql("delete from sign_in_delay where account = ? and address = ?")
                    .params(account, address)
                    .update();
        }
        remember(account, address);
    }

    /** Who has to wait now, the longest waiting first; names that are no account are one line for each address. */
    public List<Waiting> waiting() {
        return jdbc
                .sql(
                        """
                        select account, address, wrong, counted_at, open_at, let_in_until from sign_in_delay
                        where open_at > ? and account not like '?%' order by open_at desc, account, address limit ?""")
                .params(now(), MOST_SHOWN)
                .query(Count::of)
                .list()
                .stream()
                .filter(count -> !isLetIn(count, now()))
                .map(count ->
                        new Waiting(count.account(), count.address(), (int) Math.ceil(count.wrong()), count.openAt()))
                .toList();
    }

    /** Lets that officer in: no wrong password of his account counts any more, and for an hour none from anywhere slows it. */
    @Transactional
    public void letIn(String account) {
        jdbc.sql("delete from sign_in_delay where account = ?").param(account).update();
        jdbc.sql(
                        """
                        insert into sign_in_delay (account, address, wrong, counted_at, open_at, let_in_until)
                        values (?, ?, 0, ?, ?, ?)""")
                .params(account, ALL, now(), now(), now().plus(LET_IN))
                .update();
    }

    /** Lets everybody at that address try again at once. */
    public void letInFrom(String address) {
        jdbc.sql("delete from sign_in_delay where account = ? and address = ?")
                .params(ALL, address)
                .update();
    }

    /** Forgets what has passed: counts of which nothing is left, and addresses from which nobody has come for long. */
    void clean() {
        var now = now();
        clean("account <> '' and address <> ''", settings.pair(), now);
        clean("account = ''", settings.address(), now);
        clean("address = ''", settings.account(), now);
        jdbc.sql("delete from sign_in_address where last_at < ?")
                .param(now.minus(settings.knownFor()))
                .update();
    }

    /** Nothing of that account is known any more: a new account of the same id begins anew. */
    @Transactional
    public void forget(String account) {
        jdbc.sql("delete from sign_in_delay where account = ?").param(account).update();
        jdbc.sql("delete from sign_in_address where account = ?").param(account).update();
    }

    private void clean(String which, Allowance allowance, OffsetDateTime now) {
        jdbc
                .sql("select account, address, wrong, counted_at, open_at, let_in_until from sign_in_delay where "
                        + which + " and counted_at < ?")
                .param(now.minus(allowance.forgotten()))
                .query(Count::of)
                .list()
                .stream()
                .filter(count -> allowance.left(count.wrong(), since(count, now)) == 0)
                .filter(count -> !count.openAt().isAfter(now) && !isLetIn(count, now))
                .forEach(count -> jdbc.sql(
                                "delete from sign_in_delay where account = ? and address = ? and counted_at = ?")
                        .params(count.account(), count.address(), count.countedAt())
                        .update());
    }

    /** Without a lock: whoever finds that another attempt has counted meanwhile looks again. */
    private void count(String account, String address, Allowance allowance) {
        while (true) {
            var now = now();
            var before = jdbc.sql(
                            """
                            select account, address, wrong, counted_at, open_at, let_in_until from sign_in_delay
                            where account = ? and address = ?""")
                    .params(account, address)
                    .query(Count::of)
                    .optional();
            double wrong = 1
                    + before.map(count -> allowance.left(count.wrong(), since(count, now)))
                            .orElse(0.0);
            var open = now.plus(allowance.pause(wrong));
            if (before.isPresent()
                    ? counted(before.get(), wrong, now, open)
                    : began(account, address, wrong, now, open)) {
                return;
            }
        }
    }

    private boolean counted(Count before, double wrong, OffsetDateTime now, OffsetDateTime open) {
        return jdbc.sql(
                                """
                                update sign_in_delay set wrong = ?, counted_at = ?, open_at = ?
                                where account = ? and address = ? and counted_at = ? and wrong = ?""")
                        .params(
                                wrong,
                                now,
                                open,
                                before.account(),
                                before.address(),
                                before.countedAt(),
                                before.wrong())
                        .update()
                == 1;
    }

    private boolean began(String account, String address, double wrong, OffsetDateTime now, OffsetDateTime open) {
        try {
            jdbc.sql("insert into sign_in_delay (account, address, wrong, counted_at, open_at) values (?, ?, ?, ?, ?)")
                    .params(account, address, wrong, now, open)
                    .update();
            return true;
        } catch (DuplicateKeyException another) {
            return false;
        }
    }

    private Stream<Count> counts(String account, String address) {
        return jdbc
                .sql(
                        """
                        select account, address, wrong, counted_at, open_at, let_in_until from sign_in_delay
                        where account = ? and address in (?, ?) or account = ? and address = ?""")
                .params(account, address, ALL, ALL, address)
                .query(Count::of)
                .list()
                .stream();
    }

    private boolean knows(String account, String address) {
        return jdbc.sql("select count(*) from sign_in_address where account = ? and address = ? and last_at > ?")
                        .params(account, address, now().minus(settings.knownFor()))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private void remember(String account, String address) {
        var now = now();
        var last = jdbc.sql("select last_at from sign_in_address where account = ? and address = ?")
                .params(account, address)
                .query((row, number) -> LegalMoment.of(row, "last_at"))
                .optional();
        if (last.isPresent()) {
            // Once a day is enough to know that he still comes from there.
            if (last.get().isBefore(now.minusDays(1))) {
                jdbc.sql("update sign_in_address set last_at = ? where account = ? and address = ?")
                        .params(now, account, address)
                        .update();
            }
            return;
        }
        try {
            jdbc.sql("insert into sign_in_address (account, address, last_at) values (?, ?, ?)")
                    .params(account, address, now)
                    .update();
        } catch (DuplicateKeyException another) {
            return;
        }
        jdbc
                .sql("select address from sign_in_address where account = ? order by last_at desc, address")
                .param(account)
                .query(String.class)
                .list()
                .stream()
                .skip(MOST_ADDRESSES)
                .forEach(oldest -> jdbc.sql("delete from sign_in_address where account = ? and address = ?")
                        .params(account, oldest)
                        .update());
    }

    private static boolean isPair(Count count) {
        return !count.account().equals(ALL) && !count.address().equals(ALL);
    }

    private static boolean isLetIn(Count count, OffsetDateTime now) {
        return count.isOfTheAccount()
                && count.letInUntil() != null
                && count.letInUntil().isAfter(now);
    }

    private static Duration since(Count count, OffsetDateTime now) {
        return Duration.between(count.countedAt(), now);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), clock.getZone()).truncatedTo(ChronoUnit.MICROS);
    }
}
