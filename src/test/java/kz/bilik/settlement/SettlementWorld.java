package kz.bilik.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import kz.bilik.application.ApplicationProcess;
import kz.bilik.application.LabourMarket;
import kz.bilik.application.LabourMarketReports;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.RunningDeadlines;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.law.DecisionTables;
import kz.bilik.law.Law;
import kz.bilik.notice.Notices;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.payment.Bank;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.payment.PaymentProcess;
import kz.bilik.payment.PaymentRepair;
import kz.bilik.problem.Problem;
import kz.bilik.record.DemoTable;
import kz.bilik.record.RecordNumber;
import kz.bilik.signature.DemoSignatures;
import kz.bilik.support.ModelledDecisionTables;
import kz.bilik.support.RecordedReports;
import kz.bilik.support.TestDatabases.TestDatabase;
import kz.bilik.voucher.VoucherNumber;
import kz.bilik.voucher.VoucherProcess;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.mockito.Mockito;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/**
 * The modules from the catalogue to the settlement on one database, without engine and web: the ports towards the engine
 * do what its diagrams would do next, and remember that they were asked.
 */
public final class SettlementWorld implements AutoCloseable {

    /** What the settlement's process was asked to do. */
    public static final class Asked implements SettlementProcess, PaymentProcess {

        final List<String> started = new java.util.concurrent.CopyOnWriteArrayList<>();
        final List<String> signed = new java.util.concurrent.CopyOnWriteArrayList<>();
        final List<String> accepted = new java.util.concurrent.CopyOnWriteArrayList<>();
        final List<String> emptied = new java.util.concurrent.CopyOnWriteArrayList<>();
        final List<String> corrected = new java.util.concurrent.CopyOnWriteArrayList<>();
        public final List<String> answered = new java.util.concurrent.CopyOnWriteArrayList<>();
        public final List<String> collected = new java.util.concurrent.CopyOnWriteArrayList<>();
        private final java.util.Set<String> released = java.util.concurrent.ConcurrentHashMap.newKeySet();
        private final ObjectProvider<Acts> acts;

        Asked(ObjectProvider<Acts> acts) {
            this.acts = acts;
        }

        @Override
        public void start(String act) {
            started.add(act);
        }

        @Override
        public void actSigned(String act) {
            acts.getObject().sent(act);
            signed.add(act);
        }

        @Override
        public void actAccepted(String act) {
            acts.getObject().decide(act, "accept", null);
            accepted.add(act);
        }

        @Override
        public void actReturned(String act, String remarks) {
            acts.getObject().decide(act, "return", remarks);
            acts.getObject().returned(act);
        }

        @Override
        public void protocolCorrected(String act) {
            corrected.add(act);
        }

        @Override
        public void actEmptied(String act) {
            emptied.add(act);
        }

        @Override
        public void paymentAnswered(String order, boolean confirmed, String reason) {
            answered.add(order + " " + (confirmed ? "confirmed" : "rejected: " + reason));
        }

        @Override
        public void paymentCollected(String order) {
            collected.add(order);
        }

        /** From now on the act's orders as a whole are released. */
        public void passesRelease(String act) {
            released.add(act);
        }

        @Override
        public boolean releaseAwaited(String act) {
            return !released.contains(act);
        }

        @Override
        public boolean holdsOrders(String act) {
            return true;
        }

        @Override
        public boolean answerAwaited(String order) {
            return false;
        }

        @Override
        public boolean paymentDecided(String order, boolean released, String reason) {
            return false;
        }
    }

    /** The bank's mailbox. */
    public static final class Mailbox implements Bank {

        public final ConcurrentLinkedQueue<PaymentFile> files = new ConcurrentLinkedQueue<>();
        public volatile boolean closed;

        @Override
        public void send(PaymentFile file) {
            if (closed) {
                throw new IllegalStateException("The bank does not answer");
            }
            files.add(file);
        }
    }

