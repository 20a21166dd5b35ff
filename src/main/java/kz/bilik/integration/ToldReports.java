package kz.bilik.integration;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalMoment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the demo's own Labour Market AIS has been told. Empty where another AIS is connected. */
@Component
public class ToldReports {

    private final JdbcClient jdbc;

    ToldReports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A report as the AIS has it, without what it says of a certificate's illness.
     *
     * @param event its name in the contract, such as {@code VOUCHER_ISSUED}
     * @param clause such as {@code cl. 10.1}
     * @param happenedAt legal time of the event
     * @param toldAt legal time at which the AIS was told
     * @param voucher its number; null where there is none
     * @param lastDay of the voucher after the event; null where there is none
     * @param grounds empty when none is told
     * @param decision number of the decision that overturned a refusal; null otherwise
     */
    public record Told(
            int sequence,
            String event,
            String clause,
            OffsetDateTime happenedAt,
            OffsetDateTime toldAt,
            String iin,
            String name,
            String profession,
            String level,
            String region,
            String careerCentre,
            String recognitionCentre,
            @Nullable String voucher,
            @Nullable LocalDate lastDay,
            List<Ground> grounds,
            @Nullable String decision) {}

    /**
     * Why.
     *
     * @param code of its words, {@code reason.<code>}
     * @param text in the state language, as the AIS has it
     * @param remark the words that an officer or a centre added; empty when there are none
     */
    public record Ground(String code, String text, String remark) {}

    /** The reports of one application, in their order. */
    public record Case(String application, List<Told> reports) {}

    /** The cases of which the AIS was told last, the latest first, from {@code offset}, at most {@code limit}. */
    public List<Case> latest(int offset, int limit) {
        var cases = new LinkedHashMap<String, List<Told>>();
        jdbc.sql(
                        """
                        select case_number from labour_market_told
                        group by case_number order by max(id) desc limit ? offset ?""")
                .params(limit, offset)
                .query(String.class)
                .list()
                .forEach(number -> cases.put(number, new ArrayList<>()));
        if (cases.isEmpty()) {
            return List.of();
        }
        jdbc.sql(
                        """
                        select case_number, body, told_at from labour_market_told where case_number in (:cases)
                        order by case_number, sequence""")
                .param("cases", cases.keySet())
                .query(row -> {
                    Objects.requireNonNull(cases.get(row.getString("case_number")))
                            .add(told(ReportBody.read(row.getString("body")), LegalMoment.of(row, "told_at")));
                });
        return cases.entrySet().stream()
                .map(each -> new Case(each.getKey(), List.copyOf(each.getValue())))
                .toList();
    }

    private static Told told(ReportBody report, OffsetDateTime toldAt) {
        var voucher = report.voucher();
        var decision = report.decision();
        return new Told(
                report.sequence(),
                report.event(),
                "cl. " + report.clause(),
                OffsetDateTime.parse(report.happenedAt()),
                toldAt,
                report.person().iin(),
                report.person().name(),
                report.profession().code(),
                report.profession().level(),
                report.region(),
                report.careerCentre(),
                report.recognitionCentre(),
                voucher == null ? null : voucher.number(),
                voucher == null ? null : LocalDate.parse(voucher.lastDay()),
                Stream.ofNullable(report.grounds())
                        .flatMap(List::stream)
                        .map(ground -> new Ground(
                                ground.code(), ground.text(), Objects.requireNonNullElse(ground.remark(), "")))
                        .toList(),
                decision == null ? null : decision.number());
    }
}
