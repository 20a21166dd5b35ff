package kz.bilik.process.rights;

import java.util.HashSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.catalogue.Catalogue;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Who may do what in the webapps. A group per role and place ({@code career-centre.KZ-75-03}) gets its tasks, and only
 * those, when they are created (READ and TASK_WORK); whoever takes one, and his head, may give it on. Nobody but the auditor reads instances, because that right knows no
 * regions.
 */
@Component
public class Rights {

    /** Every officer belongs to this group: it opens the Tasklist and the pictures of the diagrams, no case. */
    public static final String OFFICER = "officer";

    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final Catalogue catalogue;

    Rights(IdentityService identity, AuthorizationService authorizations, Catalogue catalogue) {
        this.identity = identity;
        this.authorizations = authorizations;
        this.catalogue = catalogue;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(1)
    void establish() {
        var groups = identity.createGroupQuery().list().stream()
                .map(Group::getId)
                .collect(Collectors.toCollection(HashSet::new));
        Stream.concat(Stream.of(OFFICER, Groups.CAMUNDA_ADMIN, "auditor", "analyst"), places())
                .filter(groups::add)
                .forEach(this::group);
        for (var resource : Resources.values()) {
            grant(Groups.CAMUNDA_ADMIN, resource, Authorization.ANY, Permissions.ALL);
        }

        grant(OFFICER, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        // Each filter is granted to those who find something in it.
        revoke(OFFICER, Resources.FILTER, Authorization.ANY);
        grant(OFFICER, Resources.PROCESS_DEFINITION, Authorization.ANY, ProcessDefinitionPermissions.READ);

        for (var reader : new String[] {"auditor", "analyst"}) {
            grant(reader, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
            grant(reader, Resources.DECISION_DEFINITION, Authorization.ANY, Permissions.READ, Permissions.READ_HISTORY);
            grant(reader, Resources.DEPLOYMENT, Authorization.ANY, Permissions.READ);
            grant(reader, Resources.DECISION_REQUIREMENTS_DEFINITION, Authorization.ANY, Permissions.READ);
        }
        grant(
                "auditor",
                Resources.PROCESS_DEFINITION,
                Authorization.ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.READ_HISTORY);
        grant("auditor", Resources.TASK, Authorization.ANY, Permissions.READ);
        grant("auditor", Resources.OPERATION_LOG_CATEGORY, Authorization.ANY, UserOperationLogCategoryPermissions.READ);
    }

    /** The groups of the places of that role, such as {@code career-centre}; a role without places is its own. */
    Stream<String> groupsOf(String role) {
        return places().filter(place -> place.equals(role) || place.startsWith(role + "."));
    }

    /** Groups of the places that the catalogue knows; heads of a centre have one of their own beside it. */
    private Stream<String> places() {
        return Stream.concat(Stream.of("authorised-body", "authorised-body.head"), placesOfRegions());
    }

    private Stream<String> placesOfRegions() {
        return catalogue.regions().stream()
                .flatMap(region -> Stream.concat(
                        Stream.of(
                                "mobility-centre." + region.code(),
                                "mobility-centre." + region.code() + ".head",
                                "accountant." + region.code(),
                                "accountant." + region.code() + ".head"),
                        Stream.concat(
                                catalogue.careerCentres(region.code()).stream()
                                        .flatMap(centre -> Stream.of(
                                                "career-centre." + centre.code(),
                                                "career-centre." + centre.code() + ".head")),
                                catalogue.recognitionCentres(region.code()).stream()
                                        .flatMap(centre -> Stream.of(
                                                "recognition-centre." + centre.code(),
                                                "recognition-centre." + centre.code() + ".head")))));
    }

    private void group(String id) {
        var group = identity.newGroup(id);
        group.setName(id);
        group.setType("WORKFLOW");
        identity.saveGroup(group);
    }

    private void revoke(String group, Resource resource, String id) {
        authorizations
                .createAuthorizationQuery()
                .groupIdIn(group)
                .resourceType(resource)
                .resourceId(id)
                .list()
                .forEach(authorization -> authorizations.deleteAuthorization(authorization.getId()));
    }

    void grant(String group, Resource resource, String id, Permission... permissions) {
        var exists = authorizations
                        .createAuthorizationQuery()
                        .groupIdIn(group)
                        .resourceType(resource)
                        .resourceId(id)
                        .count()
                > 0;
        if (!exists) {
            var authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            authorization.setGroupId(group);
            authorization.setResource(resource);
            authorization.setResourceId(id);
            authorization.setPermissions(permissions);
            authorizations.saveAuthorization(authorization);
        }
    }
}
