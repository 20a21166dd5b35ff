package kz.bilik.settlement;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.record.Remembered;
import kz.bilik.voucher.VoucherNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of services acts, their editions and their lines; the amounts that it states are {@link ActAmounts}', those that
 * are paid {@link Reimbursements}'. */
@Component
class ActTable {

    private final JdbcClient jdbc;

    /** This class alone writes what an act consists of. */
    private final Remembered<ServicesAct> acts = new Remembered<>();

    ActTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<ServicesAct> find(String number) {
        return acts.get(number, () -> read(number));
    }

    private Optional<ServicesAct> read(String number) {
        return jdbc.sql("select p.recognition_centre, p.number as protocol, a.region, a.state, l.voucher, e.*"
                        + " from services_act a join exam_protocol p on p.id = a.protocol"
                        + " join act_edition e on e.act = a.number left join act_line l on l.act = a.number"
                        + " where a.number = ? order by e.edition, l.line")
                .param(number)
                .query((ResultSet rows) -> {
                    if (!rows.next()) {
                        return Optional.empty();
                    }
                    var editions = new ArrayList<ServicesAct.Edition>();
                    var vouchers = new ArrayList<String>();
                    var act = new ServicesAct(
                            number,
                            rows.getString("recognition_centre"),
                            rows.getString("protocol"),
                            rows.getString("region"),
                            ServicesAct.State.valueOf(rows.getString("state")),
                            editions,
                            vouchers);
                    do {
                        // Each edition comes once for each line, and so does each line for each edition.
                        if (editions.isEmpty() || act.current().edition() != rows.getInt("edition")) {
                            editions.add(edition(rows));
                        }
                        if (editions.size() == 1 && rows.getString("voucher") != null) {
                            vouchers.add(rows.getString("voucher"));
                        }
                    } while (rows.next());
                    return Optional.of(act);
                });
    }

    List<String> ofProtocol(String recognitionCentre, String protocol, int year) {
        return jdbc.sql("select a.number from services_act a join exam_protocol p on p.id = a.protocol"
                        + " where p.recognition_centre = ? and p.number = ? and p.signing_year = ? and a.state <> ?"
                        + " order by a.number")
                .params(recognitionCentre, protocol, year, ServicesAct.State.EMPTIED.name())
                .query(String.class)
                .list();
    }

    Optional<String> actOf(String voucher) {
        return jdbc.sql("select act from act_line where voucher = ?")
                .param(voucher)
                .query(String.class)
                .optional();
    }

    /** The acts of the same protocol and mobility centre that were begun before that one, in their order. */
    List<String> earlier(String number) {
        return jdbc.sql(
                        "select e.number from services_act a join services_act e on e.protocol = a.protocol"
                                + " and e.region = a.region and e.ordinal < a.ordinal where a.number = ? and e.state <> ? order by e.ordinal")
                .params(number, ServicesAct.State.EMPTIED.name())
                .query(String.class)
                .list();
    }

    /** The file of the newest edition that was formed. */
    Optional<UUID> formed(String number) {
        return jdbc.sql("select document from act_edition where act = ? and document is not null"
                        + " order by edition desc limit 1")
                .param(number)
                .query(UUID.class)
                .optional();
    }

    /** Locks the act's row to the end of the transaction. */
    Optional<ServicesAct.State> lock(String number) {
        acts.forget(number);
        return jdbc.sql("select state from services_act where number = ? for update")
                .param(number)
                .query(String.class)
                .optional()
                .map(ServicesAct.State::valueOf);
    }

    /** The same for all acts of a protocol and region, in the order in which they were begun. */
    List<Locked> lock(long protocol, String region) {
        return jdbc
                .sql("select number, state from services_act where protocol = ? and region = ? order by ordinal"
                        + " for update")
                .params(protocol, region)
                .query(ActTable::locked)
                .list()
                .stream()
                .map(this::forgotten)
                .toList();
    }

    /** Locks the rows of all acts of a protocol, in the order of their numbers; answers their states. */
    List<Locked> lockOfProtocol(long protocol) {
        return jdbc
                .sql("select number, state from services_act where protocol = ? order by number for update")
                .param(protocol)
                .query(ActTable::locked)
                .list()
                .stream()
                .map(this::forgotten)
                .toList();
    }

    private static Locked locked(ResultSet row, int index) throws SQLException {
        return new Locked(row.getString("number"), ServicesAct.State.valueOf(row.getString("state")));
    }

    private Locked forgotten(Locked act) {
        acts.forget(act.number());
        return act;
    }

    /** An act whose row this transaction holds. */
    record Locked(String number, ServicesAct.State state) {}

    long nextNumber() {
        return jdbc.sql("select nextval('act_number')").query(Long.class).single();
    }

