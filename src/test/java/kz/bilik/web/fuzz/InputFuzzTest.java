package kz.bilik.web.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.support.ProcedureOnPostgres;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.voucher.Vouchers;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.engine.rest.impl.NamedProcessEngineRestServiceImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every call of the API, the pages, the webapps and the scripts, with one place broken, as nobody, as each role of the API and
 * as officers: none is answered as a fault of ours, the log holds nothing of what was sent, and afterwards a whole case still
 * goes through. {@code -Dfuzz.seconds=600 -Dfuzz.seed=…} for a longer run; the seed of each run is printed.
 */
@ProcedureOnPostgres
@DirtiesContext
@TestPropertySource(properties = "bilik.security.limits.enabled=false")
@ExtendWith(OutputCaptureExtension.class)
class InputFuzzTest {

    private static final long SECONDS = Long.getLong("fuzz.seconds", 45);
    private static final int THREADS = 4;

    /** What ends the installation under test, or a session, or waits for half an hour when it is asked to. */
    private static final Pattern LEFT_OUT = Pattern.compile(
            ".*(logout|/api/demo/clock|/error|fetchAndLock|history/cleanup|shutdown|schema/log|telemetry).*");

    /** What an administrator may do to everything at once, by a query that matches all. */
    private static final Pattern DESTROYS = Pattern.compile(
            ".*(delete|suspended|restart|migration|batch|removal-time|retries|modification|variables|correlation|message|signal).*");

    private static final List<String> BY_LOGIN =
            List.of("", "person-01", "centre-C-014", "bank", "nqs", "administrator");
    private static final List<String> OFFICERS = List.of(
            "", "career-KZ-75-03", "mobility-KZ-75", "accountant-KZ-75", "authorised", "analyst", "auditor", "admin");

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Vouchers vouchers;

    @Autowired
    TaskService tasks;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @LocalServerPort
    int port;

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicInteger> answered = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void noCallIsAnsweredAsAFaultOfOursAndTheLogHoldsNothingOfIt(CapturedOutput log) throws Exception {
        stage.clear();
        var application = story.applies("person-01");
        var voucher = story.receivesVoucher("person-02", form -> form.put("recognitionCentre", "C-014"));
        story.centreAdmits(voucher);
        var act = story.examHeld("1", "KZ-75", voucher).get(0);
        var known = new ArrayList<>(List.of(application, voucher, act, "KZ-75", "7212", "C-014", "2026-09-14", "1"));
        tasks.createTaskQuery().list().forEach(task -> {
            known.add(task.getId());
            known.add(task.getProcessInstanceId());
            known.add(task.getProcessDefinitionId());
        });
        var endpoints = endpoints();
        assertThat(endpoints.stream().map(Endpoint::kind).distinct()).hasSize(Endpoint.Kind.values().length);

        var round = new Round(endpoints, new Random(1));
        var seed = Long.getLong("fuzz.seed", new Random().nextLong());
        System.out.printf("fuzz.seed=%d fuzz.seconds=%d%n", seed, SECONDS);
        var before = log.getAll().length();
        var until = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        var pool = Executors.newFixedThreadPool(THREADS);
        var work = new ArrayList<Callable<Void>>();
        for (var thread = 0; thread < THREADS; thread++) {
            var random = new Random(seed + thread);
            work.add(() -> {
                while (System.nanoTime() < until) {
                    call(round.next(random), random, known);
                }
                return null;
            });
        }
        for (var done : pool.invokeAll(work)) {
            done.get();
        }
        pool.shutdown();
        var kinds =
                new TreeMap<>(endpoints.stream().collect(Collectors.groupingBy(Endpoint::kind, Collectors.counting())));
        System.out.printf(
                "Fuzz: %d calls of %d endpoints %s in %d s; statuses %s%n",
                calls.get(), endpoints.size(), kinds, SECONDS, new TreeMap<>(answered));

        assertThat(faults.stream().distinct().limit(25))
                .as(faults.size() + " faults")
                .isEmpty();
        var written = log.getAll().substring(before);
        assertThat(written.lines().filter(line -> line.contains(Broken.MARK) || line.contains(Broken.NUMBER)))
                .as("of what was sent")
                .isEmpty();
        assertThat(written.lines().filter(line -> line.startsWith("\tat ") || line.startsWith("### ")))
                .as("stack traces and statements")
                .isEmpty();
        assertThat(written.lines().filter(line -> line.contains(" ERROR ")))
                .as("incidents")
                .isEmpty();

        // And the product still works.
        stage.clear();
        var used = story.receivesVoucher("person-05", form -> form.put("recognitionCentre", "C-014"));
        story.centreAdmits(used);
        var last = story.examHeld("9", "KZ-75", used).get(0);
        story.centreSigns(last);
        story.mobilityCentreAcceptsAct(last);
        story.accountantReleases(last);
        story.ordersOf(last).forEach(order -> story.bankConfirms(order.number()));
        assertThat(story.ordersOf(last)).extracting(PaymentOrder::state).containsOnly(PaymentOrder.State.CONFIRMED);
    }

