package kz.bilik.support;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kz.bilik.application.LabourMarketReports;

/** The reports to the Labour Market AIS as a module hands them over; delivered to nobody. */
public final class RecordedReports implements LabourMarketReports {

    /**
     * A report.
     *
     * @param application number of the application
     */
    public record Reported(String application, String occasion, Event event) {}

    private final List<Reported> kept = new ArrayList<>();
    private final Set<String> steps = new HashSet<>();

    @Override
    public synchronized void report(String application, String occasion, Event event) {
        if (steps.add(application + " " + event.getClass().getSimpleName() + " " + occasion)) {
            kept.add(new Reported(application, occasion, event));
        }
    }

    /** What was reported, in order, each step once. */
    public synchronized List<Reported> all() {
        return List.copyOf(kept);
    }

    /** The names of the events, in order. */
    public List<String> events() {
        return all().stream()
                .map(report -> report.event().getClass().getSimpleName())
                .toList();
    }

    /** The events of that kind, in order. */
    public <E extends Event> List<E> of(Class<E> kind) {
        return all().stream()
                .map(Reported::event)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
