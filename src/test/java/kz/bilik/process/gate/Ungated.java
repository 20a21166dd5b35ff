package kz.bilik.process.gate;

import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;

/** Deploys past the gate: what was in force before there was one, and small models that no analyst draws. */
public final class Ungated {

    private Ungated() {}

    /** What the builder holds is deployed as it is. */
    public static Deployment deploy(RepositoryService repository, DeploymentBuilder models) {
        var engine = ((RepositoryServiceImpl) repository).getCommandExecutor().execute(command ->
                (ProcessEngineConfigurationImpl) command.getProcessEngineConfiguration());
        var deployers = engine.getDeployers();
        engine.getDeploymentCache()
                .setDeployers(deployers.stream()
                        .filter(deployer -> !(deployer instanceof Gate))
                        .toList());
        try {
            return models.deploy();
        } finally {
            engine.getDeploymentCache().setDeployers(deployers);
        }
    }
}
