package kz.bilik.process.rights;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The officers as the engine's identity service knows them. */
@Component
class EngineAccounts implements OfficerAccounts {

    private static final Pattern ID = Pattern.compile(LETTER + "{1," + LONGEST_ID + "}");

    private record Account(String hash, boolean firstPassword) {}

    private final IdentityService identity;
    private final AccountPasswords passwords;
    private final JdbcClient jdbc;

    EngineAccounts(IdentityService identity, AccountPasswords passwords, JdbcClient jdbc) {
        this.identity = identity;
        this.passwords = passwords;
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Officer> authenticate(String id, String password) {
        if (!isId(id)) {
            passwords.spend(password);
            return Optional.empty();
        }
        return passwords.isRight(id, password) ? Optional.of(new Officer(id, groups(id))) : Optional.empty();
    }

    @Override
    public boolean exists(String id) {
        return isId(id) && identity.createUserQuery().userId(id).count() > 0;
    }

    /** Whether an account may be called that at all: nothing else reaches the database. */
    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** Asked with each request of an officer: the engine's own queries would be two, and its cache in between. */
    @Override
    public Optional<Present> present(String id) {
        var groups = new HashSet<String>();
        var accounts = jdbc.sql(
                        """
                        select u.PWD_, m.GROUP_ID_, f.officer from ACT_ID_USER u
                        left join ACT_ID_MEMBERSHIP m on m.USER_ID_ = u.ID_
                        left join first_password f on f.officer = u.ID_
                        where u.ID_ = ?""")
                .param(id)
                .query((row, number) -> {
                    var group = row.getString("GROUP_ID_");
                    if (group != null) {
                        groups.add(group);
                    }
                    return new Account(String.valueOf(row.getString("PWD_")), row.getString("officer") != null);
                })
                .list();
        return accounts.stream()
                .findFirst()
                .map(account -> new Present(groups, digest(account.hash()), account.firstPassword()));
    }

    /** Of the password's hash as the engine keeps it: a session needs to know no more than whether it is still the same. */
    private static String digest(String hash) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(hash.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
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
