package kz.bilik.distribution;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.distribution.QuotaLedger.Kind;
import kz.bilik.problem.Problem;
import kz.bilik.record.Savepoint;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The vouchers of a region in a year, one row each (cl. 3.3 (b), 18). Whatever changes stands in the {@link QuotaLedger}
 * too, in the same transaction.
 */
@Component
public class Quotas {

    private static final String DISTRIBUTED = "cl. 18";

    /** What an entry cites that no clause of the order provides for: a decision on appeal. */
    public static final String APPEAL = "appeal";

    private static final int ROWS_AT_ONCE = 500;

    /**
     * The lowest number first: while the highest ones are all free, the quota cannot be low. Sorted by the application too,
     * which is null in all of them, so that PostgreSQL takes the index of free vouchers and not the primary key, where the
     * claimed ones come first.
     */
    private static final String FREE =
            """
            select number, (select low_mark from quota q where q.region = v.region and q.quota_year = v.quota_year)
            from quota_voucher v
            where region = ? and quota_year = ? and application is null
            order by application, number limit 1 for update""";

    private final JdbcClient jdbc;
    private final QuotaLedger ledger;
    private final LowQuota low;
    private final DistributionSettings settings;
    private final LegalClock clock;
    private final Savepoint savepoint;

    Quotas(
            JdbcClient jdbc,
            QuotaLedger ledger,
            LowQuota low,
            DistributionSettings settings,
            LegalClock clock,
            Savepoint savepoint) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.low = low;
        this.settings = settings;
        this.clock = clock;
        this.savepoint = savepoint;
    }

    /** What became of a reservation. */
    public enum Reservation {
        RESERVED,
        NONE_LEFT,
        /** Beyond the quota. */
        OVERRIDDEN
    }

    private record Free(int number, int lowMark) {}

    private record Published(String region, int year, int vouchers) {}

    private record Claim(String region, int year, int number, boolean surplus) {}

    /**
     * Claims one voucher for the application (cl. 3.3 (b)), once however often it is asked, in the current transaction.
     * Waits for rivals only when the last vouchers are in their hands: one of them may yet give its voucher back.
     *
     * @param clause by which the voucher is asked for, such as {@code cl. 3}
     * @throws kz.bilik.problem.Problem {@code distribution.none-published} when the region has no published quota for
     *     the year: an incident, never a refusal
     */
    @Transactional
    public Reservation reserve(String region, int year, String application, String clause) {
        if (claimAtOnce(region, year, application, clause)) {
            return Reservation.RESERVED;
        }
        mustBePublished(region, year);
        var free = waitForOne(region, year);
        if (free.isEmpty()) {
            ledger.write(region, year, Kind.NONE_LEFT, 0, application, clause);
            return Reservation.NONE_LEFT;
        }
        claim(region, year, free.get(), application, clause);
        return Reservation.RESERVED;
    }

    /**
     * Whether a voucher is left that nobody has claimed; takes none and waits for nobody. A region without a published
     * quota of the year is not said to have none.
     */
    public boolean left(String region, int year) {
        return !published(region, year)
                || jdbc.sql(
                                        "select count(*) from quota_voucher where region = ? and quota_year = ? and application is null")
                                .params(region, year)
                                .query(Integer.class)
                                .single()
                        > 0;
    }

    /**
     * Claims a voucher for an application that a decision on appeal has reopened (cl. 8, 9), once however often it is
     * asked: one that is left, otherwise one beyond the quota. That one is a surplus voucher like those that a review
     * leaves behind: the next that comes back goes instead of becoming free.
     *
     * @throws kz.bilik.problem.Problem {@code distribution.none-published}
     */
    @Transactional
    public Reservation reserveOnAppeal(String region, int year, String application) {
        if (claimAtOnce(region, year, application, APPEAL)) {
            return Reservation.RESERVED;
        }
        mustBePublished(region, year);
        // With the quota in hand nobody gives a voucher back between this look and the deed.
        lock(region, year);
        var free = waitForOne(region, year);
        if (free.isEmpty()) {
            claimBeyond(region, year, application, APPEAL);
            return Reservation.OVERRIDDEN;
        }
        claim(region, year, free.get(), application, APPEAL);
        return Reservation.RESERVED;
    }

    /**
     * Takes a voucher again that had gone back to the quota: one of the region and year from which it had been taken, and
     * where none is left one beyond the quota, since the order knows no such ground against its holder. It counts as
     * received at once. Nothing happens when the application has its voucher.
     *
     * @param clause by which the voucher is its holder's again
     * @throws kz.bilik.problem.Problem {@code distribution.not-reserved} when none of that application ever went back
     */
    @Transactional
    public void takeAgain(String application, String clause) {
        if (hasOne(application)) {
            return;
        }
        var returned = ledger.lastReturned(application)
                .orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, "distribution.not-reserved", application));
        if (!claimAtOnce(returned.region(), returned.year(), application, clause)) {
            // With the quota in hand nobody gives a voucher back between this look and the deed.
            lock(returned.region(), returned.year());
            waitForOne(returned.region(), returned.year())
                    .ifPresentOrElse(
                            free -> claim(returned.region(), returned.year(), free, application, clause),
                            () -> claimBeyond(returned.region(), returned.year(), application, clause));
        }
        consume(application, clause);
    }

    private void mustBePublished(String region, int year) {
        if (!published(region, year)) {
            low.tellNonePublished(region, year);
            throw Problem.of(Problem.Kind.UNAVAILABLE, "distribution.none-published", region, Integer.toString(year));
        }
    }

    private void claim(String region, int year, Free free, String application, String clause) {
        jdbc.sql("update quota_voucher set application = ? where region = ? and quota_year = ? and number = ?")
                .params(application, region, year, free.number())
                .update();
        ledger.write(region, year, Kind.RESERVED, 1, application, clause);
        if (free.number() >= free.lowMark()) {
            low.look(region, year);
        }
    }

    private void claimBeyond(String region, int year, String application, String clause) {
        jdbc.sql(
                        """
                        insert into quota_voucher (region, quota_year, number, application, surplus)
                        values (?, ?, ?, ?, true)""")
                .params(region, year, lastNumber(region, year) + 1, application)
                .update();
        ledger.write(region, year, Kind.OVERRIDDEN, 1, application, clause);
    }

    /** Gives a reserved voucher back (refusal, withdrawal before issue); nothing happens when none is reserved. */
    @Transactional
    public void release(String application, String clause) {
        claimToLetGo(application, false).ifPresent(claim -> {
            letGo(claim);
            ledger.write(claim.region(), claim.year(), Kind.RELEASED, 1, application, clause);
        });
    }

    /**
     * The reserved voucher is issued; from now on it counts as received. Saying so twice changes nothing.
     *
     * @throws kz.bilik.problem.Problem {@code distribution.not-reserved}
     */
    @Transactional
    public void consume(String application, String clause) {
        var claim = claim(application, false, " for update");
        if (claim.isEmpty()) {
            if (!hasOne(application)) {
                throw Problem.of(Problem.Kind.CONFLICT, "distribution.not-reserved", application);
            }
            return;
        }
        jdbc.sql("update quota_voucher set consumed = true where application = ?")
                .param(application)
                .update();
        ledger.write(claim.get().region(), claim.get().year(), Kind.CONSUMED, 1, application, clause);
    }

    /** Gives an issued voucher back to the quota; only where the setting for cancelled vouchers says so. */
    @Transactional
    public void giveBack(String application, String clause) {
        claimToLetGo(application, true).ifPresent(claim -> {
            letGo(claim);
            ledger.write(claim.region(), claim.year(), Kind.RETURNED, 1, application, clause);
        });
    }

    /**
     * The number that a distribution gives a region for a year takes effect (cl. 18). What is already reserved or issued
     * stays counted: when it is more than the new number, no voucher is free until enough were given back.
     *
     * @param published vouchers of the region and year
     * @param elsewhere how many of them were issued outside the product
     */
    @Transactional
    public void putIntoEffect(String region, int year, int published, int elsewhere) {
        var before = lock(region, year);
        if (before == null) {
            jdbc.sql(
                            """
                            insert into quota (region, quota_year, published, elsewhere, published_at)
                            values (?, ?, ?, ?, ?)""")
                    .params(region, year, published, elsewhere, clock.now())
                    .update();
        } else if (before.published() == published && before.elsewhere() == elsewhere) {
            return;
        } else {
            jdbc.sql("update quota set published = ?, elsewhere = ? where region = ? and quota_year = ?")
                    .params(published, elsewhere, region, year)
                    .update();
        }
        record(region, year, Kind.PUBLISHED, published - (before == null ? 0 : before.published()));
        record(region, year, Kind.ELSEWHERE, elsewhere - (before == null ? 0 : before.elsewhere()));
        setRows(region, year, Math.max(0, published - elsewhere));
        setLowMark(region, year, settings.lowBelow(published));
        if (published > 0) {
            low.look(region, year);
        }
    }

    /** Whether the region has a published quota for the year, be it of no voucher at all. */
    public boolean published(String region, int year) {
        return jdbc.sql("select count(*) from quota where region = ? and quota_year = ?")
                        .params(region, year)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The quotas of a year, by region. */
    public List<Quota> quotas(int year) {
        return jdbc.sql(
                        """
                        select q.region, q.published, q.elsewhere,
                               count(case when v.application is not null and not v.consumed then 1 end) as reserved,
                               count(case when v.consumed then 1 end) as consumed
                        from quota q
                        left join quota_voucher v on v.region = q.region and v.quota_year = q.quota_year
                        where q.quota_year = ?
                        group by q.region, q.published, q.elsewhere order by q.region""")
                .param(year)
                .query((row, number) -> new Quota(
                        row.getString("region"),
                        year,
                        row.getInt("published"),
                        row.getInt("elsewhere"),
                        row.getInt("reserved"),
                        row.getInt("consumed")))
                .list();
    }

    /** What each region has in that year, or had in the last year before it that has any. */
    public Map<String, Integer> inForce(int year) {
        return jdbc
                .sql(
                        """
                        select region, published from quota
                        where quota_year = (select max(quota_year) from quota where quota_year <= ?)""")
                .param(year)
                .query((row, number) -> Map.entry(row.getString("region"), row.getInt("published")))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private boolean hasOne(String application) {
        return jdbc.sql("select count(*) from quota_voucher where application = ?")
                        .param(application)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /**
     * Claims a voucher that nobody else is claiming, or finds that the application has one: then the second claim breaks the
     * rule that an application has one only, and is undone. A row that was claimed just before is found out by locking it:
     * without going back to the savepoint, whoever finds none would keep such rows from those who want to give them back.
     */
    private boolean claimAtOnce(String region, int year, String application, String clause) {
        try {
            var claimed = savepoint.keepIf(() -> {
                var free = free(FREE + " skip locked", region, year);
                free.ifPresent(found -> claim(region, year, found, application, clause));
                return free.isPresent();
            });
            return claimed || hasOne(application);
        } catch (DuplicateKeyException hasOne) {
            return true;
        }
    }

    /**
     * What skip locked left out is in the hands of somebody who has not committed: none is left only when they have. A
     * statement that waited does not see what was freed or published meanwhile; the next one does. One at a time waits,
     * with the quota in his hands: two who wait for several rows would wait for each other.
     */
    private Optional<Free> waitForOne(String region, int year) {
        var held = false;
        while (anyFree(region, year)) {
            if (!held) {
                lock(region, year);
                held = true;
            }
            var free = free(FREE, region, year);
            if (free.isPresent()) {
                return free;
            }
        }
        return Optional.empty();
    }

    private boolean anyFree(String region, int year) {
        return jdbc.sql(
                        """
                        select number from quota_voucher
                        where region = ? and quota_year = ? and application is null
                        order by application, number limit 1""")
                .params(region, year)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private Optional<Free> free(String sql, String region, int year) {
        return jdbc.sql(sql)
                .params(region, year)
                .query((row, number) -> new Free(row.getInt(1), row.getInt(2)))
                .optional();
    }

    /** The quota before the voucher, as a review does: what is surplus must not change between look and deed. */
    private Optional<Claim> claimToLetGo(String application, boolean consumed) {
        var seen = claim(application, consumed, "");
        if (seen.isEmpty()) {
            return seen;
        }
        lock(seen.get().region(), seen.get().year());
        return claim(application, consumed, " for update");
    }

    private Optional<Claim> claim(String application, boolean consumed, String lock) {
        return jdbc.sql("select region, quota_year, number, surplus from quota_voucher"
                        + " where application = ? and consumed = ?" + lock)
                .params(application, consumed)
                .query((row, number) -> new Claim(
                        row.getString("region"),
                        row.getInt("quota_year"),
                        row.getInt("number"),
                        row.getBoolean("surplus")))
                .optional();
    }

    /** Frees the voucher, unless a review has left the region with more than its number: then that becomes one less. */
    private void letGo(Claim claim) {
        if (claim.surplus()) {
            delete(claim);
            return;
        }
        var surplus = jdbc.sql(
                        """
                        select number from quota_voucher where region = ? and quota_year = ? and surplus
                        order by number limit 1 for update""")
                .params(claim.region(), claim.year())
                .query(Integer.class)
                .optional();
        if (surplus.isPresent()) {
            jdbc.sql("update quota_voucher set surplus = false where region = ? and quota_year = ? and number = ?")
                    .params(claim.region(), claim.year(), surplus.get())
                    .update();
            delete(claim);
            return;
        }
        jdbc.sql(
                        """
                        update quota_voucher set application = null, consumed = false
                        where region = ? and quota_year = ? and number = ?""")
                .params(claim.region(), claim.year(), claim.number())
                .update();
    }

    private void delete(Claim claim) {
        jdbc.sql("delete from quota_voucher where region = ? and quota_year = ? and number = ?")
                .params(claim.region(), claim.year(), claim.number())
                .update();
    }

    private record Numbers(int published, int elsewhere) {}

    /** The quota as it is, held against another review; null when there is none yet. */
    private @Nullable Numbers lock(String region, int year) {
        return jdbc.sql("select published, elsewhere from quota where region = ? and quota_year = ? for update")
                .params(region, year)
                .query((row, number) -> new Numbers(row.getInt("published"), row.getInt("elsewhere")))
                .optional()
                .orElse(null);
    }

    private void record(String region, int year, Kind kind, int vouchers) {
        if (vouchers != 0 || kind == Kind.PUBLISHED) {
            ledger.write(region, year, kind, vouchers, null, DISTRIBUTED);
        }
    }

    private record Row(int number, boolean claimed, boolean consumed) {}

    /** So many rows, of which nobody loses one that is claimed: what is too much of those is marked as surplus. */
    private void setRows(String region, int year, int wanted) {
        // In the order in which reservations look for a free one, or each would wait for the other.
        var rows = jdbc.sql(
                        """
                        select number, application, consumed from quota_voucher
                        where region = ? and quota_year = ? order by number for update""")
                .params(region, year)
                .query((row, number) ->
                        new Row(row.getInt("number"), row.getString("application") != null, row.getBoolean("consumed")))
                .list();
        int tooMany = rows.size() - wanted;
        var free = rows.stream().filter(row -> !row.claimed()).toList();
        var deleted = free.subList(free.size() - Math.min(free.size(), Math.max(0, tooMany)), free.size());
        // An issued voucher seldom comes back: it is the first to count as surplus.
        var surplus = rows.stream()
                .filter(Row::claimed)
                .sorted(comparing(Row::consumed).reversed())
                .limit(Math.max(0, tooMany - deleted.size()))
                .toList();
        each("delete from quota_voucher", region, year, deleted);
        jdbc.sql("update quota_voucher set surplus = false where region = ? and quota_year = ? and surplus")
                .params(region, year)
                .update();
        each("update quota_voucher set surplus = true", region, year, surplus);
        add(region, year, -tooMany);
    }

    private void add(String region, int year, int vouchers) {
        int last = lastNumber(region, year);
        for (int first = last + 1; first <= last + vouchers; first += ROWS_AT_ONCE) {
            var numbers = IntStream.rangeClosed(first, Math.min(first + ROWS_AT_ONCE - 1, last + vouchers));
            jdbc.sql("insert into quota_voucher (region, quota_year, number) values "
                            + numbers.mapToObj(number -> "(:region, :year, " + number + ")")
                                    .collect(joining(", ")))
                    .param("region", region)
                    .param("year", year)
                    .update();
        }
    }

    private int lastNumber(String region, int year) {
        return jdbc.sql("select coalesce(max(number), 0) from quota_voucher where region = ? and quota_year = ?")
                .params(region, year)
                .query(Integer.class)
                .single();
    }

    private void each(String statement, String region, int year, List<Row> rows) {
        for (int first = 0; first < rows.size(); first += ROWS_AT_ONCE) {
            jdbc.sql(statement + " where region = :region and quota_year = :year and number in (:numbers)")
                    .param("region", region)
                    .param("year", year)
                    .param(
                            "numbers",
                            rows.subList(first, Math.min(first + ROWS_AT_ONCE, rows.size())).stream()
                                    .map(Row::number)
                                    .toList())
                    .update();
        }
    }

    /** While no voucher of this number or above is claimed, at least {@code low} are free. */
    /** What counts as few is a setting: it may be another one than when the years took effect. */
    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void markWhatIsLow() {
        jdbc.sql("select region, quota_year, published from quota where quota_year >= ? order by region, quota_year")
                .param(clock.today().getYear())
                .query((row, number) -> new Published(row.getString(1), row.getInt(2), row.getInt(3)))
                .list()
                .forEach(quota -> {
                    lock(quota.region(), quota.year());
                    setLowMark(quota.region(), quota.year(), settings.lowBelow(quota.vouchers()));
                    if (quota.vouchers() > 0) {
                        low.look(quota.region(), quota.year());
                    }
                });
    }

    private void setLowMark(String region, int year, int low) {
        jdbc.sql(
                        """
                        update quota set low_mark = coalesce((
                            select min(number) from (
                                select number from quota_voucher
                                where region = :region and quota_year = :year and application is null
                                order by number desc limit :low) highest), 0)
                        where region = :region and quota_year = :year""")
                .param("region", region)
                .param("year", year)
                .param("low", low)
                .update();
    }
}
