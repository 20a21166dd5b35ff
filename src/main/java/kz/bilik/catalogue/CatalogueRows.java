package kz.bilik.catalogue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import java.sql.Types;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The tables of the catalogue as the lines of a file: what stands there, and how a line is written into them. Nothing is ever
 * deleted: a case that runs may rest on it.
 */
@Component
class CatalogueRows {

    /** How a file says that a centre examines a profession no more. */
    static final String ENDS = "-";

    static final String YES = "yes";
    static final String NO = "no";

    private final JdbcClient jdbc;

    CatalogueRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What stands there of that kind: the cells of each line by its keys, in the order of these. */
    Map<List<String>, Map<String, String>> of(CatalogueKind kind) {
        var rows = new LinkedHashMap<List<String>, Map<String, String>>();
        var levels = kind == CatalogueKind.PROFESSIONS ? levels() : Map.<String, Set<String>>of();
        jdbc.sql(select(kind)).query(row -> {
            var cells = new LinkedHashMap<String, String>();
            for (var column : kind.columns()) {
                cells.put(
                        column,
                        column.equals("levels")
                                ? String.join(" ", levels.getOrDefault(row.getString("code"), Set.of()))
                                : text(column, row.getString(column)));
            }
            rows.put(kind.keys().stream().map(cells::get).toList(), cells);
        });
        return rows;
    }

    /** The codes of all regions, recognition centres or professions: what a line may name. */
    Set<String> codes(String table) {
        return new TreeSet<>(
                jdbc.sql("select code from " + table).query(String.class).list());
    }

    /** Whose business number that is, by the number, among the centres of that kind. */
    Map<String, String> holders(CatalogueKind kind) {
        return of(kind).entrySet().stream()
                .collect(toMap(
                        row -> row.getValue().get("bin"), row -> row.getKey().get(0), (one, other) -> one));
    }

    /** The prices of each centre and profession, by the day from which they hold. */
    Map<List<String>, TreeMap<LocalDate, String>> prices() {
        var prices = new HashMap<List<String>, TreeMap<LocalDate, String>>();
        of(CatalogueKind.PRICES)
                .forEach((key, cells) -> prices.computeIfAbsent(key.subList(0, 2), pair -> new TreeMap<>())
                        .put(LocalDate.parse(cells.get("from")), cells.get("price")));
        return prices;
    }

    /** Writes a line that is not there yet, or is another one there. */
    void write(CatalogueKind kind, Map<String, String> cells, boolean isNew) {
        if (isNew) {
            insert(kind, cells);
        } else {
            update(kind, cells);
        }
        if (kind == CatalogueKind.PROFESSIONS) {
            addLevels(cells);
        }
    }

    private static String select(CatalogueKind kind) {
        var names = "name_kk as \"nameKk\", name_ru as \"nameRu\", name_en as \"nameEn\"";
        return switch (kind) {
            case PROFESSIONS -> "select code, profile, " + names + " from profession order by code";
            case MOBILITY_CENTRES ->
                "select region, bin, address, contacts, account, bic, " + names
                        + " from mobility_centre order by region";
            case CAREER_CENTRES -> "select code, region, bin, address, " + names + " from career_centre order by code";
            case RECOGNITION_CENTRES ->
                "select code, region, bin, address, contacts, account, bic, " + names
                        + " from recognition_centre order by code";
            case ACCREDITATIONS ->
                "select code as \"recognitionCentre\", accredited, accredited_until as \"until\""
                        + " from recognition_centre order by code";
            case PRICES ->
                "select recognition_centre as \"recognitionCentre\", profession, from_day as \"from\", price"
                        + " from offer_price order by recognition_centre, profession, from_day";
        };
    }

    private static String text(String column, @Nullable String value) {
        return switch (column) {
            // One database says true, the other t.
            case "accredited" -> Objects.requireNonNull(value).toLowerCase().startsWith("t") ? YES : NO;
            case "until" -> Optional.ofNullable(value).orElse("");
            case "price" -> Optional.ofNullable(value).orElse(ENDS);
            default -> Objects.requireNonNull(value);
        };
    }

