package kz.bilik.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import kz.bilik.application.RefusalVerification;
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

/**
 * Lets anybody who was shown a voucher (cl. 10.1) or a document of refusal (cl. 3.3, 8, 9) find out whether it is genuine; names
 * no person.
 */
@RestController
@Tag(name = "Verification", description = "Whether a voucher or a document of refusal is genuine; open to everybody")
@RequestMapping("/api/verifications")
class VerificationController {

    /** What it is that was shown. */
    enum Kind {
        VOUCHER,
        REFUSAL
    }

    /**
     * The answer; of a voucher or of a refusal, each its own facts.
     *
     * @param genuine whether document and seal are the mobility centre's, unchanged
     * @param number of the voucher, or of the application that was refused
     * @param superseded whether a later edition exists; {@code lastDay} is today's in any case
     * @param usable whether the voucher could be used today
     * @param inForce whether the application is still refused for these grounds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VerificationAnswer(
            boolean genuine,
            VoucherVerification.Result result,
            @Nullable Kind kind,
            @Nullable String number,
            @Nullable Integer edition,
            @Nullable Boolean superseded,
            Voucher.@Nullable State state,
            @Nullable Boolean usable,
            @Nullable LocalDate issuedOn,
            @Nullable LocalDate lastDay,
            @Nullable String recognitionCentreName,
            @Nullable LocalDate refusedOn,
            @Nullable Boolean inForce) {

        static VerificationAnswer no(VoucherVerification.Result result) {
            return new VerificationAnswer(
                    false, result, null, null, null, null, null, null, null, null, null, null, null);
        }
    }

    private final VoucherVerification vouchers;
    private final RefusalVerification refusals;

    VerificationController(VoucherVerification vouchers, RefusalVerification refusals) {
        this.vouchers = vouchers;
        this.refusals = refusals;
    }

    /** Takes the PDF and its detached seal, exactly as the cabinet gives them out. */
    @Operation(
            summary = "Is this voucher or this document of refusal genuine?",
            description =
                    "Takes the PDF and its detached seal exactly as the cabinet gives them out (cl. 10.1; cl. 3.3, 8, 9). Names no person. Also a document that is not genuine is answered with 200.")
    @Described(
            answers = {
                "200 The verdict; for a genuine voucher whether it could be used today, for a genuine refusal whether it is in force"
            },
            refusals = {"400 voucher.document-missing"})
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    VerificationAnswer verify(
            @DescribedPart(
                            value = "The voucher or the document of refusal",
                            type = "application/pdf",
                            example = "V-2026-75-000001.pdf")
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
        var voucher = vouchers.verify(document, seal);
        return voucher.result() == VoucherVerification.Result.DOCUMENT_UNKNOWN
                ? of(refusals.verify(document, seal))
                : of(voucher, language);
    }

    private static VerificationAnswer of(VoucherVerification.Verdict verdict, Language language) {
        var facts = verdict.facts();
        return facts == null
                ? VerificationAnswer.no(verdict.result())
                : new VerificationAnswer(
                        true,
                        verdict.result(),
                        Kind.VOUCHER,
                        facts.number(),
                        facts.edition(),
                        facts.superseded(),
                        facts.state(),
                        facts.validToday(),
                        facts.issuedOn(),
                        facts.lastDay(),
                        facts.recognitionCentre().in(language),
                        null,
                        null);
    }

    private static VerificationAnswer of(RefusalVerification.Verdict verdict) {
        var facts = verdict.facts();
        var result = VoucherVerification.Result.valueOf(verdict.result().name());
        return facts == null
                ? VerificationAnswer.no(result)
                : new VerificationAnswer(
                        true,
                        result,
                        Kind.REFUSAL,
                        facts.number(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        facts.refusedOn(),
                        facts.inForce());
    }
}
