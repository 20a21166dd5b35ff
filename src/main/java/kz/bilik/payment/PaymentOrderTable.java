package kz.bilik.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.record.Recorded;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of payment orders and of the files in which they went to the bank; moments are legal time. */
@Component
class PaymentOrderTable {

    private static final String SELECT =
            "select o.*, n.number as replaced_by from payment_order o left join payment_order n on n.replaces = o.number";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    PaymentOrderTable(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Who is paid how much on which account may not change without a trace. */
    private void record(PaymentOrder order) {
        events.publishEvent(Recorded.row(
                Recorded.Kind.PAYMENT,
                order.number(),
                order.number(),
                null,
                order.endToEndId(),
                order.act(),
                order.line(),
                order.kind().name(),
                order.attempt(),
                order.amount(),
                order.payer().account(),
                order.payee().number(),
                order.payee().account(),
                order.payee().bic(),
                order.purposeCode()));
    }

    Optional<PaymentOrder> find(String number) {
        return jdbc.sql(SELECT + " where o.number = ?")
                .param(number)
                .query(PaymentOrderTable::read)
                .optional();
    }

    /** All orders of an act, repaired ones included, in the order of its lines. */
    List<PaymentOrder> of(String act) {
        return jdbc.sql(SELECT + " where o.act = ? order by o.line, o.kind desc, o.attempt")
                .param(act)
                .query(PaymentOrderTable::read)
                .list();
    }

    /** The numbers of an act's orders without those that repaired another one, in the order of its lines. */
    List<String> first(String act) {
        return jdbc.sql("select number from payment_order where act = ? and attempt = 1 order by line, kind desc")
                .param(act)
                .query(String.class)
                .list();
    }

    long nextNumber() {
        return jdbc.sql("select nextval('payment_order_number')")
                .query(Long.class)
                .single();
    }

    void insert(PaymentOrder order) {
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
        record(order);
    }

    /** The orders in that file, of whichever acts, in the order of acts and lines. */
    List<PaymentOrder> inFile(String file) {
        return jdbc.sql(SELECT + " where o.payment_file = ? order by o.act, o.line, o.kind desc, o.attempt")
                .param(file)
                .query(PaymentOrderTable::read)
                .list();
    }

    /** The orders of any region in that state, oldest first. */
    List<PaymentOrder> in(PaymentOrder.State state) {
        return jdbc.sql(SELECT + " where o.state = ? order by o.act, o.line, o.kind desc, o.attempt")
                .param(state.name())
                .query(PaymentOrderTable::read)
                .list();
    }

    /** Takes an order from one state to another; false, and nothing is changed, when it is in none of these. */
    boolean move(String number, PaymentOrder.State to, Set<PaymentOrder.State> from) {
        return jdbc.sql("update payment_order set state = :to where number = :number and state in (:from)")
                        .param("to", to.name())
                        .param("number", number)
                        .param(
                                "from",
                                from.stream().map(PaymentOrder.State::name).toList())
                        .update()
                == 1;
    }

    /** Releases one order that is created or held; see {@link PaymentOrder#together}. */
    boolean release(String number, boolean together, OffsetDateTime at) {
        return jdbc.sql("update payment_order set state = ?, released_at = ?, together = ?"
                                + " where number = ? and state in (?, ?)")
                        .params(
                                PaymentOrder.State.RELEASED.name(),
                                at,
                                together,
                                number,
                                PaymentOrder.State.CREATED.name(),
                                PaymentOrder.State.HELD.name())
                        .update()
                == 1;
    }

    /** Whom and as what a returned order pays, put right. */
    void correct(PaymentOrder order) {
        var corrected = jdbc.sql(
                        "update payment_order set payee_account = ?, payee_bic = ?, payee_code = ?, purpose_code = ?"
                                + " where number = ? and state = ?")
                .params(
                        order.payee().account(),
                        order.payee().bic(),
                        order.payee().code(),
                        order.purposeCode(),
                        order.number(),
                        PaymentOrder.State.RETURNED.name())
                .update();
        if (corrected == 1) {
            record(order);
        }
    }

    /** A released order stands in that file, which is formed and not handed over yet. */
    void formed(String number, String file, String paymentInformation) {
        jdbc.sql("update payment_order set payment_file = ?, payment_information = ?"
                        + " where number = ? and state = ? and payment_file is null")
                .params(file, paymentInformation, number, PaymentOrder.State.RELEASED.name())
                .update();
    }

    void sent(String number, OffsetDateTime at) {
        jdbc.sql("update payment_order set state = ?, sent_at = ? where number = ? and state = ?")
                .params(PaymentOrder.State.SENT.name(), at, number, PaymentOrder.State.RELEASED.name())
                .update();
    }

    /** The bank has the order and has said so. */
    void underWay(String number, String status, OffsetDateTime at) {
        jdbc.sql("update payment_order set bank_status = ?, bank_status_at = ? where number = ? and state = ?")
                .params(status, at, number, PaymentOrder.State.SENT.name())
                .update();
    }

    /** Records the bank's answer to an order that is sent; false, and nothing is changed, when it is not. */
    boolean answered(String number, PaymentOrder.State answer, @Nullable String reason, OffsetDateTime at) {
        return jdbc.sql("update payment_order set state = ?, answered_at = ?, reason = ?"
                                + " where number = ? and state = ?")
                        .params(answer.name(), at, reason, number, PaymentOrder.State.SENT.name())
                        .update()
                == 1;
    }

    /** How that order was repaired; empty when it was not. */
    Optional<PaymentOrder.Repair> repairOf(String number) {
        return jdbc.sql("select repair from payment_order where number = ? and repair is not null")
                .param(number)
                .query(String.class)
                .optional()
                .map(PaymentOrder.Repair::valueOf);
    }

    /** What was said to that repair; empty when nothing was. */
    Optional<String> remarkOfRepair(String number) {
        return jdbc.sql("select repair_remark from payment_order where number = ? and repair_remark is not null")
                .param(number)
                .query(String.class)
                .optional();
    }

    void repaired(String number, PaymentOrder.Repair how, @Nullable String remark) {
        jdbc.sql("update payment_order set repair = ?, repair_remark = ? where number = ?")
                .params(how.name(), remark, number)
                .update();
    }

    /** The payment files in which orders of the act stand, oldest first. */
    List<SentFile> files(String act) {
        return jdbc.sql("select * from payment_file where act = ? or id in"
                        + " (select payment_file from payment_order where act = ?) order by created_at, id")
                .params(act, act)
                .query(PaymentOrderTable::file)
                .list();
    }

    /** The payment files of several acts of that region, newest first. */
    List<SentFile> collected(String region) {
        return jdbc.sql("select * from payment_file where region = ? and act is null order by created_at desc, id desc")
                .param(region)
                .query(PaymentOrderTable::file)
                .list();
    }

    Optional<SentFile> file(String id) {
        return jdbc.sql("select * from payment_file where id = ?")
                .param(id)
                .query(PaymentOrderTable::file)
                .optional();
    }

    /** The same, and no rival hands it over before the current transaction has ended. */
    Optional<SentFile> lockFile(String id) {
        return jdbc.sql("select * from payment_file where id = ? for update")
                .param(id)
                .query(PaymentOrderTable::file)
                .optional();
    }

    private static SentFile file(ResultSet row, int number) throws SQLException {
        return new SentFile(
                row.getString("id"),
                row.getString("act"),
                row.getString("region"),
                row.getObject("document", UUID.class),
                row.getInt("orders"),
                row.getLong("total"),
                LegalMoment.of(row, "created_at"),
                LegalMoment.orNull(row, "sent_at"));
    }

    void insert(SentFile file) {
        jdbc.sql("insert into payment_file (id, act, region, document, orders, total, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        file.id(),
                        file.act(),
                        file.region(),
                        file.document(),
                        file.orders(),
                        file.total(),
                        file.createdAt())
                .update();
    }

    void fileSent(String id, OffsetDateTime at) {
        jdbc.sql("update payment_file set sent_at = ? where id = ?")
                .params(at, id)
                .update();
    }

    int countFiles(String act) {
        return jdbc.sql("select count(*) from payment_file where act = ?")
                .param(act)
                .query(Integer.class)
                .single();
    }

    long nextFileNumber() {
        return jdbc.sql("select nextval('payment_file_number')")
                .query(Long.class)
                .single();
    }

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
                LegalMoment.of(row, "created_at"),
                LegalMoment.orNull(row, "released_at"),
                LegalMoment.orNull(row, "sent_at"),
                row.getString("payment_file"),
                LegalMoment.orNull(row, "answered_at"),
                row.getString("reason"),
                row.getString("replaced_by"),
                row.getBoolean("together"),
                row.getString("payment_information"),
                row.getString("bank_status"));
    }
}