    private Map<String, Set<String>> levels() {
        return jdbc
                .sql("select profession, level_code from profession_level order by profession, level_code")
                .query((row, number) -> Map.entry(row.getString("profession"), row.getString("level_code")))
                .list()
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toCollection(LinkedHashSet::new))));
    }

    private void insert(CatalogueKind kind, Map<String, String> cells) {
        var sql =
                switch (kind) {
                    case PROFESSIONS ->
                        "insert into profession (code, profile, name_kk, name_ru, name_en)"
                                + " values (:code, :profile, :nameKk, :nameRu, :nameEn)";
                    case MOBILITY_CENTRES ->
                        "insert into mobility_centre"
                                + " (region, bin, name_kk, name_ru, name_en, address, contacts, account, bic) values"
                                + " (:region, :bin, :nameKk, :nameRu, :nameEn, :address, :contacts, :account, :bic)";
                    case CAREER_CENTRES ->
                        "insert into career_centre (code, region, bin, name_kk, name_ru, name_en, address)"
                                + " values (:code, :region, :bin, :nameKk, :nameRu, :nameEn, :address)";
                    // Accredited it is when the file of accreditations says so.
                    case RECOGNITION_CENTRES ->
                        "insert into recognition_centre (code, region, bin, name_kk, name_ru, name_en, address,"
                                + " contacts, account, bic, accredited) values (:code, :region, :bin, :nameKk, :nameRu,"
                                + " :nameEn, :address, :contacts, :account, :bic, false)";
                    case ACCREDITATIONS -> throw new IllegalStateException("An accreditation is one of a centre");
                    case PRICES ->
                        "insert into offer_price (recognition_centre, profession, from_day, price)"
                                + " values (:recognitionCentre, :profession, :from, :price)";
                };
        write(sql, cells);
    }

    private void update(CatalogueKind kind, Map<String, String> cells) {
        var named = "name_kk = :nameKk, name_ru = :nameRu, name_en = :nameEn";
        var sql =
                switch (kind) {
                    case PROFESSIONS -> "update profession set profile = :profile, " + named + " where code = :code";
                    case MOBILITY_CENTRES ->
                        "update mobility_centre set bin = :bin, " + named + ", address = :address,"
                                + " contacts = :contacts, account = :account, bic = :bic where region = :region";
                    case CAREER_CENTRES ->
                        "update career_centre set bin = :bin, " + named + ", address = :address where code = :code";
                    case RECOGNITION_CENTRES ->
                        "update recognition_centre set bin = :bin, " + named + ", address = :address,"
                                + " contacts = :contacts, account = :account, bic = :bic where code = :code";
                    case ACCREDITATIONS ->
                        "update recognition_centre set accredited = :accredited, accredited_until = :until"
                                + " where code = :recognitionCentre";
                    case PRICES ->
                        "update offer_price set price = :price where recognition_centre = :recognitionCentre"
                                + " and profession = :profession and from_day = :from";
                };
        write(sql, cells);
    }

    private void write(String sql, Map<String, String> cells) {
        var statement = jdbc.sql(sql);
        for (var cell : cells.entrySet()) {
            statement = switch (cell.getKey()) {
                case "accredited" ->
                    statement.param("accredited", cell.getValue().equals(YES));
                case "until" -> statement.param("until", day(cell.getValue()), Types.DATE);
                case "from" -> statement.param("from", day(cell.getValue()), Types.DATE);
                case "price" -> statement.param("price", price(cell.getValue()), Types.BIGINT);
                default -> statement.param(cell.getKey(), cell.getValue());
            };
        }
        statement.update();
    }

    private void addLevels(Map<String, String> cells) {
        for (var level : cells.get("levels").split(" ")) {
            jdbc.sql(
                            """
                            insert into profession_level (profession, level_code)
                            select cast(? as varchar(16)), cast(? as varchar(8)) where not exists
                                (select 1 from profession_level where profession = ? and level_code = ?)""")
                    .params(cells.get("code"), level, cells.get("code"), level)
                    .update();
        }
    }

    private static @Nullable LocalDate day(String cell) {
        return cell.isEmpty() ? null : LocalDate.parse(cell);
    }

    private static @Nullable Long price(String cell) {
        return cell.equals(ENDS) ? null : Long.valueOf(cell);
    }
}
