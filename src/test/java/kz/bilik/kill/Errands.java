package kz.bilik.kill;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import kz.bilik.kill.Nodes.NoAnswer;

/** What has to be done, each errand again and again until it is: a caller that got no answer comes back. */
final class Errands implements AutoCloseable {

    /** The next step of an errand: says after what pause it goes on, null when it is over. */
    interface Errand {
        Duration step() throws Exception;
    }

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(24);
    private final AtomicInteger open = new AtomicInteger();
    private final Map<String, Integer> failed = new TreeMap<>();
    private volatile boolean over;

    /** Begins it after that pause. */
    void begin(Errand errand, Duration pause) {
        open.incrementAndGet();
        later(errand, pause);
    }

    private void later(Errand errand, Duration pause) {
        threads.schedule(() -> run(errand), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run(Errand errand) {
        try {
            var pause = over ? null : errand.step();
            if (pause == null) {
                open.decrementAndGet();
            } else {
                later(errand, pause);
            }
        } catch (NoAnswer again) {
            later(
                    errand,
                    Duration.ofMillis(again.seconds() * 1000L
                            + ThreadLocalRandom.current().nextInt(300, 2000)));
        } catch (Throwable fault) {
            open.decrementAndGet();
            failed(fault.toString());
            fault.printStackTrace();
        }
    }

    /** Something did not go as it has to. */
    void failed(String what) {
        synchronized (failed) {
            failed.merge(what, 1, Integer::sum);
        }
    }

    /** What did not go as it has to, how often. */
    Map<String, Integer> failed() {
        synchronized (failed) {
            return new TreeMap<>(failed);
        }
    }

    int open() {
        return open.get();
    }

    /** Whatever is open stays undone. */
    void giveUp() {
        over = true;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
