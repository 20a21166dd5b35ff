package kz.bilik.process.engine;

import java.util.Set;
import org.camunda.bpm.spring.boot.starter.configuration.impl.DefaultDeploymentConfiguration;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** The starter deploys nothing by itself: it would put back what an analyst has changed. {@link Deployment} does it. */
@Component
class NothingBySpring extends DefaultDeploymentConfiguration {

    @Override
    public Set<Resource> getDeploymentResources() {
        return Set.of();
    }
}
