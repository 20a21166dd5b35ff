package kz.bilik.report;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Cases at random, written as the product writes them: refused and overturned, handed over, asked elsewhere, withdrawn, lapsed,
 * extended, brought back, examined, taken out, with returned acts and rejected payments, in time and late, over and still
 * running. What each case did is kept as it is played, so that it can be counted without asking the database.
 */
final class MadeUpCases {

    static final OffsetDateTime NOW = OffsetDateTime.of(2026, 12, 10, 12, 0, 0, 0, ZoneOffset.ofHours(5));

    static final List<String> REGIONS = List.of("KZ-71", "KZ-75", "KZ-61");

    private static final OffsetDateTime FIRST = OffsetDateTime.of(2026, 6, 1, 0, 0, 0, 0, ZoneOffset.ofHours(5));
    private static final String NOBODY = "000000000000";

    /** A term as it was played; {@code ended} is null while it runs, {@code gone} says that it was not done. */
    record Term(
            String clause,
            String region,
            String centre,
            String number,
            LocalDate began,
            LocalDate submitted,
            LocalDate ended,
            boolean gone) {}

    /** What became of one application. */
    static final class Case {
        String number;
        String region;
        String careerCentre;
        OffsetDateTime received;
        String outcome;
        boolean checked;
        boolean forwarded;
        boolean asked;
        boolean confirmed;
        boolean reopened;
        String voucher;
        String voucherState;
        boolean extended;
        boolean broughtBack;
        String act;
        int line;
        final Set<String> grounds = new HashSet<>();
        final Set<String> overturned = new HashSet<>();
        final List<Passage> passages = new ArrayList<>();

        YearMonth month() {
            return YearMonth.from(received);
        }
    }

    /** A step that was come through. */
    record Passage(String step, long seconds) {}

    /** What became of one act. */
    static final class Act {
        String number;
        String region;
        String state;
        final List<Case> holders = new ArrayList<>();
        final List<Payment> payments = new ArrayList<>();
    }

    /** What is due to somebody, however often it was ordered. */
    record Payment(Case holder, String kind, long amount, OffsetDateTime ordered, OffsetDateTime paid) {}

    final List<Case> cases = new ArrayList<>();
    final List<Act> acts = new ArrayList<>();
    final List<Term> terms = new ArrayList<>();

    private final JdbcClient jdbc;
    private final Random random;
    private int vouchers;
    private int orders;

    MadeUpCases(JdbcClient jdbc, long seed) {
        this.jdbc = jdbc;
        this.random = new Random(seed);
    }

    void places() {
        for (var region : REGIONS) {
            for (var each = 1; each <= 3; each++) {
                jdbc.sql("insert into career_centre values (?, ?, 'k', 'r', 'e', ?, 'a')")
                        .params(region + "-0" + each, region, region + each)
                        .update();
            }
        }
        for (var each = 1; each <= 3; each++) {
            jdbc.sql(
                            "insert into recognition_centre (code, region, name_kk, name_ru, name_en, bin, address, contacts, account,"
                                    + " bic, accredited) values (?, 'KZ-75', 'k', 'r', 'e', ?, 'a', 'c', 'a', 'b', true)")
                    .params("C-" + each, "C" + each)
                    .update();
        }
        jdbc.sql(
                        "insert into profession (code, name_kk, name_ru, name_en, profile) values ('P', 'k', 'r', 'e', 'TECHNICAL')")
                .update();
        for (var region : REGIONS) {
            jdbc.sql(
                            "insert into quota (region, quota_year, published, elsewhere, published_at) values (?, 2026, 500, 3, ?)")
                    .params(region, FIRST)
                    .update();
        }
    }

    void play(int count) {
        var examined = new ArrayList<Examined>();
        for (var each = 0; each < count; each++) {
            examined.addAll(one());
        }
        while (!examined.isEmpty()) {
            var first = examined.get(0);
            var together = new ArrayList<>(examined.stream()
                    .filter(other -> other.holder().region.equals(first.holder().region))
                    .limit(1 + random.nextInt(3))
                    .toList());
            examined.removeAll(together);
            act(together);
        }
    }

    private record Examined(Case holder, OffsetDateTime at) {}

    // an application

    private Case now;
    private OffsetDateTime at;

