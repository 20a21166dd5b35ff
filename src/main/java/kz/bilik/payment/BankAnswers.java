package kz.bilik.payment;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kz.bilik.document.Documents;
import kz.bilik.problem.Echo;
import kz.bilik.problem.Problem;
import kz.bilik.settlement.Acts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The bank's answer to a payment file of an act, as the accountant uploads it (cl. 17). Everything is checked first: one
 * line that is wrong or of another act refuses the whole file, and nothing is recorded. What the file says and is already
 * recorded changes nothing, so the same file may come again. A bank that rejects a payment file as a whole names no order:
 * then each order of that file is rejected, but those that the answer names beside it.
 */
@Component
public class BankAnswers {

    /** The kind under which an answer that told something new is stored. */
    public static final String FILE_KIND = "BANK_ANSWER";

    private static final int MOST_ERRORS = 50;

    /** Settled on the payer's side, or credited to the payee: the money has left. */
    private static final Set<String> PAID = Set.of("ACSC", "ACCC");

    /** The bank has the order and has not carried it out yet: no answer, and no error. */
    private static final Set<String> UNDER_WAY = Set.of("RCVD", "ACTC", "ACCP", "ACFC", "ACSP", "ACWC", "ACWP", "PDNG");

    /**
     * What a file has brought.
     *
     * @param confirmed orders whose payment it confirmed
     * @param rejected orders that it rejected
     * @param known orders whose answer was recorded before
     * @param underWay orders that the bank has not carried out yet
     */
    public record Taken(int confirmed, int rejected, int known, int underWay) {}

    private record Told(PaymentOrder order, boolean paid, String reason) {}

    private final Acts acts;
    private final PaymentOrders orders;
    private final Documents documents;

    BankAnswers(Acts acts, PaymentOrders orders, Documents documents) {
        this.acts = acts;
        this.orders = orders;
        this.documents = documents;
    }

    /**
     * Records what the bank answered to the orders of that act; the procedure goes on with each first answer.
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
        requireFile(act, report, wrong);
        var underWay = 0;
        var told = new HashMap<String, Told>();
        var named = new HashSet<String>();
        var byEndToEndId = orders.of(act).stream()
                .filter(order ->
                        report.originalFile() != null && report.originalFile().equals(order.paymentFile()))
                .collect(Collectors.toMap(PaymentOrder::endToEndId, order -> order));
        for (var answer : report.answers()) {
            var order = order(answer, byEndToEndId, named, wrong);
            if (order == null) {
                continue;
            }
            requireAmount(answer, order, wrong);
            if (answer.status() != null && UNDER_WAY.contains(answer.status())) {
                underWay++;
            } else if (isAnswer(answer, order, wrong)) {
                told.put(order.number(), new Told(order, PAID.contains(answer.status()), answer.reason()));
            }
        }
        if (report.rejected()) {
            var others = byEndToEndId.values().stream()
                    .filter(order -> !named.contains(order.number()))
                    .toList();
            requireRejectable(report, others, wrong);
            others.forEach(order -> told.put(order.number(), new Told(order, false, report.reason())));
        }
        wrong.refuse();
        return record(act, content, told, underWay);
    }

    private Taken record(String act, byte[] content, Map<String, Told> told, int underWay) {
        var news = told.values().stream()
                .filter(each -> each.order().state() == PaymentOrder.State.SENT)
                .sorted(Comparator.comparing(each -> each.order().number()))
                .toList();
        news.forEach(each -> orders.answerOfFile(each.order().number(), each.paid(), each.reason()));
        if (!news.isEmpty()) {
            var earlier = documents.of(act).stream()
                    .filter(stored -> stored.kind().equals(FILE_KIND))
                    .count();
            documents.store(
                    act,
                    FILE_KIND,
                    act + "-answer-" + (earlier + 1) + ".xml",
                    "application/xml",
                    new ByteArrayInputStream(content));
        }
        var confirmed = (int) news.stream().filter(Told::paid).count();
        return new Taken(confirmed, news.size() - confirmed, told.size() - news.size(), underWay);
    }

    private void requireFile(String act, BankAnswerXml.Report report, Errors wrong) {
        if (report.originalFile() == null) {
            wrong.add("file", "payment.file-names-no-file");
        } else if (orders.files(act).stream().noneMatch(file -> file.id().equals(report.originalFile()))) {
            wrong.add("file", "payment.file-of-other", Echo.of(report.originalFile()), act);
        } else if (report.answers().isEmpty() && !report.rejected()) {
            wrong.add("file", "payment.file-names-no-order");
        }
    }

    /** A file that the bank rejected as a whole says why, and has no order in it that was paid. */
    private static void requireRejectable(BankAnswerXml.Report report, List<PaymentOrder> orders, Errors wrong) {
        if (report.reason().isEmpty()) {
            wrong.add("file, StsRsnInf", "payment.reason-missing");
        }
        orders.stream()
                .filter(order -> order.state() == PaymentOrder.State.CONFIRMED)
                .map(PaymentOrder::number)
                .sorted()
                .forEach(order -> wrong.add("file", "payment.already-confirmed", order));
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
        if (answer.amount() == null) {
            wrong.add(path(answer, "InstdAmt"), "settlement.missing");
        } else if (!"KZT".equals(answer.currency())
                || answer.amount().compareTo(BigDecimal.valueOf(order.amount())) != 0) {
            wrong.add(path(answer, "InstdAmt"), "payment.file-amount-differs", order.number(), order.amount());
        }
    }

    /** Whether the bank answers for good, and does not contradict what it answered before. */
    private static boolean isAnswer(BankAnswerXml.Answer answer, PaymentOrder order, Errors wrong) {
        var path = path(answer, "TxSts");
        if (answer.status() == null) {
            wrong.add(path, "settlement.missing");
            return false;
        }
        var paid = PAID.contains(answer.status());
        if (!paid && !answer.status().equals(BankAnswerXml.REJECTED)) {
            wrong.add(path, "payment.file-status-unknown", Echo.of(answer.status()));
            return false;
        }
        if (!paid && answer.reason().isEmpty()) {
            wrong.add(path(answer, "StsRsnInf"), "payment.reason-missing");
        }
        if (paid && order.state() == PaymentOrder.State.REJECTED) {
            wrong.add(path, "payment.already-rejected", order.number());
        }
        if (!paid && order.state() == PaymentOrder.State.CONFIRMED) {
            wrong.add(path, "payment.already-confirmed", order.number());
        }
        return true;
    }

    private static String path(BankAnswerXml.Answer answer, String element) {
        return "line " + answer.line() + ", " + element;
    }

    /** The errors of a file, as many as an officer may want to read. */
    private static final class Errors {

        private Problem problem = Problem.of(Problem.Kind.UNPROCESSABLE, "payment.file-wrong");

        void add(String path, String code, Object... arguments) {
            problem = problem.with(path, code, arguments);
            if (problem.fields().size() == MOST_ERRORS) {
                throw problem;
            }
        }

        void refuse() {
            if (!problem.fields().isEmpty()) {
                throw problem;
            }
        }
    }
}
