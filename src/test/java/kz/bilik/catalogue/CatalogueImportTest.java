package kz.bilik.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kz.bilik.calendar.LegalClock;
import kz.bilik.problem.Problem;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an administrator's files do to the catalogue, and what they may not do. */
@Tag("database")
class CatalogueImportTest {

    private static final String BY = "admin";

    /** The demo's catalogue on Monday 14 September 2026, with its imports. */
    private static final class World {

        private final LegalClock clock =
                new LegalClock(Clock.fixed(Instant.parse("2026-09-14T04:00:00Z"), LegalClock.ZONE));
        private final List<Object> told = new ArrayList<>();
        private final Catalogue catalogue;
        private final CatalogueImports imports;
        private final TestDatabase database;

        private World(TestDatabase database) {
            this.database = database;
            new DemoCatalogue(database.jdbc(), database.transactionManager()).afterPropertiesSet();
            catalogue = new Catalogue(database.jdbc(), clock);
            imports = new CatalogueImports(
                    database.jdbc(),
                    new CatalogueRows(database.jdbc()),
                    database.transactionManager(),
                    told::add,
                    clock);
        }

        private CatalogueImports.Draft look(String file) {
            return imports.draft(imports.look("file.csv", file.getBytes(StandardCharsets.UTF_8), BY))
                    .orElseThrow();
        }

        private CatalogueImports.Draft take(String file) {
            var draft = look(file);
            return imports.take(draft.id(), draft.seal(), BY);
        }

        private List<String> faults(String file) {
            return faults(file.getBytes(StandardCharsets.UTF_8));
        }

        private List<String> faults(byte[] file) {
            try {
                imports.look("file.csv", file, BY);
                return List.of();
            } catch (Problem problem) {
                return problem.fields().stream()
                        .map(field -> field.path() + ": " + field.code())
                        .toList();
            }
        }

        private long price(String centre, String profession) {
            return catalogue.offer(centre, profession).orElseThrow().price();
        }

