package kz.bilik.web;

import static kz.bilik.voucher.VoucherWorld.HOLDER;
import static kz.bilik.voucher.VoucherWorld.PDF;
import static kz.bilik.voucher.VoucherWorld.SOMEBODY_ELSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import kz.bilik.identity.Iin;
import kz.bilik.support.ModelledDecisionTables;
import kz.bilik.support.TestDatabases;
import kz.bilik.support.TestDatabases.TestDatabase;
import kz.bilik.voucher.VoucherWorld;
import kz.bilik.web.door.ApiCaller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.mock.web.MockPart;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;

/** A voucher through the API: who may see and do what, and how certificates and refusals read. */
@Tag("database")
class VoucherControllerTest {

    private final TestDatabase database = TestDatabases.h2();
    private final VoucherWorld module = new VoucherWorld(database);
    private OverHttp house;
    private MockMvc api;
    private String voucher;

    @BeforeEach
    void aVoucherWasIssued() {
        house = new OverHttp(module.context());
        api = house.with("voucherController", "verificationController");
        voucher = module.issuedVoucher();
        module.on(VoucherWorld.ISSUED.plusDays(20));
    }

    @AfterEach
    void nobodyIsSignedIn() {
        SecurityContextHolder.clearContext();
        house.close();
        module.close();
        database.close();
    }

