package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.distribution.QuotaLedger;
import kz.bilik.payment.PayeeAccounts;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.settlement.Acts;
import kz.bilik.support.IndexOf2027;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.TestBank;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestContextManager;

/**
 * Whatever happens to whole cases, in whatever order, over the end of a year and with systems that go away and come back:
 * after each event everything holds that {@link WhatAlwaysHolds} says, and in the end each case comes to an end.
 *
 * <p>{@code -Dwhole.cases=500} plays as many; a failing one prints its events, and with the seed it is played again.
 */
@ProcedureTest
@Tag("engine")
@Tag("database")
@PropertyDefaults(shrinking = ShrinkingMode.FULL)
class WholeCaseTest extends Scene {

    /** What is played with each build; about two seconds each. */
    private static final int EVERY_DAY = 28;

    private static final int AT_MOST = 10_000;

    private static final String ACCEPTED_IN_ANOTHER_YEAR = "an act accepted in another year than formed";

    /** Bounded here, because the engine of properties goes on in a thread of its own after its own bound. */
    private static final Duration TO_MAKE_IT_SMALLER = Duration.ofSeconds(Integer.getInteger("whole.shrink", 45));

    /** Plays in which nobody is ever paid, ill or late would prove nothing. */
    private static final List<String> AT_LEAST = List.of(
            "application.withdrawn",
            "application.centre-declined",
            "application.career-centre-check-overdue",
            "application.answer-reminder",
            "voucher.issued",
            "voucher.lapsed",
            "voucher.withdrawn",
            "voucher.exam-not-held",
            "voucher.exam-not-recorded",
            "voucher.extended",
            "voucher.brought-back",
            "voucher.certificate-decision-overdue",
            "voucher.certificate-rejected",
            "voucher.certificate-closed",
            "settlement.act-overdue",
            "settlement.act-returned",
            "settlement.payment-overdue",
            "settlement.payment-rejected",
            "settlement.service-paid",
            "settlement.aid-paid",
            ACCEPTED_IN_ANOTHER_YEAR);

    /** How a case of the first person may begin: what comes of chance alone comes seldom. */
    private static final List<List<Event>> OPENINGS = List.of(
            List.of(),
            List.of(),
            List.of(),
            // His act is signed on one side of the turn of the year and accepted on the other.
            leads(4, Turn.END_OF_THE_YEAR, on(0), on(0), Turn.FIRST_WORKING_DAY),
            // His voucher lapses, and a certificate for its last days comes late.
            leads(3, days(33), days(28), on(0), on(0)),
            // He falls ill while it is valid; the certificate is accepted.
            leads(3, on(1), on(1)),
            // It is decided after the last day.
            leads(3, days(33), days(27), on(1), days(3), on(0)),
            // His act is returned; a payment for him is rejected.
            leads(6, on(1), on(0), on(0), on(0), on(2)));

    private Instant failedAt;
    private int played;
    private final Set<String> happened = new TreeSet<>();

    private int left = Integer.getInteger("whole.cases", 0);

    @Autowired
    Acts acts;

    @Autowired
    PaymentOrders orders;

    @Autowired
    PayeeAccounts payeeAccounts;

    @Autowired
    QuotaLedger ledger;

    @Autowired
    IndexOf2027 indexOf2027;

    @Autowired
    LegalClock clock;

    /** The engine of properties knows nothing of Spring, whose own does this for the other tests. */
    private final TestContextManager context = new TestContextManager(getClass());

    @BeforeProperty
    void open() throws Exception {
        context.beforeTestClass();
        context.prepareTestInstance(this);
        context.beforeTestMethod(this, property());
        stage.clear();
        indexOf2027.isEntered();
    }

    @AfterProperty
    void close() {
        if (failedAt == null && played >= EVERY_DAY) {
            assertThat(happened).as("what the plays have in them").containsAll(AT_LEAST);
        }
        stage.clear();
        indexOf2027.isTakenOut();
        LabourMarketAis.beginAnew();
        TestBank.beginAnew();
    }

    /** The same ones each time, so that a build fails for what was changed and for nothing else. */
    @Property(tries = EVERY_DAY, seed = "380")
    void whateverHappensTheLawHoldsAndEachCaseEnds(@ForAll("events") List<Event> events) {
        play(events);
    }

    /** Others each time, as many as were asked for. */
    @Property(tries = AT_MOST)
    void whateverElseHappensTheLawHoldsAndEachCaseEnds(@ForAll("events") List<Event> events) {
        if (left > 0) {
            play(events);
            // A case that fails is made smaller by playing on.
            left--;
        }
    }

