package kz.bilik.web.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import kz.bilik.language.Language;
import kz.bilik.settlement.ActWords;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ExamProtocol;
import kz.bilik.settlement.Protocols;
import kz.bilik.web.door.ApiCaller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A recognition centre records an exam protocol for all its holders at once, and corrects it (cl. 16). */
@RestController
@Tag(name = "Exam protocols", description = "What the exam commission signed, for all its holders at once (cl. 16)")
class ExamProtocolController {

    /**
     * The protocol as recorded, and the services acts that it led to: one per mobility centre, and a further one for
     * holders who were recorded after that was sent.
     *
     * @param warnings what is unusual about the exam; it is recorded all the same
     */
    record Recorded(ExamProtocol protocol, List<String> acts, List<ExamProtocol.Warning> warnings) {}

    private final Protocols protocols;
    private final Acts acts;
    private final ActWords words;

    ExamProtocolController(Protocols protocols, Acts acts, ActWords words) {
        this.protocols = protocols;
        this.acts = acts;
        this.words = words;
    }

    /** Records it; the same protocol again gives the same answer. */
    @Operation(
            summary = "Record an exam protocol",
            description =
                    "A recognition centre records what its commission signed, for holders of its own whom it had admitted. The services acts, one per mobility centre, are formed from it: within three working days they are to be signed and sent. The same protocol again gives the same answer.")
    @Described(
            answers = {"200 The protocol, the acts that it led to, and what is unusual about the exam"},
            refusals = {
                "403 web.centre-missing",
                "409 settlement.protocol-differs settlement.voucher-not-in-use settlement.person-named-twice",
                "422 settlement.protocol-wrong"
            },
            body = "The protocol as the commission signed it",
            example =
                    """
                    {"number": "17", "signedOn": "2026-09-14", "examHeldOn": "2026-09-14", "region": "KZ-75",
                     "holders": [{"voucher": "V-2026-75-000001", "result": "RECOGNISED"}]}""")
    @PostMapping("/api/exam-protocols")
    Recorded record(@RequestBody ExamProtocol.Sent data, ApiCaller caller, Language language) {
        var centre = caller.requireRecognitionCentre();
        return recorded(SentTwice.orAgain(() -> protocols.record(centre, data)), language);
    }

    /** Corrects it while each act that says so is still to be sent, or was returned; the holders stay the same. */
    @Operation(
            summary = "Correct an exam protocol",
            description =
                    "While each act that says so is still to be sent, or was returned; the holders stay the same.")
    @Described(
            answers = {"200 The protocol as corrected, and its acts"},
            refusals = {
                "403 web.centre-missing",
                "404 settlement.protocol-unknown",
                "409 settlement.act-already-sent settlement.holders-differ settlement.no-protocol",
                "422 settlement.protocol-wrong"
            },
            body = "The whole protocol as it should be; it is found by its number and the year of its signing",
            example =
                    """
                    {"number": "17", "signedOn": "2026-09-14", "examHeldOn": "2026-09-14", "region": "KZ-75",
                     "holders": [{"voucher": "V-2026-75-000001", "result": "RECOGNISED"}]}""")
    @PutMapping("/api/exam-protocols")
    Recorded correct(@RequestBody ExamProtocol.Sent data, ApiCaller caller, Language language) {
        var centre = caller.requireRecognitionCentre();
        return recorded(SentTwice.orAgain(() -> protocols.correct(centre, caller.name(), data)), language);
    }

    private Recorded recorded(ExamProtocol protocol, Language language) {
        return new Recorded(
                protocol,
                acts.ofProtocol(
                        protocol.recognitionCentre(),
                        protocol.number(),
                        protocol.signedOn().getYear()),
                words.warnings(protocol, language));
    }
}
