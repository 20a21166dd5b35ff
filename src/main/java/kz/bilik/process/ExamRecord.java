package kz.bilik.process;

import java.util.Map;
import kz.bilik.problem.Problem;
import kz.bilik.process.task.Submission;
import kz.bilik.settlement.ExamProtocol;
import kz.bilik.settlement.Protocols;
import kz.bilik.voucher.VoucherNumber;
import kz.bilik.voucher.VoucherUse;
import org.springframework.stereotype.Component;

/**
 * The one task whose answers concern two modules: that the exam was held is the settlement's record (its protocol), that
 * it was not is the voucher's.
 */
@Component
class ExamRecord {

    private final Protocols protocols;
    private final VoucherUse use;

    ExamRecord(Protocols protocols, VoucherUse use) {
        this.protocols = protocols;
        this.use = use;
    }

    /** Records the submission; answers whether the exam was held. */
    boolean record(Submission submitted) {
        var voucher = new VoucherNumber(submitted.reference("voucherNumber"));
        return switch (submitted.choice("examHeld")) {
            case "yes" -> {
                submitted.requireAll("protocolNumber", "protocolSignedOn", "examHeldOn", "examRegion", "result");
                protocols.holderExamined(
                        voucher,
                        submitted.text("protocolNumber"),
                        submitted.day("protocolSignedOn"),
                        submitted.day("examHeldOn"),
                        submitted.text("examRegion"),
                        result(submitted.text("result")));
                yield true;
            }
            case "no" -> {
                use.examNotHeld(voucher.text(), submitted.text("cause"), submitted.text("reason"));
                yield false;
            }
            default -> throw unknown("examHeld");
        };
    }

    /** The submission that says what the protocol says of that voucher: the cabinet's call completes the same task. */
    static Map<String, Object> submission(ExamProtocol protocol, String voucher) {
        var result = protocol.holders().stream()
                .filter(holder -> holder.voucher().equals(voucher))
                .findFirst()
                .orElseThrow()
                .result();
        return Map.of(
                "examHeld", "yes",
                "protocolNumber", protocol.number(),
                "protocolSignedOn", protocol.signedOn().toString(),
                "examHeldOn", protocol.examHeldOn().toString(),
                "examRegion", protocol.region(),
                "result", result.name());
    }

    private static ExamProtocol.Result result(String text) {
        for (var result : ExamProtocol.Result.values()) {
            if (result.name().equals(text)) {
                return result;
            }
        }
        throw unknown("result");
    }

    private static Problem unknown(String field) {
        return Problem.of(Problem.Kind.UNPROCESSABLE, "task.incomplete").with(field, "task.decision-unknown");
    }
}