    // Not a @Configuration, so that the product's own component scan never takes it up.
    @EnableTransactionManagement(proxyTargetClass = true)
    @ComponentScan({
        "kz.bilik.language",
        "kz.bilik.record",
        "kz.bilik.calendar",
        "kz.bilik.catalogue",
        "kz.bilik.document",
        "kz.bilik.signature",
        "kz.bilik.law",
        "kz.bilik.distribution",
        "kz.bilik.application",
        "kz.bilik.officer.keeping",
        "kz.bilik.voucher",
        "kz.bilik.settlement",
        "kz.bilik.payment"
    })
    @ConfigurationPropertiesScan("kz.bilik")
    static class Modules {

        @Bean
        DecisionTables decisionTables() {
            return new ModelledDecisionTables();
        }

        @Bean
        Asked settlementProcess(ObjectProvider<Acts> acts) {
            return new Asked(acts);
        }

        @Bean
        Mailbox bank() {
            return new Mailbox();
        }

        /** After recordExam the diagram hands the voucher over to its act. */
        @Bean
        VoucherProcess voucherProcess(ObjectProvider<Acts> acts) {
            return Mockito.mock(VoucherProcess.class, call -> {
                if (call.getMethod().getName().equals("examHeld")) {
                    acts.getObject().handOver(call.getArgument(0));
                }
                return null;
            });
        }

        @Bean
        Notices notices() {
            return Mockito.mock(Notices.class);
        }

        @Bean
        ApplicationProcess applicationProcess() {
            return Mockito.mock(ApplicationProcess.class);
        }

        @Bean
        LabourMarket labourMarket() {
            return Mockito.mock(LabourMarket.class);
        }

        @Bean
        LabourMarketReports labourMarketReports() {
            return new RecordedReports();
        }

        /** Nobody is signed in, unless the test says so. */
        @Bean
        AtomicReference<Officer> signedIn() {
            return new AtomicReference<>();
        }

        @Bean
        CurrentOfficer currentOfficer(AtomicReference<Officer> signedIn) {
            return () -> Optional.ofNullable(signedIn.get());
        }

        @Bean
        RunningDeadlines runningDeadlines() {
            return Mockito.mock(RunningDeadlines.class);
        }
    }

    /** The legal day on which each test begins: a Friday. */
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    public static final String CENTRE = "C-014";

    private final TestDatabase database;
    private final ConfigurableApplicationContext context;
    private final List<DemoTable.Row> persons;

    public SettlementWorld(TestDatabase database, String... properties) {
        this.database = database;
        this.context = new SpringApplicationBuilder(Modules.class)
                .web(WebApplicationType.NONE)
                .profiles("demo")
                // What nobody here asks for needs nothing of what it would need.
                .lazyInitialization(true)
                .properties(properties)
                .properties("spring.main.banner-mode=off")
                .initializers(fresh -> {
                    fresh.getBeanFactory().registerSingleton("dataSource", database.dataSource());
                    fresh.getBeanFactory().registerSingleton("jdbcClient", database.jdbc());
                    fresh.getBeanFactory().registerSingleton("transactionManager", database.transactionManager());
                    fresh.getBeanFactory()
                            .registerSingleton("objectMapper", new com.fasterxml.jackson.databind.ObjectMapper());
                })
                .run();
        context.getBean("demoCatalogue");
        this.persons = DemoTable.rows("persons.csv");
        moveTo(TODAY);
    }

    /** Ten in the morning of that day, Asia/Almaty. */
    public void moveTo(LocalDate day) {
        var clock = get(LegalClock.class);
        clock.setOffset(Duration.between(
                java.time.Instant.now(),
                day.atTime(10, 0).atZone(LegalClock.ZONE).toInstant()));
    }

    /** The beans of this world, for what is put upon it. */
    public ConfigurableApplicationContext context() {
        return context;
    }

