package kz.bilik.process.rights;

import kz.bilik.officer.signin.PasswordSettings;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * How the engine keeps passwords: Argon2id, whose every check costs time and memory (decision 27). The engine appends a salt
 * of its own to the password; here each hash has another one.
 */
@Component
public final class PasswordHash implements PasswordEncryptor {

    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final int LANES = 1;

    /** The engine writes it before the hash, in braces. */
    static final String NAME = "argon2id";

    private static final String PREFIX = "{" + NAME + "}";

    private final Argon2PasswordEncoder argon2;

    /** Of a password that nobody has: what an attempt costs that has nothing to be compared with. */
    private final String nobodys;

    PasswordHash(PasswordSettings settings) {
        argon2 = new Argon2PasswordEncoder(
                SALT, HASH, LANES, (int) settings.memory().toKilobytes(), settings.iterations());
        nobodys = argon2.encode(PREFIX);
    }

    @Override
    public String encrypt(String password) {
        return argon2.encode(password);
    }

    @Override
    public boolean check(String password, String encrypted) {
        return argon2.matches(password, encrypted);
    }

    @Override
    public String hashAlgorithmName() {
        return NAME;
    }

    /** Whether what is stored, with the engine's prefix, was made as passwords are kept today. */
    boolean isOfToday(String stored) {
        return stored.startsWith(PREFIX) && !argon2.upgradeEncoding(stored.substring(PREFIX.length()));
    }

    /** Whether what is stored is of this kind at all, so that checking it has cost what a check costs. */
    boolean isSlow(String stored) {
        return stored.startsWith(PREFIX);
    }

    /** Takes the time that a check takes. */
    void spend(String password) {
        argon2.matches(password, nobodys);
    }
}
