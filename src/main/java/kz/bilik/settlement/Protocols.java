package kz.bilik.settlement;

import java.sql.ResultSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.identity.AccountNumber;
import kz.bilik.identity.Iin;
import kz.bilik.language.Day;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.record.Savepoint;
import kz.bilik.voucher.Voucher;
import kz.bilik.voucher.VoucherNumber;
import kz.bilik.voucher.VoucherProcess;
import kz.bilik.voucher.Vouchers;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The exam commission's protocols (cl. 16), unique by recognition centre, number and year of signing, since centres begin
 * their numbers anew each year. The API records all holders of a protocol at once, the Tasklist one holder after the
 * other; both lead to the same record.
 */
@Component
public class Protocols {

    /** A protocol with its holders; the condition that follows chooses one. */
    private static final String PROTOCOL =
            """
            select p.*, r.voucher, r.result from exam_protocol p
            left join exam_result r on r.protocol = p.id
            where\s""";

    private static final int LONGEST_NUMBER = 64;
    private static final int MOST_HOLDERS = 500;

    private final JdbcClient jdbc;
    private final LegalClock clock;
    private final Catalogue catalogue;
    private final ActTable acts;
    private final Vouchers vouchers;
    private final ExaminedPersons persons;
    private final VoucherProcess voucherProcess;
    private final SettlementProcess settlementProcess;
    private final ExamWarnings warnings;
    private final Notices notices;
    private final Timeline timeline;
    private final Savepoint savepoint;

