package kz.bilik.payment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.document.Documents;
import kz.bilik.identity.AccountNumber;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.settlement.Acts;
import kz.bilik.signature.Signatures;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * New accounts after the bank rejected an order, or the accountant returned it before it was paid (cl. 17): each comes signed
 * from the payee himself.
 */
@Component
public class PayeeAccounts {

    /** The kind under which a signed statement is stored. */
    public static final String STATEMENT_KIND = "ACCOUNT_STATEMENT";

    /**
     * What the payee signs, as JSON.
     *
     * @param order the rejected order
     * @param account 20 characters
     * @param bic of the payee's bank; may be left out
     */
    public record Statement(@Nullable String order, @Nullable String account, @Nullable String bic) {}

    static final Pattern BIC = Pattern.compile("[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?");

    // What is signed is read strictly: a second "account" or an unknown name is no statement.
    private static final ObjectReader STRICT = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(Statement.class);

    private final JdbcClient jdbc;
    private final LegalClock clock;
    private final PaymentOrders orders;
    private final Acts acts;
    private final Documents documents;
    private final Signatures signatures;
    private final Notices notices;
    private final TransactionTemplate transaction;

    PayeeAccounts(
            JdbcClient jdbc,
            LegalClock clock,
            PaymentOrders orders,
            Acts acts,
            Documents documents,
            Signatures signatures,
            Notices notices,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.orders = orders;
        this.acts = acts;
        this.documents = documents;
        this.signatures = signatures;
        this.notices = notices;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Receives a payee's new account for a rejected or returned order; a later statement takes the place of an earlier one until
     * the order is repaired.
     *
     * @param statement the signed JSON, exactly
     * @param cms CMS as DER, PEM or base64
     * @throws Problem {@code payment.unknown}, {@code payment.statement-malformed}, {@code payment.statement-of-other},
     *     {@code identity.account}, {@code signature.…}, {@code payment.wrong-signer}, {@code payment.not-rejected},
     *     {@code payment.already-repaired}
     */
    public void receive(String order, byte[] statement, byte[] cms) {
        var rejected = orders.get(order);
        var read = read(statement);
        if (!order.equals(read.order())) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "payment.statement-of-other", order);
        }
        var account = AccountNumber.of(read.account() == null ? "" : read.account());
        if (read.bic() != null && !BIC.matcher(read.bic()).matches()) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "payment.bic").with("bic", "payment.bic");
        }
        var evidence = signatures.verify(order, statement, cms);
        var signer = rejected.kind() == PaymentOrder.Kind.AID
                ? evidence.iin().value()
                : evidence.bin() == null ? "" : evidence.bin().value();
        if (!signer.equals(rejected.payee().number())) {
            throw signatures.refused(order, evidence, Problem.of(Problem.Kind.FORBIDDEN, "payment.wrong-signer"));
        }
        transaction.executeWithoutResult(status -> keep(order, account, read.bic(), statement, evidence));
    }

    private void keep(
            String order, AccountNumber account, @Nullable String bic, byte[] statement, Signatures.Evidence evidence) {
        acts.lock(orders.get(order).act());
        var rejected = orders.get(order);
        if (rejected.state() != PaymentOrder.State.REJECTED && rejected.state() != PaymentOrder.State.RETURNED) {
            throw Problem.of(Problem.Kind.CONFLICT, "payment.not-rejected", order);
        }
        if (rejected.replacedBy() != null) {
            throw Problem.of(Problem.Kind.CONFLICT, "payment.already-repaired", order);
        }
        var stored = documents.store(
                order, STATEMENT_KIND, order + ".json", "application/json", new ByteArrayInputStream(statement));
        signatures.keep(order, evidence);
        jdbc.sql("delete from payee_account where payment_order = ?")
                .param(order)
                .update();
        jdbc.sql("insert into payee_account (payment_order, account, bic, document, received_at)"
                        + " values (?, ?, ?, ?, ?)")
                .params(order, account.value(), bic, stored.id(), clock.now())
                .update();
        notices.tell(
                Place.accountants(acts.get(rejected.act()).region()),
                rejected.act(),
                "settlement.new-account",
                stored.id().toString(),
                order);
    }

    /** The account that the payee of a rejected order has stated last; empty when there is no statement. */
    public Optional<Stated> stated(String order) {
        return jdbc.sql("select account, bic, received_at from payee_account where payment_order = ?")
                .param(order)
                .query((row, number) -> new Stated(
                        AccountNumber.of(row.getString("account")),
                        row.getString("bic"),
                        LegalMoment.of(row, "received_at")))
                .optional();
    }

    /** An account of a payee at a bank, and when he stated it (legal time). */
    public record Stated(AccountNumber account, @Nullable String bic, OffsetDateTime receivedAt) {}

    private static Statement read(byte[] statement) {
        try {
            Statement read = STRICT.readValue(statement);
            if (read != null) {
                return read;
            }
        } catch (IOException unreadable) {
            // The parser's own words may quote the account.
        }
        throw Problem.of(Problem.Kind.MALFORMED, "payment.statement-malformed");
    }
}
