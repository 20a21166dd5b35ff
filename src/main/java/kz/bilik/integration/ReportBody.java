package kz.bilik.integration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import kz.bilik.application.Application;
import kz.bilik.application.LabourMarketReports.ApplicationForwarded;
import kz.bilik.application.LabourMarketReports.ApplicationWithdrawn;
import kz.bilik.application.LabourMarketReports.Certificate;
import kz.bilik.application.LabourMarketReports.CertificateAnnulled;
import kz.bilik.application.LabourMarketReports.CertificateRejected;
import kz.bilik.application.LabourMarketReports.Event;
import kz.bilik.application.LabourMarketReports.Ground;
import kz.bilik.application.LabourMarketReports.LastDayMoved;
import kz.bilik.application.LabourMarketReports.RefusalFormed;
import kz.bilik.application.LabourMarketReports.RefusalOverturned;
import kz.bilik.application.LabourMarketReports.SickLeaveReceived;
import kz.bilik.application.LabourMarketReports.UseUndone;
import kz.bilik.application.LabourMarketReports.Voucher;
import kz.bilik.application.LabourMarketReports.VoucherCancelled;
import kz.bilik.application.LabourMarketReports.VoucherExtended;
import kz.bilik.application.LabourMarketReports.VoucherIssued;
import kz.bilik.application.LabourMarketReports.VoucherUsed;
import kz.bilik.application.LabourMarketReports.VoucherWithdrawn;
import org.jspecify.annotations.Nullable;

