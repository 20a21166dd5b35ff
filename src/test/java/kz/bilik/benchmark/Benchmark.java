package kz.bilik.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import kz.bilik.calendar.LegalClock;

/**
 * How fast cases go from the signed application to the paid act, side by side with the bare engine on the same
 * PostgreSQL in the same run, and how fast applications are received: {@code mvn -Pbenchmark verify}. The figures are
 * printed and written to {@code target/benchmark/report.md}; {@code docs/benchmark.md} says what they mean.
 *
 * <p>Settings, as system properties: {@code rounds} (5), {@code cases} per round (150), {@code threads} (4),
 * {@code backlog} of open cases (300), {@code warmup} rounds that do not count (4), {@code applicants} of the closing day per round (800),
 * {@code tasks} that are open all over the country in the second half (50,000), {@code open} cases of the country in the list
 * of cases (50,000); {@code only=overview} measures that list alone, {@code only=audit} what the entries of the chain cost,
 * {@code only=history} what auditors wait for with {@code finished} cases (100,000).
 */
public final class Benchmark {

    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final int CASES = Integer.getInteger("cases", 150);
    private static final int THREADS = Integer.getInteger("threads", 4);
    private static final int BACKLOG = Integer.getInteger("backlog", 300);
    private static final int WARM_UP = Integer.getInteger("warmup", 4);
    private static final int COUNTED = 20;
    private static final int TASKS = Integer.getInteger("tasks", 50_000);
    private static final List<String> FILTERS =
            List.of("My group's tasks", "My tasks", "Due today", "Overdue", "All tasks", "Step: Check application");
    private static final int OPEN = Integer.getInteger("open", 50_000);
    private static final boolean ONLY_OVERVIEW = "overview".equals(System.getProperty("only"));
    private static final boolean ONLY_HISTORY = "history".equals(System.getProperty("only"));
    private static final int FINISHED = Integer.getInteger("finished", 100_000);
    private static final boolean ONLY_AUDIT = "audit".equals(System.getProperty("only"));
    private static final int APPLICANTS = Integer.getInteger("applicants", 800);

