package kz.bilik.regulation;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.bilik.regulation.Calls.Call;
import kz.bilik.regulation.FlowNode.Expression;
import kz.bilik.regulation.Sources.Method;
import kz.bilik.regulation.Sources.SourceClass;

/**
 * What carries out an element of a diagram: the bean that the diagram names, on the diagram's page, and the method of a
 * module that this bean calls.
 */
final class Carriers {

    /** A place in a file, or in words only: what the engine does has no source here. */
    record Stop(String text, Optional<Path> file) {}

    /**
     * @param how the way begins at the element, such as {@code due by}; empty for the element's own work
     * @param stops from the page to the method; what stands together is called together
     */
    record Way(String how, List<Set<Stop>> stops) {}

    /** What the diagrams call a thing that happens at an element, in words. */
    private static final Map<String, String> HOW = Map.ofEntries(
            Map.entry("delegateExpression", ""),
            Map.entry("expression", ""),
            Map.entry("timeDate", ""),
            Map.entry("timeCycle", ""),
            Map.entry("timeDuration", ""),
            Map.entry("dueDate", "due by"),
            Map.entry("followUpDate", "taken up by"),
            Map.entry("collection", "for each of"),
            Map.entry("inputParameter", "asks"),
            Map.entry("executionListener start", "when it begins"),
            Map.entry("executionListener end", "when it ends"));

    /** The port through which the law reads its tables. */
    private static final String TABLES = "DecisionTables";

    private final Sources sources;
    private final Calls calls;
    private final Map<String, Path> decisions = Diagrams.decisions();
    private final Map<Path, Set<SourceClass>> pages = new TreeMap<>();
    private final List<Port> ports;
    private final Map<String, List<Method>> callers = new HashMap<>();

    /** The interface by which a module speaks to its diagram, and the class on the page that answers. */
    private record Port(SourceClass port, Method bean, ClassTree body) {}

    Carriers(Sources sources, List<FlowNode> nodes) {
        this.sources = sources;
        this.calls = new Calls(sources);
        for (var node : nodes) {
            var page = pages.computeIfAbsent(node.diagram(), diagram -> new LinkedHashSet<>());
            work(node).map(Method::in).forEach(page::add);
        }
        this.ports = sources.beans().stream().flatMap(this::port).toList();
        sources.classes().flatMap(type -> type.methods().stream()).forEach(caller -> Stream.concat(
                        calls.onFieldsDirectly(caller).stream(),
                        caller.isBean() ? calls.onParameters(caller, caller.tree()).stream() : Stream.of())
                .forEach(call -> call.in().ifPresent(called -> callers.computeIfAbsent(
                                called.name() + "." + call.method(), name -> new ArrayList<>())
                        .add(caller))));
    }

    private Stream<Port> port(Method bean) {
        return sources
                .find(bean.answers(), bean.in())
                .filter(type -> type.tree().getKind() == Tree.Kind.INTERFACE)
                .stream()
                .flatMap(type -> Calls.made(bean, type.name()).stream()
                        .filter(object -> object.getClassBody() != null)
                        .map(object -> new Port(type, bean, object.getClassBody())));
    }

    /** The pages of each diagram: the classes that have the beans of its tasks. */
    Map<Path, Set<SourceClass>> pages() {
        return pages;
    }

    private Stream<Method> work(FlowNode node) {
        return Stream.concat(
                        node.isUserTask() ? Stream.of(node.id()) : Stream.of(),
                        node.calls().stream()
                                .filter(call -> call.method().isEmpty())
                                .map(Expression::bean))
                .flatMap(bean -> sources.bean(bean).stream());
    }

