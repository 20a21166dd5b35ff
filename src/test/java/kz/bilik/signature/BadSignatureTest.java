package kz.bilik.signature;

import static kz.bilik.signature.TestAuthority.Profile.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import kz.bilik.problem.Problem;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

/** Each way in which a signature can be bad, refused with its own code. */
class BadSignatureTest {

    static final String IIN = "920315390109";
    static final Instant NOW = Instant.parse("2026-09-14T04:00:00Z");
    static final byte[] CONTENT = "{\n  \"submission\": \"1\"\n}\n".getBytes(StandardCharsets.UTF_8);
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    static final KeyPair KEYS = TestAuthority.keys("EC", 256);
    static final TestAuthoritySettings NO_TEST_KEYS =
            new TestAuthoritySettings(List.of(), List.of(), java.util.Map.of());

    static final TestAuthority ROOT = TestAuthority.root("Own Root", TestAuthority.keys("EC", 384));
    static final TestAuthority ISSUING = ROOT.subordinate("Own Issuing", TestAuthority.keys("EC", 256));
    static final CmsSigning GOOD = ISSUING.issue(person(IIN), KEYS);

    record Bad(String what, String code, byte[] content, byte[] signature) {
        @Override
        public String toString() {
            return what + " → " + code;
        }
    }

    static SignatureSettings settings(boolean purposeRequired, boolean lineEndingsMayDiffer) {
        return new SignatureSettings(
                List.of(),
                List.of(),
                purposeRequired,
                lineEndingsMayDiffer,
                DataSize.ofKilobytes(64),
                SignatureSettings.Revocation.NONE,
                List.of(),
                Duration.ofMinutes(15),
                null,
                Duration.ofSeconds(2),
                new SignatureSettings.SealSettings("", ""));
    }

    static Verification verification(SignatureSettings settings, X509Certificate... anchors) {
        return new Verification(new CertificationPaths(List.of(anchors), List.of()), RevocationCheck.NONE, settings);
    }

    private static final Verification VERIFICATION = verification(settings(false, true), ROOT.certificate());

