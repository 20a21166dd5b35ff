package kz.bilik.process.rights;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import kz.bilik.problem.Problem;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.IdentityLink;

/**
 * Who may give a task to whom: an officer takes a task of his group for himself and gives it back; the head of the centre
 * gives it to another officer of the centre, when somebody is on holiday or ill. Nobody else, whatever a browser sends.
 */
public final class Assignment {

    private Assignment() {}

    /**
     * Refuses a new assignee that is not the acting officer's to choose.
     *
     * @throws Problem {@code task.assignee-not-yours}, {@code task.assignee-outside}
     */
    public static void check(DelegateTask task) {
        var acting = task.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
        if (acting == null || isAdministrator(groups(acting))) {
            // The product itself, or the administrator.
            return;
        }
        var places = task.getCandidates().stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        var ofThePlace = !Collections.disjoint(groups(acting), places);
        var head = places.stream().anyMatch(place -> gives(groups(acting), place));
        var assignee = task.getAssignee();
        // Takes what nobody has, gives back what is his: never out of a colleague's hands.
        var own = assignee == null
                ? acting.getUserId().equals(before(task))
                : acting.getUserId().equals(assignee) && before(task) == null;
        if (!(own && ofThePlace || head)) {
            throw Problem.of(Problem.Kind.FORBIDDEN, "task.assignee-not-yours");
        }
        if (assignee != null && !own && !belongs(task, assignee, places)) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "task.assignee-outside");
        }
    }

    /** Whether somebody of these groups gives tasks of that place to its officers: its head, and the administrator. */
    static boolean gives(Collection<String> groups, String place) {
        return isAdministrator(groups)
                || Place.headsOf(place).filter(groups::contains).isPresent();
    }

    private static boolean isAdministrator(Collection<String> groups) {
        return groups.contains(Role.ADMINISTRATOR.group());
    }

    private static boolean belongs(DelegateTask task, String officer, Set<String> places) {
        return task.getProcessEngineServices()
                        .getIdentityService()
                        .createGroupQuery()
                        .groupMember(officer)
                        .groupIdIn(places.toArray(String[]::new))
                        .count()
                > 0;
    }

    private static List<String> groups(Authentication acting) {
        return acting.getGroupIds() == null ? List.of() : acting.getGroupIds();
    }

    /** Whose it was until now. */
    private static String before(DelegateTask task) {
        var change = ((TaskEntity) task).getPropertyChanges().get(TaskEntity.ASSIGNEE);
        return change == null ? null : (String) change.getOrgValue();
    }
}
