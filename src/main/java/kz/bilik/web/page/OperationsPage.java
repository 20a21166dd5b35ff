package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import kz.bilik.history.Operations;
import kz.bilik.history.Operations.Kind;
import kz.bilik.history.Operations.Sought;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What people did with the engine that belongs to no case – accounts, rights, deployments, jobs – for auditors and
 * administrators. What belongs to a case stands in its story.
 */
@Controller
class OperationsPage {

    private static final int SHOWN = 50;
    private static final int MOST_PAGES = 10_000;
    private static final int LONGEST_NAME = 64;

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2999, 12, 31);

    private final Operations operations;
    private final Pages pages;

    OperationsPage(Operations operations, Pages pages) {
        this.operations = operations;
        this.pages = pages;
    }

    @GetMapping("/operations")
    String page(
            @RequestParam(defaultValue = "") String account,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Kind kind,
            @RequestParam(defaultValue = "0") int page,
            HttpServletRequest request,
            Model model) {
        var language = pages.frame(request, model);
        var number = Math.max(0, Math.min(page, MOST_PAGES));
        var name = account.strip();
        var known = name.length() <= LONGEST_NAME && name.indexOf('\0') < 0;
        var found = known
                ? operations.outsideOfCases(
                        new Sought(name.isEmpty() ? null : name, within(from), within(to), kind),
                        number * SHOWN,
                        SHOWN + 1,
                        language)
                : List.<Operations.Operation>of();
        model.addAttribute("account", name);
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        model.addAttribute("kind", kind);
        model.addAttribute("kinds", Kind.values());
        model.addAttribute("operations", found.stream().limit(SHOWN).toList());
        model.addAttribute("earlier", found.size() > SHOWN ? number + 1 : null);
        model.addAttribute("later", number > 0 ? number - 1 : null);
        return "operations";
    }

    /** A day that a database can be asked for. */
    private static @Nullable LocalDate within(@Nullable LocalDate day) {
        return day == null || day.isBefore(FIRST) || day.isAfter(LAST) ? null : day;
    }
}
