package kz.bilik.distribution;

import java.util.List;
import java.util.Optional;
import kz.bilik.calendar.LegalClock;
import kz.bilik.problem.Problem;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The vouchers of a region in a year, one row each (cl. 3.3b, 18). */
@Component
public class Quotas {

    private static final String FREE =
            """
            select number from quota_voucher
            where region = ? and quota_year = ? and application is null
            limit 1 for update""";

    private final JdbcClient database;
    private final LegalClock clock;

    Quotas(JdbcClient database, LegalClock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What became of a reservation. */
    public enum Reservation {
        RESERVED,
        NONE_LEFT
    }

    /** The numbers of a region and year: published, reserved, consumed, free. */
    public record Quota(String region, int year, int published, int reserved, int consumed) {
        public int free() {
            return published - reserved - consumed;
        }
    }

    /**
     * Claims one voucher for the application, once however often it is asked, in the current transaction. Waits for
     * rivals only when the last vouchers are in their hands: one of them may yet give its voucher back.
     *
     * @throws kz.bilik.problem.Problem {@code distribution.none-published} when the region has no published quota for
     *     the year: an incident, never a refusal
     */
    @Transactional
    public Reservation reserve(String region, int year, String application) {
        if (hasOne(application)) {
            return Reservation.RESERVED;
        }
        var free = free(FREE + " skip locked", region, year);
        if (free.isEmpty()) {
            if (!published(region, year)) {
                throw Problem.of(
                        Problem.Kind.UNAVAILABLE, "distribution.none-published", region, Integer.toString(year));
            }
            // What skip locked left out is claimed by somebody who has not committed: none is left only when they have.
            free = free(FREE, region, year);
        }
        free.ifPresent(number -> database.sql(
                        "update quota_voucher set application = ? where region = ? and quota_year = ? and number = ?")
                .params(application, region, year, number)
                .update());
        return free.isPresent() ? Reservation.RESERVED : Reservation.NONE_LEFT;
    }

    /** Gives a reserved voucher back (refusal, withdrawal before issue); nothing happens when none is reserved. */
    @Transactional
    public void release(String application) {
        database.sql("update quota_voucher set application = null where application = ? and not consumed")
                .param(application)
                .update();
    }

    /**
     * The reserved voucher is issued; from now on it counts as received. Saying so twice changes nothing.
     *
     * @throws kz.bilik.problem.Problem {@code distribution.not-reserved}
     */
    @Transactional
    public void consume(String application) {
        var consumed = database.sql("update quota_voucher set consumed = true where application = ?")
                .param(application)
                .update();
        if (consumed == 0) {
            throw Problem.of(Problem.Kind.CONFLICT, "distribution.not-reserved", application);
        }
    }

    /** Gives an issued voucher back to the quota; only where the setting for cancelled vouchers says so. */
    @Transactional
    public void giveBack(String application) {
        database.sql("update quota_voucher set application = null, consumed = false where application = ? and consumed")
                .param(application)
                .update();
    }

    /**
     * Publishes the quota of a region for a year. What is published is never edited.
     *
     * @throws kz.bilik.problem.Problem {@code distribution.already-published}
     */
    @Transactional
    public void publish(String region, int year, int vouchers) {
        if (published(region, year)) {
            throw Problem.of(Problem.Kind.CONFLICT, "distribution.already-published", region, Integer.toString(year));
        }
        database.sql("insert into quota (region, quota_year, published, published_at) values (?, ?, ?, ?)")
                .params(region, year, vouchers, clock.now())
                .update();
        for (int number = 1; number <= vouchers; number++) {
            database.sql("insert into quota_voucher (region, quota_year, number) values (?, ?, ?)")
                    .params(region, year, number)
                    .update();
        }
    }

    /** Whether the region has a published quota for the year, be it of no voucher at all. */
    public boolean published(String region, int year) {
        return database.sql("select count(*) from quota where region = ? and quota_year = ?")
                        .params(region, year)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The quotas of a year, by region. */
    public List<Quota> quotas(int year) {
        return database.sql(
                        """
                        select q.region, q.published,
                               count(case when v.application is not null and not v.consumed then 1 end) as reserved,
                               count(case when v.consumed then 1 end) as consumed
                        from quota q
                        left join quota_voucher v on v.region = q.region and v.quota_year = q.quota_year
                        where q.quota_year = ?
                        group by q.region, q.published order by q.region""")
                .param(year)
                .query((row, number) -> new Quota(
                        row.getString("region"),
                        year,
                        row.getInt("published"),
                        row.getInt("reserved"),
                        row.getInt("consumed")))
                .list();
    }

    private boolean hasOne(String application) {
        return database.sql("select count(*) from quota_voucher where application = ?")
                        .param(application)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private Optional<Integer> free(String sql, String region, int year) {
        return database.sql(sql).params(region, year).query(Integer.class).optional();
    }
}
