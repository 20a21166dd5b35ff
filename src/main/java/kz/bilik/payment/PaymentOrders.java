package kz.bilik.payment;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.identity.AccountNumber;
import kz.bilik.language.Language;
import kz.bilik.language.Tenge;
import kz.bilik.language.Texts;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.record.RecordNumber;
import kz.bilik.settlement.ActLines;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.Reimbursements;
import kz.bilik.settlement.ServicesAct;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Payment orders (cl. 17): one per act line for the service of cl. 14.1, one for the aid of cl. 14.2, none for nothing.
 * Each is created once and moves only forward; a rejected one is repaired into a new order ({@link PaymentRepair}).
 */
@Component
public class PaymentOrders {

    /** The kind under which the payment files of an act are stored. */
    public static final String FILE_KIND = "PAYMENT_FILE";

    private static final int LONGEST_REASON = 2000;

    private final PaymentOrderTable table;
    private final LegalClock clock;
    private final PaymentSettings settings;
    private final Acts acts;
    private final ActLines lines;
    private final Reimbursements reimbursements;
    private final Texts texts;
    private final Notices notices;
    private final Timeline timeline;
    private final PaymentFiles paymentFiles;
    private final FourEyes fourEyes;
    private final PaymentProcess process;

    PaymentOrders(
            PaymentOrderTable table,
            LegalClock clock,
            PaymentSettings settings,
            Acts acts,
            ActLines lines,
            Reimbursements reimbursements,
            Texts texts,
            Notices notices,
            Timeline timeline,
            PaymentFiles paymentFiles,
            FourEyes fourEyes,
            PaymentProcess process) {
        this.table = table;
        this.clock = clock;
        this.settings = settings;
        this.acts = acts;
        this.lines = lines;
        this.reimbursements = reimbursements;
        this.texts = texts;
        this.notices = notices;
        this.timeline = timeline;
        this.paymentFiles = paymentFiles;
        this.fourEyes = fourEyes;
        this.process = process;
    }

    /**
     * Creates the orders of an accepted act over the amounts that were signed, once however often it is asked.
     *
     * @throws Problem {@code settlement.not-reckoned} when a line has no amounts yet, {@code settlement.amounts-changed}
     *     when they are not those of the signed line, {@code identity.account} when an account fails its check digits:
     *     nothing is paid to it
     */
    @Transactional
    public List<PaymentOrder> create(String actNumber) {
        var state = acts.lock(actNumber);
        var existing = of(actNumber);
        if (!existing.isEmpty()) {
            return existing;
        }
        if (state != ServicesAct.State.ACCEPTED) {
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.act-not-accepted", actNumber);
        }
        var act = acts.get(actNumber);
        var payer = payer(act);
        var centre = acts.centre(act);
        for (int i = 0; i < act.vouchers().size(); i++) {
            var voucher = act.vouchers().get(i);
            var amounts = reimbursements.payable(act, voucher);
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

    /** The same with a file of the act's own. */
    @Transactional
    public void release(String act, boolean released) {
        release(act, released, false);
    }

    /**
     * The accountant releases the act's orders but those that he holds or has returned; those that are already released
     * stay as they are. Their file is formed at once, unless they go in one with others.
     *
     * @param together whether they wait until the accountant collects the orders of his region ({@link PaymentFiles})
     * @throws Problem {@code payment.not-released} when he did not say so, {@code payment.same-person} when he is known to be
     *     who accepted the act
     */
    @Transactional
    public void release(String act, boolean released, boolean together) {
        if (!released) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "payment.not-released")
                    .with("released", "payment.not-released");
        }
        fourEyes.require(act);
        acts.lock(act);
        of(act).stream()
                .filter(order -> order.state() == PaymentOrder.State.CREATED)
                .forEach(order -> table.release(order.number(), together, clock.now()));
        form(act);
    }

    /** Forms the file of the act's orders that are released and stand in none. */
    void form(String act) {
        paymentFiles.formOf(
                act,
                of(act).stream()
                        .filter(order -> order.state() == PaymentOrder.State.RELEASED)
                        .filter(order -> !order.together() && order.paymentFile() == null)
                        .toList());
    }

    /**
     * Hands the files over to the bank in which released orders of the act stand, each once. When nothing is released,
     * nothing is sent.
     */
    @Transactional
    public void send(String act) {
        acts.lock(act);
        // What an earlier version released stands in no file yet.
        form(act);
        paymentFiles.handOver(act);
    }

    /**
     * The bank answers through the API: recorded once, and the procedure goes on with the first answer only. The same
     * answer again does nothing, from however many callers at once.
     *
     * @throws Problem {@code payment.unknown}, {@code payment.not-sent}, {@code payment.already-confirmed}, {@code
     *     payment.already-rejected}, {@code payment.reason-missing}, {@code payment.reason-too-long}
     */
    @Transactional
    public void answerOfBank(String order, boolean confirmed, @Nullable String reason) {
        goOn(order, confirmed, confirmed ? "" : checkedReason(order, reason));
    }

