package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.bilik.application.ApplicationWorld;
import kz.bilik.application.Applications;
import kz.bilik.application.AutomaticChecks;
import kz.bilik.application.CareerCentreCheck;
import kz.bilik.application.Forwarding;
import kz.bilik.application.Submission;
import kz.bilik.identity.Iin;
import kz.bilik.language.Language;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.settlement.Acts;
import kz.bilik.signature.DemoSignature;
import kz.bilik.support.TestDatabases;
import kz.bilik.support.TestDatabases.TestDatabase;
import kz.bilik.web.door.ApiCaller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** An application and the catalogue as people and centres meet them; who may call at all is the door's. */
@Tag("database")
class ApplicationOverHttpTest {

    private static final ApiCaller APPLICANT = person(ApiCaller.APPLICANT, "920315390109");
    private static final ApiCaller SOMEBODY = person(ApiCaller.APPLICANT, "870704490019");
    private static final ApiCaller CENTRE =
            new ApiCaller("centre", Set.of(ApiCaller.RECOGNITION_CENTRE), null, null, "C-014", null);
    private static final ApiCaller OTHER_CENTRE =
            new ApiCaller("other", Set.of(ApiCaller.RECOGNITION_CENTRE), null, null, "C-007", null);
    private static final ApiCaller NQS = new ApiCaller("nqs", Set.of(ApiCaller.NQS), null, null, null, null);

    private TestDatabase database;
    private ApplicationWorld module;
    private OverHttp house;
    private MockMvc http;

    @BeforeEach
    void open() {
        database = TestDatabases.h2();
        module = ApplicationWorld.on(database);
        house = new OverHttp(module.context())
                // No application comes as far as an act here.
                .with(Acts.class, () -> Mockito.mock(Acts.class))
                .with(PaymentOrders.class, () -> Mockito.mock(PaymentOrders.class));
        http = house.with("applicationController", "catalogueController");
    }

    @AfterEach
    void close() {
        SecurityContextHolder.clearContext();
        house.close();
        module.close();
        database.close();
    }

