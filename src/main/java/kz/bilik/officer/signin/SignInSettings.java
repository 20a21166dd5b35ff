package kz.bilik.officer.signin;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What follows wrong passwords, {@code bilik.security.sign-in.*}; how long is remembered who signed in. Wall time.
 *
 * @param pair wrong passwords of one account from one address
 * @param address those of one address, for whatever accounts: many people may stand behind it
 * @param account those of one account from all addresses that it does not know
 * @param knownFor for how long an address from which an officer signed in is his
 * @param keep for how long sign-ins, failures and refusals are kept
 */
@ConfigurationProperties("bilik.security.sign-in")
public record SignInSettings(
        Allowance pair,
        Allowance address,
        Allowance account,
        @DefaultValue("90d") Duration knownFor,
        @DefaultValue("400d") Duration keep) {

    /**
     * How many wrong passwords cost nothing, and what each further one costs.
     *
     * @param free so many in a row cost nothing
     * @param first the pause after the next one, doubled after each further one
     * @param longest the longest pause
     * @param forgotten after this time one wrong password is forgotten, after twice this time two
     */
    public record Allowance(int free, Duration first, Duration longest, Duration forgotten) {

        /** The pause after so many wrong passwords; part of one may be forgotten already. */
        Duration pause(double wrong) {
            var beyond = (int) Math.ceil(wrong - free - 0.001);
            if (beyond <= 0) {
                return Duration.ZERO;
            }
            var pause = first.multipliedBy(1L << Math.min(beyond - 1, 20));
            return pause.compareTo(longest) > 0 ? longest : pause;
        }

        /** What is left of so many wrong passwords after that time. */
        double left(double wrong, Duration since) {
            return Math.max(0, wrong - (double) since.toMillis() / forgotten.toMillis());
        }
    }
}
