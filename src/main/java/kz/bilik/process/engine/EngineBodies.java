package kz.bilik.process.engine;

import jakarta.servlet.ServletContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.camunda.bpm.engine.rest.dto.identity.GroupDto;
import org.camunda.bpm.engine.rest.dto.identity.TenantDto;
import org.camunda.bpm.engine.rest.dto.identity.UserCredentialsDto;
import org.camunda.bpm.engine.rest.dto.identity.UserDto;
import org.camunda.bpm.engine.rest.dto.identity.UserProfileDto;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * What a call of the engine's interface brings, read and not yet used. The engine takes {@code null} for a body and stumbles
 * over it later, makes an account into which nobody can come, and answers 204 to a password that it does not set: here each is
 * refused in words before anything happens.
 */
final class EngineBodies implements ReaderInterceptor {

    private static final String ID = "id";
    private static final String PROVIDER = "bilik.security.officers.oidc.issuer";

    @Context
    private @Nullable UriInfo address;

    @Context
    private @Nullable ServletContext servlet;

    /**
     * Reads the body and looks at it.
     *
     * @throws Problem {@code web.left-out} for {@code null}; {@code officer.password-missing}; {@code officer.id-stays}
     */
    @Override
    public @Nullable Object aroundReadFrom(ReaderInterceptorContext reading) throws IOException {
        var content = new PushbackInputStream(reading.getInputStream());
        var first = content.read();
        if (first >= 0) {
            content.unread(first);
        }
        reading.setInputStream(content);
        var body = reading.proceed();
        // Some calls need no body; one that is there says something.
        if (body == null && first >= 0 && isJson(reading)) {
            throw Problem.of(Kind.MALFORMED, "web.left-out");
        }
        if (body instanceof UserDto user) {
            requireWayIn(user.getCredentials());
        } else if (body instanceof UserCredentialsDto credentials) {
            requirePassword(credentials);
        } else if (body instanceof UserProfileDto profile) {
            requireSameId(profile::getId, profile::setId);
        } else if (body instanceof GroupDto group) {
            requireSameId(group::getId, group::setId);
        } else if (body instanceof TenantDto tenant) {
            requireSameId(tenant::getId, tenant::setId);
        }
        return body;
    }

    private static boolean isJson(ReaderInterceptorContext reading) {
        return reading.getMediaType() != null
                && reading.getMediaType().getSubtype().contains("json");
    }

    /** Who is known to a provider of OpenID Connect comes in by it. */
    private void requireWayIn(@Nullable UserCredentialsDto credentials) {
        var provider = WebApplicationContextUtils.getRequiredWebApplicationContext(servlet)
                .getEnvironment()
                .getProperty(PROVIDER, "");
        if (credentials != null || provider.isBlank()) {
            requirePassword(credentials);
        }
    }

    private static void requirePassword(@Nullable UserCredentialsDto credentials) {
        if (credentials == null
                || credentials.getPassword() == null
                || credentials.getPassword().isEmpty()) {
            throw Problem.of(Kind.UNPROCESSABLE, "officer.password-missing");
        }
    }

    /** What is called by its id cannot get another one: rights and records name it. */
    private void requireSameId(Supplier<@Nullable String> said, Consumer<String> put) {
        @Nullable
        String called = address == null ? null : address.getPathParameters().getFirst(ID);
        if (called == null) {
            return;
        }
        if (said.get() == null) {
            put.accept(called);
        } else if (!called.equals(said.get())) {
            throw Problem.of(Kind.UNPROCESSABLE, "officer.id-stays");
        }
    }
}
