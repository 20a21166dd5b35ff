package kz.bilik.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.springframework.core.io.InputStreamSource;
import org.springframework.util.unit.DataSize;

/**
 * A file as it was handed in: with an application (cl. 3), as a copy of a sick-leave certificate (cl. 12), as a copy of
 * a decision. What a file may be is said here for all of them; what is answered to one that may not is said by whoever
 * receives it.
 *
 * @param fileName as the sender named it
 * @param size in bytes
 * @param content opened as often as it is read
 */
public record Enclosure(String fileName, long size, InputStreamSource content) {

    /** Whether its type is accepted at all. */
    public static boolean isAccepted(String contentType) {
        return AcceptedType.of(contentType).isPresent();
    }

    /** Whether a file of that name may be of that type; of other types than those accepted none may be. */
    public static boolean isOfType(String fileName, String contentType) {
        return AcceptedType.of(contentType).filter(type -> type.names(fileName)).isPresent();
    }

    public boolean isLargerThan(DataSize most) {
        return size > most.toBytes();
    }

    /**
     * What the reader makes of the bytes; the stream is closed for it.
     *
     * @throws UncheckedIOException when they cannot be read
     */
    public <T> T read(Function<InputStream, T> reader) {
        try (var opened = content.getInputStream()) {
            return reader.apply(opened);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** SHA-256 of the bytes, lower-case hexadecimal; they are never held in memory whole. */
    public String sha256() {
        return read(Sha256::of);
    }
}
