package kz.bilik.web.api;

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
@Tag(name = "Exam protocols")
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
    @PostMapping("/api/exam-protocols")
    Recorded record(@RequestBody ExamProtocol.Sent data, ApiCaller caller, Language language) {
        var centre = caller.requireRecognitionCentre();
        return recorded(SentTwice.orAgain(() -> protocols.record(centre, data)), language);
    }

    /** Corrects it while each act that says so is still to be sent, or was returned; the holders stay the same. */
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
