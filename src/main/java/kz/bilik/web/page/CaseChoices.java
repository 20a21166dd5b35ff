package kz.bilik.web.page;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kz.bilik.casefile.CaseAccess;
import kz.bilik.casefile.CaseStage;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerNames;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What an officer may choose from when he looks for cases, in his language. */
@Component
class CaseChoices {

    /** The grounds on which an application can be refused (cl. 3.3, 8, 9), by the key of their text. */
    private static final List<String> GROUNDS = List.of(
            "application.not-unemployed",
            "application.voucher-received-this-year",
            "application.earlier-voucher-valid",
            "application.no-voucher-left",
            "application.incomplete-documents",
            "application.filled-in-wrongly",
            "application.requirements-not-met",
            "application.centre-declined");

    /** Something to choose. */
    record Choice(String code, String name) {}

    private final CaseStage stages;
    private final Catalogue catalogue;
    private final OfficerNames officerNames;
    private final Texts texts;

    CaseChoices(CaseStage stages, Catalogue catalogue, OfficerNames officerNames, Texts texts) {
        this.stages = stages;
        this.catalogue = catalogue;
        this.officerNames = officerNames;
        this.texts = texts;
    }

    /** What the fields of the form offer: only what this officer can find something by. */
    void offer(Officer officer, List<String> accounts, CaseQuery query, Language language, Model model) {
        var scope = CaseAccess.scope(officer);
        var everywhere = scope.all() || !scope.recognitionCentres().isEmpty();
        var regions = catalogue.regions().stream()
                .filter(region -> everywhere || scope.regions().contains(region.code()))
                .map(region -> new Choice(region.code(), region.name().in(language)));
        var chosen = query.asked().get("region");
        var careerCentres = catalogue.careerCentres().stream()
                .filter(centre -> everywhere
                        || scope.regions().contains(centre.region())
                        || scope.careerCentres().contains(centre.code()))
                .filter(centre -> chosen == null || centre.region().equals(chosen))
                .map(centre -> new Choice(centre.code(), centre.name().in(language)));
        var recognitionCentres = catalogue.recognitionCentres(null).stream()
                .map(centre -> new Choice(centre.code(), centre.name().in(language)));
        var professions = catalogue.professions().stream()
                .map(profession ->
                        new Choice(profession.code(), profession.name().in(language)));
        model.addAttribute("regions", sorted(regions, language));
        model.addAttribute("careerCentres", sorted(careerCentres, language));
        model.addAttribute("recognitionCentres", sorted(recognitionCentres, language));
        model.addAttribute("professions", sorted(professions, language));
        model.addAttribute("officers", officers(officer, accounts, language));
        model.addAttribute(
                "grounds",
                GROUNDS.stream()
                        .map(ground -> new Choice(ground, texts.in(language, "reason." + ground)))
                        .toList());
        model.addAttribute("states", states(language));
    }

    private List<Choice> states(Language language) {
        var choices = new ArrayList<Choice>();
        for (var state : List.of(CaseQuery.OPEN, CaseQuery.ENDED, CaseQuery.ALL)) {
            choices.add(new Choice(state, texts.in(language, "web.cases.state." + state)));
        }
        for (var stage : CaseStage.Stage.values()) {
            choices.add(new Choice(stage.name(), stages.words(stage, language)));
        }
        return choices;
    }

    private List<Choice> officers(Officer officer, List<String> accounts, Language language) {
        var names = officerNames.names(accounts);
        var others = accounts.stream()
                .filter(account -> !account.equals(officer.id()))
                .filter(names::containsKey)
                .map(account -> new Choice(CaseQuery.fingerprint(account), names.get(account)));
        return Stream.concat(
                        Stream.of(
                                new Choice(CaseQuery.MINE, texts.in(language, "web.cases.officer.mine")),
                                new Choice(CaseQuery.NOBODYS, texts.in(language, "web.cases.officer.nobody"))),
                        sorted(others, language).stream())
                .toList();
    }

    private static List<Choice> sorted(Stream<Choice> choices, Language language) {
        return choices.sorted(comparing(Choice::name, language.order())).toList();
    }
}
