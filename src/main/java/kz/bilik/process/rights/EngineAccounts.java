package kz.bilik.process.rights;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerAccounts;
import kz.bilik.officer.Role;
import kz.bilik.officer.SecuritySettings;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The officers as the engine's identity service knows them. */
@Component
class EngineAccounts implements OfficerAccounts {

    /** As {@code EngineConfiguration} has it, and as long as the column. */
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9._-]{1,64}");

    private final IdentityService identity;

    EngineAccounts(IdentityService identity) {
        this.identity = identity;
    }

    @Override
    public Optional<Officer> authenticate(String id, String password) {
        return isId(id) && identity.checkPassword(id, password)
                ? Optional.of(new Officer(id, groups(id)))
                : Optional.empty();
    }

    @Override
    public boolean exists(String id) {
        return isId(id) && identity.createUserQuery().userId(id).count() > 0;
    }

    /** Whether an account may be called that at all: nothing else reaches the database. */
    private static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    @Override
    public Set<String> groups(String id) {
        return identity.createGroupQuery().groupMember(id).list().stream()
                .map(Group::getId)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Makes the account by which a new installation is entered for the first time; an existing one stays as it is. */
    @Component
    @Profile("!demo")
    static class FirstAdministrator {

        private final IdentityService identity;
        private final SecuritySettings settings;

        FirstAdministrator(IdentityService identity, SecuritySettings settings) {
            this.identity = identity;
            this.settings = settings;
        }

        @EventListener(ApplicationStartedEvent.class)
        @Order(2)
        void make() {
            var first = settings.firstAdministrator();
            if (!first.isGiven()
                    || identity.createUserQuery().userId(first.user()).count() > 0) {
                return;
            }
            var user = identity.newUser(first.user());
            user.setPassword(first.password());
            identity.saveUser(user);
            identity.createMembership(first.user(), Role.ADMINISTRATOR.group());
            identity.createMembership(first.user(), Rights.OFFICER);
        }
    }
}
