package kz.bilik.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import kz.bilik.calendar.CalendarDay.Kind;
import kz.bilik.calendar.RunningDeadlines.Moved;
import kz.bilik.calendar.RunningDeadlines.Report;
import kz.bilik.problem.Problem;
import kz.bilik.support.TestDatabases;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Tag("database")
class CalendarChangesTest {

    private static final LocalDate FRIDAY = LocalDate.of(2026, 11, 20);
    private static final CalendarDay DAY_OFF = new CalendarDay(FRIDAY, Kind.MOVED_DAY_OFF, "exchanged");
    private static final CalendarDay WORKING_SATURDAY =
            new CalendarDay(LocalDate.of(2026, 11, 28), Kind.WORKING, "exchanged");
    private static final Instant NOW = Instant.parse("2026-09-14T04:00:00Z");

    /** The product on one database: its calendar, its changes, and what hears of them. */
    private static final class Product implements RunningDeadlines {
        final List<Set<LocalDate>> recalculated = new ArrayList<>();
        final AtomicLong nanoTime = new AtomicLong();
        final TestDatabase database;
        final WorkingCalendar calendar;
        final WorkingCalendar otherNode;
        final CalendarChanges changes;
        boolean failing;

        Product(TestDatabase database) {
            this.database = database;
            calendar = new WorkingCalendar(database.jdbc(), nanoTime::get);
            otherNode = new WorkingCalendar(database.jdbc(), nanoTime::get);
            var beans = new StaticListableBeanFactory();
            beans.addBean("runningDeadlines", this);
            changes = new CalendarChanges(
                    database.jdbc(),
                    database.transactionManager(),
                    calendar,
                    new LegalClock(Clock.fixed(NOW, LegalClock.ZONE)),
                    beans.getBeanProvider(RunningDeadlines.class),
                    event -> {});
        }

        @Override
        public Report recalculate(Set<LocalDate> days) {
            assertThat(TransactionSynchronizationManager.isActualTransactionActive())
                    .isFalse();
            if (failing) {
                throw new IllegalStateException("the engine is away");
            }
            recalculated.add(days);
            return new Report(List.of(new Moved("A-2026-75-000001", "checkApplication", NOW, NOW)), List.of());
        }

        String due() {
            return due(calendar);
        }

