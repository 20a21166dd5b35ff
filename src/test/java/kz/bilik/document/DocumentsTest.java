package kz.bilik.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import javax.imageio.ImageIO;
import kz.bilik.calendar.LegalClock;
import kz.bilik.problem.Problem;
import kz.bilik.support.PaperPdf;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.unit.DataSize;

@Tag("database")
class DocumentsTest {

    private static Documents documents(TestDatabase database) {
        return database.transactional(new Documents(database.jdbc(), new LegalClock(Clock.systemUTC())));
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aFileOfTenMegabytesComesBackByteForByteWithItsDigest(TestDatabase database) throws Exception {
        var bytes = new byte[10 * 1024 * 1024];
        new Random(1).nextBytes(bytes);
        var documents = documents(database);

        var stored = documents.store(
                "A-2026-75-000001", "EDUCATION", "диплом.pdf", "application/pdf", new ByteArrayInputStream(bytes));

        assertThat(stored.size()).isEqualTo(bytes.length);
        assertThat(stored.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        assertThat(documents.content(stored.id())).isEqualTo(bytes);
        var out = new ByteArrayOutputStream();
        documents.writeTo(stored.id(), out);
        assertThat(out.toByteArray()).isEqualTo(bytes);
        assertThat(documents.stored(stored.id())).isEqualTo(stored);
        assertThat(documents.of("A-2026-75-000001")).containsExactly(stored);
    }

    @ParameterizedTest
    @CsvSource({
        "протокол.pdf, a page, ",
        "протокол.pdf, %PDF-, BROKEN",
        "протокол.pdf, %PDF-1.4 and no page, BROKEN",
        "протокол.pdf, '', MISSING",
        "протокол.pdf, %PDF-1.4 and more bytes than one kilobyte has, TOO_LARGE",
        "a/протокол.pdf, %PDF-1.4, NAME",
        "a\\протокол.pdf, %PDF-1.4, NAME",
        "протокол.png, %PDF-1.4, TYPE",
        "протокол.pdf, no such type, TYPE"
    })
    void theCopyOfAPaperIsKeptOrItIsSaidWhatIsWrongWithIt(String name, String content, CopyFault fault) {
        var bytes = content.equals("a page") ? PaperPdf.saying(content) : content.getBytes(StandardCharsets.UTF_8);
        var size = fault == CopyFault.TOO_LARGE ? 1025 : bytes.length;
        var copy = new Enclosure(name, size, new ByteArrayResource(bytes));

        var found = new Documents(null, null).faultOf(copy, DataSize.ofKilobytes(1));

        assertThat(found).isEqualTo(Optional.ofNullable(fault));
    }

    @Test
    void aNameOfAPaperIsNoLongerThanItsColumnAndNoPaperIsMissing() {
        var documents = new Documents(null, null);
        var pdf = new ByteArrayResource(PaperPdf.saying("named"));

        assertThat(documents.faultOf(null, DataSize.ofBytes(32))).contains(CopyFault.MISSING);
        assertThat(documents.faultOf(new Enclosure("a".repeat(252) + ".pdf", 8, pdf), DataSize.ofBytes(32)))
                .contains(CopyFault.NAME);
        assertThat(documents.faultOf(new Enclosure("a".repeat(251) + ".pdf", 8, pdf), DataSize.ofBytes(32)))
                .isEmpty();
    }

    @Test
    void whatCannotBeOpenedIsNoDocument() throws IOException {
        var documents = new Documents(null, null);
        var pdf = Files.readAllBytes(Path.of("demo/documents/diploma.pdf"));
        var png = Files.readAllBytes(Path.of("demo/documents/employer-acts.png"));
        var jpeg = jpeg();

        assertThat(documents.isOpenable(file(pdf), "application/pdf")).isTrue();
        assertThat(documents.isOpenable(file(png), "image/png")).isTrue();
        assertThat(documents.isOpenable(file(jpeg), "image/jpeg")).isTrue();
        assertThat(documents.isOpenable(file(locked(pdf)), "application/pdf")).isFalse();
        assertThat(documents.isOpenable(file(Arrays.copyOf(pdf, 9)), "application/pdf"))
                .isFalse();
        assertThat(documents.isOpenable(file(Arrays.copyOf(png, 33)), "image/png"))
                .isFalse();
        assertThat(documents.isOpenable(file(Arrays.copyOf(jpeg, 20)), "image/jpeg"))
                .isFalse();
        assertThat(documents.isOpenable(file(pdf), "text/html")).isFalse();
    }

    /** A PDF that nests a hundred thousand arrays, one that claims pages without end, a picture that claims to be vast. */
    @Test
    void noFileHoldsUpOrBreaksWhoeverLooksAtIt() {
        var documents = new Documents(null, null);
        var nested = "%PDF-1.4\n1 0 obj\n" + "[".repeat(100_000) + "\nendobj\ntrailer<</Root 1 0 R>>\n";
        var endless = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                + "2 0 obj<</Type/Pages/Count 2147483647/Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n";
        var vast = HexFormat.of()
                .parseHex("89504e470d0a1a0a0000000d494844527fffffff7fffffff0806000000000000000000000049444154");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(documents.isOpenable(file(nested.getBytes(StandardCharsets.US_ASCII)), "application/pdf"))
                    .isFalse();
            documents.isOpenable(file(endless.getBytes(StandardCharsets.US_ASCII)), "application/pdf");
            documents.isOpenable(file(vast), "image/png");
        });
    }

