package kz.bilik.process.engine;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** What becomes of a file at this start. */
    private enum Verdict {
        DEPLOYED,
        THE_SAME,
        ANOTHERS_STAYS,
        SOMEBODY_DECIDES
    }

    /** In one transaction: the engine has what is recorded as brought, and nothing else. */
    void deploy(RepositoryService repository, List<ProductFile> files) {
        transaction.executeWithoutResult(status -> {
            var verdicts = new LinkedHashMap<ProductFile, Verdict>();
            files.forEach(file -> verdicts.put(file, verdict(file)));
            togetherWithTheirExamples(verdicts);
            var now = OffsetDateTime.ofInstant(clock.instant(), LegalClock.ZONE).truncatedTo(ChronoUnit.MICROS);
            verdicts.forEach((file, verdict) -> record(file, verdict, now));
            var newer = files.stream()
                    .filter(file -> verdicts.get(file) == Verdict.DEPLOYED)
                    .toList();
            if (!newer.isEmpty()) {
                var deployment = repository.createDeployment().name(NAME);
                newer.forEach(file -> deployment.addInputStream(file.name(), new ByteArrayInputStream(file.content())));
                deployment.deploy();
            }
        });
    }

    private Verdict verdict(ProductFile file) {
        var inForce = table.inForce(file.kind(), file.key()).map(ProductFileTable.InForce::content);
        if (inForce.isEmpty()) {
            return Verdict.DEPLOYED;
        }
        if (Arrays.equals(inForce.get(), file.content())) {
            return Verdict.THE_SAME;
        }
        var before = table.broughtBefore(file.name());
        if (before.isPresent() && Arrays.equals(inForce.get(), before.get())) {
            return Verdict.DEPLOYED;
        }
        return before.isPresent() && Arrays.equals(before.get(), file.content())
                ? Verdict.ANOTHERS_STAYS
                : Verdict.SOMEBODY_DECIDES;
    }

    /** Examples say what their table answers: neither goes without the other. */
    private static void togetherWithTheirExamples(Map<ProductFile, Verdict> verdicts) {
        var asked = verdicts.entrySet().stream()
                .filter(each -> each.getValue() == Verdict.SOMEBODY_DECIDES)
                .map(each -> each.getKey().stem())
                .collect(Collectors.toSet());
        verdicts.replaceAll((file, verdict) ->
                verdict == Verdict.DEPLOYED && asked.contains(file.stem()) ? Verdict.SOMEBODY_DECIDES : verdict);
    }

    private void record(ProductFile file, Verdict verdict, OffsetDateTime now) {
        switch (verdict) {
            case DEPLOYED, THE_SAME -> table.settle(file.name(), file.content(), now);
            case ANOTHERS_STAYS -> table.forget(file.name());
            case SOMEBODY_DECIDES -> {
                table.ask(file.name(), file.content(), now);
                log.warn(
                        "{} is newer in this product, and another one than the product's is in force: it stays, until"
                                + " somebody decides at /product-files",
                        file.name());
            }
        }
    }
}
