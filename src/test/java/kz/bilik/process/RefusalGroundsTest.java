package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.IOException;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.application.Refusal;
import kz.bilik.application.RefusalDocument;
import kz.bilik.application.RefusalReason;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.document.Documents;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.support.LabourMarketAis;
import kz.bilik.support.ProcedureTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Each ground on which an application is refused (cl. 3.3, 8, 9) stands in the document that its applicant gets, in three
 * languages: this one and no other, with its clause, who refuses, and what can be done next.
 */
@ProcedureTest
class RefusalGroundsTest extends Scene {

    private static final String REMARK = "As the officer has put it";

    /** With how an application comes to be refused on it. */
    enum Ground {
        NOT_UNEMPLOYED("cl. 3.3") {
            @Override
            String refused(RefusalGroundsTest scene) {
                return scene.story.applies("person-19");
            }
        },
        VOUCHER_RECEIVED_THIS_YEAR("cl. 3.3") {
            @Override
            String refused(RefusalGroundsTest scene) throws IOException {
                LabourMarketAis.hasVoucherElsewhere("person-02", 2026);
                return scene.story.applies("person-02");
            }
        },
        /** Only where bilik.application.second-voucher-while-valid says so. */
        EARLIER_VOUCHER_VALID("cl. 3.3") {
            @Override
            String refused(RefusalGroundsTest scene) {
                var application = scene.story.applies("person-01");
                scene.database
                        .sql("insert into application_reason (application, reason, clause, remark, given_at)"
                                + " select number, 'application.earlier-voucher-valid', 'cl. 3.3', '', received_at"
                                + " from application where number = ?")
                        .param(application)
                        .update();
                scene.refusal.send(application);
                return application;
            }
        },
        NO_VOUCHER_LEFT("cl. 3.3") {
            @Override
            String refused(RefusalGroundsTest scene) {
                scene.database
                        .sql("update quota_voucher set application = 'taken ' || number"
                                + " where region = 'KZ-35' and quota_year = 2026")
                        .update();
                return scene.story.applies("person-16");
            }
        },
        INCOMPLETE_DOCUMENTS("cl. 8") {
            @Override
            String refused(RefusalGroundsTest scene) {
                return scene.refusedByTheCareerCentre(name());
            }
        },
        FILLED_IN_WRONGLY("cl. 8") {
            @Override
            String refused(RefusalGroundsTest scene) {
                return scene.refusedByTheCareerCentre(name());
            }
        },
        REQUIREMENTS_NOT_MET("cl. 8") {
            @Override
            String refused(RefusalGroundsTest scene) {
                return scene.refusedByTheCareerCentre(name());
            }
        },
        CENTRE_DECLINED("cl. 9") {
            @Override
            String refused(RefusalGroundsTest scene) {
                var application = scene.story.applies("person-01");
                scene.story.careerCentreForwards(application);
                scene.story.centreDeclines(application, REMARK);
                return application;
            }
        };

        private final String clause;

        Ground(String clause) {
            this.clause = clause;
        }

        abstract String refused(RefusalGroundsTest scene) throws IOException;

        String code() {
            return "application." + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Autowired
    Refusal refusal;

    @Autowired
    RefusalDocument refusals;

    @Autowired
    Documents documents;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Texts texts;

    private String refusedByTheCareerCentre(String ground) {
        var application = story.applies("person-01");
        story.careerCentreRefuses(application, ground, REMARK);
        return application;
    }

    @ParameterizedTest
    @EnumSource
    void theDocumentNamesTheGroundAndNoOther(Ground ground) throws IOException {
        var application = ground.refused(this);
        assertThat(applications.reasons(application))
                .extracting(RefusalReason::reason)
                .containsExactly(ground.code());
        for (var language : Language.values()) {
            var document = text(application, language);
            assertThat(document)
                    .as(ground + " in " + language)
                    .contains(words(language, "reason." + ground.code()))
                    .contains(words(language, "application.refusal.next." + ground.code()))
                    .contains(by(ground, application, language))
                    .contains(ground.clause.substring("cl. ".length()));
            for (var other : Ground.values()) {
                if (other != ground) {
                    assertThat(document)
                            .as(ground + " in " + language)
                            .doesNotContain(words(language, "reason." + other.code()));
                }
            }
            if (!ground.clause.equals("cl. 3.3")) {
                assertThat(document).contains(words(language, "reason." + ground.code()) + ": " + REMARK);
            }
        }
    }

    @Test
    void severalGroundsOfOneStepStandInItTogether() throws IOException {
        LabourMarketAis.hasVoucherElsewhere("person-19", 2026);
        var application = story.applies("person-19");
        for (var language : Language.values()) {
            assertThat(text(application, language))
                    .contains(words(language, "reason." + Ground.NOT_UNEMPLOYED.code()))
                    .contains(words(language, "reason." + Ground.VOUCHER_RECEIVED_THIS_YEAR.code()))
                    .doesNotContain(words(language, "reason." + Ground.NO_VOUCHER_LEFT.code()));
        }
    }

    /** A ground that comes has its scene here. */
    @Test
    void noGroundIsLeftOut() {
        assertThat(ResourceBundle.getBundle("messages/application", Locale.ENGLISH).keySet().stream()
                        .filter(key -> key.startsWith("reason."))
                        .map(key -> key.substring("reason.".length())))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Ground.values()).map(Ground::code).toList());
    }

    private String by(Ground ground, String application, Language language) {
        var asked = applications.get(application);
        return spaced(
                switch (ground.clause) {
                    case "cl. 8" -> catalogue.careerCentreName(asked.careerCentre(), language);
                    case "cl. 9" -> catalogue.recognitionCentreName(asked.recognitionCentre(), language);
                    default -> texts.in(language, "application.refusal.by-platform");
                });
    }

    /** As the sheet says it; its only placeholder is the coming year. */
    private String words(Language language, String key) {
        return spaced(texts.in(language, key, "2027"));
    }

    private String text(String application, Language language) throws IOException {
        try (var pdf = new PdfReader(
                documents.content(refusals.of(application, language).document()))) {
            var extractor = new PdfTextExtractor(pdf);
            return spaced(Stream.iterate(1, page -> page + 1)
                    .limit(pdf.getNumberOfPages())
                    .map(page -> {
                        try {
                            return extractor.getTextFromPage(page);
                        } catch (IOException unreadable) {
                            throw new AssertionError(unreadable);
                        }
                    })
                    .collect(Collectors.joining(" ")));
        }
    }

    private static String spaced(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
