package kz.bilik.web;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import kz.bilik.calendar.CalendarChanges;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.calendar.LegalClock;
import kz.bilik.calendar.RunningDeadlines;
import kz.bilik.calendar.WorkingCalendar;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Texts;
import kz.bilik.law.Law;
import kz.bilik.support.ModelledDecisionTables;
import kz.bilik.support.TestDatabases;
import kz.bilik.support.TestDatabases.TestDatabase;
import kz.bilik.support.TestTexts;
import kz.bilik.web.door.ApiCaller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@Tag("database")
class PublicArithmeticTest {

    private final GenericApplicationContext modules = new GenericApplicationContext();
    private OverHttp house;
    private MockMvc web;

    @BeforeEach
    void start() {
        var database = TestDatabases.h2();
        var texts = TestTexts.get();
        var calendar = new WorkingCalendar(database.jdbc());
        var clock = new LegalClock(Clock.fixed(Instant.parse("2026-09-14T04:00:00Z"), LegalClock.ZONE));
        var law = new Law(new ModelledDecisionTables());
        var changes = new CalendarChanges(
                database.jdbc(),
                database.transactionManager(),
                calendar,
                clock,
                new StaticListableBeanFactory().getBeanProvider(RunningDeadlines.class),
                event -> {});
        modules.registerBean(Texts.class, () -> texts);
        modules.registerBean(WorkingCalendar.class, () -> calendar);
        modules.registerBean(LegalClock.class, () -> clock);
        modules.registerBean(Law.class, () -> law);
        modules.registerBean(CalendarChanges.class, () -> changes);
        modules.registerBean(DeadlineText.class, () -> new DeadlineText(texts, calendar));
        modules.registerBean(Catalogue.class, () -> catalogue(database));
        modules.refresh();
        house = new OverHttp(modules);
        web = house.with("deadlineController", "reimbursementController", "calendarController");
    }

    @AfterEach
    void signOut() {
        house.close();
        modules.close();
        SecurityContextHolder.clearContext();
    }

