package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import kz.bilik.casefile.DistributionAccess;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.notice.Notices;
import kz.bilik.notice.Notices.Notice;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What an officer's groups were told: acts and answers that came in, overdue tasks (a head), quotas that run low, published
 * distributions. Each notice leads to the page of its matter, which has its own rules; of an act to the one page that its
 * reader has for it.
 */
@Controller
class NoticePage {

    private static final int SHOWN = 50;

    private static final String LOW_QUOTA = "distribution.low-quota";

    /** Of reports that the Labour Market AIS does not take, not of the cases. */
    private static final String REPORTS = "labour-market.";

    /** A notice; {@code address} is null where its reader finds nothing any more, or never did. */
    record Line(OffsetDateTime at, String text, String link, @Nullable String address) {}

    private final Notices notices;
    private final Matters matters;
    private final CurrentOfficer currentOfficer;
    private final Pages pages;
    private final Texts texts;

    NoticePage(Notices notices, Matters matters, CurrentOfficer currentOfficer, Pages pages, Texts texts) {
        this.notices = notices;
        this.matters = matters;
        this.currentOfficer = currentOfficer;
        this.pages = pages;
        this.texts = texts;
    }

    @GetMapping("/notices")
    String page(@RequestParam(defaultValue = "0") int page, HttpServletRequest request, Model model) {
        var officer = currentOfficer.get().orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "web.not-found"));
        var language = pages.frame(request, model);
        int number = Math.max(0, Math.min(page, 10_000));
        var found = notices.toGroups(officer.groups(), language, number * SHOWN, SHOWN + 1);
        model.addAttribute(
                "notices",
                found.stream()
                        .limit(SHOWN)
                        .map(notice -> line(officer, notice, language))
                        .toList());
        model.addAttribute("earlier", found.size() > SHOWN ? number + 1 : null);
        model.addAttribute("later", number > 0 ? number - 1 : null);
        return "notices";
    }

    private Line line(Officer officer, Notice notice, Language language) {
        // The number of a low quota is its region, and nobody calls a quota by that.
        var link = notice.code().equals(LOW_QUOTA) ? texts.in(language, "web.start.quota") : notice.number();
        if (notice.code().startsWith(REPORTS)) {
            link = texts.in(language, "web.ais.title");
        }
        return new Line(notice.at(), notice.text(), link, address(officer, notice));
    }

    /** Where the matter is read, if this officer reads it: a case may have gone to another career centre meanwhile. */
    private @Nullable String address(Officer officer, Notice notice) {
        var number = notice.number();
        if (notice.code().equals(LOW_QUOTA)) {
            // Vouchers are taken from the quota of the running year.
            return DistributionAccess.mayReadQuota(officer, number)
                    ? QuotaPage.address(number, notice.at().getYear())
                    : null;
        }
        return notice.code().startsWith(REPORTS)
                ? LabourMarketPage.ADDRESS
                : matters.page(officer, number).orElse(null);
    }
}
