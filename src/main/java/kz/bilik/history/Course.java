package kz.bilik.history;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One diagram as a case went through it, from one beginning to one end.
 *
 * @param instance the engine's id of it
 * @param definition the engine's id of the diagram in its version
 * @param process the diagram's id
 * @param name of the diagram in the reader's language
 * @param number of the application or of the act that it is about
 * @param began legal time
 * @param ended legal time; null while it runs
 * @param steps in the order in which they began
 * @param flows of the diagram
 */
public record Course(
        String instance,
        String definition,
        String process,
        String name,
        int version,
        String number,
        OffsetDateTime began,
        @Nullable OffsetDateTime ended,
        List<Step> steps,
        List<Flow> flows) {

    /**
     * What happened at one element.
     *
     * @param passed how often the case came to its end and went on
     * @param stopped how often something else took the case on from there
     * @param now how often the case stands there at this moment
     * @param seconds how long it stood there, all passages together; of one where it stands now, none
     */
    public record Count(int passed, int stopped, int now, long seconds) {

        private static final Count NONE = new Count(0, 0, 0, 0);

        private Count and(Step step) {
            if (step.ended() == null) {
                return new Count(passed, stopped, now + 1, seconds);
            }
            var longer = seconds + Duration.between(step.began(), step.ended()).toSeconds();
            return step.stopped()
                    ? new Count(passed, stopped + 1, now, longer)
                    : new Count(passed + 1, stopped, now, longer);
        }
    }

    public Course {
        steps = List.copyOf(steps);
        flows = List.copyOf(flows);
    }

    /** How often each flow was taken, by its id. */
    public Map<String, Integer> taken() {
        return FlowsTaken.of(steps, flows);
    }

    /** What happened at each element that the case came to, by its id; of several holders each counts. */
    public Map<String, Count> counts() {
        var counts = new LinkedHashMap<String, Count>();
        for (var step : steps) {
            if (!step.ofEach()) {
                counts.put(
                        step.element(),
                        counts.getOrDefault(step.element(), Count.NONE).and(step));
            }
        }
        return counts;
    }

    /**
     * The passage of one of these elements that lies nearest to that moment: whose end, or whose beginning, is the least time
     * away. Null when the case never came to any of them.
     */
    @Nullable
    Step nearest(Collection<String> elements, OffsetDateTime moment) {
        Step nearest = null;
        var away = Duration.ofDays(Integer.MAX_VALUE);
        for (var step : new ArrayList<>(steps)) {
            if (!elements.contains(step.element())) {
                continue;
            }
            var end = Objects.requireNonNullElse(step.ended(), step.began());
            var distance = shorter(
                    Duration.between(step.began(), moment).abs(),
                    Duration.between(end, moment).abs());
            if (distance.compareTo(away) < 0) {
                nearest = step;
                away = distance;
            }
        }
        return nearest;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
