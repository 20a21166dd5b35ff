package kz.bilik.settlement;

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

/**
 * Who was examined, and with the last holder of an act everything that names its holders and signers: the act itself, its
 * remarks, its signatures.
 */
@Component
class SettlementErasing implements PersonalRecords {

    private final Acts acts;
    private final Documents documents;
    private final Signatures signatures;
    private final JdbcClient jdbc;

    SettlementErasing(Acts acts, Documents documents, Signatures signatures, JdbcClient jdbc) {
        this.acts = acts;
        this.documents = documents;
        this.signatures = signatures;
        this.jdbc = jdbc;
    }

    @Override
    public boolean isUnfinished(ClosedCase of) {
        return of.act() != null
                && acts.find(of.act())
                        .filter(act -> act.state() != ServicesAct.State.ACCEPTED)
                        .isPresent();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, Integer> erase(ClosedCase of) {
        var rows = new LinkedHashMap<String, Integer>();
        var voucher = of.voucher();
        if (voucher != null) {
            rows.put(
                    "exam_person",
                    jdbc.sql("delete from exam_person where voucher = ?")
                            .param(voucher)
                            .update());
            rows.put(
                    "exam_taken_out",
                    jdbc.sql("update exam_taken_out set reason = :gone where voucher = :voucher and reason <> :gone")
                            .param("gone", GONE)
                            .param("voucher", voucher)
                            .update());
            // Acts from which everybody was taken out named him as well, and belong to nobody's case any more.
            jdbc.sql(
                            """
                            select distinct t.act from exam_taken_out t where t.voucher = ?
                            and not exists (select 1 from act_line l where l.act = t.act)""")
                    .param(voucher)
                    .query(String.class)
                    .list()
                    .forEach(emptied -> eraseAct(emptied, rows));
        }
        var act = of.act();
        if (act != null && of.lastOfAct()) {
            eraseAct(act, rows);
        }
        return rows;
    }

    private void eraseAct(String act, Map<String, Integer> rows) {
        rows.merge(
                "act_edition",
                jdbc.sql(
                                """
                                update act_edition set
                                    remarks = case when remarks is null then null else :gone end,
                                    sent_signer = case when sent_signer is null then null else :gone end,
                                    accepted_signer = case when accepted_signer is null then null else :gone end
                                where act = :act and (remarks <> :gone or sent_signer <> :gone or accepted_signer <> :gone)""")
                        .param("gone", GONE)
                        .param("act", act)
                        .update(),
                Integer::sum);
        rows.merge("document_file", documents.erase(act, Set.of()), Integer::sum);
        rows.merge("signature_evidence", signatures.erase(act, WHY), Integer::sum);
    }
}
