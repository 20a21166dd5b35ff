package kz.bilik.benchmark;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import kz.bilik.application.ApplicationProcess;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The cases that a country has finished in three years. A handful of them is walked through the product, with days between
 * the steps as people take them; the others are copies of these, made by SQL, table by table, each with numbers, a person,
 * places and days of its own: over three years, all regions and centres, what came first first.
 *
 * <p>Left out: what was uploaded and printed ({@code document_file}), the entries of the chain ({@code audit_entry}; copies
 * of them would be no chain), signatures and signed applications (their rows are there, without the bytes), and what no page
 * reads of the engine's history: its variables, operations and jobs, which only the cases have that came first. With {@code
 * -Devery=10} nine of ten have their row in the lists and their process instances alone.
 */
final class FinishedCases {

    /** How many of the oldest have all that the engine keeps of a case, so that erasing them is as much work as it is. */
    static final int WHOLE = 20_000;

    /** Of how many cases one has everything; the others have what lists are searched by, their row and their courses. */
    private static final int EVERY = Integer.getInteger("every", 1);

    /** So many of the latest have everything in any case: times are counted over the latest. */
    private static final int LATEST = 5_000;

    /** When the first of the copies is received: the order's edition holds from the day before. */
    private static final LocalDate FIRST = LocalDate.of(2024, 9, 9);

    private static final int DAYS = 1_090;

    private static final LocalDateTime BEGINNING = LocalDateTime.of(2026, 9, 14, 9, 0);

    /** Where legal time stands when the last of the copies has ended. */
    static final LocalDateTime AFTERWARDS = LocalDateTime.of(2027, 12, 13, 9, 0);

    /** By what lists are searched. */
    private static final Set<String> LISTED = Set.of("case_overview", "act_hi_procinst");

    private static final int FIRST_NUMBER = 100_000;

    /** More than any key that the database has given to a walked case. */
    private static final int KEYS = 100_000;

    /** A case that was walked, and how many of a hundred are like it. */
    private record Walked(String application, String voucher, String act, int percent) {

        List<String> numbers() {
            return List.of(application, voucher, act);
        }
    }

    private final JdbcClient database;
    private final Story story;
    private final Stage stage;
    private final ApplicationProcess process;

    FinishedCases(JdbcClient database, Story story, Stage stage, ApplicationProcess process) {
        this.database = database;
        this.story = story;
        this.stage = stage;
        this.process = process;
    }

    /** Walks some cases to their end and copies them until there are that many. */
    void make(int cases) throws InterruptedException, ExecutionException {
        var walked = walk();
        // Nobody counts what is only half there.
        database.sql("insert into report_seen (id, event) select 1, 0 where not exists (select 1 from report_seen)")
                .update();
        database.sql("update report_seen set held_until = timestamptz '2100-01-01'")
                .update();
        plan(walked, cases);
        copyAll(walked, cases);
        database.sql("vacuum analyze").update();
        database.sql("update report_seen set held_until = null").update();
    }

    private List<Walked> walk() {
        var paid = story.applies("person-01");
        var returned = story.applies("person-02");
        var refused = story.applies("person-03");
        var withdrawn = story.applies("person-04");
        var lapsed = story.applies("person-05");
        var late = story.applies("person-06");
        var unchecked = story.applies("person-19");
        to("2026-09-15T11:00");
        List.of(paid, returned, lapsed).forEach(story::careerCentreForwards);
        story.careerCentreRefuses(refused, "INCOMPLETE_DOCUMENTS", "The diploma is missing");
        to("2026-09-17T15:00");
        process.withdraw(withdrawn);
        stage.settle();
        List.of(paid, returned, lapsed).forEach(story::centreConfirms);
        to("2026-09-22T10:00");
        story.careerCentreForwards(late);
        to("2026-10-02T10:00");
        story.centreConfirms(late);
        var examined = List.of(paid, returned, late);
        to("2026-10-05T10:00");
        examined.forEach(each -> story.centreAdmits(story.voucherOf(each)));
        to("2026-10-12T12:00");
        var acts = new LinkedHashMap<String, String>();
        for (var each : examined) {
            var voucher = story.voucherOf(each);
            acts.put(each, story.examHeld("B-" + voucher, region(each), voucher).get(0));
        }
        to("2026-10-14T12:00");
        acts.values().forEach(story::centreSigns);
        to("2026-10-16T12:00");
        story.mobilityCentreReturnsAct(acts.get(returned), "The price is another one");
        story.mobilityCentreAcceptsAct(acts.get(paid));
        to("2026-10-19T12:00");
        story.centreSigns(acts.get(returned));
        to("2026-10-21T12:00");
        story.mobilityCentreAcceptsAct(acts.get(returned));
        story.accountantReleases(acts.get(paid));
        to("2026-11-02T12:00");
        story.mobilityCentreAcceptsAct(acts.get(late));
        story.accountantReleases(acts.get(returned));
        story.accountantReleases(acts.get(late));
        to("2026-11-03T12:00");
        acts.values().forEach(act -> story.ordersOf(act).forEach(order -> story.bankConfirms(order.number())));
        // Vouchers are valid for so many working days.
        to("2026-12-18T09:00");
        stage.deliver();
        return List.of(
                walked(paid, acts.get(paid), 45),
                walked(returned, acts.get(returned), 8),
                walked(late, acts.get(late), 7),
                walked(lapsed, "", 10),
                walked(refused, "", 15),
                walked(unchecked, "", 10),
                walked(withdrawn, "", 5));
    }

