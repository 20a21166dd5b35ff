package kz.bilik.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.distribution.QuotaLedger;
import kz.bilik.distribution.Quotas;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The quota of a region in a year and its ledger (cl. 3.3 (b), 18), for the authorised body, auditors and the region's own
 * mobility centre. It names applications by their numbers only.
 */
@Controller
class QuotaPage {

    private static final int SHOWN = 500;

    /** A line of the book, in the reader's words. */
    record Line(OffsetDateTime at, QuotaLedger.Kind kind, int vouchers, @Nullable String application, String clause) {}

    private final Quotas quotas;
    private final QuotaLedger ledger;
    private final Catalogue catalogue;
    private final DeadlineText deadlineText;
    private final CurrentOfficer currentOfficer;
    private final Pages pages;

    QuotaPage(
            Quotas quotas,
            QuotaLedger ledger,
            Catalogue catalogue,
            DeadlineText deadlineText,
            CurrentOfficer currentOfficer,
            Pages pages) {
        this.quotas = quotas;
        this.ledger = ledger;
        this.catalogue = catalogue;
        this.deadlineText = deadlineText;
        this.currentOfficer = currentOfficer;
        this.pages = pages;
    }

    @GetMapping("/distributions/quotas/{region}/{year}")
    String page(@PathVariable String region, @PathVariable int year, HttpServletRequest request, Model model) {
        var quota = currentOfficer
                .get()
                .filter(officer -> mayRead(officer, region))
                .flatMap(officer -> quotas.quotas(year).stream()
                        .filter(each -> each.region().equals(region))
                        .findFirst())
                .orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "web.not-found"));
        var language = pages.frame(request, model);
        var entries = ledger.newest(region, year, SHOWN + 1);
        model.addAttribute("quota", quota);
        model.addAttribute(
                "region",
                catalogue.region(region).map(known -> known.name().in(language)).orElse(region));
        model.addAttribute(
                "entries",
                entries.stream()
                        .limit(SHOWN)
                        .map(entry -> new Line(
                                entry.at(),
                                entry.kind(),
                                entry.vouchers(),
                                entry.application(),
                                deadlineText.clause(language, entry.clause())))
                        .toList());
        model.addAttribute("more", entries.size() > SHOWN);
        return "quota";
    }

    /** Whether that officer reads the quotas of that region. */
    static boolean mayRead(Officer officer, String region) {
        return officer.is("authorised-body") || officer.is("auditor") || officer.is("mobility-centre", region);
    }

    static String address(String region, int year) {
        return "/distributions/quotas/" + region + "/" + year;
    }
}
