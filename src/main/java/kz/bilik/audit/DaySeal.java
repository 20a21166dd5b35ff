package kz.bilik.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Optional;
import kz.bilik.record.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * The seal of a day.
 *
 * @param number from 1, without gaps
 * @param day the last day that it seals, of wall time
 * @param position of the last entry under it; 0 where there was none yet
 * @param text what is signed: a line of JSON
 * @param region whose seal signed it; null where no key was there
 */
record DaySeal(
        int number,
        LocalDate day,
        long position,
        String text,
        @Nullable String region,
        byte @Nullable [] signature,
        byte @Nullable [] stamp) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static DaySeal read(ResultSet row, int at) throws SQLException {
        return new DaySeal(
                row.getInt("number"),
                row.getObject("sealed_day", LocalDate.class),
                row.getLong("position"),
                row.getString("text"),
                row.getString("region"),
                row.getBytes("signature"),
                row.getBytes("stamp"));
    }

    /** What a seal says: which one, when made, up to which entry with which hash, and the hash of the seal before it. */
    static String text(int number, LocalDate day, OffsetDateTime made, long position, String hash, String previous) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("seal", number);
        fields.put("day", day.toString());
        fields.put("made", made.toString());
        fields.put("position", position);
        fields.put("hash", hash);
        fields.put("previous", previous);
        return AuditEntry.json(fields) + "\n";
    }

    /** What the next seal knows of this one. */
    String hash() {
        return Recorded.sha256(text);
    }

    /** What its text says; empty when it is none that the product writes. */
    Optional<Said> said() {
        try {
            var json = JSON.readTree(text);
            return Optional.of(new Said(
                    json.required("seal").asInt(),
                    LocalDate.parse(json.required("day").asText()),
                    OffsetDateTime.parse(json.required("made").asText()),
                    json.required("position").asLong(),
                    json.required("hash").asText(),
                    json.required("previous").asText()));
        } catch (IOException | RuntimeException notOurs) {
            return Optional.empty();
        }
    }

    /** The text, read. */
    record Said(int number, LocalDate day, OffsetDateTime made, long position, String hash, String previous) {}
}
