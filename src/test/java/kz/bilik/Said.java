package kz.bilik;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * One text that people read, in the three languages, with the place where it stands: a message by its key, or what a
 * diagram, a form or a filter says by its English. Reads the files themselves.
 */
record Said(String where, String english, String kazakh, String russian) {

    static final Path MESSAGES = Path.of("src/main/resources/messages");

    static final Path TEXTS = Path.of("texts");

    static List<Said> everywhere() {
        var said = new ArrayList<Said>();
        for (var file : messageFiles("en")) {
            var english = messages(file, "en");
            var kazakh = messages(file, "kk");
            var russian = messages(file, "ru");
            english.stringPropertyNames()
                    .forEach(key -> said.add(new Said(
                            key, english.getProperty(key), kazakh.getProperty(key, ""), russian.getProperty(key, ""))));
        }
        var kazakh = translations("kk");
        var russian = translations("ru");
        kazakh.forEach(
                (english, words) -> said.add(new Said(english, english, words, russian.getOrDefault(english, ""))));
        return said;
    }

    static List<Path> messageFiles(String language) {
        try (var files = Files.list(MESSAGES)) {
            return files.filter(file -> file.toString().endsWith("_" + language + ".properties"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Properties messages(Path english, String language) {
        var file = Path.of(english.toString().replace("_en.properties", "_" + language + ".properties"));
        try (var reader = Files.newBufferedReader(file)) {
            var messages = new Properties();
            messages.load(reader);
            return messages;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> translations(String language) {
        try {
            return new ObjectMapper()
                    .readValue(TEXTS.resolve(language + ".json").toFile(), new TypeReference<>() {});
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
