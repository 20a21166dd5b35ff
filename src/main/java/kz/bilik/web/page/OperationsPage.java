package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import kz.bilik.history.Operations;
import kz.bilik.history.Operations.Kind;
import kz.bilik.history.Operations.Sought;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;
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

    private final Operations operations;
    private final Pages pages;

    OperationsPage(Operations operations, Pages pages) {
        this.operations = operations;
        this.pages = pages;
    }

    @GetMapping("/operations")
    String page(
            @RequestParam(defaultValue = "") String account,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(required = false) @Nullable Kind kind,
            @RequestParam(defaultValue = "0") int page,
            HttpServletRequest request,
            Model model) {
        var language = pages.frame(request, model);
        var number = FromAddress.page(page, MOST_PAGES);
        var name = account.strip();
        var known = name.length() <= LONGEST_NAME && name.indexOf('\0') < 0;
        var found = known
                ? operations.outsideOfCases(
                        new Sought(name.isEmpty() ? null : name, day(from), day(to), kind),
                        number * SHOWN,
                        SHOWN + 1,
                        language)
                : List.<Operations.Operation>of();
        FromAddress.notBeyond(number, found.isEmpty());
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

    private static @Nullable LocalDate day(String text) {
        return text.isEmpty()
                ? null
                : FromAddress.day(text).orElseThrow(() -> Problem.of(Problem.Kind.UNPROCESSABLE, "web.day-unreadable"));
    }
}
