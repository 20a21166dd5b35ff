package kz.bilik.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import kz.bilik.application.LabourMarketReports.Voucher;
import kz.bilik.application.LabourMarketReports.VoucherUsed;
import kz.bilik.support.TestDatabases;
import kz.bilik.support.TestDatabases.TestDatabase;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever fails and in whatever order things happen: each step is told once, and each case in its order. */
@org.junit.jupiter.api.Tag("database")
@Tag("database")
class ReportOrderTest {

    /** What happens next. */
    enum Happens {
        A_STEP,
        THE_SAME_STEP_AGAIN,
        A_STEP_THAT_IS_UNDONE,
        A_ROUND,
        A_ROUND_AT_ANOTHER_NODE,
        AN_HOUR,
        THE_PRESS_OF_THE_ADMINISTRATOR
    }

    /** What the AIS makes of a call. */
    enum Mood {
        TAKES,
        IS_DOWN,
        LOSES_THE_ANSWER,
        REFUSES,
        NODE_DIES_AFTERWARDS
    }

    private static TestDatabase database;
    private static ReportWorld world;

    @BeforeContainer
    static void open() {
        database = TestDatabases.h2();
        world = new ReportWorld(database);
    }

    @AfterContainer
    static void close() {
        world.close();
        database.close();
    }

    private static final class Dead extends RuntimeException {}

    @Property(tries = 60)
    void eachStepIsToldOnceAndEachCaseInItsOrder(
            @ForAll @Size(min = 5, max = 40) List<Happens> course,
            @ForAll @Size(min = 1, max = 20) List<Mood> moods,
            @ForAll @Size(min = 40, max = 40) List<@IntRange(min = 0, max = 2) Integer> whose) {
        var cases = List.of(world.application(), world.application(), world.application());
        var expected = new HashMap<String, List<Integer>>();
        var kept = new HashMap<String, List<Integer>>();
        var known = new HashMap<UUID, String>();
        var calls = new int[1];
        ReportDesk desk = (key, body) -> {
            var mood = moods.get(calls[0]++ % moods.size());
            if (mood == Mood.IS_DOWN) {
                return new ReportDesk.Failed("HTTP 503");
            }
            if (mood == Mood.REFUSES) {
                return new ReportDesk.Refused("HTTP 422");
            }
            keep(known, kept, key, body);
            if (mood == Mood.NODE_DIES_AFTERWARDS) {
                throw new Dead();
            }
            return mood == Mood.TAKES ? new ReportDesk.Told() : new ReportDesk.Failed("SocketTimeoutException");
        };
        var nodes = List.of(world.node(desk), world.node(desk));
        for (int i = 0; i < course.size(); i++) {
            var application = cases.get(whose.get(i));
            var steps = expected.computeIfAbsent(application, fresh -> new ArrayList<>());
            switch (course.get(i)) {
                case A_STEP -> {
                    world.step(application, "step " + steps.size(), used(steps.size()));
                    steps.add(steps.size());
                }
                case THE_SAME_STEP_AGAIN -> {
                    if (!steps.isEmpty()) {
                        world.step(application, "step " + (steps.size() - 1), used(99));
                    }
                }
                case A_STEP_THAT_IS_UNDONE ->
                    database.transactions().executeWithoutResult(status -> {
                        world.report(application, "step " + steps.size(), used(77));
                        status.setRollbackOnly();
                    });
                case A_ROUND -> round(nodes.get(0));
                case A_ROUND_AT_ANOTHER_NODE -> round(nodes.get(1));
                case AN_HOUR -> world.passes(Duration.ofHours(1));
                case THE_PRESS_OF_THE_ADMINISTRATOR -> nodes.get(0).tryAllNow();
            }
        }
        world.passes(Duration.ofDays(60));
        world.node((key, body) -> {
                    keep(known, kept, key, body);
                    return new ReportDesk.Told();
                })
                .deliver();

        expected.values().removeIf(List::isEmpty);
        assertThat(kept).isEqualTo(expected);
        assertThat(nodes.get(0).waiting().count()).isZero();
    }

    private static void round(ReportDelivery node) {
        try {
            node.deliver();
        } catch (Dead expected) {
            // Its case is left to another node when the lease has ended.
        }
    }

    private static void keep(Map<UUID, String> known, Map<String, List<Integer>> kept, UUID key, String body) {
        var before = known.putIfAbsent(key, body);
        assertThat(before == null ? body : before)
                .as("one content under one key")
                .isEqualTo(body);
        if (before == null) {
            var report = ReportBody.read(body);
            var day = LocalDate.parse(report.day());
            kept.computeIfAbsent(report.applicationNumber(), fresh -> new ArrayList<>())
                    .add((int) java.time.temporal.ChronoUnit.DAYS.between(LocalDate.of(2026, 9, 14), day));
        }
    }

    private static VoucherUsed used(int step) {
        return new VoucherUsed(
                new Voucher("V-2026-75-000001", LocalDate.of(2026, 9, 14), LocalDate.of(2026, 11, 13)),
                LocalDate.of(2026, 9, 14).plusDays(step));
    }
}
