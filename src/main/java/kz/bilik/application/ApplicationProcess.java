package kz.bilik.application;

import org.springframework.modulith.NamedInterface;

/** Where an application stands, in business words; implemented by the page of {@code application.bpmn}. */
@NamedInterface("cabinet")
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

    /**
     * Another career centre checks the application (cl. 8.1): the one that had it loses the task, and the term of the
     * new one runs.
     *
     * @throws kz.bilik.problem.Problem {@code application.not-being-checked} when the case does not stand at the check
     */
    void handToCareerCentre(String application, String careerCentre);

    /**
     * Another recognition centre is asked (cl. 9): the one that had it loses the task, and the application is forwarded
     * anew.
     *
     * @throws kz.bilik.problem.Problem {@code application.not-awaiting-answer} when the case does not stand at the answer
     */
    void askAnotherCentre(String application, String recognitionCentre);

    /** A decision on appeal has overturned the refusal (cl. 8, 9): a voucher is reserved and the career centre checks. */
    void reopen(String application);

    /** The applicant withdraws before a voucher is issued. */
    void withdraw(String application);
}
