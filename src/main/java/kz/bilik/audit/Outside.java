package kz.bilik.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The seals as they are kept outside the database: whoever cuts the chain's end or brings an old backup back cannot take them
 * away from there.
 */
@Component
class Outside {

    private static final Pattern NAME = Pattern.compile("seal-(\\d{6})\\.json");

    private final Path folder;

    Outside(AuditSettings settings) {
        this.folder = settings.seals();
    }

    static String name(int number) {
        return String.format("seal-%06d", number);
    }

    /**
     * Keeps a seal that is not kept yet, and what has come to it since.
     *
     * @return false when another seal is kept under that number, which stays: it is the proof that the chain was another one
     */
    boolean keep(DaySeal seal) {
        var name = name(seal.number());
        try {
            Files.createDirectories(folder);
            var text = folder.resolve(name + ".json");
            if (Files.exists(text) && !Files.readString(text).equals(seal.text())) {
                return false;
            }
            // What belongs to the text first: whoever finds the text finds all of it.
            write(name + ".p7s", seal.signature());
            write(name + ".tst", seal.stamp());
            write(name + ".json", seal.text().getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException failed) {
            throw new UncheckedIOException("The seal " + seal.number() + " cannot be kept in " + folder, failed);
        }
    }

    boolean has(int number) {
        return Files.exists(folder.resolve(name(number) + ".json"));
    }

    /** Whole or not at all; what is there already is the same. */
    private void write(String name, byte @Nullable [] content) throws IOException {
        if (content == null || Files.exists(folder.resolve(name))) {
            return;
        }
        var unfinished = Files.createTempFile(folder, name, ".part");
        Files.write(unfinished, content);
        Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** What was signed, by the number of the seal; empty where nothing was ever kept. */
    TreeMap<Integer, String> kept() {
        var kept = new TreeMap<Integer, String>();
        if (!Files.isDirectory(folder)) {
            return kept;
        }
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                var name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    kept.put(Integer.valueOf(name.group(1)), Files.readString(file));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The seals in " + folder + " cannot be read", failed);
        }
        return kept;
    }
}