    @Test
    void aSubmissionIsAcceptedOnceAndTheSameOneIsAnsweredAgain() throws Exception {
        var submission = Submission.sample();
        submit(APPLICANT, submission)
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.number").exists())
                .andExpect(jsonPath("$.alreadyReceived").value(false))
                .andExpect(header().exists("Location"));
        submit(APPLICANT, submission)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.alreadyReceived").value(true));
        submit(APPLICANT, Submission.sample())
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("application.already-open"));
    }

    @Test
    void thePlatformAloneAttestsWhenAnApplicationWasSubmitted() throws Exception {
        submit(APPLICANT, Submission.sample(), "2026-09-14T08:00:00+05:00")
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("web.forbidden"));
        submit(NQS, Submission.sample(), "14.09.2026")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("application.submitted-at"))
                .andExpect(jsonPath("$.detail").value(containsString(ApiCaller.SUBMITTED_AT)));
        // By default the arrival here counts all the same.
        submit(NQS, Submission.sample(), "2026-09-14T08:00:00+05:00").andExpect(status().isAccepted());
        assertThat(module.get(Applications.class)
                        .of(APPLICANT.iin())
                        .get(0)
                        .receivedAt()
                        .getHour())
                .isEqualTo(9);
    }

    @Test
    void theNqsPlatformActsForWhoeverSignedAndAPersonForNobodyElse() throws Exception {
        submit(SOMEBODY, Submission.sample())
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("application.somebody-elses"));
        submit(NQS, Submission.sample()).andExpect(status().isAccepted());
    }

    @Test
    void everyWrongFieldIsNamedInTheReadersLanguage() throws Exception {
        submit(APPLICANT, Submission.sample().with("/profession", "9999").with("/region", "KZ-99"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.code").value("application.invalid"))
                .andExpect(jsonPath("$.detail")
                        .value("The application is not valid; the fields that are wrong are named."));
    }

    @Test
    void anApplicationConcernsItsApplicantAndOnceItWasSentTheCentreThatHeChose() throws Exception {
        var number = received();
        as(APPLICANT, get("/api/applications/" + number))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.stage").value("CHECKS"))
                .andExpect(jsonPath("$.iin").value("920315******"))
                .andExpect(jsonPath("$.documents", hasSize(3)))
                .andExpect(jsonPath("$.timeline", hasSize(1)))
                .andExpect(jsonPath("$.notices", hasSize(1)));
        for (var stranger : List.of(SOMEBODY, CENTRE, OTHER_CENTRE, NQS)) {
            as(stranger, get("/api/applications/" + number))
                    .andExpect(status().isNotFound())
                    .andExpect(jsonPath("$.code").value("application.unknown"));
        }
        sentToCentre(number);
        as(CENTRE, get("/api/applications/" + number))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.stage").value("RECOGNITION_CENTRE"))
                .andExpect(jsonPath("$.stageText").value("Awaiting the recognition centre's answer"))
                .andExpect(jsonPath("$.nextDeadline.due").value("2026-09-17"))
                .andExpect(jsonPath("$.notices").doesNotExist());
        as(OTHER_CENTRE, get("/api/applications/" + number)).andExpect(status().isNotFound());
        as(SOMEBODY, get("/api/applications")).andExpect(jsonPath("$", hasSize(0)));
        as(APPLICANT, get("/api/applications")).andExpect(jsonPath("$", hasSize(1)));
    }

    @Test
    void onlyTheApplicantWithdrawsAndOnlyTheChosenCentreAnswers() throws Exception {
        var number = received();
        sentToCentre(number);
        var answer = post("/api/applications/" + number + "/answer").contentType(MediaType.APPLICATION_JSON);
        as(OTHER_CENTRE, answer.content("{\"confirmed\":true}")).andExpect(status().isNotFound());
        as(APPLICANT, answer.content("{\"confirmed\":true}")).andExpect(status().isNotFound());
        as(CENTRE, answer.content("{}")).andExpect(status().isUnprocessableEntity());
        as(SOMEBODY, post("/api/applications/" + number + "/withdrawal")).andExpect(status().isNotFound());
        as(CENTRE, post("/api/applications/" + number + "/withdrawal")).andExpect(status().isNotFound());
        assertThat(module.told()).isEmpty();

        as(CENTRE, answer.content("{\"confirmed\":false,\"reason\":\"комиссия жоқ\"}"))
                .andExpect(status().isOk());
        as(APPLICANT, post("/api/applications/" + number + "/withdrawal")).andExpect(status().isOk());
        assertThat(module.told()).containsExactly(number + " no комиссия жоқ", number + " withdrawn");
    }

    @Test
    void whoChoosesFindsNamesInTheOrderOfHisAlphabet() throws Exception {
        assertThat(names("/api/catalogue/regions", "kk"))
                .hasSize(20)
                .startsWith(
                        "Абай облысы",
                        "Ақмола облысы",
                        "Ақтөбе облысы",
                        "Алматы қаласы",
                        "Алматы облысы",
                        "Астана қаласы")
                .containsSubsequence(
                        "Жетісу облысы",
                        "Қарағанды облысы",
                        "Қостанай облысы",
                        "Қызылорда облысы",
                        "Маңғыстау облысы",
                        "Павлодар облысы",
                        "Солтүстік Қазақстан облысы",
                        "Түркістан облысы",
                        "Ұлытау облысы",
                        "Шығыс Қазақстан облысы",
                        "Шымкент қаласы");
        for (var list : List.of("regions", "professions", "recognition-centres", "career-centres?region=KZ-75")) {
            for (var language : Language.values()) {
                assertThat(names("/api/catalogue/" + list, language.tag()))
                        .as(list + " " + language)
                        .isNotEmpty()
                        .isSortedAccordingTo(language.order());
            }
        }
    }

    private List<String> names(String address, String language) throws Exception {
        var answer = http.perform(get(address).header("Accept-Language", language))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        return JsonPath.read(answer, "$[*].name");
    }

    /** What a person chooses from (cl. 3.1), and what it will cost (cl. 14.1, 14.2, 15). */
    @Test
    void anybodySeesWhatARecognitionCostsAndWhoPaysIt() throws Exception {
        http.perform(get("/api/catalogue/offers?profession=7212&registeredRegion=KZ-75")
                        .header("Accept-Language", "en"))
                .andExpect(jsonPath("$", hasSize(4)))
                // 38,000 tenge at C-014 in KZ-75: 7 MCI of 2026 are 30,275.
                .andExpect(jsonPath("$[3].recognitionCentre").value("C-014"))
                .andExpect(jsonPath("$[3].statePays").value(30_275))
                .andExpect(jsonPath("$[3].applicantPays").value(7_725))
                .andExpect(jsonPath("$[3].aid").value(0))
                // Elsewhere 6 MCI of aid are due.
                .andExpect(jsonPath("$[0].aid").value(25_950));
        http.perform(get("/api/catalogue/offers?profession=9999")).andExpect(status().isNotFound());
        http.perform(get("/api/catalogue/career-centres?region=KZ-75")).andExpect(jsonPath("$", hasSize(3)));
        http.perform(get("/api/catalogue/career-centres?region=KZ-00")).andExpect(status().isNotFound());
        http.perform(get("/api/catalogue/professions")).andExpect(jsonPath("$", hasSize(13)));
        http.perform(get("/api/catalogue/recognition-centres?region=KZ-71")).andExpect(jsonPath("$", hasSize(1)));
    }

    /** Choosing waits for no budget law (cl. 3.1). */
    @Test
    void withoutTheIndexOfTheYearTheCatalogueShowsPricesAndSaysWhyNoParts() throws Exception {
        module.at("2027-01-04T09:00");
        for (var language : Map.of(
                        "kk",
                                "2027 жылғы айлық есептік көрсеткішке байланысты, ол әлі белгісіз: мемлекет ең көбі 7 АЕК",
                        "ru", "показателя 2027 года, который ещё не известен: государство платит не более 7 МРП",
                        "en", "index of 2027, which is not known yet: the state pays at most 7 MCI")
                .entrySet()) {
            http.perform(get("/api/catalogue/offers?profession=7212&registeredRegion=KZ-75")
                            .header("Accept-Language", language.getKey()))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$[3].price").value(38_000))
                    .andExpect(jsonPath("$[3].partsText").value(containsString(language.getValue())))
                    .andExpect(jsonPath("$[3].statePays").doesNotExist())
                    .andExpect(jsonPath("$[3].applicantPays").doesNotExist())
                    .andExpect(jsonPath("$[3].aid").doesNotExist())
                    .andExpect(jsonPath("$[3].monthlyCalculationIndex").doesNotExist());
        }
    }

    private String received() throws Exception {
        submit(APPLICANT, Submission.sample()).andExpect(status().isAccepted());
        return module.get(Applications.class).of(APPLICANT.iin()).get(0).number();
    }

    private void sentToCentre(String number) {
        module.get(AutomaticChecks.class).reserveVoucher(number);
        module.get(CareerCentreCheck.class).decide(number, "forward", List.of(), Map.of());
        module.get(Forwarding.class).forward(number);
    }

    private ResultActions submit(ApiCaller caller, Submission submission) throws Exception {
        return submit(caller, submission, null);
    }

    private ResultActions submit(ApiCaller caller, Submission submission, String submittedAt) throws Exception {
        var bytes = submission.bytes();
        var request = multipart("/api/applications")
                .file(new MockMultipartFile("application", "application.json", "application/json", bytes))
                .file(new MockMultipartFile(
                        "signature",
                        "application.p7s",
                        "application/octet-stream",
                        DemoSignature.of("person-01", bytes)));
        for (var file : submission.files()) {
            request.file(new MockMultipartFile(
                    "documents", file.fileName(), null, file.content().getInputStream()));
        }
        if (submittedAt != null) {
            request.header(ApiCaller.SUBMITTED_AT, submittedAt);
        }
        return as(caller, request);
    }

    private ResultActions as(
            ApiCaller caller,
            org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder<?> request)
            throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(new UsernamePasswordAuthenticationToken(caller, null, List.of()));
        return http.perform(request.header("Accept-Language", "en"));
    }

    private static ApiCaller person(String role, String iin) {
        return new ApiCaller("person", Set.of(role), Iin.of(iin), null, null, null);
    }
}
