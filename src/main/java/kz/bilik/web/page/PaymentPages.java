package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kz.bilik.casefile.CaseReads;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.document.Documents;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import kz.bilik.payment.BankAnswers;
import kz.bilik.payment.PaymentFiles;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.payment.PaymentWords;
import kz.bilik.payment.SentFile;
import kz.bilik.problem.Problem;
import kz.bilik.settlement.SettlementDeadlines;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The payments of a region over all its acts (cl. 17), for its accountants: what was released for a file with others and is
 * collected into one, what is held or returned, the files and the bank's answers. To other officers there is no such page.
 */
@Controller
@RequestMapping("/payments")
class PaymentPages {

    /**
     * An order in a list; the account is masked.
     *
     * @param payBy the last day of cl. 17
     * @param halt why it is held or returned, null when it is not
     */
    record Row(
            String number,
            String act,
            String payee,
            String amount,
            LocalDate payBy,
            PaymentOrder.State state,
            @Nullable String halt) {}

    /** The payments of one region. */
    record Desk(String region, String name, List<Row> waiting, String total, List<Row> halted, List<SentFile> files) {}

    private final PaymentFiles files;
    private final BankAnswers bankAnswers;
    private final PaymentWords words;
    private final SettlementDeadlines deadlines;
    private final Catalogue catalogue;
    private final Documents documents;
    private final CaseReads reads;
    private final FormAnswers answers;
    private final Texts texts;
    private final Pages pages;

    PaymentPages(
            PaymentFiles files,
            BankAnswers bankAnswers,
            PaymentWords words,
            SettlementDeadlines deadlines,
            Catalogue catalogue,
            Documents documents,
            CaseReads reads,
            FormAnswers answers,
            Texts texts,
            Pages pages) {
        this.files = files;
        this.bankAnswers = bankAnswers;
        this.words = words;
        this.deadlines = deadlines;
        this.catalogue = catalogue;
        this.documents = documents;
        this.reads = reads;
        this.answers = answers;
        this.texts = texts;
        this.pages = pages;
    }

    @GetMapping
    String page(HttpServletRequest request, Model model) {
        var regions = regions(pages.officer());
        if (regions.isEmpty()) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "web.not-found");
        }
        var language = pages.frame(request, model);
        model.addAttribute(
                "desks", regions.stream().map(region -> desk(region, language)).toList());
        return "payments";
    }

    private Desk desk(String region, Language language) {
        var waiting = files.waiting(region);
        return new Desk(
                region,
                catalogue.regionName(region, language),
                waiting.stream().map(order -> row(order, language)).toList(),
                texts.in(
                        language,
                        "settlement.tenge",
                        waiting.stream().mapToLong(PaymentOrder::amount).sum()),
                files.halted(region).stream().map(order -> row(order, language)).toList(),
                files.collected(region));
    }

    private Row row(PaymentOrder order, Language language) {
        return new Row(
                order.number(),
                order.act(),
                words.payeeText(order.number(), language),
                words.amountText(order.number(), language),
                deadlines.payment(order.act()).due(),
                order.state(),
                words.haltText(order.number(), language).orElse(null));
    }

    /** Collects what waits into one file, which goes to the bank next. */
    @PostMapping("/{region}/file")
    String collect(@PathVariable String region, Language language, RedirectAttributes afterwards) {
        ofAccountant(region);
        try {
            var file = files.collect(region);
            answers.done(
                    afterwards,
                    language,
                    "act.payments.collected",
                    file.id(),
                    String.valueOf(file.orders()),
                    texts.in(language, "settlement.tenge", file.total()));
        } catch (Problem problem) {
            answers.refused(afterwards, language, problem, Map.of());
        }
        return "redirect:/payments";
    }

    /** A file of several acts as it goes to the bank. */
    @GetMapping("/{region}/files/{file}")
    ResponseEntity<byte[]> file(@PathVariable String region, @PathVariable String file) {
        var officer = ofAccountant(region);
        var collected = files.collected(region).stream()
                .filter(each -> each.id().equals(file))
                .findFirst()
                .orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "web.not-found"));
        reads.record(officer.id(), file, collected.document().toString());
        return Download.kept(MediaType.APPLICATION_XML, collected.id() + ".xml")
                .body(documents.content(collected.document()));
    }

    /** Takes the bank's answer to any file of the region; an error names line and element, and records nothing. */
    @PostMapping("/{region}/answer")
    String answer(
            @PathVariable String region,
            @RequestParam MultipartFile file,
            Language language,
            RedirectAttributes afterwards)
            throws IOException {
        ofAccountant(region);
        try {
            var taken = bankAnswers.takeOfRegion(region, file.getBytes());
            answers.done(
                    afterwards,
                    language,
                    "act.payments.taken",
                    String.valueOf(taken.confirmed()),
                    String.valueOf(taken.rejected()),
                    String.valueOf(taken.known()),
                    String.valueOf(taken.underWay()));
        } catch (Problem problem) {
            answers.refused(afterwards, language, problem, Map.of());
        }
        return "redirect:/payments";
    }

    private Officer ofAccountant(String region) {
        var officer = pages.officer();
        if (officer == null || !regions(officer).contains(region)) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "web.not-found");
        }
        return officer;
    }

    private static List<String> regions(@Nullable Officer officer) {
        return officer == null
                ? List.of()
                : officer.places()
                        .filter(place -> place.role() == Role.ACCOUNTANT && !place.ofHeads())
                        .map(Place::code)
                        .distinct()
                        .sorted()
                        .toList();
    }
}
