package kz.bilik.benchmark;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import kz.bilik.Bilik;
import kz.bilik.application.ApplicationProcess;
import kz.bilik.application.Intake;
import kz.bilik.calendar.LegalClock;
import kz.bilik.distribution.Quotas;
import kz.bilik.overview.CaseOverview;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.report.ReportPieces;
import kz.bilik.retention.Retention;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ExamProtocol;
import kz.bilik.settlement.Protocols;
import kz.bilik.signature.DemoSigner;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.voucher.VoucherUse;
import kz.bilik.voucher.Vouchers;
import org.aopalliance.intercept.MethodInterceptor;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The product as it is delivered, on PostgreSQL with the demo's data, its own settings and its authorisations; only the
 * job executor is off, because the benchmark runs the jobs itself.
 */
final class Product implements Measured {

    private static final String CENTRE = "C-014";

    /** Vouchers of the region: a quota that is nearly used up is counted, and told. */
    private static final int MORE_THAN_ENOUGH = 100_000;

    private static final String NOT_FOR_TESTS = String.join(
            ",",
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
            "org.camunda.community.process_test_coverage.spring_test.platform7.ProcessEngineCoverageConfiguration");

    private final ConfigurableApplicationContext context;
    private final ProcessEngine engine;
    private final EngineDriver driver;
    private final Intake intake;
    private final Vouchers vouchers;
    private final VoucherUse use;
    private final Protocols protocols;
    private final Acts acts;
    private final PaymentOrders orders;
    private final LegalClock clock;
    private final JdbcClient database;
    private final UnaryOperator<byte[]> headOfCentre = DemoSigner.of("centre-" + CENTRE);
    private final UnaryOperator<byte[]> headOfMobilityCentre = DemoSigner.of("mobility-" + Applicants.REGION);
    private final Applicants applicants = new Applicants();
    private final Reservation reservation = new Reservation();
    private final ApplicationListener<?> trail;
    private Queue<Applicants.Submission> signedAhead;

    Product(int port, String databaseName) {
        var application = new SpringApplication(Bilik.class, Stage.class, Story.class);
        application.setAdditionalProfiles("demo", "postgres");
        application.addInitializers(house -> house.getBeanFactory().addBeanPostProcessor(reservation));
        context = application.run(
                "--DB_PORT=" + port,
                "--DB_NAME=" + databaseName,
                "--DB_USER=postgres",
                "--DB_PASSWORD=postgres",
                "--server.port=0",
                "--logging.level.root=warn",
                // What the test classpath adds to the engine listens to every step.
                "--spring.autoconfigure.exclude=" + NOT_FOR_TESTS,
                "--camunda.bpm.job-execution.enabled=false",
                "--bilik.retention.most=" + Integer.getInteger("erased", 20_000),
                "--bilik.bank.outbox=target/benchmark/bank-outbox");
        engine = context.getBean(ProcessEngine.class);
        driver = new EngineDriver(engine);
        intake = context.getBean(Intake.class);
        vouchers = context.getBean(Vouchers.class);
        use = context.getBean(VoucherUse.class);
        protocols = context.getBean(Protocols.class);
        acts = context.getBean(Acts.class);
        orders = context.getBean(PaymentOrders.class);
        clock = context.getBean(LegalClock.class);
        database = context.getBean(JdbcClient.class);
        trail = ((AbstractApplicationContext) context)
                .getApplicationListeners().stream()
                        .filter(listener -> listener.toString().contains("AuditTrail.record"))
                        .findFirst()
                        .orElseThrow();
        context.getBean(Quotas.class).putIntoEffect(Applicants.REGION, Applicants.YEAR, MORE_THAN_ENOUGH, 0);
    }

    @Override
    public String name() {
        return "product";
    }

    /** Whether entries of the chain are written; what waits is chained first, so that no round pays for the one before. */
    void recording(boolean recording) throws InterruptedException {
        while (database.sql("select count(*) from audit_entry where position is null")
                        .query(Long.class)
                        .single()
                > 0) {
            Thread.sleep(200);
        }
        var multicaster = context.getBean(ApplicationEventMulticaster.class);
        if (recording) {
            multicaster.addApplicationListener(trail);
        } else {
            multicaster.removeApplicationListener(trail);
        }
    }

    @Override
    public void prepare(int cases) {
        signedAhead = applicants.apply(cases, database);
    }

    private Applicants.Submission next() {
        synchronized (applicants) {
            return signedAhead.remove();
        }
    }

    /** Receives the next application, its signature verified (cl. 3). */
    String receive() {
        var submission = next();
        return intake.receive(submission.form(), submission.signature(), submission.files())
                .number();
    }

    @Override
    public void openCase() {
        driver.runJobs("application", receive());
    }

