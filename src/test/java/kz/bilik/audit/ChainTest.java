package kz.bilik.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import kz.bilik.casefile.CaseReads;
import kz.bilik.language.Language;
import kz.bilik.record.Erased;
import kz.bilik.record.Recorded;
import kz.bilik.record.Recorded.Kind;
import kz.bilik.signature.TestSeals;
import kz.bilik.support.TestDatabases;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.IllegalTransactionStateException;

/** Whoever changes, takes away, puts in, swaps, cuts or brings back in the database is found, and told in words. */
@Tag("database")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class ChainTest {

    private static final Path SCRIPT = Path.of("src/main/resources/audit/verify.sh");

    @TempDir
    Path folder;

    /** Something done past the product, and how it is told. */
    private record Deed(String what, String told, Consumer<AuditWorld> done) {}

    /** What is done to a chain of ten beginnings and 15 readings, the last five not sealed yet. */
    private static List<Deed> deeds(long first) {
        return List.of(
                new Deed(
                        "a record changed",
                        "What entry %d stands for was changed: Readings of personal data".formatted(first),
                        world -> world.sql(
                                "update case_read set number = 'A-2026-75-000099' where id = " + row(world, first))),
                new Deed(
                        "a record taken away",
                        "What entry %d stands for was taken away: Readings of personal data".formatted(first),
                        world -> world.sql("delete from case_read where id = " + row(world, first))),
                new Deed(
                        "a record put in",
                        "There is a record without an entry: Readings of personal data, A-2026-75-000077",
                        world -> world.sql("insert into case_read (officer, number, read_at, what)"
                                + " values ('nobody', 'A-2026-75-000077', timestamp '2026-11-02 10:00:00', 'PAGE')")),
                new Deed(
                        "an entry changed",
                        "Entry %d (".formatted(first),
                        world -> world.sql(
                                "update audit_entry set officer = 'somebody-else' where position = " + first)),
                new Deed(
                        "an entry taken away",
                        "Entry %d is missing from the chain.".formatted(first),
                        world -> world.sql("delete from audit_entry where position = " + first)),
                new Deed(
                        "a record taken away with its entry",
                        "Entry %d is missing from the chain.".formatted(first),
                        world -> {
                            world.sql("delete from case_read where id = " + row(world, first));
                            world.sql("delete from audit_entry where position = " + first);
                        }),
                new Deed("an entry put in between", "Entry %d (".formatted(first), world -> {
                    world.sql("update audit_entry set position = -position where position >= " + first);
                    world.sql("update audit_entry set position = 1 - position where position < 0");
                    world.sql("insert into audit_entry (at, kind, subject, details, digest, salt, position, hash)"
                            + " select at, 'SETTING', 'x', 'y', digest, salt, " + first
                            + ", hash from audit_entry where position = 1");
                }),
                new Deed("two entries swapped", "Entry %d (".formatted(first), world -> {
                    world.sql("update audit_entry set position = -1 where position = " + first);
                    world.sql("update audit_entry set position = %d where position = %d".formatted(first, first + 1));
                    world.sql("update audit_entry set position = %d where position = -1".formatted(first + 1));
                }),
                new Deed(
                        "an entry of another kind, as there is none",
                        "Entry %d (".formatted(first),
                        world -> world.sql(
                                "update audit_entry set kind = 'NONE', record = 'x' where position = " + first)),
                new Deed(
                        "an entry of a record that can be none",
                        "What entry %d stands for was taken away".formatted(first),
                        world -> world.sql("update audit_entry set record = 'x' where position = " + first)),
                new Deed(
                        "an entry put before the first one",
                        "Entry -7 (",
                        world -> world.sql(
                                "insert into audit_entry (at, kind, subject, details, digest, salt, position)"
                                        + " select at, 'BEGUN', 'x', 'y', digest, salt, -7 from audit_entry where id = 1")),
                new Deed(
                        "the end cut off",
                        "its end was cut off.",
                        world -> world.sql("delete from audit_entry where position > 22")),
                new Deed(
                        "the end cut off and hidden in the head",
                        "There is a record without an entry: Readings of personal data",
                        world -> {
                            world.sql("delete from audit_entry where position > 22");
                            world.sql("update audit_head set position = 22, hash = (select hash from audit_entry"
                                    + " where position = 22) where id = 1");
                        }),
                new Deed(
                        "a sealed end cut off and hidden in the head",
                        "the end of the chain was cut off.",
                        world -> cut(world, 17, "2099-01-01")),
                new Deed(
                        "everything since the first seal taken away",
                        "Seal 2 is kept outside the database and is not in it",
                        world -> cut(
                                world, world.number("select position from audit_seal where number = 1"), "2026-11-03")),
                new Deed("the chain written anew from a changed entry on", "was made over another entry", world -> {
                    world.sql("update audit_entry set officer = 'somebody-else' where position = " + first);
                    rewrite(world, first);
                }),
                new Deed(
                        "a seal written anew",
                        "is not as it was signed.",
                        world -> world.sql("update audit_seal set text = replace(text, '\"seal\":1', '\"seal\": 1')")),
                new Deed(
                        "a seal taken away",
                        "Seal 1 is missing.",
                        world -> world.sql("delete from audit_seal where number = 1")),
                new Deed(
                        "a content made unreadable without an erasure",
                        "What entry %d says of its content was taken away without a record of an erasure"
                                .formatted(first),
                        world -> world.sql(
                                "update audit_entry set salt = null, digest = digest where position = " + first)),
                new Deed(
                        "an entry put in for a day that is sealed",
                        "before a seal under which it does not stand",
                        world -> {
                            world.sql("insert into audit_entry (at, kind, subject, details, digest, salt)"
                                    + " select at, 'SETTING', 'x', 'y', digest, salt from audit_entry where id = 1");
                            world.chaining.chain();
                        }),
                new Deed(
                        "the beginning of the chain taken away",
                        "Entries 1 to %d are missing from the chain.".formatted(first - 1),
                        world -> world.sql("delete from audit_entry where position < " + first)));
    }

    private static long row(AuditWorld world, long position) {
        return world.number("select cast(record as bigint) from audit_entry where position = " + position);
    }

    private static void cut(AuditWorld world, long position, String sealsFrom) {
        world.sql("delete from case_read where id in (select cast(record as bigint) from audit_entry"
                + " where kind = 'READING' and position > " + position + ")");
        world.sql("delete from audit_entry where position > " + position);
        world.sql("update audit_head set position = %d, hash = (select hash from audit_entry where position = %d)"
                .formatted(position, position));
        world.sql("delete from audit_seal where sealed_day >= date '" + sealsFrom + "'");
    }

    /** As somebody would who knows the program: every hash anew, and the head too. */
    private static void rewrite(AuditWorld world, long from) {
        var jdbc = world.database.jdbc();
        var hash = jdbc.sql("select hash from audit_entry where position = ?")
                .param(from - 1)
                .query(String.class)
                .single();
        for (var entry : jdbc.sql("select * from audit_entry where position >= ? order by position")
                .param(from)
                .query(AuditEntry::read)
                .list()) {
            hash = AuditEntry.hash(entry.line(entry.position(), hash));
            jdbc.sql("update audit_entry set hash = ? where position = ?")
                    .params(hash, entry.position())
                    .update();
        }
        jdbc.sql("update audit_head set hash = ?").param(hash).update();
    }

    /** Two sealed days with five readings each, and five readings that are chained and not sealed. */
    private AuditWorld twoDays(TestDatabase database, Path into) {
        var world = new AuditWorld(database, into);
        world.day(5);
        world.day(5);
        world.read(5);
        world.chaining.chain();
        return world;
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aChainThatNobodyTouchedIsWholeAndEachDeedIsFoundAndSaidInWords(TestDatabase database) throws Exception {
        var world = twoDays(database, folder.resolve("untouched"));
        var outcome = world.check.check();
        assertThat(world.check.words(outcome, Language.EN)).isEmpty();
        assertThat(outcome.isWhole()).isTrue();
        assertThat(outcome.seals()).isEqualTo(2);
        assertThat(outcome.entries())
                .isEqualTo(world.number("select count(*) from audit_entry"))
                .isEqualTo(world.number("select max(position) from audit_entry"));
        var first = world.number("select min(position) from audit_entry where kind = 'READING'");
        for (var deed : deeds(first)) {
            try (var fresh = database.name().equals("H2") ? TestDatabases.h2() : TestDatabases.postgres()) {
                var touched = twoDays(fresh, folder.resolve(deed.what()));
                deed.done().accept(touched);
                assertThat(touched.found())
                        .as(deed.what() + " on " + database)
                        .isNotEmpty()
                        .anySatisfy(words -> assertThat(words).contains(deed.told()));
                for (var language : Language.values()) {
                    assertThat(touched.check.words(touched.check.check(), language))
                            .allSatisfy(words -> assertThat(words).doesNotContain("{", "audit."));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void whatIsReadWhileALookGoesOnIsNoFault(TestDatabase database) throws Exception {
        var world = twoDays(database, folder);
        var reader = Executors.newSingleThreadExecutor();
        try {
            var reading = reader.submit(() -> {
                for (var time = 0; time < 2000; time++) {
                    world.reads.record("auditor", "A-2026-75-000001", CaseReads.PAGE);
                }
            });
            do {
                assertThat(world.found()).isEmpty();
            } while (!reading.isDone());
            reading.get();
        } finally {
            reader.shutdown();
        }
    }

    /** A database takes only so many values in one statement, so what waits is looked at in pages. */
    @Test
    void aLookIsTakenHoweverManyEntriesWait() {
        try (var database = TestDatabases.h2()) {
            database.jdbc()
                    .sql("insert into case_read (officer, number, read_at, what) select 'auditor', 'A-2026-75-000001',"
                            + " timestamp '2026-11-02 09:00:00', 'PAGE' from system_range(1, 4001)")
                    .update();
            var world = new AuditWorld(database, folder);
            assertThat(world.check.check().waiting()).isGreaterThan(4001);
            assertThat(world.found()).isEmpty();
            world.sql("update case_read set number = 'A-2026-75-000099' where id = 4001");
            assertThat(world.found()).singleElement().asString().contains("was changed: Readings of personal data");
        }
    }

    @Test
    void manyOfAKindAreOneLineAndTheirNumberAndWhatTheyConcernHasItsName() {
        try (var database = TestDatabases.h2()) {
            var world = twoDays(database, folder);
            world.sql("delete from case_read");
            assertThat(world.found())
                    .hasSize(2)
                    .anySatisfy(words -> assertThat(words).startsWith("What entry"))
                    .anySatisfy(words ->
                            assertThat(words).matches("And \\d+ more of this kind, the last one at entry \\d+\\."));
            for (var language : Language.values()) {
                assertThat(world.check.words(
                                new ChainCheck.Outcome(
                                        1,
                                        0,
                                        0,
                                        0,
                                        1,
                                        List.of(new ChainCheck.Finding(
                                                "gone",
                                                1,
                                                List.of(
                                                        1L,
                                                        Kind.SETTING,
                                                        new ChainCheck.Concerned(Kind.SETTING, "VoucherSettings"),
                                                        OffsetDateTime.parse("2026-11-02T09:00:00+05:00"))))),
                                language))
                        .singleElement()
                        .asString()
                        .doesNotContain("VoucherSettings", "audit.");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void whatIsTakenAwayBeforeItIsChainedIsFoundByItsRecord(TestDatabase database) {
        var world = twoDays(database, folder);
        world.read(2);
        world.sql("delete from audit_entry where id = (select max(id) from audit_entry)");
        world.chaining.chain();
        assertThat(world.found()).singleElement().asString().contains("There is a record without an entry");
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void anEntryIsThereWithItsRecordOrNeitherIs(TestDatabase database) {
        var world = new AuditWorld(database, folder);
        var before = world.number("select count(*) from audit_entry");
        assertThatThrownBy(() -> world.trail.record(Recorded.fact(Recorded.Kind.SETTING, "x", null, "y")))
                .isInstanceOf(IllegalTransactionStateException.class);
        database.transactions().executeWithoutResult(status -> {
            world.read(1);
            status.setRollbackOnly();
        });
        assertThat(world.number("select count(*) from case_read")).isZero();
        assertThat(world.number("select count(*) from audit_entry")).isEqualTo(before);
        world.reads.recordAll("auditor", List.of("A-2026-75-000001", "A-2026-75-000002"), CaseReads.EXPORT);
        assertThat(world.number("select count(*) from audit_entry")).isEqualTo(before + 2);
        assertThat(world.found()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aContentThatIsErasedByRuleLeavesTheChainWhole(TestDatabase database) {
        var world = twoDays(database, folder);
        var row = world.number("select min(id) from case_read");
        database.transactions().executeWithoutResult(status -> {
            world.sql("update case_read set officer = '' where id = " + row);
            world.trail.erase(new Erased(Recorded.Kind.READING, String.valueOf(row), "retention"));
        });
        world.chaining.chain();
        assertThat(world.found()).isEmpty();
    }

    /** What was there before the chain begins is under it as it was found then. */
    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void recordsFromBeforeTheChainGetTheirEntriesOnce(TestDatabase database) {
        database.jdbc()
                .sql("insert into case_read (officer, number, read_at, what)"
                        + " values ('career', 'A-2026-75-000001', timestamp '2026-09-14 10:00:00', 'PAGE')")
                .update();
        var world = new AuditWorld(database, folder);
        assertThat(world.number("select count(*) from audit_entry where kind = 'READING'"))
                .isOne();
        world.chaining.chain();
        assertThat(world.found()).isEmpty();
        database.jdbc().sql("update case_read set officer = 'nobody'").update();
        assertThat(world.found()).singleElement().asString().contains("stands for was changed");
    }

    /** Writers of one region at once, while the sealer runs and while it is held up in the middle of its work. */
    @Test
    void nobodyWhoWritesWaitsForTheSealerAndEachEntryIsChainedOnce() throws Exception {
        try (var database = TestDatabases.postgres()) {
            var world = new AuditWorld(database, folder);
            var before = world.number("select count(*) from audit_entry");
            var pool = Executors.newFixedThreadPool(10);
            var running = new AtomicBoolean(true);
            try {
                var sealers = Stream.generate(() -> pool.submit(() -> {
                            while (running.get()) {
                                world.chaining.chain();
                            }
                            return null;
                        }))
                        .limit(2)
                        .toList();
                List<Callable<Void>> writers = IntStream.range(0, 8)
                        .<Callable<Void>>mapToObj(writer -> () -> {
                            for (var time = 0; time < 100; time++) {
                                var undo = time % 10 == 9;
                                database.transactions().executeWithoutResult(status -> {
                                    // Whoever waits for a lock is ended instead, and the test with him.
                                    world.sql("set local lock_timeout = '2s'");
                                    world.reads.record("officer-" + writer, "A-2026-75-000001", CaseReads.PAGE);
                                    world.reads.record("officer-" + writer, "A-2026-75-000002", CaseReads.PAGE);
                                    if (undo) {
                                        status.setRollbackOnly();
                                    }
                                });
                            }
                            return null;
                        })
                        .toList();
                for (var writer : pool.invokeAll(writers)) {
                    writer.get();
                }
                running.set(false);
                for (var sealer : sealers) {
                    sealer.get();
                }
                database.transactions().executeWithoutResult(status -> {
                    world.chaining.lockHead();
                    try {
                        pool.submit(() -> database.transactions().executeWithoutResult(other -> {
                                    world.sql("set local lock_timeout = '2s'");
                                    world.reads.record("officer", "A-2026-75-000003", CaseReads.PAGE);
                                }))
                                .get(30, TimeUnit.SECONDS);
                    } catch (Exception waited) {
                        throw new AssertionError("a writer waited for the sealer", waited);
                    }
                });
            } finally {
                running.set(false);
                pool.shutdownNow();
            }
            world.chaining.chain();
            assertThat(world.number("select count(*) from case_read")).isEqualTo(8 * 90 * 2 + 1);
            assertThat(world.number("select count(*) from audit_entry")).isEqualTo(before + 8 * 90 * 2 + 1);
            assertThat(world.number("select count(distinct position) from audit_entry"))
                    .isEqualTo(world.number("select max(position) from audit_entry"))
                    .isEqualTo(world.number("select count(*) from audit_entry"));
            assertThat(world.found()).isEmpty();
        }
    }

    @Test
    void eachDayHasOneSealHoweverManyNodesTry() {
        try (var database = TestDatabases.h2()) {
            var world = new AuditWorld(database, folder);
            assertThat(world.seals.sealWhatIsOver()).isFalse();
            world.day(3);
            assertThat(world.seals.sealWhatIsOver()).isFalse();
            world.wall.pass(Duration.ofDays(1));
            assertThat(world.seals.sealWhatIsOver()).isTrue();
            assertThat(world.seals.all()).extracting(DaySeal::number).containsExactly(1, 2);
            assertThat(world.found()).isEmpty();
        }
    }

    @Test
    void aThirdPartyVerifiesAnExportWithOpenSslAlone() throws Exception {
        requireOpenSsl();
        try (var database = TestDatabases.h2();
                var authority = new TestSeals.TimeAuthority(new AuditWorld.Wall())) {
            var world = new AuditWorld(database, folder, authority.stamping(folder));
            world.day(5);
            authority.silent(true);
            world.seals.stampWhatIsNot();
            assertThat(world.check.check().stamps()).isZero();
            authority.silent(false);
            world.seals.stampWhatIsNot();
            world.day(4);
            world.seals.stampWhatIsNot();
            world.read(3);
            world.chaining.chain();
            assertThat(world.found()).isEmpty();
            assertThat(world.check.check().stamps()).isEqualTo(2);

            var all = export(world, "all", "2026-11-01", "2026-12-31");
            assertThat(verify(all, authority.anchor(folder))).contains("WHOLE: ", "2 seals");
            assertThat(verify(export(world, "second", "2026-11-03", "2026-11-03"), null))
                    .contains("WHOLE: 4 entries");
            assertThat(all.resolve("summary.pdf")).isNotEmptyFile();

            var lines = Files.readAllLines(all.resolve("entries.jsonl"));
            var changed = new ArrayList<>(lines);
            changed.set(4, changed.get(4).replace("\"at\":\"2026", "\"at\":\"2025"));
            assertThat(broken(all, changed)).contains("entry 5 was changed");
            var shorter = new ArrayList<>(lines);
            shorter.remove(6);
            assertThat(broken(all, shorter)).contains("entry 7 is missing");
            var swapped = new ArrayList<>(lines);
            swapped.set(3, lines.get(4));
            swapped.set(4, lines.get(3));
            assertThat(broken(all, swapped)).contains("is missing, or stands elsewhere");
            assertThat(broken(all, lines.subList(0, 8))).contains("was made over another entry");
            Files.write(all.resolve("entries.jsonl"), lines);
            var seal = all.resolve("seals/seal-000002.json");
            var text = Files.readString(seal);
            Files.writeString(seal, text.replace("\"day\":\"2026", "\"day\":\"2025"));
            assertThat(verify(all, null)).contains("BROKEN: the signature of seal 2");
            Files.writeString(seal, text);
            var other = Files.readAllBytes(all.resolve("seals/seal-000001.tst"));
            Files.write(all.resolve("seals/seal-000002.tst"), other);
            assertThat(verify(all, authority.anchor(folder))).contains("BROKEN: the time stamp of seal 2");
        }
    }

    private String broken(Path export, List<String> lines) throws Exception {
        Files.writeString(export.resolve("entries.jsonl"), String.join("\n", lines) + "\n");
        var said = verify(export, null);
        assertThat(said).contains("BROKEN");
        return said;
    }

    private Path export(AuditWorld world, String name, String from, String to) throws IOException {
        var file = folder.resolve(name + ".zip");
        try (var out = Files.newOutputStream(file)) {
            world.inspection.write(LocalDate.parse(from), LocalDate.parse(to), Language.EN, out);
        }
        var into = folder.resolve(name);
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            ZipEntry entry;
            while ((entry = zip.getNextEntry()) != null) {
                var target = into.resolve(entry.getName());
                Files.createDirectories(target.getParent());
                Files.copy(zip, target);
            }
        }
        return into;
    }

    private static String verify(Path export, Path authority) throws Exception {
        var command = new ArrayList<>(List.of("sh", SCRIPT.toAbsolutePath().toString(), export.toString()));
        if (authority != null) {
            command.add(authority.toString());
        }
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            var said = new String(output.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said).isEqualTo(said.contains("BROKEN") ? 1 : 0);
            return said;
        }
    }

    private static void requireOpenSsl() {
        try {
            Assumptions.assumeTrue(
                    new ProcessBuilder("openssl", "version").start().waitFor() == 0, "openssl is not installed");
        } catch (IOException | InterruptedException missing) {
            Assumptions.assumeTrue(false, "openssl is not installed");
        }
    }
}
