package kz.bilik.web.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
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
     */
    record Recorded(ExamProtocol protocol, List<String> acts) {}

    private final Protocols protocols;
    private final Acts acts;

    ExamProtocolController(Protocols protocols, Acts acts) {
        this.protocols = protocols;
        this.acts = acts;
    }

    /** Records it; the same protocol again gives the same answer. */
    @PostMapping("/api/exam-protocols")
    Recorded record(@RequestBody ExamProtocol.Sent data, ApiCaller caller) {
        return recorded(protocols.record(caller.requireRecognitionCentre(), data));
    }

    /** Corrects it while each act that says so is still to be sent, or was returned; the holders stay the same. */
    @PutMapping("/api/exam-protocols")
    Recorded correct(@RequestBody ExamProtocol.Sent data, ApiCaller caller) {
        return recorded(protocols.correct(caller.requireRecognitionCentre(), caller.name(), data));
    }

    private Recorded recorded(ExamProtocol protocol) {
        return new Recorded(
                protocol,
                acts.ofProtocol(
                        protocol.recognitionCentre(),
                        protocol.number(),
                        protocol.signedOn().getYear()));
    }
}