        String due(WorkingCalendar calendar) {
            return calendar.workingDaysAfter(FRIDAY.minusDays(1), 6, "cl. 8")
                    .due()
                    .toString();
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aChangeMovesTheDeadlinesThatCrossItsDays(TestDatabase database) {
        var product = new Product(database);
        assertThat(product.due()).isEqualTo("2026-11-27");

        var outcome = product.changes.change("administrator", "Order No. 512", List.of(DAY_OFF), Set.of());

        assertThat(product.due()).isEqualTo("2026-11-30");
        assertThat(product.calendar.off(FRIDAY).orElseThrow().note()).isEqualTo("holiday.exchanged");
        assertThat(outcome.days()).containsExactly(FRIDAY);
        assertThat(outcome.moved().tasks()).hasSize(1);
        assertThat(outcome.complete()).isTrue();
        assertThat(product.recalculated).containsExactly(Set.of(FRIDAY));

        product.changes.change("administrator", "Order No. 512", List.of(WORKING_SATURDAY), Set.of());
        assertThat(product.due()).isEqualTo("2026-11-28");

        product.changes.change(
                "administrator",
                "Order No. 512 withdrawn",
                List.of(
                        new CalendarDay(FRIDAY, Kind.ORDINARY, ""),
                        new CalendarDay(WORKING_SATURDAY.day(), Kind.ORDINARY, "")),
                Set.of());
        assertThat(product.due()).isEqualTo("2026-11-27");
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aLookAtAChangeReckonsWithItAndLeavesNothingBehind(TestDatabase database) {
        var calendar = new WorkingCalendar(database.jdbc());
        var seen = new ArrayList<Boolean>();
        RunningDeadlines running = days -> {
            seen.add(calendar.isWorkingDay(FRIDAY));
            return new Report(List.of(new Moved("A-2026-75-000001", "checkApplication", NOW, NOW)), List.of());
        };
        var beans = new StaticListableBeanFactory();
        beans.addBean("runningDeadlines", running);
        var changes = new CalendarChanges(
                database.jdbc(),
                database.transactionManager(),
                calendar,
                new LegalClock(Clock.fixed(NOW, LegalClock.ZONE)),
                beans.getBeanProvider(RunningDeadlines.class),
                event -> {});

        var outcome = changes.preview(List.of(DAY_OFF), Set.of(2029));

        assertThat(outcome.days()).containsExactly(FRIDAY);
        assertThat(outcome.moved().tasks()).hasSize(1);
        assertThat(seen).containsExactly(false);
        assertThat(calendar.isWorkingDay(FRIDAY)).isTrue();
        assertThat(calendar.isSettled(2029)).isFalse();
        assertThat(changes.made(10)).isEmpty();
        assertThat(database.jdbc()
                        .sql("select count(*) from calendar_change")
                        .query(Integer.class)
                        .single())
                .isZero();

        changes.change("admin", "Order No. 1", List.of(DAY_OFF), Set.of());
        assertThat(changes.made(10)).singleElement().satisfies(made -> {
            assertThat(made.by()).isEqualTo("admin");
            assertThat(made.reason()).isEqualTo("Order No. 1");
            assertThat(made.days()).singleElement().satisfies(day -> {
                assertThat(day.before().kind()).isEqualTo(Kind.ORDINARY);
                assertThat(day.after()).isEqualTo(DAY_OFF);
            });
        });
        assertThat(changes.preview(List.of(DAY_OFF), Set.of()).days()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void whoChangedTheCalendarWhenAndWhyIsRecorded(TestDatabase database) {
        var product = new Product(database);
        var kurbanAit = LocalDate.of(2027, 5, 16);

        product.changes.change(
                "administrator",
                " Kurban Ait is on the 17th ",
                List.of(
                        new CalendarDay(kurbanAit, Kind.ORDINARY, "ignored"),
                        new CalendarDay(kurbanAit.plusDays(1), Kind.HOLIDAY, "kurban-ait")),
                Set.of(2027));

        var change = database.jdbc()
                .sql("select changed_by, reason, changed_at, recalculated_at from calendar_change")
                .query((row, number) -> row.getString("changed_by") + " | " + row.getString("reason") + " | "
                        + row.getObject("changed_at", java.time.OffsetDateTime.class)
                                .toInstant() + " | "
                        + (row.getObject("recalculated_at") != null))
                .single();
        assertThat(change).isEqualTo("administrator | Kurban Ait is on the 17th | 2026-09-14T04:00:00Z | true");
        assertThat(database.jdbc()
                        .sql(
                                """
                                select kind_before || ' ' || name_before || ' > ' || kind_after || ' ' || name_after
                                from calendar_change_day order by calendar_day""")
                        .query(String.class)
                        .list())
                .containsExactly("HOLIDAY kurban-ait > ORDINARY ", "ORDINARY  > HOLIDAY kurban-ait");
        assertThat(product.calendar.isSettled(2027)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aYearIsEnteredByItsFirstChangeWithTheHolidaysOfTheLaw(TestDatabase database) {
        var product = new Product(database);
        var before = product.calendar.year(2028);

        product.changes.change(
                "administrator",
                "Order No. 700",
                List.of(new CalendarDay(LocalDate.of(2028, 5, 5), Kind.HOLIDAY, "kurban-ait")),
                Set.of());

        var after = product.calendar.year(2028);
        assertThat(after.workingDays()).isEqualTo(before.workingDays() - 1);
        assertThat(after.days()).hasSize(before.days().size() + 1).containsAll(before.days());
        assertThat(after.settled()).isFalse();
    }

    @Test
    void anotherNodeSeesTheChangeAfterTwoSeconds() {
        var product = new Product(TestDatabases.h2());
        assertThat(product.due(product.otherNode)).isEqualTo("2026-11-27");

        product.changes.change("administrator", "Order No. 512", List.of(DAY_OFF), Set.of());

        product.nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(1999));
        assertThat(product.due(product.otherNode)).isEqualTo("2026-11-27");
        product.nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
        assertThat(product.due(product.otherNode)).isEqualTo("2026-11-30");
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aChangeThatIsRolledBackShowsInItsTransactionOnly(TestDatabase database) {
        var product = new Product(database);
        product.due();

        product.database.transactions().executeWithoutResult(status -> {
            database.jdbc()
                    .sql("delete from calendar_day where calendar_day = date '2026-12-16'")
                    .update();
            product.calendar.changedInThisTransaction();
            assertThat(product.calendar.isWorkingDay(LocalDate.of(2026, 12, 16)))
                    .isTrue();
            assertThat(CompletableFuture.supplyAsync(() -> product.calendar.isWorkingDay(LocalDate.of(2026, 12, 16)))
                            .join())
                    .isFalse();
            status.setRollbackOnly();
        });

        assertThat(product.calendar.isWorkingDay(LocalDate.of(2026, 12, 16))).isFalse();
    }

    @Test
    void deadlinesThatCouldNotFollowDoSoLater() {
        var product = new Product(TestDatabases.h2());
        product.failing = true;

        var outcome = product.changes.change("administrator", "Order No. 512", List.of(DAY_OFF), Set.of());
        assertThat(outcome.complete()).isFalse();
        assertThat(product.due()).isEqualTo("2026-11-30");

        product.failing = false;
        product.changes.resume();
        assertThat(product.recalculated).containsExactly(Set.of(FRIDAY));
        product.changes.resume();
        assertThat(product.recalculated).hasSize(1);
    }

    @Test
    void aDayThatIsAlreadySoMovesNothing() {
        var product = new Product(TestDatabases.h2());

        var outcome = product.changes.change(
                "administrator",
                "again",
                List.of(new CalendarDay(LocalDate.of(2026, 12, 16), Kind.HOLIDAY, "independence-day")),
                Set.of());

        assertThat(outcome.days()).isEmpty();
        assertThat(product.recalculated).isEmpty();
    }

    @Test
    void aWrongChangeNamesEachFieldAndChangesNothing() {
        var product = new Product(TestDatabases.h2());

        assertThatThrownBy(() -> product.changes.change(
                        "administrator",
                        " ",
                        List.of(
                                DAY_OFF,
                                DAY_OFF,
                                new CalendarDay(LocalDate.of(2023, 1, 3), Kind.ORDINARY, ""),
                                new CalendarDay(LocalDate.of(2026, 12, 1), Kind.HOLIDAY, "first-president-day")),
                        Set.of(2100)))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.code()).isEqualTo("calendar.change");
                    assertThat(problem.fields())
                            .extracting(field -> field.path() + " " + field.code())
                            .containsExactly(
                                    "reason calendar.reason",
                                    "days[1].day calendar.day-twice",
                                    "days[2].day calendar.year",
                                    "days[3].name calendar.name-unknown",
                                    "settledYears calendar.year");
                });
        assertThatThrownBy(() -> product.changes.change("administrator", "x".repeat(501), List.of(), Set.of()))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.fields())
                        .extracting(Problem.Field::code)
                        .containsExactly("calendar.reason", "calendar.no-days"));
        assertThat(product.due()).isEqualTo("2026-11-27");
        assertThat(product.recalculated).isEmpty();
    }
}
