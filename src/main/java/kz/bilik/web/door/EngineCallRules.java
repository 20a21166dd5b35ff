package kz.bilik.web.door;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.OPTIONS;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Who may make which call of the engine: for the Tasklist what it asks and the steps of a task, for Cockpit what it reads,
 * for administrators what keeps accounts, deployments and jobs. What stands in no line is refused to everybody; whether
 * somebody may do it with this very task, the engine's own rights judge behind the door. The first line that matches
 * counts. One list for the webapps ({@code /camunda/api}) and for programs ({@code /engine-rest}): administrators' scripts, and
 * of an analyst what Camunda Modeler asks and nothing else.
 */
public final class EngineCallRules {

    /**
     * One line.
     *
     * @param method of the call; {@code HEAD} counts as {@code GET}
     * @param path of a call of the engine as both interfaces name it, such as <code>/task/{id}/claim</code>; of a webapp's
     *     own call with the webapp before it: {@code /camunda/api/cockpit/…}
     * @param roles whose officers may make it, by {@link Role#group}; empty when nobody may
     * @param own whether only for the account of whoever calls, which is the <code>{id}</code> of the path; administrators
     *     for any
     */
    public record Rule(HttpMethod method, String path, Set<String> roles, boolean own) {

        public Rule {
            roles = Set.copyOf(roles);
        }

        /** Whether nobody may make the call. */
        public boolean isClosed() {
            return roles.isEmpty();
        }
    }

    private record Line(PathPattern pattern, Rule rule) {}

    private static final String OFFICER = Role.OFFICER.group();
    private static final String AUDITOR = Role.AUDITOR.group();
    private static final String ANALYST = Role.ANALYST.group();
    private static final String ADMINISTRATOR = Role.ADMINISTRATOR.group();

    /** Whoever has tasks; of an auditor, whatever else he is, no place of work is known. */
    private static final Set<String> AT_WORK = Stream.of(
                    Role.MOBILITY_CENTRE,
                    Role.CAREER_CENTRE,
                    Role.RECOGNITION_CENTRE,
                    Role.ACCOUNTANT,
                    Role.AUTHORISED_BODY,
                    Role.ADMINISTRATOR)
            .map(Role::group)
            .collect(Collectors.toUnmodifiableSet());

    /** How both interfaces name the engine before a call. */
    private static final Pattern ENGINE =
            Pattern.compile("(?:/camunda/api/engine/engine/[^/]+|/engine-rest/engine/[^/]+|/engine-rest)(/.+)");

