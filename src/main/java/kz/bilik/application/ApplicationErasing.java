package kz.bilik.application;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import kz.bilik.document.Documents;
import kz.bilik.language.KeptArguments;
import kz.bilik.record.ClosedCase;
import kz.bilik.record.Erased;
import kz.bilik.record.PersonalRecords;
import kz.bilik.record.Recorded;
import kz.bilik.signature.Signatures;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who applied, what he signed and enclosed, and what officers wrote about it. */
@Component
class ApplicationErasing implements PersonalRecords {

    private final Applications applications;
    private final Documents documents;
    private final Signatures signatures;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    ApplicationErasing(
            Applications applications,
            Documents documents,
            Signatures signatures,
            JdbcClient jdbc,
            ApplicationEventPublisher events) {
        this.applications = applications;
        this.documents = documents;
        this.signatures = signatures;
        this.jdbc = jdbc;
        this.events = events;
    }

    /** An application that is open again after an appeal, or never came to its end. */
    @Override
    public boolean isUnfinished(ClosedCase of) {
        return applications.get(of.application()).outcome() == null;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, Integer> erase(ClosedCase of) {
        var number = of.application();
        var rows = new LinkedHashMap<String, Integer>();
        rows.put("application", applications.erase(number));
        rows.put(
                "open_application",
                jdbc.sql("delete from open_application where application = ?")
                        .param(number)
                        .update());
        rows.put("application_reason", remarks(number));
        rows.put("application_event", steps(number));
        rows.put("application_warning", blank("application_warning", "argument", number));
        rows.put("career_centre_handover", blank("career_centre_handover", "reason", number));
        rows.put("recognition_centre_change", blank("recognition_centre_change", "reason", number));
        rows.put(
                "appeal",
                jdbc.sql("update appeal set reason = :gone, decision_number = :gone"
                                + " where application = :number and (reason <> :gone or decision_number <> :gone)")
                        .param("gone", GONE)
                        .param("number", number)
                        .update());
        rows.put("document_file", documents.erase(number, Set.of()));
        rows.put("signature_evidence", signatures.erase(number, WHY));
        return rows;
    }

    private int blank(String table, String column, String number) {
        return jdbc.sql("update " + table + " set " + column + " = :gone where application = :number and " + column
                        + " <> :gone")
                .param("gone", GONE)
                .param("number", number)
                .update();
    }

    /** The grounds stay, what was written beside them goes. */
    private int remarks(String number) {
        var written = jdbc.sql(
                        "select id from application_reason where application = ? and remark is not null and remark <> ?")
                .params(number, GONE)
                .query(Long.class)
                .list();
        written.forEach(id -> {
            jdbc.sql("update application_reason set remark = ? where id = ?")
                    .params(GONE, id)
                    .update();
            events.publishEvent(new Erased(Recorded.Kind.GROUND, id.toString(), WHY));
        });
        return written.size();
    }

    private record Kept(long id, String arguments) {}

    /** What happened stays, with numbers, days and sums; what somebody typed goes. */
    private int steps(String number) {
        var erased = 0;
        for (var step : jdbc.sql("select id, arguments from application_event where application = ?")
                .param(number)
                .query((row, index) -> new Kept(row.getLong("id"), row.getString("arguments")))
                .list()) {
            var plain = KeptArguments.withoutFreeText(step.arguments(), GONE);
            if (!plain.equals(step.arguments())) {
                jdbc.sql("update application_event set arguments = ? where id = ?")
                        .params(plain, step.id())
                        .update();
                events.publishEvent(new Erased(Recorded.Kind.STEP, String.valueOf(step.id()), WHY));
                erased++;
            }
        }
        return erased;
    }
}
