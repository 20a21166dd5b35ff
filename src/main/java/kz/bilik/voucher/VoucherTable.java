package kz.bilik.voucher;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import kz.bilik.calendar.LegalMoment;
import kz.bilik.catalogue.Catalogue.Name;
import kz.bilik.identity.Iin;
import kz.bilik.problem.Problem;
import kz.bilik.record.PersonalRecords;
import kz.bilik.record.RecordNumber;
import kz.bilik.record.Remembered;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of vouchers, their sealed editions and their uses. */
@Component
class VoucherTable {

    /** A sealed edition of the electronic document. */
    record EditionRow(
            String voucher,
            int edition,
            LocalDate lastDay,
            UUID document,
            UUID seal,
            String sha256,
            OffsetDateTime sealedAt) {}

    /** An admission to the exam; cause and reason when the exam did not take place. */
    record UseRow(long id, LocalDate usedOn, @Nullable String notHeldCause, @Nullable String notHeldReason) {}

    /** A voucher, and the others of the same person. */
    record HolderVouchers(OneTimeVoucher voucher, List<OneTimeVoucher> others) {

        /**
         * One exam is paid once (cl. 3.3): nobody is admitted with a second voucher before the exam of the first is
         * recorded or did not take place. Another centre's voucher is not named.
         */
        void mustBeOnlyOneInUse() {
            others.stream()
                    .filter(other -> other.state() == Voucher.State.USED)
                    .findFirst()
                    .ifPresent(other -> {
                        var centre = other.issued().recognitionCentre();
                        throw centre.equals(voucher.issued().recognitionCentre())
                                ? Problem.of(
                                        Problem.Kind.CONFLICT,
                                        "voucher.another-in-use",
                                        voucher.number(),
                                        other.number())
                                : Problem.of(
                                        Problem.Kind.CONFLICT, "voucher.another-in-use-elsewhere", voucher.number());
                    });
        }
    }

    private final JdbcClient jdbc;

    /** This class alone writes the table. A voucher changes its own standing, so each reader gets one of his own. */
    private final Remembered<OneTimeVoucher> vouchers = new Remembered<>();

    VoucherTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long nextNumber() {
        return jdbc.sql("select nextval('voucher_number')").query(Long.class).single();
    }

