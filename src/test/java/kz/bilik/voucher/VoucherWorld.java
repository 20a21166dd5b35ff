package kz.bilik.voucher;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import kz.bilik.application.ApplicationProcess;
import kz.bilik.application.Applications;
import kz.bilik.application.LabourMarketReports;
import kz.bilik.application.RefusalVerification;
import kz.bilik.application.Timeline;
import kz.bilik.application.Withdrawal;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.distribution.Quota;
import kz.bilik.distribution.Quotas;
import kz.bilik.document.Documents;
import kz.bilik.document.Enclosure;
import kz.bilik.identity.Iin;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.law.Law;
import kz.bilik.notice.Notices;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.record.RecordNumber;
import kz.bilik.record.Savepoint;
import kz.bilik.support.ModelledDecisionTables;
import kz.bilik.support.PaperPdf;
import kz.bilik.support.RecordedReports;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.mockito.Mockito;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * The voucher module with everything below it, real, on one database, and the demo's catalogue, quotas and seals; only
 * the procedure that drives it is a record of what it was told. Legal time stands where a test puts it.
 */
public final class VoucherWorld implements AutoCloseable {

    public static final Iin HOLDER = Iin.of("920315390109");
    public static final Iin SOMEBODY_ELSE = Iin.of("870704490019");
    public static final LocalDate ISSUED = LocalDate.of(2026, 9, 14);
    public static final byte[] PDF = PaperPdf.saying("a copy of a sick-leave certificate");

    @Configuration
    @EnableTransactionManagement(proxyTargetClass = true)
    @ConfigurationPropertiesScan({"kz.bilik.voucher", "kz.bilik.law", "kz.bilik.distribution", "kz.bilik.signature"})
    @ComponentScan(
            basePackages = {
                "kz.bilik.voucher",
                "kz.bilik.catalogue",
                "kz.bilik.distribution",
                "kz.bilik.officer.keeping",
                "kz.bilik.signature"
            })
    static class Wiring {

        // Nobody distributes vouchers here: what would is made only when it is asked for.
        @Bean
        static BeanFactoryPostProcessor lazyDistribution() {
            return beans -> Stream.of("preparation", "publication", "distributionWords")
                    .forEach(name -> beans.getBeanDefinition(name).setLazyInit(true));
        }
    }

    /** What the procedure was told, in order, such as {@code certificateReceived V-2026-75-000001}. */
    public final List<String> procedure = new ArrayList<>();

    /** What is to be told to the Labour Market AIS, in order. */
    final RecordedReports labourMarket = new RecordedReports();

    final TestDatabase database;
    final LegalClock clock = new LegalClock(
            Clock.fixed(ISSUED.atTime(10, 0).atZone(LegalClock.ZONE).toInstant(), LegalClock.ZONE));
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private int applications;

