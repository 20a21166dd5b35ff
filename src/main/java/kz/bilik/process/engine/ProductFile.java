package kz.bilik.process.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
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
        FORM(".form", "ACT_RE_CAMFORMDEF");

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

    private static final List<String> FOLDERS = List.of("processes/*.bpmn", "processes/*.dmn", "forms/*.form");

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
