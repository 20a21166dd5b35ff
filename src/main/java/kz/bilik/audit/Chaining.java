package kz.bilik.audit;

import java.util.ArrayList;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives entries their place in the chain, some moments after they were written, in batches: the next position, and the hash of
 * a line that holds the hash of the line before. Of several nodes one chains at a time; those who write entries wait for none
 * of them.
 */
@Component
class Chaining {

    private static final int BATCH = 1000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transaction;
    private volatile boolean stopping;

    Chaining(JdbcClient jdbc, JdbcTemplate batches, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The end of the chain. */
    record Head(long position, String hash) {}

    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    @Scheduled(fixedDelayString = "${bilik.audit.every:5s}")
    void regularly() {
        chain();
    }

    /** Chains all that has been written and waits; answers how many these were. */
    int chain() {
        var all = 0;
        int some;
        do {
            some = stopping ? 0 : transaction.execute(status -> batch());
            all += some;
        } while (some == BATCH);
        return all;
    }

    private int batch() {
        var head = lockHead();
        var waiting = jdbc.sql("select * from audit_entry where position is null order by id limit " + BATCH)
                .query(AuditEntry::read)
                .list();
        if (waiting.isEmpty()) {
            return 0;
        }
        var places = new ArrayList<Object[]>();
        for (var entry : waiting) {
            var position = head.position() + 1;
            head = new Head(position, AuditEntry.hash(entry.line(position, head.hash())));
            places.add(new Object[] {position, head.hash(), entry.id()});
        }
        batches.batchUpdate("update audit_entry set position = ?, hash = ? where id = ?", places);
        jdbc.sql("update audit_head set position = ?, hash = ? where id = 1")
                .params(head.position(), head.hash())
                .update();
        return waiting.size();
    }

    /** The end of the chain, which nobody else moves before the current transaction ends. */
    Head lockHead() {
        return jdbc.sql("select position, hash from audit_head where id = 1 for update")
                .query((row, number) -> new Head(row.getLong("position"), row.getString("hash")))
                .single();
    }
}
