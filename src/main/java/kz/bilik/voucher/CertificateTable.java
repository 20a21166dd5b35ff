package kz.bilik.voucher;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.identity.Iin;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of sick-leave certificates; health data. */
@Component
class CertificateTable {

    /** A certificate as it was received and what was decided of it; moments are legal time. */
    record Row(
            UUID id,
            String voucher,
            SickLeaveCertificate.Kind kind,
            String series,
            String number,
            @Nullable Iin patient,
            String patientName,
            String organisation,
            String doctor,
            UUID document,
            String sha256,
            OffsetDateTime receivedAt,
            @Nullable OffsetDateTime reopenedAt,
            SickLeaveCertificate.State state,
            @Nullable String ground,
            @Nullable String remark,
            @Nullable OffsetDateTime effectAt,
            @Nullable String closedNote) {

        /** From when its decision is due: its receipt, or the end of the use that had closed it. */
        OffsetDateTime decidableFrom() {
            return reopenedAt == null ? receivedAt : reopenedAt;
        }
    }

    private final JdbcClient jdbc;

    CertificateTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Row row, List<IncapacityPeriod> periods) {
        jdbc.sql(
                        """
                        insert into sick_leave_certificate (id, voucher, kind, series, number, patient_iin,
                            patient_name, organisation, doctor, document, sha256, received_at, state)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        row.id(),
                        row.voucher(),
                        row.kind().name(),
                        row.series(),
                        row.number(),
                        row.patient() == null ? null : row.patient().value(),
                        row.patientName(),
                        row.organisation(),
                        row.doctor(),
                        row.document(),
                        row.sha256(),
                        row.receivedAt(),
                        row.state().name())
                .update();
        for (var period : periods) {
            jdbc.sql("insert into sick_leave_period (certificate, first_day, last_day) values (?, ?, ?)")
                    .params(row.id(), period.from(), period.to())
                    .update();
        }
    }

    /** The certificate of that id; {@link Problem} {@code sick-leave.unknown} when there is none. */
    Row get(String id) {
        return jdbc.sql("select * from sick_leave_certificate where id = ?")
                .param(uuid(id))
                .query(CertificateTable::row)
                .optional()
                .orElseThrow(CertificateTable::unknown);
    }

    /** The certificates of that voucher, oldest first. */
    List<Row> of(String voucher) {
        return jdbc.sql("select * from sick_leave_certificate where voucher = ? order by received_at, id")
                .param(voucher)
                .query(CertificateTable::row)
                .list();
    }

    List<IncapacityPeriod> periods(UUID certificate) {
        return jdbc.sql(
                        "select first_day, last_day from sick_leave_period where certificate = ? order by first_day, last_day")
                .param(certificate)
                .query(CertificateTable::period)
                .list();
    }

    /** The periods of all accepted certificates of that voucher. */
    List<IncapacityPeriod> acceptedPeriods(String voucher) {
        return jdbc.sql(
                        """
                        select p.first_day, p.last_day from sick_leave_period p
                        join sick_leave_certificate c on c.id = p.certificate
                        where c.voucher = ? and c.state = 'ACCEPTED'
                        """)
                .param(voucher)
                .query(CertificateTable::period)
                .list();
    }

    boolean anyUndecided(String voucher) {
        return jdbc.sql("select count(*) from sick_leave_certificate where voucher = ? and state = 'UNDECIDED'")
                        .param(voucher)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The day from which on one of the undecided ones has waited for its decision. */
    Optional<LocalDate> undecidedSince(String voucher) {
        return of(voucher).stream()
                .filter(row -> row.state() == SickLeaveCertificate.State.UNDECIDED)
                .map(row -> row.decidableFrom().toLocalDate())
                .min(Comparator.naturalOrder());
    }

    /** Makes those undecided again that were closed with that note; answers them, oldest first. */
    List<Row> reopen(String voucher, String note, OffsetDateTime at) {
        var closed = of(voucher).stream()
                .filter(row -> row.state() == SickLeaveCertificate.State.CLOSED && note.equals(row.closedNote()))
                .toList();
        closed.forEach(row -> jdbc.sql(
                        """
                        update sick_leave_certificate
                        set state = 'UNDECIDED', closed_note = null, closed_at = null, reopened_at = ? where id = ?
                        """)
                .params(at, row.id())
                .update());
        return closed;
    }

    void decide(
            UUID id,
            SickLeaveCertificate.State state,
            @Nullable String ground,
            @Nullable String remark,
            OffsetDateTime at,
            String by) {
        jdbc.sql(
                        """
                        update sick_leave_certificate
                        set state = :state, ground = :ground, remark = :remark, decided_at = :at, decided_by = :by
                        where id = :id
                        """)
                .param("state", state.name())
                .param("ground", ground)
                .param("remark", remark)
                .param("at", at)
                .param("by", by)
                .param("id", id)
                .update();
    }

    void annul(UUID id) {
        jdbc.sql("update sick_leave_certificate set state = 'ANNULLED' where id = ?")
                .param(id)
                .update();
    }

    void effect(UUID id, OffsetDateTime at) {
        jdbc.sql("update sick_leave_certificate set effect_at = ? where id = ?")
                .params(at, id)
                .update();
    }

    int closeUndecided(String voucher, String note, OffsetDateTime at) {
        return jdbc.sql(
                        """
                        update sick_leave_certificate set state = 'CLOSED', closed_note = ?, closed_at = ?
                        where voucher = ? and state = 'UNDECIDED'
                        """)
                .params(note, at, voucher)
                .update();
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static Problem unknown() {
        return Problem.of(Problem.Kind.NOT_FOUND, "sick-leave.unknown");
    }

    private static IncapacityPeriod period(ResultSet row, int i) throws SQLException {
        return new IncapacityPeriod(
                row.getObject("first_day", LocalDate.class), row.getObject("last_day", LocalDate.class));
    }

    private static Row row(ResultSet row, int i) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("voucher"),
                SickLeaveCertificate.Kind.valueOf(row.getString("kind")),
                row.getString("series"),
                row.getString("number"),
                row.getString("patient_iin") == null ? null : Iin.of(row.getString("patient_iin")),
                row.getString("patient_name"),
                row.getString("organisation"),
                row.getString("doctor"),
                row.getObject("document", UUID.class),
                row.getString("sha256"),
                LegalMoment.of(row, "received_at"),
                LegalMoment.orNull(row, "reopened_at"),
                SickLeaveCertificate.State.valueOf(row.getString("state")),
                row.getString("ground"),
                row.getString("remark"),
                LegalMoment.orNull(row, "effect_at"),
                row.getString("closed_note"));
    }
}
