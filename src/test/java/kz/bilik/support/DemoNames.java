package kz.bilik.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import kz.bilik.Tongue;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.record.DemoTable;
import org.camunda.bpm.engine.IdentityService;

/** What everybody and everything of the demo is called: no words of any language, wherever they stand. */
public final class DemoNames {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Catalogue catalogue;
    private final IdentityService identity;

    public DemoNames(Catalogue catalogue, IdentityService identity) {
        this.catalogue = catalogue;
        this.identity = identity;
    }

    /** Who knows our words and these names. */
    public Tongue tongue() {
        return Tongue.ofTheProduct(ofPlaces(Language.KK), ofPlaces(Language.RU));
    }

    /** All that a reader of that language may meet in any language. */
    public Set<String> in(Language language) throws IOException {
        var known = new LinkedHashSet<>(ofPlaces(language));
        known.addAll(ofPeople());
        return known;
    }

    /** The names of places and professions as readers of that language call them. */
    public Collection<String> ofPlaces(Language language) {
        var ending =
                Map.of(Language.KK, "Kk", Language.RU, "Ru", Language.EN, "En").get(language);
        var names = new LinkedHashSet<String>();
        catalogue.regions().forEach(region -> names.add(region.name().in(language)));
        for (var table : List.of("centres.csv", "professions.csv")) {
            DemoTable.rows(table).forEach(row -> names.add(row.get("name" + ending)));
        }
        return names;
    }

    /** What people are called, what they wrote into their applications, and the accounts by which they sign in. */
    public Collection<String> ofPeople() throws IOException {
        var known = new LinkedHashSet<String>();
        collect(JSON.readTree(Files.readAllBytes(Path.of("demo/application.json"))), known);
        for (var table : List.of("persons.csv", "heads.csv")) {
            DemoTable.rows(table).forEach(row -> List.of("surname", "name", "patronymic")
                    // A certificate writes them in capitals.
                    .forEach(part ->
                            known.addAll(List.of(row.get(part), row.get(part).toUpperCase(Locale.ROOT)))));
        }
        DemoTable.rows("centres.csv").forEach(row -> {
            known.add(row.get("address"));
            known.add(row.get("contacts"));
            known.add(row.get("bic"));
        });
        identity.createUserQuery().list().forEach(user -> {
            known.add(user.getId());
            known.add(user.getFirstName() + " " + user.getLastName());
        });
        known.addAll(List.of("City Polyclinic No. 5", "Patient", "Doctor", "AB ", "Java", "Chrome", "Linux"));
        // The callers of the API, whose sign-ins an administrator reads.
        known.addAll(List.of("administrator", "bank", "nqs"));
        // What an account may be called, as the page of a new one says it.
        known.add("a.saparova");
        known.remove("");
        return known;
    }

    private static void collect(JsonNode node, Set<String> found) {
        if (node.isTextual() && node.asText().matches("(?s).*\\p{IsCyrillic}.*")) {
            found.add(node.asText());
        }
        node.forEach(child -> collect(child, found));
    }
}
