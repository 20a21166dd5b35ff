package kz.bilik.voucher;

import static kz.bilik.voucher.VoucherWorld.HOLDER;
import static kz.bilik.voucher.VoucherWorld.ISSUED;
import static kz.bilik.voucher.VoucherWorld.SOMEBODY_ELSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import kz.bilik.application.Application;
import kz.bilik.application.Applications;
import kz.bilik.application.LabourMarketReports;
import kz.bilik.application.LabourMarketReports.VoucherIssued;
import kz.bilik.distribution.Quota;
import kz.bilik.distribution.Quotas;
import kz.bilik.document.Documents;
import kz.bilik.language.Language;
import kz.bilik.officer.Place;
import kz.bilik.support.ModelledDecisionTables;
import kz.bilik.support.RecordedReports.Reported;
import kz.bilik.support.TestDatabases;
import kz.bilik.support.TestDatabases.TestDatabase;
import kz.bilik.voucher.VoucherVerification.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

@Tag("database")
class VoucherIssueTest {

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aConfirmedApplicationGetsAVoucherForSixtyDays(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var application = module.confirmedApplication(HOLDER);

            var number = module.the(VoucherIssue.class).issue(application);

            assertThat(number).matches("V-2026-75-\\d{6}");
            var voucher = module.voucher(number);
            assertThat(voucher.issuedOn()).isEqualTo(ISSUED);
            assertThat(voucher.lastDay()).isEqualTo(LocalDate.of(2026, 11, 13));
            assertThat(voucher.price()).isEqualTo(38_000);
            assertThat(voucher.state()).isEqualTo(Voucher.State.ISSUED);
            var face = module.the(Vouchers.class).face(number);
            // A technical profession: 7 MCI of 4,325 tenge, the rest is the holder's (cl. 14.1, 15).
            assertThat(face.statePart()).isEqualTo(30_275);
            assertThat(face.holderPart()).isEqualTo(7_725);
            assertThat(module.the(Applications.class).get(application).outcome())
                    .isEqualTo(Application.Outcome.VOUCHER_ISSUED);
            assertThat(module.quota())
                    .extracting(Quota::reserved, Quota::consumed)
                    .containsExactly(0, 1);
            assertThat(module.toldHolder(application)).containsExactly("voucher.issued");
            assertThat(module.told(Place.recognitionCentre("C-014"))).containsExactly("voucher.issued-to-holder");
            assertThat(module.timeline(application)).containsExactly("voucher.issued");
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void issuingAgainForTheSameApplicationGivesTheSameVoucher(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var application = module.confirmedApplication(HOLDER);
            var issue = module.the(VoucherIssue.class);

            assertThat(issue.issue(application)).isEqualTo(issue.issue(application));

            assertThat(module.quota().consumed()).isEqualTo(1);
            assertThat(module.the(VoucherDocument.class).editions(issue.issue(application)))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aSecondVoucherOfThePersonInTheYearIsAConflictThatLeavesTheTransactionUsable(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            module.issuedVoucher();
            var second = module.confirmedApplication(HOLDER);

            database.transactions().executeWithoutResult(status -> {
                var issue = module.the(VoucherIssue.class);
                assertThatThrownBy(() -> issue.issue(second)).hasMessage("voucher.already-this-year");
                status.setRollbackOnly();
                // PostgreSQL would refuse every further statement if the violation had not met a savepoint.
                assertThat(module.the(Vouchers.class).received(HOLDER, 2026)).isTrue();
            });

            assertThat(module.the(Vouchers.class).ofApplication(second)).isEmpty();
            assertThat(module.the(VoucherIssue.class).issue(module.confirmedApplication(SOMEBODY_ELSE)))
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void ofTwentyApplicationsOfOnePersonThatAreIssuedAtOnceOneGetsAVoucher(TestDatabase database) throws Exception {
        try (var module = new VoucherWorld(database)) {
            var attempts = new ArrayList<Callable<Boolean>>();
            for (var i = 0; i < 20; i++) {
                var application = module.confirmedApplication(HOLDER);
                attempts.add(() -> {
                    try {
                        module.the(VoucherIssue.class).issue(application);
                        return true;
                    } catch (kz.bilik.problem.Problem refused) {
                        assertThat(refused.code()).isEqualTo("voucher.already-this-year");
                        return false;
                    }
                });
            }
            var threads = Executors.newFixedThreadPool(20);
            try {
                var issued = 0;
                for (var outcome : threads.invokeAll(attempts)) {
                    issued += outcome.get() ? 1 : 0;
                }
                assertThat(issued).isEqualTo(1);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void thePersonGetsAnotherVoucherNextYear(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            module.issuedVoucher();
            var second = module.confirmedApplication(HOLDER);
            module.on(LocalDate.of(2026, 12, 31));
            assertThatThrownBy(() -> module.the(VoucherIssue.class).issue(second))
                    .hasMessage("voucher.already-this-year");
            module.on(LocalDate.of(2027, 1, 1));
            assertThat(module.the(VoucherIssue.class).issue(second)).startsWith("V-2027-75-");
            assertThat(module.the(Vouchers.class).received(HOLDER, 2027)).isTrue();
        }
    }

    /** Clause 10 asks for no amounts: nothing of it waits for the index of the year, and last year's is never used. */
    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void withoutTheIndexOfTheYearTheVoucherIsIssuedAndItsPartsFollow(TestDatabase database) throws Exception {
        try (var module = new VoucherWorld(database)) {
            var application = module.confirmedApplication(HOLDER);
            module.on(LocalDate.of(2027, 1, 4));

            var number = module.the(VoucherIssue.class).issue(application);

            var face = module.the(Vouchers.class).face(number);
            assertThat(face.price()).isEqualTo(38_000);
            assertThat(face.statePart()).isNull();
            assertThat(face.holderPart()).isNull();
            assertThat(face.partsStated()).isFalse();
            assertThat(module.the(VoucherWords.class).partsText(number, Language.EN))
                    .contains("index of 2027, which is not known yet", "at most 7 MCI");
            var unknown = document(module, number);
            Files.createDirectories(Path.of("target/documents"));
            Files.write(Path.of("target/documents/voucher-without-index.pdf"), unknown);
            assertThat(textOf(unknown))
                    .contains("38 000", "7 АЕК-тен артық емес", "не более 7 МРП", "at most 7 MCI")
                    .contains("the rest of the price", "(MCI) of 2027 was not known")
                    .doesNotContain("30 275", "7 725");

            module.the(ModelledDecisionTables.class).indexOf(2027, 4_500);

            var known = module.the(Vouchers.class).face(number);
            assertThat(known.statePart()).isEqualTo(31_500);
            assertThat(known.holderPart()).isEqualTo(6_500);
            assertThat(known.partsStated()).isFalse();
            assertThat(module.the(VoucherWords.class).partsText(number, Language.EN))
                    .contains("not known on the day of issue and became known later");
            // What was sealed stays as it was; an extension seals what is known by then.
            assertThat(document(module, number)).isEqualTo(unknown);
            module.accepted(number, LocalDate.of(2027, 1, 3), LocalDate.of(2027, 1, 6));
            assertThat(textOf(document(module, number))).contains("31 500", "6 500", "index of the day of issue");
            assertThat(module.the(VoucherDocument.class).editions(number)).hasSize(2);
        }
    }

    private static byte[] document(VoucherWorld module, String number) {
        return module.the(Documents.class)
                .content(module.the(VoucherDocument.class).inForce(number).document());
    }

    private static String textOf(byte[] pdf) throws Exception {
        var reader = new PdfReader(pdf);
        assertThat(reader.getNumberOfPages()).isEqualTo(1);
        return new PdfTextExtractor(reader).getTextFromPage(1).replaceAll("[\\s\u00a0]+", " ");
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void theQuotaIsThatOfTheYearOfReceiptAlsoOfAVoucherIssuedInTheNext(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var application = module.confirmedApplication(HOLDER);
            module.on(LocalDate.of(2027, 1, 5));

            assertThat(module.the(VoucherIssue.class).issue(application)).startsWith("V-2027-");

            assertThat(module.quota())
                    .extracting(Quota::year, Quota::reserved, Quota::consumed)
                    .containsExactly(2026, 0, 1);
            assertThat(module.the(Quotas.class).quotas(2027))
                    .allSatisfy(quota -> assertThat(quota.consumed()).isZero());
            // It counts as received in the year of its issue (cl. 3.3 (c)).
            assertThat(module.the(Vouchers.class).received(HOLDER, 2027)).isTrue();
            assertThat(module.the(Vouchers.class).received(HOLDER, 2026)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void withoutTheCentresYesThereIsNoVoucher(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var application = module.confirmedApplication(HOLDER);
            database.jdbc().sql("update application set price = null").update();

            assertThatThrownBy(() -> module.the(VoucherIssue.class).issue(application))
                    .hasMessage("voucher.not-confirmed");
            assertThatThrownBy(() -> module.the(VoucherIssue.class).issue("A-2026-75-999999"))
                    .hasMessage("application.unknown");
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void theDocumentShowsInThreeLanguagesWhatTheClauseAsksFor(TestDatabase database) throws Exception {
        try (var module = new VoucherWorld(database)) {
            var number = module.issuedVoucher();
            var documents = module.the(Documents.class);

            var edition = module.the(VoucherDocument.class).inForce(number);
            var pdf = documents.content(edition.document());

            Files.createDirectories(Path.of("target/documents"));
            Files.write(Path.of("target/documents/voucher.pdf"), pdf);
            var text =
                    new PdfTextExtractor(new PdfReader(pdf)).getTextFromPage(1).replaceAll("[\\s\u00a0]+", " ");
            assertThat(text)
                    .contains(number)
                    .contains("14.09.2026")
                    .contains("13.11.2026")
                    .contains("920315390109")
                    .contains("Әбдіқадыров Нұрлан Серікұлы")
                    .contains("біржолғы ваучер")
                    .contains("Одноразовый ваучер")
                    .contains("One-time voucher")
                    .contains("30 275")
                    .contains("7 725");
            assertThat(documents.stored(edition.document()).contentType()).isEqualTo("application/pdf");
            assertThat(new PdfReader(pdf).getNumberOfPages()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "payment, на день принятия акта, актісі қабылданған күнгі, the services act is accepted",
        "service, на день экзамена, емтихан күнгі, the day of the exam",
        "act, на день составления акта, актісі жасалған күнгі, the services act is drawn up"
    })
    void theDocumentSaysByWhichDaysIndexThePartsFinallyAre(
            String setting, String russian, String kazakh, String english) throws Exception {
        assertThat(textOfDocument(setting))
                .contains("берілген күнгі АЕК", "МРП на дату выдачи", "index of the day of issue")
                .contains(russian, kazakh, english);
    }

    @Test
    void theDocumentSaysNothingOfTheKindWhereThePartsDoNotChange() throws Exception {
        assertThat(textOfDocument("issue"))
                .contains("берілген күнгі АЕК", "МРП на дату выдачи", "index of the day of issue")
                .doesNotContain("finally", "Окончательно", "Түпкілікті");
    }

    private static String textOfDocument(String mciOf) throws Exception {
        try (var database = TestDatabases.h2();
                var module = new VoucherWorld(database, "bilik.settlement.mci-of=" + mciOf)) {
            var number = module.issuedVoucher();
            var pdf = module.the(Documents.class)
                    .content(module.the(VoucherDocument.class).inForce(number).document());
            var reader = new PdfReader(pdf);
            assertThat(reader.getNumberOfPages()).isEqualTo(1);
            return new PdfTextExtractor(reader).getTextFromPage(1).replaceAll("[\\s\u00a0]+", " ");
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void noKazakhLetterIsLostInTheDocument(TestDatabase database) throws Exception {
        try (var module = new VoucherWorld(database)) {
            var application = module.confirmedApplication(HOLDER);
            database.jdbc()
                    .sql("update application set name = 'ӘәҒғҚқҢң ӨөҰұҮү ҺһІі' where number = ?")
                    .param(application)
                    .update();
            var number = module.the(VoucherIssue.class).issue(application);

            var pdf = module.the(Documents.class)
                    .content(module.the(VoucherDocument.class).inForce(number).document());

            assertThat(new PdfTextExtractor(new PdfReader(pdf)).getTextFromPage(1))
                    .contains("ӘәҒғҚқҢң ӨөҰұҮү ҺһІі");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DejaVuSans.ttf", "DejaVuSans-Bold.ttf"})
    void theFontsHaveEveryLetterOfTheThreeLanguages(String file) throws Exception {
        var font = BaseFont.createFont(
                file,
                BaseFont.IDENTITY_H,
                BaseFont.EMBEDDED,
                true,
                new ClassPathResource("fonts/" + file).getContentAsByteArray(),
                null);
        var letters = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяabcdefghijklmnopqrstuvwxyz";

        assertThat((letters + letters.toUpperCase(Locale.ROOT) + "№«»–₸").chars())
                .allMatch(font::charExists);
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void anybodyCanTellAGenuineVoucherFromAnAlteredOne(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var number = module.issuedVoucher();
            var documents = module.the(Documents.class);
            var edition = module.the(VoucherDocument.class).inForce(number);
            var pdf = documents.content(edition.document());
            var seal = documents.content(edition.seal());
            var verification = module.the(VoucherVerification.class);

            var genuine = verification.verify(pdf, seal);
            assertThat(genuine.result()).isEqualTo(Result.GENUINE);
            assertThat(genuine.facts().number()).isEqualTo(number);
            assertThat(genuine.facts().validToday()).isTrue();
            assertThat(genuine.facts().lastDay()).isEqualTo(LocalDate.of(2026, 11, 13));
            assertThat(genuine.toString()).doesNotContain(HOLDER.value()).doesNotContain("Нұрлан");

            var altered = pdf.clone();
            altered[altered.length / 2] ^= 1;
            assertThat(verification.verify(altered, seal).result()).isEqualTo(Result.DOCUMENT_UNKNOWN);
            var otherSeal = module.the(kz.bilik.signature.Seal.class).seal("KZ-71", pdf);
            assertThat(verification.verify(pdf, otherSeal).result()).isEqualTo(Result.SEAL_WRONG);
            assertThat(verification.verify(pdf, "no seal".getBytes()).result()).isEqualTo(Result.SEAL_WRONG);
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void theLabourMarketIsToldOfTheIssue(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var number = module.issuedVoucher();
            module.the(VoucherIssue.class).report(number);
            module.the(VoucherIssue.class).report(number);
            assertThat(module.labourMarket.all())
                    .extracting(Reported::application, Reported::event)
                    .containsExactly(tuple(
                            module.voucher(number).application(),
                            new VoucherIssued(new LabourMarketReports.Voucher(
                                    number, VoucherWorld.ISSUED, VoucherWorld.ISSUED.plusDays(60)))));
        }
    }
}
