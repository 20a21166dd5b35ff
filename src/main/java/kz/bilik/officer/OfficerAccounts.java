package kz.bilik.officer;

import java.util.Optional;
import java.util.Set;

/** The accounts of officers, kept by the engine's identity service; implemented beside the engine. */
public interface OfficerAccounts {

    /**
     * An account as it is at this moment.
     *
     * @param groups of the officer, as in {@link Officer#groups()}
     * @param credentials says nothing of the password, and is another text as soon as the password is another one
     */
    record Present(Set<String> groups, String credentials) {

        public Present {
            groups = Set.copyOf(groups);
        }
    }

    /** The officer of that id when the password is right; empty otherwise, also while the account is locked. */
    Optional<Officer> authenticate(String id, String password);

    /** The account of that id at this moment, by one statement; empty when there is none (any more). */
    Optional<Present> present(String id);

    /** The groups of that officer at this moment; empty when there is no such account (any more). */
    Set<String> groups(String id);
}
