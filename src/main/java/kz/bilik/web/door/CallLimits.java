package kz.bilik.web.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import kz.bilik.officer.signin.SignInRecords;
import kz.bilik.officer.signin.SignInRecords.Way;
import kz.bilik.officer.signin.SignInRecords.What;
import kz.bilik.web.door.LimitSettings.Limit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * How often an address may call what needs no login, and be refused where one is needed (decision 28). Counted in memory, by
 * each node for itself. Who is signed in is not counted: applicants, centres and the bank on the closing day least of all.
 */
@Component
final class CallLimits {

    /** What is counted apart; the first that fits. */
    private enum Matter {
        HEALTH(LimitSettings::health, "/actuator/health/**"),
        FILES(LimitSettings::files, "/style/**", "/webjars/**", "/swagger-ui/**", "/favicon.ico"),
        VERIFICATION(LimitSettings::verification, "/api/verifications/**", "/verify/**"),
        ARITHMETIC(
                LimitSettings::arithmetic,
                "/api/deadlines",
                "/api/reimbursements",
                "/api/calendar/**",
                "/api/catalogue/**"),
        LOGIN(LimitSettings::login, "/login/**", "/oauth2/**"),
        OTHERS(LimitSettings::others, "/**"),
        /** Not by what is called, but by what came of it. */
        REFUSED(LimitSettings::refused);

        private final Function<LimitSettings, Limit> limit;
        private final List<RequestMatcher> paths;

        Matter(Function<LimitSettings, Limit> limit, String... paths) {
            this.limit = limit;
            this.paths = Arrays.stream(paths)
                    .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                    .toList();
        }

        static Matter of(HttpServletRequest request) {
            return Arrays.stream(values())
                    .filter(matter -> !matter.paths.isEmpty())
                    .filter(matter -> new OrRequestMatcher(matter.paths).matches(request))
                    .findFirst()
                    .orElse(OTHERS);
        }
    }

    private record Caller(Matter matter, String address) {}

    private final LimitSettings settings;
    private final SignInRecords records;
    private final Cache<Caller, Bucket> buckets;

    CallLimits(LimitSettings settings, SignInRecords records) {
        this.settings = settings;
        this.records = records;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(settings.mostAddresses())
                // Whoever has been away for so long would find a full bucket anyhow.
                .expireAfterAccess(Duration.ofMinutes(30))
                .build();
    }

    /** Counts calls of those who are not signed in; its place in a chain is after the logins that come with each call. */
    OncePerRequestFilter filter() {
        return new OncePerRequestFilter() {

            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                var matter = Matter.of(request);
                // Nobody is asked who he is for a style sheet.
                if (matter != Matter.FILES && isSignedIn() || mayGoOn(request, response, matter)) {
                    chain.doFilter(request, response);
                }
            }
        };
    }

    /** Counts refused tokens and logins of programs before they are told; one that sends none is only told. */
    AuthenticationEntryPoint counting(AuthenticationEntryPoint refusal) {
        return (request, response, refused) -> {
            var given = request.getHeader(HttpHeaders.AUTHORIZATION);
            if (given != null) {
                if (!mayGoOn(request, response, Matter.REFUSED)) {
                    return;
                }
                var way = given.regionMatches(true, 0, "Basic", 0, "Basic".length()) ? Way.BASIC : Way.TOKEN;
                records.record("", CallerAddress.of(request), What.BAD_TOKEN, way, "");
            }
            refusal.commence(request, response, refused);
        };
    }

    private boolean mayGoOn(HttpServletRequest request, HttpServletResponse response, Matter matter)
            throws IOException {
        if (!settings.enabled()) {
            return true;
        }
        var taken = buckets.get(new Caller(matter, CallerAddress.of(request)), this::bucket)
                .tryConsumeAndReturnRemaining(1);
        if (taken.isConsumed()) {
            return true;
        }
        var wait = Math.max(1, Duration.ofNanos(taken.getNanosToWaitForRefill()).toSeconds() + 1);
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait));
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        return false;
    }

    private Bucket bucket(Caller caller) {
        var limit = caller.matter().limit.apply(settings);
        return Bucket.builder()
                .addLimit(bucket ->
                        bucket.capacity(limit.atOnce()).refillGreedy(limit.perMinute(), Duration.ofMinutes(1)))
                .build();
    }

    private static boolean isSignedIn() {
        var caller = SecurityContextHolder.getContext().getAuthentication();
        return caller != null && caller.isAuthenticated() && !(caller instanceof AnonymousAuthenticationToken);
    }
}
