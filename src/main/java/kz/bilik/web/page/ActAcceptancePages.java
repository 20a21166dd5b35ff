package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import kz.bilik.casefile.ActAccess;
import kz.bilik.casefile.CaseReads;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.document.Documents;
import kz.bilik.language.Language;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.payment.PaymentWords;
import kz.bilik.problem.Problem;
import kz.bilik.settlement.ActWords;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ServicesAct;
import kz.bilik.settlement.SettlementDeadlines;
import kz.bilik.signature.DemoSignatures;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The page on which the mobility centre reads a signed act and accepts it with its own signature over the same document,
 * or returns it (cl. 17). To officers of other bodies and of other regions there is no such page. The act names its
 * holders, so each read is recorded before anything is shown.
 */
@Controller
@RequestMapping("/acts/{number}/accept")
class ActAcceptancePages {

    private static final String BACK = "redirect:/acts/{number}/accept";

    private final Acts acts;
    private final PaymentOrders orders;
    private final Documents documents;
    private final CaseReads reads;
    private final ActWords words;
    private final PaymentWords paymentWords;
    private final SettlementDeadlines deadlines;
    private final Catalogue catalogue;
    private final ActReading reading;
    private final FormAnswers answers;
    private final Pages pages;
    private final ObjectProvider<DemoSignatures> demo;

    ActAcceptancePages(
            Acts acts,
            PaymentOrders orders,
            Documents documents,
            CaseReads reads,
            ActWords words,
            PaymentWords paymentWords,
            SettlementDeadlines deadlines,
            Catalogue catalogue,
            ActReading reading,
            FormAnswers answers,
            Pages pages,
            ObjectProvider<DemoSignatures> demo) {
        this.acts = acts;
        this.orders = orders;
        this.documents = documents;
        this.reads = reads;
        this.words = words;
        this.paymentWords = paymentWords;
        this.deadlines = deadlines;
        this.catalogue = catalogue;
        this.reading = reading;
        this.answers = answers;
        this.pages = pages;
        this.demo = demo;
    }

    @GetMapping
    String page(@PathVariable String number, Model model, HttpServletRequest request, HttpServletResponse response) {
        var read = reading.of(number, ActAccess::isCustomer);
        var act = read.act();
        var received = act.current().receivedAt() != null;
        var awaited = act.state() == ServicesAct.State.SENT;
        var language = pages.frame(request, model);
        reads.record(read.officer().id(), number, CaseReads.PAGE);
        model.addAttribute("act", act);
        model.addAttribute("contractor", catalogue.recognitionCentreName(act.recognitionCentre(), language));
        model.addAttribute("state", paymentWords.stateText(number, language));
        model.addAttribute("remarks", words.remarks(number, language).orElse(null));
        model.addAttribute("total", received ? words.totalText(number, language) : null);
        model.addAttribute("exam", words.examText(number, language));
        model.addAttribute("persons", received ? words.persons(number, language) : List.of());
        model.addAttribute("totals", received ? words.totals(number, language) : List.of());
        model.addAttribute("changes", words.changes(number, language));
        model.addAttribute("warnings", awaited ? words.warnings(number, language) : List.of());
        model.addAttribute("earlier", acts.earlier(number));
        model.addAttribute("signatures", words.signatures(number, language));
        model.addAttribute(
                "payBy",
                received && orders.paidAt(number).isEmpty()
                        ? deadlines.payment(number).due()
                        : null);
        model.addAttribute("received", received);
        model.addAttribute("awaited", awaited);
        // Not "content": the page's frame has a parameter of that name.
        model.addAttribute(
                "bytesToSign",
                awaited
                        ? Base64.getEncoder()
                                .encodeToString(documents.content(act.current().document()))
                        : null);
        model.addAttribute("demoKey", demo.getIfAvailable() != null);
        response.setHeader("Content-Security-Policy", ActPages.POLICY);
        return "act-accept";
    }

    /** Receives what NCALayer signed: base64 CMS. */
    @PostMapping
    String accept(
            @PathVariable String number,
            @RequestParam String signature,
            Language language,
            RedirectAttributes afterwards) {
        reading.of(number, ActAccess::isCustomer);
        answers.answer(
                afterwards,
                language,
                "act.accept.done",
                Map.of(),
                () -> acts.accept(number, signature.getBytes(StandardCharsets.US_ASCII)));
        return BACK;
    }

    /** Signs with the mobility centre's demo key, which everybody knows; only the profile demo has such keys. */
    @PostMapping("/demo-signature")
    String acceptWithDemoKey(
            @PathVariable String number, @RequestParam int edition, Language language, RedirectAttributes afterwards) {
        var act = reading.of(number, ActAccess::isCustomer).act();
        var key = demo.getIfAvailable();
        if (key == null) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "web.not-found");
        }
        answers.answer(afterwards, language, "act.accept.done", Map.of(), () -> {
            acts.requireEdition(number, edition);
            acts.accept(number, key.sign("mobility-" + act.region(), acts.document(number)));
        });
        return BACK;
    }

    @PostMapping("/return")
    String giveBack(
            @PathVariable String number,
            @RequestParam int edition,
            @RequestParam(defaultValue = "") String remarks,
            Language language,
            RedirectAttributes afterwards) {
        reading.of(number, ActAccess::isCustomer);
        answers.answer(
                afterwards,
                language,
                "act.accept.given-back",
                Map.of("remarks", remarks),
                () -> acts.giveBack(number, edition, FormAnswers.lines(remarks)));
        return BACK;
    }

    /** One press returns an act whose amounts have changed since it was signed. */
    @PostMapping("/form-anew")
    String giveBackToFormAnew(
            @PathVariable String number, @RequestParam int edition, Language language, RedirectAttributes afterwards) {
        reading.of(number, ActAccess::isCustomer);
        answers.answer(
                afterwards,
                language,
                "act.accept.given-back",
                Map.of(),
                () -> acts.giveBackToFormAnew(number, edition));
        return BACK;
    }
}
