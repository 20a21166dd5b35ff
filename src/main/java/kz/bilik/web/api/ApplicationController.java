package kz.bilik.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kz.bilik.application.Appendix1;
import kz.bilik.application.Application;
import kz.bilik.application.ApplicationStatus;
import kz.bilik.application.Applications;
import kz.bilik.application.Intake;
import kz.bilik.application.Receipt;
import kz.bilik.application.RecognitionCentreAnswer;
import kz.bilik.application.RefusalDocument;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.Deadline;
import kz.bilik.casefile.CaseStage;
import kz.bilik.document.Documents;
import kz.bilik.document.Enclosure;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.notice.Notices;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.voucher.Voucher;
import kz.bilik.voucher.VoucherDeadlines;
import kz.bilik.voucher.VoucherWithdrawal;
import kz.bilik.voucher.Vouchers;
import kz.bilik.web.answer.Download;
import kz.bilik.web.door.ApiCaller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * An application through the API: the applicant sends it, follows it and may withdraw it (cl. 3.2); the recognition
 * centre that he chose answers it once it was sent there (cl. 9, 10). To anybody else it does not exist.
 */
@RestController
@Tag(
        name = "Applications",
        description = "Appendix 1: applying, following it, the recognition centre's answer (cl. 3, 9)")
@RequestMapping("/api/applications")
class ApplicationController {

    /** What became of a submission. */
    record ReceiptAnswer(String number, boolean alreadyReceived, List<WarningAnswer> warnings) {}

    record WarningAnswer(String code, String text) {}

    /** An application in a list. */
    record Summary(
            String number,
            CaseStage.Stage stage,
            String stageText,
            String profession,
            String level,
            String region,
            OffsetDateTime receivedAt) {}

    /** Days in ISO 8601, money in whole tenge. What is null is not there yet, or not for this reader. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ApplicationAnswer(
            String number,
            CaseStage.Stage stage,
            String stageText,
            String applicant,
            String iin,
            String region,
            String careerCentre,
            String recognitionCentre,
            String profession,
            String level,
            OffsetDateTime receivedAt,
            @Nullable Long price,
            @Nullable String voucher,
            @Nullable DeadlineAnswer nextDeadline,
            List<ReasonAnswer> refusalReasons,
            @Nullable String refusalDocument,
            List<WarningAnswer> warnings,
            List<DocumentAnswer> documents,
            List<EntryAnswer> timeline,
            @Nullable List<NoticeAnswer> notices) {}

    /** A term that explains itself: day 0, the days that did not count and why, the last day. */
    record DeadlineAnswer(
            LocalDate from,
            int length,
            Deadline.Unit unit,
            LocalDate due,
            List<Deadline.Skipped> skipped,
            String clause) {}

    /** What happened; which officer did it is his office's matter. */
    record EntryAnswer(OffsetDateTime at, String code, String clause, String text) {}

    record ReasonAnswer(String code, String text, String clause, String remark) {}

    record DocumentAnswer(String fileName, String type, String contentType, String sha256, long size) {}

    record NoticeAnswer(String number, String text, OffsetDateTime at) {}

    /** The recognition centre's answer; a no needs its reason. */
    record AnswerRequest(@Nullable Boolean confirmed, @Nullable String reason) {}

    private final Intake intake;
    private final Applications applications;
    private final ApplicationStatus status;
    private final CaseStage stages;
    private final RecognitionCentreAnswer answers;
    private final RefusalDocument refusals;
    private final Vouchers vouchers;
    private final VoucherDeadlines voucherDeadlines;
    private final VoucherWithdrawal withdrawal;
    private final Timeline timeline;
    private final Documents documents;
    private final Notices notices;
    private final Texts texts;

    ApplicationController(
            Intake intake,
            Applications applications,
            ApplicationStatus status,
            CaseStage stages,
            RecognitionCentreAnswer answers,
            RefusalDocument refusals,
            Vouchers vouchers,
            VoucherDeadlines voucherDeadlines,
            VoucherWithdrawal withdrawal,
            Timeline timeline,
            Documents documents,
            Notices notices,
            Texts texts) {
        this.intake = intake;
        this.applications = applications;
        this.status = status;
        this.stages = stages;
        this.answers = answers;
        this.refusals = refusals;
        this.vouchers = vouchers;
        this.voucherDeadlines = voucherDeadlines;
        this.withdrawal = withdrawal;
        this.timeline = timeline;
        this.documents = documents;
        this.notices = notices;
        this.texts = texts;
    }

