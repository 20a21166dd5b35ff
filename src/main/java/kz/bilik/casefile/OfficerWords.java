package kz.bilik.casefile;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerNames;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/** Who an officer is, for people: his name, and in which role at which place; never the id of his account. And who calls the API. */
@NamedInterface("people")
@Component
public class OfficerWords {

    private final OfficerNames names;
    private final PlaceNames places;
    private final Texts texts;

    OfficerWords(OfficerNames names, PlaceNames places, Texts texts) {
        this.names = names;
        this.places = places;
        this.texts = texts;
    }

    /** The name of that account; of one that is gone, that it is. */
    public String name(String account, Language language) {
        return names.name(account).orElseGet(() -> texts.in(language, "web.officer.gone"));
    }

    /** Name, role and place: {@code Aigul Serikova (head, Labour Mobility Centre of Almaty)}. */
    public String of(Officer officer, Language language) {
        var where = places(officer, language);
        return name(officer.id(), language) + (where.isEmpty() ? "" : " (" + where + ")");
    }

    /** For whom a program acted that called the API: a centre by its name, a person by his part in the case. */
    public String of(CurrentOfficer.Client client, Language language) {
        var centre = client.recognitionCentre().isEmpty()
                ? ""
                : places.of(Place.recognitionCentre(client.recognitionCentre()), language)
                        .orElse(client.recognitionCentre());
        return texts.in(language, "web.officer.client-" + client.kind(), centre);
    }

    private String places(Officer officer, Language language) {
        var all = officer.places().filter(place -> place.role() != Role.OFFICER).collect(Collectors.toSet());
        return all.stream()
                // A head belongs to the officers of his place, too.
                .filter(place -> place.ofHeads() || !all.contains(place.heads()))
                .sorted(Comparator.comparing(Place::group))
                .flatMap(place -> named(place, language).stream())
                .collect(Collectors.joining("; "));
    }

    private List<String> named(Place place, Language language) {
        var office = new Place(place.role(), place.code(), false);
        return places.of(office, language).stream()
                .flatMap(name ->
                        place.ofHeads() ? Stream.of(texts.in(language, "web.officer.as-head", name)) : Stream.of(name))
                .toList();
    }
}
