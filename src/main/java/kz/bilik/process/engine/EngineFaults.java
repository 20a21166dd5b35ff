package kz.bilik.process.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Arrays;
import java.util.Map;
import kz.bilik.problem.Incident;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.process.task.RefusedCompletion;
import kz.bilik.process.words.ProblemWords;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;
import org.glassfish.jersey.server.internal.process.MappableException;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * What the engine's REST API answers when it fails. It looks at no input before it works with it, and answers 500 with the
 * statement that failed, whether a caller left something out or the database is away. Here the three are told apart: 400 for
 * the caller, 503 while the database is away, 409 for a rival, and 500 with the number of an {@link Incident} for a fault of
 * ours. Found by Jersey in {@code META-INF/services}, for the scripts' API and for that of each webapp.
 */
public final class EngineFaults implements ForcedAutoDiscoverable {

    private static final String FAILURE = EngineFaults.class.getName();
    private static final String SECONDS = "1";

    /** What its interface is made of: whatever else is missing there, a caller has left out. */
    private static final String INTERFACE = "org.camunda.bpm.engine.rest.";

    /** Where it asks whether somebody may do something with a task, also with one that is not there. */
    private static final String RIGHTS = "org.camunda.bpm.engine.impl.cfg.auth.";

    private static final Response.StatusType UNPROCESSABLE = new Response.StatusType() {

        @Override
        public int getStatusCode() {
            return 422;
        }

        @Override
        public Status.Family getFamily() {
            return Status.Family.CLIENT_ERROR;
        }

        @Override
        public String getReasonPhrase() {
            return "Unprocessable Content";
        }
    };

    @Override
    public void configure(FeatureContext context) {
        context.register(Noticed.class);
        context.register(Addresses.class);
        context.register(Waiting.class);
        context.register(EngineBodies.class);
        context.register(Answered.class);
    }

    /** Keeps what was thrown until there is an answer to it. */
    static final class Noticed implements ApplicationEventListener {

        @Override
        public void onEvent(ApplicationEvent event) {
            // Of the application nothing is of interest.
        }

        @Override
        public RequestEventListener onRequest(RequestEvent request) {
            return event -> {
                if (event.getType() == RequestEvent.Type.ON_EXCEPTION) {
                    event.getContainerRequest().setProperty(FAILURE, event.getException());
                }
            };
        }
    }

