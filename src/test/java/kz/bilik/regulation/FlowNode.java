package kz.bilik.regulation;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A task, event or gateway of a diagram; a sequence flow adds nothing that its ends do not say.
 *
 * @param type its BPMN name, such as {@code userTask}
 * @param begins whether it is the start of its diagram for which nothing but a call is needed
 * @param calls what the diagram says that is to be called at it
 * @param message the message that it waits for, or nothing
 * @param decision the key of the decision table that it asks, or nothing
 * @param asks the facts by which it chooses a way, as {@code inOrder}
 */
record FlowNode(
        Path diagram,
        String process,
        String id,
        String type,
        String documentation,
        boolean begins,
        List<Expression> calls,
        String message,
        String decision,
        Set<String> asks) {

    /** The tasks in which something is done; a call of another process or a script would have to be followed anew. */
    private static final Set<String> WORK = Set.of(
            "serviceTask",
            "userTask",
            "businessRuleTask",
            "sendTask",
            "receiveTask",
            "scriptTask",
            "callActivity",
            "manualTask",
            "task");

    /**
     * A bean that the diagram names.
     *
     * @param place the attribute or element that names it, such as {@code dueDate}
     * @param method what is called on it, or nothing where the bean itself is the delegate
     */
    record Expression(String place, String bean, String method) {

        /** As it stands in the diagram, for messages of a test. */
        @Override
        public String toString() {
            return place + "=${" + bean + (method.isEmpty() ? "" : "." + method + "(…)") + "}";
        }
    }

    boolean isWork() {
        return WORK.contains(type);
    }

    boolean isUserTask() {
        return type.equals("userTask");
    }

    /** What it is, in words: "user task", "timer". */
    String kind() {
        if (type.endsWith("Gateway")) {
            return "gateway";
        }
        if (!type.endsWith("Event")) {
            return type.replace("subProcess", "sub-process")
                    .replaceAll("([A-Z])", " $1")
                    .toLowerCase(Locale.ROOT);
        }
        return !message.isEmpty()
                ? "message"
                : calls.stream().anyMatch(call -> call.place().startsWith("time")) ? "timer" : "event";
    }

    List<String> clauses() {
        return List.copyOf(Citations.in(documentation));
    }

    @Override
    public String toString() {
        return ProjectFiles.name(diagram) + "." + id;
    }
}
