package kz.bilik.officer.signin;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Takes away what is over: forgiven passwords, addresses of long ago, records beyond their term. */
@Component
class SignInCleaning {

    private final SignInDelays delays;
    private final SignInRecords records;
    private final SignInSettings settings;

    SignInCleaning(SignInDelays delays, SignInRecords records, SignInSettings settings) {
        this.delays = delays;
        this.records = records;
        this.settings = settings;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT10M")
    void clean() {
        delays.clean();
        records.clean(settings.keep());
    }
}
