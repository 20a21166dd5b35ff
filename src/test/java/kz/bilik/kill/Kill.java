package kz.bilik.kill;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kz.bilik.kill.Nodes.NoAnswer;
import org.slf4j.LoggerFactory;

/**
 * The kill test: {@code mvn -Pkill verify}. Two nodes of the product's jar on one PostgreSQL are killed in turn, the database
 * is shut down at once, the Labour Market AIS and the bank go away, while applicants, officers and the bank go on working.
 * When everybody is back and everything is quiet, the audit looks for what is lost and what is doubled. With {@code
 * -Dkill.database=h2} it is one node on H2, as the product has it by default.
 *
 * <p>Settings, as system properties: {@code kill.kills} (20), {@code kill.restarts} of the database (3), {@code
 * kill.applications} that are acknowledged (3,000; 600 on H2), {@code kill.acts} that are paid (200; 40 on H2), {@code
 * kill.every} so many seconds on average (35; 25 on H2), {@code kill.seed} (random, printed).
 */
public final class Kill {

    private static final boolean H2 = setting("kill.database", "postgres").equals("h2");
    private static final int KILLS = number("kill.kills", 20);
    private static final int RESTARTS = H2 ? 0 : number("kill.restarts", 3);
    private static final int APPLICATIONS = number("kill.applications", H2 ? 600 : 3000);
    private static final int ACTS = number("kill.acts", H2 ? 40 : 200);
    private static final int EVERY = number("kill.every", H2 ? 25 : 35);
    private static final long SEED = Long.parseLong(setting("kill.seed", Long.toString(System.nanoTime() % 1_000_000)));

    private static final Duration LONGEST_WORK = Duration.ofMinutes(60);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(20);

    private static final Path FOLDER = Path.of("target/kill", H2 ? "h2" : "postgres");

    /** Where most people apply; in the others the demo's quota is soon used up. */
    private static final String LARGE = "KZ-75";

    private final Random dice = new Random(SEED);
    private final Instant began = Instant.now();
    private final List<Runnable> ends = new ArrayList<>();
    private final AtomicInteger kills = new AtomicInteger();
    private final AtomicInteger restarts = new AtomicInteger();
    private final AtomicInteger outages = new AtomicInteger();
    private final CountDownLatch killed = new CountDownLatch(1);

    private Database database;
    private Ais ais;
    private BankStandIn bank;
    private Ledger ledger;
    private Errands errands;
    private Nodes nodes;
    private Work work;

    private Kill() {}

    public static void main(String[] arguments) throws Exception {
        // The driver speaks for itself; the nodes' own words are in their logs.
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        ((Logger) LoggerFactory.getLogger("io.zonky")).setLevel(Level.OFF);
        ((Logger) LoggerFactory.getLogger("com.networknt")).setLevel(Level.ERROR);
        var test = new Kill();
        // Whatever happens, nothing that was started goes on.
        Runtime.getRuntime().addShutdownHook(new Thread(test::endAll));
        var held = false;
        try {
            held = test.run();
        } catch (Exception broken) {
            broken.printStackTrace();
        } finally {
            test.endAll();
        }
        System.exit(held ? 0 : 1);
    }

    private static String setting(String name, String otherwise) {
        var set = System.getProperty(name, "");
        return set.isBlank() ? otherwise : set;
    }

    private static int number(String name, int otherwise) {
        return Integer.parseInt(setting(name, Integer.toString(otherwise)));
    }

    private synchronized void endAll() {
        for (var index = ends.size() - 1; index >= 0; index--) {
            ends.get(index).run();
        }
        ends.clear();
    }

    private interface End {
        void end() throws Exception;
    }

    private synchronized void afterwards(End end) {
        ends.add(() -> {
            try {
                end.end();
            } catch (Exception failed) {
                System.err.println("Not ended: " + failed);
            }
        });
    }

    private boolean run() throws Exception {
        say(
                "seed %d: %d kills, %d restarts of the database, %,d applications, %d paid acts",
                SEED, KILLS, RESTARTS, APPLICATIONS, ACTS);
        empty(FOLDER);
        open();
        begin();
        var longest = Instant.now().plus(LONGEST_WORK);
        var chaos = new Thread(this::kill, "kill");
        var away = new Thread(this::goAway, "outages");
        chaos.setDaemon(true);
        away.setDaemon(true);
        chaos.start();
        away.start();
        applyUntilAllIsDone(longest);
        killed.await(LONGEST_WORK.toMillis(), TimeUnit.MILLISECONDS);
        away.interrupt();
        away.join();
        ais.away(StandIn.Away.NOT);
        bank.away(StandIn.Away.NOT);
        var quiet = settle();
        errands.giveUp();
        for (var node : nodes.all()) {
            // The last one on H2 dies as the others did.
            if (H2) {
                node.kill();
            } else {
                node.stop();
            }
        }
        return report(quiet);
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file :
                        files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(folder);
    }

