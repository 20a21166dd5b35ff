package kz.bilik.process.engine;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.edition.ProductFiles;
import kz.bilik.language.Language;
import kz.bilik.process.engine.ModelParts.Part;
import kz.bilik.process.engine.ProductFileTable.InForce;
import kz.bilik.process.words.ModelTexts;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The product's files in the engine's deployments. */
@Component
class EngineProductFiles implements ProductFiles {

    /** Lines that both sides have, before and after those in which they differ. */
    private static final int AROUND = 3;

    private final ProductFileTable table;
    private final RepositoryService repository;
    private final IdentityService identity;
    private final ModelTexts words;
    private final Clock clock;

    EngineProductFiles(
            JdbcClient jdbc,
            RepositoryService repository,
            IdentityService identity,
            ModelTexts words,
            Clock wallClock) {
        this.table = new ProductFileTable(jdbc);
        this.repository = repository;
        this.identity = identity;
        this.words = words;
        this.clock = wallClock;
    }

    @Override
    public int waiting() {
        return table.countWaiting();
    }

    @Override
    public List<Conflict> conflicts(Language language) {
        return table.waiting().stream()
                .map(waiting -> {
                    var name = waiting.name();
                    var now = ModelParts.of(name, waiting.content());
                    var inForce = inForce(name, waiting.content());
                    var here = inForce.map(file -> ModelParts.of(name, file.content()))
                            .orElse(Map.of());
                    var before = table.broughtBefore(name).map(content -> ModelParts.of(name, content));
                    return new Conflict(
                            name,
                            inForce.map(InForce::version).orElse(0),
                            waiting.since(),
                            before.map(parts -> changes(parts, here, language)).orElse(List.of()),
                            before.map(parts -> changes(parts, now, language)).orElse(List.of()),
                            changes(here, now, language),
                            before.isPresent());
                })
                .toList();
    }

    @Override
    public Optional<String> text(String file, Side side) {
        return table.find(file).flatMap(waiting -> content(waiting, side)).map(EngineProductFiles::utf8);
    }

    private Optional<byte[]> content(ProductFileTable.Waiting waiting, Side side) {
        return switch (side) {
            case BROUGHT_BEFORE -> table.broughtBefore(waiting.name());
            case IN_FORCE -> inForce(waiting.name(), waiting.content()).map(InForce::content);
            case BROUGHT_NOW -> Optional.of(waiting.content());
        };
    }

    private Optional<InForce> inForce(String name, byte[] content) {
        var file = new ProductFile(name, content);
        return table.inForce(file.kind(), file.key());
    }

    @Override
    public List<Line> lines(String file, Side from, Side to) {
        var before = text(file, from);
        var after = text(file, to);
        return before.isEmpty() || after.isEmpty()
                ? List.of()
                : lines(before.get().lines().toList(), after.get().lines().toList());
    }

    private static List<Line> lines(List<String> before, List<String> after) {
        Patch<String> patch = DiffUtils.diff(before, after);
        var lines = new ArrayList<Line>();
        var shown = 0;
        for (AbstractDelta<String> delta : patch.getDeltas()) {
            var at = delta.getSource().getPosition();
            for (var line : before.subList(Math.max(shown, at - AROUND), at)) {
                lines.add(new Line(null, line));
            }
            delta.getSource().getLines().forEach(line -> lines.add(new Line(Kind.REMOVED, line)));
            delta.getTarget().getLines().forEach(line -> lines.add(new Line(Kind.ADDED, line)));
            shown = at + delta.getSource().size();
            var next = patch.getDeltas().indexOf(delta) + 1;
            var until = next < patch.getDeltas().size()
                    ? patch.getDeltas().get(next).getSource().getPosition()
                    : before.size();
            var end = Math.min(until, shown + AROUND);
            for (var line : before.subList(shown, end)) {
                lines.add(new Line(null, line));
            }
            shown = end;
        }
        return lines;
    }

    @Override
    @Transactional
    public boolean keep(String file, String officer) {
        var waiting = lock(file);
        waiting.forEach(newer -> table.settle(newer.name(), newer.content(), now()));
        return !waiting.isEmpty();
    }

    @Override
    @Transactional
    public boolean take(String file, String officer) {
        var waiting = lock(file);
        if (!waiting.isEmpty()) {
            var deployment = repository.createDeployment().name(Deployment.NAME);
            waiting.forEach(
                    newer -> deployment.addInputStream(newer.name(), new ByteArrayInputStream(newer.content())));
            as(officer, deployment::deploy);
            waiting.forEach(newer -> table.settle(newer.name(), newer.content(), now()));
        }
        return !waiting.isEmpty();
    }

    /** What waits of a file; a table and its examples are decided together. */
    private List<ProductFileTable.Waiting> lock(String file) {
        return table.lock(file).stream()
                .flatMap(waiting -> Stream.concat(
                        Stream.of(waiting),
                        new ProductFile(file, waiting.content()).otherHalf().flatMap(table::lock).stream()))
                .toList();
    }

    /** So that the engine's own log says who it was. */
    private void as(String officer, Runnable deed) {
        var before = identity.getCurrentAuthentication();
        var groups = identity.createGroupQuery().groupMember(officer).list().stream()
                .map(Group::getId)
                .toList();
        identity.setAuthentication(officer, groups);
        try {
            deed.run();
        } finally {
            identity.setAuthentication(before);
        }
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), LegalClock.ZONE).truncatedTo(ChronoUnit.MICROS);
    }

    private List<Change> changes(Map<String, Part> before, Map<String, Part> after, Language language) {
        return ModelParts.changes(before, after).stream()
                .map(change -> {
                    var part = change.after() == null ? Objects.requireNonNull(change.before()) : change.after();
                    var kind =
                            change.before() == null ? Kind.ADDED : change.after() == null ? Kind.REMOVED : Kind.CHANGED;
                    var name = part.name();
                    return new Change(
                            kind, name == null || name.isBlank() ? change.id() : words.in(language, name.strip()));
                })
                .toList();
    }

    private static String utf8(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