    private void to(String moment) {
        stage.stepTo(LocalDateTime.parse(moment));
    }

    private String region(String application) {
        return one("select region from application where number = '" + application + "'");
    }

    private Walked walked(String application, String act, int percent) {
        var ended = database.sql("select ended from case_overview where number = ?")
                .param(application)
                .query(Boolean.class)
                .single();
        if (!ended) {
            throw new IllegalStateException(application + " is not at its end: "
                    + one("select stage from case_overview where number = '" + application + "'"));
        }
        var voucher = database.sql("select number from voucher where application = ?")
                .param(application)
                .query(String.class)
                .optional();
        return new Walked(application, voucher.orElse("none"), act.isEmpty() ? "none" : act, percent);
    }

    /** One row for each copy: which case it is like, its number, person, places, and by how much it is later or earlier. */
    private void plan(List<Walked> walked, int cases) {
        var kinds = new StringBuilder("case ");
        var upTo = 0;
        for (var kind = 0; kind < walked.size(); kind++) {
            upTo += walked.get(kind).percent();
            kinds.append("when dice < ")
                    .append(upTo)
                    .append(" then ")
                    .append(kind)
                    .append(' ');
        }
        database.sql("drop table if exists benchmark_copy").update();
        database.sql(
                        """
                        create unlogged table benchmark_copy as
                        select n, %s end as kind, region, career, recognition, cast(extract(year from day) as integer) as year_of,
                            whole, extract(year from day) || '-' || substr(region, 4) || '-' || (%d + n) as suffix,
                            'E9' || lpad(n::text, 10, '0') as iin, '-' || lpad(to_hex(n), 12, '0') as node,
                            day - date '%s' as days,
                            (day - date '%s') * interval '1 day' + n %% 18000 * interval '1 second' as later
                        from (
                            select n, (hashint4(n) & 2147483647) %% 100 as dice, (hashint4(-n) & 2147483647) %% %d = 0 as whole, c.region, c.code as career, r.code as recognition,
                                date '%s' + (n::bigint * %d / %d)::int as day
                            from (select code, region, row_number() over (order by code) - 1 as place, count(*) over () as places
                                  from career_centre) c,
                                (select code, row_number() over (order by code) - 1 as place, count(*) over () as places
                                 from recognition_centre) r,
                                generate_series(1, %d) n
                            where c.place = n %% c.places and r.place = n %% r.places) x order by n"""
                                .formatted(
                                        kinds,
                                        FIRST_NUMBER,
                                        BEGINNING.toLocalDate(),
                                        BEGINNING.toLocalDate(),
                                        EVERY,
                                        FIRST,
                                        DAYS,
                                        cases,
                                        cases))
                .update();
        database.sql("analyze benchmark_copy").update();
    }

    private static String quoted(List<String> numbers) {
        return numbers.stream().map(number -> "'" + number + "'").collect(joining(", "));
    }