    TestDatabase database() {
        return database;
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    @SuppressWarnings("unchecked")
    void signIn(Officer officer) {
        ((AtomicReference<Officer>) context.getBean("signedIn")).set(officer);
    }

    public Acts acts() {
        return get(Acts.class);
    }

    public Protocols protocols() {
        return get(Protocols.class);
    }

    public PaymentOrders orders() {
        return get(PaymentOrders.class);
    }

    public PaymentRepair repair() {
        return get(PaymentRepair.class);
    }

    public Asked asked() {
        return get(Asked.class);
    }

    public Mailbox bank() {
        return get(Mailbox.class);
    }

    public String iin(int person) {
        return persons.get(person - 1).get("iin");
    }

    /** A welder of Almaty whose voucher is in use at {@link #CENTRE}: 38,000 tenge, the exam in his own region. */
    public String welderInUse(int person) {
        return voucherInUse(person, "KZ-75", "KZ-75", "7212", 38000);
    }

    /** A voucher that is in use at the centre since a week, filed in one region and registered in another or the same. */
    public String voucherInUse(int person, String region, String registeredRegion, String profession, long price) {
        return voucherInUse(person, 2026, region, registeredRegion, profession, price);
    }

    /** Another voucher of that person, of the year before, for the same profession or another: it is in use as well. */
    String ofTheYearBefore(int person, String profession) {
        return voucherInUse(person, 2025, "KZ-75", "KZ-75", profession, 30000);
    }

    private String voucherInUse(
            int person, int year, String region, String registeredRegion, String profession, long price) {
        var row = persons.get(person - 1);
        var application = RecordNumber.of(RecordNumber.Kind.APPLICATION, year, region, person)
                .toString();
        var voucher =
                RecordNumber.of(RecordNumber.Kind.VOUCHER, year, region, person).toString();
        var name = row.get("surname") + " " + row.get("name");
        var used = TODAY.minusDays(7);
        var clock = get(LegalClock.class);
        var parts = get(Law.class)
                .reimbursement(
                        price,
                        get(Catalogue.class)
                                .profession(profession)
                                .orElseThrow()
                                .profile(),
                        false,
                        TODAY.minusDays(19));
        database.jdbc()
                .sql("insert into application (number, submission_id, iin, name, language, region, career_centre,"
                        + " registered_region, recognition_centre, profession, level_code, account, phone,"
                        + " messages_by_email, content, sha256, received_at, answered_at, confirmed, price, outcome)"
                        + " values (?, ?, ?, ?, 'KK', ?, ?, ?, ?, ?, '4', ?, '+77000000000', false, ?, '', ?, ?, true, ?,"
                        + " 'VOUCHER_ISSUED')")
                .params(
                        application,
                        UUID.randomUUID(),
                        row.get("iin"),
                        name,
                        region,
                        region + "-01",
                        registeredRegion,
                        CENTRE,
                        profession,
                        row.get("account"),
                        new byte[0],
                        clock.now().minusDays(30),
                        clock.now().minusDays(20),
                        price)
                .update();
        database.jdbc()
                .sql("insert into voucher (number, application, iin, issue_year, holder_name, region,"
                        + " recognition_centre, recognition_centre_name_kk, recognition_centre_name_ru,"
                        + " recognition_centre_name_en, profession, profession_name_kk, profession_name_ru,"
                        + " profession_name_en, qualification_level, issued_on, terms_edition, validity_days,"
                        + " first_last_day, price, monthly_calculation_index, state_part, holder_part, last_day,"
                        + " state, used_on) values (?, ?, ?, ?, ?, ?, ?, '', '', '', ?, '', '', '', '4', ?, '', 60,"
                        + " ?, ?, ?, ?, ?, ?, 'USED', ?)")
                .params(
                        voucher,
                        application,
                        row.get("iin"),
                        year,
                        name,
                        region,
                        CENTRE,
                        profession,
                        TODAY.minusDays(19),
                        TODAY.plusDays(41),
                        price,
                        parts.monthlyCalculationIndex(),
                        parts.service(),
                        parts.holder(),
                        TODAY.plusDays(41),
                        used)
                .update();
        return voucher;
    }

    /** A protocol of today about an exam of yesterday in the centre's own region. */
    public ExamProtocol.Sent protocol(String number, String... vouchers) {
        return protocolHeldIn("KZ-75", number, vouchers);
    }

    ExamProtocol.Sent protocolHeldIn(String region, String number, String... vouchers) {
        return new ExamProtocol.Sent(number, TODAY, TODAY.minusDays(1), region, recognised(vouchers));
    }

    /** The one act of these vouchers, drawn up and not yet signed. */
    public String actOf(String... vouchers) {
        protocols().record(CENTRE, protocol("17", vouchers));
        return acts().actOf(vouchers[0]).orElseThrow();
    }

    public void sign(String act) {
        acts().sign(act, signature("centre-" + CENTRE, acts().document(act)));
    }

    /** The mobility centre's signature over what the recognition centre signed. */
    public byte[] acceptance(String act) {
        return signature("mobility-" + acts().get(act).region(), acts().document(act));
    }

    public byte[] signature(String key, byte[] content) {
        return get(DemoSignatures.class).sign(key, content);
    }

    /** The acceptance, and what the diagram does after it: the decision for each line, then the orders. */
    public List<PaymentOrder> accept(String act) {
        return database.transactions().execute(status -> {
            if (acts().get(act).state() != ServicesAct.State.ACCEPTED) {
                acts().accept(act, acceptance(act));
            }
            var lines = get(ActLines.class);
            for (var voucher : lines.of(act)) {
                var caps =
                        get(Law.class).capsOn(lines.day(voucher), lines.profile(voucher), lines.outsideRegion(voucher));
                get(Reimbursements.class).record(new ActNumber(act), new VoucherNumber(voucher), caps);
            }
            return orders().create(act);
        });
    }

    /** Orders of an accepted act, sent to the bank. */
    public List<PaymentOrder> sent(String act) {
        sign(act);
        accept(act);
        orders().release(act, true);
        orders().send(act);
        return orders().of(act);
    }

    /** A protocol of that day about an exam of {@link #TODAY} in the centre's own region. */
    static ExamProtocol.Sent signed(LocalDate day, String number, String... vouchers) {
        return new ExamProtocol.Sent(number, day, TODAY, "KZ-75", recognised(vouchers));
    }

    static List<ExamProtocol.Holder> recognised(String... vouchers) {
        return Arrays.stream(vouchers)
                .map(voucher -> new ExamProtocol.Holder(voucher, ExamProtocol.Result.RECOGNISED))
                .toList();
    }

    /** One holder of protocol 17 through the Tasklist, about an exam of yesterday that he did not pass. */
    void examined(String voucher, String region) {
        protocols()
                .holderExamined(
                        new VoucherNumber(voucher),
                        "17",
                        TODAY,
                        TODAY.minusDays(1),
                        region,
                        ExamProtocol.Result.NOT_RECOGNISED);
    }

    void correct(ExamProtocol.Sent data) {
        protocols().correct(CENTRE, "centre-" + CENTRE, data);
    }

    /** What the timeline of that person's application says, by its codes. */
    List<String> timeline(int person) {
        return get(Timeline.class).of("A-2026-75-%06d".formatted(person), Language.EN).stream()
                .map(Timeline.Entry::code)
                .toList();
    }

    /** Service, holder's part and aid of each line that the edition states. */
    List<String> stated(String act, int edition) {
        return database.jdbc()
                .sql("select service, holder, aid from act_amount where act = ? and edition = ? order by line")
                .params(act, edition)
                .query((row, index) -> row.getLong(1) + "+" + row.getLong(2) + " " + row.getLong(3))
                .list();
    }

    /** What a PDF says, its blanks as one. */
    static String text(byte[] pdf) throws IOException {
        try (var reader = new PdfReader(pdf)) {
            var text = new StringBuilder();
            var extractor = new PdfTextExtractor(reader);
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                text.append(extractor.getTextFromPage(page)).append('\n');
            }
            return text.toString().replaceAll("\\s+", " ");
        }
    }

    public static void assertProblem(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }

    static void assertField(String code, String path, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.fields())
                .extracting(Problem.Field::path, Problem.Field::code)
                .contains(tuple(path, code)));
    }

    @Override
    public void close() {
        context.close();
    }
}
