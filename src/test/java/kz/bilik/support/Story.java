package kz.bilik.support;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kz.bilik.application.Applications;
import kz.bilik.application.Intake;
import kz.bilik.distribution.Distributions;
import kz.bilik.distribution.Preparation;
import kz.bilik.document.Enclosure;
import kz.bilik.identity.Iin;
import kz.bilik.payment.PaymentHalts;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.record.DemoTable;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ExamProtocol;
import kz.bilik.settlement.Protocols;
import kz.bilik.signature.DemoSignature;
import kz.bilik.signature.NewPerson;
import kz.bilik.voucher.CertificateReceipt;
import kz.bilik.voucher.IncapacityPeriod;
import kz.bilik.voucher.SickLeaveCertificate;
import kz.bilik.voucher.VoucherUse;
import kz.bilik.voucher.Vouchers;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The procedure as sentences: who does what. Officers complete their tasks as the Tasklist does, cabinets call the
 * modules as the API does; afterwards everything that is due has run.
 */
@TestComponent
public class Story {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Set<String> AUTHORISED_BODY = Set.of("authorised-body");

    private final Stage stage;
    private final Intake intake;
    private final Applications applications;
    private final Vouchers vouchers;
    private final VoucherUse use;
    private final CertificateReceipt certificates;
    private final Protocols protocols;
    private final Acts acts;
    private final PaymentOrders orders;
    private final PaymentHalts halts;
    private final Preparation preparation;
    private final Distributions distributions;
    private final TaskService tasks;

    public Story(
            Stage stage,
            Intake intake,
            Applications applications,
            Vouchers vouchers,
            VoucherUse use,
            CertificateReceipt certificates,
            Protocols protocols,
            Acts acts,
            PaymentOrders orders,
            PaymentHalts halts,
            Preparation preparation,
            Distributions distributions,
            TaskService tasks) {
        this.stage = stage;
        this.intake = intake;
        this.applications = applications;
        this.vouchers = vouchers;
        this.use = use;
        this.certificates = certificates;
        this.protocols = protocols;
        this.acts = acts;
        this.orders = orders;
        this.halts = halts;
        this.preparation = preparation;
        this.distributions = distributions;
        this.tasks = tasks;
    }

    // cl. 3: applying

    /** That demo person applies with the sample's data and his own name, number, account and region. */
    public String applies(String person) {
        return applies(person, form -> {});
    }

    /** As above, the form changed before it is signed. */
    public String applies(String person, Consumer<ObjectNode> change) {
        var number = submits(person, change);
        stage.settle();
        return number;
    }

