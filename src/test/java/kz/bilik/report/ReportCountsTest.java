package kz.bilik.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.law.Law;
import kz.bilik.report.LimitReport.Reading;
import kz.bilik.report.MadeUpCases.Case;
import kz.bilik.report.MadeUpCases.Term;
import kz.bilik.support.ModelledDecisionTables;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Each report against a count by hand over a thousand cases at random, of which each kind of turn has many. */
@Tag("database")
class ReportCountsTest {

    private static final int CASES = 1_000;
    private static final int READERS = 6;
    private static final ReportScope ALL = new ReportScope(true, Set.of(), Set.of(), Set.of());
    private static final ReportPeriod YEAR = period(1, 12, null);
    private static final LocalDate TODAY = MadeUpCases.NOW.toLocalDate();

    private MadeUpCases made;
    private WorkingCalendar calendar;
    private ReportPieces pieces;
    private LimitReport limits;
    private CaseReport cases;
    private MoneyReport money;
    private TimeInSteps times;

    private static ReportPeriod period(int from, int to, String region) {
        return new ReportPeriod(YearMonth.of(2026, from), YearMonth.of(2026, to), region);
    }

    /** As one node has it, started anew. */
    private static ReportPieces node(TestDatabase database) {
        var jdbc = database.jdbc();
        var wall = Clock.fixed(MadeUpCases.NOW.toInstant(), LegalClock.ZONE);
        var clock = new LegalClock(wall);
        var law = new Law(new ModelledDecisionTables());
        var days = new DueDays(jdbc, new JdbcTemplate(database.dataSource()), law, new WorkingCalendar(jdbc), clock);
        return new ReportPieces(jdbc, database.transactionManager(), days, clock, wall);
    }

