package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import kz.bilik.audit.ChainCheck;
import kz.bilik.audit.Inspection;
import kz.bilik.audit.NightlyLook;
import kz.bilik.calendar.LegalClock;
import kz.bilik.casefile.CaseReads;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Whether the records are as they were written, for auditors and administrators; nothing here changes anything. */
@Controller
class AuditPage {

    private static final int SHOWN_SEALS = 31;

    /** A seal as the page shows it. */
    record Line(String number, String day, String position, boolean signed, boolean stamped) {}

    private final ChainCheck check;
    private final Inspection inspection;
    private final NightlyLook nightly;
    private final CaseReads reads;
    private final Texts texts;
    private final Pages pages;
    private final Clock wallClock;

    AuditPage(
            ChainCheck check,
            Inspection inspection,
            NightlyLook nightly,
            CaseReads reads,
            Texts texts,
            Pages pages,
            Clock wallClock) {
        this.check = check;
        this.inspection = inspection;
        this.nightly = nightly;
        this.reads = reads;
        this.texts = texts;
        this.pages = pages;
        this.wallClock = wallClock;
    }

    @GetMapping("/audit")
    String page(HttpServletRequest request, Model model) {
        show(request, model);
        return "audit";
    }

    /** Looks at the whole chain, which takes some seconds for each hundred thousand entries. */
    @GetMapping("/audit/check")
    String check(HttpServletRequest request, Model model) {
        var language = show(request, model);
        var outcome = check.check();
        model.addAttribute("summary", check.summary(outcome, language));
        model.addAttribute("whole", outcome.isWhole());
        model.addAttribute("found", check.words(outcome, language));
        return "audit";
    }

    /** The chain of these days for an inspection. */
    @GetMapping("/audit/export")
    @Nullable
    String export(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model)
            throws IOException {
        var first = FromAddress.day(from);
        var last = FromAddress.day(to);
        var language = show(request, model);
        if (first.isEmpty() || last.isEmpty() || last.get().isBefore(first.get())) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            model.addAttribute("daysWrong", true);
            return "audit";
        }
        // Its lines name cases and officers.
        reads.record(pages.officer().id(), first.get() + "/" + last.get(), CaseReads.RECORDS);
        response.setContentType("application/zip");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"records-" + first.get() + "-" + last.get() + ".zip\"");
        inspection.write(first.get(), last.get(), language, response.getOutputStream());
        return null;
    }

    private Language show(HttpServletRequest request, Model model) {
        var language = pages.frame(request, model);
        var standing = check.standing(SHOWN_SEALS);
        var today = LocalDate.ofInstant(wallClock.instant(), LegalClock.ZONE);
        model.addAttribute("standing", standing);
        model.addAttribute("seals", lines(standing));
        model.addAttribute("from", today.withDayOfMonth(1));
        model.addAttribute("to", today);
        model.addAttribute("daysWrong", false);
        model.addAttribute("firstDay", FromAddress.FIRST_DAY);
        model.addAttribute("lastDay", FromAddress.LAST_DAY);
        model.addAttribute(
                "looked",
                nightly.latest()
                        .map(look -> looked(look, language))
                        .orElseGet(() -> texts.in(language, "web.audit.not-looked")));
        model.addAttribute(
                "foundAtNight",
                nightly.latest().filter(look -> look.found() > 0).isPresent());
        return language;
    }

    private String looked(NightlyLook.Look look, Language language) {
        var ended = look.endedAt();
        return ended == null
                ? texts.in(language, "web.audit.looked-not-ended", Day.of(look.on()))
                : texts.in(
                        language,
                        look.found() == 0 ? "web.audit.looked-whole" : "web.audit.looked-broken",
                        Day.andTime(ended),
                        String.valueOf(look.found()));
    }

    private static List<Line> lines(ChainCheck.Standing standing) {
        return standing.seals().stream()
                .map(seal -> new Line(
                        String.valueOf(seal.number()),
                        Day.of(seal.day()),
                        String.valueOf(seal.position()),
                        seal.signed(),
                        seal.stamped()))
                .toList();
    }
}
