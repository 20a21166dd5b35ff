package kz.bilik.voucher;

import static kz.bilik.voucher.VoucherWorld.HOLDER;
import static kz.bilik.voucher.VoucherWorld.ISSUED;
import static kz.bilik.voucher.VoucherWorld.PDF;
import static kz.bilik.voucher.VoucherWorld.copy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.bilik.calendar.CalendarChanges;
import kz.bilik.calendar.CalendarDay;
import kz.bilik.calendar.RunningDeadlines;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.distribution.Quota;
import kz.bilik.distribution.QuotaLedger;
import kz.bilik.distribution.Quotas;
import kz.bilik.problem.Problem;
import kz.bilik.support.TestDatabases;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Tag;

/**
 * Every setting of the vouchers with each of its values, in combination with whatever may happen to one (cl. 10-13, 18):
 * sixty usable days, the quota as the ledger and the voucher have it, one state at a time.
 */
@org.junit.jupiter.api.Tag("database")
@Tag("database")
@net.jqwik.api.Tag("database")
class VoucherInEverySettingTest {

    /** What happens, after so many days; {@code choice} picks a day, a length or a certificate. */
    record Event(What what, int after, int choice) {}

    enum What {
        CERTIFICATE,
        ACCEPT,
        REJECT,
        ANNUL,
        ADMIT,
        NOT_HELD,
        WITHDRAW,
        LATE_USE,
        DAY_OFF,
        NOTHING
    }

    record Settings(
            boolean moves, boolean heldDaysRun, boolean refusesLate, boolean lapsedReturns, boolean givenUpReturns) {

        String[] given() {
            return new String[] {
                "bilik.voucher.last-day-moves-when-day-off=" + moves,
                "bilik.voucher.days-held=" + (heldDaysRun ? "run" : "do-not-run"),
                "bilik.voucher.late-certificate=" + (refusesLate ? "refuse" : "bring-back"),
                "bilik.voucher.lapsed-returns-to-quota=" + lapsedReturns,
                "bilik.voucher.withdrawn-returns-to-quota=" + givenUpReturns,
                "bilik.voucher.accepted-certificates=" + (moves ? "SHEET" : "SHEET,NOTE"),
                "bilik.voucher.certificate-days-ahead=" + (refusesLate ? 0 : 60),
                "bilik.voucher.reminder-days-before-end=" + (lapsedReturns ? "5" : "30,10,3")
            };
        }
    }

