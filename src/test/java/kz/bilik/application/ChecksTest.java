package kz.bilik.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kz.bilik.application.ApplicationStatus.Stage;
import kz.bilik.application.LabourMarketReports.Ground;
import kz.bilik.application.LabourMarketReports.RefusalFormed;
import kz.bilik.calendar.Deadline;
import kz.bilik.distribution.QuotaLedger;
import kz.bilik.document.Enclosure;
import kz.bilik.identity.Iin;
import kz.bilik.language.Language;
import kz.bilik.notice.Addressees;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Officer;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.support.PaperPdf;
import kz.bilik.support.TestDatabases;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;

/** From the automatic checks to the answer of the recognition centre, as the delegates of the diagram call it. */
@Tag("database")
class ChecksTest {

    private static final Iin PERSON_01 = Iin.of("920315390109");

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aGoodApplicationGoesThroughEveryHandUntilTheVoucher(TestDatabase database) {
        try (var module = ApplicationWorld.on(database)) {
            var number = Submission.sample().sendTo(module).number();
            var status = module.get(ApplicationStatus.class);
            assertThat(status.stage(number)).isEqualTo(Stage.CHECKS);

            var checks = module.get(AutomaticChecks.class);
            assertThat(checks.unemployed(number)).isTrue();
            assertThat(checks.firstVoucherThisYear(number)).isTrue();
            assertThat(checks.reserveVoucher(number)).isTrue();
            assertThat(reserved(module)).isEqualTo(1);
            assertThat(status.stage(number)).isEqualTo(Stage.CAREER_CENTRE);

            // A good application goes to the mobility centre (cl. 8.4).
            assertThat(module.get(CareerCentreCheck.class).decide(number, "forward", null, Map.of()))
                    .isTrue();
            assertThat(status.stage(number)).isEqualTo(Stage.MOBILITY_CENTRE);
            assertThat(status.sentToRecognitionCentre(number)).isFalse();

            module.get(Forwarding.class).forward(number);
            module.get(Forwarding.class).forward(number);
            assertThat(status.stage(number)).isEqualTo(Stage.RECOGNITION_CENTRE);
            assertThat(module.get(Notices.class).to(Place.recognitionCentre("C-014"), Language.EN))
                    .hasSize(1);

            assertThat(module.get(RecognitionCentreAnswer.class).record(number, "yes", null))
                    .isTrue();
            assertThat(status.stage(number)).isEqualTo(Stage.ISSUE);
            // What the centre asks later does not change what it confirmed.
            database.jdbc()
                    .sql("update offer_price set price = 99999 where recognition_centre = 'C-014'")
                    .update();
            assertThat(module.applications().get(number).price()).isEqualTo(38_000);

            module.quotas().consume(number, "cl. 10");
            module.applications().voucherIssued(number);
            module.get(UnemploymentRecheck.class).note(number);
            assertThat(status.stage(number)).isEqualTo(Stage.VOUCHER_ISSUED);
            assertThat(module.rows("open_application")).isZero();
            for (var language : Language.values()) {
                assertThat(module.get(Timeline.class).of(number, language))
                        .hasSize(8)
                        .allSatisfy(entry ->
                                assertThat(entry.text()).doesNotContain("{").isNotEqualTo(entry.code()));
            }
        }
    }

    /** Whoever reads the notice of a refusal reads its grounds in his language, be it the applicant's or another. */
    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void theGroundsOfARefusalAreReadInEachLanguageAlsoThoseThatWereKeptInWords(TestDatabase database) throws Exception {
        try (var module = ApplicationWorld.on(database)) {
            var number =
                    Submission.sample().with("/language", "kk").sendTo(module).number();
            module.get(AutomaticChecks.class).reserveVoucher(number);
            module.get(CareerCentreCheck.class)
                    .decide(
                            number,
                            "refuse",
                            List.of("INCOMPLETE_DOCUMENTS", "REQUIREMENTS_NOT_MET"),
                            Map.of("INCOMPLETE_DOCUMENTS", "\"7\" \\\n№ 8", "REQUIREMENTS_NOT_MET", "№ 9"));
            module.get(Refusal.class).form(number);
            module.get(Refusal.class).send(number);
            groundsAreReadInEachLanguage(module, number);

            database.jdbc()
                    .sql("update notice set arguments = ? where code = 'application.refused'")
                    .param("[\"" + number + "\",\"Құжаттар топтамасы толық ұсынылмаған: № 8 (8-тармақ)\"]")
                    .update();
            assertThat(refusalOf(module, number, Language.RU)).contains("Құжаттар топтамасы");
            var script = Path.of("src/main/resources/db/migration/V38__notice_worded_when_read.sql");
            for (var statement : Files.readString(script).split(";\n")) {
                database.jdbc().sql(statement).update();
            }
            groundsAreReadInEachLanguage(module, number);
        }
    }

