package kz.bilik.web.door;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The product does not start with settings that would make it unsafe or wrong; says why and what to do. */
final class RefusedToStart extends IllegalStateException {

    private final String action;

    RefusedToStart(String reason, String action) {
        super(reason);
        this.action = action;
    }

    /** Prints the reason and the way out instead of a stack trace. */
    static final class Analysis extends AbstractFailureAnalyzer<RefusedToStart> {

        @Override
        protected FailureAnalysis analyze(Throwable failure, RefusedToStart cause) {
            return new FailureAnalysis("Bilik refuses to start: " + cause.getMessage(), cause.action, cause);
        }
    }
}
