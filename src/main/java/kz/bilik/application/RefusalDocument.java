package kz.bilik.application;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import kz.bilik.calendar.LegalClock;
import kz.bilik.document.Documents;
import kz.bilik.language.Language;
import kz.bilik.problem.Problem;
import kz.bilik.signature.Seal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The reasoned refusal as an electronic document (cl. 3.3, 8.2, 8.3, 9.2): a PDF in each of the three languages, sealed by the
 * mobility centre that sends it with a detached CMS, as the voucher is. A refusal after an appeal has documents of its own; the
 * older ones are kept.
 */
@NamedInterface("refusal")
@Component
public class RefusalDocument {

    /** The kind under which the document is stored, its seal under {@link #SEAL_KIND}. */
    public static final String KIND = "REFUSAL";

    public static final String SEAL_KIND = "REFUSAL_SEAL";

    /**
     * One language of it.
     *
     * @param name of the PDF as a file; its seal's is the same with {@code .p7s}
     * @param document the PDF in {@link Documents}
     * @param seal the detached CMS as DER in {@link Documents}
     */
    public record Sealed(String name, UUID document, UUID seal) {}

    private final JdbcClient jdbc;
    private final Applications applications;
    private final RefusalSheet sheet;
    private final Documents documents;
    private final Seal seal;
    private final LegalClock clock;

    RefusalDocument(
            JdbcClient jdbc,
            Applications applications,
            RefusalSheet sheet,
            Documents documents,
            Seal seal,
            LegalClock clock) {
        this.jdbc = jdbc;
        this.applications = applications;
        this.sheet = sheet;
        this.documents = documents;
        this.seal = seal;
        this.clock = clock;
    }

    /**
     * The newest refusal of the application in that language.
     *
     * @throws Problem {@code application.not-refused} when there is none
     */
    public Sealed of(String application, Language language) {
        return jdbc.sql("select round, document, seal from refusal_document where application = ? and language = ?"
                        + " order by round desc limit 1")
                .params(application, language.name())
                .query((row, index) -> new Sealed(
                        name(application, row.getInt("round"), language),
                        row.getObject("document", UUID.class),
                        row.getObject("seal", UUID.class)))
                .optional()
                .orElseThrow(() -> Problem.of(Problem.Kind.NOT_FOUND, "application.not-refused", application));
    }

    /** Renders and seals the refusal of today in each language, and keeps all of it. */
    @Transactional
    void seal(String application, Function<Language, List<String>> grounds) {
        var refused = applications.get(application);
        var reasons = applications.reasons(application);
        var round = rounds(application) + 1;
        for (var language : Language.values()) {
            var bytes = sheet.render(refused, reasons, grounds.apply(language), clock.today(), language);
            var name = name(application, round, language);
            var stored = documents.store(application, KIND, name, "application/pdf", new ByteArrayInputStream(bytes));
            var storedSeal = documents.store(
                    application,
                    SEAL_KIND,
                    name + ".p7s",
                    "application/pkcs7-signature",
                    new ByteArrayInputStream(seal.seal(refused.region(), bytes)));
            jdbc.sql("insert into refusal_document (application, round, language, document, seal, sha256, formed_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?)")
                    .params(
                            application,
                            round,
                            language.name(),
                            stored.id(),
                            storedSeal.id(),
                            stored.sha256(),
                            clock.now())
                    .update();
        }
    }

    private static String name(String application, int round, Language language) {
        return application + "-refusal-" + (round == 1 ? "" : round + "-") + language.tag() + ".pdf";
    }

    private int rounds(String application) {
        return jdbc.sql("select coalesce(max(round), 0) from refusal_document where application = ?")
                .param(application)
                .query(Integer.class)
                .single();
    }
}