    private static void groundsAreReadInEachLanguage(ApplicationWorld module, String number) {
        assertThat(refusalOf(module, number, Language.KK))
                .contains("Құжаттар топтамасы толық ұсынылмаған: \"7\" \\\n№ 8 (8-тармақ)\n", "№ 9 (8-тармақ)");
        assertThat(refusalOf(module, number, Language.RU))
                .contains("Представлен неполный пакет документов: \"7\" \\\n№ 8 (п. 8)\n", "№ 9 (п. 8)")
                .doesNotContain("Құжаттар");
        assertThat(refusalOf(module, number, Language.EN))
                .contains("The documents are not complete: \"7\" \\\n№ 8 (cl. 8)\n", "№ 9 (cl. 8)")
                .doesNotContain("Құжаттар");
    }

    private static String refusalOf(ApplicationWorld module, String number, Language language) {
        return module.get(Notices.class).toApplicant(number, language).stream()
                .filter(notice -> notice.code().equals("application.refused"))
                .findFirst()
                .orElseThrow()
                .text();
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aRefusalReleasesTheVoucherIsFormedInTheStateLanguageAndSentInTheApplicants(TestDatabase database) {
        try (var module = ApplicationWorld.on(database)) {
            var number =
                    Submission.sample().with("/language", "ru").sendTo(module).number();
            module.get(AutomaticChecks.class).reserveVoucher(number);
            module.get(CareerCentreCheck.class)
                    .decide(
                            number,
                            "refuse",
                            List.of("INCOMPLETE_DOCUMENTS"),
                            Map.of("INCOMPLETE_DOCUMENTS", "Нет диплома"));
            assertThat(module.get(ApplicationStatus.class).stage(number)).isEqualTo(Stage.REFUSAL);

            var refusal = module.get(Refusal.class);
            refusal.releaseVoucher(number);
            refusal.form(number);
            refusal.send(number);
            refusal.send(number);

            assertThat(reserved(module)).isZero();
            refusal.form(number);
            assertThat(module.reports.of(RefusalFormed.class)).singleElement().satisfies(told -> {
                assertThat(told.clause()).isEqualTo("cl. 8");
                assertThat(told.grounds())
                        .containsExactly(new Ground(
                                "application.incomplete-documents",
                                "cl. 8",
                                "Құжаттар топтамасы толық ұсынылмаған",
                                "Нет диплома"));
                assertThat(told.wayToAppeal()).contains("Бас тартуға шағым жасауға болады");
            });
            assertThat(module.applications().get(number).outcome()).isEqualTo(Application.Outcome.REFUSED);
            assertThat(module.get(Notices.class).toApplicant(number, Language.RU))
                    .last()
                    .satisfies(notice ->
                            assertThat(notice.text()).contains("Представлен неполный пакет документов: Нет диплома"));
            // Whoever is refused reads in his language how to appeal.
            var wayToAppeal = Map.of(
                    Language.KK, "еңбек мобильділігі орталығына",
                    Language.RU, "жалоба подаётся в центр трудовой мобильности",
                    Language.EN, "filed with the labour mobility centre");
            wayToAppeal.forEach((language, words) -> {
                assertThat(module.get(Notices.class).toApplicant(number, language))
                        .last()
                        .satisfies(notice -> assertThat(notice.text()).contains(words));
                assertThat(module.get(Timeline.class).of(number, language))
                        .last()
                        .satisfies(entry -> assertThat(entry.text()).contains(words));
            });
            // After a refusal a new application is possible.
            assertThat(Submission.sample().sendTo(module).number()).isNotEqualTo(number);
        }
    }

    /** cl. 3.3 (c): issued last year, in force for a few more weeks when its holder asks for one of this year. */
    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aVoucherOfLastYearThatIsStillValidIsNoGroundToRefuseUnlessTheSettingSaysSo(TestDatabase database) {
        try (var module = ApplicationWorld.on(database)) {
            var number = withVoucherOfLastYear(database, module, "ISSUED", "2027-02-10");

            assertThat(module.get(AutomaticChecks.class).firstVoucherThisYear(number))
                    .isTrue();
            for (var language : Language.values()) {
                assertThat(module.get(ApplicationWords.class).warnings(number, language))
                        .singleElement()
                        .asString()
                        .contains("V-2026-75-000001", "10.02.2027")
                        .doesNotContain("{");
            }
            // Once it is over, or used up, there is nothing to see.
            module.at("2027-02-11T09:00");
            assertThat(module.get(ApplicationWords.class).warnings(number, Language.EN))
                    .containsExactly("Nothing unusual");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ISSUED, 2027-02-10, false",
        "ISSUED, 2027-01-11, false",
        "ISSUED, 2027-01-10, true",
        "USED, 2027-01-05, false",
        "EXAMINED, 2027-02-10, true",
        "LAPSED, 2027-01-05, true",
        "WITHDRAWN, 2027-02-10, true"
    })
    void byTheSettingAVoucherOfLastYearRefusesWhileItIsValid(String state, String lastDay, boolean accepted) {
        try (var database = TestDatabases.h2();
                var module = ApplicationWorld.on(database, "bilik.application.second-voucher-while-valid=refused")) {
            var number = withVoucherOfLastYear(database, module, state, lastDay);

            assertThat(module.get(AutomaticChecks.class).firstVoucherThisYear(number))
                    .isEqualTo(accepted);
            assertThat(module.get(AutomaticChecks.class).firstVoucherThisYear(number))
                    .as("asked again")
                    .isEqualTo(accepted);
            assertThat(module.applications().reasons(number))
                    .extracting(RefusalReason::reason)
                    .isEqualTo(accepted ? List.of() : List.of("application.earlier-voucher-valid"));
        }
    }

    private static String withVoucherOfLastYear(
            TestDatabase database, ApplicationWorld module, String state, String lastDay) {
        module.at("2026-10-12T09:00");
        var first = Submission.sample().sendTo(module).number();
        module.applications().voucherIssued(first);
        database.jdbc()
                .sql("insert into voucher (number, application, iin, issue_year, holder_name, region,"
                        + " recognition_centre, recognition_centre_name_kk, recognition_centre_name_ru,"
                        + " recognition_centre_name_en, profession, profession_name_kk, profession_name_ru,"
                        + " profession_name_en, qualification_level, issued_on, terms_edition, validity_days,"
                        + " first_last_day, price, last_day, state) values ('V-2026-75-000001', ?, '920315390109',"
                        + " 2026, '', 'KZ-75', 'C-014', '', '', '', '7212', '', '', '', '4', '2026-12-12', '', 60,"
                        + " ?, 38000, ?, ?)")
                .params(first, LocalDate.parse(lastDay), LocalDate.parse(lastDay), state)
                .update();
        module.at("2027-01-11T09:00");
        return Submission.sample()
                .with("/signedOn", "2027-01-11")
                .sendTo(module)
                .number();
    }

    @Nested
    class OnOneDatabase {

        private final TestDatabase database = TestDatabases.h2();
        private ApplicationWorld module;
        private String number;

        @BeforeEach
        void receive() {
            module = ApplicationWorld.on(database);
            number = Submission.sample().sendTo(module).number();
        }

        @AfterEach
        void stop() {
            module.close();
            database.close();
        }

        @Test
        void whoIsNotRegisteredAsUnemployedIsRejectedForThatReason() {
            module.market.employed.add(PERSON_01);
            assertThat(module.get(AutomaticChecks.class).unemployed(number)).isFalse();
            assertThat(module.applications().reasons(number))
                    .containsExactly(new RefusalReason("application.not-unemployed", "cl. 3.3", ""));
        }

        @Test
        void whoHadAVoucherElsewhereThisYearIsRejectedForThatReason() {
            module.market.receivedElsewhere.add(PERSON_01);
            assertThat(module.get(AutomaticChecks.class).firstVoucherThisYear(number))
                    .isFalse();
            assertThat(module.applications().reasons(number))
                    .containsExactly(new RefusalReason("application.voucher-received-this-year", "cl. 3.3", ""));
        }

        @Test
        void whoHadAVoucherHereThisYearIsRejectedAndMayApplyAgainNextYear() {
            module.applications().voucherIssued(number);
            var second = Submission.sample().sendTo(module).number();
            assertThat(module.get(AutomaticChecks.class).firstVoucherThisYear(second))
                    .isFalse();
            module.get(Refusal.class).send(second);

            module.at("2027-02-01T10:00");
            var third = Submission.sample().sendTo(module).number();
            assertThat(module.get(AutomaticChecks.class).firstVoucherThisYear(third))
                    .isTrue();
        }

        @Test
        void withoutAVoucherLeftInTheRegionOfFilingItIsRejectedForThatReason() {
            for (int i = 0; i < 40; i++) {
                module.quotas().reserve("KZ-75", 2026, "A-other-" + i, "cl. 3");
            }
            assertThat(module.get(AutomaticChecks.class).reserveVoucher(number)).isFalse();
            assertThat(module.applications().reasons(number))
                    .containsExactly(new RefusalReason("application.no-voucher-left", "cl. 3.3", ""));
        }

        /** Whichever of the three checks fail: each is told, in one order, and a voucher is taken only when none does. */
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
        void everyGroundThatFailsIsToldAndNothingIsTakenUnlessAllChecksPass(int failing) {
            var grounds = new ArrayList<RefusalReason>();
            if ((failing & 1) != 0) {
                module.market.employed.add(PERSON_01);
                grounds.add(new RefusalReason("application.not-unemployed", "cl. 3.3", ""));
            }
            if ((failing & 2) != 0) {
                module.market.receivedElsewhere.add(PERSON_01);
                grounds.add(new RefusalReason("application.voucher-received-this-year", "cl. 3.3", ""));
            }
            if ((failing & 4) != 0) {
                database.jdbc()
                        .sql("update quota_voucher set application = 'taken ' || number"
                                + " where region = 'KZ-75' and quota_year = 2026")
                        .update();
                grounds.add(new RefusalReason("application.no-voucher-left", "cl. 3.3", ""));
            }
            var taken = reservedOf(number);
            var checks = module.get(AutomaticChecks.class);
            for (int again = 0; again < 2; again++) {
                checks.unemployed(number);
                checks.firstVoucherThisYear(number);
                assertThat(checks.reserveVoucher(number)).isEqualTo(failing == 0);
            }

            assertThat(module.applications().reasons(number)).isEqualTo(grounds);
            assertThat(checks.of(number))
                    .filteredOn(answer -> !answer.accepted())
                    .hasSize(grounds.size());
            assertThat(reservedOf(number) - taken).isEqualTo(failing == 0 ? 1 : 0);
            // Who is refused for another ground anyway has not been refused for lack of a voucher (cl. 18).
            assertThat(module.get(QuotaLedger.class).newest("KZ-75", 2026, 1))
                    .allSatisfy(entry -> assertThat(entry.kind() == QuotaLedger.Kind.NONE_LEFT)
                            .isEqualTo(failing == 4));
            if (failing != 0) {
                var refusal = module.get(Refusal.class);
                assertThat(refusal.clause(number)).isEqualTo("cl. 3.3");
                refusal.releaseVoucher(number);
                refusal.form(number);
                refusal.send(number);
                assertThat(module.get(Timeline.class).of(number, Language.EN))
                        .last()
                        .satisfies(entry -> assertThat(entry.clause()).isEqualTo("cl. 3.3"));
                var told = module.get(Notices.class).toApplicant(number, Language.KK);
                assertThat(told.get(told.size() - 1).text().split("\\(3\\.3-тармақ\\)", -1))
                        .hasSize(grounds.size() + 1);
            }
        }

        private int reservedOf(String application) {
            return database.jdbc()
                    .sql("select count(*) from quota_voucher where application = ?")
                    .param(application)
                    .query(Integer.class)
                    .single();
        }

        @Test
        void aCheckThatIsStillToBeMadeIsNoRefusalYet() {
            module.market.employed.add(PERSON_01);
            module.get(AutomaticChecks.class).unemployed(number);
            assertThat(module.get(ApplicationStatus.class).stage(number)).isEqualTo(Stage.CHECKS);
        }

        @Test
        void theRefusalAfterTheChecksHasNoTermInTheTextAndGoesOutAsFastAsTheCareerCentres() {
            module.market.employed.add(PERSON_01);
            module.get(AutomaticChecks.class).unemployed(number);
            module.get(AutomaticChecks.class).reserveVoucher(number);
            assertDue(
                    module.get(ApplicationDeadlines.class).refusal(number),
                    "2026-09-14",
                    "2026-09-15",
                    Deadline.OUR_OWN);
            assertDue(
                    module.get(ApplicationDeadlines.class).checks(number),
                    "2026-09-14",
                    "2026-09-15",
                    Deadline.OUR_OWN);
        }

        @Test
        void anAisThatDoesNotAnswerAtIssueIsNotedOnceAndItsAnswerAddedForTheDayOfIssue() {
            module.applications().voucherIssued(number);
            module.market.down = true;
            var recheck = module.get(UnemploymentRecheck.class);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> recheck.note(number)).hasMessage("out of reach");
                module.at("2026-11-0" + (i + 1) + "T09:00");
            }
            var timeline = module.get(Timeline.class);
            assertThat(timeline.of(number, Language.EN))
                    .filteredOn(entry -> entry.code().equals("application.unemployed-at-issue-unknown"))
                    .hasSize(1);

            module.market.down = false;
            recheck.note(number);
            recheck.note(number);
            assertThat(timeline.of(number, Language.EN))
                    .filteredOn(entry -> entry.code().equals("application.check-unemployed-at-issue"))
                    .hasSize(1);
            assertThat(module.market.lastDay).isEqualTo("2026-09-14");
        }

