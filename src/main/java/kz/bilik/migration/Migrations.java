package kz.bilik.migration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.language.Language;
import kz.bilik.migration.MovingCases.Refusal;
import kz.bilik.migration.MovingCases.Why;
import kz.bilik.officer.keeping.AdministratorDeeds;
import kz.bilik.officer.keeping.AdministratorDeeds.Deed;
import kz.bilik.officer.keeping.OfficerPersons;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.record.Recorded;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves running cases to another version of their diagram. One proposes a plan, which is tried on every case in a transaction that
 * is rolled back; another person, an administrator, carries it out. Each case is a transaction of its own: it is moved whole, or
 * stays as it was with the reason kept. Whoever is killed leaves whole cases behind, and the next round goes on with the rest.
 */
@Component
public class Migrations {

    /** The longest reason that can be given. */
    public static final int LONGEST_REASON = 500;

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    /** Cases of one round: the next one looks again whether it is to stop. */
    private static final int ROUND = 100;

    private static final int LONGEST_PLAN = 20_000;

    /** Where a migration stands. */
    public enum State {
        /** The plan is tried on each case, and nothing is changed. */
        TRYING,
        /** It was tried on all, and waits for a second person. */
        TRIED,
        /** Cases are being moved. */
        RUNNING,
        /** Stopped by hand; what was moved stays moved. */
        STOPPED,
        /** Every case was moved, or stays with a reason. */
        DONE
    }

    /** What became of a case. */
    public enum Outcome {
        WAITING,
        /** It was tried, and could be moved. */
        FITS,
        MOVED,
        /** It stays as it was. */
        LEFT
    }

    /**
     * A migration.
     *
     * @param process the id of the diagram
     * @param plan by the element of the older version, that of the newer one
     * @param proposedAt wall time, as the other moments
     * @param carriedOutBy the account of the administrator; null until somebody does
     */
    public record Migration(
            long id,
            String process,
            int from,
            int to,
            String source,
            String target,
            Map<String, String> plan,
            String reason,
            State state,
            String proposedBy,
            OffsetDateTime proposedAt,
            @Nullable String carriedOutBy,
            @Nullable OffsetDateTime carriedOutAt,
            @Nullable OffsetDateTime endedAt) {}

    /** A case that cannot be moved, or could not. */
    public record Left(String number, Refusal refusal) {}

    private final JdbcClient jdbc;
    private final MovingCases cases;
    private final AdministratorDeeds deeds;
    private final OfficerPersons persons;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Migrations(
            JdbcClient jdbc,
            MovingCases cases,
            AdministratorDeeds deeds,
            OfficerPersons persons,
            ApplicationEventPublisher events,
            Clock wallClock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.deeds = deeds;
        this.persons = persons;
        this.events = events;
        this.clock = wallClock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Proposes to move all cases of one version to another, and begins to try it.
     *
     * @param byHand by the element of the older version, that of the newer one; what the plan maps by itself need not be there
     * @return the number of the migration
     * @throws Problem {@code migration.no-such-version} (NOT_FOUND), {@code migration.reason} (UNPROCESSABLE) without a reason or
     *     with one that is too long, {@code migration.under-way} (CONFLICT) while another one of that diagram is, and those of
     *     {@link MovingCases#plan}
     */
    public long propose(String process, int from, int to, Map<String, String> byHand, String reason, String officer) {
        var pair = cases.pair(process, from, to, Language.EN)
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "migration.no-such-version"));
        if (reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Problem.of(Kind.UNPROCESSABLE, "migration.reason", LONGEST_REASON);
        }
        var plan = cases.plan(pair, byHand);
        var kept = written(plan);
        if (kept.length() > LONGEST_PLAN) {
            throw Problem.of(Kind.UNPROCESSABLE, "migration.plan-refused");
        }
        return transaction.execute(status -> {
            requireNoOther(process);
            var key = new GeneratedKeyHolder();
            jdbc.sql(
                            """
                            insert into migration (process, from_version, to_version, source, target, plan, reason, state,
                                proposed_by, proposed_at)
                            values (?, ?, ?, ?, ?, ?, ?, 'TRYING', ?, ?)""")
                    .params(process, from, to, pair.source(), pair.target(), kept, reason.strip(), officer, now())
                    .update(key, "id");
            var id = key.getKeyAs(Number.class).longValue();
            take(id, pair.source());
            record(Deed.MIGRATION_PROPOSED, get(id), officer);
            return id;
        });
    }

    private void requireNoOther(String process) {
        var under = jdbc.sql(
                        "select count(*) from migration where process = ? and state in ('TRYING', 'RUNNING', 'STOPPED')")
                .param(process)
                .query(Integer.class)
                .single();
        if (under > 0) {
            throw Problem.of(Kind.CONFLICT, "migration.under-way");
        }
    }