    /**
     * Receives an application: 202 and its number, or 200 when this submission had come before. The part {@code
     * application} holds the exact signed bytes of Appendix 1, {@code signature} the CMS (DER, PEM or base64), each
     * {@code documents} a file under the name that the form lists. The NQS platform acts for whoever signed; an
     * applicant can apply for himself only. What is unusual in the form is a warning, for the career centre to judge.
     */
    @Operation(
            summary = "Apply for a one-time voucher",
            description =
                    "Receives the signed form of Appendix 1 with the copies of the documents (cl. 3.2). The form is signed as it is sent, byte for byte. What is no valid submission is refused, with every wrong field; what is unusual is received with a warning, for the career centre to judge. The same submission sent again is answered with the same number. The three automatic checks (cl. 3.3) follow at once and are found in the application.")
    @Described(
            answers = {
                "202 Received: the number of the application, and what is unusual about it; Location leads to it",
                "200 This submission had been received before: the same number"
            },
            refusals = {
                "400 application.malformed application.submitted-at",
                "403 application.somebody-elses web.person-missing",
                "409 application.already-open application.submission-differs",
                "413 application.too-large application.file-too-large",
                "422 application.invalid application.late application.too-many-files application.wrong-signer application.submitted-in-future",
                SignatureRefusals.MALFORMED,
                SignatureRefusals.TOO_LARGE,
                SignatureRefusals.UNPROCESSABLE,
                SignatureRefusals.UNKNOWN,
                "503 application.try-again"
            })
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<ReceiptAnswer> receive(
            @DescribedPart(
                            value = "Appendix 1 as JSON in UTF-8: exactly the bytes that were signed",
                            schema = Appendix1.class,
                            type = "application/json",
                            example = "@application.json")
                    @RequestPart("application")
                    byte[] application,
            @DescribedPart(
                            value =
                                    "The signature over the part application: CMS as DER, PEM or base64, detached or attached",
                            type = "application/pkcs7-signature",
                            example = "application.p7s")
                    @RequestPart("signature")
                    byte[] signature,
            @DescribedPart(
                            value =
                                    "The copies: each a PDF, JPEG or PNG under the name that the form lists, as many parts as"
                                            + " files",
                            type = "application/pdf, image/jpeg, image/png",
                            example = "diploma.pdf")
                    @RequestPart(name = "documents", required = false)
                    @Nullable
                    List<MultipartFile> files,
            @Parameter(
                            description =
                                    "When the application was submitted on the NQS platform, which alone may attest it;"
                                            + " never after now. Counts instead of the arrival here where the installation says so"
                                            + " (bilik.application.submission-moment: attested)",
                            example = "2026-10-15T23:58:00+05:00")
                    @RequestHeader(name = ApiCaller.SUBMITTED_AT, required = false)
                    @Nullable
                    String submittedAt,
            ApiCaller caller,
            Language language) {
        var sender = caller.is(ApiCaller.NQS) ? caller.iin() : caller.requireApplicant();
        var attestedAt = attested(submittedAt, caller);
        var receipt =
                SentTwice.orAgain(() -> intake.receive(application, signature, enclosures(files), sender, attestedAt));
        var answer = answer(receipt, language);
        return receipt.alreadyReceived()
                ? ResponseEntity.ok().location(location(receipt)).body(answer)
                : ResponseEntity.accepted().location(location(receipt)).body(answer);
    }

    private static @Nullable OffsetDateTime attested(@Nullable String submittedAt, ApiCaller caller) {
        if (submittedAt == null) {
            return null;
        }
        caller.requireRole(ApiCaller.NQS);
        try {
            return OffsetDateTime.parse(submittedAt.strip());
        } catch (DateTimeParseException none) {
            throw Problem.of(Kind.MALFORMED, "application.submitted-at", ApiCaller.SUBMITTED_AT);
        }
    }

    /** The applications of the person behind the call, the newest first. */
    @Operation(
            summary = "Own applications",
            description =
                    "The applications of the person behind the call, the newest first; an empty list when there are none.")
    @Described(
            answers = {"200 The applications, each with its stage in words"},
            refusals = {"403 web.person-missing"})
    @GetMapping
    List<Summary> mine(ApiCaller caller, Language language) {
        return applications.of(caller.requireApplicant()).stream()
                .map(application -> summary(application, language))
                .toList();
    }

