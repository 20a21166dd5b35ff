package kz.bilik.web.answer;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import kz.bilik.database.Room;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * While the disk of the database is full nothing is taken in, and whoever sends something is told why in his language; what is
 * there can be read. Right behind the door: who may not come in learns nothing, and signing in and out needs no room.
 */
@Component
@Order(SecurityProperties.DEFAULT_FILTER_ORDER + 1)
class RoomForWrites extends OncePerRequestFilter {

    /** Seconds, for programs: somebody has to make room first. */
    private static final String LATER = "60";

    private static final Set<String> SAFE =
            Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.OPTIONS.name());

    private final Room room;
    private final ProblemAnswers answers;

    RoomForWrites(Room room, ProblemAnswers answers) {
        this.room = room;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SAFE.contains(request.getMethod()) || !room.isFull()) {
            chain.doFilter(request, response);
            return;
        }
        var problem = Problem.of(Kind.UNAVAILABLE, ProblemDetails.NO_ROOM);
        response.setHeader(HttpHeaders.RETRY_AFTER, LATER);
        if (String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).contains("text/html")) {
            request.setAttribute(ProblemDetails.PROBLEM, problem);
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
        } else {
            answers.write(request, response, problem);
        }
    }
}
