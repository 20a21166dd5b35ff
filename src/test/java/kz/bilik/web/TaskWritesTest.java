package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Whatever a browser sends to the engine, an officer who has claimed a task does his step and no more: its dates, its
 * owner, its groups and its facts are not his to change.
 */
@ProcedureTest
class TaskWritesTest extends InTheBrowser {

    private static final String SEND =
            """
            ([method, path, body]) => fetch(path, {
              method,
              headers: {
                "Content-Type": "application/json",
                "X-XSRF-TOKEN": /XSRF-TOKEN=([^;]+)/.exec(document.cookie)[1]
              },
              body: method === "DELETE" ? undefined : body
            }).then(answer => answer.status)
            """;

    @Autowired
    TaskService tasks;

    private String task;
    private Page officer;

    @BeforeEach
    void anOfficerHasClaimedHisTask() {
        task = story.openTask(story.applies("person-01"), "checkApplication").getId();
        officer = atTheTasklist("career-KZ-75-03");
        assertThat(send(officer, "POST", "/claim", "{\"userId\":\"career-KZ-75-03\"}"))
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT    |                            | {\"assignee\":\"career-KZ-75-03\",\"due\":\"2030-01-01T00:00:00.000+0500\"}",
                "PUT    |                            | {\"assignee\":\"career-KZ-75-03\",\"owner\":\"career-KZ-71-01\"}",
                "DELETE |                            | {}",
                "POST   | /delegate                  | {\"userId\":\"career-KZ-71-01\"}",
                "POST   | /resolve                   | {}",
                "POST   | /identity-links            | {\"groupId\":\"career-centre.KZ-71-01\",\"type\":\"candidate\"}",
                "POST   | /identity-links/delete     | {\"groupId\":\"career-centre.KZ-75-03\",\"type\":\"candidate\"}",
                "PUT    | /variables/region          | {\"value\":\"KZ-71\",\"type\":\"String\"}",
                "PUT    | /localVariables/regionName | {\"value\":\"Астана\",\"type\":\"String\"}",
                "POST   | /variables                 | {\"modifications\":{\"region\":{\"value\":\"KZ-71\"}}}",
                "POST   | /bpmnError                 | {\"errorCode\":\"ActReturned\"}",
                "POST   | /bpmnEscalation            | {\"escalationCode\":\"any\"}",
                "POST   | /comment/create            | {\"message\":\"The work book of 920315390109\"}",
                "PUT    | /comment                   | {\"id\":\"any\",\"message\":\"The work book\"}",
                "DELETE | /comment                   | {}",
                "DELETE | /localVariables/regionName | {}",
                "DELETE | /variables/region          | {}",
            })
    void nothingElseOfItIsHisToChange(String method, String what, String body) {
        var before = state();
        assertThat(send(officer, method, what == null ? "" : what, body)).isEqualTo(403);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void norIsItHisHeads() {
        var before = state();
        assertThat(send(atTheTasklist("head-career-KZ-75-03"), "PUT", "", "{\"due\":\"2030-01-01T00:00:00.000+0500\"}"))
                .isEqualTo(403);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void heTakesItGivesItBackAndTheHeadGivesItOn() {
        assertThat(send(officer, "POST", "/unclaim", "{}")).isEqualTo(204);
        var head = atTheTasklist("head-career-KZ-75-03");
        assertThat(send(head, "POST", "/claim", "{\"userId\":\"head-career-KZ-75-03\"}"))
                .isEqualTo(204);
        assertThat(send(head, "POST", "/assignee", "{\"userId\":\"career-KZ-75-03\"}"))
                .isEqualTo(204);
        assertThat(send(officer, "POST", "/submit-form", "{\"variables\":{\"decision\":{\"value\":\"forward\"}}}"))
                .isEqualTo(204);
    }

    /** Facts of the case, columns of the list, and whatever a client makes up, by both calls and in each form. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "voucherLeft           | {\"value\":false,\"type\":\"Boolean\"}",
                "firstVoucherThisYear  | {\"value\":\"typed by hand\"}",
                "reimbursement         | {\"value\":\"{\\\"a\\\":1}\",\"type\":\"Json\"}",
                "day                   | {\"value\":\"2026-09-14T00:00:00.000+0500\",\"type\":\"Date\"}",
                "regionName            | {\"value\":\"Астана\",\"type\":\"String\"}",
                "note                  | {\"value\":\"bm90ZQ==\",\"type\":\"File\",\"valueInfo\":{\"filename\":\"a.txt\"}}",
                "decision              | {\"value\":7,\"type\":\"Integer\"}",
                "filledInWronglyText   | {\"value\":\"bm90ZQ==\",\"type\":\"Bytes\"}"
            })
    void whatTheFormDoesNotAskIsRefusedInWords(String name, String value) {
        var before = state();
        for (var call : List.of("/complete", "/submit-form")) {
            for (var answer : List.of("", ",\"withVariablesInReturn\":true")) {
                var decision = name.equals("decision") ? "" : "\"decision\":{\"value\":\"forward\"},";
                assertThat(send(
                                officer,
                                "POST",
                                call,
                                "{\"variables\":{" + decision + "\"" + name + "\":" + value + "}" + answer + "}"))
                        .as(call + answer)
                        .isEqualTo(400);
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    private List<Object> state() {
        var now = tasks.createTaskQuery().taskId(task).singleResult();
        return List.of(
                now.getDueDate(),
                now.getAssignee(),
                String.valueOf(now.getOwner()),
                tasks.getIdentityLinksForTask(task).size(),
                tasks.getVariables(task));
    }

    private Page atTheTasklist(String id) {
        var page = officer(id);
        page.navigate(url("/camunda/app/tasklist/default/"));
        return page;
    }

    private int send(Page page, String method, String what, String body) {
        return (int)
                page.evaluate(SEND, List.of(method, "/camunda/api/engine/engine/default/task/" + task + what, body));
    }
}
