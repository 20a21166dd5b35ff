/** Adapters to the world outside: Labour Market AIS with its statistics, bank. */
@ApplicationModule(
        allowedDependencies = {
            "application",
            "application :: labour-market",
            "calendar",
            "distribution",
            "identity",
            "language",
            "notice",
            "officer",
            "payment",
            "record"
        })
@NullMarked
package kz.bilik.integration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
