package kz.bilik.payment;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.notice.Notices;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.record.Recorded;
import kz.bilik.settlement.ActLines;
import kz.bilik.settlement.Acts;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the accountant does not pay as it stands (cl. 17): an order that he holds stays his task until he releases it; one
 * that he returns is put right by the mobility centre and comes back to him. The term of cl. 17 runs on. Neither its amount,
 * under which both signatures stand, nor its end-to-end id ever changes.
 */
@NamedInterface("desk")
@Component
public class PaymentHalts {

    private static final int LONGEST_REMARK = 2000;

    private static final Pattern SECTOR = Pattern.compile("[12]\\d");
    private static final Pattern PURPOSE = Pattern.compile("\\d{3}");

    /** What was done. */
    public enum Kind {
        HELD,
        RETURNED,
        /** The mobility centre has put it right. */
        CORRECTED,
        /** The accountant pays it after all. */
        LIFTED
    }

    /**
     * One deed.
     *
     * @param remark why; what was put right; null where nothing is said
     * @param officer who did it, empty when nobody was signed in
     * @param at legal time
     */
    public record Halt(Kind kind, @Nullable String remark, String officer, OffsetDateTime at) {}

    /** What the accountant decided on a held order. */
    public enum Decision {
        RELEASE,
        RETURN
    }

    /**
     * What the mobility centre puts right; what is blank stays as it is.
     *
     * @param remark what it did
     * @param payeeCode КБе
     * @param purposeCode КНП
     * @param bic of the payee's bank
     * @param newAccount whether the account that the payee has stated, signed, takes the place of the one before
     */
    public record Correction(String remark, String payeeCode, String purposeCode, String bic, boolean newAccount) {}

    private final JdbcClient jdbc;
    private final PaymentOrderTable table;
    private final PaymentOrders orders;
    private final PayeeAccounts accounts;
    private final Acts acts;
    private final ActLines lines;
    private final Timeline timeline;
    private final Notices notices;
    private final CurrentOfficer currentOfficer;
    private final LegalClock clock;
    private final FourEyes fourEyes;
    private final PaymentProcess process;
    private final ApplicationEventPublisher events;

    PaymentHalts(
            JdbcClient jdbc,
            PaymentOrderTable table,
            PaymentOrders orders,
            PayeeAccounts accounts,
            Acts acts,
            ActLines lines,
            Timeline timeline,
            Notices notices,
            CurrentOfficer currentOfficer,
            LegalClock clock,
            FourEyes fourEyes,
            PaymentProcess process,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.table = table;
        this.orders = orders;
        this.accounts = accounts;
        this.acts = acts;
        this.lines = lines;
        this.timeline = timeline;
        this.notices = notices;
        this.currentOfficer = currentOfficer;
        this.clock = clock;
        this.fourEyes = fourEyes;
        this.process = process;
        this.events = events;
    }

    /**
     * The accountant holds an order that is not released yet; one that is held already may get another reason.
     *
     * @throws Problem {@code payment.halt-reason}, {@code payment.not-to-hold}, {@code payment.earlier-procedure}
     */
    @Transactional
    public void hold(String order, @Nullable String reason) {
        var why = checked(reason);
        acts.lock(orders.get(order).act());
        requireStepsFor(order);
        move(order, PaymentOrder.State.HELD, Set.of(PaymentOrder.State.CREATED, PaymentOrder.State.HELD));
        record(order, Kind.HELD, why);
    }

    /**
     * The accountant returns an order to the mobility centre: before the act's orders are released, or from his task on a
     * held one.
     *
     * @throws Problem {@code payment.halt-reason}, {@code payment.not-to-hold}, {@code payment.earlier-procedure}
     */
    @Transactional
    public void giveBack(String order, @Nullable String reason) {
        var why = checked(reason);
        acts.lock(orders.get(order).act());
        requireStepsFor(order);
        if (orders.get(order).state() == PaymentOrder.State.HELD && process.paymentDecided(order, false, why)) {
            return;
        }
        returned(order, why);
    }

