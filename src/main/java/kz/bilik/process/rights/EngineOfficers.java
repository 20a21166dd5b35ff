package kz.bilik.process.rights;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.sql.Types;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.bilik.identity.Iin;
import kz.bilik.language.Language;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import kz.bilik.officer.keeping.AdministratorDeeds;
import kz.bilik.officer.keeping.AdministratorDeeds.Deed;
import kz.bilik.officer.keeping.OfficerKeeping;
import kz.bilik.officer.signin.OfficerLocks;
import kz.bilik.officer.signin.PasswordRule;
import kz.bilik.problem.Problem;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Officers are accounts of the engine, and their posts are its groups: {@code officer}, the place's, and its heads'. */
@Component
class EngineOfficers implements OfficerKeeping {

    private static final String FORM = "officer.form";

    /** Enough to be a mail address; whether somebody reads it, no pattern tells. */
    private static final Pattern MAIL = Pattern.compile("[^@\\s,;<>]+@[^@\\s,;<>]+\\.[^@\\s,;<>]{2,}");

    /** In the order of the procedure. */
    private static final List<Role> ROLES = List.of(
            Role.CAREER_CENTRE,
            Role.RECOGNITION_CENTRE,
            Role.MOBILITY_CENTRE,
            Role.ACCOUNTANT,
            Role.AUTHORISED_BODY,
            Role.ANALYST,
            Role.AUDITOR,
            Role.ADMINISTRATOR);

    private static final Comparator<Kept> BY_NAME = Comparator.comparing(Kept::lastName, Language.KK.order())
            .thenComparing(Kept::firstName, Language.KK.order())
            .thenComparing(Kept::id);

    private final IdentityService identity;
    private final TaskService tasks;
    private final OfficerLocks locks;
    private final AdministratorDeeds deeds;
    private final JdbcClient jdbc;

    EngineOfficers(
            IdentityService identity,
            TaskService tasks,
            OfficerLocks locks,
            AdministratorDeeds deeds,
            JdbcClient jdbc) {
        this.identity = identity;
        this.tasks = tasks;
        this.locks = locks;
        this.deeds = deeds;
        this.jdbc = jdbc;
    }

    @Override
    public List<Kept> find(String text, @Nullable String group, int skip, int count) {
        var part = "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
        return kept(
                """
                where (lower(u.ID_) like :part escape '!'
                    or lower(coalesce(u.FIRST_, '') || ' ' || coalesce(u.LAST_, '')) like :part escape '!'
                    or lower(coalesce(u.LAST_, '') || ' ' || coalesce(u.FIRST_, '')) like :part escape '!')
                  and (cast(:group as varchar) is null
                    or exists (select 1 from ACT_ID_MEMBERSHIP m where m.USER_ID_ = u.ID_ and m.GROUP_ID_ = :group))
                order by lower(coalesce(u.LAST_, '')), lower(coalesce(u.FIRST_, '')), u.ID_ limit :count offset :skip""",
                statement -> statement
                        .param("part", part)
                        .param("group", group, Types.VARCHAR)
                        .param("count", count)
                        .param("skip", skip));
    }

    @Override
    public Optional<Kept> officer(String id) {
        return kept("where u.ID_ = :id", statement -> statement.param("id", id)).stream()
                .findFirst();
    }

    @Override
    public List<Kept> colleagues(String id) {
        var places = placesOf(groups(id));
        if (places.isEmpty()) {
            return List.of();
        }
        return kept(
                        """
                        where u.ID_ <> :id and exists (select 1 from ACT_ID_MEMBERSHIP m
                                                       where m.USER_ID_ = u.ID_ and m.GROUP_ID_ in (:places))""",
                        statement -> statement.param("id", id).param("places", places))
                .stream()
                .sorted(BY_NAME)
                .toList();
    }

