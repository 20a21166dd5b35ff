package kz.bilik.web.page;

import java.util.function.BiPredicate;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.problem.Problem;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ServicesAct;
import org.springframework.stereotype.Component;

/** Finds an act for the officer who is signed in: to whom it does not concern there is none. */
@Component
class ActReading {

    /** An act and the officer who reads it. */
    record Read(Officer officer, ServicesAct act) {}

    private final Acts acts;
    private final CurrentOfficer currentOfficer;

    ActReading(Acts acts, CurrentOfficer currentOfficer) {
        this.acts = acts;
        this.currentOfficer = currentOfficer;
    }

    /**
     * The act of that number, when the officer may read it.
     *
     * @throws Problem {@code settlement.act-unknown}
     */
    Read of(String number, BiPredicate<Officer, ServicesAct> mayRead) {
        return currentOfficer
                .get()
                .flatMap(officer -> acts.find(number)
                        .filter(act -> mayRead.test(officer, act))
                        .map(act -> new Read(officer, act)))
                .orElseThrow(() -> unknown(number));
    }

    static Problem unknown(String number) {
        return Problem.of(Problem.Kind.NOT_FOUND, "settlement.act-unknown", number);
    }
}
