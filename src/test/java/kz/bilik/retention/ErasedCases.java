package kz.bilik.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.application.Withdrawal;
import kz.bilik.audit.ChainCheck;
import kz.bilik.calendar.LegalClock;
import kz.bilik.casefile.CaseReads;
import kz.bilik.record.PersonalRecords;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.voucher.Vouchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Seven years pass: of cases that were paid, refused, withdrawn and left to lapse nothing personal is left in any table, and
 * what was counted, paid and proven is as before.
 */
abstract class ErasedCases {

    private static final String STREET = "Plantedstreet 17";
    private static final String SCHOOL = "Planted College";
    private static final String EMPLOYER = "Planted Works LLP";
    private static final String TYPED = "Planted remark of an officer";
    private static final String PHONE = "+77015550199";

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Retention retention;

    @Autowired
    Erasures erasures;

    @Autowired
    Holds holds;

    @Autowired
    Withdrawal withdrawal;

    @Autowired
    Vouchers vouchers;

    @Autowired
    ChainCheck check;

    @Autowired
    CaseReads reads;

    @Autowired
    List<PersonalRecords> modules;

    @Autowired
    LegalClock clock;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void anEmptyStage() {
        stage.clear();
    }

    @Test
    void afterTheTermNothingPersonalIsLeftAndEverythingThatCountsIs() {
        var paid = paid("person-01");
        var refused = applies("person-02");
        story.careerCentreRefuses(refused, "INCOMPLETE_DOCUMENTS", TYPED + " " + name("person-02"));
        var withdrawn = applies("person-03");
        withdrawal.withdrawThroughCabinet(withdrawn);
        stage.settle();
        var lapsed = vouchers.get(receives("person-05")).application();
        var open = applies("person-04");
        var held = applies("person-06");
        story.careerCentreRefuses(held, "INCOMPLETE_DOCUMENTS", "No diploma");
        holds.hold(held, "3-17/2026", "admin");
        Stream.of(paid, refused, withdrawn, lapsed, open)
                .forEach(each -> reads.record("auditor", each, CaseReads.PAGE));
        var gone = List.of("person-01", "person-02", "person-03", "person-05").stream()
                .flatMap(person -> planted(person).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        gone.addAll(Set.of(TYPED, "City Polyclinic No. 5"));
        assertThat(found(gone)).hasSizeGreaterThan(20);

        stage.morningOf(LocalDate.of(2031, 12, 31));
        assertThat(retention.due(LocalDate.of(2032, 1, 1), 100))
                .as("cases of which the AIS has not been told")
                .isNotEmpty()
                .noneMatch(Retention.Due::goes);
        stage.deliver();
        assertThat(retention.due(stage.today(), 100)).isEmpty();
        assertThat(retention.run()).as("on the last day of the term").isZero();
        var due = retention.due(LocalDate.of(2032, 1, 1), 100);
        assertThat(due).extracting(Retention.Due::application).contains(paid, refused, withdrawn, lapsed, held);
        assertThat(due)
                .filteredOn(each -> !each.goes())
                .extracting(Retention.Due::application)
                .containsExactly(held);

        stage.morningOf(LocalDate.of(2033, 9, 14));
        var counted = counted();
        var wrong = check.check().found();
        var erased = retention.run();

        assertThat(found(gone)).isEmpty();
        assertThat(erased).isEqualTo(4);
        assertThat(files(paid, refused, withdrawn, lapsed)).isZero();
        assertThat(counted()).isEqualTo(counted);
        assertThat(check.check().found()).as("what the chain finds wrong").isEqualTo(wrong);
        assertThat(erasures.latest(0, 100))
                .extracting(Erasures.Erasure::application, Erasures.Erasure::endedBy, Erasures.Erasure::dueOn)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(paid, Erasures.End.PAID, LocalDate.of(2032, 1, 1)),
                        org.assertj.core.groups.Tuple.tuple(refused, Erasures.End.REFUSED, LocalDate.of(2032, 1, 1)),
                        org.assertj.core.groups.Tuple.tuple(
                                withdrawn, Erasures.End.WITHDRAWN, LocalDate.of(2032, 1, 1)),
                        org.assertj.core.groups.Tuple.tuple(lapsed, Erasures.End.LAPSED, LocalDate.of(2032, 1, 1)));
        assertThat(erasures.of(paid).orElseThrow().what())
                .containsKeys(
                        "application",
                        "voucher",
                        "document_file",
                        "signature_evidence",
                        "payment_order",
                        "act_edition");
        assertThat(found(new TreeSet<>(planted("person-04"))))
                .as("the case that is open")
                .isNotEmpty();
        assertThat(found(new TreeSet<>(planted("person-06"))))
                .as("the case that is kept")
                .isNotEmpty();

        assertThat(retention.run()).as("once more").isZero();
        holds.end(held, "3-17/2026");
        assertThat(retention.run()).isEqualTo(1);
        assertThat(found(new TreeSet<>(planted("person-06")))).isEmpty();
    }

