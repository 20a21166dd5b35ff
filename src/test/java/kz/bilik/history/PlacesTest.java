package kz.bilik.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Whatever can happen to a case has its place in the diagrams, or is known to have none. */
class PlacesTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final String TIMELINE = "timeline.";
    private static final Pattern ID = Pattern.compile("<bpmn:[a-zA-Z]+ id=\"(\\w+)\"|<[a-zA-Z]+ id=\"(\\w+)\"");

    @Test
    void eachThingThatHappensHasItsPlaceOrNone() throws IOException {
        var known = new TreeSet<>(Places.OF.keySet());
        known.addAll(Places.NOWHERE);
        var happens = new TreeSet<String>();
        for (var module : List.of("application", "voucher", "settlement")) {
            var texts = new Properties();
            texts.load(new StringReader(Files.readString(MESSAGES.resolve(module + "_en.properties"))));
            texts.stringPropertyNames().stream()
                    .filter(key -> key.startsWith(TIMELINE))
                    .map(key -> key.substring(TIMELINE.length()))
                    .forEach(happens::add);
        }
        assertThat(known).isEqualTo(happens);
    }

    @Test
    void eachPlaceIsAnElementOfADiagram() throws IOException {
        var elements = new TreeSet<String>();
        for (var diagram : List.of("application", "voucher", "settlement")) {
            var ids = ID.matcher(Files.readString(Path.of("processes", diagram + ".bpmn")));
            while (ids.find()) {
                elements.add(ids.group(1) == null ? ids.group(2) : ids.group(1));
            }
        }
        assertThat(elements)
                .containsAll(Places.OF.values().stream().flatMap(List::stream).collect(Collectors.toSet()));
    }
}
