package kz.bilik.process.gate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.process.gate.Diagram.Flow;
import kz.bilik.process.gate.Diagram.Node;
import kz.bilik.process.gate.Diagram.Scope;

/**
 * What the flows of a diagram show without running it, scope by scope: a gateway may take any of its ways, and whoever waits
 * is taken to be served at some time.
 */
final class GraphRules {

    private final Diagram diagram;
    private final Findings findings;

    GraphRules(Diagram diagram, Findings findings) {
        this.diagram = diagram;
        this.findings = findings;
    }

    void check() {
        diagram.scopes().forEach(scope -> new OfScope(scope).check());
    }

    private void add(Rule rule, Node node) {
        findings.add(rule, diagram.spot(node.element()));
    }

    private final class OfScope {

        private final Scope scope;
        private final Map<String, List<String>> next = new HashMap<>();
        private final Map<String, List<String>> before = new HashMap<>();
        private final List<String> starts;
        private final Set<String> reached;

        private OfScope(Scope scope) {
            this.scope = scope;
            scope.nodes().keySet().forEach(id -> {
                next.put(id, new ArrayList<>());
                before.put(id, new ArrayList<>());
            });
            scope.flows().forEach(flow -> edge(flow.from(), flow.to()));
            // Where a step is left by an event that is attached to it, this is a way out of it like a flow.
            scope.nodes().values().stream()
                    .filter(node -> node.is("boundaryEvent"))
                    .forEach(node -> edge(node.attachedTo(), node.id()));
            this.starts = scope.nodes().values().stream()
                    .filter(node -> node.is("startEvent"))
                    .map(Node::id)
                    .toList();
            this.reached = reachable(starts, next, "");
        }

        private void edge(String from, String to) {
            if (next.containsKey(from) && next.containsKey(to)) {
                next.get(from).add(to);
                before.get(to).add(from);
            }
        }

        private void check() {
            events();
            unreached();
            ends();
            busy();
            joins();
        }

        private void events() {
            for (var node : scope.nodes().values()) {
                if (node.is("boundaryEvent")
                        && scope.flows().stream().anyMatch(flow -> flow.to().equals(node.id()))) {
                    add(Rule.BOUNDARY_ENTERED, node);
                }
                if (node.is("eventBasedGateway") && next.get(node.id()).isEmpty()) {
                    add(Rule.EVENT_GATEWAY_EMPTY, node);
                }
            }
        }

        private void unreached() {
            scope.nodes().values().stream()
                    .filter(node -> !reached.contains(node.id())
                            && !node.isEventSubProcess()
                            && !"true".equals(node.element().getAttribute("isForCompensation")))
                    .forEach(node -> add(Rule.NODE_UNREACHED, node));
        }

        /** From every node there is a way to one that nothing follows. */
        private void ends() {
            var last = scope.nodes().keySet().stream()
                    .filter(id ->
                            next.get(id).isEmpty() && !scope.nodes().get(id).is("eventBasedGateway"))
                    .toList();
            var ending = reachable(last, before, "");
            for (var node : scope.nodes().values()) {
                if (reached.contains(node.id())
                        && !ending.contains(node.id())
                        && !next.get(node.id()).isEmpty()) {
                    var inLoop = reachable(next.get(node.id()), next, "").contains(node.id());
                    add(inLoop ? Rule.LOOP_ENDLESS : Rule.PATH_ENDLESS, node);
                }
            }
        }

        /** A round in which nobody and nothing is waited for goes on within one transaction. */
        private void busy() {
            var automatic = scope.nodes().values().stream()
                    .filter(node -> node.is(
                                    "exclusiveGateway",
                                    "parallelGateway",
                                    "inclusiveGateway",
                                    "serviceTask",
                                    "sendTask",
                                    "businessRuleTask",
                                    "task",
                                    "manualTask",
                                    "intermediateThrowEvent")
                            && Markup.camunda(node.element(), "asyncBefore").isEmpty()
                            && Markup.camunda(node.element(), "asyncAfter").isEmpty())
                    .map(Node::id)
                    .collect(Collectors.toSet());
            var within = new HashMap<String, List<String>>();
            automatic.forEach(id -> within.put(
                    id, next.get(id).stream().filter(automatic::contains).toList()));
            automatic.stream()
                    .sorted()
                    .filter(id -> reachable(within.get(id), within, "").contains(id))
                    .findFirst()
                    .ifPresent(id -> add(Rule.LOOP_BUSY, scope.nodes().get(id)));
        }

