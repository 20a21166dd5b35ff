package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.casefile.CaseReaders;
import kz.bilik.casefile.DistributionAccess;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.distribution.Quota;
import kz.bilik.distribution.QuotaLedger;
import kz.bilik.distribution.Quotas;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
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

    /**
     * A line of the book, in the reader's words.
     *
     * @param vouchers how many; of a published number what it became, and by how much it changed
     */
    record Line(
            OffsetDateTime at, QuotaLedger.Kind kind, String vouchers, @Nullable String application, String clause) {}

    private final Quotas quotas;
    private final QuotaLedger ledger;
    private final Catalogue catalogue;
    private final Texts texts;
    private final DeadlineText deadlineText;
    private final CurrentOfficer currentOfficer;
    private final Pages pages;

    QuotaPage(
            Quotas quotas,
            QuotaLedger ledger,
            Catalogue catalogue,
            Texts texts,
            DeadlineText deadlineText,
            CurrentOfficer currentOfficer,
            Pages pages) {
        this.quotas = quotas;
        this.ledger = ledger;
        this.catalogue = catalogue;
        this.texts = texts;
        this.deadlineText = deadlineText;
        this.currentOfficer = currentOfficer;
        this.pages = pages;
    }

    @GetMapping("/distributions/quotas/{region}/{year}")
    String page(@PathVariable String region, @PathVariable int year, HttpServletRequest request, Model model) {
        var officer = currentOfficer
                .get()
                .filter(reader -> DistributionAccess.mayReadQuota(reader, region))
                .orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "web.not-found"));
        var quota = quotas.quotas(year).stream()
                .filter(each -> each.region().equals(region))
                .findFirst()
                .orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "web.not-found"));
        var language = pages.frame(request, model);
        var entries = ledger.newest(region, year, SHOWN + 1);
        model.addAttribute("quota", quota);
        model.addAttribute("region", catalogue.regionName(region, language));
        model.addAttribute("entries", lines(quota, entries, language));
        model.addAttribute("readsCases", CaseReaders.readsAllOf(officer, region));
        model.addAttribute("more", entries.size() > SHOWN);
        return "quota";
    }

    private List<Line> lines(Quota quota, List<QuotaLedger.Entry> newestFirst, Language language) {
        var lines = new ArrayList<Line>();
        // Backwards from what stands today, so that each line can say what the number became by it.
        int published = quota.published();
        int elsewhere = quota.elsewhere();
        for (var entry : newestFirst.subList(0, Math.min(SHOWN, newestFirst.size()))) {
            var vouchers =
                    switch (entry.kind()) {
                        case PUBLISHED -> changed(published, entry.vouchers());
                        case ELSEWHERE -> changed(elsewhere, entry.vouchers());
                        default -> String.valueOf(entry.vouchers());
                    };
            published -= entry.kind() == QuotaLedger.Kind.PUBLISHED ? entry.vouchers() : 0;
            elsewhere -= entry.kind() == QuotaLedger.Kind.ELSEWHERE ? entry.vouchers() : 0;
            lines.add(new Line(entry.at(), entry.kind(), vouchers, entry.application(), clause(entry, language)));
        }
        return lines;
    }

    private String clause(QuotaLedger.Entry entry, Language language) {
        return entry.clause().equals(Quotas.APPEAL)
                ? texts.in(language, "web.quota.appeal")
                : deadlineText.clause(language, entry.clause());
    }

    /** Such as {@code 2 (−38)}; the first number alone. */
    private static String changed(int became, int by) {
        return became == by ? String.valueOf(became) : "%d (%s%d)".formatted(became, by < 0 ? "−" : "+", Math.abs(by));
    }

    static String address(String region, int year) {
        return "/distributions/quotas/" + region + "/" + year;
    }
}
