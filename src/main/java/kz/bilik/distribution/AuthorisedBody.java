package kz.bilik.distribution;

import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Role;
import kz.bilik.problem.Problem;
import org.springframework.stereotype.Component;

/** Who may take part in a distribution: an officer of the authorised body, known by name (cl. 18). */
@Component
class AuthorisedBody {

    private final CurrentOfficer currentOfficer;

    AuthorisedBody(CurrentOfficer currentOfficer) {
        this.currentOfficer = currentOfficer;
    }

    /**
     * The officer who acts.
     *
     * @throws Problem {@code distribution.not-authorised} when nobody of the authorised body is signed in
     */
    String officer() {
        return currentOfficer
                .get()
                .filter(officer -> officer.is(Role.AUTHORISED_BODY))
                .orElseThrow(() -> Problem.of(Problem.Kind.FORBIDDEN, "distribution.not-authorised"))
                .id();
    }
}
