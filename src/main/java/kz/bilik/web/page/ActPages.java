package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import kz.bilik.casefile.ActAccess;
import kz.bilik.casefile.CaseReads;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.document.Documents;
import kz.bilik.language.Language;
import kz.bilik.officer.Officer;
import kz.bilik.payment.PaymentWords;
import kz.bilik.problem.Problem;
import kz.bilik.settlement.ActCopy;
import kz.bilik.settlement.ActWords;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ExamProtocol;
import kz.bilik.settlement.ServicesAct;
import kz.bilik.settlement.SettlementDeadlines;
import kz.bilik.signature.DemoSignatures;
import kz.bilik.web.answer.Download;
import kz.bilik.web.answer.ProblemAnswers;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The pages of a services act: a form of the Tasklist cannot sign, so the recognition centre's officer signs here, and
 * corrects what was returned (cl. 16); officers of both sides and auditors read the document here. To other officers there is no such act. The act
 * names its holders, so each read is recorded before anything is shown.
 */
@Controller
@RequestMapping("/acts/{number}")
class ActPages {

    /** The page speaks with NCALayer, which runs beside the browser; nothing else of the policy changes. */
    static final String POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self';"
            + " form-action 'self'; frame-ancestors 'self'; connect-src 'self' wss://127.0.0.1:13579";

    private final Acts acts;
    private final ActCopy copies;
    private final Documents documents;
    private final CaseReads reads;
    private final ActWords words;
    private final PaymentWords paymentWords;
    private final SettlementDeadlines deadlines;
    private final ProtocolCorrection correction;
    private final Catalogue catalogue;
    private final ActReading reading;
    private final FormAnswers answers;
    private final ProblemAnswers problems;
    private final Pages pages;
    private final ObjectProvider<DemoSignatures> demo;

    ActPages(
            Acts acts,
            ActCopy copies,
            Documents documents,
            CaseReads reads,
            ActWords words,
            PaymentWords paymentWords,
            SettlementDeadlines deadlines,
            ProtocolCorrection correction,
            Catalogue catalogue,
            ActReading reading,
            FormAnswers answers,
            ProblemAnswers problems,
            Pages pages,
            ObjectProvider<DemoSignatures> demo) {
        this.acts = acts;
        this.copies = copies;
        this.documents = documents;
        this.reads = reads;
        this.words = words;
        this.paymentWords = paymentWords;
        this.deadlines = deadlines;
        this.correction = correction;
        this.catalogue = catalogue;
        this.reading = reading;
        this.answers = answers;
        this.problems = problems;
        this.pages = pages;
        this.demo = demo;
    }

    @GetMapping("/sign")
    String page(@PathVariable String number, Model model, HttpServletRequest request, HttpServletResponse response) {
        var officer = reading.of(number, ActAccess::isContractor).officer();
        var language = pages.frame(request, model);
        var document = formed(number, officer, language, model);
        var act = acts.get(number);
        var signable = act.state() == ServicesAct.State.DRAFT && document != null;
        model.addAttribute("act", act);
        model.addAttribute("total", document == null ? null : words.totalText(number, language));
        model.addAttribute("formed", document != null);
        model.addAttribute("exam", words.examText(number, language));
        model.addAttribute(
                "warnings", act.state() == ServicesAct.State.DRAFT ? words.warnings(number, language) : List.of());
        model.addAttribute("earlier", acts.earlier(number));
        model.addAttribute("signatures", words.signatures(number, language));
        model.addAttribute("customer", catalogue.mobilityCentreName(act.region(), language));
        model.addAttribute(
                "sendBy",
                act.state() == ServicesAct.State.DRAFT ? deadlines.act(number).due() : null);
        model.addAttribute("state", paymentWords.stateText(number, language));
        model.addAttribute("remarks", words.remarks(number, language).orElse(null));
        model.addAttribute("results", ExamProtocol.Result.values());
        model.addAttribute("correction", correction.of(act, language).orElse(null));
        model.addAttribute("signable", signable);
        // Not "content": the page's frame has a parameter of that name.
        model.addAttribute("bytesToSign", signable ? Base64.getEncoder().encodeToString(document) : null);
        model.addAttribute("demoKey", demo.getIfAvailable() != null);
        response.setHeader("Content-Security-Policy", POLICY);
        return "act-sign";
    }

