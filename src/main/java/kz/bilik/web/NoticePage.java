package kz.bilik.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import kz.bilik.application.Applications;
import kz.bilik.notice.Notices;
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
 * distributions. Each notice leads to its case, which has its own rules.
 */
@Controller
class NoticePage {

    private static final int SHOWN = 50;

    /** A notice; {@code address} is null where its reader finds nothing any more, or never did. */
    record Line(OffsetDateTime at, String text, String number, @Nullable String address) {}

    private final Notices notices;
    private final Applications applications;
    private final CaseReaders readers;
    private final CurrentOfficer currentOfficer;
    private final Pages pages;

    NoticePage(
            Notices notices,
            Applications applications,
            CaseReaders readers,
            CurrentOfficer currentOfficer,
            Pages pages) {
        this.notices = notices;
        this.applications = applications;
        this.readers = readers;
        this.currentOfficer = currentOfficer;
        this.pages = pages;
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
                        .map(notice -> new Line(
                                notice.at(), notice.text(), notice.number(), address(officer, notice.number())))
                        .toList());
        model.addAttribute("earlier", found.size() > SHOWN ? number + 1 : null);
        model.addAttribute("later", number > 0 ? number - 1 : null);
        return "notices";
    }

    /** Where the matter is read, if this officer reads it: a case may have gone to another career centre meanwhile. */
    private @Nullable String address(Officer officer, String number) {
        if (number.startsWith("D-")) {
            return DistributionPages.mayRead(officer) ? "/distributions/" + number : null;
        }
        return applications
                .find(number)
                .filter(application -> readers.mayRead(officer, application))
                .map(application -> "/cases/" + number)
                .orElse(null);
    }
}