    private void open() throws IOException {
        database = H2 ? new H2Database(FOLDER.resolve("node-1")) : new PostgresDatabase(FOLDER.resolve("database"));
        afterwards(database::close);
        ledger = new Ledger(FOLDER);
        afterwards(ledger::close);
        ais = new Ais(FOLDER);
        afterwards(ais::close);
        bank = new BankStandIn(FOLDER, order -> work.paidByBank(order));
        afterwards(bank::close);
        errands = new Errands();
        afterwards(errands::close);
        var settings = new ArrayList<>(database.settings());
        settings.add("--bilik.labour-market.url=" + ais.url());
        settings.add("--bilik.bank.url=" + bank.url() + "/payments");
        var all = new ArrayList<Node>();
        for (var index = 1; index <= database.nodes(); index++) {
            var node = new Node("node-" + index, FOLDER.resolve("node-" + index), settings);
            all.add(node);
            afterwards(node::kill);
        }
        nodes = new Nodes(all);
        work = new Work(nodes, errands, ledger, new Random(dice.nextLong()));
    }

    /** The first node makes the database; then the quota of the large region is set, and everybody starts. */
    private void begin() throws Exception {
        var first = nodes.all().get(0);
        first.start();
        await(first);
        first.stop();
        try (var connection = database.open()) {
            raiseQuota(connection, APPLICATIONS / 20 + ACTS * 3);
        }
        for (var node : nodes.all()) {
            node.start();
            await(node);
        }
        say("%s ready", nodes.all());
    }

    private static void await(Node node) throws InterruptedException {
        var longest = Instant.now().plus(Duration.ofMinutes(4));
        while (!node.healthy()) {
            if (!node.runs() || Instant.now().isAfter(longest)) {
                throw new IllegalStateException(node + " does not start; see " + node.log());
            }
            TimeUnit.MILLISECONDS.sleep(300);
        }
    }

