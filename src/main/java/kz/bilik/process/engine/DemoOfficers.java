package kz.bilik.process.engine;

import java.util.stream.Stream;
import kz.bilik.catalogue.Catalogue;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** One demo user per role and place, password {@code demo}: {@code career-KZ-75-03}, {@code head-mobility-KZ-75}, … */
@Component
@Profile("demo")
class DemoOfficers {

    /** The password of every demo user; without the profile {@code demo} no such user is ever made. */
    private static final String PASSWORD = "demo";

    private final IdentityService identity;
    private final Catalogue catalogue;

    DemoOfficers(IdentityService identity, Catalogue catalogue) {
        this.identity = identity;
        this.catalogue = catalogue;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(2)
    void appoint() {
        catalogue.regions().forEach(region -> {
            var mobilityCentre = "Mobility Centre of " + region.name().en();
            pair("mobility-" + region.code(), mobilityCentre, "mobility-centre." + region.code());
            user("accountant-" + region.code(), "Accountant", mobilityCentre, "accountant." + region.code());
            catalogue
                    .careerCentres(region.code())
                    .forEach(centre ->
                            pair("career-" + centre.code(), centre.name().en(), "career-centre." + centre.code()));
            catalogue
                    .recognitionCentres(region.code())
                    .forEach(centre ->
                            pair("centre-" + centre.code(), centre.name().en(), "recognition-centre." + centre.code()));
        });
        pair("authorised", "Ministry", "authorised-body");
        user("analyst", "Analyst", "Ministry", "analyst");
        user("auditor", "Auditor", "Ministry", "auditor");
        user("admin", "Administrator", "Ministry", Groups.CAMUNDA_ADMIN);
    }

    private void pair(String id, String place, String group) {
        user(id, "Officer", place, group);
        user("head-" + id, "Head", place, group, group + ".head");
    }

    private void user(String id, String role, String place, String... groups) {
        if (identity.createUserQuery().userId(id).count() > 0) {
            return;
        }
        var user = identity.newUser(id);
        user.setFirstName(role);
        user.setLastName(place);
        user.setPassword(PASSWORD);
        identity.saveUser(user);
        Stream.concat(Stream.of(Rights.OFFICER), Stream.of(groups))
                .forEach(group -> identity.createMembership(id, group));
    }
}
