package kz.bilik.process.engine;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;

/**
 * Whether a case would wait at a joining for ever, which the engine does not ask: as many tokens have to be on their way as the
 * joining has flows, each by a flow of its own.
 */
final class Joins {

    /** Beyond that many passages a diagram is not one that somebody drew; then nothing is said against it. */
    private static final int MOST = 20_000;

    private final BpmnModelInstance model;
    private int passed;

    private Joins(BpmnModelInstance model) {
        this.model = model;
    }

    /** The joining of that diagram at which a case with tokens at these elements would wait for ever. */
    static Optional<ParallelGateway> waitsForEver(BpmnModelInstance model, Collection<String> tokens) {
        return model.getModelElementsByType(ParallelGateway.class).stream()
                .filter(join ->
                        flows(model, flow -> flow.getTarget().equals(join)).size() > 1)
                .filter(join -> new Joins(model).waits(join, tokens))
                .findFirst();
    }

    private boolean waits(ParallelGateway join, Collection<String> tokens) {
        var there = tokens.stream().filter(join.getId()::equals).count();
        var arriving = new HashSet<String>();
        tokens.stream()
                .filter(token -> !token.equals(join.getId()))
                .map(token -> (FlowNode) model.getModelElementById(token))
                .forEach(token -> arriving.addAll(from(token, join, new HashSet<>())));
        var all = there + arriving.size();
        return passed < MOST
                && all > 0
                && all < flows(model, flow -> flow.getTarget().equals(join)).size();
    }

    /** By what they lead from and to: that an element names its flows, too, is a habit of the Modeler. */
    private static List<SequenceFlow> flows(BpmnModelInstance model, Predicate<SequenceFlow> which) {
        return model.getModelElementsByType(SequenceFlow.class).stream()
                .filter(which)
                .toList();
    }

    /** The flows of the joining by which tokens can come out of one that is here: of a choice those of its richest branch. */
    private Set<String> from(FlowNode node, FlowNode join, Set<String> path) {
        var flows = new HashSet<String>();
        if (++passed > MOST || !path.add(node.getId())) {
            return flows;
        }
        var leaving = flows(model, flow -> flow.getSource().equals(node));
        var branches = leaving.stream()
                .map(flow -> flow.getTarget().equals(join) ? Set.of(flow.getId()) : from(flow.getTarget(), join, path))
                .toList();
        if (node instanceof ExclusiveGateway || node instanceof EventBasedGateway) {
            branches.stream()
                    .max((one, other) -> Integer.compare(one.size(), other.size()))
                    .ifPresent(flows::addAll);
        } else {
            branches.forEach(flows::addAll);
        }
        if (node instanceof SubProcess scope) {
            scope.getFlowElements().stream()
                    .filter(StartEvent.class::isInstance)
                    .forEach(start -> flows.addAll(from((StartEvent) start, join, path)));
        }
        if (leaving.isEmpty() && node.getParentElement() instanceof SubProcess scope) {
            flows.addAll(from(scope, join, path));
        }
        around(node).forEach(edge -> flows.addAll(from(edge, join, path)));
        path.remove(node.getId());
        return flows;
    }

    /** What hangs at the edge of an element and of what encloses it. */
    private List<BoundaryEvent> around(FlowNode node) {
        return model.getModelElementsByType(BoundaryEvent.class).stream()
                .filter(edge -> edge.getAttachedTo().equals(node)
                        || edge.getAttachedTo().equals(node.getParentElement()))
                .toList();
    }
}
