package kz.bilik.payment;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kz.bilik.calendar.LegalClock;
import kz.bilik.document.Documents;
import kz.bilik.problem.Echo;
import kz.bilik.problem.Problem;
import kz.bilik.settlement.Acts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bank's answer to a payment file, as the accountant uploads it (cl. 17). Everything is checked first: one line that is
 * wrong, of another file or against another line refuses the whole answer, and nothing is recorded. What it says and is
 * already recorded changes nothing, so the same answer may come again. A bank speaks of the file, of a payment information in
 * it, of an order: the narrower word counts, the wider one holds for every order of which nothing narrower is said.
 */
@Component
public class BankAnswers {

    /** The kind under which an answer that told something new is stored. */
    public static final String FILE_KIND = "BANK_ANSWER";

    private static final int MOST_ERRORS = 50;

    /** As many as one sentence bears. */
    private static final int MOST_ORDERS = 10;

    /** Settled on the payer's side, or credited to the payee: the money has left. */
    private static final Set<String> PAID = Set.of("ACSC", "ACCC");

    /** Rejected, or cancelled whoever asked for it: the order has ended, and nothing was paid. */
    private static final Set<String> ENDED = Set.of("RJCT", "CANC");

    private static final String CANCELLED = "CANC";

    /** The bank has the order and has not carried it out yet: no end, and no error. */
    private static final Set<String> UNDER_WAY =
            Set.of("RCVD", "ACTC", "ACCP", "ACFC", "ACSP", "ACWC", "ACWP", "ACPD", "PATC", "PDNG", "BLCK");

    /** Of a whole only: some of it was accepted, and the rest is said order by order. */
    private static final String IN_PART = "PART";

    /**
     * What a file has brought.
     *
     * @param confirmed orders whose payment it confirmed
     * @param rejected orders that it rejected, or that were cancelled
     * @param known orders whose answer was recorded before
     * @param underWay orders that the bank has not carried out yet
     */
    public record Taken(int confirmed, int rejected, int known, int underWay) {}

    /**
     * @param path where the answer says it, {@code file} or a line
     * @param element that holds the status
     */
    private record Said(String path, String element, @Nullable String status, String reason) {

        /** Of a whole, not of one order. */
        boolean isOfMany() {
            return !element.equals("TxSts");
        }

        boolean is(Set<String> statuses) {
            return status != null && statuses.contains(status);
        }
    }

    private record Told(PaymentOrder order, Said said) {}

    private final Acts acts;
    private final PaymentOrders orders;
    private final PaymentOrderTable table;
    private final Documents documents;
    private final LegalClock clock;

