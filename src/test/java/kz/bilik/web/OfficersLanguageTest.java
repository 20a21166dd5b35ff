package kz.bilik.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Filters, tasks, forms and refusals are in the language that the officer chose, whatever his browser asks for. */
@ProcedureTest
class OfficersLanguageTest extends InTheBrowser {

    @Autowired
    TaskService tasks;

    /** A word of English that nobody typed: labels of ours are translated, what the demo's people wrote is Kazakh or Russian. */
    private static final Pattern ENGLISH = Pattern.compile("\\b(the|of|is|Required|Region|Due|Decision|Select)\\b");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kk | Барлық тапсырмалар | Өтінішті тексеру | Алматы қаласы | Дәнекерлеуші, 4-деңгей | Медеу ауданының мансап орталығы |"
                        + " Дұрыс емес: бас тарту | Бұл өрісті толтыру міндетті. | Аяқтау | Бас тарту үшін кемінде бір негіз керек",
                "ru | Все задачи | Проверить заявление | город Алматы | Сварщик, уровень 4 | Карьерный центр Медеуского района |"
                        + " Не в порядке: отказать | Это поле обязательно. | Завершить | Для отказа нужно хотя бы одно основание",
            })
    void anOfficersWholeWayIsInHisLanguage(
            String language,
            String filter,
            String task,
            String region,
            String profession,
            String centre,
            String refuse,
            String required,
            String complete,
            String refusal) {
        story.applies("person-01");
        var page = officer("career-KZ-75-03");
        page.navigate(url("/?lang=" + language));
        page.navigate(url("/camunda/app/tasklist/default/"));
        page.getByText(filter).first().click();
        var card = page.locator("li.task").first();
        assertThat(card).containsText(task);
        assertThat(card).containsText(region);
        assertThat(card).containsText(profession);
        card.locator("h4 a").first().click();
        // Whose task it is: the centre, not the name of its group.
        assertThat(page.locator("[cam-tasklist-task-meta] .groups")).containsText(centre);
        var form = page.locator(".fjs-container");
        assertThat(form.getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setName(task)))
                .isVisible();
        assertThat(form).containsText(profession);
        assertThat(form.innerText()).doesNotContainPattern(ENGLISH);
        page.locator("a[ng-click='claim()'], button[ng-click='claim()']")
                .first()
                .click();
        picture(page, "form-" + language);

        page.getByRole(AriaRole.BUTTON, named(complete)).click();
        assertThat(page.locator(".fjs-form-field-error").first()).hasText(required);
        page.getByLabel(refuse).check();
        page.getByRole(AriaRole.BUTTON, named(complete)).click();
        assertThat(page.locator(".page-notifications")).containsText(refusal);
        picture(page, "refusal-" + language);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kk | Аяқтау | Серверден жауап жоқ.",
                "ru | Завершить | Сервер не отвечает.",
                "en | Complete | The server does not answer."
            })
    void anAnswerThatNeverComesIsExplainedInTheOfficersLanguage(String language, String complete, String words) {
        story.applies("person-01");
        var page = officer("career-KZ-75-03");
        page.navigate(url("/?lang=" + language));
        page.navigate(url("/camunda/app/tasklist/default/"));
        page.locator("li.task h4 a").first().click();
        page.locator("a[ng-click='claim()'], button[ng-click='claim()']")
                .first()
                .click();
        page.locator(".fjs-container input[type=radio]").first().check();
        page.route("**/submit-form", Route::abort);
        page.getByRole(AriaRole.BUTTON, named(complete)).click();
        assertThat(page.locator(".page-notifications")).containsText(words);
        assertThat(page.locator(".page-notifications")).not().containsText("Request has been terminated");
        picture(page, "no-answer-" + language);
    }

    @Test
    void dateFieldsAndListsAreToo() {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var page = officer("centre-C-014");
        page.navigate(url("/?lang=kk"));
        page.navigate(url("/camunda/app/tasklist/default/"));
        page.locator("li.task h4 a").first().click();
        page.locator("a[ng-click='claim()'], button[ng-click='claim()']")
                .first()
                .click();
        page.getByLabel("Иә", new Page.GetByLabelOptions().setExact(true)).check();
        var form = page.locator(".fjs-container");
        assertThat(form).containsText("Хаттамаға қол қойылған күн");
        assertThat(form.innerText()).doesNotContainPattern("Protocol|Exam held|Region");
        assertThat(form.locator("input[placeholder='Іздеу']")).isVisible();
        var day = form.locator(".flatpickr-input").first();
        assertThat(day).hasAttribute("placeholder", "кк.аа.жжжж");
        day.click();
        assertThat(page.locator(".flatpickr-calendar.open")).containsText("қыркүйек");
        assertThat(page.locator(".flatpickr-calendar.open .flatpickr-weekday").first())
                .hasText("дс");
        assertThat(page.locator(".flatpickr-calendar.open .flatpickr-weekday").last())
                .hasText("жс");
        picture(page, "record-exam-kk");
    }

    @Test
    void theEngineKeepsTheStateLanguageAndTheAnalystsEnglish() {
        var application = story.applies("person-01");
        var task = story.openTask(application, "checkApplication");
        var page = officer("career-KZ-75-03");
        page.navigate(url("/?lang=ru"));

        assertThat(task.getName()).isEqualTo("Check application");
        assertThat(tasks.getVariableLocal(task.getId(), "regionName")).isEqualTo("Алматы қаласы");
        var api = "/camunda/api/engine/engine/default/";
        assertThat(answer(page, api + "task/" + task.getId())).contains("\"Проверить заявление\"");
        assertThat(answer(page, api + "task/" + task.getId() + "/deployed-form"))
                .contains("### Проверить заявление\\nПолон ли пакет", "\"value\":\"forward\"", "{{number}}");
        assertThat(answer(page, api + "process-definition/" + task.getProcessDefinitionId() + "/xml"))
                .contains("name=\\\"Проверить заявление\\\"", "id=\\\"checkApplication\\\"")
                .doesNotContain("name=\\\"Check application\\\"");
        assertThat(answer(page, api + "task/" + task.getId() + "/form-variables"))
                .contains("город Алматы", "до конца дня");
        assertThat(answer(page, api + "task/" + task.getId() + "/variables")).contains("Алматы қаласы");
    }

    private String answer(Page page, String path) {
        return page.request().get(url(path)).text();
    }
}
