package kz.bilik.web.door;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import kz.bilik.identity.Bin;
import kz.bilik.identity.Iin;
import kz.bilik.officer.SecuritySettings;
import kz.bilik.problem.Problem;
import kz.bilik.problem.RefusedToStart;
import kz.bilik.record.DemoTable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/**
 * HTTP Basic logins of the API in the demo, from the demo's own data: {@code person-01} … {@code person-20},
 * {@code centre-C-014} and the other recognition centres, {@code bank}, {@code nqs}, {@code administrator}. The NQS
 * platform says by the header {@link ApiCaller#ACTING_FOR} for whom it acts; in a token that is the claim {@code iin}.
 */
@Component
@Profile("demo")
class DemoLogins implements AuthenticationManager {

    private final Map<String, ApiCaller> callers = new HashMap<>();
    private final byte[] password;

    DemoLogins(SecuritySettings settings) {
        var demo = settings.demo().password();
        if (demo == null || demo.isEmpty()) {
            throw new RefusedToStart(
                    "the profile demo needs bilik.security.demo.password.",
                    "Remove the empty setting: demo is the default.");
        }
        password = demo.getBytes(StandardCharsets.UTF_8);
        for (var person : DemoTable.rows("persons.csv")) {
            add(person.get("number"), ApiCaller.APPLICANT, Iin.of(person.get("iin")), null, null, null);
        }
        for (var centre : DemoTable.rows("centres.csv")) {
            if (centre.get("kind").equals("recognition")) {
                var code = centre.get("code");
                add(
                        "centre-" + code,
                        ApiCaller.RECOGNITION_CENTRE,
                        null,
                        Bin.of(centre.get("bin")),
                        code,
                        centre.get("region"));
            }
        }
        add("bank", ApiCaller.PAYER, null, null, null, null);
        add("nqs", ApiCaller.NQS, null, null, null, null);
        add("administrator", ApiCaller.ADMINISTRATOR, null, null, null, null);
    }

    private void add(
            String name,
            String role,
            @Nullable Iin iin,
            @Nullable Bin bin,
            @Nullable String centre,
            @Nullable String region) {
        callers.put(name, new ApiCaller(name, Set.of(role), iin, bin, centre, region));
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var caller = callers.get(attempt.getName());
        var given = String.valueOf(attempt.getCredentials()).getBytes(StandardCharsets.UTF_8);
        if (caller == null || !MessageDigest.isEqual(password, given)) {
            throw new BadCredentialsException("demo");
        }
        if (caller.is(ApiCaller.NQS) && attempt.getDetails() instanceof String person) {
            caller = new ApiCaller(caller.name(), caller.roles(), person(person), null, null, null);
        }
        return ApiTokens.authentication(caller);
    }

    private static Iin person(String iin) {
        try {
            return Iin.of(iin);
        } catch (Problem wrong) {
            throw new BadCredentialsException("person", wrong);
        }
    }
}
