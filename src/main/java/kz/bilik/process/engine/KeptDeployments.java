package kz.bilik.process.engine;

import java.util.List;
import kz.bilik.problem.Problem;
import kz.bilik.record.Recorded;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentManager;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Keeps the diagrams of what is over. A deployment that is deleted takes its diagrams along, and with them, or by being asked
 * to, the history of every case that went through them: what an inspection reads would be gone, and nothing would say that it
 * was there. So a diagram that a case has gone through to the end is not deleted, whoever asks for it and by whatever call.
 */
final class KeptDeployments {

    private KeptDeployments() {}

    private static final class Deployments extends DeploymentManager {

        private final ApplicationEventPublisher events;

        private Deployments(ApplicationEventPublisher events) {
            this.events = events;
        }

        /** Recorded in the transaction that makes it, and not only when the product starts the next time. */
        @Override
        public void insertDeployment(DeploymentEntity deployment) {
            var before = Context.getCommandContext()
                    .runWithoutAuthorization(() -> Deployed.latest(
                            Context.getProcessEngineConfiguration().getRepositoryService()));
            super.insertDeployment(deployment);
            Deployed.recorded(
                            deployment, Deployed.files(deployment.getResources().values()), before, by())
                    .forEach(events::publishEvent);
        }

        private @Nullable String by() {
            var acting = getCurrentAuthentication();
            return acting == null ? null : acting.getUserId();
        }

        @Override
        public void deleteDeployment(String deployment, boolean cascade, boolean skipListeners, boolean skipMappings) {
            getProcessDefinitionManager()
                    .findProcessDefinitionsByDeploymentId(deployment)
                    .forEach(definition -> requireNothingIsOver(definition.getId()));
            super.deleteDeployment(deployment, cascade, skipListeners, skipMappings);
            events.publishEvent(Recorded.fact(Recorded.Kind.DEPLOYMENT, deployment, by(), "deleted"));
        }
    }

    private static final class Definitions extends ProcessDefinitionManager {

        @Override
        public void deleteProcessDefinition(
                ProcessDefinition definition,
                String id,
                boolean cascadeToHistory,
                boolean cascadeToInstances,
                boolean skipListeners,
                boolean skipMappings) {
            requireNothingIsOver(id);
            super.deleteProcessDefinition(
                    definition, id, cascadeToHistory, cascadeToInstances, skipListeners, skipMappings);
        }
    }

    private static void requireNothingIsOver(String definition) {
        // What has a number is a case, an act or a distribution; an analyst's trial has none.
        var over = Context.getCommandContext().runWithoutAuthorization(() -> Context.getProcessEngineConfiguration()
                .getHistoryService()
                .createHistoricProcessInstanceQuery()
                .processDefinitionId(definition)
                .processInstanceBusinessKeyLike("%")
                .finished()
                .count());
        if (over > 0) {
            throw Problem.of(Problem.Kind.CONFLICT, "process.deployment-has-finished-cases", over);
        }
    }

    /**
     * Hands them out wherever the engine asks for its own.
     *
     * @param events hears what is deployed and deleted, in the engine's transaction
     */
    static List<SessionFactory> factories(ApplicationEventPublisher events) {
        return List.of(
                new SessionFactory() {
                    @Override
                    public Class<?> getSessionType() {
                        return DeploymentManager.class;
                    }

                    @Override
                    public Session openSession() {
                        return new Deployments(events);
                    }
                },
                new SessionFactory() {
                    @Override
                    public Class<?> getSessionType() {
                        return ProcessDefinitionManager.class;
                    }

                    @Override
                    public Session openSession() {
                        return new Definitions();
                    }
                });
    }
}
