package kz.bilik.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** The folder on this machine in which H2 keeps its file, and what can be seen of it without H2. */
record FolderOfH2(Path folder, Path file) {

    private static final Pattern URL = Pattern.compile("(?i)jdbc:h2:(?!mem:|tcp:|ssl:|zip:)(?:[a-z]{2,}:)?([^;]+).*");

    private static final int TRIAL = (int) DataSize.ofMegabytes(1).toBytes();

    /** That of a URL; none when the database is not H2, in memory, or on another machine. */
    static Optional<FolderOfH2> of(@Nullable String url) {
        var parts = URL.matcher(String.valueOf(url));
        if (!parts.matches()) {
            return Optional.empty();
        }
        var path = Path.of(parts.group(1).replaceFirst("^~", System.getProperty("user.home")))
                .toAbsolutePath()
                .normalize();
        return Optional.of(new FolderOfH2(path.getParent(), path.resolveSibling(path.getFileName() + ".mv.db")));
    }

    /**
     * Asks before H2 does, which would open for reading only what it cannot write, and fill the screen otherwise.
     *
     * @throws DatabaseRefused when the folder or the file cannot be written, or there is no room
     */
    void check() {
        try {
            Files.createDirectories(folder);
            tryToWrite();
        } catch (IOException failed) {
            if (DatabaseTrouble.isFull(failed)) {
                throw DatabaseTrouble.noRoom(failed, ": " + folder);
            }
            throw new DatabaseRefused(
                    "the folder " + folder + " cannot be written ("
                            + failed.getClass().getSimpleName() + ").",
                    "Give the user that runs the product the right to write in that folder, or start it in another one,"
                            + " or name one in spring.datasource.url.",
                    failed);
        }
        if (Files.exists(file) && !(Files.isRegularFile(file) && Files.isReadable(file) && Files.isWritable(file))) {
            throw new DatabaseRefused(
                    "the file " + file + " cannot be read and written: another user may have made it.",
                    "Give it to the user that runs the product (chown), or start as the one to whom it belongs.");
        }
    }

    /** Bytes that can still be written there; as many as there may be when nobody knows. */
    long left() {
        try {
            return Files.isDirectory(folder) ? Files.getFileStore(folder).getUsableSpace() : Long.MAX_VALUE;
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }

    /** Writes a megabyte there and takes it away, because a quota shows in no other way. */
    void tryToWrite() throws IOException {
        var trial = Files.createTempFile(folder, "room", ".tmp");
        try (var channel = FileChannel.open(trial, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(trial()));
            channel.force(false);
        } finally {
            Files.deleteIfExists(trial);
        }
    }

    /** A megabyte that nobody can compress. */
    static byte[] trial() {
        var content = new byte[TRIAL];
        new Random(TRIAL).nextBytes(content);
        return content;
    }
}