    /** All ways from an element into the code; the one without a {@code how} carries it out. */
    List<Way> ways(FlowNode node, String clause) {
        var ways = new LinkedHashMap<String, List<Set<Stop>>>();
        if (node.isUserTask()) {
            sources.bean(node.id()).ifPresent(bean -> add(ways, "", fromPage(node, bean, called(bean), clause)));
        }
        if (!node.decision().isEmpty()) {
            Optional.ofNullable(decisions.get(node.decision()))
                    .ifPresent(table -> add(ways, "", List.of(Set.of(new Stop("", Optional.of(table))))));
        }
        for (var call : node.calls()) {
            add(ways, HOW.getOrDefault(call.place(), call.place()), called(node, call, clause));
        }
        for (var fact : node.asks()) {
            add(ways, "asks `" + fact + "` of", setting(fact, node));
        }
        return ways.entrySet().stream()
                .map(way -> new Way(way.getKey(), way.getValue()))
                .toList();
    }

    /** Where a fact that a gateway tests comes from: the bean on the diagram's page that says it. */
    private List<Set<Stop>> setting(String fact, FlowNode node) {
        var ways = new HashMap<String, List<Set<Stop>>>();
        for (var bean : sources.beans()) {
            if (pages.get(node.diagram()).contains(bean.in())
                    && ports.stream().noneMatch(port -> port.bean() == bean)
                    && calls.texts(bean).contains(fact)) {
                add(ways, fact, fromPage(node, bean, called(bean), ""));
            }
        }
        return ways.containsKey(fact) ? ways.get(fact) : input(fact, node);
    }

    /** A fact that a part of the diagram asks for itself when it begins. */
    private List<Set<Stop>> input(String fact, FlowNode node) {
        return Pattern.compile("inputParameter name=\"" + fact + "\">\\$\\{(\\w+)\\.(\\w+)\\(")
                .matcher(ProjectFiles.text(node.diagram()))
                .results()
                .map(asked -> called(node, new Expression("input", asked.group(1), asked.group(2)), ""))
                .findFirst()
                .orElse(List.of());
    }

    private static void add(Map<String, List<Set<Stop>>> ways, String how, List<Set<Stop>> stops) {
        if (stops.isEmpty()) {
            return;
        }
        var way = ways.computeIfAbsent(how, first -> new ArrayList<>());
        for (var i = 0; i < stops.size(); i++) {
            if (i == way.size()) {
                way.add(new LinkedHashSet<>());
            }
            way.get(i).addAll(stops.get(i));
        }
    }

    /** What a bean calls to do the work: a delegate all that it does, a user task what decides and not its words. */
    private List<Call> called(Method bean) {
        var task = Calls.made(bean, "UserTask").stream().findFirst();
        return calls.onParameters(
                bean,
                task.map(made -> (Tree) made.getArguments().get(decide(bean)))
                        .orElse(bean.tree().getBody()));
    }

    private int decide(Method bean) {
        var task = sources.find("UserTask", bean.in()).orElseThrow();
        return List.copyOf(task.fields(task.tree()).keySet()).indexOf("decide");
    }

    private List<Set<Stop>> called(FlowNode node, Expression call, String clause) {
        var bean = sources.bean(call.bean());
        if (bean.isPresent() && call.method().isEmpty()) {
            return fromPage(node, bean.get(), called(bean.get()), clause);
        }
        if (bean.isPresent()) {
            var page = bean.get();
            return sources.find(page.answers(), page.in()).stream()
                    .flatMap(type -> type.methods(call.method()).stream())
                    .map(method -> joined(
                            page.fullName(),
                            page.in(),
                            method.in().module().equals(page.in().module())
                                    ? stops(calls.onFields(method), page.in(), clause)
                                    : List.of(Set.of(stop(method)))))
                    .findFirst()
                    .orElse(List.of());
        }
        return sources.component(call.bean()).stream()
                .flatMap(type -> type.methods(call.method()).stream())
                .findFirst()
                .map(method -> List.of(Set.of(stop(method))))
                .orElse(List.of());
    }

    private List<Set<Stop>> fromPage(FlowNode node, Method bean, List<Call> called, String clause) {
        // A bean of the element's own name needs no other: its page is enough.
        var name = bean.name().equals(node.id()) ? bean.in().name() : bean.fullName();
        return joined(name, bean.in(), stops(called, bean.in(), clause));
    }

