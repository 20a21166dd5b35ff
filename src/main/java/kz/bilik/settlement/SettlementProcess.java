package kz.bilik.settlement;

/** Where a services act stands, in business words; implemented by the page of {@code settlement.bpmn}. */
public interface SettlementProcess {

    /** A protocol was signed whose holders belong to one mobility centre: an act is due (cl. 16). */
    void start(String act);

    /** The centre's signed act was received; the same as completing the task {@code sendAct}. */
    void actSigned(String act);

    /** The mobility centre's signature of acceptance was received; the same as completing {@code acceptAct} (cl. 17). */
    void actAccepted(String act);

    /** The mobility centre returns the act with remarks; the same as completing {@code acceptAct} (cl. 17). */
    void actReturned(String act, String remarks);

    /** The protocol of an act that is still to be sent was corrected: what its case shows and its term follow. */
    void protocolCorrected(String act);

    /** The last holder of an act that is still to be sent was taken out of its protocol: there is nothing to pay. */
    void actEmptied(String act);
}
