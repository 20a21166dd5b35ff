package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.bilik.Tongue;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.support.DemoNames;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Each document that the product writes, read as a PDF: no words of a language that is not its own, no key, no code of what
 * has a name. A document of refusal and the sheet of signatures have one language. The voucher has three and the services act
 * two (decision 36): there nothing stands that is in none of them.
 */
@ProcedureTest
class EveryDocumentTest {

    /** What people type here has no letters, so that it is in every language. */
    private static final String TYPED = "№ 7/24";

    private static final Set<Language> OF_THE_ACT = Set.of(Language.KK, Language.RU);

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Catalogue catalogue;

    @Autowired
    IdentityService identity;

    private OfficersOverHttp officers;
    private Tongue tongue;
    private final Map<Language, Set<String>> known = new TreeMap<>();
    private final Map<String, Set<String>> faults = new TreeMap<>();

    @BeforeEach
    void begin() throws IOException {
        stage.clear();
        LabourMarketAis.beginAnew();
        officers = new OfficersOverHttp(port);
        var names = new DemoNames(catalogue, identity);
        tongue = names.tongue();
        for (var language : Language.values()) {
            var all = names.in(language);
            // The zone of an hour, how certificates call who issued them, and an address that runs over two lines.
            all.addAll(List.of("Asia/Almaty", "C=KZ,CN=DEMO Bilik Issuing CA", " kz-", " c-"));
            known.put(language, all);
        }
    }

    @AfterEach
    void theAisWorks() {
        LabourMarketAis.beginAnew();
    }

    @Test
    void aDocumentOfRefusalSpeaksOneLanguageWhoeverRefusesAndWhy() throws Exception {
        LabourMarketAis.strikesOff("person-02");
        var refused = new TreeMap<String, String>(Map.of("person-02", story.applies("person-02")));
        for (var ground : Map.of(
                        "person-03", "INCOMPLETE_DOCUMENTS",
                        "person-06", "FILLED_IN_WRONGLY",
                        "person-09", "REQUIREMENTS_NOT_MET")
                .entrySet()) {
            var application = story.applies(ground.getKey());
            story.careerCentreRefuses(application, ground.getValue(), TYPED);
            refused.put(ground.getKey(), application);
        }
        refused.put("person-20", story.applies("person-20"));
        var declined = story.applies("person-05");
        story.careerCentreForwards(declined);
        story.centreDeclines(declined, TYPED);
        refused.put("person-05", declined);

        for (var language : Language.values()) {
            for (var each : refused.entrySet()) {
                var pages = pages(api(each.getKey(), "/api/applications/" + each.getValue() + "/refusal", language));
                assertThat(pages).hasSize(1).allMatch(page -> page.contains(each.getValue()));
                pages.forEach(page -> judge("refusal", page, Set.of(language)));
            }
        }
        nothingIsWrong();
    }

    @Test
    void theVoucherSaysNothingThatIsInNoneOfItsThreeLanguages() throws Exception {
        var voucher = story.receivesVoucher("person-01");
        var paths = List.of("/api/vouchers/" + voucher + "/document");
        for (var path : paths) {
            pages(api("person-01", path, Language.EN))
                    .forEach(page -> judge("voucher", page, Set.of(Language.values())));
        }
        stage.morningOf(LocalDate.of(2026, 10, 9));
        story.mobilityCentreAccepts(
                story.sendsCertificate(voucher, LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 9)));
        pages(api("person-01", paths.get(0), Language.RU))
                .forEach(page -> judge("voucher, extended", page, Set.of(Language.values())));
        nothingIsWrong();
    }

    @Test
    void theActSpeaksKazakhAndRussianAndTheSheetOfItsCopyTheReadersLanguage() throws Exception {
        var inside = story.receivesVoucher("person-01");
        var outside = story.receivesVoucher("person-16");
        story.centreAdmits(inside);
        story.centreAdmits(outside);
        var act = story.examHeld("17", "KZ-75", inside, outside).stream()
                .filter(each -> each.startsWith("ACT-2026-75-"))
                .findFirst()
                .orElseThrow();
        story.centreSigns(act);
        pages(officers.bytes("mobility-KZ-75", "/acts/" + act + "/document").body())
                .forEach(page -> judge("act", page, OF_THE_ACT));
        story.mobilityCentreAcceptsAct(act);
        for (var language : Language.values()) {
            officers.get("mobility-KZ-75", "/?lang=" + language.tag(), language);
            var pages = pages(
                    officers.bytes("mobility-KZ-75", "/acts/" + act + "/copy").body());
            assertThat(pages).hasSizeGreaterThan(1);
            judge("sheet of signatures", pages.get(pages.size() - 1), Set.of(language));
        }
        nothingIsWrong();
    }

    private void judge(String document, String page, Set<Language> languages) {
        assertThat(page).isNotBlank();
        var wrong = new TreeSet<String>();
        languages.stream()
                .map(language -> tongue.wrong(language, page, allThatIsKnown(languages)))
                .reduce((one, other) -> {
                    var both = new TreeSet<>(one);
                    both.retainAll(other);
                    return both;
                })
                .ifPresent(wrong::addAll);
        if (!wrong.isEmpty()) {
            faults.computeIfAbsent(document + " " + languages + " " + wrong, each -> new TreeSet<>())
                    .add(page);
        }
    }

    private Set<String> allThatIsKnown(Set<Language> languages) {
        var all = new TreeSet<String>();
        languages.forEach(language -> all.addAll(known.get(language)));
        return all;
    }

    private void nothingIsWrong() {
        assertSoftly(softly -> faults.forEach(
                (fault, pages) -> softly.assertThat(pages).as(fault).isEmpty()));
    }

    private byte[] api(String person, String path, Language language) throws Exception {
        var login = Base64.getEncoder().encodeToString((person + ":demo").getBytes(StandardCharsets.UTF_8));
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .header("Authorization", "Basic " + login)
                                .header("Accept-Language", language.tag())
                                .build(),
                        BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** What each page says, its blanks as one: a name may run over two lines. */
    private static List<String> pages(byte[] pdf) throws IOException {
        try (var reader = new PdfReader(pdf)) {
            var extractor = new PdfTextExtractor(reader);
            var pages = new ArrayList<String>();
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                pages.add(extractor.getTextFromPage(page).replaceAll("\\s+", " "));
            }
            return pages;
        }
    }
}
