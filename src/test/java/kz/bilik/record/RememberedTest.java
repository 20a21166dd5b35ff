package kz.bilik.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.TransactionDefinition;

/** A record is read once in a transaction, and never handed out when it may have changed. */
@Tag("database")
class RememberedTest {

    private static final String NUMBER = "A-2026-75-000001";

    private final Remembered<String> remembered = new Remembered<>();
    private String stored = "as received";
    private int reads;

    private String read() {
        return remembered
                .get(NUMBER, () -> {
                    reads++;
                    return Optional.ofNullable(stored);
                })
                .orElse("none");
    }

    private void change(String to) {
        stored = to;
        remembered.forget(NUMBER);
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void oneTransactionReadsARecordOnceAndTheNextOneAgain(TestDatabase database) {
        for (var transaction = 1; transaction <= 2; transaction++) {
            database.transactions().executeWithoutResult(status -> {
                read();
                read();
            });
            assertThat(reads).isEqualTo(transaction);
        }
        read();
        read();
        assertThat(reads).as("outside a transaction").isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aChangeIsSeenInTheSameTransaction(TestDatabase database) {
        database.transactions().executeWithoutResult(status -> {
            assertThat(read()).isEqualTo("as received");
            change("answered");
            assertThat(read()).isEqualTo("answered");
        });
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void whatIsNotThereYetIsAskedForAgain(TestDatabase database) {
        database.transactions().executeWithoutResult(status -> {
            stored = null;
            assertThat(read()).isEqualTo("none");
            stored = "as received";
            assertThat(read()).isEqualTo("as received");
        });
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void goingBackToASavepointForgetsWhatWasReadBehindIt(TestDatabase database) {
        var nested = database.transactions(TransactionDefinition.PROPAGATION_NESTED);
        database.transactions().executeWithoutResult(status -> {
            read();
            assertThatThrownBy(() -> nested.executeWithoutResult(within -> {
                        change("answered");
                        assertThat(read()).isEqualTo("answered");
                        stored = "as received"; // what the database does when it goes back
                        throw new IllegalStateException("refused");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(read()).isEqualTo("as received");
        });
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aTransactionWithinAnotherReadsForItself(TestDatabase database) {
        var own = database.transactions(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        database.transactions().executeWithoutResult(status -> {
            read();
            own.executeWithoutResult(within -> {
                stored = "changed by a rival";
                assertThat(read()).isEqualTo("changed by a rival");
            });
            assertThat(read()).as("as this transaction knew it").isEqualTo("as received");
            remembered.forget(NUMBER);
            assertThat(read()).isEqualTo("changed by a rival");
        });
    }
}
