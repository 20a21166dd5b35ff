package kz.bilik.benchmark;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes indexes and keys from tables while they are filled, and gives them back: built at once they cost a fraction. */
final class BareTables {

    private final JdbcClient database;
    private final Map<String, List<String>> dresses = new LinkedHashMap<>();
    private final List<String> ties = new ArrayList<>();
    private final Collection<String> tables;

    BareTables(JdbcClient database, Collection<String> tables) {
        this.database = database;
        this.tables = tables;
    }

    private record Made(String drop, String make) {}

    void strip() {
        // Foreign keys of the walked cases hold, and those of their copies by how they are made.
        made(
                        """
                select 'alter table ' || conrelid::regclass || ' drop constraint ' || conname,
                    'alter table ' || conrelid::regclass || ' add constraint ' || conname || ' '
                        || pg_get_constraintdef(oid) || ' not valid'
                from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace""",
                        "")
                .forEach(each -> {
                    database.sql(each.drop()).update();
                    ties.add(each.make());
                });
        for (var table : tables) {
            var dress = new ArrayList<String>();
            made(
                            """
                            select 'alter table ' || conrelid::regclass || ' drop constraint ' || conname,
                                'alter table ' || conrelid::regclass || ' add constraint ' || conname || ' '
                                    || pg_get_constraintdef(oid)
                            from pg_constraint where contype in ('p', 'u') and conrelid = cast(? as regclass)""",
                            table)
                    .forEach(each -> {
                        database.sql(each.drop()).update();
                        dress.add(each.make());
                    });
            made("select 'drop index ' || indexname, indexdef from pg_indexes where tablename = ?", table)
                    .forEach(each -> {
                        database.sql(each.drop()).update();
                        dress.add(each.make());
                    });
            dresses.put(table, dress);
        }
    }

    private List<Made> made(String sql, String table) {
        var query = database.sql(sql);
        return (table.isEmpty() ? query : query.param(table))
                .query((row, index) -> new Made(row.getString(1), row.getString(2)))
                .list();
    }

    void dress(String table) {
        dresses.get(table).forEach(sql -> database.sql(sql).update());
        database.sql("select column_name, pg_get_serial_sequence(?, column_name) from information_schema.columns"
                        + " where table_name = ? and table_schema = 'public' and is_identity = 'YES'")
                .params(table, table)
                .query((row, index) -> "select setval('" + row.getString(2) + "', (select coalesce(max("
                        + row.getString(1) + "), 0) + 1 from " + table + "))")
                .list()
                .forEach(sql -> database.sql(sql).query(Long.class).single());
    }

    void tieTogether() {
        ties.forEach(sql -> database.sql(sql).update());
    }
}
