package kz.bilik.record;

import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets a statement fail without its transaction, which PostgreSQL would otherwise leave unusable: somebody may do the same
 * at the same moment, and who comes second reads what the first one has done and goes on.
 */
@Component
public class Savepoint {

    private final TransactionTemplate nested;

    public Savepoint(PlatformTransactionManager transactions) {
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Does the work; what it throws undoes the work alone, and the transaction goes on with whoever catches it. */
    public void attempt(Runnable work) {
        nested.executeWithoutResult(status -> work.run());
    }

    /**
     * Does the work and keeps it when it answers true; otherwise it is undone, with the locks that it took.
     *
     * @return the work's answer
     */
    public boolean keepIf(BooleanSupplier work) {
        return Boolean.TRUE.equals(nested.execute(status -> {
            var kept = work.getAsBoolean();
            if (!kept) {
                status.setRollbackOnly();
            }
            return kept;
        }));
    }
}
