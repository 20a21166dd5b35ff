package kz.bilik.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which flows were taken, worked out from the elements alone. The rest is compared with the engine in HistoryOfCasesTest. */
class FlowsTakenTest {

    private static final OffsetDateTime MORNING = OffsetDateTime.parse("2026-09-14T09:00:00+05:00");

    private final List<Step> steps = new ArrayList<>();

    private void step(String element, String kind, int began, @Nullable Integer ended, boolean stopped) {
        steps.add(new Step(
                element + steps.size(),
                "course",
                element,
                element,
                kind,
                MORNING.plusMinutes(began),
                ended == null ? null : MORNING.plusMinutes(ended),
                stopped,
                null,
                null));
    }

    private static Flow flow(String source, String target) {
        return new Flow(source + "-" + target, source, target);
    }

    @Test
    void eachTurnOfALoopCounts() {
        step("begun", "startEvent", 0, 0, false);
        step("check", "userTask", 0, 1, false);
        step("good", "exclusiveGateway", 1, 1, false);
        step("check", "userTask", 1, 2, false);
        step("good", "exclusiveGateway", 2, 2, false);
        step("done", "noneEndEvent", 2, 2, false);
        assertThat(FlowsTaken.of(
                        steps,
                        List.of(
                                flow("begun", "check"),
                                flow("check", "good"),
                                flow("good", "check"),
                                flow("good", "done"))))
                .isEqualTo(Map.of("begun-check", 1, "check-good", 2, "good-check", 1, "good-done", 1));
    }

    @Test
    void aChoiceIsLeftOnceThoughBothOfItsTargetsWereReached() {
        step("first", "exclusiveGateway", 0, 0, false);
        step("long", "userTask", 0, 5, false);
        step("second", "exclusiveGateway", 5, 5, false);
        step("end", "noneEndEvent", 5, 5, false);
        assertThat(FlowsTaken.of(
                        steps,
                        List.of(
                                flow("first", "long"),
                                flow("long", "second"),
                                flow("first", "end"),
                                flow("second", "end"))))
                .isEqualTo(Map.of("first-long", 1, "long-second", 1, "second-end", 1));
    }

    @Test
    void whatWasCutShortLedNowhereButWhatCutItShortDid() {
        step("wait", "userTask", 0, 3, true);
        step("tooLate", "boundaryTimer", 3, 3, false);
        step("next", "serviceTask", 3, 3, false);
        assertThat(FlowsTaken.of(steps, List.of(flow("wait", "next"), flow("tooLate", "next"))))
                .isEqualTo(Map.of("tooLate-next", 1));
    }

    @Test
    void aForkIsLeftByEachOfItsFlowsAndEachComesToTheJoin() {
        step("fork", "parallelGateway", 0, 0, false);
        step("one", "userTask", 0, 2, false);
        step("other", "userTask", 0, 4, false);
        step("join", "parallelGateway", 2, 4, false);
        step("join", "parallelGateway", 4, 4, false);
        assertThat(FlowsTaken.of(
                        steps,
                        List.of(
                                flow("fork", "one"),
                                flow("fork", "other"),
                                flow("one", "join"),
                                flow("other", "join"))))
                .isEqualTo(Map.of("fork-one", 1, "fork-other", 1, "one-join", 1, "other-join", 1));
    }

    @Test
    void whatBeganAnewCameByNoFlow() {
        step("choice", "exclusiveGateway", 0, 0, false);
        step("check", "userTask", 0, 2, true);
        step("check", "userTask", 2, null, false);
        assertThat(FlowsTaken.of(steps, List.of(flow("choice", "check")))).isEqualTo(Map.of("choice-check", 1));
    }
}
