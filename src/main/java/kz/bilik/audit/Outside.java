package kz.bilik.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    void keep(int number, String text, byte @Nullable [] signature, byte @Nullable [] stamp) {
        try {
            Files.createDirectories(folder);
            write(name(number) + ".json", text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            if (signature != null) {
                write(name(number) + ".p7s", signature);
            }
            if (stamp != null) {
                write(name(number) + ".tst", stamp);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The seal " + number + " cannot be kept in " + folder, failed);
        }
    }

    private void write(String name, byte[] content) throws IOException {
        var unfinished = Files.createTempFile(folder, name, ".part");
        Files.write(unfinished, content);
        Files.move(
                unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
