package kz.bilik.settlement;

import java.time.LocalDate;
import kz.bilik.calendar.Deadline;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.language.Day;
import kz.bilik.law.Law;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The terms of an act (cl. 16, 17) under the edition of the law in which each began, and what happens when they pass. */
@Component
public class SettlementDeadlines {

    private final Acts acts;
    private final Protocols protocols;
    private final Law law;
    private final WorkingCalendar calendar;
    private final Notices notices;

    SettlementDeadlines(Acts acts, Protocols protocols, Law law, WorkingCalendar calendar, Notices notices) {
        this.acts = acts;
        this.protocols = protocols;
        this.law = law;
        this.calendar = calendar;
        this.notices = notices;
    }

    /**
     * Until when the centre sends the act (cl. 16): three working days after the protocol was signed; for a returned
     * act as many after its return, since the first term is over by then.
     */
    public Deadline act(String number) {
        var act = acts.get(number);
        var protocol = protocols.ofAct(number);
        var from = act.editions().size() == 1
                ? protocol.signedOn()
                : act.editions().get(act.editions().size() - 2).decidedAt().toLocalDate();
        return term(from, law.termsOn(from).act(), "cl. 16");
    }

    /**
     * Until when everything is paid (cl. 17): five working days after the act was received, acceptance included.
     *
     * @throws Problem {@code settlement.act-not-received}
     */
    public Deadline payment(String number) {
        var received = acts.get(number).current().receivedAt();
        if (received == null) {
            throw Problem.of(Problem.Kind.CONFLICT, "settlement.act-not-received", number);
        }
        var from = received.toLocalDate();
        return term(from, law.termsOn(from).payment(), "cl. 17");
    }

    /** The act has not come in time: the heads of both centres are told, once per edition. */
    @Transactional
    public void escalateAct(String number) {
        var centre = Place.recognitionCentre(acts.get(number).recognitionCentre());
        escalate(number, "settlement.act-overdue", "cl. 16", act(number), centre);
    }

    /** Payment is not complete in time: the heads of the mobility centre and of its accountants are told, once per edition. */
    @Transactional
    public void escalatePayment(String number) {
        var accountants = Place.accountants(acts.get(number).region());
        escalate(number, "settlement.payment-overdue", "cl. 17", payment(number), accountants);
    }

    /** Tells the head of those who are late, the head of the mobility centre, and the applicants of the act. */
    private void escalate(String number, String code, String clause, Deadline deadline, Place late) {
        var act = acts.get(number);
        var key = String.valueOf(act.current().edition());
        var due = Day.of(deadline.due());
        notices.tell(late.heads(), number, code, key, number, due);
        notices.tell(Place.mobilityCentre(act.region()).heads(), number, code, key, number, due);
        acts.tellApplications(number, code, clause, number, due);
    }

    private Deadline term(LocalDate from, int days, String clause) {
        return calendar.workingDaysAfter(from, days, clause);
    }
}
