package kz.bilik.distribution;

import static kz.bilik.distribution.Quotas.Reservation.NONE_LEFT;
import static kz.bilik.distribution.Quotas.Reservation.RESERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.problem.Problem;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("database")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class QuotasTest {

    private static Quotas quotas(TestDatabase database) {
        return new QuotaWorld(database).quotas();
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void twoHundredApplicationsForTheLastTenVouchersGetExactlyTen(TestDatabase database) throws Exception {
        var quotas = quotas(database);
        quotas.putIntoEffect("KZ-75", 2026, 10, 0);

        var answers = atOnce(200, i -> quotas.reserve("KZ-75", 2026, "A-" + i, "cl. 3"));

        assertThat(answers).filteredOn(RESERVED::equals).hasSize(10);
        assertThat(answers).filteredOn(NONE_LEFT::equals).hasSize(190);
        assertThat(quotas.quotas(2026)).containsExactly(new Quota("KZ-75", 2026, 10, 0, 10, 0));
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void reservationsThatAreRolledBackLeaveNobodyRefusedWhoCouldHaveOne(TestDatabase database) throws Exception {
        var quotas = quotas(database);
        quotas.putIntoEffect("KZ-75", 2026, 10, 0);

        // Every third rival fails after its reservation; ten of the others must still get the ten vouchers.
        var answers = atOnce(90, i -> database.transactions().execute(status -> {
            var reservation = quotas.reserve("KZ-75", 2026, "A-" + i, "cl. 3");
            if (i % 3 == 0) {
                status.setRollbackOnly();
                return null;
            }
            return reservation;
        }));

        assertThat(answers).filteredOn(RESERVED::equals).hasSize(10);
        assertThat(answers).filteredOn(NONE_LEFT::equals).hasSize(50);
        assertThat(quotas.quotas(2026)).containsExactly(new Quota("KZ-75", 2026, 10, 0, 10, 0));
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void whoFindsTheLastVoucherInOtherHandsWaitsAndGetsItWhenTheyLetGo(TestDatabase database) throws Exception {
        var quotas = quotas(database);
        quotas.putIntoEffect("KZ-75", 2026, 1, 0);
        var held = new CountDownLatch(1);
        var letGo = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var first = threads.submit(() -> database.transactions().execute(status -> {
                quotas.reserve("KZ-75", 2026, "A-first", "cl. 3");
                held.countDown();
                await(letGo);
                status.setRollbackOnly();
                return true;
            }));
            held.await();
            var second = threads.submit(() -> quotas.reserve("KZ-75", 2026, "A-second", "cl. 3"));
            assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS))
                    .as("refused although the voucher might become free")
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            letGo.countDown();
            first.get();
            assertThat(second.get()).isEqualTo(RESERVED);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void anApplicationHoldsOneVoucherHoweverOftenItAsks(TestDatabase database) {
        var quotas = quotas(database);
        quotas.putIntoEffect("KZ-75", 2026, 2, 0);

        assertThat(quotas.reserve("KZ-75", 2026, "A-1", "cl. 3")).isEqualTo(RESERVED);
        assertThat(quotas.reserve("KZ-75", 2026, "A-1", "cl. 3")).isEqualTo(RESERVED);

        assertThat(quotas.quotas(2026)).containsExactly(new Quota("KZ-75", 2026, 2, 0, 1, 0));
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aReleasedVoucherIsFreeForTheNextButAnIssuedOneStaysReceived(TestDatabase database) {
        var quotas = quotas(database);
        quotas.putIntoEffect("KZ-75", 2026, 1, 0);
        quotas.reserve("KZ-75", 2026, "A-1", "cl. 3");
        assertThat(quotas.reserve("KZ-75", 2026, "A-2", "cl. 3")).isEqualTo(NONE_LEFT);

        quotas.release("A-1", "cl. 8");
        quotas.release("A-1", "cl. 8");
        assertThat(quotas.reserve("KZ-75", 2026, "A-2", "cl. 3")).isEqualTo(RESERVED);
        quotas.consume("A-2", "cl. 10");
        quotas.consume("A-2", "cl. 10");
        quotas.release("A-2", "cl. 8");

        assertThat(quotas.quotas(2026)).containsExactly(new Quota("KZ-75", 2026, 1, 0, 0, 1));
        assertThat(quotas.reserve("KZ-75", 2026, "A-3", "cl. 3")).isEqualTo(NONE_LEFT);

        quotas.giveBack("A-2", "cl. 11");
        assertThat(quotas.reserve("KZ-75", 2026, "A-3", "cl. 3")).isEqualTo(RESERVED);
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void onlyAReservedVoucherCanBeIssued(TestDatabase database) {
        var quotas = quotas(database);
        quotas.putIntoEffect("KZ-75", 2026, 1, 0);
        assertThatThrownBy(() -> quotas.consume("A-1", "cl. 10")).hasMessage("distribution.not-reserved");
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aRegionWithoutAPublishedDistributionIsAnIncidentAndOneWithZeroVouchersIsNot(TestDatabase database) {
        var quotas = quotas(database);
        quotas.putIntoEffect("KZ-62", 2026, 0, 0);

        assertThatThrownBy(() -> quotas.reserve("KZ-75", 2026, "A-1", "cl. 3"))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
                    assertThat(problem.code()).isEqualTo("distribution.none-published");
                });
        assertThatThrownBy(() -> quotas.reserve("KZ-62", 2027, "A-1", "cl. 3"))
                .hasMessage("distribution.none-published");
        assertThat(quotas.reserve("KZ-62", 2026, "A-1", "cl. 3")).isEqualTo(NONE_LEFT);
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void whatAYearLeavesOverIsNotCarriedIntoTheNext(TestDatabase database) {
        var quotas = quotas(database);
        quotas.putIntoEffect("KZ-62", 2026, 5, 0);
        quotas.putIntoEffect("KZ-62", 2027, 1, 0);

        assertThat(quotas.reserve("KZ-62", 2027, "A-1", "cl. 3")).isEqualTo(RESERVED);
        assertThat(quotas.reserve("KZ-62", 2027, "A-2", "cl. 3")).isEqualTo(NONE_LEFT);
        assertThat(quotas.reserve("KZ-62", 2026, "A-3", "cl. 3")).isEqualTo(RESERVED);
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void theDemoPublishesEachRegionForThreeYearsAndNeverASecondTime(TestDatabase database) {
        var quotas = quotas(database);
        var distributions = new Distributions(database.jdbc(), new LegalClock(Clock.systemUTC()), event -> {});
        new DemoDistribution(distributions, quotas, database.transactionManager()).afterPropertiesSet();
        quotas.reserve("KZ-75", 2026, "A-1", "cl. 3");
        new DemoDistribution(distributions, quotas, database.transactionManager()).afterPropertiesSet();

        assertThat(quotas.quotas(2026)).hasSize(20).contains(new Quota("KZ-75", 2026, 40, 0, 1, 0));
        assertThat(quotas.quotas(2027)).hasSize(20);
        assertThat(quotas.quotas(2028)).hasSize(20);
        assertThat(distributions.all()).hasSize(1).allSatisfy(demo -> {
            assertThat(demo.years()).containsExactly(2026, 2027, 2028);
            assertThat(demo.published()).isTrue();
        });
    }

    private interface Rival<T> {
        T run(int number);
    }

    private static <T> List<T> atOnce(int rivals, Rival<T> rival) throws Exception {
        var threads = Executors.newFixedThreadPool(rivals);
        try {
            var start = new CyclicBarrier(rivals);
            var tasks = IntStream.range(0, rivals)
                    .mapToObj(i -> (Callable<T>) () -> {
                        start.await();
                        return rival.run(i);
                    })
                    .toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
