package kz.bilik.web.door;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * By which ways officers sign in, {@code bilik.security.officers.*}.
 *
 * @param passwords whether the login page takes passwords; false only where there is a provider. Programs that call the
 *     engine's REST API or read metrics sign in by HTTP Basic either way
 * @param oidc a provider of OpenID Connect; none when its issuer is empty
 */
@ConfigurationProperties("bilik.security.officers")
public record OfficerLoginSettings(@DefaultValue("true") boolean passwords, @DefaultValue Oidc oidc) {

    /**
     * A provider of OpenID Connect. It says who somebody is; his account and his groups are the engine's.
     *
     * @param issuer its address, whose metadata name everything else
     * @param name how the login page calls it
     * @param clientId how it knows us
     * @param claim which of its claims is the id of the account: one that nobody may choose for himself there
     * @param scopes what it is asked for
     * @param audience for whom an access token has to be made by which a program of an officer calls us; the client id when
     *     empty
     */
    public record Oidc(
            @DefaultValue("") String issuer,
            @DefaultValue("OpenID Connect") String name,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("preferred_username") String claim,
            @DefaultValue({"openid", "profile"}) List<String> scopes,
            @DefaultValue("") String audience) {

        public Oidc {
            audience = audience.isBlank() ? clientId : audience;
        }

        /** Whether there is a provider. */
        public boolean isGiven() {
            return !issuer.isBlank();
        }

        /** Scheme, host and port of the provider. */
        String origin() {
            var address = URI.create(issuer);
            return address.getScheme() + "://" + address.getAuthority();
        }

        @Override
        public String toString() {
            return "Oidc[" + issuer + "]";
        }
    }
}
