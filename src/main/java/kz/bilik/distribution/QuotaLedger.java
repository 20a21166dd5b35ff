package kz.bilik.distribution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.record.Recorded;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * The book of the quotas (cl. 3, 18): each entry with its application, its time and its clause, written in the transaction
 * that changes the quota and never changed. Its sums are the quota's counters, kept a second way.
 */
@NamedInterface("cabinet")
@Component
public class QuotaLedger {

    private final JdbcClient jdbc;
    private final LegalClock clock;
    private final ApplicationEventPublisher events;

    QuotaLedger(JdbcClient jdbc, LegalClock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** What an entry says. */
    public enum Kind {
        /** The number of a distribution takes effect: by how much it is more, or less, than the one before. */
        PUBLISHED,
        /** Vouchers issued outside the product in that year: by how many more than known before. */
        ELSEWHERE,
        /** A voucher is kept for an application that passed the automatic checks. */
        RESERVED,
        /**
         * A voucher is kept for an application although none is left: a decision on appeal says so, or one that had gone
         * back to the quota is its holder's again.
         */
        OVERRIDDEN,
        /** The reserved voucher is issued. */
        CONSUMED,
        /** The reserved voucher is free again: refusal, withdrawal. */
        RELEASED,
        /** An issued voucher goes back to the quota, where a setting says so. */
        RETURNED,
        /** An application found no voucher left. */
        NONE_LEFT
    }

    /**
     * A line of the book.
     *
     * @param vouchers how many; negative only where a review lowers a number, 0 for {@link Kind#NONE_LEFT}
     * @param application null where the entry concerns none
     * @param at legal time, Asia/Almaty
     */
    public record Entry(
            String region,
            int year,
            Kind kind,
            int vouchers,
            @Nullable String application,
            String clause,
            OffsetDateTime at) {}

    /** The lines of a region and year, oldest first. */
    public List<Entry> entries(String region, int year) {
        return jdbc.sql("select * from quota_entry where region = ? and quota_year = ? order by id")
                .params(region, year)
                .query((row, number) -> entry(row))
                .list();
    }

    /** The newest lines of a region and year, at most so many, newest first. */
    public List<Entry> newest(String region, int year, int limit) {
        return jdbc.sql("select * from quota_entry where region = ? and quota_year = ? order by id desc limit ?")
                .params(region, year, limit)
                .query((row, number) -> entry(row))
                .list();
    }

    /** How a voucher of that application last went back to the quota. */
    Optional<Entry> lastReturned(String application) {
        return jdbc.sql(
                        """
                        select * from quota_entry where application = ? and kind = 'RETURNED' order by id desc limit 1""")
                .param(application)
                .query((row, number) -> entry(row))
                .optional();
    }

    /** What asked for a voucher or gave one back from that day to the other (both counted), in all regions, in order. */
    List<Entry> demand(LocalDate from, LocalDate to) {
        return jdbc.sql(
                        """
                        select * from quota_entry
                        where happened_at >= ? and happened_at < ?
                          and kind in ('RESERVED', 'OVERRIDDEN', 'RELEASED', 'RETURNED', 'NONE_LEFT')
                        order by happened_at, id""")
                .params(
                        from.atStartOfDay(LegalClock.ZONE).toOffsetDateTime(),
                        to.plusDays(1).atStartOfDay(LegalClock.ZONE).toOffsetDateTime())
                .query((row, number) -> entry(row))
                .list();
    }

    /** How many entries of that kind fall into these years, by region; regions without any are left out. */
    List<Count> counts(Kind kind, int firstYear, int lastYear) {
        return jdbc.sql(
                        """
                        select region, count(*) as entries from quota_entry
                        where kind = ? and quota_year between ? and ? group by region order by region""")
                .params(kind.name(), firstYear, lastYear)
                .query((row, number) -> new Count(row.getString("region"), row.getInt("entries")))
                .list();
    }

    /** So many entries of a region. */
    record Count(String region, int entries) {}

    /** The quotas of a year as the book has them, by region. */
    public List<Quota> balance(int year) {
        return jdbc.sql(
                        """
                        select region,
                               sum(case kind when 'PUBLISHED' then vouchers else 0 end) as published,
                               sum(case kind when 'ELSEWHERE' then vouchers else 0 end) as elsewhere,
                               sum(case kind when 'RESERVED' then vouchers
                                             when 'OVERRIDDEN' then vouchers
                                             when 'RELEASED' then -vouchers
                                             when 'CONSUMED' then -vouchers else 0 end) as reserved,
                               sum(case kind when 'CONSUMED' then vouchers
                                             when 'RETURNED' then -vouchers else 0 end) as consumed
                        from quota_entry where quota_year = ? group by region order by region""")
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

    void write(String region, int year, Kind kind, int vouchers, @Nullable String application, String clause) {
        var at = clock.now();
        var key = new GeneratedKeyHolder();
        jdbc.sql(
                        """
                        insert into quota_entry (region, quota_year, kind, vouchers, application, clause, happened_at)
                        values (:region, :year, :kind, :vouchers, :application, :clause, :at)""")
                .param("region", region)
                .param("year", year)
                .param("kind", kind.name())
                .param("vouchers", vouchers)
                .param("application", application, Types.VARCHAR)
                .param("clause", clause)
                .param("at", at)
                .update(key, "id");
        events.publishEvent(Recorded.row(
                Recorded.Kind.QUOTA,
                key.getKey(),
                application == null ? region : application,
                null,
                region,
                year,
                kind.name(),
                vouchers,
                application,
                clause,
                at));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString("region"),
                row.getInt("quota_year"),
                Kind.valueOf(row.getString("kind")),
                row.getInt("vouchers"),
                row.getString("application"),
                row.getString("clause"),
                LegalMoment.of(row, "happened_at"));
    }
}