    /** As a distribution would: the number, a row for each voucher, a line in the book. */
    private static void raiseQuota(Connection connection, int vouchers) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(
                    """
                    insert into quota_entry (region, quota_year, kind, vouchers, clause, happened_at)
                    select region, quota_year, 'PUBLISHED', %1$d - published, 'cl. 18', published_at
                    from quota where region = '%2$s' and quota_year = 2026"""
                            .formatted(vouchers, LARGE));
            statement.executeUpdate("update quota set published = %d where region = '%s' and quota_year = 2026"
                    .formatted(vouchers, LARGE));
            var rows = statement.executeQuery(
                    "select max(number) from quota_voucher where region = '%s' and quota_year = 2026".formatted(LARGE));
            rows.next();
            for (var number = rows.getInt(1) + 1; number <= vouchers; number++) {
                try (var row = connection.prepareStatement(
                        "insert into quota_voucher (region, quota_year, number) values (?, 2026, ?)")) {
                    row.setString(1, LARGE);
                    row.setInt(2, number);
                    row.executeUpdate();
                }
            }
        }
    }

    /** Evenly over the kills, so that somebody is at work at each of them; whoever comes late catches up. */
    private void applyUntilAllIsDone(Instant longest) throws Exception {
        var start = Instant.now();
        var pause = Duration.ofSeconds((long) KILLS * EVERY).toMillis() / (double) APPLICATIONS;
        var spoke = Instant.now();
        while (Instant.now().isBefore(longest)
                && (ledger.applications() < APPLICATIONS || work.paidActs() < ACTS || kills.get() < KILLS)) {
            var due = start.until(Instant.now(), ChronoUnit.MILLIS) / pause;
            var ofThisKill = kills.get() < KILLS ? APPLICATIONS * (kills.get() + 1.0) / KILLS : 2.0 * APPLICATIONS;
            var more = ledger.applications() < APPLICATIONS || kills.get() < KILLS;
            // Nobody is helped by hundreds who wait at a closed door.
            if (more && work.begun() < Math.min(due, ofThisKill) && work.begun() - ledger.applications() < 150) {
                work.apply();
            } else {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            if (spoke.until(Instant.now(), ChronoUnit.SECONDS) >= 30) {
                spoke = Instant.now();
                say(
                        "%,d applications acknowledged, %d acts paid, %,d reports, %d kills, %d errands open",
                        ledger.applications(), work.paidActs(), ais.taken(), kills.get(), errands.open());
            }
        }
    }

    /** Kills the nodes in turn; when, only the seed knows, and half the time right after somebody was answered. */
    private void kill() {
        try {
            var restartsAfter = new TreeSet<Integer>();
            while (restartsAfter.size() < Math.min(RESTARTS, KILLS)) {
                restartsAfter.add(1 + dice.nextInt(KILLS));
            }
            for (var round = 1; round <= KILLS; round++) {
                var victim = nodes.all().get(round % nodes.all().size());
                // Mostly while everybody works; sometimes while a node is just starting.
                if (dice.nextInt(4) > 0) {
                    for (var wait = 0; wait < 120 && !nodes.everybodyServes(); wait++) {
                        TimeUnit.SECONDS.sleep(1);
                        reviveWhoGaveUp();
                    }
                }
                TimeUnit.MILLISECONDS.sleep(EVERY * 100L + dice.nextInt(EVERY * 1000));
                if (dice.nextBoolean()) {
                    ledger.next(10_000);
                    TimeUnit.MILLISECONDS.sleep(dice.nextInt(60));
                }
                // Nobody is killed who is dead already.
                reviveWhoGaveUp();
                victim.kill();
                say("kill %d: %s", kills.incrementAndGet(), victim);
                TimeUnit.MILLISECONDS.sleep(dice.nextInt(4000));
                victim.start();
                if (restartsAfter.contains(round)) {
                    TimeUnit.MILLISECONDS.sleep(dice.nextInt(EVERY * 500));
                    say("restart %d of the database", restarts.incrementAndGet());
                    database.restart();
                    reviveWhoGaveUp();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException broken) {
            errands.failed("the kills ended: " + broken);
            broken.printStackTrace();
        } finally {
            killed.countDown();
        }
    }

    /** A node that starts while the database is away may end; whoever runs it starts it again. */
    private void reviveWhoGaveUp() throws IOException {
        for (var node : nodes.all()) {
            if (!node.runs()) {
                say("%s had given up and is started again", node);
                gaveUp.incrementAndGet();
                node.start();
            }
        }
    }

    private final AtomicInteger gaveUp = new AtomicInteger();

    /** AIS and bank are away in turn, each time in another way. */
    private void goAway() {
        var ways = new Random(dice.nextLong());
        try {
            for (var round = 0; ; round++) {
                TimeUnit.MILLISECONDS.sleep(10_000 + ways.nextInt(40_000));
                StandIn who = round % 2 == 0 ? ais : bank;
                var how = StandIn.Away.values()[1 + ways.nextInt(3)];
                say("%s is away: %s", round % 2 == 0 ? "the AIS" : "the bank", how);
                outages.incrementAndGet();
                who.away(how);
                try {
                    TimeUnit.MILLISECONDS.sleep(8_000 + ways.nextInt(40_000));
                } finally {
                    who.away(StandIn.Away.NOT);
                }
            }
        } catch (InterruptedException over) {
            // The end of the outages.
        } catch (IOException broken) {
            errands.failed("the outages ended: " + broken);
        }
    }

    /** Everybody is back: waits until nothing is left to be run; the administrator presses what he may press. */
    private boolean settle() throws Exception {
        say("everybody is back; %d errands are open", errands.open());
        var admin = new Officer(nodes, "admin");
        var longest = Instant.now().plus(LONGEST_WAIT);
        var calm = 0;
        var reports = -1;
        for (var round = 0; Instant.now().isBefore(longest) && calm < 3; round++) {
            TimeUnit.SECONDS.sleep(5);
            reviveWhoGaveUp();
            try {
                var steps = asked("/engine-rest/job/count?messages=true");
                var incidents = asked("/engine-rest/incident/count");
                var still = steps == 0 && incidents == 0 && errands.open() == 0 && reports == ais.taken();
                calm = still ? calm + 1 : 0;
                reports = ais.taken();
                if (round % 6 == 5 && calm == 0) {
                    say("%d steps, %d incidents, %d errands", steps, incidents, errands.open());
                    admin.post("/systems/LABOUR_MARKET/restart", Map.of());
                    admin.post("/systems/BANK/restart", Map.of());
                    admin.post("/labour-market/try-again", Map.of());
                }
            } catch (NoAnswer again) {
                calm = 0;
            }
        }
        return calm >= 3;
    }

    private final HttpClient asking =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private int asked(String path) throws NoAnswer, IOException {
        var answer = nodes.send(
                asking,
                HttpRequest.newBuilder(URI.create(nodes.some().url() + path))
                        .header("Authorization", Nodes.basic("admin")));
        if (!answer.isYes()) {
            throw new NoAnswer("HTTP " + answer.status());
        }
        return JsonMapper.builder().build().readTree(answer.body()).get("count").intValue();
    }

    private boolean report(boolean quiet) throws Exception {
        try (var connection = database.open()) {
            knownOutside(connection);
            var audit = new Audit(connection);
            var breaches = audit.breaches();
            var failed = errands.failed();
            var enough = ledger.applications() >= APPLICATIONS && work.paidActs() >= ACTS && kills.get() >= KILLS;
            var lines = new ArrayList<String>();
            lines.add("| %s, seed %d | |".formatted(database.name(), SEED));
            lines.add("|---|---:|");
            row(lines, "nodes killed by `kill -9`", kills.get());
            row(lines, "immediate shutdowns of the database", restarts.get());
            row(lines, "outages of the AIS and the bank", outages.get());
            row(lines, "applications acknowledged", ledger.applications());
            row(lines, "of them sent to two nodes at once", work.inTwoAtOnce());
            row(lines, "vouchers issued", audit.count("select count(*) from voucher"));
            row(lines, "acts paid, as the centre reads it", work.paidActs());
            row(lines, "payments, each once", audit.count("select count(*) from outside_payment"));
            row(lines, "payment files that came again under their key", bank.again());
            row(lines, "reports with the AIS, each once", ais.taken());
            row(lines, "reports that came again under their key", ais.again());
            row(
                    lines,
                    "other steps acknowledged",
                    ledger.deeds().values().stream().mapToInt(Integer::intValue).sum());
            row(
                    lines,
                    "calls without an answer, repeated",
                    nodes.met().entrySet().stream()
                            .filter(met -> !met.getKey().matches("HTTP [234].*"))
                            .mapToInt(Map.Entry::getValue)
                            .sum());
            row(lines, "laws of the audit", Laws.ALL.size());
            row(lines, "laws broken", breaches.size());
            row(lines, "minutes", (int) began.until(Instant.now(), ChronoUnit.MINUTES));
            var text = String.join("\n", lines) + "\n\n";
            text += "answers: " + nodes.met() + "\n";
            text += "deeds: " + ledger.deeds() + "\n";
            text += "nodes that ended while the database was away: " + gaveUp.get() + "\n";
            text += "quiet in the end: " + quiet + "\n";
            text += "did not go as it has to: " + failed + "\n";
            for (var breach : breaches) {
                text += "BROKEN " + breach + "\n";
            }
            Files.writeString(FOLDER.resolve("report.md"), text);
            System.out.println(text);
            return quiet && enough && breaches.isEmpty() && failed.isEmpty();
        }
    }

    private static void row(List<String> lines, String what, long count) {
        lines.add(String.format(Locale.ROOT, "| %s | %,d |", what, count));
    }

    private void knownOutside(Connection connection) throws SQLException, IOException {
        connection.setAutoCommit(false);
        var outside = new Outside(connection);
        for (var line : ledger.applicationBook().lines()) {
            outside.acknowledged(line.get(0), line.get(1), line.get(2), line.get(3));
        }
        for (var line : ledger.enclosedBook().lines()) {
            outside.enclosed(line.get(0), line.get(1), line.get(2));
        }
        for (var line : ledger.deedBook().lines()) {
            outside.deed(line.get(0), line.get(1));
        }
        for (var line : bank.book().lines()) {
            outside.paid(line.get(0), Long.parseLong(line.get(1)), line.get(2), line.get(3));
        }
        for (var line : ais.book().lines()) {
            outside.told(
                    Integer.parseInt(line.get(0)),
                    line.get(1),
                    line.get(2),
                    Integer.parseInt(line.get(3)),
                    line.get(4));
        }
        for (var line : bank.contradictions().lines()) {
            outside.contradiction("bank", line.get(0));
        }
        for (var line : ais.contradictions().lines()) {
            outside.contradiction("ais", line.get(0));
        }
    }

    private static void say(String what, Object... values) {
        System.out.println(
                LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + String.format(Locale.ROOT, what, values));
    }
}
