package kz.bilik.web.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import org.springframework.stereotype.Component;

/** What an officer's post is called by people, and what there is to choose from. */
@Component
class PlaceChoices {

    /**
     * The places of one role.
     *
     * @param name of the role
     */
    record OfRole(String name, List<Choice> places) {}

    /** A place to choose: its group, and what people call it. */
    record Choice(String group, String name) {}

    private final Catalogue catalogue;
    private final Texts texts;

    PlaceChoices(Catalogue catalogue, Texts texts) {
        this.catalogue = catalogue;
        this.texts = texts;
    }

    /** The name of that place; of a centre that the catalogue does not know, its code. */
    String in(Language language, Place place) {
        var name =
                switch (place.role()) {
                    case CAREER_CENTRE -> catalogue.careerCentreName(place.code(), language);
                    case RECOGNITION_CENTRE -> catalogue.recognitionCentreName(place.code(), language);
                    case MOBILITY_CENTRE -> mobilityCentre(place, language);
                    case ACCOUNTANT -> texts.in(language, "group.accountants", mobilityCentre(place, language));
                    case AUTHORISED_BODY, AUDITOR, ANALYST, OFFICER, ADMINISTRATOR ->
                        texts.in(language, "group." + place.role().group());
                };
        return place.ofHeads() ? texts.in(language, "group.heads", name) : name;
    }

    /** What somebody is, and where: a head belongs to the officers of his place, too, and is called its head alone. */
    List<String> posts(Language language, Collection<Place> held) {
        return held.stream()
                .filter(place -> place.ofHeads() || !held.contains(place.heads()))
                .map(place -> place.ofHeads()
                        ? texts.in(
                                language,
                                "web.officer.as-head",
                                in(language, new Place(place.role(), place.code(), false)))
                        : in(language, place))
                .toList();
    }

    /** Those places by their roles, in their order; the roles without places stand together at the end. */
    List<OfRole> choices(List<Place> places, Language language) {
        var named = named(language);
        var byRole = new LinkedHashMap<Role, List<Choice>>();
        for (var place : places) {
            byRole.computeIfAbsent(place.role().hasPlaces() ? place.role() : Role.OFFICER, role -> new ArrayList<>())
                    .add(new Choice(
                            place.group(), Optional.ofNullable(named.get(place)).orElseGet(() -> in(language, place))));
        }
        return byRole.entrySet().stream()
                .map(role -> new OfRole(texts.in(language, "web.officer.role." + role.getKey()), role.getValue()))
                .toList();
    }

    /** All centres of the country by a few questions to the catalogue: one for each would be hundreds for one list. */
    private Map<Place, String> named(Language language) {
        var named = new HashMap<Place, String>();
        for (var region : catalogue.regions()) {
            catalogue
                    .careerCentres(region.code())
                    .forEach(centre -> named.put(
                            Place.careerCentre(centre.code()), centre.name().in(language)));
        }
        catalogue
                .recognitionCentres(null)
                .forEach(centre -> named.put(
                        Place.recognitionCentre(centre.code()), centre.name().in(language)));
        return named;
    }

    /** A region has its mobility centre from the first day; its name may still be missing. */
    private String mobilityCentre(Place place, Language language) {
        return catalogue
                .mobilityCentre(place.code())
                .map(centre -> centre.name().in(language))
                .orElseGet(() -> texts.in(
                        language, "web.officer.mobility-centre", catalogue.regionName(place.code(), language)));
    }
}