    /** The cases that go by that version now wait to be looked at; those that were moved stay moved. */
    private void take(long id, String source) {
        jdbc.sql("delete from migration_case where migration = ? and outcome <> 'MOVED'")
                .param(id)
                .update();
        for (var each : cases.running(source)) {
            jdbc.sql("insert into migration_case (migration, instance, number, outcome) values (?, ?, ?, 'WAITING')")
                    .params(id, each.instance(), each.number())
                    .update();
        }
    }

    /**
     * Begins to move the cases, those that began meanwhile as well.
     *
     * @throws Problem {@code migration.not-tried} (CONFLICT) while it is tried, or when it was begun already; {@code
     *     migration.same-person} (FORBIDDEN) for whoever proposed it
     */
    public void carryOut(long id, String administrator) {
        transaction.executeWithoutResult(status -> {
            var migration = lock(id);
            if (migration.state() != State.TRIED) {
                throw Problem.of(Kind.CONFLICT, "migration.not-tried");
            }
            if (persons.areOne(migration.proposedBy(), administrator)) {
                throw Problem.of(Kind.FORBIDDEN, "migration.same-person");
            }
            requireNoOther(migration.process());
            jdbc.sql("update migration set state = 'RUNNING', carried_out_by = ?, carried_out_at = ? where id = ?")
                    .params(administrator, now(), id)
                    .update();
            take(id, migration.source());
            record(Deed.MIGRATION_CARRIED_OUT, get(id), administrator);
        });
    }

    /**
     * Stops after the case that is being moved in this moment.
     *
     * @throws Problem {@code migration.not-running} (CONFLICT) when nothing is being moved
     */
    public void stop(long id, String administrator) {
        change(id, State.RUNNING, State.STOPPED, Deed.MIGRATION_STOPPED, administrator);
    }

    /**
     * Goes on with the cases that are left.
     *
     * @throws Problem {@code migration.not-running} (CONFLICT) when it was not stopped
     */
    public void resume(long id, String administrator) {
        change(id, State.STOPPED, State.RUNNING, Deed.MIGRATION_RESUMED, administrator);
    }

    private void change(long id, State from, State to, Deed deed, String administrator) {
        transaction.executeWithoutResult(status -> {
            var migration = lock(id);
            if (migration.state() != from) {
                throw Problem.of(Kind.CONFLICT, "migration.not-running");
            }
            jdbc.sql("update migration set state = ? where id = ?")
                    .params(to.name(), id)
                    .update();
            record(deed, migration, administrator);
        });
    }

    private void record(Deed deed, Migration migration, String officer) {
        var subject = migration.process() + " " + migration.from() + " > " + migration.to();
        deeds.record(officer, deed, subject, migration.reason());
        events.publishEvent(Recorded.fact(
                Recorded.Kind.MIGRATION,
                subject,
                officer,
                deed + ", " + migration.id() + ", " + migration.source() + " > " + migration.target() + ", plan "
                        + Recorded.sha256(written(migration.plan())) + ", " + migration.reason()));
    }

    /** A round of whatever is to be tried or moved. */
    @Scheduled(fixedDelayString = "${bilik.migration.every:2s}")
    void round() {
        jdbc.sql("select id from migration where state in ('TRYING', 'RUNNING') order by id")
                .query(Long.class)
                .list()
                .forEach(id -> goOn(id, ROUND));
    }

    /**
     * Looks at so many cases, or at all that are left. Nodes may do so at once: each takes a case that no other has.
     *
     * @return how many it looked at
     */
    public int goOn(long id, int most) {
        for (var done = 0; done < most; done++) {
            var migration = get(id);
            if (migration.state() != State.TRYING && migration.state() != State.RUNNING) {
                return done;
            }
            if (!next(migration)) {
                finish(migration);
                return done;
            }
        }
        return most;
    }

    /** A case that was refused, so that its transaction is rolled back before the reason is written. */
    private record Looked(String instance, @Nullable Refusal refusal) {}

    private boolean next(Migration migration) {
        var taken = new String[1];
        Looked looked;
        try {
            looked = transaction.execute(status -> {
                // Held until the end: a second node passes over it, and one that is killed gives it back.
                var instance = jdbc.sql(
                                "select instance from migration_case where migration = ? and outcome = 'WAITING'"
                                        + " order by instance limit 1 for update skip locked")
                        .param(migration.id())
                        .query(String.class)
                        .optional();
                if (instance.isEmpty()) {
                    return null;
                }
                taken[0] = instance.get();
                var refusal = cases.move(
                        migration.source(),
                        migration.target(),
                        migration.plan(),
                        taken[0],
                        Optional.ofNullable(migration.carriedOutBy()).orElse(migration.proposedBy()));
                if (refusal.isPresent() || migration.state() == State.TRYING) {
                    status.setRollbackOnly();
                } else {
                    moved(migration, taken[0]);
                }
                return new Looked(taken[0], refusal.orElse(null));
            });
        } catch (RuntimeException failed) {
            if (taken[0] == null) {
                throw failed;
            }
            log.warn("Migration {}: the course {} stays as it is", migration.id(), taken[0], failed);
            looked = new Looked(taken[0], new Refusal(Why.REFUSED, ""));
        }
        if (looked == null) {
            return false;
        }
        if (looked.refusal() != null) {
            settle(migration, looked.instance(), Outcome.LEFT, looked.refusal());
        } else if (migration.state() == State.TRYING) {
            settle(migration, looked.instance(), Outcome.FITS, null);
        }
        return true;
    }

