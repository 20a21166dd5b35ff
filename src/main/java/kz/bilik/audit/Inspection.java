package kz.bilik.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kz.bilik.language.Language;
import kz.bilik.record.Recorded.Kind;
import kz.bilik.signature.Seal;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The chain as an inspection takes it away: a ZIP file with the entries as JSON Lines, the seals, the certificates behind
 * them, a script that verifies all of it with OpenSSL, and a summary to read.
 */
@Component
public class Inspection {

    private static final int PAGE = 2000;

    private final JdbcClient jdbc;
    private final DaySeals daySeals;
    private final Seal seal;
    private final ChainCheck check;
    private final InspectionSheet sheet;

    Inspection(JdbcClient jdbc, DaySeals daySeals, Seal seal, ChainCheck check, InspectionSheet sheet) {
        this.jdbc = jdbc;
        this.daySeals = daySeals;
        this.seal = seal;
        this.check = check;
        this.sheet = sheet;
    }

    /**
     * Writes it, from the seal before the first day to the seal of the last one, or to the end of the chain where that is not
     * sealed yet; the stream stays open.
     *
     * @param from first day of wall time
     * @param to last day
     */
    public void write(LocalDate from, LocalDate to, Language language, OutputStream out) throws IOException {
        var seals = new ArrayList<DaySeal>();
        var first = 1L;
        var last = Long.MAX_VALUE;
        for (var each : daySeals.all()) {
            if (each.day().isBefore(from)) {
                seals.clear();
                first = each.position() + 1;
            }
            seals.add(each);
            if (!each.day().isBefore(to)) {
                last = each.position();
                break;
            }
        }
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.putNextEntry(new ZipEntry("entries.jsonl"));
        var kinds = new EnumMap<Kind, Long>(Kind.class);
        var end = entries(zip, first, last, kinds);
        var certificates = new LinkedHashSet<String>();
        for (var each : seals) {
            put(zip, "seals/" + Outside.name(each.number()) + ".json", DaySeals.bytes(each.text()));
            if (each.signature() != null) {
                put(zip, "seals/" + Outside.name(each.number()) + ".p7s", each.signature());
                seal.certificatesOf(String.valueOf(each.region())).forEach(der -> certificates.add(pem(der)));
            }
            if (each.stamp() != null) {
                put(zip, "seals/" + Outside.name(each.number()) + ".tst", each.stamp());
            }
        }
        put(zip, "certificates.pem", DaySeals.bytes(String.join("", certificates)));
        put(zip, "verify.sh", new ClassPathResource("audit/verify.sh").getContentAsByteArray());
        var outcome = check.check();
        put(
                zip,
                "summary.pdf",
                sheet.render(
                        new TakenAway(from, to, first, end, kinds, seals),
                        check.summary(outcome, language),
                        check.words(outcome, language),
                        language));
        zip.finish();
    }

    private long entries(OutputStream out, long first, long last, Map<Kind, Long> kinds) throws IOException {
        var previous = first == 1
                ? AuditEntry.NOTHING
                : jdbc.sql("select hash from audit_entry where position = ?")
                        .param(first - 1)
                        .query(String.class)
                        .optional()
                        .orElse(AuditEntry.NOTHING);
        var next = first;
        while (true) {
            var page = jdbc.sql(
                            "select * from audit_entry where position >= ? and position <= ? order by position limit "
                                    + PAGE)
                    .params(next, last)
                    .query(AuditEntry::read)
                    .list();
            for (var entry : page) {
                out.write(DaySeals.bytes(entry.line(entry.position(), previous)));
                previous = entry.hash();
                next = entry.position() + 1;
                kinds.merge(entry.kind(), 1L, Long::sum);
            }
            if (page.size() < PAGE) {
                return next - 1;
            }
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static String pem(byte[] certificate) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
    }
}
