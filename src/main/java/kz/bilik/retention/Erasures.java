package kz.bilik.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kz.bilik.calendar.LegalMoment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The protocol: of which case personal data was erased, when, by which term, and how many rows of which table. */
@Component
public class Erasures {

    private static final String ALL = "select * from erasure";

    private final JdbcClient jdbc;

    Erasures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How a case came to its end. */
    public enum End {
        PAID,
        REFUSED,
        WITHDRAWN,
        LAPSED,
        GIVEN_UP
    }

    /**
     * One erasure.
     *
     * @param termFrom the day from which its term holds, by which the setting is found
     * @param dueOn the first day after the term
     * @param erasedAt legal time
     * @param what rows by table
     */
    public record Erasure(
            String application,
            Part part,
            @Nullable String voucher,
            @Nullable String act,
            End endedBy,
            LocalDate endedOn,
            LocalDate termFrom,
            int termYears,
            LocalDate dueOn,
            OffsetDateTime erasedAt,
            Map<String, Integer> what) {

        /** How many rows of all tables. */
        public int rows() {
            return what.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** What was erased of that case as a whole; empty while it is kept. */
    public Optional<Erasure> of(String application) {
        return jdbc.sql(ALL + " where application = ? and part = ?")
                .params(application, Part.CASE.name())
                .query(Erasures::read)
                .optional();
    }

    /** So many of them from that one on, the latest first. */
    public List<Erasure> latest(int offset, int count) {
        return jdbc.sql(ALL + " order by erased_at desc, application desc, part limit ? offset ?")
                .params(count, offset)
                .query(Erasures::read)
                .list();
    }

    /** How many there are. */
    public long count() {
        return jdbc.sql("select count(*) from erasure").query(Long.class).single();
    }

    /** Whether this part of that case was erased. */
    boolean isErased(String application, Part part) {
        return !jdbc.sql("select application from erasure where application = ? and part = ?")
                .params(application, part.name())
                .query(String.class)
                .list()
                .isEmpty();
    }

    void add(Erasure erasure) {
        jdbc.sql(
                        "insert into erasure (application, part, voucher, act, ended_by, ended_on, term_from, term_years, due_on,"
                                + " erased_at, what) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        erasure.application(),
                        erasure.part().name(),
                        erasure.voucher(),
                        erasure.act(),
                        erasure.endedBy().name(),
                        erasure.endedOn(),
                        erasure.termFrom(),
                        erasure.termYears(),
                        erasure.dueOn(),
                        erasure.erasedAt(),
                        written(erasure.what()))
                .update();
    }

    private static String written(Map<String, Integer> what) {
        return what.entrySet().stream()
                .map(rows -> rows.getKey() + "=" + rows.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Erasure read(ResultSet row, int number) throws SQLException {
        var what = new TreeMap<String, Integer>();
        for (var rows : row.getString("what").split(", ")) {
            var parts = rows.split("=");
            if (parts.length == 2) {
                what.put(parts[0], Integer.valueOf(parts[1]));
            }
        }
        return new Erasure(
                row.getString("application"),
                Part.valueOf(row.getString("part")),
                row.getString("voucher"),
                row.getString("act"),
                End.valueOf(row.getString("ended_by")),
                row.getObject("ended_on", LocalDate.class),
                row.getObject("term_from", LocalDate.class),
                row.getInt("term_years"),
                row.getObject("due_on", LocalDate.class),
                LegalMoment.of(row, "erased_at"),
                what);
    }
}
