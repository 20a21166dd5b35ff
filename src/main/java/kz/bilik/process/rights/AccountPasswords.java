package kz.bilik.process.rights;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.springframework.stereotype.Component;

/**
 * Whether a password is that of an account. An unknown account takes as long as a known one. What was stored by an older and
 * faster hash is renewed when its owner signs in. The engine's own check locks an account for ever after ten wrong passwords
 * from anywhere and is not used here; who has to wait, the door knows.
 */
@Component
class AccountPasswords {

    /** For so long a script that signs in with each call need not pay for the slow hash with each. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private static final int MOST_REMEMBERED = 1000;

    private static final String MAC = "HmacSHA256";

    private final ProcessEngineConfigurationImpl engine;
    private final PasswordHash hash;

    /** Of this node and this run: nobody can try passwords on what is remembered. */
    private final SecretKeySpec key = new SecretKeySpec(new SecureRandom().generateSeed(32), MAC);

    /**
     * By account and password, under the key, what was stored when they were found right. It holds only as long as the same is
     * stored: a new password, a renewed hash, another account of the same id make it worthless at once.
     */
    private final Cache<ByteBuffer, String> right = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();

    AccountPasswords(ProcessEngineConfigurationImpl engine, PasswordHash hash) {
        this.engine = engine;
        this.hash = hash;
    }

    /** Whether there is an account of that id and that is its password. */
    boolean isRight(String id, String password) {
        return engine.getCommandExecutorTxRequired()
                .execute((Command<Boolean>) context -> check(context, id, password));
    }

    /** Takes as long as {@link #isRight}. */
    void spend(String password) {
        hash.spend(password);
    }

    private boolean check(CommandContext context, String id, String password) {
        var account = context.getDbEntityManager().selectById(UserEntity.class, id);
        if (account == null || account.getPassword() == null) {
            hash.spend(password);
            return false;
        }
        var stored = account.getPassword();
        var attempt = attempt(id, password);
        if (stored.equals(right.getIfPresent(attempt))) {
            return true;
        }
        if (!engine.getPasswordManager().check(EncryptionUtil.saltPassword(password, account.getSalt()), stored)) {
            if (!hash.isSlow(stored)) {
                hash.spend(password);
            }
            return false;
        }
        if (!hash.isOfToday(stored)) {
            account.setPassword(password);
            account.encryptPassword();
        }
        right.put(attempt, account.getPassword());
        return true;
    }

    private ByteBuffer attempt(String id, String password) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update(id.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return ByteBuffer.wrap(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
