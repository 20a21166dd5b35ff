package kz.bilik.settlement;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.LegalClock;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.document.Documents;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.record.RecordNumber;
import kz.bilik.signature.Signatures;
import kz.bilik.voucher.VoucherNumber;
import kz.bilik.voucher.Vouchers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The services acts of Appendix 2 (cl. 16): one per protocol and mobility centre, formed as a PDF, signed by the
 * recognition centre over exactly those bytes, accepted by the mobility centre with a signature of its own over the same
 * bytes, or returned. A returned act comes again as a new edition with the same number; the term of cl. 17 starts anew
 * with its receipt. Holders who are recorded after the act was sent go into a further one, with a number, a procedure and
 * a term of its own.
 */
@Component
public class Acts {

    /** The kind under which the PDF of an act is stored. */
    public static final String DOCUMENT_KIND = "SERVICES_ACT";

    private static final int LONGEST_REMARKS = 2000;

    private final ActTable acts;
    private final LegalClock clock;
    private final Protocols protocols;
    private final ActLines lines;
    private final ActAmounts amounts;
    private final ActDocument actDocument;
    private final Vouchers vouchers;
    private final Catalogue catalogue;
    private final Documents documents;
    private final Signatures signatures;
    private final Notices notices;
    private final Timeline timeline;
    private final SettlementProcess process;
    private final TransactionTemplate transaction;