    /** Goes on after some time; false when that is not yet. */
    private boolean after(int mostHours) {
        var next = at.plusMinutes(1 + random.nextInt(mostHours * 60));
        if (next.isAfter(NOW)) {
            return false;
        }
        at = next;
        return true;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private void event(String code) {
        event(now, code, at);
    }

    private void event(Case of, String code, OffsetDateTime when) {
        jdbc.sql(
                        "insert into application_event (application, happened_at, code, clause, arguments) values (?, ?, ?, '', '')")
                .params(of.number, when, code)
                .update();
    }

    private void set(String column, Object value) {
        jdbc.sql("update application set " + column + " = ? where number = ?")
                .params(value, now.number)
                .update();
    }

    private void passed(String step, OffsetDateTime since) {
        now.passages.add(new Passage(step, at.toEpochSecond() - since.toEpochSecond()));
    }

    private LocalDate day(OffsetDateTime moment) {
        return moment.toLocalDate();
    }

    private void term(
            String clause, String centre, OffsetDateTime began, LocalDate submitted, boolean ended, boolean gone) {
        terms.add(
                new Term(clause, now.region, centre, now.number, day(began), submitted, ended ? day(at) : null, gone));
    }

    private List<Examined> one() {
        now = new Case();
        now.region = REGIONS.get(random.nextInt(REGIONS.size()));
        now.careerCentre = now.region + "-0" + (1 + random.nextInt(3));
        at = FIRST.plusMinutes(random.nextInt(190 * 24 * 60));
        now.received = at;
        now.number = String.format("A-2026-%s-%06d", now.region.substring(3), cases.size() + 1);
        cases.add(now);
        jdbc.sql("insert into application (number, submission_id, iin, name, language, region, career_centre,"
                        + " registered_region, recognition_centre, profession, level_code, account, phone,"
                        + " messages_by_email, content, sha256, received_at)"
                        + " values (?, ?, ?, 'n', 'KK', ?, ?, ?, 'C-1', 'P', '4', 'a', 'p', false, ?, 's', ?)")
                .params(
                        now.number,
                        UUID.randomUUID(),
                        NOBODY,
                        now.region,
                        now.careerCentre,
                        now.region,
                        new byte[0],
                        at)
                .update();
        event("application.received");
        round(false);
        return now.voucher == null ? List.of() : voucher();
    }

    private void withdraw() {
        event("application.withdrawn");
        now.outcome = "WITHDRAWN";
        set("outcome", "WITHDRAWN");
    }

    private void ground(String ground, String clause) {
        jdbc.sql(
                        "insert into application_reason (application, reason, clause, remark, given_at) values (?, ?, ?, '', ?)")
                .params(now.number, ground, clause, at)
                .update();
        now.grounds.add(ground);
    }

    private void refuse() {
        event("application.refused");
        now.outcome = "REFUSED";
        set("outcome", "REFUSED");
        if (chance(25) && after(200)) {
            event("application.reopened");
            jdbc.sql("update application_reason set overturned = true where application = ?")
                    .param(now.number)
                    .update();
            now.overturned.addAll(now.grounds);
            now.grounds.clear();
            now.reopened = true;
            now.outcome = null;
            set("outcome", null);
            set("reopened_at", at);
            round(true);
        }
    }

    /** From submission, or from the appeal, to the voucher or to another end. */
    private void round(boolean onAppeal) {
        var begun = at;
        if (!after(3)) {
            return;
        }
        if (!onAppeal && chance(10)) {
            ground("application.not-unemployed", "cl. 3.3");
            if (chance(30)) {
                ground("application.no-voucher-left", "cl. 3.3");
            }
            passed("checks", begun);
            refuse();
            return;
        }
        passed("checks", begun);
        event(
                !onAppeal
                        ? "application.check-voucher-left"
                        : chance(50) ? "application.quota-overridden" : "application.voucher-reserved-on-appeal");
        now.checked = true;
        var since = at;
        while (chance(10) && after(60)) {
            var from = now.careerCentre;
            var to = now.region + "-0" + (1 + (Integer.parseInt(from.substring(from.length() - 1)) % 3));
            jdbc.sql(
                            "insert into career_centre_handover (application, from_centre, to_centre, reason, officer, handed_over_at)"
                                    + " values (?, ?, ?, 'r', 'o', ?)")
                    .params(now.number, from, to, at)
                    .update();
            set("career_centre", to);
            event("application.handed-over");
            term("cl. 8", from, since, day(begun), true, true);
            passed("career-centre", since);
            now.careerCentre = to;
            since = at;
        }
        if (!after(50)) {
            term("cl. 8", now.careerCentre, since, day(begun), false, false);
            return;
        }
        if (chance(3)) {
            term("cl. 8", now.careerCentre, since, day(begun), true, true);
            withdraw();
            return;
        }
        if (chance(15)) {
            event("application.not-in-order");
            ground("application.incomplete-documents", "cl. 8");
            if (chance(40)) {
                ground("application.requirements-not-met", "cl. 8");
            }
            term("cl. 8", now.careerCentre, since, day(begun), true, false);
            passed("career-centre", since);
            refuse();
            return;
        }
        event("application.forwarded");
        now.forwarded = true;
        term("cl. 8", now.careerCentre, since, day(begun), true, false);
        passed("career-centre", since);
        since = at;
        var submitted = day(begun);
        while (true) {
            if (!after(40)) {
                term("cl. 9.1", "", since, submitted, false, false);
                return;
            }
            event("application.sent-to-recognition-centre");
            now.asked = true;
            term("cl. 9.1", "", since, submitted, true, false);
            passed("mobility-centre", since);
            since = at;
            if (!after(200)) {
                return;
            }
            if (!chance(8)) {
                break;
            }
            event("application.another-centre");
            passed("recognition-centre", since);
            since = at;
            submitted = day(at);
        }
        if (chance(5)) {
            withdraw();
            return;
        }
        passed("recognition-centre", since);
        since = at;
        if (chance(10)) {
            event("application.centre-declined");
            ground("application.centre-declined", "cl. 9");
            if (!after(60)) {
                term("cl. 9.2", "", since, day(since), false, false);
                return;
            }
            term("cl. 9.2", "", since, day(since), true, false);
            refuse();
            return;
        }
        event("application.confirmed");
        now.confirmed = true;
        if (!after(40)) {
            term("cl. 10", "", since, day(since), false, false);
            return;
        }
        if (chance(2)) {
            term("cl. 10", "", since, day(since), true, true);
            withdraw();
            return;
        }
        term("cl. 10", "", since, day(since), true, false);
        passed("issue", since);
        event("voucher.issued");
        now.outcome = "VOUCHER_ISSUED";
        set("outcome", "VOUCHER_ISSUED");
        now.voucher = String.format("V-2026-%s-%06d", now.region.substring(3), ++vouchers);
        now.voucherState = "ISSUED";
    }

    // its voucher

    private List<Examined> voucher() {
        jdbc.sql("insert into voucher (number, application, iin, issue_year, holder_name, region, recognition_centre,"
                        + " recognition_centre_name_kk, recognition_centre_name_ru, recognition_centre_name_en, profession,"
                        + " profession_name_kk, profession_name_ru, profession_name_en, qualification_level, issued_on,"
                        + " terms_edition, validity_days, first_last_day, price, last_day, state) values (?, ?, ?, 2026, 'n',"
                        + " ?, 'C-1', 'k', 'r', 'e', 'P', 'k', 'r', 'e', '4', ?, 'e', 60, ?, 30000, ?, 'ISSUED')")
                .params(
                        now.voucher,
                        now.number,
                        String.format("%012d", vouchers),
                        now.region,
                        day(at),
                        day(at).plusDays(60),
                        day(at).plusDays(60))
                .update();
        var since = at;
        var examined = turn(since);
        jdbc.sql("update voucher set state = ? where number = ?")
                .params(now.voucherState, now.voucher)
                .update();
        return examined;
    }

    private List<Examined> turn(OffsetDateTime issued) {
        if (chance(12) && after(600)) {
            event("voucher.lapsed");
            now.voucherState = "LAPSED";
            if (chance(40) && after(100) && certificate("voucher.brought-back")) {
                now.voucherState = "ISSUED";
                now.broughtBack = true;
                now.extended = true;
            }
            return List.of();
        }
        if (chance(5) && after(200)) {
            event("voucher.withdrawn");
            now.voucherState = "WITHDRAWN";
            return List.of();
        }
        if (chance(20) && after(200) && certificate("voucher.extended")) {
            now.extended = true;
        }
        if (!after(900)) {
            return List.of();
        }
        event("voucher.used");
        now.voucherState = "USED";
        passed("use", issued);
        var since = at;
        if (chance(10) && after(50)) {
            event("voucher.exam-not-held");
            now.voucherState = "ISSUED";
            return List.of();
        }
        if (!after(300)) {
            return List.of();
        }
        event("voucher.examined");
        now.voucherState = "EXAMINED";
        passed("exam", since);
        return List.of(new Examined(now, at));
    }

    /** A certificate comes and is decided, now or later, or closed; whether it was accepted. */
    private boolean certificate(String outcome) {
        var id = UUID.randomUUID();
        var received = at;
        jdbc.sql("insert into sick_leave_certificate (id, voucher, kind, series, number, patient_iin, patient_name,"
                        + " organisation, doctor, document, sha256, received_at, state)"
                        + " values (?, ?, 'SHEET', 's', 'n', ?, 'p', 'o', 'd', ?, 's', ?, 'UNDECIDED')")
                .params(id, now.voucher, NOBODY, UUID.randomUUID(), received)
                .update();
        if (!after(60)) {
            term("cl. 13", "", received, day(received), false, false);
            return false;
        }
        if (chance(15)) {
            jdbc.sql("update sick_leave_certificate set state = 'CLOSED', closed_at = ? where id = ?")
                    .params(at, id)
                    .update();
            term("cl. 13", "", received, day(received), true, true);
            return false;
        }
        var accepted = !chance(20);
        jdbc.sql("update sick_leave_certificate set state = ?, decided_at = ?, effect_at = ? where id = ?")
                .params(accepted ? "ACCEPTED" : "REJECTED", at, at, id)
                .update();
        term("cl. 13", "", received, day(received), true, false);
        event(accepted ? outcome : "voucher.certificate-rejected");
        return accepted;
    }

    // acts

    private void act(List<Examined> examined) {
        var act = new Act();
        act.region = examined.get(0).holder().region;
        act.number = String.format("ACT-2026-%s-%06d", act.region.substring(3), acts.size() + 1);
        acts.add(act);
        at = examined.stream().map(Examined::at).max(OffsetDateTime::compareTo).orElseThrow();
        var centre = "C-" + (1 + random.nextInt(3));
        var signed = day(at);
        jdbc.sql("insert into exam_protocol (recognition_centre, number, signed_on, signing_year, exam_held_on, region,"
                        + " recorded_at) values (?, ?, ?, ?, ?, ?, ?)")
                .params(centre, act.number, signed, signed.getYear(), signed, act.region, at)
                .update();
        var protocol = jdbc.sql("select id from exam_protocol where number = ?")
                .param(act.number)
                .query(Long.class)
                .single();
        jdbc.sql("insert into services_act (number, protocol, region, ordinal, state, edition, created_at)"
                        + " values (?, ?, ?, 1, 'DRAFT', 1, ?)")
                .params(act.number, protocol, act.region, at)
                .update();
        examined.forEach(each -> {
            act.holders.add(each.holder());
            each.holder().act = act.number;
            each.holder().line = act.holders.size();
            jdbc.sql("insert into act_line (act, line, voucher) values (?, ?, ?)")
                    .params(act.number, each.holder().line, each.holder().voucher)
                    .update();
            event(each.holder(), "settlement.handed-to-act", at);
        });
        editions(act, protocol, centre, signed, at);
        jdbc.sql("update services_act set state = ? where number = ?")
                .params(act.state, act.number)
                .update();
    }

    private void owes(Act act, String clause, String centre, LocalDate began, LocalDate ended, boolean gone) {
        terms.add(new Term(clause, act.region, centre, act.number, began, began, ended, gone));
    }

    private void tell(Act act, String code) {
        act.holders.forEach(holder -> event(holder, code, at));
    }

    private void passedAll(Act act, String step, long since) {
        act.holders.forEach(holder -> holder.passages.add(new Passage(step, at.toEpochSecond() - since)));
    }

    private void editions(Act act, long protocol, String centre, LocalDate signed, OffsetDateTime created) {
        var owedFrom = signed;
        OffsetDateTime returned = null;
        for (var edition = 1; ; edition++) {
            jdbc.sql("insert into act_edition (act, edition) values (?, ?)")
                    .params(act.number, edition)
                    .update();
            act.state = "DRAFT";
            if (act.holders.size() == 1 && chance(3)) {
                takeOut(act, protocol, signed);
                return;
            }
            if (!after(150)) {
                owes(act, "cl. 16", centre, owedFrom, null, false);
                return;
            }
            owes(act, "cl. 16", centre, owedFrom, day(at), false);
            jdbc.sql("update act_edition set received_at = ? where act = ? and edition = ?")
                    .params(at, act.number, edition)
                    .update();
            tell(act, "settlement.act-received");
            if (returned == null) {
                act.holders.forEach(holder -> holder.passages.add(new Passage(
                        "act", at.toEpochSecond() - examinedAt(holder).toEpochSecond())));
            } else {
                passedAll(act, "act", returned.toEpochSecond());
            }
            act.state = "SENT";
            var received = at;
            if (!after(100)) {
                owes(act, "cl. 17", "", day(received), null, false);
                return;
            }
            passedAll(act, "acceptance", received.toEpochSecond());
            if (chance(15)) {
                decide(act, edition, "RETURN");
                tell(act, "settlement.act-returned");
                owes(act, "cl. 17", "", day(received), day(at), true);
                owedFrom = day(at);
                returned = at;
                continue;
            }
            decide(act, edition, "ACCEPT");
            tell(act, "settlement.act-accepted");
            act.state = "ACCEPTED";
            pay(act, received, at);
            return;
        }
    }

    private OffsetDateTime examinedAt(Case holder) {
        return jdbc.sql("select happened_at from application_event where application = ? and code = 'voucher.examined'")
                .param(holder.number)
                .query(OffsetDateTime.class)
                .single();
    }

    private void decide(Act act, int edition, String decision) {
        jdbc.sql("update act_edition set decision = ?, decided_at = ? where act = ? and edition = ?")
                .params(decision, at, act.number, edition)
                .update();
    }

    /** The only holder stood in the protocol by mistake: his voucher is in use as before, and the act is nobody's. */
    private void takeOut(Act act, long protocol, LocalDate signed) {
        var holder = act.holders.remove(0);
        jdbc.sql("delete from act_line where act = ?").param(act.number).update();
        jdbc.sql("insert into exam_taken_out (protocol, act, voucher, signed_on, exam_held_on, region, result, reason,"
                        + " document, officer, taken_out_at) values (?, ?, ?, ?, ?, ?, 'r', 'r', ?, 'o', ?)")
                .params(protocol, act.number, holder.voucher, signed, signed, act.region, UUID.randomUUID(), at)
                .update();
        jdbc.sql("update voucher set state = 'USED' where number = ?")
                .param(holder.voucher)
                .update();
        holder.voucherState = "USED";
        holder.act = null;
        event(holder, "voucher.in-use-again", at);
        act.state = "EMPTIED";
    }

    // payments

    private void pay(Act act, OffsetDateTime received, OffsetDateTime accepted) {
        OffsetDateTime last = accepted;
        var all = true;
        for (var holder : act.holders) {
            for (var kind : chance(30) ? List.of("SERVICE", "AID") : List.of("SERVICE")) {
                at = accepted;
                var paid = order(act, holder, kind, accepted);
                all = all && paid != null;
                last = paid != null && paid.isAfter(last) ? paid : last;
            }
        }
        owes(act, "cl. 17", "", day(received), all ? day(last) : null, false);
    }

    /** Ordered until the bank pays or the present is reached; when it was paid, null when it was not. */
    private OffsetDateTime order(Act act, Case holder, String kind, OffsetDateTime accepted) {
        var amount = 10_000 + random.nextInt(20_000);
        String before = null;
        for (var attempt = 1; ; attempt++) {
            var number = String.format("PO-%06d", ++orders);
            var ordered = at;
            jdbc.sql("insert into payment_order (number, end_to_end_id, act, line, kind, attempt, replaces, amount,"
                            + " payer_name, payer_number, payer_account, payer_bic, payer_code, payee_name, payee_number,"
                            + " payee_account, payee_code, purpose_code, purpose_kk, purpose_ru, state, created_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, 'n', 'n', 'a', 'b', '12', 'n', 'n', 'a', '19', '119', 'k',"
                            + " 'r', 'SENT', ?)")
                    .params(number, number, act.number, holder.line, kind, attempt, before, amount, at)
                    .update();
            if (!after(120)) {
                act.payments.add(new Payment(holder, kind, amount, ordered, null));
                return null;
            }
            if (chance(12)) {
                answered(number, "REJECTED");
                event(holder, "settlement.payment-rejected", at);
                before = number;
                if (!after(40)) {
                    act.payments.add(new Payment(holder, kind, amount, ordered, null));
                    return null;
                }
                continue;
            }
            answered(number, "CONFIRMED");
            event(holder, kind.equals("AID") ? "settlement.aid-paid" : "settlement.service-paid", at);
            if (kind.equals("SERVICE")) {
                holder.passages.add(new Passage("payment", at.toEpochSecond() - accepted.toEpochSecond()));
            }
            act.payments.add(new Payment(holder, kind, amount, ordered, at));
            return at;
        }
    }

    private void answered(String number, String state) {
        jdbc.sql("update payment_order set state = ?, answered_at = ? where number = ?")
                .params(state, at, number)
                .update();
    }
}
