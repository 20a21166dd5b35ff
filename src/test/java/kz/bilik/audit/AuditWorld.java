package kz.bilik.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import kz.bilik.calendar.LegalClock;
import kz.bilik.casefile.CaseReads;
import kz.bilik.catalogue.TestCatalogue;
import kz.bilik.language.Language;
import kz.bilik.record.Recorded;
import kz.bilik.signature.TestSeals;
import kz.bilik.signature.TimeStamping;
import kz.bilik.support.TestDatabases.TestDatabase;
import kz.bilik.support.TestTexts;
import org.springframework.jdbc.core.JdbcTemplate;

/** The chain of one database: who reads a case is recorded, the sealer runs when it is told to, days pass as they are told. */
final class AuditWorld {

    /** Wall time that a test moves. */
    static final class Wall extends Clock {

        private volatile Instant now = Instant.parse("2026-11-02T04:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return LegalClock.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }

    final TestDatabase database;
    final Wall wall = new Wall();
    final AuditTrail trail;
    final Chaining chaining;
    final DaySeals seals;
    final ChainCheck check;
    final Inspection inspection;
    final CaseReads reads;

    AuditWorld(TestDatabase database, Path folder) {
        this(database, folder, TestSeals.noStamps());
    }

    AuditWorld(TestDatabase database, Path folder, TimeStamping stamping) {
        this.database = database;
        var settings = new AuditSettings(Duration.ofSeconds(5), "KZ-71", folder.resolve("seals"));
        var outside = new Outside(settings);
        var seal = TestSeals.demo(wall);
        this.trail = database.transactional(new AuditTrail(database.jdbc(), wall));
        this.chaining =
                new Chaining(database.jdbc(), new JdbcTemplate(database.dataSource()), database.transactionManager());
        this.seals = new DaySeals(
                chaining, seal, stamping, outside, settings, database.jdbc(), database.transactionManager(), wall);
        this.check = new ChainCheck(
                database.jdbc(),
                seal,
                stamping,
                outside,
                TestTexts.get(),
                TestCatalogue.of(database.jdbc(), new LegalClock(wall)),
                wall,
                database.dataSource(),
                database.transactionManager());
        this.inspection = new Inspection(database.jdbc(), seals, seal, check, new InspectionSheet(TestTexts.get()));
        this.reads =
                database.transactional(new CaseReads(database.jdbc(), wall, event -> trail.record((Recorded) event)));
        new Beginning(trail, database.jdbc(), database.transactionManager()).begin();
    }

    /** So many readings of cases, one after the other. */
    void read(int times) {
        for (var time = 0; time < times; time++) {
            reads.record("auditor", "A-2026-75-00000" + time % 10, CaseReads.PAGE);
            wall.pass(Duration.ofMinutes(1));
        }
    }

    /** A day with so many readings passes and is sealed. */
    void day(int readings) {
        read(readings);
        wall.pass(Duration.ofDays(1));
        seals.sealWhatIsOver();
    }

    void sql(String statement) {
        database.jdbc().sql(statement).update();
    }

    long number(String query) {
        return database.jdbc().sql(query).query(Long.class).single();
    }

    /** What a look finds, in English. */
    List<String> found() {
        return check.words(check.check(), Language.EN);
    }
}
