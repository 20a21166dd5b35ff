package kz.bilik.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What was acknowledged: it stands in a file before it counts. */
final class Ledger implements AutoCloseable {

    private final Book applications;
    private final Book enclosed;
    private final Book deeds;
    private final Set<String> numbers = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> counted = new ConcurrentHashMap<>();

    Ledger(Path folder) throws IOException {
        applications = new Book(folder.resolve("acknowledged.book"));
        enclosed = new Book(folder.resolve("enclosed.book"));
        deeds = new Book(folder.resolve("deeds.book"));
    }

    /** That submission was acknowledged with that number. */
    void acknowledged(String number, Applicants.Submission submission) {
        applications.write(number, submission.iin(), submission.id(), submission.sha256());
        if (numbers.add(number)) {
            submission.files().forEach((name, digest) -> enclosed.write(number, name, digest));
        }
        synchronized (this) {
            notifyAll();
        }
    }

    /** Something else was acknowledged; see the law on deeds. */
    void deed(String kind, String number) {
        deeds.write(kind, number);
        counted.computeIfAbsent(kind, none -> new AtomicInteger()).incrementAndGet();
    }

    /** How many applications were acknowledged. */
    int applications() {
        return numbers.size();
    }

    /** How many deeds of each kind. */
    Map<String, Integer> deeds() {
        var all = new TreeMap<String, Integer>();
        counted.forEach((kind, times) -> all.put(kind, times.get()));
        return all;
    }

    /** Waits for the next acknowledgement, but not for ever. */
    synchronized void next(long milliseconds) throws InterruptedException {
        wait(milliseconds);
    }

    Book applicationBook() {
        return applications;
    }

    Book enclosedBook() {
        return enclosed;
    }

    Book deedBook() {
        return deeds;
    }

    @Override
    public void close() throws IOException {
        applications.close();
        enclosed.close();
        deeds.close();
    }
}