    BankAnswers(Acts acts, PaymentOrders orders, PaymentOrderTable table, Documents documents, LegalClock clock) {
        this.acts = acts;
        this.orders = orders;
        this.table = table;
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * Records what the bank answered to a file in which orders of that act stand; the procedure goes on with each first
     * answer.
     *
     * @param content pain.002.001 in the encoding that it names
     * @throws Problem {@code payment.file-too-large}, {@code payment.file-unreadable}, {@code payment.file-wrong}; the last
     *     two with up to fifty errors, whose paths are {@code file}, {@code line 12} or {@code line 12, TxSts}
     */
    @Transactional
    public Taken take(String act, byte[] content) {
        var report = BankAnswerXml.read(content);
        acts.lock(act);
        var wrong = new Errors();
        var file = file(report, wrong);
        if (file.isPresent()
                && orders.files(act).stream()
                        .noneMatch(each -> each.id().equals(file.get().id()))) {
            wrong.add("file", "payment.file-of-other", Echo.of(report.originalFile()), act);
            return taken(Optional.empty(), report, content, wrong);
        }
        if (file.isEmpty() && report.originalFile() != null) {
            wrong.add("file", "payment.file-of-other", Echo.of(report.originalFile()), act);
        }
        return taken(file, report, content, wrong);
    }

    /**
     * The same of any file of a region, one of an act or one that its accountant collected.
     *
     * @param region ISO 3166-2
     */
    @Transactional
    public Taken takeOfRegion(String region, byte[] content) {
        var report = BankAnswerXml.read(content);
        var wrong = new Errors();
        var file = file(report, wrong).filter(each -> each.region().equals(region));
        if (file.isEmpty() && report.originalFile() != null) {
            wrong.add("file", "payment.file-of-other-region", Echo.of(report.originalFile()));
        }
        return taken(file, report, content, wrong);
    }

    private Optional<SentFile> file(BankAnswerXml.Report report, Errors wrong) {
        if (report.originalFile() == null) {
            wrong.add("file", "payment.file-names-no-file");
            return Optional.empty();
        }
        return table.file(report.originalFile());
    }

    private Taken taken(Optional<SentFile> file, BankAnswerXml.Report report, byte[] content, Errors wrong) {
        // Whoever records another answer to one of these acts waits, or is waited for.
        file.ifPresent(each -> table.inFile(each.id()).stream()
                .map(PaymentOrder::act)
                .distinct()
                .sorted()
                .forEach(acts::lock));
        var inFile = file.map(each -> table.inFile(each.id())).orElse(List.of());
        var ofAll = new Said("file", "GrpSts", report.status(), report.reason());
        if (report.answers().isEmpty() && silent(report)) {
            wrong.add("file", "payment.file-names-no-order");
        }
        requireKnown(ofAll, wrong);
        if (IN_PART.equals(ofAll.status())
                && report.answers().isEmpty()
                && report.informations().stream().allMatch(each -> each.status() == null)) {
            wrong.add("file, GrpSts", "payment.file-part-of-nothing", IN_PART);
        }
        var told = new LinkedHashMap<String, Told>();
        for (int i = 0; i < Math.max(1, report.informations().size()); i++) {
            var information = i < report.informations().size()
                    ? report.informations().get(i)
                    : new BankAnswerXml.Information(0, null, null, "");
            if (file.isPresent() && isUnknown(information, inFile)) {
                wrong.add(
                        "line " + information.line() + ", OrgnlPmtInfId",
                        "payment.file-information-unknown",
                        Echo.of(information.id()));
                continue;
            }
            ofInformation(i, information, report, ofAll, inFile, told, wrong);
        }
        // The word for the whole holds for what the answer passes over.
        inFile.stream()
                .filter(order -> !told.containsKey(order.number()))
                .forEach(order -> tell(order, ofAll, told, wrong));
        wrong.refuse();
        return record(file.orElseThrow(), content, told.values());
    }

    private static boolean silent(BankAnswerXml.Report report) {
        return report.status() == null
                && report.informations().stream().allMatch(information -> information.status() == null);
    }

    private static boolean isUnknown(BankAnswerXml.Information information, List<PaymentOrder> inFile) {
        return information.id() != null
                && inFile.stream().noneMatch(order -> information.id().equals(order.paymentInformation()));
    }

    private void ofInformation(
            int index,
            BankAnswerXml.Information information,
            BankAnswerXml.Report report,
            Said ofAll,
            List<PaymentOrder> inFile,
            Map<String, Told> told,
            Errors wrong) {
        var own = new Said("line " + information.line(), "PmtInfSts", information.status(), information.reason());
        requireKnown(own, wrong);
        requireNoContradiction(own, ofAll, wrong);
        var wider = own.status() == null ? ofAll : own;
        var ofThis = inFile.stream()
                .filter(order -> information.id() == null || information.id().equals(order.paymentInformation()))
                .toList();
        var byEndToEndId = ofThis.stream().collect(Collectors.toMap(PaymentOrder::endToEndId, order -> order));
        var answers = report.answers().stream()
                .filter(answer -> answer.information() == index)
                .toList();
        var named = new HashSet<String>();
        for (var answer : answers) {
            var order = order(answer, byEndToEndId, named, wrong);
            if (order == null) {
                continue;
            }
            requireAmount(answer, order, wrong);
            var said = new Said("line " + answer.line(), "TxSts", answer.status(), answer.reason());
            if (said.status() == null) {
                if (wider.status() == null || wider.status().equals(IN_PART)) {
                    wrong.add(path(answer, "TxSts"), "settlement.missing");
                } else {
                    tell(order, wider, told, wrong);
                }
                continue;
            }
            requireKnown(said, wrong);
            requireNoContradiction(said, wider, wrong);
            tell(order, said, told, wrong);
        }
        if (IN_PART.equals(own.status()) && answers.isEmpty()) {
            wrong.add(own.path() + ", PmtInfSts", "payment.file-part-of-nothing", IN_PART);
        }
        if (own.status() != null) {
            ofThis.stream()
                    .filter(order -> !told.containsKey(order.number()) && !named.contains(order.number()))
                    .forEach(order -> tell(order, own, told, wrong));
        }
    }

    /** Takes what is said of that order, unless it contradicts what is recorded or says nothing of it. */
    private static void tell(PaymentOrder order, Said said, Map<String, Told> told, Errors wrong) {
        var path = said.path().equals("file") ? "file" : said.path() + ", " + said.element();
        if (said.is(PAID) && order.state() == PaymentOrder.State.REJECTED) {
            wrong.add(path, "payment.already-rejected", order.number());
        }
        if (said.is(ENDED) && order.state() == PaymentOrder.State.CONFIRMED) {
            wrong.add(path, "payment.already-confirmed", order.number());
        }
        if (said.is(ENDED) && !CANCELLED.equals(said.status()) && said.reason().isEmpty()) {
            wrong.withoutReason(said.path() + ", StsRsnInf", order.number());
        }
        if (said.is(PAID) || said.is(ENDED) || said.is(UNDER_WAY)) {
            told.put(order.number(), new Told(order, said));
        }
    }

    private Taken record(SentFile file, byte[] content, Collection<Told> told) {
        var ends = told.stream()
                .filter(each -> !each.said().is(UNDER_WAY))
                .filter(each -> each.order().state() == PaymentOrder.State.SENT)
                .sorted(Comparator.comparing(each -> each.order().number()))
                .toList();
        var underWay = told.stream()
                .filter(each -> each.said().is(UNDER_WAY))
                .filter(each -> each.order().state() == PaymentOrder.State.SENT)
                .toList();
        underWay.forEach(each -> table.underWay(
                each.order().number(), Objects.requireNonNull(each.said().status()), clock.now()));
        ends.forEach(
                each -> orders.answerOfFile(each.order().number(), each.said().is(PAID), reason(each.said())));
        if (!ends.isEmpty()) {
            var owner = file.act() == null ? file.id() : file.act();
            var earlier = documents.of(owner).stream()
                    .filter(stored -> stored.kind().equals(FILE_KIND))
                    .count();
            documents.store(
                    owner,
                    FILE_KIND,
                    owner + "-answer-" + (earlier + 1) + ".xml",
                    "application/xml",
                    new ByteArrayInputStream(content));
        }
        var confirmed = (int) ends.stream().filter(each -> each.said().is(PAID)).count();
        return new Taken(
                confirmed, ends.size() - confirmed, told.size() - ends.size() - underWay.size(), underWay.size());
    }

    /** The bank's words; a cancellation may come without any, and says so itself. */
    private static String reason(Said said) {
        return CANCELLED.equals(said.status()) ? (CANCELLED + " " + said.reason()).strip() : said.reason();
    }

    private static void requireKnown(Said said, Errors wrong) {
        if (said.status() != null
                && !said.is(PAID)
                && !said.is(ENDED)
                && !said.is(UNDER_WAY)
                && !(said.isOfMany() && said.status().equals(IN_PART))) {
            wrong.add(said.path() + ", " + said.element(), "payment.file-status-unknown", Echo.of(said.status()));
        }
    }

    /** What ended as a whole has ended with every order in it, and in the same way. */
    private static void requireNoContradiction(Said narrower, Said wider, Errors wrong) {
        if (narrower.status() != null
                && wider.status() != null
                && (wider.is(PAID) && !narrower.is(PAID) || wider.is(ENDED) && !narrower.is(ENDED))) {
            wrong.add(
                    narrower.path() + ", " + narrower.element(),
                    "payment.file-contradicts",
                    Echo.of(narrower.status()),
                    Echo.of(wider.status()));
        }
    }

    private static @Nullable PaymentOrder order(
            BankAnswerXml.Answer answer, Map<String, PaymentOrder> byEndToEndId, Set<String> named, Errors wrong) {
        if (answer.endToEndId() == null || answer.endToEndId().isEmpty()) {
            wrong.add(path(answer, "OrgnlEndToEndId"), "settlement.missing");
            return null;
        }
        var order = byEndToEndId.get(answer.endToEndId());
        if (order == null) {
            wrong.add(path(answer, "OrgnlEndToEndId"), "payment.file-order-unknown", Echo.of(answer.endToEndId()));
            return null;
        }
        if (answer.order() != null && !answer.order().equals(order.number())) {
            wrong.add(path(answer, "OrgnlInstrId"), "payment.file-order-unknown", Echo.of(answer.order()));
            return null;
        }
        if (!named.add(order.number())) {
            wrong.add("line " + answer.line(), "payment.file-order-twice", order.number());
            return null;
        }
        return order;
    }

    private static void requireAmount(BankAnswerXml.Answer answer, PaymentOrder order, Errors wrong) {
        // Many banks repeat the id and the status only; an amount that is repeated is ours.
        if (answer.amount() == null) {
            return;
        }
        if (!"KZT".equals(answer.currency()) || answer.amount().compareTo(BigDecimal.valueOf(order.amount())) != 0) {
            wrong.add(path(answer, "InstdAmt"), "payment.file-amount-differs", order.number(), order.amount());
        }
    }

    private static String path(BankAnswerXml.Answer answer, String element) {
        return "line " + answer.line() + ", " + element;
    }

    /** The errors of a file, as many as an officer may want to read. */
    private static final class Errors {

        private final Map<String, List<String>> withoutReason = new LinkedHashMap<>();
        private Problem problem = Problem.of(Problem.Kind.UNPROCESSABLE, "payment.file-wrong");

        void add(String path, String code, Object... arguments) {
            problem = problem.with(path, code, arguments);
            if (problem.fields().size() == MOST_ERRORS) {
                throw problem;
            }
        }

        /** A status of many orders stands at one place of the file: there all of them are named. */
        void withoutReason(String path, String order) {
            withoutReason.computeIfAbsent(path, at -> new ArrayList<>()).add(order);
        }

        void refuse() {
            withoutReason.forEach((path, orders) -> add(
                    path,
                    "payment.file-reason-missing",
                    orders.stream().limit(MOST_ORDERS).collect(Collectors.joining(", "))
                            + (orders.size() > MOST_ORDERS ? ", …" : "")));
            if (!problem.fields().isEmpty()) {
                throw problem;
            }
        }
    }
}
