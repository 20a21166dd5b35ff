package kz.bilik.catalogue;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import kz.bilik.calendar.LegalClock;
import kz.bilik.identity.AccountNumber;
import kz.bilik.identity.Bin;
import kz.bilik.language.Language;
import kz.bilik.law.Profile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** What an applicant chooses from, and who acts where (cl. 3.1). */
@Component
public class Catalogue {

    /** The prices that hold on a day: of each centre and profession the latest that has begun. */
    private static final String HOLDS =
            """
            select o.* from offer_price o where o.price is not null
              and o.from_day = (select max(l.from_day) from offer_price l
                                where l.recognition_centre = o.recognition_centre and l.profession = o.profession
                                  and l.from_day <= :day)""";

    private static final String OFFERED = HOLDS
            + """
             and exists (select 1 from recognition_centre c where c.code = o.recognition_centre
                          and c.accredited and (c.accredited_until is null or c.accredited_until >= :day)
                          and (cast(:region as varchar) is null or c.region = :region))""";

    private final JdbcClient jdbc;
    private final LegalClock clock;

    /** The regions come with a migration and change with the next one only: they are read once. */
    private final Supplier<Map<String, Region>> regions;

    Catalogue(JdbcClient jdbc, LegalClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.regions = SingletonSupplier.of(
                () -> jdbc.sql("select * from region order by code").query((row, number) -> region(row)).list().stream()
                        .collect(toMap(Region::code, identity(), (one, other) -> one, LinkedHashMap::new)));
    }

    /** A name in the three languages. */
    public record Name(String kk, String ru, String en) {
        public String in(Language language) {
            return switch (language) {
                case KK -> kk;
                case RU -> ru;
                case EN -> en;
            };
        }
    }

    /** A region by its ISO 3166-2 code, such as {@code KZ-75}. */
    public record Region(String code, Name name) {}

    /** The mobility centre of a region: the customer of services acts and the payer of cl. 17. */
    public record MobilityCentre(
            String region, Name name, Bin bin, String address, String contacts, AccountNumber account, String bic) {}

    /** A career centre: the mobility centre's branch in a district ({@code KZ-75-03}). */
    public record CareerCentre(String code, String region, Name name, Bin bin, String address) {}

    /**
     * A recognition centre ({@code C-014}) in a region.
     *
     * @param accredited whether it is today
     */
    public record RecognitionCentre(
            String code,
            String region,
            Name name,
            Bin bin,
            String address,
            String contacts,
            AccountNumber account,
            String bic,
            boolean accredited) {}

    /** A profession of the register with its profile and the qualification levels that can be recognised. */
    public record Profession(String code, Name name, Profile profile, Set<String> levels) {}

    /**
     * A recognition centre examines a profession at a price in whole tenge.
     *
     * @param from the first day on which this price holds
     */
    public record Offer(String recognitionCentre, String profession, long price, LocalDate from) {}

    /** All regions, by code. */
    public List<Region> regions() {
        return List.copyOf(regions.get().values());
    }

    public Optional<Region> region(String code) {
        return Optional.ofNullable(regions.get().get(code));
    }

    /** What readers call the region of that code; the code itself where there is none. */
    public String regionName(String code, Language language) {
        return region(code).map(region -> region.name().in(language)).orElse(code);
    }

    /** What readers call the mobility centre of that region; the region's code where there is none. */
    public String mobilityCentreName(String region, Language language) {
        return mobilityCentre(region).map(centre -> centre.name().in(language)).orElse(region);
    }

    /** What readers call the career centre of that code; the code itself where there is none. */
    public String careerCentreName(String code, Language language) {
        return careerCentre(code).map(centre -> centre.name().in(language)).orElse(code);
    }

    /** What readers call the recognition centre of that code; the code itself where there is none. */
    public String recognitionCentreName(String code, Language language) {
        return recognitionCentre(code).map(centre -> centre.name().in(language)).orElse(code);
    }

    public Optional<MobilityCentre> mobilityCentre(String region) {
        return jdbc.sql("select * from mobility_centre where region = ?")
                .param(region)
                .query((row, number) -> new MobilityCentre(
                        row.getString("region"),
                        name(row),
                        Bin.of(row.getString("bin")),
                        row.getString("address"),
                        row.getString("contacts"),
                        AccountNumber.of(row.getString("account")),
                        row.getString("bic")))
                .optional();
    }

    public Optional<CareerCentre> careerCentre(String code) {
        return jdbc.sql("select * from career_centre where code = ?")
                .param(code)
                .query((row, number) -> careerCentre(row))
                .optional();
    }

    /** The career centres of a region, by code. */
    public List<CareerCentre> careerCentres(String region) {
        return jdbc.sql("select * from career_centre where region = ? order by code")
                .param(region)
                .query((row, number) -> careerCentre(row))
                .list();
    }

