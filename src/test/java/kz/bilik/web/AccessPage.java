package kz.bilik.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.officer.Role;
import kz.bilik.web.door.ApiCaller;
import kz.bilik.web.door.ApiRules;
import kz.bilik.web.door.EngineCallRules;
import kz.bilik.web.door.EngineRoutes;
import kz.bilik.web.door.EngineRoutes.Route;
import kz.bilik.web.door.PageRules;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** {@code docs/access.md}: who may call what, written from the routes of the running product and the rules of its door. */
final class AccessPage {

    static final Path FILE = Path.of("docs/access.md");

    static final String REFRESH = "mvn test -Dtest=AccessPageTest -Daccess.write=true";

    private static final Path SOURCES = Path.of("src/main/java");

    private static final String YES = "●";
    private static final String OWN = "own";
    private static final String NO = "·";

    /** The callers of the API, in the order of the procedure. */
    private static final Map<String, String> CALLERS = ordered(
            ApiCaller.APPLICANT, "applicant",
            ApiCaller.RECOGNITION_CENTRE, "recognition centre",
            ApiCaller.PAYER, "payer",
            ApiCaller.NQS, "NQS",
            ApiCaller.ADMINISTRATOR, "administrator");

    /** The officers before the engine; those who have tasks have the same calls, whatever their place. */
    private static final Map<String, String> OFFICERS = ordered(
            Role.CAREER_CENTRE.group(), "officers of a place",
            Role.ANALYST.group(), "analyst",
            Role.AUDITOR.group(), "auditor",
            Role.ADMINISTRATOR.group(), "administrator");

    /** An endpoint or a page, and what of a class answers it. */
    record Handler(String method, String path, Class<?> type) {}

    private final List<Handler> handlers;
    private final Set<Route> engine;
    private final Set<Route> scripts;

    AccessPage(RequestMappingHandlerMapping mappings) {
        handlers = handlers(mappings);
        engine = EngineRoutes.ofTheWebapps();
        scripts = EngineRoutes.ofTheScripts();
    }

    private static List<Handler> handlers(RequestMappingHandlerMapping mappings) {
        var found = new ArrayList<Handler>();
        mappings.getHandlerMethods().forEach((info, method) -> {
            var methods = info.getMethodsCondition().getMethods();
            for (var path : info.getPatternValues()) {
                for (var verb : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                    found.add(new Handler(verb.name(), path, method.getBeanType()));
                }
            }
        });
        found.sort(java.util.Comparator.comparing(Handler::path).thenComparing(Handler::method));
        return found;
    }

    // what there is

    List<Handler> endpoints() {
        return handlers.stream()
                .filter(handler -> handler.path().startsWith("/api/"))
                .toList();
    }

    List<Handler> pages() {
        return handlers.stream()
                .filter(handler -> !handler.path().startsWith("/api/"))
                .toList();
    }

    /** The calls of the webapps. */
    Set<Route> calls() {
        return engine;
    }

    /** The same calls for scripts. */
    Set<Route> scripts() {
        return scripts;
    }

    // what the rules say

    static Optional<ApiRules.Rule> rule(Handler endpoint) {
        return ApiRules.ALL.stream()
                .filter(rule -> rule.method().name().equals(endpoint.method()) && matches(rule.path(), endpoint.path()))
                .findFirst();
    }

    static Optional<PageRules.Rule> page(Handler page) {
        return PageRules.ALL.stream()
                .filter(rule -> matches(rule.path(), page.path()))
                .findFirst();
    }

    static Optional<EngineCallRules.Rule> rule(Route call) {
        return EngineCallRules.of(call.method(), concrete(call.path()));
    }

    private static boolean matches(String pattern, String path) {
        return PathPatternParser.defaultInstance.parse(pattern).matches(PathContainer.parsePath(concrete(path)));
    }

    /** A path as somebody asks for it: a word for each part that varies. */
    static String concrete(String path) {
        return path.replaceAll("\\{(?:engine|name|engineName|processEngineName)}", "default")
                .replaceAll("\\{\\*?[^}]*}", "none")
                .replace("**", "none");
    }

    // the page

