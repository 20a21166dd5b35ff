package kz.bilik.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import kz.bilik.problem.RefusedToStart;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** In earnest the product does not start with nobody to trust, without seals, or with what everybody has. */
class StartCheckTest {

    @TempDir
    static Path directory;

    private static String anchor;
    private static String seals;

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({SignatureSettings.class, TestAuthoritySettings.class})
    @Import({SignatureConfiguration.class, Seal.class, StartCheck.class})
    static class Context {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    private final ApplicationContextRunner product =
            new ApplicationContextRunner().withUserConfiguration(Context.class);

    @BeforeAll
    static void ownAuthority() throws Exception {
        anchor = write("anchor.pem", BadSignatureTest.ROOT.certificate());
        var seal = BadSignatureTest.ISSUING.issue(
                TestAuthority.Profile.of(new X500Name("CN=Centre,OU=BIN230940990011")), BadSignatureTest.KEYS);
        seals = keystore("seals.p12", "KZ-75", seal);
    }

    @Test
    void startsWithAnAuthorityAndSealsOfItsOwn() {
        product.withPropertyValues(own()).run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void needsAnAuthority() {
        refuses("trust-anchors is empty", "bilik.signature.trust-anchors=");
    }

    @Test
    void needsSeals() {
        refuses("seal.keystore is not set", "bilik.signature.seal.keystore=");
    }

    @Test
    void refusesTheDemosAuthorityWhereverItStands() throws Exception {
        String demo = "classpath:demo/pki/demo-root.cer";
        refuses("demonstration's authority", "bilik.signature.trust-anchors=" + anchor + "," + demo);
        refuses("demonstration's authority", "bilik.signature.trust-anchors=classpath:demo/pki/demo-issuing.cer");
        refuses("demonstration's authority", "bilik.signature.intermediates=classpath:demo/pki/demo-issuing.cer");
        var person = Sign.open("person-01", "demo".toCharArray()).certificate();
        refuses("demonstration's authority", "bilik.signature.trust-anchors=" + write("person.pem", person));
    }

    @Test
    void refusesTheDemosSeals() throws Exception {
        refuses("key of the demonstration", "bilik.signature.seal.keystore=classpath:demo/pki/seals.p12");
        refuses(
                "key of the demonstration",
                "bilik.signature.seal.keystore="
                        + keystore("mixed.p12", "KZ-71", Sign.open("mobility-KZ-71", "demo".toCharArray())));
    }

    @Test
    void theDemoMayHaveBoth() {
        product.withPropertyValues(
                        "spring.profiles.active=demo",
                        "bilik.signature.trust-anchors=classpath:demo/pki/demo-root.cer",
                        "bilik.signature.seal.keystore=classpath:demo/pki/seals.p12",
                        "bilik.signature.seal.password=demo")
                .run(context -> assertThat(context).hasNotFailed());
    }

    /** The National Certification Authority publishes keys for tests: everybody has them. */
    @Test
    void testKeysAreRefusedInEarnestWhereverTheyStand() throws Exception {
        var test = write(
                "nca-test.pem",
                TestAuthority.root("НЕГІЗГІ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (RSA) TEST 2022", BadSignatureTest.KEYS)
                        .certificate());
        refuses("test-authority is set", "bilik.signature.test-authority.trust-anchors=" + test);
        refuses("test-authority is set", "bilik.signature.test-authority.stands-for.123456789011=920315390109");
        refuses("called one for tests", "bilik.signature.trust-anchors=" + test);
        refuses("called one for tests", "bilik.signature.intermediates=" + test);
        refuses(
                "called one for tests",
                "bilik.signature.trust-anchors="
                        + write(
                                "kk.pem",
                                TestAuthority.root("Сынақ орталығы", BadSignatureTest.KEYS)
                                        .certificate()));
    }

    @Test
    void aMarkedInstallationMayTrustThem() throws Exception {
        var test = write(
                "nca-test.pem",
                TestAuthority.root("NCA TEST", BadSignatureTest.KEYS).certificate());
        product.withPropertyValues(own())
                .withPropertyValues(
                        "bilik.test-installation=true", "bilik.signature.test-authority.trust-anchors=" + test)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void theFingerprintsAreThoseOfTheDemosAuthority() {
        assertThat(CertificateFiles.certificates(DemoAuthority.CERTIFICATES))
                .extracting(DemoAuthority::fingerprint)
                .containsExactlyInAnyOrderElementsOf(DemoAuthority.FINGERPRINTS);
    }

    @Test
    void aLocationThatDoesNotExistIsNamed() {
        refuses("nowhere.pem", "bilik.signature.trust-anchors=/nowhere.pem");
    }

    @Test
    void aRevocationCheckNeedsSomebodyToAsk() {
        refuses("crl-locations is empty", "bilik.signature.revocation=crl");
        refuses("ocsp-url is not set", "bilik.signature.revocation=ocsp");
    }

    private void refuses(String why, String... settings) {
        product.withPropertyValues(own()).withPropertyValues(settings).run(context -> {
            assertThat(context).getFailure().hasStackTraceContaining(why);
            // Two lines for the operator, and no trace.
            var told = new RefusedToStart.Analysis().analyze(context.getStartupFailure());
            assertThat(told).isNotNull();
            assertThat(told.getDescription())
                    .startsWith("Bilik refuses to start: ")
                    .contains(why)
                    .doesNotContain("\n");
        });
    }

    private static String[] own() {
        return new String[] {
            "bilik.signature.trust-anchors=" + anchor,
            "bilik.signature.seal.keystore=" + seals,
            "bilik.signature.seal.password=demo"
        };
    }

    private static String write(String name, X509Certificate certificate) throws Exception {
        return Files.writeString(
                        directory.resolve(name),
                        "-----BEGIN CERTIFICATE-----\n"
                                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                                + "\n-----END CERTIFICATE-----\n")
                .toString();
    }

    private static String keystore(String name, String alias, CmsSigning signing) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                alias, signing.key(), "demo".toCharArray(), signing.chain().toArray(Certificate[]::new));
        try (var out = Files.newOutputStream(directory.resolve(name))) {
            store.store(out, "demo".toCharArray());
        }
        return directory.resolve(name).toString();
    }
}