    /**
     * The accountant pays an order after all that he held, or took back before the act's orders were released.
     *
     * @throws Problem {@code payment.not-held}
     */
    @Transactional
    public void lift(String order) {
        acts.lock(orders.get(order).act());
        if (orders.get(order).state() == PaymentOrder.State.HELD && process.paymentDecided(order, true, "")) {
            return;
        }
        if (isStuck(order)) {
            table.move(order, PaymentOrder.State.HELD, Set.of(PaymentOrder.State.RETURNED));
            table.release(order, false, clock.now());
            record(order, Kind.LIFTED, null);
            orders.send(orders.get(order).act());
            return;
        }
        // The mobility centre has a returned one from the moment on in which the act's others are released.
        if (!process.releaseAwaited(orders.get(order).act())
                || !table.move(
                        order,
                        PaymentOrder.State.CREATED,
                        Set.of(PaymentOrder.State.HELD, PaymentOrder.State.RETURNED))) {
            throw Problem.of(Problem.Kind.CONFLICT, "payment.not-held", order);
        }
        record(order, Kind.LIFTED, null);
    }

    /**
     * Records what the accountant decided on a held order; a released one goes to the bank at once, in a file of its own.
     *
     * @param decision {@code release} or {@code return}
     * @return whether it was released
     * @throws Problem {@code payment.decision-unknown}, {@code payment.halt-reason}, {@code payment.not-held}, {@code
     *     payment.same-person} when he is known to be who accepted the act
     */
    @Transactional
    public Decision decide(String order, @Nullable String decision, @Nullable String reason) {
        var wanted = decision(decision);
        acts.lock(orders.get(order).act());
        if (wanted == Decision.RETURN) {
            returned(order, checked(reason));
            return wanted;
        }
        fourEyes.require(orders.get(order).act());
        if (orders.get(order).state() != PaymentOrder.State.HELD || !table.release(order, false, clock.now())) {
            throw Problem.of(Problem.Kind.CONFLICT, "payment.not-held", order);
        }
        record(order, Kind.LIFTED, null);
        orders.form(orders.get(order).act());
        return wanted;
    }

    /**
     * The mobility centre has put a returned order right; the accountant has it again, as held.
     *
     * @throws Problem {@code payment.correction-wrong} with each field, {@code payment.not-returned}, {@code
     *     payment.no-new-account}
     */
    @Transactional
    public void correct(String order, Correction correction) {
        requireReadable(correction);
        acts.lock(orders.get(order).act());
        var returned = orders.get(order);
        if (returned.state() != PaymentOrder.State.RETURNED) {
            throw Problem.of(Problem.Kind.CONFLICT, "payment.not-returned", order);
        }
        table.correct(returned.corrected(
                payee(returned, correction),
                correction.purposeCode().isEmpty() ? returned.purposeCode() : correction.purposeCode()));
        move(order, PaymentOrder.State.HELD, Set.of(PaymentOrder.State.RETURNED));
        record(order, Kind.CORRECTED, correction.remark());
        notices.tell(
                Place.accountants(PaymentFiles.region(returned.act())),
                returned.act(),
                "settlement.payment-corrected",
                order + " " + of(order).size(),
                order,
                correction.remark());
    }

    /**
     * Whether the accountant may still take a returned order back: the act's orders are not released yet, or its procedure has
     * no step in which it would be put right.
     */
    public boolean takesBack(String order) {
        return process.releaseAwaited(orders.get(order).act()) || isStuck(order);
    }

    /** Whether an order of that act can be held or returned: not where its procedure began by an earlier diagram. */
    public boolean mayHalt(String act) {
        return process.holdsOrders(act);
    }

    /** What was done with that order, oldest first. */
    public List<Halt> of(String order) {
        return jdbc.sql(
                        "select kind, remark, officer, decided_at from payment_halt where payment_order = ? order by id")
                .param(order)
                .query((row, number) -> new Halt(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("remark"),
                        row.getString("officer"),
                        LegalMoment.of(row, "decided_at")))
                .list();
    }

    /** Why that order is held or returned at present; empty when it is not. */
    public Optional<Halt> current(String order) {
        var done = of(order);
        return done.isEmpty() || done.get(done.size() - 1).kind() == Kind.LIFTED
                ? Optional.empty()
                : Optional.of(done.get(done.size() - 1));
    }

    private void requireStepsFor(String order) {
        if (orders.get(order).state() == PaymentOrder.State.CREATED
                && !process.holdsOrders(orders.get(order).act())) {
            throw Problem.of(Problem.Kind.CONFLICT, "payment.earlier-procedure", order);
        }
    }

