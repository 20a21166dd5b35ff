package kz.bilik.regulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the page is made of, from the root of the project. */
final class ProjectFiles {

    static final Path MAIN = Path.of("src/main/java");

    static final Path TEST = Path.of("src/test/java");

    static final Path PROCESSES = Path.of("processes");

    static final Path FORMS = Path.of("forms");

    /** These classes name every clause and prove none. */
    private static final Path THIS = TEST.resolve("kz/bilik/regulation");

    private ProjectFiles() {}

    /** The files in that folder and below whose names end so, by name. */
    static List<Path> in(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(file ->
                            Files.isRegularFile(file) && file.toString().endsWith(ending) && !file.startsWith(THIS))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** {@code reimbursement} of {@code processes/reimbursement.dmn}. */
    static String name(Path file) {
        var name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }
}
