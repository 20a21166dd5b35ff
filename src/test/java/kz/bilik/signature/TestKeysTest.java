package kz.bilik.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import kz.bilik.support.TestDatabases;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

/**
 * The National Certification Authority's test keys in a test installation: their certificates hold numbers that nobody has, so
 * each stands for a number of this installation's; and the database of such an installation never becomes one in earnest.
 */
@Tag("database")
class TestKeysTest {

    private static final Instant NOW = Instant.parse("2026-09-14T04:00:00Z");
    private static final byte[] CONTENT = "{}".getBytes(StandardCharsets.UTF_8);

    private static final TestAuthority NCA_TEST = TestAuthority.root("NCA (RSA) TEST 2022", BadSignatureTest.KEYS);

    /** As the published ones are: neither number has the right check digit. */
    private static final CmsSigning HEAD = NCA_TEST.issue(
            TestAuthority.Profile.of(new X500NameBuilder(BCStyle.INSTANCE)
                            .addRDN(BCStyle.CN, "ТЕСТОВ ТЕСТ")
                            .addRDN(BCStyle.SERIALNUMBER, "IIN123456789011")
                            .addRDN(BCStyle.OU, "BIN123456789021")
                            .addRDN(BCStyle.C, "KZ")
                            .build())
                    .purposes(TestAuthority.LEGAL_ENTITY, TestAuthority.HEAD, KeyPurposeId.id_kp_emailProtection),
            BadSignatureTest.KEYS);

    private static final Map<String, String> STANDS_FOR =
            Map.of("123456789011", "920315390109", "123456789021", "230940990011");

    private static Verification trusting(List<TestAuthority> tests) {
        var anchors = List.of(BadSignatureTest.ROOT.certificate(), NCA_TEST.certificate());
        return new Verification(
                new CertificationPaths(
                        anchors,
                        List.of(),
                        tests.stream().map(TestAuthority::certificate).toList(),
                        STANDS_FOR),
                RevocationCheck.NONE,
                BadSignatureTest.settings(false, true));
    }

    @Test
    void theNumbersInThemStandForThoseOfTheInstallation() {
        var signer = trusting(List.of(NCA_TEST))
                .verify(CONTENT, HEAD.sign(CONTENT, false, NOW), NOW)
                .signer();
        assertThat(signer.iin().value()).isEqualTo("920315390109");
        assertThat(signer.bin().value()).isEqualTo("230940990011");
        assertThat(signer.name()).isEqualTo("ТЕСТОВ ТЕСТ");
    }

    @Test
    void underAnotherAuthorityANumberStandsForItselfOnly() {
        assertThatThrownBy(() -> trusting(List.of()).verify(CONTENT, HEAD.sign(CONTENT, false, NOW), NOW))
                .hasMessage("signature.no-iin");
    }

    @Test
    void aDatabaseOfATestInstallationNeverBecomesOneInEarnest() {
        try (var database = TestDatabases.h2()) {
            assertThatCode(() -> start(database, false)).doesNotThrowAnyException();
            start(database, true);
            start(database, true);
            assertThatThrownBy(() -> start(database, false)).hasMessageContaining("filled by a test installation");
        }
    }

    @Test
    void aDatabaseWithSignaturesInEarnestBecomesNoTestInstallation() {
        try (var database = TestDatabases.h2()) {
            database.jdbc()
                    .sql(
                            """
                            insert into signature_evidence (owner, cms_sha256, signer_iin, signer_name, content, cms,
                                certificate, revocation, verified_at, legal_time)
                            values ('A-2026-75-000001', 'x', '920315390109', 'x', x'00', x'00', x'00', 'NONE',
                                current_timestamp, current_timestamp)""")
                    .update();
            assertThatThrownBy(() -> start(database, true)).hasMessageContaining("signatures in earnest");
            assertThatCode(() -> start(database, false)).doesNotThrowAnyException();
        }
    }

    private static void start(TestDatabases.TestDatabase database, boolean test) {
        var environment = new MockEnvironment().withProperty("bilik.test-installation", Boolean.toString(test));
        new TestInstallation(environment, database.jdbc(), database.transactionManager(), Clock.systemUTC())
                .afterPropertiesSet();
    }
}
