package kz.bilik.officer;

import java.util.Optional;

/** Who is at work at this moment; implemented beside the engine, whose identity service knows the officers. */
public interface CurrentOfficer {

    /** The officer of the current call, or empty when a client of the API or the product itself acts. */
    Optional<Officer> get();
}