    private static List<Set<Stop>> joined(String name, SourceClass page, List<Set<Stop>> further) {
        if (further.isEmpty()) {
            return List.of();
        }
        var stops = new ArrayList<Set<Stop>>();
        stops.add(Set.of(stop(name, page)));
        stops.addAll(further);
        return stops;
    }

    /** The methods called, and what they call in turn where that leads on; empty when none is found. */
    private List<Set<Stop>> stops(List<Call> called, SourceClass page, String clause) {
        var here = new LinkedHashSet<Stop>();
        var further = new ArrayList<Set<Stop>>();
        here.addAll(engine(called));
        for (var call : called) {
            for (var method : methods(call)) {
                here.add(stop(method));
                merge(further, beyond(method, page, clause));
            }
        }
        if (here.isEmpty()) {
            return List.of();
        }
        further.add(0, here);
        return further;
    }

    private List<Set<Stop>> beyond(Method method, SourceClass page, String clause) {
        var port = ports.stream().filter(each -> each.port() == method.in()).findFirst();
        if (port.isPresent()) {
            return port.get().bean().in().methods(port.get().body()).stream()
                    .filter(answer -> answer.name().equals(method.name()))
                    .map(answer -> joined(
                            port.get().bean().fullName(),
                            port.get().bean().in(),
                            List.of(engine(calls.onParameters(port.get().bean(), answer.tree())))))
                    .findFirst()
                    .orElse(List.of());
        }
        if (method.in().module().equals(page.module())) {
            return stops(calls.onFields(method), page, clause);
        }
        // In the modules the way goes on only where the next one says that it is about this clause.
        var citing = new LinkedHashSet<Stop>();
        for (var call : calls.onFields(method)) {
            methods(call).stream()
                    .filter(next -> next.in() != method.in() && cites(next, clause))
                    .map(Carriers::stop)
                    .forEach(citing::add);
        }
        return citing.isEmpty() ? List.of() : List.of(citing);
    }

    private boolean cites(Method method, String clause) {
        return Citations.in(sources.documentation(method)).stream()
                .anyMatch(cited ->
                        cited.equals(clause) || clause.startsWith(cited + ".") || clause.startsWith(cited + " "));
    }

    private static void merge(List<Set<Stop>> into, List<Set<Stop>> more) {
        for (var i = 0; i < more.size(); i++) {
            if (i == into.size()) {
                into.add(new LinkedHashSet<>());
            }
            into.get(i).addAll(more.get(i));
        }
    }

    private static List<Method> methods(Call call) {
        return call.in().stream()
                .flatMap(type -> type.methods(call.method()).stream())
                .limit(1)
                .toList();
    }

    private static Stop stop(Method method) {
        return stop(method.fullName(), method.in());
    }

    private static Stop stop(String name, SourceClass in) {
        return new Stop(name, Optional.of(in.file()));
    }

    /** What the engine is asked to do has no source here: it is said in words. */
    private static Set<Stop> engine(List<Call> called) {
        var stops = new LinkedHashSet<Stop>();
        called.stream()
                .filter(Call::engine)
                .map(Carriers::words)
                .forEach(words -> stops.add(new Stop(words, Optional.empty())));
        return stops;
    }

    private static String words(Call call) {
        var said = call.says().isEmpty() ? "" : " `" + call.says().get(0) + "`";
        return call.method().startsWith("startProcessInstance")
                ? "the engine, which starts" + said
                : call.method().equals("createMessageCorrelation")
                        ? "the engine, which hands on the message" + said
                        : "the engine: `" + call.method() + "`" + said;
    }

