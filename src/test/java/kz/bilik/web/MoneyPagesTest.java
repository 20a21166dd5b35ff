package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import kz.bilik.application.RefusalDocument;
import kz.bilik.document.Documents;
import kz.bilik.language.Language;
import kz.bilik.notice.Notices;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.settlement.Acts;
import kz.bilik.signature.Seal;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.PaperPdf;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What people take home, and what the accountant sees and decides before money goes: the copy of a signed act with its sheet
 * of signatures, the document of refusal, the page of the payments of an act and that of a region.
 */
@ProcedureTest
class MoneyPagesTest {

    private static final String ACCOUNTANT = "accountant-KZ-75";

    private static final Path PICTURES = Path.of("target/papers");

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Acts acts;

    @Autowired
    Documents documents;

    @Autowired
    RefusalDocument refusals;

    @Autowired
    Seal seal;

    @Autowired
    Notices notices;

    @Autowired
    JdbcClient jdbc;

    private OfficersOverHttp officers;

    @BeforeEach
    void begin() {
        stage.clear();
        LabourMarketAis.beginAnew();
        officers = new OfficersOverHttp(port);
    }

    @AfterEach
    void nobodyIsRefusedAnyMore() {
        LabourMarketAis.beginAnew();
    }

    private String acceptedAct(String protocol, String... persons) {
        var vouchers = List.of(persons).stream()
                .map(person -> {
                    var voucher = story.receivesVoucher(person);
                    story.centreAdmits(voucher);
                    return voucher;
                })
                .toArray(String[]::new);
        var act = story.examHeld(protocol, "KZ-75", vouchers).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        return act;
    }

    // the copy of an act