    private void moved(Migration migration, String instance) {
        settle(migration, instance, Outcome.MOVED, null);
        var number = jdbc.sql("select number from migration_case where migration = ? and instance = ?")
                .params(migration.id(), instance)
                .query(String.class)
                .single();
        events.publishEvent(Recorded.fact(
                Recorded.Kind.MIGRATION,
                number.isEmpty() ? instance : number,
                migration.carriedOutBy(),
                "MOVED, " + migration.id() + ", " + migration.process() + " " + migration.from() + " > "
                        + migration.to()));
    }

    private void settle(Migration migration, String instance, Outcome outcome, @Nullable Refusal refusal) {
        jdbc.sql("update migration_case set outcome = :outcome, why = :why, place = :place, at = :at"
                        + " where migration = :migration and instance = :instance and outcome = 'WAITING'")
                .param("outcome", outcome.name())
                .param("why", refusal == null ? null : refusal.why().name(), Types.VARCHAR)
                .param("place", refusal == null ? null : refusal.at(), Types.VARCHAR)
                .param("at", now())
                .param("migration", migration.id())
                .param("instance", instance)
                .update();
    }

    /** Nothing is left that nobody holds; while another node is at one, it is that node that finds nothing afterwards. */
    private void finish(Migration migration) {
        transaction.executeWithoutResult(status -> {
            var now = lock(migration.id());
            var waiting = jdbc.sql("select count(*) from migration_case where migration = ? and outcome = 'WAITING'")
                    .param(migration.id())
                    .query(Integer.class)
                    .single();
            if (waiting > 0 || now.state() != migration.state()) {
                return;
            }
            var tried = now.state() == State.TRYING;
            jdbc.sql("update migration set state = ?, ended_at = ? where id = ?")
                    .params(tried ? State.TRIED.name() : State.DONE.name(), now(), migration.id())
                    .update();
            if (!tried) {
                record(
                        Deed.MIGRATION_DONE,
                        now,
                        Optional.ofNullable(now.carriedOutBy()).orElse(now.proposedBy()));
            }
        });
    }

    /** All migrations, the latest first. */
    public List<Migration> all(int skip, int count) {
        return jdbc.sql("select * from migration order by id desc limit ? offset ?")
                .params(count, skip)
                .query(Migrations::migration)
                .list();
    }

    /** The migration of that number. */
    public Optional<Migration> find(long id) {
        return jdbc.sql("select * from migration where id = ?")
                .param(id)
                .query(Migrations::migration)
                .optional();
    }

    /** How many cases came to what. */
    public Map<Outcome, Long> counts(long id) {
        var counts = new EnumMap<Outcome, Long>(Outcome.class);
        jdbc.sql("select outcome, count(*) as cases from migration_case where migration = ? group by outcome")
                .param(id)
                .query(row -> {
                    counts.put(Outcome.valueOf(row.getString("outcome")), row.getLong("cases"));
                });
        return counts;
    }

    /** The cases that stay as they are, and why, by number. */
    public List<Left> left(long id, int most) {
        return jdbc.sql("select number, why, place from migration_case where migration = ? and outcome = 'LEFT'"
                        + " order by number, instance limit ?")
                .params(id, most)
                .query((row, number) -> new Left(
                        row.getString("number"),
                        new Refusal(Why.valueOf(row.getString("why")), row.getString("place"))))
                .list();
    }

    private Migration get(long id) {
        return find(id).orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "migration.no-such-migration"));
    }

    private Migration lock(long id) {
        return jdbc.sql("select * from migration where id = ? for update")
                .param(id)
                .query(Migrations::migration)
                .optional()
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "migration.no-such-migration"));
    }

    private static Migration migration(ResultSet row, int number) throws SQLException {
        return new Migration(
                row.getLong("id"),
                row.getString("process"),
                row.getInt("from_version"),
                row.getInt("to_version"),
                row.getString("source"),
                row.getString("target"),
                read(row.getString("plan")),
                row.getString("reason"),
                State.valueOf(row.getString("state")),
                row.getString("proposed_by"),
                LegalMoment.of(row, "proposed_at"),
                row.getString("carried_out_by"),
                row.getObject("carried_out_at") == null ? null : LegalMoment.of(row, "carried_out_at"),
                row.getObject("ended_at") == null ? null : LegalMoment.of(row, "ended_at"));
    }

    private static String written(Map<String, String> plan) {
        return new TreeMap<>(plan)
                .entrySet().stream()
                        .map(line -> line.getKey() + " " + line.getValue())
                        .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> read(String plan) {
        return plan.lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1], (one, other) -> one, LinkedHashMap::new));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), LegalClock.ZONE).truncatedTo(ChronoUnit.MICROS);
    }
}
