package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.web.OfficersOverHttp.Part;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Each upload of our pages gets what people choose by mistake: nothing, something far too large, something else, a name with odd
 * letters, two files at once. Each time a page says so in words and nothing is done.
 */
@ProcedureTest
class WrongUploadsTest {

    private static final int TOO_LARGE = 11 << 20;

    private static final List<String> ODD_NAMES = List.of(
            "Қаулы «№ 5» – көшірме (1).pdf",
            "../../../etc/passwd",
            "a%00b;x=y.pdf",
            "x".repeat(300) + ".pdf",
            "копия 😀.pdf.exe",
            " ");

    /** What else belongs to the form, by the end of its address. */
    private static final Map<String, Map<String, String>> FIELDS = Map.of(
            "/recognition-centre", Map.of("recognitionCentre", "C-021", "reason", "№ 7"),
            "/appeal", Map.of("decision", "17-K", "decidedOn", "2026-09-14", "reason", "№ 7"),
            "/late-use", Map.of("usedOn", "2026-09-14", "protocol", "22", "signedOn", "2026-09-14", "reason", "№ 7"),
            "/annulment", Map.of("certificate", "1", "paper", "5-K", "paperDay", "2026-09-14", "reason", "№ 7"),
            "/taking-out", Map.of("reason", "№ 7"));

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private OfficersOverHttp officers;

    /** By the pattern of its address: who uploads there, the address, the name of the field. */
    private record Upload(String officer, String address, String field) {}

    @BeforeEach
    void begin() {
        stage.clear();
        officers = new OfficersOverHttp(port);
    }

    @Test
    void whatIsNoFileOfThatKindIsRefusedInWordsAndNothingIsDone() {
        var application = story.applies("person-03");
        story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", "№ 7");
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var act = story.examHeld("17", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        var distribution = story.ordersReview(java.time.LocalDate.of(2026, 10, 1));
        var uploads = Map.of(
                "/acts/{number}/payments/answer",
                new Upload("accountant-KZ-75", "/acts/" + act + "/payments/answer", "file"),
                "/payments/{region}/answer",
                new Upload("accountant-KZ-75", "/payments/KZ-75/answer", "file"),
                "/distributions/{number}/statistics",
                new Upload("authorised", "/distributions/" + distribution + "/statistics", "file"),
                "/catalogue/look",
                new Upload("admin", "/catalogue/look", "file"));
        var all = new TreeMap<>(uploads);
        patterns().stream()
                .filter(pattern -> pattern.startsWith("/cases/"))
                .forEach(pattern -> all.put(
                        pattern, new Upload("head-mobility-KZ-75", pattern.replace("{number}", application), "copy")));
        assertThat(all.keySet()).as("each upload of the product is tried").containsAll(patterns());

        var png = new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0};
        var text = "Бұл файл емес;a;b\n1;2;3\n".getBytes(StandardCharsets.UTF_8);
        all.forEach((pattern, upload) -> {
            refuses(upload, pattern, List.of(new Part(upload.field(), "empty.pdf", new byte[0])));
            refuses(upload, pattern, List.of(new Part(upload.field(), "", new byte[0])));
            refuses(upload, pattern, List.of(new Part(upload.field(), "text.exe", text)));
            refuses(upload, pattern, List.of(new Part(upload.field(), "picture.xml", png)));
            refuses(upload, pattern, List.of(new Part(upload.field(), "large.pdf", new byte[TOO_LARGE])));
            ODD_NAMES.forEach(name -> refuses(upload, pattern, List.of(new Part(upload.field(), name, text))));
            refuses(
                    upload,
                    pattern,
                    List.of(new Part(upload.field(), "one.pdf", text), new Part(upload.field(), "two.pdf", text)));
        });
        assertThat(story.ordersOf(act)).allMatch(order -> order.state().name().equals("SENT"));
        assertThat(story.openTasks(application)).isEmpty();
    }

    private void refuses(Upload upload, String pattern, List<Part> parts) {
        var as = pattern + " of " + parts.stream().map(Part::fileName).toList();
        var fields = new HashMap<>(FIELDS.getOrDefault(pattern.substring(pattern.lastIndexOf('/')), Map.of()));
        var answer = officers.post(upload.officer(), upload.address(), fields, parts);
        assertThat(answer.statusCode()).as(as).isIn(200, 400, 413, 422);
        if (parts.get(0).content().length == TOO_LARGE) {
            assertThat(answer.body()).as(as).containsAnyOf("larger than allowed", "may have at most");
        }
        assertThat(answer.body()).as(as).containsPattern("alert-danger|\"detail\":\"[^\"]+\"|<h1[^>]*>");
        assertThat(answer.body()).as(as).doesNotContain("alert-success", "Exception", "??");
    }

    private Set<String> patterns() {
        var found = new TreeSet<String>();
        mappings.getHandlerMethods().forEach((info, method) -> {
            for (var parameter : method.getMethodParameters()) {
                if (parameter.getParameterType() == MultipartFile.class
                        && method.getBeanType().getPackageName().equals("kz.bilik.web.page")) {
                    found.addAll(info.getPatternValues());
                }
            }
        });
        return found;
    }
}
