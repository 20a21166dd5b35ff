package kz.bilik.web.fuzz;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every call of a JAX-RS application, found as JAX-RS finds it: by the annotations of its resources and of what they lead to. */
final class EngineEndpoints {

    private static final int DEEPEST = 5;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<String, Endpoint> found = new LinkedHashMap<>();
    private final Map<String, Set<String>> queries = new LinkedHashMap<>();
    private final Endpoint.Kind kind;

    private EngineEndpoints(Endpoint.Kind kind) {
        this.kind = kind;
    }

    static List<Endpoint> of(Application application, String base, Endpoint.Kind kind) {
        return of(application.getClasses(), base, kind);
    }

    static List<Endpoint> of(Iterable<Class<?>> resources, String base, Endpoint.Kind kind) {
        var endpoints = new EngineEndpoints(kind);
        for (var resource : resources) {
            var path = annotation(resource, Path.class);
            if (path != null) {
                endpoints.walk(resource, join(base, path.value()), 0);
            }
        }
        return endpoints.found.values().stream().map(endpoints::withQuery).toList();
    }

    private void walk(Class<?> resource, String base, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        for (var method : resource.getMethods()) {
            var path = annotation(method, Path.class);
            var verb = verb(method);
            if (verb == null && path == null) {
                continue;
            }
            var address = path == null ? base : join(base, path.value());
            if (verb == null) {
                walk(method.getReturnType(), address, depth + 1);
            } else {
                add(verb, address, method);
            }
        }
    }

    private void add(String verb, String address, Method method) {
        var consumes = annotation(method, Consumes.class);
        var declared = declaration(method);
        var names = new TreeSet<String>();
        JsonNode body = null;
        for (var parameter : declared.getParameters()) {
            var query = parameter.getAnnotation(QueryParam.class);
            if (query != null) {
                names.add(query.value());
            } else if (parameter.getAnnotations().length == 0) {
                body = example(JSON.constructType(parameter.getParameterizedType()), 0);
                if (body.isObject()) {
                    var fields = queries.computeIfAbsent(address, none -> new TreeSet<>());
                    body.fieldNames().forEachRemaining(fields::add);
                }
            }
        }
        var type = body == null ? null : consumes == null ? "application/json" : consumes.value()[0];
        found.putIfAbsent(verb + " " + address, new Endpoint(verb, address, List.copyOf(names), type, body, kind));
    }

    /** What may be asked for in the body of a POST may be asked for in the query of the GET beside it. */
    private Endpoint withQuery(Endpoint endpoint) {
        if (endpoint.writes()) {
            return endpoint;
        }
        var names = new TreeSet<>(endpoint.parameters());
        names.addAll(queries.getOrDefault(endpoint.path(), Set.of()));
        names.addAll(List.of("maxResults", "firstResult", "sortBy", "sortOrder"));
        return new Endpoint(endpoint.method(), endpoint.path(), List.copyOf(names), null, null, endpoint.kind());
    }

    static JsonNode example(JavaType type, int depth) {
        var raw = type.getRawClass();
        if (raw == String.class || raw == Object.class || CharSequence.class.isAssignableFrom(raw)) {
            return NODES.textNode("x");
        }
        if (raw == Boolean.class || raw == boolean.class) {
            return NODES.booleanNode(false);
        }
        if (raw == Long.class || raw == Integer.class || raw == int.class || raw == long.class || raw == Double.class) {
            return NODES.numberNode(1);
        }
        if (raw == Date.class) {
            return NODES.textNode("2026-09-14T09:00:00.000+0500");
        }
        if (raw.isEnum()) {
            return NODES.textNode(String.valueOf(raw.getEnumConstants()[0]));
        }
        if (type.isCollectionLikeType() || type.isArrayType()) {
            var list = NODES.arrayNode();
            return depth > 3 ? list : list.add(example(type.getContentType(), depth + 1));
        }
        if (type.isMapLikeType()) {
            var map = NODES.objectNode();
            return depth > 3 ? map : map.set("x", example(type.getContentType(), depth + 1));
        }
        var object = NODES.objectNode();
        if (depth > 3 || raw.getName().startsWith("java.") || raw.getName().startsWith("jakarta.")) {
            return object;
        }
        JSON.getDeserializationConfig().introspect(type).findProperties().forEach(property -> {
            var setter = property.getSetter();
            if (setter != null) {
                object.set(property.getName(), example(setter.getParameterType(0), depth + 1));
            }
        });
        return object;
    }

    private static @Nullable String verb(Method method) {
        return declarations(method)
                .flatMap(declared -> Arrays.stream(declared.getAnnotations()))
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(HttpMethod::value)
                .findFirst()
                .orElse(null);
    }

    private static <A extends Annotation> @Nullable A annotation(Method method, Class<A> type) {
        return declarations(method)
                .map(declared -> declared.getAnnotation(type))
                .filter(annotation -> annotation != null)
                .findFirst()
                .orElse(null);
    }

    private static Method declaration(Method method) {
        return declarations(method)
                .filter(declared -> Arrays.stream(declared.getAnnotations())
                        .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class)))
                .findFirst()
                .orElse(method);
    }

    /** The method and what it overrides, where JAX-RS looks for annotations as well. */
    private static Stream<Method> declarations(Method method) {
        return types(method.getDeclaringClass()).stream().flatMap(type -> Arrays.stream(type.getDeclaredMethods())
                .filter(other -> other.getName().equals(method.getName())
                        && Arrays.equals(other.getParameterTypes(), method.getParameterTypes())));
    }

    private static <A extends Annotation> @Nullable A annotation(Class<?> resource, Class<A> annotation) {
        return types(resource).stream()
                .map(type -> type.getAnnotation(annotation))
                .filter(present -> present != null)
                .findFirst()
                .orElse(null);
    }

    private static List<Class<?>> types(Class<?> type) {
        var types = new ArrayList<Class<?>>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            types.add(each);
            for (var face : each.getInterfaces()) {
                types.addAll(types(face));
            }
        }
        return types;
    }

    private static String join(String base, String path) {
        var joined =
                (base + "/" + path).replaceAll("/+", "/").replaceAll("\\{([^}:]+):[^{}]*(\\{[^}]*})?[^{}]*}", "{$1}");
        return joined.length() > 1 && joined.endsWith("/") ? joined.substring(0, joined.length() - 1) : joined;
    }
}