    private static final Path REPORT = Path.of("target/benchmark/report.md");

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone(LegalClock.ZONE));
        if (ONLY_HISTORY) {
            history();
            System.exit(0);
        }
        try (var server = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .setServerConfig("pg_stat_statements.track_planning", "on")
                .start()) {
            var root = server.getPostgresDatabase();
            execute(root, "create database product");
            if (ONLY_OVERVIEW) {
                try (var product = new Product(server.getPort(), "product")) {
                    var report = new Report(THREADS, CASES);
                    product.prepare(4);
                    product.oneCase();
                    product.openCase();
                    overview(product, report);
                    write(report.text());
                }
                System.exit(0);
            }
            if (ONLY_AUDIT) {
                try (var product = new Product(server.getPort(), "product")) {
                    audit(product, root);
                }
                System.exit(0);
            }
            execute(root, "create database bare");
            try (var product = new Product(server.getPort(), "product");
                    var bare = new BareEngine(server.getJdbcUrl("postgres", "bare"), 10)) {
                write(measure(product, bare, root));
            }
        }
        // Whatever the product's context left running must not hold the build.
        System.exit(0);
    }

    /**
     * What auditors wait for with as many finished cases as a country has. A database of that size gets a server that is set
     * for it; {@code -Ddata} names a directory in which it stays for the next run.
     */
    private static void history() throws Exception {
        var settings = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "2GB")
                .setServerConfig("effective_cache_size", "6GB")
                .setServerConfig("work_mem", "32MB")
                .setServerConfig("maintenance_work_mem", "1GB")
                .setServerConfig("max_wal_size", "8GB")
                // The time of a helper that has ended is in nobody's account.
                .setServerConfig("max_parallel_workers_per_gather", "0")
                .setServerConfig("random_page_cost", "1.1");
        var data = System.getProperty("data", "");
        if (!data.isEmpty()) {
            settings.setDataDirectory(Path.of(data)).setCleanDataDirectory(false);
        }
        try (var server = settings.start()) {
            var known = !data.isEmpty() && Files.exists(Path.of(data, "made"));
            if (!known) {
                execute(server.getPostgresDatabase(), "create database product");
            }
            try (var product = new Product(server.getPort(), "product")) {
                var report = new Report(THREADS, CASES);
                if (!known) {
                    product.finishedCases(FINISHED);
                    if (!data.isEmpty()) {
                        Files.createFile(Path.of(data, "made"));
                    }
                } else {
                    product.legalTime(FinishedCases.AFTERWARDS);
                }
                new AuditorAtWork(product, report, FINISHED).measure();
                write(report.text());
            }
        }
    }

    private static void write(String report) throws IOException {
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, report);
        System.out.println(report);
    }

    private static String measure(Product product, BareEngine bare, DataSource server) throws Exception {
        var report = new Report(THREADS, CASES);
        for (var measured : List.of(product, bare)) {
            // Without open cases the server takes the engine's tables for empty, and plans to read them from end to
            // end.
            measured.prepare(BACKLOG);
            rate(BACKLOG, measured::openCase);
            measured.analyze();
        }
        // The JVM compiles what is used often; the product has more of it than the bare engine, and needs longer.
        for (int round = 1; round <= WARM_UP; round++) {
            round(product, server);
            round(bare, server);
        }
        rounds(product, bare, server, report.comparison(BACKLOG + " open cases"));
        product.openTasks(TASKS);
        bare.openTasks(TASKS);
        rounds(product, bare, server, report.comparison("%,d open tasks".formatted(TASKS)));
        for (int round = 1; round <= ROUNDS; round++) {
            product.prepare(CASES);
            report.intake(rate(CASES, product::receive));
        }
        closingDay(product, report);
        officerAtWork(product, report);
        overview(product, report);
        report.statements(product.name(), count(product, server, "product"), COUNTED);
        report.statements(bare.name(), count(bare, server, "bare"), COUNTED);
        return report.text();
    }

    /** The same product with the entries of the chain and without, in turns; the sealer works beside both. */
    private static void audit(Product product, DataSource server) throws Exception {
        product.prepare(BACKLOG);
        rate(BACKLOG, product::openCase);
        product.analyze();
        for (int round = 1; round <= WARM_UP; round++) {
            round(product, server);
        }
        var ratios = new ArrayList<Double>();
        var processor = new ArrayList<Double>();
        for (int round = 1; round <= ROUNDS; round++) {
            var first = recorded(product, server, round % 2 == 1);
            var second = recorded(product, server, round % 2 == 0);
            var with = round % 2 == 1 ? first : second;
            var without = round % 2 == 1 ? second : first;
            ratios.add(without.rate() / with.rate() - 1);
            processor.add((with.javaMilliseconds() + with.postgresMilliseconds())
                            / (without.javaMilliseconds() + without.postgresMilliseconds())
                    - 1);
        }
        ratios.sort(null);
        processor.sort(null);
        product.recording(true);
        var with = count(product, server, "product");
        product.recording(false);
        var without = count(product, server, "product");
        System.out.printf(
                "entries of the chain cost: %+.1f %% time (rounds %+.1f to %+.1f), %+.1f %% processor (rounds %+.1f to %+.1f)%n",
                100 * ratios.get(ROUNDS / 2),
                100 * ratios.get(0),
                100 * ratios.get(ROUNDS - 1),
                100 * processor.get(ROUNDS / 2),
                100 * processor.get(0),
                100 * processor.get(ROUNDS - 1));
        System.out.printf(
                "statements per case: %.0f with them, %.0f without; entries per case: %.1f%n",
                with.perCase(COUNTED, statement -> !statement.transaction()),
                without.perCase(COUNTED, statement -> !statement.transaction()),
                with.perCase(COUNTED, statement -> statement.sql().contains("insert into audit_entry")));
    }

    private static Round recorded(Product product, DataSource server, boolean recording) throws Exception {
        product.recording(recording);
        System.out.print(recording ? "with     " : "without  ");
        return round(product, server);
    }

    private static void rounds(Product product, BareEngine bare, DataSource server, Report.Comparison comparison)
            throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            // Whoever comes first in one round comes second in the next.
            if (round % 2 == 1) {
                var first = round(product, server);
                comparison.round(first, round(bare, server));
            } else {
                var first = round(bare, server);
                comparison.round(round(product, server), first);
            }
        }
    }

    private static void closingDay(Product product, Report report) throws Exception {
        var closingDay = new ClosingDay(product, APPLICANTS);
        closingDay.rate(true);
        closingDay.rate(false);
        for (int round = 1; round <= ROUNDS; round++) {
            if (round % 2 == 1) {
                var with = closingDay.rate(true);
                report.closingDay(with, closingDay.rate(false));
            } else {
                var without = closingDay.rate(false);
                report.closingDay(closingDay.rate(true), without);
            }
        }
    }

    private static void officerAtWork(Product product, Report report) {
        // The engine compares each task of an officer with each of his rights: his centre has its share of the
        // country's.
        var officer = product.officer(CountrysTasks.OFFICER);
        var filters = product.filters();
        FILTERS.forEach(name -> report.waits("filter " + name, officer.filter(filters.get(name))));
        report.waits("case file", product.officer(Applicants.OFFICER).page("/cases/" + product.someApplication()));
    }

    /** The list of cases with those of the whole country, for whoever sees all, a region or a centre. */
    private static void overview(Product product, Report report) {
        var application = product.someApplication();
        var iin = product.iinOf(application);
        report.waits(
                "overview: %,d open and as many ended cases found at the start".formatted(OPEN),
                product.openCases(OPEN));
        var auditor = product.officer("auditor");
        var mobility = product.officer("mobility-" + Applicants.REGION);
        // Whoever comes first pays for what the JVM has not compiled yet.
        for (var warm = 0; warm < WARM_UP; warm++) {
            auditor.page("/cases");
            mobility.page("/cases");
        }
        report.waits("cases, auditor", auditor.page("/cases"));
        report.waits("cases, auditor, page 100", auditor.page("/cases?page=100"));
        report.waits("cases, auditor, all, newest", auditor.page("/cases?state=ALL&order=NEWEST"));
        report.waits("cases, auditor, overdue at a step", auditor.page("/cases?state=CAREER_CENTRE&due=OVERDUE"));
        report.waits(
                "cases, auditor, a centre in a period",
                auditor.page("/cases?recognition=C-014&from=2026-09-14&to=2026-09-20"));
        report.waits("cases, mobility centre", mobility.page("/cases"));
        report.waits("cases, mobility centre, mine", mobility.page("/cases?officer=mine"));
        report.waits("search by number in the list", mobility.page("/cases?number=" + application));
        report.waits("search by number", mobility.search("/find?number=" + application));
        report.waits("search by IIN", mobility.searchByIin(iin));
    }

    /** How one of the two did in one round. */
    record Round(double rate, double javaMilliseconds, double postgresMilliseconds) {}

    private static Round round(Measured measured, DataSource server)
            throws InterruptedException, ExecutionException, SQLException {
        measured.prepare(CASES);
        System.gc();
        var began = ProcessorTime.now(server);
        var rate = rate(CASES, measured::oneCase);
        var used = ProcessorTime.now(server).since(began);
        var round = new Round(rate, used.javaPerCase(CASES), used.postgresPerCase(CASES));
        System.out.printf(
                "%-12s %6.1f cases/s, processor per case: %.1f ms Java, %.1f ms PostgreSQL%n",
                measured.name(), round.rate(), round.javaMilliseconds(), round.postgresMilliseconds());
        return round;
    }

    /** Times per second, with all threads at work. */
    private static double rate(int times, Runnable work) throws InterruptedException, ExecutionException {
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var began = System.nanoTime();
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(work));
            }
            for (var each : running) {
                each.get();
            }
            return times * 1e9 / (System.nanoTime() - began);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Statements count(Measured measured, DataSource server, String database) throws SQLException {
        measured.prepare(COUNTED);
        Statements.reset(server);
        for (int i = 0; i < COUNTED; i++) {
            measured.oneCase();
        }
        return Statements.of(server, database);
    }

    private static void execute(DataSource server, String sql) throws SQLException, IOException {
        try (var connection = server.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