    /** One endpoint after the other, so that each has its turn; of what is ours more than of the engine's, which is large. */
    private static final class Round {

        private static final List<Endpoint.Kind> TURNS = List.of(
                Endpoint.Kind.API,
                Endpoint.Kind.PAGE,
                Endpoint.Kind.WEBAPPS,
                Endpoint.Kind.SCRIPTS,
                Endpoint.Kind.API,
                Endpoint.Kind.WEBAPPS,
                Endpoint.Kind.SCRIPTS);

        private final Map<Endpoint.Kind, List<Endpoint>> byKind;
        private final Map<Endpoint.Kind, AtomicInteger> next = new ConcurrentHashMap<>();

        Round(List<Endpoint> endpoints, Random random) {
            byKind = endpoints.stream().collect(Collectors.groupingBy(Endpoint::kind));
            byKind.values().forEach(list -> Collections.shuffle(list, random));
            byKind.keySet().forEach(kind -> next.put(kind, new AtomicInteger()));
        }

        Endpoint next(Random random) {
            var kind = TURNS.get(random.nextInt(TURNS.size()));
            var list = byKind.get(kind);
            return list.get(Math.floorMod(next.get(kind).getAndIncrement(), list.size()));
        }
    }

    private void call(Endpoint endpoint, Random random, List<String> known) {
        var caller =
                endpoint.kind() == Endpoint.Kind.API || endpoint.kind() == Endpoint.Kind.SCRIPTS && random.nextBoolean()
                        ? BY_LOGIN.get(random.nextInt(BY_LOGIN.size()))
                        : OFFICERS.get(random.nextInt(OFFICERS.size()));
        if (endpoint.kind() == Endpoint.Kind.SCRIPTS) {
            caller = List.of("", "analyst", "admin", "admin").get(random.nextInt(4));
        }
        if (endpoint.writes()
                && caller.equals("admin")
                && DESTROYS.matcher(endpoint.path()).matches()) {
            return;
        }
        var request = new Broken(random, known).of(endpoint);
        try {
            if (!request.headers().containsKey("Authorization")
                    && !request.headers().containsKey("Cookie")) {
                request = signed(request, endpoint, caller);
            }
            var answer = new Wire(port).send(request);
            calls.incrementAndGet();
            answered.computeIfAbsent(answer.status(), none -> new AtomicInteger())
                    .incrementAndGet();
            if (answer.status() == 401 && !caller.isEmpty()) {
                sessions.remove(caller);
            }
            judge(endpoint, caller, request, answer);
        } catch (IOException | RuntimeException unanswered) {
            faults.add("no answer: " + describe(endpoint, caller, request) + " " + unanswered);
        }
    }

