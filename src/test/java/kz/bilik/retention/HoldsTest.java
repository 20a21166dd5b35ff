package kz.bilik.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kz.bilik.calendar.LegalClock;
import kz.bilik.problem.Problem;
import kz.bilik.retention.Erasures.End;
import kz.bilik.retention.Erasures.Erasure;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A case is kept for as many papers as there are, and it is either kept or erased. */
@Tag("database")
class HoldsTest {

    private static final String CASE = "A-2026-75-000001";

    private record World(TestDatabase database, Erasures erasures, Holds holds) {

        static World on(TestDatabase database) {
            var clock = new LegalClock(Clock.fixed(Instant.parse("2033-09-14T04:00:00Z"), LegalClock.ZONE));
            var erasures = database.transactional(new Erasures(database.jdbc()));
            return new World(database, erasures, database.transactional(new Holds(database.jdbc(), erasures, clock)));
        }

        void erase() {
            erasures.add(new Erasure(
                    CASE,
                    Part.CASE,
                    null,
                    null,
                    End.REFUSED,
                    LocalDate.of(2026, 9, 14),
                    LocalDate.of(2024, 9, 8),
                    5,
                    LocalDate.of(2032, 1, 1),
                    OffsetDateTime.parse("2033-09-14T02:30:00+05:00"),
                    new TreeMap<>()));
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void severalPapersKeepACaseUntilTheLastOfThemIsOver(TestDatabase database) {
        try (database) {
            var holds = World.on(database).holds();
            assertThat(holds.hold(CASE, "3-17/2033", "admin")).isTrue();
            assertThat(holds.hold(CASE, "3-17/2033", "admin")).as("once more").isFalse();
            assertThat(holds.hold(CASE, "2-418", "other")).isTrue();
            assertThat(holds.of(CASE)).containsExactlyInAnyOrder("3-17/2033", "2-418");
            assertThat(holds.end(CASE, "3-17/2033")).isTrue();
            assertThat(holds.end(CASE, "3-17/2033")).as("once more").isFalse();
            assertThat(holds.of(CASE)).containsExactly("2-418");
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void theSamePaperSentByManyAtOnceIsKeptOnce(TestDatabase database) throws Exception {
        try (database) {
            var holds = World.on(database).holds();
            var together = Executors.newFixedThreadPool(6);
            try {
                var calls = new ArrayList<Callable<Boolean>>();
                for (var call = 0; call < 12; call++) {
                    calls.add(() -> holds.hold(CASE, "3-17/2033", "admin"));
                }
                var kept = 0;
                for (Future<Boolean> call : together.invokeAll(calls)) {
                    kept += call.get() ? 1 : 0;
                }
                assertThat(kept).isEqualTo(1);
            } finally {
                together.shutdownNow();
            }
            assertThat(holds.all()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void nothingIsKeptOfACaseThatWasErased(TestDatabase database) {
        try (database) {
            var world = World.on(database);
            world.erase();
            assertThatThrownBy(() -> world.holds().hold(CASE, "3-17/2033", "admin"))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.code()).isEqualTo("application.erased"));
            assertThat(world.holds().all()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aPaperSaysNothingOfAPerson(TestDatabase database) {
        try (database) {
            var holds = World.on(database).holds();
            for (var paper : new String[] {
                "",
                " ",
                "Әбдіқадыров Ерлан",
                "920315390109",
                "9203 1539 0109",
                "9203-15-390109",
                "92.03.15.39.01.09",
                "KZ68601TEST000000001",
                "KZ68-601T-EST0-0000-0001",
                "3-17\n2033",
                "3\u202E17",
                "1".repeat(101)
            }) {
                assertThatThrownBy(() -> holds.hold(CASE, paper, "admin"))
                        .as(paper)
                        .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                                .isEqualTo("retention.paper"));
            }
            for (var paper : new String[] {"3-17/2033", "№ 2-418", "ЖТ-2033-00418/1 (қосымша)", "1"}) {
                assertThat(holds.hold(CASE, paper, "admin")).as(paper).isTrue();
            }
        }
    }
}
