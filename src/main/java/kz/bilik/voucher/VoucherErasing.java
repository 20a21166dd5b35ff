package kz.bilik.voucher;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import kz.bilik.document.Documents;
import kz.bilik.record.ClosedCase;
import kz.bilik.record.PersonalRecords;
import kz.bilik.signature.Signatures;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who held the voucher, what sick-leave certificates say, and what officers wrote about both. */
@Component
class VoucherErasing implements PersonalRecords {

    private static final Set<String> HEALTH = Set.of("SICK_LEAVE", CertificateAnnulment.DOCUMENT);

    private static final String OF_VOUCHER = "(select id from sick_leave_certificate where voucher = :voucher)";

    private final VoucherTable vouchers;
    private final CertificateTable certificates;
    private final Documents documents;
    private final Signatures signatures;
    private final JdbcClient jdbc;

    VoucherErasing(
            VoucherTable vouchers,
            CertificateTable certificates,
            Documents documents,
            Signatures signatures,
            JdbcClient jdbc) {
        this.vouchers = vouchers;
        this.certificates = certificates;
        this.documents = documents;
        this.signatures = signatures;
        this.jdbc = jdbc;
    }

    /** A voucher that can still be used, and a certificate that nobody has decided on. */
    @Override
    public boolean isUnfinished(ClosedCase of) {
        return of.voucher() != null
                && (certificates.anyUndecided(of.voucher())
                        || Set.of(Voucher.State.ISSUED, Voucher.State.USED)
                                .contains(vouchers.get(of.voucher()).state()));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, Integer> erase(ClosedCase of) {
        var voucher = of.voucher();
        if (voucher == null) {
            return Map.of();
        }
        var rows = new LinkedHashMap<>(eraseHealth(of));
        rows.put("voucher", vouchers.erase(voucher));
        rows.put(
                "voucher_use",
                jdbc.sql("update voucher_use set not_held_reason = :gone"
                                + " where voucher = :voucher and not_held_reason <> :gone")
                        .param("gone", GONE)
                        .param("voucher", voucher)
                        .update());
        rows.put(
                "late_use",
                jdbc.sql("update late_use set reason = :gone where voucher = :voucher and reason <> :gone")
                        .param("gone", GONE)
                        .param("voucher", voucher)
                        .update());
        rows.merge("document_file", documents.erase(voucher, Set.of()), Integer::sum);
        rows.put("signature_evidence", signatures.erase(voucher, WHY));
        return rows;
    }

    /** That there was a certificate, of which kind, when it came and what was decided stays; what it says goes. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, Integer> eraseHealth(ClosedCase of) {
        var voucher = of.voucher();
        if (voucher == null) {
            return Map.of();
        }
        var rows = new LinkedHashMap<String, Integer>();
        rows.put(
                "sick_leave_certificate",
                jdbc.sql(
                                """
                                update sick_leave_certificate set series = :gone, number = :gone, patient_iin = null,
                                    patient_name = :gone, organisation = :gone, doctor = :gone,
                                    remark = case when remark is null then null else :gone end
                                where voucher = :voucher and patient_name <> :gone""")
                        .param("gone", GONE)
                        .param("voucher", voucher)
                        .update());
        rows.put(
                "sick_leave_period",
                jdbc.sql("delete from sick_leave_period where certificate in " + OF_VOUCHER)
                        .param("voucher", voucher)
                        .update());
        rows.put(
                "voucher_hold",
                jdbc.sql("delete from voucher_hold where voucher = ?")
                        .param(voucher)
                        .update());
        rows.put(
                "certificate_annulment",
                jdbc.sql("update certificate_annulment set reason = :gone, paper_number = :gone where certificate in "
                                + OF_VOUCHER + " and reason <> :gone")
                        .param("gone", GONE)
                        .param("voucher", voucher)
                        .update());
        rows.put("document_file", documents.erase(voucher, HEALTH));
        return rows;
    }
}
