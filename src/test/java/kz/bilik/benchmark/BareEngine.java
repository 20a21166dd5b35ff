package kz.bilik.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Camunda with its default settings and the product's three diagrams, tables and forms. Its delegates do nothing but set
 * the facts that lead down the good path: no records, no signatures, no rights, no documents.
 */
final class BareEngine implements Measured {

    private static final List<String> DIAGRAMS = List.of("application.bpmn", "voucher.bpmn", "settlement.bpmn");

    private static final Map<String, Object> PLACES =
            Map.of("region", "KZ-75", "careerCentre", "KZ-75-03", "recognitionCentre", "C-014");

    private final HikariDataSource database;
    private final ProcessEngine engine;
    private final EngineDriver driver;
    private final AtomicInteger number = new AtomicInteger();

    BareEngine(String url, int connections) {
        database = new HikariDataSource();
        database.setJdbcUrl(url);
        database.setUsername("postgres");
        database.setPassword("postgres");
        database.setMaximumPoolSize(connections);
        var configuration = new StandaloneProcessEngineConfiguration();
        configuration.setProcessEngineName("bare");
        configuration.setDataSource(database);
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setBeans(beans());
        engine = configuration.buildProcessEngine();
        driver = new EngineDriver(engine);
        deploy();
    }

    private void deploy() {
        var deployment = engine.getRepositoryService().createDeployment().name("the product's diagrams");
        DIAGRAMS.forEach(diagram -> deployment.addClasspathResource("processes/" + diagram));
        deployment.addClasspathResource("processes/reimbursement.dmn");
        for (var form : List.of(
                "checkApplication",
                "answerApplication",
                "admitToExam",
                "recordExam",
                "decideCertificate",
                "sendAct",
                "acceptAct",
                "releasePayments",
                "confirmPayment",
                "decidePayment",
                "correctPayment",
                "repairPayment")) {
            deployment.addClasspathResource("forms/" + form + ".form");
        }
        deployment.deploy();
    }

    private static Map<Object, Object> beans() {
        var beans = new HashMap<Object, Object>();
        for (var diagram : DIAGRAMS) {
            Bpmn.readModelFromStream(BareEngine.class.getResourceAsStream("/processes/" + diagram))
                    .getModelElementsByType(ServiceTask.class)
                    .forEach(task -> beans.put(task.getId(), (JavaDelegate) at -> {}));
        }
        beans.put("reserveVoucher", (JavaDelegate) at -> at.setVariable("checksPassed", true));
        beans.put("issueVoucher", (JavaDelegate)
                at -> at.setVariable("voucherNumber", "V-" + at.getProcessBusinessKey()));
        beans.put("startVoucher", (JavaDelegate) at -> at.getProcessEngineServices()
                .getRuntimeService()
                .startProcessInstanceByKey(
                        "voucher",
                        at.getProcessBusinessKey(),
                        references(Map.of(
                                "applicationNumber",
                                at.getProcessBusinessKey(),
                                "voucherNumber",
                                at.getVariable("voucherNumber")))));
        beans.put("handOverToAct", (JavaDelegate) at -> at.getProcessEngineServices()
                .getRuntimeService()
                .startProcessInstanceByKey(
                        "settlement",
                        act(at.getProcessBusinessKey()),
                        references(Map.of("actNumber", act(at.getProcessBusinessKey())))));
        beans.put("recordReimbursement", (ExecutionListener) at -> {});
        beans.put("settlementLines", new Lines());
        beans.put("endOf", new Dates());
        beans.put("dueBy", new Dates());
        beans.put("reminders", new Reminders());
        return beans;
    }

    private static Map<String, Object> references(Map<String, Object> own) {
        var references = new HashMap<>(PLACES);
        references.putAll(own);
        if (!own.containsKey("applicationNumber") || own.containsKey("voucherNumber")) {
            references.remove("careerCentre");
        }
        return references;
    }

    private static String act(String application) {
        return "ACT-" + application;
    }

    @Override
    public String name() {
        return "bare engine";
    }

    @Override
    public void openCase() {
        opened();
    }

    private String opened() {
        var application = "A-2026-75-%06d".formatted(number.incrementAndGet());
        engine.getRuntimeService()
                .startProcessInstanceByKey(
                        "application", application, references(Map.of("applicationNumber", application)));
        driver.runJobs("application", application);
        return application;
    }

    @Override
    public void oneCase() {
        var application = opened();
        driver.complete("application", application, "checkApplication", Map.of("inOrder", true));
        driver.runJobs("application", application);
        driver.complete("application", application, "answerApplication", Map.of("confirmed", true));
        driver.runJobs("application", application);

        driver.complete("voucher", application, "admitToExam", Map.of());
        driver.complete("voucher", application, "recordExam", Map.of("examHeld", true));

        var act = act(application);
        driver.complete("settlement", act, "sendAct", Map.of());
        driver.complete("settlement", act, "acceptAct", Map.of("actAccepted", true));
        driver.complete("settlement", act, "releasePayments", Map.of());
        driver.runJobs("settlement", act);
        driver.complete("settlement", act, "confirmPayment", Map.of("paymentConfirmed", true));
    }

    /** Opens that many tasks more. */
    void openTasks(int tasks) {
        new CountrysTasks(JdbcClient.create(database)).open(tasks);
    }

    @Override
    public void analyze() {
        JdbcClient.create(database).sql("analyze").update();
    }

    @Override
    public void close() {
        engine.close();
        database.close();
    }

    /** What the settlement's diagram asks of an act: one line, one order. */
    public static final class Lines {

        public List<String> of(String act) {
            return List.of("V-" + act);
        }

        public List<String> paymentOrders(String act) {
            return List.of("P-" + act);
        }

        public boolean released(String order) {
            return true;
        }

        public boolean awaitsOthers(String order) {
            return false;
        }

        public boolean returned(String order) {
            return false;
        }

        public String profile(String voucher) {
            return "TECHNICAL";
        }

        public boolean outsideRegion(String voucher) {
            return false;
        }

        public LocalDate day(String voucher) {
            return LocalDate.of(2026, 9, 14);
        }
    }

    /** Every term ends in ten days. */
    public static final class Dates {

        public Date checks(String number) {
            return later();
        }

        public Date careerCentreCheck(String number) {
            return later();
        }

        public Date forwarding(String number) {
            return later();
        }

        public Date answer(String number) {
            return later();
        }

        public Date issue(String number) {
            return later();
        }

        public Date validity(String number) {
            return later();
        }

        public Date act(String number) {
            return later();
        }

        public Date payment(String number) {
            return later();
        }

        private static Date later() {
            return Date.from(Instant.now().plus(Duration.ofDays(10)));
        }
    }

    /** Every reminder is due in ten days. */
    public static final class Reminders {

        public String answer(String number) {
            return later();
        }

        public String holder(String number) {
            return later();
        }

        private static String later() {
            return "R/" + LocalDateTime.now().plusDays(10).withNano(0).withSecond(1) + "/P1D";
        }
    }
}
