package kz.bilik.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** What a database was asked while something ran: counted by PostgreSQL itself (pg_stat_statements). */
record Statements(List<Statement> all) {

    /** One statement, its parameters replaced by signs: how often it ran and how long, planning included, in milliseconds. */
    record Statement(String sql, long calls, double milliseconds) {

        private static final Pattern ENGINE_TABLE = Pattern.compile("(?i)\\bACT_(RU|HI|RE|GE|ID)_");
        private static final Pattern TRANSACTION = Pattern.compile("(?i)^\\s*(BEGIN|COMMIT|ROLLBACK|SET|SHOW)\\b.*");

        boolean ofTheEngine() {
            return ENGINE_TABLE.matcher(sql).find();
        }

        boolean transaction() {
            return TRANSACTION.matcher(sql).matches();
        }

        boolean ofTheModules() {
            return !ofTheEngine() && !transaction();
        }

        /** The beginning of the statement, on one line. */
        String brief() {
            var line = sql.replaceAll("\\s+", " ").strip();
            line = line.replaceAll("(?i)^select .*? from ", "select … from ");
            line = line.replaceAll("(?i)^(insert into \\S+) .*", "$1 …");
            return line.length() <= 210 ? line : line.substring(0, 209) + "…";
        }
    }

    /** Counts from now on. */
    static void reset(DataSource server) throws SQLException {
        try (var connection = server.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
            statement.execute("select pg_stat_statements_reset()");
        }
    }

    /** What that database was asked since the last reset, the most frequent first. */
    static Statements of(DataSource server, String database) throws SQLException {
        try (Connection connection = server.getConnection();
                var query = connection.prepareStatement(
                        """
                        select query, calls, total_exec_time + total_plan_time from pg_stat_statements s
                        join pg_database d on d.oid = s.dbid where d.datname = ? order by calls desc, query""")) {
            query.setString(1, database);
            var all = new ArrayList<Statement>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(new Statement(rows.getString(1), rows.getLong(2), rows.getDouble(3)));
                }
            }
            return new Statements(List.copyOf(all));
        }
    }

    /** How often such statements ran, for each of that many cases. */
    double perCase(int cases, Predicate<Statement> which) {
        return all.stream().filter(which).mapToLong(Statement::calls).sum() / (double) cases;
    }

    /** How long such statements took, in milliseconds, for each of that many cases. */
    double millisecondsPerCase(int cases, Predicate<Statement> which) {
        return all.stream().filter(which).mapToDouble(Statement::milliseconds).sum() / cases;
    }
}