    private void judge(Endpoint endpoint, String caller, Wire.Request request, Wire.Answer answer) {
        var fault = answer.status() == 0
                ? "no status"
                : answer.status() >= 500
                                && !(answer.status() == 503
                                        && answer.header("Retry-After").isPresent())
                        ? "fault of ours"
                        : answer.status() >= 400
                                        && endpoint.kind() == Endpoint.Kind.API
                                        && request.path().startsWith("/api/")
                                        && !(answer.header("Content-Type")
                                                        .orElse("")
                                                        .startsWith("application/problem+json")
                                                && answer.body().contains("\"code\":\""))
                                ? "no problem details"
                                : answer.header("Location")
                                                        .filter(to -> to.contains("://"))
                                                        .isPresent()
                                                && endpoint.kind() != Endpoint.Kind.SCRIPTS
                                        ? "absolute redirect"
                                        : null;
        if (fault != null) {
            faults.add(fault + " " + answer.status() + ": " + describe(endpoint, caller, request) + "\n    -> "
                    + answer.body()
                            .replaceAll("\\s+", " ")
                            .substring(
                                    0,
                                    Math.min(
                                            200,
                                            answer.body()
                                                    .replaceAll("\\s+", " ")
                                                    .length())));
        }
    }

    private static String describe(Endpoint endpoint, String caller, Wire.Request request) {
        var body = new String(request.body(), StandardCharsets.UTF_8);
        return endpoint.method() + " " + endpoint.path() + " as " + (caller.isEmpty() ? "nobody" : caller) + ": "
                + shortened(request.path()) + " " + shortened(request.headers().toString()) + " " + shortened(body);
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }

    private Wire.Request signed(Wire.Request request, Endpoint endpoint, String caller) throws IOException {
        if (caller.isEmpty()) {
            return request;
        }
        if (endpoint.kind() == Endpoint.Kind.API || endpoint.kind() == Endpoint.Kind.SCRIPTS) {
            return request.with(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString((caller + ":demo").getBytes(StandardCharsets.UTF_8)));
        }
        var session = sessions.get(caller);
        if (session == null) {
            session = Session.of(new Wire(port), caller);
            sessions.put(caller, session);
        }
        return request.with("Cookie", session.cookies())
                .with("X-XSRF-TOKEN", session.webappToken())
                .with("X-CSRF-TOKEN", session.pageToken());
    }

    private List<Endpoint> endpoints() throws Exception {
        var description = new Wire(port)
                .send(new Wire.Request("GET", "/v3/api-docs/api", Map.of("Connection", "close"), new byte[0]));
        var json = description
                .body()
                .substring(description.body().indexOf('{'), description.body().lastIndexOf('}') + 1);
        var all = new ArrayList<>(OpenApiEndpoints.of(new ObjectMapper().readTree(json)));
        all.addAll(pages());
        all.addAll(
                EngineEndpoints.of(CamundaRestResources.getResourceClasses(), "/engine-rest", Endpoint.Kind.SCRIPTS));
        all.addAll(EngineEndpoints.of(
                List.of(NamedProcessEngineRestServiceImpl.class), "/camunda/api/engine", Endpoint.Kind.WEBAPPS));
        for (var webapp : List.of("admin", "cockpit", "tasklist", "welcome")) {
            var name = Character.toUpperCase(webapp.charAt(0)) + webapp.substring(1) + "Application";
            all.addAll(EngineEndpoints.of(
                    application("org.camunda.bpm." + webapp + ".impl.web." + name),
                    "/camunda/api/" + webapp,
                    Endpoint.Kind.WEBAPPS));
        }
        all.removeIf(endpoint -> LEFT_OUT.matcher(endpoint.path()).matches());
        return all.stream()
                .map(endpoint -> new Endpoint(
                        endpoint.method(),
                        endpoint.path().replaceFirst("^(/camunda/api/engine/engine/)\\{name}", "$1default"),
                        endpoint.parameters(),
                        endpoint.consumes(),
                        endpoint.body(),
                        endpoint.kind()))
                .toList();
    }

