package kz.bilik.application;

/** Where an application stands, in business words; implemented by the page of {@code application.bpmn}. */
public interface ApplicationProcess {

    /** An application was received (cl. 3.2): its checks begin once the current transaction has committed. */
    void start(String application);

    /**
     * The chosen recognition centre answers through its cabinet (cl. 9, 10); the same as completing its task.
     *
     * @param reason what the centre gives for a no; empty for a yes
     * @throws kz.bilik.problem.Problem {@code application.not-awaiting-answer}
     */
    void answer(String application, boolean confirmed, String reason);

    /** The applicant withdraws before a voucher is issued. */
    void withdraw(String application);
}
