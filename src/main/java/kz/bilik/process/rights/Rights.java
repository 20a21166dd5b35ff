package kz.bilik.process.rights;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.catalogue.CatalogueChanged;
import kz.bilik.catalogue.CatalogueKind;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationEventPublisher;
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
    static final String OFFICER = Role.OFFICER.group();

    private static final String AUDITOR = Role.AUDITOR.group();

    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final TaskService tasks;
    private final Catalogue catalogue;
    private final ApplicationEventPublisher events;

    Rights(
            IdentityService identity,
            AuthorizationService authorizations,
            TaskService tasks,
            Catalogue catalogue,
            ApplicationEventPublisher events) {
        this.identity = identity;
        this.authorizations = authorizations;
        this.tasks = tasks;
        this.catalogue = catalogue;
        this.events = events;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(1)
    void establish() {
        establishGroups();
        for (var resource : Resources.values()) {
            grant(Role.ADMINISTRATOR.group(), resource, Authorization.ANY, Permissions.ALL);
        }

        grant(OFFICER, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        // Each filter is granted to those who find something in it.
        revoke(OFFICER, Resources.FILTER, Authorization.ANY);
        grant(OFFICER, Resources.PROCESS_DEFINITION, Authorization.ANY, ProcessDefinitionPermissions.READ);

        for (var reader : List.of(AUDITOR, Role.ANALYST.group())) {
            grant(reader, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
            grant(reader, Resources.DECISION_DEFINITION, Authorization.ANY, Permissions.READ, Permissions.READ_HISTORY);
            grant(reader, Resources.DEPLOYMENT, Authorization.ANY, Permissions.READ);
            grant(reader, Resources.DECISION_REQUIREMENTS_DEFINITION, Authorization.ANY, Permissions.READ);
        }
        // What he deploys has to pass the gate; what is in force he takes back by deploying the text of before.
        add(Role.ANALYST.group(), Resources.DEPLOYMENT, Permissions.CREATE);
        grant(
                AUDITOR,
                Resources.PROCESS_DEFINITION,
                Authorization.ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.READ_HISTORY);
        grant(AUDITOR, Resources.TASK, Authorization.ANY, Permissions.READ);
        grant(AUDITOR, Resources.OPERATION_LOG_CATEGORY, Authorization.ANY, UserOperationLogCategoryPermissions.READ);
    }

    /** New centres have officers: their groups come with them, and with the groups the filters of their steps. */
    @EventListener
    void follow(CatalogueChanged changed) {
        if (changed.kind() == CatalogueKind.CAREER_CENTRES || changed.kind() == CatalogueKind.RECOGNITION_CENTRES) {
            establishGroups();
            events.publishEvent(new GroupsMade());
        }
    }

    /** There are groups that there were not: heard within the transaction that made them. */
    record GroupsMade() {}

    private void establishGroups() {
        var groups = identity.createGroupQuery().list().stream()
                .map(Group::getId)
                .collect(Collectors.toCollection(HashSet::new));
        Stream.concat(Stream.of(Role.values()).filter(role -> !role.hasPlaces()).map(Role::group), places())
                .filter(groups::add)
                .forEach(this::group);
    }

    /** The groups of the officers of that role, one for each place; a role without places is one. */
    Stream<String> groupsOf(Role role) {
        return known().filter(place -> place.role() == role).map(Place::group);
    }

    /** A place has two groups: its officers and, beside them, its heads. */
    private Stream<String> places() {
        return known().flatMap(place -> Stream.of(place, place.heads())).map(Place::group);
    }

    /** The places that the catalogue knows. */
    private Stream<Place> known() {
        return Stream.concat(
                Stream.of(Place.authorisedBody()),
                catalogue.regions().stream().map(Catalogue.Region::code).flatMap(region -> Stream.of(
                                Stream.of(Place.mobilityCentre(region), Place.accountants(region)),
                                catalogue.careerCentres(region).stream()
                                        .map(centre -> Place.careerCentre(centre.code())),
                                catalogue.recognitionCentres(region).stream()
                                        .map(centre -> Place.recognitionCentre(centre.code())))
                        .flatMap(places -> places)));
    }

    private void group(String id) {
        var group = identity.newGroup(id);
        group.setName(id);
        group.setType("WORKFLOW");
        identity.saveGroup(group);
        Place.of(id).ifPresent(this::openTasks);
    }

    /** A group that was deleted took its rights along: made anew, it finds the open tasks of its place again. */
    private void openTasks(Place place) {
        var officers = new Place(place.role(), place.code(), false).group();
        var open = tasks.createTaskQuery().taskCandidateGroup(officers).includeAssignedTasks();
        if (place.ofHeads()) {
            open.list().stream()
                    .filter(task -> task.getAssignee() != null)
                    .forEach(task -> grant(
                            place.group(),
                            Resources.TASK,
                            task.getId(),
                            Permissions.READ,
                            TaskPermissions.TASK_ASSIGN));
            identity.createUserQuery()
                    .memberOfGroup(officers)
                    .list()
                    .forEach(user -> grant(place.group(), Resources.USER, user.getId(), Permissions.READ));
        } else {
            open.list()
                    .forEach(task ->
                            grant(officers, Resources.TASK, task.getId(), Permissions.READ, Permissions.TASK_WORK));
        }
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

    /** A permission beside those that the group has for all of a kind, in an installation that was there before it, too. */
    private void add(String group, Resource resource, Permission permission) {
        var granted = authorizations
                .createAuthorizationQuery()
                .groupIdIn(group)
                .resourceType(resource)
                .resourceId(Authorization.ANY)
                .singleResult();
        if (!granted.isPermissionGranted(permission)) {
            granted.addPermission(permission);
            authorizations.saveAuthorization(granted);
        }
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
