package kz.bilik.process.words;

import java.util.Optional;
import java.util.Set;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.process.rights.Assignment;
import kz.bilik.process.rights.Rights;
import org.springframework.stereotype.Component;

/** What a group is called by people: the engine knows {@code career-centre.KZ-75-03}, an officer knows his centre. */
@Component
class GroupNames {

    private static final Set<String> WITHOUT_PLACE =
            Set.of("authorised-body", "analyst", "auditor", Rights.OFFICER, "camunda-admin");

    private final Catalogue catalogue;
    private final Texts texts;

    GroupNames(Catalogue catalogue, Texts texts) {
        this.catalogue = catalogue;
        this.texts = texts;
    }

    /** The name of that group in that language; its id when it is none of ours. */
    String in(Language language, String group) {
        if (group.endsWith(Assignment.HEAD)) {
            var place = group.substring(0, group.length() - Assignment.HEAD.length());
            return named(language, place)
                    .map(name -> texts.in(language, "group.heads", name))
                    .orElse(group);
        }
        return named(language, group).orElse(group);
    }

    private Optional<String> named(Language language, String group) {
        if (WITHOUT_PLACE.contains(group)) {
            return Optional.of(texts.in(language, "group." + group));
        }
        var dot = group.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        var place = group.substring(dot + 1);
        return switch (group.substring(0, dot)) {
            case "career-centre" ->
                catalogue.careerCentre(place).map(centre -> centre.name().in(language));
            case "recognition-centre" ->
                catalogue.recognitionCentre(place).map(centre -> centre.name().in(language));
            case "mobility-centre" ->
                catalogue.mobilityCentre(place).map(centre -> centre.name().in(language));
            case "accountant" ->
                catalogue
                        .mobilityCentre(place)
                        .map(centre -> texts.in(
                                language, "group.accountants", centre.name().in(language)));
            default -> Optional.empty();
        };
    }
}