    @Operation(
            summary = "Read an application",
            description =
                    "Where it stands, who has to act until when and why, the grounds of a refusal, the documents and the timeline. For its applicant, and for the recognition centre that was chosen once the application was sent there; to anybody else it does not exist.")
    @Described(
            answers = {"200 The application; what is missing is not there yet, or not for this reader"},
            refusals = {"404 application.unknown"})
    @GetMapping("/{number}")
    ApplicationAnswer get(@PathVariable String number, ApiCaller caller, Language language) {
        return answer(concerning(number, caller), caller, language);
    }

    /** The applicant withdraws: before issue the application, afterwards and before its use the voucher. */
    @Operation(
            summary = "Withdraw",
            description =
                    "The applicant gives up: before issue the application, afterwards and before its use the voucher. The same again gives the same answer.")
    @Described(
            answers = {"200 The application, withdrawn"},
            refusals = {
                "404 application.unknown",
                "409 application.closed application.not-withdrawable voucher.already-used"
            })
    @PostMapping("/{number}/withdrawal")
    ApplicationAnswer withdraw(@PathVariable String number, ApiCaller caller, Language language) {
        var application = concerning(number, caller);
        if (!caller.isApplicant(application.iin())) {
            throw unknown(number);
        }
        SentTwice.orDone(() -> withdrawal.withdrawWhatThereIs(number), () -> isWithdrawn(number));
        return answer(applications.get(number), caller, language);
    }

