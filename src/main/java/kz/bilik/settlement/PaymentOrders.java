package kz.bilik.settlement;

import java.io.ByteArrayInputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.document.Documents;
import kz.bilik.identity.AccountNumber;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.notice.Notices;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Payment orders (cl. 17): one per act line for the service of cl. 14.1, one for the aid of cl. 14.2, none for nothing.
 * Each is created once and moves only forward; a rejected one is repaired into a new order that names it.
 */
@Component
public class PaymentOrders {

    /** The kind under which the payment files of an act are stored. */
    public static final String FILE_KIND = "PAYMENT_FILE";

    private static final int LONGEST_REASON = 1000;

    private final JdbcClient jdbc;
    private final LegalClock clock;
    private final SettlementSettings settings;
    private final Acts acts;
    private final SettlementLines lines;
    private final Reimbursements reimbursements;
    private final Documents documents;
    private final Texts texts;
    private final Notices notices;
    private final Timeline timeline;
    private final Bank bank;
    private final SettlementProcess process;

    PaymentOrders(
            JdbcClient jdbc,
            LegalClock clock,
            SettlementSettings settings,
            Acts acts,
            SettlementLines lines,
            Reimbursements reimbursements,
            Documents documents,
            Texts texts,
            Notices notices,
            Timeline timeline,
            Bank bank,
            SettlementProcess process) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.acts = acts;
        this.lines = lines;
        this.reimbursements = reimbursements;
        this.documents = documents;
        this.texts = texts;
        this.notices = notices;
        this.timeline = timeline;
        this.bank = bank;
        this.process = process;
    }

    /**
     * Creates the orders of an accepted act from its frozen amounts, once however often it is asked.
     *
     * @throws Problem {@code settlement.not-reckoned} when a line has no amounts yet, {@code identity.account} when an
     *     account fails its check digits: nothing is paid to it
     */
    @Transactional
    public List<PaymentOrder> create(String actNumber) {
        var state = acts.lock(actNumber);
        var existing = of(actNumber);
        if (!existing.isEmpty()) {
            return existing;
        }
        if (state != Acts.State.ACCEPTED) {
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.act-not-accepted", actNumber);
        }
        var act = acts.get(actNumber);
        var payer = payer(act);
        var centre = acts.centre(act);
        for (int i = 0; i < act.vouchers().size(); i++) {
            var voucher = act.vouchers().get(i);
            var amounts = reimbursements
                    .of(voucher)
                    .orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, "settlement.not-reckoned", voucher));
            if (amounts.service() > 0) {
                var payee = new PaymentOrder.Party(
                        centre.name().ru(),
                        centre.bin().value(),
                        AccountNumber.of(centre.account().value()).value(),
                        centre.bic(),
                        settings.centreCode());
                insert(act, i + 1, voucher, PaymentOrder.Kind.SERVICE, amounts.service(), payer, payee);
            }
            if (amounts.aid() > 0) {
                var application = lines.application(voucher);
                var payee = new PaymentOrder.Party(
                        application.name(),
                        application.iin().value(),
                        AccountNumber.of(application.account().value()).value(),
                        null,
                        settings.holderCode());
                insert(act, i + 1, voucher, PaymentOrder.Kind.AID, amounts.aid(), payer, payee);
            }
        }
        return of(actNumber);
    }

    /**
     * The accountant releases the act's orders; those that are already released stay as they are.
     *
     * @throws Problem {@code payment.not-released} when he did not say so
     */
    @Transactional
    public void release(String act, boolean released) {
        if (!released) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "payment.not-released")
                    .with("released", "payment.not-released");
        }
        acts.lock(act);
        jdbc.sql("update payment_order set state = ?, released_at = ? where act = ? and state = ?")
                .params(PaymentOrder.State.RELEASED.name(), clock.now(), act, PaymentOrder.State.CREATED.name())
                .update();
    }

    /**
     * Sends the released orders of the act to the bank in one file, which is kept. When nothing is released, nothing is
     * sent.
     */
    @Transactional
    public void send(String act) {
        acts.lock(act);
        send(
                act,
                of(act).stream()
                        .filter(order -> order.state() == PaymentOrder.State.RELEASED)
                        .toList());
    }

    /**
     * The bank answers through the API: recorded once, and the procedure goes on with the first answer only. The same
     * answer again does nothing, from however many callers at once.
     *
     * @throws Problem {@code payment.unknown}, {@code payment.not-sent}, {@code payment.already-confirmed}, {@code
     *     payment.already-rejected}, {@code payment.reason-missing}
     */
    @Transactional
    public void answerOfBank(String order, boolean confirmed, @Nullable String reason) {
        if (confirmed ? confirm(order) : reject(order, reason)) {
            process.paymentAnswered(order, confirmed, confirmed ? "" : checkedReason(reason));
        }
    }

    /**
     * Records the answer that an accountant enters, or that the bank has just given.
     *
     * @param answer {@code confirmed} or {@code rejected}
     * @return whether the payment was made
     * @throws Problem as {@link #confirm} and {@link #reject}, {@code payment.answer-unknown}
     */
    @Transactional
    public boolean answer(String order, @Nullable String answer, @Nullable String reason) {
        if ("confirmed".equals(answer)) {
            confirm(order);
            return true;
        }
        if ("rejected".equals(answer)) {
            reject(order, reason);
            return false;
        }
        throw Problem.of(Problem.Kind.UNPROCESSABLE, "payment.answer-unknown").with("answer", "payment.answer-unknown");
    }

    /**
     * Records that the payment was made.
     *
     * @return whether this call recorded it; false when it was confirmed before
     * @throws Problem {@code payment.unknown}, {@code payment.not-sent}, {@code payment.already-rejected}
     */
    @Transactional
    public boolean confirm(String order) {
        if (!answered(order, PaymentOrder.State.CONFIRMED, null)) {
            return false;
        }
        var paid = get(order);
        var act = acts.get(paid.act());
        var application = lines.application(voucher(paid)).number();
        if (paid.kind() == PaymentOrder.Kind.AID) {
            notices.tellApplicant(application, "settlement.aid-paid", order, money(paid.amount()));
            timeline.add(application, "settlement.aid-paid", "cl. 14.2", money(paid.amount()));
        } else {
            notices.tellGroup(
                    "recognition-centre." + act.recognitionCentre(),
                    act.number(),
                    "settlement.service-paid",
                    order,
                    order,
                    act.number(),
                    money(paid.amount()));
            timeline.add(application, "settlement.service-paid", "cl. 14.1", money(paid.amount()));
        }
        return true;
    }

    /**
     * Records that the bank rejected the payment.
     *
     * @return whether this call recorded it; false when it was rejected before
     * @throws Problem {@code payment.unknown}, {@code payment.not-sent}, {@code payment.already-confirmed}, {@code
     *     payment.reason-missing}
     */
    @Transactional
    public boolean reject(String order, @Nullable String reason) {
        if (!answered(order, PaymentOrder.State.REJECTED, checkedReason(reason))) {
            return false;
        }
        var rejected = get(order);
        var act = acts.get(rejected.act());
        var application = lines.application(voucher(rejected)).number();
        if (rejected.kind() == PaymentOrder.Kind.AID) {
            notices.tellApplicant(application, "settlement.aid-rejected", order, order);
        } else {
            notices.tellGroup(
                    "recognition-centre." + act.recognitionCentre(),
                    act.number(),
                    "settlement.service-rejected",
                    order,
                    order,
                    act.number());
        }
        timeline.add(application, "settlement.payment-rejected", "cl. 17", order);
        return true;
    }

    /**
     * Repairs a rejected order into a new one that names it and keeps its amount, ready to be sent. The same repair
     * again gives the same order.
     *
     * @param how {@code same-account}, or {@code new-account} when the payee has sent a signed statement
     * @return the new order's number
     * @throws Problem {@code payment.not-rejected}, {@code payment.no-new-account}, {@code payment.already-repaired},
     *     {@code payment.repair-unknown}
     */
    @Transactional
    public String repair(String order, @Nullable String how, @Nullable String remark) {
        var repair = repair(how);
        acts.lock(get(order).act());
        var rejected = get(order);
        if (rejected.replacedBy() != null) {
            if (repairOf(order) != repair) {
                throw Problem.of(Problem.Kind.CONFLICT, "payment.already-repaired", order);
            }
            return rejected.replacedBy();
        }
        if (rejected.state() != PaymentOrder.State.REJECTED) {
            throw Problem.of(Problem.Kind.CONFLICT, "payment.not-rejected", order);
        }
        var payee = repair == PaymentOrder.Repair.SAME_ACCOUNT ? rejected.payee() : payeeWithNewAccount(rejected);
        var number = nextNumber(acts.get(rejected.act()).region());
        insert(number, rejected, payee);
        jdbc.sql("update payment_order set repair = ?, repair_remark = ? where number = ?")
                .params(repair.name(), shortened(remark), order)
                .update();
        return number;
    }

    /**
     * Sends the order that repairs a rejected one; one that is already sent stays as it is.
     *
     * @param order the rejected order, or the one that repairs it
     * @return the number of the one that repairs it
     * @throws Problem {@code payment.unknown}, {@code payment.not-repaired}
     */
    @Transactional
    public String sendReplacement(String order) {
        acts.lock(get(order).act());
        var named = get(order);
        var number = named.replacedBy() != null ? named.replacedBy() : named.number();
        var replacement = get(number);
        if (replacement.replaces() == null) {
            throw Problem.of(Problem.Kind.CONFLICT, "payment.not-repaired", order);
        }
        if (replacement.state() == PaymentOrder.State.RELEASED) {
            send(replacement.act(), List.of(replacement));
        }
        return number;
    }

    /**
     * The order of that number.
     *
     * @throws Problem {@code payment.unknown}
     */
    public PaymentOrder get(String number) {
        return find(number).orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "payment.unknown", number));
    }

    public Optional<PaymentOrder> find(String number) {
        return jdbc.sql(SELECT + " where o.number = ?")
                .param(number)
                .query(PaymentOrders::read)
                .optional();
    }

    /** All orders of an act, repaired ones included, in the order of its lines. */
    public List<PaymentOrder> of(String act) {
        return jdbc.sql(SELECT + " where o.act = ? order by o.line, o.kind desc, o.attempt")
                .param(act)
                .query(PaymentOrders::read)
                .list();
    }

    /**
     * A file of orders that was made for the bank.
     *
     * @param document where its bytes are stored
     * @param orders how many it holds
     * @param total tenge
     */
    public record SentFile(String id, UUID document, int orders, long total, OffsetDateTime createdAt) {}

    /** The payment files of an act, oldest first. */
    public List<SentFile> files(String act) {
        return jdbc.sql("select * from payment_file where act = ? order by created_at, id")
                .param(act)
                .query((row, number) -> new SentFile(
                        row.getString("id"),
                        row.getObject("document", UUID.class),
                        row.getInt("orders"),
                        row.getLong("total"),
                        Acts.legal(row.getObject("created_at", OffsetDateTime.class))))
                .list();
    }

    /** The voucher whose line the order pays. */
    public String voucher(PaymentOrder order) {
        return jdbc.sql("select voucher from act_line where act = ? and line = ?")
                .params(order.act(), order.line())
                .query(String.class)
                .single();
    }

    private void send(String act, List<PaymentOrder> orders) {
        if (orders.isEmpty()) {
            return;
        }
        var earlier = jdbc.sql("select count(*) from payment_file where act = ?")
                .param(act)
                .query(Integer.class)
                .single();
        var id = act + "-" + (earlier + 1);
        // Nothing in the file depends on the moment of sending: sent again after a failure, it is the same file.
        var content = PaymentFileXml.write(id, orders);
        var stored = documents.store(act, FILE_KIND, id + ".xml", "application/xml", new ByteArrayInputStream(content));
        jdbc.sql("insert into payment_file (id, act, document, orders, total, created_at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        act,
                        stored.id(),
                        orders.size(),
                        orders.stream().mapToLong(PaymentOrder::amount).sum(),
                        clock.now())
                .update();
        for (var order : orders) {
            jdbc.sql("update payment_order set state = ?, sent_at = ?, payment_file = ? where number = ? and state = ?")
                    .params(
                            PaymentOrder.State.SENT.name(),
                            clock.now(),
                            id,
                            order.number(),
                            PaymentOrder.State.RELEASED.name())
                    .update();
            timeline.add(
                    lines.application(voucher(order)).number(), "settlement.payment-sent", "cl. 17", order.number());
        }
        bank.send(new Bank.PaymentFile(id, content));
    }

    private boolean answered(String order, PaymentOrder.State answer, @Nullable String reason) {
        var changed = jdbc.sql("update payment_order set state = ?, answered_at = ?, reason = ?"
                        + " where number = ? and state = ?")
                .params(answer.name(), clock.now(), reason, order, PaymentOrder.State.SENT.name())
                .update();
        if (changed == 1) {
            return true;
        }
        var state = get(order).state();
        if (state == answer) {
            return false;
        }
        throw Problem.of(
                Problem.Kind.CONFLICT,
                switch (state) {
                    case CONFIRMED -> "payment.already-confirmed";
                    case REJECTED -> "payment.already-rejected";
                    default -> "payment.not-sent";
                },
                order);
    }

    private PaymentOrder.Party payer(Acts.Act act) {
        var centre = acts.customer(act);
        return new PaymentOrder.Party(
                centre.name().ru(),
                centre.bin().value(),
                AccountNumber.of(centre.account().value()).value(),
                centre.bic(),
                settings.payerCode());
    }

    private PaymentOrder.Party payeeWithNewAccount(PaymentOrder rejected) {
        return jdbc.sql("select account, bic from payee_account where payment_order = ?")
                .param(rejected.number())
                .query((row, number) -> new PaymentOrder.Party(
                        rejected.payee().name(),
                        rejected.payee().number(),
                        AccountNumber.of(row.getString("account")).value(),
                        row.getString("bic"),
                        rejected.payee().code()))
                .optional()
                .orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, "payment.no-new-account", rejected.number()));
    }

    private void insert(
            Acts.Act act,
            int line,
            String voucher,
            PaymentOrder.Kind kind,
            long amount,
            PaymentOrder.Party payer,
            PaymentOrder.Party payee) {
        var purpose = "settlement.purpose." + kind.name().toLowerCase(Locale.ROOT);
        insert(new PaymentOrder(
                nextNumber(act.region()),
                endToEndId(act.number(), line, kind, 1),
                act.number(),
                line,
                kind,
                1,
                null,
                amount,
                payer,
                payee,
                kind == PaymentOrder.Kind.SERVICE ? settings.servicePurpose() : settings.aidPurpose(),
                texts.in(Language.KK, purpose, act.number(), voucher),
                texts.in(Language.RU, purpose, act.number(), voucher),
                PaymentOrder.State.CREATED,
                clock.now(),
                null,
                null,
                null,
                null,
                null,
                null));
    }

    private void insert(String number, PaymentOrder rejected, PaymentOrder.Party payee) {
        insert(new PaymentOrder(
                number,
                endToEndId(rejected.act(), rejected.line(), rejected.kind(), rejected.attempt() + 1),
                rejected.act(),
                rejected.line(),
                rejected.kind(),
                rejected.attempt() + 1,
                rejected.number(),
                rejected.amount(),
                rejected.payer(),
                payee,
                rejected.purposeCode(),
                rejected.purposeKk(),
                rejected.purposeRu(),
                PaymentOrder.State.RELEASED,
                clock.now(),
                clock.now(),
                null,
                null,
                null,
                null,
                null));
    }

    private void insert(PaymentOrder order) {
        jdbc.sql("insert into payment_order (number, end_to_end_id, act, line, kind, attempt, replaces, amount,"
                        + " payer_name, payer_number, payer_account, payer_bic, payer_code,"
                        + " payee_name, payee_number, payee_account, payee_bic, payee_code,"
                        + " purpose_code, purpose_kk, purpose_ru, state, created_at, released_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        order.number(),
                        order.endToEndId(),
                        order.act(),
                        order.line(),
                        order.kind().name(),
                        order.attempt(),
                        order.replaces(),
                        order.amount(),
                        order.payer().name(),
                        order.payer().number(),
                        order.payer().account(),
                        order.payer().bic(),
                        order.payer().code(),
                        order.payee().name(),
                        order.payee().number(),
                        order.payee().account(),
                        order.payee().bic(),
                        order.payee().code(),
                        order.purposeCode(),
                        order.purposeKk(),
                        order.purposeRu(),
                        order.state().name(),
                        order.createdAt(),
                        order.releasedAt())
                .update();
    }

    private String nextNumber(String region) {
        return "P-%d-%s-%06d"
                .formatted(
                        clock.today().getYear(),
                        region.substring(region.indexOf('-') + 1),
                        jdbc.sql("select nextval('payment_order_number')")
                                .query(Long.class)
                                .single());
    }

    /** At most 35 characters, as ISO 20022 wants it. */
    private static String endToEndId(String act, int line, PaymentOrder.Kind kind, int attempt) {
        return "%s-%d-%s-%d".formatted(act, line, kind == PaymentOrder.Kind.SERVICE ? "S" : "A", attempt);
    }

    private PaymentOrder.@Nullable Repair repairOf(String order) {
        return jdbc.sql("select repair from payment_order where number = ? and repair is not null")
                .param(order)
                .query(String.class)
                .optional()
                .map(PaymentOrder.Repair::valueOf)
                .orElse(null);
    }

    private static PaymentOrder.Repair repair(@Nullable String how) {
        try {
            return PaymentOrder.Repair.valueOf(
                    how == null ? "" : how.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "payment.repair-unknown")
                    .with("repair", "payment.repair-unknown");
        }
    }

    private static String checkedReason(@Nullable String reason) {
        var text = shortened(reason);
        if (text == null) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "payment.reason-missing")
                    .with("reason", "settlement.missing");
        }
        return text;
    }

    private static @Nullable String shortened(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        var stripped = text.strip();
        return stripped.length() <= LONGEST_REASON ? stripped : stripped.substring(0, LONGEST_REASON);
    }

    /** With spaces between the thousands, as written in Kazakhstan. */
    static String money(long tenge) {
        return String.format(Locale.ROOT, "%,d", tenge).replace(',', ' ');
    }

    private static final String SELECT =
            "select o.*, n.number as replaced_by from payment_order o left join payment_order n on n.replaces = o.number";

    private static PaymentOrder read(ResultSet row, int index) throws SQLException {
        return new PaymentOrder(
                row.getString("number"),
                row.getString("end_to_end_id"),
                row.getString("act"),
                row.getInt("line"),
                PaymentOrder.Kind.valueOf(row.getString("kind")),
                row.getInt("attempt"),
                row.getString("replaces"),
                row.getLong("amount"),
                new PaymentOrder.Party(
                        row.getString("payer_name"),
                        row.getString("payer_number"),
                        row.getString("payer_account"),
                        row.getString("payer_bic"),
                        row.getString("payer_code")),
                new PaymentOrder.Party(
                        row.getString("payee_name"),
                        row.getString("payee_number"),
                        row.getString("payee_account"),
                        row.getString("payee_bic"),
                        row.getString("payee_code")),
                row.getString("purpose_code"),
                row.getString("purpose_kk"),
                row.getString("purpose_ru"),
                PaymentOrder.State.valueOf(row.getString("state")),
                Acts.legal(row.getObject("created_at", OffsetDateTime.class)),
                Acts.legal(row.getObject("released_at", OffsetDateTime.class)),
                Acts.legal(row.getObject("sent_at", OffsetDateTime.class)),
                row.getString("payment_file"),
                Acts.legal(row.getObject("answered_at", OffsetDateTime.class)),
                row.getString("reason"),
                row.getString("replaced_by"));
    }
}
