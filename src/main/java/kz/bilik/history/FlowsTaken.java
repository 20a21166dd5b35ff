package kz.bilik.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which flows of a diagram a case has taken, and how often. The engine keeps the elements that a case went through and no
 * flows. But whoever came to an element came by exactly one flow, and whoever left one left by each of its flows once, by one
 * of them at a choice: so each passage takes up the passage that brought it, and none is taken up twice. A passage that finds
 * none was not brought by a flow: it began a diagram, hung at the edge of an element, or was put there when a task began anew.
 */
final class FlowsTaken {

    /** At these a case goes on by one of several flows. */
    private static final Set<String> CHOICES = Set.of("exclusiveGateway", "eventBasedGateway");

    private final Map<String, List<Flow>> into = new HashMap<>();
    private final Set<String> left = new HashSet<>();

    private FlowsTaken(Collection<Flow> flows) {
        flows.forEach(flow ->
                into.computeIfAbsent(flow.target(), target -> new ArrayList<>()).add(flow));
    }

    /**
     * How often each flow was taken; a flow that never was is left out.
     *
     * @param steps in the order in which they began
     */
    static Map<String, Integer> of(List<Step> steps, Collection<Flow> flows) {
        var taken = new TreeMap<String, Integer>();
        var found = new FlowsTaken(flows);
        var scopes = steps.stream().collect(Collectors.toMap(Step::id, step -> step, (one, other) -> one));
        var before = new HashMap<String, List<Step>>();
        for (var step : steps) {
            // One of several holders: the flow led to all of them together.
            var around = scopes.get(step.scope());
            var oneOfEach = around != null && around.ofEach();
            if (!oneOfEach) {
                var earlier = before.computeIfAbsent(step.scope(), scope -> new ArrayList<>());
                var flow = found.broughtBy(step, earlier);
                if (flow != null) {
                    taken.merge(flow.id(), 1, Integer::sum);
                }
                earlier.add(step);
            }
        }
        return taken;
    }

    /** The flow by which that passage was reached; null when by none. Who has just left is asked first. */
    private @Nullable Flow broughtBy(Step step, List<Step> earlier) {
        var flows = into.getOrDefault(step.place(), List.of());
        if (flows.isEmpty()) {
            return null;
        }
        Step bringer = null;
        Flow by = null;
        for (var index = earlier.size() - 1; index >= 0; index--) {
            var candidate = earlier.get(index);
            if (candidate.ended() == null
                    || candidate.stopped()
                    || candidate.ended().isAfter(step.began())) {
                continue;
            }
            for (var flow : flows) {
                if (flow.source().equals(candidate.place())
                        && !left.contains(leaving(candidate, flow))
                        && (bringer == null
                                || bringer.ended() == null
                                || candidate.ended().isAfter(bringer.ended()))) {
                    bringer = candidate;
                    by = flow;
                }
            }
        }
        if (bringer != null && by != null) {
            left.add(leaving(bringer, by));
        }
        return by;
    }

    private static String leaving(Step step, Flow flow) {
        return CHOICES.contains(step.kind()) ? step.id() : step.id() + " " + flow.id();
    }
}
