package kz.bilik;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What docs/security.md says of the libraries is so: each is on the class path once, and not older than where its known
 * weaknesses were mended. A version that somebody brings along by another way does not slip in.
 */
class PatchesTest {

    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([0-9][^ ]*) \\|.*");

    static Stream<Map.Entry<String, String>> libraries() throws IOException {
        return Files.readAllLines(Path.of("docs/security.md")).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> Map.entry(row.group(1), row.group(2)));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aLibraryIsNotOlderThanWhereItsKnownWeaknessesWereMended(Map.Entry<String, String> library) {
        var jar = Pattern.compile(Pattern.quote(library.getKey()) + "-([0-9].*)\\.jar");
        var versions = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> jar.matcher(Path.of(entry).getFileName().toString()))
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .toList();

        assertThat(versions).as("jars of " + library.getKey()).hasSize(1);
        assertThat(compare(versions.get(0), library.getValue()))
                .as(library.getKey() + " " + versions.get(0) + ", mended in " + library.getValue())
                .isNotNegative();
    }

    /** By their numbers, one after the other. */
    private static int compare(String version, String other) {
        return Arrays.compare(numbers(version), numbers(other));
    }

    private static int[] numbers(String version) {
        return Pattern.compile("\\d+")
                .matcher(version)
                .results()
                .mapToInt(number -> Integer.parseInt(number.group()))
                .toArray();
    }
}
