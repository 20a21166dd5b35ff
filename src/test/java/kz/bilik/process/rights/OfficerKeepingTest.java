package kz.bilik.process.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import kz.bilik.catalogue.CatalogueChanged;
import kz.bilik.catalogue.CatalogueKind;
import kz.bilik.officer.OfficerAccounts;
import kz.bilik.officer.Place;
import kz.bilik.officer.Role;
import kz.bilik.officer.keeping.AdministratorDeeds;
import kz.bilik.officer.keeping.AdministratorDeeds.Deed;
import kz.bilik.officer.keeping.OfficerKeeping;
import kz.bilik.officer.keeping.OfficerKeeping.Newcomer;
import kz.bilik.officer.keeping.OfficerKeeping.Post;
import kz.bilik.officer.keeping.OfficerKeeping.Tasks;
import kz.bilik.officer.signin.OfficerLocks;
import kz.bilik.problem.Problem;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An officer comes, gets another post, leaves: what follows, in one transaction. */
@ProcedureTest
class OfficerKeepingTest {

    private static final String ID = "g.saparova";
    private static final String COLLEAGUE = "career-KZ-75-03";
    private static final String PASSWORD = "six brown horses 41";
    private static final Place PLACE = Place.careerCentre("KZ-75-03");

    @Autowired
    OfficerKeeping officers;

    @Autowired
    OfficerAccounts accounts;

    @Autowired
    OfficerLocks locks;

    @Autowired
    AdministratorDeeds deeds;

    @Autowired
    IdentityService identity;

    @Autowired
    TaskService tasks;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @BeforeEach
    void begin() {
        stage.clear();
    }

    @AfterEach
    void asItWas() {
        identity.clearAuthentication();
        identity.deleteUser(ID);
        List.of("officer_lock", "administrator_deed")
                .forEach(table -> jdbc.sql("delete from " + table).update());
    }

    @Test
    void oneFormMakesAnOfficerWhoCanWork() {
        officers.appoint(newcomer(PASSWORD, new Post(PLACE, true)), "admin");

        assertThat(accounts.groups(ID))
                .containsExactlyInAnyOrder(
                        "officer", PLACE.group(), PLACE.heads().group());
        assertThat(accounts.authenticate(ID, PASSWORD)).isPresent();
        assertThat(officers.officer(ID)).get().satisfies(kept -> {
            assertThat(kept.name()).isEqualTo("Гүлнар Сапарова");
            assertThat(kept.posts()).containsExactly(PLACE, PLACE.heads());
        });
        assertThat(officers.find("САПАР", null, 0, 10))
                .extracting(OfficerKeeping.Kept::id)
                .containsExactly(ID);
        assertThat(officers.find("сапарова гүл", PLACE.group(), 0, 10)).hasSize(1);
        assertThat(officers.find("сапарова", "auditor", 0, 10)).isEmpty();
        assertThat(officers.find("%", null, 0, 10)).isEmpty();
        assertThat(deeds.latest(0, 10)).singleElement().satisfies(line -> {
            assertThat(line.officer()).isEqualTo("admin");
            assertThat(line.deed()).isEqualTo(Deed.APPOINTED);
            assertThat(line.subject()).isEqualTo(ID);
        });
        assertThat(identity.createUserQuery().userId(ID).singleResult().getEmail())
                .isEqualTo("g.saparova@example.kz");
    }

