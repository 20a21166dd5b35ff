package kz.bilik.process;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kz.bilik.distribution.Approval;
import kz.bilik.distribution.DistributionDeadlines;
import kz.bilik.distribution.DistributionProcess;
import kz.bilik.distribution.DistributionWords;
import kz.bilik.distribution.Preparation;
import kz.bilik.distribution.Publication;
import kz.bilik.integration.OutsideSystem;
import kz.bilik.process.engine.Asks;
import kz.bilik.process.task.References;
import kz.bilik.process.task.UserTask;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page of {@code processes/distribution.bpmn}: vouchers between the regions (cl. 18). */
@Configuration(proxyBeanMethods = false)
class DistributionDiagram {

    private static final String PROCESS = "distribution";

    private static final String NUMBER = "distributionNumber";

    private static final Map<String, DistributionProcess.Step> STEPS = Map.of(
            "setTotals", DistributionProcess.Step.SET_TOTALS,
            "adjustShares", DistributionProcess.Step.ADJUST_SHARES,
            "approveDistribution", DistributionProcess.Step.APPROVE_DISTRIBUTION);

    @Bean
    DistributionProcess distributionProcess(RuntimeService runtime, TaskService tasks, ManagementService management) {
        return new DistributionProcess() {

            @Override
            public void start(String number) {
                runtime.startProcessInstanceByMessage("ReviewOrdered", number, Map.of(NUMBER, number));
            }

            @Override
            public boolean runs(String number) {
                return runtime.createProcessInstanceQuery()
                                .processDefinitionKey(PROCESS)
                                .processInstanceBusinessKey(number)
                                .count()
                        > 0;
            }

            @Override
            public Optional<Step> stands(String number) {
                return tasks
                        .createTaskQuery()
                        .processDefinitionKey(PROCESS)
                        .processInstanceBusinessKey(number)
                        .list()
                        .stream()
                        .map(task -> STEPS.get(task.getTaskDefinitionKey()))
                        .findFirst();
            }

            @Override
            public void statisticsProvided(String number) {
                runtime.createProcessInstanceQuery()
                        .processDefinitionKey(PROCESS)
                        .processInstanceBusinessKey(number)
                        .list()
                        .forEach(instance -> tryAgain(management
                                .createJobQuery()
                                .processInstanceId(instance.getId())
                                .activityId("collectStatistics")
                                .list()));
            }

            @Override
            public void resumeHeldApplications() {
                tryAgain(management
                        .createJobQuery()
                        .activityId("reserveVoucher")
                        .noRetriesLeft()
                        .list());
            }

            private void tryAgain(List<Job> jobs) {
                jobs.forEach(job -> management.setJobRetries(job.getId(), 1));
            }
        };
    }

    @Bean
    References distributionReferences() {
        return Cases.references(PROCESS, (number, scope) -> Map.of(NUMBER, number));
    }

    private static String number(VariableScope scope) {
        return Cases.reference(scope, NUMBER);
    }

    @Bean
    JavaDelegate openPeriod(Preparation preparation) {
        return at -> opened(at, preparation.openPeriod());
    }

    private static void opened(DelegateExecution at, Optional<String> number) {
        at.setVariable("periodOpened", number.isPresent());
        number.ifPresent(opened -> {
            at.setVariable(NUMBER, opened);
            at.setProcessBusinessKey(opened);
        });
    }

    @Bean
    @Asks(OutsideSystem.STATISTICS)
    JavaDelegate collectStatistics(Preparation preparation) {
        return at -> preparation.collectStatistics(number(at));
    }

    @Bean
    UserTask setTotals(Preparation preparation, DistributionWords words) {
        return new UserTask(
                Set.of("total", "year1", "year2", "year3"),
                (scope, language) -> words.listed(number(scope), language),
                (scope, language) -> words.ofTotals(number(scope), language),
                submitted -> {
                    preparation.setTotals(
                            submitted.reference(NUMBER),
                            submitted.number("total"),
                            List.of(
                                    submitted.number("year1"),
                                    submitted.numberOrZero("year2"),
                                    submitted.numberOrZero("year3")));
                    return Map.of();
                });
    }

    @Bean
    JavaDelegate proposeShares(Preparation preparation) {
        return at -> preparation.propose(number(at));
    }

    @Bean
    UserTask adjustShares(Preparation preparation, DistributionWords words) {
        return new UserTask(
                Set.of("decision"),
                (scope, language) -> words.listed(number(scope), language),
                (scope, language) -> words.ofAdjustment(number(scope), language),
                submitted -> Map.of(
                        "proposalReady",
                        preparation.decide(submitted.reference(NUMBER), submitted.choice("decision"))));
    }

    @Bean
    UserTask approveDistribution(Approval approval, DistributionWords words) {
        return new UserTask(
                Set.of("decision", "remarks"),
                (scope, language) -> words.listed(number(scope), language),
                (scope, language) -> words.ofApproval(number(scope), language),
                submitted -> Map.of(
                        "distributionApproved",
                        approval.decide(
                                submitted.reference(NUMBER), submitted.choice("decision"), submitted.text("remarks"))));
    }

    @Bean
    JavaDelegate escalateDistribution(DistributionDeadlines deadlines) {
        return at -> deadlines.escalate(number(at));
    }

    @Bean
    JavaDelegate publishDistribution(Publication publication) {
        return at -> publication.publish(number(at));
    }

    @Bean
    JavaDelegate putIntoEffect(Publication publication) {
        return at -> publication.putIntoEffect(number(at));
    }
}
