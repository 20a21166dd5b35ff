package kz.bilik.history;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.bilik.calendar.Deadline;

/**
 * At which element of the diagrams what the records tell has happened; of several, those at which it can. What is done past
 * every diagram, on a page of its own, stands in {@link #NOWHERE}.
 */
final class Places {

    /** By what happened. */
    static final Map<String, List<String>> OF = Map.ofEntries(
            entry("application.received", List.of("applicationReceived")),
            entry("application.submission-attested", List.of("applicationReceived")),
            entry("application.check-unemployed", List.of("checkUnemployed")),
            entry("application.not-unemployed", List.of("checkUnemployed")),
            entry("application.check-first-voucher-this-year", List.of("checkOncePerYear")),
            entry("application.voucher-received-this-year", List.of("checkOncePerYear")),
            entry("application.earlier-voucher-valid", List.of("checkOncePerYear")),
            entry("application.check-voucher-left", List.of("reserveVoucher")),
            entry("application.check-voucher-left-not-taken", List.of("reserveVoucher")),
            entry("application.no-voucher-left", List.of("reserveVoucher")),
            entry("application.voucher-reserved-on-appeal", List.of("reserveVoucher")),
            entry("application.quota-overridden", List.of("reserveVoucher")),
            entry("application.forwarded", List.of("checkApplication")),
            entry("application.not-in-order", List.of("checkApplication")),
            entry("application.handed-over", List.of("checkApplication")),
            entry("application.another-centre", List.of("anotherCentreChosen")),
            entry("application.sent-to-recognition-centre", List.of("forwardToRecognitionCentre")),
            entry("application.answer-reminder", List.of("remindRecognitionCentre")),
            entry("application.silent-centre", List.of("remindRecognitionCentre")),
            entry("application.confirmed", List.of("answerApplication")),
            entry("application.centre-declined", List.of("answerApplication")),
            entry("application.check-unemployed-at-issue", List.of("recheckUnemployed")),
            entry("application.not-unemployed-at-issue", List.of("recheckUnemployed")),
            entry("application.unemployed-at-issue-unknown", List.of("recheckUnemployed")),
            entry("application.refused", List.of("sendRefusal")),
            entry("application.reopened", List.of("refusalOverturned")),
            entry("application.withdrawn", List.of("undoReservation")),
            entry("application.career-centre-check-overdue", List.of("careerCentreCheckOverdue")),
            entry("application.checks-overdue", List.of("checksOverdue")),
            entry("application.forwarding-overdue", List.of("forwardingOverdue")),
            entry("application.refusal-overdue", List.of("refusalOverdue")),
            entry("application.issue-overdue", List.of("issueOverdue")),
            entry("voucher.issued", List.of("issueVoucher")),
            entry("voucher.certificate-received", List.of("certificateReceived", "lateCertificateReceived")),
            entry("voucher.certificate-without-effect", List.of("extendVoucher")),
            entry("voucher.certificate-rejected", List.of("rejectCertificate")),
            entry("voucher.certificate-closed", List.of("certificateClosed")),
            entry("voucher.certificate-decision-overdue", List.of("certificateDecisionOverdue")),
            entry("voucher.extended", List.of("extendVoucher")),
            entry("voucher.brought-back", List.of("extendVoucher")),
            entry("voucher.extended-too-late", List.of("extendVoucher")),
            entry("voucher.last-day-moved", List.of("admitToExam")),
            entry("voucher.used", List.of("recordUse", "useRecorded")),
            entry("voucher.used-while-ill", List.of("recordUse", "useRecorded")),
            entry("voucher.exam-not-held", List.of("restoreVoucher")),
            entry("voucher.exam-not-recorded", List.of("examRecordMissing")),
            entry("voucher.examined", List.of("recordExam")),
            entry("voucher.in-use-again", List.of("recordExam")),
            entry("voucher.lapsed", List.of("cancelVoucher")),
            entry("voucher.withdrawn", List.of("withdrawVoucher")),
            entry("settlement.handed-to-act", List.of("handOverToAct")),
            entry("settlement.act-received", List.of("sendAct")),
            entry("settlement.act-accepted", List.of("acceptAct")),
            entry("settlement.act-returned", List.of("returnAct")),
            entry("settlement.act-overdue", List.of("actOverdue")),
            entry("settlement.payment-overdue", List.of("paymentOverdue")),
            entry("settlement.payment-sent", List.of("sendPayments")),
            entry("settlement.payment-held", List.of("releasePayments")),
            entry("settlement.payment-returned", List.of("releasePayments", "decidePayment")),
            entry("settlement.payment-corrected", List.of("correctPayment")),
            entry("settlement.payment-lifted", List.of("decidePayment", "releasePayments")),
            entry("settlement.payment-rejected", List.of("confirmPayment")),
            entry("settlement.service-paid", List.of("confirmPayment")),
            entry("settlement.aid-paid", List.of("confirmPayment")));

    /** What happens past the diagrams. */
    static final Set<String> NOWHERE = Set.of(
            "settlement.protocol-corrected",
            "settlement.taken-out",
            "settlement.holder-part-smaller",
            "settlement.holder-part-larger",
            "settlement.holder-part-known",
            "voucher.used-recorded-late",
            "voucher.certificate-annulled");

    /** By which clause the term of a task runs; of our own where the order sets none. */
    static final Map<String, String> TERMS = Map.ofEntries(
            entry("checkApplication", "cl. 8"),
            entry("answerApplication", Deadline.OUR_OWN),
            entry("admitToExam", "cl. 10"),
            entry("recordExam", "cl. 10"),
            entry("decideCertificate", "cl. 13"),
            entry("sendAct", "cl. 16"),
            entry("acceptAct", "cl. 17"),
            entry("releasePayments", "cl. 17"),
            entry("correctPayment", "cl. 17"),
            entry("decidePayment", "cl. 17"),
            entry("confirmPayment", "cl. 17"),
            entry("repairPayment", "cl. 17"));

    private Places() {}
}
