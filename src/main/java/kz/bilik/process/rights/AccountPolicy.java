package kz.bilik.process.rights;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import kz.bilik.officer.signin.PasswordRule;
import kz.bilik.officer.signin.PasswordRule.Fault;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;

/**
 * {@link PasswordRule} as the engine knows a policy: asked wherever a password is set, and shown by Camunda Admin rule by rule,
 * each in the words that its {@code locales} have for a placeholder.
 */
public final class AccountPolicy implements PasswordPolicy {

    /** What Camunda Admin says in English; its files have Kazakh and Russian for it. */
    static final String NOT_EASILY_GUESSED = "It must not be widely known, a row of keys or a word with a number";

    private static final List<PasswordPolicyRule> RULES = List.of(
            new Rule(
                    "PASSWORD_POLICY_LENGTH",
                    Map.of("minLength", PasswordRule.SHORTEST + "–" + PasswordRule.LONGEST),
                    Set.of(Fault.TOO_SHORT, Fault.TOO_LONG)),
            new Rule("PASSWORD_POLICY_USER_DATA", Map.of(), Set.of(Fault.HOLDS_NAME)),
            new Rule(NOT_EASILY_GUESSED, Map.of(), Set.of(Fault.EASILY_GUESSED)));

    @Override
    public List<PasswordPolicyRule> getRules() {
        return RULES;
    }

    private record Rule(String placeholder, Map<String, String> parameters, Set<Fault> faults)
            implements PasswordPolicyRule {

        @Override
        public String getPlaceholder() {
            return placeholder;
        }

        @Override
        public Map<String, String> getParameters() {
            return parameters;
        }

        @Override
        public boolean execute(String password) {
            return execute(password, null);
        }

        @Override
        public boolean execute(String password, @Nullable User user) {
            var names = user == null
                    ? List.<String>of()
                    : Stream.of(user.getId(), user.getFirstName(), user.getLastName())
                            .filter(Objects::nonNull)
                            .toList();
            return PasswordRule.faults(password, names).stream().noneMatch(faults::contains);
        }
    }
}