        @Test
        void withoutADistributionTheCheckIsAnIncidentAndNotARefusal() {
            database.jdbc().sql("delete from quota_voucher").update();
            database.jdbc().sql("delete from quota").update();
            assertThatThrownBy(() -> module.get(AutomaticChecks.class).reserveVoucher(number))
                    .hasMessage("distribution.none-published");
            assertThat(module.applications().reasons(number)).isEmpty();
            assertThat(module.rows("application_check")).isZero();
        }

        @Test
        void aCheckThatIsAskedAgainAnswersTheSameAndAsksNobody() {
            var checks = module.get(AutomaticChecks.class);
            assertThat(checks.unemployed(number)).isTrue();
            module.market.employed.add(PERSON_01);
            assertThat(checks.unemployed(number)).isTrue();
            assertThat(module.market.questions).isEqualTo(1);
            checks.reserveVoucher(number);
            checks.reserveVoucher(number);
            assertThat(reserved(module)).isEqualTo(1);
        }

        @Test
        void severalGroundsAtOnceEachKeepTheirText() {
            var inOrder = module.get(CareerCentreCheck.class)
                    .decide(
                            number,
                            "refuse",
                            List.of("REQUIREMENTS_NOT_MET", "FILLED_IN_WRONGLY"),
                            Map.of("REQUIREMENTS_NOT_MET", "өтілі жетпейді", "FILLED_IN_WRONGLY", " шот қате "));
            assertThat(inOrder).isFalse();
            assertThat(module.applications().reasons(number))
                    .containsExactly(
                            new RefusalReason("application.filled-in-wrongly", "cl. 8", "шот қате"),
                            new RefusalReason("application.requirements-not-met", "cl. 8", "өтілі жетпейді"));
        }

