package kz.bilik.process.engine;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kz.bilik.calendar.LegalClock;
import kz.bilik.record.Recorded;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells at each start what has ever been deployed, so that a deployment is recorded once, and one that changes is noticed. */
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
        for (var deployment :
                repository.createDeploymentQuery().orderByDeploymentTime().asc().list()) {
            var files = new TreeMap<String, String>();
            repository
                    .getDeploymentResources(deployment.getId())
                    .forEach(file -> files.put(
                            file.getName(), Recorded.sha256(file.getBytes()).substring(0, DIGITS)));
            var at = OffsetDateTime.ofInstant(deployment.getDeploymentTime().toInstant(), LegalClock.ZONE)
                    .truncatedTo(ChronoUnit.SECONDS);
            events.publishEvent(Recorded.fact(
                    Recorded.Kind.DEPLOYMENT,
                    deployment.getId(),
                    null,
                    at + " "
                            + files.entrySet().stream()
                                    .map(file -> file.getKey() + " " + file.getValue())
                                    .collect(Collectors.joining(", "))));
        }
    }
}