/**
 * A report as it travels: {@code Report} of {@code docs/contracts/labour-market-ais.yaml}. Days and moments are written in
 * ISO 8601, what an event does not have is left out.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReportBody(
        String applicationNumber,
        int sequence,
        String event,
        String clause,
        String happenedAt,
        Person person,
        String receivedAt,
        Profession profession,
        String region,
        String careerCentre,
        String recognitionCentre,
        @Nullable VoucherFacts voucher,
        @Nullable String day,
        @Nullable List<GroundFacts> grounds,
        @Nullable String wayToAppeal,
        @Nullable Decision decision,
        @Nullable CertificateFacts certificate) {

    record Person(String iin, String name) {}

    record Profession(String code, String level) {}

    record VoucherFacts(String number, String issuedOn, String lastDay) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GroundFacts(String code, String clause, String text, @Nullable String remark) {}

    record Decision(String number, String decidedOn) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CertificateFacts(
            String kind, @Nullable String series, String number, List<Period> periods, String receivedAt) {}

    record Period(String from, String to) {}

    /** What an event adds to what all reports say. */
    private record Facts(
            String clause,
            @Nullable Voucher voucher,
            @Nullable LocalDate day,
            @Nullable List<Ground> grounds,
            @Nullable String wayToAppeal,
            @Nullable Decision decision,
            @Nullable Certificate certificate) {

        private static Facts of(String clause) {
            return new Facts(clause, null, null, null, null, null, null);
        }

        private static Facts of(String clause, Voucher voucher) {
            return new Facts(clause, voucher, null, null, null, null, null);
        }

        private Facts on(LocalDate on) {
            return new Facts(clause, voucher, on, grounds, wayToAppeal, decision, certificate);
        }

        private Facts because(List<Ground> why) {
            return new Facts(clause, voucher, day, why, wayToAppeal, decision, certificate);
        }

        private Facts with(Certificate sheet) {
            return new Facts(clause, voucher, day, grounds, wayToAppeal, decision, sheet);
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** With seconds, whatever they are. */
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    /** The name of the event in the contract. */
    static String kind(Event event) {
        return event.getClass()
                .getSimpleName()
                .replaceAll("(?<=.)([A-Z])", "_$1")
                .toUpperCase(java.util.Locale.ROOT);
    }

    /**
     * A report in JSON.
     *
     * @param sequence within the case, from 1
     * @param happenedAt legal time
     */
    static String written(Application application, int sequence, OffsetDateTime happenedAt, Event event) {
        var facts = facts(event);
        var body = new ReportBody(
                application.number(),
                sequence,
                kind(event),
                clause(facts.clause()),
                MOMENT.format(happenedAt),
                new Person(application.iin().value(), application.name()),
                MOMENT.format(application.receivedAt()),
                new Profession(application.profession(), application.level()),
                application.region(),
                application.careerCentre(),
                application.recognitionCentre(),
                voucher(facts.voucher()),
                (facts.day() == null ? happenedAt.toLocalDate() : facts.day()).toString(),
                facts.grounds() == null
                        ? null
                        : facts.grounds().stream().map(ReportBody::ground).toList(),
                facts.wayToAppeal(),
                facts.decision(),
                certificate(facts.certificate()));
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A report that was written so. */
    static ReportBody read(String json) {
        try {
            return JSON.readValue(json, ReportBody.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("No report in the form of the contract", damaged);
        }
    }

    private static Facts facts(Event event) {
        if (event instanceof ApplicationForwarded) {
            return Facts.of("9.1");
        }
        if (event instanceof RefusalFormed refusal) {
            return new Facts(refusal.clause(), null, null, refusal.grounds(), refusal.wayToAppeal(), null, null);
        }
        if (event instanceof RefusalOverturned overturned) {
            return new Facts(
                    overturned.clause(),
                    null,
                    null,
                    null,
                    null,
                    new Decision(overturned.decision(), overturned.decidedOn().toString()),
                    null);
        }
        if (event instanceof ApplicationWithdrawn) {
            return Facts.of("3");
        }
        if (event instanceof VoucherIssued issued) {
            return Facts.of("10.1", issued.voucher());
        }
        if (event instanceof SickLeaveReceived received) {
            return Facts.of("12", received.voucher()).with(received.certificate());
        }
        if (event instanceof VoucherExtended extended) {
            return Facts.of("13", extended.voucher()).with(extended.certificate());
        }
        if (event instanceof CertificateRejected rejected) {
            return Facts.of("13", rejected.voucher())
                    .with(rejected.certificate())
                    .because(List.of(rejected.ground()));
        }
        if (event instanceof CertificateAnnulled annulled) {
            return Facts.of("13", annulled.voucher()).with(annulled.certificate());
        }
        if (event instanceof LastDayMoved moved) {
            return Facts.of("10.2", moved.voucher());
        }
        if (event instanceof VoucherUsed used) {
            return Facts.of("11", used.voucher()).on(used.usedOn());
        }
        if (event instanceof UseUndone undone) {
            return Facts.of("11", undone.voucher()).on(undone.usedOn()).because(List.of(undone.ground()));
        }
        if (event instanceof VoucherCancelled cancelled) {
            return Facts.of("11", cancelled.voucher()).on(cancelled.cancelledOn());
        }
        if (event instanceof VoucherWithdrawn withdrawn) {
            return Facts.of("10", withdrawn.voucher()).on(withdrawn.withdrawnOn());
        }
        throw new IllegalStateException("No report of " + event.getClass().getSimpleName());
    }

    /** {@code 8.2} of {@code cl. 8.2}. */
    private static String clause(String clause) {
        return clause.replace("cl. ", "");
    }

    private static @Nullable VoucherFacts voucher(@Nullable Voucher voucher) {
        return voucher == null
                ? null
                : new VoucherFacts(
                        voucher.number(),
                        voucher.issuedOn().toString(),
                        voucher.lastDay().toString());
    }

    private static GroundFacts ground(Ground ground) {
        return new GroundFacts(
                ground.code(),
                clause(ground.clause()),
                ground.text(),
                ground.remark().isEmpty() ? null : ground.remark());
    }

    private static @Nullable CertificateFacts certificate(@Nullable Certificate certificate) {
        return certificate == null
                ? null
                : new CertificateFacts(
                        certificate.kind(),
                        certificate.series().isEmpty() ? null : certificate.series(),
                        certificate.number(),
                        certificate.periods().stream()
                                .map(days -> new Period(
                                        days.from().toString(), days.to().toString()))
                                .toList(),
                        MOMENT.format(certificate.receivedAt()));
    }
}