    @Property(tries = 120, shrinking = ShrinkingMode.BOUNDED)
    void whateverHappensEachInvariantHolds(
            @ForAll("settings") Settings settings, @ForAll("events") List<Event> events) {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database, settings.given())) {
            var life = new Life(module, settings);
            for (var event : events) {
                life.passes(event.after());
                life.happens(event);
                life.holds();
            }
            life.passes(70);
            life.holds();
        }
    }

    @Provide
    Arbitrary<Settings> settings() {
        var either = Arbitraries.of(true, false);
        return Combinators.combine(either, either, either, either, either).as(Settings::new);
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(
                        Arbitraries.of(What.class),
                        Arbitraries.oneOf(
                                Arbitraries.integers().between(0, 3),
                                Arbitraries.integers().between(0, 40)),
                        Arbitraries.integers().between(0, 40))
                .as(Event::new)
                .list()
                .ofMinSize(4)
                .ofMaxSize(14);
    }

    /** A voucher and what an onlooker sees of it day by day; the review is done as its procedure would. */
    private static final class Life {

        private final VoucherWorld module;
        private final Settings settings;
        private final String voucher;
        private final Set<LocalDate> refused = new TreeSet<>();
        private LocalDate today = ISSUED;

        Life(VoucherWorld module, Settings settings) {
            this.module = module;
            this.settings = settings;
            this.voucher = module.issuedVoucher();
        }

        void passes(int days) {
            for (var day = 0; day < days; day++) {
                today = today.plusDays(1);
                module.on(today);
                review();
                look();
            }
        }

        void happens(Event event) {
            try {
                happens(event.what(), event.choice());
            } catch (Problem refusal) {
                // As an officer or a holder who is told why; nothing has changed.
            }
            review();
            look();
        }

        private void happens(What what, int choice) {
            var use = module.the(VoucherUse.class);
            switch (what) {
                case CERTIFICATE -> {
                    var from = today.minusDays(choice % 20);
                    module.receipt()
                            .receive(
                                    voucher,
                                    HOLDER,
                                    VoucherWorld.certificate(
                                            "Z" + today + choice,
                                            new IncapacityPeriod(from, from.plusDays(choice / 2))),
                                    copy(PDF));
                }
                case ACCEPT -> {
                    var certificate = certificate(SickLeaveCertificate.State.UNDECIDED, choice);
                    module.decision().decide(certificate, "accept", null, null);
                    module.decision().extend(certificate);
                }
                case REJECT -> {
                    var certificate = certificate(SickLeaveCertificate.State.UNDECIDED, choice);
                    module.decision().decide(certificate, "reject", "UNREADABLE", null);
                    module.decision().reject(certificate);
                }
                case ANNUL ->
                    module.the(CertificateAnnulment.class)
                            .annul(
                                    voucher,
                                    certificate(SickLeaveCertificate.State.ACCEPTED, choice),
                                    "5-K",
                                    today,
                                    "False",
                                    copy(PDF));
                case ADMIT -> use.admit(voucher);
                case NOT_HELD -> {
                    use.examNotHeld(voucher, "CENTRE", "No commission");
                    use.restore(voucher);
                }
                case WITHDRAW -> module.the(VoucherWithdrawal.class).withdraw(voucher);
                case LATE_USE ->
                    module.the(LateUse.class)
                            .record(voucher, ISSUED.plusDays(choice), "21", today, "Forgotten", copy(PDF));
                case DAY_OFF ->
                    new CalendarChanges(
                                    module.database.jdbc(),
                                    module.database.transactionManager(),
                                    module.the(WorkingCalendar.class),
                                    module.clock,
                                    module.context().getBeanProvider(RunningDeadlines.class),
                                    event -> {})
                            .change(
                                    "test",
                                    "17-K",
                                    List.of(new CalendarDay(
                                            module.voucher(voucher).lastDay().plusDays(choice % 3),
                                            CalendarDay.Kind.MOVED_DAY_OFF,
                                            "exchanged")),
                                    Set.of());
                case NOTHING -> {}
            }
        }

        private String certificate(SickLeaveCertificate.State state, int choice) {
            var those = module.sickLeave().of(voucher).stream()
                    .filter(certificate -> certificate.state() == state)
                    .toList();
            if (those.isEmpty()) {
                throw Problem.of(Problem.Kind.NOT_FOUND, "sick-leave.unknown");
            }
            return those.get(choice % those.size()).id().toString();
        }

        private void review() {
            if (module.voucher(voucher).state() == Voucher.State.ISSUED
                    && module.the(VoucherReview.class).review(voucher) == VoucherReview.Left.ENDED) {
                module.the(Cancellation.class).cancel(voucher);
            }
        }

        /** The centre tries to admit the holder; the procedure is only told, so that nothing changes. */
        private void look() {
            try {
                module.the(VoucherUse.class).admitThroughCabinet(voucher);
            } catch (Problem refusal) {
                if (refusal.code().equals("voucher.awaits-certificate")) {
                    refused.add(today);
                }
            }
        }

        void holds() {
            sixtyDaysAreUsable();
            theQuotaIsAsTheLedgerAndTheVoucherHaveIt();
            thereIsOneStateAtATime();
        }

        private void sixtyDaysAreUsable() {
            var lastDay = module.voucher(voucher).lastDay();
            var usable =
                    ISSUED.plusDays(1).datesUntil(lastDay.plusDays(1)).collect(Collectors.toCollection(TreeSet::new));
            module.sickLeave().of(voucher).stream()
                    .filter(certificate -> certificate.state() == SickLeaveCertificate.State.ACCEPTED)
                    .flatMap(certificate -> certificate.periods().stream())
                    .flatMap(period -> period.from().datesUntil(period.to().plusDays(1)))
                    .forEach(usable::remove);
            if (!settings.heldDaysRun()) {
                usable.removeAll(refused);
            }
            var state = module.voucher(voucher).state();
            if (state == Voucher.State.EXAMINED || state == Voucher.State.WITHDRAWN) {
                // What is over keeps the last day that it had, whatever is found out afterwards.
                return;
            }
            if (settings.moves()) {
                assertThat(usable).hasSizeGreaterThanOrEqualTo(60);
            } else {
                assertThat(usable).hasSize(60);
            }
        }

        private void theQuotaIsAsTheLedgerAndTheVoucherHaveIt() {
            var state = module.voucher(voucher).state();
            var returned = state == Voucher.State.LAPSED && settings.lapsedReturns()
                    || state == Voucher.State.WITHDRAWN && settings.givenUpReturns();
            assertThat(module.quota().consumed()).isEqualTo(returned ? 0 : 1);
            assertThat(module.the(QuotaLedger.class).balance(2026))
                    .filteredOn(Quota::region, "KZ-75")
                    .isEqualTo(module.the(Quotas.class).quotas(2026).stream()
                            .filter(quota -> quota.region().equals("KZ-75"))
                            .toList());
        }

        private void thereIsOneStateAtATime() {
            var found = module.voucher(voucher);
            var days = module.database
                    .jdbc()
                    .sql("select used_on, lapsed_on, withdrawn_on from voucher where number = ?")
                    .param(voucher)
                    .query()
                    .singleRow();
            assertThat(days.get("used_on") != null).isEqualTo(found.state() == Voucher.State.USED);
            assertThat(days.get("lapsed_on") != null).isEqualTo(found.state() == Voucher.State.LAPSED);
            assertThat(days.get("withdrawn_on") != null).isEqualTo(found.state() == Voucher.State.WITHDRAWN);
            if (found.state() == Voucher.State.ISSUED && today.isAfter(found.lastDay())) {
                assertThat(module.sickLeave().anyUndecided(voucher)).isTrue();
            }
        }
    }
}