    /** What belongs to a walked case, by table. */
    private static Map<String, String> tables(Walked walked) {
        var all = " in (" + quoted(walked.numbers()) + ")";
        var application = " = '" + walked.application() + "'";
        var voucher = " = '" + walked.voucher() + "'";
        var act = " = '" + walked.act() + "'";
        var instances = " in (select id_ from act_hi_procinst where business_key_" + all + ")";
        var tables = new LinkedHashMap<String, String>();
        tables.put("act_hi_actinst", "x.proc_inst_id_" + instances);
        tables.put("application_event", "x.application" + application);
        tables.put("notice", "x.number" + all);
        tables.put("application", "x.number" + application);
        tables.put("case_overview", "x.number" + application);
        for (var table : List.of(
                "application_check",
                "application_reason",
                "application_warning",
                "career_centre_handover",
                "recognition_centre_change",
                "appeal",
                "refusal_document")) {
            tables.put(table, "x.application" + application);
        }
        tables.put("voucher", "x.number" + voucher);
        for (var table : List.of("voucher_edition", "voucher_use", "voucher_hold", "exam_result", "exam_person")) {
            tables.put(table, "x.voucher" + voucher);
        }
        tables.put("exam_protocol", "x.id in (select protocol from exam_result where voucher" + voucher + ")");
        tables.put("services_act", "x.number" + act);
        for (var table : List.of("act_edition", "act_line", "act_amount", "payment_order")) {
            tables.put(table, "x.act" + act);
        }
        tables.put("payment_file", "x.id in (select payment_file from payment_order where act" + act + ")");
        tables.put("signature_evidence", "x.owner" + all);
        tables.put("labour_market_case", "x.number" + all);
        tables.put("labour_market_report", "x.case_number" + all);
        tables.put("case_read", "x.number" + all);
        tables.put("act_hi_procinst", "x.id_" + instances);
        tables.put("act_hi_taskinst", "x.proc_inst_id_" + instances);
        tables.put("act_hi_incident", "x.proc_inst_id_" + instances);
        tables.put("act_hi_decinst", "x.proc_inst_id_" + instances);
        var decisions = "x.dec_inst_id_ in (select id_ from act_hi_decinst where proc_inst_id_" + instances + ")";
        tables.put("act_hi_dec_in", decisions);
        tables.put("act_hi_dec_out", decisions);
        tables.put("act_hi_varinst", "c.n <= " + WHOLE + " and x.proc_inst_id_" + instances);
        tables.put("act_hi_op_log", "c.n <= " + WHOLE + " and x.proc_inst_id_" + instances);
        tables.put("act_hi_job_log", "c.n <= " + WHOLE + " and x.process_instance_id_" + instances);
        return tables;
    }

    private void copyAll(List<Walked> walked, int cases) throws InterruptedException, ExecutionException {
        var statements = new LinkedHashMap<String, List<String>>();
        for (var kind = 0; kind < walked.size(); kind++) {
            var each = walked.get(kind);
            var changed = changed(each);
            for (var table : tables(each).entrySet()) {
                var whole =
                        LISTED.contains(table.getKey()) ? "" : " and (c.whole or c.n > %d)".formatted(cases - LATEST);
                statements
                        .computeIfAbsent(table.getKey(), any -> new ArrayList<>())
                        .add(copy(table.getKey(), table.getValue(), kind, changed) + whole);
            }
        }
        var bare = new BareTables(database, statements.keySet());
        bare.strip();
        var threads = Executors.newFixedThreadPool(Integer.getInteger("threads", 4));
        try {
            inTurn(
                    threads,
                    statements,
                    (table, copies) -> copies.forEach(sql -> database.sql(sql).update()));
            inTurn(threads, statements, (table, copies) -> bare.dress(table));
            bare.tieTogether();
        } finally {
            threads.shutdownNow();
        }
    }

    private interface Work {
        void on(String table, List<String> copies);
    }

    private static void inTurn(ExecutorService threads, Map<String, List<String>> statements, Work work)
            throws InterruptedException, ExecutionException {
        var all = new ArrayList<Callable<Void>>();
        statements.forEach((table, copies) -> all.add(() -> {
            var began = System.nanoTime();
            work.on(table, copies);
            System.out.printf("%s: %.1f s%n", table, (System.nanoTime() - began) / 1e9);
            return null;
        }));
        for (var done : threads.invokeAll(all)) {
            done.get();
        }
    }

