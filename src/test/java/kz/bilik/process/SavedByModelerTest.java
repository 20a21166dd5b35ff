package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * A model lies in the sources as Camunda Modeler writes it, so that what an analyst saves differs from it by what he
 * changed and by nothing else. Learned from moddle-xml 12.3 and from JSON.stringify; all models were saved with them once.
 * In which order attributes and elements stand follows from the Modeler's own schemas and is not looked at here.
 */
class SavedByModelerTest {

    private static final Map<Character, String> IN_ATTRIBUTES =
            Map.of('\n', "&#10;", '"', "&#34;", '\'', "&#39;", '<', "&#60;", '>', "&#62;", '&', "&#38;");

    private static final Map<Character, String> IN_TEXTS = Map.of('<', "&lt;", '>', "&gt;", '&', "&amp;");

    /** A cell of a table that asks for nothing is written with both its tags. */
    private static final String CELL = "text";

    static Stream<Path> models() throws IOException {
        try (var models = Files.list(Path.of("processes"))) {
            // Examples beside a table are written by hand.
            return models.filter(model -> !model.toString().endsWith(".csv")).toList().stream();
        }
    }

    static Stream<Path> forms() throws IOException {
        try (var forms = Files.list(Path.of("forms"))) {
            return forms.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void aModelIsWrittenAsModelerWritesIt(Path file) throws Exception {
        var stored = Files.readString(file);
        var definitions = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(stored)))
                .getDocumentElement();

        var saved = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write(definitions, attributeOrder(stored), "", saved);

        assertThat(stored).isEqualTo(saved.toString());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aFormIsWrittenAsModelerWritesIt(Path file) throws IOException {
        var json = new ObjectMapper();
        var lines = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(lines)
                .withArrayIndenter(lines);

        assertThat(Files.readString(file))
                .isEqualTo(json.writer(printer).writeValueAsString(json.readTree(file.toFile())));
    }

    /** What each start tag of the file names, in the order of the file: a parser sorts it. */
    private static Iterator<List<String>> attributeOrder(String stored) {
        return Pattern.compile("<[A-Za-z][^\\s/>]*((?:\\s+[^\\s=]+=(?:\"[^\"]*\"|'[^']*'))*)\\s*/?>")
                .matcher(stored)
                .results()
                .map(tag -> Pattern.compile("([^\\s=]+)=(?:\"[^\"]*\"|'[^']*')")
                        .matcher(tag.group(1))
                        .results()
                        .map(attribute -> attribute.group(1))
                        .toList())
                .iterator();
    }

    private static void write(Element element, Iterator<List<String>> attributes, String indent, StringBuilder out) {
        out.append(indent).append('<').append(element.getTagName());
        for (var name : attributes.next()) {
            out.append(' ').append(name).append("=\"");
            escaped(element.getAttribute(name), IN_ATTRIBUTES, out);
            out.append('"');
        }
        var children = children(element);
        if (!children.isEmpty()) {
            out.append(">\n");
            children.forEach(child -> write(child, attributes, indent + "  ", out));
            out.append(indent);
        } else if (!element.getTextContent().isEmpty() || element.getTagName().equals(CELL)) {
            out.append('>');
            escaped(element.getTextContent(), IN_TEXTS, out);
        } else {
            out.append(" />\n");
            return;
        }
        out.append("</").append(element.getTagName()).append(">\n");
    }

    private static List<Element> children(Element element) {
        return Stream.iterate(element.getFirstChild(), node -> node != null, Node::getNextSibling)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    private static void escaped(String text, Map<Character, String> escapes, StringBuilder out) {
        text.chars().forEach(character -> {
            var escape = escapes.get((char) character);
            out.append(escape == null ? String.valueOf((char) character) : escape);
        });
    }
}