    String text() {
        var page = new StringBuilder();
        page.append("# Who may call what\n\n");
        page.append(
                        "Written by a test from the routes of the running product and the rules of its door; refresh it with\n")
                .append("`" + REFRESH
                        + "`.\nA route without a rule fails the build. `AccessTest` makes each of these\n")
                .append("calls as each role and compares. ")
                .append(YES + " may, " + OWN + " for his own account only, " + NO
                        + " is refused. Which case, act or task\n")
                .append("somebody reads or changes with a call that he may make is judged behind the door.\n\n");
        api(page);
        pages(page);
        tasks(page);
        engine(page);
        JUDGES.forEach((name, type) -> page.append("[" + name + "]: " + source(type) + "\n"));
        return page.toString();
    }

    private void api(StringBuilder page) {
        page.append("## The API\n\n[ApiRules](")
                .append(source("kz.bilik.web.door.ApiRules"))
                .append(") says who comes in with which token. Officers' logins open none of it.\n\n");
        head(page, "Call", Stream.concat(CALLERS.values().stream(), Stream.of("anybody", "judged further by")));
        for (var endpoint : endpoints()) {
            var rule = rule(endpoint).orElseThrow(() -> new AssertionError("no rule: " + endpoint));
            row(
                    page,
                    "`" + endpoint.method() + " " + endpoint.path() + "`",
                    Stream.concat(
                            CALLERS.keySet().stream()
                                    .map(role ->
                                            mark(rule.isPublic() || rule.roles().contains(role))),
                            Stream.of(mark(rule.isPublic()), judges(endpoint.type()))));
        }
        page.append('\n');
    }

    private void pages(StringBuilder page) {
        page.append("## Pages of the officers\n\n[PageRules](")
                .append(source("kz.bilik.web.door.PageRules"))
                .append(
                        ") says who comes to a page, the class at the end what he finds there: a case that is not his, he\n")
                .append("does not find. A form is sent with the token of its session.\n\n");
        head(
                page,
                "Page",
                Stream.of("anybody", "officer", "head", "analyst", "auditor", "administrator", "judged further by"));
        for (var each : pages()) {
            var who = page(each).map(PageRules.Rule::who).orElse(PageRules.Who.NOBODY);
            row(
                    page,
                    "`" + each.method() + " " + each.path() + "`",
                    Stream.of(
                            mark(who == PageRules.Who.ANYBODY),
                            mark(who == PageRules.Who.ANYBODY || who == PageRules.Who.SIGNED_IN),
                            mark(who == PageRules.Who.ANYBODY
                                    || who == PageRules.Who.SIGNED_IN
                                    || who == PageRules.Who.HEADS
                                    || who == PageRules.Who.REPORT_READERS),
                            mark(who == PageRules.Who.ANYBODY
                                    || who == PageRules.Who.SIGNED_IN
                                    || who == PageRules.Who.ADMINISTRATOR_AND_ANALYST
                                    || who == PageRules.Who.ANALYST
                                    || who == PageRules.Who.TABLE_READERS
                                    || who == PageRules.Who.VERSION_READERS),
                            mark(who == PageRules.Who.ANYBODY
                                    || who == PageRules.Who.SIGNED_IN
                                    || who == PageRules.Who.ADMINISTRATOR_AND_AUDITOR
                                    || who == PageRules.Who.TABLE_READERS
                                    || who == PageRules.Who.VERSION_READERS
                                    || who == PageRules.Who.REPORT_READERS),
                            mark(who != PageRules.Who.NOBODY
                                    && who != PageRules.Who.ANALYST
                                    && who != PageRules.Who.HEADS
                                    && who != PageRules.Who.REPORT_READERS),
                            judges(each.type())));
        }
        page.append('\n');
    }

    private static void tasks(StringBuilder page) {
        page.append(
                        "## Tasks\n\nA task is its place's: the engine gives the group of the diagram its rights when the task is\n")
                .append(
                        "created (`TaskRights`). Who is of it takes, gives back and completes it; its head gives it to one of\n")
                .append("them (`Assignment`); the form takes what it asks and nothing else (`AskedFields`).\n\n");
        head(page, "Task", Stream.of("diagram", "of"));
        for (var diagram : files(Path.of("processes"), ".bpmn")) {
            Bpmn.readModelFromFile(diagram.toFile()).getModelElementsByType(UserTask.class).stream()
                    .sorted(java.util.Comparator.comparing(UserTask::getId))
                    .forEach(task -> row(
                            page,
                            "`" + task.getId() + "`",
                            Stream.of(diagram.getFileName().toString(), "`" + task.getCamundaCandidateGroups() + "`")));
        }
        page.append('\n');
    }