    private void counted(TestDatabase database) {
        var jdbc = database.jdbc();
        var clock = new LegalClock(Clock.fixed(MadeUpCases.NOW.toInstant(), LegalClock.ZONE));
        calendar = new WorkingCalendar(jdbc);
        pieces = node(database);
        limits = new LimitReport(jdbc, calendar, clock);
        cases = new CaseReport(jdbc);
        money = new MoneyReport(jdbc);
        times = new TimeInSteps(jdbc);
        made = new MadeUpCases(jdbc, 380);
        database.transactions().executeWithoutResult(status -> {
            made.places();
            made.play(CASES);
        });
        pieces.refresh();
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void eachReportSaysWhatACountByHandSays(TestDatabase database) {
        counted(database);
        everyKindOfTurnIsThere();
        everythingIsAsByHand();

        // Counted twice it is the same.
        database.jdbc().sql("update report_piece set counted = false").update();
        assertThat(pieces.refresh()).isGreaterThan(10);
        everythingIsAsByHand();
        assertThat(pieces.refresh()).isZero();

        // What comes after is counted with what it touches.
        database.transactions().executeWithoutResult(status -> made.play(50));
        assertThat(pieces.refresh()).isPositive();
        everythingIsAsByHand();
    }

    /** A reader waits for a small piece; of a large one he reads what it was, and as of when. */
    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aReaderDoesNotWaitForALargePiece(TestDatabase database) {
        counted(database);
        var one = made.cases.get(0);
        var piece = " where month_of = " + ReportPeriod.number(YearMonth.from(one.received.toLocalDate()))
                + " and region = '" + one.region + "'";
        var stale = database.jdbc().sql("select count(*) from report_piece" + piece + " and not counted");
        database.jdbc().sql("update report_piece set counted = false" + piece).update();
        database.jdbc()
                .sql("update report_flow set received = received + 1000" + piece)
                .update();
        pieces.refreshForReader();
        assertThat(stale.query(Integer.class).single()).isOne();

        database.jdbc()
                .sql("update report_flow set received = received - 1000" + piece)
                .update();
        pieces.refreshForReader();
        assertThat(stale.query(Integer.class).single()).isZero();
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void readersOfSeveralNodesAtOnceCountOnceAndNobodyIsRefused(TestDatabase database) throws Exception {
        counted(database);
        database.jdbc().sql("delete from report_seen").update();
        database.jdbc().sql("delete from report_due").update();
        var readers = Executors.newFixedThreadPool(READERS);
        try {
            var nodes = Stream.generate(() -> node(database)).limit(READERS).toList();
            var together = new CyclicBarrier(READERS);
            for (var reading : readers.invokeAll(nodes.stream()
                    .map(node -> (Callable<Integer>) () -> {
                        together.await();
                        return node.refresh();
                    })
                    .toList())) {
                assertThat(reading.get()).isNotNegative();
            }
        } finally {
            readers.shutdown();
        }
        pieces.refresh();
        everythingIsAsByHand();
    }

    private void everythingIsAsByHand() {
        for (var reading : Reading.values()) {
            for (var period : List.of(YEAR, period(7, 9, null), period(6, 11, "KZ-75"))) {
                limitsAreAsByHand(reading, period);
                theLateOnesAreAsByHand(reading, period);
            }
        }
        eachReadsWhatIsHis();
        theFlowIsAsByHand();
        refusalsAreAsByHand();
        moneyIsAsByHand();
        timesAreAsByHand();
    }

    private void everyKindOfTurnIsThere() {
        assertThat(made.cases).anyMatch(each -> each.reopened && "VOUCHER_ISSUED".equals(each.outcome));
        for (var state : List.of("ISSUED", "USED", "EXAMINED", "LAPSED", "WITHDRAWN")) {
            assertThat(made.cases).as(state).anyMatch(each -> state.equals(each.voucherState));
        }
        for (var state : List.of("DRAFT", "SENT", "ACCEPTED", "EMPTIED")) {
            assertThat(made.acts).as(state).anyMatch(act -> state.equals(act.state));
        }
        for (var limit : Limit.values()) {
            var terms = made.terms.stream()
                    .filter(term -> term.clause().equals(limit.clause()))
                    .toList();
            assertThat(terms).as(limit.clause()).anyMatch(term -> isMissed(term, Reading.ARRIVAL));
            assertThat(terms).as(limit.clause()).anyMatch(term -> isKept(term, Reading.ARRIVAL));
            assertThat(terms).as(limit.clause()).anyMatch(term -> term.ended() == null);
        }
        assertThat(made.cases).anyMatch(each -> each.broughtBack);
        assertThat(made.acts.stream().flatMap(act -> act.payments.stream())).anyMatch(each -> each.paid() == null);
    }

    // by hand

    /** The days are counted one by one; each limit has as many as the order says. */
    private LocalDate due(Term term, Reading reading) {
        var day = reading == Reading.ARRIVAL ? term.began() : term.submitted();
        var left = Map.of("cl. 16", 3, "cl. 17", 5).getOrDefault(term.clause(), 1);
        while (left > 0) {
            day = day.plusDays(1);
            if (calendar.isWorkingDay(day)) {
                left--;
            }
        }
        return day;
    }

    private boolean isKept(Term term, Reading reading) {
        return term.ended() != null && !term.gone() && !term.ended().isAfter(due(term, reading));
    }

    private boolean isMissed(Term term, Reading reading) {
        return (term.ended() == null ? TODAY : term.ended()).isAfter(due(term, reading));
    }

    private static boolean isIn(Term term, ReportPeriod period) {
        var month = YearMonth.from(term.began());
        return !month.isBefore(period.from())
                && !month.isAfter(period.to())
                && (period.region() == null || period.region().equals(term.region()));
    }

    private Map<String, List<Long>> byHand(Predicate<Term> of, Reading reading) {
        var counts = new TreeMap<String, List<Long>>();
        made.terms.stream().filter(of).forEach(term -> {
            var missed = isMissed(term, reading);
            var count =
                    List.of(isKept(term, reading) ? 1L : 0, missed ? 1L : 0, term.ended() == null && !missed ? 1L : 0);
            if (!count.equals(List.of(0L, 0L, 0L))) {
                counts.merge(
                        term.clause() + " " + term.region() + " " + term.centre() + " " + YearMonth.from(term.began()),
                        count,
                        (one, other) -> List.of(
                                one.get(0) + other.get(0), one.get(1) + other.get(1), one.get(2) + other.get(2)));
            }
        });
        return counts;
    }

    private static Map<String, List<Long>> told(List<LimitReport.Count> counts) {
        return counts.stream()
                .collect(Collectors.toMap(
                        count -> count.limit().clause() + " " + count.region() + " " + count.centre() + " "
                                + count.month(),
                        count -> List.of(count.kept(), count.missed(), count.running()),
                        (one, other) -> {
                            throw new IllegalStateException("told twice");
                        },
                        TreeMap::new));
    }

    private void limitsAreAsByHand(Reading reading, ReportPeriod period) {
        assertThat(told(limits.counts(ALL, period, reading))).isEqualTo(byHand(term -> isIn(term, period), reading));
    }

    private void theLateOnesAreAsByHand(Reading reading, ReportPeriod period) {
        var late = limits.late(ALL, period, reading, null, 0, 100_000);
        assertThat(late.stream()
                        .map(each -> new Term(
                                        each.limit().clause(),
                                        each.region(),
                                        each.centre(),
                                        each.number(),
                                        each.began(),
                                        null,
                                        each.ended(),
                                        each.gone())
                                + " " + each.due() + " " + each.workingDays() + " " + each.calendarDays())
                        .sorted())
                .isEqualTo(made.terms.stream()
                        .filter(term -> isIn(term, period) && isMissed(term, reading))
                        .map(term -> {
                            var due = due(term, reading);
                            var until = term.ended() == null ? TODAY : term.ended();
                            var working = 0;
                            for (var day = due.plusDays(1); !day.isAfter(until); day = day.plusDays(1)) {
                                working += calendar.isWorkingDay(day) ? 1 : 0;
                            }
                            return new Term(
                                            term.clause(),
                                            term.region(),
                                            term.centre(),
                                            term.number(),
                                            term.began(),
                                            null,
                                            term.ended(),
                                            term.gone())
                                    + " " + due + " " + working + " "
                                    + (until.toEpochDay() - due.toEpochDay());
                        })
                        .sorted()
                        .toList());
        assertThat(limits.countLate(ALL, period, reading, null)).isEqualTo(late.size());
        assertThat(late.stream().map(each -> -each.calendarDays()).toList()).isSorted();
        assertThat(limits.countLate(ALL, period, reading, Limit.ACT))
                .isEqualTo(
                        late.stream().filter(each -> each.limit() == Limit.ACT).count());
    }

    private void eachReadsWhatIsHis() {
        var reading = Reading.ARRIVAL;
        var ofRegion = new ReportScope(false, Set.of("KZ-61"), Set.of(), Set.of());
        assertThat(told(limits.counts(ofRegion, YEAR, reading)))
                .isEqualTo(byHand(term -> term.region().equals("KZ-61"), reading));
        var ofCareerCentre = new ReportScope(false, Set.of(), Set.of("KZ-75-02"), Set.of());
        assertThat(told(limits.counts(ofCareerCentre, YEAR, reading)))
                .isEqualTo(byHand(term -> term.centre().equals("KZ-75-02"), reading));
        var ofRecognitionCentre = new ReportScope(false, Set.of(), Set.of(), Set.of("C-2"));
        assertThat(told(limits.counts(ofRecognitionCentre, YEAR, reading)))
                .isEqualTo(byHand(term -> term.centre().equals("C-2"), reading));
        assertThat(limits.counts(new ReportScope(false, Set.of(), Set.of(), Set.of()), YEAR, reading))
                .isEmpty();
        assertThat(cases.flow(ofRecognitionCentre, YEAR)).isEmpty();
        assertThat(cases.flow(ofCareerCentre, YEAR).stream()
                        .mapToLong(CaseReport.Flow::received)
                        .sum())
                .isEqualTo(made.cases.stream()
                        .filter(each -> each.careerCentre.equals("KZ-75-02"))
                        .count());
        assertThat(money.years(ofRegion, YEAR))
                .extracting(MoneyReport.Year::region)
                .containsExactly("KZ-61");
        assertThat(money.years(ofCareerCentre, YEAR)).isEmpty();
    }

    private static long count(List<Case> cases, Predicate<Case> of) {
        return cases.stream().filter(of).count();
    }

    private boolean hasAct(Case each, Set<String> states) {
        return made.acts.stream().anyMatch(act -> act.number.equals(each.act) && states.contains(act.state));
    }

    private boolean isPaid(Case each) {
        var due = made.acts.stream()
                .filter(act -> act.number.equals(each.act))
                .flatMap(act -> act.payments.stream())
                .filter(payment -> payment.holder() == each)
                .toList();
        return !due.isEmpty() && due.stream().allMatch(payment -> payment.paid() != null);
    }

    private void theFlowIsAsByHand() {
        var byHand = new ArrayList<CaseReport.Flow>();
        made.cases.stream()
                .collect(Collectors.groupingBy(
                        each -> each.month() + " " + each.region, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(of -> byHand.add(new CaseReport.Flow(
                        of.get(0).month(),
                        of.get(0).region,
                        of.size(),
                        count(of, each -> each.checked),
                        count(of, each -> each.forwarded),
                        count(of, each -> each.asked),
                        count(of, each -> each.confirmed),
                        count(of, each -> each.voucher != null),
                        count(of, each -> "USED".equals(each.voucherState) || "EXAMINED".equals(each.voucherState)),
                        count(of, each -> "EXAMINED".equals(each.voucherState)),
                        count(of, each -> hasAct(each, Set.of("SENT", "ACCEPTED"))),
                        count(of, each -> hasAct(each, Set.of("ACCEPTED"))),
                        count(of, this::isPaid),
                        count(of, each -> "REFUSED".equals(each.outcome)),
                        count(of, each -> "WITHDRAWN".equals(each.outcome)),
                        count(of, each -> each.reopened),
                        count(of, each -> "ISSUED".equals(each.voucherState)),
                        count(of, each -> "USED".equals(each.voucherState)),
                        count(of, each -> "LAPSED".equals(each.voucherState)),
                        count(of, each -> "WITHDRAWN".equals(each.voucherState)),
                        count(of, each -> each.extended),
                        count(of, each -> each.broughtBack))));
        assertThat(cases.flow(ALL, YEAR)).isEqualTo(byHand);
    }

    private void refusalsAreAsByHand() {
        var grounds = new TreeSet<String>();
        made.cases.forEach(each -> {
            grounds.addAll(each.grounds);
            grounds.addAll(each.overturned);
        });
        var told = cases.refusals(ALL, YEAR).stream()
                .collect(Collectors.toMap(
                        CaseReport.Ground::ground, ground -> List.of(ground.refused(), ground.overturned())));
        assertThat(told.keySet()).isEqualTo(grounds);
        for (var ground : grounds) {
            assertThat(told.get(ground))
                    .as(ground)
                    .containsExactly(
                            count(made.cases, each -> "REFUSED".equals(each.outcome) && each.grounds.contains(ground)),
                            count(made.cases, each -> each.overturned.contains(ground)));
        }
    }

    private void moneyIsAsByHand() {
        var byHand = new ArrayList<MoneyReport.Year>();
        for (var region : new TreeSet<>(MadeUpCases.REGIONS)) {
            var due = made.acts.stream()
                    .filter(act -> act.region.equals(region))
                    .flatMap(act -> act.payments.stream())
                    .toList();
            var paid = due.stream().filter(each -> each.paid() != null).toList();
            Function<String, Long> of = kind -> paid.stream()
                    .filter(each -> each.kind().equals(kind))
                    .mapToLong(MadeUpCases.Payment::amount)
                    .sum();
            byHand.add(new MoneyReport.Year(
                    2026,
                    region,
                    500,
                    3,
                    count(made.cases, each -> each.region.equals(region) && each.voucher != null),
                    of.apply("SERVICE"),
                    of.apply("AID"),
                    paid.size(),
                    due.stream()
                            .filter(each -> each.paid() == null)
                            .mapToLong(MadeUpCases.Payment::amount)
                            .sum()));
        }
        assertThat(money.years(ALL, YEAR)).isEqualTo(byHand);
    }

    private void timesAreAsByHand() {
        var passages =
                made.cases.stream().flatMap(each -> each.passages.stream()).toList();
        var told = times.of(ALL, YEAR);
        assertThat(told.stream().map(TimeInSteps.Times::step))
                .containsExactly(
                        "checks",
                        "career-centre",
                        "mobility-centre",
                        "recognition-centre",
                        "issue",
                        "use",
                        "exam",
                        "act",
                        "acceptance",
                        "payment");
        for (var step : told) {
            var seconds = passages.stream()
                    .filter(each -> each.step().equals(step.step()))
                    .map(MadeUpCases.Passage::seconds)
                    .sorted()
                    .toList();
            assertThat(step.passed()).as(step.step()).isEqualTo(seconds.size());
            assertThat(step.median()).as(step.step()).isEqualTo(percentile(seconds, 0.5));
            assertThat(step.percentile95()).as(step.step()).isEqualTo(percentile(seconds, 0.95));
        }
        assertThat(Objects.requireNonNull(told.get(0)).passed()).isGreaterThan(CASES);
    }

    /** Between two values that part lies as far as it does between their places. */
    private static long percentile(List<Long> sorted, double part) {
        var place = part * (sorted.size() - 1);
        var below = (int) Math.floor(place);
        var above = Math.min(below + 1, sorted.size() - 1);
        return Math.round(sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below)));
    }
}
