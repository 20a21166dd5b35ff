package kz.bilik.casefile;

import java.util.Optional;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.Place;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/** What a place is called by people: the engine knows {@code career-centre.KZ-75-03}, an officer knows his centre. */
@NamedInterface("people")
@Component
public class PlaceNames {

    private final Catalogue catalogue;
    private final Texts texts;

    PlaceNames(Catalogue catalogue, Texts texts) {
        this.catalogue = catalogue;
        this.texts = texts;
    }

    /** Its name in that language; empty when the catalogue knows no such centre. */
    public Optional<String> of(Place place, Language language) {
        return named(place, language).map(name -> place.ofHeads() ? texts.in(language, "group.heads", name) : name);
    }

    private Optional<String> named(Place place, Language language) {
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
