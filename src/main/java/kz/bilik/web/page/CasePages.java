package kz.bilik.web.page;

import static java.util.Comparator.comparing;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import kz.bilik.application.AnotherRecognitionCentre;
import kz.bilik.application.Appeal;
import kz.bilik.application.Application;
import kz.bilik.application.ApplicationStatus;
import kz.bilik.application.Applications;
import kz.bilik.application.CareerCentreHandover;
import kz.bilik.calendar.LegalClock;
import kz.bilik.casefile.CaseAccess.Part;
import kz.bilik.casefile.CaseDocuments;
import kz.bilik.casefile.CaseFile;
import kz.bilik.casefile.CaseReaders;
import kz.bilik.casefile.CaseReads;
import kz.bilik.casefile.OfficerWords;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.document.Documents;
import kz.bilik.document.Enclosure;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Tenge;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerTasks;
import kz.bilik.officer.Role;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.settlement.TakingOut;
import kz.bilik.signature.Signatures;
import kz.bilik.voucher.CertificateAnnulment;
import kz.bilik.voucher.LateUse;
import kz.bilik.voucher.Voucher;
import kz.bilik.voucher.Vouchers;
import kz.bilik.web.answer.Download;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The case file page, for officers whose role and place concern the case; to others there is no such case. Each read is
 * recorded before anything is shown. The mobility centre hands an application to another career centre here (cl. 8.1), and
 * its head asks another recognition centre when the chosen one is silent (cl. 9), or enters the decision that overturned a
 * refusal (cl. 3.3, 8, 9).
 */
@Controller
@RequestMapping("/cases/{number}")
class CasePages {

    private record Reading(Officer officer, Application application, Set<Part> parts) {}

    /** Something to choose in a form. */
    record Choice(String code, String name) {}

    private final Pages pages;
    private final CaseReaders readers;
    private final CaseFile caseFile;
    private final CaseDocuments caseDocuments;
    private final CaseReads reads;
    private final Applications applications;
    private final ApplicationStatus status;
    private final CareerCentreHandover handover;
    private final AnotherRecognitionCentre anotherCentre;
    private final Appeal appeal;
    private final Catalogue catalogue;
    private final Texts texts;
    private final Vouchers vouchers;
    private final TakingOut takingOut;
    private final LateUse lateUse;
    private final CertificateAnnulment annulment;
    private final Documents documents;
    private final CurrentOfficer currentOfficer;
    private final FormAnswers answers;
    private final OfficerTasks tasks;
    private final OfficerWords officerWords;
    private final Signatures signatures;
    private final ErasedWords erased;
    private final LegalClock clock;

    CasePages(
            Pages pages,
            CaseReaders readers,
            CaseFile caseFile,
            CaseDocuments caseDocuments,
            CaseReads reads,
            Applications applications,
            ApplicationStatus status,
            CareerCentreHandover handover,
            AnotherRecognitionCentre anotherCentre,
            Appeal appeal,
            Catalogue catalogue,
            Texts texts,
            Vouchers vouchers,
            TakingOut takingOut,
            LateUse lateUse,
            CertificateAnnulment annulment,
            Documents documents,
            CurrentOfficer currentOfficer,
            FormAnswers answers,
            OfficerTasks tasks,
            OfficerWords officerWords,
            Signatures signatures,
            ErasedWords erased,
            LegalClock clock) {
        this.pages = pages;
        this.readers = readers;
        this.caseFile = caseFile;
        this.caseDocuments = caseDocuments;
        this.reads = reads;
        this.applications = applications;
        this.status = status;
        this.handover = handover;
        this.anotherCentre = anotherCentre;
        this.appeal = appeal;
        this.catalogue = catalogue;
        this.texts = texts;
        this.vouchers = vouchers;
        this.takingOut = takingOut;
        this.lateUse = lateUse;
        this.annulment = annulment;
        this.documents = documents;
        this.currentOfficer = currentOfficer;
        this.answers = answers;
        this.tasks = tasks;
        this.officerWords = officerWords;
        this.signatures = signatures;
        this.erased = erased;
        this.clock = clock;
    }

    @GetMapping
    String page(@PathVariable String number, HttpServletRequest request, Model model) {
        var reading = reading(number);
        reads.record(reading.officer().id(), number, CaseReads.PAGE);
        var language = pages.frame(request, model);
        var file = caseFile.read(reading.application(), reading.parts(), language);
        model.addAttribute("file", file);
        model.addAttribute("erased", erased.words(number, language));
        model.addAttribute("task", task(reading.officer(), file));
        model.addAttribute("printedBy", officerWords.of(reading.officer(), language));
        model.addAttribute("printedAt", Day.andTime(clock.now()));
        model.addAttribute("careerCentres", careerCentres(reading, language));
        model.addAttribute("recognitionCentres", recognitionCentres(reading, language));
        model.addAttribute(
                "overturns",
                Appeal.enters(reading.officer(), reading.application().region())
                        && !reading.application().isErased()
                        && reading.application().outcome() == Application.Outcome.REFUSED);
        model.addAttribute("takesOut", takesOut(reading));
        waysBack(reading, model);
        return "case";
    }