        @ParameterizedTest
        @CsvSource(
                nullValues = "-",
                value = {
                    "-, -, -, decision, application.decision-unknown",
                    "maybe, -, -, decision, application.decision-unknown",
                    "FORWARD, -, -, decision, application.decision-unknown",
                    "refuse, -, -, grounds, application.ground-missing",
                    "refuse, TOO_LATE, -, grounds, application.ground-unknown",
                    "refuse, INCOMPLETE_DOCUMENTS, -, incompleteDocumentsText, application.ground-without-text",
                    "refuse, INCOMPLETE_DOCUMENTS, ' ', incompleteDocumentsText, application.ground-without-text",
                    "forward, INCOMPLETE_DOCUMENTS, x, grounds, application.ground-although-forwarded",
                })
        void aMissingOrMadeUpDecisionChangesNothing(
                String decision, String ground, String text, String field, String code) {
            assertThatThrownBy(() -> module.get(CareerCentreCheck.class)
                            .decide(
                                    number,
                                    decision,
                                    ground == null ? null : List.of(ground),
                                    text == null ? Map.of() : Map.of("INCOMPLETE_DOCUMENTS", text)))
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.code()).isEqualTo("application.decision-incomplete");
                        assertThat(problem.kind()).isEqualTo(Problem.Kind.UNPROCESSABLE);
                        assertThat(problem.fields())
                                .extracting(Problem.Field::path, Problem.Field::code)
                                .contains(tuple(field, code));
                    });
            assertThat(module.applications().reasons(number)).isEmpty();
            assertThat(module.applications().get(number).forwardedAt()).isNull();
        }

        @Test
        void theCareerCentreDecidesOnce() {
            module.get(CareerCentreCheck.class).decide(number, "forward", List.of(), Map.of());
            assertThatThrownBy(() -> module.get(CareerCentreCheck.class).decide(number, "forward", List.of(), Map.of()))
                    .hasMessage("application.already-checked");
        }

        @Test
        void theRecognitionCentreAnswersOnceAndGivesItsReasonForANo() {
            var answer = module.get(RecognitionCentreAnswer.class);
            assertThatThrownBy(() -> answer.record(number, "yes", null)).hasMessage("application.not-awaiting-answer");
            module.get(Forwarding.class).forward(number);
            assertThatThrownBy(() -> answer.record(number, "perhaps", null))
                    .hasMessage("application.answer-incomplete [answer]");
            assertThatThrownBy(() -> answer.record(number, "no", " "))
                    .hasMessage("application.answer-incomplete [reason]");

            assertThat(answer.record(number, "no", "Емтихан комиссиясы жоқ")).isFalse();
            assertThat(module.applications().reasons(number))
                    .containsExactly(
                            new RefusalReason("application.centre-declined", "cl. 9", "Емтихан комиссиясы жоқ"));
            assertThat(module.applications().get(number).price()).isNull();
            assertThatThrownBy(() -> answer.record(number, "yes", null)).hasMessage("application.not-awaiting-answer");
        }

        @Test
        void aCentreThatNoLongerOffersTheProfessionCannotConfirm() {
            module.get(Forwarding.class).forward(number);
            database.jdbc()
                    .sql("delete from offer_price where recognition_centre = 'C-014'")
                    .update();
            assertThatThrownBy(() -> module.get(RecognitionCentreAnswer.class).record(number, "yes", null))
                    .hasMessage("application.centre-does-not-examine");
        }

        @Test
        void aCentreThatHasLostItsAccreditationCannotConfirmAndCanDecline() {
            module.get(Forwarding.class).forward(number);
            database.jdbc()
                    .sql("update recognition_centre set accredited = false where code = 'C-014'")
                    .update();
            var answer = module.get(RecognitionCentreAnswer.class);
            assertThatThrownBy(() -> answer.record(number, "yes", null))
                    .hasMessage("application.centre-without-accreditation");
            assertThat(module.applications().moments(number).answeredAt()).isNull();

            assertThat(answer.record(number, "no", "Аккредиттеу мерзімі өтті")).isFalse();
        }

        @Test
        void nothingIsRefusedWithoutAGround() {
            assertThatThrownBy(() -> module.get(Refusal.class).form(number)).isInstanceOf(IllegalStateException.class);
            assertThat(module.reports.all()).isEmpty();
        }

        @Test
        void aWithdrawalGivesTheVoucherBackAndTellsACentreThatKnewOfIt() {
            module.get(AutomaticChecks.class).reserveVoucher(number);
            module.get(Forwarding.class).forward(number);
            module.get(Withdrawal.class).undo(number);
            module.get(Withdrawal.class).undo(number);

            assertThat(reserved(module)).isZero();
            assertThat(module.applications().get(number).outcome()).isEqualTo(Application.Outcome.WITHDRAWN);
            assertThat(module.get(Notices.class).to(Place.recognitionCentre("C-014"), Language.EN))
                    .extracting(Notices.Notice::code)
                    .containsExactly("application.withdrawn-by-applicant", "application.sent-to-recognition-centre");
            assertThat(module.reports.events()).containsExactly("ApplicationForwarded", "ApplicationWithdrawn");
        }

        @Test
        void whoFoundWorkBeforeTheIssueIsNotedAndNotRefused() {
            module.market.employed.add(PERSON_01);
            module.get(UnemploymentRecheck.class).note(number);
            module.get(UnemploymentRecheck.class).note(number);
            assertThat(module.applications().reasons(number)).isEmpty();
            assertThat(module.get(Timeline.class).of(number, Language.EN))
                    .extracting(Timeline.Entry::code)
                    .containsOnlyOnce("application.not-unemployed-at-issue");
        }

        @Test
        void eachBodyHasOneWorkingDayAfterTheDayOfItsReceipt() {
            var deadlines = module.get(ApplicationDeadlines.class);
            // Monday 14 September 2026 and what follows, over a weekend.
            module.get(AutomaticChecks.class).reserveVoucher(number);
            assertDue(deadlines.careerCentreCheck(number), "2026-09-14", "2026-09-15", "cl. 8");
            assertDue(deadlines.refusal(number), "2026-09-14", "2026-09-15", "cl. 8");
            module.at("2026-09-16T10:00");
            module.get(CareerCentreCheck.class).decide(number, "forward", List.of(), Map.of());
            assertDue(deadlines.forwarding(number), "2026-09-16", "2026-09-17", "cl. 9");
            module.at("2026-09-17T10:00");
            module.get(Forwarding.class).forward(number);
            assertDue(deadlines.answer(number), "2026-09-17", "2026-09-22", Deadline.OUR_OWN);
            module.at("2026-09-18T10:00");
            module.get(RecognitionCentreAnswer.class).record(number, "yes", "");
            assertDue(deadlines.issue(number), "2026-09-18", "2026-09-21", "cl. 10");
            assertDue(deadlines.refusal(number), "2026-09-18", "2026-09-21", "cl. 9");
        }

        @Test
        void aTermBeginsWithTheArrivalAtTheBodyOrByTheSettingWithTheSubmission() {
            module.at("2026-09-17T10:00");
            module.get(AutomaticChecks.class).reserveVoucher(number);
            module.at("2026-09-18T10:00");
            module.get(CareerCentreCheck.class).decide(number, "forward", List.of(), Map.of());
            var arrival = module.get(ApplicationDeadlines.class);
            assertDue(arrival.careerCentreCheck(number), "2026-09-17", "2026-09-18", "cl. 8");
            assertDue(arrival.forwarding(number), "2026-09-18", "2026-09-21", "cl. 9");

            try (var other = ApplicationWorld.on(database, "bilik.application.term-begins=submission")) {
                var submission = other.get(ApplicationDeadlines.class);
                assertDue(submission.careerCentreCheck(number), "2026-09-14", "2026-09-15", "cl. 8");
                assertDue(submission.forwarding(number), "2026-09-14", "2026-09-15", "cl. 9");
            }
        }

        @Test
        void theTermOfACareerCentreThatGetsAnApplicationLaterBeginsThenOrByTheSettingWithTheSubmission() {
            module.get(AutomaticChecks.class).reserveVoucher(number);
            module.at("2026-09-16T10:00");
            module.officer = new Officer("mobility-KZ-75", Set.of("mobility-centre.KZ-75"));
            module.get(CareerCentreHandover.class).handOver(number, "KZ-75-01", "He moved");
            var arrival = module.get(ApplicationDeadlines.class);
            assertDue(arrival.careerCentreCheck(number), "2026-09-16", "2026-09-17", "cl. 8");
            assertThat(module.told()).containsExactly(number + " to KZ-75-01");

            try (var other = ApplicationWorld.on(database, "bilik.application.term-begins=submission")) {
                var submission = other.get(ApplicationDeadlines.class);
                assertDue(submission.careerCentreCheck(number), "2026-09-14", "2026-09-15", "cl. 8");
            }
        }

        @Test
        void theTermAfterAnAppealBeginsWithTheArrivalOrByTheSettingWithTheAppeal() {
            refuse(number);
            module.at("2026-11-02T10:00");
            overturn(number);
            module.at("2026-11-03T10:00");
            module.get(AutomaticChecks.class).reserveVoucher(number);
            var arrival = module.get(ApplicationDeadlines.class);
            assertDue(arrival.careerCentreCheck(number), "2026-11-03", "2026-11-04", "cl. 8");

            try (var other = ApplicationWorld.on(database, "bilik.application.term-begins=submission")) {
                var submission = other.get(ApplicationDeadlines.class);
                assertDue(submission.careerCentreCheck(number), "2026-11-02", "2026-11-03", "cl. 8");
            }
        }

        @Test
        void noRefusalIsOverturnedForWhoHasReceivedAVoucherOfTheYearOfReceiptOrOfThisYear() {
            refuse(number);
            module.at("2027-02-01T10:00");
            var next = Submission.sample().sendTo(module).number();
            module.applications().voucherIssued(next);
            assertThatThrownBy(() -> overturn(number)).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.code()).isEqualTo("application.voucher-meanwhile");
                assertThat(problem.arguments()).containsExactly("2027");
            });

            // The other way round: the voucher of the year of receipt came in the meantime, this year brought none.
            database.jdbc()
                    .sql("update application set voucher_year = 2026 where number = ?")
                    .param(next)
                    .update();
            assertThatThrownBy(() -> overturn(number))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.arguments())
                            .containsExactly("2026"));
            assertThat(module.applications().get(number).outcome()).isEqualTo(Application.Outcome.REFUSED);
            assertThat(module.rows("open_application")).isZero();
            assertThat(module.rows("appeal")).isZero();
            assertThat(module.told()).isEmpty();
        }

        private void refuse(String application) {
            module.get(AutomaticChecks.class).reserveVoucher(application);
            module.get(CareerCentreCheck.class)
                    .decide(
                            application,
                            "refuse",
                            List.of("FILLED_IN_WRONGLY"),
                            Map.of("FILLED_IN_WRONGLY", "Wrong district"));
            module.get(Refusal.class).releaseVoucher(application);
            module.get(Refusal.class).send(application);
        }

        private void overturn(String application) {
            module.officer = new Officer("head-mobility-KZ-75", Set.of("mobility-centre.KZ-75.head"));
            var copy = PaperPdf.saying("paper");
            module.get(Appeal.class)
                    .overturn(
                            application,
                            "17-K",
                            module.clock.today(),
                            "The district was right",
                            new Enclosure("decision.pdf", copy.length, new ByteArrayResource(copy)));
        }

        @Test
        void theRecognitionCentreIsRemindedAfterThreeWorkingDaysAndAgainEveryThree() {
            var deadlines = module.get(ApplicationDeadlines.class);
            module.get(Forwarding.class).forward(number);
            assertThat(deadlines.nextAnswerReminder(number)).isEqualTo(endOf("2026-09-17"));
            module.at("2026-09-18T00:00");
            assertThat(deadlines.nextAnswerReminder(number)).isEqualTo(endOf("2026-09-22"));
            module.at("2026-09-23T00:00:01");
            assertThat(deadlines.nextAnswerReminder(number)).isEqualTo(endOf("2026-09-25"));

            try (var other = ApplicationWorld.on(database, "bilik.application.answer-reminder-days=1")) {
                assertThat(other.get(ApplicationDeadlines.class).nextAnswerReminder(number))
                        .isEqualTo(endOf("2026-09-15"));
            }
            assertThatThrownBy(() -> ApplicationWorld.on(database, "bilik.application.answer-reminder-days=0"))
                    .rootCause()
                    .hasMessageContaining("answer-reminder-days");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 3, 5})
        void theApplicantOfASilentCentreIsToldWithTheReminderThatTheSettingNames(int setting) {
            module.get(Forwarding.class).forward(number);
            try (var other =
                    ApplicationWorld.on(database, "bilik.application.silent-centre-after-reminders=" + setting)) {
                // The first centre's reminders count no more once another one is asked.
                for (var round = 1; round <= 2; round++) {
                    for (int reminder = 1; reminder <= 6; reminder++) {
                        other.at("2026-%02d-%02dT09:00".formatted(9 + round, reminder));
                        other.get(Escalations.class).remindRecognitionCentre(number);
                        assertThat(other.get(Notices.class).toApplicant(number, Language.EN))
                                .filteredOn(notice -> notice.code().equals("application.silent-centre"))
                                .hasSize(reminder < setting ? round - 1 : round);
                    }
                    other.applications().anotherCentre(number, "C-021");
                    other.at("2026-10-20T09:00");
                    other.get(Forwarding.class).forward(number);
                }
            }
            assertThatThrownBy(() -> ApplicationWorld.on(database, "bilik.application.silent-centre-after-reminders=0"))
                    .rootCause()
                    .hasMessageContaining("silent-centre-after-reminders");
        }

        @Test
        void theHeadOfTheBodyThatIsLateIsToldOnce() {
            var escalations = module.get(Escalations.class);
            module.get(Forwarding.class).forward(number);
            module.applications().reason(number, new RefusalReason("application.not-unemployed", "cl. 3.3", ""));
            for (int i = 0; i < 2; i++) {
                escalations.checksOverdue(number);
                escalations.careerCentreCheckOverdue(number);
                escalations.forwardingOverdue(number);
                escalations.refusalOverdue(number);
                escalations.issueOverdue(number);
                escalations.remindRecognitionCentre(number);
            }
            var notices = module.get(Notices.class);
            assertThat(notices.to(Place.careerCentre("KZ-75-03").heads(), Language.EN))
                    .hasSize(1);
            assertThat(notices.to(Place.mobilityCentre("KZ-75").heads(), Language.EN))
                    .hasSize(4);
            assertThat(notices.to(Place.administrators(), Language.EN)).hasSize(1);
            assertThat(notices.to(Place.recognitionCentre("C-014"), Language.EN))
                    .hasSize(2);
            assertThat(notices.to(Place.recognitionCentre("C-014").heads(), Language.EN))
                    .hasSize(1);
        }

        @Test
        void anOfficerReadsWhatIsClaimedWhatIsAskedAndWhatItCostsWithoutAnybodysNumber() {
            var facts = module.get(ApplicationWords.class);
            for (var language : Language.values()) {
                var lines = String.join(
                        "\n",
                        List.of(
                                String.join("\n", facts.claims(number, language)),
                                String.join("\n", facts.requirements(number, language)),
                                String.join("\n", facts.price(number, language))));
                assertThat(lines)
                        .contains("diploma.pdf", "148")
                        .doesNotContain("920315390109", "KZ68601", "+7700", "Достық", "Әбдіқадыров", "{");
            }
            assertThat(facts.requirements(number, Language.EN))
                    .last()
                    .asString()
                    .contains("professional standard");
            assertThat(String.join("\n", facts.price(number, Language.EN)))
                    .contains("38\u00a0000", "30\u00a0275", "7\u00a0725");
        }

        @Test
        void anOfficerReadsThePriceAloneWhileTheIndexOfTheYearIsNotKnown() {
            module.get(Withdrawal.class).undo(number);
            module.at("2027-01-04T09:00");
            var late = Submission.sample().sendTo(module).number();

            for (var language : Language.values()) {
                assertThat(module.get(ApplicationWords.class).price(late, language))
                        .hasSize(2)
                        .last()
                        .asString()
                        .contains("2027", "7")
                        .doesNotContain("{");
            }
        }

        @Test
        void mailIsForThoseWhoConsentedToIt() {
            var addressees = module.get(Addressees.class);
            assertThat(addressees.applicantOf(number))
                    .contains(new Addressees.Addressee(Language.KK, "person-01@demo.example"));
            module.get(Withdrawal.class).undo(number);
            var silent = Submission.sample()
                    .with("/consents/messages/given", false)
                    .sendTo(module)
                    .number();
            assertThat(addressees.applicantOf(silent)).contains(new Addressees.Addressee(Language.KK, null));
        }

        private void assertDue(Deadline deadline, String from, String due, String clause) {
            assertThat(deadline.from()).isEqualTo(LocalDate.parse(from));
            assertThat(deadline.due()).isEqualTo(LocalDate.parse(due));
            assertThat(deadline.clause()).isEqualTo(clause);
        }

        private java.time.Instant endOf(String day) {
            return LocalDate.parse(day)
                    .plusDays(1)
                    .atStartOfDay(kz.bilik.calendar.LegalClock.ZONE)
                    .toInstant();
        }
    }

    private static int reserved(ApplicationWorld module) {
        return module.quotas().quotas(2026).stream()
                .filter(quota -> quota.region().equals("KZ-75"))
                .findFirst()
                .orElseThrow()
                .reserved();
    }
}
