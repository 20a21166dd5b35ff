package kz.bilik.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.TransactionSystemException;

/** Seen once in 39,178 answers when a database was killed: the engine was in the middle of a command. */
class LostByTheEngineTest {

    @Test
    void aCommandWhoseTransactionCouldNotBeTakenBackIsTriedAgain() {
        var closed = new SQLException("Connection is closed");
        var lost = new TransactionSystemException("JDBC rollback failed", closed);

        assertThat(EngineFaults.isAway(new ProcessEnginePersistenceException("as the engine wraps it", lost)))
                .isTrue();
        assertThat(EngineFaults.isAway(closed)).isFalse();
    }
}
