package kz.bilik.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.bilik.application.Applications;
import kz.bilik.casefile.CaseReaders;
import kz.bilik.casefile.CaseStage.Stage;
import kz.bilik.officer.Officer;
import kz.bilik.overview.CaseFilter.Due;
import kz.bilik.overview.CaseFilter.Order;
import kz.bilik.overview.CaseFilter.Standing;
import kz.bilik.support.Story;
import kz.bilik.voucher.Vouchers;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an officer finds in the list of cases, on whichever database. */
abstract class Overview {

    private static final List<String> PLACES = List.of(
            "mobility-centre.KZ-75",
            "mobility-centre.KZ-71",
            "mobility-centre.KZ-75.head",
            "accountant.KZ-75",
            "career-centre.KZ-75-03",
            "career-centre.KZ-75-01",
            "recognition-centre.C-014",
            "recognition-centre.C-021",
            "auditor",
            "authorised-body",
            "analyst",
            "officer");

    @Autowired
    kz.bilik.support.Stage stage;

    @Autowired
    Story story;

    @Autowired
    FoundCases cases;

    @Autowired
    StepTimes times;

    @Autowired
    RepositoryService repository;

    @Autowired
    CaseOverview overview;

    @Autowired
    Applications applications;

    @Autowired
    CaseReaders readers;

    @Autowired
    Vouchers vouchers;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcClient database;

    private final Map<String, Stage> standing = new TreeMap<>();

    @BeforeEach
    void casesAtEachStep() {
        stage.clear();
        standing.clear();
        standing.put(story.submits("person-01", form -> {}), Stage.CHECKS);
        standing.put(story.applies("person-02"), Stage.CAREER_CENTRE);
        // What was submitted first has been checked by then as well.
        standing.replaceAll((number, at) -> Stage.CAREER_CENTRE);
        var asked = story.applies("person-03");
        story.careerCentreForwards(asked);
        standing.put(asked, Stage.RECOGNITION_CENTRE);
        var refused = story.applies("person-04");
        story.careerCentreRefuses(refused, "INCOMPLETE_DOCUMENTS", "No diploma");
        standing.put(refused, Stage.REFUSED);
        var issued = story.receivesVoucher("person-05");
        standing.put(vouchers.get(issued).application(), Stage.VOUCHER_ISSUED);
        var used = story.receivesVoucher("person-06");
        story.centreAdmits(used);
        standing.put(vouchers.get(used).application(), Stage.VOUCHER_USED);
        var sent = story.receivesVoucher("person-07");
        story.centreAdmits(sent);
        story.examHeld("P-1", "KZ-75", sent).forEach(story::centreSigns);
        standing.put(vouchers.get(sent).application(), Stage.ACT_SENT);
        var paid = story.receivesVoucher("person-08");
        story.centreAdmits(paid);
        for (var act : story.examHeld("P-2", "KZ-75", paid)) {
            story.centreSigns(act);
            story.mobilityCentreAcceptsAct(act);
            story.accountantReleases(act);
            story.ordersOf(act).forEach(order -> story.bankConfirms(order.number()));
        }
        standing.put(vouchers.get(paid).application(), Stage.PAID);
    }

