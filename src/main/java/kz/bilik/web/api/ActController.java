package kz.bilik.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import kz.bilik.language.Language;
import kz.bilik.problem.Problem;
import kz.bilik.settlement.ActCopy;
import kz.bilik.settlement.ActWords;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ServicesAct;
import kz.bilik.settlement.SettlementDeadlines;
import kz.bilik.web.answer.Download;
import kz.bilik.web.door.ApiCaller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Services acts through the API: the contractor reads, signs and sends its own ones (cl. 16); others do not see them. */
@RestController
@Tag(name = "Services acts", description = "Appendix 2: reading, signing and sending (cl. 16)")
@RequestMapping("/api/acts/{number}")
public class ActController {

    /** A CMS is a few kilobytes; an attached one holds the act as well. */
    private static final int LARGEST_SIGNATURE = 4 * 1024 * 1024;

    /**
     * Days in ISO 8601, money in whole tenge.
     *
     * @param earlierActs of the same protocol and mobility centre, oldest first; none of the vouchers stands in them
     * @param sendBy cl. 16: the last day to send it, while it is not sent
     * @param payBy cl. 17: the last day to pay, once it was received
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ActAnswer(
            String number,
            String recognitionCentre,
            String region,
            String protocol,
            List<String> earlierActs,
            ServicesAct.State state,
            @Nullable LocalDate sendBy,
            @Nullable LocalDate payBy,
            List<EditionAnswer> editions,
            List<String> vouchers) {}

    /**
     * One edition: what it asks for, when it came, what became of it.
     *
     * @param sentBy the name in the certificate that signed it for the recognition centre (cl. 16)
     * @param acceptedBy the name in the certificate that accepted it for the mobility centre (cl. 17)
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EditionAnswer(
            int edition,
            @Nullable LocalDate formedOn,
            @Nullable Long total,
            @Nullable OffsetDateTime receivedAt,
            ServicesAct.@Nullable Decision decision,
            @Nullable OffsetDateTime decidedAt,
            @Nullable String remarks,
            @Nullable String sentBy,
            @Nullable String acceptedBy) {}

    private final Acts acts;
    private final ActWords words;
    private final ActCopy copy;
    private final SettlementDeadlines deadlines;

    ActController(Acts acts, ActWords words, ActCopy copy, SettlementDeadlines deadlines) {
        this.acts = acts;
        this.words = words;
        this.copy = copy;
        this.deadlines = deadlines;
    }

    @Operation(
            summary = "Read a services act",
            description =
                    "State, the last day to send it or to pay it, its editions and the vouchers in it; for the recognition centre that formed it.")
    @Described(
            answers = {"200 The act as it stands"},
            refusals = {"404 settlement.act-unknown"})
    @GetMapping
    ActAnswer get(@PathVariable String number, ApiCaller caller, Language language) {
        return answer(own(number, caller), language);
    }

    /** The PDF of Appendix 2, formed now unless it is; exactly these bytes are to be signed. */
    @Operation(
            summary = "The act as a document",
            description = "The PDF of Appendix 2, formed now unless it is. Exactly these bytes are to be signed.")
    @Described(
            answers = {"200 The act as a PDF"},
            refusals = {
                "404 settlement.act-unknown",
                "409 settlement.act-emptied settlement.amounts-changed",
                "503 law.mci-unknown settlement.mobility-centre-unknown settlement.recognition-centre-unknown settlement.profession-unknown"
            },
            file = "application/pdf")
    @GetMapping(value = "/document", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> document(@PathVariable String number, ApiCaller caller) {
        var act = own(number, caller).number();
        return Download.shown(MediaType.APPLICATION_PDF, act + ".pdf").body(acts.document(act));
    }

    /**
     * A copy for printing of the act that was signed, with a sheet of signatures in the language of the request; the signed
     * document itself stays at {@code /document}.
     */
    @Operation(
            summary = "A copy of the act for printing",
            description =
                    "The act that was signed, said to be a copy, with a sheet of its signatures: who, for whom, certificate, when, verdict. The signed document itself stays at /document.")
    @Described(
            answers = {"200 The copy as a PDF"},
            refusals = {"404 settlement.act-unknown", "409 settlement.act-not-received"},
            file = "application/pdf")
    @GetMapping(value = "/copy", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> copy(@PathVariable String number, ApiCaller caller, Language language) {
        var act = own(number, caller).number();
        return Download.shown(MediaType.APPLICATION_PDF, act + "-copy.pdf").body(copy.of(act, language));
    }

    /** Receives the signature of the document: CMS as DER, PEM or base64, attached or detached, as the whole body. */
    @Operation(
            summary = "Sign and send the act",
            description =
                    "Receives the signature of the centre's head over the document (cl. 16): it is sent to the mobility centre by that. The same signature again gives the same answer.")
    @Described(
            answers = {"200 The act, sent"},
            refusals = {
                "403 settlement.wrong-signer",
                "404 settlement.act-unknown",
                "409 settlement.act-not-formed settlement.act-already-signed settlement.act-already-sent settlement.act-changed settlement.amounts-changed settlement.act-emptied",
                SignatureRefusals.MALFORMED,
                SignatureRefusals.TOO_LARGE,
                SignatureRefusals.UNPROCESSABLE,
                SignatureRefusals.UNKNOWN
            },
            body = "The signature as the whole body: CMS as DER, PEM or base64, detached or attached",
            bodyType = "application/pkcs7-signature",
            example = "ACT-2026-75-000001.pdf.p7s")
    @PostMapping(value = "/signature", consumes = MediaType.ALL_VALUE)
    ActAnswer sign(@PathVariable String number, InputStream signature, ApiCaller caller, Language language)
            throws IOException {
        own(number, caller);
        var cms = signature.readNBytes(LARGEST_SIGNATURE + 1);
        if (cms.length > LARGEST_SIGNATURE) {
            throw Problem.of(Problem.Kind.TOO_LARGE, "web.too-large");
        }
        return answer(SentTwice.orAgain(() -> acts.sign(number, cms)), language);
    }

    private ServicesAct own(String number, ApiCaller caller) {
        return acts.find(number)
                .filter(act -> caller.isRecognitionCentre(act.recognitionCentre()))
                .orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "settlement.act-unknown", number));
    }

    private static @Nullable String name(ServicesAct.@Nullable Signed signed) {
        return signed == null ? null : signed.name();
    }

    private ActAnswer answer(ServicesAct act, Language language) {
        return new ActAnswer(
                act.number(),
                act.recognitionCentre(),
                act.region(),
                act.protocol(),
                acts.earlier(act.number()),
                act.state(),
                act.state() == ServicesAct.State.DRAFT
                        ? deadlines.act(act.number()).due()
                        : null,
                act.current().receivedAt() == null
                        ? null
                        : deadlines.payment(act.number()).due(),
                act.editions().stream()
                        .map(edition -> new EditionAnswer(
                                edition.edition(),
                                edition.formedOn(),
                                edition.total(),
                                edition.receivedAt(),
                                edition.decision(),
                                edition.decidedAt(),
                                edition.remarks() == null ? null : words.inWords(edition.remarks(), language),
                                name(edition.sentBy()),
                                name(edition.acceptedBy())))
                        .toList(),
                act.vouchers());
    }
}
