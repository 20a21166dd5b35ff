package kz.bilik.catalogue;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import kz.bilik.catalogue.CatalogueFile.Errors;
import kz.bilik.catalogue.CatalogueFile.Row;
import kz.bilik.identity.AccountNumber;
import kz.bilik.identity.Bin;
import kz.bilik.law.Law;
import kz.bilik.law.Profile;
import kz.bilik.problem.Echo;
import kz.bilik.problem.Problem;

/**
 * Judges the lines of a file against the catalogue as it stands, and brings each cell into its one form. What a case that runs
 * may rest on stays: a level of a profession, a centre's region, a price that has held for a day.
 */
final class CatalogueCheck {

    private static final int LONGEST_TEXT = 400;

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9.-]{1,16}");
    private static final Pattern LEVEL = Pattern.compile("[0-9](\\.[0-9])?");
    private static final Pattern BIC = Pattern.compile("[A-Z]{4}KZ[A-Z0-9]{2}([A-Z0-9]{3})?");
    private static final Pattern PRICE = Pattern.compile("0*[0-9]{1,9}");

    private static final Set<String> AFFIRMED = Set.of("yes", "иә", "да", "true", "1");
    private static final Set<String> DENIED = Set.of("no", "жоқ", "нет", "false", "0");

    private static final List<DateTimeFormatter> DAYS = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.ofPattern("dd.MM.uuuu").withResolverStyle(ResolverStyle.STRICT));

    private final CatalogueKind kind;
    private final Map<List<String>, Map<String, String>> present;
    private final Set<String> regions;
    private final Set<String> centres;
    private final Set<String> professions;
    private final Map<String, String> holders;
    private final Map<List<String>, TreeMap<LocalDate, String>> prices;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final LocalDate today;
    private final Errors errors = new Errors();

    CatalogueCheck(CatalogueKind kind, CatalogueRows rows, LocalDate today) {
        this.kind = kind;
        this.today = today;
        this.present = rows.of(kind);
        this.regions = rows.codes("region");
        this.centres = rows.codes("recognition_centre");
        this.professions = rows.codes("profession");
        this.holders = kind.columns().contains("bin") ? rows.holders(kind) : Map.of();
        this.prices = kind == CatalogueKind.PRICES ? rows.prices() : Map.of();
    }

    /**
     * The lines with their cells in one form.
     *
     * @throws Problem {@code catalogue.file} that names each error with its line and column
     */
    List<Row> of(List<Row> rows) {
        var checked = rows.stream().map(this::row).toList();
        var first = new HashMap<List<String>, Integer>();
        for (var row : checked) {
            var key = kind.keys().stream().map(row.cells()::get).toList();
            var before = key.contains("") ? null : first.putIfAbsent(key, row.line());
            if (before != null) {
                wrong(row, kind.keys().get(0), "catalogue.line-twice", String.join(" ", key), Integer.toString(before));
            }
        }
        errors.check();
        return checked;
    }

    private Row row(Row row) {
        var cells = new LinkedHashMap<String, String>();
        for (var column : kind.columns()) {
            cells.put(column, cell(row, column));
        }
        var checked = new Row(row.line(), cells);
        whatCasesRestOn(checked);
        return checked;
    }

    private String cell(Row row, String column) {
        var text = row.cells().get(column);
        if (text.isEmpty() && !column.equals("until")) {
            return wrong(row, column, "catalogue.cell-empty");
        }
        return switch (column) {
            case "code" -> CODE.matcher(text).matches() ? text : wrong(row, column, "catalogue.code", Echo.of(text));
            case "region" -> known(row, column, text, regions, "catalogue.unknown-region");
            case "recognitionCentre" -> known(row, column, text, centres, "catalogue.unknown-recognition-centre");
            case "profession" -> known(row, column, text, professions, "catalogue.unknown-profession");
            case "profile" -> profile(row, text);
            case "levels" -> levels(row, text);
            case "bin" -> bin(row, text);
            case "account" -> account(row, text);
            case "bic" -> bic(row, text);
            case "accredited" -> accredited(row, text);
            case "until", "from" -> day(row, column, text);
            case "price" -> price(row, text);
            default ->
                text.length() <= LONGEST_TEXT
                        ? text
                        : wrong(row, column, "catalogue.cell-long", Integer.toString(LONGEST_TEXT));
        };
    }

    private String known(Row row, String column, String text, Set<String> codes, String code) {
        return codes.contains(text) ? text : wrong(row, column, code, Echo.of(text));
    }

    private String profile(Row row, String text) {
        return Arrays.stream(Profile.values())
                .map(Profile::name)
                .filter(text::equalsIgnoreCase)
                .findFirst()
                .orElseGet(() -> wrong(
                        row,
                        "profile",
                        "catalogue.profile",
                        Echo.of(text),
                        String.join(
                                ", ",
                                Arrays.stream(Profile.values())
                                        .map(Profile::name)
                                        .toList())));
    }

    private String levels(Row row, String text) {
        var levels = new TreeSet<>(List.of(text.split("[ ,]+")));
        var wrong =
                levels.stream().filter(level -> !LEVEL.matcher(level).matches()).findFirst();
        return wrong.isPresent()
                ? wrong(row, "levels", "catalogue.level", Echo.of(wrong.get()))
                : String.join(" ", levels);
    }

    private String bin(Row row, String text) {
        try {
            var bin = Bin.of(text).value();
            var first = numbers.putIfAbsent(bin, row.line());
            var holder = holders.get(bin);
            if (first != null) {
                return wrong(row, "bin", "catalogue.bin-twice", Integer.toString(first));
            }
            if (holder != null && !holder.equals(row.cells().get(kind.keys().get(0)))) {
                return wrong(row, "bin", "catalogue.bin-of-another", holder);
            }
            return bin;
        } catch (Problem none) {
            return wrong(row, "bin", none.code());
        }
    }

    private String account(Row row, String text) {
        try {
            return AccountNumber.of(text).value();
        } catch (Problem none) {
            return wrong(row, "account", none.code());
        }
    }

    private String bic(Row row, String text) {
        var bic = text.toUpperCase(Locale.ROOT);
        return BIC.matcher(bic).matches() ? bic : wrong(row, "bic", "catalogue.bic", Echo.of(text));
    }

    private String accredited(Row row, String text) {
        var said = text.toLowerCase(Locale.ROOT);
        if (AFFIRMED.contains(said)) {
            return CatalogueRows.YES;
        }
        return DENIED.contains(said)
                ? CatalogueRows.NO
                : wrong(row, "accredited", "catalogue.yes-or-no", Echo.of(text));
    }

    private String day(Row row, String column, String text) {
        if (text.isEmpty()) {
            return "";
        }
        for (var form : DAYS) {
            try {
                return LocalDate.parse(text, form).toString();
            } catch (DateTimeParseException another) {
                // It may be written in the other form.
                continue;
            }
        }
        return wrong(row, column, "catalogue.day", Echo.of(text));
    }

    private String price(Row row, String text) {
        var digits = text.replaceAll("[ \u00A0\u202F]", "");
        if (digits.equals(CatalogueRows.ENDS)) {
            return digits;
        }
        if (!PRICE.matcher(digits).matches()) {
            return wrong(row, "price", "catalogue.price", Echo.of(text));
        }
        var price = Long.parseLong(digits);
        return price < 1 || price > Law.HIGHEST_PRICE
                ? wrong(row, "price", "law.price", String.valueOf(Law.HIGHEST_PRICE))
                : Long.toString(price);
    }

    private void whatCasesRestOn(Row row) {
        var cells = row.cells();
        var before = present.get(kind.keys().stream().map(cells::get).toList());
        if (kind == CatalogueKind.PRICES) {
            heldPrices(row);
        } else if (kind == CatalogueKind.PROFESSIONS
                && before != null
                && !cells.get("levels").isEmpty()) {
            var gone = new TreeSet<>(List.of(before.get("levels").split(" ")));
            gone.removeAll(Set.of(cells.get("levels").split(" ")));
            if (!gone.isEmpty()) {
                errors.add(row.path("levels"), "catalogue.level-stays", String.join(" ", gone));
            }
        } else if (before != null
                && !cells.getOrDefault("region", "").isEmpty()
                && !cells.get("region").equals(before.get("region"))) {
            errors.add(row.path("region"), "catalogue.region-stays", before.get("region"));
        }
    }

    private void heldPrices(Row row) {
        var cells = row.cells();
        if (cells.get("from").isEmpty() || cells.get("price").isEmpty()) {
            return;
        }
        var from = LocalDate.parse(cells.get("from"));
        var known =
                prices.getOrDefault(List.of(cells.get("recognitionCentre"), cells.get("profession")), new TreeMap<>());
        var same = known.get(from);
        if (cells.get("price").equals(same)) {
            return;
        }
        if (same != null && !from.isAfter(today)) {
            errors.add(row.path("price"), "catalogue.price-has-held", same, from.toString());
        } else if (from.isBefore(today) && !known.headMap(today, true).isEmpty()) {
            errors.add(row.path("from"), "catalogue.price-past", today.toString());
        } else if (cells.get("price").equals(CatalogueRows.ENDS) && known.isEmpty()) {
            errors.add(row.path("price"), "catalogue.price-nothing-ends");
        }
    }

    /** Notes what is wrong; the cell is empty then, and the file is refused. */
    private String wrong(Row row, String column, String code, Object... arguments) {
        errors.add(row.path(column), code, arguments);
        return "";
    }
}