    @Test
    void theHolderReadsHisVoucherWithHisNumberMasked() throws Exception {
        as(person(HOLDER));
        api.perform(get("/api/vouchers/" + voucher).header("Accept-Language", "en"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("ISSUED"))
                .andExpect(jsonPath("$.lastDay").value("2026-11-13"))
                .andExpect(jsonPath("$.statePart").value(30275))
                .andExpect(jsonPath("$.holderPart").value(7725))
                .andExpect(jsonPath("$.sickLeaveCertificates").isEmpty())
                .andExpect(content().string(not(containsString(HOLDER.value()))));
    }

    @Test
    void aVoucherWithoutTheIndexOfItsYearSaysThatThePartsFollow() throws Exception {
        database.jdbc()
                .sql("update voucher set issued_on = '2027-01-04', monthly_calculation_index = null, state_part = null,"
                        + " holder_part = null")
                .update();
        as(person(HOLDER));
        api.perform(get("/api/vouchers/" + voucher).header("Accept-Language", "en"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.price").value(38000))
                .andExpect(jsonPath("$.statePart").doesNotExist())
                .andExpect(jsonPath("$.holderPart").doesNotExist())
                .andExpect(jsonPath("$.partsText").value(containsString("index of 2027, which is not known yet")));

        module.the(ModelledDecisionTables.class).indexOf(2027, 4_500);
        api.perform(get("/api/vouchers/" + voucher).header("Accept-Language", "ru"))
                .andExpect(jsonPath("$.statePart").value(31500))
                .andExpect(jsonPath("$.holderPart").value(6500))
                .andExpect(jsonPath("$.partsText").value(containsString("стал известен позже")));
    }

    @Test
    void toEverybodyElseTheVoucherDoesNotExist() throws Exception {
        for (var stranger : new ApiCaller[] {person(SOMEBODY_ELSE), centre("C-021")}) {
            as(stranger);
            api.perform(get("/api/vouchers/" + voucher))
                    .andExpect(status().isNotFound())
                    .andExpect(jsonPath("$.code").value("voucher.unknown"));
            api.perform(get("/api/vouchers/" + voucher + "/document")).andExpect(status().isNotFound());
            api.perform(post("/api/vouchers/" + voucher + "/use")).andExpect(status().isNotFound());
            api.perform(post("/api/vouchers/" + voucher + "/withdrawal")).andExpect(status().isNotFound());
            api.perform(post("/api/vouchers/" + voucher + "/exam-not-held")
                            .contentType(MediaType.APPLICATION_JSON)
                            .content("{\"cause\": \"NO_SHOW\", \"reason\": \"x\"}"))
                    .andExpect(status().isNotFound());
            upload(certificate("2026-09-24", "2026-09-28")).andExpect(status().isNotFound());
        }
        assertThat(module.procedure).isEmpty();
    }

    @Test
    void theCentreAdmitsTheHolderAndLearnsNothingOfIllness() throws Exception {
        as(person(HOLDER));
        upload(certificate("2026-09-24", "2026-09-28")).andExpect(status().isCreated());
        as(centre("C-014"));
        api.perform(get("/api/vouchers/" + voucher))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.sickLeaveCertificates").doesNotExist());
        api.perform(post("/api/vouchers/" + voucher + "/use")).andExpect(status().isOk());
        assertThat(module.procedure).endsWith("admit " + voucher);
        api.perform(get("/api/vouchers/" + voucher + "/document")).andExpect(status().isNotFound());
    }

    @Test
    void aCertificateIsReceivedOnceHoweverOftenItIsSent() throws Exception {
        as(person(HOLDER));
        upload(certificate("2026-09-24", "2026-09-28"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.state").value("UNDECIDED"))
                .andExpect(jsonPath("$.periods[0].from").value("2026-09-24"));
        upload(certificate("2026-09-24", "2026-09-28")).andExpect(status().isOk());
        assertThat(module.procedure).containsExactly("certificateReceived " + voucher);
    }

    @Test
    void aCertificateThatCannotBeReadIsRefusedInTheReadersLanguage() throws Exception {
        as(person(HOLDER));
        upload(certificate("2026-09-28", "2026-09-24"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.code").value("sick-leave.from-after-to"))
                .andExpect(jsonPath("$.detail").value("A period of illness begins after its end."));
        upload("{\"kind\": \"SHEET\", \"kind\": \"NOTE\"}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.code").value("sick-leave.unreadable"));
        upload("{\"diagnosis\": \"flu\"}").andExpect(jsonPath("$.code").value("sick-leave.unreadable"));
        upload("not json").andExpect(jsonPath("$.code").value("sick-leave.unreadable"));
        upload("null").andExpect(jsonPath("$.code").value("sick-leave.incomplete"));
        upload("{}").andExpect(jsonPath("$.code").value("sick-leave.incomplete"));
        assertThat(module.procedure).isEmpty();
    }

    @Test
    void whatIsUnusualIsReceivedWithWarnings() throws Exception {
        as(person(HOLDER));
        upload(certificate("2026-09-24", "2026-09-28").replace(HOLDER.value(), SOMEBODY_ELSE.value()))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.warnings[0]").value("It names another personal number than the holder's."));
        upload(certificate("2026-09-21", "2027-01-24").replace(HOLDER.value(), "123"))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.warnings.length()").value(2));
        upload("{\"kind\": \"NOTE\", \"periods\": [{\"from\": \"2026-09-24\", \"to\": \"2026-09-25\"}]}")
                .andExpect(status().isCreated());
    }

    @Test
    void theDocumentAndItsSealCanBeVerifiedByAnybody() throws Exception {
        as(person(HOLDER));
        var document = api.perform(get("/api/vouchers/" + voucher + "/document"))
                .andExpect(status().isOk())
                .andExpect(content().contentType(MediaType.APPLICATION_PDF))
                .andExpect(header().string("Content-Disposition", containsString(voucher + ".pdf")))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        var seal = api.perform(get("/api/vouchers/" + voucher + "/document/seal"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        SecurityContextHolder.clearContext();

        api.perform(multipart("/api/verifications")
                        .file(new MockMultipartFile("document", "voucher.pdf", "application/pdf", document))
                        .file(new MockMultipartFile("seal", "voucher.pdf.p7s", "application/pkcs7-signature", seal)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.genuine").value(true))
                .andExpect(jsonPath("$.usable").value(true))
                .andExpect(jsonPath("$.number").value(voucher))
                .andExpect(content().string(not(containsString(HOLDER.value()))));
        document[100] ^= 1;
        api.perform(multipart("/api/verifications")
                        .file(new MockMultipartFile("document", "voucher.pdf", "application/pdf", document))
                        .file(new MockMultipartFile("seal", "voucher.pdf.p7s", "application/pkcs7-signature", seal)))
                .andExpect(jsonPath("$.genuine").value(false))
                .andExpect(jsonPath("$.number").doesNotExist());
    }

    private org.springframework.test.web.servlet.ResultActions upload(String certificate) throws Exception {
        var part = part("certificate", certificate.getBytes(StandardCharsets.UTF_8));
        part.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        return api.perform(multipart("/api/vouchers/" + voucher + "/sick-leave-certificates")
                .file(new MockMultipartFile("copy", "парақ.pdf", "application/pdf", PDF))
                .part(part)
                .header("Accept-Language", "en"));
    }

    private static MockPart part(String name, byte[] content) {
        var part = new MockPart(name, content);
        part.getHeaders().setContentType(MediaType.APPLICATION_OCTET_STREAM);
        return part;
    }

    private static String certificate(String from, String to) {
        return """
                {"kind": "SHEET", "series": "AB", "number": "0012345",
                 "patient": {"iin": "%s", "name": "Әбдіқадыров Нұрлан Серікұлы"},
                 "organisation": "№1 қалалық емхана", "doctor": "Ким В.",
                 "periods": [{"from": "%s", "to": "%s"}]}
                """
                .formatted(HOLDER.value(), from, to);
    }

    private static ApiCaller person(Iin iin) {
        return new ApiCaller("person", Set.of(ApiCaller.APPLICANT), iin, null, null, null);
    }

    private static ApiCaller centre(String code) {
        return new ApiCaller("centre-" + code, Set.of(ApiCaller.RECOGNITION_CENTRE), null, null, code, null);
    }

    private static void as(ApiCaller caller) {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(caller, null));
    }
}
