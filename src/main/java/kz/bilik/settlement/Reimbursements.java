package kz.bilik.settlement;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kz.bilik.calendar.LegalClock;
import kz.bilik.law.Law;
import kz.bilik.law.Reimbursement;
import kz.bilik.problem.Problem;
import kz.bilik.voucher.Vouchers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is paid for each line of an accepted act (cl. 14, 15): reckoned once, then frozen; whole tenge. */
@Component
public class Reimbursements {

    private final JdbcClient jdbc;
    private final LegalClock clock;
    private final Law law;
    private final Vouchers vouchers;
    private final SettlementLines lines;

    Reimbursements(JdbcClient jdbc, LegalClock clock, Law law, Vouchers vouchers, SettlementLines lines) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.law = law;
        this.vouchers = vouchers;
        this.lines = lines;
    }

    /**
     * Turns the decision's numbers into the amounts of an act's line; a second time the first amounts stand.
     *
     * @param capInMci the most that cl. 14.1 allows, in monthly calculation indices
     * @param aidInMci the aid of cl. 14.2, 0 inside the region of registration
     * @param rowIds the ids of the decision rows that gave them
     * @throws Problem {@code law.mci-unknown} (an incident), {@code settlement.not-in-act}
     */
    @Transactional
    public Reimbursement record(String act, String voucher, Number capInMci, Number aidInMci, List<String> rowIds) {
        var frozen = of(voucher);
        if (frozen.isPresent()) {
            return frozen.get();
        }
        var day = lines.day(voucher);
        var index = law.monthlyCalculationIndexOn(day);
        var price = vouchers.get(voucher).price();
        var cap = tenge(capInMci, index);
        var service = Math.min(price, cap);
        var changed = jdbc.sql(
                        "update act_line set reckoned_for = ?, monthly_calculation_index = ?, price = ?, cap = ?,"
                                + " service = ?, aid = ?, holder = ?, decision_rows = ?, reckoned_at = ?"
                                + " where act = ? and voucher = ? and reckoned_at is null")
                .params(
                        day,
                        index,
                        price,
                        cap,
                        service,
                        tenge(aidInMci, index),
                        price - service,
                        String.join(",", rowIds),
                        clock.now(),
                        act,
                        voucher)
                .update();
        return of(voucher)
                .filter(recorded -> changed <= 1)
                .orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, "settlement.not-in-act", voucher, act));
    }

    /** The frozen amounts of a voucher's line; empty until its act is accepted. */
    public Optional<Reimbursement> of(String voucher) {
        return jdbc.sql("select * from act_line where voucher = ? and reckoned_at is not null")
                .param(voucher)
                .query((row, number) -> new Reimbursement(
                        row.getLong("price"),
                        row.getLong("monthly_calculation_index"),
                        row.getLong("cap"),
                        row.getLong("service"),
                        row.getLong("aid"),
                        row.getLong("holder"),
                        rows(row.getString("decision_rows"))))
                .optional();
    }

    /** The day whose monthly calculation index was used; empty until the act is accepted. */
    public Optional<LocalDate> reckonedFor(String voucher) {
        return jdbc.sql("select reckoned_for from act_line where voucher = ? and reckoned_at is not null")
                .param(voucher)
                .query(LocalDate.class)
                .optional();
    }

    private static long tenge(Number indices, long index) {
        // A later edition may know halves of an index; there are no fractions of a tenge.
        return new BigDecimal(indices.toString())
                .multiply(BigDecimal.valueOf(index))
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }

    private static List<String> rows(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }
}
