package kz.bilik.database;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * What a failure of a database means, by the codes of H2 and PostgreSQL. Never by what a driver says in words alone: those
 * are in the language of the server.
 */
public final class DatabaseTrouble {

    // Codes of H2.
    private static final int FILE_UNREADABLE = 90028;
    private static final int FILE_UNREADABLE_OTHERWISE = 90031;
    private static final int FILE_NOT_CREATED = 90062;
    private static final int READ_ONLY = 90097;
    private static final int ALREADY_OPEN = 90020;
    private static final int CLOSED = 90098;
    private static final int CLOSED_AT_SHUTDOWN = 90121;

    private static final Pattern FILE_OF_H2 = Pattern.compile("[^\"\\s][^\"]*\\.mv\\.db");

    private static final String POSTGRES_DISK_FULL = "53100";

    /** Starting, stopping, or with no connection left. */
    private static final Set<String> POSTGRES_AWAY = Set.of("57P01", "57P02", "57P03", "53300");

    private static final String REJECTED = "08004";

    private DatabaseTrouble() {}

    /** Whether something could not be written because there is no room: on the database's disk, or for a file of our own. */
    public static boolean isFull(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof SQLException sql && POSTGRES_DISK_FULL.equals(sql.getSQLState())
                    || cause instanceof IOException io && isNoRoom(io)) {
                return true;
            }
        }
        return false;
    }

    /** As the operating systems word it; the JDK has no type for it and translates nothing. */
    private static boolean isNoRoom(IOException failure) {
        var said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return said.contains("no space left on device")
                || said.contains("disk quota exceeded")
                || said.contains("not enough space on the disk");
    }

    /** Whether no database answers at the moment, so that the same call may succeed when it is back. */
    public static boolean isAway(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof SQLException sql && isAway(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAway(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") && !isRefused(failure) || POSTGRES_AWAY.contains(state) || isClosedH2(failure);
    }

    /** The server is there and does not want us, or we do not trust it: waiting would change nothing. */
    private static boolean isRefused(SQLException failure) {
        return REJECTED.equals(failure.getSQLState()) || find(failure, SSLHandshakeException.class) != null;
    }

    /** H2 closes a database whose file it could not write. */
    static boolean isClosedH2(SQLException failure) {
        return failure.getErrorCode() == CLOSED || failure.getErrorCode() == CLOSED_AT_SHUTDOWN;
    }

    /** Why the product does not start with that database, in words. */
    static DatabaseRefused refusal(SQLException failure) {
        var known = known(failure);
        return known != null
                ? known
                : new DatabaseRefused(
                        "the database refuses the connection, SQLSTATE " + failure.getSQLState() + ".",
                        "Look into the log of the database, and at spring.datasource.url.",
                        failure);
    }

    private static @Nullable DatabaseRefused known(Throwable failure) {
        if (isFull(failure)) {
            return noRoom(failure, file(failure));
        }
        var sql = find(failure, SQLException.class);
        if (sql == null) {
            return null;
        }
        var ofH2 =
                switch (sql.getErrorCode()) {
                    case ALREADY_OPEN ->
                        new DatabaseRefused(
                                "another process has the file of the database open" + file(failure) + ".",
                                "Only one can run on an H2 file: stop the other one, or start in a folder of its own, or use"
                                        + " PostgreSQL.",
                                failure);
                    case FILE_UNREADABLE, FILE_UNREADABLE_OTHERWISE, FILE_NOT_CREATED, READ_ONLY ->
                        new DatabaseRefused(
                                "the file of the database cannot be read and written" + file(failure) + ".",
                                "Give the user that runs the product the right to write in that folder, or start it in another"
                                        + " one, or name one in spring.datasource.url.",
                                failure);
                    default -> null;
                };
        return ofH2 != null ? ofH2 : ofPostgres(sql);
    }

    private static @Nullable DatabaseRefused ofPostgres(SQLException failure) {
        if (isRefused(failure)) {
            return new DatabaseRefused(
                    "no encrypted connection to the database could be agreed on.",
                    "Let the server offer TLS, and name its authority by sslrootcert in spring.datasource.url.",
                    failure);
        }
        if (isAway(failure)) {
            return new DatabaseRefused(
                    "the database does not answer.",
                    "Start it, look at DB_HOST and DB_PORT, or let the product wait longer: bilik.database.wait.",
                    failure);
        }
        return switch (String.valueOf(failure.getSQLState())) {
            case "28P01", "28000" ->
                new DatabaseRefused(
                        "the database knows no such user, or the password is wrong.",
                        "Look at DB_USER and DB_PASSWORD (spring.datasource.username, .password).",
                        failure);
            case "3D000" ->
                new DatabaseRefused(
                        "the server has no database of that name.",
                        "Create it, with encoding UTF8, or look at DB_NAME.",
                        failure);
            default -> null;
        };
    }

    static DatabaseRefused noRoom(Throwable failure, String where) {
        return new DatabaseRefused(
                "there is no room left on the disk" + where + ".",
                "Make room, or name another folder in spring.datasource.url, and start again.",
                failure);
    }

    /** The file of H2, if the failure names it. */
    private static String file(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = next(cause)) {
            var file = FILE_OF_H2.matcher(String.valueOf(cause.getMessage()));
            if (file.find()) {
                return ": " + file.group();
            }
        }
        return "";
    }

    private static <T> @Nullable T find(Throwable failure, Class<T> type) {
        for (@Nullable Throwable cause = failure; cause != null; cause = next(cause)) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }

    /** Prints a line instead of a stack trace when the database is why the product does not start. */
    static final class Analysis implements FailureAnalyzer {

        @Override
        public @Nullable FailureAnalysis analyze(Throwable failure) {
            var known = find(failure, DatabaseRefused.class);
            var refusal = known != null ? known : known(failure);
            return refusal == null
                    ? null
                    : new FailureAnalysis("Bilik does not start: " + refusal.getMessage(), refusal.action(), refusal);
        }
    }
}
