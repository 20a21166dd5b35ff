package kz.bilik.web.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerAccounts;
import kz.bilik.officer.signin.OfficerLocks;
import kz.bilik.officer.signin.SignInDelays;
import kz.bilik.officer.signin.SignInRecords;
import kz.bilik.officer.signin.SignInRecords.Way;
import kz.bilik.officer.signin.SignInRecords.What;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;

/**
 * What every attempt of an officer to sign in goes through, by whatever login: whether it is looked at at all, whether the
 * account is locked by hand, and what is recorded of it.
 */
@Component
final class SignInGuard {

    private static final int SEATS = 64;

    /** Longer than a password takes to check; whoever sends more at once than that is told to come back. */
    private static final long SECONDS = 5;

    /** Resolved late, because the engine starts after the door does. */
    private final ObjectProvider<OfficerAccounts> accounts;

    private final SignInDelays delays;
    private final OfficerLocks locks;
    private final SignInRecords records;
    private final Clock clock;

    /** One attempt of the same account from the same address at a time: a hundred at once are not one free attempt each. */
    private final Semaphore[] seats =
            IntStream.range(0, SEATS).mapToObj(seat -> new Semaphore(1)).toArray(Semaphore[]::new);

    /** A slow hash is meant to cost; it may not cost all processors and all memory. */
    private final Semaphore checks =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    /** A script that signs in with each call is recorded now and then, not with each. */
    private final Cache<String, Boolean> script = Caffeine.newBuilder()
            .maximumSize(1000)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    SignInGuard(
            ObjectProvider<OfficerAccounts> accounts,
            SignInDelays delays,
            OfficerLocks locks,
            SignInRecords records,
            Clock wallClock) {
        this.accounts = accounts;
        this.delays = delays;
        this.locks = locks;
        this.records = records;
        this.clock = wallClock;
    }

    /**
     * The officer of that account, when the password is right, nobody has to wait and nothing is locked.
     *
     * @param name as it was entered; when it is no account it is recorded nowhere
     * @param address of the caller
     * @throws SignInDelayed when there were too many wrong passwords; this one is not looked at then
     * @throws BadCredentialsException when name or password is wrong
     * @throws LockedException when an administrator has locked the account, and the password is right
     */
    Officer signIn(String name, String password, String address, Way way) {
        var exists = accounts.getObject().exists(name);
        var account = exists ? name : SignInDelays.drawer(name);
        var recorded = exists ? name : "";
        refuseDelayed(account, recorded, address, way);
        var officer = alone(account + " " + address, () -> {
            refuseDelayed(account, recorded, address, way);
            var found = accounts.getObject().authenticate(name, password);
            if (found.isEmpty()) {
                delays.wrong(account, address);
            }
            return found;
        });
        if (officer.isEmpty()) {
            records.record(recorded, address, What.WRONG_PASSWORD, way, "");
            throw new BadCredentialsException("officer");
        }
        refuseLocked(name, address, way);
        delays.right(name, address);
        if (way != Way.BASIC || script.asMap().putIfAbsent(name + " " + address, true) == null) {
            records.record(name, address, What.SIGNED_IN, way, "");
        }
        return officer.get();
    }

    /** Whether there is an account of that id. */
    boolean knows(String account) {
        return accounts.getObject().exists(account);
    }

    /**
     * The officer of an account for whom a provider of OpenID Connect vouches. Who guesses passwords there, the provider sees.
     *
     * @throws LockedException when an administrator has locked the account
     */
    Officer vouchedFor(String account, String address) {
        refuseLocked(account, address, Way.OPENID_CONNECT);
        delays.right(account, address);
        records.record(account, address, What.SIGNED_IN, Way.OPENID_CONNECT, "");
        return new Officer(account, accounts.getObject().groups(account));
    }

    /**
     * The same for a program of his that brings a token with each call, and is recorded now and then.
     *
     * @throws LockedException when an administrator has locked the account
     */
    Officer vouchedForProgram(String account, String address) {
        refuseLocked(account, address, Way.OPENID_CONNECT);
        if (script.asMap().putIfAbsent(account + " " + address + " token", true) == null) {
            records.record(account, address, What.SIGNED_IN, Way.OPENID_CONNECT, "");
        }
        return new Officer(account, accounts.getObject().groups(account));
    }

    /**
     * Refuses an attempt to say the password of an account while it has to wait.
     *
     * @throws SignInDelayed when it has to
     */
    void refuseDelayed(String account, String address, Way way) {
        refuseDelayed(account, account, address, way);
    }

    /**
     * Whether that is the password of an account whose officer is signed in and says it once more. A wrong one counts as at
     * the login.
     *
     * @throws SignInDelayed when it has to wait
     */
    boolean isHis(String account, String password, String address) {
        refuseDelayed(account, address, Way.SESSION);
        var right = alone(account + " " + address, () -> {
                    refuseDelayed(account, address, Way.SESSION);
                    return accounts.getObject().authenticate(account, password);
                })
                .isPresent();
        if (!right) {
            wrong(account, address, Way.SESSION);
        }
        return right;
    }

    /** Whether somebody else has set the password of that account, and its officer has not chosen his own yet. */
    boolean hasFirstPassword(String account) {
        return accounts.getObject()
                .present(account)
                .filter(OfficerAccounts.Present::firstPassword)
                .isPresent();
    }

    /** Counts a wrong password that was not said at a login. */
    void wrong(String account, String address, Way way) {
        delays.wrong(account, address);
        records.record(account, address, What.WRONG_PASSWORD, way, "");
    }

    /** Records that somebody has set a password. */
    void changed(String account, String by, String address, Way way) {
        records.record(knows(account) ? account : "", address, What.PASSWORD_CHANGED, way, by);
    }

    private void refuseLocked(String account, String address, Way way) {
        if (locks.isLocked(account)) {
            records.record(account, address, What.LOCKED, way, "");
            throw new LockedException("officer");
        }
    }

    private void refuseDelayed(String account, String recorded, String address, Way way) {
        var again = delays.openAgain(account, address);
        if (again.isPresent()) {
            records.record(recorded, address, What.DELAYED, way, "");
            throw new SignInDelayed(again.get(), clock);
        }
    }

    private Optional<Officer> alone(String who, Supplier<Optional<Officer>> check) {
        return within(seats[Math.floorMod(who.hashCode(), SEATS)], () -> within(checks, check));
    }

    private <T> T within(Semaphore seats, Supplier<T> check) {
        try {
            if (!seats.tryAcquire(SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return check.get();
        } finally {
            seats.release();
        }
    }

    private AuthenticationException busy() {
        return new SignInDelayed(
                OffsetDateTime.ofInstant(clock.instant(), clock.getZone()).plusSeconds(SECONDS), clock);
    }
}