    @Test
    void theStepsOfADiagramAreCountedOverTheCasesThatWereFound() {
        var through = all().through(new CaseFilter.Way(latest("application"), false));
        assertThat(cases.find(officer("auditor"), through, 0, 100)).hasSize(8);
        assertThat(times.of(officer("auditor"), through))
                .filteredOn(step -> step.element().equals("checkApplication"))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.passed()).isEqualTo(6);
                    assertThat(step.stopped()).isZero();
                    assertThat(step.now()).isEqualTo(2);
                    assertThat(step.median()).isLessThanOrEqualTo(step.percentile95());
                });
        // Of another region none was found, and none is counted.
        assertThat(times.of(officer("mobility-centre.KZ-71"), through)).isEmpty();

        var acts = all().through(new CaseFilter.Way(latest("settlement"), true));
        assertThat(cases.find(officer("auditor"), acts, 0, 100))
                .extracting(CaseLine::stage)
                .containsExactly(Stage.ACT_SENT, Stage.PAID);
        assertThat(times.of(officer("auditor"), acts))
                .filteredOn(step -> step.element().equals("acceptAct"))
                .extracting(StepTimes.Times::passed, StepTimes.Times::now)
                .containsExactly(tuple(1L, 1L));
    }

    private String latest(String process) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .latestVersion()
                .singleResult()
                .getId();
    }

    private static Officer officer(String... groups) {
        return new Officer("somebody", Set.of(groups));
    }

    private static CaseFilter all() {
        return filter(Standing.ALL, Order.OLDEST);
    }

    private static CaseFilter filter(Standing standing, Order order) {
        return new CaseFilter(standing, Set.of(), null, null, null, null, null, null, null, null, null, null, order);
    }

    private Set<String> numbers(Officer officer, CaseFilter filter) {
        return cases.find(officer, filter, 0, FoundCases.MOST).stream()
                .map(CaseLine::number)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void eachCaseStandsWhereItStands() {
        assertThat(cases.find(officer("auditor"), all(), 0, 100))
                .extracting(CaseLine::number, CaseLine::stage)
                .containsExactlyInAnyOrderElementsOf(standing.entrySet().stream()
                        .map(each -> org.assertj.core.groups.Tuple.tuple(each.getKey(), each.getValue()))
                        .toList());
        assertThat(cases.find(officer("auditor"), all(), 0, 100))
                .allSatisfy(line -> assertThat(line.ended())
                        .as(line.number())
                        .isEqualTo(Set.of(Stage.REFUSED, Stage.PAID).contains(line.stage())))
                .allSatisfy(line -> assertThat(line.dueAt() == null)
                        .as("nobody has to do anything in %s", line.number())
                        .isEqualTo(line.ended()));
    }

    /** The list shows exactly the cases whose pages open, for every two places at which somebody may work. */
    @Test
    void theListShowsExactlyTheCasesThatOpen() {
        for (var one : PLACES) {
            for (var other : PLACES) {
                var officer = new Officer("somebody", new TreeSet<>(List.of(one, other)));
                var opened = standing.keySet().stream()
                        .filter(number -> readers.mayRead(officer, applications.get(number)))
                        .collect(Collectors.toCollection(TreeSet::new));
                assertThat(numbers(officer, all())).as("%s", officer.groups()).isEqualTo(opened);
                assertThat(cases.count(officer, all()).values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(opened.size());
            }
        }
    }

    @Test
    void aFilterFindsWhatItAsksFor() {
        var auditor = officer("auditor");
        assertThat(numbers(auditor, filter(Standing.ENDED, Order.DUE))).isEqualTo(at(Stage.REFUSED, Stage.PAID));
        assertThat(numbers(auditor, with(null, null, "application.incomplete-documents", null)))
                .isEqualTo(at(Stage.REFUSED));
        assertThat(numbers(auditor, with(null, null, "application.no-voucher-left", null)))
                .isEmpty();
        var someone = standing.keySet().iterator().next();
        assertThat(numbers(auditor, with(null, null, null, someone))).containsExactly(someone);
        var issued = at(Stage.VOUCHER_ISSUED).iterator().next();
        assertThat(numbers(auditor, with(null, null, null, story.voucherOf(issued))))
                .containsExactly(issued);
        assertThat(numbers(auditor, with(LocalDate.of(2026, 9, 15), null, null, null)))
                .isEmpty();
        assertThat(numbers(auditor, with(LocalDate.of(2026, 9, 14), LocalDate.of(2026, 9, 14), null, null)))
                .isEqualTo(standing.keySet());
    }

    /** Counted up to what is listed: whoever looks for the first fifty does not wait for the number of a million. */
    @Test
    void whatIsListedIsCountedAndOfMoreOnlyThatItIsMore() {
        var auditor = officer("auditor");
        assertThat(cases.countListed(auditor, all())).isEqualTo(standing.size());
        assertThat(cases.countListed(auditor, filter(Standing.ENDED, Order.DUE)))
                .isEqualTo(at(Stage.REFUSED, Stage.PAID).size());
        var copies = 'a';
        for (var rows = standing.size(); rows <= FoundCases.MOST; rows *= 2) {
            database.sql(
                            """
                            insert into case_overview (number, region, career_centre, recognition_centre, profession,
                                level_code, received_at, stage, ended)
                            select number || ?, region, career_centre, recognition_centre, profession, level_code, received_at,
                                stage, ended
                            from case_overview""")
                    .param(String.valueOf(copies++))
                    .update();
        }
        assertThat(cases.countListed(auditor, all())).isEqualTo(FoundCases.MOST + 1);
    }

    @Test
    void whatIsDueStandsOnTopAndWhatIsLateIsFound() {
        var auditor = officer("auditor");
        var dues = cases.find(auditor, filter(Standing.OPEN, Order.DUE), 0, 100).stream()
                .map(CaseLine::dueAt)
                .toList();
        assertThat(dues).isSorted();
        var overdue = new CaseFilter(
                Standing.OPEN, Set.of(), null, null, null, null, Due.OVERDUE, null, null, null, null, null, Order.DUE);
        assertThat(numbers(auditor, overdue)).isEmpty();
        stage.morningOf(LocalDate.of(2026, 9, 16));
        assertThat(numbers(auditor, overdue)).isEqualTo(at(Stage.CAREER_CENTRE));
    }

    @Test
    void whoHasTheTaskIsKnownAtOnce() {
        var auditor = officer("auditor");
        var number = at(Stage.CAREER_CENTRE).iterator().next();
        var mine = new CaseFilter(
                Standing.OPEN, Set.of(), null, null, null, null, null, null, null, null, "aigul", null, Order.DUE);
        var task = story.openTask(number, "checkApplication").getId();
        tasks.setAssignee(task, "aigul");
        assertThat(numbers(auditor, mine)).containsExactly(number);
        assertThat(cases.officers(auditor)).containsExactly("aigul");
        tasks.setAssignee(task, null);
        assertThat(numbers(auditor, mine)).isEmpty();
    }

    @Test
    void whatIsMissingOrHasStayedBehindIsPutRight() {
        assertThat(overview.putRight()).isZero();
        var issued = at(Stage.VOUCHER_ISSUED).iterator().next();
        database.sql("delete from case_overview where number <> ?")
                .param(issued)
                .update();
        database.sql("update case_overview set stage = 'ISSUE', due_at = null").update();

        assertThat(overview.putRight()).isEqualTo(standing.size());
        eachCaseStandsWhereItStands();
        assertThat(overview.putRight()).isZero();
    }

    private Set<String> at(Stage... stages) {
        return standing.entrySet().stream()
                .filter(each -> List.of(stages).contains(each.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static CaseFilter with(LocalDate from, LocalDate to, String ground, String number) {
        return new CaseFilter(
                Standing.ALL, Set.of(), null, null, null, null, null, ground, from, to, null, number, Order.NEWEST);
    }
}
