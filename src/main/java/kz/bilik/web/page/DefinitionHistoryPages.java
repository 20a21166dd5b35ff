package kz.bilik.web.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.casefile.CaseAccess;
import kz.bilik.casefile.CaseReads;
import kz.bilik.history.CaseCourses;
import kz.bilik.history.CaseCourses.Definition;
import kz.bilik.history.CaseStory;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.overview.CaseFilter;
import kz.bilik.overview.CaseLine;
import kz.bilik.overview.FoundCases;
import kz.bilik.overview.StepTimes;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.web.answer.Download;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * What Cockpit shows of a version of a diagram: the cases that have gone through it, as they are looked for, and on the
 * diagram how often they came to each step and how long they stood there. Nobody's name stands there.
 */
@Controller
@RequestMapping("/history/definitions/{definition}")
class DefinitionHistoryPages {

    private static final int SHOWN = 50;
    private static final int LAST_PAGE = FoundCases.MOST / SHOWN - 1;
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    /** What is written at an element. */
    record Mark(String text, String look) {}

    /**
     * A case that was found.
     *
     * @param instance the engine's id of its course; null when that is no longer there
     */
    record Line(CaseRow row, @Nullable String instance, boolean ended) {}

    private final CurrentOfficer currentOfficer;
    private final CaseCourses courses;
    private final CaseStory stories;
    private final FoundCases cases;
    private final StepTimes times;
    private final CaseRows rows;
    private final CaseSheet sheet;
    private final CaseChoices choices;
    private final CaseReads reads;
    private final LegalClock clock;
    private final ObjectMapper json;
    private final Texts texts;

    DefinitionHistoryPages(
            CurrentOfficer currentOfficer,
            CaseCourses courses,
            CaseStory stories,
            FoundCases cases,
            StepTimes times,
            CaseRows rows,
            CaseSheet sheet,
            CaseChoices choices,
            CaseReads reads,
            LegalClock clock,
            ObjectMapper json,
            Texts texts) {
        this.currentOfficer = currentOfficer;
        this.courses = courses;
        this.stories = stories;
        this.cases = cases;
        this.times = times;
        this.rows = rows;
        this.sheet = sheet;
        this.choices = choices;
        this.reads = reads;
        this.clock = clock;
        this.json = json;
        this.texts = texts;
    }

    @GetMapping
    String page(
            @PathVariable String definition,
            @RequestParam(defaultValue = "0") int page,
            HttpServletRequest request,
            Language language,
            Model model) {
        FromAddress.page(page, LAST_PAGE);
        var officer = officer();
        model.addAttribute("language", language.tag());
        var known = courses.definition(definition, language);
        if (known.isEmpty()) {
            model.addAttribute("cases", List.of());
            return "story :: cases";
        }
        var asked = asked(request);
        var accounts = cases.officers(officer);
        var filter = filter(asked, officer, accounts, known.get());
        var found = cases.find(officer, filter, page * SHOWN, SHOWN + 1);
        FromAddress.notBeyond(page, found.isEmpty());
        var shown = found.subList(0, Math.min(SHOWN, found.size()));
        var more = found.size() > SHOWN && page < LAST_PAGE;
        model.addAttribute("definition", known.get());
        model.addAttribute("lines", lines(shown, known.get(), language));
        model.addAttribute("elements", marks(times.of(officer, filter), language));
        model.addAttribute("counted", StepTimes.MOST);
        model.addAttribute("asked", asked.asked());
        model.addAttribute("total", cases.countListed(officer, filter));
        model.addAttribute("most", FoundCases.MOST);
        model.addAttribute("first", page * SHOWN + 1);
        model.addAttribute("last", page * SHOWN + shown.size());
        model.addAttribute("next", more ? page + 1 : null);
        model.addAttribute("previous", page > 0 ? page - 1 : null);
        model.addAttribute("xlsx", asked.address("/history/definitions/" + definition + "/list.xlsx"));
        model.addAttribute("csv", asked.address("/history/definitions/" + definition + "/list.csv"));
        choices.offer(officer, accounts, asked, language, model);
        return "definition-history :: history";
    }