    public static final List<Rule> ALL = Stream.of(
                    // What each webapp asks of everybody: who he is, which engine there is, the way out.
                    everybody(GET, "/camunda/api/admin/auth/user/{engine}"),
                    everybody(POST, "/camunda/api/admin/auth/user/{engine}/logout"),
                    everybody(GET, "/camunda/api/engine/engine"),
                    everybody(GET, "/camunda/api/cockpit/plugin/{plugin}/static/**"),
                    everybody(GET, "/camunda/api/admin/plugin/{plugin}/static/**"),
                    everybody(GET, "/camunda/api/tasklist/plugin/{plugin}/static/**"),
                    ownBy(GET, "/user/{id}/profile"),
                    // The welcome page lets one change his own password, who enters the one that he has.
                    ownBy(PUT, "/user/{id}/credentials"),
                    everybody(GET, "/identity/password-policy"),
                    everybody(POST, "/identity/password-policy"),
                    // There is one door: nobody signs in behind it, asks whether a password is right, or sets up anew.
                    nobody(POST, "/camunda/api/admin/auth/user/{engine}/login/{app}"),
                    nobody(POST, "/camunda/api/admin/setup/{engine}/user/create"),
                    nobody(POST, "/identity/verify"),

                    // The Tasklist: filters, the tasks in them, a task with its form.
                    tasklist(GET, "/filter"),
                    tasklist(OPTIONS, "/filter"),
                    tasklist(GET, "/filter/count"),
                    tasklist(GET, "/filter/{id}"),
                    tasklist(OPTIONS, "/filter/{id}"),
                    tasklist(GET, "/filter/{id}/list"),
                    tasklist(POST, "/filter/{id}/list"),
                    tasklist(GET, "/filter/{id}/count"),
                    tasklist(POST, "/filter/{id}/count"),
                    tasklist(GET, "/task"),
                    tasklist(GET, "/task/count"),
                    tasklist(GET, "/task/{id}"),
                    tasklist(GET, "/task/{id}/variables"),
                    tasklist(GET, "/task/{id}/form"),
                    tasklist(GET, "/task/{id}/form-variables"),
                    tasklist(GET, "/task/{id}/deployed-form"),
                    tasklist(GET, "/task/{id}/identity-links"),
                    tasklist(GET, "/task/{id}/comment"),
                    tasklist(GET, "/process-definition/{id}"),
                    tasklist(GET, "/process-definition/{id}/xml"),
                    tasklist(GET, "/history/user-operation"),
                    tasklist(GET, "/history/user-operation/count"),
                    tasklist(GET, "/user"),
                    tasklist(GET, "/user/count"),
                    tasklist(GET, "/group"),
                    tasklist(GET, "/group/count"),
                    tasklist(POST, "/group"),
                    tasklist(POST, "/group/count"),
                    // What an officer does with a task: take it, give it back or on, complete it.
                    step("/task/{id}/claim"),
                    step("/task/{id}/unclaim"),
                    step("/task/{id}/assignee"),
                    step("/task/{id}/submit-form"),
                    step("/task/{id}/complete"),

                    // Free text that no rule of a module reads: comments, annotations, attachments.
                    nobody(POST, "/task/{id}/comment/**"),
                    nobody(PUT, "/task/{id}/comment/**"),
                    nobody(DELETE, "/task/{id}/comment/**"),
                    nobody(PUT, "/process-instance/{id}/comment/**"),
                    nobody(DELETE, "/process-instance/{id}/comment/**"),
                    nobody(POST, "/task/{id}/attachment/**"),
                    nobody(DELETE, "/task/{id}/attachment/**"),
                    nobody(PUT, "/history/user-operation/{id}/set-annotation"),
                    nobody(PUT, "/history/user-operation/{id}/clear-annotation"),
                    nobody(PUT, "/incident/{id}/annotation"),
                    nobody(DELETE, "/incident/{id}/annotation"),
                    // Cases begin with what was signed and go by their diagram; no diagram waits for one of these
                    // calls.
                    nobody(POST, "/task/create"),
                    nobody(DELETE, "/task/{id}"),
                    nobody(POST, "/task/{id}/delegate"),
                    nobody(POST, "/task/{id}/resolve"),
                    nobody(POST, "/task/{id}/bpmnError"),
                    nobody(POST, "/task/{id}/bpmnEscalation"),
                    nobody(POST, "/process-definition/{id}/start"),
                    nobody(POST, "/process-definition/{id}/submit-form"),
                    nobody(POST, "/process-definition/{id}/restart"),
                    nobody(POST, "/process-definition/{id}/restart-async"),
                    nobody(POST, "/process-definition/key/{key}/start"),
                    nobody(POST, "/process-definition/key/{key}/submit-form"),
                    nobody(POST, "/process-definition/key/{key}/restart"),
                    nobody(POST, "/process-definition/key/{key}/restart-async"),
                    nobody(POST, "/process-definition/key/{key}/tenant-id/**"),
                    nobody(POST, "/process-instance/message-async"),
                    nobody(POST, "/execution/{id}/signal"),
                    nobody(POST, "/execution/{id}/messageSubscriptions/{message}/trigger"),
                    nobody(POST, "/execution/{id}/create-incident"),
                    nobody(POST, "/message"),
                    nobody(POST, "/signal"),
                    nobody(POST, "/condition"),
                    // There are no steps for outside workers, no cases of CMMN, and no Optimize.
                    readers(POST, "/external-task"),
                    readers(POST, "/external-task/count"),
                    nobody(POST, "/external-task/**"),
                    nobody(PUT, "/external-task/**"),
                    readers(GET, "/case-definition/count"),
                    nobody("/case-definition/**", GET, POST, PUT),
                    nobody("/case-instance/**", GET, POST, PUT, DELETE),
                    nobody("/case-execution/**", GET, POST, PUT, DELETE),
                    nobody(GET, "/history/case-definition/**"),
                    nobody("/history/case-instance/**", GET, POST),
                    nobody(GET, "/history/case-activity-instance/**"),
                    nobody(GET, "/optimize/**"),

                    // Cockpit: whoever reads sees what the engine's rights let him see, and changes nothing.
                    readers(GET, "/camunda/api/cockpit/plugin/base/**"),
                    readers(POST, "/camunda/api/cockpit/plugin/base/**"),
                    readers(GET, "/batch/**"),
                    readers(GET, "/decision-definition/**"),
                    readers(GET, "/decision-requirements-definition/**"),
                    readers(GET, "/deployment/**"),
                    readers(GET, "/event-subscription/**"),
                    readers(GET, "/execution/**"),
                    readers(POST, "/execution"),
                    readers(POST, "/execution/count"),
                    readers(GET, "/external-task/**"),
                    readers(GET, "/history/**"),
                    readers(POST, "/history/activity-instance/**"),
                    readers(POST, "/history/detail"),
                    readers(POST, "/history/external-task-log/**"),
                    readers(POST, "/history/job-log/**"),
                    readers(POST, "/history/process-instance"),
                    readers(POST, "/history/process-instance/count"),
                    readers(POST, "/history/task/**"),
                    readers(POST, "/history/variable-instance"),
                    readers(POST, "/history/variable-instance/count"),
                    readers(GET, "/incident/**"),
                    readers(GET, "/job/**"),
                    readers(POST, "/job"),
                    readers(POST, "/job/count"),
                    readers(GET, "/job-definition/**"),
                    readers(POST, "/job-definition"),
                    readers(POST, "/job-definition/count"),
                    readers(GET, "/process-definition/**"),
                    readers(GET, "/process-instance/**"),
                    readers(POST, "/process-instance"),
                    readers(POST, "/process-instance/count"),
                    readers(GET, "/task/**"),
                    readers(POST, "/task"),
                    readers(POST, "/task/count"),
                    readers(GET, "/variable-instance/**"),
                    readers(POST, "/variable-instance"),
                    readers(POST, "/variable-instance/count"),

                    // Accounts and rights.
                    administrators("/user/**", OPTIONS, POST, PUT, DELETE),
                    administrators("/group/**", GET, OPTIONS, POST, PUT, DELETE),
                    administrators("/tenant/**", GET, OPTIONS, POST, PUT, DELETE),
                    administrators("/authorization/**", GET, OPTIONS, POST, PUT, DELETE),
                    administrators("/identity/groups", GET),
                    administrators("/filter/**", GET, POST, PUT, DELETE),
                    // Deployments, decisions, jobs, and what puts a case right that got stuck.
                    modeler(POST, "/deployment/create"),
                    administrators("/deployment/**", POST, DELETE),
                    administrators("/decision-definition/**", POST, PUT),
                    administrators("/process-definition/**", PUT, DELETE),
                    administrators("/process-instance/**", POST, PUT, DELETE),
                    administrators("/execution/{id}/localVariables/**", POST, PUT, DELETE),
                    administrators("/task/{id}", PUT),
                    administrators("/task/{id}/identity-links/**", POST),
                    administrators("/task/{id}/variables/**", POST, PUT, DELETE),
                    administrators("/task/{id}/localVariables/**", POST, PUT, DELETE),
                    administrators("/job/**", POST, PUT, DELETE),
                    administrators("/job-definition/**", PUT),
                    administrators("/incident/{id}", DELETE),
                    administrators("/migration/**", POST),
                    administrators("/modification/**", POST),
                    administrators("/batch/**", PUT, DELETE),
                    administrators("/history/batch/**", POST, DELETE),
                    administrators("/history/cleanup", POST),
                    administrators("/history/decision-instance/**", POST),
                    administrators("/history/process-instance/**", POST, DELETE),
                    administrators("/history/variable-instance/{id}", DELETE),
                    administrators("/engine", GET),
                    administrators("/metrics/**", GET, DELETE),
                    administrators("/schema/log", GET, POST),
                    administrators("/telemetry/**", GET, POST),
                    modeler(GET, "/version"),
                    administrators("/camunda/api/admin/plugin/{plugin}/{engine}/metrics/**", GET))
            .flatMap(lines -> lines)
            .toList();

