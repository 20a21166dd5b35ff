package kz.bilik.kill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Holds the {@link Laws} against a database, beside which {@link Outside} has laid the books of the others. */
final class Audit {

    private static final Pattern SHA256 = Pattern.compile("\\{sha256 ([^}]+)}");

    /** So many are named of each law; the rest is counted. */
    private static final int NAMED = 20;

    /**
     * A law that does not hold.
     *
     * @param count how many break it
     * @param named the first of them
     */
    record Breach(Laws.Law law, int count, List<String> named) {

        @Override
        public String toString() {
            return "%s (%s): %d, such as %s".formatted(law.name(), law.by(), count, named);
        }
    }

    private final Connection connection;
    private final boolean h2;

    Audit(Connection connection) throws SQLException {
        this.connection = connection;
        h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
    }

    /** Every law that does not hold; empty when nothing was lost and nothing doubled. */
    List<Breach> breaches() throws SQLException {
        var breaches = new ArrayList<Breach>();
        for (var law : Laws.ALL) {
            var broken = broken(law);
            if (!broken.isEmpty()) {
                breaches.add(new Breach(law, broken.size(), broken.subList(0, Math.min(NAMED, broken.size()))));
            }
        }
        return breaches;
    }

    private List<String> broken(Laws.Law law) throws SQLException {
        var digest = h2 ? "lower(rawtohex(hash('SHA-256', $1)))" : "encode(sha256($1), 'hex')";
        var broken = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(SHA256.matcher(law.broken()).replaceAll(digest))) {
            while (rows.next()) {
                broken.add(rows.getString(1));
            }
        } catch (SQLException notAsked) {
            throw new SQLException("The law \"" + law + "\" could not be asked", notAsked);
        }
        return broken;
    }

    /** The number of rows that a question counts, for a report. */
    long count(String question) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