    void insert(OneTimeVoucher voucher) {
        var issued = voucher.issued();
        var standing = voucher.standing();
        var parts = issued.parts();
        jdbc.sql(
                        """
                        insert into voucher (number, application, iin, issue_year, holder_name, region,
                            recognition_centre, recognition_centre_name_kk, recognition_centre_name_ru,
                            recognition_centre_name_en, profession, profession_name_kk, profession_name_ru,
                            profession_name_en, qualification_level, issued_on, terms_edition, validity_days,
                            first_last_day, price, monthly_calculation_index, state_part, holder_part, last_day, state,
                            returned_to_quota)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        issued.number(),
                        issued.application(),
                        issued.iin().value(),
                        issued.issuedOn().getYear(),
                        issued.holderName(),
                        issued.region(),
                        issued.recognitionCentre(),
                        issued.recognitionCentreName().kk(),
                        issued.recognitionCentreName().ru(),
                        issued.recognitionCentreName().en(),
                        issued.profession(),
                        issued.professionName().kk(),
                        issued.professionName().ru(),
                        issued.professionName().en(),
                        issued.level(),
                        issued.issuedOn(),
                        issued.termsEdition(),
                        issued.validityDays(),
                        issued.firstLastDay(),
                        issued.price(),
                        parts == null ? null : parts.monthlyCalculationIndex(),
                        parts == null ? null : parts.state(),
                        parts == null ? null : parts.holder(),
                        standing.lastDay(),
                        standing.state().name(),
                        standing.returnedToQuota())
                .update();
    }

    void update(OneTimeVoucher voucher) {
        var standing = voucher.standing();
        jdbc.sql(
                        """
                        update voucher set last_day = :lastDay, state = :state, used_on = :usedOn, protocol = :protocol,
                            lapsed_on = :lapsedOn, withdrawn_on = :withdrawnOn, returned_to_quota = :returnedToQuota
                        where number = :number
                        """)
                .param("lastDay", standing.lastDay())
                .param("state", standing.state().name())
                .param("usedOn", standing.usedOn())
                .param("protocol", standing.protocol())
                .param("lapsedOn", standing.lapsedOn())
                .param("withdrawnOn", standing.withdrawnOn())
                .param("returnedToQuota", standing.returnedToQuota())
                .param("number", voucher.number())
                .update();
        vouchers.forget(voucher.number());
    }

    /** The voucher of that number; {@link Problem} {@code voucher.unknown} when there is none. */
    OneTimeVoucher get(String number) {
        return vouchers.get(number, () -> jdbc.sql("select * from voucher where number = ?")
                        .param(number)
                        .query(VoucherTable::voucher)
                        .optional())
                .map(VoucherTable::copy)
                .orElseThrow(() -> unknown(number));
    }

    /**
     * The same, its row locked until the transaction ends: receipt, decision, use, lapse and withdrawal of one voucher
     * happen one after the other.
     */
    OneTimeVoucher lock(String number) {
        vouchers.forget(number);
        return jdbc.sql("select * from voucher where number = ? for update")
                .param(number)
                .query(VoucherTable::voucher)
                .optional()
                .orElseThrow(() -> unknown(number));
    }

    /**
     * The voucher of that number among all of its holder, the rows of all of them locked until the transaction ends:
     * centres that admit the same person one with this and one with that voucher do so one after the other.
     */
    HolderVouchers lockOfHolder(String number) {
        var holder = get(number).issued().iin();
        var all = jdbc.sql("select * from voucher where iin = ? order by number for update")
                .param(holder.value())
                .query(VoucherTable::voucher)
                .list();
        all.forEach(voucher -> vouchers.forget(voucher.number()));
        return new HolderVouchers(
                all.stream()
                        .filter(voucher -> voucher.number().equals(number))
                        .findFirst()
                        .orElseThrow(),
                all.stream().filter(voucher -> !voucher.number().equals(number)).toList());
    }

    Optional<Voucher.Proof> proofOfLateUse(String number) {
        return jdbc
                .sql("select l.used_on, l.protocol_number, l.protocol_signed_on from late_use l"
                        + " join voucher v on v.number = l.voucher and v.used_on = l.used_on"
                        + " where l.voucher = ? order by l.id desc")
                .param(number)
                .query((row, index) -> new Voucher.Proof(
                        row.getObject("used_on", LocalDate.class),
                        row.getString("protocol_number"),
                        row.getObject("protocol_signed_on", LocalDate.class)))
                .list()
                .stream()
                .findFirst();
    }

    /** The vouchers that are issued or in use and whose last day is that one. */
    List<String> runningUntil(LocalDate lastDay) {
        return jdbc.sql("select number from voucher where last_day = ? and state in ('ISSUED', 'USED') order by number")
                .param(lastDay)
                .query(String.class)
                .list();
    }

    Optional<OneTimeVoucher> ofApplication(String application) {
        return jdbc.sql("select * from voucher where application = ?")
                .param(application)
                .query(VoucherTable::voucher)
                .optional();
    }

    /** The vouchers of that person that are neither examined nor cancelled nor given up, the oldest first. */
    List<OneTimeVoucher> notUsedUp(Iin iin) {
        return jdbc.sql(
                        "select * from voucher where iin = ? and state in ('ISSUED', 'USED') order by issued_on, number")
                .param(iin.value())
                .query(VoucherTable::voucher)
                .list();
    }

    boolean received(Iin iin, int year) {
        return jdbc.sql("select count(*) from voucher where iin = ? and issue_year = ?")
                        .params(iin.value(), year)
                        .query(Long.class)
                        .single()
                > 0;
    }

    void insert(EditionRow edition) {
        jdbc.sql(
                        """
                        insert into voucher_edition (voucher, edition, last_day, document, seal, sha256, sealed_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        edition.voucher(),
                        edition.edition(),
                        edition.lastDay(),
                        edition.document(),
                        edition.seal(),
                        edition.sha256(),
                        edition.sealedAt())
                .update();
    }

    /** The sealed editions, oldest first. */
    List<EditionRow> editions(String voucher) {
        return jdbc.sql("select * from voucher_edition where voucher = ? order by edition")
                .param(voucher)
                .query(VoucherTable::edition)
                .list();
    }

    Optional<EditionRow> editionBySha256(String sha256) {
        return jdbc.sql("select * from voucher_edition where sha256 = ? order by edition desc limit 1")
                .param(sha256)
                .query(VoucherTable::edition)
                .optional();
    }

    /** The days on which use was refused while a certificate was undecided. */
    List<Hold> holds(String voucher) {
        return jdbc.sql("select first_day, last_day from voucher_hold where voucher = ? order by first_day, last_day")
                .param(voucher)
                .query((row, i) -> new Hold(
                        row.getObject("first_day", LocalDate.class), row.getObject("last_day", LocalDate.class)))
                .list();
    }

    /** Keeps these days, of a voucher that is locked; known ones stay as they are. */
    void hold(String voucher, Hold hold, OffsetDateTime at) {
        if (holds(voucher).contains(hold)) {
            return;
        }
        jdbc.sql("insert into voucher_hold (voucher, first_day, last_day, recorded_at) values (?, ?, ?, ?)")
                .params(voucher, hold.from(), hold.to(), at)
                .update();
    }

    void insertUse(String voucher, LocalDate usedOn, OffsetDateTime at) {
        jdbc.sql("insert into voucher_use (voucher, used_on, admitted_at) values (?, ?, ?)")
                .params(voucher, usedOn, at)
                .update();
    }

    Optional<UseRow> lastUse(String voucher) {
        return jdbc.sql(
                        """
                        select id, used_on, not_held_cause, not_held_reason from voucher_use
                        where voucher = ? order by id desc limit 1
                        """)
                .param(voucher)
                .query((row, i) -> new UseRow(
                        row.getLong("id"),
                        row.getObject("used_on", LocalDate.class),
                        row.getString("not_held_cause"),
                        row.getString("not_held_reason")))
                .optional();
    }

    void recordNotHeld(long use, String cause, String reason, OffsetDateTime at) {
        jdbc.sql("update voucher_use set not_held_cause = ?, not_held_reason = ?, not_held_at = ? where id = ?")
                .params(cause, reason, at, use)
                .update();
    }

    /** Erases who held it; a stand-in takes the place of his number, another one for each application. */
    int erase(String number) {
        var sequence = RecordNumber.parse(get(number).issued().application())
                .orElseThrow()
                .sequence();
        var erased = jdbc.sql("update voucher set iin = :standIn, holder_name = :gone where number = :number"
                        + " and iin <> :standIn")
                .param("standIn", Iin.standIn(sequence).value())
                .param("gone", PersonalRecords.GONE)
                .param("number", number)
                .update();
        vouchers.forget(number);
        return erased;
    }

    private static OneTimeVoucher copy(OneTimeVoucher voucher) {
        return new OneTimeVoucher(voucher.issued(), voucher.standing());
    }

    private static Problem unknown(String number) {
        return Problem.of(Problem.Kind.NOT_FOUND, "voucher.unknown", number);
    }

    private static OneTimeVoucher voucher(ResultSet row, int i) throws SQLException {
        return new OneTimeVoucher(
                new OneTimeVoucher.Issued(
                        row.getString("number"),
                        row.getString("application"),
                        Iin.kept(row.getString("iin")),
                        row.getString("holder_name"),
                        row.getString("region"),
                        row.getString("recognition_centre"),
                        new Name(
                                row.getString("recognition_centre_name_kk"),
                                row.getString("recognition_centre_name_ru"),
                                row.getString("recognition_centre_name_en")),
                        row.getString("profession"),
                        new Name(
                                row.getString("profession_name_kk"),
                                row.getString("profession_name_ru"),
                                row.getString("profession_name_en")),
                        row.getString("qualification_level"),
                        row.getObject("issued_on", LocalDate.class),
                        row.getString("terms_edition"),
                        row.getInt("validity_days"),
                        row.getObject("first_last_day", LocalDate.class),
                        row.getLong("price"),
                        parts(row)),
                new OneTimeVoucher.Standing(
                        row.getObject("last_day", LocalDate.class),
                        Voucher.State.valueOf(row.getString("state")),
                        row.getObject("used_on", LocalDate.class),
                        row.getString("protocol"),
                        row.getObject("lapsed_on", LocalDate.class),
                        row.getObject("withdrawn_on", LocalDate.class),
                        row.getBoolean("returned_to_quota")));
    }

    private static OneTimeVoucher.@Nullable Parts parts(ResultSet row) throws SQLException {
        var index = row.getObject("monthly_calculation_index", Long.class);
        return index == null
                ? null
                : new OneTimeVoucher.Parts(index, row.getLong("state_part"), row.getLong("holder_part"));
    }

    private static EditionRow edition(ResultSet row, int i) throws SQLException {
        return new EditionRow(
                row.getString("voucher"),
                row.getInt("edition"),
                row.getObject("last_day", LocalDate.class),
                row.getObject("document", UUID.class),
                row.getObject("seal", UUID.class),
                row.getString("sha256"),
                LegalMoment.of(row, "sealed_at"));
    }
}
