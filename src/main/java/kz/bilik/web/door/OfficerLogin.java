package kz.bilik.web.door;

import java.util.Optional;
import kz.bilik.officer.OfficerAccounts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Signs an officer in against the engine's identity service: principal = his id, authorities = his groups. */
public final class OfficerLogin implements AuthenticationProvider {

    /** Where a session keeps the name with which somebody tried to sign in, until the login is shown again. */
    public static final String TRIED = OfficerLogin.class.getName() + ".tried";

    /** Resolved late, because the engine starts after the door does. */
    private final ObjectProvider<OfficerAccounts> accounts;

    OfficerLogin(ObjectProvider<OfficerAccounts> accounts) {
        this.accounts = accounts;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        var password = Optional.ofNullable(attempt.getCredentials())
                .map(Object::toString)
                .orElse("");
        var id = attempt.getName();
        if (id.isBlank() || password.isEmpty()) {
            throw new BadCredentialsException("officer");
        }
        var officer = accounts.getObject()
                .authenticate(id, password)
                .orElseThrow(() -> new BadCredentialsException("officer"));
        var signedIn = UsernamePasswordAuthenticationToken.authenticated(
                officer.id(),
                null,
                officer.groups().stream().map(SimpleGrantedAuthority::new).toList());
        signedIn.setDetails(attempt.getDetails());
        return signedIn;
    }

    @Override
    public boolean supports(Class<?> attempt) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(attempt);
    }
}
