package kz.bilik.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import kz.bilik.document.Documents;
import kz.bilik.document.Enclosure;
import kz.bilik.identity.Iin;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.voucher.CertificateReceipt;
import kz.bilik.voucher.IncapacityPeriod;
import kz.bilik.voucher.ReceivedCertificate;
import kz.bilik.voucher.SickLeave;
import kz.bilik.voucher.SickLeaveCertificate;
import kz.bilik.voucher.Voucher;
import kz.bilik.voucher.VoucherDocument;
import kz.bilik.voucher.VoucherUse;
import kz.bilik.voucher.VoucherWithdrawal;
import kz.bilik.voucher.VoucherWords;
import kz.bilik.voucher.Vouchers;
import kz.bilik.web.answer.Download;
import kz.bilik.web.door.ApiCaller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * A voucher through the API: its holder reads it, hands in certificates and may give it up (cl. 10-12); the recognition
 * centre named on it admits the holder and says when an exam did not take place. To anybody else it does not exist.
 */
@RestController
@Tag(name = "Vouchers", description = "The voucher, its use, sick leave (cl. 10-13)")
@RequestMapping("/api/vouchers/{number}")
class VoucherController {

    /**
     * Days in ISO 8601, money in whole tenge. What is null is not for this reader; the parts of cl. 14.1 and 15 are null while
     * the monthly calculation index of the day of issue is not known, and {@code partsText} says so.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VoucherAnswer(
            String number,
            String application,
            Voucher.State state,
            String validity,
            LocalDate issuedOn,
            LocalDate lastDay,
            @Nullable LocalDate usedOn,
            String holder,
            String iin,
            String recognitionCentre,
            String recognitionCentreName,
            String profession,
            String professionName,
            String level,
            long price,
            @Nullable Long statePart,
            @Nullable Long holderPart,
            @Nullable String partsText,
            @Nullable List<CertificateAnswer> sickLeaveCertificates,
            @Nullable List<String> useWarnings) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CertificateAnswer(
            UUID id,
            SickLeaveCertificate.Kind kind,
            String series,
            String number,
            List<IncapacityPeriod> periods,
            OffsetDateTime receivedAt,
            SickLeaveCertificate.State state,
            List<String> warnings,
            SickLeaveCertificate.@Nullable Ground ground,
            @Nullable String groundText,
            @Nullable String remark) {}

    /** The part {@code certificate} of an upload. */
    record CertificateRequest(
            SickLeaveCertificate.@Nullable Kind kind,
            @Nullable String series,
            @Nullable String number,
            @Nullable Patient patient,
            @Nullable String organisation,
            @Nullable String doctor,
            @Nullable List<PeriodRequest> periods) {

        record Patient(@Nullable String iin, @Nullable String name) {}

        record PeriodRequest(@Nullable LocalDate from, @Nullable LocalDate to) {}
    }

    /** Why an exam did not take place: {@code NO_SHOW} or {@code CENTRE}, and in words. */
    record ExamNotHeldRequest(@Nullable String cause, @Nullable String reason) {}

    private final Vouchers vouchers;
    private final VoucherDocument voucherDocument;
    private final VoucherWords words;
    private final SickLeave sickLeave;
    private final CertificateReceipt certificateReceipt;
    private final VoucherUse use;
    private final VoucherWithdrawal withdrawal;
    private final Documents documents;
    private final Texts texts;
    private final ObjectReader certificateReader;

