package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import kz.bilik.Bilik;
import kz.bilik.support.ProcedureOnPostgres;
import kz.bilik.support.Stage;
import org.camunda.bpm.admin.Admin;
import org.camunda.bpm.cockpit.Cockpit;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.tasklist.Tasklist;
import org.camunda.bpm.welcome.Welcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Two nodes over one PostgreSQL: a session that begins on one is known, and ends, on the other; it outlives a restart. */
@ProcedureOnPostgres
class TwoNodesTest {

    private static final String OFFICER = "travelling-officer";
    private static final String PASSWORD = "A word of nobody, 1!";

    @LocalServerPort
    int port;

    @Autowired
    Environment environment;

    @Autowired
    IdentityService identity;

    @Autowired
    Stage stage;

    private ConfigurableApplicationContext other;
    private Runnable webappsAsBefore;

    @BeforeEach
    void anotherNodeStarts() {
        stage.clear();
        // Where a webapp finds its engine stands in a field of its class: the node that stops empties it for all in
        // this JVM.
        var cockpit = Cockpit.getRuntimeDelegate();
        var admin = Admin.getRuntimeDelegate();
        var tasklist = Tasklist.getRuntimeDelegate();
        var welcome = Welcome.getRuntimeDelegate();
        webappsAsBefore = () -> {
            Cockpit.setCockpitRuntimeDelegate(cockpit);
            Admin.setAdminRuntimeDelegate(admin);
            Tasklist.setTasklistRuntimeDelegate(tasklist);
            Welcome.setRuntimeDelegate(welcome);
        };
        other = new SpringApplicationBuilder(Bilik.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + environment.getProperty("spring.datasource.url"),
                        "--spring.datasource.username=postgres",
                        "--spring.datasource.password=postgres",
                        "--bilik.labour-market.reports.every=3650d",
                        "--camunda.bpm.job-execution.enabled=false",
                        "--spring.jmx.enabled=false");
        var user = identity.newUser(OFFICER);
        user.setPassword(PASSWORD);
        identity.saveUser(user);
        identity.createMembership(OFFICER, "officer");
    }

    @AfterEach
    void itStops() {
        identity.deleteUser(OFFICER);
        other.close();
        webappsAsBefore.run();
        stage.clear();
    }

    @Test
    void aSessionIsOneOnAllNodes() {
        var there = ((ServletWebServerApplicationContext) other).getWebServer().getPort();
        var here = new Visitor(port, "Firefox/140.0 Linux").signsIn(OFFICER, PASSWORD);
        assertThat(here.at(there).get("/").statusCode()).isEqualTo(200);
        assertThat(here.at(there).get("/systems").statusCode()).isEqualTo(403);

        identity.createMembership(OFFICER, "camunda-admin");
        assertThat(here.at(there).get("/systems").statusCode()).isEqualTo(200);
        identity.deleteMembership(OFFICER, "camunda-admin");
        assertThat(here.at(there).get("/systems").statusCode()).isEqualTo(403);

        var second = new Visitor(there, "Edg/140.0 Windows").signsIn(OFFICER, PASSWORD);
        assertThat(here.get("/sessions").body()).contains("Firefox, Linux", "Edge, Windows");
        second.post("/sessions/end-all", java.util.Map.of());
        assertThat(Visitor.leadsTo(here.get("/"))).isEqualTo("/login?over=gone");
        assertThat(second.at(port).get("/").statusCode()).isEqualTo(200);

        identity.deleteUser(OFFICER);
        assertThat(Visitor.leadsTo(second.get("/"))).startsWith("/login?over=");
    }
}
