package kz.bilik.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The product does not start with this database; says why and what to do. Holds no password. */
final class DatabaseRefused extends IllegalStateException {

    private final String action;

    DatabaseRefused(String reason, String action) {
        super(reason);
        this.action = action;
    }

    /** Prints the reason and the way out instead of a stack trace. */
    static final class Analysis extends AbstractFailureAnalyzer<DatabaseRefused> {

        @Override
        protected FailureAnalysis analyze(Throwable failure, DatabaseRefused cause) {
            return new FailureAnalysis("Bilik does not start: " + cause.getMessage(), cause.action, cause);
        }
    }
}
