package kz.bilik.officer;

import java.util.Optional;
import java.util.Set;

/** The accounts of officers, kept by the engine's identity service; implemented beside the engine. */
public interface OfficerAccounts {

    /** What the id of an account may be made of: names, and addresses as a provider of OpenID Connect gives them. */
    String LETTER = "[a-zA-Z0-9._@-]";

    /** As the column of the engine. */
    int LONGEST_ID = 64;

    /**
     * An account as it is at this moment.
     *
     * @param groups of the officer, as in {@link Officer#groups()}
     * @param credentials says nothing of the password, and is another text as soon as the password is another one
     * @param firstPassword whether somebody else has set the password, and its officer has not chosen his own yet
     */
    record Present(Set<String> groups, String credentials, boolean firstPassword) {

        public Present {
            groups = Set.copyOf(groups);
        }
    }

    /** The account of that id at this moment, by one statement; empty when there is none (any more). */
    Optional<Present> present(String id);

    /**
     * The officer of that id when the password is right; empty otherwise. Takes as long for an id that is no account. Who has
     * to wait or is locked out, the door asks.
     */
    Optional<Officer> authenticate(String id, String password);

    /** Whether there is an account of that id; whatever somebody typed may be asked. */
    boolean exists(String id);

    /** The groups of that officer at this moment; empty when there is no such account (any more). */
    Set<String> groups(String id);
}