    @Override
    public List<Place> places() {
        var known =
                identity.createGroupQuery().list().stream().map(Group::getId).collect(toSet());
        return known.stream()
                .map(Place::of)
                .flatMap(Optional::stream)
                .filter(place -> !place.ofHeads() && ROLES.contains(place.role()))
                .sorted(Comparator.comparing((Place place) -> ROLES.indexOf(place.role()))
                        .thenComparing(Place::code))
                .toList();
    }

    @Override
    @Transactional
    public void appoint(Newcomer newcomer, String by) {
        check(newcomer);
        as(by, () -> {
            var user = identity.newUser(newcomer.id());
            user.setFirstName(newcomer.firstName().strip());
            user.setLastName(newcomer.lastName().strip());
            user.setEmail(newcomer.mail().strip());
            if (newcomer.password() != null) {
                user.setPassword(newcomer.password());
            }
            try {
                identity.saveUser(user);
            } catch (DuplicateKeyException rival) {
                throw Problem.of(Problem.Kind.UNPROCESSABLE, FORM).with("id", "officer.id-taken");
            }
            Stream.concat(Stream.of(Rights.OFFICER), groupsOf(newcomer.post()))
                    .forEach(group -> identity.createMembership(newcomer.id(), group));
            return null;
        });
        deeds.record(
                by, Deed.APPOINTED, newcomer.id(), groupsOf(newcomer.post()).collect(joining(", ")));
    }

