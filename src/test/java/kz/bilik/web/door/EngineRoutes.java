package kz.bilik.web.door;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.webapp.impl.engine.EngineRestApplication;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;

/**
 * The calls that the engine answers, read from its classes as they are mounted: the webapps' at {@code /camunda/api}, the
 * scripts' at {@code /engine-rest}. An engine of another version that answers more has more of them here.
 */
public final class EngineRoutes {

    /** Where the webapps find the engine; the scripts' interface has the same calls. */
    public static final String ENGINE = "/camunda/api/engine";

    /**
     * A call.
     *
     * @param path with {@code {name}} for each part that varies
     */
    public record Route(String method, String path) implements Comparable<Route> {

        @Override
        public int compareTo(Route other) {
            var byPath = path.compareTo(other.path);
            return byPath != 0 ? byPath : method.compareTo(other.method);
        }
    }

    private EngineRoutes() {}

    /** All of the webapps; needs a started product, because plugins bring calls of their own. */
    public static Set<Route> ofTheWebapps() {
        var routes = new TreeSet<Route>();
        routes.addAll(of("/camunda/api/engine", new EngineRestApplication()));
        routes.addAll(of("/camunda/api/cockpit", new CockpitApplication()));
        routes.addAll(of("/camunda/api/admin", new AdminApplication()));
        routes.addAll(of("/camunda/api/tasklist", new TasklistApplication()));
        routes.addAll(of("/camunda/api/welcome", new WelcomeApplication()));
        return routes;
    }

    /** All of {@code /engine-rest}. */
    public static Set<Route> ofTheScripts() {
        return of("/engine-rest", CamundaRestResources.getResourceClasses());
    }

    private static Set<Route> of(String mounted, Application application) {
        return of(mounted, application.getClasses());
    }

    private static Set<Route> of(String mounted, Collection<Class<?>> classes) {
        var routes = new TreeSet<Route>();
        for (var type : classes) {
            annotation(type, Path.class)
                    .ifPresent(path -> collect(type, joined(mounted, path.value()), new ArrayList<>(), routes));
        }
        return routes;
    }

    private static void collect(Class<?> type, String path, List<Class<?>> way, Set<Route> routes) {
        if (way.contains(type)) {
            return;
        }
        var further = new ArrayList<>(way);
        further.add(type);
        for (var method : type.getMethods()) {
            var at = annotation(method, Path.class).map(Path::value);
            var verb = verb(method);
            var where = at.map(part -> joined(path, part)).orElse(path);
            if (verb.isPresent()) {
                routes.add(new Route(verb.get(), where));
            } else if (at.isPresent()) {
                collect(method.getReturnType(), where, further, routes);
            }
        }
    }

    private static String joined(String path, String part) {
        var plain = part.replaceAll("\\{\\s*([\\w-]+)\\s*:[^{}]*}", "{$1}").replaceAll("^/|/$", "");
        return plain.isEmpty() ? path : path + "/" + plain;
    }

    private static Optional<String> verb(Method method) {
        return declarations(method)
                .flatMap(declared -> Arrays.stream(declared.getAnnotations()))
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static <A extends Annotation> Optional<A> annotation(Method method, Class<A> annotation) {
        return declarations(method)
                .map(declared -> declared.getAnnotation(annotation))
                .filter(found -> found != null)
                .findFirst();
    }

    private static <A extends Annotation> Optional<A> annotation(Class<?> type, Class<A> annotation) {
        return lineage(type)
                .map(each -> each.getAnnotation(annotation))
                .filter(found -> found != null)
                .findFirst();
    }

    /** The method and what it overrides, where its annotations may stand. */
    private static Stream<Method> declarations(Method method) {
        return lineage(method.getDeclaringClass()).flatMap(type -> {
            try {
                return Stream.of(type.getDeclaredMethod(method.getName(), method.getParameterTypes()));
            } catch (NoSuchMethodException notThere) {
                return Stream.empty();
            }
        });
    }

    private static Stream<Class<?>> lineage(Class<?> type) {
        return type == null
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(type),
                        Stream.concat(
                                lineage(type.getSuperclass()),
                                Arrays.stream(type.getInterfaces()).flatMap(EngineRoutes::lineage)));
    }
}
