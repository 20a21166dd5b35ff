package kz.bilik.audit;

import java.util.ArrayList;
import java.util.List;
import kz.bilik.record.Recorded;
import kz.bilik.record.Recorded.Kind;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Where the chain begins: records that were there before it get their entries once, as they were found. A record that has none
 * later was put in past the product.
 */
@Component
class Beginning {

    private static final int PAGE = 1000;

    private final AuditTrail trail;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Beginning(AuditTrail trail, JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.trail = trail;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void begin() {
        for (var kind : Kind.values()) {
            if (kind.table() != null && !hasBegun(kind)) {
                transaction.executeWithoutResult(status -> begin(kind));
            }
        }
    }

    private boolean hasBegun(Kind kind) {
        return !jdbc.sql("select id from audit_entry where kind = ? and subject = ?")
                .params(Kind.BEGUN.name(), kind.name())
                .query(Long.class)
                .list()
                .isEmpty();
    }

    private void begin(Kind kind) {
        var found = 0;
        List<Recorded> page;
        do {
            page = new ArrayList<>(jdbc.sql(ChainCheck.select(kind)
                            + " t where not exists (select 1 from audit_entry e where e.kind = ? and e.record = cast(t."
                            + kind.key() + " as varchar(64))) order by t." + kind.key() + " limit " + PAGE)
                    .param(kind.name())
                    .query((row, number) -> new Recorded(
                            kind,
                            row.getString(kind.key()),
                            String.valueOf(row.getString(kind.subjectColumn())),
                            null,
                            null,
                            ChainCheck.values(kind, row)))
                    .list());
            page.forEach(trail::record);
            found += page.size();
        } while (page.size() == PAGE);
        trail.record(Recorded.fact(Kind.BEGUN, kind.name(), null, String.valueOf(found)));
    }
}
