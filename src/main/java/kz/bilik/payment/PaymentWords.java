package kz.bilik.payment;

import java.util.function.Predicate;
import kz.bilik.identity.AccountNumber;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.settlement.ActWords;
import kz.bilik.settlement.Acts;
import org.springframework.stereotype.Component;

/** What a form or a page says of payments: short texts without anything personal. */
@Component
public class PaymentWords {

    private final Acts acts;
    private final ActWords actWords;
    private final PaymentOrders orders;
    private final PayeeAccounts accounts;
    private final Texts texts;

    PaymentWords(Acts acts, ActWords actWords, PaymentOrders orders, PayeeAccounts accounts, Texts texts) {
        this.acts = acts;
        this.actWords = actWords;
        this.orders = orders;
        this.accounts = accounts;
        this.texts = texts;
    }

    /** What the act's orders come to, a repaired one counted once. */
    public String ordersTotalText(String act, Language language) {
        return sumText(act, order -> true, language);
    }

    /** What those of one kind come to: the service of cl. 14.1 or the aid of cl. 14.2. */
    public String ordersTotalText(String act, PaymentOrder.Kind kind, Language language) {
        return sumText(act, order -> order.kind() == kind, language);
    }

    private String sumText(String act, Predicate<PaymentOrder> counted, Language language) {
        var total = orders.of(act).stream()
                .filter(order -> order.replacedBy() == null)
                .filter(counted)
                .mapToLong(PaymentOrder::amount)
                .sum();
        return texts.in(language, "settlement.tenge", total);
    }

    /** On which regions an order over aid rests (cl. 14.2); empty for one over the service. */
    public String aidGroundText(PaymentOrder order, Language language) {
        return order.kind() == PaymentOrder.Kind.AID ? actWords.aidGroundText(orders.voucher(order), language) : "";
    }

    /** The order's amount in figures. */
    public String amountText(String order, Language language) {
        return texts.in(language, "settlement.tenge", orders.get(order).amount());
    }

    /** Who is paid: the centre by name, a holder by his voucher; the account masked. */
    public String payeeText(String order, Language language) {
        var paid = orders.get(order);
        var account = AccountNumber.of(paid.payee().account()).masked();
        return paid.kind() == PaymentOrder.Kind.SERVICE
                ? texts.in(
                        language,
                        "settlement.payee-centre",
                        acts.centre(acts.get(paid.act())).name().in(language),
                        account)
                : texts.in(language, "settlement.payee-holder", orders.voucher(paid), account);
    }

    /** Why the bank rejected the order, in the bank's words; empty when it did not. */
    public String reasonText(String order) {
        var reason = orders.get(order).reason();
        return reason == null ? "" : reason;
    }

    /** Whether the payee has stated a new account for the rejected order, and when; the account masked. */
    public String newAccountText(String order, Language language) {
        return accounts.stated(order)
                .map(stated -> texts.in(
                        language, "settlement.new-account", stated.account().masked(), Day.of(stated.receivedAt())))
                .orElseGet(() -> texts.in(language, "settlement.new-account-none"));
    }

    /** How the act stands, in a word or two: an accepted act is paid when all its orders are. */
    public String stateText(String number, Language language) {
        return orders.paidAt(number)
                .map(paidAt -> texts.in(language, "act.paid", Day.of(paidAt)))
                .orElseGet(() -> actWords.stateText(number, language));
    }
}