    /** The career centres of all regions, by code. */
    public List<CareerCentre> careerCentres() {
        return jdbc.sql("select * from career_centre order by code")
                .query((row, number) -> careerCentre(row))
                .list();
    }

    public Optional<RecognitionCentre> recognitionCentre(String code) {
        return jdbc.sql("select * from recognition_centre where code = ?")
                .param(code)
                .query((row, number) -> recognitionCentre(row, clock.today()))
                .optional();
    }

    public Optional<RecognitionCentre> recognitionCentre(Bin bin) {
        return jdbc.sql("select * from recognition_centre where bin = ?")
                .param(bin.value())
                .query((row, number) -> recognitionCentre(row, clock.today()))
                .optional();
    }

    /** The recognition centres in one region or (null) everywhere, by code; also those no longer accredited. */
    public List<RecognitionCentre> recognitionCentres(@Nullable String region) {
        return jdbc
                .sql("select * from recognition_centre order by code")
                .query((row, number) -> recognitionCentre(row, clock.today()))
                .list()
                .stream()
                .filter(centre -> region == null || centre.region().equals(region))
                .toList();
    }

    public Optional<Profession> profession(String code) {
        return professions("where p.code = ?", List.of(code)).stream().findFirst();
    }

    /** The register of professions, by code. */
    public List<Profession> professions() {
        return professions("", List.of());
    }

    /** What that centre asks for that profession today; empty when it does not examine it. */
    public Optional<Offer> offer(String recognitionCentre, String profession) {
        return jdbc.sql(HOLDS + " and o.recognition_centre = :centre and o.profession = :profession")
                .param("day", clock.today())
                .param("centre", recognitionCentre)
                .param("profession", profession)
                .query((row, number) -> offer(row))
                .optional();
    }

    /** Today's offers of accredited centres for a profession, in one region or (null) everywhere; the cheapest first. */
    public List<Offer> offers(String profession, @Nullable String region) {
        return offers(OFFERED + " and o.profession = :profession", Map.of("profession", profession), region);
    }

    /** Today's offers of all accredited centres, in one region or (null) everywhere; the cheapest first. */
    public List<Offer> offers(@Nullable String region) {
        return offers(OFFERED, Map.of(), region);
    }

    private List<Offer> offers(String sql, Map<String, Object> parameters, @Nullable String region) {
        return jdbc.sql(sql + " order by o.price, o.recognition_centre, o.profession")
                .param("day", clock.today())
                .param("region", region, Types.VARCHAR)
                .params(parameters)
                .query((row, number) -> offer(row))
                .list();
    }

    private List<Profession> professions(String where, List<Object> parameters) {
        var found = new LinkedHashMap<String, Profession>();
        jdbc.sql("select p.*, l.level_code from profession p join profession_level l on l.profession = p.code " + where
                        + " order by p.code, l.level_code")
                .params(parameters)
                .query(row -> {
                    var code = row.getString("code");
                    var levels = new LinkedHashSet<>(
                            found.containsKey(code) ? found.get(code).levels() : List.of());
                    levels.add(row.getString("level_code"));
                    found.put(
                            code,
                            new Profession(
                                    code,
                                    name(row),
                                    Profile.valueOf(row.getString("profile")),
                                    Collections.unmodifiableSet(levels)));
                });
        return List.copyOf(found.values());
    }

    private static Region region(ResultSet row) throws SQLException {
        return new Region(row.getString("code"), name(row));
    }

    private static CareerCentre careerCentre(ResultSet row) throws SQLException {
        return new CareerCentre(
                row.getString("code"),
                row.getString("region"),
                name(row),
                Bin.of(row.getString("bin")),
                row.getString("address"));
    }

    private static RecognitionCentre recognitionCentre(ResultSet row, LocalDate today) throws SQLException {
        return new RecognitionCentre(
                row.getString("code"),
                row.getString("region"),
                name(row),
                Bin.of(row.getString("bin")),
                row.getString("address"),
                row.getString("contacts"),
                AccountNumber.of(row.getString("account")),
                row.getString("bic"),
                row.getBoolean("accredited") && !isOver(row.getObject("accredited_until", LocalDate.class), today));
    }

    private static boolean isOver(@Nullable LocalDate lastDay, LocalDate today) {
        return lastDay != null && lastDay.isBefore(today);
    }

    private static Offer offer(ResultSet row) throws SQLException {
        return new Offer(
                row.getString("recognition_centre"),
                row.getString("profession"),
                row.getLong("price"),
                row.getObject("from_day", LocalDate.class));
    }

    private static Name name(ResultSet row) throws SQLException {
        return new Name(row.getString("name_kk"), row.getString("name_ru"), row.getString("name_en"));
    }
}
