package kz.bilik.officer.signin;

import kz.bilik.officer.AccountEnded;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Takes away what is over: forgiven passwords, addresses of long ago, records beyond their term. */
@Component
class SignInCleaning {

    private final SignInDelays delays;
    private final OfficerLocks locks;
    private final SignInRecords records;
    private final SignInSettings settings;

    SignInCleaning(SignInDelays delays, OfficerLocks locks, SignInRecords records, SignInSettings settings) {
        this.delays = delays;
        this.locks = locks;
        this.records = records;
        this.settings = settings;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT10M")
    void clean() {
        delays.clean();
        records.clean(settings.keep());
    }

    /** A later account of the same id is somebody else's. */
    @EventListener
    void ended(AccountEnded account) {
        if (account.cause() == AccountEnded.Cause.DELETED) {
            delays.forget(account.officer());
            locks.unlock(account.officer());
        }
    }
}
