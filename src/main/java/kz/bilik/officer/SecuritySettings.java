package kz.bilik.officer;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may come in, {@code bilik.security.*}. Checked before the product starts: a setting of the demo outside the
 * profile {@code demo}, or an API without a way to verify its tokens, stops it.
 *
 * @param api how tokens of the API are verified
 * @param session how long an officer stays signed in
 * @param firstAdministrator made at the first start, from {@code BILIK_ADMIN_USER} and {@code BILIK_ADMIN_PASSWORD}
 * @param demo logins of the demo, profile {@code demo} only
 */
@ConfigurationProperties("bilik.security")
public record SecuritySettings(
        @DefaultValue Api api,
        @DefaultValue Session session,
        @DefaultValue FirstAdministrator firstAdministrator,
        @DefaultValue Demo demo) {

    /**
     * How bearer tokens are verified. One of the three sources of keys is enough; an issuer that is named is required
     * of every token.
     *
     * @param enabled false closes {@code /api} to everything that needs a caller; the public endpoints stay
     * @param issuer whose metadata names the keys, and the {@code iss} that tokens must hold
     * @param jwkSetUri where the keys are, when the issuer has no metadata
     * @param publicKey an RSA key in PEM, for an issuer without a key set: a path, or a location such as {@code classpath:…}
     * @param audience the {@code aud} that tokens must hold; none is asked for when empty
     */
    public record Api(
            @DefaultValue("true") boolean enabled,
            @Nullable String issuer,
            @Nullable String jwkSetUri,
            @Nullable String publicKey,
            @Nullable String audience) {

        /** Whether tokens can be verified at all. */
        public boolean acceptsTokens() {
            return enabled && (isGiven(issuer) || isGiven(jwkSetUri) || isGiven(publicKey));
        }

        private static boolean isGiven(@Nullable String text) {
            return text != null && !text.isBlank();
        }
    }

    /**
     * How long an officer stays signed in.
     *
     * @param longest after it he signs in anew, however busy he is: a page that asks again and again by itself would else
     *     keep a session open for ever. How long a session may lie idle says {@code server.servlet.session.timeout}.
     */
    public record Session(@DefaultValue("12h") Duration longest) {

        public Session {
            if (longest.isNegative() || longest.isZero()) {
                throw new IllegalArgumentException("bilik.security.session.longest is not above zero: " + longest);
            }
        }
    }

    /** The account by which a new installation is entered for the first time; empty texts when none is given. */
    public record FirstAdministrator(@DefaultValue("") String user, @DefaultValue("") String password) {

        public boolean isGiven() {
            return !user.isBlank();
        }

        @Override
        public String toString() {
            return "FirstAdministrator[" + user + "]";
        }
    }

    /**
     * The demo's logins.
     *
     * @param password of every demo login of the API; null outside the demo
     * @param officers the officers that the login page offers, in the order of the procedure
     */
    public record Demo(@Nullable String password, @DefaultValue List<String> officers) {

        @Override
        public String toString() {
            return "Demo[]";
        }
    }
}