        private void goOn(int days) {
            clock.setOffset(clock.offset().plus(Duration.ofDays(days)));
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void whatStandsThereIsAFileThatChangesNothing(TestDatabase database) {
        var world = new World(database);

        for (var kind : CatalogueKind.values()) {
            var file = new String(world.imports.file(kind), StandardCharsets.UTF_8);
            var draft = world.look(file);
            assertThat(draft.kind()).isEqualTo(kind);
            assertThat(draft.changes()).as(kind.name()).isEmpty();
            assertThat(draft.notInFile()).isZero();
            assertThat(draft.lines())
                    .isEqualTo(world.imports.lines(kind).size())
                    .isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aWholeCatalogueIsSetUpFromFilesAloneAndTheSameFilesAgainChangeNothing(TestDatabase database) {
        var rows = new CatalogueRows(database.jdbc());
        var clock = new LegalClock(Clock.fixed(Instant.parse("2026-09-14T04:00:00Z"), LegalClock.ZONE));
        var told = new ArrayList<Object>();
        var imports = new CatalogueImports(database.jdbc(), rows, database.transactionManager(), told::add, clock);
        var files = List.of(
                "region,bin,nameKk,nameRu,nameEn,address,contacts,account,bic\n"
                        + "KZ-75,230940075853,Орталық,Центр,\"Centre, Almaty\",Алматы,+7700,KZ53070105KSNTEST075,kkmfkz2a",
                "sep=;\r\ncode;region;bin;nameKk;nameRu;nameEn;address;;\r\n"
                        + "KZ-75-03;KZ-75;231041007206;Орталық;Центр;Centre;Алматы;;\r\n;;;;;;;;\r\n",
                "\uFEFFcode;region;bin;nameKk;nameRu;nameEn;address;contacts;account;bic\n"
                        + "C-014;KZ-75;210340004708;Орталық;Центр;Centre;Алматы;+7700;KZ90601TEST000009014;HSBKKZKX",
                "recognitionCentre;accredited;until\nC-014;да;31.12.2027",
                "code;profile;levels;nameKk;nameRu;nameEn\n7212;technical;4 3;Дәнекерлеуші;Сварщик;Welder",
                "recognitionCentre;profession;price;from\nC-014;7212;38 000;2026-01-01");

        for (var file : files) {
            var id = imports.look("file.csv", file.getBytes(StandardCharsets.UTF_8), BY);
            var draft = imports.draft(id).orElseThrow();
            assertThat(draft.changes()).singleElement().satisfies(change -> assertThat(change.line())
                    .isPositive());
            imports.take(id, draft.seal(), BY);
        }

        var catalogue = new Catalogue(database.jdbc(), clock);
        assertThat(catalogue.offers("7212", "KZ-75"))
                .containsExactly(new Catalogue.Offer("C-014", "7212", 38_000, LocalDate.of(2026, 1, 1)));
        assertThat(catalogue.mobilityCentre("KZ-75").orElseThrow().bic()).isEqualTo("KKMFKZ2A");
        assertThat(catalogue.profession("7212").orElseThrow().levels()).containsExactly("3", "4");
        assertThat(told).hasSize(files.size()).allMatch(CatalogueChanged.class::isInstance);
        assertThat(imports.taken(10)).hasSize(files.size()).allMatch(taken -> taken.by()
                .equals(BY));
        for (var file : files) {
            var again = imports.draft(imports.look("file.csv", file.getBytes(StandardCharsets.UTF_8), BY))
                    .orElseThrow();
            assertThat(again.changes()).as(file).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aLookChangesNothingAndSaysWhatTheFileWouldChange(TestDatabase database) {
        var world = new World(database);

        var draft = world.look("code;profile;levels;nameKk;nameRu;nameEn\n"
                + "7212;SOCIAL_HUMANITARIAN;2 3 4 5;Дәнекерлеуші;Сварщик;Welder\n"
                + "9999;TECHNICAL;4;Жаңа;Новая;New");

        assertThat(world.catalogue.profession("9999")).isEmpty();
        assertThat(draft.notInFile()).isEqualTo(12);
        var changed = draft.changes().get(0);
        assertThat(changed.isNew()).isFalse();
        assertThat(changed.warning()).isEqualTo(CatalogueImports.Warning.PROFILE);
        assertThat(changed.values())
                .containsExactly(new CatalogueImports.Value("profile", "TECHNICAL", "SOCIAL_HUMANITARIAN"));
        assertThat(draft.changes().get(1).isNew()).isTrue();
        assertThat(world.told).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aPriceHoldsFromItsDayAndOneThatHasHeldStays(TestDatabase database) {
        var world = new World(database);
        var header = "recognitionCentre;profession;price;from\n";

        world.take(header + "C-014;7212;40000;01.10.2026");
        assertThat(world.price("C-014", "7212")).isEqualTo(38_000);
        // What has not begun may still be another one.
        world.take(header + "C-014;7212;41000;2026-10-01");
        world.goOn(17);
        assertThat(world.clock.today()).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(world.price("C-014", "7212")).isEqualTo(41_000);
        assertThat(world.catalogue.offers("7212", "KZ-75"))
                .extracting(Catalogue.Offer::price)
                .containsExactly(41_000L);

        assertThat(world.faults(header + "C-014;7212;42000;2026-10-01"))
                .containsExactly("line 2, column price: catalogue.price-has-held");
        assertThat(world.faults(header + "C-014;7212;42000;2026-09-30"))
                .containsExactly("line 2, column from: catalogue.price-past");
        assertThat(world.faults(header + "C-014;2635;-;2026-12-01"))
                .containsExactly("line 2, column price: catalogue.price-nothing-ends");

        world.take(header + "C-014;7212;-;2026-10-02");
        world.goOn(1);
        assertThat(world.catalogue.offer("C-014", "7212")).isEmpty();
        assertThat(world.catalogue.offers("7212", "KZ-75")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void anAccreditationEndsWithItsLastDay(TestDatabase database) {
        var world = new World(database);

        world.take("recognitionCentre;accredited;until\nC-014;yes;2026-09-15");
        world.goOn(1);
        assertThat(world.catalogue.recognitionCentre("C-014").orElseThrow().accredited())
                .isTrue();
        assertThat(world.catalogue.offers("7212", "KZ-75")).hasSize(1);
        world.goOn(1);
        assertThat(world.catalogue.recognitionCentre("C-014").orElseThrow().accredited())
                .isFalse();
        assertThat(world.catalogue.offers("7212", "KZ-75")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void everyErrorIsNamedWithItsLineItsColumnAndItsCode(TestDatabase database) {
        var world = new World(database);

        assertThat(world.faults("code;profile;levels;nameKk;nameRu;nameEn\n"
                        + "7212;TECHNIC;2 3 x;;Сварщик;Welder\n"
                        + "\n"
                        + "72 12;TECHNICAL;4;a;b;c\n"
                        + "7411;TECHNICAL;2;a;b\n"
                        + "7126;TECHNICAL;2 3;a;b;c\n"
                        + "7126;TECHNICAL;2 3 4;a;b;c"))
                .containsExactly("line 5: catalogue.line-columns");
        assertThat(world.faults("code;profile;levels;nameKk;nameRu;nameEn\n"
                        + "7212;TECHNIC;2 3 x;;Сварщик;Welder\n"
                        + "\n"
                        + "72 12;TECHNICAL;4;a;b;c\n"
                        + "7126;TECHNICAL;2 3;a;b;c\n"
                        + "7126;TECHNICAL;2 3 4;a;b;c"))
                .containsExactlyInAnyOrder(
                        "line 2, column profile: catalogue.profile",
                        "line 2, column levels: catalogue.level",
                        "line 2, column nameKk: catalogue.cell-empty",
                        "line 4, column code: catalogue.code",
                        "line 5, column levels: catalogue.level-stays",
                        "line 6, column code: catalogue.line-twice");
        assertThat(world.faults("recognitionCentre;profession;price;from\n"
                        + "C-099;1;38.5;31.02.2026\n"
                        + "C-014;7212;0;2027-01-01\n"
                        + "C-014;7212;10;01.01.2027"))
                .containsExactlyInAnyOrder(
                        "line 2, column recognitionCentre: catalogue.unknown-recognition-centre",
                        "line 2, column profession: catalogue.unknown-profession",
                        "line 2, column price: catalogue.price",
                        "line 2, column from: catalogue.day",
                        "line 3, column price: law.price",
                        "line 4, column recognitionCentre: catalogue.line-twice");
        assertThat(world.faults("code;region;bin;nameKk;nameRu;nameEn;address\n"
                        + "KZ-75-03;KZ-71;231041007206;a;b;c;d\n"
                        + "KZ-75-09;KZ-75;231041007206;a;b;c;d\n"
                        + "KZ-75-10;KZ-99;123;a;b;c;d"))
                .containsExactlyInAnyOrder(
                        "line 2, column region: catalogue.region-stays",
                        "line 3, column bin: catalogue.bin-twice",
                        "line 4, column region: catalogue.unknown-region",
                        "line 4, column bin: identity.bin");
        assertThat(world.faults("recognitionCentre;accredited;until\nC-014;maybe;"))
                .containsExactly("line 2, column accredited: catalogue.yes-or-no");
        assertThat(world.faults("name;price\nx;1")).containsExactly("line 1: catalogue.file-header");
        assertThat(world.faults("")).containsExactly("file: catalogue.file-empty");
        assertThat(world.faults("recognitionCentre;accredited;until\n")).containsExactly("file: catalogue.file-empty");
        assertThat(world.faults(
                        "recognitionCentre;accredited;until\nC-014;да;".getBytes(Charset.forName("windows-1251"))))
                .containsExactly("file: catalogue.file-encoding");
        assertThat(world.faults("recognitionCentre;accredited;until\n\"C-014;yes;"))
                .containsExactly("line 2: catalogue.line-quotes");
        assertThat(database.jdbc()
                        .sql("select count(*) from catalogue_import")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aFileIsTakenOverOnceAndAsItWasSeen(TestDatabase database) {
        var world = new World(database);
        var header = "recognitionCentre;profession;price;from\n";
        var one = world.look(header + "C-014;7212;40000;2026-10-01");
        var other = world.look(header + "C-014;7212;50000;2026-10-01");

        world.imports.take(one.id(), one.seal(), BY);
        var again = world.imports.take(one.id(), one.seal(), BY);

        assertThat(again.takenAt()).isNotNull();
        assertThat(again.changes()).singleElement().satisfies(change -> {
            assertThat(change.key()).containsExactly("C-014", "7212", "2026-10-01");
            assertThat(change.isNew()).isTrue();
        });
        assertThat(world.told).hasSize(1);
        assertThatThrownBy(() -> world.imports.take(other.id(), other.seal(), BY))
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .extracting(Problem::code)
                .isEqualTo("catalogue.changed-meanwhile");
        assertThatThrownBy(() -> world.imports.take(4711, "", BY))
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .extracting(Problem::code)
                .isEqualTo("catalogue.no-import");
    }
}
