package kz.bilik.support;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalTime;
import kz.bilik.integration.ReportDelivery;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The stage on which a procedure is played: empty of cases, legal time on Monday 14 September 2026, 09:00 Almaty. Time
 * moves by stepping only, and each job of the engine runs when its time has come.
 */
@TestComponent
public class Stage {

    /** Where each scene begins: a working Monday inside the season. */
    public static final OffsetDateTime MONDAY = OffsetDateTime.parse("2026-09-14T09:00:00+05:00");

    /** The tables that hold cases; what is not named here is reference data and stays. */
    private static final List<String> CASES = List.of(
            "labour_market_report",
            "labour_market_case",
            "labour_market_told",
            "case_overview",
            "report_seen",
            "report_piece",
            "report_limit",
            "report_term",
            "report_flow",
            "report_refusal",
            "report_money",
            "erasure",
            "retention_hold",
            "application",
            "application_check",
            "application_event",
            "application_reason",
            "application_warning",
            "open_application",
            "career_centre_handover",
            "recognition_centre_change",
            "appeal",
            "act_edition",
            "act_line",
            "services_act",
            "exam_protocol",
            "exam_protocol_correction",
            "exam_result",
            "exam_person",
            "exam_taken_out",
            "act_amount",
            "payee_account",
            "payment_halt",
            "payment_file",
            "payment_order",
            "certificate_annulment",
            "sick_leave_certificate",
            "sick_leave_period",
            "voucher_hold",
            "late_use",
            "signature_evidence",
            "voucher",
            "voucher_edition",
            "voucher_use",
            "document_file",
            "notice_read",
            "notice");

    private final ProcessEngine engine;
    private final DataSource dataSource;
    private final JdbcClient database;
    private final LegalClock clock;
    private final LegalTime time;
    private final Clock wall;
    private final InitializingBean demoDistribution;
    private final ReportDelivery reports;

    public Stage(
            ProcessEngine engine,
            DataSource dataSource,
            JdbcClient database,
            LegalClock clock,
            LegalTime time,
            Clock wall,
            @Qualifier("demoDistribution") InitializingBean demoDistribution,
            ReportDelivery reports) {
        this.engine = engine;
        this.dataSource = dataSource;
        this.database = database;
        this.clock = clock;
        this.time = time;
        this.wall = wall;
        this.demoDistribution = demoDistribution;
        this.reports = reports;
    }

    /** Sweeps away every case and sets legal time back to Monday. */
    public void clear() {
        // The webapps ask for the engine by its name, which the engines of all contexts of this JVM bear.
        ProcessEngines.registerProcessEngine(engine);
        var runtime = engine.getRuntimeService();
        runtime.createProcessInstanceQuery().list().forEach(instance -> {
            if (runtime.createProcessInstanceQuery()
                            .processInstanceId(instance.getId())
                            .count()
                    > 0) {
                runtime.deleteProcessInstance(instance.getId(), "scene over", true, true);
            }
        });
        engine.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .list()
                .forEach(instance -> engine.getHistoryService().deleteHistoricProcessInstance(instance.getId()));
        set(MONDAY);
        sweepTables();
    }

    private void set(OffsetDateTime moment) {
        clock.setOffset(Duration.ofMillis(moment.toInstant().toEpochMilli() - wall.millis()));
        ClockUtil.offset(clock.offset().toMillis());
    }

    private void sweepTables() {
        var h2 = databaseIsH2();
        if (h2) {
            database.sql("set referential_integrity false").update();
            CASES.forEach(table -> database.sql("truncate table " + table).update());
            database.sql("set referential_integrity true").update();
        } else {
            database.sql("truncate table " + String.join(", ", CASES) + " cascade")
                    .update();
        }
        database.sql("update labour_market_outage set began_at = null, told = false")
                .update();
        database.sql("delete from quota_voucher where surplus").update();
        database.sql("update quota_voucher set application = null, consumed = false")
                .update();
        database.sql("delete from quota_entry where application is not null").update();
        restoreDistribution();
    }

    /** A scene that distributed anew leaves the demo's own distribution behind for the next one. */
    private void restoreDistribution() {
        if (database.sql("select count(*) from distribution")
                        .query(Integer.class)
                        .single()
                == 1) {
            return;
        }
        List.of(
                        "quota_entry",
                        "quota_voucher",
                        "quota",
                        "distribution_change",
                        "distribution_step",
                        "distribution_share",
                        "distribution_statistics",
                        "distribution_total",
                        "distribution")
                .forEach(table -> database.sql("delete from " + table).update());
        try {
            demoDistribution.afterPropertiesSet();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean databaseIsH2() {
        try (var connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("H2");
        } catch (SQLException unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }

    /** Runs every job that is due now, with what follows from it. */
    public void settle() {
        time.settle();
    }

    /** Delivers to the Labour Market AIS what has not been delivered, as if every pause were over. */
    public void deliver() {
        reports.tryAllNow();
        reports.deliver();
    }

    /** The demo's own AIS, beside the one that a scene is connected with, knows of every report that was kept. */
    public void theDemosAisKnowsEverything() {
        database.sql(
                        """
                        insert into labour_market_told (report_key, case_number, sequence, body, told_at)
                        select report_key, case_number, sequence, body, happened_at from labour_market_report
                        order by happened_at, case_number, sequence""")
                .update();
    }

    /** Steps to 09:00 of that day, Almaty. */
    public LegalTime.Stepped morningOf(LocalDate day) {
        return stepTo(day.atTime(9, 0));
    }

    /** Steps to that local time, Almaty. */
    public LegalTime.Stepped stepTo(LocalDateTime moment) {
        return time.stepTo(moment.atZone(LegalClock.ZONE).toInstant());
    }

    /** The legal day. */
    public LocalDate today() {
        return clock.today();
    }
}
