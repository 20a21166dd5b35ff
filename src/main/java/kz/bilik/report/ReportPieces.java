package kz.bilik.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what the reports read. A piece, what was received in a region in a month, is counted anew and whole when a step was
 * added to the timeline of one of its cases: counted twice it is the same. Sums over a million cases would take seconds for
 * each page; a piece takes a fraction of one (decision 47).
 */
@Component
public class ReportPieces {

    /** A step that was written before another one may be committed after it; so many are looked at once more. */
    private static final int OVERLAP = 100;

    /** So many pieces a reader waits for; of more he reads what they were, and when that was. */
    private static final int AT_ONCE = 2;

    /** And of so many applications in them: a thousand of them take some 0.3 seconds, and a busy server longer. */
    private static final int CASES_AT_ONCE = 500;

    /** Within so many months a case has come to its end, but for the rarest. */
    private static final int MONTHS_ANEW = 12;

    /** Who holds the counting longer than this has died over it. */
    private static final Duration HELD = Duration.ofMinutes(30);

    private static final List<String> OF_PIECE = List.of("report_limit", "report_term", "report_money");
    private static final List<String> OF_MONTH = List.of("report_flow", "report_refusal");

    private record Piece(int month, String region) implements Comparable<Piece> {
        @Override
        public int compareTo(Piece other) {
            return month == other.month ? region.compareTo(other.region) : Integer.compare(month, other.month);
        }
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final DueDays dueDays;
    private final LegalClock clock;
    private final Clock wall;

    ReportPieces(
            JdbcClient jdbc, PlatformTransactionManager transactions, DueDays dueDays, LegalClock clock, Clock wall) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.dueDays = dueDays;
        this.clock = clock;
        this.wall = wall;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void everyMinute() {
        refresh(Integer.MAX_VALUE);
    }

    /**
     * Once a day whatever may still change is counted anew, so that nothing that was changed past the timeline stays behind.
     * What is older keeps its numbers, also when what they were counted from is erased after its term.
     */
    @Scheduled(initialDelayString = "P1D", fixedDelayString = "P1D")
    void daily() {
        jdbc.sql("update report_piece set counted = false where month_of >= ?")
                .param(ReportPeriod.number(YearMonth.from(clock.today()).minusMonths(MONTHS_ANEW)))
                .update();
        refresh(Integer.MAX_VALUE);
    }

    private void anew() {
        jdbc.sql("update report_piece set counted = false").update();
    }

    /** Counts what has changed if that is quickly done; else whoever counts each minute does it. */
    public void refreshForReader() {
        refresh(AT_ONCE);
    }

    /** Counts all that has changed; answers how many pieces these were. */
    public int refresh() {
        return refresh(Integer.MAX_VALUE);
    }

    /** Up to when everything is counted, legal time; empty before the first count. */
    public Optional<OffsetDateTime> countedAt() {
        return jdbc.sql("select counted_at from report_seen where counted_at is not null")
                .query((row, index) -> LegalMoment.of(row, "counted_at"))
                .optional();
    }

    /** The first month of which anything is counted; empty before the first count. */
    public Optional<YearMonth> first() {
        return jdbc.sql("select month_of from report_piece order by month_of fetch first 1 row only")
                .query(Integer.class)
                .optional()
                .map(ReportPeriod::month);
    }

    private int refresh(int most) {
        if (!take()) {
            return 0;
        }
        try {
            return count(most);
        } finally {
            jdbc.sql("update report_seen set held_until = null where id = 1").update();
        }
    }

    private int count(int most) {
        var now = clock.now();
        transaction.executeWithoutResult(status -> {
            if (most > AT_ONCE || !dueDays.writtenToday()) {
                if (dueDays.write()) {
                    anew();
                }
            }
        });
        var seen = seen();
        var last = jdbc.sql("select coalesce(max(id), 0) from report_event")
                .query(Long.class)
                .single();
        var stale = stale(seen, last);
        if (stale.size() > most || most == AT_ONCE && isLarge(stale)) {
            return 0;
        }
        stale.forEach(this::count);
        jdbc.sql("update report_seen set event = ?, counted_at = ? where id = 1")
                .params(last, now)
                .update();
        return stale.size();
    }