    /** From where an element is reached: the calls of modules that begin it, end it or bring what it waits for. */
    List<Way> reached(FlowNode node) {
        var ways = new ArrayList<Way>();
        var page = pages.get(node.diagram());
        for (var port : ports) {
            for (var answer : port.bean().in().methods(port.body())) {
                if (page.contains(port.bean().in()) && !answer.isPrivate() && reaches(port, answer, node)) {
                    var name = port.port().name() + "." + answer.name();
                    var from = new LinkedHashSet<Stop>();
                    callers.getOrDefault(name, List.of()).forEach(caller -> from.add(stop(caller)));
                    if (!from.isEmpty()) {
                        ways.add(new Way("reached from", List.of(from, Set.of(stop(name, port.port())))));
                    }
                }
            }
        }
        sources.beans().stream()
                .filter(bean -> page.contains(bean.in()) && !node.message().isEmpty())
                .filter(bean -> ports.stream().noneMatch(port -> port.bean() == bean))
                .filter(bean -> calls.onParameters(bean, bean.tree()).stream()
                        .anyMatch(call -> call.engine() && call.says().contains(node.message())))
                .forEach(bean -> ways.add(new Way("reached from", List.of(Set.of(stop(bean))))));
        return ways;
    }

    private boolean reaches(Port port, Method answer, FlowNode node) {
        if (node.begins()) {
            return calls.onParameters(port.bean(), answer.tree()).stream()
                    .anyMatch(call -> call.engine()
                            && call.method().equals("startProcessInstanceByKey")
                            && call.says().contains(node.process()));
        }
        var texts = calls.texts(answer);
        return !node.message().isEmpty() && texts.contains(node.message())
                || node.isUserTask()
                        && texts.stream()
                                .anyMatch(text -> text.equals(node.id()) || text.contains("'" + node.id() + "'"));
    }

    /** What carries out a clause before there is a case: the addresses of the classes that cite it. */
    List<Way> addresses(String clause) {
        return sources.classes()
                .filter(type -> Citations.in(ProjectFiles.text(type.file())).contains(clause))
                .flatMap(type -> type.methods().stream())
                .flatMap(method -> method.address().stream().map(address -> {
                    var called = new LinkedHashSet<Stop>();
                    calls.onFields(method).stream()
                            .flatMap(call -> methods(call).stream())
                            .filter(next -> Citations.in(
                                            ProjectFiles.text(next.in().file()))
                                    .contains(clause))
                            .forEach(next -> called.add(stop(next)));
                    return new Way(
                            address,
                            called.isEmpty() ? List.of(Set.of(stop(method))) : List.of(Set.of(stop(method)), called));
                }))
                .toList();
    }

    /** Who asks a decision table: the tasks of the diagrams, and the methods that ask for it by its key. */
    List<Stop> asking(Path table, List<FlowNode> nodes) {
        var asking = new ArrayList<Stop>();
        decisions.forEach((key, file) -> {
            if (file.equals(table)) {
                nodes.stream()
                        .filter(node -> node.decision().equals(key))
                        .forEach(node -> asking.add(new Stop(node.id(), Optional.of(node.diagram()))));
                sources.classes()
                        .filter(type -> type.fields(type.tree()).values().stream()
                                .anyMatch(field -> Sources.simpleName(field).equals(TABLES)))
                        .flatMap(type -> type.methods().stream())
                        .filter(method -> calls.ownTexts(method).contains(key))
                        .forEach(method -> asking.add(stop(method)));
            }
        });
        return asking;
    }

    /** What the diagrams name and the sources do not have. */
    Collection<String> unresolved(List<FlowNode> nodes) {
        var unresolved = new TreeSet<String>();
        for (var node : nodes) {
            if (node.isWork()
                    && ways(node, "").stream().noneMatch(way -> way.how().isEmpty())) {
                unresolved.add(node + ": nothing carries out this " + node.kind());
            }
            node.calls().stream()
                    .filter(call -> called(node, call, "").isEmpty())
                    .forEach(call -> unresolved.add(node + ": " + call));
            node.asks().stream()
                    .filter(fact -> setting(fact, node).isEmpty())
                    .forEach(fact -> unresolved.add(node + ": nothing sets " + fact));
            if ((node.begins() || !node.message().isEmpty()) && reached(node).isEmpty()) {
                unresolved.add(node + ": nobody begins it or sends " + node.message());
            }
        }
        return unresolved;
    }
}
