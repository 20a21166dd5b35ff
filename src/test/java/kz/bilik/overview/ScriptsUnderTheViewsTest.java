package kz.bilik.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.bilik.settlement.SettlementWorld;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The next script that changes a table under the overview's views finds cases there, on both databases: one that adds a column
 * need not know of the views, one that changes a column that they read drops them first and makes them again (decision 38).
 */
@Tag("database")
class ScriptsUnderTheViewsTest {

    private static final Path VIEWS = Path.of("src/main/resources/db/migration/V32__overview.sql");

    /** Those of the reports. */
    private static final Path REPORTS = Path.of("src/main/resources/db/migration/V46__report.sql");

    private static final Pattern VIEW = Pattern.compile("create view (\\w+) .*?;", Pattern.DOTALL);

    private static final List<String> TABLES =
            List.of("application", "application_reason", "voucher", "act_line", "services_act", "payment_order");

    @TempDir
    private Path scripts;

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aColumnIsAddedWhileTheViewsStand(TestDatabase database) throws IOException {
        assertThat(TABLES)
                .allSatisfy(table -> assertThat(Files.readString(VIEWS)).contains(" " + table + " "));
        caseWithAnAct(database);
        var before = rows(database);
        assertThat(before).hasSize(1);
        var script = new StringBuilder();
        for (var table : TABLES) {
            script.append("alter table ").append(table).append(" add column probe boolean default false not null;\n");
            script.append("alter table ").append(table).append(" add column words varchar(20);\n");
            script.append("update ").append(table).append(" set words = 'known', probe = true;\n");
            script.append("create index probe_of_")
                    .append(table)
                    .append(" on ")
                    .append(table)
                    .append(" (words);\n");
        }
        migrate(database, script.toString());

        assertThat(rows(database)).isEqualTo(before);
        // They follow the records as before.
        database.jdbc().sql("update voucher set state = 'LAPSED'").update();
        assertThat(rows(database)).extracting(row -> row.get("stage")).containsExactly("VOUCHER_LAPSED");
        assertThat(database.jdbc()
                        .sql("select words from application")
                        .query(String.class)
                        .list())
                .containsExactly("known");
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aColumnThatTheViewReadsIsChangedBetweenDroppingAndMakingIt(TestDatabase database) throws IOException {
        caseWithAnAct(database);
        var before = rows(database);
        var change = "alter table application alter column region set data type varchar(60);\n";
        if (database.name().equals("PostgreSQL")) {
            assertThatThrownBy(() -> migrate(database, change)).isInstanceOf(FlywayException.class);
        }
        var made = VIEW.matcher(Files.readString(VIEWS) + Files.readString(REPORTS))
                .results()
                .toList();
        assertThat(made).hasSize(13);
        var dropped =
                made.stream().map(view -> "drop view " + view.group(1) + ";\n").collect(Collectors.joining());
        migrate(
                database,
                dropped + change + made.stream().map(MatchResult::group).collect(Collectors.joining("\n")));
        assertThat(rows(database)).isEqualTo(before);
    }

    private static void caseWithAnAct(TestDatabase database) {
        try (var world = new SettlementWorld(database)) {
            var voucher = world.welderInUse(1);
            world.protocols().record(SettlementWorld.CENTRE, world.protocol("1", voucher));
            world.acts().actOf(voucher).orElseThrow();
        }
    }

    private static List<Map<String, Object>> rows(TestDatabase database) {
        return database.jdbc()
                .sql("select * from case_record order by number")
                .query()
                .listOfRows();
    }

    private void migrate(TestDatabase database, String script) throws IOException {
        Files.writeString(scripts.resolve("V9000__application_probe.sql"), script);
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:db/migration", "filesystem:" + scripts)
                .load()
                .migrate();
    }
}
