package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import org.camunda.bpm.engine.history.HistoricIdentityLinkLog;
import org.camunda.bpm.engine.history.HistoricTaskInstance;
import org.camunda.bpm.engine.history.UserOperationLogEntry;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a finished case leaves behind in the tables of the engine: its history, for as long as the law asks. */
@ProcedureTest
class FinishedCaseTest extends Scene {

    @Test
    void noRightOfItsTasksRemains() {
        var before = rights();
        wholeCase();
        assertThat(rights()).isEqualTo(before);
    }

    @Test
    void nothingGrowsButTheHistoryAndTheCleanUpTakesThatInItsTime() {
        var before = rows();
        wholeCase();
        assertThat(grown(before))
                .containsKeys(
                        "ACT_HI_TASKINST", "ACT_HI_VARINST", "ACT_HI_DECINST", "ACT_HI_IDENTITYLINK", "ACT_HI_OP_LOG")
                .allSatisfy((table, more) -> assertThat(table).matches("ACT_HI_.*|ACT_GE_BYTEARRAY"));

        cleanUpAfterDays(3650);
        assertThat(grown(before)).containsKeys("ACT_HI_TASKINST", "ACT_HI_DECINST");
        cleanUpAfterDays(3654);
        // Who did what stays: the engine leaves its log of operations to the operator, as ours are. docs/operations.md
        assertThat(grown(before)).containsOnlyKeys("ACT_HI_OP_LOG");
    }

    @Test
    void theHistoryOfATaskIsReadByWhoMayReadTheTaskAndAsLongAsThatIsSo() {
        var application = story.applies("person-01");
        var task = story.openTask(application, "checkApplication").getId();
        claims("career-KZ-75-03", task);

        for (var reader : List.of("career-KZ-75-03", "head-career-KZ-75-03", "auditor")) {
            assertThat(takersOf(task, reader)).as(reader).containsExactly("career-KZ-75-03");
            assertThat(stepsOf(task, reader)).as(reader).contains("Claim");
            assertThat(tasksInTheHistoryOf(reader)).as(reader).containsExactly(task);
        }
        for (var stranger : List.of("centre-C-014", "mobility-KZ-75", "accountant-KZ-75")) {
            assertThat(takersOf(task, stranger)).as(stranger).isEmpty();
            assertThat(stepsOf(task, stranger)).as(stranger).isEmpty();
            assertThat(tasksInTheHistoryOf(stranger)).as(stranger).isEmpty();
        }

        story.careerCentreForwards(application);

        assertThat(takersOf(task, "career-KZ-75-03")).isEmpty();
        assertThat(stepsOf(task, "career-KZ-75-03")).isEmpty();
        assertThat(tasksInTheHistoryOf("career-KZ-75-03")).isEmpty();
        assertThat(takersOf(task, "auditor")).contains("career-KZ-75-03");
    }

    @AfterEach
    void theClockGoesOn() {
        stage.clear();
    }

    private void wholeCase() {
        var application = story.applies("person-01");
        claims(
                "career-KZ-75-03",
                story.openTask(application, "checkApplication").getId());
        story.careerCentreForwards(application);
        story.centreConfirms(application);
        var voucher = story.voucherOf(application);
        story.centreAdmits(voucher);
        var act = story.examHeld("17", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        claims("mobility-KZ-75", story.openTask(act, "acceptAct").getId());
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        story.ordersOf(act).forEach(order -> story.bankConfirms(order.number()));
        assertThat(runtime.createProcessInstanceQuery().list()).isEmpty();
    }

    private void claims(String officer, String task) {
        signIn(officer);
        tasks.claim(task, officer);
        identity.clearAuthentication();
    }

    private Set<String> takersOf(String task, String reader) {
        return seenBy(reader, () -> history.createHistoricIdentityLinkLogQuery().taskId(task).list().stream()
                .map(HistoricIdentityLinkLog::getUserId));
    }

    private Set<String> stepsOf(String task, String reader) {
        return seenBy(reader, () -> history.createUserOperationLogQuery().taskId(task).list().stream()
                .map(UserOperationLogEntry::getOperationType));
    }

    private Set<String> tasksInTheHistoryOf(String reader) {
        return seenBy(reader, () -> history.createHistoricTaskInstanceQuery().list().stream()
                .map(HistoricTaskInstance::getId));
    }

    private Set<String> seenBy(String reader, Supplier<Stream<String>> question) {
        signIn(reader);
        try {
            return question.get().collect(Collectors.toCollection(TreeSet::new));
        } finally {
            identity.clearAuthentication();
        }
    }

    private Set<String> rights() {
        return new TreeSet<>(database.sql("select ID_ from ACT_RU_AUTHORIZATION")
                .query(String.class)
                .list());
    }

    private void cleanUpAfterDays(int days) {
        ClockUtil.setCurrentTime(Date.from(Stage.MONDAY.plusDays(days).toInstant()));
        history.cleanUpHistoryAsync(true);
        var jobs = history.findHistoryCleanupJobs().stream().map(Job::getId).toList();
        // A run takes a batch of a table; nothing is left after so many.
        for (int run = 0; run < 20; run++) {
            jobs.forEach(management::executeJob);
        }
    }

    private Map<String, Long> grown(Map<String, Long> before) {
        return rows().entrySet().stream()
                .filter(table -> table.getValue() > before.get(table.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, table -> table.getValue() - before.get(table.getKey())));
    }

    private Map<String, Long> rows() {
        var rows = new TreeMap<String, Long>();
        database
                .sql("select table_name from information_schema.tables where table_name like 'ACT\\_%' escape '\\'")
                .query(String.class)
                .list()
                .stream()
                // The clean-up itself, and what the engine counts of its own work.
                .filter(table -> !table.matches("ACT_(RU_JOB|RU_JOBDEF|GE_PROPERTY|HI_JOB_LOG|AMOUNT|EDITION|LINE)"))
                .forEach(table -> rows.put(
                        table,
                        database.sql("select count(*) from " + table)
                                .query(Long.class)
                                .single()));
        return rows;
    }
}