    /** What the deploy tool of Camunda Modeler asks; {@code /deployment} whether the login is right. */
    private static final Set<String> OF_THE_MODELER =
            Set.of("GET /version", "GET /deployment", "POST /deployment/create");

    private static final List<Line> LINES = ALL.stream()
            .map(rule -> new Line(PathPatternParser.defaultInstance.parse(rule.path()), rule))
            .toList();

    private EngineCallRules() {}

    /** The line that counts for that call; empty when there is none, and nobody may make it. */
    public static Optional<Rule> of(String method, String path) {
        return line(method, PathContainer.parsePath(call(path))).map(Line::rule);
    }

    /** Whether that caller may make that call; whatever its path looks like, it is no other call than the engine's own. */
    static boolean allows(Authentication caller, HttpServletRequest request) {
        var path = PathContainer.parsePath(
                call(request.getRequestURI().substring(request.getContextPath().length())));
        return caller.isAuthenticated()
                && line(request.getMethod(), path)
                        .filter(line -> allows(caller, line, path))
                        .isPresent();
    }

    /** Whether that caller may make that call of {@code /engine-rest}. */
    static boolean allowsProgram(Authentication caller, HttpServletRequest request) {
        var groups = caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return groups.stream().anyMatch(role -> isForProgramsOf(role, request.getMethod(), path))
                && allows(caller, request);
    }

