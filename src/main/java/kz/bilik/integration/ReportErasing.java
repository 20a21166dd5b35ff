package kz.bilik.integration;

import java.util.LinkedHashMap;
import java.util.Map;
import kz.bilik.record.ClosedCase;
import kz.bilik.record.PersonalRecords;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The copies of what the Labour Market AIS was told of a person; what it keeps itself has its own term. */
@Component
class ReportErasing implements PersonalRecords {

    private final JdbcClient jdbc;

    ReportErasing(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A report that the AIS has not taken yet. */
    @Override
    public boolean isUnfinished(ClosedCase of) {
        return !jdbc.sql("select number from labour_market_case where number = ? and due_at is not null")
                .param(of.application())
                .query(String.class)
                .list()
                .isEmpty();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, Integer> erase(ClosedCase of) {
        var rows = new LinkedHashMap<>(erase(of, "%"));
        rows.put(
                "labour_market_case",
                jdbc.sql("update labour_market_case set error = null where number = ? and error is not null")
                        .param(of.application())
                        .update());
        return rows;
    }

    /** Only those that tell of a certificate. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, Integer> eraseHealth(ClosedCase of) {
        return erase(of, "%\"certificate\":%");
    }

    private Map<String, Integer> erase(ClosedCase of, String bodies) {
        return Map.of(
                "labour_market_report",
                jdbc.sql("delete from labour_market_report where case_number = ? and body like ?")
                        .params(of.application(), bodies)
                        .update(),
                "labour_market_told",
                jdbc.sql("delete from labour_market_told where case_number = ? and body like ?")
                        .params(of.application(), bodies)
                        .update());
    }
}
