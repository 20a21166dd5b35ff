package kz.bilik.payment;

import java.util.Locale;
import java.util.Optional;
import kz.bilik.calendar.LegalClock;
import kz.bilik.problem.Problem;
import kz.bilik.settlement.Acts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What follows a payment that the bank rejected (cl. 17): an order never goes back, so a new one takes its place, to
 * the same account or to the one that the payee has stated.
 */
@Component
public class PaymentRepair {

    private static final int LONGEST_REMARK = 2000;

    private final PaymentOrderTable table;
    private final PaymentOrders orders;
    private final PayeeAccounts accounts;
    private final Acts acts;
    private final LegalClock clock;

    PaymentRepair(PaymentOrderTable table, PaymentOrders orders, PayeeAccounts accounts, Acts acts, LegalClock clock) {
        this.table = table;
        this.orders = orders;
        this.accounts = accounts;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * Repairs a rejected order into a new one that names it and keeps its amount, ready to be sent. The same repair
     * again gives the same order.
     *
     * @param how {@code same-account}, or {@code new-account} when the payee has sent a signed statement
     * @return the new order's number
     * @throws Problem {@code payment.not-rejected}, {@code payment.no-new-account}, {@code payment.already-repaired},
     *     {@code payment.repair-unknown}, {@code payment.remark-too-long}
     */
    @Transactional
    public String repair(String order, @Nullable String how, @Nullable String remark) {
        var repair = repair(how);
        var words = checked(remark);
        acts.lock(orders.get(order).act());
        var rejected = orders.get(order);
        if (rejected.replacedBy() != null) {
            if (table.repairOf(order).orElse(null) != repair) {
                throw Problem.of(Problem.Kind.CONFLICT, "payment.already-repaired", order);
            }
            return rejected.replacedBy();
        }
        if (rejected.state() != PaymentOrder.State.REJECTED) {
            throw Problem.of(Problem.Kind.CONFLICT, "payment.not-rejected", order);
        }
        var payee = repair == PaymentOrder.Repair.SAME_ACCOUNT ? rejected.payee() : payeeWithNewAccount(rejected);
        var number = orders.nextNumber(acts.get(rejected.act()).region());
        table.insert(rejected.repaired(number, payee, clock.now()));
        table.repaired(order, repair, words);
        orders.form(rejected.act());
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
        acts.lock(orders.get(order).act());
        var named = orders.get(order);
        var number = named.replacedBy() != null ? named.replacedBy() : named.number();
        var replacement = orders.get(number);
        if (replacement.replaces() == null) {
            throw Problem.of(Problem.Kind.CONFLICT, "payment.not-repaired", order);
        }
        if (replacement.state() == PaymentOrder.State.RELEASED) {
            orders.send(replacement.act());
        }
        return number;
    }

    /** What the accountant said when he repaired that rejected order; empty when he said nothing. */
    @Transactional(readOnly = true)
    public Optional<String> remark(String order) {
        return table.remarkOfRepair(order);
    }

    private PaymentOrder.Party payeeWithNewAccount(PaymentOrder rejected) {
        var stated = accounts.stated(rejected.number())
                .orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, "payment.no-new-account", rejected.number()));
        var payee = rejected.payee();
        return new PaymentOrder.Party(
                payee.name(), payee.number(), stated.account().value(), stated.bic(), payee.code());
    }

    private static @Nullable String checked(@Nullable String remark) {
        if (remark == null || remark.isBlank()) {
            return null;
        }
        var words = remark.strip();
        if (words.length() > LONGEST_REMARK) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "payment.remark-too-long")
                    .with("remark", "settlement.too-long", LONGEST_REMARK);
        }
        return words;
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
}
