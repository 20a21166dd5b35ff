package kz.bilik.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.bilik.support.ProcedureTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Each column that can hold a text or a file says in {@code docs/retention-columns.csv} what becomes of it after the term: a new
 * one without a rule ends here.
 */
@ProcedureTest
class RetentionColumnsTest {

    /**
     * ERASED: emptied, masked or deleted with its row. CODE: numbers of records, codes, states, digests, our own words. OFFICER:
     * accounts, which say who did what. BODY: organisations, the catalogue, the law. RUNNING: there while a process runs. SHORT: goes by itself within days. OUTSIDE:
     * the demo's stand-in for a system that is not ours. SYSTEM: of the engine and of Flyway, nothing of a case.
     */
    private static final Set<String> RULES =
            Set.of("ERASED", "CODE", "OFFICER", "BODY", "RUNNING", "SHORT", "OUTSIDE", "SYSTEM");

    @Autowired
    JdbcClient jdbc;

    @Test
    void everyTextAndEveryFileHasARule() throws IOException {
        var rules = new TreeMap<String, String>();
        for (var line : Files.readAllLines(Path.of("docs/retention-columns.csv")).stream()
                .skip(1)
                .toList()) {
            var cells = line.split(",", -1);
            assertThat(cells).as(line).hasSize(3);
            assertThat(RULES).as(line).contains(cells[2]);
            assertThat(rules.put(cells[0] + "," + cells[1], cells[2])).as(line).isNull();
        }
        var columns = jdbc.sql(
                        """
                        select c.table_name, c.column_name from information_schema.columns c
                        join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
                        where lower(c.table_schema) = 'public' and upper(t.table_type) = 'BASE TABLE'
                        and upper(c.data_type) in ('CHARACTER VARYING', 'CHARACTER LARGE OBJECT', 'CHARACTER',
                            'BINARY VARYING', 'BINARY LARGE OBJECT', 'BINARY', 'JSON')""")
                .query((row, number) -> (row.getString(1) + "," + row.getString(2)).toLowerCase(Locale.ROOT))
                .list();
        var without = columns.stream()
                .filter(column -> !rules.containsKey(column))
                .collect(Collectors.toCollection(TreeSet::new));
        var gone = new TreeSet<>(rules.keySet());
        columns.forEach(gone::remove);
        assertThat(without).as("columns without a rule").isEmpty();
        assertThat(gone).as("rules for columns that are no more").isEmpty();
    }
}
