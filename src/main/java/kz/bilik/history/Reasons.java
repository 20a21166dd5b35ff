package kz.bilik.history;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import kz.bilik.application.AnotherRecognitionCentre;
import kz.bilik.application.Appeal;
import kz.bilik.application.Application;
import kz.bilik.application.Applications;
import kz.bilik.application.CareerCentreHandover;
import kz.bilik.application.RefusalReason;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.casefile.CaseAccess.Part;
import kz.bilik.casefile.CaseReaders;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.payment.PaymentHalts;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.payment.PaymentRepair;
import kz.bilik.settlement.ActWords;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ServicesAct;
import kz.bilik.voucher.Vouchers;
import org.springframework.stereotype.Component;

/** Why something was decided as it was: what officers and the bank have said, beside what the timeline tells of it. */
@Component
class Reasons {

    /** Two notes of one deed are written in one transaction, one after the other. */
    private static final Duration TOGETHER = Duration.ofSeconds(5);

    private static final String REFUSED = "application.refused";
    private static final String RETURNED = "settlement.act-returned";
    private static final String SENT = "settlement.payment-sent";
    private static final String REJECTED = "settlement.payment-rejected";

    private final Applications applications;
    private final Appeal appeal;
    private final CareerCentreHandover handovers;
    private final AnotherRecognitionCentre anotherCentre;
    private final Vouchers vouchers;
    private final Acts acts;
    private final PaymentOrders orders;
    private final PaymentHalts halts;
    private final PaymentRepair repair;
    private final Timeline timeline;
    private final DeadlineText deadlineText;
    private final ActWords actWords;
    private final Texts texts;

    Reasons(
            Applications applications,
            Appeal appeal,
            CareerCentreHandover handovers,
            AnotherRecognitionCentre anotherCentre,
            Vouchers vouchers,
            Acts acts,
            PaymentOrders orders,
            PaymentHalts halts,
            PaymentRepair repair,
            Timeline timeline,
            DeadlineText deadlineText,
            ActWords actWords,
            Texts texts) {
        this.applications = applications;
        this.appeal = appeal;
        this.handovers = handovers;
        this.anotherCentre = anotherCentre;
        this.vouchers = vouchers;
        this.acts = acts;
        this.orders = orders;
        this.halts = halts;
        this.repair = repair;
        this.timeline = timeline;
        this.deadlineText = deadlineText;
        this.actWords = actWords;
        this.texts = texts;
    }

    /**
     * What was said, with what it was said to.
     *
     * @param of the payment order that it was said of; empty for what concerns no order
     */
    private record Said(String code, OffsetDateTime at, String words, String of) {}

    /** The reasons of one case. */
    static final class OfCase {

        private final List<Said> said = new ArrayList<>();
        private final Map<OffsetDateTime, List<String>> refusals = new HashMap<>();

        /** What was said to that. */
        List<String> of(Timeline.Entry event) {
            if (event.code().equals(REFUSED)) {
                return refusals.getOrDefault(event.at(), List.of());
            }
            return said.stream()
                    .filter(each -> event.code().equals(each.code())
                            && event.text().contains(each.of())
                            && Duration.between(each.at(), event.at()).abs().compareTo(TOGETHER) <= 0)
                    .map(Said::words)
                    .distinct()
                    .toList();
        }
    }

    OfCase of(Application application, Set<Part> parts, Language language) {
        var number = application.number();
        var found = new OfCase();
        refusals(number, found, parts, language);
        appeal.of(number).forEach(each -> add(found, "application.reopened", each.reopenedAt(), each.reason(), parts));
        handovers.of(number).forEach(each -> add(found, "application.handed-over", each.at(), each.reason(), parts));
        anotherCentre
                .of(number)
                .forEach(each -> add(found, "application.another-centre", each.at(), each.reason(), parts));
        if (parts.contains(Part.MONEY)) {
            vouchers.ofApplication(number).ifPresent(voucher -> acts.actOf(voucher.number())
                    .flatMap(acts::find)
                    .ifPresent(act -> money(act, voucher.number(), found, parts, language)));
        }
        return found;
    }

    private static void add(OfCase found, String code, OffsetDateTime at, String words, Set<Part> parts) {
        add(found, code, at, words, "", parts);
    }

    private static void add(OfCase found, String code, OffsetDateTime at, String words, String of, Set<Part> parts) {
        if (!words.isBlank()) {
            found.said.add(new Said(code, at, CaseReaders.typed(words, parts), of));
        }
    }

    /** The last refusal is the one that stands or was overturned last; those before it were overturned as well. */
    private void refusals(String number, OfCase found, Set<Part> parts, Language language) {
        var moments = timeline.of(number, language).stream()
                .filter(event -> event.code().equals(REFUSED))
                .map(Timeline.Entry::at)
                .toList();
        if (moments.isEmpty()) {
            return;
        }
        var standing = applications.reasons(number);
        var overturned = applications.overturnedReasons(number);
        var last = moments.get(moments.size() - 1);
        if (!standing.isEmpty()) {
            found.refusals.put(last, words(standing, parts, language));
        }
        var earlier = standing.isEmpty() ? moments : moments.subList(0, moments.size() - 1);
        if (earlier.size() == 1) {
            found.refusals.put(earlier.get(0), words(overturned, parts, language));
        } else {
            // Which of several refusals had which reason the records do not keep: all of them stand at the first one.
            earlier.stream()
                    .findFirst()
                    .ifPresent(first -> found.refusals.put(first, words(overturned, parts, language)));
        }
    }

    private List<String> words(List<RefusalReason> reasons, Set<Part> parts, Language language) {
        return reasons.stream()
                .map(reason -> texts.in(language, "reason." + reason.reason())
                        + (reason.remark().isEmpty() ? "" : ": " + CaseReaders.typed(reason.remark(), parts)) + " ("
                        + deadlineText.clause(language, reason.clause()) + ")")
                .toList();
    }

    private void money(ServicesAct act, String voucher, OfCase found, Set<Part> parts, Language language) {
        if (parts.contains(Part.ACT)) {
            act.editions().stream()
                    .filter(edition -> edition.remarks() != null && edition.decidedAt() != null)
                    .forEach(edition -> add(
                            found,
                            RETURNED,
                            edition.decidedAt(),
                            actWords.inWords(edition.remarks(), language),
                            parts));
        }
        orders.of(act.number()).stream()
                .filter(order -> orders.voucher(order).equals(voucher))
                .forEach(order -> {
                    Stream.ofNullable(order.reason())
                            .filter(reason -> order.answeredAt() != null)
                            .forEach(reason -> add(found, REJECTED, order.answeredAt(), reason, order.number(), parts));
                    // The order that repairs it says why it was sent.
                    Stream.ofNullable(order.replacedBy())
                            .map(orders::get)
                            .filter(repaired -> repaired.sentAt() != null)
                            .forEach(repaired -> repair.remark(order.number())
                                    .ifPresent(remark ->
                                            add(found, SENT, repaired.sentAt(), remark, repaired.number(), parts)));
                    halts.of(order.number()).stream()
                            .filter(halt -> halt.remark() != null)
                            .forEach(halt -> add(
                                    found,
                                    "settlement.payment-" + halt.kind().name().toLowerCase(Locale.ROOT),
                                    halt.at(),
                                    halt.remark(),
                                    order.number(),
                                    parts));
                });
    }
}
