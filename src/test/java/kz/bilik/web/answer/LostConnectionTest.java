package kz.bilik.web.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import kz.bilik.problem.Problem;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionSystemException;

/** Whoever was in the middle of a call when the database was shut down is asked to come again, and is told of no fault. */
class LostConnectionTest {

    /** The pool has closed the connection by then, and says so without a code. */
    @Test
    void aTransactionThatCouldNotEvenBeTakenBackIsTriedAgain() {
        var lost = new TransactionSystemException("JDBC rollback failed", new SQLException("Connection is closed"));
        for (var failure : new Exception[] {lost, new IllegalStateException("as the engine wraps it", lost)}) {
            var problem = ProblemDetails.problem(failure);
            assertThat(problem).isNotNull();
            assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
        }
    }
}
