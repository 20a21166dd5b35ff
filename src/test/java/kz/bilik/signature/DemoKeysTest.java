package kz.bilik.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import kz.bilik.identity.AccountNumber;
import kz.bilik.identity.Bin;
import kz.bilik.identity.Iin;
import kz.bilik.problem.Problem;
import kz.bilik.record.DemoTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

class DemoKeysTest {

    static final SignatureSettings SETTINGS = new SignatureSettings(
            List.of("classpath:demo/pki/demo-root.cer"),
            List.of("classpath:demo/pki/demo-issuing.cer"),
            true,
            false,
            DataSize.ofMegabytes(1),
            SignatureSettings.Revocation.CRL,
            List.of("classpath:demo/pki/demo-root.crl", "classpath:demo/pki/demo-issuing.crl"),
            Duration.ofMinutes(15),
            null,
            Duration.ofSeconds(1),
            new SignatureSettings.SealSettings("classpath:demo/pki/seals.p12", "demo"));

    private static final byte[] CONTENT = "{\"iin\":\"…\"}".getBytes(StandardCharsets.UTF_8);
    private final Instant now = Instant.parse("2026-09-14T04:00:00Z");
    private final SignatureConfiguration configuration = new SignatureConfiguration();
    private final Verification verification = new Verification(
            configuration.certificationPaths(SETTINGS, BadSignatureTest.NO_TEST_KEYS),
            configuration.revocationCheck(SETTINGS),
            SETTINGS);

    static Stream<DemoTable.Row> persons() {
        return DemoTable.rows("persons.csv").stream();
    }

    static Stream<DemoTable.Row> heads() {
        return DemoTable.rows("heads.csv").stream();
    }

    @ParameterizedTest
    @MethodSource("persons")
    void eachDemoPersonSignsWithTheNumberOfTheTable(DemoTable.Row person) throws Exception {
        var signing = Sign.open(person.get("number"), "demo".toCharArray());
        var verified = verification.verify(CONTENT, signing.sign(CONTENT, false, now), now);

        assertThat(verified.signer().iin()).isEqualTo(Iin.of(person.get("iin")));
        assertThat(verified.signer().bin()).isNull();
        assertThat(verified.revocation()).startsWith("CRL GOOD");
        assertThat(AccountNumber.of(person.get("account")).value()).contains("TEST");
    }

    @ParameterizedTest
    @MethodSource("heads")
    void eachHeadSignsForTheCentreOfTheTable(DemoTable.Row head) throws Exception {
        String code = head.get("code");
        var centre = DemoTable.rows("centres.csv").stream()
                .filter(row -> row.get("code").equals(code))
                .findFirst()
                .orElseThrow();
        var signing = Sign.open((code.startsWith("C-") ? "centre-" : "mobility-") + code, "demo".toCharArray());
        var signer = verification
                .verify(CONTENT, signing.sign(CONTENT, true, now), now)
                .signer();

        assertThat(signer.iin()).isEqualTo(Iin.of(head.get("iin")));
        assertThat(signer.bin()).isEqualTo(Bin.of(centre.get("bin")));
    }

    @Test
    void theSpoiltKeysAreRefusedEachForItsOwnReason() throws Exception {
        assertThat(refusal("person-01-authentication")).isEqualTo("signature.authentication-only");
        assertThat(refusal("person-01-expired")).isEqualTo("signature.expired");
        assertThat(refusal("person-01-revoked")).isEqualTo("signature.revoked");
    }

    private String refusal(String key) throws Exception {
        var signing = Sign.open(key, "demo".toCharArray());
        try {
            verification.verify(CONTENT, signing.sign(CONTENT, false, now), now);
            return "accepted";
        } catch (Problem problem) {
            return problem.code();
        }
    }

    @Test
    void everyCentreHasAValidNumberAndPayeesHaveAValidAccount() throws Exception {
        assertThat(DemoTable.rows("centres.csv")).allSatisfy(centre -> {
            Bin.of(centre.get("bin"));
            if (!centre.get("kind").equals("career")) {
                AccountNumber.of(centre.get("account"));
            }
        });
    }

    @Test
    void theMobilityCentreOfEachRegionSealsAndNoOtherSealPassesForIts() {
        var seal = new Seal(SETTINGS, Clock.systemUTC());
        assertThat(seal.regions()).hasSize(20);
        for (String region : seal.regions()) {
            byte[] sealed = seal.seal(region, CONTENT);
            assertThat(seal.verify(region, CONTENT, sealed)).isTrue();
            assertThat(seal.verify(region, "other".getBytes(StandardCharsets.UTF_8), sealed))
                    .isFalse();
            assertThat(seal.verify(region.equals("KZ-75") ? "KZ-71" : "KZ-75", CONTENT, sealed))
                    .isFalse();
        }
    }
}
