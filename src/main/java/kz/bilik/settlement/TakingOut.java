package kz.bilik.settlement;

import java.time.OffsetDateTime;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.document.Documents;
import kz.bilik.document.Enclosure;
import kz.bilik.notice.Notices;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.voucher.VoucherNumber;
import kz.bilik.voucher.Vouchers;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/**
 * A holder who was entered in an exam protocol by mistake is taken out of it (cl. 16), before its act is sent and after it
 * was returned: his voucher is again what it was, in use with its exam not recorded, and the act is formed without him. An
 * act in which nobody is left ends: there is nothing to pay.
 */
@NamedInterface("cabinet")
@Component
public class TakingOut {

    /** Under this kind the document for it is kept among those of the application. */
    static final String DOCUMENT = "TAKEN_OUT_OF_PROTOCOL";

    private static final int LONGEST_REASON = 1000;
    private static final DataSize LARGEST_FILE = DataSize.ofMegabytes(10);

    private final Protocols protocols;
    private final ActTable acts;
    private final Vouchers vouchers;
    private final Documents documents;
    private final CurrentOfficer currentOfficer;
    private final SettlementProcess process;
    private final Timeline timeline;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final LegalClock clock;

    TakingOut(
            Protocols protocols,
            ActTable acts,
            Vouchers vouchers,
            Documents documents,
            CurrentOfficer currentOfficer,
            SettlementProcess process,
            Timeline timeline,
            Notices notices,
            JdbcClient jdbc,
            LegalClock clock) {
        this.protocols = protocols;
        this.acts = acts;
        this.vouchers = vouchers;
        this.documents = documents;
        this.currentOfficer = currentOfficer;
        this.process = process;
        this.timeline = timeline;
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Entered(String reason, Officer by, OffsetDateTime at) {}

    /** Whether that officer may take holders of that region's vouchers out of a protocol. */
    public static boolean takesOut(Officer officer, String region) {
        return officer.is(Place.mobilityCentre(region).heads());
    }

    /** Whether the voucher stands in an act that is still to be sent, or was returned. */
    public boolean isPossible(String voucher) {
        return acts.actOf(voucher)
                .flatMap(acts::find)
                .filter(act -> isOpen(act.state()))
                .isPresent();
    }

    /**
     * The head of the mobility centre of the voucher's region takes its holder out of the protocol that names him. What
     * stood there is kept.
     *
     * @param reason why, for the file
     * @param copy the document that shows the mistake, as PDF, JPEG or PNG
     * @throws Problem {@code voucher.unknown}, {@code settlement.not-head-of-mobility-centre}, {@code
     *     settlement.no-protocol}, {@code settlement.act-already-sent} while his act is sent or accepted, {@code
     *     settlement.taking-out-incomplete} with every field that is wrong
     */
    @Transactional
    public void takeOut(String voucher, @Nullable String reason, @Nullable Enclosure copy) {
        var taken = vouchers.get(voucher);
        var officer = currentOfficer
                .get()
                .filter(acting -> takesOut(acting, taken.region()))
                .orElseThrow(() -> Problem.of(Kind.FORBIDDEN, "settlement.not-head-of-mobility-centre"));
        // From here on no holder joins the protocol's acts.
        var key = protocols.lockOf(voucher);
        var protocol = protocols.getOfVoucher(voucher);
        var act = acts.actOf(voucher).orElseThrow(() -> Problem.of(Kind.CONFLICT, "settlement.no-protocol", voucher));
        var state = acts.lock(act).orElseThrow();
        if (!isOpen(state)) {
            throw Problem.of(Kind.CONFLICT, "settlement.act-already-sent", protocol.number());
        }
        var entered = checked(reason, officer, copy);
        keepWhatStood(key, protocol, act, taken.number(), taken.application(), entered, copy);
        acts.remove(new ActNumber(act), new VoucherNumber(voucher));
        protocols.takeOut(new VoucherNumber(voucher));
        if (state == ServicesAct.State.DRAFT) {
            acts.discardFormed(act);
        }
        timeline.add(taken.application(), "settlement.taken-out", "cl. 16", protocol.number(), act, entered.reason());
        vouchers.inUseAgain(new VoucherNumber(voucher), protocol.number());
        var round = voucher + " " + entered.at();
        notices.tell(
                Place.recognitionCentre(taken.recognitionCentre()),
                act,
                "settlement.taken-out",
                round,
                voucher,
                protocol.number(),
                act,
                entered.reason());
        notices.tellApplicant(taken.application(), "settlement.taken-out-holder", round, voucher, protocol.number());
        if (acts.find(act).orElseThrow().vouchers().isEmpty()) {
            acts.state(act, ServicesAct.State.EMPTIED);
            process.actEmptied(act);
        }
    }

    private static boolean isOpen(ServicesAct.State state) {
        return state == ServicesAct.State.DRAFT || state == ServicesAct.State.RETURNED;
    }

    private Entered checked(@Nullable String reason, Officer officer, @Nullable Enclosure copy) {
        var problem = Problem.of(Kind.UNPROCESSABLE, "settlement.taking-out-incomplete");
        var words = reason == null ? "" : reason.strip();
        if (words.isEmpty()) {
            problem = problem.with("reason", "settlement.taking-out-reason");
        } else if (words.length() > LONGEST_REASON) {
            problem = problem.with("reason", "settlement.too-long", LONGEST_REASON);
        }
        var fault = documents.faultOf(copy, LARGEST_FILE);
        if (fault.isPresent()) {
            problem = switch (fault.get()) {
                case MISSING -> problem.with("copy", "settlement.taking-out-copy");
                case TOO_LARGE -> problem.with("copy", "settlement.file-too-large", LARGEST_FILE.toMegabytes());
                case NAME, TYPE -> problem.with("copy", "settlement.file-type");
                case BROKEN -> problem.with("copy", "settlement.file-broken");
            };
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        return new Entered(words, officer, clock.now());
    }

    private void keepWhatStood(
            long key,
            ExamProtocol protocol,
            String act,
            String voucher,
            String application,
            Entered entered,
            Enclosure copy) {
        var document = copy.read(
                content -> documents.store(application, DOCUMENT, copy.fileName(), contentType(copy), content));
        var result = protocol.holders().stream()
                .filter(holder -> holder.voucher().equals(voucher))
                .findFirst()
                .orElseThrow()
                .result();
        jdbc.sql("insert into exam_taken_out (protocol, act, voucher, signed_on, exam_held_on, region, result, reason,"
                        + " document, officer, taken_out_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        key,
                        act,
                        voucher,
                        protocol.signedOn(),
                        protocol.examHeldOn(),
                        protocol.region(),
                        result.name(),
                        entered.reason(),
                        document.id(),
                        entered.by().id(),
                        entered.at())
                .update();
    }

    private String contentType(Enclosure copy) {
        return copy.read(documents::detect);
    }
}
