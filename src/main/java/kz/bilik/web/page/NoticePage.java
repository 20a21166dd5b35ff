package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import kz.bilik.casefile.DistributionAccess;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.notice.NoticeReads;
import kz.bilik.notice.Notices;
import kz.bilik.notice.Notices.Notice;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What an officer's groups were told: acts and answers that came in, overdue tasks (a head), quotas that run low, published
 * distributions. Each notice leads to the page of its matter, which has its own rules; of an act to the one page that its
 * reader has for it.
 */
@Controller
class NoticePage {

    private static final int SHOWN = 50;
    private static final int MOST_PAGES = 10_000;

    private static final String LOW_QUOTA = "distribution.low-quota";

    /** Of reports that the Labour Market AIS does not take, not of the cases. */
    private static final String REPORTS = "labour-market.";

    /**
     * A notice.
     *
     * @param address null where its reader finds nothing any more, or never did
     * @param isNew whether he had not read it before
     */
    record Line(OffsetDateTime at, String text, String link, @Nullable String address, boolean isNew) {}

    private final Notices notices;
    private final NoticeReads reads;
    private final Matters matters;
    private final CurrentOfficer currentOfficer;
    private final Pages pages;
    private final FormAnswers answers;
    private final Texts texts;

    NoticePage(
            Notices notices,
            NoticeReads reads,
            Matters matters,
            CurrentOfficer currentOfficer,
            Pages pages,
            FormAnswers answers,
            Texts texts) {
        this.notices = notices;
        this.reads = reads;
        this.answers = answers;
        this.matters = matters;
        this.currentOfficer = currentOfficer;
        this.pages = pages;
        this.texts = texts;
    }

    /** A page of them, and who has it before him has read what stands there. */
    @GetMapping("/notices")
    String page(@RequestParam(defaultValue = "0") int page, HttpServletRequest request, Model model) {
        var officer = officer();
        var language = pages.frame(request, model);
        int number = FromAddress.page(page, MOST_PAGES);
        var found = notices.toGroups(officer.groups(), language, number * SHOWN, SHOWN + 1);
        FromAddress.notBeyond(number, found.isEmpty());
        var shown = found.stream().limit(SHOWN).toList();
        var fresh = reads.areNew(officer, shown.stream().map(Notice::id).toList());
        model.addAttribute(
                "notices",
                shown.stream()
                        .map(notice -> line(officer, notice, language, fresh.contains(notice.id())))
                        .toList());
        reads.read(officer, fresh);
        model.addAttribute("stillNew", reads.countNew(officer));
        model.addAttribute("earlier", found.size() > SHOWN ? number + 1 : null);
        model.addAttribute("later", number > 0 ? number - 1 : null);
        return "notices";
    }

    /** Also the ones on pages that he has not opened. */
    @PostMapping("/notices/read")
    String readAll(Language language, RedirectAttributes afterwards) {
        reads.readAll(officer());
        answers.done(afterwards, language, "web.notices.all-read");
        return "redirect:/notices";
    }

    private Officer officer() {
        return currentOfficer.get().orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "web.not-found"));
    }

    private Line line(Officer officer, Notice notice, Language language, boolean isNew) {
        // The number of a low quota is its region, and nobody calls a quota by that.
        var link = notice.code().equals(LOW_QUOTA) ? texts.in(language, "web.start.quota") : notice.number();
        if (notice.code().startsWith(REPORTS)) {
            link = texts.in(language, "web.ais.title");
        }
        return new Line(notice.at(), notice.text(), link, address(officer, notice), isNew);
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
