package kz.bilik.process.gate;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import kz.bilik.language.Language;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.ResourceTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * Stands before the engine's own deployers, in the transaction of the deployment: completes what is deployed, judges it, and
 * refuses it as a whole or lets it through. What is deployed but worth a word is kept beside it, in {@link #WARNINGS}.
 */
final class Gate implements Deployer {

    /** A resource of the deployment: who looks at it later reads what its analyst was told. */
    static final String WARNINGS = "warnings.txt";

    private static final Logger log = LoggerFactory.getLogger(Gate.class);

    private final Supplier<Judging> judging;
    private final Supplier<LocalDate> day;
    private final BooleanSupplier starting;

    /**
     * @param judging asked for late: the engine starts before the modules
     * @param day the legal day
     * @param starting whether the product deploys its own files, which were judged when it was built; they are completed all
     *     the same, because it deploys only those that are newer
     */
    Gate(Supplier<Judging> judging, Supplier<LocalDate> day, BooleanSupplier starting) {
        this.judging = judging;
        this.day = day;
        this.starting = starting;
    }

    /** All that it takes to judge. */
    record Judging(Judge judge, GateWords words) {}

    /** @throws RefusedDeployment with a line for each rule that is broken */
    @Override
    public void deploy(DeploymentEntity deployment) {
        // The engine comes here again whenever it reads a definition anew, on every node.
        if (!deployment.isNew()) {
            return;
        }
        var inForce = new EngineInForce();
        var given = deployment.getResources().values().stream()
                .map(resource -> new ModelFile(resource.getName(), resource.getBytes()))
                .toList();
        var today = day.get();
        var files = Completion.of(given, inForce, today);
        if (starting.getAsBoolean()) {
            files.forEach(file -> take(deployment, file));
            return;
        }
        var by = judging.get();
        var findings = by.judge().judge(files, inForce, today);
        var refused = findings.stream().filter(each -> each.rule().refuses()).toList();
        if (!refused.isEmpty()) {
            throw new RefusedDeployment(by.words().refused(refused, language()));
        }
        files.forEach(file -> take(deployment, file));
        warn(deployment, findings, by.words());
    }

    private void warn(DeploymentEntity deployment, List<Finding> findings, GateWords words) {
        if (findings.isEmpty()) {
            return;
        }
        log.warn("Deployment {}: {}", deployment.getId(), words.warned(findings, Language.EN));
        take(
                deployment,
                new ModelFile(WARNINGS, words.warned(findings, language()).getBytes(StandardCharsets.UTF_8)));
    }

    private static void take(DeploymentEntity deployment, ModelFile file) {
        var given = deployment.getResources().get(file.name());
        if (given != null) {
            if (!Arrays.equals(given.getBytes(), file.content())) {
                given.setBytes(file.content());
            }
            return;
        }
        var resource = new ResourceEntity();
        resource.setName(file.name());
        resource.setBytes(file.content());
        resource.setDeploymentId(deployment.getId());
        resource.setType(ResourceTypes.REPOSITORY.getValue());
        resource.setCreateTime(ClockUtil.getCurrentTime());
        deployment.addResource(resource);
        Context.getCommandContext().getResourceManager().insertResource(resource);
    }

    /** Of whoever deploys; the state language where nobody has said one. */
    private static Language language() {
        return LocaleContextHolder.getLocaleContext() == null
                ? Language.KK
                : Language.of(LocaleContextHolder.getLocale());
    }
}
