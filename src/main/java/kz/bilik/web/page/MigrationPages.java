package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.migration.Migrations;
import kz.bilik.migration.Migrations.Migration;
import kz.bilik.migration.Migrations.Outcome;
import kz.bilik.migration.Migrations.State;
import kz.bilik.migration.MovingCases;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerNames;
import kz.bilik.officer.Role;
import kz.bilik.problem.Problem;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Running cases are moved to another version: an analyst or administrator proposes a plan, another administrator carries it out
 * when it has been tried. The door lets only them press; auditors read.
 */
@Controller
class MigrationPages {

    private static final int SHOWN = 50;

    /** Cases that stay, as many as anybody reads; how many there are stands above. */
    private static final int MOST_LEFT = 500;

    private static final String LINE = "to.";

    /** A migration as the page shows it. */
    record Shown(
            Migration migration,
            String name,
            String proposedBy,
            String proposedAt,
            String carriedOutBy,
            String carriedOutAt) {}

    /** A case that stays as it is, and why, in words. */
    record Left(String number, String why) {}

    private final Migrations migrations;
    private final MovingCases cases;
    private final CurrentOfficer currentOfficer;
    private final OfficerNames officers;
    private final FormAnswers answers;
    private final Pages pages;
    private final Texts texts;

    MigrationPages(
            Migrations migrations,
            MovingCases cases,
            CurrentOfficer currentOfficer,
            OfficerNames officers,
            FormAnswers answers,
            Pages pages,
            Texts texts) {
        this.migrations = migrations;
        this.cases = cases;
        this.currentOfficer = currentOfficer;
        this.officers = officers;
        this.answers = answers;
        this.pages = pages;
        this.texts = texts;
    }

    @GetMapping("/versions/migrations")
    String all(HttpServletRequest request, Model model) {
        var language = pages.frame(request, model);
        model.addAttribute(
                "migrations",
                migrations.all(0, SHOWN).stream()
                        .map(each -> shown(each, language))
                        .toList());
        return "migrations";
    }

    /** The plan, as far as it maps itself, to be completed. */
    @GetMapping("/versions/diagrams/{key}/migration")
    String plan(
            @PathVariable String key,
            @RequestParam int before,
            @RequestParam int after,
            HttpServletRequest request,
            Model model) {
        var language = pages.frame(request, model);
        var pair = cases.pair(key, before, after, language).orElseThrow(MigrationPages::unknown);
        model.addAttribute("pair", pair);
        model.addAttribute("key", key);
        model.addAttribute("before", before);
        model.addAttribute("after", after);
        model.addAttribute("lines", cases.lines(pair, language));
        model.addAttribute("running", cases.running(pair.source()).size());
        model.addAttribute("proposes", is(Role.ADMINISTRATOR) || is(Role.ANALYST));
        return "migration-plan";
    }

    @PostMapping("/versions/migrations/proposal")
    String propose(
            @RequestParam String key,
            @RequestParam int before,
            @RequestParam int after,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam Map<String, String> fields,
            Language language,
            RedirectAttributes afterwards) {
        var byHand = fields.entrySet().stream()
                .filter(field ->
                        field.getKey().startsWith(LINE) && !field.getValue().isBlank())
                .collect(Collectors.toMap(field -> field.getKey().substring(LINE.length()), Map.Entry::getValue));
        try {
            var id = migrations.propose(key, before, after, byHand, FormAnswers.lines(reason), officer());
            answers.done(afterwards, language, "migration.proposed");
            afterwards.addAttribute("id", id);
            return "redirect:/versions/migrations/{id}";
        } catch (Problem problem) {
            var typed = new HashMap<>(Map.of("reason", reason));
            answers.refused(afterwards, language, problem, typed);
            afterwards.addAttribute("key", key);
            afterwards.addAttribute("before", before);
            afterwards.addAttribute("after", after);
            return "redirect:/versions/diagrams/{key}/migration";
        }
    }

    @GetMapping("/versions/migrations/{id}")
    String one(@PathVariable long id, HttpServletRequest request, Model model) {
        var language = pages.frame(request, model);
        var migration = migrations.find(id).orElseThrow(MigrationPages::unknown);
        var counts = migrations.counts(id);
        model.addAttribute("shown", shown(migration, language));
        model.addAttribute("counts", counts);
        model.addAttribute("outcomes", List.of(Outcome.values()));
        model.addAttribute(
                "total", counts.values().stream().mapToLong(Long::longValue).sum());
        model.addAttribute(
                "left",
                migrations.left(id, MOST_LEFT).stream()
                        .map(each -> new Left(
                                each.number(),
                                texts.in(
                                        language,
                                        "migration.why." + each.refusal().why(),
                                        cases.said(each.refusal().at(), language))))
                        .toList());
        model.addAttribute("carriesOut", is(Role.ADMINISTRATOR));
        model.addAttribute("goesOn", migration.state() == State.TRYING || migration.state() == State.RUNNING);
        return "migration";
    }

    @PostMapping("/versions/migrations/{id}/carrying-out")
    String carryOut(@PathVariable long id, Language language, RedirectAttributes afterwards) {
        return pressed(id, "migration.carried-out", language, afterwards, () -> migrations.carryOut(id, officer()));
    }

    @PostMapping("/versions/migrations/{id}/stop")
    String stop(@PathVariable long id, Language language, RedirectAttributes afterwards) {
        return pressed(id, "migration.stopped", language, afterwards, () -> migrations.stop(id, officer()));
    }

    @PostMapping("/versions/migrations/{id}/going-on")
    String resume(@PathVariable long id, Language language, RedirectAttributes afterwards) {
        return pressed(id, "migration.resumed", language, afterwards, () -> migrations.resume(id, officer()));
    }

    private String pressed(long id, String words, Language language, RedirectAttributes afterwards, Runnable deed) {
        answers.answer(afterwards, language, words, Map.of(), deed);
        afterwards.addAttribute("id", id);
        return "redirect:/versions/migrations/{id}";
    }

    private Shown shown(Migration migration, Language language) {
        var names = officers.names(Stream.of(migration.proposedBy(), migration.carriedOutBy())
                .filter(officer -> officer != null)
                .collect(Collectors.toSet()));
        return new Shown(
                migration,
                cases.pair(migration.process(), migration.from(), migration.to(), language)
                        .map(MovingCases.Pair::name)
                        .orElse(migration.process()),
                names.getOrDefault(migration.proposedBy(), migration.proposedBy()),
                Day.andTime(migration.proposedAt()),
                migration.carriedOutBy() == null
                        ? ""
                        : names.getOrDefault(migration.carriedOutBy(), migration.carriedOutBy()),
                migration.carriedOutAt() == null ? "" : Day.andTime(migration.carriedOutAt()));
    }

    private boolean is(Role role) {
        return currentOfficer.get().filter(officer -> officer.is(role)).isPresent();
    }

    private String officer() {
        return currentOfficer.get().map(Officer::id).orElseThrow();
    }

    private static Problem unknown() {
        return Problem.of(Problem.Kind.NOT_FOUND, "web.not-found");
    }
}
