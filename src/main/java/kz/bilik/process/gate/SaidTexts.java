package kz.bilik.process.gate;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import kz.bilik.process.gate.Finding.Spot;
import kz.bilik.process.words.ModelTexts;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What people read of a diagram, a table or a form, text by text. */
final class SaidTexts {

    /** Names between programs; nobody sees them in a diagram. */
    private static final Set<String> NOT_SHOWN = Set.of("message", "error", "signal", "escalation", "definitions");

    /** Properties of a form's component that hold one text. */
    private static final Set<String> ONE_TEXT =
            Set.of("label", "description", "dateLabel", "timeLabel", "prefixAdorner", "suffixAdorner", "alt");

    /** Those that hold several, between tags and placeholders. */
    private static final Set<String> MARKUP = Set.of("text", "content");

    /** What a table answers in words: several of them, and not the clause. */
    private static final Pattern WORDS = Pattern.compile("\"(?!cl\\. )(\\p{L}[^\"\\\\]* [^\"\\\\]*)\"");

    private static final String COUNT =
            "\\b(\\d+|one|two|three|five|ten|sixty) (?:(?:working|calendar|valid) )?(?:days?\\b|MCI\\b)";
    private static final Pattern COUNTED = Pattern.compile(COUNT, Pattern.CASE_INSENSITIVE);
    private static final String MONTH =
            "(?:January|February|March|April|May|June|July|August|September|October|November|December)";

    /** A count of days or indices, or a day of the year. */
    private static final Pattern NUMBER = Pattern.compile(
            COUNT + "|\\b\\d{1,2} " + MONTH + "\\b|\\b" + MONTH + " \\d{1,2}\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    /** A text and where it stands. */
    record SaidText(Spot at, String text) {}

    private final ModelFile file;
    private final List<SaidText> said = new ArrayList<>();

    private SaidTexts(ModelFile file) {
        this.file = file;
    }

    /** Each text of the file, in its order; none of a file that cannot be read. */
    static List<SaidText> of(ModelFile file) {
        var texts = new SaidTexts(file);
        try {
            if (file.isDiagram()) {
                Markup.elements(Markup.read(file.content())).forEach(texts::ofDiagram);
            } else if (file.isTable()) {
                Markup.elements(Markup.read(file.content())).forEach(texts::ofTable);
            } else if (file.isForm()) {
                FormRules.of(file, new Findings())
                        .ifPresent(form -> form.tops().forEach(top -> texts.ofForm(top, form)));
            }
        } catch (SAXException unreadable) {
            return List.of();
        }
        return texts.said;
    }

    /** Texts with a number of the law in them, which stays when a table gives another: of a table's row, one that no cell has. */
    static List<SaidText> numbers(ModelFile file) {
        var content = file.isTable() ? new String(file.content(), StandardCharsets.UTF_8) : "";
        return of(file).stream()
                .filter(said -> {
                    var number = (file.isTable() ? COUNTED : NUMBER).matcher(said.text());
                    return number.find()
                            && !(file.isTable() && content.contains("<text>" + number.group(1) + "</text>"));
                })
                .toList();
    }

    private void add(Spot at, String text) {
        var words = text.strip();
        if (LETTER.matcher(words).find() && !words.startsWith("=")) {
            said.add(new SaidText(at, words));
        }
    }

    private Spot at(Element element) {
        return new Spot(file.name(), element.getAttribute("id"), element.getAttribute("name"));
    }

    private void ofDiagram(Element element) {
        if (Markup.BPMN.equals(element.getNamespaceURI()) && !NOT_SHOWN.contains(element.getLocalName())) {
            add(at(element), element.getAttribute("name"));
            if ("userTask".equals(element.getLocalName())) {
                // The Tasklist shows it beside the form.
                Markup.children(element, "documentation").forEach(about -> add(at(element), about.getTextContent()));
            } else if ("textAnnotation".equals(element.getLocalName())) {
                Markup.children(element, "text").forEach(note -> add(at(element), note.getTextContent()));
            }
        }
    }

    private void ofTable(Element element) {
        var at = new Spot(file.name(), element.getAttribute("id"), "");
        if (!"output".equals(element.getLocalName()) && !NOT_SHOWN.contains(element.getLocalName())) {
            add(at, element.getAttribute("name"));
        }
        add(at, element.getAttribute("label"));
        if ("rule".equals(element.getLocalName())) {
            Markup.children(element, "description").forEach(about -> add(at, about.getTextContent()));
            Markup.children(element, "outputEntry").map(Table::text).forEach(cell -> {
                var words = WORDS.matcher(cell);
                if (words.matches()) {
                    add(at, words.group(1));
                }
            });
        }
    }

    private void ofForm(JsonNode node, FormRules form) {
        node.properties().forEach(property -> {
            var value = property.getValue();
            if (!value.isTextual()) {
                return;
            }
            if (ONE_TEXT.contains(property.getKey())) {
                add(form.at(node), value.textValue());
            } else if (MARKUP.contains(property.getKey())) {
                ModelTexts.partsOf(value.textValue()).forEach(part -> add(form.at(node), part));
            }
        });
        node.forEach(child -> ofForm(child, form));
    }
}
