package kz.bilik.integration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.bilik.application.Applications;
import kz.bilik.application.LabourMarketReports;
import kz.bilik.application.LabourMarketReports.Event;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.identity.Iin;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.record.Savepoint;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * The outbox of the reports on one database, real, with as many delivering nodes as a test wants. Wall time stands where a
 * test puts it, and legal time is wall time.
 */
final class ReportWorld implements AutoCloseable {

    static final Iin PERSON = Iin.of("920315390109");

    private static final Instant MONDAY =
            OffsetDateTime.parse("2026-09-14T09:00:00+05:00").toInstant();

    @EnableTransactionManagement(proxyTargetClass = true)
    @ComponentScan("kz.bilik.catalogue")
    static class Wiring {}

    private static final class Wall extends Clock {

        private volatile Instant now = MONDAY;

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
    private final Wall wall = new Wall();
    private final LegalClock clock = new LegalClock(wall);
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private int applications;

    ReportWorld(TestDatabase database) {
        this.database = database;
        context.getEnvironment().setActiveProfiles("demo");
        new ConfigDataApplicationContextInitializer().initialize(context);
        context.registerBean(JdbcClient.class, database::jdbc);
        context.registerBean(PlatformTransactionManager.class, database::transactionManager);
        context.registerBean(Clock.class, () -> wall, bean -> bean.setPrimary(true));
        context.registerBean(LegalClock.class, () -> clock);
        context.register(
                Wiring.class,
                Savepoint.class,
                Applications.class,
                WorkingCalendar.class,
                Texts.class,
                Notices.class,
                ReportOutbox.class,
                ReportAlarm.class);
        context.refresh();
    }

    /** A node that delivers to that desk. */
    ReportDelivery node(ReportDesk desk) {
        return new ReportDelivery(
                database.jdbc(),
                desk,
                context.getBean(ReportAlarm.class),
                new ReportSettings(
                        Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofSeconds(10), Duration.ofMinutes(30)),
                wall,
                database.transactionManager());
    }

    /** The desk of the demo's own AIS, on the same database. */
    ReportDesk register() {
        return database.transactional(new ReportRegister(database.jdbc(), context.getBean(Savepoint.class), clock));
    }

    void passes(Duration time) {
        wall.now = wall.now.plus(time);
    }

    /** An application of person-01. */
    String application() {
        var number = "A-2026-75-%06d".formatted(++applications);
        database.jdbc()
                .sql(
                        """
                        insert into application (number, submission_id, iin, name, language, region, career_centre,
                            registered_region, recognition_centre, profession, level_code, account, phone,
                            messages_by_email, content, sha256, received_at)
                        values (?, ?, ?, 'Әбдіқадыров Нұрлан Серікұлы', 'EN', 'KZ-75', 'KZ-75-03', 'KZ-75', 'C-014',
                            '7212', '4', 'KZ68601TEST000000001', '+77000000001', false, ?, 'digest', ?)""")
                .params(number, UUID.randomUUID(), PERSON.value(), new byte[0], clock.now())
                .update();
        return number;
    }

    /** A step of that case that tells of an event, in a transaction of its own. */
    void step(String application, String occasion, Event event) {
        database.transactions().executeWithoutResult(status -> report(application, occasion, event));
    }

    /** Reports in the transaction of the caller. */
    void report(String application, String occasion, Event event) {
        context.getBean(LabourMarketReports.class).report(application, occasion, event);
    }

    /** The codes of what the administrators were told, newest first. */
    List<String> toldAdministrators() {
        return context.getBean(Notices.class).to(Place.of("camunda-admin").orElseThrow(), Language.EN).stream()
                .map(Notices.Notice::code)
                .toList();
    }

    int rows(String table) {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }

    Optional<OffsetDateTime> nextAttempt(String application) {
        return database.jdbc()
                .sql("select due_at from labour_market_case where number = ? and due_at is not null")
                .param(application)
                .query(OffsetDateTime.class)
                .optional();
    }

    Instant now() {
        return wall.now;
    }

    @Override
    public void close() {
        context.close();
    }
}
