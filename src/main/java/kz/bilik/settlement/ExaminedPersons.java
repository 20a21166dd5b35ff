package kz.bilik.settlement;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import kz.bilik.problem.Problem;
import kz.bilik.record.Savepoint;
import kz.bilik.voucher.VoucherNumber;
import kz.bilik.voucher.Vouchers;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whom the protocols name: one exam is paid once (cl. 3.3 (c), 14). A person stands in a protocol once, although the turn
 * of the year may have given him two valid vouchers, and in no second protocol of the same exam: the same centre, day and
 * profession.
 */
@Component
class ExaminedPersons {

    private final JdbcClient jdbc;
    private final Vouchers vouchers;
    private final Savepoint savepoint;

    ExaminedPersons(JdbcClient jdbc, Vouchers vouchers, Savepoint savepoint) {
        this.jdbc = jdbc;
        this.vouchers = vouchers;
        this.savepoint = savepoint;
    }

    private record Named(String protocol, String voucher) {}

    /** The same order for everybody, so that two protocols never wait for one another. */
    List<ExamProtocol.Holder> byPerson(List<ExamProtocol.Holder> holders) {
        return holders.stream()
                .sorted(Comparator.comparing(holder -> iin(holder.voucher())))
                .toList();
    }

    /**
     * Makes sure that these holders of a protocol stand in it, and in the protocols of its exam, for the first time.
     *
     * @param path where what was sent names a voucher
     * @throws Problem {@code settlement.person-named-twice} with the holders
     */
    void requireOnce(ExamProtocol wanted, List<ExamProtocol.Holder> holders, UnaryOperator<String> path) {
        var problem = twice(wanted);
        var before = new HashMap<String, String>();
        wanted.holders().stream()
                .map(ExamProtocol.Holder::voucher)
                .filter(voucher ->
                        holders.stream().noneMatch(holder -> holder.voucher().equals(voucher)))
                .forEach(voucher -> before.put(iin(voucher), voucher));
        for (var holder : holders) {
            var voucher = holder.voucher();
            var other = before.putIfAbsent(iin(voucher), voucher);
            var named = other == null ? elsewhere(wanted, voucher) : Optional.of(new Named(wanted.number(), other));
            if (named.isPresent()) {
                problem = problem.with(
                        path.apply(voucher),
                        "settlement.person-named-twice-with",
                        voucher,
                        named.get().protocol(),
                        named.get().voucher());
            }
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
    }

    private Optional<Named> elsewhere(ExamProtocol wanted, String voucher) {
        return jdbc.sql("select p.number, e.voucher from exam_person e join exam_protocol p on p.id = e.protocol"
                        + " where e.iin = ? and e.recognition_centre = ? and e.voucher <> ?"
                        + " and (e.profession = ? and e.exam_held_on = ? or p.number = ? and p.signing_year = ?)"
                        + " order by e.voucher limit 1")
                .params(
                        iin(voucher),
                        wanted.recognitionCentre(),
                        voucher,
                        profession(voucher),
                        wanted.examHeldOn(),
                        wanted.number(),
                        wanted.signedOn().getYear())
                .query((row, index) -> new Named(row.getString("number"), row.getString("voucher")))
                .optional();
    }

    /**
     * Enters the person behind a voucher whose result was just entered.
     *
     * @throws Problem {@code settlement.person-named-twice} when somebody was faster with another voucher of his
     */
    void enter(long protocol, ExamProtocol wanted, VoucherNumber voucher) {
        attempt(wanted, () -> jdbc.sql(
                        "insert into exam_person (voucher, protocol, iin, recognition_centre, profession,"
                                + " exam_held_on) values (?, ?, ?, ?, ?, ?)")
                .params(
                        voucher.text(),
                        protocol,
                        iin(voucher.text()),
                        wanted.recognitionCentre(),
                        profession(voucher.text()),
                        wanted.examHeldOn())
                .update());
    }

    /**
     * The day of a protocol's exam is corrected. The caller holds its row.
     *
     * @throws Problem {@code settlement.person-named-twice} as {@link #enter}
     */
    void corrected(long protocol, ExamProtocol wanted) {
        attempt(wanted, () -> jdbc.sql("update exam_person set exam_held_on = ? where protocol = ?")
                .params(wanted.examHeldOn(), protocol)
                .update());
    }

    void takeOut(VoucherNumber voucher) {
        jdbc.sql("delete from exam_person where voucher = ?")
                .param(voucher.text())
                .update();
    }

    private void attempt(ExamProtocol wanted, Runnable statement) {
        try {
            savepoint.attempt(statement);
        } catch (DuplicateKeyException namedMeanwhile) {
            throw twice(wanted);
        }
    }

    private static Problem twice(ExamProtocol wanted) {
        return Problem.of(Problem.Kind.CONFLICT, "settlement.person-named-twice", wanted.number());
    }

    private String iin(String voucher) {
        return vouchers.face(voucher).holder().value();
    }

    private String profession(String voucher) {
        return vouchers.face(voucher).profession();
    }
}
