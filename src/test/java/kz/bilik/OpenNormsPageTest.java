package kz.bilik;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/open-norms.md} promises a setting and a test for each question that the text leaves open. */
class OpenNormsPageTest {

    private static String page;

    private static List<String> code;

    private static List<String> tests;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Path.of("docs/open-norms.md"));
        code = sources(Path.of("src/main/java"));
        tests = sources(Path.of("src/test/java"));
    }

    @Test
    void eachTestThatThePageNamesExists() {
        var missing = named("`(\\w+Test)\\.(\\w+)`")
                .filter(proof -> tests.stream()
                        .noneMatch(source -> source.contains("class " + proof.group(1) + " ")
                                && source.contains("void " + proof.group(2) + "(")))
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(missing).isEmpty();
    }

    @Test
    void eachSettingThatThePageNamesExists() {
        var missing = named("`bilik\\.(application|voucher|settlement|distribution)\\.([a-z-]+)`")
                .filter(setting -> code.stream()
                        .noneMatch(source ->
                                source.contains("@ConfigurationProperties(\"bilik." + setting.group(1) + "\")")
                                        && Pattern.compile("\\b" + component(setting.group(2)) + "\\b")
                                                .matcher(source)
                                                .find()))
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(missing).isEmpty();
    }

    /** What the regulation leaves open is a setting of these modules; only the bounds of files are none. */
    @Test
    void noSettingOfTheseModulesIsMissingOnThePage() {
        var bounds = List.of("maxFiles", "maxFileSize", "certificateMaxSize");
        var documented = named("`bilik\\.(application|voucher|settlement|distribution)\\.([a-z-]+)`")
                .map(setting -> setting.group(1) + "." + component(setting.group(2)))
                .collect(Collectors.toSet());
        for (var source : code) {
            var module = Pattern.compile(
                            "@ConfigurationProperties\\(\"bilik\\.(application|voucher|settlement|distribution)\"\\)")
                    .matcher(source);
            if (module.find()) {
                assertThat(Pattern.compile("@DefaultValue\\(.*?\\) [\\w.<>]+ (\\w+)[,)]")
                                .matcher(source)
                                .results()
                                .map(setting -> setting.group(1))
                                .filter(setting -> !bounds.contains(setting))
                                .map(setting -> module.group(1) + "." + setting))
                        .isNotEmpty()
                        .allMatch(documented::contains);
            }
        }
    }

    private static Stream<MatchResult> named(String pattern) {
        return Pattern.compile(pattern).matcher(page).results();
    }

    /** {@code closing-day-counts} is the component {@code closingDayCounts} of its record. */
    private static String component(String setting) {
        return Pattern.compile("-([a-z])").matcher(setting).replaceAll(letter -> letter.group(1)
                .toUpperCase());
    }

    private static List<String> sources(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            var java = files.filter(file -> file.toString().endsWith(".java")).toList();
            var sources = new ArrayList<String>();
            for (var file : java) {
                sources.add(Files.readString(file));
            }
            return sources;
        }
    }
}
