package kz.bilik.catalogue;

import kz.bilik.language.Language;
import kz.bilik.language.Later;
import org.springframework.stereotype.Component;

/** The names of regions and centres in a text that was kept. */
@Component
class CatalogueNames implements Later.Names {

    private final Catalogue catalogue;

    CatalogueNames(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String of(Later.Kind kind, String code, Language language) {
        return switch (kind) {
            case REGION -> catalogue.regionName(code, language);
            case CAREER_CENTRE -> catalogue.careerCentreName(code, language);
            case RECOGNITION_CENTRE -> catalogue.recognitionCentreName(code, language);
        };
    }
}
