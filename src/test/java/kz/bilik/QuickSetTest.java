package kz.bilik;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Playwright;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import net.jqwik.api.Property;
import org.camunda.bpm.engine.ProcessEngine;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * {@code mvn test -Pquick} leaves out by their tags what needs the engine, a database or a browser. A tag that is
 * missing makes it slow for everybody, and one too many keeps a quick test out of it.
 */
class QuickSetTest {

    private static final JavaClasses TESTS = new ClassFileImporter().importPath(Path.of("target/test-classes"));

    /** Who names one of these, himself or through other classes of the tests, needs it. */
    private static final Map<String, Set<String>> SIGNS = Map.of(
            "engine", names(ProcessEngine.class),
            "database", names(DataSource.class, DriverManager.class, Flyway.class),
            "browser", names(Playwright.class));

    /** A part of the product may be started without the engine, but never within a second. */
    private static final Set<String> STARTED = names(SpringBootTest.class);

    @Test
    void aTestBearsTheTagsOfWhatItNeedsAndNoOther() {
        var wrong = new TreeMap<String, String>();
        for (var test : tests()) {
            var used = used(test);
            var needed = SIGNS.entrySet().stream()
                    .filter(sign -> sign.getValue().stream().anyMatch(used::contains))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
            var borne = tags(test, Tag.class, Tag::value);
            if (!borne.equals(needed)) {
                wrong.put(test.getName(), "needs " + needed + ", bears " + borne);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void whatStartsTheProductOrAPartOfItIsNotQuick() {
        assertThat(tests())
                .filteredOn(test -> used(test).stream().anyMatch(STARTED::contains))
                .isNotEmpty()
                .allSatisfy(test -> assertThat(tags(test, Tag.class, Tag::value))
                        .as(test.getName())
                        .isNotEmpty());
    }

    /** The engine of the properties knows its own tags only. */
    @Test
    void aTestOfPropertiesBearsItsTagsForTheirEngineToo() {
        assertThat(tests())
                .filteredOn(test ->
                        test.getAllMethods().stream().anyMatch(method -> method.isAnnotatedWith(Property.class)))
                .isNotEmpty()
                .allSatisfy(test -> assertThat(tags(test, net.jqwik.api.Tag.class, net.jqwik.api.Tag::value))
                        .as(test.getName())
                        .isEqualTo(tags(test, Tag.class, Tag::value)));
    }

    private static List<JavaClass> tests() {
        return TESTS.stream()
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(type ->
                        type.getAllMethods().stream().anyMatch(method -> method.isMetaAnnotatedWith(Testable.class)))
                // It names all of it and starts nothing.
                .filter(type -> !type.isEquivalentTo(QuickSetTest.class))
                .toList();
    }

    /** What the test names, and what the classes of the tests name that it uses: the product starts nothing by itself. */
    private static Set<String> used(JavaClass test) {
        var used = new HashSet<String>();
        var open = new ArrayDeque<>(List.of(test));
        while (!open.isEmpty()) {
            for (var dependency : open.pop().getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass();
                if (used.add(target.getName()) && TESTS.contain(target.getName())) {
                    open.push(target);
                }
            }
        }
        return used;
    }

    /** A nested class bears the tags of the class around it, too. */
    private static <A extends Annotation> Set<String> tags(JavaClass test, Class<A> type, Function<A, String> value) {
        var tags = test.getEnclosingClass()
                .map(around -> tags(around, type, value))
                .orElseGet(TreeSet::new);
        try {
            // Not initialised: some open a database when they are.
            var reflected = Class.forName(test.getName(), false, QuickSetTest.class.getClassLoader());
            AnnotationSupport.findRepeatableAnnotations(reflected, type).stream()
                    .map(value)
                    .forEach(tags::add);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
        return tags;
    }

    private static Set<String> names(Class<?>... types) {
        return Set.of(types).stream().map(Class::getName).collect(Collectors.toSet());
    }
}
