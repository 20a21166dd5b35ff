package kz.bilik.process.engine;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kz.bilik.calendar.LegalClock;
import kz.bilik.record.Recorded;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells what was deployed, with what changed in it, by whom. Of what is deployed while the product runs, in that same
 * transaction ({@link KeptDeployments}); at each start of what has ever been deployed, so that what the product brings itself is
 * recorded once, and a deployment that changes past it is noticed.
 */
@Component
class Deployed {

    /** Enough of a digest to tell any two files of a deployment apart. */
    private static final int DIGITS = 16;

    private final RepositoryService repository;
    private final ApplicationEventPublisher events;

    Deployed(RepositoryService repository, ApplicationEventPublisher events) {
        this.repository = repository;
        this.events = events;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    @Transactional
    public void tell() {
        var before = new HashMap<String, String>();
        for (var deployment : earliestFirst(repository)) {
            var files = files(repository.getDeploymentResources(deployment.getId()));
            recorded(deployment, files, before, null).forEach(events::publishEvent);
            before.putAll(files);
        }
    }

    /** The latest digest of each file that was ever deployed. */
    static Map<String, String> latest(RepositoryService repository) {
        var latest = new HashMap<String, String>();
        earliestFirst(repository)
                .forEach(deployment -> latest.putAll(files(repository.getDeploymentResources(deployment.getId()))));
        return latest;
    }

    private static List<Deployment> earliestFirst(RepositoryService repository) {
        return repository.createDeploymentQuery().orderByDeploymentTime().asc().list();
    }

    /** The digest of each file, by its name. */
    static SortedMap<String, String> files(Iterable<? extends Resource> resources) {
        var files = new TreeMap<String, String>();
        resources.forEach(file ->
                files.put(file.getName(), Recorded.sha256(file.getBytes()).substring(0, DIGITS)));
        return files;
    }

    /**
     * What is recorded of a deployment: all its files, and what changed.
     *
     * @param before the digests of the files that were deployed before it
     * @param by the account of whoever deployed it; null for the product itself
     */
    static List<Recorded> recorded(
            Deployment deployment, SortedMap<String, String> files, Map<String, String> before, @Nullable String by) {
        var at = OffsetDateTime.ofInstant(deployment.getDeploymentTime().toInstant(), LegalClock.ZONE)
                .truncatedTo(ChronoUnit.SECONDS);
        return List.of(
                Recorded.fact(
                        Recorded.Kind.DEPLOYMENT,
                        deployment.getId(),
                        by,
                        at + " "
                                + files.entrySet().stream()
                                        .map(file -> file.getKey() + " " + file.getValue())
                                        .collect(Collectors.joining(", "))),
                Recorded.fact(Recorded.Kind.DEPLOYMENT_CHANGES, deployment.getId(), by, changes(files, before)));
    }

    private static String changes(SortedMap<String, String> files, Map<String, String> before) {
        var changes = new ArrayList<String>();
        files.forEach((name, digest) -> {
            var earlier = before.get(name);
            if (earlier == null) {
                changes.add("new " + name + " " + digest);
            } else if (!earlier.equals(digest)) {
                changes.add("changed " + name + " " + earlier + " > " + digest);
            }
        });
        return changes.isEmpty() ? "nothing" : String.join(", ", changes);
    }
}
