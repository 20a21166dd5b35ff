package kz.bilik.settlement;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import kz.bilik.application.Applications;
import kz.bilik.calendar.LegalClock;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.law.IndexSettings;
import kz.bilik.law.Law;
import kz.bilik.law.Profile;
import kz.bilik.problem.Problem;
import kz.bilik.record.LegalMoment;
import kz.bilik.voucher.Vouchers;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The lines of a services act, one per voucher, with what the reimbursement of each rests on (cl. 14). */
@Component
public class SettlementLines {

    /** One holder's line as it stands on the act; amounts in whole tenge, provisional until the act is accepted. */
    record Line(
            int line,
            String voucher,
            Applications.Application application,
            Catalogue.Profession profession,
            LocalDate examHeldOn,
            Protocols.Result result,
            long price,
            long service) {

        long holder() {
            return price - service;
        }
    }

    private final JdbcClient jdbc;
    private final LegalClock clock;
    private final IndexSettings settings;
    private final Protocols protocols;
    private final Vouchers vouchers;
    private final Applications applications;
    private final Catalogue catalogue;
    private final Law law;

    /** The diagram asks here, and the orders rest on the lines. */
    private final ObjectProvider<PaymentOrders> orders;

    SettlementLines(
            JdbcClient jdbc,
            LegalClock clock,
            IndexSettings settings,
            Protocols protocols,
            Vouchers vouchers,
            Applications applications,
            Catalogue catalogue,
            Law law,
            ObjectProvider<PaymentOrders> orders) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.protocols = protocols;
        this.vouchers = vouchers;
        this.applications = applications;
        this.catalogue = catalogue;
        this.law = law;
        this.orders = orders;
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

    /** The profile of the voucher's profession, as the decision table reads it: the name of a {@link Profile}. */
    public String profile(String voucher) {
        return profession(application(voucher)).profile().name();
    }

    /** Whether the exam was held outside the region of permanent registration in the signed application (cl. 14.2). */
    public boolean outsideRegion(String voucher) {
        return !protocols
                .getOfVoucher(voucher)
                .region()
                .equals(application(voucher).registeredRegion());
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

    /** The orders of the act that await the bank's answer, without those that repaired another one. */
    public List<String> paymentOrders(String act) {
        return orders.getObject().awaited(act);
    }

    /** The applications whose holders stand in the act. */
    List<String> applications(String act) {
        return of(act).stream()
                .map(voucher -> vouchers.get(voucher).application())
                .toList();
    }

    Applications.Application application(String voucher) {
        return applications.get(vouchers.get(voucher).application());
    }

    /** The lines as they would be paid by the day that counts now. */
    List<Line> lines(String act) {
        return jdbc
                .sql("select line, voucher from act_line where act = ? order by line")
                .param(act)
                .query((row, index) -> new Object[] {row.getInt(1), row.getString(2)})
                .list()
                .stream()
                .map(row -> line((int) row[0], (String) row[1]))
                .toList();
    }

    private Line line(int number, String voucherNumber) {
        var voucher = vouchers.get(voucherNumber);
        var application = applications.get(voucher.application());
        var profession = profession(application);
        var protocol = protocols.getOfVoucher(voucherNumber);
        var result = protocol.holders().stream()
                .filter(holder -> holder.voucher().equals(voucherNumber))
                .findFirst()
                .orElseThrow()
                .result();
        var outsideRegion = !protocol.region().equals(application.registeredRegion());
        var amounts = law.reimbursement(voucher.price(), profession.profile(), outsideRegion, day(voucherNumber));
        return new Line(
                number,
                voucherNumber,
                application,
                profession,
                protocol.examHeldOn(),
                result,
                voucher.price(),
                amounts.service());
    }

    private Catalogue.Profession profession(Applications.Application application) {
        return catalogue
                .profession(application.profession())
                .orElseThrow(() -> Problem.of(
                        Problem.Kind.UNAVAILABLE, "settlement.profession-unknown", application.profession()));
    }

    private LocalDate acceptedOn(String voucher) {
        return jdbc.sql("select e.decided_at from act_line l join services_act a on a.number = l.act"
                        + " join act_edition e on e.act = a.number and e.edition = a.edition"
                        + " where l.voucher = ? and e.decision = ?")
                .params(voucher, Acts.Decision.ACCEPT.name())
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