    public VoucherWorld(TestDatabase database, String... settings) {
        this.database = database;
        context.getEnvironment().setActiveProfiles("demo");
        var given = new HashMap<String, Object>();
        for (var setting : settings) {
            given.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", given));
        new ConfigDataApplicationContextInitializer().initialize(context);
        context.registerBean(JdbcClient.class, database::jdbc);
        context.registerBean(PlatformTransactionManager.class, database::transactionManager);
        context.registerBean(Clock.class, () -> Clock.systemUTC(), bean -> bean.setPrimary(true));
        context.registerBean(LegalClock.class, () -> clock);
        context.registerBean(VoucherProcess.class, RecordedProcess::new);
        context.registerBean(LabourMarketReports.class, () -> labourMarket);
        context.registerBean(
                CurrentOfficer.class,
                () -> () -> Optional.of(new Officer(
                        "head-mobility-KZ-75",
                        Set.of(Place.mobilityCentre("KZ-75").heads().group()))));
        // Nobody here withdraws before a voucher is issued.
        context.registerBean(ApplicationProcess.class, () -> Mockito.mock(ApplicationProcess.class));
        context.registerBean(ModelledDecisionTables.class);
        context.register(
                Wiring.class,
                Savepoint.class,
                Applications.class,
                RefusalVerification.class,
                Withdrawal.class,
                Timeline.class,
                Documents.class,
                Law.class,
                WorkingCalendar.class,
                Texts.class,
                Notices.class);
        context.refresh();
    }

    /** The beans of this world, for what is put upon it. */
    public AnnotationConfigApplicationContext context() {
        return context;
    }

    public <T> T the(Class<T> type) {
        return context.getBean(type);
    }

    SickLeave sickLeave() {
        return the(SickLeave.class);
    }

    CertificateReceipt receipt() {
        return the(CertificateReceipt.class);
    }

    CertificateDecision decision() {
        return the(CertificateDecision.class);
    }

    /** Puts legal time to ten o'clock of that day. */
    public void on(LocalDate day) {
        clock.setOffset(Duration.between(ISSUED.atTime(10, 0), day.atTime(LocalTime.of(10, 0))));
    }

    /** An application whose recognition centre has said yes, its place in the quota reserved. */
    String confirmedApplication(Iin applicant) {
        var number = RecordNumber.of(RecordNumber.Kind.APPLICATION, 2026, "KZ-75", ++applications)
                .toString();
        var now = OffsetDateTime.now(clock);
        database.jdbc()
                .sql(
                        """
                        insert into application (number, submission_id, iin, name, language, region, career_centre,
                            registered_region, recognition_centre, profession, level_code, account, phone,
                            messages_by_email, content, sha256, received_at, answered_at, confirmed, price)
                        values (?, ?, ?, 'Әбдіқадыров Нұрлан Серікұлы', 'EN', 'KZ-75', 'KZ-75-03', 'KZ-75', 'C-014',
                            '7212', '4', 'KZ68601TEST000000001', '+77000000001', false, ?, 'digest', ?, ?, true, 38000)
                        """)
                .params(number, UUID.randomUUID(), applicant.value(), new byte[0], now, now)
                .update();
        the(Quotas.class).reserve("KZ-75", 2026, number, "cl. 3");
        return number;
    }

    /** A voucher issued on {@link #ISSUED}; its last day without illness is 13 November. */
    public String issuedVoucher() {
        return the(VoucherIssue.class).issue(confirmedApplication(HOLDER));
    }

    /** One more voucher of the same holder, for that centre, as if the first were of the year before. */
    String anotherVoucher(String recognitionCentre) {
        database.jdbc().sql("update voucher set issue_year = issue_year - 1").update();
        var application = confirmedApplication(HOLDER);
        database.jdbc()
                .sql("update application set recognition_centre = ? where number = ?")
                .params(recognitionCentre, application)
                .update();
        return the(VoucherIssue.class).issue(application);
    }

    /** A certificate of the holder, handed in and not decided. */
    String received(String voucher, LocalDate from, LocalDate to) {
        return receipt()
                .receive(
                        voucher,
                        HOLDER,
                        certificate("Z" + procedure.size() + from, new IncapacityPeriod(from, to)),
                        copy(PDF))
                .certificate()
                .id()
                .toString();
    }

    /** A certificate of the holder, accepted with all that follows. */
    void accepted(String voucher, LocalDate from, LocalDate to) {
        var certificate = received(voucher, from, to);
        decision().decide(certificate, "accept", null, null);
        decision().extend(certificate);
    }

    static SickLeaveCertificate certificate(String number, IncapacityPeriod... periods) {
        return new SickLeaveCertificate(
                SickLeaveCertificate.Kind.SHEET,
                "AB",
                number,
                HOLDER,
                "Әбдіқадыров Н. С.",
                "Қалалық аурухана",
                "Dr. Ким",
                List.of(periods));
    }

    static Enclosure copy(byte[] content) {
        return new Enclosure("парақ.pdf", content.length, new ByteArrayResource(content));
    }

    public Voucher voucher(String number) {
        return the(Vouchers.class).get(number);
    }

    Quota quota() {
        return the(Quotas.class).quotas(2026).stream()
                .filter(quota -> quota.region().equals("KZ-75"))
                .findFirst()
                .orElseThrow();
    }

    /** The codes of the notices to the applicant, oldest first. */
    List<String> toldHolder(String application) {
        return the(Notices.class).toApplicant(application, Language.EN).stream()
                .map(Notices.Notice::code)
                .toList();
    }

    /** The codes of the notices to that place, oldest first. */
    List<String> told(Place place) {
        var newestFirst = new ArrayList<>(the(Notices.class).to(place, Language.EN));
        Collections.reverse(newestFirst);
        return newestFirst.stream().map(Notices.Notice::code).toList();
    }

    /** The same by the group as the engine and the record of notices write it. */
    List<String> told(String group) {
        return told(Place.of(group).orElseThrow());
    }

    List<String> timeline(String application) {
        return the(Timeline.class).of(application, Language.EN).stream()
                .map(Timeline.Entry::code)
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }

    private final class RecordedProcess implements VoucherProcess {

        @Override
        public void start(String voucher) {
            procedure.add("start " + voucher);
        }

        @Override
        public void admit(String voucher) {
            procedure.add("admit " + voucher);
        }

        @Override
        public void examNotHeld(String voucher, String cause, String reason) {
            procedure.add("examNotHeld " + voucher + " " + cause + " " + reason);
        }

        @Override
        public void examHeld(String voucher) {
            procedure.add("examHeld " + voucher);
        }

        @Override
        public void certificateReceived(String voucher, UUID certificate) {
            procedure.add("certificateReceived " + voucher);
        }

        @Override
        public void lateCertificateReceived(String voucher, UUID certificate) {
            procedure.add("lateCertificateReceived " + voucher);
        }

        @Override
        public void inUseAgain(String voucher) {
            procedure.add("inUseAgain " + voucher);
        }

        @Override
        public void lastDayMoved(String voucher) {
            procedure.add("lastDayMoved " + voucher + " "
                    + the(Vouchers.class).get(voucher).lastDay());
        }

        @Override
        public void certificatesDecided(String voucher) {
            procedure.add("certificatesDecided " + voucher);
        }

        @Override
        public void withdraw(String voucher) {
            procedure.add("withdraw " + voucher);
        }
    }
}