    @Test
    void whoSignsInByAProviderOnlyHasNoPassword() {
        officers.appoint(newcomer(null, new Post(PLACE, false)), "admin");

        assertThat(accounts.exists(ID)).isTrue();
        assertThat(accounts.authenticate(ID, "")).isEmpty();
        assertThat(accounts.authenticate(ID, "null")).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnceAndNothingIsMade() {
        assertThatThrownBy(() -> officers.appoint(
                        new Newcomer(
                                "Сапарова",
                                " ",
                                "",
                                "nowhere",
                                new Post(new Place(Role.OFFICER, "", false), false),
                                "demo"),
                        "admin"))
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .satisfies(problem -> assertThat(problem.fields())
                        .extracting(Problem.Field::path, Problem.Field::code)
                        .contains(
                                tuple("id", "officer.id"),
                                tuple("firstName", "officer.name"),
                                tuple("lastName", "officer.name"),
                                tuple("mail", "officer.mail"),
                                tuple("post", "officer.unknown-post"),
                                tuple("password", "officer.password-short")));
        fails(
                "officer.form",
                () -> officers.appoint(new Newcomer("ADMIN", "A", "B", "", new Post(PLACE, false), PASSWORD), "admin"));
        fails(
                "officer.form",
                () -> officers.appoint(
                        newcomer(PASSWORD, new Post(new Place(Role.AUDITOR, "", false), true)), "admin"));
        assertThat(deeds.latest(0, 10)).isEmpty();
    }

    /** By the form here, by the engine's interface in {@code InputFromOutsideTest}: an account stands in addresses and logs. */
    @Test
    void noAccountIsCalledByAnIinNorBearsOne() {
        var iin = Story.person("person-01").get("iin");
        assertThatThrownBy(() -> officers.appoint(
                        new Newcomer(iin, "ЖСН " + iin, iin, iin + "@gov.kz", new Post(PLACE, false), PASSWORD),
                        "admin"))
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .satisfies(problem -> assertThat(problem.fields())
                        .extracting(Problem.Field::path, Problem.Field::code)
                        .containsExactlyInAnyOrder(
                                tuple("id", "officer.personal-number"),
                                tuple("firstName", "officer.personal-number"),
                                tuple("lastName", "officer.personal-number"),
                                tuple("mail", "officer.personal-number")));
        for (var id : List.of(iin, "iin-" + iin, iin + "@gov.kz")) {
            var user = identity.newUser(id);
            user.setPassword(PASSWORD);
            fails("officer.personal-number", () -> identity.saveUser(user));
            assertThat(accounts.exists(id)).isFalse();
        }
        // Twelve digits that are no IIN are somebody's number of staff.
        var user = identity.newUser(ID);
        user.setLastName("123456789012");
        identity.saveUser(user);
    }

    @Test
    void whoLeavesHandsHisTasksToTheColleagueWhoWasNamed() {
        officers.appoint(newcomer(PASSWORD, new Post(PLACE, false)), "admin");
        var first = taken("person-01");
        var second = taken("person-02");

        assertThat(officers.dismiss(ID, COLLEAGUE, "Left for Astana", "admin")).isEqualTo(new Tasks(2, 0));

        assertThat(List.of(assignee(first), assignee(second))).containsOnly(COLLEAGUE);
        assertThat(accounts.groups(ID)).isEmpty();
        assertThat(locks.isLocked(ID)).isTrue();
        assertThat(officers.officer(ID)).get().satisfies(kept -> {
            assertThat(kept.name()).as("history keeps the name").isEqualTo("Гүлнар Сапарова");
            assertThat(kept.posts()).isEmpty();
            assertThat(kept.tasks()).isZero();
        });
        assertThat(deeds.latest(0, 1)).singleElement().satisfies(line -> {
            assertThat(line.deed()).isEqualTo(Deed.DISMISSED);
            assertThat(line.details()).contains(PLACE.group(), COLLEAGUE, "Left for Astana");
        });

        officers.post(ID, new Post(PLACE, false), true, null, "admin");
        assertThat(accounts.groups(ID)).containsExactlyInAnyOrder("officer", PLACE.group());
    }

    @Test
    void withoutAColleagueTheTasksGoBackToTheGroup() {
        officers.appoint(newcomer(PASSWORD, new Post(PLACE, false)), "admin");
        var task = taken("person-01");

        assertThat(officers.dismiss(ID, null, "Left", "admin")).isEqualTo(new Tasks(0, 1));

        assertThat(assignee(task)).isNull();
        assertThat(tasks.createTaskQuery()
                        .taskId(task)
                        .taskCandidateGroup(PLACE.group())
                        .count())
                .isEqualTo(1);
    }

    @Test
    void nothingIsHandedToAStrangerAndADismissalThatIsRefusedChangesNothing() {
        officers.appoint(newcomer(PASSWORD, new Post(PLACE, false)), "admin");
        var task = taken("person-01");

        fails("officer.not-a-colleague", () -> officers.dismiss(ID, "centre-C-014", "Left", "admin"));
        fails("officer.not-a-colleague", () -> officers.dismiss(ID, ID, "Left", "admin"));
        fails("officer.lock-reason", () -> officers.dismiss(ID, COLLEAGUE, " ", "admin"));
        fails("officer.lock-yourself", () -> officers.dismiss("admin", null, "Left", "admin"));
        fails("officer.no-account", () -> officers.dismiss("nobody", null, "Left", "admin"));
        // The lock comes first: with the refusal of the engine it is undone, as is all else.
        fails("officer.last-administrator", () -> officers.dismiss("admin", null, "Left", ID));

        assertThat(assignee(task)).isEqualTo(ID);
        assertThat(locks.all()).isEmpty();
        assertThat(accounts.groups("admin")).contains("camunda-admin");
        assertThat(deeds.latest(0, 10))
                .extracting(AdministratorDeeds.Line::deed)
                .containsExactly(Deed.APPOINTED);
    }

    @Test
    void anotherPostTakesTheTasksOfTheOldOneAlongToNobody() {
        officers.appoint(newcomer(PASSWORD, new Post(PLACE, true)), "admin");
        var task = taken("person-01");
        var other = new Post(Place.careerCentre("KZ-75-01"), false);

        assertThat(officers.post(ID, other, false, null, "admin")).isEqualTo(new Tasks(0, 0));
        assertThat(assignee(task)).isEqualTo(ID);
        assertThat(accounts.groups(ID))
                .contains(PLACE.group(), PLACE.heads().group(), other.place().group());

        assertThat(officers.post(ID, other, true, COLLEAGUE, "admin")).isEqualTo(new Tasks(1, 0));
        assertThat(assignee(task)).isEqualTo(COLLEAGUE);
        assertThat(accounts.groups(ID))
                .containsExactlyInAnyOrder("officer", other.place().group());
        fails("officer.not-yourself", () -> officers.post("admin", other, true, null, "admin"));
        fails(
                "officer.unknown-post",
                () -> officers.post(ID, new Post(Place.careerCentre("KZ-75-99"), false), true, null, "admin"));
    }

    @Test
    void anotherPasswordMeetsTheRuleAndEndsTheOldOne() {
        officers.appoint(newcomer(PASSWORD, new Post(PLACE, false)), "admin");
        var before = accounts.present(ID).orElseThrow().credentials();

        fails("officer.form", () -> officers.setPassword(ID, "g.saparova 123456", "admin"));
        officers.setPassword(ID, "seven green horses 52", "admin");

        assertThat(accounts.authenticate(ID, PASSWORD)).isEmpty();
        assertThat(accounts.authenticate(ID, "seven green horses 52")).isPresent();
        assertThat(accounts.present(ID).orElseThrow().credentials())
                .as("sessions end")
                .isNotEqualTo(before);
    }

    @Test
    void aCentreThatIsImportedHasItsGroupsAtOnce() {
        jdbc.sql(
                        """
                        insert into career_centre (code, region, name_kk, name_ru, name_en, bin, address)
                        values ('KZ-75-77', 'KZ-75', 'a', 'b', 'c', '231041009999', 'd')""")
                .update();
        try {
            var place = Place.careerCentre("KZ-75-77");
            assertThat(officers.places()).doesNotContain(place);

            events.publishEvent(new CatalogueChanged(CatalogueKind.CAREER_CENTRES, "career-centres.csv", "admin"));

            assertThat(officers.places()).contains(place);
            officers.appoint(newcomer(PASSWORD, new Post(place, true)), "admin");
            assertThat(accounts.groups(ID))
                    .contains(place.group(), place.heads().group());
        } finally {
            List.of("career-centre.KZ-75-77", "career-centre.KZ-75-77.head").forEach(identity::deleteGroup);
            jdbc.sql("delete from career_centre where code = 'KZ-75-77'").update();
        }
    }

    private Newcomer newcomer(String password, Post post) {
        return new Newcomer(ID, "Гүлнар", "Сапарова", "g.saparova@example.kz", post, password);
    }

    private String taken(String person) {
        var task = story.openTask(story.applies(person), "checkApplication").getId();
        tasks.setAssignee(task, ID);
        return task;
    }

    private String assignee(String task) {
        return tasks.createTaskQuery().taskId(task).singleResult().getAssignee();
    }

    private static void fails(String code, Runnable deed) {
        assertThatThrownBy(deed::run)
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .extracting(Problem::code)
                .isEqualTo(code);
    }
}
