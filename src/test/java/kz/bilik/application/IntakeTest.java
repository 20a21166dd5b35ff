package kz.bilik.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import kz.bilik.application.Receipt.Warning;
import kz.bilik.document.Enclosure;
import kz.bilik.identity.Iin;
import kz.bilik.language.Language;
import kz.bilik.notice.Notices;
import kz.bilik.problem.Problem;
import kz.bilik.problem.Problem.Kind;
import kz.bilik.signature.DemoSignature;
import kz.bilik.support.TestDatabases;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("database")
class IntakeTest {

    private static final Iin PERSON_01 = Iin.of("920315390109");

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void theSampleForNewcomersIsReceivedWithEverythingThatBelongsToIt(TestDatabase database) {
        try (var module = ApplicationWorld.on(database)) {
            var receipt = Submission.asShipped().sendTo(module);

            assertThat(receipt.number()).matches("A-2026-75-\\d{6}");
            assertThat(receipt.alreadyReceived()).isFalse();
            assertThat(receipt.warnings()).isEmpty();
            var application = module.applications().get(receipt.number());
            assertThat(application.iin()).isEqualTo(PERSON_01);
            assertThat(application.careerCentre()).isEqualTo("KZ-75-03");
            assertThat(application.recognitionCentre()).isEqualTo("C-014");
            assertThat(application.receivedAt().toString())
                    .startsWith("2026-09-14T09:0")
                    .endsWith("+05:00");
            assertThat(application.outcome()).isNull();
            assertThat(module.applications().signedBytes(receipt.number()))
                    .isEqualTo(Submission.asShipped().bytes());
            assertThat(module.documents().of(receipt.number()))
                    .extracting(file -> file.kind() + " " + file.contentType())
                    .containsExactlyInAnyOrder(
                            "EDUCATION application/pdf", "WORK_BOOK application/pdf", "EMPLOYER_ACTS image/png");
            assertThat(module.signatures().of(receipt.number()))
                    .singleElement()
                    .satisfies(evidence -> assertThat(evidence.iin()).isEqualTo(PERSON_01));
            assertThat(module.process.started).containsExactly(receipt.number());
            assertThat(module.get(Timeline.class).of(receipt.number(), Language.EN))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.text()).isEqualTo("The application was received."));
            assertThat(module.get(Notices.class).toApplicant(receipt.number(), Language.EN))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void theSameSubmissionSentTwiceGetsTheSameAnswerAndStaysOneCase(TestDatabase database) {
        try (var module = ApplicationWorld.on(database)) {
            var submission = Submission.sample().withoutDocuments();
            var first = submission.sendTo(module);
            // Also after the closing day: what was acknowledged stays acknowledged.
            module.at("2026-11-02T10:00");
            var second = submission.sendTo(module);

            assertThat(second).isEqualTo(new Receipt(first.number(), true, first.warnings()));
            assertThat(module.rows("application")).isEqualTo(1);
            assertThat(module.process.started).hasSize(1);

            submission.with("/skills/freeText", "басқа");
            assertProblem("application.submission-differs", Kind.CONFLICT, submission, module);
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void twentyTimesTheSameSubmissionAtOnceIsOneCaseAndTwentyEqualAnswers(TestDatabase database) throws Exception {
        try (var module = ApplicationWorld.on(database)) {
            var submission = Submission.sample();
            var bytes = submission.bytes();
            var signature = DemoSignature.of("person-01", bytes);

            var receipts = atOnce(20, i -> module.intake().receive(bytes, signature, submission.files()));

            assertThat(receipts)
                    .extracting(Receipt::number)
                    .containsOnly(receipts.get(0).number());
            assertThat(receipts)
                    .filteredOn(receipt -> !receipt.alreadyReceived())
                    .hasSize(1);
            assertThat(module.rows("application")).isEqualTo(1);
            assertThat(module.rows("document_file")).isEqualTo(3);
            assertThat(module.process.started).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void twentyApplicationsOfOnePersonAtOnceLeaveOneOpen(TestDatabase database) throws Exception {
        try (var module = ApplicationWorld.on(database)) {
            var submissions =
                    IntStream.range(0, 20).mapToObj(i -> Submission.sample()).toList();
            var signatures = submissions.stream()
                    .map(submission -> DemoSignature.of("person-01", submission.bytes()))
                    .toList();

            var answers = atOnce(20, i -> {
                try {
                    var submission = submissions.get(i);
                    return module.intake()
                            .receive(submission.bytes(), signatures.get(i), submission.files())
                            .number();
                } catch (Problem problem) {
                    return problem.code();
                }
            });

            assertThat(answers).filteredOn(answer -> answer.startsWith("A-")).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.equals("application.already-open"))
                    .hasSize(19);
            assertThat(module.rows("application")).isEqualTo(1);
            assertThat(module.rows("open_application")).isEqualTo(1);
            // Those that were refused have used up no number.
            var received = answers.stream()
                    .filter(answer -> answer.startsWith("A-"))
                    .findFirst()
                    .orElseThrow();
            module.get(Withdrawal.class).undo(received);
            assertThat(sequence(Submission.sample().sendTo(module).number())).isEqualTo(sequence(received) + 1);
        }
    }

    private static long sequence(String number) {
        return Long.parseLong(number.substring(number.lastIndexOf('-') + 1));
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aSecondApplicationIsRefusedWhileOneIsOpenAndPossibleAfterAWithdrawal(TestDatabase database) {
        try (var module = ApplicationWorld.on(database)) {
            var first = Submission.sample().sendTo(module).number();

            assertThatThrownBy(() -> Submission.sample().sendTo(module))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.code()).isEqualTo("application.already-open");
                        assertThat(problem.arguments()).containsExactly(first);
                    });

            module.get(Withdrawal.class).undo(first);
            assertThat(Submission.sample().sendTo(module).number()).isNotEqualTo(first);
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void nothingIsKeptWhenTheEngineDoesNotTakeTheCase(TestDatabase database) {
        try (var module = ApplicationWorld.on(database)) {
            var submission = Submission.sample();
            module.process.fails = true;
            assertThatThrownBy(() -> submission.sendTo(module)).isInstanceOf(IllegalStateException.class);
            for (var table :
                    List.of("application", "open_application", "document_file", "application_event", "notice")) {
                assertThat(module.rows(table)).as(table).isZero();
            }

            module.process.fails = false;
            assertThat(submission.sendTo(module).alreadyReceived()).isFalse();
        }
    }

    private static void assertProblem(String code, Kind kind, Submission submission, ApplicationWorld module) {
        assertThatThrownBy(() -> submission.sendTo(module)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.kind()).isEqualTo(kind);
        });
    }

    private interface Sender<T> {
        T send(int number);
    }

    private static <T> List<T> atOnce(int senders, Sender<T> sender) throws Exception {
        var threads = Executors.newFixedThreadPool(senders);
        try {
            var start = new CyclicBarrier(senders);
            var tasks = IntStream.range(0, senders)
                    .mapToObj(i -> (Callable<T>) () -> {
                        start.await();
                        return sender.send(i);
                    })
                    .toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    /** What is no valid submission; nothing is kept of it. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Refused {

        private TestDatabase database;
        private ApplicationWorld module;

        @BeforeAll
        void start() {
            database = TestDatabases.h2();
            module = ApplicationWorld.on(database, "bilik.signature.revocation=crl");
        }

        @AfterAll
        void stop() {
            assertThat(module.rows("application")).isZero();
            assertThat(module.rows("document_file")).isZero();
            module.close();
            database.close();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "/region | KZ-99 | region=application.unknown-region",
                    "/registration/region | KZ-99 | registration.region=application.unknown-region",
                    "/careerCentre | KZ-75-99 | careerCentre=application.unknown-career-centre",
                    "/careerCentre | KZ-71-01 | careerCentre=application.district-elsewhere",
                    "/profession | 9999 | profession=application.unknown-profession",
                    "/recognitionCentre | C-999 | recognitionCentre=application.unknown-recognition-centre",
                    "/documents/0/fileName | other.pdf | documents[0]=application.file-not-enclosed",
                    "/documents/1/fileName | diploma.pdf | documents[1].fileName=application.file-named-twice",
                })
        void aChoiceThatTheCatalogueDoesNotKnowIsNamed(String pointer, String value, String expected) {
            var submission = Submission.sample().with(pointer, value);
            assertThat(fields(submission)).contains(expected);
        }

        @Test
        void withoutConsentToPersonalDataNothingIsReceived() {
            assertThat(fields(Submission.sample().with("/consents/personalData/given", false)))
                    .containsExactly("consents.personalData.given=application.consent-required");
        }

        @Test
        void anAccountThatFailsItsCheckDigitsIsRefusedSinceNothingIsEverPaidToIt() {
            assertThat(fields(Submission.sample().with("/account", "KZ68601TEST000000002")))
                    .containsExactly("account=identity.account");
        }

        @Test
        void severalWrongFieldsAreNamedAtOnce() {
            assertThat(fields(Submission.sample()
                            .with("/region", "KZ-99")
                            .with("/profession", "9999")
                            .with("/recognitionCentre", "C-999")))
                    .hasSize(4);
        }

        @Test
        void aFileThatWasChangedAfterSigningIsNamed() {
            assertThat(fields(Submission.sample().files(files -> {
                        var changed = content(files.get(0));
                        changed[changed.length - 2] ^= 1;
                        files.set(0, Submission.file("diploma.pdf", changed));
                    })))
                    .containsExactly("documents[0].sha256=application.file-altered");
        }

        @Test
        void aFileThatTheSignedFormDoesNotNameIsRefusedAndSoIsOneSentTwice() {
            assertThat(fields(Submission.sample()
                            .files(files -> files.add(Submission.file("extra.pdf", content(files.get(0)))))))
                    .containsExactly("files[3]=application.file-not-named");
            assertThat(fields(Submission.sample().files(files -> files.add(files.get(0)))))
                    .containsExactly("files[3]=application.file-named-twice");
        }

        @Test
        void aFileMustBeWhatItsNameSays() {
            for (var wrong : Map.of(
                            "diploma.pdf",
                            "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8),
                            "empty.pdf",
                            new byte[0])
                    .entrySet()) {
                assertThat(fields(Submission.sample()
                                .with("/documents/0/fileName", wrong.getKey())
                                .with("/documents/0/sha256", sha256(wrong.getValue()))
                                .files(files -> files.set(0, Submission.file(wrong.getKey(), wrong.getValue())))))
                        .containsExactly("documents[0]=application.file-type");
            }
            // It begins as a PDF does, and nobody could open it.
            var begun = "%PDF-".getBytes(StandardCharsets.US_ASCII);
            assertThat(fields(Submission.sample()
                            .with("/documents/0/fileName", "begun.pdf")
                            .with("/documents/0/sha256", sha256(begun))
                            .files(files -> files.set(0, Submission.file("begun.pdf", begun)))))
                    .containsExactly("documents[0]=application.file-broken");
            // A picture that calls itself a PDF: real content, wrong name.
            assertThat(fields(Submission.sample()
                            .with("/documents/2/fileName", "acts.pdf")
                            .files(files -> files.set(2, Submission.file("acts.pdf", content(files.get(2)))))))
                    .containsExactly("documents[2]=application.file-type");
        }

        @Test
        void aSenderThatDecomposesLettersInFileNamesIsUnderstood() {
            // "й" as one letter in the form, as и and a breve in the upload.
            var fields = fields(Submission.sample()
                    .with("/documents/0/fileName", "\u0439.pdf")
                    .with("/region", "KZ-99")
                    .files(files -> files.set(0, Submission.file("\u0438\u0306.pdf", content(files.get(0))))));
            assertThat(fields).noneMatch(field -> field.contains("file-"));
        }

        @Test
        void moreFilesOrBytesThanAllowedAreRefusedBeforeTheSignatureIsLookedAt() {
            var tooMany = Submission.sample().files(files -> {
                for (int i = 0; i < 8; i++) {
                    files.add(Submission.file("x" + i + ".pdf", new byte[1]));
                }
            });
            assertProblem("application.too-many-files", Kind.UNPROCESSABLE, tooMany, module);
            var tooLarge = Submission.sample()
                    .files(files -> files.set(0, Submission.file("diploma.pdf", new byte[10 * 1024 * 1024 + 1])));
            assertProblem("application.file-too-large", Kind.TOO_LARGE, tooLarge, module);
            assertThatThrownBy(() -> module.intake().receive(new byte[64 * 1024 + 1], new byte[0], List.of()))
                    .hasMessage("application.too-large");
        }

        @Test
        void aSignatureOfSomebodyElseIsNoSignatureOfTheApplicant() {
            assertProblem(
                    "application.wrong-signer",
                    Kind.UNPROCESSABLE,
                    Submission.sample().signedBy("person-02"),
                    module);
        }

        @Test
        void nobodySendsAnotherPersonsApplicationUnderHisOwnLogin() {
            var submission = Submission.sample();
            var bytes = submission.bytes();
            var signature = DemoSignature.of("person-01", bytes);
            assertThatThrownBy(() ->
                            module.intake().receive(bytes, signature, submission.files(), Iin.of("870704490019"), null))
                    .hasMessage("application.somebody-elses");
        }

        @Test
        void whatWasChangedAfterSigningIsRefusedAsTampered() {
            var submission = Submission.sample();
            var signature = DemoSignature.of("person-01", submission.bytes());
            var changed = submission.with("/account", "KZ55722TEST000000002").bytes();
            assertThatThrownBy(() -> module.intake().receive(changed, signature, submission.files()))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.code()).startsWith("signature."));
        }

        @Test
        void anUnsignedApplicationAnExpiredAndAnAuthenticationKeyAreRefused() {
            assertThatThrownBy(() -> module.intake().receive(Submission.sample().bytes(), new byte[0], List.of()))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.code()).isEqualTo("signature.missing"));
            assertThatThrownBy(() ->
                            Submission.sample().signedBy("person-01-expired").sendTo(module))
                    .hasMessage("signature.expired");
            assertThatThrownBy(() -> Submission.sample()
                            .signedBy("person-01-authentication")
                            .sendTo(module))
                    .hasMessage("signature.authentication-only");
            assertThatThrownBy(() ->
                            Submission.sample().signedBy("person-01-revoked").sendTo(module))
                    .hasMessage("signature.revoked");
        }

        @Test
        void signedNonsenseIsMalformed() {
            var bytes = "{\"iin\":1,\"iin\":2}".getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> module.intake().receive(bytes, DemoSignature.of("person-01", bytes), List.of()))
                    .hasMessage("application.malformed");
        }

        private List<String> fields(Submission submission) {
            try {
                submission.sendTo(module);
                return List.of();
            } catch (Problem problem) {
                assertThat(problem.code()).isEqualTo("application.invalid");
                return problem.fields().stream()
                        .map(field -> field.path() + "=" + field.code())
                        .toList();
            }
        }
    }

    /** What is for the career centre to judge (cl. 8): received, with a warning. */
    @Nested
    class ForTheCareerCentre {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "/surname | Басқа | application.name-differs | ''",
                    "/name | Ержан | application.name-differs | ''",
                    "/signedOn | 2026-09-15 | application.signed-in-future | 15.09.2026",
                    "/signedOn | 2199-01-01 | application.signed-in-future | 01.01.2199",
                    "/signedOn | 2019-01-31 | application.signed-long-ago | 31.01.2019",
                    "/residence/region | KZ-99 | application.unknown-residence | KZ-99",
                    "/residence/address | '' | application.empty-residence | ''",
                    "/registration/address | ' ' | application.empty-registration | ''",
                    "/qualificationLevel | 8 | application.unknown-level | 8",
                    "/qualificationLevel | төрт | application.unknown-level | төрт",
                    "/recognitionCentre | C-007 | application.centre-does-not-examine | C-007",
                    "/education/graduatedOn | 2026-09-15 | application.graduated-in-future | 15.09.2026",
                    "/education/institution | '' | application.empty-institution | ''",
                    "/education/field | '' | application.empty-field | ''",
                    "/employment/periods/0/to | 2013-01-01 | application.period-ends-before-it-begins | 01.01.2013",
                    "/employment/periods/0/employer | '' | application.empty-employer | ''",
                    "/employment/periods/0/position | '' | application.empty-position | ''",
                    "/skills/speciality | '' | application.empty-speciality | ''",
                    "/phone | 87001234567 | application.phone-unusual | ''",
                    "/email | person-01 | application.email-unusual | ''",
                })
        void whatIsUnusualIsReceivedAndTold(String pointer, String value, String code, String argument) {
            received(Submission.sample().with(pointer, value), new Warning(code, argument));
        }

        @Test
        void noRefusalAtTheDoorForWhatIsNoText() {
            received(
                    Submission.sample().with("/employment/months", -1),
                    new Warning("application.months-implausible", "-1"));
            received(
                    Submission.sample().with("/employment/months", 901),
                    new Warning("application.months-implausible", "901"));
            received(
                    Submission.sample().with("/liabilityAcknowledged", false),
                    new Warning("application.liability-not-acknowledged", ""));
            received(
                    Submission.sample()
                            .with("/employment/periods/0/from", "2026-10-01")
                            .with("/employment/periods/0/to", null),
                    new Warning("application.employment-in-future", "01.10.2026"));
        }

        @Test
        void aCentreThatIsNoLongerAccreditedIsForTheCareerCentreToSee() {
            try (var database = TestDatabases.h2();
                    var module = ApplicationWorld.on(database)) {
                database.jdbc()
                        .sql("update recognition_centre set accredited = false where code = 'C-014'")
                        .update();
                assertThat(Submission.sample().sendTo(module).warnings())
                        .containsExactly(new Warning("application.centre-not-accredited", "C-014"));
            }
        }

        /** The certificate says ӘБДІҚАДЫРОВ НҰРЛАН. */
        @ParameterizedTest
        @CsvSource({"Әбдіқадыров, Нұрлан", "әБДІҚАДЫРОВ, НҰРЛАН", "'Әбдіқадыров ', ' Нұрлан'"})
        void capitalsAndSpacesMakeNoOtherName(String surname, String name) {
            received(Submission.sample().with("/surname", surname).with("/name", name));
        }

        @Test
        void theOfficerReadsEachWarningInHisLanguageWithoutNameOrNumber() {
            try (var database = TestDatabases.h2();
                    var module = ApplicationWorld.on(database)) {
                var number = Submission.sample()
                        .with("/surname", "Басқа")
                        .with("/phone", "87001234567")
                        .sendTo(module)
                        .number();
                for (var language : Language.values()) {
                    assertThat(module.get(ApplicationWords.class).warnings(number, language))
                            .hasSize(2)
                            .allSatisfy(line -> assertThat(line)
                                    .doesNotContain("{", "warning.", "Басқа", "ӘБДІҚАДЫРОВ", "8700", "920315390109"));
                    assertThat(module.get(ApplicationWords.class).claims(number, language))
                            .doesNotContainAnyElementsOf(
                                    module.get(ApplicationWords.class).warnings(number, language));
                }
            }
        }

        private void received(Submission submission, Warning... expected) {
            try (var database = TestDatabases.h2();
                    var module = ApplicationWorld.on(database)) {
                var receipt = submission.sendTo(module);
                assertThat(receipt.warnings()).containsExactly(expected);
                // What was received can be read, and shown to whoever decides.
                assertThat(module.get(ApplicationWords.class).claims(receipt.number(), Language.EN))
                        .isNotEmpty();
                module.get(ApplicationWords.class).requirements(receipt.number(), Language.EN);
                module.get(ApplicationWords.class).price(receipt.number(), Language.EN);
            }
        }
    }

    /** Where the text is silent: each reading can be chosen. */
    @Nested
    class Settings {

        @ParameterizedTest
        @CsvSource({
            // 15 October 2026 is a Thursday.
            "true,  false, 2026-10-15T23:59:59, true",
            "true,  false, 2026-10-16T00:00:00, false",
            "true,  false, 2026-12-31T12:00:00, false",
            "true,  false, 2026-01-05T09:00:00, true",
            "false, false, 2026-10-14T23:59:59, true",
            "false, false, 2026-10-15T00:00:00, false",
            // 15 October 2028 is a Sunday: the next working day is Monday the 16th.
            "true,  false, 2028-10-16T12:00:00, false",
            "true,  true,  2028-10-16T12:00:00, true",
            "true,  true,  2028-10-17T00:00:00, false",
            "false, true,  2028-10-16T12:00:00, false",
        })
        void untilTheFifteenthOfOctoberIsReadAsTheSettingsSay(
                boolean counts, boolean moves, String at, boolean inTime) {
            with(
                    module -> {
                        module.at(at);
                        if (inTime) {
                            assertThat(Submission.sample().sendTo(module).number())
                                    .startsWith("A-");
                        } else {
                            assertProblem("application.late", Kind.UNPROCESSABLE, Submission.sample(), module);
                        }
                    },
                    "bilik.application.closing-day-counts=" + counts,
                    "bilik.application.closing-day-moves=" + moves);
        }

        @Test
        void theRegionOfFilingNeedNotBeThatOfRegistrationUnlessTheSettingDemandsIt() {
            var elsewhere = Submission.sample().with("/registration/region", "KZ-61");
            with(module ->
                    assertThat(elsewhere.sendTo(module).alreadyReceived()).isFalse());
            with(
                    module -> assertThat(warnings(elsewhere, module)).containsExactly("application.filed-elsewhere"),
                    "bilik.application.filed-where-registered=true");
        }

        @Test
        void whoLivesElsewhereNamesACareerCentreOfTheRegionOfFilingBesideHisTrueResidence() {
            with(module -> {
                var received = Submission.sample()
                        .with("/residence/region", "KZ-61")
                        .with("/residence/address", "Шамалған ауылы, Жібек жолы көшесі 3")
                        .sendTo(module);
                var application = module.get(Applications.class).get(received.number());
                assertThat(application.region()).isEqualTo("KZ-75");
                assertThat(application.careerCentre()).isEqualTo("KZ-75-03");
            });
        }

        @Test
        void documentsThatAreNotEnclosedAreAWarningAndNoRefusal() {
            with(module -> assertThat(warnings(Submission.sample().withoutDocuments(), module))
                    .containsExactly("application.no-education-document", "application.no-employment-document"));
        }

        @Test
        void anyOneOfTheEmploymentDocumentsDoesUnlessAllAreExpected() {
            with(module -> assertThat(warnings(Submission.sample().enclosingOnly("work-book.pdf"), module))
                    .containsExactly("application.no-education-document"));
            with(
                    module -> assertThat(warnings(Submission.sample().enclosingOnly("work-book.pdf"), module))
                            .containsExactly(
                                    "application.no-education-document",
                                    "application.no-employment-contract",
                                    "application.no-employer-acts"),
                    "bilik.application.employment-documents=all");
        }

        @Test
        void anElectronicEmploymentContractDoesInsteadOfCopiesUnlessTheSettingSaysNo() {
            var electronic = Submission.sample().withoutDocuments().with("/employment/electronicContract", true);
            with(module ->
                    assertThat(warnings(electronic, module)).containsExactly("application.no-education-document"));
            with(
                    module -> assertThat(warnings(electronic, module))
                            .containsExactly("application.no-education-document", "application.no-employment-document"),
                    "bilik.application.electronic-contract=false");
        }

        @Test
        void anotherDocumentOfArticle35AndAnUnknownBankAreForTheCareerCentreToLookAt() {
            with(module -> {
                var submission =
                        Submission.sample().with("/documents/2/type", "OTHER").with("/account", "KZ75125KZT1001300335");
                assertThat(submission.sendTo(module).warnings())
                        .containsExactly(
                                new Warning("application.other-document", ""),
                                new Warning("application.unknown-bank", "125"));
            });
        }

        @Test
        void aSignatureIsLongPastAfterThirtyDaysUnlessTheSettingSaysOtherwise() {
            with(module -> {
                assertThat(warnings(Submission.sample().with("/signedOn", "2026-08-15"), module))
                        .isEmpty();
                module.get(Withdrawal.class).undo(open(module));
                assertThat(warnings(Submission.sample().with("/signedOn", "2026-08-14"), module))
                        .containsExactly("application.signed-long-ago");
            });
            with(
                    module -> assertThat(warnings(Submission.sample().with("/signedOn", "2026-09-12"), module))
                            .containsExactly("application.signed-long-ago"),
                    "bilik.application.signed-days-before=1");
            with(module -> assertThat(warnings(Submission.sample().with("/signedOn", "2026-09-15"), module))
                    .containsExactly("application.signed-in-future"));
        }

        private String open(ApplicationWorld module) {
            return module.applications().open(Iin.of("920315390109")).orElseThrow();
        }

        /** The 15th of October has passed here, and had not when the platform received the application. */
        @Test
        void whatThePlatformRelaysIsSubmittedWhenItArrivesHereOrByTheSettingWhenThePlatformAttestsIt() {
            var attested = OffsetDateTime.parse("2026-10-15T18:59:59.5Z");
            with(module -> {
                module.at("2026-10-16T08:00");
                assertThatThrownBy(() -> relayed(module, attested)).hasMessage("application.late");
            });
            with(
                    module -> {
                        module.at("2026-10-16T08:00");
                        assertProblem("application.late", Kind.UNPROCESSABLE, Submission.sample(), module);
                        assertThatThrownBy(() -> relayed(module, OffsetDateTime.parse("2026-10-15T19:00:00Z")))
                                .hasMessage("application.late");
                        assertThatThrownBy(() -> relayed(module, OffsetDateTime.parse("2026-10-16T03:00:02Z")))
                                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                                        .isEqualTo("application.submitted-in-future"));

                        var number = relayed(module, attested);

                        assertThat(module.applications().get(number).receivedAt())
                                .isEqualTo("2026-10-15T23:59:59.5+05:00");
                        assertThat(module.get(Timeline.class).of(number, Language.EN))
                                .extracting(Timeline.Entry::code)
                                .containsExactly("application.received", "application.submission-attested");
                        assertThat(module.get(Timeline.class).of(number, Language.EN))
                                .first()
                                .satisfies(entry ->
                                        assertThat(entry.at()).isAfter(OffsetDateTime.parse("2026-10-16T02:00:00Z")));
                    },
                    "bilik.application.submission-moment=attested");
        }

        private String relayed(ApplicationWorld module, OffsetDateTime attested) {
            var submission = Submission.sample();
            var bytes = submission.bytes();
            return module.intake()
                    .receive(bytes, DemoSignature.of("person-01", bytes), submission.files(), null, attested)
                    .number();
        }

        @Test
        void theBoundsOfASubmissionAreSettings() {
            with(
                    module -> assertProblem(
                            "application.too-many-files", Kind.UNPROCESSABLE, Submission.sample(), module),
                    "bilik.application.max-files=2");
            with(
                    module -> assertProblem("application.file-too-large", Kind.TOO_LARGE, Submission.sample(), module),
                    "bilik.application.max-file-size=500B");
        }

        private List<String> warnings(Submission submission, ApplicationWorld module) {
            return submission.sendTo(module).warnings().stream()
                    .map(Warning::code)
                    .toList();
        }

        private interface Use {
            void of(ApplicationWorld module);
        }

        private void with(Use use, String... settings) {
            try (var database = TestDatabases.h2();
                    var module = ApplicationWorld.on(database, settings)) {
                use.of(module);
            }
        }
    }

    private static byte[] content(Enclosure file) {
        var out = new ByteArrayOutputStream();
        try (var in = file.content().getInputStream()) {
            in.transferTo(out);
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
        return Arrays.copyOf(out.toByteArray(), out.size());
    }

    private static String sha256(byte[] content) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(content));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
