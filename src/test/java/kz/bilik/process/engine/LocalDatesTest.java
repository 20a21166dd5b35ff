package kz.bilik.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.process.gate.Ungated;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.builder.BoundaryEventBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What an analyst types beside a timer without a zone is the time in Almaty. The engine reads it with the zone data of a
 * library of its own, and with old ones it fires an hour early, or on the day before, without a word.
 */
@ProcedureTest
class LocalDatesTest {

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
        stage.stepTo(LocalDateTime.parse("2026-09-14T09:03"));
    }

    @AfterEach
    void end() {
        repository.deleteDeployment(deployment, true);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-01T09:00:00, 2026-10-01T09:00",
        "2026-10-01T09:00, 2026-10-01T09:00",
        "2026-10-01, 2026-10-01T00:00",
        "2026-10-01T09:00:00+05:00, 2026-10-01T09:00",
        "2026-10-01T04:00:00Z, 2026-10-01T09:00",
        "${'2026-10-01T09:00:00'}, 2026-10-01T09:00"
    })
    void aDateIsThatOfAlmaty(String typed, LocalDateTime due) {
        starts(timer -> timer.timerWithDate(typed));

        assertThat(firesUntil(LocalDateTime.parse("2026-10-02T12:00"))).containsExactly(due);
    }

    @ParameterizedTest
    @CsvSource({"PT36H, 2026-09-15T21:03", "P1D, 2026-09-15T09:03", "P1M, 2026-10-14T09:03"})
    void aDurationCountsFromNow(String typed, LocalDateTime due) {
        starts(timer -> timer.timerWithDuration(typed));

        assertThat(firesUntil(LocalDateTime.parse("2026-10-20T12:00"))).containsExactly(due);
    }

    /** Where a cycle names its beginning, the engine counts the repetitions after the first time. */
    @ParameterizedTest
    @CsvSource({
        "R3/P1D, 2026-09-15T09:03 2026-09-16T09:03 2026-09-17T09:03",
        "R3/2026-10-01T09:00/P1D, 2026-10-01T09:00 2026-10-02T09:00 2026-10-03T09:00 2026-10-04T09:00",
        "R2/2026-10-01/P1D, 2026-10-01T00:00 2026-10-02T00:00 2026-10-03T00:00",
        "0 30 8 16-18 9 ?, 2026-09-16T08:30 2026-09-17T08:30 2026-09-18T08:30"
    })
    void aCycleKeepsItsHour(String typed, String due) {
        starts(timer -> timer.timerWithCycle(typed));

        assertThat(firesUntil(LocalDateTime.parse("2026-10-20T12:00")))
                .containsExactlyElementsOf(
                        Stream.of(due.split(" ")).map(LocalDateTime::parse).toList());
    }

    private interface Typed {

        void into(BoundaryEventBuilder timer);
    }

    private void starts(Typed typed) {
        var diagram = Bpmn.createExecutableProcess("waits")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .receiveTask("waiting")
                .message("over")
                .endEvent()
                .moveToActivity("waiting")
                .boundaryEvent("due")
                .cancelActivity(false);
        typed.into(diagram);
        deployment = Ungated.deploy(
                        repository,
                        repository
                                .createDeployment()
                                .addModelInstance(
                                        "waits.bpmn", diagram.endEvent().done()))
                .getId();
        runtime.startProcessInstanceByKey("waits");
    }

    /** To the minute: the clock goes on while it is stepped. */
    private List<LocalDateTime> firesUntil(LocalDateTime moment) {
        return stage.stepTo(moment).fired().stream()
                .filter(each -> each.element().equals("due"))
                .map(each -> each.at().atZoneSameInstant(LegalClock.ZONE).toLocalDateTime())
                .map(at -> at.truncatedTo(ChronoUnit.MINUTES))
                .toList();
    }
}
