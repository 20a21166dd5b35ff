package kz.bilik.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import kz.bilik.calendar.LegalClock;
import kz.bilik.identity.Bin;
import kz.bilik.language.Language;
import kz.bilik.law.Profile;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("database")
class CatalogueTest {

    static final LegalClock CLOCK = new LegalClock(Clock.fixed(Instant.parse("2026-09-14T04:00:00Z"), LegalClock.ZONE));

    private static Catalogue demo(TestDatabase database) {
        new DemoCatalogue(database.jdbc(), database.transactionManager()).afterPropertiesSet();
        return new Catalogue(database.jdbc(), CLOCK);
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void thereAreTwentyRegionsAndAlmatyNamesTwoOfThem(TestDatabase database) {
        var catalogue = new Catalogue(database.jdbc(), CLOCK);

        assertThat(catalogue.regions()).hasSize(20);
        assertThat(catalogue.region("KZ-19").orElseThrow().name().kk()).isEqualTo("Алматы облысы");
        assertThat(catalogue.region("KZ-75").orElseThrow().name().kk()).isEqualTo("Алматы қаласы");
        assertThat(catalogue.region("KZ-99")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void everyRegionHasItsMobilityCentreAndACareerCentre(TestDatabase database) {
        var catalogue = demo(database);

        assertThat(catalogue.regions()).allSatisfy(region -> {
            assertThat(catalogue.mobilityCentre(region.code())).isPresent();
            assertThat(catalogue.careerCentres(region.code())).isNotEmpty();
        });
        assertThat(catalogue.careerCentre("KZ-75-03").orElseThrow().region()).isEqualTo("KZ-75");
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void whatACodeStandsForIsCalledByItsNameAndAnUnknownCodeByItself(TestDatabase database) {
        var catalogue = demo(database);

        assertThat(catalogue.regionName("KZ-75", Language.KK)).isEqualTo("Алматы қаласы");
        assertThat(catalogue.mobilityCentreName("KZ-10", Language.EN))
                .isEqualTo("Labour Mobility Centre of Abai Region");
        var career = catalogue.careerCentre("KZ-75-03").orElseThrow();
        assertThat(catalogue.careerCentreName("KZ-75-03", Language.RU))
                .isEqualTo(career.name().ru());
        var recognition = catalogue.recognitionCentre("C-014").orElseThrow();
        assertThat(catalogue.recognitionCentreName("C-014", Language.RU))
                .isEqualTo(recognition.name().ru());
        assertThat(List.of(
                        catalogue.regionName("KZ-99", Language.KK),
                        catalogue.mobilityCentreName("KZ-99", Language.KK),
                        catalogue.careerCentreName("KZ-99", Language.KK),
                        catalogue.recognitionCentreName("KZ-99", Language.KK)))
                .containsOnly("KZ-99");
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aRecognitionCentreIsFoundByItsCodeAndByItsNumber(TestDatabase database) {
        var catalogue = demo(database);

        var centre = catalogue.recognitionCentre("C-014").orElseThrow();
        assertThat(catalogue.recognitionCentre(Bin.of(centre.bin().value()))).contains(centre);
        assertThat(catalogue.recognitionCentres("KZ-75"))
                .extracting(Catalogue.RecognitionCentre::code)
                .containsExactly("C-007", "C-014");
        assertThat(catalogue.recognitionCentres(null)).hasSize(6);
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void offersOfAProfessionComeCheapestFirstAndFromAccreditedCentresOnly(TestDatabase database) {
        var catalogue = demo(database);
        assertThat(catalogue.offers("7212", null))
                .extracting(Catalogue.Offer::price)
                .isSorted()
                .hasSize(4);
        assertThat(catalogue.offers("7212", "KZ-75"))
                .extracting(Catalogue.Offer::recognitionCentre)
                .containsExactly("C-014");

        database.jdbc()
                .sql("update recognition_centre set accredited = false where code = 'C-014'")
                .update();

        assertThat(catalogue.offers("7212", "KZ-75")).isEmpty();
        assertThat(catalogue.offer("C-014", "7212").orElseThrow().price()).isEqualTo(38_000);
        assertThat(catalogue.offer("C-014", "2635")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void theDemoHasProfessionsOfBothProfilesAndPricesOnBothSidesOfTheCap(TestDatabase database) {
        var catalogue = demo(database);

        assertThat(catalogue.professions()).hasSize(13);
        var welder = catalogue.profession("7212").orElseThrow();
        assertThat(welder.profile()).isEqualTo(Profile.TECHNICAL);
        assertThat(welder.levels()).containsExactly("2", "3", "4", "5");
        var prices = database.jdbc()
                .sql("select price from offer_price")
                .query(Long.class)
                .list();
        // 3 and 7 MCI of 2026
        assertThat(prices)
                .anyMatch(price -> price < 12_975)
                .contains(12_975L, 30_275L)
                .anyMatch(price -> price > 30_275);
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aSecondStartLeavesTheDemoCatalogueAsSomebodyChangedIt(TestDatabase database) {
        var catalogue = demo(database);
        database.jdbc()
                .sql("update offer_price set price = 1 where recognition_centre = 'C-014' and profession = '7212'")
                .update();

        demo(database);

        assertThat(catalogue.offer("C-014", "7212").orElseThrow().price()).isEqualTo(1);
    }
}
