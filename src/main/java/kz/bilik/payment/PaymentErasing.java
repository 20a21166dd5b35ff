package kz.bilik.payment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kz.bilik.document.Documents;
import kz.bilik.record.ClosedCase;
import kz.bilik.record.Erased;
import kz.bilik.record.PersonalRecords;
import kz.bilik.record.Recorded;
import kz.bilik.signature.Signatures;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who was paid on which account, and with the last of its orders each file of payments and what the bank answered to it. Sums,
 * states and days stay.
 */
@Component
class PaymentErasing implements PersonalRecords {

    private final PaymentOrders orders;
    private final PaymentOrderTable table;
    private final Documents documents;
    private final Signatures signatures;
    private final Bank bank;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    PaymentErasing(
            PaymentOrders orders,
            PaymentOrderTable table,
            Documents documents,
            Signatures signatures,
            Bank bank,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.orders = orders;
        this.table = table;
        this.documents = documents;
        this.signatures = signatures;
        this.bank = bank;
        this.jdbc = jdbc;
        this.events = events;
    }

    /** A payment that the bank has not confirmed, and that no other has replaced: on its way, held, returned or rejected. */
    @Override
    public boolean isUnfinished(ClosedCase of) {
        return of(of).stream()
                .anyMatch(order -> order.replacedBy() == null && order.state() != PaymentOrder.State.CONFIRMED);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, Integer> erase(ClosedCase of) {
        var rows = new LinkedHashMap<String, Integer>();
        var files = new TreeSet<String>();
        for (var order : of(of)) {
            rows.merge("payment_order", erase(order), Integer::sum);
            rows.merge("payment_halt", halts(order.number()), Integer::sum);
            rows.merge(
                    "payee_account",
                    jdbc.sql("delete from payee_account where payment_order = ?")
                            .param(order.number())
                            .update(),
                    Integer::sum);
            rows.merge("document_file", documents.erase(order.number(), Set.of()), Integer::sum);
            rows.merge("signature_evidence", signatures.erase(order.number(), WHY), Integer::sum);
            if (order.paymentFile() != null) {
                files.add(order.paymentFile());
            }
        }
        for (var file : files) {
            var rest = table.inFile(file).stream()
                    .anyMatch(order -> !order.purposeKk().equals(GONE));
            if (!rest) {
                rows.merge("document_file", eraseFile(file), Integer::sum);
            }
        }
        return rows;
    }

    /** The orders for this holder, repaired ones included. */
    private List<PaymentOrder> of(ClosedCase of) {
        return of.act() == null
                ? List.of()
                : table.of(of.act()).stream()
                        .filter(order -> orders.voucher(order).equals(of.voucher()))
                        .toList();
    }

    /** The centre is an organisation and stays named; the holder does not, nor what anybody wrote. */
    private int erase(PaymentOrder order) {
        if (order.purposeKk().equals(GONE)) {
            return 0;
        }
        jdbc.sql(
                        """
                        update payment_order set purpose_kk = :gone, purpose_ru = :gone,
                            reason = case when reason is null then null else :gone end,
                            repair_remark = case when repair_remark is null then null else :gone end
                        where number = :number""")
                .param("gone", GONE)
                .param("number", order.number())
                .update();
        if (order.kind() == PaymentOrder.Kind.AID) {
            jdbc.sql("update payment_order set payee_name = :gone, payee_number = :gone, payee_account = :gone,"
                            + " payee_bic = null where number = :number")
                    .param("gone", GONE)
                    .param("number", order.number())
                    .update();
            events.publishEvent(new Erased(Recorded.Kind.PAYMENT, order.number(), WHY));
        }
        return 1;
    }

    private int halts(String order) {
        var written = jdbc.sql(
                        "select id from payment_halt where payment_order = ? and remark is not null and remark <> ?")
                .params(order, GONE)
                .query(Long.class)
                .list();
        written.forEach(id -> {
            jdbc.sql("update payment_halt set remark = ? where id = ?")
                    .params(GONE, id)
                    .update();
            events.publishEvent(new Erased(Recorded.Kind.PAYMENT_HALT, id.toString(), WHY));
        });
        return written.size();
    }

    /** A file of one act lies among the act's documents, and so do the answers to it; one of several acts has its own. */
    private int eraseFile(String file) {
        bank.erase(file);
        var owner = table.file(file).map(SentFile::act).orElse(null);
        return documents.erase(owner == null ? file : owner, Set.of(PaymentOrders.FILE_KIND, BankAnswers.FILE_KIND));
    }
}