    /** A new act with its first edition, the next one of its protocol and region; the caller holds the protocol's row. */
    void insert(String number, long protocol, String region, OffsetDateTime at) {
        jdbc.sql("insert into services_act (number, protocol, region, ordinal, state, edition, created_at)"
                        + " values (?, ?, ?, (select coalesce(max(ordinal), 0) + 1 from services_act"
                        + " where protocol = ? and region = ?), ?, 1, ?)")
                .params(number, protocol, region, protocol, region, ServicesAct.State.DRAFT.name(), at)
                .update();
        jdbc.sql("insert into act_edition (act, edition) values (?, 1)")
                .param(number)
                .update();
    }

    /** Adds a line. The caller holds the act's row, or has just begun the act. */
    void add(ActNumber act, VoucherNumber voucher) {
        var line = jdbc.sql("select coalesce(max(line), 0) + 1 from act_line where act = ?")
                .param(act.text())
                .query(Integer.class)
                .single();
        jdbc.sql("insert into act_line (act, line, voucher) values (?, ?, ?)")
                .params(act.text(), line, voucher.text())
                .update();
        acts.forget(act.text());
    }

    /** Takes a line out of an act that is still to be sent; the lines after it move up. The caller holds the act's row. */
    void remove(ActNumber act, VoucherNumber voucher) {
        var line = jdbc.sql("select line from act_line where act = ? and voucher = ?")
                .params(act.text(), voucher.text())
                .query(Integer.class)
                .single();
        jdbc.sql("delete from act_line where act = ? and line = ?")
                .params(act.text(), line)
                .update();
        // One after the other, so that no two have the same number in between.
        jdbc.sql("select line from act_line where act = ? and line > ? order by line")
                .params(act.text(), line)
                .query(Integer.class)
                .list()
                .forEach(later -> jdbc.sql("update act_line set line = line - 1 where act = ? and line = ?")
                        .params(act.text(), later)
                        .update());
        acts.forget(act.text());
    }

    /** Makes a formed edition one that is still to be formed; the caller holds the row of an act that is a draft. */
    void discardFormed(String draft) {
        jdbc.sql(
                        "delete from act_amount where act = ? and edition = (select edition from services_act where number = ?)")
                .params(draft, draft)
                .update();
        jdbc.sql("update act_edition set document = null, formed_on = null, total = null where act = ? and edition ="
                        + " (select edition from services_act where number = ?)")
                .params(draft, draft)
                .update();
        acts.forget(draft);
    }

    void formedOn(String act, int edition, LocalDate day) {
        jdbc.sql("update act_edition set formed_on = ? where act = ? and edition = ?")
                .params(day, act, edition)
                .update();
        acts.forget(act);
    }

    void document(String act, int edition, UUID document, long total) {
        jdbc.sql("update act_edition set document = ?, total = ? where act = ? and edition = ?")
                .params(document, total, act, edition)
                .update();
        acts.forget(act);
    }

    void received(String act, int edition, OffsetDateTime at, ServicesAct.Signed by) {
        jdbc.sql("update act_edition set received_at = ?, sent_signer = ?, sent_signature = ?"
                        + " where act = ? and edition = ?")
                .params(at, by.name(), by.fingerprint(), act, edition)
                .update();
        acts.forget(act);
    }

    void acceptedBy(String act, int edition, ServicesAct.Signed by) {
        jdbc.sql("update act_edition set accepted_signer = ?, accepted_signature = ? where act = ? and edition = ?")
                .params(by.name(), by.fingerprint(), act, edition)
                .update();
        acts.forget(act);
    }

    void decision(String act, int edition, ServicesAct.Decision decision, OffsetDateTime at, @Nullable String remarks) {
        jdbc.sql("update act_edition set decision = ?, decided_at = ?, remarks = ? where act = ? and edition = ?")
                .params(decision.name(), at, remarks, act, edition)
                .update();
        acts.forget(act);
    }

    /** Begins the next edition of a returned act: a draft again. */
    void beginEdition(String act, int edition) {
        jdbc.sql("insert into act_edition (act, edition) values (?, ?)")
                .params(act, edition)
                .update();
        jdbc.sql("update services_act set state = ?, edition = ? where number = ?")
                .params(ServicesAct.State.DRAFT.name(), edition, act)
                .update();
        acts.forget(act);
    }

    void state(String act, ServicesAct.State state) {
        jdbc.sql("update services_act set state = ? where number = ?")
                .params(state.name(), act)
                .update();
        acts.forget(act);
    }

    private static ServicesAct.Edition edition(ResultSet row) throws SQLException {
        return new ServicesAct.Edition(
                row.getInt("edition"),
                row.getObject("document", UUID.class),
                row.getObject("formed_on", LocalDate.class),
                row.getObject("total", Long.class),
                LegalMoment.orNull(row, "received_at"),
                row.getString("decision") == null ? null : ServicesAct.Decision.valueOf(row.getString("decision")),
                LegalMoment.orNull(row, "decided_at"),
                row.getString("remarks"),
                signed(row, "sent"),
                signed(row, "accepted"));
    }

    private static ServicesAct.@Nullable Signed signed(ResultSet row, String side) throws SQLException {
        var fingerprint = row.getString(side + "_signature");
        return fingerprint == null ? null : new ServicesAct.Signed(row.getString(side + "_signer"), fingerprint);
    }
}
