package kz.bilik.voucher;

import static kz.bilik.voucher.VoucherWorld.HOLDER;
import static kz.bilik.voucher.VoucherWorld.ISSUED;
import static kz.bilik.voucher.VoucherWorld.PDF;
import static kz.bilik.voucher.VoucherWorld.SOMEBODY_ELSE;
import static kz.bilik.voucher.VoucherWorld.certificate;
import static kz.bilik.voucher.VoucherWorld.copy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import kz.bilik.application.LabourMarketReports.Days;
import kz.bilik.application.LabourMarketReports.VoucherExtended;
import kz.bilik.distribution.Quota;
import kz.bilik.distribution.QuotaLedger;
import kz.bilik.distribution.Quotas;
import kz.bilik.document.Documents;
import kz.bilik.document.Enclosure;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.notice.Notices;
import kz.bilik.officer.Place;
import kz.bilik.problem.Problem;
import kz.bilik.support.TestDatabases;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cl. 12 and 13 on the voucher's record; the arithmetic alone is {@link ValidityTest}'s. */
@Tag("database")
class SickLeaveTest {

    private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 13);

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void anAcceptedCertificateExtendsTheVoucherAndItsDocument(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            var application = module.voucher(voucher).application();
            module.on(day(20));

            var certificate = module.received(voucher, day(10), day(14));
            assertThat(module.procedure).containsExactly("certificateReceived " + voucher);
            assertThat(module.decision().decide(certificate, "accept", null, null))
                    .isTrue();
            module.decision().extend(certificate);

            assertThat(module.voucher(voucher).lastDay()).isEqualTo(LAST_DAY.plusDays(5));
            assertThat(module.procedure)
                    .endsWith("lastDayMoved " + voucher + " 2026-11-18", "certificatesDecided " + voucher);
            assertThat(module.the(VoucherDocument.class).editions(voucher))
                    .extracting(VoucherDocument.Edition::lastDay)
                    .containsExactly(LAST_DAY, LAST_DAY.plusDays(5));
            assertThat(module.toldHolder(application))
                    .containsExactly("voucher.issued", "voucher.certificate-to-be-decided", "voucher.extended");
            assertThat(module.told(Place.recognitionCentre("C-014")))
                    .containsExactly("voucher.issued-to-holder", "voucher.extended-for-holder");
            assertThat(module.timeline(application))
                    .containsExactly("voucher.issued", "voucher.certificate-received", "voucher.extended");
            module.decision().report(certificate);
            assertThat(module.labourMarket.events()).containsExactly("SickLeaveReceived", "VoucherExtended");
            assertThat(module.labourMarket.of(VoucherExtended.class))
                    .extracting(told -> told.voucher().lastDay(), told -> told.certificate()
                            .periods())
                    .containsExactly(tuple(LAST_DAY.plusDays(5), List.of(new Days(day(10), day(14)))));
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void theOlderEditionStaysGenuineButSuperseded(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            module.accepted(voucher, day(10), day(14));
            var documents = module.the(Documents.class);
            var verification = module.the(VoucherVerification.class);
            var editions = module.the(VoucherDocument.class).editions(voucher);

            var older = verification.verify(
                    documents.content(editions.get(0).document()),
                    documents.content(editions.get(0).seal()));
            var newer = verification.verify(
                    documents.content(editions.get(1).document()),
                    documents.content(editions.get(1).seal()));

            assertThat(older.facts().superseded()).isTrue();
            assertThat(older.facts().lastDay()).isEqualTo(LAST_DAY.plusDays(5));
            assertThat(newer.facts().superseded()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void certificatesThatOverlapAndComeInAnyOrderLeaveSixtyDaysWithoutIllness(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(75));
            // The one that lies after the first last day is decided first and counts once the others are.
            module.accepted(voucher, day(62), day(64));
            assertThat(module.voucher(voucher).lastDay()).isEqualTo(LAST_DAY);
            module.accepted(voucher, day(12), day(20));
            module.accepted(voucher, day(10), day(14));

            // Eleven days from the 10th to the 20th, three from the 62nd to the 64th.
            assertThat(module.voucher(voucher).lastDay()).isEqualTo(LAST_DAY.plusDays(14));
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void carryingOutADecisionTwiceChangesNothing(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            var accepted = module.received(voucher, day(10), day(14));
            module.decision().decide(accepted, "accept", null, null);
            module.decision().extend(accepted);
            var told = List.copyOf(module.procedure);

            module.decision().extend(accepted);

            assertThat(module.procedure).isEqualTo(told);
            assertThat(module.the(VoucherDocument.class).editions(voucher)).hasSize(2);
            assertThat(module.voucher(voucher).lastDay()).isEqualTo(LAST_DAY.plusDays(5));
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aRejectedCertificateLeavesTheLastDayAndNamesItsGround(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            var certificate = module.received(voucher, day(10), day(14));

            assertThat(module.decision().decide(certificate, "reject", "UNREADABLE", "page 2 is missing"))
                    .isFalse();
            module.decision().reject(certificate);
            module.decision().reject(certificate);

            assertThat(module.voucher(voucher).lastDay()).isEqualTo(LAST_DAY);
            assertThat(module.sickLeave().get(certificate).ground()).isEqualTo(SickLeaveCertificate.Ground.UNREADABLE);
            assertThat(module.toldHolder(module.voucher(voucher).application()))
                    .containsOnlyOnce("voucher.certificate-rejected.unreadable");
            assertThat(module.procedure).containsOnlyOnce("certificatesDecided " + voucher);
            assertThatProblem("sick-leave.not-accepted", () -> module.decision().extend(certificate));
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,          -,             sick-leave.decision-missing",
                "'',         -,             sick-leave.decision-missing",
                "maybe,      -,             sick-leave.decision-unknown",
                "ACCEPT,     -,             sick-leave.decision-unknown",
                "reject,     -,             sick-leave.ground-missing",
                "reject,     '',            sick-leave.ground-missing",
                "reject,     BECAUSE,       sick-leave.ground-unknown",
                "reject,     NO_VALID_DAY,  sick-leave.valid-day-touched"
            })
    void aMissingOrMadeUpDecisionIsRefusedAndNothingIsDecided(String decision, String ground, String code) {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            var certificate = module.received(voucher, day(10), day(14));

            assertThatProblem(code, () -> module.decision().decide(certificate, decision, ground, null));
            assertThat(module.sickLeave().get(certificate).state()).isEqualTo(SickLeaveCertificate.State.UNDECIDED);
        }
    }

    @Test
    void whatIsDecidedStaysDecided() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(70));
            var certificate = module.received(voucher, day(62), day(64));

            module.decision().decide(certificate, "reject", "NO_VALID_DAY", null);
            module.decision().decide(certificate, "reject", "NO_VALID_DAY", null);

            assertThatProblem(
                    "sick-leave.already-decided", () -> module.decision().decide(certificate, "accept", null, null));
            assertThatProblem("sick-leave.already-decided", () -> module.decision()
                    .decide(certificate, "reject", "UNREADABLE", null));
            assertThatProblem("sick-leave.unknown", () -> module.decision().decide("no id", "accept", null, null));
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void theSameCertificateAgainGivesTheSameAnswer(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            var certificate =
                    certificate("777", new IncapacityPeriod(day(10), day(14)), new IncapacityPeriod(day(2), day(3)));

            var first = module.receipt().receive(voucher, HOLDER, certificate, copy(PDF));
            var again = module.receipt()
                    .receive(
                            voucher,
                            HOLDER,
                            certificate(
                                    "777",
                                    new IncapacityPeriod(day(2), day(3)),
                                    new IncapacityPeriod(day(10), day(14))),
                            copy(PDF));
            var another = module.receipt()
                    .receive(voucher, HOLDER, certificate("778", new IncapacityPeriod(day(10), day(14))), copy(PDF));

            assertThat(first.again()).isFalse();
            assertThat(again.again()).isTrue();
            assertThat(again.certificate().id()).isEqualTo(first.certificate().id());
            assertThat(another.again()).isFalse();
            assertThat(module.procedure).hasSize(2);
        }
    }

    @Test
    void anUnreadableCopyCanBeReplacedButNotBySendingItAgain() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            var certificate = certificate("777", new IncapacityPeriod(day(10), day(14)));
            var id = module.receipt()
                    .receive(voucher, HOLDER, certificate, copy(PDF))
                    .certificate()
                    .id()
                    .toString();
            module.decision().decide(id, "reject", "UNREADABLE", null);
            module.decision().reject(id);

            assertThat(module.receipt()
                            .receive(voucher, HOLDER, certificate, copy(PDF))
                            .again())
                    .isTrue();
            assertThat(module.receipt()
                            .receive(voucher, HOLDER, certificate, copy((new String(PDF) + "better").getBytes()))
                            .again())
                    .isFalse();
        }
    }

    @Test
    void aCertificateThatTouchedNoValidDayComesBackOnceAnotherHasMovedTheLastOne() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(59));
            module.on(day(65));
            var certificate = certificate("777", new IncapacityPeriod(day(62), day(64)));
            var id = module.receipt()
                    .receive(voucher, HOLDER, certificate, copy(PDF))
                    .certificate()
                    .id()
                    .toString();
            module.decision().decide(id, "reject", "NO_VALID_DAY", null);
            module.decision().reject(id);
            assertThat(module.receipt()
                            .receive(voucher, HOLDER, certificate, copy(PDF))
                            .again())
                    .isTrue();

            module.accepted(voucher, day(10), day(14));

            assertThat(module.receipt()
                            .receive(voucher, HOLDER, certificate, copy(PDF))
                            .again())
                    .isFalse();
        }
    }

    @Test
    void onlyTheHolderHandsIn() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            var own = certificate("1", new IncapacityPeriod(day(10), day(14)));

            assertThatProblem(
                    "voucher.unknown", () -> module.receipt().receive(voucher, SOMEBODY_ELSE, own, copy(PDF)));
            assertThatProblem(
                    "voucher.unknown", () -> module.receipt().receive("V-2026-75-999999", HOLDER, own, copy(PDF)));
            assertThat(module.sickLeave().of(voucher)).isEmpty();
        }
    }

    /** Cl. 12 knows no ground to refuse a certificate at the door: the officer of cl. 13 is told what is unusual. */
    @ParameterizedTest
    @CsvSource({
        "21, 22, begins on 05.10.2026",
        "-7, 118, '98 days after the receipt'",
        "-380, 5, lasts 386 days",
        "20, 81, '61 days after the receipt'"
    })
    void anUnusualPeriodIsAWarningToTheOfficer(int from, int to, String warning) {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            var certificate = module.received(voucher, day(from), day(to));

            assertThat(module.the(VoucherWords.class).certificateWarnings(certificate, Language.EN))
                    .singleElement()
                    .asString()
                    .contains(warning);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 80})
    void anIllnessThatGoesOnMayEndInTheFuture(int to) {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            var certificate = module.received(voucher, day(20), day(to));
            assertThat(module.the(VoucherWords.class).certificateWarnings(certificate, Language.EN))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "certificate-days-ahead, 100, 0",
        "certificate-days-ahead, 97, 1",
        "certificate-days-long, 126, 0",
        "certificate-days-long, 125, 1"
    })
    void fromWhichLengthOnTheOfficerIsWarnedIsASetting(String setting, int days, int warnings) {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(
                        database,
                        "bilik.voucher.certificate-days-ahead=100",
                        "bilik.voucher." + setting + "=" + days)) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            var certificate = module.received(voucher, day(-7), day(118));
            assertThat(module.the(VoucherWords.class).certificateWarnings(certificate, Language.EN))
                    .hasSize(warnings);
        }
    }

    @Test
    void whoseAndHowCompleteACertificateIsJudgesTheOfficer() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            var periods = List.of(new IncapacityPeriod(day(10), day(14)));
            var anothers = new SickLeaveCertificate(
                    SickLeaveCertificate.Kind.SHEET, "AB", "1", SOMEBODY_ELSE, "Ж. Г.", "Hospital", "Dr.", periods);
            var bare = new SickLeaveCertificate(SickLeaveCertificate.Kind.NOTE, "", " ", null, "", "", "", periods);

            assertThat(warned(module, voucher, anothers))
                    .containsExactly("It names another personal number than the holder's.");
            assertThat(warned(module, voucher, bare))
                    .containsExactly(
                            "It names no personal number that could be compared with the holder's.",
                            "Not stated when it was sent: number, name of the patient, medical organisation, doctor.");
            var certificate = module.sickLeave().of(voucher).get(0).id().toString();
            module.decision().decide(certificate, "reject", "ANOTHER_PERSON", null);
            assertThat(module.sickLeave().get(certificate).ground())
                    .isEqualTo(SickLeaveCertificate.Ground.ANOTHER_PERSON);
        }
    }

    private static List<String> warned(VoucherWorld module, String voucher, SickLeaveCertificate certificate) {
        var received = module.receipt().receive(voucher, HOLDER, certificate, copy(PDF));
        return module.the(VoucherWords.class)
                .certificateWarnings(received.certificate().id().toString(), Language.EN);
    }

    @Test
    void whatIsTechnicallyNoCertificateIsAnError() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            var period = new IncapacityPeriod(day(10), day(14));

            assertThatProblem(
                    "sick-leave.periods", () -> module.receipt().receive(voucher, HOLDER, certificate("1"), copy(PDF)));
            assertThatProblem("sick-leave.field-too-long", () -> module.receipt()
                    .receive(voucher, HOLDER, certificate("1".repeat(65), period), copy(PDF)));
            assertThatProblem("sick-leave.field-characters", () -> module.receipt()
                    .receive(voucher, HOLDER, certificate("77\u202e8", period), copy(PDF)));
            assertThatProblem("sick-leave.file-broken", () -> module.receipt()
                    .receive(voucher, HOLDER, certificate("1", period), copy("%PDF-".getBytes())));
            assertThatProblem("sick-leave.from-after-to", () -> module.receipt()
                    .receive(voucher, HOLDER, certificate("1", new IncapacityPeriod(day(14), day(10))), copy(PDF)));
            assertThatProblem("sick-leave.no-such-year", () -> module.receipt()
                    .receive(
                            voucher,
                            HOLDER,
                            certificate("1", new IncapacityPeriod(day(14), LocalDate.of(20261, 1, 1))),
                            copy(PDF)));
        }
    }

    @Test
    void theCopyMustBeAPdfOrAnImageAndNotTooLarge() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database, "bilik.voucher.certificate-max-size=1KB")) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            var certificate = certificate("1", new IncapacityPeriod(day(10), day(14)));

            assertThatProblem("sick-leave.file-missing", () -> module.receipt()
                    .receive(voucher, HOLDER, certificate, copy(new byte[0])));
            assertThatProblem("sick-leave.file-type", () -> module.receipt()
                    .receive(voucher, HOLDER, certificate, copy("MZ a program".getBytes())));
            Enclosure large = copy((new String(PDF) + "x".repeat(1024)).getBytes());
            assertThatProblem(
                    "sick-leave.file-too-large", () -> module.receipt().receive(voucher, HOLDER, certificate, large));
            var named = new Enclosure(
                    "x".repeat(252) + ".pdf", PDF.length, copy(PDF).content());
            assertThatProblem("sick-leave.file-name-too-long", () -> module.receipt()
                    .receive(voucher, HOLDER, certificate, named));
        }
    }

    @ParameterizedTest
    @CsvSource({"'SHEET,NOTE', true, true", "SHEET, true, false", "NOTE, false, true"})
    void sheetAndNoteAreAcceptedAsTheSettingSays(String setting, boolean sheet, boolean note) {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database, "bilik.voucher.accepted-certificates=" + setting)) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            for (var kind : SickLeaveCertificate.Kind.values()) {
                var certificate = new SickLeaveCertificate(
                        kind,
                        "",
                        "5",
                        HOLDER,
                        "Ә. Н.",
                        "Hospital",
                        "Dr.",
                        List.of(new IncapacityPeriod(day(1), day(2))));
                var accepted = kind == SickLeaveCertificate.Kind.SHEET ? sheet : note;
                var received = module.receipt().receive(voucher, HOLDER, certificate, copy(PDF));
                var id = received.certificate().id().toString();
                assertThat(module.the(VoucherWords.class).certificateWarnings(id, Language.EN))
                        .hasSize(accepted ? 0 : 1);
                if (accepted) {
                    assertThatProblem("sick-leave.kind-accepted", () -> module.decision()
                            .decide(id, "reject", "KIND_NOT_ACCEPTED", null));
                } else {
                    assertThat(module.decision().decide(id, "reject", "KIND_NOT_ACCEPTED", null))
                            .isFalse();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aPendingCertificateHoldsTheCancellationBackAndItsRejectionLetsItGo(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(60));
            var certificate = module.received(voucher, day(58), day(59));
            var review = module.the(VoucherReview.class);
            assertThat(review.review(voucher)).isEqualTo(VoucherReview.Left.VALID);

            module.on(day(61));
            assertThat(review.review(voucher)).isEqualTo(VoucherReview.Left.HELD);
            assertThatProblem("voucher.awaits-certificate", () -> module.the(VoucherUse.class)
                    .admit(voucher));

            module.decision().decide(certificate, "reject", "NOT_GENUINE", null);
            module.decision().reject(certificate);
            assertThat(module.procedure).endsWith("certificatesDecided " + voucher);
            assertThat(review.review(voucher)).isEqualTo(VoucherReview.Left.ENDED);
            assertThatProblem(
                    "voucher.not-valid", () -> module.the(VoucherUse.class).admit(voucher));
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aHeldVoucherIsValidAgainOnceItsCertificateIsAccepted(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(60));
            var certificate = module.received(voucher, day(50), day(59));
            var other = module.received(voucher, day(40), day(41));
            module.on(day(62));

            module.decision().decide(certificate, "accept", null, null);
            module.decision().extend(certificate);

            // The other one is undecided, but today is a valid day again and nobody need wait for it.
            assertThat(module.procedure).endsWith("certificatesDecided " + voucher);
            assertThat(module.the(VoucherReview.class).review(voucher)).isEqualTo(VoucherReview.Left.VALID);
            module.the(VoucherUse.class).admit(voucher);
            assertThat(module.sickLeave().get(other).state()).isEqualTo(SickLeaveCertificate.State.CLOSED);
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aHeldVoucherGoesOnOnlyWhenItsLastCertificateIsDecided(TestDatabase database) {
        try (var module = new VoucherWorld(database, "bilik.voucher.days-held=run")) {
            var voucher = module.issuedVoucher();
            module.on(day(60));
            var first = module.received(voucher, day(58), day(59));
            var second = module.received(voucher, day(40), day(41));
            module.on(day(70));

            module.decision().decide(first, "accept", null, null);
            module.decision().extend(first);
            assertThat(module.procedure).doesNotContain("certificatesDecided " + voucher);
            assertThat(module.toldHolder(module.voucher(voucher).application()))
                    .endsWith("voucher.extended-awaits-certificate")
                    .doesNotContain("voucher.extended");
            module.decision().decide(second, "reject", "NOT_GENUINE", null);
            module.decision().reject(second);
            assertThat(module.procedure).endsWith("certificatesDecided " + voucher);
        }
    }

    @Test
    void whoseNewLastDayHasPassedAsWellIsNotToldThatTheVoucherIsExtended() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database, "bilik.voucher.days-held=run")) {
            var voucher = module.issuedVoucher();
            var application = module.voucher(voucher).application();
            module.on(day(60));
            var certificate = module.received(voucher, day(58), day(59));
            module.on(day(70));
            module.decision().decide(certificate, "accept", null, null);
            module.decision().extend(certificate);

            assertThat(module.voucher(voucher).lastDay()).isEqualTo(day(62));
            assertThat(module.toldHolder(application))
                    .endsWith("voucher.extended-too-late")
                    .doesNotContain("voucher.extended");
            assertThat(module.timeline(application))
                    .endsWith("voucher.extended-too-late")
                    .doesNotContain("voucher.extended");
            assertThat(module.told(Place.recognitionCentre("C-014"))).containsExactly("voucher.issued-to-holder");
        }
    }

    @ParameterizedTest
    @CsvSource({"do-not-run, 66", "run, 62"})
    void theDaysOnWhichAVoucherWasHeldRunAsTheSettingSays(String setting, int lastDay) {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database, "bilik.voucher.days-held=" + setting)) {
            var voucher = module.issuedVoucher();
            module.on(day(60));
            var certificate = module.received(voucher, day(59), day(60));
            module.on(day(64));
            assertThat(module.the(VoucherWords.class).certificateText(certificate, Language.EN))
                    .contains(Day.of(day(lastDay)));
            module.decision().decide(certificate, "accept", null, null);
            module.decision().extend(certificate);

            assertThat(module.voucher(voucher).lastDay()).isEqualTo(day(lastDay));
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aLateCertificateBringsALapsedVoucherBackWhenItTouchedAValidDay(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var voucher = lapsed(module);
            var application = module.voucher(voucher).application();
            module.on(day(63));

            var certificate = module.received(voucher, day(50), day(59));
            assertThat(module.procedure).containsExactly("lateCertificateReceived " + voucher);
            assertThat(module.the(VoucherReview.class).review(voucher)).isEqualTo(VoucherReview.Left.HELD);
            assertThatProblem("voucher.awaits-certificate", () -> module.the(VoucherUse.class)
                    .admit(voucher));
            module.decision().decide(certificate, "accept", null, null);
            module.decision().extend(certificate);

            assertThat(module.voucher(voucher).state()).isEqualTo(Voucher.State.ISSUED);
            // Ten days of illness, and the one on which its use was refused because of the certificate.
            assertThat(module.voucher(voucher).lastDay()).isEqualTo(day(71));
            assertThat(module.the(VoucherReview.class).review(voucher)).isEqualTo(VoucherReview.Left.VALID);
            assertThat(module.timeline(application)).endsWith("voucher.brought-back");
            assertThat(module.toldHolder(application)).endsWith("voucher.brought-back");
            assertThat(module.told(Place.recognitionCentre("C-014"))).endsWith("voucher.extended-for-holder");
            module.the(VoucherUse.class).admit(voucher);
            assertThat(module.voucher(voucher).usedOn()).isEqualTo(day(63));
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aLateCertificateThatDoesNotReachTodayLeavesTheVoucherLapsed(TestDatabase database) {
        try (var module = new VoucherWorld(database)) {
            var voucher = lapsed(module);
            module.on(day(80));
            module.accepted(voucher, day(58), day(59));

            assertThat(module.voucher(voucher).state()).isEqualTo(Voucher.State.LAPSED);
            assertThat(module.toldHolder(module.voucher(voucher).application())).endsWith("voucher.extended-too-late");
            assertThat(module.told(Place.recognitionCentre("C-014"))).endsWith("voucher.lapsed-unused");
            assertThat(module.the(VoucherReview.class).review(voucher)).isEqualTo(VoucherReview.Left.ENDED);
            module.the(Cancellation.class).cancel(voucher);
            assertThat(module.timeline(module.voucher(voucher).application())).containsOnlyOnce("voucher.lapsed");
            assertThat(module.the(VoucherDocument.class).editions(voucher)).hasSize(1);
        }
    }

    @Test
    void asLongAsALateCertificateIsUndecidedTheNextOneJoinsTheSameProcedure() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = lapsed(module);
            module.on(day(63));
            module.received(voucher, day(50), day(52));
            module.received(voucher, day(55), day(59));

            assertThat(module.procedure)
                    .containsExactly("lateCertificateReceived " + voucher, "certificateReceived " + voucher);
        }
    }

    @Test
    void aLateCertificateIsRefusedWhereTheSettingSaysSo() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database, "bilik.voucher.late-certificate=refuse")) {
            var voucher = lapsed(module);
            module.on(day(63));

            assertThatProblem("sick-leave.voucher-lapsed", () -> module.received(voucher, day(50), day(59)));
            assertThat(module.procedure).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aVoucherThatHadGoneBackToTheQuotaTakesItsPlaceAgainAlsoBeyondIt(TestDatabase database) {
        try (var module = new VoucherWorld(database, "bilik.voucher.lapsed-returns-to-quota=true")) {
            var voucher = lapsed(module);
            assertThat(module.quota().consumed()).isZero();
            module.on(day(63));
            var certificate = module.received(voucher, day(50), day(59));
            module.decision().decide(certificate, "accept", null, null);
            for (var others = 0; module.quota().free() > 0; others++) {
                module.the(Quotas.class).reserve("KZ-75", 2026, "A-other-" + others, "cl. 3");
            }

            module.decision().extend(certificate);

            assertThat(module.voucher(voucher).state()).isEqualTo(Voucher.State.ISSUED);
            assertThat(module.quota().consumed()).isEqualTo(1);
            assertThat(module.the(QuotaLedger.class).newest("KZ-75", 2026, 2))
                    .extracting(QuotaLedger.Entry::kind)
                    .containsExactly(QuotaLedger.Kind.CONSUMED, QuotaLedger.Kind.OVERRIDDEN);
        }
    }

    /** Applied for in one year and issued in the next: the quota is that of the year of the receipt. */
    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void aVoucherThatComesBackToItsHolderIsOfTheYearWhoseQuotaItHadTaken(TestDatabase database) {
        try (var module = new VoucherWorld(database, "bilik.voucher.lapsed-returns-to-quota=true")) {
            module.the(Quotas.class).putIntoEffect("KZ-75", 2025, 10, 0);
            var application = module.confirmedApplication(HOLDER);
            module.the(Quotas.class).release(application, "test");
            module.the(Quotas.class).reserve("KZ-75", 2025, application, "cl. 3");
            var voucher = module.the(VoucherIssue.class).issue(application);
            module.on(day(61));
            module.the(Cancellation.class).cancel(voucher);
            assertThat(consumed(module, 2025)).isZero();
            module.on(day(63));
            module.accepted(voucher, day(50), day(59));

            assertThat(module.voucher(voucher).state()).isEqualTo(Voucher.State.ISSUED);
            assertThat(consumed(module, 2025)).isEqualTo(1);
            assertThat(consumed(module, 2026)).isZero();
        }
    }

    private static int consumed(VoucherWorld module, int year) {
        return module.the(Quotas.class).quotas(year).stream()
                .filter(quota -> quota.region().equals("KZ-75"))
                .mapToInt(Quota::consumed)
                .sum();
    }

    /** What is handed in on a valid day is not late, also when the exam then was not held, nor while the voucher is held. */
    @Test
    void onlyWhatArrivesAfterTheLapseIsLate() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database, "bilik.voucher.late-certificate=refuse")) {
            var voucher = module.issuedVoucher();
            module.on(day(60));
            var certificate = module.received(voucher, day(51), day(59));
            var use = module.the(VoucherUse.class);
            use.admit(voucher);
            var meanwhile = module.received(voucher, day(60), day(60));
            module.on(day(62));
            use.examNotHeld(voucher, "CENTRE", "No commission");
            use.restore(voucher);

            assertThat(module.procedure).endsWith("certificateReceived " + voucher, "certificateReceived " + voucher);
            assertThat(module.the(VoucherReview.class).review(voucher)).isEqualTo(VoucherReview.Left.HELD);
            assertThat(module.the(VoucherDeadlines.class)
                            .certificateDecision(certificate)
                            .due())
                    .isEqualTo(day(63));
            // While it is held another one may come.
            var held = module.received(voucher, day(40), day(41));
            module.decision().decide(held, "reject", "UNREADABLE", null);
            module.decision().reject(held);
            module.decision().decide(meanwhile, "reject", "UNREADABLE", null);
            module.decision().reject(meanwhile);
            module.decision().decide(certificate, "accept", null, null);
            module.decision().extend(certificate);
            assertThat(module.voucher(voucher).lastDay()).isEqualTo(day(70));

            // Over, with nothing undecided: lapsed, whether the timer has fired or not.
            module.on(day(71));
            assertThatProblem("sick-leave.voucher-lapsed", () -> module.received(voucher, day(68), day(70)));
            module.the(Cancellation.class).cancel(voucher);
            assertThatProblem("sick-leave.voucher-lapsed", () -> module.received(voucher, day(68), day(70)));
        }
    }

    @Test
    void anExaminedVoucherTakesNoCertificates() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(20));
            module.the(VoucherUse.class).admit(voucher);
            module.the(Vouchers.class).examined(new VoucherNumber(voucher), "P-1");
            assertThatProblem("voucher.already-used", () -> module.received(voucher, day(10), day(14)));
        }
    }

    @Test
    void theDecisionIsDueOneWorkingDayAfterTheReceiptAndTheHeadIsToldWhenItIsLate() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            // Friday, 2 October 2026
            module.on(LocalDate.of(2026, 10, 2));
            var certificate = module.received(voucher, day(10), day(14));

            var deadline = module.the(VoucherDeadlines.class).certificateDecision(certificate);
            assertThat(deadline.due()).isEqualTo(LocalDate.of(2026, 10, 5));
            assertThat(deadline.clause()).isEqualTo("cl. 13");
            for (var language : Language.values()) {
                var notices = module.the(Notices.class)
                        .toApplicant(module.voucher(voucher).application(), language);
                assertThat(notices.get(notices.size() - 1).text()).contains("05.10.2026");
            }

            module.decision().escalate(certificate);
            assertThat(module.told(Place.mobilityCentre("KZ-75").heads()))
                    .containsExactly("voucher.certificate-decision-overdue");
        }
    }

    @Test
    void theOfficerReadsWhatAnAcceptanceWouldDo() {
        var database = TestDatabases.h2();
        try (database;
                var module = new VoucherWorld(database)) {
            var voucher = module.issuedVoucher();
            module.on(day(70));
            var facts = module.the(VoucherWords.class);

            assertThat(facts.certificateText(module.received(voucher, day(10), day(14)), Language.EN))
                    .contains("24.09.2026 – 28.09.2026")
                    .contains("moves from 13.11.2026 to 18.11.2026");
            assertThat(facts.certificateText(module.received(voucher, day(62), day(63)), Language.KK))
                    .contains("Еңбекке уақытша жарамсыздық парағы")
                    .contains("13.11.2026 болып қалады");
            assertThat(facts.validityText(voucher, Language.EN))
                    .contains("valid until the end of 13.11.2026")
                    .contains("a certificate is undecided");
        }
    }

    private static String lapsed(VoucherWorld module) {
        var voucher = module.issuedVoucher();
        module.on(day(61));
        module.the(Cancellation.class).cancel(voucher);
        return voucher;
    }

    private static LocalDate day(int afterIssue) {
        return ISSUED.plusDays(afterIssue);
    }

    private static void assertThatProblem(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code())
                .isEqualTo(code));
    }
}
