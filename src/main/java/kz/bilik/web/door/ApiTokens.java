package kz.bilik.web.door;

import java.io.IOException;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.identity.Bin;
import kz.bilik.identity.Iin;
import kz.bilik.officer.SecuritySettings;
import kz.bilik.problem.Problem;
import kz.bilik.problem.RefusedToStart;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Bearer tokens of the API. Claims: {@code role} or {@code roles} (a text or a list), {@code iin}, {@code bin},
 * {@code recognition_centre}, {@code region}; a recognition centre may also be named by its {@code bin} alone.
 */
final class ApiTokens implements Converter<Jwt, AbstractAuthenticationToken> {

    private static final Set<String> ROLES = Set.of(
            ApiCaller.APPLICANT, ApiCaller.RECOGNITION_CENTRE, ApiCaller.PAYER, ApiCaller.NQS, ApiCaller.ADMINISTRATOR);

    /** More than one letter before the colon: {@code C:} is a drive. */
    private static final Pattern LOCATION = Pattern.compile("[a-z]{2,}:");

    private static final Pattern PERSONAL_NUMBER = Pattern.compile("[0-9]{12}");

    private final Catalogue catalogue;

    ApiTokens(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        return authentication(caller(token));
    }

    static AbstractAuthenticationToken authentication(ApiCaller caller) {
        return UsernamePasswordAuthenticationToken.authenticated(
                caller,
                null,
                caller.roles().stream().map(SimpleGrantedAuthority::new).toList());
    }

    private ApiCaller caller(Jwt token) {
        try {
            var iin = token.getClaimAsString("iin");
            var bin = token.getClaimAsString("bin");
            var organisation = bin == null ? null : Bin.of(bin);
            return new ApiCaller(
                    name(token),
                    roles(token),
                    iin == null ? null : Iin.of(iin),
                    organisation,
                    recognitionCentre(token.getClaimAsString("recognition_centre"), organisation),
                    token.getClaimAsString("region"));
        } catch (Problem wrongNumber) {
            throw new InvalidBearerTokenException("A claim holds a number that cannot exist", wrongNumber);
        }
    }

    private @Nullable String recognitionCentre(@Nullable String code, @Nullable Bin bin) {
        if (code != null || bin == null) {
            return code;
        }
        return catalogue
                .recognitionCentre(bin)
                .map(Catalogue.RecognitionCentre::code)
                .orElse(null);
    }

    /** The subject; an issuer that makes the IIN its subject does not bring it into our logs. */
    private static String name(Jwt token) {
        var subject = token.getSubject();
        return subject == null ? "token" : PERSONAL_NUMBER.matcher(subject).replaceAll("************");
    }

    private static Set<String> roles(Jwt token) {
        var roles = new LinkedHashSet<String>();
        for (var claim : List.of("role", "roles")) {
            var value = token.getClaims().get(claim);
            if (value instanceof String role) {
                roles.add(role);
            } else if (value instanceof Collection<?> several) {
                several.forEach(role -> roles.add(String.valueOf(role)));
            }
        }
        roles.retainAll(ROLES);
        return roles;
    }

    /** The decoder that the settings describe; an issuer is asked for its keys at the first token, not at start. */
    static JwtDecoder decoder(SecuritySettings.Api settings) {
        if (settings.publicKey() != null && !settings.publicKey().isBlank()) {
            var decoder =
                    NimbusJwtDecoder.withPublicKey(key(settings.publicKey())).build();
            decoder.setJwtValidator(validator(settings));
            return decoder;
        }
        return new SupplierJwtDecoder(() -> {
            var builder = settings.jwkSetUri() != null && !settings.jwkSetUri().isBlank()
                    ? NimbusJwtDecoder.withJwkSetUri(settings.jwkSetUri())
                    : NimbusJwtDecoder.withIssuerLocation(settings.issuer());
            var decoder = builder.jwsAlgorithms(algorithms -> algorithms.addAll(
                            List.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256, SignatureAlgorithm.ES256)))
                    .build();
            decoder.setJwtValidator(validator(settings));
            return decoder;
        });
    }

    private static OAuth2TokenValidator<Jwt> validator(SecuritySettings.Api settings) {
        var validators = new ArrayList<OAuth2TokenValidator<Jwt>>();
        validators.add(new JwtTimestampValidator());
        // A token that never ends would be a password.
        validators.add(new JwtClaimValidator<>(JwtClaimNames.EXP, end -> end != null));
        if (settings.issuer() != null && !settings.issuer().isBlank()) {
            validators.add(new JwtIssuerValidator(settings.issuer()));
        }
        if (settings.audience() != null && !settings.audience().isBlank()) {
            validators.add(new JwtClaimValidator<Collection<String>>(
                    JwtClaimNames.AUD, audience -> audience != null && audience.contains(settings.audience())));
        }
        return new DelegatingOAuth2TokenValidator<>(validators);
    }

    private static RSAPublicKey key(String location) {
        try (var file = file(location).getInputStream()) {
            return RsaKeyConverters.x509().convert(file);
        } catch (IOException missing) {
            throw new RefusedToStart(
                    "bilik.security.api.public-key cannot be read: " + location,
                    "Name a file that is there and that this user may read.");
        } catch (RuntimeException unreadable) {
            throw new RefusedToStart(
                    "bilik.security.api.public-key is no RSA public key in PEM (X.509): " + location,
                    "Name a file that begins with -----BEGIN PUBLIC KEY-----.");
        }
    }

    /** A path is one of the machine, as with certificates and seals; within a web application it would be one of its own files. */
    private static Resource file(String location) {
        return LOCATION.matcher(location).lookingAt()
                ? new DefaultResourceLoader().getResource(location)
                : new FileSystemResource(location);
    }
}