    Protocols(
            JdbcClient jdbc,
            LegalClock clock,
            Catalogue catalogue,
            ActTable acts,
            Vouchers vouchers,
            ExaminedPersons persons,
            VoucherProcess voucherProcess,
            SettlementProcess settlementProcess,
            ExamWarnings warnings,
            Notices notices,
            Timeline timeline,
            Savepoint savepoint) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.catalogue = catalogue;
        this.acts = acts;
        this.vouchers = vouchers;
        this.persons = persons;
        this.voucherProcess = voucherProcess;
        this.settlementProcess = settlementProcess;
        this.warnings = warnings;
        this.notices = notices;
        this.timeline = timeline;
        this.savepoint = savepoint;
    }

    /**
     * Records a protocol for all its holders and moves each voucher on. The same protocol again gives the same answer
     * and does nothing; holders whom the Tasklist has already recorded are left as they are.
     *
     * @param centre the code of the recognition centre that sends it
     * @throws Problem {@code settlement.protocol-wrong} with the fields, {@code settlement.voucher-not-in-use} with the
     *     vouchers, {@code settlement.person-named-twice} with the holders who stand in it or in another protocol of this
     *     exam with another voucher, {@code settlement.protocol-differs} when the number is known in that year with other
     *     data
     */
    @Transactional
    public ExamProtocol record(String centre, ExamProtocol.Sent data) {
        var wanted = checked(centre, data);
        var known = find(centre, wanted.number(), wanted.signedOn().getYear());
        if (known.isPresent()) {
            requireSameData(known.get(), wanted);
            if (known.get().holders().equals(wanted.holders())) {
                return known.get();
            }
            // Fewer or other holders than recorded are other data; more are the rest of what the Tasklist began.
            if (!wanted.holders().containsAll(known.get().holders())) {
                throw Problem.of(Problem.Kind.CONFLICT, "settlement.protocol-differs", wanted.number());
            }
        }
        var fresh = wanted.holders().stream()
                .filter(holder -> known.isEmpty() || !known.get().holders().contains(holder))
                .toList();
        requireInUse(wanted, fresh, data);
        persons.requireOnce(
                wanted, data.holders().stream().filter(fresh::contains).toList(), voucher -> path(data, voucher));
        // All results first: the step of the first holder may already form an act of them.
        if (!fresh.isEmpty()) {
            var protocol = open(wanted);
            persons.byPerson(fresh).forEach(holder -> enter(protocol, wanted, holder));
        }
        fresh.forEach(holder -> voucherProcess.examHeld(holder.voucher()));
        return wanted;
    }

    /** Whether the exam of that voucher stands in a protocol that was checked and recorded. */
    public boolean isRecorded(VoucherNumber voucher) {
        return vouchers.get(voucher.text()).state() == Voucher.State.EXAMINED
                && jdbc.sql("select count(*) from exam_result where voucher = ?")
                                .param(voucher.text())
                                .query(Integer.class)
                                .single()
                        == 1;
    }

    /**
     * Records one holder of a protocol, and the protocol with the first of them; the same again does nothing. A holder
     * who comes after the act was sent is recorded as well: {@link Acts#handOver} puts him into a further one.
     *
     * @throws Problem {@code settlement.protocol-wrong} with the fields, {@code settlement.voucher-not-in-use}, {@code
     *     settlement.person-named-twice}, {@code settlement.protocol-differs} when the number is known with other dates, another region or another result of
     *     this holder
     */
    @Transactional
    public void holderExamined(
            VoucherNumber voucher,
            @Nullable String protocolNumber,
            @Nullable LocalDate signedOn,
            @Nullable LocalDate examHeldOn,
            @Nullable String region,
            ExamProtocol.@Nullable Result result) {
        var centre = vouchers.get(voucher.text()).recognitionCentre();
        var holders = result == null ? null : List.of(new ExamProtocol.Holder(voucher.text(), result));
        var data = new ExamProtocol.Sent(protocolNumber, signedOn, examHeldOn, region, holders);
        var wanted = checked(centre, data);
        var holder = wanted.holders().get(0);
        var recorded = ofVoucher(voucher.text());
        if (recorded.isPresent()) {
            if (!recorded.get().number().equals(wanted.number())
                    || !recorded.get().holders().contains(holder)) {
                throw Problem.of(Problem.Kind.CONFLICT, "settlement.protocol-differs", wanted.number());
            }
            requireSameData(recorded.get(), wanted);
            return;
        }
        find(centre, wanted.number(), wanted.signedOn().getYear()).ifPresent(known -> requireSameData(known, wanted));
        requireInUse(wanted, wanted.holders(), data);
        persons.requireOnce(wanted, wanted.holders(), named -> path(data, named));
        enter(open(wanted), wanted, holder);
    }

    /**
     * Corrects the dates, the region or the results of a protocol (cl. 16, 17): the next forming of each act says what is
     * right. A date or the region stands in all acts of the protocol, a result in the act of its holder; each act that it
     * stands in must still have to be sent, or have been returned. The protocol is known by its number and its holders,
     * so that the day of signing can be corrected into another year. What stood there before is kept; the same data again
     * give the same answer and leave no trace.
     *
     * @param centre the code of the recognition centre whose protocol it is
     * @param by the login that corrects it
     * @throws Problem {@code settlement.protocol-wrong} with the fields, {@code settlement.protocol-unknown}, {@code
     *     settlement.holders-differ} with the holders that were left out or are new, {@code settlement.act-already-sent},
     *     {@code settlement.protocol-differs} when another protocol of the new year bears the number, {@code
     *     settlement.person-named-twice} when it would be an exam of which another protocol names a holder already
     */
    @Transactional
    public ExamProtocol correct(String centre, String by, ExamProtocol.Sent data) {
        var wanted = checked(centre, data);
        var key = keyOfCorrected(wanted);
        // From here on no holder joins and no act of it is sent.
        lock(key);
        var known = get(key);
        requireSameHolders(known, wanted);
        if (known.equals(wanted)) {
            return known;
        }
        var corrected = corrected(known, wanted);
        var drafts = lockActsToSend(key, wanted.number(), corrected);
        requireHeldAfterIssue(wanted, wanted.holders());
        persons.requireOnce(wanted, wanted.holders(), voucher -> path(data, voucher));
        keepWhatStood(key, known, by);
        change(key, wanted);
        persons.corrected(key, wanted);
        for (var draft : drafts) {
            acts.discardFormed(draft);
            settlementProcess.protocolCorrected(draft);
        }
        corrected.forEach(voucher -> timeline.add(
                vouchers.get(voucher).application(), "settlement.protocol-corrected", "cl. 16", wanted.number()));
        return wanted;
    }

    /**
     * The protocol that the centre signed under that number in that year. One out of which everybody was taken is none: its
     * number is free for the right one.
     */
    public Optional<ExamProtocol> find(String centre, String number, int year) {
        return found(jdbc.sql(PROTOCOL
                                + "p.recognition_centre = ? and p.number = ? and p.signing_year = ? order by r.voucher")
                        .params(centre, number, year))
                .filter(protocol -> !protocol.holders().isEmpty());
    }

    /** The protocol that names this voucher. */
    public Optional<ExamProtocol> ofVoucher(String voucher) {
        return found(
                jdbc.sql(PROTOCOL + "p.id = (select protocol from exam_result where voucher = ?) order by r.voucher")
                        .param(voucher));
    }

    /** The protocol whose holders stand in that act, which exists. */
    ExamProtocol ofAct(String act) {
        return found(jdbc.sql(PROTOCOL
                                + "p.id = (select protocol from services_act where number = ?) order by r.voucher")
                        .param(act))
                .orElseThrow();
    }

    /**
     * The protocol that names this voucher.
     *
     * @throws Problem {@code settlement.no-protocol}
     */
    ExamProtocol getOfVoucher(String voucher) {
        return ofVoucher(voucher)
                .orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, "settlement.no-protocol", voucher));
    }

    /**
     * Locks the protocol that names this voucher to the end of the transaction: whoever looks for an act of it to join, or
     * begins one, does so alone.
     *
     * @return its key, which stays when the protocol is corrected
     * @throws Problem {@code settlement.no-protocol}
     */
    long lockOf(String voucher) {
        var key = jdbc.sql("select protocol from exam_result where voucher = ?")
                .param(voucher)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, "settlement.no-protocol", voucher));
        lock(key);
        return key;
    }

    private ExamProtocol get(long key) {
        return found(jdbc.sql(PROTOCOL + "p.id = ? order by r.voucher").param(key))
                .orElseThrow();
    }

    private static Optional<ExamProtocol> found(JdbcClient.StatementSpec query) {
        return query.query((ResultSet rows) -> {
            if (!rows.next()) {
                return Optional.empty();
            }
            var holders = new ArrayList<ExamProtocol.Holder>();
            var protocol = new ExamProtocol(
                    rows.getString("recognition_centre"),
                    rows.getString("number"),
                    rows.getObject("signed_on", LocalDate.class),
                    rows.getObject("exam_held_on", LocalDate.class),
                    rows.getString("region"),
                    holders);
            do {
                // A protocol whose first holder is just being entered has none yet.
                if (rows.getString("voucher") != null) {
                    holders.add(new ExamProtocol.Holder(
                            rows.getString("voucher"), ExamProtocol.Result.valueOf(rows.getString("result"))));
                }
            } while (rows.next());
            return Optional.of(protocol);
        });
    }

    private ExamProtocol checked(String centre, ExamProtocol.Sent data) {
        var number = data.number() == null ? "" : data.number().strip();
        var wrong = new ArrayList<Problem.Field>();
        if (number.isEmpty() || number.length() > LONGEST_NUMBER) {
            wrong.add(field("number", number.isEmpty() ? "settlement.missing" : "settlement.too-long", LONGEST_NUMBER));
        }
        if (Iin.isWithin(number) || AccountNumber.isWithin(number)) {
            wrong.add(field("number", "settlement.number-personal"));
        }
        if (data.signedOn() == null) {
            wrong.add(field("signedOn", "settlement.missing"));
        } else if (data.signedOn().isAfter(clock.today())) {
            wrong.add(field("signedOn", "settlement.in-the-future"));
        }
        if (data.examHeldOn() == null) {
            wrong.add(field("examHeldOn", "settlement.missing"));
        } else if (data.signedOn() != null && data.signedOn().isBefore(data.examHeldOn())) {
            wrong.add(field("signedOn", "settlement.signed-before-exam"));
        }
        if (data.region() == null || catalogue.region(data.region()).isEmpty()) {
            wrong.add(field("region", data.region() == null ? "settlement.missing" : "settlement.region-unknown"));
        }
        wrong.addAll(wrongHolders(data.holders()));
        if (!wrong.isEmpty()) {
            throw wrong(wrong);
        }
        var holders = data.holders().stream()
                .sorted(Comparator.comparing(ExamProtocol.Holder::voucher))
                .toList();
        return new ExamProtocol(centre, number, data.signedOn(), data.examHeldOn(), data.region(), holders);
    }

    private static List<Problem.Field> wrongHolders(@Nullable List<ExamProtocol.Holder> holders) {
        if (holders == null || holders.isEmpty()) {
            return List.of(field("holders", "settlement.missing"));
        }
        if (holders.size() > MOST_HOLDERS) {
            return List.of(field("holders", "settlement.too-many", MOST_HOLDERS));
        }
        var wrong = new ArrayList<Problem.Field>();
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < holders.size(); i++) {
            var holder = holders.get(i);
            if (holder == null || holder.voucher() == null || holder.result() == null) {
                wrong.add(field("holders[" + i + "]", "settlement.missing"));
            } else if (seen.putIfAbsent(holder.voucher(), i) != null) {
                wrong.add(field("holders[" + i + "].voucher", "settlement.named-twice"));
            }
        }
        return wrong;
    }

    private void requireInUse(ExamProtocol wanted, List<ExamProtocol.Holder> fresh, ExamProtocol.Sent data) {
        var notInUse = fresh.stream()
                .filter(holder -> !inUse(wanted.recognitionCentre(), holder.voucher()))
                .toList();
        if (!notInUse.isEmpty()) {
            var problem = Problem.of(
                    Problem.Kind.CONFLICT,
                    "settlement.voucher-not-in-use",
                    notInUse.stream().map(ExamProtocol.Holder::voucher).collect(Collectors.joining(", ")));
            for (var holder : notInUse) {
                problem = problem.with(path(data, holder.voucher()), "settlement.voucher-not-in-use", holder.voucher());
            }
            throw problem;
        }
        requireHeldAfterIssue(wanted, fresh);
    }

    /** Where a voucher stands in what was sent, whose order is the sender's. */
    private static String path(ExamProtocol.Sent data, String voucher) {
        var sent = data.holders().stream().map(ExamProtocol.Holder::voucher).toList();
        return "holders[" + sent.indexOf(voucher) + "].voucher";
    }

    /** Before its issue a voucher paid for nothing (cl. 10); before the entry of the admission is for the centres to look at. */
    private void requireHeldAfterIssue(ExamProtocol wanted, List<ExamProtocol.Holder> holders) {
        holders.stream()
                .map(holder -> vouchers.get(holder.voucher()).issuedOn())
                .max(Comparator.naturalOrder())
                .filter(wanted.examHeldOn()::isBefore)
                .ifPresent(issued -> {
                    throw wrong(List.of(field("examHeldOn", "settlement.exam-before-issue", Day.of(issued))));
                });
    }

    /** A voucher of another centre is not in use here: which of the two it is does not concern the caller. */
    private boolean inUse(String centre, String number) {
        try {
            var voucher = vouchers.get(number);
            return voucher.recognitionCentre().equals(centre)
                    && voucher.state() == Voucher.State.USED
                    && voucher.usedOn() != null;
        } catch (Problem unknown) {
            if (unknown.kind() == Problem.Kind.NOT_FOUND) {
                return false;
            }
            throw unknown;
        }
    }

    /** The key of the protocol with these data, locked to the end of the transaction; recorded when it is the first. */
    private long open(ExamProtocol wanted) {
        var key = lock(wanted).orElseGet(() -> {
            try {
                savepoint.attempt(() -> jdbc.sql("insert into exam_protocol"
                                + " (recognition_centre, number, signed_on, signing_year, exam_held_on, region,"
                                + " recorded_at) values (?, ?, ?, ?, ?, ?, ?)")
                        .params(
                                wanted.recognitionCentre(),
                                wanted.number(),
                                wanted.signedOn(),
                                wanted.signedOn().getYear(),
                                wanted.examHeldOn(),
                                wanted.region(),
                                clock.now())
                        .update());
            } catch (DuplicateKeyException anotherHolderCameFirst) {
                // In this very moment; his protocol is the one to join.
            }
            return lock(wanted).orElseThrow();
        });
        var known = get(key);
        if (known.holders().isEmpty()) {
            // The first of them, or the first after everybody was taken out again.
            changeData(key, wanted);
        } else {
            requireSameData(known, wanted);
        }
        return key;
    }

    private Optional<Long> lock(ExamProtocol protocol) {
        return jdbc.sql("select id from exam_protocol where recognition_centre = ? and number = ? and signing_year = ?"
                        + " for update")
                .params(
                        protocol.recognitionCentre(),
                        protocol.number(),
                        protocol.signedOn().getYear())
                .query(Long.class)
                .optional();
    }

    private void lock(long key) {
        jdbc.sql("select id from exam_protocol where id = ? for update")
                .param(key)
                .query(Long.class)
                .single();
    }

    private void enter(long key, ExamProtocol protocol, ExamProtocol.Holder holder) {
        try {
            savepoint.attempt(() -> jdbc.sql(
                            "insert into exam_result (voucher, protocol, result, recorded_at)" + " values (?, ?, ?, ?)")
                    .params(holder.voucher(), key, holder.result().name(), clock.now())
                    .update());
        } catch (DuplicateKeyException recordedMeanwhile) {
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.voucher-not-in-use", holder.voucher());
        }
        persons.enter(key, protocol, new VoucherNumber(holder.voucher()));
        vouchers.examined(new VoucherNumber(holder.voucher()), protocol.number());
        warnings.lateness(protocol, holder.voucher())
                .ifPresent(late -> notices.tell(
                        Place.recognitionCentre(protocol.recognitionCentre()),
                        holder.voucher(),
                        "settlement.exam-after-last-day",
                        protocol.number(),
                        late.said(protocol, holder.voucher())));
    }

    /** A voucher stands in one protocol only: of two years' protocols of one number its holders tell which is meant. */
    private long keyOfCorrected(ExamProtocol wanted) {
        var named = jdbc.sql("select distinct p.id from exam_protocol p join exam_result r on r.protocol = p.id"
                        + " where p.recognition_centre = :centre and p.number = :number and r.voucher in (:vouchers)")
                .param("centre", wanted.recognitionCentre())
                .param("number", wanted.number())
                .param(
                        "vouchers",
                        wanted.holders().stream()
                                .map(ExamProtocol.Holder::voucher)
                                .toList())
                .query(Long.class)
                .list();
        if (named.isEmpty()) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "settlement.protocol-unknown", wanted.number());
        }
        // Of two protocols either one lacks holders of the other, which is what the answer says.
        return named.get(0);
    }

    private static void requireSameHolders(ExamProtocol known, ExamProtocol wanted) {
        var before = known.holders().stream().map(ExamProtocol.Holder::voucher).toList();
        var after = wanted.holders().stream().map(ExamProtocol.Holder::voucher).toList();
        var problem = Problem.of(Problem.Kind.CONFLICT, "settlement.holders-differ", wanted.number());
        for (var voucher : before) {
            if (!after.contains(voucher)) {
                problem = problem.with("holders", "settlement.holder-left-out", voucher);
            }
        }
        for (var voucher : after) {
            if (!before.contains(voucher)) {
                problem = problem.with("holders", "settlement.holder-new", voucher);
            }
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
    }

    /** The vouchers about which the protocol will say something else: all of them when its dates or region change. */
    private static List<String> corrected(ExamProtocol known, ExamProtocol wanted) {
        return wanted.holders().stream()
                .filter(holder -> !isSameData(known, wanted) || !known.holders().contains(holder))
                .map(ExamProtocol.Holder::voucher)
                .toList();
    }

    /** Locks the acts of the protocol; answers the drafts among those of these vouchers, the others being returned ones. */
    private List<String> lockActsToSend(long key, String number, List<String> corrected) {
        var drafts = new ArrayList<String>();
        acts.lockOfProtocol(key).forEach(act -> {
            if (Collections.disjoint(acts.find(act.number()).orElseThrow().vouchers(), corrected)) {
                return;
            }
            switch (act.state()) {
                case DRAFT -> drafts.add(act.number());
                case RETURNED -> {
                    // Its next edition is formed of what will stand here then.
                }
                // Nobody is left in an emptied one, so that it is not among these.
                case SENT, ACCEPTED, EMPTIED ->
                    throw Problem.of(Problem.Kind.CONFLICT, "settlement.act-already-sent", number);
            }
        });
        return drafts;
    }

    private void keepWhatStood(long key, ExamProtocol known, String by) {
        jdbc.sql("insert into exam_protocol_correction (protocol, corrected_at, corrected_by, signed_on, exam_held_on,"
                        + " region, results) values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        key,
                        clock.now(),
                        by,
                        known.signedOn(),
                        known.examHeldOn(),
                        known.region(),
                        known.holders().stream()
                                .map(holder -> holder.voucher() + "=" + holder.result())
                                .collect(Collectors.joining(" ")))
                .update();
    }

    private void change(long key, ExamProtocol wanted) {
        try {
            savepoint.attempt(() -> changeData(key, wanted));
        } catch (DuplicateKeyException numberOfThatYearTaken) {
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.protocol-differs", wanted.number());
        }
        for (var holder : wanted.holders()) {
            jdbc.sql("update exam_result set result = ? where voucher = ?")
                    .params(holder.result().name(), holder.voucher())
                    .update();
        }
    }

    private void changeData(long key, ExamProtocol wanted) {
        jdbc.sql("update exam_protocol set signed_on = ?, signing_year = ?, exam_held_on = ?, region = ? where id = ?")
                .params(wanted.signedOn(), wanted.signedOn().getYear(), wanted.examHeldOn(), wanted.region(), key)
                .update();
    }

    /** Takes a holder out; the caller holds the protocol's row and has kept what stood there. */
    void takeOut(VoucherNumber voucher) {
        persons.takeOut(voucher);
        jdbc.sql("delete from exam_result where voucher = ?")
                .param(voucher.text())
                .update();
    }

    private static void requireSameData(ExamProtocol known, ExamProtocol wanted) {
        if (!isSameData(known, wanted)) {
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.protocol-differs", wanted.number());
        }
    }

    private static boolean isSameData(ExamProtocol known, ExamProtocol wanted) {
        return known.signedOn().equals(wanted.signedOn())
                && known.examHeldOn().equals(wanted.examHeldOn())
                && known.region().equals(wanted.region());
    }

    private static Problem.Field field(String path, String code, Object... arguments) {
        return new Problem.Field(path, code, List.of(arguments));
    }

    private static Problem wrong(List<Problem.Field> fields) {
        var problem = Problem.of(Problem.Kind.UNPROCESSABLE, "settlement.protocol-wrong");
        for (var field : fields) {
            problem = problem.with(field.path(), field.code(), field.arguments().toArray());
        }
        return problem;
    }
}
