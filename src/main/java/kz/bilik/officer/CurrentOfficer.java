package kz.bilik.officer;

import java.util.Optional;

/** Who is at work at this moment, as the session of the one login says. */
public interface CurrentOfficer {

    /** The officer of the current call, or empty when a client of the API or the product itself acts. */
    Optional<Officer> get();
}
