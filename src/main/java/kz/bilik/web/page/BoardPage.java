package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.language.Language;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerTasks;
import kz.bilik.officer.OfficersBoard;
import kz.bilik.officer.OfficersBoard.Overview;
import kz.bilik.officer.OfficersBoard.Which;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The board of the head of a centre: who has what, what is overdue, what nobody has; and the press that gives tasks to one
 * of the place, or back to all.
 */
@Controller
class BoardPage {

    private static final int SHOWN = 50;

    /** No account is called that. */
    private static final String NOBODY = "*";

    private static final int LAST_PAGE = 10_000;

    /**
     * A task as the page shows it.
     *
     * @param ticked what the box submits: the task, and who has it
     * @param day when it is due, in words; empty for a step without a term
     * @param address of the page of its matter; null where this head reads none
     */
    record Line(OfficersBoard.Row row, String ticked, String day, @Nullable String address) {}

    private final OfficersBoard board;
    private final Matters matters;
    private final Pages pages;
    private final FormAnswers answers;
    private final DeadlineText days;

    BoardPage(OfficersBoard board, Matters matters, Pages pages, FormAnswers answers, DeadlineText days) {
        this.board = board;
        this.matters = matters;
        this.pages = pages;
        this.answers = answers;
        this.days = days;
    }

    /**
     * The board.
     *
     * @param place the group of one of his places; the first of them when empty
     * @param show {@code all}, {@code overdue}, {@code nobodys} or {@code of_officer}
     * @param officer whose, with the last of these
     */
    @GetMapping("/board")
    String page(
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "all") String show,
            @RequestParam(defaultValue = "") String officer,
            @RequestParam(defaultValue = "0") int page,
            HttpServletRequest request,
            Model model) {
        var head = head();
        var language = pages.frame(request, model);
        var places = board.places(head, language);
        var shown = places.stream()
                .filter(each -> place.isEmpty() || each.place().group().equals(place))
                .findFirst()
                .orElseThrow(BoardPage::unknown);
        var which = which(show);
        int number = FromAddress.page(page, LAST_PAGE);
        var rows = board.tasks(head, shown.place(), which, officer, language, number * SHOWN, SHOWN)
                .orElseThrow(BoardPage::unknown);
        if (number > 0 && rows.rows().isEmpty() && model.containsAttribute(FormAnswers.DONE)) {
            // What he has just given out has left this list, and taken its last page along.
            number = (int) Math.max(0, (rows.found() - 1) / SHOWN);
            rows = board.tasks(head, shown.place(), which, officer, language, number * SHOWN, SHOWN)
                    .orElseThrow(BoardPage::unknown);
        }
        FromAddress.notBeyond(number, rows.rows().isEmpty());
        model.addAttribute("places", places);
        model.addAttribute("shown", shown);
        model.addAttribute("all", sum(shown, OfficersBoard.Load::tasks));
        model.addAttribute("overdue", sum(shown, OfficersBoard.Load::overdue));
        model.addAttribute("nobodys", shown.loads().get(0).tasks());
        model.addAttribute("show", which.name().toLowerCase(Locale.ROOT));
        model.addAttribute("whose", officer);
        model.addAttribute("whoseName", which == Which.OF_OFFICER ? name(shown, officer) : null);
        model.addAttribute("page", number);
        model.addAttribute("earlier", number > 0 ? number - 1 : null);
        model.addAttribute("later", (number + 1L) * SHOWN < rows.found() ? number + 1 : null);
        model.addAttribute("found", rows.found());
        model.addAttribute(
                "lines",
                rows.rows().stream().map(row -> line(head, row, language)).toList());
        return "board";
    }

    private static String name(Overview place, String officer) {
        return place.loads().stream()
                .map(OfficersBoard.Load::officer)
                .filter(each -> each != null && each.id().equals(officer))
                .map(OfficerTasks.Colleague::name)
                .findFirst()
                .orElseThrow(BoardPage::unknown);
    }

    private static long sum(Overview place, ToLongFunction<OfficersBoard.Load> number) {
        return place.loads().stream().mapToLong(number).sum();
    }

    private Line line(Officer head, OfficersBoard.Row row, Language language) {
        var had = row.officer() == null ? "" : row.officer().id();
        return new Line(
                row,
                row.task() + "|" + had,
                Optional.ofNullable(row.due())
                        .map(OffsetDateTime::toLocalDate)
                        .map(day -> days.date(language, day))
                        .orElse(""),
                matters.page(head, row.number().split(" · ")[0]).orElse(null));
    }

    /**
     * Gives the ticked tasks, each for itself: what somebody else has taken or done meanwhile stays as it is.
     *
     * @param task each as its box submits it
     * @param to the account; a star for nobody
     */
    @PostMapping("/board/give")
    String give(
            @RequestParam(defaultValue = "") List<String> task,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String place,
            @RequestParam(defaultValue = "all") String show,
            @RequestParam(defaultValue = "") String officer,
            @RequestParam(defaultValue = "0") int page,
            Language language,
            RedirectAttributes afterwards) {
        var head = head();
        var given = 0;
        Problem refused = null;
        for (var ticked : to.isEmpty() ? List.<String>of() : task) {
            try {
                give(head, ticked, to);
                given++;
            } catch (Problem problem) {
                refused = problem;
            }
        }
        if (task.isEmpty() || to.isEmpty()) {
            refused = Problem.of(Kind.UNPROCESSABLE, "web.board.nothing-ticked");
        }
        if (given > 0) {
            answers.done(
                    afterwards,
                    language,
                    to.equals(NOBODY) ? "web.board.given-back" : "web.board.given",
                    String.valueOf(given));
        }
        if (refused != null) {
            answers.refused(afterwards, language, refused, Map.of("to", to));
        }
        return "redirect:"
                + UriComponentsBuilder.fromPath("/board")
                        .queryParam("place", "{place}")
                        .queryParam("show", "{show}")
                        .queryParam("officer", "{officer}")
                        .queryParam("page", page)
                        .encode()
                        .buildAndExpand(place, show, officer)
                        .toUriString();
    }

    private void give(Officer head, String ticked, String to) {
        var parts = ticked.split("\\|", 2);
        var had = parts.length < 2 || parts[1].isEmpty() ? null : parts[1];
        board.give(head, parts[0], had, to.equals(NOBODY) ? null : to);
    }

    private static Which which(String show) {
        return Arrays.stream(Which.values())
                .filter(which -> which.name().equalsIgnoreCase(show))
                .findFirst()
                .orElse(Which.ALL);
    }

    private Officer head() {
        return Optional.ofNullable(pages.officer()).orElseThrow(BoardPage::unknown);
    }

    private static Problem unknown() {
        return Problem.of(Kind.NOT_FOUND, "web.not-found");
    }
}
