package kz.bilik.casefile;

import java.util.Optional;
import java.util.stream.Collectors;
import kz.bilik.application.Application;
import kz.bilik.application.ApplicationStatus;
import kz.bilik.calendar.Deadline;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.casefile.CaseRows.Section;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ServicesAct;
import kz.bilik.settlement.SettlementDeadlines;
import kz.bilik.voucher.VoucherDeadlines;
import kz.bilik.voucher.Vouchers;
import org.springframework.stereotype.Component;

/** The terms that run in a case, each explained, whichever module counts it: an officer asks for the day, not for its owner. */
@Component
class CaseDeadlines {

    private final ApplicationStatus status;
    private final Vouchers vouchers;
    private final VoucherDeadlines voucherDeadlines;
    private final Acts acts;
    private final PaymentOrders orders;
    private final SettlementDeadlines settlementDeadlines;
    private final DeadlineText deadlineText;
    private final Texts texts;

    CaseDeadlines(
            ApplicationStatus status,
            Vouchers vouchers,
            VoucherDeadlines voucherDeadlines,
            Acts acts,
            PaymentOrders orders,
            SettlementDeadlines settlementDeadlines,
            DeadlineText deadlineText,
            Texts texts) {
        this.status = status;
        this.vouchers = vouchers;
        this.voucherDeadlines = voucherDeadlines;
        this.acts = acts;
        this.orders = orders;
        this.settlementDeadlines = settlementDeadlines;
        this.deadlineText = deadlineText;
        this.texts = texts;
    }

    Section of(Application application, Language language) {
        var rows = new CaseRows(texts, language);
        status.nextDeadline(application.number()).ifPresent(term -> rows.add("due", explained(term, language)));
        vouchers.ofApplication(application.number()).ifPresent(voucher -> {
            rows.add("validity", explained(voucherDeadlines.validity(voucher.number()), language));
            acts.actOf(voucher.number()).flatMap(acts::find).ifPresent(act -> {
                if (act.state() == ServicesAct.State.DRAFT) {
                    rows.add("act-due", explained(settlementDeadlines.act(act.number()), language));
                } else if (act.current().receivedAt() != null
                        && orders.paidAt(act.number()).isEmpty()) {
                    rows.add("payment-due", explained(settlementDeadlines.payment(act.number()), language));
                }
            });
        });
        return rows.section("deadlines");
    }

    /** The term that runs at that stage; empty when none does, or nobody has to act. */
    Optional<Deadline> running(Application application, CaseStage.Stage stage) {
        var number = application.number();
        return switch (stage) {
            case CHECKS, REFUSED, WITHDRAWN, VOUCHER_LAPSED, VOUCHER_WITHDRAWN, VOUCHER_USED, PAID -> Optional.empty();
            case CAREER_CENTRE, MOBILITY_CENTRE, RECOGNITION_CENTRE, ISSUE, REFUSAL -> status.nextDeadline(number);
            case VOUCHER_ISSUED ->
                vouchers.ofApplication(number).map(voucher -> voucherDeadlines.validity(voucher.number()));
            case EXAMINED -> act(number).map(settlementDeadlines::act);
            case ACT_SENT, PAYMENT -> act(number).map(settlementDeadlines::payment);
        };
    }

    private Optional<String> act(String application) {
        return vouchers.ofApplication(application).flatMap(voucher -> acts.actOf(voucher.number()));
    }

    /** The last day, from which day it was counted, and the days that did not count. */
    String explained(Deadline term, Language language) {
        var skipped = term.skipped().stream()
                .filter(day -> day.reason() != Deadline.Reason.WEEKEND)
                .map(skip -> Day.of(skip.day())
                        + (skip.note().isEmpty() ? "" : " " + texts.inOr(language, skip.note(), skip.note())))
                .collect(Collectors.joining(", "));
        return texts.in(
                        language,
                        "web.case.term." + term.unit(),
                        Day.of(term.due()),
                        String.valueOf(term.length()),
                        Day.of(term.from()),
                        deadlineText.clause(language, term.clause()))
                + (skipped.isEmpty() ? "" : " " + texts.in(language, "web.case.term.skipped", skipped));
    }
}
