package kz.bilik.application;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.document.Enclosure;
import kz.bilik.language.Day;
import kz.bilik.notice.Notices;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A refusal that a decision on appeal has overturned (cl. 8, 9): the application goes on with its original date of
 * receipt, also after the closing day. What the decision decided is not checked again.
 */
@NamedInterface({"cabinet", "steps"})
@Component
public class Appeal {

    /** Under this kind the copy of the decision is kept among the documents of the application. */
    static final String DOCUMENT = "APPEAL_DECISION";

    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_REASON = 1000;

    private final Applications applications;
    private final Refusal refusal;
    private final LabourMarketReports reports;
    private final EnclosedCopy copies;
    private final CurrentOfficer currentOfficer;
    private final ApplicationProcess process;
    private final Timeline timeline;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final LegalClock clock;

    Appeal(
            Applications applications,
            Refusal refusal,
            LabourMarketReports reports,
            EnclosedCopy copies,
            CurrentOfficer currentOfficer,
            ApplicationProcess process,
            Timeline timeline,
            Notices notices,
            JdbcClient jdbc,
            LegalClock clock) {
        this.applications = applications;
        this.refusal = refusal;
        this.reports = reports;
        this.copies = copies;
        this.currentOfficer = currentOfficer;
        this.process = process;
        this.timeline = timeline;
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A decision that overturned a refusal.
     *
     * @param number of the decision
     * @param reason in the words of the officer who entered it
     * @param officer his id
     * @param reopenedAt legal time
     */
    public record Overturned(
            String number, LocalDate decidedOn, String reason, String officer, OffsetDateTime reopenedAt) {}

    /** Whether that officer may enter decisions on appeals against refusals of that region. */
    public static boolean enters(Officer officer, String region) {
        return officer.is(Place.mobilityCentre(region).heads());
    }

    /** The decisions that overturned refusals of this application, oldest first. */
    public List<Overturned> of(String application) {
        return jdbc.sql(
                        """
                        select decision_number, decided_on, reason, officer, reopened_at from appeal
                        where application = ? order by id""")
                .param(application)
                .query((row, index) -> new Overturned(
                        row.getString("decision_number"),
                        row.getObject("decided_on", LocalDate.class),
                        row.getString("reason"),
                        row.getString("officer"),
                        LegalMoment.of(row, "reopened_at")))
                .list();
    }

    /**
     * The head of the mobility centre of the region of filing enters a decision that overturned the refusal of an
     * application, and the application goes on.
     *
     * @param decision number of the decision
     * @param decidedOn its date: from the day of the refusal to today
     * @param reason why, for the file
     * @param copy the decision as PDF, JPEG or PNG
     * @throws Problem {@code application.unknown}, {@code application.not-head-of-mobility-centre}, {@code
     *     application.not-refused}, {@code application.appeal-incomplete} with every field that is wrong, {@code
     *     application.another-is-open}, {@code application.voucher-meanwhile}
     */
    @Transactional
    public void overturn(
            String number,
            @Nullable String decision,
            @Nullable LocalDate decidedOn,
            @Nullable String reason,
            @Nullable Enclosure copy) {
        var application = applications.locked(number);
        var officer = currentOfficer
                .get()
                .filter(acting -> enters(acting, application.region()))
                .orElseThrow(() -> Problem.of(Kind.FORBIDDEN, "application.not-head-of-mobility-centre"));
        if (application.outcome() != Application.Outcome.REFUSED) {
            throw Problem.of(Kind.CONFLICT, "application.not-refused", number);
        }
        var refusedAt = applications.closedAt(number).orElseThrow();
        var entered = checked(decision, decidedOn, reason, officer, refusedAt.toLocalDate(), copy);
        var clause = refusal.clause(number);
        // First the open application: whoever waits here for a rival sees below whether that one became a voucher.
        applications.reopen(number);
        checkNoVoucherMeanwhile(application);
        record(number, entered, refusedAt, copy);
        process.reopen(number);
        timeline.add(
                number,
                "application.reopened",
                clause,
                entered.number(),
                Day.of(entered.decidedOn()),
                Day.of(application.receivedOn()));
        tell(application, entered);
    }

    /**
     * Tells the Labour Market AIS that the refusal formed there does not stand any more; told again it stays one report.
     *
     * @throws IllegalStateException when no decision was entered
     */
    @Transactional
    public void report(String number) {
        var decisions = of(number);
        if (decisions.isEmpty()) {
            throw new IllegalStateException("No refusal of application " + number + " was overturned");
        }
        var last = decisions.get(decisions.size() - 1);
        reports.report(
                number,
                Integer.toString(decisions.size()),
                new LabourMarketReports.RefusalOverturned(overturnedClause(number), last.number(), last.decidedOn()));
    }

    private String overturnedClause(String number) {
        var overturned = applications.overturnedReasons(number);
        return overturned.get(overturned.size() - 1).clause();
    }

    private Overturned checked(
            @Nullable String decision,
            @Nullable LocalDate decidedOn,
            @Nullable String reason,
            Officer officer,
            LocalDate refusedOn,
            @Nullable Enclosure copy) {
        var problem = Problem.of(Kind.UNPROCESSABLE, "application.appeal-incomplete");
        var number = decision == null ? "" : decision.strip();
        if (number.isEmpty()) {
            problem = problem.with("decision", "application.decision-number");
        } else if (number.length() > LONGEST_NUMBER) {
            problem = problem.with("decision", "application.field-too-long", Integer.toString(LONGEST_NUMBER));
        }
        if (decidedOn == null || decidedOn.isBefore(refusedOn) || decidedOn.isAfter(clock.today())) {
            problem = problem.with("decidedOn", "application.decision-day", Day.of(refusedOn));
        }
        var words = reason == null ? "" : reason.strip();
        if (words.isEmpty()) {
            problem = problem.with("reason", "application.appeal-reason");
        } else if (words.length() > LONGEST_REASON) {
            problem = problem.with("reason", "application.field-too-long", Integer.toString(LONGEST_REASON));
        }
        problem = copies.check(problem, copy, "application.decision-copy");
        if (decidedOn == null || !problem.fields().isEmpty()) {
            throw problem;
        }
        return new Overturned(number, decidedOn, words, officer.id(), clock.now());
    }

    /** One voucher in a year (cl. 3.3 (c)), that of the receipt as well as that of the issue: no decision gives a second. */
    private void checkNoVoucherMeanwhile(Application application) {
        for (int year :
                List.of(application.receivedOn().getYear(), clock.today().getYear())) {
            if (applications.voucherReceived(application.iin(), year)) {
                throw Problem.of(Kind.CONFLICT, "application.voucher-meanwhile", Integer.toString(year));
            }
        }
    }

    private void record(String number, Overturned entered, OffsetDateTime refusedAt, Enclosure copy) {
        var document = copies.keep(number, DOCUMENT, copy);
        jdbc.sql(
                        """
                        insert into appeal (application, decision_number, decided_on, document, reason, officer,
                                            refused_at, reopened_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        number,
                        entered.number(),
                        entered.decidedOn(),
                        document.id(),
                        entered.reason(),
                        entered.officer(),
                        refusedAt,
                        entered.reopenedAt())
                .update();
    }

    private void tell(Application application, Overturned entered) {
        var number = application.number();
        var round = applications.moments(number).round();
        notices.tellApplicant(
                number,
                "application.reopened",
                round,
                number,
                entered.number(),
                entered.decidedOn(),
                application.receivedOn());
        notices.tell(
                Place.careerCentre(application.careerCentre()),
                number,
                "application.reopened-for-check",
                round,
                number,
                entered.number(),
                entered.decidedOn());
    }
}
