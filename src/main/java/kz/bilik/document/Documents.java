package kz.bilik.document;

import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The files of cases: one row each, by SHA-256, streamed; never in process variables. */
@Component
public class Documents {

    /**
     * What is known of a stored file.
     *
     * @param owner the number of the record it belongs to: {@code A-…}, {@code V-…}, {@code ACT-…}
     * @param kind what it is, such as {@code EDUCATION}, {@code SICK_LEAVE}, {@code VOUCHER}, {@code SERVICES_ACT}
     * @param sha256 lower-case hexadecimal
     * @param size in bytes
     */
    public record Stored(
            UUID id,
            String owner,
            String kind,
            String fileName,
            String contentType,
            String sha256,
            long size,
            OffsetDateTime storedAt) {}

    /** Stores a file in the current transaction. */
    public Stored store(String owner, String kind, String fileName, String contentType, InputStream content) {
        throw new UnsupportedOperationException();
    }

    public List<Stored> of(String owner) {
        throw new UnsupportedOperationException();
    }

    /**
     * What is known of that file.
     *
     * @throws kz.bilik.problem.Problem {@code document.unknown}
     */
    public Stored stored(UUID id) {
        throw new UnsupportedOperationException();
    }

    /** The bytes of that file. */
    public byte[] content(UUID id) {
        throw new UnsupportedOperationException();
    }

    /**
     * The content type that the bytes really are, by their signature: {@code application/pdf}, {@code image/jpeg},
     * {@code image/png}, or something else that nobody accepts.
     */
    public String detect(InputStream content) {
        throw new UnsupportedOperationException();
    }
}