    private void play(List<Event> events) {
        if (failedAt != null && Instant.now().isAfter(failedAt.plus(TO_MAKE_IT_SMALLER))) {
            return;
        }
        stage.clear();
        LabourMarketAis.beginAnew();
        TestBank.beginAnew();
        var play = new Play(this);
        var always = new WhatAlwaysHolds(this, acts, orders, ledger, clock, play::refusedDays);
        try {
            for (var event : events) {
                play.happens(event);
                always.holds();
            }
            play.comesToItsEnd(always::holds);
            always.heldToTheEnd();
            note();
        } catch (RuntimeException | AssertionError failed) {
            failedAt = failedAt == null ? Instant.now() : failedAt;
            var told = "After\n  " + String.join("\n  ", play.journal()) + "\n" + failed.getMessage();
            throw new AssertionError(told, failed);
        }
    }

    private void note() {
        played++;
        happened.addAll(database.sql("select distinct code from application_event")
                .query(String.class)
                .list());
        if (database.sql("select count(*) from act_edition where decision = 'ACCEPT'"
                                + " and extract(year from decided_at) <> extract(year from formed_on)")
                        .query(Integer.class)
                        .single()
                > 0) {
            happened.add(ACCEPTED_IN_ANOTHER_YEAR);
        }
    }

    private static Method property() throws NoSuchMethodException {
        return WholeCaseTest.class.getDeclaredMethod("whateverHappensTheLawHoldsAndEachCaseEnds", List.class);
    }

    /** Legal time, to the second. */
    LocalDateTime now() {
        return clock.now().toLocalDateTime().withNano(0);
    }

    // what happens

    /** Something that happens to the cases. */
    sealed interface Event {}

    /**
     * Somebody does something in a case of that person: of what is possible at that moment the one that the choice names.
     *
     * @param detail which profession, day, region, wherever the deed has one
     */
    record Deed(int person, int choice, int detail) implements Event {
        @Override
        public String toString() {
            return "deed " + choice + " for person " + person + " (" + detail + ")";
        }
    }

    /** Time passes. */
    record Wait(Duration time) implements Event {
        @Override
        public String toString() {
            return time.toHours() + " hours";
        }
    }

    /** Time passes up to a day that matters. */
    enum Turn implements Event {
        CLOSING_DAY("2026-10-15T20:00"),
        END_OF_THE_YEAR("2026-12-30T10:00"),
        FIRST_WORKING_DAY("2027-01-05T10:00");

        private final LocalDateTime moment;

        Turn(String moment) {
            this.moment = LocalDateTime.parse(moment);
        }

        LocalDateTime moment() {
            return moment;
        }
    }

    /** A system outside goes away or comes back. */
    enum Outage implements Event {
        AIS_DOWN,
        AIS_UP,
        BANK_DOWN,
        BANK_UP
    }

    @Provide
    Arbitrary<List<Event>> events() {
        var deed = Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(6, 0),
                                Tuple.of(4, 1),
                                Tuple.of(1, 2),
                                Tuple.of(5, 3),
                                Tuple.of(1, 4),
                                Tuple.of(1, 5)),
                        Arbitraries.frequencyOf(
                                Tuple.of(4, Arbitraries.just(0)),
                                Tuple.of(3, Arbitraries.integers().between(1, 8))),
                        Arbitraries.integers().between(0, 59))
                .as((person, choice, detail) -> (Event) new Deed(person, choice, detail));
        var wait = Arbitraries.of(2, 9, 24, 40, 24 * 3, 24 * 7, 24 * 15, 24 * 33)
                .map(hours -> (Event) new Wait(Duration.ofHours(hours)));
        var outage = Arbitraries.of(Outage.values()).map(each -> (Event) each);
        var turn = Arbitraries.of(Turn.values()).map(each -> (Event) each);
        var events = Arbitraries.frequencyOf(
                        Tuple.of(28, deed), Tuple.of(8, wait), Tuple.of(2, turn), Tuple.of(2, outage))
                .list()
                .ofMaxSize(50)
                .withSizeDistribution(RandomDistribution.uniform());
        return Combinators.combine(Arbitraries.of(OPENINGS), events)
                .as((opening, later) ->
                        Stream.concat(opening.stream(), later.stream()).toList());
    }

    private static List<Event> leads(int deeds, Event... then) {
        return Stream.concat(Stream.generate(() -> on(0)).limit(deeds), Stream.of(then))
                .toList();
    }

    private static Event on(int choice) {
        return new Deed(0, choice, 44);
    }

    private static Event days(int days) {
        return new Wait(Duration.ofDays(days));
    }
}
