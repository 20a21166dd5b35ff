package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.bilik.casefile.ActAccess;
import kz.bilik.casefile.CaseReaders;
import kz.bilik.casefile.CaseReads;
import kz.bilik.casefile.OfficerWords;
import kz.bilik.document.Documents;
import kz.bilik.language.Language;
import kz.bilik.payment.BankAnswers;
import kz.bilik.payment.PaymentHalts;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.payment.PaymentWords;
import kz.bilik.problem.Problem;
import kz.bilik.settlement.ActWords;
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
 * The payments of an act (cl. 17) for the accountant of its region: each order with everything that goes to the bank, which
 * he holds or returns when it is not right, the files for the bank, the bank's answer as a file. An auditor reads the orders, but neither takes a file, which holds whole account numbers, nor uploads one. To
 * other officers there is no such page.
 */
@Controller
@RequestMapping("/acts/{number}/payments")
class ActPaymentPages {

    private static final String BACK = "redirect:/acts/{number}/payments";

    /**
     * An order as the page lists it; the account is masked.
     *
     * @param details everything that goes to the bank, for the accountant alone; null for others
     * @param bank what the bank said last while it has not carried the order out, empty when it said nothing
     * @param halts what was done with it before it was released, oldest first; for the accountant alone
     */
    record Row(
            String number,
            String kind,
            String payee,
            PaymentWords.@Nullable Details details,
            String ground,
            String amount,
            PaymentOrder.State state,
            String bank,
            @Nullable String reason,
            @Nullable String replaces,
            List<Deed> halts,
            boolean decides,
            boolean takesBack) {}

    /**
     * What an officer did with an order.
     *
     * @param officer his name; empty when nobody was signed in
     */
    record Deed(OffsetDateTime at, String words, String officer) {}

    private final PaymentOrders orders;
    private final PaymentHalts halts;
    private final BankAnswers bankAnswers;
    private final PaymentWords words;
    private final ActWords actWords;
    private final OfficerWords officers;
    private final SettlementDeadlines deadlines;
    private final Documents documents;
    private final CaseReads reads;
    private final ActReading reading;
    private final FormAnswers answers;
    private final Pages pages;

    ActPaymentPages(
            PaymentOrders orders,
            PaymentHalts halts,
            BankAnswers bankAnswers,
            PaymentWords words,
            ActWords actWords,
            OfficerWords officers,
            SettlementDeadlines deadlines,
            Documents documents,
            CaseReads reads,
            ActReading reading,
            FormAnswers answers,
            Pages pages) {
        this.orders = orders;
        this.halts = halts;
        this.bankAnswers = bankAnswers;
        this.words = words;
        this.actWords = actWords;
        this.officers = officers;
        this.deadlines = deadlines;
        this.documents = documents;
        this.reads = reads;
        this.reading = reading;
        this.answers = answers;
        this.pages = pages;
    }

    @GetMapping
    String page(@PathVariable String number, HttpServletRequest request, Model model) {
        var read = reading.of(number, ActAccess::readsPayments);
        var officer = read.officer();
        var act = read.act();
        reads.record(officer.id(), number, CaseReads.PAGE);
        var language = pages.frame(request, model);
        var files = orders.files(number);
        var all = orders.of(number);
        model.addAttribute("act", act);
        model.addAttribute("state", words.stateText(number, language));
        var isAccountant = ActAccess.isAccountant(officer, act);
        var mayHalt = isAccountant && !all.isEmpty() && halts.mayHalt(number);
        model.addAttribute(
                "rows",
                all.stream()
                        .map(order -> row(order, isAccountant, mayHalt, language))
                        .toList());
        model.addAttribute(
                "earlierProcedure",
                isAccountant
                        && !mayHalt
                        && all.stream().anyMatch(order -> order.state() == PaymentOrder.State.CREATED));
        model.addAttribute("total", words.ordersTotalText(number, language));
        model.addAttribute("service", words.ordersTotalText(number, PaymentOrder.Kind.SERVICE, language));
        model.addAttribute("aid", words.ordersTotalText(number, PaymentOrder.Kind.AID, language));
        model.addAttribute("exam", actWords.examText(number, language));
        model.addAttribute("files", files);
        var paid = orders.paidAt(number).isPresent();
        model.addAttribute(
                "payBy",
                act.current().receivedAt() == null || paid
                        ? null
                        : deadlines.payment(number).due());
        model.addAttribute("collects", ActAccess.isAccountant(officer, act));
        model.addAttribute("takesFiles", ActAccess.isAccountant(officer, act));
        model.addAttribute("uploads", ActAccess.isAccountant(officer, act) && !files.isEmpty() && !paid);
        return "act-payments";
    }

