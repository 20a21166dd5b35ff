package kz.bilik.web;

import static kz.bilik.settlement.SettlementWorld.CENTRE;
import static kz.bilik.settlement.SettlementWorld.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.model;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kz.bilik.application.ApplicationStatus;
import kz.bilik.casefile.CaseReads;
import kz.bilik.casefile.CaseStage;
import kz.bilik.casefile.MoneyOfACase;
import kz.bilik.identity.Iin;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.officer.OfficerNames;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ServicesAct;
import kz.bilik.settlement.SettlementWorld;
import kz.bilik.support.BankAnswerFile;
import kz.bilik.support.TestDatabases;
import kz.bilik.support.TestDatabases.TestDatabase;
import kz.bilik.voucher.Vouchers;
import kz.bilik.web.door.ApiCaller;
import kz.bilik.web.door.ApiRules;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;

/** Protocol, act and payments as a centre, a bank, a payee and an officer meet them; who may call at all is the door's. */
@Tag("database")
class SettlementOverHttpTest {

    private TestDatabase database;
    private SettlementWorld world;
    private OverHttp house;
    private MockMvc http;
    private Officer officer;
    private String voucher;

    @BeforeEach
    void open() {
        database = TestDatabases.h2();
        world = new SettlementWorld(database);
        voucher = world.voucherInUse(1, "KZ-75", "KZ-35", "7212", 38000);
        house = new OverHttp(world.context())
                .with(OfficerNames.class, () -> org.mockito.Mockito.mock(OfficerNames.class))
                .with(CurrentOfficer.class, () -> () -> Optional.ofNullable(officer))
                .with(CaseReads.class, () -> new CaseReads(database.jdbc(), Clock.systemDefaultZone(), event -> {}));
        http = house.with(
                "examProtocolController",
                "actController",
                "paymentController",
                "actPages",
                "actPaymentPages",
                "actAcceptancePages");
    }

    /** In Kazakh, where nobody asked for another language. */
    private String said(String words) {
        return world.get(Texts.class).in(Language.KK, words);
    }

    @AfterEach
    void close() {
        SecurityContextHolder.clearContext();
        house.close();
        world.close();
        database.close();
    }

