package kz.bilik.payment;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.document.Documents;
import kz.bilik.problem.Problem;
import kz.bilik.record.RecordNumber;
import kz.bilik.settlement.ActLines;
import kz.bilik.settlement.Acts;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The files in which released orders go to the bank (cl. 17): one of an act, or one of several acts of a region that its
 * accountant collects. A file is formed and kept first, and handed over afterwards, in a step of its own: what is handed over
 * again after a failure is the same file, so that nothing is paid twice.
 */
@NamedInterface("desk")
@Component
public class PaymentFiles {

    private final PaymentOrderTable table;
    private final LegalClock clock;
    private final Acts acts;
    private final ActLines lines;
    private final Documents documents;
    private final Timeline timeline;
    private final Bank bank;
    private final PaymentProcess process;

    PaymentFiles(
            PaymentOrderTable table,
            LegalClock clock,
            Acts acts,
            ActLines lines,
            Documents documents,
            Timeline timeline,
            Bank bank,
            PaymentProcess process) {
        this.table = table;
        this.clock = clock;
        this.acts = acts;
        this.lines = lines;
        this.documents = documents;
        this.timeline = timeline;
        this.bank = bank;
        this.process = process;
    }

    /** The orders of that region that were released for a file with others and stand in none yet. */
    public List<PaymentOrder> waiting(String region) {
        return table.in(PaymentOrder.State.RELEASED).stream()
                .filter(order -> order.together() && order.paymentFile() == null)
                .filter(order -> region(order.act()).equals(region))
                .toList();
    }

    /** The orders of that region that its accountant holds, or has returned to the mobility centre. */
    public List<PaymentOrder> halted(String region) {
        return List.of(PaymentOrder.State.HELD, PaymentOrder.State.RETURNED).stream()
                .flatMap(state -> table.in(state).stream())
                .filter(order -> region(order.act()).equals(region))
                .toList();
    }

    /** The files of several acts of that region, newest first. */
    public List<SentFile> collected(String region) {
        return table.collected(region);
    }

    /** The payment file of that id. */
    public Optional<SentFile> find(String id) {
        return table.file(id);
    }

    /**
     * Collects what waits in that region into one file, and each of these payments goes on: the file is handed over to the
     * bank next. Of two who do it at once, one forms the file and the other finds nothing left.
     *
     * @param region ISO 3166-2
     * @throws Problem {@code payment.nothing-waits}
     */
    @Transactional
    public SentFile collect(String region) {
        // Each in the same order, so that two who collect at once do not wait for each other.
        waiting(region).stream().map(PaymentOrder::act).distinct().sorted().forEach(acts::lock);
        var orders = waiting(region);
        if (orders.isEmpty()) {
            throw Problem.of(Problem.Kind.CONFLICT, "payment.nothing-waits");
        }
        var id = String.format(
                Locale.ROOT,
                "F-%d-%s-%06d",
                clock.today().getYear(),
                region.substring(region.indexOf('-') + 1),
                table.nextFileNumber());
        var file = form(id, null, region, orders);
        orders.forEach(order -> process.paymentCollected(order.number()));
        return file;
    }

    /** Forms the next file of the act with these released orders, of which the caller holds the act's row. */
    void formOf(String act, List<PaymentOrder> orders) {
        if (!orders.isEmpty()) {
            form(act + "-" + (table.countFiles(act) + 1), act, region(act), orders);
        }
    }

    private SentFile form(String id, @Nullable String act, String region, List<PaymentOrder> orders) {
        var now = clock.now();
        var informations = PaymentFileXml.informations(id, orders);
        var stored = documents.store(
                act == null ? id : act,
                PaymentOrders.FILE_KIND,
                id + ".xml",
                "application/xml",
                new ByteArrayInputStream(PaymentFileXml.write(id, now, informations)));
        var total = orders.stream().mapToLong(PaymentOrder::amount).sum();
        var file = new SentFile(id, act, region, stored.id(), orders.size(), total, now, null);
        table.insert(file);
        for (var information : informations) {
            information.orders().forEach(order -> table.formed(order.number(), id, information.id()));
        }
        return file;
    }

    /** Hands the files over in which orders of the act stand, each once. */
    @Transactional
    public void handOver(String act) {
        table.of(act).stream()
                .filter(order -> order.state() == PaymentOrder.State.RELEASED)
                .map(PaymentOrder::paymentFile)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .forEach(this::handOverFile);
    }

    private void handOverFile(String id) {
        var file = table.lockFile(id).orElseThrow();
        if (file.sentAt() != null) {
            return;
        }
        var now = clock.now();
        for (var order : table.inFile(id)) {
            table.sent(order.number(), now);
            timeline.add(
                    lines.application(lines.voucher(order.act(), order.line())).number(),
                    "settlement.payment-sent",
                    "cl. 17",
                    order.number());
        }
        table.fileSent(id, now);
        bank.send(new Bank.PaymentFile(id, documents.content(file.document())));
    }

    /** The region of an act, which its number names. */
    static String region(String act) {
        return RecordNumber.parse(act).map(RecordNumber::region).orElseThrow();
    }
}
