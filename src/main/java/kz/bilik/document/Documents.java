package kz.bilik.document;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.problem.Problem;
import kz.bilik.record.PersonalRecords;
import org.apache.tika.detect.Detector;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.support.SqlBinaryValue;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/** The files of cases: one row each, by SHA-256, streamed; never in process variables. */
@Component
public class Documents {

    /** Up to so many bytes a file is held in memory while it is stored; a larger one is spooled to disk. */
    private static final int IN_MEMORY = 256 * 1024;

    private static final String METADATA =
            "select id, owner, kind, file_name, content_type, sha256, size_bytes, stored_at from document_file ";

    private final JdbcClient jdbc;
    private final LegalClock clock;
    private final ActiveContent activeContent = new ActiveContent();
    private final Openable openable = new Openable();
    private final Detector detector = MimeTypes.getDefaultMimeTypes();

    Documents(JdbcClient jdbc, LegalClock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What is known of a stored file.
     *
     * @param owner the number of the record it belongs to: {@code A-…}, {@code V-…}, {@code ACT-…}
     * @param kind what it is, such as {@code EDUCATION}, {@code SICK_LEAVE}, {@code VOUCHER}, {@code SERVICES_ACT}
     * @param sha256 lower-case hexadecimal
     * @param size in bytes
     * @param storedAt legal time
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

    /**
     * Stores a file in the current transaction. The stream is read to its end and never held in memory whole when it
     * is large; the caller closes it.
     */
    @Transactional
    public Stored store(String owner, String kind, String fileName, String contentType, InputStream content) {
        var digest = Sha256.digest();
        try {
            var measured = new DigestInputStream(content, digest);
            var beginning = measured.readNBytes(IN_MEMORY);
            if (beginning.length < IN_MEMORY) {
                return insert(
                        owner,
                        kind,
                        fileName,
                        contentType,
                        digest,
                        beginning.length,
                        new ByteArrayInputStream(beginning));
            }
            // The database wants to know the length before the first byte. A temporary file is its owner's alone.
            var spool = Files.createTempFile("document", null);
            try {
                try (var out = Files.newOutputStream(spool)) {
                    new SequenceInputStream(new ByteArrayInputStream(beginning), measured).transferTo(out);
                }
                try (var in = Files.newInputStream(spool)) {
                    return insert(owner, kind, fileName, contentType, digest, Files.size(spool), in);
                }
            } finally {
                Files.deleteIfExists(spool);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The files of a record, oldest first; those that were erased are no more. */
    public List<Stored> of(String owner) {
        return jdbc.sql(METADATA + "where owner = ? and file_name <> ? order by stored_at, file_name")
                .params(owner, PersonalRecords.GONE)
                .query((row, number) -> stored(row))
                .list();
    }

    /**
     * What is known of that file.
     *
     * @throws kz.bilik.problem.Problem {@code document.unknown}
     */
    public Stored stored(UUID id) {
        return jdbc.sql(METADATA + "where id = ? and file_name <> ?")
                .params(id, PersonalRecords.GONE)
                .query((row, number) -> stored(row))
                .optional()
                .orElseThrow(Documents::unknown);
    }

    /**
     * The bytes of that file.
     *
     * @throws kz.bilik.problem.Problem {@code document.unknown}
     */
    public byte[] content(UUID id) {
        return jdbc.sql("select content from document_file where id = ? and file_name <> ?")
                .params(id, PersonalRecords.GONE)
                .query((row, number) -> row.getBytes(1))
                .optional()
                .orElseThrow(Documents::unknown);
    }

    /**
     * Writes the bytes of that file to the stream, which stays open.
     *
     * @throws kz.bilik.problem.Problem {@code document.unknown}; nothing has been written then
     */
    public void writeTo(UUID id, OutputStream out) {
        var size = jdbc.sql("select content from document_file where id = ? and file_name <> ?")
                .params(id, PersonalRecords.GONE)
                .query((row, number) -> {
                    try (var in = row.getBinaryStream(1)) {
                        return in.transferTo(out);
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                })
                .optional();
        if (size.isEmpty()) {
            throw unknown();
        }
    }

    /**
     * Whether a browser may show that file within a page: a picture, or a PDF that does nothing of its own. Every other file
     * is handed over to be saved. A PDF is looked through when somebody first asks, and what was found is kept.
     */
    public boolean mayBeShown(Stored file) {
        return AcceptedType.of(file.contentType())
                .filter(type -> type != AcceptedType.PDF || !isActive(file.id()))
                .isPresent();
    }

    private boolean isActive(UUID id) {
        var known = jdbc.sql("select active from document_file where id = ? and active is not null")
                .param(id)
                .query(Boolean.class)
                .optional();
        return known.orElseGet(() -> {
            var active = activeContent.isIn(content(id));
            jdbc.sql("update document_file set active = ? where id = ?")
                    .params(active, id)
                    .update();
            return active;
        });
    }

    /**
     * The content type that the bytes really are, by their signature: {@code application/pdf}, {@code image/jpeg},
     * {@code image/png}, or something else that nobody accepts. Reads the beginning only; the stream is of no further
     * use.
     */
    public String detect(InputStream content) {
        try (var file = new BufferedInputStream(content)) {
            for (var accepted : AcceptedType.values()) {
                if (accepted.begins(file)) {
                    return accepted.contentType();
                }
            }
            // The detector tries a thousand patterns to name the others.
            return detector.detect(file, new Metadata()).getBaseType().toString();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * What keeps the copy of a paper from being kept, if anything does.
     *
     * @param copy as it was handed in; null when nothing was
     */
    public Optional<CopyFault> faultOf(@Nullable Enclosure copy, DataSize largest) {
        if (copy == null || copy.size() == 0) {
            return Optional.of(CopyFault.MISSING);
        }
        if (copy.isLargerThan(largest)) {
            return Optional.of(CopyFault.TOO_LARGE);
        }
        var name = copy.fileName();
        if (!FileName.isFit(name)) {
            return Optional.of(CopyFault.NAME);
        }
        var type = copy.read(this::detect);
        if (!Enclosure.isOfType(name, type)) {
            return Optional.of(CopyFault.TYPE);
        }
        return isOpenable(copy, type) ? Optional.empty() : Optional.of(CopyFault.BROKEN);
    }

    /**
     * Whether whoever has to judge that file can open it: as a document with a page, or a picture with a size.
     *
     * @param contentType as {@link #detect} found it; a file of a type that is not accepted is not
     */
    public boolean isOpenable(Enclosure file, String contentType) {
        return AcceptedType.of(contentType)
                .filter(type -> openable.isOpenable(type, file))
                .isPresent();
    }

    /**
     * Erases names and contents of a record's files in the current transaction; that they were there, when, how large and with
     * which digest stays.
     *
     * @param kinds of which kinds; none means all of them
     * @return how many were erased by this
     */
    @Transactional
    public int erase(String owner, Set<String> kinds) {
        return jdbc.sql("update document_file set file_name = :gone, content = :nothing, active = null"
                        + " where owner = :owner and file_name <> :gone and (:all or kind in (:kinds))")
                .param("gone", PersonalRecords.GONE)
                .param("nothing", new byte[0])
                .param("owner", owner)
                .param("all", kinds.isEmpty())
                .param("kinds", kinds.isEmpty() ? Set.of("") : kinds)
                .update();
    }

    private Stored insert(
            String owner,
            String kind,
            String fileName,
            String contentType,
            MessageDigest digest,
            long size,
            InputStream content) {
        var stored = new Stored(
                UUID.randomUUID(),
                owner,
                kind,
                FileName.clean(fileName),
                contentType,
                Sha256.text(digest.digest()),
                size,
                clock.now());
        jdbc.sql(
                        """
                        insert into document_file
                            (id, owner, kind, file_name, content_type, sha256, size_bytes, stored_at, content)
                        values (:id, :owner, :kind, :fileName, :contentType, :sha256, :size, :storedAt, :content)""")
                .param("id", stored.id())
                .param("owner", owner)
                .param("kind", kind)
                .param("fileName", stored.fileName())
                .param("contentType", contentType)
                .param("sha256", stored.sha256())
                .param("size", size)
                .param("storedAt", stored.storedAt())
                .param("content", new SqlBinaryValue(content, size), Types.VARBINARY)
                .update();
        return stored;
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getObject("id", UUID.class),
                row.getString("owner"),
                row.getString("kind"),
                // Of those that were received before names were looked at, too.
                FileName.clean(row.getString("file_name")),
                row.getString("content_type"),
                row.getString("sha256"),
                row.getLong("size_bytes"),
                LegalMoment.of(row, "stored_at"));
    }

    private static Problem unknown() {
        return Problem.of(Problem.Kind.NOT_FOUND, "document.unknown");
    }
}