    private static Enclosure file(byte[] bytes) {
        return new Enclosure("a", bytes.length, new ByteArrayResource(bytes));
    }

    private static byte[] locked(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            document.protect(new StandardProtectionPolicy("owner", "reader", new AccessPermission()));
            var out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aSmallAndAnEmptyFileAreKeptToo(TestDatabase database) {
        var documents = documents(database);
        for (var bytes : new byte[][] {{}, {1, 2, 3}, new byte[256 * 1024]}) {
            var stored = documents.store("A-1", "OTHER", "x", "image/png", new ByteArrayInputStream(bytes));
            assertThat(stored.size()).isEqualTo(bytes.length);
            assertThat(documents.content(stored.id())).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aFileThatNobodyStoredIsUnknown(TestDatabase database) {
        var documents = documents(database);
        var id = UUID.randomUUID();
        assertThatThrownBy(() -> documents.content(id))
                .isInstanceOf(Problem.class)
                .hasMessage("document.unknown");
        assertThatThrownBy(() -> documents.stored(id)).hasMessage("document.unknown");
        assertThatThrownBy(() -> documents.writeTo(id, new ByteArrayOutputStream()))
                .hasMessage("document.unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "255044462d312e340a, application/pdf",
        "89504e470d0a1a0a0000000d49484452, image/png",
        "ffd8ffe000104a464946, image/jpeg",
        "504b0304, application/zip",
        "4d5a9000, application/x-msdownload"
    })
    void theTypeOfAFileIsWhatItsBytesSay(String hex, String type) {
        var documents = new Documents(null, null);
        assertThat(documents.detect(new ByteArrayInputStream(HexFormat.of().parseHex(hex))))
                .isEqualTo(type);
    }

    /** Windows saves a picture from a browser as .jfif; scanners name theirs .JPE. */
    @ParameterizedTest
    @CsvSource({
        "снимок.jpg, true",
        "снимок.JPEG, true",
        "снимок.jpe, true",
        "снимок.jfif, true",
        "СНИМОК.JFIF, true",
        "снимок.jpf, false",
        "снимок.png, false"
    })
    void aPictureMayBearEveryNameThatJpegHas(String name, boolean accepted) throws IOException {
        var jpeg = new ByteArrayResource(jpeg());

        assertThat(new Documents(null, null).faultOf(new Enclosure(name, 10, jpeg), DataSize.ofBytes(32)))
                .isEqualTo(accepted ? Optional.empty() : Optional.of(CopyFault.TYPE));
    }

    private static byte[] jpeg() throws IOException {
        var picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB), "jpeg", picture);
        return picture.toByteArray();
    }

    @Test
    void aPageThatOnlyMentionsAPdfIsNoPdf() {
        var page = "<html><body>%PDF-1.4</body></html>".getBytes(StandardCharsets.UTF_8);
        assertThat(new Documents(null, null).detect(new ByteArrayInputStream(page)))
                .isEqualTo("text/html");
    }
}