        private void joins() {
            var dominators = dominators();
            for (var node : scope.nodes().values()) {
                var into = forward(node, dominators);
                if (into.size() < 2 || !reached.contains(node.id())) {
                    continue;
                }
                var split = nearest(node.id(), dominators);
                if (node.is("parallelGateway")) {
                    if (split == null || starves(split, node, into, dominators)) {
                        add(Rule.JOIN_STARVED, node);
                    }
                } else if (split != null && splits(split) && !node.is("inclusiveGateway")) {
                    add(Rule.JOIN_DOUBLED, node);
                }
            }
        }

        /** The flows into a node that do not lead back to it. */
        private List<Flow> forward(Node node, Map<String, Set<String>> dominators) {
            return scope.flows().stream()
                    .filter(flow -> flow.to().equals(node.id())
                            && reached.contains(flow.from())
                            && !dominators.getOrDefault(flow.from(), Set.of()).contains(node.id()))
                    .toList();
        }

        /** Whether a token goes on by each of its ways at once. */
        private boolean splits(Node node) {
            var leaving = scope.flows().stream()
                    .filter(flow -> flow.from().equals(node.id()))
                    .count();
            return leaving > 1 && !node.is("exclusiveGateway", "eventBasedGateway", "inclusiveGateway");
        }

        private boolean starves(Node split, Node join, List<Flow> into, Map<String, Set<String>> dominators) {
            if (!splits(split) && !split.is("inclusiveGateway")) {
                return true;
            }
            var between = reachable(next.get(split.id()), next, join.id());
            for (var id : between) {
                if (id.equals(join.id())) {
                    continue;
                }
                var node = scope.nodes().get(id);
                if (!reachable(List.of(id), next, "").contains(join.id()) && !isBesides(id, between)) {
                    return true;
                }
                // One way or the other: a token that takes the other never comes to this entrance.
                if (node.is("exclusiveGateway", "eventBasedGateway")) {
                    for (var flow : into) {
                        if ((flow.from().equals(id)
                                        || dominators
                                                .getOrDefault(flow.from(), Set.of())
                                                .contains(id))
                                && next.get(id).stream()
                                        .anyMatch(way -> !(flow.from().equals(id) && way.equals(join.id()))
                                                && !reachable(List.of(way), next, join.id())
                                                        .contains(flow.from()))) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        /** Whether it lies behind an event that leaves the step alone: a path of its own, on which nobody waits. */
        private boolean isBesides(String id, Set<String> between) {
            return scope.nodes().values().stream()
                    .filter(node -> node.is("boundaryEvent") && !node.interrupts() && between.contains(node.id()))
                    .anyMatch(node -> reachable(List.of(node.id()), next, "").contains(id));
        }

        /** By node: the nodes through which every way from a start leads to it. */
        private Map<String, Set<String>> dominators() {
            var dominators = new LinkedHashMap<String, Set<String>>();
            for (var id : scope.nodes().keySet()) {
                if (reached.contains(id)) {
                    dominators.put(id, starts.contains(id) ? new HashSet<>(Set.of(id)) : new HashSet<>(reached));
                }
            }
            var changed = true;
            while (changed) {
                changed = false;
                for (var entry : dominators.entrySet()) {
                    if (starts.contains(entry.getKey())) {
                        continue;
                    }
                    Set<String> common = null;
                    for (var from : before.get(entry.getKey())) {
                        if (dominators.containsKey(from)) {
                            if (common == null) {
                                common = new HashSet<>(dominators.get(from));
                            } else {
                                common.retainAll(dominators.get(from));
                            }
                        }
                    }
                    var now = common == null ? new HashSet<String>() : common;
                    now.add(entry.getKey());
                    if (!now.equals(entry.getValue())) {
                        entry.setValue(now);
                        changed = true;
                    }
                }
            }
            return dominators;
        }

        /** The last node through which every way to that one leads; null where there are several starts and none. */
        private @org.jspecify.annotations.Nullable Node nearest(String id, Map<String, Set<String>> dominators) {
            return dominators.get(id).stream()
                    .filter(each -> !each.equals(id))
                    .max(java.util.Comparator.comparingInt(
                            each -> dominators.get(each).size()))
                    .map(scope.nodes()::get)
                    .orElse(null);
        }
    }

    /** What can be reached from there, the beginnings included, without going on beyond one node. */
    private static Set<String> reachable(List<String> from, Map<String, List<String>> next, String until) {
        var seen = new HashSet<>(from);
        var open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            var id = open.pop();
            if (!id.equals(until)) {
                Stream.ofNullable(next.get(id))
                        .flatMap(List::stream)
                        .filter(seen::add)
                        .forEach(open::push);
            }
        }
        return seen;
    }
}