    /** The act's PDF; none, and the page says what it waits for, while the index that counts is not known (cl. 14). */
    private byte @Nullable [] formed(String number, Officer officer, Language language, Model model) {
        try {
            return read(number, officer, acts.form(number));
        } catch (Problem problem) {
            if (!problem.code().equals("law.mci-unknown")) {
                throw problem;
            }
            reads.record(officer.id(), number, CaseReads.PAGE);
            model.addAttribute("awaits", problems.text(language, problem.code(), problem.arguments()));
            return null;
        }
    }

    /** Corrects the protocol of which the act is formed, after a return. */
    @PostMapping("/protocol")
    String correct(
            @PathVariable String number,
            @RequestParam Map<String, String> typed,
            Language language,
            RedirectAttributes afterwards) {
        var read = reading.of(number, ActAccess::isContractor);
        correction.correct(read.act(), read.officer(), typed, language, afterwards);
        return "redirect:/acts/{number}/sign";
    }

    /** Receives what NCALayer signed: base64 CMS. */
    @PostMapping("/sign")
    String sign(
            @PathVariable String number,
            @RequestParam String signature,
            Language language,
            RedirectAttributes afterwards) {
        reading.of(number, ActAccess::isContractor);
        return signed(number, signature.getBytes(StandardCharsets.US_ASCII), language, afterwards);
    }

    /** Signs with the centre's demo key, which everybody knows; only the profile demo has such keys. */
    @PostMapping("/demo-signature")
    String signWithDemoKey(@PathVariable String number, Language language, RedirectAttributes afterwards) {
        var act = reading.of(number, ActAccess::isContractor).act();
        var key = demo.getIfAvailable();
        if (key == null) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "web.not-found");
        }
        return signed(
                number, key.sign("centre-" + act.recognitionCentre(), acts.document(number)), language, afterwards);
    }

    /**
     * The PDF of the act, for officers of the contractor, the customer and its accountant; for an auditor the newest one
     * that was formed, since his reading changes nothing.
     */
    @GetMapping("/document")
    ResponseEntity<byte[]> document(@PathVariable String number) {
        var read = reading.of(number, ActAccess::mayRead);
        var document = ActAccess.isParty(read.officer(), read.act())
                ? acts.form(number)
                : acts.formed(number)
                        .orElseThrow(() -> Problem.of(Problem.Kind.CONFLICT, "settlement.act-not-formed", number));
        return pdf(number, read(number, read.officer(), document));
    }

    /**
     * A copy of the signed act for printing, with the sheet of its signatures in the language of the page; for whoever reads the
     * act. The signed document itself is never another one.
     */
    @GetMapping("/copy")
    ResponseEntity<byte[]> copy(@PathVariable String number, Language language) {
        var read = reading.of(number, ActAccess::mayRead);
        var content = copies.of(number, language);
        reads.record(
                read.officer().id(),
                number,
                Objects.requireNonNull(read.act().current().document()).toString());
        return pdf(number + "-copy", content);
    }

    private static ResponseEntity<byte[]> pdf(String number, byte[] content) {
        return Download.shown(MediaType.APPLICATION_PDF, number + ".pdf").body(content);
    }

    private byte[] read(String number, Officer officer, UUID document) {
        reads.record(officer.id(), number, document.toString());
        return documents.content(document);
    }

    private String signed(String number, byte[] cms, Language language, RedirectAttributes afterwards) {
        answers.answer(afterwards, language, "act.page.sent", Map.of(), () -> acts.sign(number, cms));
        return "redirect:/acts/{number}/sign";
    }
}
