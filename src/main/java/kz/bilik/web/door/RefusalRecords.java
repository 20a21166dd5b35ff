package kz.bilik.web.door;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import kz.bilik.officer.signin.SignInRecords;
import kz.bilik.officer.signin.SignInRecords.Way;
import kz.bilik.officer.signin.SignInRecords.What;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Records who is refused where although he is signed in, whichever room refuses him, and who signs out. An answer goes out
 * also when it cannot be recorded.
 */
@Component
final class RefusalRecords {

    private static final Logger log = LoggerFactory.getLogger(RefusalRecords.class);

    /** So much of a path says where; numbers of cases, ids and what a stranger makes up would fill the table. */
    private static final int PARTS = 4;

    private final SignInRecords records;

    RefusalRecords(SignInRecords records) {
        this.records = records;
    }

    /** Its place in a chain is before everything that refuses. */
    OncePerRequestFilter filter() {
        return new OncePerRequestFilter() {

            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                chain.doFilter(request, response);
                if (response.getStatus() == HttpStatus.FORBIDDEN.value()) {
                    refused(request);
                }
            }
        };
    }

    @EventListener
    void signedOut(LogoutSuccessEvent event) {
        if (event.getAuthentication().getPrincipal() instanceof String officer
                && RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes call) {
            record(officer, call.getRequest(), What.SIGNED_OUT, Way.PAGE, "");
        }
    }

    private void refused(HttpServletRequest request) {
        var caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller == null || caller instanceof AnonymousAuthenticationToken || !caller.isAuthenticated()) {
            return;
        }
        var place = request.getMethod() + " " + place(request);
        if (caller.getPrincipal() instanceof ApiCaller program) {
            record(program.name(), request, What.REFUSED, Way.TOKEN, place);
        } else if (caller.getPrincipal() instanceof String officer) {
            var way = request.getHeader(HttpHeaders.AUTHORIZATION) == null ? Way.SESSION : Way.BASIC;
            record(officer, request, What.REFUSED, way, place);
        }
    }

    private void record(String account, HttpServletRequest request, What what, Way way, String place) {
        try {
            records.record(account, CallerAddress.of(request), what, way, place);
        } catch (DataAccessException away) {
            log.warn("Not recorded: {} {}", what, away.getClass().getSimpleName());
        }
    }

    /** {@code /cases/*}: words of ours stay, whatever has a digit or is long does not. */
    static String place(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        return Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty())
                .limit(PARTS)
                .map(part -> part.matches("[a-z][a-z.-]{0,30}") ? part : "*")
                .collect(Collectors.joining("/", "/", ""));
    }
}
