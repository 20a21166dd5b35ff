package kz.bilik.audit;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import kz.bilik.calendar.LegalClock;
import kz.bilik.signature.Seal;
import kz.bilik.signature.TimeStamping;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals each day when it is over (wall time, Asia/Almaty): a short text with the end of the chain, signed with a seal of the
 * house, stamped by an authority for time where one is set, and kept outside the database too.
 */
@Component
class DaySeals {

    private static final Logger log = LoggerFactory.getLogger(DaySeals.class);

    private final Chaining chaining;
    private final Seal seal;
    private final TimeStamping stamping;
    private final Outside outside;
    private final AuditSettings settings;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock wallClock;

    DaySeals(
            Chaining chaining,
            Seal seal,
            TimeStamping stamping,
            Outside outside,
            AuditSettings settings,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock wallClock) {
        this.chaining = chaining;
        this.seal = seal;
        this.stamping = stamping;
        this.outside = outside;
        this.settings = settings;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.wallClock = wallClock;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void regularly() {
        keepWhatIsNot();
        if (sealWhatIsOver() || latest().filter(last -> last.stamp() == null).isPresent()) {
            stampWhatIsNot();
        }
    }

    /** The seals, the first one first. */
    List<DaySeal> all() {
        return jdbc.sql("select * from audit_seal order by number")
                .query(DaySeal::read)
                .list();
    }

    private Optional<DaySeal> find(int number) {
        return jdbc.sql("select * from audit_seal where number = ?")
                .param(number)
                .query(DaySeal::read)
                .optional();
    }

    Optional<DaySeal> latest() {
        return jdbc.sql("select * from audit_seal order by number desc limit 1")
                .query(DaySeal::read)
                .optional();
    }

    /** Seals yesterday unless that was done, or nothing has ever been recorded before today; answers whether it did. */
    boolean sealWhatIsOver() {
        var today = LocalDate.ofInstant(wallClock.instant(), LegalClock.ZONE);
        var last = latest();
        if (last.isPresent()
                ? !last.get().day().isBefore(today.minusDays(1))
                : jdbc.sql("select id from audit_entry where at < ? limit 1")
                        .param(today.atStartOfDay(LegalClock.ZONE).toOffsetDateTime())
                        .query(Long.class)
                        .list()
                        .isEmpty()) {
            return false;
        }
        return seal(today.minusDays(1));
    }

    /** Chains what waits and seals everything as the end of that day; false when another node did so meanwhile. */
    boolean seal(LocalDate day) {
        chaining.chain();
        var made = transaction.execute(status -> {
            // Whoever has the head of the chain is the only one who seals, too.
            var head = chaining.lockHead();
            var last = latest();
            if (last.isPresent() && !last.get().day().isBefore(day)) {
                return false;
            }
            var number = last.map(DaySeal::number).orElse(0) + 1;
            var text = DaySeal.text(
                    number,
                    day,
                    OffsetDateTime.ofInstant(wallClock.instant(), LegalClock.ZONE)
                            .truncatedTo(ChronoUnit.SECONDS),
                    head.position(),
                    head.hash(),
                    last.map(DaySeal::hash).orElse(AuditEntry.NOTHING));
            var signature = seal.isOf(settings.sealedBy()) ? seal.seal(settings.sealedBy(), bytes(text)) : null;
            jdbc.sql(
                            """
                            insert into audit_seal (number, sealed_day, position, text, region, signature)
                            values (:number, :day, :position, :text, :region, :signature)""")
                    .param("number", number)
                    .param("day", day)
                    .param("position", head.position())
                    .param("text", text)
                    .param("region", signature == null ? null : settings.sealedBy(), Types.VARCHAR)
                    .param("signature", signature, Types.VARBINARY)
                    .update();
            return true;
        });
        if (Boolean.TRUE.equals(made)) {
            keepOutside(latest().orElseThrow());
            // The line of the log is one more copy outside the database.
            log.info(
                    "The chain of records is sealed: {}",
                    latest().orElseThrow().text().strip());
        }
        return Boolean.TRUE.equals(made);
    }

    /** Asks for the stamps that are missing; an authority that does not answer is asked again the next time. */
    void stampWhatIsNot() {
        if (!stamping.isConfigured()) {
            return;
        }
        for (var open : all()) {
            if (open.stamp() != null) {
                continue;
            }
            var stamp = stamping.stamp(bytes(open.text()));
            if (stamp.isEmpty()) {
                return;
            }
            jdbc.sql("update audit_seal set stamp = ? where number = ?")
                    .param(stamp.get())
                    .param(open.number())
                    .update();
            find(open.number()).ifPresent(this::keepOutside);
        }
    }

    /** Seals that the folder does not know: it is a new one, or the product was stopped before it could keep them. */
    void keepWhatIsNot() {
        var missing = jdbc.sql("select number from audit_seal order by number").query(Integer.class).list().stream()
                .filter(number -> !outside.has(number))
                .toList();
        missing.forEach(number -> find(number).ifPresent(this::keepOutside));
    }

    /** Only once it is in the database for good: one that is outside and not there is the trace of an older state. */
    private void keepOutside(DaySeal sealed) {
        if (!outside.keep(sealed)) {
            log.error(
                    "Seal {} is another one outside the database, which stays: an older state of the database was brought back,"
                            + " or the chain was written anew",
                    sealed.number());
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
