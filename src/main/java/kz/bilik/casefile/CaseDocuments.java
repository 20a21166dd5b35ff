package kz.bilik.casefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kz.bilik.application.Application;
import kz.bilik.casefile.CaseAccess.Part;
import kz.bilik.document.Documents;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.signature.Signatures;
import kz.bilik.voucher.Vouchers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The documents of a case as far as their reader may open them: one answer for the case file, for the Tasklist and for
 * whoever asks for a document by its address, so that none of them shows more than the others.
 */
@Component
public class CaseDocuments {

    /**
     * A document, where it is read, and whether a browser can show it in the page.
     *
     * @param address null when this reader knows of the document and does not open it
     * @param download it is not shown in a page: a PDF that does something of its own, or cannot be read
     * @param kilobytes null, like the digest, of a document that is formed when it is first read
     */
    public record File(
            @Nullable String address,
            String name,
            String kind,
            @Nullable Long kilobytes,
            @Nullable String sha256,
            boolean image,
            boolean pdf,
            boolean download) {

        private File readWith(Set<Part> parts) {
            return new File(address, PersonalNumbers.in(name, parts), kind, kilobytes, sha256, image, pdf, download);
        }
    }

    /**
     * What was signed or sealed, as a file of its own beside what people read.
     *
     * @param what in words
     * @param name of the file
     */
    public record Original(String what, String address, String name) {}

    private static final Set<String> HEALTH = Set.of("SICK_LEAVE", "SICK_LEAVE_ANNULMENT");
    private static final Set<String> HELD_BY_MACHINES = Set.of("VOUCHER_SEAL", "REFUSAL_SEAL");

    private final Vouchers vouchers;
    private final Signatures signatures;
    private final Documents documents;
    private final Texts texts;

    CaseDocuments(Vouchers vouchers, Signatures signatures, Documents documents, Texts texts) {
        this.vouchers = vouchers;
        this.signatures = signatures;
        this.documents = documents;
        this.texts = texts;
    }

    /** The documents of the case that this reader may open: all of them came signed, sealed or copied. */
    public List<Documents.Stored> of(Application application, Set<Part> parts) {
        return PersonalNumbers.opensOriginals(parts) ? all(application, parts).toList() : List.of();
    }

    /** The signed application, its signatures and the seals of what was issued, for whoever opens originals (cl. 3.2, 10.1). */
    public List<Original> originals(Application application, Set<Part> parts, Language language) {
        if (!PersonalNumbers.opensOriginals(parts) || application.isErased()) {
            return List.of();
        }
        var number = application.number();
        var originals = new ArrayList<Original>();
        originals.add(new Original(
                texts.in(language, "web.case.original.application"),
                "/cases/" + number + "/application",
                number + ".json"));
        for (var evidence : signatures.of(number)) {
            originals.add(new Original(
                    texts.in(language, "web.case.original.signature", Day.andTime(evidence.legalTime())),
                    "/cases/" + number + "/signatures/" + evidence.fingerprint(),
                    number + ".p7s"));
        }
        all(application, parts)
                .filter(file -> HELD_BY_MACHINES.contains(file.kind()))
                .forEach(file -> originals.add(new Original(
                        texts.in(language, "web.case.original." + file.kind()),
                        "/cases/" + number + "/documents/" + file.id() + "?download=true",
                        file.fileName())));
        return originals;
    }

    /** The documents of the case that this reader may know of. */
    private List<Documents.Stored> known(Application application, Set<Part> parts) {
        return all(application, parts)
                .filter(file -> !HELD_BY_MACHINES.contains(file.kind()))
                .toList();
    }

    private Stream<Documents.Stored> all(Application application, Set<Part> parts) {
        if (!parts.contains(Part.DOCUMENTS)) {
            return Stream.of();
        }
        var ofVoucher = vouchers.ofApplication(application.number())
                .map(voucher -> documents.of(voucher.number()))
                .orElse(List.of());
        return Stream.concat(documents.of(application.number()).stream(), ofVoucher.stream())
                .filter(file -> !HEALTH.contains(file.kind()) || parts.contains(Part.HEALTH));
    }

    /** The documents that this reader may know of, as a page lists them: with an address where he may open them. */
    public List<File> files(Application application, Set<Part> parts, Language language) {
        var address = "/cases/" + application.number() + "/documents/";
        var opens = PersonalNumbers.opensOriginals(parts);
        return known(application, parts).stream()
                .map(file -> file(file, opens ? address + file.id() : null, language))
                .map(file -> file.readWith(parts))
                .toList();
    }

    /** A stored document as a page lists it, read at that address; listed only when there is none. */
    public File file(Documents.Stored file, @Nullable String address, Language language) {
        var shown = address != null && documents.mayBeShown(file);
        return new File(
                address,
                file.fileName(),
                kind(kindOf(file), language),
                (file.size() + 1023) / 1024,
                file.sha256(),
                shown && file.contentType().startsWith("image/"),
                shown && file.contentType().equals("application/pdf"),
                address != null && !shown && file.contentType().equals("application/pdf"));
    }

    /** A refusal is one document in three languages: which one it is, its name says. */
    private static String kindOf(Documents.Stored file) {
        return Stream.of(Language.values())
                .map(Language::tag)
                .filter(tag -> file.kind().equals("REFUSAL") && file.fileName().endsWith("-" + tag + ".pdf"))
                .findFirst()
                .map(tag -> file.kind() + "." + tag)
                .orElse(file.kind());
    }

    /** What a document is, in words. */
    public String kind(String kind, Language language) {
        return texts.inOr(
                language, texts.inOr(language, kind, "application.document." + kind), "web.case.document." + kind);
    }
}
