package kz.bilik.database;

import org.jspecify.annotations.Nullable;

/** The product does not start with this database; says why and what to do. Holds no password. */
final class DatabaseRefused extends IllegalStateException {

    private final String action;

    DatabaseRefused(String reason, String action) {
        this(reason, action, null);
    }

    DatabaseRefused(String reason, String action, @Nullable Throwable cause) {
        super(reason, cause);
        this.action = action;
    }

    String action() {
        return action;
    }
}
