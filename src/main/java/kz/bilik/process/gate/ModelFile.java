package kz.bilik.process.gate;

import java.util.Arrays;
import java.util.List;

/**
 * A file of a deployment, or one that is in force.
 *
 * @param name as deployed: {@code processes/voucher.bpmn}, or {@code voucher.bpmn} where Modeler sent it
 */
record ModelFile(String name, byte[] content) {

    static final String EXAMPLES = ".examples.csv";

    private static final List<String> DIAGRAMS = List.of(".bpmn", ".bpmn20.xml");
    private static final List<String> TABLES = List.of(".dmn", ".dmn11.xml");

    /** Without the folder. */
    String base() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Without the folder and the ending. */
    String stem() {
        var base = base();
        return base.contains(".") ? base.substring(0, base.indexOf('.')) : base;
    }

    boolean isDiagram() {
        return DIAGRAMS.stream().anyMatch(name::endsWith);
    }

    boolean isTable() {
        return TABLES.stream().anyMatch(name::endsWith);
    }

    boolean isForm() {
        return name.endsWith(".form");
    }

    boolean isExamples() {
        return name.endsWith(EXAMPLES);
    }

    boolean says(ModelFile other) {
        return Arrays.equals(content, other.content);
    }
}
