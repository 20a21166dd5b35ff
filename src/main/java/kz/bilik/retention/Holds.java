package kz.bilik.retention;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The cases that are kept although their term is over, because a complaint or a court case is open of which we know by paper. */
@Component
public class Holds {

    /** The most characters of a paper's number. */
    public static final int LONGEST_PAPER = 100;

    private final JdbcClient jdbc;
    private final LegalClock clock;

    Holds(JdbcClient jdbc, LegalClock clock) {
        this.jdbc = jdbc;
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

    /** The case is kept from now on; once more with another paper takes the place of the first one. */
    @Transactional
    public void hold(String application, String paper, String officer) {
        jdbc.sql("delete from retention_hold where application = ?")
                .param(application)
                .update();
        jdbc.sql("insert into retention_hold (application, paper, officer, held_at) values (?, ?, ?, ?)")
                .params(application, paper, officer, clock.now())
                .update();
    }

    /**
     * It is kept no longer.
     *
     * @return whether it was kept until now
     */
    @Transactional
    public boolean end(String application) {
        return jdbc.sql("delete from retention_hold where application = ?")
                        .param(application)
                        .update()
                > 0;
    }

    /** All of them, the latest first. */
    public List<Hold> all() {
        return jdbc.sql("select * from retention_hold order by held_at desc, application")
                .query((row, number) -> new Hold(
                        row.getString("application"),
                        row.getString("paper"),
                        row.getString("officer"),
                        LegalMoment.of(row, "held_at")))
                .list();
    }

    /** The paper for which that case is kept. */
    Optional<String> of(String application) {
        return jdbc.sql("select paper from retention_hold where application = ?")
                .param(application)
                .query(String.class)
                .optional();
    }
}
