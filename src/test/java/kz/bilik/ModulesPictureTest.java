package kz.bilik;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;
import net.sourceforge.plantuml.png.MetadataTag;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/**
 * The picture of the modules in the README is the code's own. {@code mvn test -Dtest=ModulesPictureTest
 * -Dmodules.write=true} draws it again.
 */
class ModulesPictureTest {

    private static final Path SOURCE = Path.of("docs/pictures/modules.puml");
    private static final Path PICTURE = Path.of("docs/pictures/modules.png");

    /** What a module carries out of the regulation, as its own sentence says. */
    private static final Pattern CLAUSES = Pattern.compile("cl\\. [\\d., -]*\\d(?: \\([a-c]\\))?(?:, [\\d., -]*\\d)?");

    @Test
    void thePictureShowsTheModulesAndWhomTheyUse() throws IOException {
        var drawn = drawing();
        if (Boolean.getBoolean("modules.write")) {
            write(drawn);
        }
        var refresh = "after a change: mvn test -Dtest=ModulesPictureTest -Dmodules.write=true";
        assertThat(Files.readString(SOURCE)).as(refresh).isEqualTo(drawn);
        // A picture keeps the text that it was drawn from.
        assertThat(new MetadataTag(PICTURE.toFile(), "plantuml").getData())
                .as(refresh)
                .startsWith(drawn.strip());
    }

    private static String drawing() throws IOException {
        var uses = uses();
        var text = new StringBuilder(
                """
                @startuml
                ' Written by ModulesPictureTest.
                !pragma layout smetana
                scale 2
                skinparam {
                  DefaultFontName DejaVu Sans
                  DefaultFontSize 13
                  WrapWidth 160
                  Shadowing false
                  RoundCorner 12
                  RankSep 28
                  NodeSep 18
                  ArrowColor #7A8699
                  RectangleBorderColor #B8C4D6
                  RectangleBackgroundColor #F4F7FB
                  RectangleFontColor #1F2937
                }
                """);
        for (var module : uses.keySet()) {
            text.append(box(module)).append('\n');
        }
        uses.forEach((module, used) -> used.stream()
                .filter(one ->
                        used.stream().noneMatch(other -> reached(other, uses).contains(one)))
                .forEach(one -> text.append(module).append(" --> ").append(one).append('\n')));
        return text.append("@enduml\n").toString();
    }

    /** The module with the beginning of what its package says of itself, and the clauses that it carries out. */
    private static String box(String module) throws IOException {
        var source = Files.readString(Path.of("src/main/java/kz/bilik", module, "package-info.java"));
        var words = source.substring(source.indexOf("/**") + 3, source.indexOf("*/"))
                .replaceAll("\\s*\\R\\s*\\*\\s*", " ")
                .replaceAll("\\{@\\w+ ([^}]*)}", "$1")
                .strip();
        var clauses = CLAUSES.matcher(words);
        var cited = clauses.find();
        return "rectangle \"<b>" + module + "</b>\\n<size:11><color:#5B6678>" + words.split("[.:;]| \\(", 2)[0]
                + (cited ? "\\n<size:11><color:#9A6A00>" + clauses.group() : "") + "\" as " + module
                + (cited ? " #FFF6DF" : "");
    }

    private static Map<String, Set<String>> uses() {
        var modules = ApplicationModules.of(Bilik.class);
        var uses = new TreeMap<String, Set<String>>();
        modules.stream()
                .forEach(module -> uses.put(
                        module.getIdentifier().toString(),
                        module.getDirectDependencies(modules)
                                .uniqueModules()
                                .map(used -> used.getIdentifier().toString())
                                .collect(Collectors.toCollection(TreeSet::new))));
        return uses;
    }

    /** All that the module uses, directly or through others. */
    private static Set<String> reached(String module, Map<String, Set<String>> uses) {
        var reached = new TreeSet<>(uses.get(module));
        uses.get(module).forEach(used -> reached.addAll(reached(used, uses)));
        return reached;
    }

    /** With the font of the product, so that the picture does not depend on the machine. */
    private static void write(String drawn) throws IOException {
        for (var font : Set.of("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")) {
            try {
                GraphicsEnvironment.getLocalGraphicsEnvironment()
                        .registerFont(Font.createFont(
                                Font.TRUETYPE_FONT,
                                Path.of("src/main/resources/fonts", font).toFile()));
            } catch (FontFormatException broken) {
                throw new IOException(font + " cannot be read", broken);
            }
        }
        Files.writeString(SOURCE, drawn);
        try (var picture = Files.newOutputStream(PICTURE)) {
            new SourceStringReader(drawn).outputImage(picture, new FileFormatOption(FileFormat.PNG));
        }
    }
}