    Acts(
            ActTable acts,
            LegalClock clock,
            Protocols protocols,
            ActLines lines,
            ActAmounts amounts,
            ActDocument actDocument,
            Vouchers vouchers,
            Catalogue catalogue,
            Documents documents,
            Signatures signatures,
            Notices notices,
            Timeline timeline,
            SettlementProcess process,
            PlatformTransactionManager transactions) {
        this.acts = acts;
        this.clock = clock;
        this.protocols = protocols;
        this.lines = lines;
        this.amounts = amounts;
        this.actDocument = actDocument;
        this.vouchers = vouchers;
        this.catalogue = catalogue;
        this.documents = documents;
        this.signatures = signatures;
        this.notices = notices;
        this.timeline = timeline;
        this.process = process;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Puts an examined voucher into the act of its protocol and mobility centre that is still to be sent, or was returned;
     * when there is none, it begins one and its procedure. The same voucher again gives the same act.
     *
     * @return the act's number
     * @throws Problem {@code settlement.no-protocol}
     */
    @Transactional
    public String handOver(String voucher) {
        var already = actOf(voucher);
        if (already.isPresent()) {
            return already.get();
        }
        var protocol = protocols.lockOf(voucher);
        var record = vouchers.get(voucher);
        var joined = acts.lock(protocol, record.region()).stream()
                .filter(known ->
                        known.state() == ServicesAct.State.DRAFT || known.state() == ServicesAct.State.RETURNED)
                .findFirst();
        var act = joined.map(ActTable.Locked::number).orElseGet(() -> begin(protocol, record.region()));
        acts.add(new ActNumber(act), new VoucherNumber(voucher));
        if (joined.isEmpty()) {
            process.start(act);
        } else if (joined.get().state() == ServicesAct.State.DRAFT) {
            // What was formed without this holder is no longer the act. A returned edition stays as it was sent.
            acts.discardFormed(act);
        }
        timeline.add(record.application(), "settlement.handed-to-act", "cl. 16", act);
        return act;
    }

    /**
     * The act of that number.
     *
     * @throws Problem {@code settlement.act-unknown}
     */
    public ServicesAct get(String number) {
        return find(number).orElseThrow(() -> unknown(number));
    }

    public Optional<ServicesAct> find(String number) {
        return acts.find(number);
    }

    /**
     * The acts of the protocol that the centre signed under that number in that year: one per mobility centre, and a
     * further one for holders who were recorded after that was sent.
     */
    public List<String> ofProtocol(String recognitionCentre, String protocol, int year) {
        return acts.ofProtocol(recognitionCentre, protocol, year);
    }

    /**
     * The acts of the same protocol and mobility centre that were begun before that one, oldest first: none of its holders
     * stands in them. Empty for the first act.
     */
    public List<String> earlier(String number) {
        return acts.earlier(number);
    }

    /** The act that this voucher was handed over to. */
    public Optional<String> actOf(String voucher) {
        return acts.actOf(voucher);
    }

    /**
     * Forms the act's PDF, whose bytes the centre signs, and freezes the amounts of its lines. As long as nothing has
     * changed, the same file is given again; a sent act keeps its file for ever.
     *
     * @return the stored file
     * @throws Problem {@code settlement.act-unknown}, {@code settlement.act-emptied}, {@code law.mci-unknown} while the index is not known by which it
     *     would have to be reckoned
     */
    @Transactional
    public UUID form(String number) {
        var state = lock(number);
        var act = get(number);
        var current = act.current();
        // What has changed since a draft was formed is signed as it is now: nobody could accept it otherwise (cl. 17).
        if (current.document() != null && !(state == ServicesAct.State.DRAFT && amounts.haveChanged(act))) {
            return current.document();
        }
        if (state == ServicesAct.State.EMPTIED) {
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.act-emptied", number);
        }
        if (state != ServicesAct.State.DRAFT) {
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.act-already-sent", act.protocol());
        }
        var today = clock.today();
        // Before the amounts: they may follow the day on which the act is formed.
        acts.formedOn(number, current.edition(), today);
        var content = lines.reckonedNow(number);
        amounts.freeze(number, current.edition(), content);
        var pdf = actDocument.render(number, current.edition(), today, customer(act), centre(act), content);
        var stored = documents.store(
                number,
                DOCUMENT_KIND,
                number + (current.edition() == 1 ? "" : "-" + current.edition()) + ".pdf",
                "application/pdf",
                new ByteArrayInputStream(pdf));
        acts.document(
                number,
                current.edition(),
                stored.id(),
                content.stream().mapToLong(line -> line.amounts().service()).sum());
        return stored.id();
    }

    /** The PDF of the newest edition that was formed, for who only reads: nothing is formed by it. */
    public Optional<UUID> formed(String number) {
        return acts.formed(number);
    }

    /** The PDF of the act's current edition, formed when it is not yet. */
    public byte[] document(String number) {
        return documents.content(transaction.execute(status -> form(number)));
    }

    /**
     * Receives the centre's signature over the formed PDF: verified without a connection, then recorded, and the act
     * goes to the mobility centre. The same signature again gives the same answer until the act is decided.
     *
     * @param cms CMS as DER, PEM or base64, attached or detached
     * @throws Problem {@code signature.…}, {@code settlement.wrong-signer} when the certificate is not of the centre's
     *     organisation, {@code settlement.act-not-formed}, {@code settlement.act-already-signed}
     */
    public ServicesAct sign(String number, byte[] cms) {
        var act = get(number);
        var document = act.current().document();
        if (document == null) {
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.act-not-formed", number);
        }
        var evidence = signatures.verify(number, documents.content(document), cms);
        if (!centre(act).bin().equals(evidence.bin())) {
            throw signatures.refused(number, evidence, Problem.of(Problem.Kind.FORBIDDEN, "settlement.wrong-signer"));
        }
        transaction.executeWithoutResult(status -> receive(number, document, evidence));
        return get(number);
    }

    private void receive(String number, UUID document, Signatures.Evidence evidence) {
        var state = lock(number);
        var act = get(number);
        if (state == ServicesAct.State.SENT && isSame(act.current().sentBy(), evidence)) {
            return;
        }
        if (state != ServicesAct.State.DRAFT) {
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.act-already-signed", number);
        }
        if (!document.equals(act.current().document()) || amounts.haveChanged(act)) {
            // Another holder joined, the protocol was corrected, or another index counts since the document was read.
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.act-changed", number);
        }
        signatures.keep(number, evidence);
        acts.received(number, act.current().edition(), clock.now(), signed(evidence));
        acts.state(number, ServicesAct.State.SENT);
        notices.tell(Place.mobilityCentre(act.region()), number, "settlement.act-received", edition(act), number);
        tellApplications(number, "settlement.act-received", "cl. 16", number);
        process.actSigned(number);
    }

    /**
     * Makes sure that the act was sent with a verified signature: nobody completes that step without one.
     *
     * @throws Problem {@code settlement.act-not-signed}
     */
    public void sent(String number) {
        if (get(number).state() != ServicesAct.State.SENT) {
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.act-not-signed", number);
        }
    }

    /**
     * Receives the mobility centre's signature over the very document that the recognition centre signed: verified
     * without a connection, then recorded, and by it the act is accepted (cl. 17). The same signature again gives the
     * same answer.
     *
     * @param cms CMS as DER, PEM or base64, attached or detached
     * @throws Problem {@code signature.…}, {@code settlement.wrong-acceptor} when the certificate is not of the mobility
     *     centre's organisation, {@code settlement.same-signer} when the person signed it for the recognition centre, too,
     *     {@code settlement.act-not-received}, {@code settlement.act-already-accepted}, {@code
     *     settlement.edition-changed}
     */
    public ServicesAct accept(String number, byte[] cms) {
        var received = get(number);
        var document = received.current().document();
        if (document == null || received.current().receivedAt() == null) {
            throw notReceived(number);
        }
        var evidence = signatures.verify(number, documents.content(document), cms);
        if (!customer(received).bin().equals(evidence.bin())) {
            throw signatures.refused(number, evidence, Problem.of(Problem.Kind.FORBIDDEN, "settlement.wrong-acceptor"));
        }
        transaction.executeWithoutResult(status -> accept(number, document, evidence));
        return get(number);
    }

    private void accept(String number, UUID document, Signatures.Evidence evidence) {
        var state = lock(number);
        var act = get(number);
        if (isSame(act.current().acceptedBy(), evidence)) {
            return;
        }
        requireReceived(number, state);
        if (!document.equals(act.current().document())) {
            // It was returned and came anew while the signature was on its way.
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.edition-changed", number);
        }
        var sent = act.current().sentBy();
        if (sent != null
                && signatures.of(number).stream()
                        .anyMatch(kept -> kept.fingerprint().equals(sent.fingerprint())
                                && kept.iin().equals(evidence.iin()))) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "settlement.same-signer");
        }
        signatures.keep(number, evidence);
        acts.acceptedBy(number, act.current().edition(), signed(evidence));
        process.actAccepted(number);
    }

    /**
     * The mobility centre returns the edition that it has read (cl. 17); the same as completing the task for it.
     *
     * @throws Problem {@code settlement.edition-changed} when another edition has come since, {@code
     *     settlement.remarks-missing}, {@code settlement.act-not-received}, {@code settlement.act-already-accepted}
     */
    @Transactional
    public void giveBack(String number, int edition, String remarks) {
        var state = lock(number);
        requireEdition(number, edition);
        requireReceived(number, state);
        process.actReturned(number, remarks);
    }

    /**
     * The mobility centre returns an edition whose amounts are others by now, so that it is formed and signed anew (cl. 16,
     * 17); the remark says so to each reader in his language.
     *
     * @throws Problem {@code settlement.amounts-unchanged} when it can be accepted as it is, otherwise as {@link
     *     #giveBack}
     */
    @Transactional
    public void giveBackToFormAnew(String number, int edition) {
        lock(number);
        requireEdition(number, edition);
        if (amounts.changes(get(number)).isEmpty()) {
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.amounts-unchanged", number);
        }
        giveBack(number, edition, Remarks.AMOUNTS_CHANGED);
    }

    /**
     * Makes sure that an officer decides about the edition that he has read.
     *
     * @throws Problem {@code settlement.edition-changed}
     */
    public void requireEdition(String number, int edition) {
        if (get(number).current().edition() != edition) {
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.edition-changed", number);
        }
    }

    private static void requireReceived(String number, ServicesAct.State state) {
        if (state == ServicesAct.State.ACCEPTED) {
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.act-already-accepted", number);
        }
        if (state != ServicesAct.State.SENT) {
            throw notReceived(number);
        }
    }

    /**
     * The mobility centre accepts the act, or returns it with remarks (cl. 17). The same decision again gives the same
     * answer. Nobody accepts without the mobility centre's verified signature.
     *
     * @param decision {@code accept} or {@code return}
     * @return whether it was accepted
     * @throws Problem {@code settlement.decision-unknown}, {@code settlement.remarks-missing}, {@code
     *     settlement.act-not-received}, {@code settlement.act-already-decided}, {@code
     *     settlement.acceptance-not-signed}, {@code settlement.amounts-changed} when it would be paid otherwise than it
     *     was signed: then it is returned and formed anew
     */
    @Transactional
    public boolean decide(String number, @Nullable String decision, @Nullable String remarks) {
        var wanted = decision(decision);
        var text = remarks == null ? "" : remarks.strip();
        if (wanted == ServicesAct.Decision.RETURN && (text.isEmpty() || text.length() > LONGEST_REMARKS)) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "settlement.remarks-missing")
                    .with("remarks", text.isEmpty() ? "settlement.missing" : "settlement.too-long", LONGEST_REMARKS);
        }
        var state = lock(number);
        var act = get(number);
        if (act.current().decision() != null) {
            if (act.current().decision() != wanted) {
                throw Problem.of(Problem.Kind.CONFLICT, "settlement.act-already-decided", number);
            }
            return wanted == ServicesAct.Decision.ACCEPT;
        }
        if (state != ServicesAct.State.SENT) {
            throw notReceived(number);
        }
        if (wanted == ServicesAct.Decision.ACCEPT && act.current().acceptedBy() == null) {
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.acceptance-not-signed", number);
        }
        if (wanted == ServicesAct.Decision.ACCEPT) {
            amounts.requireUnchanged(act);
        }
        acts.decision(
                number,
                act.current().edition(),
                wanted,
                clock.now(),
                wanted == ServicesAct.Decision.RETURN ? text : null);
        if (wanted == ServicesAct.Decision.RETURN) {
            acts.state(number, ServicesAct.State.RETURNED);
            return false;
        }
        acts.state(number, ServicesAct.State.ACCEPTED);
        notices.tell(
                Place.recognitionCentre(act.recognitionCentre()),
                number,
                "settlement.act-accepted",
                edition(act),
                number);
        tellApplications(number, "settlement.act-accepted", "cl. 17", number);
        return true;
    }

    /** Begins the next edition of a returned act and tells the centre what is wrong; again does nothing. */
    @Transactional
    public void returned(String number) {
        if (lock(number) != ServicesAct.State.RETURNED) {
            return;
        }
        var act = get(number);
        acts.beginEdition(number, act.current().edition() + 1);
        notices.tell(
                Place.recognitionCentre(act.recognitionCentre()),
                number,
                "settlement.act-returned",
                edition(act),
                number,
                Remarks.later(act.current().remarks()));
        tellApplications(number, "settlement.act-returned", "cl. 17", number);
    }

    void tellApplications(String number, String code, String clause, Object... arguments) {
        lines.applications(number).forEach(application -> timeline.add(application, code, clause, arguments));
    }

    public Catalogue.RecognitionCentre centre(ServicesAct act) {
        return catalogue
                .recognitionCentre(act.recognitionCentre())
                .orElseThrow(() -> Problem.of(
                        Problem.Kind.UNAVAILABLE, "settlement.recognition-centre-unknown", act.recognitionCentre()));
    }

    public Catalogue.MobilityCentre customer(ServicesAct act) {
        return catalogue
                .mobilityCentre(act.region())
                .orElseThrow(
                        () -> Problem.of(Problem.Kind.UNAVAILABLE, "settlement.mobility-centre-unknown", act.region()));
    }

    /** Locks the act's row to the end of the transaction. */
    public ServicesAct.State lock(String number) {
        return acts.lock(number).orElseThrow(() -> unknown(number));
    }

    private String begin(long protocol, String region) {
        var number = RecordNumber.of(RecordNumber.Kind.ACT, clock.today().getYear(), region, acts.nextNumber())
                .toString();
        acts.insert(number, protocol, region, clock.now());
        return number;
    }

    private static ServicesAct.Decision decision(@Nullable String text) {
        try {
            return ServicesAct.Decision.valueOf(text == null ? "" : text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "settlement.decision-unknown")
                    .with("decision", "settlement.decision-unknown");
        }
    }

    private static String edition(ServicesAct act) {
        return String.valueOf(act.current().edition());
    }

    private static boolean isSame(ServicesAct.@Nullable Signed signed, Signatures.Evidence evidence) {
        return signed != null && signed.fingerprint().equals(evidence.fingerprint());
    }

    private static ServicesAct.Signed signed(Signatures.Evidence evidence) {
        return new ServicesAct.Signed(evidence.signerName(), evidence.fingerprint());
    }

    private static Problem notReceived(String number) {
        return Problem.of(Problem.Kind.CONFLICT, "settlement.act-not-received", number);
    }

    private static Problem unknown(String number) {
        return Problem.of(Problem.Kind.NOT_FOUND, "settlement.act-unknown", number);
    }
}