    private void engine(StringBuilder page) {
        page.append("## Calls of the engine\n\n[EngineCallRules](")
                .append(source("kz.bilik.web.door.EngineCallRules"))
                .append(
                        ") is one list for the webapps (`/camunda/api/engine/engine/default` before the path) and for\n")
                .append(
                        "programs (`/engine-rest`), where administrators are let in, and analysts to what Camunda Modeler asks:\n")
                .append(
                        "`GET /version`, `GET /deployment`, `POST /deployment/create`. *Officers of a place* are those of\n")
                .append(
                        "career, mobility and recognition centres, accountants and the authorised body. What nobody may is\n")
                .append("refused to administrators as well.\n\n");
        var byResource = new TreeMap<String, Map<String, Set<String>>>();
        var marks = new TreeMap<String, List<String>>();
        var all = new TreeSet<Route>(engine);
        for (var route : all) {
            var path = shown(route.path());
            var rule = rule(route).orElseThrow(() -> new AssertionError("no rule: " + route));
            var may = OFFICERS.keySet().stream().map(role -> mark(rule, role)).toList();
            var key = path + " " + may;
            marks.put(key, may);
            byResource
                    .computeIfAbsent(resource(path), name -> new TreeMap<>())
                    .computeIfAbsent(key, name -> new TreeSet<>())
                    .add(route.method());
        }
        byResource.forEach((resource, calls) -> {
            page.append("### ").append(resource).append("\n\n");
            head(page, "Call", OFFICERS.values().stream());
            calls.forEach((key, methods) -> row(
                    page,
                    "`" + String.join(", ", methods) + " " + key.substring(0, key.indexOf(' ')) + "`",
                    marks.get(key).stream()));
            page.append('\n');
        });
    }

    private static String shown(String path) {
        return path.replaceFirst("^/camunda/api/engine/engine/\\{\\w+}(?=/)", "");
    }

    private static String resource(String path) {
        var parts = path.split("/");
        return path.startsWith("/camunda/") ? parts[3] + " (webapp)" : parts[1];
    }

    private static String mark(EngineCallRules.Rule rule, String role) {
        if (rule.roles().contains(role) || rule.roles().contains(Role.OFFICER.group())) {
            return rule.own() && !role.equals(Role.ADMINISTRATOR.group()) ? OWN : YES;
        }
        return NO;
    }

    private static String mark(boolean may) {
        return may ? YES : NO;
    }

    private static void head(StringBuilder page, String first, Stream<String> columns) {
        var all = columns.toList();
        page.append("| ")
                .append(first)
                .append(" | ")
                .append(String.join(" | ", all))
                .append(" |\n|---|");
        page.append("---|".repeat(all.size())).append('\n');
    }

    private static void row(StringBuilder page, String first, Stream<String> cells) {
        page.append("| ")
                .append(first)
                .append(" | ")
                .append(cells.collect(Collectors.joining(" | ")))
                .append(" |\n");
    }

    /** The rules that a controller asks, found in its source. */
    private static String judges(Class<?> type) {
        var file = SOURCES.resolve(outer(type).getName().replace('.', '/') + ".java");
        if (!Files.exists(file)) {
            return "";
        }
        var text = read(file);
        return JUDGES.keySet().stream()
                .filter(judge ->
                        Pattern.compile("\\b" + judge + "\\b").matcher(text).find())
                .map(judge -> "[" + judge + "]")
                .collect(Collectors.joining(", "));
    }

    private static Class<?> outer(Class<?> type) {
        return type.getEnclosingClass() == null ? type : outer(type.getEnclosingClass());
    }

    /** The classes that say who reads what, by their names. */
    private static final Map<String, String> JUDGES = files(SOURCES.resolve("kz/bilik"), ".java").stream()
            .filter(file -> file.getFileName()
                    .toString()
                    .matches("(\\w+Access|CaseReaders|ApiCaller|ActReading|OfficerTasks|CaseReading)\\.java"))
            .collect(Collectors.toMap(
                    file -> file.getFileName().toString().replace(".java", ""),
                    file -> SOURCES.relativize(file)
                            .toString()
                            .replace(".java", "")
                            .replace('/', '.'),
                    (one, other) -> one,
                    TreeMap::new));

    private static String source(String type) {
        return "../src/main/java/" + type.replace('.', '/') + ".java";
    }

    private static List<Path> files(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> ordered(String... keysAndNames) {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < keysAndNames.length; i += 2) {
            map.put(keysAndNames[i], keysAndNames[i + 1]);
        }
        return map;
    }
}
