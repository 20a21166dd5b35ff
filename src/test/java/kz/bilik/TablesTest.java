package kz.bilik;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whose table is whose: read from the database scripts and from the SQL that stands in the sources. */
class TablesTest {

    private static final Path SCRIPTS = Path.of("src/main/resources/db/migration");
    private static final Path SOURCES = Path.of("src/main/java/kz/bilik");

    private static final Pattern SCRIPT = Pattern.compile("V\\d+__([a-z]+)(_\\w+)?\\.sql");
    private static final Pattern MADE = Pattern.compile("(?i)\\bcreate\\s+(?:table|sequence|view)\\s+(\\w+)");
    private static final Pattern DROPPED = Pattern.compile("(?i)\\bdrop\\s+(?:table|sequence)\\s+(\\w+)");

    private static final Pattern RENAMED = Pattern.compile("(?i)\\balter\\s+table\\s+(\\w+)\\s+rename\\s+to\\s+(\\w+)");

    /** A text block, a text, a character, or a comment, in which nothing of this counts. */
    private static final Pattern TEXT = Pattern.compile(
            "\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"|'(?:[^'\\\\]|\\\\.)+'|//[^\\n]*|/\\*.*?\\*/",
            Pattern.DOTALL);

    private static final Pattern NAMED = Pattern.compile("(?i)\\b(?:from|join|into|update|table)\\s+"
            + "(\\w+(?:(?:\\s+(?:as\\s+)?\\w+)?\\s*,\\s*\\w+)*)|\\b(?:nextval|currval)\\s*\\(\\s*'(\\w+)'");

    @Test
    void eachTableStandsInTheSqlOfOneModuleTheOneWhoseScriptMakesIt() {
        var owners = owners();
        var unused = new TreeSet<>(owners.keySet());
        var wrong = new ArrayList<String>();
        for (var source : files(SOURCES, ".java")) {
            var module = SOURCES.relativize(source).getName(0).toString();
            for (var table : tables(read(source))) {
                var owner = owners.getOrDefault(table, module);
                if (owner.equals(module)) {
                    unused.remove(table);
                } else {
                    wrong.add(table + " is of " + owner + ", and in the SQL of " + SOURCES.relativize(source));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(unused).as("tables that their module does not use").isEmpty();
    }

    @Test
    void eachScriptIsOfAModuleAndNoModuleBeginsWithTwo() {
        var modules = new TreeMap<String, Integer>();
        for (var script : files(SCRIPTS, ".sql")) {
            var module = module(script);
            assertThat(SOURCES.resolve(module)).as("the module of %s", script).isDirectory();
            var name = SCRIPT.matcher(script.getFileName().toString());
            if (name.matches() && name.group(2) == null) {
                modules.merge(name.group(1), 1, Integer::sum);
            }
        }
        assertThat(modules.values()).isNotEmpty().containsOnly(1);
    }

    @Test
    void sqlIsFoundHoweverItIsWritten() {
        assertThat(
                        tables(
                                """
                                // select 1 from comment_of_a_line
                                /* select 1 from comment_of_more */
                                char quote = '"';
                                jdbc.sql("select a.x from " // of the first line
                                        + "first_line a, second_one join third on x = \\"from\\"");
                                jdbc.sql(\"""
                                        insert into block (x)
                                        select nextval('counter')\""");
                                from(nowhere);
                                """))
                .containsExactlyInAnyOrder("first_line", "second_one", "third", "block", "counter");
    }

    /** Tables and sequences with the module whose script makes them. */
    private static Map<String, String> owners() {
        var owners = new TreeMap<String, String>();
        for (var script : files(SCRIPTS, ".sql")) {
            MADE.matcher(read(script)).results().map(made -> made.group(1)).forEach(table -> assertThat(
                            owners.put(table, module(script)))
                    .as(table)
                    .isNull());
        }
        for (var script : files(SCRIPTS, ".sql")) {
            DROPPED.matcher(read(script))
                    .results()
                    .map(dropped -> dropped.group(1))
                    .forEach(table -> assertThat(owners.remove(table))
                            .as("%s is dropped by the module that made it", table)
                            .isEqualTo(module(script)));
            RENAMED.matcher(read(script))
                    .results()
                    .forEach(renamed -> owners.put(renamed.group(2), owners.remove(renamed.group(1))));
        }
        return owners;
    }

    private static String module(Path script) {
        var name = SCRIPT.matcher(script.getFileName().toString());
        assertThat(name.matches()).as("%s names its module", script).isTrue();
        return name.group(1);
    }

    /** The words that stand where SQL has a table or a sequence, in what a source says in quotes. */
    private static Set<String> tables(String source) {
        return NAMED.matcher(quoted(source))
                .results()
                .flatMap(TablesTest::named)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> named(MatchResult result) {
        return result.group(2) != null
                ? Stream.of(result.group(2))
                : Pattern.compile("\\s*,\\s*").splitAsStream(result.group(1)).map(each -> each.split("\\s")[0]);
    }

    /** The texts of a source, one a line; those that are put together by {@code +} are one. */
    private static String quoted(String source) {
        var texts = new StringBuilder();
        var between = new StringBuilder();
        var end = 0;
        for (var found : TEXT.matcher(source).results().toList()) {
            between.append(source, end, found.start());
            end = found.end();
            var text = found.group(1) != null ? found.group(1) : found.group(2);
            if (text != null) {
                texts.append(between.toString().strip().equals("+") ? "" : "\n;\n")
                        .append(text);
                between.setLength(0);
            }
        }
        return texts.toString();
    }

    private static List<Path> files(Path folder, String end) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
