package kz.bilik.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.record.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * One entry, and the line of text that it is in the chain.
 *
 * @param at wall time
 * @param row the key of the record; null where the entry is all there is
 * @param salt null once the content was erased
 * @param digest of salt and content
 * @param position from 1; 0 until it is chained
 * @param hash of its line; empty until it is chained
 */
record AuditEntry(
        long id,
        OffsetDateTime at,
        Recorded.Kind kind,
        @Nullable String row,
        String subject,
        @Nullable String officer,
        @Nullable String details,
        @Nullable String salt,
        String digest,
        long position,
        String hash) {

    /** What the first entry has before it. */
    static final String NOTHING = "0".repeat(64);

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx");
    private static final ObjectMapper JSON = new ObjectMapper();

    static AuditEntry read(ResultSet row, int number) throws SQLException {
        var hash = row.getString("hash");
        return new AuditEntry(
                row.getLong("id"),
                LegalMoment.of(row, "at"),
                kind(row.getString("kind")),
                row.getString("record"),
                row.getString("subject"),
                row.getString("officer"),
                row.getString("details"),
                row.getString("salt"),
                row.getString("digest"),
                row.getLong("position"),
                hash == null ? "" : hash);
    }

    /** What somebody wrote there who is not the product gives another line than the one that was chained, and is found by it. */
    private static Recorded.Kind kind(String name) {
        return Arrays.stream(Recorded.Kind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElse(Recorded.Kind.SETTING);
    }

    /** Its line at that place after an entry with that hash: JSON in this order, ended by a line feed, in UTF-8. */
    String line(long place, String previous) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("position", place);
        fields.put("entry", id);
        fields.put("at", MOMENT.format(at));
        fields.put("kind", kind.name());
        fields.put("record", row);
        fields.put("subject", subject);
        fields.put("officer", officer);
        fields.put("details", details);
        fields.put("content", digest);
        fields.put("previous", previous);
        return json(fields) + "\n";
    }

    /** What the entry keeps of a content. */
    static String digest(String salt, String content) {
        return Recorded.sha256(salt + "\n" + content);
    }

    /** What the chain knows of a line. */
    static String hash(String line) {
        return Recorded.sha256(line);
    }

    static String json(LinkedHashMap<String, @Nullable Object> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