    /** Two holders of one act: with the first one goes what is his, with the last one what names both. */
    @Test
    void whatNamesSeveralPeopleGoesWithTheLastOfThem() {
        var one = receives("person-01");
        var other = receives("person-05");
        story.centreAdmits(one);
        story.centreAdmits(other);
        var act = story.examHeld("P-18", "KZ-75", one, other);
        assertThat(act).isNotEmpty();
        act.forEach(number -> {
            story.centreSigns(number);
            story.mobilityCentreAcceptsAct(number);
            story.accountantReleases(number);
            story.ordersOf(number).forEach(order -> story.bankConfirms(order.number()));
        });
        stage.deliver();
        var first = vouchers.get(one).application();
        holds.hold(first, "3-18/2026", "admin");
        stage.morningOf(LocalDate.of(2033, 9, 14));
        stage.deliver();

        assertThat(retention.run()).isEqualTo(1);
        assertThat(found(new TreeSet<>(planted("person-01")))).isNotEmpty();
        holds.end(first, "3-18/2026");
        assertThat(retention.run()).isEqualTo(1);

        assertThat(found(Stream.of("person-01", "person-05")
                        .flatMap(person -> planted(person).stream())
                        .collect(Collectors.toCollection(TreeSet::new))))
                .isEmpty();
        assertThat(jdbc.sql("select count(*) from document_file where owner like 'ACT-%' and length(content) > 0")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    /** Where the term of health data is shorter, it goes first and alone. */
    @Test
    void whatSickLeaveCertificatesSayGoesEarlierWhereTheSettingSaysSo() {
        var application = paid("person-01");
        stage.morningOf(LocalDate.of(2027, 12, 31));
        stage.deliver();
        var earlier = new Retention(
                modules,
                new RetentionSettings(
                        List.of(new RetentionSettings.Term(LocalDate.of(2024, 9, 8), 5, 1, "a test")), 1000),
                erasures,
                holds,
                clock,
                jdbc,
                transactions);
        assertThat(earlier.run()).isZero();
        stage.morningOf(LocalDate.of(2028, 1, 1));
        var wrong = check.check().found();
        assertThat(earlier.run()).isEqualTo(1);
        assertThat(earlier.run()).isZero();
        assertThat(found(new TreeSet<>(Set.of("City Polyclinic No. 5")))).isEmpty();
        assertThat(jdbc.sql("select count(*) from document_file where kind = 'SICK_LEAVE' and length(content) > 0")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(found(new TreeSet<>(planted("person-01")))).isNotEmpty();
        assertThat(erasures.of(application)).isEmpty();
        assertThat(check.check().found()).isEqualTo(wrong);
        stage.morningOf(LocalDate.of(2032, 1, 1));
        assertThat(earlier.run()).isEqualTo(1);
        assertThat(found(new TreeSet<>(planted("person-01")))).isEmpty();
    }

    @Test
    void aCaseThatCannotBeErasedStaysWholeAndTheOthersGo() {
        var refused = Stream.of("person-02", "person-03").map(this::applies).toList();
        refused.forEach(each -> story.careerCentreRefuses(each, "INCOMPLETE_DOCUMENTS", "No diploma"));
        stage.deliver();
        stage.morningOf(LocalDate.of(2033, 9, 14));
        stage.deliver();
        var failing = new ArrayList<PersonalRecords>(modules);
        failing.add(of -> {
            if (of.application().equals(refused.get(0))) {
                throw new IllegalStateException("a fault");
            }
            return Map.of();
        });
        var withAFault = new Retention(
                failing,
                new RetentionSettings(
                        List.of(new RetentionSettings.Term(LocalDate.of(2024, 9, 8), 5, null, "a test")), 1000),
                erasures,
                holds,
                clock,
                jdbc,
                transactions);
        assertThat(withAFault.run()).isEqualTo(1);
        assertThat(found(new TreeSet<>(planted("person-02")))).isNotEmpty();
        assertThat(found(new TreeSet<>(planted("person-03")))).isEmpty();
        assertThat(retention.run()).isEqualTo(1);
    }

    /** Of several nodes each case is erased by one. */
    @Test
    void severalNodesEraseEachCaseOnce() throws Exception {
        var cases = Stream.of("person-02", "person-03", "person-06")
                .map(this::applies)
                .toList();
        cases.forEach(number -> story.careerCentreRefuses(number, "INCOMPLETE_DOCUMENTS", TYPED));
        stage.morningOf(LocalDate.of(2033, 9, 14));
        stage.deliver();
        var nodes = Executors.newFixedThreadPool(3);
        var erased = 0;
        for (var each : nodes.invokeAll(Collections.nCopies(3, (Callable<Integer>) retention::run))) {
            erased += each.get();
        }
        nodes.shutdown();
        assertThat(erased).isEqualTo(3);
        assertThat(erasures.count()).isEqualTo(3);
        assertThat(found(new TreeSet<>(Set.of(TYPED)))).isEmpty();
    }

    /** A case from its application with a sick leave and a returned act to the last payment, with words typed at each turn. */
    private String paid(String person) {
        var voucher = receives(person);
        var certificate = story.sendsCertificate(voucher, LocalDate.of(2026, 9, 14), LocalDate.of(2026, 9, 16));
        story.mobilityCentreAccepts(certificate);
        story.centreAdmits(voucher);
        var act = story.examHeld("P-17", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreReturnsAct(act, TYPED + " " + iin(person));
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        var order = story.ordersOf(act).get(0).number();
        story.as(
                "accountant-KZ-75",
                Set.of("accountant.KZ-75"),
                () -> story.accountantHolds(
                        order, TYPED + ": account " + Story.person(person).get("account")));
        story.accountantReleases(act);
        story.completes(
                "accountant-KZ-75", Set.of("accountant.KZ-75"), act, "decidePayment", Map.of("decision", "release"));
        story.ordersOf(act).forEach(each -> story.bankConfirms(each.number()));
        // What nobody can leave in the engine by the product's own ways.
        var application = vouchers.get(voucher).application();
        jdbc.sql(
                        """
                        insert into ACT_HI_COMMENT (ID_, TYPE_, TIME_, USER_ID_, PROC_INST_ID_, MESSAGE_, FULL_MSG_)
                        select 'planted', 'comment', START_TIME_, 'admin', ID_, ?, null from ACT_HI_PROCINST
                        where BUSINESS_KEY_ = ? order by START_TIME_ limit 1""")
                .params(TYPED + " " + iin(person), application)
                .update();
        return application;
    }

    private String receives(String person) {
        var application = applies(person);
        story.careerCentreForwards(application);
        story.centreConfirms(application);
        return story.voucherOf(application);
    }

    private String applies(String person) {
        return story.applies(person, form -> {
            form.put("phone", PHONE + Story.person(person).get("number").substring(8));
            ((com.fasterxml.jackson.databind.node.ObjectNode) form.get("residence"))
                    .put("address", STREET + " " + person);
            ((com.fasterxml.jackson.databind.node.ObjectNode) form.get("education"))
                    .put("institution", SCHOOL + person);
        });
    }

    private static String iin(String person) {
        return Story.person(person).get("iin");
    }

    private static String name(String person) {
        return Story.person(person).get("surname") + " " + Story.person(person).get("name");
    }

    /** What is found of that person wherever it stands. */
    private static List<String> planted(String person) {
        var row = Story.person(person);
        return Stream.of(
                        row.get("iin"),
                        row.get("account"),
                        row.get("email"),
                        name(person),
                        PHONE + row.get("number").substring(8),
                        STREET + " " + person,
                        SCHOOL + person)
                .filter(text -> !text.isBlank())
                .toList();
    }

    /** Where any of these stands: each text and each binary column of the database but what stands in for systems outside. */
    private Set<String> found(Set<String> texts) {
        var found = new TreeSet<String>();
        for (var column : columns()) {
            var name = column.table() + "." + column.name();
            var values = jdbc.sql("select " + column.name() + " from " + column.table() + " where " + column.name()
                            + " is not null")
                    .query((row, number) -> {
                        var value = row.getObject(1);
                        return value instanceof byte[] bytes
                                ? new String(bytes, StandardCharsets.UTF_8)
                                : value instanceof java.sql.Blob blob
                                        ? new String(blob.getBytes(1, (int) blob.length()), StandardCharsets.UTF_8)
                                        : row.getString(1);
                    })
                    .list();
            for (var text : texts) {
                values.stream()
                        .filter(value -> value.contains(text))
                        .findFirst()
                        .ifPresent(value -> found.add(name + ": " + text));
            }
        }
        return found;
    }

    private record Column(String table, String name) {}

    private List<Column> columns() {
        var outside = outside();
        var columns = jdbc.sql(
                        """
                        select table_name, column_name from information_schema.columns
                        where lower(table_schema) = 'public' and lower(table_name) not like 'flyway%' and upper(data_type) in ('CHARACTER VARYING', 'CHARACTER LARGE OBJECT',
                            'TEXT', 'CHARACTER', 'BYTEA', 'BINARY VARYING', 'BINARY LARGE OBJECT', 'JSON', 'JSONB')
                        order by table_name, column_name""")
                .query((row, number) -> new Column(row.getString(1), row.getString(2)))
                .list();
        assertThat(columns).hasSizeGreaterThan(500);
        return columns.stream()
                .filter(column -> !outside.contains(column.table().toLowerCase(Locale.ROOT) + "."
                        + column.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static Set<String> outside() {
        try (var lines = Files.lines(Path.of("docs/retention-columns.csv"))) {
            return lines.map(line -> line.split(","))
                    .filter(cells -> cells.length > 2 && cells[2].equals("OUTSIDE"))
                    .map(cells -> cells[0] + "." + cells[1])
                    .collect(Collectors.toSet());
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }

    /** Files of these cases with any content. */
    private int files(String... applications) {
        var owners = new ArrayList<>(List.of(applications));
        Stream.of(applications)
                .flatMap(application -> vouchers.ofApplication(application).stream())
                .forEach(voucher -> owners.add(voucher.number()));
        return jdbc.sql("select count(*) from document_file where (owner in (:owners) or owner like 'ACT-%'"
                        + " or owner like 'P-%' or owner like 'F-%') and length(content) > 0")
                .param("owners", owners)
                .query(Integer.class)
                .single();
    }

    /** What lists, reports and the ledger count. */
    private Map<String, String> counted() {
        var counted = new TreeMap<String, String>();
        for (var sql : List.of(
                "select stage, count(*) from case_overview group by stage order by stage",
                "select region, kind, sum(vouchers) from quota_entry group by region, kind order by region, kind",
                "select kind, state, count(*), sum(amount) from payment_order group by kind, state order by kind, state",
                "select sum(service), sum(aid), sum(holder) from act_line",
                "select ground, count(*) from case_ground group by ground order by ground",
                "select code, count(*) from application_event group by code order by code",
                "select code, count(*) from notice group by code order by code",
                "select state, count(*) from voucher group by state order by state",
                "select state, kind, count(*) from sick_leave_certificate group by state, kind order by state, kind",
                "select element, count(*), sum(milliseconds) from bilik_step group by element order by element",
                "select what, count(*) from case_read group by what order by what")) {
            counted.put(sql, jdbc.sql(sql).query().listOfRows().toString());
        }
        return counted;
    }
}