    private Row row(PaymentOrder order, boolean pays, boolean mayHalt, Language language) {
        return new Row(
                order.number(),
                "act.payments.kind-" + order.kind(),
                words.payeeText(order.number(), language),
                pays ? words.details(order, language) : null,
                words.aidGroundText(order, language),
                words.amountText(order.number(), language),
                order.state(),
                order.state() == PaymentOrder.State.SENT && order.bankStatus() != null ? order.bankStatus() : "",
                // The bank's words may name what the accountant alone reads.
                pays || order.reason() == null ? order.reason() : CaseReaders.typed(order.reason(), Set.of()),
                order.replaces(),
                pays
                        ? halts.of(order.number()).stream()
                                .map(halt -> new Deed(
                                        halt.at(), words.haltText(halt, language), by(halt.officer(), language)))
                                .toList()
                        : List.of(),
                pays
                        && (order.state() == PaymentOrder.State.CREATED && mayHalt
                                || order.state() == PaymentOrder.State.HELD),
                pays && order.state() == PaymentOrder.State.RETURNED && halts.takesBack(order.number()));
    }

    /** Holds an order with a reason. */
    @PostMapping("/{order}/hold")
    String hold(
            @PathVariable String number,
            @PathVariable String order,
            @RequestParam(defaultValue = "") String reason,
            Language language,
            RedirectAttributes afterwards) {
        requireAccountants(number, order);
        answers.answer(
                afterwards,
                language,
                "act.payments.held",
                Map.of("reason-" + order, reason),
                () -> halts.hold(order, FormAnswers.lines(reason)));
        return BACK;
    }

    /** Returns an order to the mobility centre with a reason. */
    @PostMapping("/{order}/return")
    String giveBack(
            @PathVariable String number,
            @PathVariable String order,
            @RequestParam(defaultValue = "") String reason,
            Language language,
            RedirectAttributes afterwards) {
        requireAccountants(number, order);
        answers.answer(
                afterwards,
                language,
                "act.payments.given-back",
                Map.of("reason-" + order, reason),
                () -> halts.giveBack(order, FormAnswers.lines(reason)));
        return BACK;
    }

    /** Pays an order after all that was held, or takes back one that was returned. */
    @PostMapping("/{order}/release")
    String release(
            @PathVariable String number, @PathVariable String order, Language language, RedirectAttributes afterwards) {
        requireAccountants(number, order);
        answers.answer(afterwards, language, "act.payments.lifted", Map.of(), () -> halts.lift(order));
        return BACK;
    }

    private void requireAccountants(String number, String order) {
        reading.of(number, ActAccess::isAccountant);
        if (orders.find(order).filter(found -> found.act().equals(number)).isEmpty()) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "payment.unknown", order);
        }
    }

    /** The payment file as it went to the bank. */
    @GetMapping("/files/{file}")
    ResponseEntity<byte[]> file(@PathVariable String number, @PathVariable String file) {
        var officer = reading.of(number, ActAccess::isAccountant).officer();
        var sent = orders.files(number).stream()
                .filter(each -> each.id().equals(file))
                .findFirst()
                .orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "web.not-found"));
        reads.record(officer.id(), number, sent.document().toString());
        return Download.kept(MediaType.APPLICATION_XML, sent.id() + ".xml").body(documents.content(sent.document()));
    }

    /** Takes the bank's answer; an error of the file names line and element, and records nothing. */
    @PostMapping("/answer")
    String answer(
            @PathVariable String number,
            @RequestParam MultipartFile file,
            Language language,
            RedirectAttributes afterwards)
            throws IOException {
        reading.of(number, ActAccess::isAccountant);
        try {
            var taken = bankAnswers.take(number, file.getBytes());
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
        return BACK;
    }

    private String by(String account, Language language) {
        return account.isEmpty() ? "" : officers.name(account, language);
    }
}