    /** The task that is due first, when it is this reader's to do; an auditor sees every task and does none. */
    private @Nullable String task(Officer officer, CaseFile.Page file) {
        return file.task()
                .filter(task -> !officer.is(Role.AUDITOR))
                .filter(task -> tasks.subject(officer, task).isPresent())
                .orElse(null);
    }

    /** The application as it was signed, to the byte (cl. 3.2). */
    @GetMapping("/application")
    ResponseEntity<byte[]> application(@PathVariable String number) {
        var reading = originals(number);
        reads.record(reading.officer().id(), number, CaseReads.APPLICATION);
        return Download.kept(MediaType.APPLICATION_JSON, number + ".json").body(applications.signedBytes(number));
    }

    /** One of its signatures, as CMS. */
    @GetMapping("/signatures/{fingerprint}")
    ResponseEntity<byte[]> signature(@PathVariable String number, @PathVariable String fingerprint) {
        var reading = originals(number);
        var evidence = signatures.of(number).stream()
                .filter(each -> each.fingerprint().equals(fingerprint))
                .findFirst()
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "document.unknown"));
        reads.record(reading.officer().id(), number, CaseReads.SIGNATURE);
        return Download.kept(MediaType.parseMediaType("application/pkcs7-signature"), number + ".p7s")
                .body(evidence.cms());
    }

    private Reading originals(String number) {
        var reading = reading(number);
        if (!CaseReaders.opensOriginals(reading.parts())) {
            throw Problem.of(Kind.NOT_FOUND, "document.unknown");
        }
        return reading;
    }

    /** Whether this reader may take the holder out of the protocol that names him. */
    private boolean takesOut(Reading reading) {
        return TakingOut.takesOut(reading.officer(), reading.application().region())
                && vouchers.ofApplication(reading.application().number())
                        .filter(voucher -> takingOut.isPossible(voucher.number()))
                        .isPresent();
    }

    /** What the head of the mobility centre may put right of the voucher. */
    private void waysBack(Reading reading, Model model) {
        var voucher = vouchers.ofApplication(reading.application().number())
                .filter(found -> !reading.application().isErased());
        model.addAttribute(
                "recordsUse",
                voucher.filter(found -> lateUse.enters(reading.officer(), found))
                        .isPresent());
        model.addAttribute(
                "acceptedCertificates",
                voucher.filter(found -> CertificateAnnulment.enters(reading.officer(), found.region()))
                        .map(found -> caseFile.acceptedCertificates(found.number()))
                        .orElse(Map.of()));
    }

    /** To which career centres this reader may hand the application; none when it is not his to hand over. */
    private List<Choice> careerCentres(Reading reading, Language language) {
        var application = reading.application();
        return CareerCentreHandover.handsOver(reading.officer(), application.region())
                        && status.stage(application.number()) == ApplicationStatus.Stage.CAREER_CENTRE
                ? handover.others(application).stream()
                        .map(centre -> new Choice(centre.code(), centre.name().in(language)))
                        .sorted(comparing(Choice::name, language.order()))
                        .toList()
                : List.of();
    }

    /** Which recognition centres this reader may ask instead, each with its price; none when it is not his to ask. */
    private List<Choice> recognitionCentres(Reading reading, Language language) {
        var application = reading.application();
        return AnotherRecognitionCentre.asks(reading.officer(), application.region())
                ? anotherCentre.others(application).stream()
                        .map(offer -> new Choice(
                                offer.recognitionCentre(),
                                texts.in(
                                        language,
                                        "web.case.centre-offer",
                                        catalogue.recognitionCentreName(offer.recognitionCentre(), language),
                                        Tenge.grouped(offer.price()))))
                        .toList()
                : List.of();
    }

    /** Asks another recognition centre of the applicant's choice. */
    @PostMapping("/recognition-centre")
    String askAnother(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String recognitionCentre,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable MultipartFile copy,
            Language language,
            RedirectAttributes afterwards) {
        changing(number);
        return done(
                "web.case.centre-asked",
                Map.of("recognitionCentre", recognitionCentre, "centreReason", reason),
                language,
                afterwards,
                () -> anotherCentre.ask(number, recognitionCentre, reason, enclosure(copy)));
    }

    /** Hands the application to another career centre of the region. */
    @PostMapping("/career-centre")
    String handOver(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String careerCentre,
            @RequestParam(defaultValue = "") String reason,
            Language language,
            RedirectAttributes afterwards) {
        changing(number);
        return done(
                "web.case.handed-over",
                Map.of("careerCentre", careerCentre, "handOverReason", reason),
                language,
                afterwards,
                () -> handover.handOver(number, careerCentre, reason));
    }

    /** Enters the decision on appeal that overturned the refusal. */
    @PostMapping("/appeal")
    String overturn(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String decidedOn,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable MultipartFile copy,
            Language language,
            RedirectAttributes afterwards) {
        changing(number);
        return done(
                "web.case.reopened",
                Map.of("decision", decision, "decidedOn", decidedOn, "appealReason", reason),
                language,
                afterwards,
                () -> appeal.overturn(number, decision, day(decidedOn), reason, enclosure(copy)));
    }

    /** Enters a use that nobody had recorded in time, with the protocol of the exam (cl. 11). */
    @PostMapping("/late-use")
    String recordUse(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String usedOn,
            @RequestParam(defaultValue = "") String protocol,
            @RequestParam(defaultValue = "") String signedOn,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable MultipartFile copy,
            Language language,
            RedirectAttributes afterwards) {
        changing(number);
        return done(
                "web.case.use-recorded",
                Map.of("lateUsedOn", usedOn, "lateProtocol", protocol, "lateSignedOn", signedOn, "lateReason", reason),
                language,
                afterwards,
                () -> lateUse.record(voucher(number), day(usedOn), protocol, day(signedOn), reason, enclosure(copy)));
    }

    /** Takes the acceptance of a certificate that was found false back (cl. 13). */
    @PostMapping("/annulment")
    String annul(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String certificate,
            @RequestParam(defaultValue = "") String paper,
            @RequestParam(defaultValue = "") String paperDay,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable MultipartFile copy,
            Language language,
            RedirectAttributes afterwards) {
        changing(number);
        return done(
                "web.case.certificate-annulled",
                Map.of(
                        "annulCertificate",
                        certificate,
                        "annulNumber",
                        paper,
                        "annulDay",
                        paperDay,
                        "annulReason",
                        reason),
                language,
                afterwards,
                () -> annulment.annul(voucher(number), certificate, paper, day(paperDay), reason, enclosure(copy)));
    }

    private String voucher(String application) {
        return vouchers.ofApplication(application)
                .map(Voucher::number)
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "voucher.unknown", application));
    }

    private static @Nullable LocalDate day(String text) {
        return text.isBlank() ? null : FormAnswers.day(text);
    }

    /** Takes a holder who was entered by mistake out of the exam protocol. */
    @PostMapping("/taking-out")
    String takeOut(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(required = false) @Nullable MultipartFile copy,
            Language language,
            RedirectAttributes afterwards) {
        changing(number);
        return done(
                "web.case.taken-out",
                Map.of("takeOutReason", reason),
                language,
                afterwards,
                () -> takingOut.takeOut(
                        vouchers.ofApplication(number)
                                .orElseThrow(() -> Problem.of(Kind.CONFLICT, "settlement.no-protocol", number))
                                .number(),
                        reason,
                        enclosure(copy)));
    }

    private static @Nullable Enclosure enclosure(@Nullable MultipartFile file) {
        return file == null
                ? null
                : new Enclosure(Objects.requireNonNullElse(file.getOriginalFilename(), ""), file.getSize(), file);
    }

    /** Back to the case; who may not do it at all gets an error page. */
    private String done(
            String words, Map<String, String> typed, Language language, RedirectAttributes afterwards, Runnable deed) {
        try {
            deed.run();
            answers.done(afterwards, language, words);
        } catch (Problem problem) {
            if (problem.kind() == Kind.FORBIDDEN) {
                throw problem;
            }
            answers.refused(afterwards, language, problem, typed);
        }
        return "redirect:/cases/{number}";
    }

    /** A document of the case: shown in the browser, or handed over as a file. */
    @GetMapping("/documents/{id}")
    ResponseEntity<StreamingResponseBody> document(
            @PathVariable String number,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean download) {
        var reading = reading(number);
        var file = caseDocuments.of(reading.application(), reading.parts()).stream()
                .filter(document -> document.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "document.unknown"));
        reads.record(reading.officer().id(), number, id.toString());
        var type = MediaType.parseMediaType(file.contentType());
        var shown = !download && documents.mayBeShown(file);
        return (shown ? Download.shown(type, file.fileName()) : Download.kept(type, file.fileName()))
                .contentLength(file.size())
                .body(out -> documents.writeTo(id, out));
    }

    /** Of a case whose personal data was erased nothing goes on. */
    private void changing(String number) {
        if (reading(number).application().isErased()) {
            throw Problem.of(Kind.CONFLICT, "application.erased", number);
        }
    }

    private Reading reading(String number) {
        var officer = currentOfficer.get().orElseThrow(() -> unknown(number));
        var application = applications.find(number).orElseThrow(() -> unknown(number));
        var parts = readers.parts(officer, application).orElseThrow(() -> unknown(number));
        return new Reading(officer, application, parts);
    }

    private static Problem unknown(String number) {
        return Problem.of(Kind.NOT_FOUND, "application.unknown", number);
    }
}
