package kz.bilik.distribution;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.distribution.QuotaLedger.Entry;
import kz.bilik.distribution.QuotaLedger.Kind;
import kz.bilik.problem.Problem;
import kz.bilik.support.TestDatabases;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.PessimisticLockingFailureException;

/** The book of the quotas says what the vouchers' rows say, whatever happens at once (cl. 3, 18). */
@Tag("database")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class QuotaLedgerTest {

    private static final int THIS_YEAR = LocalDate.now(LegalClock.ZONE).getYear();

    private static final int THREADS = 16;
    private static final int OPERATIONS = 10_000;
    private static final List<String> REGIONS = List.of("KZ-75", "KZ-62", "KZ-10");
    private static final List<Integer> NUMBERS = List.of(0, 20, 60, 150, 400);

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void eachEntryNamesItsApplicationItsTimeAndItsClause(TestDatabase database) {
        var world = new QuotaWorld(database);
        var quotas = world.quotas();
        quotas.putIntoEffect("KZ-75", 2026, 3, 1);
        quotas.reserve("KZ-75", 2026, "A-1", "cl. 3");
        quotas.reserve("KZ-75", 2026, "A-2", "cl. 3");
        quotas.reserve("KZ-75", 2026, "A-3", "cl. 3");
        quotas.release("A-1", "cl. 9");
        quotas.consume("A-2", "cl. 10");
        quotas.giveBack("A-2", "cl. 11");

        var entries = world.ledger().entries("KZ-75", 2026);

        assertThat(entries)
                .extracting(Entry::kind, Entry::vouchers, Entry::application, Entry::clause)
                .containsExactly(
                        tuple(Kind.PUBLISHED, 3, null, "cl. 18"),
                        tuple(Kind.ELSEWHERE, 1, null, "cl. 18"),
                        tuple(Kind.RESERVED, 1, "A-1", "cl. 3"),
                        tuple(Kind.RESERVED, 1, "A-2", "cl. 3"),
                        tuple(Kind.NONE_LEFT, 0, "A-3", "cl. 3"),
                        tuple(Kind.RELEASED, 1, "A-1", "cl. 9"),
                        tuple(Kind.CONSUMED, 1, "A-2", "cl. 10"),
                        tuple(Kind.RETURNED, 1, "A-2", "cl. 11"));
        assertThat(entries).extracting(Entry::at).isSorted();
        assertThat(world.ledger().balance(2026)).containsExactly(new Quota("KZ-75", 2026, 3, 1, 0, 0));
    }

    /** Applications come, are issued, refused and cancelled, and reviews move the numbers, all at once. */
    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void itsSumsAreTheCountersAfterTenThousandOperationsFromSixteenThreads(TestDatabase database) throws Exception {
        var world = new QuotaWorld(database);
        var quotas = world.quotas();
        REGIONS.forEach(region -> quotas.putIntoEffect(region, 2026, 150, 0));
        var next = new AtomicInteger();
        var done = new AtomicInteger();
        var known = new ConcurrentLinkedQueue<String>();
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var work = IntStream.range(0, THREADS)
                    .mapToObj(thread -> (Callable<Void>) () -> {
                        var random = new Random(thread);
                        while (done.getAndIncrement() < OPERATIONS) {
                            again(database, () -> operate(quotas, random, next, known));
                        }
                        return null;
                    })
                    .toList();
            for (var each : threads.invokeAll(work)) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }

        var counted = quotas.quotas(2026);
        assertThat(world.ledger().balance(2026)).isEqualTo(counted);
        assertThat(counted).allSatisfy(quota -> assertThat(quota.reserved() + quota.consumed())
                .as("something happened in " + quota.region())
                .isPositive());
        assertThat(freeRows(database)).isEqualTo(counted.stream().collect(toMap(Quota::region, Quota::free)));
        database.close();
    }

    /**
     * H2 keeps the lock of a row that it found claimed when it got there, so that a review may end such a transaction;
     * the engine then runs the step again. On PostgreSQL nobody is ever ended.
     */
    private static void again(TestDatabase database, Runnable operation) {
        try {
            operation.run();
        } catch (PessimisticLockingFailureException ended) {
            if (!database.name().equals("H2")) {
                throw ended;
            }
        }
    }

    private static void operate(Quotas quotas, Random random, AtomicInteger next, ConcurrentLinkedQueue<String> known) {
        var region = REGIONS.get(random.nextInt(REGIONS.size()));
        int dice = random.nextInt(100);
        if (dice < 45) {
            var application = "A-" + next.incrementAndGet();
            quotas.reserve(region, 2026, application, "cl. 3");
            known.add(application);
        } else if (dice < 46) {
            var application = "A-" + next.incrementAndGet();
            quotas.reserveOnAppeal(region, 2026, application);
            known.add(application);
        } else if (dice < 48) {
            quotas.putIntoEffect(region, 2026, NUMBERS.get(random.nextInt(NUMBERS.size())), random.nextInt(4));
        } else {
            var application = known.poll();
            if (application == null) {
                return;
            }
            if (dice < 70) {
                quotas.release(application, "cl. 9");
            } else if (dice < 90) {
                issue(quotas, application);
            } else {
                quotas.giveBack(application, "cl. 11");
            }
            // Somebody else may do something with the same application at the same time.
            known.add(application);
        }
    }

    private static void issue(Quotas quotas, String application) {
        try {
            quotas.consume(application, "cl. 10");
        } catch (Problem notReserved) {
            assertThat(notReserved.code()).isEqualTo("distribution.not-reserved");
        }
    }

    private static Map<String, Integer> freeRows(TestDatabase database) {
        return REGIONS.stream().collect(toMap(region -> region, region -> database.jdbc()
                .sql(
                        """
                                        select count(*) from quota_voucher
                                        where region = ? and quota_year = 2026 and application is null""")
                .param(region)
                .query(Integer.class)
                .single()));
    }

    // on appeal

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void anAppealTakesAVoucherThatIsLeftAndOtherwiseOneBeyondTheQuota(TestDatabase database) {
        var world = new QuotaWorld(database);
        var quotas = world.quotas();
        quotas.putIntoEffect("KZ-75", 2026, 2, 0);
        quotas.reserve("KZ-75", 2026, "A-1", "cl. 3");

        assertThat(quotas.reserveOnAppeal("KZ-75", 2026, "A-2")).isEqualTo(Quotas.Reservation.RESERVED);
        assertThat(quotas.reserveOnAppeal("KZ-75", 2026, "A-3")).isEqualTo(Quotas.Reservation.OVERRIDDEN);
        assertThat(quotas.reserveOnAppeal("KZ-75", 2026, "A-3")).isEqualTo(Quotas.Reservation.RESERVED);

        assertThat(world.ledger().entries("KZ-75", 2026))
                .extracting(Entry::kind, Entry::vouchers, Entry::application, Entry::clause)
                .containsExactly(
                        tuple(Kind.PUBLISHED, 2, null, "cl. 18"),
                        tuple(Kind.RESERVED, 1, "A-1", "cl. 3"),
                        tuple(Kind.RESERVED, 1, "A-2", "appeal"),
                        tuple(Kind.OVERRIDDEN, 1, "A-3", "appeal"));
        assertThat(quotas.quotas(2026)).containsExactly(new Quota("KZ-75", 2026, 2, 0, 3, 0));
        assertThat(world.ledger().balance(2026)).isEqualTo(quotas.quotas(2026));

        // Three are out where two were published: the first that comes back is free for nobody, the next one is.
        quotas.consume("A-3", "cl. 10");
        quotas.release("A-1", "cl. 9");
        assertThat(quotas.reserve("KZ-75", 2026, "A-4", "cl. 3")).isEqualTo(Quotas.Reservation.NONE_LEFT);
        quotas.release("A-2", "cl. 9");
        assertThat(quotas.reserve("KZ-75", 2026, "A-4", "cl. 3")).isEqualTo(Quotas.Reservation.RESERVED);
        assertThat(quotas.quotas(2026)).containsExactly(new Quota("KZ-75", 2026, 2, 0, 1, 1));
        assertThat(world.ledger().balance(2026)).isEqualTo(quotas.quotas(2026));
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void anAppealWithoutADistributionWaitsForOne(TestDatabase database) {
        var quotas = new QuotaWorld(database).quotas();

        assertThatThrownBy(() -> quotas.reserveOnAppeal("KZ-75", 2026, "A-1"))
                .hasMessage("distribution.none-published");
    }

    // a review

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aReviewKeepsWhatIsReservedAndIssuedCountedAndNeverGivesItAway(TestDatabase database) {
        var world = new QuotaWorld(database);
        var quotas = world.quotas();
        quotas.putIntoEffect("KZ-75", 2026, 4, 0);
        for (int i = 1; i <= 4; i++) {
            quotas.reserve("KZ-75", 2026, "A-" + i, "cl. 3");
        }
        quotas.consume("A-1", "cl. 10");

        quotas.putIntoEffect("KZ-75", 2026, 2, 0);
        assertThat(quotas.quotas(2026)).containsExactly(new Quota("KZ-75", 2026, 2, 0, 3, 1));
        assertThat(quotas.reserve("KZ-75", 2026, "A-5", "cl. 3")).isEqualTo(Quotas.Reservation.NONE_LEFT);

        // Four are out where two were published: two have to come back before the next is free.
        quotas.release("A-2", "cl. 9");
        quotas.release("A-3", "cl. 9");
        assertThat(quotas.reserve("KZ-75", 2026, "A-5", "cl. 3")).isEqualTo(Quotas.Reservation.NONE_LEFT);
        quotas.release("A-4", "cl. 9");
        assertThat(quotas.reserve("KZ-75", 2026, "A-5", "cl. 3")).isEqualTo(Quotas.Reservation.RESERVED);
        assertThat(quotas.reserve("KZ-75", 2026, "A-6", "cl. 3")).isEqualTo(Quotas.Reservation.NONE_LEFT);

        quotas.putIntoEffect("KZ-75", 2026, 3, 0);
        assertThat(quotas.reserve("KZ-75", 2026, "A-6", "cl. 3")).isEqualTo(Quotas.Reservation.RESERVED);
        assertThat(world.ledger().balance(2026)).isEqualTo(quotas.quotas(2026));
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void vouchersIssuedOutsideTheProductCountAgainstTheQuota(TestDatabase database) {
        var quotas = new QuotaWorld(database).quotas();
        quotas.putIntoEffect("KZ-75", 2026, 3, 2);

        assertThat(quotas.reserve("KZ-75", 2026, "A-1", "cl. 3")).isEqualTo(Quotas.Reservation.RESERVED);
        assertThat(quotas.reserve("KZ-75", 2026, "A-2", "cl. 3")).isEqualTo(Quotas.Reservation.NONE_LEFT);
        assertThat(quotas.quotas(2026)).containsExactly(new Quota("KZ-75", 2026, 3, 2, 1, 0));
    }

    // few are left

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aRegionBelowTheThresholdIsToldOnce(TestDatabase database) {
        var world = new QuotaWorld(database);
        world.quotas().putIntoEffect("KZ-75", 2026, 30, 0);
        for (int i = 1; i <= 27; i++) {
            world.quotas().reserve("KZ-75", 2026, "A-" + i, "cl. 3");
        }
        assertThat(world.told("mobility-centre.KZ-75"))
                .as("three of thirty are the tenth part, not less")
                .isEmpty();

        world.quotas().release("A-5", "cl. 9");
        for (int i = 28; i <= 30; i++) {
            world.quotas().reserve("KZ-75", 2026, "A-" + i, "cl. 3");
        }

        assertThat(world.told("mobility-centre.KZ-75"))
                .containsExactly("Only 2 of 30 vouchers are left in KZ-75 for 2026 (cl. 18).");
        assertThat(world.told("authorised-body")).hasSize(1);
        assertThat(world.told("mobility-centre.KZ-62")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aThresholdThatIsSetAnewCountsForYearsThatAreInEffect(TestDatabase database) {
        new QuotaWorld(database, 10).quotas().putIntoEffect("KZ-75", THIS_YEAR, 30, 0);
        var startedAgain = new QuotaWorld(database, 50);
        startedAgain.quotas().markWhatIsLow();

        for (int i = 1; i <= 15; i++) {
            startedAgain.quotas().reserve("KZ-75", THIS_YEAR, "A-" + i, "cl. 3");
        }
        assertThat(startedAgain.told("authorised-body")).isEmpty();
        startedAgain.quotas().reserve("KZ-75", THIS_YEAR, "A-16", "cl. 3");
        assertThat(startedAgain.told("authorised-body")).hasSize(1);

        // Whoever is below already hears of it at the start.
        new QuotaWorld(database, 10).quotas().putIntoEffect("KZ-71", THIS_YEAR, 10, 0);
        for (int i = 17; i <= 19; i++) {
            new QuotaWorld(database, 10).quotas().reserve("KZ-71", THIS_YEAR, "A-" + i, "cl. 3");
        }
        var withHigher = new QuotaWorld(database, 80);
        assertThat(withHigher.told("mobility-centre.KZ-71")).isEmpty();
        withHigher.quotas().markWhatIsLow();
        assertThat(withHigher.told("mobility-centre.KZ-71")).hasSize(1);
    }

    /** Whatever the percentage and the number, a region is told as soon as fewer are free, and not before. */
    @ParameterizedTest
    @CsvSource({"0, 7", "1, 1", "1, 7", "10, 1", "10, 10", "33, 7", "50, 1", "50, 7", "99, 7", "100, 1", "100, 7"})
    void whateverTheThresholdItIsToldWhenFewerAreFree(int percent, int published) {
        try (var database = TestDatabases.h2()) {
            var world = new QuotaWorld(database, percent);
            world.quotas().putIntoEffect("KZ-75", THIS_YEAR, published, 0);
            for (int taken = 1; taken <= published; taken++) {
                world.quotas().reserve("KZ-75", THIS_YEAR, "A-" + taken, "cl. 3");
                assertThat(world.told("authorised-body"))
                        .as("%s of %s are free", published - taken, published)
                        .hasSize((published - taken) * 100 < published * percent ? 1 : 0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aReviewThatLeavesFewIsToldToo(TestDatabase database) {
        var world = new QuotaWorld(database);
        world.quotas().putIntoEffect("KZ-75", 2026, 30, 0);
        for (int i = 1; i <= 20; i++) {
            world.quotas().reserve("KZ-75", 2026, "A-" + i, "cl. 3");
        }

        world.quotas().putIntoEffect("KZ-75", 2026, 21, 0);

        assertThat(world.told("authorised-body"))
                .containsExactly("Only 1 of 21 vouchers are left in KZ-75 for 2026 (cl. 18).");
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void theAuthorisedBodyIsToldAtOnceThatApplicationsWaitForADistribution(TestDatabase database) {
        var world = new QuotaWorld(database);
        for (int i = 1; i <= 2; i++) {
            try {
                world.quotas().reserve("KZ-75", 2026, "A-" + i, "cl. 3");
            } catch (Problem expected) {
                assertThat(expected.code()).isEqualTo("distribution.none-published");
            }
        }

        assertThat(world.told("authorised-body"))
                .containsExactly("No distribution is published for KZ-75 and 2026. Applications wait for it (cl. 18).");
    }
}