    /** What is written otherwise in a copy, wherever it stands within a text: the numbers, the person. */
    private Map<String, String> changed(Walked walked) {
        var changed = new LinkedHashMap<String, String>();
        changed.put(walked.application(), "'A-' || c.suffix");
        changed.put(walked.voucher(), "'V-' || c.suffix");
        changed.put(walked.act(), "'ACT-' || c.suffix");
        changed.remove("none");
        column(
                "select number from payment_order where act = '" + walked.act() + "' order by number",
                order -> changed.put(order, "'P-' || c.suffix || '" + changed.size() + "'"));
        column(
                "select distinct payment_file from payment_order where payment_file is not null and act = '"
                        + walked.act() + "'",
                file -> changed.put(file, "'F' || c.n || 'X'"));
        changed.put(one("select iin from application where number = '" + walked.application() + "'"), "c.iin");
        return changed;
    }

    private void column(String sql, Consumer<String> each) {
        database.sql(sql).query(String.class).list().forEach(each);
    }

    private String one(String sql) {
        return database.sql(sql).query(String.class).single();
    }

    private record Column(String name, String type) {}

    private String copy(String table, String which, int kind, Map<String, String> changed) {
        var columns = database.sql(
                        "select column_name, data_type from information_schema.columns where table_name = ? and"
                                + " table_schema = 'public' order by ordinal_position")
                .param(table)
                .query((row, index) -> new Column(row.getString(1), row.getString(2)))
                .list();
        return "insert into " + table + " ("
                + columns.stream().map(Column::name).collect(joining(", ")) + ") select "
                + columns.stream()
                        .map(column -> value(table, which, column, changed))
                        .collect(joining(", "))
                + " from " + table + " x join benchmark_copy c on c.kind = " + kind + " where " + which;
    }

    private String value(String table, String which, Column column, Map<String, String> changed) {
        var name = "x." + column.name();
        switch (column.name()) {
            case "region", "registered_region" -> {
                return "c.region";
            }
            case "career_centre" -> {
                return "c.career";
            }
            case "recognition_centre" -> {
                return "c.recognition";
            }
            case "asked_centre" -> {
                return "case when " + name + " is not null then c.recognition end";
            }
            case "signer_iin" -> {
                return name;
            }
            case "issue_year", "voucher_year" -> {
                return "case when " + name + " is not null then c.year_of end";
            }
            case "signing_year" -> {
                return "extract(year from x.signed_on + c.days)";
            }
            default -> {
                return byType(table, which, column, name, changed);
            }
        }
    }

    private String byType(String table, String which, Column column, String name, Map<String, String> changed) {
        return switch (column.type()) {
            case "date" -> name + " + c.days";
            case "timestamp with time zone", "timestamp without time zone" -> name + " + c.later";
            case "bytea" -> column.name().equals("certificate") ? name : "''::bytea";
            case "bigint" ->
                Set.of("id", "protocol").contains(column.name()) ? name + " + c.n * " + KEYS + "::bigint" : name;
            case "uuid" -> column.name().equals("report_key") ? "md5(" + name + "::text || c.n)::uuid" : name;
            default ->
                column.type().startsWith("character") || column.type().equals("text")
                        ? text(table, which, column.name(), name, changed)
                        : name;
        };
    }

    /** Keys of the engine end with the address of the machine that gave them; a copy's end with its own. */
    private String text(String table, String which, String column, String name, Map<String, String> changed) {
        if (table.startsWith("act_hi_")) {
            if (column.endsWith("id_") && !column.matches(".*(def|req|deployment|rule|clause|user|tenant).*|act_id_")) {
                return "replace(" + name + ", '" + node() + "', c.node)";
            }
            if (!column.equals("business_key_")) {
                return name;
            }
        }
        if (Set.of("body", "content").contains(column)) {
            return "''";
        }
        var text = name;
        var values = database.sql("select distinct " + name + "::text from " + table + " x, (select 1 as n) c where "
                        + name + " is not null and " + which)
                .query(String.class)
                .list();
        for (var change : changed.entrySet()) {
            if (values.stream().anyMatch(value -> value.contains(change.getKey()))) {
                text = "replace(" + text + ", '" + change.getKey() + "', " + change.getValue() + ")";
            }
        }
        return text;
    }

    private String node() {
        return one("select right(id_, 13) from act_hi_procinst limit 1");
    }
}
