package kz.bilik.officer.signin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What it costs to check a password (Argon2id), {@code bilik.security.passwords.*}. Less than OWASP asks for is refused
 * outside the profile {@code demo}; a higher cost is taken over with each officer's next sign-in.
 *
 * @param memory that one check fills
 * @param iterations how often it does
 */
@ConfigurationProperties("bilik.security.passwords")
public record PasswordSettings(@DefaultValue(LEAST_MEMORY) DataSize memory, @DefaultValue("4") int iterations) {

    /** As OWASP's cheat sheet on the storage of passwords has it for Argon2id with one lane. */
    public static final String LEAST_MEMORY = "19456KB";

    /** The same. */
    public static final String LEAST_ITERATIONS = "2";
}
