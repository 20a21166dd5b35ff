package kz.bilik.casefile;

import kz.bilik.application.ApplicationStatus;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ServicesAct;
import kz.bilik.voucher.Voucher;
import kz.bilik.voucher.Vouchers;
import org.springframework.stereotype.Component;

/** Where a case stands from its receipt to the last payment, in one word: for the applicant and for the case file. */
@Component
public class CaseStage {

    /** Up to the issue as {@link ApplicationStatus} says, then by the voucher, its act and its payments. */
    public enum Stage {
        CHECKS,
        CAREER_CENTRE,
        MOBILITY_CENTRE,
        RECOGNITION_CENTRE,
        ISSUE,
        REFUSAL,
        REFUSED,
        WITHDRAWN,
        /** Valid, until its last day (cl. 10.2). */
        VOUCHER_ISSUED,
        /** Admitted to the exam (cl. 11). */
        VOUCHER_USED,
        /** Examined; the centre owes the act (cl. 16). */
        EXAMINED,
        /** The act is with the mobility centre (cl. 17). */
        ACT_SENT,
        /** The act is accepted, not everything is paid (cl. 17). */
        PAYMENT,
        PAID,
        /** Cancelled unused (cl. 11). */
        VOUCHER_LAPSED,
        VOUCHER_WITHDRAWN
    }

    private final ApplicationStatus application;
    private final Vouchers vouchers;
    private final Acts acts;
    private final PaymentOrders payments;
    private final Texts texts;

    CaseStage(ApplicationStatus application, Vouchers vouchers, Acts acts, PaymentOrders payments, Texts texts) {
        this.application = application;
        this.vouchers = vouchers;
        this.acts = acts;
        this.payments = payments;
        this.texts = texts;
    }

    /**
     * The stage of the case of that application.
     *
     * @throws kz.bilik.problem.Problem {@code application.unknown}
     */
    public Stage of(String number) {
        return switch (application.stage(number)) {
            case CHECKS -> Stage.CHECKS;
            case CAREER_CENTRE -> Stage.CAREER_CENTRE;
            case MOBILITY_CENTRE -> Stage.MOBILITY_CENTRE;
            case RECOGNITION_CENTRE -> Stage.RECOGNITION_CENTRE;
            case ISSUE -> Stage.ISSUE;
            case REFUSAL -> Stage.REFUSAL;
            case REFUSED -> Stage.REFUSED;
            case WITHDRAWN -> Stage.WITHDRAWN;
            case VOUCHER_ISSUED -> vouchers.ofApplication(number).map(this::of).orElse(Stage.VOUCHER_ISSUED);
        };
    }

    public String words(Stage stage, Language language) {
        return texts.in(language, "web.stage." + stage);
    }

    private Stage of(Voucher voucher) {
        return switch (voucher.state()) {
            case ISSUED -> Stage.VOUCHER_ISSUED;
            case USED -> Stage.VOUCHER_USED;
            case LAPSED -> Stage.VOUCHER_LAPSED;
            case WITHDRAWN -> Stage.VOUCHER_WITHDRAWN;
            case EXAMINED ->
                acts.actOf(voucher.number())
                        .flatMap(acts::find)
                        .map(act -> settlement(act, voucher.number()))
                        .orElse(Stage.EXAMINED);
        };
    }

    private Stage settlement(ServicesAct act, String voucher) {
        return switch (act.state()) {
            // In an emptied one stands nobody.
            case DRAFT, RETURNED, EMPTIED -> Stage.EXAMINED;
            case SENT -> Stage.ACT_SENT;
            case ACCEPTED -> isPaid(act, voucher) ? Stage.PAID : Stage.PAYMENT;
        };
    }

    /** Whether the bank has confirmed every order for this holder; one that was repaired is replaced by another. */
    private boolean isPaid(ServicesAct act, String voucher) {
        var orders = payments.of(act.number()).stream()
                .filter(order -> order.replacedBy() == null)
                .filter(order -> payments.voucher(order).equals(voucher))
                .toList();
        return !orders.isEmpty() && orders.stream().allMatch(order -> order.state() == PaymentOrder.State.CONFIRMED);
    }
}
