package kz.bilik.payment;

import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.keeping.OfficerPersons;
import kz.bilik.problem.Problem;
import kz.bilik.settlement.Acts;
import kz.bilik.signature.Signatures;
import org.springframework.stereotype.Component;

/**
 * Who accepted an act for the mobility centre does not release its payments as well (cl. 17). The certificate names the person
 * who accepted; the person behind the account that releases is known where an administrator has named him.
 */
@Component
class FourEyes {

    private final Acts acts;
    private final Signatures signatures;
    private final OfficerPersons persons;
    private final CurrentOfficer currentOfficer;

    FourEyes(Acts acts, Signatures signatures, OfficerPersons persons, CurrentOfficer currentOfficer) {
        this.acts = acts;
        this.signatures = signatures;
        this.persons = persons;
        this.currentOfficer = currentOfficer;
    }

    /**
     * Makes sure that whoever releases now is not known to be who accepted that act.
     *
     * @throws Problem {@code payment.same-person}
     */
    void require(String act) {
        var accepted = acts.get(act).current().acceptedBy();
        var officer = currentOfficer.get();
        if (accepted == null || officer.isEmpty()) {
            return;
        }
        if (signatures.of(act).stream()
                .filter(evidence -> evidence.fingerprint().equals(accepted.fingerprint()))
                .anyMatch(evidence -> persons.isOf(officer.get().id(), evidence.iin()))) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "payment.same-person");
        }
    }
}