    @Test
    void besideTheSignedOriginalThereIsACopyWithASheetOfSignatures() throws Exception {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var act = story.examHeld("17", "KZ-75", voucher).get(0);
        assertThat(officers.get("centre-C-014", path(act, "copy"), Language.EN).statusCode())
                .as("nobody has signed it")
                .isEqualTo(409);
        story.centreSigns(act);
        var original = documents.content(acts.get(act).current().document());
        assertThat(text(officers.bytes("centre-C-014", path(act, "copy")).body()))
                .contains("Sheet of signatures", "ҒАБДУЛЛИН ҒАНИ", "Not signed yet.");
        story.mobilityCentreAcceptsAct(act);

        var pages = pages(original);
        var copy = officers.bytes("mobility-KZ-75", path(act, "copy"));
        assertThat(copy.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(copy.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(name -> assertThat(name).contains(act + "-copy.pdf"));
        assertThat(pages(copy.body())).isEqualTo(pages + 1);
        assertThat(text(copy.body()))
                .contains("COPY for printing of the electronic document " + act + ", edition 1; page 1 of " + pages)
                .contains("Sheet of signatures", "to services act " + act)
                .contains("Handed over by: signed and sent", "ҒАБДУЛЛИН ҒАНИ", "BIN 210340004708")
                .contains("Accepted by: signed and accepted", "АЙТЖАНОВ ЕРЖАН")
                .contains("Certificate number", "Issued by", "14.09.2026 09:0", "Valid at the moment of receipt")
                .contains(kz.bilik.document.Sha256.of(original))
                .doesNotContain("Not signed yet");
        for (var language : Language.values()) {
            var answer = api("centre-C-014", "/api/acts/" + act + "/copy", language.tag());
            assertThat(answer.statusCode()).isEqualTo(200);
            keep("act-copy-" + language.tag(), answer.body());
            assertThat(text(answer.body()))
                    .contains(
                            switch (language) {
                                case KK -> "Қолтаңбалар парағы";
                                case RU -> "Лист подписей";
                                case EN -> "Sheet of signatures";
                            });
        }
        // What was signed is what it was, byte for byte.
        assertThat(api("centre-C-014", "/api/acts/" + act + "/document", "en").body())
                .isEqualTo(original);
        assertThat(officers.bytes("mobility-KZ-75", path(act, "document")).body())
                .isEqualTo(original);
        assertThat(officers.page("mobility-KZ-75", path(act, "accept")))
                .contains("/acts/" + act + "/document", "/acts/" + act + "/copy");
        assertThat(officers.get("mobility-KZ-35", path(act, "copy"), Language.EN)
                        .statusCode())
                .isEqualTo(404);
        assertThat(api("centre-C-021", "/api/acts/" + act + "/copy", "en").statusCode())
                .isEqualTo(404);
        assertThat(api("person-01", "/api/acts/" + act + "/copy", "en").statusCode())
                .isEqualTo(403);
    }

    // the document of refusal

    @Test
    void whoIsRefusedGetsASealedDocumentInHisLanguageThatSaysWhyAndWhatHeCanDo() throws Exception {
        var application = story.applies("person-01");
        assertThat(api("person-01", refusal(application), "en").statusCode()).isEqualTo(404);
        story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", "Дипломның екінші беті жоқ");

        var texts = Map.of(
                Language.KK, "Біржолғы ваучер беруден дәлелді бас тарту",
                Language.RU, "Мотивированный отказ в выдаче одноразового ваучера",
                Language.EN, "Reasoned refusal of a one-time voucher");
        for (var language : Language.values()) {
            var answer = api("person-01", refusal(application), language.tag());
            assertThat(answer.statusCode()).isEqualTo(200);
            keep("refusal-career-centre-" + language.tag(), answer.body());
            var text = text(answer.body());
            assertThat(text)
                    .contains(texts.get(language), application, "14.09.2026", "15.10.2026")
                    .contains("Әбдіқадыров Нұрлан Серікұлы", "Дипломның екінші беті жоқ");
            texts.values().stream()
                    .filter(title -> !title.equals(texts.get(language)))
                    .forEach(title -> assertThat(text).doesNotContain(title));
            var sealed = api("person-01", refusal(application) + "/seal", language.tag());
            assertThat(seal.verify("KZ-75", answer.body(), sealed.body())).isTrue();
        }
        // A program that asks for no language gets that of the application.
        assertThat(text(api("person-01", refusal(application), null).body())).contains(texts.get(Language.KK));
        assertThat(new String(
                        api("person-01", "/api/applications/" + application, "en")
                                .body(),
                        StandardCharsets.UTF_8))
                .contains("\"refusalDocument\":\"/api/applications/" + application + "/refusal\"")
                .doesNotContain("-refusal-kk.pdf");
        assertThat(notices.toApplicant(application, Language.EN)).anySatisfy(notice -> assertThat(notice.text())
                .contains("the document of refusal (PDF) is in your cabinet"));
        assertThat(officers.page("career-KZ-75-03", "/cases/" + application, Language.RU))
                .contains("Документ об отказе", application + "-refusal-ru.pdf");
        for (var stranger : List.of("person-02", "centre-C-014")) {
            assertThat(api(stranger, refusal(application), "en").statusCode()).isIn(403, 404);
        }
    }

    @Test
    void eachRefusalHasItsDocumentWhoeverRefuses() throws Exception {
        LabourMarketAis.strikesOff("person-02");
        var checked = story.applies("person-02");
        assertThat(text(api("person-02", refusal(checked), "en").body()))
                .contains("NQS digital platform, automatic checks")
                .contains("The applicant is not registered as unemployed")
                .contains("Register as unemployed at a career centre");
        keep("refusal-checks-ru", api("person-02", refusal(checked), "ru").body());

        var declined = story.applies("person-04");
        story.careerCentreForwards(declined);
        story.centreDeclines(declined, "No examiner until winter");
        assertThat(text(api("person-04", refusal(declined), "en").body()))
                .contains("The recognition centre has answered no: No examiner until winter")
                .contains("Choose another recognition centre");
        assertThat(documents.of(declined))
                .filteredOn(file -> file.kind().equals(RefusalDocument.KIND))
                .hasSize(3);
    }

    @Test
    void anybodyFindsOutWhetherADocumentOfRefusalIsGenuineAndInForce() throws Exception {
        var application = story.applies("person-01");
        story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", "No diploma");
        for (var language : Language.values()) {
            var pdf = api("person-01", refusal(application), language.tag()).body();
            var sealed = api("person-01", refusal(application) + "/seal", language.tag())
                    .body();
            assertThat(verdict(pdf, sealed))
                    .isEqualTo("{\"genuine\":true,\"result\":\"GENUINE\",\"kind\":\"REFUSAL\",\"number\":\""
                            + application + "\",\"refusedOn\":\"2026-09-14\",\"inForce\":true}");
        }
        var pdf = api("person-01", refusal(application), "ru").body();
        var sealed = api("person-01", refusal(application) + "/seal", "ru").body();
        var sealOfAnother =
                api("person-01", refusal(application) + "/seal", "kk").body();
        assertThat(verdict(pdf, sealOfAnother)).isEqualTo("{\"genuine\":false,\"result\":\"SEAL_WRONG\"}");
        var changed = pdf.clone();
        changed[100] ^= 1;
        assertThat(verdict(changed, sealed)).isEqualTo("{\"genuine\":false,\"result\":\"DOCUMENT_UNKNOWN\"}");

        var overturned = officers.post(
                "head-mobility-KZ-75",
                "/cases/" + application + "/appeal",
                Map.of("decision", "17-K", "decidedOn", "2026-09-14", "reason", "It was enclosed"),
                PaperPdf.saying("17-K"));
        assertThat(overturned.body()).contains("17-K");
        stage.settle();
        assertThat(verdict(pdf, sealed)).contains("\"genuine\":true", "\"inForce\":false");
        story.careerCentreRefuses(application, "FILLED_IN_WRONGLY", "The level");
        assertThat(verdict(pdf, sealed)).contains("\"genuine\":true", "\"inForce\":false");
        assertThat(verdict(
                        api("person-01", refusal(application), "ru").body(),
                        api("person-01", refusal(application) + "/seal", "ru").body()))
                .contains("\"inForce\":true");
    }

    private String verdict(byte[] document, byte[] itsSeal) {
        var answer = new Caller(port, "person-02")
                .upload(
                        "/api/verifications",
                        List.of(
                                Caller.Part.of("document", "refusal.pdf", document),
                                Caller.Part.of("seal", "refusal.pdf.p7s", itsSeal)));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    // the accountant

    @Test
    void theAccountantSeesWhatGoesToTheBankAndHoldsOrReturnsAnOrderWithAReason() {
        var act = acceptedAct("17", "person-01", "person-02");
        var one = story.ordersOf(act).get(0);
        var other = story.ordersOf(act).get(1);
        assertThat(officers.page(ACCOUNTANT, path(act, "payments")))
                .contains(one.payee().account(), "BIN 210340004708", one.payee().name())
                .contains("KNP 859", "KBe 17", "30\u00a0275 tenge", "Hold or return")
                .contains("BIC " + one.payee().bic());
        assertThat(officers.page("auditor", path(act, "payments")))
                .doesNotContain(one.payee().account())
                .doesNotContain("Hold or return");

        assertThat(decides(act, one, "hold", "")).contains("Give the reason");
        assertThat(decides(act, one, "hold", "No")).contains("The order is held", "held by the accountant", "held: No");
        assertThat(decides(act, other, "return", "The contract has expired"))
                .contains("The order is returned", "returned to the mobility centre: The contract has expired")
                .contains("Take back", "(<span>", "Pay by", "21.09.2026")
                // By his name.
                .doesNotContain("(<span>accountant-KZ-75</span>)");
        for (var stranger : List.of("accountant-KZ-35", "mobility-KZ-75", "auditor")) {
            assertThat(officers.post(stranger, path(act, "payments/" + one.number() + "/release"), Map.of())
                            .statusCode())
                    .as(stranger)
                    .isEqualTo(404);
        }
        story.accountantReleases(act);
        assertThat(officers.page(ACCOUNTANT, "/payments"))
                .contains("Held or returned", one.number(), "held: No", other.number(), "21.09.2026");
        assertThat(decides(act, one, "release", "")).contains("The order is not held any more");
        stage.settle();
        assertThat(story.ordersOf(act))
                .extracting(PaymentOrder::state)
                .containsExactly(PaymentOrder.State.SENT, PaymentOrder.State.RETURNED);
        assertThat(jdbc.sql("select count(*) from case_read where officer = ? and number = ?")
                        .params(ACCOUNTANT, act)
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    @Test
    void severalActsGoInOneFileThatTheAccountantOfTheRegionFormsOnce() {
        var one = acceptedAct("17", "person-01");
        var other = acceptedAct("18", "person-02");
        for (var act : List.of(one, other)) {
            story.complete(act, "releasePayments", Map.of("released", true, "together", true));
        }
        assertThat(officers.page(ACCOUNTANT, "/payments", Language.RU))
                .contains("Сформировать один платёжный файл", one, other);
        assertThat(officers.get("mobility-KZ-75", "/payments", Language.EN).statusCode())
                .isEqualTo(404);
        assertThat(officers.post("accountant-KZ-35", "/payments/KZ-75/file", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(officers.post(ACCOUNTANT, "/payments/KZ-75/file", Map.of()).body())
                .contains("is formed: orders 2", "60\u00a0550 tenge");
        assertThat(officers.post(ACCOUNTANT, "/payments/KZ-75/file", Map.of()).body())
                .contains("No released payment order waits for a file");
        stage.settle();
        assertThat(story.ordersOf(one)).extracting(PaymentOrder::state).containsOnly(PaymentOrder.State.SENT);
        var file = story.ordersOf(one).get(0).paymentFile();
        assertThat(new String(
                        officers.bytes(ACCOUNTANT, "/payments/KZ-75/files/" + file)
                                .body(),
                        StandardCharsets.UTF_8))
                .contains("<MsgId>" + file + "</MsgId>", "<NbOfTxs>2</NbOfTxs>");
        assertThat(officers.bytes(ACCOUNTANT, path(other, "payments/files/" + file))
                        .statusCode())
                .isEqualTo(200);
        assertThat(officers.bytes("auditor", "/payments/KZ-75/files/" + file).statusCode())
                .isEqualTo(404);
    }

    private String decides(String act, PaymentOrder order, String decision, String reason) {
        var answer = officers.post(
                ACCOUNTANT, path(act, "payments/" + order.number() + "/" + decision), Map.of("reason", reason));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static String path(String act, String page) {
        return "/acts/" + act + "/" + page;
    }

    private static String refusal(String application) {
        return "/api/applications/" + application + "/refusal";
    }

    private HttpResponse<byte[]> api(String login, String path, String language) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((login + ":demo").getBytes(StandardCharsets.UTF_8)));
        if (language != null) {
            request.header("Accept-Language", language);
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
        } catch (Exception unreachable) {
            throw new IllegalStateException(unreachable);
        }
    }

    /** For whoever wants to look at it. */
    private static void keep(String name, byte[] pdf) throws IOException {
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(name + ".pdf"), pdf);
    }

    private static int pages(byte[] pdf) throws IOException {
        try (var reader = new PdfReader(pdf)) {
            return reader.getNumberOfPages();
        }
    }

    /** What a PDF says, its blanks as one. */
    private static String text(byte[] pdf) throws IOException {
        try (var reader = new PdfReader(pdf)) {
            var text = new StringBuilder();
            var extractor = new PdfTextExtractor(reader);
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                text.append(extractor.getTextFromPage(page)).append('\n');
            }
            return text.toString().replaceAll("\\s+", " ");
        }
    }
}
