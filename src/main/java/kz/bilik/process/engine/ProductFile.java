package kz.bilik.process.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A file that the product brings, under a name that does not depend on where the product runs from.
 *
 * @param name folder and file, such as {@code processes/voucher.bpmn}
 */
record ProductFile(String name, byte[] content) {

    /** What the engine keeps of a kind of files, each version under the key that stands in the file. */
    enum Kind {
        DIAGRAM(".bpmn", "ACT_RE_PROCDEF"),
        TABLE(".dmn", "ACT_RE_DECISION_DEF"),
        FORM(".form", "ACT_RE_CAMFORMDEF"),
        /** Of a table, by its key and beside it in the same deployment. */
        EXAMPLES(".examples.csv", "ACT_RE_DECISION_DEF");

        private final String ending;
        private final String table;

        Kind(String ending, String table) {
            this.ending = ending;
            this.table = table;
        }

        String table() {
            return table;
        }
    }

    private static final List<String> FOLDERS =
            List.of("processes/*.bpmn", "processes/*.dmn", "processes/*.examples.csv", "forms/*.form");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** All of them. */
    static List<ProductFile> all() {
        try {
            var files = new ArrayList<ProductFile>();
            var resolver = new PathMatchingResourcePatternResolver();
            for (var folder : FOLDERS) {
                for (var file : resolver.getResources("classpath:" + folder)) {
                    files.add(new ProductFile(
                            folder.substring(0, folder.indexOf('/') + 1) + file.getFilename(),
                            file.getContentAsByteArray()));
                }
            }
            return files;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Kind kind() {
        return kind(name);
    }

    static Kind kind(String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> name.endsWith(kind.ending))
                .findFirst()
                .orElseThrow();
    }

    /** What a table and its examples are both called by. */
    String stem() {
        return kind() == Kind.EXAMPLES || kind() == Kind.TABLE
                ? name.substring(0, name.length() - kind().ending.length())
                : name;
    }

    /** The table of these examples, the examples of this table; empty for what has no other half. */
    Optional<String> otherHalf() {
        return switch (kind()) {
            case TABLE -> Optional.of(stem() + Kind.EXAMPLES.ending);
            case EXAMPLES -> Optional.of(stem() + Kind.TABLE.ending);
            default -> Optional.empty();
        };
    }

    /** What the engine calls each version of it: the id of the process, of the decision, of the form. */
    String key() {
        return switch (kind()) {
            case DIAGRAM ->
                Bpmn.readModelFromStream(new ByteArrayInputStream(content))
                        .getModelElementsByType(Process.class)
                        .iterator()
                        .next()
                        .getId();
            case TABLE ->
                Dmn.readModelFromStream(new ByteArrayInputStream(content))
                        .getModelElementsByType(Decision.class)
                        .iterator()
                        .next()
                        .getId();
            case EXAMPLES -> {
                try {
                    var table = stem() + Kind.TABLE.ending;
                    yield new ProductFile(table, new ClassPathResource(table).getContentAsByteArray()).key();
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
            case FORM -> {
                try {
                    yield JSON.readTree(content).path("id").asText();
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
        };
    }
}
