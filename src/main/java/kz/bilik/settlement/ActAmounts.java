package kz.bilik.settlement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.bilik.language.Tenge;
import kz.bilik.law.Reimbursement;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The amounts that each edition of an act states, line by line (cl. 14, 16): frozen when it is formed, since both
 * signatures stand under them, and never paid otherwise.
 */
@Component
class ActAmounts {

    /**
     * A line whose amounts are others by now than those that stand on the act.
     *
     * @param stated null in an edition that was formed before its amounts were kept
     */
    record Change(int line, String voucher, @Nullable Reimbursement stated, Reimbursement now) {}

    private final JdbcClient jdbc;
    private final ActLines lines;

    ActAmounts(JdbcClient jdbc, ActLines lines) {
        this.jdbc = jdbc;
        this.lines = lines;
    }

    /** Freezes what an edition states. The caller holds the act's row. */
    void freeze(String act, int edition, List<ActLines.Line> content) {
        jdbc.sql("delete from act_amount where act = ? and edition = ?")
                .params(act, edition)
                .update();
        for (var line : content) {
            var amounts = line.amounts();
            jdbc.sql("insert into act_amount (act, edition, line, voucher, reckoned_for, monthly_calculation_index,"
                            + " price, cap, service, aid, holder, decision_rows)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            act,
                            edition,
                            line.line(),
                            line.voucher().number(),
                            line.reckoned().day(),
                            amounts.monthlyCalculationIndex(),
                            amounts.price(),
                            amounts.cap(),
                            amounts.service(),
                            amounts.aid(),
                            amounts.holder(),
                            String.join(",", amounts.rows()))
                    .update();
        }
    }

    /** The lines with the amounts that the current edition states; none while it is not formed. */
    List<ActLines.Line> stated(ServicesAct act) {
        var stated = statedByVoucher(act);
        return act.vouchers().stream().allMatch(stated::containsKey) ? lines.with(act.number(), stated) : List.of();
    }

    /**
     * The lines of a formed act whose amounts the law and the setting would change now: another day's index counts, or a
     * row of the tables was added meanwhile.
     *
     * @throws Problem {@code law.mci-unknown} while nobody can say
     */
    List<Change> changes(ServicesAct act) {
        var stated = statedByVoucher(act);
        var changes = new ArrayList<Change>();
        for (var line : lines.reckonedNow(act.number())) {
            var voucher = line.voucher().number();
            var before = stated.containsKey(voucher) ? stated.get(voucher).amounts() : null;
            if (before == null || !isSameMoney(before, line.amounts())) {
                changes.add(new Change(line.line(), voucher, before, line.amounts()));
            }
        }
        return changes;
    }

    /** Whether the amounts of a formed act are known to be others by now. */
    boolean haveChanged(ServicesAct act) {
        try {
            return !changes(act).isEmpty();
        } catch (Problem problem) {
            if (problem.code().equals("law.mci-unknown")) {
                return false;
            }
            throw problem;
        }
    }

    /**
     * Makes sure that the act can be paid as it was signed.
     *
     * @throws Problem {@code settlement.amounts-changed} with both amounts of each line that changed, {@code
     *     law.mci-unknown}
     */
    void requireUnchanged(ServicesAct act) {
        var changes = changes(act);
        if (!changes.isEmpty()) {
            throw changed(act.number(), changes);
        }
    }

    /**
     * Makes sure that these are the amounts of the voucher's line under which both signatures stand.
     *
     * @throws Problem {@code settlement.amounts-changed}
     */
    void requireSigned(ServicesAct act, String voucher, Reimbursement amounts) {
        var stated = statedByVoucher(act).get(voucher);
        if (stated == null || !isSameMoney(stated.amounts(), amounts)) {
            var line = act.vouchers().indexOf(voucher) + 1;
            throw changed(
                    act.number(),
                    List.of(new Change(line, voucher, stated == null ? null : stated.amounts(), amounts)));
        }
    }

    private Map<String, ActLines.Reckoned> statedByVoucher(ServicesAct act) {
        var stated = new LinkedHashMap<String, ActLines.Reckoned>();
        if (act.current().document() == null) {
            return stated;
        }
        jdbc.sql("select * from act_amount where act = ? and edition = ? order by line")
                .params(act.number(), act.current().edition())
                .query(row -> {
                    stated.put(
                            row.getString("voucher"),
                            new ActLines.Reckoned(
                                    row.getObject("reckoned_for", LocalDate.class),
                                    new Reimbursement(
                                            row.getLong("price"),
                                            row.getLong("monthly_calculation_index"),
                                            row.getLong("cap"),
                                            row.getLong("service"),
                                            row.getLong("aid"),
                                            row.getLong("holder"),
                                            List.of(row.getString("decision_rows")
                                                    .split(",")))));
                });
        return stated;
    }

    /** Which index and which rows led there may differ: what counts is who pays and gets how much. */
    private static boolean isSameMoney(Reimbursement one, Reimbursement other) {
        return one.price() == other.price()
                && one.service() == other.service()
                && one.aid() == other.aid()
                && one.holder() == other.holder();
    }

    private static Problem changed(String act, List<Change> changes) {
        var problem = Problem.of(Problem.Kind.CONFLICT, "settlement.amounts-changed", act);
        for (var change : changes) {
            var stated = change.stated();
            problem = problem.with(
                    "lines[" + (change.line() - 1) + "]",
                    "settlement.amount-changed",
                    change.voucher(),
                    stated == null ? "?" : Tenge.grouped(stated.service()),
                    Tenge.grouped(change.now().service()),
                    stated == null ? "?" : Tenge.grouped(stated.aid()),
                    Tenge.grouped(change.now().aid()));
        }
        return problem;
    }
}
