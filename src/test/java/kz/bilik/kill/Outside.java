package kz.bilik.kill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What the world outside knows: the books of the callers, of the bank and of the AIS, laid beside the records. */
final class Outside {

    /** Of this session only: the records stay as they are. */
    private static final List<String> TABLES = List.of(
            """
            create local temporary table outside_acknowledged (number varchar(40), iin varchar(12),
              submission_id varchar(36), sha256 varchar(64))""",
            "create local temporary table outside_enclosed (number varchar(40), file_name varchar(255), sha256 varchar(64))",
            "create local temporary table outside_deed (kind varchar(16), number varchar(40))",
            """
            create local temporary table outside_payment (end_to_end_id varchar(35), amount bigint, account varchar(34),
              file varchar(35))""",
            """
            create local temporary table outside_report (place integer, report_key varchar(36), case_number varchar(40),
              sequence integer, body text)""",
            "create local temporary table outside_contradiction (book varchar(8), said varchar(200))",
            "create index outside_acknowledged_number on outside_acknowledged (number)",
            "create index outside_payment_id on outside_payment (end_to_end_id)",
            "create index outside_report_key on outside_report (report_key)",
            "create index outside_report_case on outside_report (case_number)");

    private final Connection connection;

    Outside(Connection connection) throws SQLException {
        this.connection = connection;
        for (var table : TABLES) {
            try (var statement = connection.createStatement()) {
                statement.execute(table);
            }
        }
    }

    /** An application that was answered by 202 or 200; the same number may come several times. */
    void acknowledged(String number, String iin, String submission, String sha256) throws SQLException {
        insert("outside_acknowledged", number, iin, submission, sha256);
    }

    /** A file that was sent with an application that was acknowledged. */
    void enclosed(String number, String fileName, String sha256) throws SQLException {
        insert("outside_enclosed", number, fileName, sha256);
    }

    /** Something else that was acknowledged; the kinds are those of the law. */
    void deed(String kind, String number) throws SQLException {
        insert("outside_deed", kind, number);
    }

    /** A payment that the bank has made. */
    void paid(String endToEndId, long amount, String account, String file) throws SQLException {
        insert("outside_payment", endToEndId, amount, account, file);
    }

    /** A report that the AIS has taken, as the so-manieth. */
    void told(int place, String key, String caseNumber, int sequence, String body) throws SQLException {
        insert("outside_report", place, key, caseNumber, sequence, body);
    }

    /** What the bank or the AIS could not bring together with what it had been told before. */
    void contradiction(String book, String said) throws SQLException {
        insert("outside_contradiction", book, said);
    }

    private void insert(String table, Object... values) throws SQLException {
        var marks = String.join(", ", java.util.Collections.nCopies(values.length, "?"));
        try (var statement = connection.prepareStatement("insert into " + table + " values (" + marks + ")")) {
            for (var column = 0; column < values.length; column++) {
                statement.setObject(column + 1, values[column]);
            }
            statement.executeUpdate();
        }
    }
}
