package kz.bilik.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import kz.bilik.law.DecisionTables;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.io.ClassPathResource;

/**
 * The monthly calculation index of 2027, which nobody knows yet: entered as an analyst does, by a row above the others,
 * and taken out again, so that the next scene begins without it.
 */
@TestComponent
public class IndexOf2027 {

    /** Tenge; made up. */
    public static final long TENGE = 4_700;

    private static final String TABLE = "processes/monthly-calculation-index.dmn";

    private static final String ROW =
            """
                  <rule id="mci-2027">
                    <description>MCI of 2027</description>
                    <inputEntry id="mci-2027-day">
                      <text>[date and time("2027-01-01T00:00:00")..date and time("2027-12-31T00:00:00")]</text>
                    </inputEntry>
                    <outputEntry id="mci-2027-monthlyCalculationIndex">
                      <text>4700</text>
                    </outputEntry>
                    <outputEntry id="mci-2027-rowId">
                      <text>"mci-2027"</text>
                    </outputEntry>
                  </rule>
            """;

    private static final String EXAMPLE =
            """
            day,= monthlyCalculationIndex,= rowId,clause
            2027-06-01,4700,mci-2027,cl. 14.1
            """;

    private final RepositoryService repository;
    private final DecisionTables tables;

    public IndexOf2027(RepositoryService repository, DecisionTables tables) {
        this.repository = repository;
        this.tables = tables;
    }

    /** From now on it is known. */
    public void isEntered() {
        isEntered(TENGE);
    }

    /** From now on it is known, and another one. */
    public void isEntered(long tenge) {
        repository
                .createDeployment()
                .name(getClass().getSimpleName())
                .addString("monthly-calculation-index.dmn", table().replace("4700", String.valueOf(tenge)))
                .addString("monthly-calculation-index.examples.csv", EXAMPLE.replace("4700", String.valueOf(tenge)))
                .deploy();
        noticed();
    }

    /** It is unknown again. */
    public void isTakenOut() {
        repository
                .createDeploymentQuery()
                .deploymentName(getClass().getSimpleName())
                .list()
                .forEach(deployment -> repository.deleteDeployment(deployment.getId(), true));
        noticed();
    }

    /** The product looks for a new version every few seconds only. */
    private void noticed() {
        var deployed = repository
                .createDecisionDefinitionQuery()
                .decisionDefinitionKey("monthlyCalculationIndex")
                .latestVersion()
                .singleResult()
                .getId();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> tables.version("monthlyCalculationIndex").equals(deployed));
    }

    private static String table() {
        try {
            var table = new ClassPathResource(TABLE).getContentAsString(StandardCharsets.UTF_8);
            var first = table.indexOf("<rule ");
            assertThat(first).isPositive();
            return table.substring(0, first) + ROW.strip() + table.substring(first);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
