package kz.bilik.benchmark;

import static java.util.stream.Collectors.joining;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * As many open tasks as the country has on a bad day, over twenty regions and two hundred centres, with their rights,
 * their groups and the columns of the task list: copies of one task, since making them by cases would take an hour.
 */
final class CountrysTasks {

    /** Of the centre that looks at the task list: 250 of 50,000 tasks are its own. */
    static final String OFFICER = "career-KZ-71-01";

    private static final String SAMPLE = "select ID_ from ACT_RU_TASK where TASK_DEF_KEY_ = 'checkApplication' limit 1";

    /** Ten centres in each of the twenty regions; one of them is that of the officer who looks, whose centre no case of the measurement touches. */
    private static final String GROUP =
            """
            'career-centre.' || case when n % 200 = 0 then 'KZ-71-01'
                else 'KZ-' || (10 + n % 20) || '-' || (10 + n % 200) end""";

    private final JdbcClient database;

    CountrysTasks(JdbcClient database) {
        this.database = database;
    }

    void open(int tasks) {
        var sample = database.sql(SAMPLE).query(String.class).single();
        var copy = "'copy-' || n";
        copies(
                "act_ru_task",
                "id_ = '" + sample + "'",
                tasks,
                Map.of("id_", copy, "due_date_", "due_date_ + n * interval '1 second'"));
        copies(
                "act_ru_identitylink",
                "task_id_ = '" + sample + "'",
                tasks,
                Map.of("id_", "'l-' || n", "task_id_", copy, "group_id_", GROUP));
        copies(
                "act_ru_authorization",
                "resource_id_ = '" + sample + "' and group_id_ is not null",
                tasks,
                Map.of("id_", "'a-' || n || '-' || resource_type_", "resource_id_", copy, "group_id_", GROUP));
        copies(
                "act_ru_variable",
                "task_id_ = '" + sample + "'",
                tasks,
                Map.of("id_", "'v-' || n || name_", "task_id_", copy, "var_scope_", copy));
        database.sql("analyze").update();
    }

    private void copies(String table, String which, int times, Map<String, String> changed) {
        var columns = database.sql("select column_name from information_schema.columns where table_name = ?")
                .param(table)
                .query(String.class)
                .list();
        database.sql("insert into " + table + " (" + String.join(", ", columns) + ") select "
                        + columns.stream()
                                .map(column -> changed.getOrDefault(column, column))
                                .collect(joining(", "))
                        + " from " + table + ", generate_series(1, " + times + ") n where " + which)
                .update();
    }
}
