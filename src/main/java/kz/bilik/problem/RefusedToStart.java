package kz.bilik.problem;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The product does not start with settings that would make it unsafe or wrong; says why and what to do. */
public final class RefusedToStart extends IllegalStateException {

    private final String action;

    /**
     * Both are sentences in English, for the operator.
     *
     * @param reason what is wrong, without the value of a secret
     * @param action what to do
     */
    public RefusedToStart(String reason, String action) {
        super(reason);
        this.action = action;
    }

    /** Prints the reason and the way out instead of a stack trace. */
    public static final class Analysis extends AbstractFailureAnalyzer<RefusedToStart> {

        @Override
        protected FailureAnalysis analyze(Throwable failure, RefusedToStart cause) {
            return new FailureAnalysis("Bilik refuses to start: " + cause.getMessage(), cause.action, cause);
        }
    }
}
