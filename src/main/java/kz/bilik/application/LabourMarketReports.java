package kz.bilik.application;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * What the Labour Market AIS is told of a case (cl. 8.2, 9.1, 10.1, 11-13); implemented by {@code integration}. A report is
 * kept in the transaction of the step that it tells of and delivered afterwards, in the order of the case, for as long as
 * it takes: no step and no right of a person waits for the AIS.
 */
public interface LabourMarketReports {

    /**
     * Keeps a report of that case in the current transaction; person, profession, region and centres stand in it as the
     * application has them now.
     *
     * @param application number of the application
     * @param occasion what tells this event from another one of its kind in the same case, such as the round of an appeal or
     *     the id of a certificate; the same again keeps nothing new. Nothing personal
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     * @throws kz.bilik.problem.Problem {@code application.unknown}
     */
    void report(String application, String occasion, Event event);

    /** What happened; days and moments are legal time. */
    sealed interface Event {}

    /** The application was sent to the cabinet of the recognition centre that it names (cl. 9.1). */
    record ApplicationForwarded() implements Event {}

    /**
     * A reasoned refusal was formed (cl. 3.3, 8.2, 9.2).
     *
     * @param clause of the body that refuses, such as {@code cl. 8}
     * @param wayToAppeal in the state language
     */
    record RefusalFormed(String clause, List<Ground> grounds, String wayToAppeal) implements Event {}

    /**
     * The refusal that was formed last does not stand any more: a decision on appeal has overturned it (cl. 8.2, 9.2).
     *
     * @param decision its number
     */
    record RefusalOverturned(String clause, String decision, LocalDate decidedOn) implements Event {}

    /** The applicant has withdrawn before a voucher was issued. */
    record ApplicationWithdrawn() implements Event {}

    /** The voucher was issued (cl. 10.1). */
    record VoucherIssued(Voucher voucher) implements Event {}

    /** A copy of a certificate was received (cl. 12); its arrival begins the term of cl. 13. */
    record SickLeaveReceived(Voucher voucher, Certificate certificate) implements Event {}

    /** A certificate was accepted, and the last day is as the voucher says it now (cl. 13). */
    record VoucherExtended(Voucher voucher, Certificate certificate) implements Event {}

    /** A certificate was rejected (cl. 13). */
    record CertificateRejected(Voucher voucher, Certificate certificate, Ground ground) implements Event {}

    /** The acceptance of a certificate that was found false was taken back; the last day is as the voucher says it now (cl. 13). */
    record CertificateAnnulled(Voucher voucher, Certificate certificate) implements Event {}

    /** The last day was a day off and has moved with a change of the calendar (cl. 10). */
    record LastDayMoved(Voucher voucher) implements Event {}

    /** The holder was admitted to the exam (cl. 11); what is undecided of his certificates is closed with it. */
    record VoucherUsed(Voucher voucher, LocalDate usedOn) implements Event {}

    /** The exam did not take place: the voucher is unused again (cl. 11). */
    record UseUndone(Voucher voucher, LocalDate usedOn, Ground ground) implements Event {}

    /** The voucher was not used while it was valid and is cancelled (cl. 11). */
    record VoucherCancelled(Voucher voucher, LocalDate cancelledOn) implements Event {}

    /** The holder gave the voucher up; what is undecided of his certificates is closed with it. */
    record VoucherWithdrawn(Voucher voucher, LocalDate withdrawnOn) implements Event {}

    /**
     * A voucher.
     *
     * @param lastDay as it stands after the event
     */
    record Voucher(String number, LocalDate issuedOn, LocalDate lastDay) {}

    /**
     * As much of a certificate as its state record needs; neither who issued it nor why.
     *
     * @param kind {@code SHEET} or {@code NOTE}
     * @param series may be empty
     * @param receivedAt when its copy came
     */
    record Certificate(String kind, String series, String number, List<Days> periods, OffsetDateTime receivedAt) {}

    /** Days from the first to the last, both included. */
    record Days(LocalDate from, LocalDate to) {}

    /**
     * Why.
     *
     * @param code such as {@code application.incomplete-documents}
     * @param clause such as {@code cl. 8}
     * @param text in the state language
     * @param remark the officer's or the centre's own words, may be empty
     */
    record Ground(String code, String clause, String text, String remark) {}
}
