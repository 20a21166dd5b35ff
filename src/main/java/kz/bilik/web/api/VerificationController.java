package kz.bilik.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import kz.bilik.language.Language;
import kz.bilik.problem.Problem;
import kz.bilik.voucher.Voucher;
import kz.bilik.voucher.VoucherVerification;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;

/** Lets anybody who was shown a voucher find out whether it is genuine (cl. 10.1); names no person. */
@RestController
@Tag(name = "Verification", description = "Whether a voucher is genuine; open to everybody")
@RequestMapping("/api/verifications")
class VerificationController {

    /**
     * The answer.
     *
     * @param genuine whether document and seal are the mobility centre's, unchanged
     * @param superseded whether a later edition exists; {@code lastDay} is today's in any case
     * @param usable whether the voucher could be used today
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VerificationAnswer(
            boolean genuine,
            VoucherVerification.Result result,
            @Nullable String number,
            @Nullable Integer edition,
            @Nullable Boolean superseded,
            Voucher.@Nullable State state,
            @Nullable Boolean usable,
            @Nullable LocalDate issuedOn,
            @Nullable LocalDate lastDay,
            @Nullable String recognitionCentreName) {}

    private final VoucherVerification verification;

    VerificationController(VoucherVerification verification) {
        this.verification = verification;
    }

    /** Takes the PDF and its detached seal, exactly as the holder's cabinet gives them out. */
    @Operation(
            summary = "Is this voucher genuine?",
            description =
                    "Takes the PDF and its detached seal exactly as the holder's cabinet gives them out (cl. 10.1). Names no person. Also a voucher that is not genuine is answered with 200.")
    @Described(
            answers = {"200 The verdict, and for a genuine one whether it could be used today"},
            refusals = {"400 voucher.document-missing"})
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    VerificationAnswer verify(
            @DescribedPart(value = "The voucher", type = "application/pdf", example = "V-2026-75-000001.pdf")
                    @RequestPart("document")
                    byte[] document,
            @DescribedPart(
                            value = "Its seal",
                            type = "application/pkcs7-signature",
                            example = "V-2026-75-000001.pdf.p7s")
                    @RequestPart("seal")
                    byte[] seal,
            Language language) {
        if (document.length == 0 || seal.length == 0) {
            throw Problem.of(Problem.Kind.MALFORMED, "voucher.document-missing");
        }
        var verdict = verification.verify(document, seal);
        var facts = verdict.facts();
        if (facts == null) {
            return new VerificationAnswer(false, verdict.result(), null, null, null, null, null, null, null, null);
        }
        return new VerificationAnswer(
                true,
                verdict.result(),
                facts.number(),
                facts.edition(),
                facts.superseded(),
                facts.state(),
                facts.validToday(),
                facts.issuedOn(),
                facts.lastDay(),
                facts.recognitionCentre().in(language));
    }
}
