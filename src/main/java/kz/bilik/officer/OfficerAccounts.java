package kz.bilik.officer;

import java.util.Optional;
import java.util.Set;

/** The accounts of officers, kept by the engine's identity service; implemented beside the engine. */
public interface OfficerAccounts {

    /** The officer of that id when the password is right; empty otherwise, also while the account is locked. */
    Optional<Officer> authenticate(String id, String password);

    /** The groups of that officer at this moment; empty when there is no such account (any more). */
    Set<String> groups(String id);
}