    /** Whether officers of that role may make that call of {@code /engine-rest} at all, which a line has to allow as well. */
    public static boolean isForProgramsOf(String role, String method, String path) {
        return role.equals(ADMINISTRATOR)
                || role.equals(ANALYST)
                        && OF_THE_MODELER.contains((method.equals("HEAD") ? GET.name() : method) + " " + call(path));
    }

    private static boolean allows(Authentication caller, Line line, PathContainer path) {
        var roles = caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .map(group -> Place.of(group).map(Place::role).map(Role::group).orElse(group))
                .collect(Collectors.toSet());
        if (line.rule().roles().stream().noneMatch(roles::contains)) {
            return false;
        }
        return !line.rule().own()
                || roles.contains(ADMINISTRATOR)
                || caller.getName()
                        .equals(line.pattern()
                                .matchAndExtract(path)
                                .getUriVariables()
                                .get("id"));
    }

    private static Optional<Line> line(String method, PathContainer path) {
        var asked = method.equals("HEAD") ? GET.name() : method;
        return LINES.stream()
                .filter(line ->
                        line.rule().method().matches(asked) && line.pattern().matches(path))
                .findFirst();
    }

    /** The path as the lines name it: the engine does not care through which interface it is asked, nor for a last slash. */
    private static String call(String path) {
        var plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        var ofTheEngine = ENGINE.matcher(plain);
        return ofTheEngine.matches() ? ofTheEngine.group(1) : plain;
    }

    // how the lines are written

    private static Stream<Rule> everybody(HttpMethod method, String path) {
        return Stream.of(new Rule(method, path, Set.of(OFFICER, AUDITOR, ANALYST, ADMINISTRATOR), false));
    }

    private static Stream<Rule> ownBy(HttpMethod method, String path) {
        return Stream.of(new Rule(method, path, Set.of(OFFICER, AUDITOR, ANALYST, ADMINISTRATOR), true));
    }

    /** Who reads in Cockpit asks some of it as well. */
    private static Stream<Rule> tasklist(HttpMethod method, String path) {
        return everybody(method, path);
    }

    private static Stream<Rule> step(String path) {
        return Stream.of(new Rule(POST, path, AT_WORK, false));
    }

    private static Stream<Rule> readers(HttpMethod method, String path) {
        return Stream.of(new Rule(method, path, Set.of(AUDITOR, ANALYST, ADMINISTRATOR), false));
    }

    private static Stream<Rule> modeler(HttpMethod method, String path) {
        return Stream.of(new Rule(method, path, Set.of(ANALYST, ADMINISTRATOR), false));
    }

    private static Stream<Rule> administrators(String path, HttpMethod... methods) {
        return Arrays.stream(methods).map(method -> new Rule(method, path, Set.of(ADMINISTRATOR), false));
    }

    private static Stream<Rule> nobody(HttpMethod method, String path) {
        return Stream.of(new Rule(method, path, Set.of(), false));
    }

    private static Stream<Rule> nobody(String path, HttpMethod... methods) {
        return Arrays.stream(methods).flatMap(method -> nobody(method, path));
    }
}
