package kz.bilik.officer.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.officer.AccountEnded;
import kz.bilik.officer.signin.SignInRecords.Way;
import kz.bilik.officer.signin.SignInRecords.What;
import kz.bilik.officer.signin.SignInSettings.Allowance;
import kz.bilik.problem.Problem;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who has to wait and who not, what is locked and what is recorded, on both databases. */
@Tag("database")
class SignInDelaysTest {

    private static final String BOTH = "kz.bilik.support.TestDatabases#both";

    private static final String OFFICE = "10.1.1.1";
    private static final String STRANGER = "203.0.113.7";

    /** As {@code application.yaml} has it. */
    private static final SignInSettings SETTINGS = new SignInSettings(
            new Allowance(4, Duration.ofSeconds(10), Duration.ofMinutes(15), Duration.ofMinutes(15)),
            new Allowance(60, Duration.ofSeconds(10), Duration.ofMinutes(15), Duration.ofMinutes(1)),
            new Allowance(100, Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(15)),
            Duration.ofDays(90),
            Duration.ofDays(400));

    private final Moment clock = new Moment();

    @ParameterizedTest
    @MethodSource(BOTH)
    void fourWrongPasswordsCostNothingAndEachFurtherOneTwiceAsMuch(TestDatabase database) {
        var delays = delays(database);
        wrong(delays, "aigul", STRANGER, 4);
        assertThat(delays.openAgain("aigul", STRANGER)).isEmpty();
        for (var pause : new int[] {10, 20, 40, 80, 160, 320, 640, 900, 900}) {
            wrong(delays, "aigul", STRANGER, 1);
            assertThat(delays.openAgain("aigul", STRANGER).orElseThrow().toInstant())
                    .isBetween(
                            clock.instant().plusSeconds(pause / 2),
                            clock.instant().plusSeconds(pause));
            clock.pass(Duration.ofSeconds(pause));
            assertThat(delays.openAgain("aigul", STRANGER)).isEmpty();
        }
        clock.pass(Duration.ofHours(4));
        wrong(delays, "aigul", STRANGER, 4);
        assertThat(delays.openAgain("aigul", STRANGER)).as("what was long ago").isEmpty();
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aStrangerHoldsUpNobodyWhoComesFromWhereHeUsuallyComes(TestDatabase database) {
        var delays = delays(database);
        delays.right("aigul", OFFICE);
        for (int i = 0; i < 300; i++) {
            wrong(delays, "aigul", "203.0.113." + i % 250, 1);
        }
        assertThat(delays.openAgain("aigul", OFFICE)).as("her office").isEmpty();
        assertThat(delays.openAgain("aigul", "198.51.100.9")).as("elsewhere").isPresent();
        clock.pass(Duration.ofMinutes(1));
        assertThat(delays.openAgain("aigul", "198.51.100.9"))
                .as("slower, never closed")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aColleagueWithManyWrongPasswordsHoldsUpNobodyKnownAtTheSameAddress(TestDatabase database) {
        var delays = delays(database);
        delays.right("aigul", OFFICE);
        for (int i = 0; i < 61; i++) {
            wrong(delays, "name-" + i, OFFICE, 1);
        }
        assertThat(delays.openAgain("aigul", OFFICE)).isEmpty();
        assertThat(delays.openAgain("somebody", OFFICE))
                .as("nobody knows him here")
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void theAdministratorSeesWhoWaitsAndLetsHimIn(TestDatabase database) {
        var delays = delays(database);
        wrong(delays, "aigul", STRANGER, 6);
        wrong(delays, SignInDelays.drawer("my-secret-password"), STRANGER, 6);
        for (int i = 0; i < 110; i++) {
            wrong(delays, "aigul", "192.0.2." + i, 1);
        }
        assertThat(delays.waiting())
                .extracting(SignInDelays.Waiting::account, SignInDelays.Waiting::address)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("aigul", STRANGER),
                        org.assertj.core.groups.Tuple.tuple("aigul", ""));
        delays.letIn("aigul");
        assertThat(delays.waiting()).isEmpty();
        assertThat(delays.openAgain("aigul", STRANGER)).isEmpty();
        wrong(delays, "aigul", "192.0.2.200", 1);
        assertThat(delays.openAgain("aigul", "198.51.100.9")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void whatIsCountedAtOnceIsCountedWhole(TestDatabase database) throws Exception {
        var delays = delays(database);
        try (var threads = new Threads()) {
            threads.pool
                    .invokeAll(IntStream.range(0, 40)
                            .mapToObj(i -> Executors.callable(() -> delays.wrong("aigul", STRANGER)))
                            .toList())
                    .forEach(done -> {
                        try {
                            done.get();
                        } catch (Exception failed) {
                            throw new AssertionError(failed);
                        }
                    });
        }
        assertThat(delays.waiting().get(0).wrong()).isEqualTo(40);
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void whatIsForgottenLeavesNoRow(TestDatabase database) {
        var delays = delays(database);
        wrong(delays, "aigul", STRANGER, 5);
        delays.right("aigul", OFFICE);
        delays.clean();
        assertThat(rows(database, "sign_in_delay")).isEqualTo(3);
        clock.pass(Duration.ofHours(2));
        delays.clean();
        assertThat(rows(database, "sign_in_delay")).isZero();
        assertThat(rows(database, "sign_in_address")).isEqualTo(1);
        clock.pass(Duration.ofDays(91));
        delays.clean();
        assertThat(rows(database, "sign_in_address")).isZero();
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void anOfficerHasTwentyAddressesAtMost(TestDatabase database) {
        var delays = delays(database);
        for (int i = 0; i < 25; i++) {
            clock.pass(Duration.ofMinutes(1));
            delays.right("aigul", "10.0.0." + i);
        }
        assertThat(rows(database, "sign_in_address")).isEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void anAdministratorLocksByHandButNotHimself(TestDatabase database) {
        var ended = new ArrayList<Object>();
        var locks = new OfficerLocks(database.jdbc(), ended::add, clock);
        locks.lock("aigul", "admin", "left the centre");
        assertThat(ended).containsExactly(new AccountEnded("aigul", AccountEnded.Cause.LOCKED));
        locks.lock("aigul", "another", "once more");
        assertThat(locks.isLocked("aigul")).isTrue();
        assertThat(locks.all()).singleElement().satisfies(lock -> {
            assertThat(lock.by()).isEqualTo("admin");
            assertThat(lock.reason()).isEqualTo("left the centre");
            assertThat(lock.at().toInstant()).isEqualTo(clock.instant());
        });
        locks.unlock("aigul");
        assertThat(locks.isLocked("aigul")).isFalse();
        assertThatThrownBy(() -> locks.lock("admin", "admin", "why not"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("officer.lock-yourself");
        assertThatThrownBy(() -> locks.lock("aigul", "admin", " "))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("officer.lock-reason");
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void theSameOnceMoreIsCountedInItsRowAndAnHourHasAnEnd(TestDatabase database) {
        var records = new SignInRecords(database.jdbc(), clock);
        for (int i = 0; i < 7; i++) {
            records.record("aigul", STRANGER, What.WRONG_PASSWORD, Way.PAGE, "");
        }
        assertThat(records.find(null, null, 0, 10)).singleElement().satisfies(line -> assertThat(line.times())
                .isEqualTo(7));
        for (int i = 0; i < SignInRecords.MOST_ROWS + 50; i++) {
            records.record("", "192.0." + i / 250 + "." + i % 250, What.WRONG_PASSWORD, Way.PAGE, "");
        }
        assertThat(rows(database, "sign_in_record")).isEqualTo(SignInRecords.MOST_ROWS + 2);
        assertThat(records.find("", null, 0, 2).get(0).times())
                .as("counted all the same")
                .isEqualTo(50);
        clock.pass(Duration.ofHours(1));
        records.record("aigul", OFFICE, What.SIGNED_IN, Way.PAGE, "");
        assertThat(records.find("aigul", null, 0, 10))
                .extracting(SignInRecords.Line::what)
                .containsExactly(What.SIGNED_IN, What.WRONG_PASSWORD);
        assertThat(records.find("aigul", What.WRONG_PASSWORD, 0, 10)).hasSize(1);
        assertThat(records.find("aigul", null, 1, 10)).hasSize(1);
        clock.pass(Duration.ofDays(2));
        records.clean(Duration.ofDays(1));
        assertThat(rows(database, "sign_in_record")).isZero();
    }

    private SignInDelays delays(TestDatabase database) {
        return database.transactional(new SignInDelays(database.jdbc(), clock, SETTINGS));
    }

    private static void wrong(SignInDelays delays, String account, String address, int times) {
        for (int i = 0; i < times; i++) {
            delays.wrong(account, address);
        }
    }

    private static int rows(TestDatabase database, String table) {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }

    private static final class Threads implements AutoCloseable {

        private final java.util.concurrent.ExecutorService pool = Executors.newFixedThreadPool(8);

        @Override
        public void close() {
            pool.shutdown();
        }
    }

    /** A clock that stands until it is told to go on. */
    private static final class Moment extends Clock {

        private Instant now = Instant.parse("2026-09-14T04:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return LegalClock.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
