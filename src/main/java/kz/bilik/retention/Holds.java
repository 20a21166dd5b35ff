package kz.bilik.retention;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.identity.AccountNumber;
import kz.bilik.identity.Iin;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The cases that are kept although their term is over, because a complaint or a court case is open of which we know by paper.
 * A case may be kept for several papers; it is kept until the last of them is over.
 */
@Component
public class Holds {

    /** The most characters of a paper's number. */
    static final int LONGEST_PAPER = 100;

    /** A number as bodies give it: it holds a digit, and letters, digits, blanks and the signs that stand between them. */
    private static final Pattern PAPER =
            Pattern.compile("(?=.*\\p{Nd})[\\p{L}\\p{Nd}№][\\p{L}\\p{Nd}№ .,;/#()_–-]{0," + (LONGEST_PAPER - 1) + "}");

    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{Nd}]");

    private final JdbcClient jdbc;
    private final Erasures erasures;
    private final LegalClock clock;

    Holds(JdbcClient jdbc, Erasures erasures, LegalClock clock) {
        this.jdbc = jdbc;
        this.erasures = erasures;
        this.clock = clock;
    }

    /**
     * A case that is kept.
     *
     * @param paper the number of the complaint or of the court case
     * @param officer the id of the account that said so
     * @param at legal time
     */
    public record Hold(String application, String paper, String officer, OffsetDateTime at) {}

    /**
     * The case is kept from now on for that paper, too.
     *
     * @param paper the number of the complaint or of the court case
     * @return whether it was not kept for it before
     * @throws Problem {@code retention.paper} when it is no such number or holds an IIN or an account, {@code application.erased}
     *     when there is nothing left to keep
     */
    @Transactional
    public boolean hold(String application, String paper, String officer) {
        mustBeNumber(paper);
        // Whoever erases holds the same row until he is through: the case is either kept or erased, and never both.
        jdbc.sql("select id from retention_turn where id = 1 for update")
                .query(Integer.class)
                .single();
        if (erasures.isErased(application, Part.CASE)) {
            throw Problem.of(Kind.CONFLICT, "application.erased", application);
        }
        return jdbc.sql(
                                "insert into retention_hold (application, paper, officer, held_at) select :application, :paper, :officer,"
                                        + " cast(:at as timestamp with time zone) from retention_turn where not exists (select 1"
                                        + " from retention_hold h where h.application = :application and h.paper = :paper)")
                        .param("application", application)
                        .param("paper", paper)
                        .param("officer", officer)
                        .param("at", clock.now())
                        .update()
                > 0;
    }

    /** What is typed here stays for good in the chain of records, so it must say nothing of a person. */
    private static void mustBeNumber(String paper) {
        var close = BETWEEN.matcher(paper).replaceAll("");
        if (!PAPER.matcher(paper).matches()
                || Iin.isWithin(paper)
                || Iin.isWithin(close)
                || AccountNumber.isWithin(paper)
                || AccountNumber.isWithin(close)) {
            throw Problem.of(Kind.UNPROCESSABLE, "retention.paper");
        }
    }

    /**
     * It is kept no longer for that paper.
     *
     * @return whether it was kept for it until now
     */
    @Transactional
    public boolean end(String application, String paper) {
        return jdbc.sql("delete from retention_hold where application = ? and paper = ?")
                        .params(application, paper)
                        .update()
                > 0;
    }

    /** All of them, the latest first. */
    public List<Hold> all() {
        return jdbc.sql("select * from retention_hold order by held_at desc, application, paper")
                .query((row, number) -> new Hold(
                        row.getString("application"),
                        row.getString("paper"),
                        row.getString("officer"),
                        LegalMoment.of(row, "held_at")))
                .list();
    }

    /** The papers for which that case is kept, the first one first. */
    List<String> of(String application) {
        return jdbc.sql("select paper from retention_hold where application = ? order by held_at, paper")
                .param(application)
                .query(String.class)
                .list();
    }
}
