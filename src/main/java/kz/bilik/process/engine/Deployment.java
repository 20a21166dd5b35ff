package kz.bilik.process.engine;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kz.bilik.calendar.LegalClock;
import org.camunda.bpm.engine.RepositoryService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deploys at each start what stands in {@code processes/} and {@code forms/}, as far as it is newer than what the product
 * brought before and nobody has deployed something else meanwhile. What an analyst deployed stays in force over a restart and
 * an upgrade; where both are new, somebody decides ({@link EngineProductFiles}).
 */
final class Deployment {

    /** The name of the product's own deployments, which have no source. */
    static final String NAME = "SpringAutoDeployment";

    private static final Logger log = LoggerFactory.getLogger(Deployment.class);

    private final ProductFileTable table;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Deployment(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.table = new ProductFileTable(jdbc);
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** In one transaction: the engine has what is recorded as brought, and nothing else. */
    void deploy(RepositoryService repository, List<ProductFile> files) {
        transaction.executeWithoutResult(status -> {
            var newer = new ArrayList<ProductFile>();
            for (var file : files) {
                if (isToDeploy(file)) {
                    newer.add(file);
                }
            }
            if (!newer.isEmpty()) {
                var deployment = repository.createDeployment().name(NAME);
                newer.forEach(file -> deployment.addInputStream(file.name(), new ByteArrayInputStream(file.content())));
                deployment.deploy();
            }
        });
    }

    private boolean isToDeploy(ProductFile file) {
        var now = OffsetDateTime.ofInstant(clock.instant(), LegalClock.ZONE).truncatedTo(ChronoUnit.MICROS);
        var inForce = table.inForce(file.kind(), file.key()).map(ProductFileTable.InForce::content);
        var before = table.broughtBefore(file.name());
        if (inForce.isEmpty()
                || before.isPresent()
                        && Arrays.equals(inForce.get(), before.get())
                        && !Arrays.equals(inForce.get(), file.content())) {
            table.settle(file.name(), file.content(), now);
            return true;
        }
        if (Arrays.equals(inForce.get(), file.content())) {
            table.settle(file.name(), file.content(), now);
        } else if (before.isPresent() && Arrays.equals(before.get(), file.content())) {
            table.forget(file.name());
        } else {
            table.ask(file.name(), file.content(), now);
            log.warn(
                    "{} is newer in this product, and another one than the product's is in force: it stays, until somebody"
                            + " decides at /product-files",
                    file.name());
        }
        return false;
    }
}
