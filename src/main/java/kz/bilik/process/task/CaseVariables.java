package kz.bilik.process.task;

import java.util.Set;

/** What the engine knows of a case, and no more: who wants to read another thing finds it in the records. */
public final class CaseVariables {

    /** The variables that a process may have: references to records, and facts that gateways test. */
    public static final Set<String> ALL = Set.of(
            // references
            "applicationNumber",
            "voucherNumber",
            "actNumber",
            "certificate",
            "paymentOrder",
            "distributionNumber",
            "region",
            "careerCentre",
            "recognitionCentre",
            // facts
            "checksPassed",
            // of the edition of application.bpmn that asked after each check: cases that began by it go on by it
            "registeredAsUnemployed",
            "firstVoucherThisYear",
            "voucherLeft",
            "inOrder",
            "confirmed",
            "validity",
            "examHeld",
            "certificateAccepted",
            "actAccepted",
            "paymentReleased",
            "paymentAwaitsOthers",
            "paymentReturned",
            "paymentConfirmed",
            "periodOpened",
            "proposalReady",
            "distributionApproved",
            // the reimbursement decision's inputs and result
            "day",
            "profile",
            "outsideRegion",
            "reimbursement");

    private CaseVariables() {}
}
