package kz.bilik.settlement;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import kz.bilik.application.Application;
import kz.bilik.application.Applications;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.law.IndexSettings;
import kz.bilik.law.Law;
import kz.bilik.law.Profile;
import kz.bilik.law.Reimbursement;
import kz.bilik.problem.Problem;
import kz.bilik.voucher.Voucher;
import kz.bilik.voucher.Vouchers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The lines of a services act, one per voucher, with what the reimbursement of each rests on (cl. 14). */
@Component
public class ActLines {

    /** One holder's line: whom it concerns, the exam, and its amounts. */
    record Line(
            int line,
            Voucher voucher,
            Application application,
            Catalogue.Profession profession,
            ExamProtocol protocol,
            ExamProtocol.Result result,
            Reckoned reckoned) {

        Reimbursement amounts() {
            return reckoned.amounts();
        }
    }

    /**
     * The amounts of a line in whole tenge.
     *
     * @param day whose monthly calculation index they follow
     */
    record Reckoned(LocalDate day, Reimbursement amounts) {}

    private final JdbcClient jdbc;
    private final LegalClock clock;
    private final IndexSettings settings;
    private final Protocols protocols;
    private final Vouchers vouchers;
    private final Applications applications;
    private final Catalogue catalogue;
    private final Law law;

    ActLines(
            JdbcClient jdbc,
            LegalClock clock,
            IndexSettings settings,
            Protocols protocols,
            Vouchers vouchers,
            Applications applications,
            Catalogue catalogue,
            Law law) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.protocols = protocols;
        this.vouchers = vouchers;
        this.applications = applications;
        this.catalogue = catalogue;
        this.law = law;
    }

    /** The vouchers of the act, in the order of its lines. */
    public List<String> of(String act) {
        return jdbc.sql("select voucher from act_line where act = ? order by line")
                .param(act)
                .query(String.class)
                .list();
    }

    /** The voucher of that line of the act. */
    public String voucher(String act, int line) {
        return jdbc.sql("select voucher from act_line where act = ? and line = ?")
                .params(act, line)
                .query(String.class)
                .single();
    }

    /** The profile of the voucher's profession. */
    public Profile profile(String voucher) {
        return profession(application(voucher)).profile();
    }

    /** Whether the exam was held outside the region of permanent registration in the signed application (cl. 14.2). */
    public boolean outsideRegion(String voucher) {
        return facts(voucher).outsideRegion();
    }

    /** The day whose monthly calculation index counts for that voucher, by {@code bilik.settlement.mci-of}. */
    public LocalDate day(String voucher) {
        return switch (settings.mciOf()) {
            case PAYMENT -> acceptedOn(voucher);
            case ISSUE -> vouchers.get(voucher).issuedOn();
            case SERVICE -> protocols.getOfVoucher(voucher).examHeldOn();
            case ACT -> formedOn(voucher);
        };
    }

    /** The applications whose holders stand in the act. */
    List<String> applications(String act) {
        return of(act).stream()
                .map(voucher -> vouchers.get(voucher).application())
                .toList();
    }

    public Application application(String voucher) {
        return applications.get(vouchers.get(voucher).application());
    }

    /**
     * The lines with the amounts that the law and the day that counts now would give them.
     *
     * @throws Problem {@code law.mci-unknown} while the index of that day is not known
     */
    List<Line> reckonedNow(String act) {
        return lines(act, (voucher, facts) -> {
            var day = day(voucher);
            return new Reckoned(
                    day,
                    law.reimbursement(
                            facts.voucher().price(), facts.profession().profile(), facts.outsideRegion(), day));
        });
    }

    /** The same lines with these amounts, by voucher. */
    List<Line> with(String act, Map<String, Reckoned> amounts) {
        return lines(act, (voucher, facts) -> amounts.get(voucher));
    }

    private List<Line> lines(String act, BiFunction<String, Facts, Reckoned> amounts) {
        var lines = new ArrayList<Line>();
        for (var voucher : of(act)) {
            var facts = facts(voucher);
            lines.add(new Line(
                    lines.size() + 1,
                    facts.voucher(),
                    facts.application(),
                    facts.profession(),
                    facts.protocol(),
                    facts.result(),
                    amounts.apply(voucher, facts)));
        }
        return lines;
    }

    /** What a line rests on. */
    private record Facts(
            Voucher voucher, Application application, Catalogue.Profession profession, ExamProtocol protocol) {

        boolean outsideRegion() {
            return !protocol.region().equals(application.registeredRegion());
        }

        ExamProtocol.Result result() {
            return protocol.holders().stream()
                    .filter(holder -> holder.voucher().equals(voucher.number()))
                    .findFirst()
                    .orElseThrow()
                    .result();
        }
    }

    private Facts facts(String number) {
        var voucher = vouchers.get(number);
        var application = applications.get(voucher.application());
        return new Facts(voucher, application, profession(application), protocols.getOfVoucher(number));
    }

    private Catalogue.Profession profession(Application application) {
        return catalogue
                .profession(application.profession())
                .orElseThrow(() -> Problem.of(
                        Problem.Kind.UNAVAILABLE, "settlement.profession-unknown", application.profession()));
    }

    private LocalDate acceptedOn(String voucher) {
        return jdbc.sql("select e.decided_at from act_line l join services_act a on a.number = l.act"
                        + " join act_edition e on e.act = a.number and e.edition = a.edition"
                        + " where l.voucher = ? and e.decision = ?")
                .params(voucher, ServicesAct.Decision.ACCEPT.name())
                .query((row, index) -> LegalMoment.of(row, "decided_at"))
                .optional()
                .map(OffsetDateTime::toLocalDate)
                .orElseGet(clock::today);
    }

    private LocalDate formedOn(String voucher) {
        return jdbc.sql("select coalesce(e.formed_on, ?) from act_line l join services_act a on a.number = l.act"
                        + " join act_edition e on e.act = a.number and e.edition = a.edition where l.voucher = ?")
                .params(clock.today(), voucher)
                .query(LocalDate.class)
                .optional()
                .orElseGet(clock::today);
    }
}