    /** One case from the signed application to the paid act (cl. 3-17). */
    @Override
    public void oneCase() {
        var application = receive();
        driver.runJobs("application", application);
        driver.complete("application", application, "checkApplication", Map.of("decision", "forward"));
        driver.runJobs("application", application);
        driver.complete("application", application, "answerApplication", Map.of("answer", "yes"));
        driver.runJobs("application", application);

        var voucher = vouchers.ofApplication(application).orElseThrow().number();
        use.admitThroughCabinet(voucher);
        var today = clock.today();
        protocols.record(
                CENTRE,
                new ExamProtocol.Sent(
                        "B-" + voucher,
                        today,
                        today,
                        Applicants.REGION,
                        List.of(new ExamProtocol.Holder(voucher, ExamProtocol.Result.RECOGNISED))));

        var act = acts.actOf(voucher).orElseThrow();
        var document = acts.document(act);
        acts.sign(act, headOfCentre.apply(document));
        acts.accept(act, headOfMobilityCentre.apply(document));
        driver.complete("settlement", act, "releasePayments", Map.of("released", true));
        driver.runJobs("settlement", act);
        orders.of(act).forEach(order -> orders.answerOfBank(order.number(), true, null));
    }

    /** Stands before the quotas: a measurement without reservations lets none through to the database. */
    private static final class Reservation implements BeanPostProcessor {

        private volatile boolean reserves = true;

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (!(bean instanceof Quotas)) {
                return bean;
            }
            var proxy = new ProxyFactory(bean);
            proxy.setProxyTargetClass(true);
            proxy.addAdvice((MethodInterceptor)
                    call -> reserves || !call.getMethod().getName().equals("reserve")
                            ? call.proceed()
                            : Quotas.Reservation.RESERVED);
            return proxy.getProxy();
        }
    }

    /** Whether an application takes a voucher of its region's quota, or only seems to. */
    void reserves(boolean reserves) {
        reservation.reserves = reserves;
    }

    /** That many applications, received and checked up to the reservation; the job that comes next for each. */
    List<String> beforeTheReservation(int applications) {
        prepare(applications);
        var runtime = engine.getRuntimeService();
        var management = engine.getManagementService();
        var jobs = new ArrayList<String>();
        for (int i = 0; i < applications; i++) {
            var instance = runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(receive(), "application")
                    .singleResult()
                    .getId();
            for (int check = 0; check < 2; check++) {
                run(management
                        .createJobQuery()
                        .processInstanceId(instance)
                        .messages()
                        .singleResult()
                        .getId());
            }
            jobs.add(management
                    .createJobQuery()
                    .processInstanceId(instance)
                    .messages()
                    .singleResult()
                    .getId());
        }
        return jobs;
    }

    void run(String job) {
        engine.getManagementService().executeJob(job);
    }

    /** An officer who has signed in. */
    OfficerAtWork officer(String id) {
        return new OfficerAtWork(Integer.parseInt(context.getEnvironment().getProperty("local.server.port")), id);
    }

    /** The filters of the Tasklist, by name: their ids. */
    Map<String, String> filters() {
        var filters = new TreeMap<String, String>();
        engine.getFilterService()
                .createTaskFilterQuery()
                .list()
                .forEach(filter -> filters.put(filter.getName(), filter.getId()));
        return filters;
    }

    /** Opens that many tasks more, all over the country. */
    void openTasks(int tasks) {
        new CountrysTasks(database).open(tasks);
    }

    /** Opens that many cases all over the country; how long the overview took to find them, in milliseconds. */
    double openCases(int cases) {
        return new CountrysCases(database, context.getBean(CaseOverview.class)).open(cases);
    }

    /** Makes that many finished cases of three years, and lets legal time stand behind the last of them. */
    void finishedCases(int cases) throws InterruptedException, ExecutionException {
        if (finished() < cases) {
            new FinishedCases(
                            database,
                            context.getBean(Story.class),
                            context.getBean(Stage.class),
                            context.getBean(ApplicationProcess.class))
                    .make(cases);
        }
        legalTime(FinishedCases.AFTERWARDS);
    }

    private long finished() {
        return database.sql("select count(*) from case_overview where ended")
                .query(Long.class)
                .single();
    }

    /** Sets legal time to that moment, without anything that would have happened on the way. */
    void legalTime(LocalDateTime moment) {
        var wall = context.getBean(Clock.class).instant();
        clock.setOffset(Duration.between(wall, moment.atZone(LegalClock.ZONE).toInstant()));
    }

    /** Counts what the reports read; answers how many pieces were counted anew. */
    int countReports() {
        return context.getBean(ReportPieces.class).refresh();
    }

    /** Erases what is due; answers of how many cases. */
    int erase() {
        return context.getBean(Retention.class).run();
    }

    /** How many cases would be erased at that moment of legal time. */
    long due() {
        return context.getBean(Retention.class).countDue(clock.today());
    }

    /** The engine's id of the newest version of a diagram. */
    String definition(String process) {
        return engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId();
    }

    /** What a statement answers first. */
    String one(String sql) {
        return database.sql(sql).query(String.class).list().get(0);
    }

    /** The IIN of somebody whose application that is. */
    String iinOf(String application) {
        return database.sql("select iin from application where number = ?")
                .param(application)
                .query(String.class)
                .single();
    }

    /** The number of an application whose case is open. */
    String someApplication() {
        return database.sql("select application from open_application limit 1")
                .query(String.class)
                .single();
    }

    @Override
    public void analyze() {
        database.sql("analyze").update();
    }

    @Override
    public void close() {
        context.close();
    }
}
