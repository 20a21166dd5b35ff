package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kz.bilik.language.Language;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** The board of a head: whose it is, and what giving a task does and does not. */
@ProcedureTest
class BoardTest {

    private static final String OFFICER = "career-KZ-75-03";
    private static final String HEAD = "head-career-KZ-75-03";
    private static final String PLACE = "career-centre.KZ-75-03";
    private static final int THOUSANDS = 3_000;

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    TaskService tasks;

    @Autowired
    TransactionTemplate transactions;

    private OfficersOverHttp officers;

    @BeforeEach
    void begin() {
        stage.clear();
        officers = new OfficersOverHttp(port);
    }

    @Test
    void eachHeadHasTheBoardOfHisOwnPlaceAndNobodyElseHasOne() {
        var application = story.applies("person-01");
        assertThat(officers.page(HEAD, "/board")).contains(application, "Check application");
        assertThat(officers.page(HEAD, "/board?place=" + PLACE)).contains(application);
        assertThat(officers.page("head-career-KZ-71-01", "/board")).doesNotContain(application);
        assertThat(officers.get("head-career-KZ-71-01", "/board?place=" + PLACE, Language.EN)
                        .statusCode())
                .isEqualTo(404);
        for (var other : new String[] {OFFICER, "mobility-KZ-75", "auditor", "analyst", "admin"}) {
            assertThat(officers.get(other, "/board", Language.EN).statusCode())
                    .as(other)
                    .isEqualTo(403);
            assertThat(officers.page(other, "/")).as(other).doesNotContain("href=\"/board\"");
        }
        assertThat(officers.page(HEAD, "/")).contains("href=\"/board\"");
    }

    @Test
    void whatSomebodyTookOrDidMeanwhileStaysAsItIs() {
        var application = story.applies("person-01");
        var task = story.openTask(application, "checkApplication").getId();
        tasks.claim(task, OFFICER);

        var answer = officers.post(HEAD, "/board/give", Map.of("task", task + "|", "to", HEAD));
        assertThat(answer.body()).contains("Somebody else has taken, given on or completed a task meanwhile");
        assertThat(assignee(task)).isEqualTo(OFFICER);

        assertThat(officers.post(HEAD, "/board/give", Map.of("task", task + "|" + OFFICER, "to", HEAD))
                        .body())
                .contains("Tasks given: 1.");
        assertThat(assignee(task)).isEqualTo(HEAD);

        story.careerCentreForwards(application);
        assertThat(officers.post(HEAD, "/board/give", Map.of("task", task + "|" + HEAD, "to", OFFICER))
                        .body())
                .contains("Somebody else has taken, given on or completed a task meanwhile");
    }

    @Test
    void nothingIsGivenOutsideTheOwnPlace() {
        var application = story.applies("person-01");
        var task = story.openTask(application, "checkApplication").getId();
        assertThat(officers.post(HEAD, "/board/give", Map.of("task", task + "|", "to", "career-KZ-71-01"))
                        .body())
                .contains("alert-danger");
        assertThat(assignee(task)).as("nor taken on the way").isNull();
        officers.post("head-career-KZ-71-01", "/board/give", Map.of("task", task + "|", "to", "career-KZ-71-01"));
        assertThat(assignee(task)).isNull();
        assertThat(officers.post(HEAD, "/board/give", Map.of("to", OFFICER)).body())
                .contains("Tick the tasks and choose");
        assertThat(officers.post(HEAD, "/board/give", Map.of("task", task + "|", "to", ""))
                        .body())
                .contains("Tick the tasks and choose");
    }

    @Test
    void theBoardCountsWhatIsOverdueWhatNobodyHasAndWhatEachHas() {
        var one = story.applies("person-01");
        story.applies("person-02");
        tasks.claim(story.openTask(one, "checkApplication").getId(), OFFICER);
        assertThat(counts(officers.page(HEAD, "/board"))).isEqualTo("0 1 2");
        stage.morningOf(LocalDate.of(2026, 9, 21));
        assertThat(counts(officers.page(HEAD, "/board"))).isEqualTo("2 1 2");
        assertThat(officers.page(HEAD, "/board?show=nobodys")).doesNotContain(one);
        assertThat(officers.page(HEAD, "/board?show=of_officer&officer=" + OFFICER))
                .contains(one)
                .doesNotContain("person");
        assertThat(officers.get(HEAD, "/board?show=of_officer&officer=career-KZ-71-01", Language.EN)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void someThousandTasksAreShownInTime() {
        var made = new ArrayList<String>();
        try {
            transactions.executeWithoutResult(begun ->
                    IntStream.range(0, THOUSANDS).forEach(number -> made.add(made(Stage.MONDAY.plusMinutes(number)))));
            officers.page(HEAD, "/board");
            var begun = Instant.now();
            for (var show : new String[] {"all", "overdue", "nobodys"}) {
                officers.page(HEAD, "/board?page=" + (show.equals("overdue") ? 0 : 7) + "&show=" + show);
            }
            assertThat(Duration.between(begun, Instant.now()).dividedBy(3)).isLessThan(Duration.ofSeconds(1));
            assertThat(counts(officers.page(HEAD, "/board"))).endsWith(THOUSANDS + " " + THOUSANDS);
        } finally {
            transactions.executeWithoutResult(begun -> tasks.deleteTasks(made, true));
        }
    }

    private String made(OffsetDateTime due) {
        var task = tasks.newTask();
        task.setName("Check application");
        task.setDueDate(Date.from(due.toInstant()));
        tasks.saveTask(task);
        tasks.addCandidateGroup(task.getId(), PLACE);
        return task.getId();
    }

    private static String counts(String page) {
        return Pattern.compile("bilik-count\"[^>]*><strong[^>]*>(\\d+)<")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .reduce((one, next) -> one + " " + next)
                .orElse("");
    }

    private String assignee(String task) {
        return tasks.createTaskQuery().taskId(task).singleResult().getAssignee();
    }
}