    private static Application application(String name) throws Exception {
        return (Application) Class.forName(name).getDeclaredConstructor().newInstance();
    }

    private List<Endpoint> pages() {
        var pages = new ArrayList<Endpoint>();
        mappings.getHandlerMethods().forEach((mapping, method) -> {
            var names = Arrays.stream(method.getMethodParameters())
                    .map(parameter -> parameter.getParameter().getName())
                    .distinct()
                    .toList();
            for (var path : mapping.getPatternValues()) {
                if (path.startsWith("/api/")) {
                    continue;
                }
                var methods = mapping.getMethodsCondition().getMethods();
                for (var verb : methods.isEmpty() ? List.of(RequestMethod.GET) : methods) {
                    var multipart = mapping.getConsumesCondition().toString().contains("multipart")
                            || Arrays.stream(method.getMethodParameters()).anyMatch(parameter -> parameter
                                    .getParameterType()
                                    .getSimpleName()
                                    .equals("MultipartFile"));
                    pages.add(new Endpoint(
                            verb.name(),
                            path,
                            names,
                            verb == RequestMethod.GET
                                    ? null
                                    : multipart ? "multipart/form-data" : "application/x-www-form-urlencoded",
                            null,
                            Endpoint.Kind.PAGE));
                }
            }
        });
        Stream.of(
                        "/login",
                        "/actuator/health",
                        "/actuator/metrics",
                        "/actuator/metrics/{name}",
                        "/style/{file}",
                        "/webjars/{a}/{b}",
                        "/camunda/app/tasklist/{x}",
                        "/camunda/app/{a}/{b}/{c}",
                        "/nowhere")
                .forEach(path ->
                        pages.add(new Endpoint("GET", path, List.of("lang", "wrong"), null, null, Endpoint.Kind.PAGE)));
        pages.add(new Endpoint(
                "POST",
                "/login",
                List.of("username", "password"),
                "application/x-www-form-urlencoded",
                null,
                Endpoint.Kind.PAGE));
        return pages;
    }

    /** A browser's session of an officer. */
    private record Session(String id, String webappToken, String pageToken) {

        private static final Pattern ID = Pattern.compile("bilik-session=([^;]+)");
        private static final Pattern WEBAPP = Pattern.compile("XSRF-TOKEN=([^;]+)");
        private static final Pattern PAGE = Pattern.compile("_csrf\" value=\"([^\"]+)");

        static Session of(Wire wire, String officer) throws IOException {
            var login = wire.send(new Wire.Request("GET", "/login", Map.of("Accept", "text/html"), new byte[0]));
            var id = found(ID, login.headers().toString(), "");
            var token = found(PAGE, login.body(), "");
            var body = "username=" + officer + "&password=demo&_csrf=" + token;
            var in = wire.send(new Wire.Request(
                    "POST",
                    "/login",
                    Map.of("Cookie", "bilik-session=" + id, "Content-Type", "application/x-www-form-urlencoded"),
                    body.getBytes(StandardCharsets.UTF_8)));
            id = found(ID, in.headers().toString(), id);
            var cookie = Map.of("Cookie", "bilik-session=" + id, "Accept", "text/html");
            var webapp = wire.send(new Wire.Request("GET", "/camunda/app/welcome/default/", cookie, new byte[0]));
            var page = wire.send(new Wire.Request("GET", "/", cookie, new byte[0]));
            assertThat(page.status()).as(officer + " is signed in").isEqualTo(200);
            return new Session(id, found(WEBAPP, webapp.headers().toString(), "x"), found(PAGE, page.body(), "x"));
        }

        String cookies() {
            return "bilik-session=" + id + "; XSRF-TOKEN=" + webappToken;
        }

        private static String found(Pattern what, String where, String otherwise) {
            var found = what.matcher(where);
            return found.find() ? found.group(1) : otherwise;
        }
    }
}