    @Test
    void anybodyCanCheckADeadline() throws Exception {
        web.perform(get("/api/deadlines?from=2026-10-23&days=1&unit=WORKING_DAYS")
                        .header("Accept-Language", "en"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.due").value("2026-10-27"))
                .andExpect(jsonPath("$.end").value("2026-10-28T00:00:00+05:00"))
                .andExpect(jsonPath("$.skipped[*].reason", contains("WEEKEND", "HOLIDAY", "MOVED_DAY_OFF")))
                .andExpect(jsonPath("$.skipped[1].text").value("Republic Day"))
                .andExpect(jsonPath("$.explanation", containsString("due by the end of 27 October 2026")));
    }

    @Test
    void aDeadlineIsExplainedInTheReadersLanguage() throws Exception {
        web.perform(get("/api/deadlines?from=2026-09-18&days=1").header("Accept-Language", "ru-KZ,ru;q=0.9"))
                .andExpect(jsonPath("$.due").value("2026-09-21"))
                .andExpect(jsonPath("$.skipped[0].text").value("выходной"));
        web.perform(get("/api/deadlines?from=2026-09-15&days=60&unit=CALENDAR_DAYS"))
                .andExpect(jsonPath("$.due").value("2026-11-14"))
                .andExpect(jsonPath("$.explanation", containsString("2026 жылғы 14 қараша")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "days=1 | from web.field-missing",
                "from=14.09.2026&days=1 | from calendar.date",
                "from=2026-02-30&days=1 | from calendar.date",
                "from=2023-12-31&days=1 | from calendar.date",
                "from=2100-01-01&days=1 | from calendar.date",
                "from=2026-09-14 | days web.field-missing",
                "from=2026-09-14&days=0 | days calendar.days",
                "from=2026-09-14&days=-1 | days calendar.days",
                "from=2026-09-14&days=3661 | days calendar.days",
                "from=2026-09-14&days=99999999999999999999 | days calendar.days",
                "from=2026-09-14&days=1.5 | days calendar.days",
                "from=2026-09-14&days=1&unit=WEEKS | unit calendar.unit"
            })
    void aWrongQuestionForADeadlineNamesTheField(String query, String field) throws Exception {
        var parts = field.split(" ");
        web.perform(get("/api/deadlines?" + query).header("Accept-Language", "en"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.code").value("web.invalid"))
                .andExpect(jsonPath("$.fields[0].path").value(parts[0]))
                .andExpect(jsonPath("$.fields[0].code").value(parts[1]));
    }

    @Test
    void theLongestTermIsCounted() throws Exception {
        web.perform(get("/api/deadlines?from=2099-12-31&days=3660")).andExpect(status().isOk());
    }

    @Test
    void anybodyCanCheckAReimbursement() throws Exception {
        web.perform(get("/api/reimbursements?price=45500&profile=TECHNICAL&registeredRegion=KZ-75&examRegion=KZ-71"
                                + "&date=2026-09-14")
                        .header("Accept-Language", "en"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.monthlyCalculationIndex").value(4325))
                .andExpect(jsonPath("$.cap").value(30275))
                .andExpect(jsonPath("$.service.amount").value(30275))
                .andExpect(jsonPath("$.service.clause").value("cl. 14.1"))
                .andExpect(jsonPath("$.aid.amount").value(25950))
                .andExpect(jsonPath("$.aid.clause").value("cl. 14.2"))
                .andExpect(jsonPath("$.holder.amount").value(15225))
                .andExpect(jsonPath("$.holder.text").value("The holder pays 15\u00a0225 tenge."))
                .andExpect(jsonPath("$.rows", contains("technical-2024-outside", "mci-2026")));
    }

    @Test
    void insideTheRegionOfRegistrationThereIsNoAid() throws Exception {
        web.perform(get("/api/reimbursements?price=8000&profession=5141&registeredRegion=KZ-75&examRegion=KZ-75"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.profile").value("SOCIAL_HUMANITARIAN"))
                .andExpect(jsonPath("$.date").value("2026-09-14"))
                .andExpect(jsonPath("$.aid.amount").value(0))
                .andExpect(jsonPath("$.holder.amount").value(0));
    }

    @Test
    void aWrongQuestionForAReimbursementNamesEveryField() throws Exception {
        web.perform(get("/api/reimbursements?price=0&profile=MUSICAL&registeredRegion=KZ-99&date=tomorrow")
                        .header("Accept-Language", "en"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath(
                        "$.fields[*].code",
                        containsInAnyOrder(
                                "law.price",
                                "law.profile",
                                "catalogue.unknown-region",
                                "web.field-missing",
                                "calendar.date")));
        web.perform(get("/api/reimbursements?price=8000&profession=0000&registeredRegion=KZ-75&examRegion=KZ-75"))
                .andExpect(jsonPath("$.fields[0].code").value("catalogue.unknown-profession"));
    }

    @Test
    void anUnknownIndexIsAnswerableLaterAndNotGuessed() throws Exception {
        web.perform(get("/api/reimbursements?price=8000&profile=TECHNICAL&registeredRegion=KZ-75&examRegion=KZ-75"
                        + "&date=2027-01-01"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(jsonPath("$.code").value("law.mci-unknown"));
        web.perform(get("/api/reimbursements?price=8000&profile=TECHNICAL&registeredRegion=KZ-75&examRegion=KZ-75"
                        + "&date=2024-09-07"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.code").value("law.no-edition"));
    }

    @Test
    void anybodyCanReadTheCalendarOfAYear() throws Exception {
        web.perform(get("/api/calendar/2026").header("Accept-Language", "en"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.workingDays").value(247))
                .andExpect(jsonPath("$.settled").value(true))
                .andExpect(jsonPath("$.days[*].text", hasItem("Kurban Ait")));
        for (var year : new String[] {"2023", "2100", "26", "abc"}) {
            web.perform(get("/api/calendar/" + year)).andExpect(status().isNotFound());
        }
    }

    @Test
    void theAdministratorChangesTheCalendar() throws Exception {
        signIn(ApiCaller.ADMINISTRATOR);
        web.perform(
                        change(
                                """
                        {"reason": "Order No. 512",
                         "days": [{"day": "2026-10-27", "kind": "MOVED_DAY_OFF", "name": "exchanged"}]}"""))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.days", contains("2026-10-27")))
                .andExpect(jsonPath("$.complete").value(true));
        web.perform(get("/api/deadlines?from=2026-10-23&days=1"))
                .andExpect(jsonPath("$.due").value("2026-10-28"));
    }

    @Test
    void nobodyElseChangesTheCalendar() throws Exception {
        signIn(ApiCaller.APPLICANT);
        web.perform(change("{\"reason\": \"x\", \"days\": [{\"day\": \"2026-10-27\", \"kind\": \"ORDINARY\"}]}"))
                .andExpect(status().isForbidden());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | reason",
                "{\"reason\": \"x\", \"days\": [null]} | days[0].day",
                "{\"reason\": \"x\", \"days\": [{\"day\": \"2026-10-27\"}]} | days[0].kind",
                "{\"reason\": \"x\", \"days\": [{\"kind\": \"ORDINARY\"}]} | days[0].day",
                "{\"reason\": \"x\", \"days\": [{\"day\": \"2026-10-27\", \"kind\": \"HOLIDAY\"}]} | days[0].name",
                "{\"reason\": \"x\", \"settledYears\": [null]} | settledYears",
                "{\"reason\": \"x\", \"days\": [{\"day\": \"27.10.2026\", \"kind\": \"ORDINARY\"}]} | days[0].day",
                "{\"reason\": \"x\", \"days\": [{\"day\": \"2026-10-27\", \"kind\": \"FREE\"}]} | days[0].kind",
                "{\"reason\": \"x\", \"dais\": []} | dais"
            })
    void aWrongChangeNamesTheField(String body, String path) throws Exception {
        signIn(ApiCaller.ADMINISTRATOR);
        web.perform(change(body))
                .andExpect(status().is4xxClientError())
                .andExpect(jsonPath("$.fields[0].path").value(path));
    }

    private static Catalogue catalogue(TestDatabase database) {
        database.jdbc()
                .sql(
                        """
                        insert into profession (code, name_kk, name_ru, name_en, profile)
                        values ('5141', 'Шаштаразшы', 'Парикмахер', 'Hairdresser', 'SOCIAL_HUMANITARIAN')""")
                .update();
        database.jdbc()
                .sql("insert into profession_level (profession, level_code) values ('5141', '3')")
                .update();
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(JdbcClient.class, database::jdbc);
        context.registerBean(
                LegalClock.class,
                () -> new LegalClock(Clock.fixed(Instant.parse("2026-09-14T04:00:00Z"), LegalClock.ZONE)));
        context.registerBean(Catalogue.class);
        context.refresh();
        return context.getBean(Catalogue.class);
    }

    private static MockHttpServletRequestBuilder change(String body) {
        return put("/api/calendar/days").contentType(MediaType.APPLICATION_JSON).content(body);
    }

    private static void signIn(String role) {
        var caller = new ApiCaller("administrator", Set.of(role), null, null, null, null);
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(caller, null));
    }
}
