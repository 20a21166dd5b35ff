package kz.bilik.application;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.distribution.DistributionProcess;
import kz.bilik.distribution.LabourMarketStatistics;
import kz.bilik.distribution.Quotas;
import kz.bilik.document.Documents;
import kz.bilik.identity.Iin;
import kz.bilik.language.Texts;
import kz.bilik.law.Law;
import kz.bilik.notice.Notices;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.record.Savepoint;
import kz.bilik.signature.Signatures;
import kz.bilik.support.ModelledDecisionTables;
import kz.bilik.support.RecordedReports;
import kz.bilik.support.TestDatabases.TestDatabase;
import kz.bilik.voucher.VoucherProcess;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * The module and all that it stands on, with the demo's catalogue, quotas and trust anchors, on a database of the test;
 * without the engine: its port notes what it was told, and the Labour Market AIS answers what the test says.
 */
public final class ApplicationWorld implements AutoCloseable, Submission.Office {

    /** The port of the engine: remembers which cases were started. */
    static final class Process implements ApplicationProcess {

        final List<String> started = new CopyOnWriteArrayList<>();
        final List<String> told = new CopyOnWriteArrayList<>();
        volatile boolean fails;

        @Override
        public void start(String application) {
            if (fails) {
                throw new IllegalStateException("The engine is out of order");
            }
            started.add(application);
        }

        @Override
        public void answer(String application, boolean confirmed, String reason) {
            told.add(application + (confirmed ? " yes" : " no ") + reason);
        }

        @Override
        public void handToCareerCentre(String application, String careerCentre) {
            told.add(application + " to " + careerCentre);
        }

        @Override
        public void askAnotherCentre(String application, String recognitionCentre) {
            told.add(application + " asks " + recognitionCentre);
        }

        @Override
        public void reopen(String application) {
            told.add(application + " reopened");
        }

        @Override
        public void withdraw(String application) {
            told.add(application + " withdrawn");
        }
    }

    /** The Labour Market AIS: everybody is unemployed unless the test says otherwise. */
    static final class Market implements LabourMarket {

        final Set<Iin> employed = new HashSet<>();
        final Set<Iin> receivedElsewhere = new HashSet<>();
        int questions;
        boolean down;
        LocalDate lastDay;

        @Override
        public boolean registeredAsUnemployed(Iin iin, LocalDate day) {
            questions++;
            lastDay = day;
            if (down) {
                throw new IllegalStateException("out of reach");
            }
            return !employed.contains(iin);
        }

        @Override
        public boolean voucherReceivedElsewhere(Iin iin, int year) {
            return receivedElsewhere.contains(iin);
        }
    }

    @EnableTransactionManagement(proxyTargetClass = true)
    @ConfigurationPropertiesScan({
        "kz.bilik.application",
        "kz.bilik.signature",
        "kz.bilik.distribution",
        "kz.bilik.law",
        "kz.bilik.voucher"
    })
    @ComponentScan({
        "kz.bilik.application",
        "kz.bilik.catalogue",
        "kz.bilik.document",
        "kz.bilik.distribution",
        "kz.bilik.officer.keeping",
        "kz.bilik.signature",
        "kz.bilik.voucher"
    })
    @Import({Texts.class, Notices.class, DeadlineText.class, Savepoint.class})
    static class Modules {}

    private static final ModelledDecisionTables TABLES = new ModelledDecisionTables();

    final Process process = new Process();
    final Market market = new Market();
    /** What is to be told to the Labour Market AIS. */
    final RecordedReports reports = new RecordedReports();
    /** Who is signed in; nobody at first. */
    volatile Officer officer;

    final LegalClock clock = new LegalClock(Clock.systemUTC());
    final TestDatabase database;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private ApplicationWorld(TestDatabase database, String... settings) {
        this.database = database;
        at("2026-09-14T09:00");
        context.getEnvironment().setActiveProfiles("demo");
        new ConfigDataApplicationContextInitializer().initialize(context);
        TestPropertyValues.of(settings).applyTo(context);
        context.registerBean(JdbcClient.class, database::jdbc);
        context.registerBean(PlatformTransactionManager.class, database::transactionManager);
        context.registerBean("wallClock", Clock.class, Clock::systemUTC, bean -> bean.setPrimary(true));
        context.registerBean("legalClock", LegalClock.class, () -> clock);
        context.registerBean(WorkingCalendar.class, () -> new WorkingCalendar(database.jdbc()));
        context.registerBean(Law.class, () -> new Law(TABLES));
        context.registerBean(ApplicationProcess.class, () -> process);
        context.registerBean(LabourMarket.class, () -> market);
        context.registerBean(LabourMarketReports.class, () -> reports);
        context.registerBean(VoucherProcess.class, () -> none(VoucherProcess.class));
        context.registerBean(DistributionProcess.class, () -> none(DistributionProcess.class));
        context.registerBean(LabourMarketStatistics.class, () -> none(LabourMarketStatistics.class));
        context.registerBean(CurrentOfficer.class, () -> () -> Optional.ofNullable(officer));
        context.register(Modules.class);
        context.refresh();
    }

    /** The module on that database, 14 September 2026, 09:00 Almaty, with these settings such as {@code a.b=c}. */
    public static ApplicationWorld on(TestDatabase database, String... settings) {
        return new ApplicationWorld(database, settings);
    }

    /** A port that no test of this module may reach. */
    private static <T> T none(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                    throw new IllegalStateException(method + " was not expected");
                }));
    }

    /** Moves the legal clock to that moment of Almaty. */
    public ApplicationWorld at(String dateTime) {
        var moment = LocalDateTime.parse(dateTime).atZone(LegalClock.ZONE).toInstant();
        clock.setOffset(java.time.Duration.between(Clock.systemUTC().instant(), moment));
        return this;
    }

    /** The beans of this world, for what is put upon it. */
    public AnnotationConfigApplicationContext context() {
        return context;
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** What the port was told of answers and withdrawals. */
    public List<String> told() {
        return process.told;
    }

    @Override
    public Intake intake() {
        return get(Intake.class);
    }

    Applications applications() {
        return get(Applications.class);
    }

    Quotas quotas() {
        return get(Quotas.class);
    }

    Documents documents() {
        return get(Documents.class);
    }

    Signatures signatures() {
        return get(Signatures.class);
    }

    Catalogue catalogue() {
        return get(Catalogue.class);
    }

    /** How many rows a table holds. */
    public int rows(String table) {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }

    @Override
    public void close() {
        context.close();
    }
}