    @ParameterizedTest
    @MethodSource({"unreadable", "ofTheSignature", "ofTheCertificate", "ofTheIdentity"})
    void isRefusedWithItsOwnCode(Bad bad) {
        assertThatThrownBy(() -> VERIFICATION.verify(bad.content, bad.signature, NOW))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("signature." + bad.code));
    }

    @Test
    void theSameSignatureUnspoiltIsAccepted() {
        var verified = VERIFICATION.verify(CONTENT, sign(GOOD), NOW);

        assertThat(verified.signer().iin().value()).isEqualTo(IIN);
        assertThat(verified.content()).isEqualTo(CONTENT);
        assertThat(verified.certificate()).isEqualTo(GOOD.certificate());
        assertThat(verified.revocation()).isEqualTo("NOT_CONFIGURED");
    }

    static Stream<Bad> unreadable() throws Exception {
        byte[] good = sign(GOOD);
        byte[] nested = new byte[20_000];
        for (int i = 0; i < nested.length; i += 2) {
            nested[i] = 0x30;
            nested[i + 1] = (byte) 0x80;
        }
        return Stream.of(
                bad("nothing", "missing", new byte[0]),
                bad("only spaces", "missing", " \r\n ".getBytes()),
                bad("more than allowed", "too-large", new byte[200_000]),
                bad("base64 of more than allowed", "too-large", base64(attached(GOOD, new byte[70_000]))),
                bad("words", "unreadable", "signed by me".getBytes()),
                bad("JSON", "unreadable", CONTENT),
                bad("half of it", "unreadable", Arrays.copyOf(good, good.length / 2)),
                bad("bytes after it", "unreadable", Arrays.copyOf(good, good.length + 1)),
                bad("base64 of words", "unreadable", base64("signed by me".getBytes())),
                bad(
                        "a PEM certificate",
                        "unreadable",
                        pem("CERTIFICATE", GOOD.certificate().getEncoded())),
                bad("a PEM without end", "unreadable", ("-----BEGIN CMS-----\n" + new String(base64(good))).getBytes()),
                bad("a certificate", "unreadable", GOOD.certificate().getEncoded()),
                bad("an S/MIME message without signature", "unreadable", "MIME-Version: 1.0\n\nHello".getBytes()),
                bad("ten thousand levels", "unreadable", nested),
                bad("a length of four gigabytes", "unreadable", new byte[] {0x30, (byte) 0x84, -1, -1, -1, -1, 0x30, 0
                }),
                bad("a time stamp", "unreadable", typed(PKCSObjectIdentifiers.id_ct_TSTInfo)),
                bad("encrypted, not signed", "unreadable", recontained(good, CMSObjectIdentifiers.envelopedData)));
    }

    static Stream<Bad> ofTheSignature() throws Exception {
        byte[] good = sign(GOOD);
        byte[] attributes = new CMSSignedData(good)
                .getSignerInfos()
                .getSigners()
                .iterator()
                .next()
                .getEncodedSignedAttributes();
        var other = ISSUING.issue(person(IIN), KEYS);
        return Stream.of(
                bad("without signers", "no-signer", generate(generator(null, false), CONTENT, false)),
                bad("two signers", "several-signers", twoSigners()),
                bad("certificate not enclosed", "no-certificate", generate(generator(GOOD, false), CONTENT, false)),
                bad("only another certificate enclosed", "no-certificate", withOnly(other.certificate())),
                bad("SHA-1", "algorithm-weak", generate(with("SHA1withECDSA"), CONTENT, false)),
                bad("other content than sent, attached", "content-differs", attached(GOOD, "other".getBytes())),
                bad("other content than sent, detached", "tampered", GOOD.sign("other".getBytes(), false, NOW)),
                new Bad(
                        "content altered by one letter",
                        "tampered",
                        "{\n  \"submission\": \"2\"\n}\n".getBytes(),
                        good),
                bad("a signature moved to other content", "tampered", transplanted()),
                bad("attached content replaced", "tampered", reattached()),
                bad("another certificate of the same key put in", "tampered", namingAnother(other)),
                new Bad("attributes presented as content", "tampered", attributes, attributesAsContent()));
    }

    static Stream<Bad> ofTheCertificate() throws Exception {
        var stranger = TestAuthority.root("Own Root", TestAuthority.keys("EC", 384));
        var strangersIssuing = stranger.subordinate("Own Issuing", TestAuthority.keys("EC", 256));
        var personAsAuthority = new TestAuthority(
                KEYS.getPrivate(), List.of(GOOD.certificate(), ISSUING.certificate(), ROOT.certificate()));
        var gost = KeyPairGenerator.getInstance("ECGOST3410-2012", BOUNCY_CASTLE);
        gost.initialize(new ECGenParameterSpec("Tc26-Gost-3410-12-512-paramSetA"));
        var ed25519 = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return Stream.of(
                bad("expired a second ago", "expired", person(IIN).valid(TestAuthority.FROM, NOW.minusSeconds(1))),
                bad("valid in a minute", "not-yet-valid", person(IIN).valid(NOW.plusSeconds(60), TestAuthority.UNTIL)),
                bad("an authority of the same name", "untrusted", sign(strangersIssuing.issue(person(IIN), KEYS))),
                bad("self-signed", "untrusted", sign(selfSigned())),
                bad("issuer not enclosed", "untrusted", sign(new CmsSigning(GOOD.key(), List.of(GOOD.certificate())))),
                bad("issued by a person", "untrusted", sign(personAsAuthority.issue(person(IIN), KEYS))),
                bad("issued with SHA-1", "algorithm-weak", person(IIN).algorithm("SHA1withECDSA")),
                bad(
                        "an RSA key of 1024 bits",
                        "algorithm-weak",
                        sign(ISSUING.issue(person(IIN), TestAuthority.keys("RSA", 1024)))),
                bad(
                        "a GOST key",
                        "algorithm-unsupported",
                        foreign(gost.generateKeyPair(), "GOST3411-2012-512WITHECGOST3410-2012-512")),
                bad("an Ed25519 key", "algorithm-unsupported", foreign(ed25519, "Ed25519")),
                bad(
                        "for signing in",
                        "authentication-only",
                        person(IIN).purposes(TestAuthority.NATURAL_PERSON, KeyPurposeId.id_kp_clientAuth)),
                bad("for code", "not-for-signing", person(IIN).purposes(KeyPurposeId.id_kp_codeSigning)),
                bad("for encryption", "not-for-signing", person(IIN).usage(KeyUsage.keyEncipherment)),
                bad("an authority itself", "not-for-signing", person(IIN).authority()));
    }

    static Stream<Bad> ofTheIdentity() {
        return Stream.of(
                bad("no number", "no-iin", TestAuthority.Profile.of(new X500Name("CN=TEST,C=KZ"))),
                bad("wrong check digit", "no-iin", person("920315390108")),
                bad("a day that does not exist", "no-iin", person("900229490015")),
                bad("eleven digits", "no-iin", person("92031539010")),
                bad(
                        "two numbers",
                        "no-iin",
                        TestAuthority.Profile.of(name().addRDN(BCStyle.SERIALNUMBER, "IIN" + IIN)
                                .addRDN(BCStyle.SERIALNUMBER, "IIN870704490019")
                                .build())),
                bad("the number in the common name", "no-iin", TestAuthority.Profile.of(new X500Name("CN=IIN" + IIN))),
                bad(
                        "the number without its prefix",
                        "no-iin",
                        TestAuthority.Profile.of(
                                name().addRDN(BCStyle.SERIALNUMBER, IIN).build())),
                bad(
                        "wrong BIN",
                        "bin-invalid",
                        TestAuthority.Profile.of(name().addRDN(BCStyle.SERIALNUMBER, "IIN" + IIN)
                                .addRDN(BCStyle.OU, "BIN231340990012")
                                .build())),
                bad(
                        "two BINs",
                        "bin-invalid",
                        TestAuthority.Profile.of(name().addRDN(BCStyle.SERIALNUMBER, "IIN" + IIN)
                                .addRDN(BCStyle.OU, "BIN230940990011")
                                .addRDN(BCStyle.OU, "BIN231040990204")
                                .build())));
    }

    @Test
    void anExpiredAnchorIsTrustedNoMore() {
        byte[] good = sign(GOOD);
        var late = TestAuthority.UNTIL.plusSeconds(1);
        var longLived = ISSUING.issue(person(IIN).valid(TestAuthority.FROM, late.plusSeconds(3600)), KEYS);

        assertThat(VERIFICATION.verify(CONTENT, good, NOW)).isNotNull();
        assertThatThrownBy(() -> VERIFICATION.verify(CONTENT, sign(longLived), late))
                .hasMessage("signature.untrusted");
    }

    @Test
    void anAuthorityThatNamesNoPurposeIsTakenUnlessThePurposeIsRequired() {
        var foreign = sign(ISSUING.issue(person(IIN).usage(null).purposes(), KEYS));
        var onlyUsage = sign(ISSUING.issue(person(IIN).purposes(), KEYS));
        var strict = verification(settings(true, true), ROOT.certificate());

        assertThat(VERIFICATION.verify(CONTENT, foreign, NOW)).isNotNull();
        assertThat(VERIFICATION.verify(CONTENT, onlyUsage, NOW)).isNotNull();
        assertThat(strict.verify(CONTENT, sign(GOOD), NOW)).isNotNull();
        assertThatThrownBy(() -> strict.verify(CONTENT, foreign, NOW)).hasMessage("signature.not-for-signing");
        assertThatThrownBy(() -> strict.verify(CONTENT, onlyUsage, NOW)).hasMessage("signature.not-for-signing");
    }

    @Test
    void otherLineEndsAreTheSameTextUnlessForbidden() {
        byte[] canonical = "{\r\n  \"submission\": \"1\"\r\n}\r\n".getBytes(StandardCharsets.UTF_8);
        var strict = verification(settings(false, false), ROOT.certificate());
        for (boolean attached : new boolean[] {true, false}) {
            byte[] signature = GOOD.sign(canonical, attached, NOW);

            assertThat(VERIFICATION.verify(CONTENT, signature, NOW).content()).isEqualTo(canonical);
            assertThat(strict.verify(canonical, signature, NOW).content()).isEqualTo(canonical);
            assertThatThrownBy(() -> strict.verify(CONTENT, signature, NOW)).isInstanceOf(Problem.class);
        }
    }

    @Test
    void theSignersOwnClaimOfTheTimeDecidesNothing() {
        byte[] antedated = GOOD.sign(CONTENT, false, Instant.parse("1999-01-01T00:00:00Z"));

        assertThat(VERIFICATION.verify(CONTENT, antedated, NOW)).isNotNull();
    }

    @Test
    void derPemBase64AndLinesOfBase64AreTheSameSignature() {
        byte[] der = sign(GOOD);
        for (byte[] form : List.of(
                der,
                base64(der),
                ("\uFEFF" + new String(base64(der))).getBytes(StandardCharsets.UTF_8),
                Base64.getMimeEncoder().encode(der),
                pem("CMS", der),
                pem("PKCS7", der))) {
            assertThat(VERIFICATION.verify(CONTENT, form, NOW).cms()).isEqualTo(der);
        }
    }

    // how the spoilt ones are made

    private static Bad bad(String what, String code, byte[] signature) {
        return new Bad(what, code, CONTENT, signature);
    }

    private static Bad bad(String what, String code, TestAuthority.Profile profile) {
        return bad(what, code, sign(ISSUING.issue(profile, KEYS)));
    }

    private static X500NameBuilder name() {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, "TEST");
    }

    static byte[] sign(CmsSigning signing) {
        return signing.sign(CONTENT, false, NOW);
    }

    private static byte[] attached(CmsSigning signing, byte[] content) {
        return signing.sign(content, true, NOW);
    }

    private static byte[] base64(byte[] bytes) {
        return Base64.getEncoder().encode(bytes);
    }

    private static byte[] pem(String label, byte[] bytes) {
        return ("-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END "
                        + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static CMSSignedDataGenerator generator(CmsSigning signing, boolean withCertificates) throws Exception {
        return generator(signing, withCertificates, "SHA256withECDSA");
    }

    private static CMSSignedDataGenerator generator(CmsSigning signing, boolean withCertificates, String algorithm)
            throws Exception {
        var generator = new CMSSignedDataGenerator();
        if (signing != null) {
            generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder()
                            .setProvider(BOUNCY_CASTLE)
                            .build())
                    .build(
                            new JcaContentSignerBuilder(algorithm)
                                    .setProvider(BOUNCY_CASTLE)
                                    .build(signing.key()),
                            signing.certificate()));
        }
        if (withCertificates) {
            generator.addCertificates(new JcaCertStore(signing.chain()));
        }
        return generator;
    }

    private static byte[] generate(CMSSignedDataGenerator generator, byte[] content, boolean attached)
            throws Exception {
        return generator
                .generate(new CMSProcessableByteArray(content), attached)
                .getEncoded("DER");
    }

    private static CMSSignedDataGenerator with(String algorithm) throws Exception {
        return generator(GOOD, true, algorithm);
    }

    private static byte[] twoSigners() throws Exception {
        var generator = generator(GOOD, true);
        var second = ISSUING.issue(person("870704490019"), KEYS);
        generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(
                        new JcaDigestCalculatorProviderBuilder().build())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(second.key()), second.certificate()));
        generator.addCertificates(new JcaCertStore(second.chain()));
        return generate(generator, CONTENT, false);
    }

    private static byte[] withOnly(X509Certificate certificate) throws Exception {
        var generator = generator(GOOD, false);
        generator.addCertificates(new JcaCertStore(List.of(certificate)));
        return generate(generator, CONTENT, false);
    }

    private static byte[] typed(ASN1ObjectIdentifier type) throws Exception {
        return generator(GOOD, true)
                .generate(new CMSProcessableByteArray(type, CONTENT), true)
                .getEncoded("DER");
    }

    private static byte[] recontained(byte[] cms, ASN1ObjectIdentifier type) throws Exception {
        var content = ContentInfo.getInstance(cms).getContent();
        return new ContentInfo(type, content).getEncoded("DER");
    }

    /** The signer's block of one content put under another, with that one's certificates. */
    private static byte[] transplanted() throws Exception {
        var elsewhere = new CMSSignedData(attached(GOOD, "other".getBytes()));
        var here = new CMSSignedData(attached(GOOD, CONTENT));
        return CMSSignedData.replaceSigners(
                        here,
                        new SignerInformationStore(elsewhere.getSignerInfos().getSigners()))
                .getEncoded("DER");
    }

    private static byte[] reattached() throws Exception {
        byte[] cms = attached(GOOD, "{\n  \"submission\": \"2\"\n}\n".getBytes());
        byte[] digit = "\"2\"".getBytes();
        for (int i = 0; i < cms.length - 3; i++) {
            if (Arrays.equals(cms, i, i + 3, digit, 0, 3)) {
                cms[i + 1] = '1';
            }
        }
        return cms;
    }

    private static byte[] namingAnother(CmsSigning other) throws Exception {
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(other.certificate().getEncoded());
        var named = new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2(hash))));
        var generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(
                        new JcaDigestCalculatorProviderBuilder().build())
                .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(named)))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(GOOD.key()), GOOD.certificate()));
        generator.addCertificates(new JcaCertStore(GOOD.chain()));
        return generate(generator, CONTENT, false);
    }

    /** The signature of the good one, its attributes left out: it is valid over the bytes of the attributes. */
    private static byte[] attributesAsContent() throws Exception {
        var good = new CMSSignedData(sign(GOOD));
        var signer = good.getSignerInfos().getSigners().iterator().next().toASN1Structure();
        var bare = new SignerInfo(
                signer.getSID(),
                signer.getDigestAlgorithm(),
                (ASN1Set) null,
                signer.getDigestEncryptionAlgorithm(),
                signer.getEncryptedDigest(),
                null);
        var data = SignedData.getInstance(good.toASN1Structure().getContent());
        var without = new SignedData(
                data.getDigestAlgorithms(), data.getEncapContentInfo(), data.getCertificates(), null, new DERSet(bare));
        return new ContentInfo(CMSObjectIdentifiers.signedData, without).getEncoded("DER");
    }

    private static CmsSigning selfSigned() {
        var own = new TestAuthority(KEYS.getPrivate(), List.of(GOOD.certificate(), GOOD.certificate()))
                .issue(person(IIN), KEYS);
        return new CmsSigning(KEYS.getPrivate(), List.of(own.certificate()));
    }

    /** A key of a kind that we do not know, certified by a trusted authority. */
    private static byte[] foreign(KeyPair keys, String algorithm) throws Exception {
        return generate(generator(ISSUING.issue(person(IIN), keys), true, algorithm), CONTENT, false);
    }
}
