package kz.bilik.kill;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A durable book: a line is on the disk before anybody says that it is written. */
final class Book implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final FileChannel channel;

    Book(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.getParent());
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Writes a line; when it returns, the line is kept. */
    synchronized void write(Object... cells) {
        try {
            var line = ByteBuffer.wrap((JSON.writeValueAsString(cells) + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(false);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** All lines, from the file. */
    List<List<String>> lines() throws IOException {
        return Files.readAllLines(file).stream().map(Book::cells).toList();
    }

    private static List<String> cells(String line) {
        try {
            return List.of(JSON.readValue(line, String[].class));
        } catch (IOException torn) {
            throw new UncheckedIOException(torn);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
