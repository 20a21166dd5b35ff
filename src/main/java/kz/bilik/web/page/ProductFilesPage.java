package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.bilik.edition.ProductFiles;
import kz.bilik.edition.ProductFiles.Conflict;
import kz.bilik.edition.ProductFiles.Line;
import kz.bilik.edition.ProductFiles.Side;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.keeping.AdministratorDeeds;
import kz.bilik.officer.keeping.AdministratorDeeds.Deed;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.web.answer.Download;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where the product brings a newer diagram, table or form than what an analyst has put in force: both sides with what they
 * change, and two presses. The door lets analysts and administrators in and nobody else.
 */
@Controller
class ProductFilesPage {

    /** More lines than anybody reads in a page; the files themselves are beside them. */
    private static final int MOST_LINES = 400;

    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9./-]{1,200}");

    /** A file as the page shows it; {@code sides} are those whose text is known. */
    record Shown(Conflict conflict, String since, List<Side> sides, List<Line> here, List<Line> product) {}

    private final ProductFiles files;
    private final AdministratorDeeds deeds;
    private final CurrentOfficer currentOfficer;
    private final FormAnswers answers;
    private final Pages pages;

    ProductFilesPage(
            ProductFiles files,
            AdministratorDeeds deeds,
            CurrentOfficer currentOfficer,
            FormAnswers answers,
            Pages pages) {
        this.files = files;
        this.deeds = deeds;
        this.currentOfficer = currentOfficer;
        this.answers = answers;
        this.pages = pages;
    }

    @GetMapping("/product-files")
    String page(HttpServletRequest request, Model model) {
        var language = pages.frame(request, model);
        model.addAttribute(
                "files",
                files.conflicts(language).stream()
                        .map(conflict -> new Shown(
                                conflict,
                                Day.andTime(conflict.since()),
                                Stream.of(Side.values())
                                        .filter(side -> side != Side.BROUGHT_BEFORE || conflict.hasBefore())
                                        .toList(),
                                conflict.hasBefore() ? lines(conflict, Side.BROUGHT_BEFORE, Side.IN_FORCE) : List.of(),
                                lines(
                                        conflict,
                                        conflict.hasBefore() ? Side.BROUGHT_BEFORE : Side.IN_FORCE,
                                        Side.BROUGHT_NOW)))
                        .toList());
        return "product-files";
    }

    private List<Line> lines(Conflict conflict, Side from, Side to) {
        return files.lines(conflict.file(), from, to).stream().limit(MOST_LINES).toList();
    }

    /** One side as a file, to be compared or put together in Camunda Modeler. */
    @GetMapping("/product-files/file")
    ResponseEntity<byte[]> file(@RequestParam String name, @RequestParam Side side) {
        var text = files.text(known(name), side).orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "web.not-found"));
        return Download.kept(MediaType.APPLICATION_OCTET_STREAM, name.substring(name.lastIndexOf('/') + 1))
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping("/product-files/keep")
    String keep(@RequestParam String name, Language language, RedirectAttributes afterwards) {
        answers.answer(
                afterwards,
                language,
                "web.product-files.kept",
                Map.of(),
                () -> deeds.together(() -> decided(files.keep(known(name), officer()), name, Deed.FILE_KEPT)));
        return "redirect:/product-files";
    }

    @PostMapping("/product-files/take")
    String take(@RequestParam String name, Language language, RedirectAttributes afterwards) {
        answers.answer(
                afterwards,
                language,
                "web.product-files.taken",
                Map.of(),
                () -> deeds.together(() -> decided(files.take(known(name), officer()), name, Deed.FILE_TAKEN)));
        return "redirect:/product-files";
    }

    /** Whoever presses second finds it decided. */
    private void decided(boolean wasThere, String name, Deed deed) {
        if (!wasThere) {
            throw Problem.of(Kind.CONFLICT, "web.product-files-decided");
        }
        deeds.record(officer(), deed, name, "");
    }

    private static String known(String name) {
        if (!FILE.matcher(name).matches()) {
            throw Problem.of(Kind.NOT_FOUND, "web.not-found");
        }
        return name;
    }

    private String officer() {
        return currentOfficer.get().map(Officer::id).orElseThrow();
    }
}
