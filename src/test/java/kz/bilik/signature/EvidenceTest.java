package kz.bilik.signature;

import static kz.bilik.signature.BadSignatureTest.CONTENT;
import static kz.bilik.signature.BadSignatureTest.ISSUING;
import static kz.bilik.signature.BadSignatureTest.KEYS;
import static kz.bilik.signature.BadSignatureTest.NOW;
import static kz.bilik.signature.BadSignatureTest.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.record.Savepoint;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("database")
class EvidenceTest {

    private static final CmsSigning HEAD = ISSUING.issue(
            TestAuthority.Profile.of(new X500NameBuilder(BCStyle.INSTANCE)
                            .addRDN(BCStyle.CN, "ӘБДІҚАДЫРОВ \"НҰРЛАН\", ҒАЛЫМ")
                            .addRDN(BCStyle.SERIALNUMBER, "IIN" + BadSignatureTest.IIN)
                            .addRDN(BCStyle.OU, "BIN230940990011")
                            .addRDN(BCStyle.OU, "Басқарма")
                            .build())
                    .purposes(TestAuthority.LEGAL_ENTITY, TestAuthority.HEAD, KeyPurposeId.id_kp_emailProtection),
            KEYS);

    private static Signatures signatures(TestDatabase database) {
        var wall = Clock.fixed(NOW, LegalClock.ZONE);
        var legal = new LegalClock(wall);
        legal.setOffset(Duration.ofDays(30));
        return database.transactional(new Signatures(
                BadSignatureTest.settings(false, true),
                new CertificationPaths(List.of(ROOT.certificate()), List.of()),
                RevocationCheck.NONE,
                wall,
                legal,
                database.jdbc(),
                new Savepoint(database.transactionManager()),
                database.transactionManager(),
                event -> {}));
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void isKeptWholeSoThatAnybodyCanVerifyAgain(TestDatabase database) throws Exception {
        var signatures = signatures(database);
        var evidence = signatures.verify(CONTENT, HEAD.sign(CONTENT, false, NOW));
        signatures.keep("A-2026-75-000001", evidence);

        assertThat(signatures.of("A-2026-75-000002")).isEmpty();
        var kept = signatures.of("A-2026-75-000001");
        assertThat(kept).usingRecursiveFieldByFieldElementComparator().containsExactly(evidence);
        assertThat(kept.get(0).signerName()).isEqualTo("ӘБДІҚАДЫРОВ \"НҰРЛАН\", ҒАЛЫМ");
        assertThat(kept.get(0).bin().value()).isEqualTo("230940990011");
        assertThat(kept.get(0).certificate()).isEqualTo(HEAD.certificate().getEncoded());
        assertThat(kept.get(0).verifiedAt().toInstant()).isEqualTo(NOW);
        assertThat(kept.get(0).legalTime().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(30)));
        assertThat(signatures.verify(kept.get(0).content(), kept.get(0).cms()).iin())
                .isEqualTo(evidence.iin());
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void isKeptOncePerRecordAndNewestFirst(TestDatabase database) {
        var signatures = signatures(database);
        var first = signatures.verify(CONTENT, HEAD.sign(CONTENT, false, NOW));
        var second = signatures.verify(CONTENT, HEAD.sign(CONTENT, true, NOW.plusSeconds(1)));
        signatures.keep("ACT-1", first);
        signatures.keep("ACT-1", first);
        signatures.keep("ACT-1", second);
        signatures.keep("ACT-2", first);

        assertThat(signatures.of("ACT-1"))
                .extracting(Signatures.Evidence::cms)
                .containsExactly(second.cms(), first.cms());
        assertThat(signatures.of("ACT-2")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("kz.bilik.support.TestDatabases#both")
    void isKeptOnceHoweverManySendItAtOnceAndTheirTransactionsGoOn(TestDatabase database) throws Exception {
        var signatures = signatures(database);
        var evidence = signatures.verify(CONTENT, HEAD.sign(CONTENT, false, NOW));
        database.jdbc().sql("create table step (n int)").update();
        var pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> steps = Stream.<Callable<Boolean>>generate(
                            () -> () -> database.transactions().execute(status -> {
                                signatures.keep("A-1", evidence);
                                return database.jdbc()
                                                .sql("insert into step values (1)")
                                                .update()
                                        == 1;
                            }))
                    .limit(40)
                    .toList();
            for (var step : pool.invokeAll(steps)) {
                assertThat(step.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(signatures.of("A-1")).hasSize(1);
        assertThat(database.jdbc()
                        .sql("select count(*) from step")
                        .query(Integer.class)
                        .single())
                .isEqualTo(40);
    }

    /** The rate is reported, not judged: a shared machine is not a stopwatch. Intake needs 40 a second on two cores. */
    @Test
    void aVerificationTakesAFewMilliseconds() throws Exception {
        var configuration = new SignatureConfiguration();
        var settings = DemoKeysTest.SETTINGS;
        var verification = new Verification(
                configuration.certificationPaths(settings, BadSignatureTest.NO_TEST_KEYS),
                configuration.revocationCheck(settings),
                settings);
        byte[] content = new byte[4000];
        byte[] signature = Sign.open("person-01", "demo".toCharArray()).sign(content, false, Instant.now());
        for (int warmUp = 0; warmUp < 500; warmUp++) {
            verification.verify(content, signature, NOW);
        }
        int rounds = 2000;
        long begin = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            verification.verify(content, signature, NOW);
        }
        long perSecond = rounds * 1_000_000_000L / (System.nanoTime() - begin);
        System.out.println(
                "Signature verifications (RSA 2048, two certificates, CRL) per second and core: " + perSecond);
        assertThat(perSecond).isPositive();
    }
}