    /** Whether these pieces held so many applications when they were counted that a reader does not wait for them. */
    private boolean isLarge(Collection<Piece> pieces) {
        return pieces.stream()
                        .mapToLong(piece -> jdbc.sql(
                                        "select coalesce(sum(received), 0) from report_flow where month_of = ? and region = ?")
                                .params(piece.month(), piece.region())
                                .query(Long.class)
                                .single())
                        .sum()
                > CASES_AT_ONCE;
    }

    /** The last step of a timeline that was looked at; below zero before the first count. */
    private long seen() {
        return jdbc.sql("select event from report_seen where id = 1 and counted_at is not null")
                .query(Long.class)
                .optional()
                .orElse(-1L);
    }

    /** One node counts at a time, and one reader: who comes meanwhile reads what is there. */
    private boolean take() {
        var now = OffsetDateTime.ofInstant(wall.instant(), LegalClock.ZONE);
        try {
            jdbc.sql("insert into report_seen (id, event) select 1, 0 from (select 1 as one) x"
                            + " where not exists (select 1 from report_seen)")
                    .update();
        } catch (DuplicateKeyException rival) {
            return false;
        }
        return jdbc.sql("update report_seen set held_until = ? where id = 1 and (held_until is null or held_until < ?)")
                        .params(now.plus(HELD), now)
                        .update()
                == 1;
    }

    /** The pieces in whose cases something has happened since, and those that are to be counted whatever has happened. */
    private TreeSet<Piece> stale(long seen, long last) {
        if (seen < 0) {
            everyPiece();
        }
        var stale = new TreeSet<>(jdbc.sql("select month_of, region from report_piece where not counted")
                .query(ReportPieces::piece)
                .list());
        if (seen >= 0 && last != seen) {
            stale.addAll(touched(
                    "select distinct a.month_of, a.region from report_event e"
                            + " join report_case a on a.number = e.application where e.id > ?",
                    seen));
            stale.addAll(touched(
                    "select distinct x.month_of, x.region from report_event e"
                            + " join report_voucher v on v.application = e.application"
                            + " join report_line l on l.voucher = v.number"
                            + " join report_edition x on x.act = l.act where e.id > ?",
                    seen));
        }
        return stale;
    }

    private void everyPiece() {
        anew();
        jdbc.sql(
                        """
                        insert into report_piece (month_of, region, counted)
                        select p.month_of, p.region, false
                        from (select month_of, region from report_case union
                              select month_of, region from report_edition) p
                        where not exists (select 1 from report_piece k
                                          where k.month_of = p.month_of and k.region = p.region)""")
                .update();
    }

    private List<Piece> touched(String sql, long seen) {
        return jdbc.sql(sql)
                .param(Math.max(0, seen - OVERLAP))
                .query(ReportPieces::piece)
                .list();
    }

    private static Piece piece(ResultSet row, int index) throws SQLException {
        return new Piece(row.getInt("month_of"), row.getString("region"));
    }

    private void count(Piece piece) {
        var month = ReportPeriod.month(piece.month());
        var from = month.atDay(1).atStartOfDay(LegalClock.ZONE).toOffsetDateTime();
        var to = month.plusMonths(1).atDay(1).atStartOfDay(LegalClock.ZONE).toOffsetDateTime();
        transaction.executeWithoutResult(status -> {
            OF_PIECE.forEach(
                    table -> run("delete from " + table + " where piece = :piece and region = :region", piece));
            OF_MONTH.forEach(
                    table -> run("delete from " + table + " where month_of = :piece and region = :region", piece));
            run("delete from report_piece where month_of = :piece and region = :region", piece);
            for (var sql : List.of(Counts.LIMITS, Counts.LATE, Counts.FLOW, Counts.REFUSALS, Counts.MONEY)) {
                jdbc.sql(sql)
                        .param("piece", piece.month())
                        .param("region", piece.region())
                        .param("from", from)
                        .param("to", to)
                        .update();
            }
            run("insert into report_piece (month_of, region, counted) values (:piece, :region, true)", piece);
        });
    }

    private void run(String sql, Piece piece) {
        jdbc.sql(sql)
                .param("piece", piece.month())
                .param("region", piece.region())
                .update();
    }
}
