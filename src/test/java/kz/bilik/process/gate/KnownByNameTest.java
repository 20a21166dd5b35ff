package kz.bilik.process.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/** What code calls by its name in a diagram stands in the gate's list, and in the diagrams. */
class KnownByNameTest {

    /** The places that ask the engine for elements, or tell their history. */
    private static final List<Path> ASKING = List.of(
            Path.of("src/main/java/kz/bilik/process/ApplicationDiagram.java"),
            Path.of("src/main/java/kz/bilik/process/VoucherDiagram.java"),
            Path.of("src/main/java/kz/bilik/process/SettlementDiagram.java"),
            Path.of("src/main/java/kz/bilik/process/DistributionDiagram.java"),
            Path.of("src/main/java/kz/bilik/process/rights/TaskFilters.java"),
            Path.of("src/main/java/kz/bilik/history/CaseStory.java"),
            Path.of("src/main/java/kz/bilik/history/Places.java"));

    private static final Pattern NAME = Pattern.compile("\"([A-Za-z]+)\"");

    /** Words that code uses for something else than the element which is called so. */
    private static final List<String> OTHER_WORDS = List.of("distributionApproved");

    @Test
    void whatCodeCallsByItsNameIsListed() throws IOException, SAXException {
        var named = new TreeSet<String>();
        for (var file : ASKING) {
            NAME.matcher(Files.readString(file)).results().forEach(name -> named.add(name.group(1)));
        }
        named.removeAll(OTHER_WORDS);
        var elements = new TreeMap<String, TreeSet<String>>();
        var messages = new TreeMap<String, TreeSet<String>>();
        for (var file : OwnFiles.IN_FORCE.diagrams()) {
            var diagram = Diagram.of(file);
            elements.put(file.stem(), new TreeSet<>());
            messages.put(file.stem(), new TreeSet<>());
            diagram.nodes().stream()
                    .map(Diagram.Node::id)
                    .filter(named::contains)
                    .forEach(elements.get(file.stem())::add);
            diagram.elements().stream()
                    .filter(element -> "message".equals(element.getLocalName()))
                    .map(element -> element.getAttribute("name"))
                    .filter(named::contains)
                    .forEach(messages.get(file.stem())::add);
        }
        elements.forEach((process, ids) -> assertThat(new TreeSet<>(KnownByName.elements(process)))
                .as(process)
                .isEqualTo(ids));
        messages.forEach((process, names) -> assertThat(new TreeSet<>(KnownByName.messages(process)))
                .as(process)
                .isEqualTo(names));
    }

    @Test
    void eachTableThatCodeAsksForIsListed() {
        assertThat(OwnFiles.all().stream().filter(ModelFile::isTable))
                .allSatisfy(file -> assertThat(KnownByName.inFile(file)).hasSize(1));
    }
}
