package kz.bilik.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import kz.bilik.integration.OutsideSystem;
import kz.bilik.integration.WaitingSteps.LastAnswer;
import kz.bilik.integration.WaitingSteps.Waiting;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A system is away longer than the engine has patience, and comes back. */
@ProcedureTest
class OutsideStepsTest {

    @Autowired
    OutsideSteps outside;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    RuntimeService runtime;

    @Autowired
    ManagementService management;

    @Autowired
    ProcessEngineConfigurationImpl engine;

    @BeforeEach
    void begin() {
        stage.clear();
        LabourMarketAis.beginAnew();
    }

    @AfterEach
    void end() {
        LabourMarketAis.beginAnew();
    }

    @Test
    void allStepsOfASystemThatWasAwayForTwoMonthsGoOnByThemselvesWhenItIsBack() {
        var applications = threeWait();
        stage.morningOf(LocalDate.of(2026, 11, 16));
        assertThat(incidents()).isEqualTo(3);
        assertThat(labourMarket())
                .isEqualTo(new Waiting(
                        OutsideSystem.LABOUR_MARKET, 3, 3, labourMarket().since(), LastAnswer.STATUS, 503));
        assertThat(labourMarket().since().toLocalDate()).isEqualTo("2026-09-14");

        outside.tryAgain();
        stage.settle();
        assertThat(incidents()).as("it is still away").isEqualTo(3);

        LabourMarketAis.worksAgain();
        outside.tryAgain();
        stage.settle();
        assertThat(incidents()).isZero();
        assertThat(labourMarket().steps()).isZero();
        assertThat(labourMarket().lastAnswer()).isNull();
        for (var application : applications) {
            assertThat(story.openTasks(application)).containsExactly("checkApplication");
        }
    }

    @Test
    void whatFailsForAReasonOfItsOwnHoldsUpNoOther() {
        threeWait();
        stage.morningOf(LocalDate.of(2026, 9, 16));
        var tried = tried();
        outside.tryAgain();
        var next = tried();
        assertThat(next).hasSize(3).isNotEqualTo(tried);
        outside.tryAgain();
        assertThat(tried()).hasSize(3).isNotEqualTo(next);
        assertThat(tried().get(0)).isEqualTo(tried.get(2));
    }

    @Test
    void oneNodeTriesAStepThatAnotherHasTaken() {
        threeWait();
        stage.morningOf(LocalDate.of(2026, 9, 16));
        var jobs = management.createJobQuery().noRetriesLeft().list();
        engine.getCommandExecutorTxRequired().execute(context -> {
            for (var job : jobs) {
                var locked = context.getJobManager().findJobById(job.getId());
                locked.setLockOwner("another node");
                locked.setLockExpirationTime(
                        new java.util.Date(ClockUtil.getCurrentTime().getTime() + 60_000));
            }
            return null;
        });
        LabourMarketAis.worksAgain();
        outside.tryAgain();
        assertThat(incidents()).isEqualTo(3);

        stage.stepTo(LocalDate.of(2026, 9, 16).atTime(9, 5));
        outside.tryAgain();
        stage.settle();
        assertThat(incidents()).isZero();
    }

    @Test
    void onePressStartsAllStepsOfOneSystemAtOnce() {
        var applications = threeWait();
        stage.morningOf(LocalDate.of(2026, 9, 16));
        var fourth = story.applies("person-04");
        assertThat(labourMarket().steps()).isEqualTo(4);
        assertThat(labourMarket().gaveUp()).isEqualTo(3);

        LabourMarketAis.worksAgain();
        assertThat(outside.restart(OutsideSystem.BANK)).isZero();
        assertThat(outside.restart(OutsideSystem.LABOUR_MARKET)).isEqualTo(4);
        stage.settle();
        assertThat(incidents()).isZero();
        assertThat(story.openTasks(fourth)).containsExactly("checkApplication");
        assertThat(story.openTasks(applications.get(2))).containsExactly("checkApplication");
    }

    @Test
    void aStepThatIsStartedAgainHasAllItsAttemptsBeforeIt() {
        threeWait();
        stage.morningOf(LocalDate.of(2026, 9, 16));
        outside.restart(OutsideSystem.LABOUR_MARKET);
        stage.settle();
        stage.stepTo(LocalDate.of(2026, 9, 16).atTime(15, 0));
        assertThat(incidents()).isZero();
        stage.stepTo(LocalDate.of(2026, 9, 16).atTime(17, 0));
        assertThat(incidents()).isEqualTo(3);
    }

    /** A step is declared where its delegate stands; each system that is asked at all has one. */
    @Test
    void eachSystemHasItsSteps() {
        assertThat(outside.stepsOf(OutsideSystem.LABOUR_MARKET))
                .containsExactly("checkOncePerYear", "checkUnemployed", "recheckUnemployed");
        assertThat(outside.stepsOf(OutsideSystem.BANK)).containsExactly("sendPayments");
        assertThat(outside.stepsOf(OutsideSystem.STATISTICS)).containsExactly("collectStatistics");
    }

    private List<String> threeWait() {
        LabourMarketAis.breaksDown();
        return List.of(story.applies("person-01"), story.applies("person-02"), story.applies("person-03"));
    }

    private Waiting labourMarket() {
        return outside.all().get(OutsideSystem.LABOUR_MARKET.ordinal());
    }

    private long incidents() {
        return runtime.createIncidentQuery().count();
    }

    /** The jobs that gave up, in the order in which they come next. */
    private List<String> tried() {
        return management
                .createJobQuery()
                .noRetriesLeft()
                .orderByJobDuedate()
                .asc()
                .orderByJobId()
                .asc()
                .list()
                .stream()
                .map(job -> job.getId())
                .toList();
    }
}
