package kz.bilik.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far the applications came that were received in a month, why they were refused, what became of the vouchers; each once. */
@Component
public class CaseReport {

    private static final List<String> COUNTED = List.of(
            "received",
            "checked",
            "forwarded",
            "asked",
            "confirmed",
            "issued",
            "used",
            "examined",
            "act_sent",
            "act_accepted",
            "paid",
            "refused",
            "withdrawn",
            "reopened",
            "valid",
            "in_use",
            "lapsed",
            "given_up",
            "extended",
            "brought_back");

    /**
     * The applications that were received in a region in a month.
     *
     * @param checked had passed the automatic checks, in whichever round (cl. 3.3)
     * @param forwarded by the career centre (cl. 8.4)
     * @param asked sent to a recognition centre (cl. 9.1)
     * @param confirmed by the recognition centre
     * @param issued have a voucher (cl. 10)
     * @param used the holder was admitted to the exam, and it was not found to have been not held
     * @param examined he stands in a protocol
     * @param actSent the act that names him is sent, and not returned (cl. 16)
     * @param actAccepted and accepted
     * @param paid and all that is due for him is paid (cl. 17)
     * @param refused stand refused
     * @param withdrawn by the applicant before the issue
     * @param reopened went on after a decision on appeal
     * @param valid issued and neither used nor ended
     * @param inUse admitted, not examined yet
     * @param lapsed not used while valid (cl. 11)
     * @param givenUp by the holder
     * @param extended by a certificate at least once (cl. 13)
     * @param broughtBack had lapsed, and a certificate made it valid again
     */
    public record Flow(
            YearMonth month,
            String region,
            long received,
            long checked,
            long forwarded,
            long asked,
            long confirmed,
            long issued,
            long used,
            long examined,
            long actSent,
            long actAccepted,
            long paid,
            long refused,
            long withdrawn,
            long reopened,
            long valid,
            long inUse,
            long lapsed,
            long givenUp,
            long extended,
            long broughtBack) {}

    /**
     * A ground.
     *
     * @param ground the key of its text without {@code reason.}
     * @param refused applications that stand refused on it; one with several grounds counts with each
     * @param overturned applications with this ground that went on after a decision on appeal
     */
    public record Ground(String ground, String clause, long refused, long overturned) {}

    private final JdbcClient jdbc;

    CaseReport(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By month and region. */
    public List<Flow> flow(ReportScope scope, ReportPeriod period) {
        var where = new Where().in(period).applications(scope);
        var sums = COUNTED.stream()
                .map(column -> "sum(" + column + ") as " + column)
                .toList();
        return jdbc.sql("select month_of, region, " + String.join(", ", sums) + " from report_flow" + where.sql()
                        + " group by month_of, region order by month_of, region")
                .params(where.values())
                .query((row, index) -> flow(row))
                .list();
    }

    /** On which grounds were refused, the most frequent first. */
    public List<Ground> refusals(ReportScope scope, ReportPeriod period) {
        var where = new Where().in(period).applications(scope);
        return jdbc.sql(
                        "select ground, clause, sum(refused) as refused, sum(overturned) as overturned from report_refusal"
                                + where.sql() + " group by ground, clause order by refused desc, ground")
                .params(where.values())
                .query((row, index) -> new Ground(
                        row.getString("ground"),
                        row.getString("clause"),
                        row.getLong("refused"),
                        row.getLong("overturned")))
                .list();
    }

    private static Flow flow(ResultSet row) throws SQLException {
        return new Flow(
                ReportPeriod.month(row.getInt("month_of")),
                row.getString("region"),
                row.getLong("received"),
                row.getLong("checked"),
                row.getLong("forwarded"),
                row.getLong("asked"),
                row.getLong("confirmed"),
                row.getLong("issued"),
                row.getLong("used"),
                row.getLong("examined"),
                row.getLong("act_sent"),
                row.getLong("act_accepted"),
                row.getLong("paid"),
                row.getLong("refused"),
                row.getLong("withdrawn"),
                row.getLong("reopened"),
                row.getLong("valid"),
                row.getLong("in_use"),
                row.getLong("lapsed"),
                row.getLong("given_up"),
                row.getLong("extended"),
                row.getLong("brought_back"));
    }
}