    @Test
    void aCentreRecordsItsProtocolReadsItsActAndSendsItSigned() throws Exception {
        callAsCentre(CENTRE);
        var act = recorded();
        http.perform(get("/api/acts/" + act))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("DRAFT"))
                .andExpect(jsonPath("$.sendBy").value(TODAY.plusDays(5).toString()))
                .andExpect(jsonPath("$.vouchers[0]").value(voucher));
        var pdf = http.perform(get("/api/acts/" + act + "/document"))
                .andExpect(content().contentType(MediaType.APPLICATION_PDF))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        var signature = world.signature("centre-C-014", pdf);
        for (int again = 0; again < 2; again++) {
            http.perform(post("/api/acts/" + act + "/signature")
                            .contentType("application/pkcs7-signature")
                            .content(signature))
                    .andExpect(status().isOk());
        }
        http.perform(get("/api/acts/" + act))
                .andExpect(jsonPath("$.state").value("SENT"))
                .andExpect(jsonPath("$.payBy").value(TODAY.plusDays(7).toString()));
    }

    @Test
    void aFurtherActOfAProtocolNamesTheEarlierOnesWhereverItIsRead() throws Exception {
        callAsCentre(CENTRE);
        var sent = recorded();
        world.sign(sent);
        var late = world.welderInUse(2);
        var both = protocol("KZ-75")
                .replace("[{", "[{\"voucher\": \"%s\", \"result\": \"RECOGNISED\"}, {".formatted(late));
        var answer = http.perform(post("/api/exam-protocols")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(both))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(JsonPath.<List<String>>read(answer, "$.acts")).hasSize(2).contains(sent);
        var further = world.get(Acts.class).actOf(late).orElseThrow();

        http.perform(get("/api/acts/" + further))
                .andExpect(jsonPath("$.vouchers", org.hamcrest.Matchers.contains(late)))
                .andExpect(jsonPath("$.earlierActs", org.hamcrest.Matchers.contains(sent)));
        http.perform(get("/api/acts/" + sent)).andExpect(jsonPath("$.earlierActs", org.hamcrest.Matchers.empty()));
        officer = new Officer("centre-C-014", Set.of("recognition-centre.C-014"));
        http.perform(get("/acts/" + further + "/sign")).andExpect(model().attribute("earlier", List.of(sent)));
        officer = new Officer("mobility-KZ-75", Set.of("mobility-centre.KZ-75"));
        http.perform(get("/acts/" + further + "/accept")).andExpect(model().attribute("earlier", List.of(sent)));
        http.perform(get("/acts/" + sent + "/accept")).andExpect(model().attribute("earlier", List.of()));
        assertThat(actRows(late)).contains(further, sent);
        assertThat(actRows(voucher)).contains(sent).doesNotContain(further);
    }

    /** What the case file says of the holder's act. */
    private List<String> actRows(String holder) {
        return MoneyOfACase.rows(
                house.beans(), world.get(Vouchers.class).get(holder).application());
    }

    @Test
    void theStageOfACaseFollowsItsVoucherItsActAndItsPayments() {
        var stages = house.get(CaseStage.class);
        var application = world.get(Vouchers.class).get(voucher).application();
        assertThat(stages.of(application)).isEqualTo(CaseStage.Stage.VOUCHER_USED);
        var act = world.actOf(voucher);
        assertThat(stages.of(application)).isEqualTo(CaseStage.Stage.EXAMINED);
        world.sign(act);
        assertThat(stages.of(application)).isEqualTo(CaseStage.Stage.ACT_SENT);
        world.accept(act);
        world.orders().create(act);
        assertThat(stages.of(application)).isEqualTo(CaseStage.Stage.PAYMENT);
        world.orders().release(act, true);
        world.orders().send(act);
        for (var order : world.orders().of(act)) {
            assertThat(stages.of(application)).isEqualTo(CaseStage.Stage.PAYMENT);
            world.orders().reject(order.number(), "The account is blocked");
            var repaired = world.repair().repair(order.number(), "same-account", null);
            world.repair().sendReplacement(order.number());
            assertThat(stages.of(application)).isEqualTo(CaseStage.Stage.PAYMENT);
            world.orders().confirm(repaired);
        }
        assertThat(stages.of(application)).isEqualTo(CaseStage.Stage.PAID);
        for (var end : List.of("ISSUED", "LAPSED", "WITHDRAWN")) {
            database.jdbc()
                    .sql("update voucher set state = ? where number = ?")
                    .params(end, voucher)
                    .update();
            assertThat(stages.of(application)).hasToString("VOUCHER_" + end);
        }
        for (var early : ApplicationStatus.Stage.values()) {
            assertThat(CaseStage.Stage.valueOf(early.name())).isNotNull();
        }
        for (var stage : CaseStage.Stage.values()) {
            for (var language : Language.values()) {
                assertThat(stages.words(stage, language)).isNotBlank().doesNotContain("web.stage");
            }
        }
    }

    @Test
    void anActDoesNotExistForAnotherCentre() throws Exception {
        callAsCentre(CENTRE);
        var act = recorded();
        callAsCentre("C-021");
        for (var path : List.of("", "/document")) {
            http.perform(get("/api/acts/" + act + path))
                    .andExpect(status().isNotFound())
                    .andExpect(jsonPath("$.code").value("settlement.act-unknown"));
        }
        http.perform(post("/api/acts/" + act + "/signature").content(new byte[] {1}))
                .andExpect(status().isNotFound());
        http.perform(get("/api/payments").param("act", act)).andExpect(status().isNotFound());
    }

    @Test
    void theBankConfirmsTwiceWithOneAnswerAndCannotTakeItBack() throws Exception {
        var service = sent(PaymentOrder.Kind.SERVICE);
        callAsBank(null);
        for (int again = 0; again < 2; again++) {
            http.perform(post("/api/payments/" + service + "/confirmation"))
                    .andExpect(status().isOk())
                    .andExpect(jsonPath("$.state").value("CONFIRMED"))
                    .andExpect(jsonPath("$.amount").value(30275))
                    .andExpect(jsonPath("$.account").value("KZ90…9014"));
        }
        http.perform(post("/api/payments/" + service + "/rejection")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\":\"late\"}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("payment.already-confirmed"));
        callAsBank("KZ-71");
        http.perform(post("/api/payments/" + service + "/confirmation")).andExpect(status().isNotFound());
    }

    @Test
    void aReasonOfTheBankIsTakenWholeOrRefused() throws Exception {
        var service = sent(PaymentOrder.Kind.SERVICE);
        callAsBank(null);
        http.perform(post("/api/payments/" + service + "/rejection")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\":\"" + "x".repeat(2001) + "\"}"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.code").value("payment.reason-too-long"))
                .andExpect(jsonPath("$.fields[0].path").value("reason"));
        http.perform(post("/api/payments/" + service + "/rejection")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\":\"" + "x".repeat(1500) + "\"}"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.reason").value("x".repeat(1500)));
        officer = new Officer("accountant-KZ-75", Set.of("accountant.KZ-75"));
        var page = http.perform(get("/acts/" + world.orders().get(service).act() + "/payments"))
                .andReturn()
                .getModelAndView();
        assertThat(page.getModel().get("rows").toString()).contains("x".repeat(1500));
    }

    @Test
    void onlyThePayeeSendsANewAccount() throws Exception {
        var aid = sent(PaymentOrder.Kind.AID);
        callAsBank(null);
        http.perform(post("/api/payments/" + aid + "/rejection")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\":\"closed\"}"))
                .andExpect(status().isOk());
        var statement = "{\"order\":\"%s\",\"account\":\"KZ55722TEST000000002\"}"
                .formatted(aid)
                .getBytes(StandardCharsets.UTF_8);
        var request = multipart("/api/payments/" + aid + "/account")
                .file(new MockMultipartFile("statement", statement))
                .file(new MockMultipartFile("signature", world.signature("person-01", statement)));
        callAs(new ApiCaller("person-02", Set.of(ApiCaller.APPLICANT), Iin.of(world.iin(2)), null, null, null));
        http.perform(request).andExpect(status().isNotFound());
        callAs(new ApiCaller("person-01", Set.of(ApiCaller.APPLICANT), Iin.of(world.iin(1)), null, null, null));
        http.perform(request).andExpect(status().isOk());
    }

    @Test
    void theCentresOfficerSignsOnThePageAndNoOtherOfficerFindsIt() throws Exception {
        callAsCentre(CENTRE);
        var act = recorded();
        officer = new Officer("centre-C-021", Set.of("recognition-centre.C-021"));
        http.perform(get("/acts/" + act + "/sign")).andExpect(status().isNotFound());
        officer = new Officer("mobility-KZ-75", Set.of("mobility-centre.KZ-75"));
        http.perform(post("/acts/" + act + "/demo-signature")).andExpect(status().isNotFound());
        http.perform(get("/acts/" + act + "/document")).andExpect(content().contentType(MediaType.APPLICATION_PDF));
        officer = new Officer("mobility-KZ-71", Set.of("mobility-centre.KZ-71"));
        http.perform(get("/acts/" + act + "/document")).andExpect(status().isNotFound());
        officer = new Officer("authorised", Set.of("authorised-body"));
        http.perform(get("/acts/" + act + "/document")).andExpect(status().isNotFound());

        officer = new Officer("centre-C-014", Set.of("recognition-centre.C-014"));
        http.perform(get("/acts/" + act + "/sign"))
                .andExpect(model().attribute("signable", true))
                .andExpect(model().attribute("demoKey", true))
                .andExpect(model().attribute("language", "kk"))
                .andExpect(model().attribute(
                                "bytesToSign",
                                java.util.Base64.getEncoder()
                                        .encodeToString(world.get(Acts.class).document(act))))
                .andExpect(header().string(
                                "Content-Security-Policy", org.hamcrest.Matchers.containsString("wss://127.0.0.1")));
        http.perform(post("/acts/" + act + "/sign").param("signature", "bm8="))
                .andExpect(flash().attributeExists("problem"));
        http.perform(post("/acts/" + act + "/demo-signature"))
                .andExpect(redirectedUrl("/acts/" + act + "/sign"))
                .andExpect(flash().attribute("done", said("act.page.sent")));
        assertThat(world.get(Acts.class).get(act).state()).isEqualTo(ServicesAct.State.SENT);
        http.perform(get("/acts/" + act + "/sign")).andExpect(model().attribute("signable", false));
    }

    @Test
    void theMobilityCentreAcceptsOnThePageAndNoOtherOfficerFindsIt() throws Exception {
        callAsCentre(CENTRE);
        var act = recorded();
        var path = "/acts/" + act + "/accept";
        for (var stranger : List.of(
                new Officer("mobility-KZ-71", Set.of("mobility-centre.KZ-71")),
                new Officer("centre-C-014", Set.of("recognition-centre.C-014")),
                new Officer("accountant-KZ-75", Set.of("accountant.KZ-75")),
                new Officer("auditor", Set.of("auditor")))) {
            officer = stranger;
            http.perform(get(path)).andExpect(status().isNotFound());
            http.perform(post(path).param("signature", "bm8=")).andExpect(status().isNotFound());
            http.perform(post(path + "/demo-signature").param("edition", "1")).andExpect(status().isNotFound());
            http.perform(post(path + "/return").param("edition", "1").param("remarks", "No"))
                    .andExpect(status().isNotFound());
        }
        officer = null;
        http.perform(get(path)).andExpect(status().isNotFound());

        officer = new Officer("mobility-KZ-75", Set.of("mobility-centre.KZ-75"));
        http.perform(get(path))
                .andExpect(model().attribute("awaited", false))
                .andExpect(model().attribute("bytesToSign", org.hamcrest.Matchers.nullValue()));
        assertThat(world.get(Acts.class).get(act).current().document())
                .as("his reading forms nothing")
                .isNull();
        world.sign(act);
        var pdf = world.get(Acts.class).document(act);
        http.perform(get(path))
                .andExpect(model().attribute("awaited", true))
                .andExpect(model().attribute(
                                "bytesToSign", java.util.Base64.getEncoder().encodeToString(pdf)))
                .andExpect(model().attribute("payBy", TODAY.plusDays(7)))
                .andExpect(header().string(
                                "Content-Security-Policy", org.hamcrest.Matchers.containsString("wss://127.0.0.1")));
        assertThat(readsOf(act)).containsExactly("mobility-KZ-75 PAGE", "mobility-KZ-75 PAGE");

        http.perform(post(path).param("signature", "bm8=")).andExpect(flash().attributeExists("problem"));
        http.perform(post(path).param("signature", base64(world.signature("mobility-KZ-71", pdf))))
                .andExpect(flash().attribute("problem", org.hamcrest.Matchers.containsString("сертификат")));
        http.perform(post(path + "/demo-signature").param("edition", "2"))
                .andExpect(flash().attributeExists("problem"));
        http.perform(post(path + "/return").param("edition", "1").param("remarks", " "))
                .andExpect(flash().attributeExists("problem"));
        assertThat(world.get(Acts.class).get(act).state()).isEqualTo(ServicesAct.State.SENT);

        var signature = base64(world.acceptance(act));
        for (int again = 0; again < 2; again++) {
            http.perform(post(path).param("signature", signature))
                    .andExpect(redirectedUrl(path))
                    .andExpect(flash().attribute("done", said("act.accept.done")));
        }
        assertThat(world.get(Acts.class).get(act).state()).isEqualTo(ServicesAct.State.ACCEPTED);
        http.perform(get(path)).andExpect(model().attribute("awaited", false));
        http.perform(get("/api/acts/" + act))
                .andExpect(jsonPath("$.editions[0].sentBy").value("ҒАБДУЛЛИН ҒАНИ"))
                .andExpect(jsonPath("$.editions[0].acceptedBy").value("АЙТЖАНОВ ЕРЖАН"));
    }

    @Test
    void theMobilityCentreReturnsAnActOnThePageAndAcceptsItsNextEditionWithTheDemoKey() throws Exception {
        callAsCentre(CENTRE);
        var act = recorded();
        var path = "/acts/" + act + "/accept";
        officer = new Officer("mobility-KZ-75", Set.of("mobility-centre.KZ-75"));
        world.sign(act);
        http.perform(post(path + "/return").param("edition", "1").param("remarks", "The address is wrong"))
                .andExpect(redirectedUrl(path))
                .andExpect(flash().attribute("done", said("act.accept.given-back")));
        http.perform(get(path)).andExpect(model().attribute("awaited", false));
        world.sign(act);
        http.perform(post(path + "/demo-signature").param("edition", "1"))
                .andExpect(flash().attributeExists("problem"));
        http.perform(post(path + "/demo-signature").param("edition", "2"))
                .andExpect(flash().attribute("done", said("act.accept.done")));
        assertThat(world.get(Acts.class).get(act).editions())
                .extracting(ServicesAct.Edition::decision)
                .containsExactly(ServicesAct.Decision.RETURN, ServicesAct.Decision.ACCEPT);
    }

    @Test
    void remarksOfSeveralLinesMayBeAsLongAsTheirFieldSays() throws Exception {
        callAsCentre(CENTRE);
        var act = recorded();
        var path = "/acts/" + act + "/accept";
        officer = new Officer("mobility-KZ-75", Set.of("mobility-centre.KZ-75"));
        world.sign(act);
        // The field counts the end of a line as one character, and two are sent.
        var remarks = "The address is wrong\r\n".repeat(95) + "x".repeat(5);
        assertThat(remarks.replace("\r\n", "\n")).hasSize(2000);
        http.perform(post(path + "/return").param("edition", "1").param("remarks", remarks + "x"))
                .andExpect(flash().attributeExists("problem"));
        http.perform(post(path + "/return").param("edition", "1").param("remarks", remarks))
                .andExpect(flash().attribute("done", said("act.accept.given-back")));
        assertThat(world.get(Acts.class).get(act).editions().get(0).remarks()).hasSize(2000);
    }

    @Test
    void theAccountantOfTheRegionTakesThePaymentFileAndUploadsTheAnswer() throws Exception {
        var service = sent(PaymentOrder.Kind.SERVICE);
        var order = world.get(PaymentOrders.class).get(service);
        var act = order.act();
        var path = "/acts/" + act + "/payments";
        var answer = new MockMultipartFile(
                "file", BankAnswerFile.to(act + "-1").paid(order).bytes());
        for (var stranger : List.of(
                new Officer("accountant-KZ-71", Set.of("accountant.KZ-71")),
                new Officer("mobility-KZ-75", Set.of("mobility-centre.KZ-75")),
                new Officer("centre-C-014", Set.of("recognition-centre.C-014")))) {
            officer = stranger;
            http.perform(get(path)).andExpect(status().isNotFound());
            http.perform(get(path + "/files/" + act + "-1")).andExpect(status().isNotFound());
            http.perform(multipart(path + "/answer").file(answer)).andExpect(status().isNotFound());
        }
        officer = new Officer("auditor", Set.of("auditor"));
        http.perform(get(path))
                .andExpect(status().isOk())
                .andExpect(model().attribute("takesFiles", false))
                .andExpect(model().attribute("uploads", false));
        http.perform(get(path + "/files/" + act + "-1")).andExpect(status().isNotFound());
        http.perform(multipart(path + "/answer").file(answer)).andExpect(status().isNotFound());
        assertThat(world.orders().get(service).state()).isEqualTo(PaymentOrder.State.SENT);

        officer = new Officer("accountant-KZ-75", Set.of("accountant.KZ-75"));
        http.perform(get(path)).andExpect(model().attribute("uploads", true));
        http.perform(get(path + "/files/" + act + "-1"))
                .andExpect(header().string(
                                "Content-Disposition",
                                org.hamcrest.Matchers.allOf(
                                        org.hamcrest.Matchers.startsWith("attachment"),
                                        org.hamcrest.Matchers.containsString(act + "-1.xml"))))
                .andExpect(content().string(org.hamcrest.Matchers.containsString(order.endToEndId())));
        http.perform(get(path + "/files/" + act + "-2")).andExpect(status().isNotFound());
        http.perform(multipart(path + "/answer").file(new MockMultipartFile("file", new byte[] {'<'})))
                .andExpect(flash().attribute("wrong", org.hamcrest.Matchers.hasSize(1)))
                .andExpect(flash().attributeExists("problem"));
        for (var words : List.of(
                "Төленді: 1. Қайтарылды немесе тоқтатылды: 0. Бұрын жазылған: 0.",
                "Төленді: 0. Қайтарылды немесе тоқтатылды: 0. Бұрын жазылған: 1.")) {
            http.perform(multipart(path + "/answer").file(answer))
                    .andExpect(redirectedUrl(path))
                    .andExpect(flash().attribute("done", org.hamcrest.Matchers.startsWith(words)));
        }
        assertThat(world.orders().get(service).state()).isEqualTo(PaymentOrder.State.CONFIRMED);
        assertThat(readsOf(act)).hasSize(3).startsWith("auditor PAGE", "accountant-KZ-75 PAGE");
    }

    private static String base64(byte[] bytes) {
        return java.util.Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void anAuditorReadsAFormedActFormsNoneAndEachReadIsRecorded() throws Exception {
        callAsCentre(CENTRE);
        var act = recorded();
        officer = new Officer("auditor", Set.of("auditor"));
        http.perform(get("/acts/" + act + "/document")).andExpect(status().isConflict());
        http.perform(get("/acts/" + act + "/sign")).andExpect(status().isNotFound());
        http.perform(post("/acts/" + act + "/demo-signature")).andExpect(status().isNotFound());
        assertThat(readsOf(act)).isEmpty();
        assertThat(world.get(Acts.class).get(act).current().document()).isNull();

        officer = new Officer("centre-C-014", Set.of("recognition-centre.C-014"));
        http.perform(get("/acts/" + act + "/sign")).andExpect(status().isOk());
        officer = new Officer("auditor", Set.of("auditor"));
        http.perform(get("/acts/" + act + "/document"))
                .andExpect(content().bytes(world.get(Acts.class).document(act)));
        officer = new Officer("mobility-KZ-75", Set.of("mobility-centre.KZ-75"));
        http.perform(get("/acts/" + act + "/document")).andExpect(status().isOk());

        var document = world.get(Acts.class).get(act).current().document();
        assertThat(readsOf(act))
                .containsExactly("centre-C-014 " + document, "auditor " + document, "mobility-KZ-75 " + document);
    }

    private List<String> readsOf(String act) {
        return database.jdbc()
                .sql("select officer || ' ' || what from case_read where number = ? order by id")
                .param(act)
                .query(String.class)
                .list();
    }

    @Test
    void aCentreCorrectsItsOwnProtocolUntilTheActIsSent() throws Exception {
        callAsCentre(CENTRE);
        var act = recorded();
        http.perform(put("/api/exam-protocols")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(protocol("KZ-35")))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.protocol.region").value("KZ-35"))
                .andExpect(jsonPath("$.acts[0]").value(act))
                // Not the centre's own region, on which the aid rests: recorded all the same.
                .andExpect(jsonPath("$.warnings[0].code").value("settlement.warning-region"))
                .andExpect(jsonPath("$.warnings[0].text").isNotEmpty());
        assertThat(database.jdbc()
                        .sql("select corrected_by || ' ' || region from exam_protocol_correction")
                        .query(String.class)
                        .list())
                .containsExactly("centre-C-014 KZ-75");
        callAsCentre("C-021");
        http.perform(put("/api/exam-protocols")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(protocol("KZ-71")))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("settlement.protocol-unknown"));
        callAsCentre(CENTRE);
        world.sign(act);
        http.perform(put("/api/exam-protocols")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(protocol("KZ-71")))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("settlement.act-already-sent"));
    }

    @Test
    void onlyARecognitionCentreMayCorrectAProtocol() {
        assertThat(ApiRules.ALL)
                .filteredOn(rule -> rule.path().equals("/api/exam-protocols"))
                .extracting(ApiRules.Rule::method, ApiRules.Rule::roles)
                .containsExactly(
                        tuple(HttpMethod.POST, Set.of(ApiCaller.RECOGNITION_CENTRE)),
                        tuple(HttpMethod.PUT, Set.of(ApiCaller.RECOGNITION_CENTRE)));
    }

    private String protocol(String region) {
        return """
                {"number": "17", "signedOn": "%s", "examHeldOn": "%s", "region": "%s",
                 "holders": [{"voucher": "%s", "result": "RECOGNISED"}]}"""
                .formatted(TODAY, TODAY.minusDays(1), region, voucher);
    }

    private String recorded() throws Exception {
        var answer = http.perform(post("/api/exam-protocols")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(protocol("KZ-75")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        return JsonPath.read(answer, "$.acts[0]");
    }

    private String sent(PaymentOrder.Kind kind) throws Exception {
        callAsCentre(CENTRE);
        var act = recorded();
        world.sign(act);
        world.accept(act);
        world.get(PaymentOrders.class).release(act, true);
        world.get(PaymentOrders.class).send(act);
        return world.get(PaymentOrders.class).of(act).stream()
                .filter(order -> order.kind() == kind)
                .findFirst()
                .orElseThrow()
                .number();
    }

    private static void callAsCentre(String code) {
        callAs(new ApiCaller("centre-" + code, Set.of(ApiCaller.RECOGNITION_CENTRE), null, null, code, null));
    }

    private static void callAsBank(String region) {
        callAs(new ApiCaller("bank", Set.of(ApiCaller.PAYER), null, null, null, region));
    }

    private static void callAs(ApiCaller caller) {
        SecurityContextHolder.getContext()
                .setAuthentication(new UsernamePasswordAuthenticationToken(caller, null, List.of()));
    }
}