    /**
     * The document of refusal, a sealed PDF with its grounds and what can be done next (cl. 3.3, 8, 9); for the applicant, in the
     * language that he asks for (Accept-Language), otherwise in that of his application.
     */
    @Operation(
            summary = "The document of refusal",
            description =
                    "The sealed PDF with the grounds, their clause and what can be done next (cl. 3.3, 8, 9); for the applicant, in the language that he asks for, otherwise in that of his application.")
    @Described(
            answers = {"200 The sealed PDF"},
            refusals = {"404 application.unknown application.not-refused"},
            file = "application/pdf")
    @GetMapping(value = "/{number}/refusal", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> refusal(
            @PathVariable String number,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable
                    String asked,
            ApiCaller caller,
            Language language) {
        var application = own(number, caller);
        var refusal = refusals.of(number, asked == null ? application.language() : language);
        return Download.shown(MediaType.APPLICATION_PDF, refusal.name()).body(documents.content(refusal.document()));
    }

    /** The mobility centre's seal on the document of refusal in the same language: a detached CMS. */
    @Operation(
            summary = "The seal of the document of refusal",
            description = "The mobility centre's organisation seal over the PDF in the same language: a detached CMS.")
    @Described(
            answers = {"200 The seal, CMS in DER"},
            refusals = {"404 application.unknown application.not-refused"},
            file = "application/pkcs7-signature")
    @GetMapping("/{number}/refusal/seal")
    ResponseEntity<byte[]> refusalSeal(
            @PathVariable String number,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable
                    String asked,
            ApiCaller caller,
            Language language) {
        var application = own(number, caller);
        var refusal = refusals.of(number, asked == null ? application.language() : language);
        return Download.kept(MediaType.parseMediaType("application/pkcs7-signature"), refusal.name() + ".p7s")
                .body(documents.content(refusal.seal()));
    }

    private Application own(String number, ApiCaller caller) {
        var application = concerning(number, caller);
        if (!caller.isApplicant(application.iin())) {
            throw unknown(number);
        }
        return application;
    }

    /** The recognition centre says yes or no. */
    @Operation(
            summary = "The recognition centre's answer",
            description =
                    "Yes or no to an application that was sent to the centre (cl. 9, 10). A yes lets the voucher be issued and freezes the price; a no needs its reason, which the applicant reads. The same again gives the same answer.")
    @Described(
            answers = {"200 The application with the answer"},
            refusals = {
                "404 application.unknown",
                "409 application.not-awaiting-answer application.centre-without-accreditation application.centre-does-not-examine",
                "422 application.answer-incomplete"
            },
            body = "The answer; a reason is needed for a no",
            example = "{\"confirmed\": false, \"reason\": \"The laboratory is being rebuilt until December\"}")
    @PostMapping("/{number}/answer")
    ApplicationAnswer answer(
            @PathVariable String number, @RequestBody AnswerRequest request, ApiCaller caller, Language language) {
        var application = concerning(number, caller);
        if (!caller.isRecognitionCentre(application.recognitionCentre())) {
            throw unknown(number);
        }
        SentTwice.orDone(
                () -> answers.answerThroughCabinet(number, request.confirmed(), request.reason()),
                () -> answers.isRecorded(number, request.confirmed(), request.reason()));
        return answer(applications.get(number), caller, language);
    }

    private boolean isWithdrawn(String number) {
        return applications.get(number).outcome() == Application.Outcome.WITHDRAWN
                || vouchers.ofApplication(number)
                        .filter(voucher -> voucher.state() == Voucher.State.WITHDRAWN)
                        .isPresent();
    }

    /** Whose application it is concerns nobody else: for others it is as unknown as a number that does not exist. */
    private Application concerning(String number, ApiCaller caller) {
        return applications
                .find(number)
                .filter(application -> caller.isApplicant(application.iin())
                        || (caller.isRecognitionCentre(application.recognitionCentre())
                                && status.sentToRecognitionCentre(number)))
                .orElseThrow(() -> unknown(number));
    }

    private static Problem unknown(String number) {
        return Problem.of(Kind.NOT_FOUND, "application.unknown", number);
    }

    private static URI location(Receipt receipt) {
        return URI.create("/api/applications/" + receipt.number());
    }

    private static List<Enclosure> enclosures(@Nullable List<MultipartFile> files) {
        var enclosures = new ArrayList<Enclosure>();
        for (var file : files == null ? List.<MultipartFile>of() : files) {
            enclosures.add(
                    new Enclosure(Objects.requireNonNullElse(file.getOriginalFilename(), ""), file.getSize(), file));
        }
        return enclosures;
    }

    private ReceiptAnswer answer(Receipt receipt, Language language) {
        return new ReceiptAnswer(receipt.number(), receipt.alreadyReceived(), warnings(receipt.warnings(), language));
    }

    private Summary summary(Application application, Language language) {
        var stage = stages.of(application.number());
        return new Summary(
                application.number(),
                stage,
                stages.words(stage, language),
                application.profession(),
                application.level(),
                application.region(),
                application.receivedAt());
    }

    private ApplicationAnswer answer(Application application, ApiCaller caller, Language language) {
        var number = application.number();
        var stage = stages.of(number);
        var isApplicant = caller.isApplicant(application.iin());
        return new ApplicationAnswer(
                number,
                stage,
                stages.words(stage, language),
                application.name(),
                application.iin().masked(),
                application.region(),
                application.careerCentre(),
                application.recognitionCentre(),
                application.profession(),
                application.level(),
                application.receivedAt(),
                application.price(),
                vouchers.ofApplication(number).map(Voucher::number).orElse(null),
                nextDeadline(number).map(ApplicationController::answer).orElse(null),
                applications.reasons(number).stream()
                        .map(reason -> new ReasonAnswer(
                                reason.reason(),
                                texts.in(language, "reason." + reason.reason()),
                                reason.clause(),
                                reason.remark()))
                        .toList(),
                isApplicant && application.outcome() == Application.Outcome.REFUSED
                        ? "/api/applications/" + number + "/refusal"
                        : null,
                warnings(applications.warnings(number), language),
                documents(number),
                timeline.of(number, language).stream()
                        .map(entry -> new EntryAnswer(entry.at(), entry.code(), entry.clause(), entry.text()))
                        .toList(),
                isApplicant
                        ? notices.toApplicant(number, language).stream()
                                .map(notice -> new NoticeAnswer(notice.number(), notice.text(), notice.at()))
                                .toList()
                        : null);
    }

    /** Of the body that has the application; after issue the voucher's last day, until it is used or over. */
    private Optional<Deadline> nextDeadline(String number) {
        return status.nextDeadline(number).or(() -> vouchers.ofApplication(number)
                .filter(voucher -> voucher.state() == Voucher.State.ISSUED)
                .map(voucher -> voucherDeadlines.validity(voucher.number())));
    }

    private List<DocumentAnswer> documents(String number) {
        return documents.of(number).stream()
                // The refusal has an address of its own, in the language that is asked for.
                .filter(file -> !file.kind().equals(RefusalDocument.KIND)
                        && !file.kind().equals(RefusalDocument.SEAL_KIND))
                .map(file -> new DocumentAnswer(
                        file.fileName(), file.kind(), file.contentType(), file.sha256(), file.size()))
                .toList();
    }

    private static DeadlineAnswer answer(Deadline deadline) {
        return new DeadlineAnswer(
                deadline.from(),
                deadline.length(),
                deadline.unit(),
                deadline.due(),
                deadline.skipped(),
                deadline.clause());
    }

    private List<WarningAnswer> warnings(List<Receipt.Warning> warnings, Language language) {
        return warnings.stream()
                .map(warning -> new WarningAnswer(
                        warning.code(), texts.in(language, "warning." + warning.code(), warning.argument())))
                .toList();
    }
}
