package kz.bilik.officer;

import java.util.Optional;

/** Who is at work at this moment, as the session of the one login says. */
public interface CurrentOfficer {

    /** For whom a program acts that calls the API. */
    enum Kind {
        APPLICANT,
        /** The NQS platform, for an applicant. */
        PLATFORM,
        RECOGNITION_CENTRE,
        /** The bank or the Treasury. */
        PAYER
    }

    /**
     * A program that calls the API, by what a case may tell of it: never a person's name or number.
     *
     * @param recognitionCentre the code of the centre for which it acts; empty when it acts for none
     */
    record Client(Kind kind, String recognitionCentre) {}

    /** What a call of the API is signed in with, where it knows for whom it acts. */
    interface Caller {

        /** For whom; empty where a case has nothing to tell of him. */
        Optional<Client> client();
    }

    /** The officer of the current call, or empty when a client of the API or the product itself acts. */
    Optional<Officer> get();

    /** The client of the API whose call this is, or empty when an officer or the product itself acts. */
    default Optional<Client> client() {
        return Optional.empty();
    }
}