    /** Submits without letting the checks run. */
    public String submits(String person, Consumer<ObjectNode> change) {
        try {
            var form = sample();
            putPerson(form, person);
            change.accept(form);
            var bytes = JSON.writeValueAsBytes(form);
            return intake.receive(bytes, DemoSignature.of(person, bytes), enclosures(form))
                    .number();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** An application that is signed and ready to be sent, from as many threads as one likes. */
    public record Letter(byte[] form, byte[] signature, List<Enclosure> files) {}

    /** The sample's application with a submission id of its own, changed and then signed by that person. */
    public static Letter letter(NewPerson person, Consumer<ObjectNode> change) {
        try {
            var form = sample();
            form.put("iin", person.iin().value());
            form.remove("email");
            change.accept(form);
            var bytes = JSON.writeValueAsBytes(form);
            return new Letter(bytes, person.sign(bytes), enclosures(form));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ObjectNode sample() throws IOException {
        var form = (ObjectNode) JSON.readTree(Files.readAllBytes(Path.of("demo/application.json")));
        form.put("submissionId", UUID.randomUUID().toString());
        return form;
    }

    private static List<Enclosure> enclosures(ObjectNode form) throws IOException {
        var files = new ArrayList<Enclosure>();
        for (var document : form.get("documents")) {
            var name = document.get("fileName").textValue();
            var content = Files.readAllBytes(Path.of("demo/documents", name));
            files.add(new Enclosure(name, content.length, new ByteArrayResource(content)));
        }
        return files;
    }

    private static void putPerson(ObjectNode form, String number) {
        var person = person(number);
        form.put("iin", person.get("iin"));
        form.put("surname", person.get("surname"));
        form.put("name", person.get("name"));
        if (person.get("patronymic").isEmpty()) {
            form.remove("patronymic");
        } else {
            form.put("patronymic", person.get("patronymic"));
        }
        form.put("account", person.get("account"));
        form.put("phone", person.get("phone"));
        form.put("email", person.get("email"));
        form.put("region", person.get("region"));
        ((ObjectNode) form.get("residence")).put("region", person.get("region"));
        form.put("careerCentre", person.get("careerCentre"));
        ((ObjectNode) form.get("registration")).put("region", person.get("region"));
    }

    /** The row of {@code demo/persons.csv}. */
    public static DemoTable.Row person(String number) {
        return DemoTable.rows("persons.csv").stream()
                .filter(row -> row.get("number").equals(number))
                .findFirst()
                .orElseThrow();
    }

    // cl. 8: the career centre

    public void careerCentreForwards(String application) {
        complete(application, "checkApplication", Map.of("decision", "forward"));
    }

    public void careerCentreRefuses(String application, String ground, String text) {
        var field =
                switch (ground) {
                    case "INCOMPLETE_DOCUMENTS" -> "incompleteDocumentsText";
                    case "FILLED_IN_WRONGLY" -> "filledInWronglyText";
                    default -> "requirementsNotMetText";
                };
        complete(
                application, "checkApplication", Map.of("decision", "refuse", "grounds", List.of(ground), field, text));
    }

    // cl. 9, 10: the recognition centre answers, the voucher is issued

    public void centreConfirms(String application) {
        complete(application, "answerApplication", Map.of("answer", "yes"));
    }

    public void centreDeclines(String application, String reason) {
        complete(application, "answerApplication", Map.of("answer", "no", "reason", reason));
    }

    /** Everything up to the issue; answers the voucher's number. */
    public String receivesVoucher(String person) {
        return receivesVoucher(person, form -> {});
    }

    public String receivesVoucher(String person, Consumer<ObjectNode> change) {
        var application = applies(person, change);
        careerCentreForwards(application);
        centreConfirms(application);
        return voucherOf(application);
    }

    public String voucherOf(String application) {
        return vouchers.ofApplication(application).orElseThrow().number();
    }

    // cl. 12, 13: sick leave

    /** The holder sends a certificate for these days; answers its id. */
    public String sendsCertificate(String voucher, LocalDate from, LocalDate to) {
        try {
            var iin = applications.get(vouchers.get(voucher).application()).iin();
            var content = Files.readAllBytes(samplePdf());
            var received = certificates.receive(
                    voucher,
                    iin,
                    certificate(iin, from, to),
                    new Enclosure("sick-leave.pdf", content.length, new ByteArrayResource(content)));
            stage.settle();
            return received.certificate().id().toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static SickLeaveCertificate certificate(Iin iin, LocalDate from, LocalDate to) {
        return new SickLeaveCertificate(
                SickLeaveCertificate.Kind.SHEET,
                "AB",
                UUID.randomUUID().toString().substring(0, 8),
                iin,
                "Patient",
                "City Polyclinic No. 5",
                "Doctor",
                List.of(new IncapacityPeriod(from, to)));
    }

    private static Path samplePdf() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("demo/documents"))) {
            return files.filter(file -> file.toString().endsWith(".pdf"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    public void mobilityCentreAccepts(String certificate) {
        decide(certificate, Map.of("decision", "accept"));
    }

    public void mobilityCentreRejects(String certificate, String ground) {
        decide(certificate, Map.of("decision", "reject", "ground", ground, "remark", ""));
    }

    private void decide(String certificate, Map<String, Object> submission) {
        var task = tasks.createTaskQuery().taskDefinitionKey("decideCertificate").list().stream()
                .filter(open -> certificate.equals(tasks.getVariable(open.getId(), "certificate")))
                .findFirst()
                .orElseThrow();
        tasks.complete(task.getId(), submission);
        stage.settle();
    }

    /** Completes that task as an officer who is signed in, with these groups. */
    public void completes(
            String officer, Set<String> groups, String number, String task, Map<String, Object> submission) {
        as(officer, groups, () -> complete(number, task, submission));
    }

    /** Does something as an officer who is signed in. */
    public void as(String officer, Set<String> groups, Runnable deed) {
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(
                        officer,
                        null,
                        groups.stream().map(SimpleGrantedAuthority::new).toList()));
        try {
            deed.run();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    // use, exam, act

    public void centreAdmits(String voucher) {
        use.admitThroughCabinet(voucher);
        stage.settle();
    }

    public void examDidNotTakePlace(String voucher) {
        use.examNotHeldThroughCabinet(voucher, "CENTRE", "The examiner was ill");
        stage.settle();
    }

    /** The protocol of today names these vouchers; answers the acts that are due. */
    public List<String> examHeld(String protocol, String region, String... holders) {
        var centre = vouchers.get(holders[0]).recognitionCentre();
        protocols.record(
                centre,
                new ExamProtocol.Sent(
                        protocol,
                        stage.today(),
                        stage.today(),
                        region,
                        Arrays.stream(holders)
                                .map(voucher -> new ExamProtocol.Holder(voucher, ExamProtocol.Result.RECOGNISED))
                                .toList()));
        stage.settle();
        return acts.ofProtocol(centre, protocol, stage.today().getYear());
    }

    /** The head of the centre signs the act and sends it. */
    public void centreSigns(String act) {
        acts.form(act);
        var centre = acts.get(act).recognitionCentre();
        acts.sign(act, DemoSignature.of("centre-" + centre, acts.document(act)));
        stage.settle();
    }

    /** The head of the mobility centre signs what the recognition centre signed, and thereby accepts it. */
    public void mobilityCentreAcceptsAct(String act) {
        acts.accept(act, DemoSignature.of("mobility-" + acts.get(act).region(), acts.document(act)));
        stage.settle();
    }

    public void mobilityCentreReturnsAct(String act, String remarks) {
        complete(act, "acceptAct", Map.of("decision", "return", "remarks", remarks));
    }

    public void accountantReleases(String act) {
        complete(act, "releasePayments", Map.of("released", true));
    }

    /** The accountant holds an order that is not released yet. */
    public void accountantHolds(String order, String reason) {
        halts.hold(order, reason);
    }

    /** The accountant returns an order that is not released yet to the mobility centre. */
    public void accountantReturns(String order, String reason) {
        halts.giveBack(order, reason);
    }

    public List<PaymentOrder> ordersOf(String act) {
        return orders.of(act);
    }

    public void bankConfirms(String order) {
        orders.answerOfBank(order, true, null);
        stage.settle();
    }

    public void bankRejects(String order, String reason) {
        orders.answerOfBank(order, false, reason);
        stage.settle();
    }

    // cl. 18: the authorised body distributes

    /** An early review from that day; answers its number. */
    public String ordersReview(LocalDate from) {
        var number = new AtomicReference<String>();
        as("authorised", AUTHORISED_BODY, () -> number.set(preparation.orderReview(from, "Unemployment has moved")));
        stage.settle();
        return number.get();
    }

    /** Changes one number of a proposal, as who is signed in. */
    public void adjusts(String distribution, String region, int year, int vouchers, String reason) {
        preparation.adjust(
                distribution,
                year,
                distributions.seen(distribution),
                List.of(new Preparation.Wanted(region, vouchers, reason)),
                "",
                Set.of(region));
    }

    /** The vouchers of the country in each year of the period; the regions' shares are proposed then. */
    public void setsTotals(String distribution, int year1, int year2, int year3) {
        completes(
                "authorised",
                AUTHORISED_BODY,
                distribution,
                "setTotals",
                Map.of("total", year1 + year2 + year3, "year1", year1, "year2", year2, "year3", year3));
    }

    // tasks, as the Tasklist completes them

    public void complete(String businessKey, String task, Map<String, Object> submission) {
        tasks.complete(openTask(businessKey, task).getId(), submission);
        stage.settle();
    }

    public Task openTask(String businessKey, String task) {
        return tasks.createTaskQuery().processInstanceBusinessKey(businessKey).taskDefinitionKey(task).list().stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        businessKey + " does not stand at " + task + " but at " + openTasks(businessKey)));
    }

    /** The definition keys of the open tasks of a case. */
    public List<String> openTasks(String businessKey) {
        return tasks.createTaskQuery().processInstanceBusinessKey(businessKey).list().stream()
                .map(Task::getTaskDefinitionKey)
                .sorted()
                .toList();
    }
}
