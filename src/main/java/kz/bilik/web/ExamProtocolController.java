package kz.bilik.web;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.Protocols;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A recognition centre records an exam protocol for all its holders at once (cl. 16). */
@RestController
@Tag(name = "Exam protocols")
class ExamProtocolController {

    /** The protocol as recorded, and the services acts that it led to, one per mobility centre. */
    record Recorded(Protocols.Protocol protocol, List<String> acts) {}

    private final Protocols protocols;
    private final Acts acts;

    ExamProtocolController(Protocols protocols, Acts acts) {
        this.protocols = protocols;
        this.acts = acts;
    }

    /** Records it; the same protocol again gives the same answer. */
    @PostMapping("/api/exam-protocols")
    Recorded record(@RequestBody Protocols.ProtocolData data, ApiCaller caller) {
        var protocol = protocols.record(caller.requireRecognitionCentre(), data);
        return new Recorded(protocol, acts.ofProtocol(protocol.recognitionCentre(), protocol.number()));
    }
}
