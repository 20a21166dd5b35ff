package kz.bilik.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser may show, and what it is only given to save; each PDF is made here and harmless. */
class ActiveContentTest {

    private final ActiveContent content = new ActiveContent();

    /** Something that is done to a document before it is saved. */
    interface Change {
        void to(PDDocument document) throws IOException;
    }

    static Stream<Arguments> active() {
        return Map.<String, Change>of(
                        "a script that runs when it is opened",
                        document -> root(document).setItem("OpenAction", action("JavaScript")),
                        "a program that is started",
                        document -> root(document).setItem("OpenAction", action("Launch")),
                        "a form that is sent",
                        document -> onPage(document, action("SubmitForm")),
                        "a file inside",
                        document -> named(document, "EmbeddedFiles"),
                        "scripts by name",
                        document -> named(document, "JavaScript"),
                        "a form of XFA",
                        document -> {
                            var form = new COSDictionary();
                            form.setItem("XFA", new COSArray());
                            root(document).setItem("AcroForm", form);
                        },
                        "something done when a page is left",
                        document -> document.getPage(0).getCOSObject().setItem("AA", new COSDictionary()),
                        "a film",
                        document -> {
                            var note = new COSDictionary();
                            note.setName("Subtype", "RichMedia");
                            annotate(document, note);
                        })
                .entrySet()
                .stream()
                .map(kind -> Arguments.of(kind.getKey(), kind.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("active")
    void whatActsIsFoundAlsoWithinCompressedObjects(String what, Change change) throws IOException {
        assertThat(content.isIn(pdf(change, CompressParameters.DEFAULT_COMPRESSION)))
                .as(what)
                .isTrue();
        assertThat(content.isIn(pdf(change, CompressParameters.NO_COMPRESSION)))
                .as(what)
                .isTrue();
    }

    @Test
    void anOrdinaryPdfIsShownAndSoIsOneThatOpensAtAPageOrLinksToTheWeb() throws IOException {
        assertThat(content.isIn(pdf(document -> {}, CompressParameters.DEFAULT_COMPRESSION)))
                .isFalse();
        assertThat(content.isIn(pdf(
                        document -> {
                            var place = new COSArray();
                            place.add(document.getPage(0).getCOSObject());
                            place.add(COSName.getPDFName("Fit"));
                            root(document).setItem("OpenAction", place);
                            onPage(document, action("URI"));
                        },
                        CompressParameters.DEFAULT_COMPRESSION)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"diploma.pdf", "work-book.pdf"})
    void theDemosPapersAreShown(String name) throws IOException {
        assertThat(content.isIn(Files.readAllBytes(Path.of("demo/documents", name))))
                .isFalse();
    }

    @Test
    void whatCannotBeReadIsNotShown() throws IOException {
        assertThat(content.isIn("%PDF-1.7\nnothing".getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
        assertThat(content.isIn(pdf(
                        document -> document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission())),
                        CompressParameters.NO_COMPRESSION)))
                .isTrue();
        var whole = pdf(document -> {}, CompressParameters.DEFAULT_COMPRESSION);
        assertThat(content.isIn(Arrays.copyOf(whole, 40))).isTrue();
    }

    private static byte[] pdf(Change change, CompressParameters compression) throws IOException {
        try (var document = new PDDocument()) {
            document.addPage(new PDPage());
            change.to(document);
            var out = new ByteArrayOutputStream();
            document.save(out, compression);
            return out.toByteArray();
        }
    }

    private static COSDictionary root(PDDocument document) {
        return document.getDocumentCatalog().getCOSObject();
    }

    private static COSDictionary action(String kind) {
        var action = new COSDictionary();
        action.setName(COSName.S, kind);
        return action;
    }

    private static void onPage(PDDocument document, COSDictionary action) {
        var link = new COSDictionary();
        link.setName("Subtype", "Link");
        link.setItem("A", action);
        annotate(document, link);
    }

    private static void annotate(PDDocument document, COSDictionary note) {
        var notes = new COSArray();
        notes.add(note);
        document.getPage(0).getCOSObject().setItem("Annots", notes);
    }

    private static void named(PDDocument document, String tree) {
        var names = new COSDictionary();
        names.setItem(tree, new COSDictionary());
        root(document).setItem("Names", names);
    }
}
