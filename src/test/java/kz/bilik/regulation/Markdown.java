package kz.bilik.regulation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Text for a page under {@code docs} whose lines fit a screen; where its links lead stands at its end. */
final class Markdown {

    /** No line is longer. */
    static final int WIDTH = 160;

    /** What is read and not followed is narrower. */
    private static final int NARROW = 120;

    private final StringBuilder text = new StringBuilder();
    private final Map<Path, String> labels = labels();
    private final Map<String, Path> linked = new TreeMap<>();

    /** Each file's own name; where two have the same, with the folder. Markdown does not tell capitals from small letters. */
    private static Map<Path, String> labels() {
        var files = Stream.of(
                        ProjectFiles.in(ProjectFiles.MAIN, ".java"),
                        ProjectFiles.in(ProjectFiles.TEST, ".java"),
                        ProjectFiles.in(ProjectFiles.PROCESSES, ".bpmn"),
                        ProjectFiles.in(ProjectFiles.PROCESSES, ".dmn"),
                        ProjectFiles.in(ProjectFiles.FORMS, ".form"))
                .flatMap(Collection::stream)
                .toList();
        var times = new HashMap<String, Integer>();
        files.forEach(file -> times.merge(name(file).toLowerCase(Locale.ROOT), 1, Integer::sum));
        var labels = new HashMap<Path, String>();
        for (var file : files) {
            var name = name(file);
            var only = times.get(name.toLowerCase(Locale.ROOT)) == 1;
            labels.put(file, only ? name : folder(file) + "/" + name);
        }
        return labels;
    }

    private static String name(Path file) {
        var name = file.getFileName().toString();
        if (name.equals("package-info.java")) {
            return "package " + folder(file);
        }
        return name.endsWith(".java") ? ProjectFiles.name(file) : name;
    }

    private static Path folder(Path file) {
        return file.getParent().getFileName();
    }

    void heading(int depth, String title) {
        text.append('\n').append("#".repeat(depth)).append(' ').append(title).append("\n\n");
    }

    /** Lines as they stand. */
    void lines(String lines) {
        text.append(lines).append('\n');
    }

    void paragraph(String words) {
        wrapped("", "", NARROW, words(words));
        text.append('\n');
    }

    /** Words of somebody else, a paragraph each. */
    void quote(List<String> paragraphs) {
        for (var i = 0; i < paragraphs.size(); i++) {
            if (i > 0) {
                text.append(">\n");
            }
            // "3." at the beginning of a paragraph would make it a list.
            wrapped("> ", "> ", NARROW, words(paragraphs.get(i).replaceFirst("^(\\d+)([.)]) ", "$1\\\\$2 ")));
        }
        text.append('\n');
    }

    /** @param pieces what stays together on a line */
    void item(int depth, List<String> pieces) {
        var indent = "  ".repeat(depth);
        wrapped(indent + "- ", indent + "  ", WIDTH, pieces);
    }

    /** @param what comes before the entries; nothing is written when there are none */
    void items(String what, List<String> entries) {
        if (entries.isEmpty()) {
            return;
        }
        var pieces = new ArrayList<String>();
        if (!what.isEmpty()) {
            pieces.add(what);
        }
        for (var i = 0; i < entries.size(); i++) {
            pieces.add(entries.get(i) + (i < entries.size() - 1 ? "," : ""));
        }
        wrapped("", what.startsWith("- ") ? "  " : "", NARROW, pieces);
        if (!what.startsWith("- ")) {
            text.append('\n');
        }
    }

    private void wrapped(String first, String next, int width, List<String> pieces) {
        var line = new StringBuilder(first);
        var begun = false;
        for (var piece : pieces) {
            if (begun && line.length() + 1 + piece.length() > width) {
                text.append(line).append('\n');
                line = new StringBuilder(next);
                begun = false;
            }
            line.append(begun ? " " : "").append(piece);
            begun = true;
        }
        text.append(line).append('\n');
    }

    /** Words, of which none that Markdown would take for the sign of a list can begin a line. */
    private static List<String> words(String sentence) {
        var words = new ArrayList<String>();
        for (var word : sentence.split(" ")) {
            if (!words.isEmpty() && word.matches("\\d+[.)]|[-+*>]|#+")) {
                words.add(words.remove(words.size() - 1) + " " + word);
            } else {
                words.add(word);
            }
        }
        return words;
    }

    /** A link by the file's own name. */
    String link(Path file) {
        return "[" + linked(file) + "]";
    }

    /** A link from a name in the code. */
    String link(String name, Path file) {
        var label = linked(file);
        return name.equals(label) ? "[" + label + "]" : "[`" + name + "`][" + label + "]";
    }

    private String linked(Path file) {
        var label = labels.get(file);
        linked.put(label, file);
        return label;
    }

    /** The whole page. */
    String page() {
        var page = new StringBuilder(text.toString().replaceAll("\n{3,}", "\n\n")).append('\n');
        linked.forEach((label, file) -> page.append("[")
                .append(label)
                .append("]: ../")
                .append(file.toString().replace('\\', '/'))
                .append('\n'));
        return page.toString();
    }
}