    @Override
    @Transactional
    public Tasks post(String id, Post post, boolean instead, @Nullable String successor, String by) {
        mustBeKnown(id);
        mustBeOpen(post);
        var before = groups(id);
        var after = new LinkedHashSet<>(List.of(Rights.OFFICER));
        if (!instead) {
            after.addAll(before);
        }
        groupsOf(post).forEach(after::add);
        if (id.equals(by) && !after.contains(Role.ADMINISTRATOR.group())) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "officer.not-yourself");
        }
        mustBeColleague(id, successor);
        var handed = as(by, () -> {
            var moved = handOver(id, after, successor);
            after.stream()
                    .filter(group -> !before.contains(group))
                    .forEach(group -> identity.createMembership(id, group));
            before.stream()
                    .filter(group -> !after.contains(group))
                    .forEach(group -> identity.deleteMembership(id, group));
            return moved;
        });
        deeds.record(by, Deed.POST_CHANGED, id, words(before) + " → " + words(after));
        return handed;
    }

    @Override
    @Transactional
    public Tasks dismiss(String id, @Nullable String successor, String reason, String by) {
        mustBeKnown(id);
        mustBeColleague(id, successor);
        // First, because it refuses what may not be.
        locks.lock(id, by, reason);
        var before = groups(id);
        var handed = as(by, () -> {
            var moved = handOver(id, Set.of(), successor);
            before.forEach(group -> identity.deleteMembership(id, group));
            return moved;
        });
        deeds.record(
                by,
                Deed.DISMISSED,
                id,
                words(before) + (successor == null ? "" : " → " + successor) + ". " + reason.strip());
        return handed;
    }

    @Override
    @Transactional
    public void choosePassword(String id, String password) {
        set(id, password, id);
    }

    @Override
    @Transactional
    public void setPassword(String id, String password, String by) {
        set(id, password, by);
        deeds.record(by, Deed.PASSWORD_SET, id, "");
    }

    private void set(String id, String password, String by) {
        mustBeKnown(id);
        var user = identity.createUserQuery().userId(id).singleResult();
        var problem = withFaults(
                Problem.of(Problem.Kind.UNPROCESSABLE, FORM),
                password,
                names(id, user.getFirstName(), user.getLastName()));
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
        user.setPassword(password);
        as(by, () -> {
            identity.saveUser(user);
            return null;
        });
    }

    private void check(Newcomer newcomer) {
        var problem = Problem.of(Problem.Kind.UNPROCESSABLE, FORM);
        if (!EngineAccounts.isId(newcomer.id())) {
            problem = problem.with("id", "officer.id");
        } else if (jdbc.sql("select count(*) from ACT_ID_USER where lower(ID_) = ?")
                        .param(newcomer.id().toLowerCase(Locale.ROOT))
                        .query(Integer.class)
                        .single()
                > 0) {
            problem = problem.with("id", "officer.id-taken");
        } else if (Iin.isWithin(newcomer.id())) {
            problem = problem.with("id", "officer.personal-number");
        }
        problem = withName(problem, "firstName", newcomer.firstName());
        problem = withName(problem, "lastName", newcomer.lastName());
        var mail = newcomer.mail().strip();
        if (!mail.isEmpty()
                && (mail.length() > LONGEST_NAME || !MAIL.matcher(mail).matches())) {
            problem = problem.with("mail", "officer.mail");
        } else if (Iin.isWithin(mail)) {
            problem = problem.with("mail", "officer.personal-number");
        }
        if (!isOpen(newcomer.post())) {
            problem = problem.with("post", "officer.unknown-post");
        }
        if (newcomer.password() != null) {
            problem = withFaults(
                    problem, newcomer.password(), names(newcomer.id(), newcomer.firstName(), newcomer.lastName()));
        }
        if (!problem.fields().isEmpty()) {
            throw problem;
        }
    }

    private static Problem withName(Problem problem, String field, String name) {
        if (name.isBlank() || name.strip().length() > LONGEST_NAME) {
            return problem.with(field, "officer.name", Integer.toString(LONGEST_NAME));
        }
        return Iin.isWithin(name) ? problem.with(field, "officer.personal-number") : problem;
    }

    private static Problem withFaults(Problem problem, String password, List<String> names) {
        for (var fault : PasswordRule.faults(password, names)) {
            problem = switch (fault) {
                case TOO_SHORT ->
                    problem.with("password", "officer.password-short", Integer.toString(PasswordRule.SHORTEST));
                case TOO_LONG ->
                    problem.with("password", "officer.password-long", Integer.toString(PasswordRule.LONGEST));
                case HOLDS_NAME -> problem.with("password", "officer.password-names");
                case EASILY_GUESSED -> problem.with("password", "officer.password-guessed");
            };
        }
        return problem;
    }

    private static List<String> names(@Nullable String... names) {
        return Stream.of(names).filter(Objects::nonNull).toList();
    }

    private boolean isOpen(Post post) {
        return (!post.head() || hasHeads(post.place())) && places().contains(post.place());
    }

    private static boolean hasHeads(Place place) {
        return place.role().hasPlaces() || place.role() == Role.AUTHORISED_BODY;
    }

    private void mustBeOpen(Post post) {
        if (!isOpen(post)) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "officer.unknown-post");
        }
    }

    private void mustBeKnown(String id) {
        if (!EngineAccounts.isId(id) || identity.createUserQuery().userId(id).count() == 0) {
            throw Problem.of(Problem.Kind.NOT_FOUND, "officer.no-account");
        }
    }

    private void mustBeColleague(String id, @Nullable String successor) {
        if (successor != null
                && (!EngineAccounts.isId(successor)
                        || successor.equals(id)
                        || Collections.disjoint(placesOf(groups(id)), groups(successor))
                        || locks.isLocked(successor))) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "officer.not-a-colleague");
        }
    }

    /** By the engine's own step, so that history and deadlines know of it. */
    private Tasks handOver(String id, Set<String> stays, @Nullable String successor) {
        var places = successor == null ? Set.<String>of() : groups(successor);
        var handedOver = 0;
        var givenBack = 0;
        for (var task : tasks.createTaskQuery().taskAssignee(id).list()) {
            var candidates = candidates(task);
            if (!Collections.disjoint(candidates, stays)) {
                continue;
            }
            if (task.isSuspended()) {
                // What is suspended can only be given back past the engine.
                jdbc.sql("update ACT_RU_TASK set ASSIGNEE_ = null, REV_ = REV_ + 1 where ID_ = ?")
                        .param(task.getId())
                        .update();
                givenBack++;
            } else if (successor != null && !Collections.disjoint(candidates, places)) {
                tasks.setAssignee(task.getId(), successor);
                handedOver++;
            } else {
                tasks.setAssignee(task.getId(), null);
                givenBack++;
            }
        }
        return new Tasks(handedOver, givenBack);
    }

    private Set<String> candidates(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(toSet());
    }

    private Set<String> groups(String id) {
        return identity.createGroupQuery().groupMember(id).list().stream()
                .map(Group::getId)
                .collect(toCollection(LinkedHashSet::new));
    }

    /** The groups of places at which tasks are done: nobody is a colleague because both are officers, or both heads. */
    private static Set<String> placesOf(Collection<String> groups) {
        return groups.stream()
                .map(Place::of)
                .flatMap(Optional::stream)
                .filter(place -> !place.ofHeads() && place.role() != Role.OFFICER)
                .map(Place::group)
                .collect(toSet());
    }

    private static Stream<String> groupsOf(Post post) {
        return post.head()
                ? Stream.of(post.place().group(), post.place().heads().group())
                : Stream.of(post.place().group());
    }

    private static String words(Collection<String> groups) {
        return groups.stream()
                .filter(group -> !group.equals(Rights.OFFICER))
                .sorted()
                .collect(joining(", "));
    }

    /** In the engine's log of operations it is the administrator who does it, and its rules judge him. */
    private <T> T as(String by, Supplier<T> deed) {
        var before = identity.getCurrentAuthentication();
        identity.setAuthentication(by, List.copyOf(groups(by)));
        try {
            return deed.get();
        } finally {
            if (before == null) {
                identity.clearAuthentication();
            } else {
                identity.setAuthentication(before);
            }
        }
    }

    private interface Filled {
        JdbcClient.StatementSpec in(JdbcClient.StatementSpec statement);
    }

    private List<Kept> kept(String where, Filled parameters) {
        var found = parameters
                .in(jdbc.sql(
                        """
                        select u.ID_, u.FIRST_, u.LAST_, u.EMAIL_,
                               (select count(*) from ACT_RU_TASK t where t.ASSIGNEE_ = u.ID_) as IN_HAND
                        from ACT_ID_USER u
                        """
                                + where))
                .query((row, number) -> new Kept(
                        row.getString("ID_"),
                        Objects.requireNonNullElse(row.getString("FIRST_"), ""),
                        Objects.requireNonNullElse(row.getString("LAST_"), ""),
                        Objects.requireNonNullElse(row.getString("EMAIL_"), ""),
                        List.of(),
                        row.getInt("IN_HAND")))
                .list();
        var posts = posts(found.stream().map(Kept::id).toList());
        return found.stream()
                .map(each -> new Kept(
                        each.id(),
                        each.firstName(),
                        each.lastName(),
                        each.mail(),
                        posts.getOrDefault(each.id(), List.of()),
                        each.tasks()))
                .toList();
    }

    private Map<String, List<Place>> posts(List<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var memberships = new HashSet<Map.Entry<String, Place>>();
        jdbc.sql("select USER_ID_, GROUP_ID_ from ACT_ID_MEMBERSHIP where USER_ID_ in (:ids)")
                .param("ids", ids)
                .query(row -> {
                    var id = row.getString("USER_ID_");
                    Place.of(row.getString("GROUP_ID_"))
                            .filter(place -> place.role() != Role.OFFICER)
                            .ifPresent(place -> memberships.add(Map.entry(id, place)));
                });
        return memberships.stream()
                .sorted(Comparator.comparing((Map.Entry<String, Place> entry) ->
                                ROLES.indexOf(entry.getValue().role()))
                        .thenComparing(entry -> entry.getValue().group()))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }
}
