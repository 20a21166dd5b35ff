package kz.bilik.record;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What the current transaction has read of one table, by number. One step of a case asks for the same application or
 * voucher many times: for a due date, a timer, a text, a check. It is read once and handed out until the transaction ends.
 *
 * <p>Belongs to the class that alone writes the table. That class forgets a record with each change of it and with each
 * lock, since a rival may have changed the record while the lock was awaited. Going back to a savepoint forgets
 * everything. Outside a transaction every question is asked of the database.
 *
 * @param <V> a record; it must not be changed by those to whom it is handed out
 */
public final class Remembered<V> {

    /** The record of that number: as this transaction knows it, otherwise read. What is not there is asked for again. */
    public Optional<V> get(String number, Supplier<Optional<V>> read) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            return read.get();
        }
        var known = known();
        var record = Optional.ofNullable(known.get(number));
        if (record.isPresent()) {
            return record;
        }
        var fresh = read.get();
        fresh.ifPresent(value -> known.put(number, value));
        return fresh;
    }

    /** The record has changed or was locked: the next question is asked of the database. */
    public void forget(String number) {
        if (TransactionSynchronizationManager.hasResource(this)) {
            known().remove(number);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, V> known() {
        var bound = (Map<String, V>) TransactionSynchronizationManager.getResource(this);
        if (bound != null) {
            return bound;
        }
        var fresh = new HashMap<String, V>();
        TransactionSynchronizationManager.bindResource(this, fresh);
        TransactionSynchronizationManager.registerSynchronization(new UntilTheEnd(fresh));
        return fresh;
    }

    /** Ends with its transaction, and stands back while another one runs within it. */
    private final class UntilTheEnd implements TransactionSynchronization {

        private final Map<String, V> known;

        private UntilTheEnd(Map<String, V> known) {
            this.known = known;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(Remembered.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Remembered.this, known);
        }

        @Override
        public void savepointRollback(Object savepoint) {
            known.clear();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Remembered.this);
        }
    }
}
