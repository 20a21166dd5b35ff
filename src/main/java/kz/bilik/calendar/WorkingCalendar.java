package kz.bilik.calendar;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import kz.bilik.calendar.CalendarDay.Kind;
import kz.bilik.calendar.Deadline.Skipped;
import kz.bilik.calendar.Deadline.Unit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The working calendar of Kazakhstan as data: five-day week, holidays, moved days. Days are days of Asia/Almaty.
 *
 * <p>Kept in memory. A change through {@link CalendarChanges} shows at once on the node that makes it (inside its
 * transaction to that transaction only), on other nodes after at most two seconds: so often they compare a version in
 * the database. A year that nobody has entered is reckoned from the holidays of the law.
 */
@Component
public class WorkingCalendar {

    /** The first year of which the product knows the calendar. */
    public static final int FIRST_YEAR = 2024;

    /** The last year for which anybody may ask. */
    public static final int LAST_YEAR = 2099;

    private static final long CHECK_EVERY = Duration.ofSeconds(2).toNanos();

    private final JdbcClient jdbc;
    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    /** What was read, and when (in nanoseconds) it was last seen to be still so. */
    private record Known(Days days, long checkedAt) {}

    @Autowired
    public WorkingCalendar(JdbcClient jdbc) {
        this(jdbc, System::nanoTime);
    }

    WorkingCalendar(JdbcClient jdbc, LongSupplier nanoTime) {
        this.jdbc = jdbc;
        this.nanoTime = nanoTime;
    }

    /** Whether people work on that day. */
    public boolean isWorkingDay(LocalDate day) {
        return days().off(day).isEmpty();
    }

    /** Why that day is off; empty on a working day. */
    public Optional<Skipped> off(LocalDate day) {
        return days().off(day);
    }

    /**
     * The term of so many working days that starts on the day after {@code event}.
     *
     * @param clause the clause that sets the term, such as {@code cl. 8}
     */
    public Deadline workingDaysAfter(LocalDate event, int days, String clause) {
        return days().workingDaysAfter(event, notNegative(days), clause);
    }

    /** The term of so many calendar days that starts on the day after {@code event}; it may end on a day off. */
    public Deadline calendarDaysAfter(LocalDate event, int days, String clause) {
        return new Deadline(event, days, Unit.CALENDAR_DAYS, event.plusDays(notNegative(days)), List.of(), clause);
    }

    /** The holidays, moved days off and working weekend days of a year. */
    public CalendarYear year(int year) {
        return days().year(year);
    }

    /** Whether the year's order of swapped days and its Kurban Ait are known; otherwise its days may still change. */
    public boolean isSettled(int year) {
        return days().isSettled(year);
    }

    /** The calendar as it stands for the caller. */
    Days days() {
        var ownChange = (Days) TransactionSynchronizationManager.getResource(this);
        if (ownChange != null) {
            return ownChange;
        }
        var seen = known.get();
        if (seen != null && nanoTime.getAsLong() - seen.checkedAt() < CHECK_EVERY) {
            return seen.days();
        }
        var now = nanoTime.getAsLong();
        var days = seen != null && seen.days().version() == version() ? seen.days() : read();
        return newest(new Known(days, now)).days();
    }

    /** Keeps what was read, unless somebody has read a later version meanwhile. */
    private Known newest(Known read) {
        return Objects.requireNonNull(known.accumulateAndGet(
                read,
                (kept, fresh) -> kept != null
                                && Objects.requireNonNull(fresh).days().version()
                                        < kept.days().version()
                        ? kept
                        : fresh));
    }

    /** The calendar was changed in the current transaction: nobody else may see it before the commit. */
    void changedInThisTransaction() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            TransactionSynchronizationManager.unbindResource(this);
        } else {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void suspend() {
                    TransactionSynchronizationManager.unbindResource(WorkingCalendar.this);
                }

                @Override
                public void resume() {
                    TransactionSynchronizationManager.bindResource(WorkingCalendar.this, read());
                }

                @Override
                public void afterCompletion(int status) {
                    var own = (Days) TransactionSynchronizationManager.unbindResourceIfPossible(WorkingCalendar.this);
                    if (own != null && status == STATUS_COMMITTED) {
                        newest(new Known(own, nanoTime.getAsLong()));
                    }
                }
            });
        }
        TransactionSynchronizationManager.bindResource(this, read());
    }

    private long version() {
        return jdbc.sql("select version from calendar_version where id = 1")
                .query(Long.class)
                .single();
    }

    /** The calendar as the database has it for the current transaction. */
    Days read() {
        // The version first: should a change come in between, the days are newer than it says and are read once more.
        var version = version();
        var years = new HashMap<Integer, Boolean>();
        jdbc.sql("select calendar_year, settled from calendar_year").query(row -> {
            years.put(row.getInt("calendar_year"), row.getBoolean("settled"));
        });
        var days = jdbc.sql("select calendar_day, kind, name from calendar_day")
                .query((row, number) -> new CalendarDay(
                        row.getObject("calendar_day", LocalDate.class),
                        Kind.valueOf(row.getString("kind")),
                        row.getString("name")))
                .list();
        var holidays = jdbc.sql(
                        "select name, month_of_year, day_of_month, first_year, last_year, moves from fixed_holiday")
                .query((row, number) -> new FixedHoliday(
                        row.getString("name"),
                        row.getInt("month_of_year"),
                        row.getInt("day_of_month"),
                        row.getInt("first_year"),
                        row.getInt("last_year"),
                        row.getBoolean("moves")))
                .list();
        return new Days(version, years, days, holidays);
    }

    private static int notNegative(int days) {
        if (days < 0) {
            throw new IllegalArgumentException("A term of " + days + " days");
        }
        return days;
    }
}
