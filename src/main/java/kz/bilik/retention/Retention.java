package kz.bilik.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import kz.bilik.calendar.LegalClock;
import kz.bilik.problem.Incident;
import kz.bilik.record.ClosedCase;
import kz.bilik.record.PersonalRecords;
import kz.bilik.retention.Erasures.End;
import kz.bilik.retention.Erasures.Erasure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases personal data whose term is over, each night, case by case: one transaction for each, with its line of the protocol.
 * Nodes take turns, so that of two which come to the same case the second finds it done; whoever is killed leaves whole cases
 * behind, and the next night goes on.
 */
@Component
public class Retention {

    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    /** So many at once: the database looks at all that ended early enough for each page, however few it holds. */
    private static final int PAGE = 5_000;

    private final List<PersonalRecords> modules;
    private final RetentionSettings settings;
    private final Erasures erasures;
    private final Holds holds;
    private final LegalClock clock;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Retention(
            List<PersonalRecords> modules,
            RetentionSettings settings,
            Erasures erasures,
            Holds holds,
            LegalClock clock,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.modules = modules;
        this.settings = settings;
        this.erasures = erasures;
        this.holds = holds;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * A case whose term is over on the day that was asked for.
     *
     * @param heldBy the papers for which it is kept
     * @param unfinished whether something in it is not at its end, for which it is kept as well
     */
    public record Due(
            String application,
            Part part,
            End endedBy,
            LocalDate endedOn,
            int years,
            LocalDate dueOn,
            List<String> heldBy,
            boolean unfinished) {

        /** Whether it will be erased. */
        public boolean goes() {
            return heldBy.isEmpty() && !unfinished;
        }
    }

    /**
     * A term as a page tells it.
     *
     * @param healthYears null where health data goes with the rest
     */
    public record Told(LocalDate from, int years, @Nullable Integer healthYears, String source) {}

    private record Ended(String number, @Nullable String voucher, @Nullable String act, End by, LocalDate on) {}

    /** The terms by which it is reckoned, the latest first. */
    public List<Told> terms() {
        return settings.terms().stream()
                .map(term -> new Told(term.from(), term.years(), term.healthYears(), term.source()))
                .toList();
    }

    /** The number of cases with something that would be erased if it were that day, what keeps single cases not considered. */
    public long countDue(LocalDate day) {
        return jdbc.sql(
                        "select count(*) from case_end e where e.received_at < :before and e.ended_on <= :last"
                                + " and not exists (select 1 from erasure g where g.application = e.number and g.part = 'CASE')")
                .param("last", settings.lastEnd(day, Part.CASE))
                .param("before", before(day, Part.CASE))
                .query(Long.class)
                .single();
    }

    /** What would be erased if it were that day, the oldest first, at most so many; it changes nothing. */
    public List<Due> due(LocalDate day, int most) {
        var due = new ArrayList<Due>();
        for (var part : parts()) {
            var after = "";
            while (due.size() < most) {
                var page = page(day, part, after);
                page.stream()
                        .filter(ended -> isDue(ended, part, day))
                        .limit(most - due.size())
                        .map(ended -> told(ended, part))
                        .forEach(due::add);
                if (page.size() < PAGE) {
                    break;
                }
                after = page.get(page.size() - 1).number();
            }
        }
        return due;
    }

    /** Each night, when nobody works. */
    @Scheduled(cron = "${bilik.retention.at:0 30 2 * * *}", zone = "Asia/Almaty")
    void nightly() {
        var erased = run();
        if (erased > 0) {
            log.info("The term of {} cases was over: their personal data was erased", erased);
        }
    }

    /**
     * Erases what is due today.
     *
     * @return of how many cases something was erased by this call
     */
    public int run() {
        var today = clock.today();
        var erased = 0;
        for (var part : parts()) {
            var after = "";
            while (erased < settings.most()) {
                var page = page(today, part, after);
                for (var ended : page) {
                    if (isDue(ended, part, today) && erased < settings.most() && erase(ended, part)) {
                        erased++;
                    }
                }
                if (page.size() < PAGE) {
                    break;
                }
                after = page.get(page.size() - 1).number();
            }
        }
        return erased;
    }

    private List<Part> parts() {
        return settings.healthGoesEarlier() ? List.of(Part.HEALTH, Part.CASE) : List.of(Part.CASE);
    }

    /** Ended long enough ago under the shortest term, and not erased; numbers sort by year of receipt. */
    private List<Ended> page(LocalDate day, Part part, String after) {
        return jdbc.sql("select e.* from case_end e where e.number > :after and e.received_at < :before"
                        + " and e.ended_on <= :last and (:all or e.voucher is not null) and not exists (select 1 from erasure g"
                        + " where g.application = e.number and g.part in ('CASE', :part)) order by e.number limit "
                        + PAGE)
                .param("after", after)
                .param("before", before(day, part))
                .param("last", settings.lastEnd(day, part))
                .param("all", part == Part.CASE)
                .param("part", part.name())
                .query(Retention::read)
                .list();
    }

    private OffsetDateTime before(LocalDate day, Part part) {
        return settings.lastEnd(day, part)
                .plusDays(1)
                .atStartOfDay(LegalClock.ZONE)
                .toOffsetDateTime();
    }

    private boolean isDue(Ended ended, Part part, LocalDate day) {
        return !settings.of(ended.on()).due(ended.on(), part).isAfter(day);
    }

    private Due told(Ended ended, Part part) {
        var term = settings.of(ended.on());
        return new Due(
                ended.number(),
                part,
                ended.by(),
                ended.on(),
                term.years(part),
                term.due(ended.on(), part),
                holds.of(ended.number()),
                isUnfinished(closed(ended)));
    }

    /** Whether it was erased. A case that cannot be is told as an incident and stays whole, and the others go on. */
    private boolean erase(Ended ended, Part part) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> eraseNow(ended, part)));
        } catch (RuntimeException failure) {
            Incident.report("the erasing of " + ended.number(), failure);
            return false;
        }
    }

    private boolean eraseNow(Ended ended, Part part) {
        jdbc.sql("select id from retention_turn where id = 1 for update")
                .query(Integer.class)
                .single();
        if (erasures.isErased(ended.number(), part)) {
            // By another node, while this one waited.
            return false;
        }
        var closed = closed(ended);
        if (!holds.of(ended.number()).isEmpty() || isUnfinished(closed)) {
            return false;
        }
        var term = settings.of(ended.on());
        var what = new TreeMap<String, Integer>();
        for (var module : modules) {
            var rows = part == Part.CASE ? module.erase(closed) : module.eraseHealth(closed);
            rows.forEach((table, count) -> {
                if (count > 0) {
                    what.merge(table, count, Integer::sum);
                }
            });
        }
        erasures.add(new Erasure(
                ended.number(),
                part,
                ended.voucher(),
                ended.act(),
                ended.by(),
                ended.on(),
                term.from(),
                term.years(part),
                term.due(ended.on(), part),
                clock.now(),
                what));
        return true;
    }

    private boolean isUnfinished(ClosedCase closed) {
        return modules.stream().anyMatch(module -> module.isUnfinished(closed));
    }

    private ClosedCase closed(Ended ended) {
        var others = ended.act() == null
                ? 0L
                : jdbc.sql("select count(*) from case_of_act c where c.act = ? and c.number <> ? and not exists"
                                + " (select 1 from erasure g where g.application = c.number and g.part = 'CASE')")
                        .params(ended.act(), ended.number())
                        .query(Long.class)
                        .single();
        return new ClosedCase(ended.number(), ended.voucher(), ended.act(), ended.act() != null && others == 0);
    }

    private static Ended read(ResultSet row, int number) throws SQLException {
        return new Ended(
                row.getString("number"),
                row.getString("voucher"),
                row.getString("act"),
                End.valueOf(row.getString("ended_by")),
                row.getObject("ended_on", LocalDate.class));
    }
}
