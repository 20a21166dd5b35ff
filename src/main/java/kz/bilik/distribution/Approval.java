package kz.bilik.distribution;

import kz.bilik.officer.keeping.OfficerPersons;
import kz.bilik.problem.Problem;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Four eyes: who took part in the preparation of a distribution does not approve it (cl. 18). */
@NamedInterface("steps")
@Component
public class Approval {

    private static final int LONGEST_REMARKS = 2000;

    private final Distributions distributions;
    private final AuthorisedBody authorisedBody;
    private final OfficerPersons persons;

    Approval(Distributions distributions, AuthorisedBody authorisedBody, OfficerPersons persons) {
        this.distributions = distributions;
        this.authorisedBody = authorisedBody;
        this.persons = persons;
    }

    /**
     * Approves the distribution or returns it.
     *
     * @param decision {@code approve} or {@code return}
     * @param remarks required when it is returned
     * @return whether it is approved
     * @throws Problem {@code distribution.same-person} for a person who took part in this preparation, by
     *     whichever account
     */
    @Transactional
    public boolean decide(String number, String decision, String remarks) {
        var officer = authorisedBody.officer();
        distributions.lock(number);
        if (distributions.steps(number).stream()
                .anyMatch(step -> step.deed().isPreparation() && persons.areOne(officer, step.officer()))) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "distribution.same-person");
        }
        if (remarks.length() > LONGEST_REMARKS) {
            throw remarks("distribution.remarks-long");
        }
        switch (decision) {
            case "approve" -> {
                distributions.approved(number, officer);
                distributions.step(number, DistributionStep.Deed.APPROVED, officer, remarks);
                return true;
            }
            case "return" -> {
                if (remarks.isEmpty()) {
                    throw remarks("distribution.remarks-missing");
                }
                distributions.step(number, DistributionStep.Deed.RETURNED, officer, remarks);
                return false;
            }
            default ->
                throw Problem.of(Problem.Kind.UNPROCESSABLE, "task.incomplete")
                        .with("decision", "task.decision-missing");
        }
    }

    private static Problem remarks(String code) {
        return Problem.of(Problem.Kind.UNPROCESSABLE, "task.incomplete")
                .with("remarks", code, Integer.toString(LONGEST_REMARKS));
    }
}
