package kz.bilik.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an administrator imports, one file for each: known by the names of its columns, which never change. */
public enum CatalogueKind {
    PROFESSIONS(1, "code", "profile", "levels", "nameKk", "nameRu", "nameEn"),
    MOBILITY_CENTRES(1, "region", "bin", "nameKk", "nameRu", "nameEn", "address", "contacts", "account", "bic"),
    CAREER_CENTRES(1, "code", "region", "bin", "nameKk", "nameRu", "nameEn", "address"),
    RECOGNITION_CENTRES(
            1, "code", "region", "bin", "nameKk", "nameRu", "nameEn", "address", "contacts", "account", "bic"),
    ACCREDITATIONS(1, "recognitionCentre", "accredited", "until"),
    PRICES(3, "recognitionCentre", "profession", "from", "price");

    private final int keys;
    private final List<String> columns;

    CatalogueKind(int keys, String... columns) {
        this.keys = keys;
        this.columns = List.of(columns);
    }

    /** The columns of its file, those by which a line is known first. */
    public List<String> columns() {
        return columns;
    }

    /** The columns by which a line is known again. */
    List<String> keys() {
        return columns.subList(0, keys);
    }

    /** How its file is called: {@code prices.csv}. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-') + ".csv";
    }

    /** The kind whose columns these are, in whichever order and letters. */
    static Optional<CatalogueKind> of(List<String> header) {
        return Arrays.stream(values())
                .filter(kind -> header.size() == kind.columns.size()
                        && kind.columns.stream()
                                .allMatch(column -> header.stream().anyMatch(column::equalsIgnoreCase)))
                .findFirst();
    }
}
