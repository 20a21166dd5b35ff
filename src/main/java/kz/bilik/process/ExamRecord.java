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

    /** What completes the task of a holder whose protocol the cabinet's call has just checked and recorded as a whole. */
    static final Map<String, Object> RECORDED = Map.of("examHeld", "yes");

    private static final String[] PROTOCOL = {"protocolNumber", "protocolSignedOn", "examHeldOn", "examRegion", "result"
    };

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
                if (submitted.isEmpty(PROTOCOL) && protocols.isRecorded(voucher)) {
                    yield true;
                }
                submitted.requireAll(PROTOCOL);
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
