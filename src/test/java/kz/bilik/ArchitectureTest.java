package kz.bilik;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;

/** The plan of the house, as far as a compiler does not see to it. */
class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("kz.bilik");

    private static final ApplicationModules MODULES = ApplicationModules.of(Bilik.class);

    @Test
    void modulesUseOnlyWhatOthersShowAndNeverInACircle() {
        MODULES.verify();
    }

    @Test
    void noReaderOfAModuleSeesMoreThanTenTypes() {
        var wide = MODULES.stream()
                .filter(module -> !module.getIdentifier().toString().equals("web"))
                .flatMap(module -> module.getNamedInterfaces().stream()
                        .filter(face -> face.asJavaClasses()
                                        .filter(type -> type.getEnclosingClass().isEmpty())
                                        .filter(type -> !type.getSimpleName().equals("package-info"))
                                        .count()
                                > 10)
                        .map(face -> module.getIdentifier() + " :: " + face.getName()))
                .toList();
        assertThat(wide).isEmpty();
    }

    @Test
    void everyModuleSaysWhomItUses() {
        assertThat(MODULES.stream()
                        .filter(module -> HOUSE.get(module.getBasePackage().getName() + ".package-info")
                                .isAnnotatedWith(ApplicationModule.class)))
                .hasSameSizeAs(MODULES.stream().toList());
    }

    @Test
    void theModulesOfTheHouseAreThoseOfThePlan() {
        var modules = MODULES.stream()
                .map(module -> module.getIdentifier().toString())
                .collect(Collectors.toSet());
        assertThat(modules)
                .containsExactlyInAnyOrder(
                        "application",
                        "audit",
                        "calendar",
                        "casefile",
                        "catalogue",
                        "database",
                        "distribution",
                        "document",
                        "edition",
                        "history",
                        "identity",
                        "integration",
                        "language",
                        "law",
                        "migration",
                        "notice",
                        "officer",
                        "overview",
                        "payment",
                        "problem",
                        "record",
                        "process",
                        "report",
                        "retention",
                        "settlement",
                        "signature",
                        "voucher",
                        "web");
    }

    @Test
    void theModulesAreDrawn() {
        new Documenter(MODULES).writeModulesAsPlantUml().writeIndividualModulesAsPlantUml();
    }

    @Test
    void noClassOfOneFileStandsInACircleWithAClassOfAnother() {
        check(
                slices().assignedFrom(new SliceAssignment() {
                            @Override
                            public SliceIdentifier getIdentifierOf(JavaClass type) {
                                var file = type;
                                while (file.getEnclosingClass().isPresent()) {
                                    file = file.getEnclosingClass().get();
                                }
                                return SliceIdentifier.of(file.getName());
                            }

                            @Override
                            public String getDescription() {
                                return "each file";
                            }
                        })
                        .should()
                        .beFreeOfCycles()
                        .because(
                                "what can only be understood together belongs into one file, or the noun of both into its own"));
    }

    @Test
    void theRoomsOfTheWebLieAboveOneAnother() {
        check(layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("door")
                .definedBy("kz.bilik.web.door..")
                .layer("answer")
                .definedBy("kz.bilik.web.answer..")
                .layer("api")
                .definedBy("kz.bilik.web.api..")
                .layer("page")
                .definedBy("kz.bilik.web.page..")
                .whereLayer("answer")
                .mayOnlyBeAccessedByLayers("api", "page")
                .whereLayer("door")
                .mayOnlyBeAccessedByLayers("answer", "api", "page")
                .whereLayer("api")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("page")
                .mayNotBeAccessedByAnyLayer()
                .because("an auditor reads the door alone, and pages and API know nothing of each other"));
    }

    @Test
    void theRoomsOfTheProcessesLieAboveOneAnother() {
        check(layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("pages")
                .definedBy("kz.bilik.process")
                .layer("engine")
                .definedBy("kz.bilik.process.engine..")
                .layer("gate")
                .definedBy("kz.bilik.process.gate..")
                .layer("task")
                .definedBy("kz.bilik.process.task..")
                .layer("rights")
                .definedBy("kz.bilik.process.rights..")
                .layer("words")
                .definedBy("kz.bilik.process.words..")
                .whereLayer("pages")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("gate")
                .mayOnlyBeAccessedByLayers("pages")
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("pages", "gate")
                .whereLayer("task")
                .mayOnlyBeAccessedByLayers("pages", "gate", "engine")
                .whereLayer("rights")
                .mayOnlyBeAccessedByLayers("engine", "task")
                .whereLayer("words")
                .mayOnlyBeAccessedByLayers("gate", "engine", "task")
                .because("what happens to a task is understood without how the engine is set up"));
    }

    @Test
    void theCaseAsItIsReadWritesNothingButWhoHasReadIt() {
        assertThat(HOUSE.stream()
                        .filter(type -> type.getPackageName().equals("kz.bilik.casefile"))
                        .filter(type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(use -> use.getTargetClass().isAssignableTo(JdbcClient.class)))
                        .map(JavaClass::getSimpleName))
                .containsExactly("CaseReads");
        check(noClasses()
                .that()
                .resideInAPackage("kz.bilik.casefile")
                .and()
                .doNotHaveSimpleName("CaseReads")
                .should()
                .beAnnotatedWith(Transactional.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(PlatformTransactionManager.class)
                .because("who reads changes nothing"));
    }

    @Test
    void onlyTheProcessesKnowTheEngine() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("kz.bilik.process..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .because("a change of the engine stays the work of one package"));
    }

    @Test
    void theLawCountsOnTheLegalClockAndNobodyAsksTheMachine() {
        // A command on the machine of a person has no clock of ours.
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("kz.bilik.signature.Sign")
                .should()
                .callMethodWhere(target(name("now"))
                        .and(target(owner(belongToAnyOf(
                                LocalDate.class,
                                LocalDateTime.class,
                                LocalTime.class,
                                Instant.class,
                                OffsetDateTime.class,
                                ZonedDateTime.class,
                                Year.class,
                                YearMonth.class))))
                        .and(describe("without a clock", ArchitectureTest::withoutClock)))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Date.class)
                .because("legal time is movable, and wall time is a bean too"));
    }

    @Test
    void queriesDoNotLeaveTheirConnectionBehind() {
        check(noClasses()
                .should()
                .callMethodWhere(
                        target(name("stream")).and(target(owner(assignableTo(JdbcClient.MappedQuerySpec.class)))))
                .because("a stream of rows holds its connection until somebody closes it: list() does not"));
    }

    @Test
    void nothingIsCalledAfterNothing() {
        check(noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .because("a name is a word of the regulation or of the field"));
    }

    @Test
    void everybodySaysInTheConstructorWhatHeNeeds() {
        check(noFields()
                .should()
                .beAnnotatedWith(Autowired.class)
                .orShould()
                .beAnnotatedWith(Value.class)
                .because("what a class needs is seen in its constructor"));
        check(noMethods()
                .should()
                .beAnnotatedWith(Autowired.class)
                .because("what a class needs is seen in its constructor"));
    }

    @Test
    void everyModuleSaysWhatItIsFor() {
        var described = HOUSE.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .map(type -> type.getPackageName())
                .collect(Collectors.toSet());
        var packages = HOUSE.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(type -> type.getPackageName())
                .filter(name -> !name.equals("kz.bilik"))
                .collect(Collectors.toCollection(TreeSet::new));
        packages.removeAll(described);
        assertThat(packages).isEmpty();
    }

    private static boolean withoutClock(JavaCall<?> call) {
        return call.getTarget().getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static void check(ArchRule rule) {
        rule.check(HOUSE);
    }
}
