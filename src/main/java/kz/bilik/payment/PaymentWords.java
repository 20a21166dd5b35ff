package kz.bilik.payment;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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

    /** Beyond this the form refers to the page of the payments. */
    private static final int MOST_NAMED = 20;

    private final Acts acts;
    private final ActWords actWords;
    private final PaymentOrders orders;
    private final PayeeAccounts accounts;
    private final PaymentHalts halts;
    private final Texts texts;

    PaymentWords(
            Acts acts,
            ActWords actWords,
            PaymentOrders orders,
            PayeeAccounts accounts,
            PaymentHalts halts,
            Texts texts) {
        this.acts = acts;
        this.actWords = actWords;
        this.orders = orders;
        this.accounts = accounts;
        this.halts = halts;
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
        var account = AccountNumber.kept(paid.payee().account()).masked();
        return paid.kind() == PaymentOrder.Kind.SERVICE
                ? texts.in(
                        language,
                        "settlement.payee-centre",
                        acts.centre(acts.get(paid.act())).name().in(language),
                        account)
                : texts.in(language, "settlement.payee-holder", orders.voucher(paid), account);
    }

    /**
     * Everything that goes to the bank of an order, as whoever releases it or puts it right has to see it; personal data.
     *
     * @param numbered the words before the number: BIN or IIN
     * @param bank its name and BIC
     * @param doubt what does not fit together in it, empty when all does
     * @param purposeCode КНП
     * @param payeeCode КБе
     * @param purpose what it pays for
     */
    public record Details(
            String order,
            String amount,
            String name,
            String numbered,
            String number,
            String account,
            String bank,
            String doubt,
            String purposeCode,
            String payeeCode,
            String purpose) {}

    /** Everything that goes to the bank of that order; personal data. */
    public Details details(PaymentOrder order, Language language) {
        var payee = order.payee();
        var account = AccountNumber.kept(payee.account());
        var known = KnownBank.of(account);
        var bic = payee.bic() != null
                ? payee.bic()
                : known.map(KnownBank::bic).orElseGet(() -> texts.in(language, "settlement.bic-unknown"));
        return new Details(
                order.number(),
                texts.in(language, "settlement.tenge", order.amount()),
                payee.name(),
                texts.in(language, order.kind() == PaymentOrder.Kind.SERVICE ? "settlement.bin" : "settlement.iin"),
                payee.number(),
                account.value(),
                texts.in(
                        language,
                        "settlement.bank",
                        known.map(bank -> texts.in(language, "settlement.bank-" + bank.code()))
                                .orElseGet(() -> texts.in(language, "settlement.bank-unknown", account.bankCode())),
                        bic),
                known.filter(bank -> !bank.keeps(bic))
                        .map(bank -> texts.in(language, "settlement.bank-differs", account.bankCode(), bic))
                        .orElse(""),
                order.purposeCode(),
                payee.code(),
                switch (language) {
                    case KK -> order.purposeKk();
                    case RU -> order.purposeRu();
                    case EN ->
                        texts.in(
                                language,
                                "settlement.purpose." + order.kind().name().toLowerCase(Locale.ROOT),
                                order.act(),
                                orders.voucher(order));
                });
    }

    /** The same as lines of a text. */
    public String detailsText(PaymentOrder order, Language language) {
        return lines(order, "", language);
    }

    private String lines(PaymentOrder order, String halt, Language language) {
        var details = details(order, language);
        var lines = new ArrayList<String>();
        lines.add(details.order() + " · " + details.amount());
        if (!halt.isEmpty()) {
            lines.add(halt);
        }
        lines.add(details.name() + ", " + details.numbered() + " " + details.number());
        lines.add(details.account());
        lines.add(details.bank());
        if (!details.doubt().isEmpty()) {
            lines.add(details.doubt());
        }
        lines.add(texts.in(language, "settlement.payment-codes", details.purposeCode(), details.payeeCode()));
        lines.add(details.purpose());
        return String.join("\n", lines);
    }

    /**
     * The act's orders that are to be released, each with everything that goes to the bank, and why it is held or returned;
     * personal data.
     */
    public String paymentsText(String act, Language language) {
        var first = orders.of(act).stream()
                .filter(order -> order.releasedAt() == null)
                .toList();
        var said = first.stream()
                .limit(MOST_NAMED)
                .map(order -> lines(order, haltText(order.number(), language).orElse(""), language))
                .collect(Collectors.joining("\n\n"));
        return first.size() <= MOST_NAMED
                ? said
                : said + "\n\n" + texts.in(language, "settlement.payments-more", first.size() - MOST_NAMED);
    }

    /** That an order is held or returned, or was put right, and why; empty when it is not. */
    public Optional<String> haltText(String order, Language language) {
        return halts.current(order).map(halt -> haltText(halt, language));
    }

    /** What was done with an order before it is paid, in words. */
    public String haltText(PaymentHalts.Halt halt, Language language) {
        return halt.remark() == null
                ? texts.in(language, "settlement.halt-" + halt.kind())
                : texts.in(
                        language,
                        "settlement.halt-because",
                        texts.in(language, "settlement.halt-" + halt.kind()),
                        halt.remark());
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
