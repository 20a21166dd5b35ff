package kz.bilik.process.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import kz.bilik.record.ClosedCase;
import kz.bilik.record.PersonalRecords;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The engine's history of a case holds steps, officers and times, and nothing of a person by rule. What could hold more in spite
 * of it goes with the rest: variables, whatever comments, attachments and annotations somebody managed to leave, and the texts
 * and traces of failures, in which a system outside may have said anything. Steps, tasks and incidents stay.
 */
@Component
class EngineErasing implements PersonalRecords {

    /** The parts of the history that go, each by the column that names its process instance. */
    private static final Map<String, String> GO = Map.of(
            "ACT_HI_VARINST", "PROC_INST_ID_",
            "ACT_HI_DETAIL", "PROC_INST_ID_",
            "ACT_HI_COMMENT", "PROC_INST_ID_",
            "ACT_HI_ATTACHMENT", "PROC_INST_ID_",
            "ACT_HI_JOB_LOG", "PROCESS_INSTANCE_ID_",
            "ACT_HI_EXT_TASK_LOG", "PROC_INST_ID_");

    private final RuntimeService runtime;
    private final JdbcClient jdbc;

    EngineErasing(RuntimeService runtime, JdbcClient jdbc) {
        this.runtime = runtime;
        this.jdbc = jdbc;
    }

    /** A process instance of the case or of its act that still runs. */
    @Override
    public boolean isUnfinished(ClosedCase of) {
        return Stream.of(of.application(), of.act())
                .filter(Objects::nonNull)
                .anyMatch(number -> runtime.createProcessInstanceQuery()
                                .processInstanceBusinessKey(number)
                                .count()
                        > 0);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<String, Integer> erase(ClosedCase of) {
        var rows = new LinkedHashMap<String, Integer>();
        var instances = jdbc.sql("select ID_ from ACT_HI_PROCINST where BUSINESS_KEY_ in (:numbers)")
                .param("numbers", of.numbers())
                .query(String.class)
                .list();
        if (instances.isEmpty()) {
            return rows;
        }
        // What these rows point to, and no deployment: it has no process instance.
        rows.put(
                "ACT_GE_BYTEARRAY",
                change(
                        "delete from ACT_GE_BYTEARRAY where ROOT_PROC_INST_ID_ in (:instances) and DEPLOYMENT_ID_ is null"
                                + " and ID_ not in (select BYTEARRAY_ID_ from ACT_HI_DEC_IN where BYTEARRAY_ID_ is not null"
                                + " and ROOT_PROC_INST_ID_ in (:instances))"
                                + " and ID_ not in (select BYTEARRAY_ID_ from ACT_HI_DEC_OUT where BYTEARRAY_ID_ is not null"
                                + " and ROOT_PROC_INST_ID_ in (:instances))",
                        instances));
        GO.forEach((table, column) ->
                rows.put(table, change("delete from " + table + " where " + column + " in (:instances)", instances)));
        rows.put(
                "ACT_HI_INCIDENT",
                change(
                        "update ACT_HI_INCIDENT set INCIDENT_MSG_ = null, ANNOTATION_ = null, HISTORY_CONFIGURATION_ = null"
                                + " where PROC_INST_ID_ in (:instances) and (INCIDENT_MSG_ is not null"
                                + " or ANNOTATION_ is not null or HISTORY_CONFIGURATION_ is not null)",
                        instances));
        rows.put(
                "ACT_HI_OP_LOG",
                change(
                        "update ACT_HI_OP_LOG set ANNOTATION_ = null,"
                                + " ORG_VALUE_ = case when PROPERTY_ in ('name', 'description', 'deleteReason', 'comment') then null else ORG_VALUE_ end,"
                                + " NEW_VALUE_ = case when PROPERTY_ in ('name', 'description', 'deleteReason', 'comment') then null else NEW_VALUE_ end"
                                + " where PROC_INST_ID_ in (:instances)"
                                + " and (ANNOTATION_ is not null or PROPERTY_ in ('name', 'description', 'deleteReason', 'comment'))",
                        instances));
        rows.put(
                "ACT_HI_TASKINST",
                change(
                        "update ACT_HI_TASKINST set DESCRIPTION_ = null where PROC_INST_ID_ in (:instances)"
                                + " and DESCRIPTION_ is not null",
                        instances));
        rows.put(
                "ACT_HI_PROCINST",
                change(
                        "update ACT_HI_PROCINST set DELETE_REASON_ = null where ID_ in (:instances)"
                                + " and DELETE_REASON_ is not null",
                        instances));
        return rows;
    }

    private int change(String sql, List<String> instances) {
        return jdbc.sql(sql).param("instances", instances).update();
    }
}
