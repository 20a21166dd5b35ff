package kz.bilik.officer;

import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The officer whom Spring Security knows: his id is the principal, his groups are the authorities. */
@Component
class SignedInOfficer implements CurrentOfficer {

    @Override
    public Optional<Officer> get() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        // A client of the API is signed in too, but its principal is a caller, not an officer's id.
        if (authentication == null
                || authentication instanceof AnonymousAuthenticationToken
                || !authentication.isAuthenticated()
                || !(authentication.getPrincipal() instanceof String id)) {
            return Optional.empty();
        }
        return Optional.of(new Officer(
                id,
                authentication.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .collect(Collectors.toUnmodifiableSet())));
    }

    @Override
    public Optional<Client> client() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Caller caller
                ? caller.client()
                : Optional.empty();
    }
}
