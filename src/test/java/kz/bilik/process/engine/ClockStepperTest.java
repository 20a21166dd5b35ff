package kz.bilik.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Date;
import java.util.Map;
import kz.bilik.calendar.LegalClock;
import kz.bilik.process.gate.Ungated;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The legal clock goes on while it is stepped: what falls due in such a moment is run like everything else. */
@ProcedureTest
class ClockStepperTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 15);

    @Autowired
    Stage stage;

    @Autowired
    RuntimeService runtime;

    @Autowired
    RepositoryService repository;

    private String deployment;

    @BeforeEach
    void begin() {
        stage.clear();
        deployment = Ungated.deploy(
                        repository,
                        repository
                                .createDeployment()
                                .addModelInstance(
                                        "wait.bpmn",
                                        Bpmn.createExecutableProcess("wait")
                                                .camundaHistoryTimeToLive(1)
                                                .startEvent()
                                                .intermediateCatchEvent("due")
                                                .timerWithDate("${at}")
                                                .endEvent()
                                                .done()))
                .getId();
    }

    @AfterEach
    void end() {
        repository.deleteDeployment(deployment, true);
    }

    @Test
    void whatFallsDueWhileTheClockLooksForTheNextIsRunInTime() {
        var first = DAY.atTime(9, 0).atZone(LegalClock.ZONE).toInstant();
        for (int pair = 0; pair < 240; pair++) {
            var due = first.plus(Duration.ofMinutes(pair));
            waitsUntil(due.toEpochMilli());
            waitsUntil(due.toEpochMilli() + pair % 12);
        }

        var fired = stage.stepTo(DAY.atTime(14, 0)).fired().stream()
                .filter(each -> each.element().equals("due"))
                .toList();

        assertThat(fired).hasSize(480);
        for (int job = 0; job < fired.size(); job++) {
            assertThat(Duration.between(
                            first.plus(Duration.ofMinutes(job / 2)),
                            fired.get(job).at().toInstant()))
                    .as("job %s", job)
                    .isLessThan(Duration.ofSeconds(30));
        }
    }

    private void waitsUntil(long due) {
        runtime.startProcessInstanceByKey("wait", Map.of("at", new Date(due)));
    }
}
