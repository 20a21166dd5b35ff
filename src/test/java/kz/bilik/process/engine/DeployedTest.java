package kz.bilik.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kz.bilik.process.gate.Ungated;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The chain knows of each deployment from the moment on at which it is made. */
@ProcedureTest
class DeployedTest {

    @Autowired
    Deployed deployed;

    @Autowired
    RepositoryService repository;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aDeploymentIsRecordedWhenItIsMadeWithWhatChangedAndByWhom() {
        identity.setAuthentication("admin", List.of("camunda-admin"));
        var made = new ArrayList<String>();
        try {
            made.add(deploys("one"));
            assertThat(details("DEPLOYMENT_CHANGES")).last().asString().startsWith("new processes/of-a-test.bpmn ");
            made.add(deploys("two"));
            assertThat(details("DEPLOYMENT_CHANGES"))
                    .last()
                    .asString()
                    .matches("changed processes/of-a-test\\.bpmn [0-9a-f]{16} > [0-9a-f]{16}");
            assertThat(jdbc.sql("select officer from audit_entry where kind = 'DEPLOYMENT' order by id desc limit 1")
                            .query(String.class)
                            .single())
                    .isEqualTo("admin");

            // The next start finds nothing that is not recorded.
            var entries =
                    details("DEPLOYMENT").size() + details("DEPLOYMENT_CHANGES").size();
            deployed.tell();
            assertThat(details("DEPLOYMENT").size()
                            + details("DEPLOYMENT_CHANGES").size())
                    .isEqualTo(entries);
        } finally {
            made.forEach(id -> repository.deleteDeployment(id, true));
            identity.clearAuthentication();
        }
        assertThat(details("DEPLOYMENT")).last().isEqualTo("deleted");
    }

    private String deploys(String name) {
        return Ungated.deploy(
                        repository,
                        repository
                                .createDeployment()
                                .addModelInstance(
                                        "processes/of-a-test.bpmn",
                                        Bpmn.createExecutableProcess("of-a-test")
                                                .name(name)
                                                .camundaHistoryTimeToLive(1)
                                                .startEvent()
                                                .endEvent()
                                                .done()))
                .getId();
    }

    private List<String> details(String kind) {
        return jdbc.sql("select details from audit_entry where kind = ? order by id")
                .param(kind)
                .query(String.class)
                .list();
    }
}