    /** What was found as a workbook. */
    @GetMapping("/list.xlsx")
    ResponseEntity<StreamingResponseBody> xlsx(
            @PathVariable String definition, HttpServletRequest request, Language language) {
        var found = taken(definition, request, language);
        return Download.kept(XLSX, fileName("xlsx")).body(out -> sheet.xlsx(found, language, out));
    }

    /** What was found as separated values. */
    @GetMapping("/list.csv")
    ResponseEntity<StreamingResponseBody> csv(
            @PathVariable String definition, HttpServletRequest request, Language language) {
        var found = taken(definition, request, language);
        return Download.kept(CSV, fileName("csv")).body(out -> sheet.csv(found, language, out));
    }

    private List<CaseRow> taken(String definition, HttpServletRequest request, Language language) {
        var officer = officer();
        var known =
                courses.definition(definition, language).orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "web.not-found"));
        var found = cases.find(
                officer, filter(asked(request), officer, cases.officers(officer), known), 0, FoundCases.MOST);
        reads.recordAll(officer.id(), found.stream().map(CaseLine::number).toList(), CaseReads.EXPORT);
        return rows.nameless(found, language);
    }

    private String fileName(String ending) {
        return "bilik-history-" + clock.today() + "." + ending;
    }

    /** Without any choice all cases, those that were received last on top: what is over is looked for here, too. */
    private static CaseQuery asked(HttpServletRequest request) {
        var asked = CaseQuery.of(request::getParameter);
        for (var given : List.of(List.of("state", CaseQuery.ALL), List.of("order", CaseFilter.Order.NEWEST.name()))) {
            if (!asked.asked().containsKey(given.get(0))) {
                asked = asked.with(given.get(0), given.get(1));
            }
        }
        return asked;
    }

    private static CaseFilter filter(CaseQuery asked, Officer officer, List<String> accounts, Definition definition) {
        return asked.filter(officer, accounts).through(new CaseFilter.Way(definition.id(), definition.ofActs()));
    }

    private List<Line> lines(List<CaseLine> found, Definition definition, Language language) {
        var instances = courses.latest(
                definition.id(),
                found.stream()
                        .flatMap(line -> Stream.ofNullable(key(line, definition)))
                        .distinct()
                        .toList());
        var named = rows.nameless(found, language);
        return Stream.iterate(0, index -> index < found.size(), index -> index + 1)
                .map(index -> new Line(
                        named.get(index),
                        instances.get(Objects.requireNonNullElse(key(found.get(index), definition), "")),
                        found.get(index).ended()))
                .toList();
    }

    private static @Nullable String key(CaseLine line, Definition definition) {
        return definition.ofActs() ? line.act() : line.number();
    }

    private String marks(List<StepTimes.Times> all, Language language) {
        var marks = new LinkedHashMap<String, Mark>();
        for (var each : all) {
            var words = texts.in(
                    language,
                    "history.counts",
                    String.valueOf(each.passed()),
                    String.valueOf(each.stopped()),
                    String.valueOf(each.now()));
            var lasted = each.percentile95() < 60
                    ? ""
                    : " · "
                            + texts.in(
                                    language,
                                    "history.lasted",
                                    stories.lasted(Duration.ofSeconds(each.median()), language),
                                    stories.lasted(Duration.ofSeconds(each.percentile95()), language));
            marks.put(each.element(), new Mark(words + lasted, each.now() > 0 ? "now" : "passed"));
        }
        try {
            return json.writeValueAsString(marks);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** To whom no case at all can be open there is no history. */
    private Officer officer() {
        return currentOfficer
                .get()
                .filter(officer -> !CaseAccess.scope(officer).isEmpty())
                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "web.not-found"));
    }
}
