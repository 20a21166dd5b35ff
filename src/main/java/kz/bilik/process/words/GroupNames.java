package kz.bilik.process.words;

import java.util.Optional;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.Place;
import org.springframework.stereotype.Component;

/** What a group is called by people: the engine knows {@code career-centre.KZ-75-03}, an officer knows his centre. */
@Component
public class GroupNames {

    private final Catalogue catalogue;
    private final Texts texts;

    GroupNames(Catalogue catalogue, Texts texts) {
        this.catalogue = catalogue;
        this.texts = texts;
    }

    /** The name of that group in that language; its id when it is none of ours. */
    public String in(Language language, String group) {
        return Place.of(group)
                .flatMap(place -> named(language, place)
                        .map(name -> place.ofHeads() ? texts.in(language, "group.heads", name) : name))
                .orElse(group);
    }

    private Optional<String> named(Language language, Place place) {
        return switch (place.role()) {
            case CAREER_CENTRE ->
                catalogue.careerCentre(place.code()).map(centre -> centre.name().in(language));
            case RECOGNITION_CENTRE ->
                catalogue.recognitionCentre(place.code()).map(centre -> centre.name()
                        .in(language));
            case MOBILITY_CENTRE ->
                catalogue.mobilityCentre(place.code()).map(centre -> centre.name()
                        .in(language));
            case ACCOUNTANT ->
                catalogue
                        .mobilityCentre(place.code())
                        .map(centre -> texts.in(
                                language, "group.accountants", centre.name().in(language)));
            case AUTHORISED_BODY, AUDITOR, ANALYST, OFFICER, ADMINISTRATOR ->
                Optional.of(texts.in(language, "group." + place.role().group()));
        };
    }
}
