package kz.bilik.settlement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.language.Tenge;
import kz.bilik.law.Caps;
import kz.bilik.law.Law;
import kz.bilik.law.Reimbursement;
import kz.bilik.notice.Notices;
import kz.bilik.problem.Problem;
import kz.bilik.voucher.VoucherNumber;
import kz.bilik.voucher.Vouchers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is paid for each line of an accepted act (cl. 14, 15): the amounts under which both signatures stand, whole tenge,
 * and the rows of the law by which the decision has found them again.
 */
@Component
public class Reimbursements {

    private final JdbcClient jdbc;
    private final LegalClock clock;
    private final Law law;
    private final Vouchers vouchers;
    private final ActTable acts;
    private final ActLines lines;
    private final ActAmounts stated;
    private final Notices notices;
    private final Timeline timeline;

    Reimbursements(
            JdbcClient jdbc,
            LegalClock clock,
            Law law,
            Vouchers vouchers,
            ActTable acts,
            ActLines lines,
            ActAmounts stated,
            Notices notices,
            Timeline timeline) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.law = law;
        this.vouchers = vouchers;
        this.acts = acts;
        this.lines = lines;
        this.stated = stated;
        this.notices = notices;
        this.timeline = timeline;
    }

    /**
     * Turns the decision's numbers into the amounts of an act's line; a second time the first amounts stand. A holder whose
     * part is another one than his voucher states, since another index counts, is told both; one whose voucher states none is
     * told his part.
     *
     * @param caps what the decision grants
     * @throws Problem {@code settlement.amounts-changed} when it grants anything else than the signed line, {@code
     *     law.mci-unknown} (an incident), {@code settlement.not-in-act}
     */
    @Transactional
    public Reimbursement record(ActNumber act, VoucherNumber voucher, Caps caps) {
        var frozen = of(voucher.text());
        if (frozen.isPresent()) {
            return frozen.get();
        }
        var day = lines.day(voucher.text());
        var amounts = law.reimbursement(vouchers.get(voucher.text()).price(), caps, day);
        var signed = acts.find(act.text())
                .filter(found -> found.vouchers().contains(voucher.text()))
                .orElseThrow(
                        () -> Problem.of(Problem.Kind.CONFLICT, "settlement.not-in-act", voucher.text(), act.text()));
        stated.requireSigned(signed, voucher.text(), amounts);
        var frozenNow = jdbc.sql(
                        "update act_line set reckoned_for = ?, monthly_calculation_index = ?, price = ?, cap = ?,"
                                + " service = ?, aid = ?, holder = ?, decision_rows = ?, reckoned_at = ?"
                                + " where act = ? and voucher = ? and reckoned_at is null")
                .params(
                        day,
                        amounts.monthlyCalculationIndex(),
                        amounts.price(),
                        amounts.cap(),
                        amounts.service(),
                        amounts.aid(),
                        amounts.holder(),
                        String.join(",", amounts.rows()),
                        clock.now(),
                        act.text(),
                        voucher.text())
                .update();
        if (frozenNow == 1) {
            tellOfAnotherPart(voucher.text(), amounts.holder());
        }
        return of(voucher.text()).orElseThrow();
    }

    /**
     * What is to be paid for a line of an accepted act: nothing else than what was signed.
     *
     * @throws Problem {@code settlement.not-reckoned} before the decision about the line, {@code
     *     settlement.amounts-changed} when the record says anything else than the signed line
     */
    public Reimbursement payable(ServicesAct act, String voucher) {
        var amounts =
                of(voucher).orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, "settlement.not-reckoned", voucher));
        stated.requireSigned(act, voucher, amounts);
        return amounts;
    }

    private void tellOfAnotherPart(String voucher, long part) {
        var application = vouchers.get(voucher).application();
        var face = vouchers.face(voucher);
        if (!face.partsStated() || face.holderPart() == null) {
            notices.tellApplicant(application, "settlement.holder-part-known", voucher, voucher, Tenge.grouped(part));
            timeline.add(application, "settlement.holder-part-known", "cl. 15", voucher, Tenge.grouped(part));
            return;
        }
        long stated = face.holderPart();
        if (part == stated) {
            return;
        }
        var code = part < stated ? "settlement.holder-part-smaller" : "settlement.holder-part-larger";
        var difference = Tenge.grouped(Math.abs(part - stated));
        notices.tellApplicant(application, code, voucher, Tenge.grouped(stated), Tenge.grouped(part), difference);
        timeline.add(application, code, "cl. 15", Tenge.grouped(stated), Tenge.grouped(part), difference);
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

    /** The day whose monthly calculation index counts for a voucher's line; empty until its act is accepted. */
    public Optional<LocalDate> reckonedFor(String voucher) {
        return jdbc.sql("select reckoned_for from act_line where voucher = ? and reckoned_at is not null")
                .param(voucher)
                .query(LocalDate.class)
                .optional();
    }

    private static List<String> rows(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }
}
