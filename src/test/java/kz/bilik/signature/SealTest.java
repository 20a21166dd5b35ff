package kz.bilik.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** The mobility centre's seal on a voucher (cl. 10.1). */
class SealTest {

    private static final byte[] VOUCHER = "V-2026-75-000001".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private final CmsSigning former = centre();
    private final CmsSigning current = centre();

    private static CmsSigning centre() {
        return BadSignatureTest.ISSUING.issue(
                TestAuthority.Profile.of(new X500Name("CN=Centre,OU=BIN230940990011")), TestAuthority.keys("EC", 256));
    }

    private Seal seal(String alias, CmsSigning signing, String formerAlias, CmsSigning former) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] password = "secret".toCharArray();
        store.setKeyEntry(alias, signing.key(), password, signing.chain().toArray(Certificate[]::new));
        if (former != null) {
            store.setCertificateEntry(formerAlias, former.certificate());
        }
        Path file = directory.resolve(alias + (former == null ? "" : "-renewed") + ".p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        return new Seal(
                new SignatureSettings(
                        List.of(),
                        List.of(),
                        false,
                        true,
                        DataSize.ofMegabytes(1),
                        SignatureSettings.Revocation.NONE,
                        List.of(),
                        Duration.ofMinutes(15),
                        null,
                        Duration.ofSeconds(2),
                        new SignatureSettings.SealSettings(file.toString(), "secret")),
                Clock.fixed(BadSignatureTest.NOW, ZoneOffset.UTC));
    }

    @Test
    void whatAFormerSealSealedStaysGenuineAfterTheRenewal() throws Exception {
        byte[] sealed = seal("KZ-75", former, null, null).seal("KZ-75", VOUCHER);

        assertThat(seal("KZ-75", current, null, null).verify("KZ-75", VOUCHER, sealed))
                .isFalse();
        var renewed = seal("KZ-75", current, "KZ-75.1", former);
        assertThat(renewed.verify("KZ-75", VOUCHER, sealed)).isTrue();
        assertThat(renewed.verify("KZ-75", VOUCHER, renewed.seal("KZ-75", VOUCHER)))
                .isTrue();
        assertThat(renewed.regions()).containsExactly("KZ-75");
    }

    @Test
    void aSealOfAnotherRegionOrOverOtherBytesOrNoSealAtAllIsNotGenuine() throws Exception {
        var seal = seal("KZ-75", current, "KZ-71.1", former);
        byte[] sealed = seal.seal("KZ-75", VOUCHER);

        assertThat(seal.verify("KZ-71", VOUCHER, sealed)).isFalse();
        assertThat(seal.verify("KZ-75", BadSignatureTest.CONTENT, sealed)).isFalse();
        assertThat(seal.verify("KZ-75", VOUCHER, new byte[0])).isFalse();
        assertThat(seal.verify("KZ-75", VOUCHER, VOUCHER)).isFalse();
        assertThat(seal.verify("KZ-75", VOUCHER, current.sign(VOUCHER, true, BadSignatureTest.NOW)))
                .as("a seal stands beside the document, not around it")
                .isFalse();
    }

    @Test
    void aRegionWithoutAKeyCannotSeal() throws Exception {
        var seal = seal("KZ-75", current, "KZ-71.1", former);

        assertThatThrownBy(() -> seal.seal("KZ-71", VOUCHER)).hasMessage("signature.no-seal");
    }
}
