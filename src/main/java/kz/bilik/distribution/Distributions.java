package kz.bilik.distribution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.problem.Problem;
import kz.bilik.record.RecordNumber;
import kz.bilik.record.Recorded;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The records of the distributions between the regions (cl. 18); whatever was published stays as it was. */
@NamedInterface("cabinet")
@Component
public class Distributions {

    private final JdbcClient jdbc;
    private final LegalClock clock;
    private final ApplicationEventPublisher events;

    Distributions(JdbcClient jdbc, LegalClock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    public Optional<Distribution> find(String number) {
        return jdbc.sql("select * from distribution where number = ?")
                .param(number)
                .query((row, index) -> distribution(row))
                .optional();
    }

    /**
     * The distribution of that number.
     *
     * @throws Problem {@code distribution.unknown}
     */
    public Distribution get(String number) {
        return find(number).orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "distribution.unknown", number));
    }

    /** All of them, newest first. */
    public List<Distribution> all() {
        return jdbc.sql("select * from distribution order by opened_at desc, number desc")
                .query((row, index) -> distribution(row))
                .list();
    }

    /** The last year for which a distribution was published; empty before the first one. */
    public Optional<Integer> lastPublishedYear() {
        return jdbc.sql("select max(quota_year) from quota")
                .query(Integer.class)
                .optional();
    }

    /** Whether a distribution of that year was published. */
    boolean isPublished(int year) {
        return jdbc.sql("select count(*) from quota where quota_year = ?")
                        .param(year)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The vouchers of the country by year; empty before they were set. */
    public SortedMap<Integer, Integer> totals(String number) {
        var totals = new TreeMap<Integer, Integer>();
        jdbc.sql("select quota_year, vouchers from distribution_total where distribution = ?")
                .param(number)
                .query(row -> {
                    totals.put(row.getInt("quota_year"), row.getInt("vouchers"));
                });
        return totals;
    }

    /** The statistics on which it rests, by region; empty before they were collected. */
    public List<RegionStatistics> statistics(String number) {
        return jdbc.sql("select * from distribution_statistics where distribution = ? order by region")
                .param(number)
                .query((row, index) -> new RegionStatistics(
                        row.getString("region"),
                        row.getInt("unemployed"),
                        row.getInt("vouchers_issued"),
                        row.getInt("refused"),
                        row.getInt("issued_elsewhere")))
                .list();
    }

    /** What each region is to get, by year and region; empty before it was proposed. */
    public List<Share> shares(String number) {
        return jdbc.sql("select * from distribution_share where distribution = ? order by quota_year, region")
                .param(number)
                .query((row, index) -> new Share(
                        row.getInt("quota_year"),
                        row.getString("region"),
                        row.getInt("proposed"),
                        (Integer) row.getObject("adjusted"),
                        row.getString("reason"),
                        row.getString("adjusted_by"),
                        (Integer) row.getObject("before_it"),
                        row.getBoolean("kept")))
                .list();
    }

    /** What officers did to it, oldest first. */
    public List<DistributionStep> steps(String number) {
        var changes = new HashMap<Long, List<DistributionStep.Change>>();
        jdbc.sql(
                        """
                        select c.* from distribution_change c join distribution_step s on s.id = c.step
                        where s.distribution = ? order by c.id""")
                .param(number)
                .query(row -> {
                    changes.computeIfAbsent(row.getLong("step"), step -> new ArrayList<>())
                            .add(new DistributionStep.Change(
                                    row.getInt("quota_year"),
                                    row.getString("region"),
                                    row.getInt("before_it"),
                                    row.getInt("after_it"),
                                    row.getString("reason")));
                });
        return jdbc.sql("select * from distribution_step where distribution = ? order by id")
                .param(number)
                .query((row, index) -> new DistributionStep(
                        DistributionStep.Deed.of(row.getString("step")),
                        row.getString("officer"),
                        row.getString("remarks"),
                        LegalMoment.of(row, "happened_at"),
                        changes.getOrDefault(row.getLong("id"), List.of())))
                .list();
    }

    /**
     * What an officer has seen of a distribution when he looks at it now: another number as soon as anybody has done anything
     * to it.
     */
    public long seen(String number) {
        return jdbc.sql("select coalesce(max(id), 0) from distribution_step where distribution = ?")
                .param(number)
                .query(Long.class)
                .single();
    }

    /**
     * Lets nobody else change it until the end of the transaction: what was looked at is what is decided on.
     *
     * @throws Problem {@code distribution.unknown}
     */
    void lock(String number) {
        jdbc.sql("select number from distribution where number = ? for update")
                .param(number)
                .query(String.class)
                .optional()
                .orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "distribution.unknown", number));
    }

    /** Lets nobody else open a distribution until the end of the transaction. */
    void opening() {
        jdbc.sql("select id from distribution_opening for update")
                .query(Integer.class)
                .single();
    }

    @Transactional
    String open(Distribution.Kind kind, LocalDate from, int lastYear, String reason, @Nullable String officer) {
        var next = jdbc.sql("select nextval('distribution_number')")
                .query(Long.class)
                .single();
        var number = RecordNumber.of(RecordNumber.Kind.DISTRIBUTION, from.getYear(), null, next)
                .toString();
        jdbc.sql(
                        """
                        insert into distribution (number, kind, from_day, last_year, reason, opened_at, opened_by)
                        values (:number, :kind, :from, :last, :reason, :at, :officer)""")
                .param("number", number)
                .param("kind", kind.name())
                .param("from", from)
                .param("last", lastYear)
                .param("reason", reason)
                .param("at", clock.now())
                .param("officer", officer, Types.VARCHAR)
                .update();
        return number;
    }

    @Transactional
    void setStatistics(String number, List<RegionStatistics> statistics, Distribution.Source source) {
        jdbc.sql("delete from distribution_statistics where distribution = ?")
                .param(number)
                .update();
        statistics.forEach(region -> jdbc.sql(
                        """
                        insert into distribution_statistics (distribution, region, unemployed, vouchers_issued, refused,
                                                             issued_elsewhere)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(
                        number,
                        region.region(),
                        region.unemployed(),
                        region.issued(),
                        region.refused(),
                        region.issuedElsewhere())
                .update());
        jdbc.sql("update distribution set statistics_day = ?, statistics_source = ? where number = ?")
                .params(clock.today(), source.name(), number)
                .update();
    }

    @Transactional
    void setTotals(String number, Map<Integer, Integer> totals) {
        jdbc.sql("delete from distribution_total where distribution = ?")
                .param(number)
                .update();
        totals.forEach((year, vouchers) -> jdbc.sql(
                        "insert into distribution_total (distribution, quota_year, vouchers) values (?, ?, ?)")
                .params(number, year, vouchers)
                .update());
    }

    /** A new proposal takes the place of the one before, adjustments included. */
    @Transactional
    void propose(String number, int year, Map<String, Integer> vouchers) {
        jdbc.sql("delete from distribution_share where distribution = ? and quota_year = ?")
                .params(number, year)
                .update();
        vouchers.forEach((region, proposed) -> jdbc.sql(
                        """
                        insert into distribution_share (distribution, quota_year, region, proposed)
                        values (?, ?, ?, ?)""")
                .params(number, year, region, proposed)
                .update());
    }

    /** Changes one number, or with {@code adjusted} null takes the change back. */
    @Transactional
    void adjust(
            String number,
            int year,
            String region,
            @Nullable Integer adjusted,
            @Nullable String reason,
            @Nullable String officer) {
        jdbc.sql(
                        """
                        update distribution_share set adjusted = :adjusted, reason = :reason, adjusted_by = :officer
                        where distribution = :number and quota_year = :year and region = :region""")
                .param("adjusted", adjusted, Types.INTEGER)
                .param("reason", reason, Types.VARCHAR)
                .param("officer", officer, Types.VARCHAR)
                .param("number", number)
                .param("year", year)
                .param("region", region)
                .update();
    }

    /** Whether that region's number stays when the rest is spread. */
    @Transactional
    void keep(String number, int year, String region, boolean kept) {
        jdbc.sql("update distribution_share set kept = ? where distribution = ? and quota_year = ? and region = ?")
                .params(kept, number, year, region)
                .update();
    }

    @Transactional
    void step(String number, DistributionStep.Deed deed, String officer, String remarks) {
        keep(number, deed, officer, remarks);
    }

    private long keep(String number, DistributionStep.Deed deed, String officer, String remarks) {
        var at = clock.now();
        var keys = new GeneratedKeyHolder();
        jdbc.sql(
                        """
                        insert into distribution_step (distribution, step, officer, remarks, happened_at)
                        values (?, ?, ?, ?, ?)""")
                .params(number, deed.key(), officer, remarks, at)
                .update(keys, "id");
        var step = Objects.requireNonNull(keys.getKey()).longValue();
        events.publishEvent(Recorded.row(
                Recorded.Kind.DISTRIBUTION, step, number, officer, number, deed.key(), officer, remarks, at));
        return step;
    }

    /** What was changed in one saving. */
    @Transactional
    void changed(String number, String officer, List<DistributionStep.Change> changes) {
        var step = keep(number, DistributionStep.Deed.SHARES_SAVED, officer, "");
        for (var change : changes) {
            var key = new GeneratedKeyHolder();
            jdbc.sql(
                            """
                            insert into distribution_change (step, quota_year, region, before_it, after_it, reason)
                            values (?, ?, ?, ?, ?, ?)""")
                    .params(step, change.year(), change.region(), change.before(), change.after(), change.reason())
                    .update(key, "id");
            events.publishEvent(Recorded.row(
                    Recorded.Kind.SHARE,
                    Objects.requireNonNull(key.getKey()),
                    number,
                    officer,
                    step,
                    change.year(),
                    change.region(),
                    change.before(),
                    change.after(),
                    change.reason()));
        }
    }

    @Transactional
    void handedOver(String number, String officer) {
        jdbc.sql("update distribution set handed_over_by = ?, handed_over_at = ? where number = ?")
                .params(officer, clock.now(), number)
                .update();
    }

    @Transactional
    void approved(String number, String officer) {
        jdbc.sql("update distribution set approved_by = ? where number = ?")
                .params(officer, number)
                .update();
    }

    /** Keeps the numbers in force, by region, beside those that take their place. */
    @Transactional
    void keepBefore(String number, int year, Map<String, Integer> inForce) {
        inForce.forEach((region, vouchers) -> jdbc.sql(
                        """
                        update distribution_share set before_it = ?
                        where distribution = ? and quota_year = ? and region = ?""")
                .params(vouchers, number, year, region)
                .update());
    }

    /** Answers false when it was published before. */
    @Transactional
    boolean published(String number) {
        return jdbc.sql("update distribution set published_at = ? where number = ? and published_at is null")
                        .params(clock.now(), number)
                        .update()
                > 0;
    }

    @Transactional
    void inEffect(String number) {
        jdbc.sql("update distribution set in_effect_at = ? where number = ? and in_effect_at is null")
                .params(clock.now(), number)
                .update();
    }

    private static Distribution distribution(ResultSet row) throws SQLException {
        var source = row.getString("statistics_source");
        return new Distribution(
                row.getString("number"),
                Distribution.Kind.valueOf(row.getString("kind")),
                row.getObject("from_day", LocalDate.class),
                row.getInt("last_year"),
                row.getString("reason"),
                LegalMoment.of(row, "opened_at"),
                row.getString("opened_by"),
                row.getObject("statistics_day", LocalDate.class),
                source == null ? null : Distribution.Source.valueOf(source),
                row.getString("handed_over_by"),
                row.getString("approved_by"),
                LegalMoment.orNull(row, "published_at"),
                LegalMoment.orNull(row, "in_effect_at"));
    }
}