    /**
     * Whether an order was held or returned although its procedure, by an earlier diagram, has no steps for it: it waits for an
     * answer of the bank, which was sent nothing.
     */
    private boolean isStuck(String order) {
        var state = orders.get(order).state();
        return (state == PaymentOrder.State.HELD || state == PaymentOrder.State.RETURNED)
                && process.answerAwaited(order);
    }

    private void returned(String order, String why) {
        move(order, PaymentOrder.State.RETURNED, Set.of(PaymentOrder.State.CREATED, PaymentOrder.State.HELD));
        record(order, Kind.RETURNED, why);
        var act = orders.get(order).act();
        notices.tell(
                Place.mobilityCentre(PaymentFiles.region(act)),
                act,
                "settlement.payment-returned",
                order + " " + of(order).size(),
                order,
                why);
    }

    private PaymentOrder.Party payee(PaymentOrder returned, Correction correction) {
        var before = returned.payee();
        var account = before.account();
        var bic = before.bic();
        if (correction.newAccount()) {
            var stated = accounts.stated(returned.number())
                    .orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, "payment.no-new-account", returned.number()));
            account = stated.account().value();
            bic = stated.bic();
        }
        return new PaymentOrder.Party(
                before.name(),
                before.number(),
                account,
                correction.bic().isEmpty() ? bic : correction.bic(),
                correction.payeeCode().isEmpty() ? before.code() : correction.payeeCode());
    }

    private static void requireReadable(Correction correction) {
        var problem = Problem.of(Problem.Kind.UNPROCESSABLE, "payment.correction-wrong");
        if (correction.remark().isBlank()) {
            problem = problem.with("correction", "settlement.missing");
        } else if (correction.remark().length() > LONGEST_REMARK) {
            problem = problem.with("correction", "settlement.too-long", LONGEST_REMARK);
        }
        if (!correction.payeeCode().isEmpty()
                && !SECTOR.matcher(correction.payeeCode()).matches()) {
            problem = problem.with("payeeCode", "payment.payee-code");
        }
        if (!correction.purposeCode().isEmpty()
                && !PURPOSE.matcher(correction.purposeCode()).matches()) {
            problem = problem.with("purposeCode", "payment.purpose-code");
        }
        if (!correction.bic().isEmpty()
                && !PayeeAccounts.BIC.matcher(correction.bic()).matches()) {
            problem = problem.with("bic", "payment.bic");
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
    }

    private void move(String order, PaymentOrder.State to, Set<PaymentOrder.State> from) {
        if (!table.move(order, to, from)) {
            throw Problem.of(Problem.Kind.CONFLICT, "payment.not-to-hold", order);
        }
    }

    private void record(String order, Kind kind, @Nullable String remark) {
        var by = currentOfficer.get().map(Officer::id).orElse("");
        var at = clock.now();
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into payment_halt (payment_order, kind, remark, officer, decided_at) values (?, ?, ?, ?, ?)")
                .params(order, kind.name(), remark, by, at)
                .update(key, "id");
        events.publishEvent(
                Recorded.row(Recorded.Kind.PAYMENT_HALT, key.getKey(), order, by, order, kind.name(), remark, by, at));
        var halted = orders.get(order);
        timeline.add(
                lines.application(lines.voucher(halted.act(), halted.line())).number(),
                switch (kind) {
                    case HELD -> "settlement.payment-held";
                    case RETURNED -> "settlement.payment-returned";
                    case CORRECTED -> "settlement.payment-corrected";
                    case LIFTED -> "settlement.payment-lifted";
                },
                "cl. 17",
                order);
    }

    private static String checked(@Nullable String reason) {
        var text = reason == null ? "" : reason.strip();
        if (text.isEmpty() || text.length() > LONGEST_REMARK) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "payment.halt-reason")
                    .with("reason", text.isEmpty() ? "settlement.missing" : "settlement.too-long", LONGEST_REMARK);
        }
        return text;
    }

    private static Decision decision(@Nullable String text) {
        if ("release".equals(text)) {
            return Decision.RELEASE;
        }
        if ("return".equals(text)) {
            return Decision.RETURN;
        }
        throw Problem.of(Problem.Kind.UNPROCESSABLE, "payment.decision-unknown")
                .with("decision", "payment.decision-unknown");
    }
}
