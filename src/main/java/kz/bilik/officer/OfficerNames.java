package kz.bilik.officer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What officers are called by people; implemented beside the engine, which keeps their accounts. */
public interface OfficerNames {

    /** First and last name of the account of that id; empty when there is none (any more), or it bears no name. */
    default Optional<String> name(String account) {
        return Optional.ofNullable(names(List.of(account)).get(account));
    }

    /** The same of many accounts at once, by account; those without a name are left out. */
    Map<String, String> names(Collection<String> accounts);
}
