package kz.bilik.process.words;

import kz.bilik.casefile.PlaceNames;
import kz.bilik.language.Language;
import kz.bilik.officer.Place;
import org.springframework.stereotype.Component;

/** What a group is called by people: the engine knows {@code career-centre.KZ-75-03}, an officer knows his centre. */
@Component
public class GroupNames {

    private final PlaceNames places;

    GroupNames(PlaceNames places) {
        this.places = places;
    }

    /** The name of that group in that language; its id when it is none of ours. */
    public String in(Language language, String group) {
        return Place.of(group).flatMap(place -> places.of(place, language)).orElse(group);
    }
}