    /** The same as a file of the bank says it, whose reason is put together from many and kept whole. */
    @Transactional
    void answerOfFile(String order, boolean confirmed, String reason) {
        goOn(order, confirmed, reason);
    }

    private void goOn(String order, boolean confirmed, String reason) {
        if (confirmed ? confirm(order) : rejected(order, reason)) {
            process.paymentAnswered(order, confirmed, reason);
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
            notices.tellApplicant(application, "settlement.aid-paid", order, Tenge.grouped(paid.amount()));
            timeline.add(application, "settlement.aid-paid", "cl. 14.2", Tenge.grouped(paid.amount()));
        } else {
            notices.tell(
                    Place.recognitionCentre(act.recognitionCentre()),
                    act.number(),
                    "settlement.service-paid",
                    order,
                    order,
                    act.number(),
                    Tenge.grouped(paid.amount()));
            timeline.add(application, "settlement.service-paid", "cl. 14.1", Tenge.grouped(paid.amount()));
        }
        return true;
    }

    /**
     * Records that the bank rejected the payment.
     *
     * @return whether this call recorded it; false when it was rejected before
     * @throws Problem {@code payment.unknown}, {@code payment.not-sent}, {@code payment.already-confirmed}, {@code
     *     payment.reason-missing}, {@code payment.reason-too-long}
     */
    @Transactional
    public boolean reject(String order, @Nullable String reason) {
        return rejected(order, checkedReason(order, reason));
    }

    private boolean rejected(String order, String reason) {
        if (!answered(order, PaymentOrder.State.REJECTED, reason)) {
            return false;
        }
        var rejected = get(order);
        var act = acts.get(rejected.act());
        var application = lines.application(voucher(rejected)).number();
        if (rejected.kind() == PaymentOrder.Kind.AID) {
            notices.tellApplicant(application, "settlement.aid-rejected", order, order);
        } else {
            notices.tell(
                    Place.recognitionCentre(act.recognitionCentre()),
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
     * The order of that number.
     *
     * @throws Problem {@code payment.unknown}
     */
    public PaymentOrder get(String number) {
        return find(number).orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "payment.unknown", number));
    }

    public Optional<PaymentOrder> find(String number) {
        return table.find(number);
    }

    /** All orders of an act, repaired ones included, in the order of its lines. */
    public List<PaymentOrder> of(String act) {
        return table.of(act);
    }

    /** The orders of the act that await the bank's answer, without those that repaired another one. */
    public List<String> awaited(String act) {
        return table.first(act);
    }

    /** When the act was paid: the bank confirmed the last of its orders; empty before that, and while there are none. */
    public Optional<OffsetDateTime> paidAt(String act) {
        var due = of(act).stream().filter(order -> order.replacedBy() == null).toList();
        return due.stream().allMatch(order -> order.state() == PaymentOrder.State.CONFIRMED)
                ? due.stream().map(PaymentOrder::answeredAt).max(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** The payment files of an act, oldest first. */
    public List<SentFile> files(String act) {
        return table.files(act);
    }

    /** The voucher whose line the order pays. */
    public String voucher(PaymentOrder order) {
        return lines.voucher(order.act(), order.line());
    }

    private boolean answered(String order, PaymentOrder.State answer, @Nullable String reason) {
        if (table.answered(order, answer, reason, clock.now())) {
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

    private PaymentOrder.Party payer(ServicesAct act) {
        var centre = acts.customer(act);
        return new PaymentOrder.Party(
                centre.name().ru(),
                centre.bin().value(),
                AccountNumber.of(centre.account().value()).value(),
                centre.bic(),
                settings.payerCode());
    }

    private void insert(
            ServicesAct act,
            int line,
            String voucher,
            PaymentOrder.Kind kind,
            long amount,
            PaymentOrder.Party payer,
            PaymentOrder.Party payee) {
        var purpose = "settlement.purpose." + kind.name().toLowerCase(Locale.ROOT);
        table.insert(new PaymentOrder(
                nextNumber(act.region()),
                PaymentOrder.endToEndId(act.number(), line, kind, 1),
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
                null,
                false,
                null,
                null));
    }

    /** {@code P-2026-75-000031}: the year of today and the region of the act. */
    String nextNumber(String region) {
        return RecordNumber.of(RecordNumber.Kind.PAYMENT_ORDER, clock.today().getYear(), region, table.nextNumber())
                .toString();
    }

    private String checkedReason(String order, @Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "payment.reason-missing")
                    .with("reason", "settlement.missing");
        }
        var text = reason.strip();
        // What a file of the bank has said at length is recorded before the task hears of it.
        if (text.length() > LONGEST_REASON && !text.equals(get(order).reason())) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "payment.reason-too-long")
                    .with("reason", "settlement.too-long", LONGEST_REASON);
        }
        return text;
    }
}