    /** Links within an answer, and where something new lies, begin at the root: never with the host that a request names. */
    @PreMatching
    static final class Addresses implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            var addresses = request.getUriInfo();
            request.setRequestUri(withoutHost(addresses.getBaseUri()), withoutHost(addresses.getRequestUri()));
        }

        private static URI withoutHost(URI address) {
            var query = address.getRawQuery();
            return URI.create(address.getRawPath() + (query == null ? "" : "?" + query));
        }
    }

    /** A call that waits for its answer needs a servlet that lets go of the thread meanwhile, which those of the webapps do not. */
    static final class Waiting implements ContainerRequestFilter {

        @Context
        private @Nullable ResourceInfo called;

        @Context
        private @Nullable HttpServletRequest servletRequest;

        @Override
        public void filter(ContainerRequestContext request) {
            if (called != null
                    && called.getResourceMethod() != null
                    && servletRequest != null
                    && !servletRequest.isAsyncSupported()
                    && Arrays.stream(called.getResourceMethod().getParameters())
                            .anyMatch(parameter -> parameter.getType() == AsyncResponse.class)) {
                request.abortWith(Response.status(Status.NOT_FOUND).build());
            }
        }
    }

    /** Puts right the answer that the engine's own mappers gave. */
    static final class Answered implements ContainerResponseFilter {

        @Context
        private @Nullable ServletContext servlet;

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            if (request.getProperty(FAILURE) instanceof Throwable thrown
                    && find(thrown, JsonProcessingException.class) != null) {
                // Of two mappers that both feel concerned either may come first, and one repeats what it read.
                say(response, Status.BAD_REQUEST, Problem.of(Kind.MALFORMED, "web.unreadable"));
                return;
            }
            if (response.getStatus() < Status.INTERNAL_SERVER_ERROR.getStatusCode()
                    || !(request.getProperty(FAILURE) instanceof Throwable thrown)) {
                return;
            }
            // Jersey wraps what a resource throws.
            var failure = thrown instanceof MappableException && thrown.getCause() != null ? thrown.getCause() : thrown;
            var place = request.getMethod() + " " + whichApi(request);
            var problem = find(failure, Problem.class);
            if (problem != null) {
                say(response, status(problem.kind()), problem);
            } else if (find(failure, OptimisticLockingException.class) != null) {
                // The sentence of the engine is read on the way out and said in the officer's words.
                response.setStatus(Status.CONFLICT.getStatusCode());
            } else if (isAway(failure)) {
                Incident.report(place, failure);
                response.getHeaders().putSingle(HttpHeaders.RETRY_AFTER, SECONDS);
                say(response, Status.SERVICE_UNAVAILABLE, Problem.of(Kind.UNAVAILABLE, "web.try-again"));
            } else if (isOurs(failure)) {
                var incident = Incident.report(place, failure);
                say(response, Status.INTERNAL_SERVER_ERROR, Problem.of(Kind.UNAVAILABLE, "web.internal", incident));
            } else if (stumbledIn(failure, INTERFACE)) {
                say(response, Status.BAD_REQUEST, Problem.of(Kind.MALFORMED, "web.left-out"));
            } else if (stumbledIn(failure, RIGHTS)) {
                say(response, Status.NOT_FOUND, Problem.of(Kind.NOT_FOUND, "web.not-found"));
            } else {
                if (!isRefusal(failure)) {
                    Incident.reportInput(place, failure);
                }
                response.setStatus(Status.BAD_REQUEST.getStatusCode());
                if (!saysWhy(failure)) {
                    say(response, Status.BAD_REQUEST, Problem.of(Kind.MALFORMED, "web.malformed"));
                }
            }
        }

        /** The kind of thing that was asked for, without whose number it was. */
        private static String whichApi(ContainerRequestContext request) {
            var path = request.getUriInfo().getPathSegments().stream()
                    .map(segment -> segment.getPath())
                    .filter(segment -> segment.matches("[a-zA-Z-]{2,40}"))
                    .limit(3)
                    .toList();
            return String.join("/", path);
        }

        private String words(Problem problem) {
            return WebApplicationContextUtils.getRequiredWebApplicationContext(servlet)
                    .getBean(ProblemWords.class)
                    .of(problem);
        }

        private void say(ContainerResponseContext response, Response.StatusType status, Problem problem) {
            response.setStatus(status.getStatusCode());
            response.setEntity(
                    Map.of("type", "Refused", "code", problem.code(), "message", words(problem)),
                    null,
                    MediaType.APPLICATION_JSON_TYPE);
        }
    }

    private static Response.StatusType status(Kind kind) {
        return switch (kind) {
            case FORBIDDEN -> Status.FORBIDDEN;
            case NOT_FOUND -> Status.NOT_FOUND;
            case CONFLICT -> Status.CONFLICT;
            case TOO_LARGE -> Status.REQUEST_ENTITY_TOO_LARGE;
            case UNSUPPORTED -> Status.UNSUPPORTED_MEDIA_TYPE;
            case UNAVAILABLE -> Status.SERVICE_UNAVAILABLE;
            case UNPROCESSABLE -> UNPROCESSABLE;
            default -> Status.BAD_REQUEST;
        };
    }

    /**
     * A connection that cannot be had, or was lost. A transaction that could not even be taken back has lost it as well: the
     * pool has closed the connection by then, and says so without a code.
     */
    static boolean isAway(Throwable failure) {
        var sql = find(failure, SQLException.class);
        return sql != null
                && (sql instanceof SQLTransientConnectionException
                        || sql instanceof SQLNonTransientConnectionException
                        || stateBegins(sql, "08", "53", "57", "58")
                        || sql.getSQLState() == null && find(failure, TransactionSystemException.class) != null);
    }

    /** What no input explains: the machine itself, or a statement that fails for another reason than its values. */
    private static boolean isOurs(Throwable failure) {
        if (find(failure, Error.class) != null) {
            return true;
        }
        var sql = find(failure, SQLException.class);
        return sql != null && !stateBegins(sql, "22", "23", "2201", "HY", "90");
    }

    /** Of its own exceptions the engine tells what it misses; of the others it tells statements and classes. */
    private static boolean saysWhy(Throwable failure) {
        return find(failure, SQLException.class) == null
                && find(failure, ProcessEnginePersistenceException.class) == null
                && (find(failure, ProcessEngineException.class) != null || failure instanceof WebApplicationException);
    }

    /**
     * Whether the engine, or we within it, said no and nothing went wrong: such a refusal is somebody's everyday slip and none
     * of the operator's business.
     */
    private static boolean isRefusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause() == cause ? null : cause.getCause()) {
            if (!(cause instanceof ProcessEngineException
                            || cause instanceof RefusedCompletion
                            || cause instanceof Problem
                            || cause instanceof RestException
                            || cause instanceof WebApplicationException)
                    || cause instanceof ProcessEnginePersistenceException) {
                return false;
            }
        }
        return true;
    }

    /** Whether it is there that something was missing which the engine took for given. */
    private static boolean stumbledIn(Throwable failure, String where) {
        return failure instanceof NullPointerException
                && Arrays.stream(failure.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .filter(name -> !name.startsWith("java."))
                        .findFirst()
                        .filter(name -> name.startsWith(where))
                        .isPresent();
    }

    private static boolean stateBegins(SQLException sql, String... classes) {
        for (var beginning : classes) {
            if (sql.getSQLState() != null && sql.getSQLState().startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause() == cause ? null : cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
