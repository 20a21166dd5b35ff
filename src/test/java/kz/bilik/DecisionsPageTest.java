package kz.bilik;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The decisions have one form, and {@code docs/decisions/README.md} lists them. {@code mvn test -Dtest=DecisionsPageTest
 * -Ddecisions.write=true} writes the list again.
 */
class DecisionsPageTest {

    private static final Path FOLDER = Path.of("docs/decisions");
    private static final Path PAGE = FOLDER.resolve("README.md");

    /** Number, title, date, status: {@code accepted}, or {@code superseded by} with a link to what holds now. */
    private static final Pattern HEAD = Pattern.compile("# (\\d+)\\. ([^\\n]+)\\n\\n"
            + "\\*(\\d{4}-\\d{2}-\\d{2}) · (accepted|superseded by \\[\\d+]\\(\\d{4}-[a-z-]+\\.md\\))\\*\\n\\n");

    @Test
    void aDecisionSaysWhenItWasMadeWhetherItHoldsAndWhatItCosts() throws IOException {
        var files = files();
        assertSoftly(softly -> files.forEach(file -> {
            var text = text(file);
            softly.assertThat(HEAD.matcher(text).lookingAt())
                    .as(file + " begins with title, date and status")
                    .isTrue();
            softly.assertThat(text).as(file.toString()).containsOnlyOnce("\n**Decision.** ");
            softly.assertThat(text).as(file.toString()).containsOnlyOnce("\n**Cost.** ");
        }));
    }

    @Test
    void theDecisionsAreNumberedWithoutAGap() throws IOException {
        var files = files();
        assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(text(file))
                .startsWith(
                        "# " + Integer.parseInt(file.getFileName().toString().substring(0, 4)) + ". "));
        assertThat(files)
                .extracting(
                        file -> Integer.valueOf(file.getFileName().toString().substring(0, 4)))
                .isEqualTo(IntStream.rangeClosed(1, files.size()).boxed().toList());
    }

    @Test
    void theListNamesEachDecision() throws IOException {
        var list = list();
        if (Boolean.getBoolean("decisions.write")) {
            Files.writeString(PAGE, list);
        }
        assertThat(Files.readString(PAGE))
                .as("after a change: mvn test -Dtest=DecisionsPageTest -Ddecisions.write=true")
                .isEqualTo(list);
    }

    private static String list() throws IOException {
        var list = new StringBuilder(
                """
                # Decisions

                Why it is built as it is, and what that costs. A decision that no longer holds stays and leads to the one that does.
                Written by `DecisionsPageTest` from the heads of the files; after a new one: `mvn test -Dtest=DecisionsPageTest -Ddecisions.write=true`.

                | | Decision | Made | Status |
                |---|---|---|---|
                """);
        for (var file : files()) {
            var head = HEAD.matcher(text(file));
            assertThat(head.lookingAt()).as(file.toString()).isTrue();
            list.append("| %s | [%s](%s) | %s | %s |\n"
                    .formatted(head.group(1), head.group(2), file.getFileName(), head.group(3), head.group(4)));
        }
        return list.toString();
    }

    private static List<Path> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> !file.equals(PAGE)).sorted().toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(file + " cannot be read", unreadable);
        }
    }
}
