package kz.bilik.process.gate;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the code calls by its name in a diagram: tasks that it completes, steps whose jobs it looks for, elements whose history
 * it tells, messages that it sends. A test compares it with the code.
 */
final class KnownByName {

    private static final Map<String, Set<String>> ELEMENTS = Map.of(
            "application",
            Set.of(
                    "anotherCentreChosen",
                    "answerApplication",
                    "applicationReceived",
                    "careerCentreCheckOverdue",
                    "checkApplication",
                    "checkOncePerYear",
                    "checkUnemployed",
                    "checksOverdue",
                    "forwardToRecognitionCentre",
                    "forwardingOverdue",
                    "issueOverdue",
                    "issueVoucher",
                    "recheckUnemployed",
                    "refusalOverdue",
                    "refusalOverturned",
                    "remindRecognitionCentre",
                    "reserveVoucher",
                    "sendRefusal",
                    "undoReservation"),
            "voucher",
            Set.of(
                    "admitToExam",
                    "cancelVoucher",
                    "certificateClosed",
                    "certificateDecisionOverdue",
                    "certificateReceived",
                    "certificatesDecided",
                    "decideCertificate",
                    "examRecordMissing",
                    "extendVoucher",
                    "handOverToAct",
                    "lateCertificateReceived",
                    "recordExam",
                    "recordUse",
                    "rejectCertificate",
                    "reportCancellation",
                    "restoreVoucher",
                    "useRecorded",
                    "voucherInUse",
                    "withdrawVoucher"),
            "settlement",
            Set.of(
                    "acceptAct",
                    "actOverdue",
                    "confirmPayment",
                    "correctPayment",
                    "decidePayment",
                    "paymentOverdue",
                    "releasePayments",
                    "repairPayment",
                    "returnAct",
                    "sendAct",
                    "sendPayments"),
            "distribution",
            Set.of("adjustShares", "approveDistribution", "collectStatistics", "setTotals"),
            "year",
            Set.of());

    private static final Map<String, Set<String>> MESSAGES = Map.of(
            "application", Set.of("AnotherCentreChosen", "RefusalOverturned", "WithdrawalReceived"),
            "voucher",
                    Set.of(
                            "CertificateReceived",
                            "CertificatesDecided",
                            "LateCertificateReceived",
                            "VoucherInUseAgain",
                            "VoucherUsed",
                            "WithdrawalReceived"),
            "settlement", Set.of("ActEmptied", "PaymentCollected"),
            "distribution", Set.of("ReviewOrdered"),
            "year", Set.of());

    /** By the file in which Modeler finds it. */
    private static final Map<String, String> DECISIONS = Map.of(
            "legal-terms", "legalTerms",
            "reimbursement", "reimbursement",
            "monthly-calculation-index", "monthlyCalculationIndex",
            "requirements", "requirements",
            "distribution-weights", "distributionWeights");

    private KnownByName() {}

    static boolean process(String process) {
        return ELEMENTS.containsKey(process);
    }

    static Set<String> elements(String process) {
        return ELEMENTS.getOrDefault(process, Set.of());
    }

    static Set<String> messages(String process) {
        return MESSAGES.getOrDefault(process, Set.of());
    }

    static boolean decision(String decision) {
        return DECISIONS.containsValue(decision);
    }

    /** The process or the decision that a file of that name holds; empty for one that code does not ask for. */
    static List<String> inFile(ModelFile file) {
        if (file.isDiagram() && process(file.stem())) {
            return List.of(file.stem());
        }
        return file.isTable() && DECISIONS.containsKey(file.stem()) ? List.of(DECISIONS.get(file.stem())) : List.of();
    }
}