    VoucherController(
            Vouchers vouchers,
            VoucherDocument voucherDocument,
            VoucherWords words,
            SickLeave sickLeave,
            CertificateReceipt certificateReceipt,
            VoucherUse use,
            VoucherWithdrawal withdrawal,
            Documents documents,
            Texts texts,
            ObjectMapper json) {
        this.vouchers = vouchers;
        this.voucherDocument = voucherDocument;
        this.words = words;
        this.sickLeave = sickLeave;
        this.certificateReceipt = certificateReceipt;
        this.use = use;
        this.withdrawal = withdrawal;
        this.documents = documents;
        this.texts = texts;
        this.certificateReader = json.readerFor(CertificateRequest.class)
                .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .with(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    @Operation(
            summary = "Read a voucher",
            description =
                    "State, validity in words, who pays what. For its holder and for the recognition centre named on it; to anybody else it does not exist. Certificates of illness are shown to the holder only.")
    @Described(
            answers = {"200 The voucher; what is missing is not for this reader, or not known yet"},
            refusals = {"404 voucher.unknown"})
    @GetMapping
    VoucherAnswer get(@PathVariable String number, ApiCaller caller, Language language) {
        return answer(concerning(number, caller), caller, language);
    }

    /** The sealed PDF in force, with its seal beside it at {@code /document/seal}; for the holder. */
    @Operation(
            summary = "The voucher as a document",
            description =
                    "The sealed PDF in force (cl. 10.1), for the holder. After an extension it is a later edition.")
    @Described(
            answers = {"200 The sealed PDF"},
            refusals = {"404 voucher.unknown"},
            file = "application/pdf")
    @GetMapping("/document")
    ResponseEntity<byte[]> document(@PathVariable String number, ApiCaller caller) {
        mustBeHolder(number, caller);
        return file(voucherDocument.inForce(number).document());
    }

    @Operation(
            summary = "The seal of the document",
            description =
                    "The mobility centre's organisation seal over the PDF: a detached CMS. With both anybody can verify the voucher, here or with OpenSSL.")
    @Described(
            answers = {"200 The seal, CMS in DER"},
            refusals = {"404 voucher.unknown"},
            file = "application/pkcs7-signature")
    @GetMapping("/document/seal")
    ResponseEntity<byte[]> seal(@PathVariable String number, ApiCaller caller) {
        mustBeHolder(number, caller);
        return file(voucherDocument.inForce(number).seal());
    }

    /** Receives a certificate: 201, or 200 when it had been received before (cl. 12). */
    @Operation(
            summary = "Hand in a certificate of temporary incapacity",
            description =
                    "Its data and a copy (cl. 12). The mobility centre decides within a working day of its receipt (cl. 13); until then the voucher does not lapse. What is unusual is a warning for the officer. The same certificate again gives the same answer.")
    @Described(
            answers = {"201 Received; an officer decides on it", "200 This certificate had been received before"},
            refusals = {
                "400 sick-leave.file-missing sick-leave.unreadable",
                "404 voucher.unknown",
                "409 sick-leave.voucher-lapsed voucher.already-used voucher.withdrawn",
                "413 sick-leave.file-too-large",
                "415 sick-leave.file-type",
                "422 sick-leave.incomplete"
            })
    @PostMapping(path = "/sick-leave-certificates", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<CertificateAnswer> receive(
            @PathVariable String number,
            @DescribedPart(
                            value =
                                    "What the sheet or note says: kind, at least one period; as much of the rest as there is",
                            schema = CertificateRequest.class,
                            type = "application/json",
                            example =
                                    """
                                    {"kind": "SHEET", "series": "АА", "number": "0123456",
                                     "patient": {"iin": "920315390109", "name": "Әбдіқадыров Нұрлан Серікұлы"},
                                     "organisation": "Polyclinic No. 5", "doctor": "A. Omarova",
                                     "periods": [{"from": "2026-09-21", "to": "2026-09-25"}]}""")
                    @RequestPart("certificate")
                    byte[] certificate,
            @DescribedPart(
                            value = "The copy: a PDF, JPEG or PNG",
                            type = "application/pdf, image/jpeg, image/png",
                            example = "certificate.pdf")
                    @RequestPart("copy")
                    MultipartFile copy,
            ApiCaller caller,
            Language language) {
        var holder = mustBeHolder(number, caller);
        var fileName = copy.getOriginalFilename();
        var said = certificate(certificate);
        var enclosed =
                new Enclosure(fileName == null || fileName.isBlank() ? "certificate" : fileName, copy.getSize(), copy);
        var receipt = SentTwice.orAgain(() -> certificateReceipt.receive(number, holder, said, enclosed));
        var answer = answer(receipt.certificate(), language);
        return receipt.again()
                ? ResponseEntity.ok(answer)
                : ResponseEntity.created(URI.create("/api/vouchers/" + number)).body(answer);
    }

    /** The centre admits the holder to the exam (cl. 11). */
    @Operation(
            summary = "Admit the holder to the exam",
            description =
                    "The recognition centre has identified the holder and admits him: the voucher is used (cl. 11). Warnings, such as an illness on that day, are in the answer. The same again gives the same answer.")
    @Described(
            answers = {"200 The voucher, used"},
            refusals = {
                "404 voucher.unknown",
                "409 voucher.not-valid voucher.awaits-certificate voucher.another-in-use voucher.another-in-use-elsewhere"
                        + " voucher.already-used voucher.withdrawn"
            })
    @PostMapping("/use")
    VoucherAnswer use(@PathVariable String number, ApiCaller caller, Language language) {
        mustBeCentre(number, caller);
        SentTwice.orDone(
                () -> use.admitThroughCabinet(number),
                () -> vouchers.get(number).state() == Voucher.State.USED);
        return answer(vouchers.get(number), caller, language);
    }

    /** The exam did not take place: the voucher is valid again for what is left, or lapses. */
    @Operation(
            summary = "The exam did not take place",
            description =
                    "By the holder (NO_SHOW) or by the centre (CENTRE). The voucher is valid again for the days that are left, or lapses.")
    @Described(
            answers = {"200 The voucher, valid again or lapsed"},
            refusals = {
                "404 voucher.unknown",
                "409 voucher.not-in-use",
                "422 voucher.cause-missing voucher.cause-unknown voucher.reason-missing voucher.reason-too-long"
            },
            body = "Whose doing it was, and in words why",
            example = "{\"cause\": \"NO_SHOW\", \"reason\": \"The holder did not come\"}")
    @PostMapping("/exam-not-held")
    VoucherAnswer examNotHeld(
            @PathVariable String number, @RequestBody ExamNotHeldRequest request, ApiCaller caller, Language language) {
        mustBeCentre(number, caller);
        SentTwice.orDone(
                () -> use.examNotHeldThroughCabinet(number, request.cause(), request.reason()),
                () -> use.isNotHeld(number, request.cause(), request.reason()));
        return answer(vouchers.get(number), caller, language);
    }

    /** The holder gives the voucher up before its use. */
    @Operation(
            summary = "Give the voucher up",
            description =
                    "The holder gives it up before its use. It counts as received this year. The same again gives the same answer.")
    @Described(
            answers = {"200 The voucher, withdrawn"},
            refusals = {"404 voucher.unknown", "409 voucher.already-used application.not-withdrawable"})
    @PostMapping("/withdrawal")
    VoucherAnswer withdraw(@PathVariable String number, ApiCaller caller, Language language) {
        mustBeHolder(number, caller);
        SentTwice.orDone(
                () -> withdrawal.withdrawThroughCabinet(number),
                () -> vouchers.get(number).state() == Voucher.State.WITHDRAWN);
        return answer(vouchers.get(number), caller, language);
    }

    private Voucher concerning(String number, ApiCaller caller) {
        var voucher = vouchers.get(number);
        if (caller.isRecognitionCentre(voucher.recognitionCentre())
                || caller.isApplicant(vouchers.face(number).holder())) {
            return voucher;
        }
        throw unknown(number);
    }

    private Iin mustBeHolder(String number, ApiCaller caller) {
        var holder = vouchers.face(number).holder();
        if (!caller.isApplicant(holder)) {
            throw unknown(number);
        }
        return holder;
    }

    private void mustBeCentre(String number, ApiCaller caller) {
        if (!caller.isRecognitionCentre(vouchers.get(number).recognitionCentre())) {
            throw unknown(number);
        }
    }

    /** The same answer as for a number that does not exist: whose voucher it is concerns nobody else. */
    private static Problem unknown(String number) {
        return Problem.of(Kind.NOT_FOUND, "voucher.unknown", number);
    }

    private VoucherAnswer answer(Voucher voucher, ApiCaller caller, Language language) {
        var number = voucher.number();
        var face = vouchers.face(number);
        var isHolder = caller.isApplicant(face.holder());
        return new VoucherAnswer(
                number,
                voucher.application(),
                voucher.state(),
                words.validityText(number, language),
                voucher.issuedOn(),
                voucher.lastDay(),
                voucher.usedOn(),
                face.holderName(),
                face.holder().masked(),
                voucher.recognitionCentre(),
                face.recognitionCentre().in(language),
                face.profession(),
                face.professionName().in(language),
                face.level(),
                face.price(),
                face.statePart(),
                face.holderPart(),
                words.partsText(number, language),
                // Illness is nobody's business but the holder's.
                isHolder
                        ? sickLeave.of(number).stream()
                                .map(received -> answer(received, language))
                                .toList()
                        : null,
                // And of the centre before which he stands, as far as it admits him (cl. 12).
                isHolder ? null : words.useWarnings(number, language));
    }

    private CertificateAnswer answer(ReceivedCertificate received, Language language) {
        var ground = received.ground();
        return new CertificateAnswer(
                received.id(),
                received.kind(),
                received.series(),
                received.number(),
                received.periods(),
                received.receivedAt(),
                received.state(),
                words.certificateWarnings(received.id().toString(), language),
                ground,
                ground == null ? null : texts.in(language, ground.textKey()),
                received.remark());
    }

    private SickLeaveCertificate certificate(byte[] part) {
        CertificateRequest request;
        try {
            request = certificateReader.readValue(part);
        } catch (IOException e) {
            throw Problem.of(Kind.MALFORMED, "sick-leave.unreadable");
        }
        if (request == null
                || request.kind() == null
                || request.periods() == null
                || request.periods().stream()
                        .anyMatch(period -> period == null || period.from() == null || period.to() == null)) {
            throw Problem.of(Kind.UNPROCESSABLE, "sick-leave.incomplete");
        }
        return new SickLeaveCertificate(
                request.kind(),
                Objects.requireNonNullElse(request.series(), ""),
                Objects.requireNonNullElse(request.number(), ""),
                patient(request.patient()),
                request.patient() == null
                        ? ""
                        : Objects.requireNonNullElse(request.patient().name(), ""),
                Objects.requireNonNullElse(request.organisation(), ""),
                Objects.requireNonNullElse(request.doctor(), ""),
                request.periods().stream()
                        .map(period -> new IncapacityPeriod(period.from(), period.to()))
                        .toList());
    }

    /** The patient's number; null when there is none or it cannot be one, which the officer who decides is told. */
    private static @Nullable Iin patient(CertificateRequest.@Nullable Patient patient) {
        if (patient == null || patient.iin() == null) {
            return null;
        }
        try {
            return Iin.of(patient.iin());
        } catch (Problem noNumber) {
            return null;
        }
    }

    private ResponseEntity<byte[]> file(UUID id) {
        var stored = documents.stored(id);
        return Download.kept(MediaType.parseMediaType(stored.contentType()), stored.fileName())
                .body(documents.content(id));
    }
}
