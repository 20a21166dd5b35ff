package kz.bilik.process.gate;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceManager;
import org.camunda.bpm.engine.impl.repository.DefaultDeploymentHandler;
import org.camunda.bpm.engine.repository.CandidateDeployment;

/**
 * What counts as unchanged: what is in force, under whatever name it was deployed. The engine asks the last deployment of the
 * same name; where something else has been deployed since, it would tell an analyst that all is well and do nothing. The
 * product's own files at its start are compared as the engine does, so that a start takes nothing back.
 */
final class Unchanged {

    private final BooleanSupplier starting;

    /** @param starting whether the product deploys its own files, before anybody can have signed in */
    Unchanged(BooleanSupplier starting) {
        this.starting = starting;
    }

    private static <T> T asTheEngine(java.util.concurrent.Callable<T> reading) {
        return Context.getCommandContext().runWithoutAuthorization(reading);
    }

    private final class Resources extends ResourceManager {

        @Override
        public Map<String, ResourceEntity> findLatestResourcesByDeploymentName(
                String deployment, Set<String> names, String source, String tenant) {
            if (starting.getAsBoolean()) {
                return super.findLatestResourcesByDeploymentName(deployment, names, source, tenant);
            }
            return asTheEngine(() -> inForce(names));
        }

        private Map<String, ResourceEntity> inForce(Set<String> names) {
            var inForce = new EngineInForce();
            var found = new HashMap<String, ResourceEntity>();
            for (var name : names) {
                inForce.named(new ModelFile(name, new byte[0]).base()).ifPresent(deployed -> {
                    var resource = new ResourceEntity();
                    resource.setName(name);
                    resource.setBytes(deployed.file().content());
                    resource.setDeploymentId(deployed.deployment());
                    found.put(name, resource);
                });
            }
            return found;
        }
    }

    private final class Handler extends DefaultDeploymentHandler {

        private Handler(ProcessEngine engine) {
            super(engine);
        }

        /** Where all of it is in force, that is what somebody is answered who deploys it again. */
        @Override
        public String determineDuplicateDeployment(CandidateDeployment candidate) {
            Optional<String> inForce = starting.getAsBoolean()
                    ? Optional.empty()
                    : asTheEngine(() -> candidate.getResources().keySet().stream()
                            .sorted()
                            .findFirst()
                            .flatMap(name -> new EngineInForce().named(new ModelFile(name, new byte[0]).base()))
                            .map(InForce.Deployed::deployment));
            return inForce.orElseGet(() -> super.determineDuplicateDeployment(candidate));
        }
    }

    Handler handler(ProcessEngine engine) {
        return new Handler(engine);
    }

    /** Hands them out wherever the engine asks for its own. */
    SessionFactory resources() {
        return new SessionFactory() {

            @Override
            public Class<?> getSessionType() {
                return ResourceManager.class;
            }

            @Override
            public Session openSession() {
                return new Resources();
            }
        };
    }
}
