package kz.bilik.signature;

import static kz.bilik.signature.BadSignatureTest.CONTENT;
import static kz.bilik.signature.BadSignatureTest.IIN;
import static kz.bilik.signature.BadSignatureTest.ISSUING;
import static kz.bilik.signature.BadSignatureTest.KEYS;
import static kz.bilik.signature.BadSignatureTest.NOW;
import static kz.bilik.signature.BadSignatureTest.ROOT;
import static kz.bilik.signature.TestAuthority.Profile.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A withdrawn certificate is refused, and so is one about which no answer can be had. */
class RevocationTest {

    private static final Instant YESTERDAY = NOW.minus(Duration.ofDays(1));
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));
    private static final CmsSigning SIGNER = ISSUING.issue(person(IIN), KEYS);
    private static final List<X509Certificate> PATH =
            List.of(SIGNER.certificate(), ISSUING.certificate(), ROOT.certificate());

    @TempDir
    Path directory;

    private HttpServer server;
    private volatile int status = 200;
    private volatile int asked;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void listsInADirectoryAnswerForTheWholePath() throws Exception {
        write("root.crl", ROOT.list(YESTERDAY, TOMORROW));
        write("issuing.crl", ISSUING.list(YESTERDAY, TOMORROW));

        var verified = verification(lists(directory.toString())).verify(CONTENT, SIGNER.sign(CONTENT, false, NOW), NOW);

        assertThat(verified.revocation()).startsWith("CRL GOOD").contains("Own Issuing", "Own Root", "sha256");
    }

    @Test
    void aSignerOnTheListIsRefused() throws Exception {
        write("root.crl", ROOT.list(YESTERDAY, TOMORROW));
        write("issuing.crl", ISSUING.list(YESTERDAY, TOMORROW, SIGNER.certificate()));

        refused(lists(directory.toString()), "revoked");
    }

    @Test
    void anAuthorityOnTheListIsRefusedWithAllItIssued() throws Exception {
        write("root.crl", ROOT.list(YESTERDAY, TOMORROW, ISSUING.certificate()));
        write("issuing.crl", ISSUING.list(YESTERDAY, TOMORROW));

        refused(lists(directory.toString()), "revoked");
    }

    @Test
    void withoutAListThatIsInForceNothingIsKnown() throws Exception {
        write("root.crl", ROOT.list(YESTERDAY, TOMORROW));
        refused(lists(directory.toString()), "revocation-unknown");

        write("issuing.crl", ISSUING.list(YESTERDAY.minusSeconds(60), NOW.minusSeconds(1)));
        refused(lists(directory.toString()), "revocation-unknown");

        write("issuing.crl", ISSUING.list(NOW.plusSeconds(1), TOMORROW));
        refused(lists(directory.toString()), "revocation-unknown");

        Files.writeString(directory.resolve("issuing.crl"), "no list at all");
        refused(lists(directory.toString()), "revocation-unknown");

        refused(lists(directory.resolve("missing").toString()), "revocation-unknown");
    }

    @Test
    void aListSignedBySomebodyElseCountsForNothing() throws Exception {
        var impostor = new TestAuthority(KEYS.getPrivate(), ISSUING.chain());
        write("root.crl", ROOT.list(YESTERDAY, TOMORROW));
        write("issuing.crl", impostor.list(YESTERDAY, TOMORROW));

        refused(lists(directory.toString()), "revocation-unknown");
    }

    @Test
    void theNewestListDecides() throws Exception {
        write("root.crl", ROOT.list(YESTERDAY, TOMORROW));
        write("a.crl", ISSUING.list(YESTERDAY, TOMORROW));
        write("b.crl", ISSUING.list(YESTERDAY.plusSeconds(60), TOMORROW, SIGNER.certificate()));

        refused(lists(directory.toString()), "revoked");
    }

    @Test
    void aListIsFetchedOnceAndAgainWhenItIsTimeAndAnOldOneServesWhileTheAddressIsSilent() throws Exception {
        write("root.crl", ROOT.list(YESTERDAY, TOMORROW));
        byte[] first = ISSUING.list(YESTERDAY, TOMORROW).getEncoded();
        byte[] second = ISSUING.list(NOW, TOMORROW, SIGNER.certificate()).getEncoded();
        URI address = serve(question -> asked == 1 ? first : second);
        var check = lists(directory.toString(), address.toString());

        assertThat(check.answer(PATH, NOW)).startsWith("CRL GOOD");
        assertThat(check.answer(PATH, NOW.plusSeconds(899))).startsWith("CRL GOOD");
        assertThat(asked).isEqualTo(1);
        status = 500;
        assertThat(check.answer(PATH, NOW.plusSeconds(900))).startsWith("CRL GOOD");
        assertThat(asked).isEqualTo(2);
        assertThat(check.answer(PATH, NOW.plusSeconds(909))).startsWith("CRL GOOD");
        assertThat(asked).isEqualTo(2);
        status = 200;
        assertThatThrownBy(() -> check.answer(PATH, NOW.plusSeconds(910))).hasMessage("signature.revoked");
        status = 500;
        assertThatThrownBy(() -> check.answer(PATH, TOMORROW)).hasMessage("signature.revocation-unknown");
    }

    @Test
    void theResponderSaysGoodAndItsAnswerIsKept() throws Exception {
        String answer = ocsp(responder(CertificateStatus.GOOD, ISSUING.key(), null, true))
                .answer(PATH, NOW);

        assertThat(answer).startsWith("OCSP GOOD of ").contains(" response MI").endsWith("NOT_CONFIGURED");
    }

    @Test
    void theResponderSaysRevoked() throws Exception {
        refused(
                ocsp(responder(
                        new RevokedStatus(Date.from(YESTERDAY), CRLReason.keyCompromise), ISSUING.key(), null, true)),
                "revoked");
    }

    @Test
    void aResponderThatDoesNotKnowOrIsSilentOrBrokenLeavesItUnknown() throws Exception {
        refused(ocsp(responder(new UnknownStatus(), ISSUING.key(), null, true)), "revocation-unknown");
        stop();
        refused(ocsp(serve(question -> new byte[] {1, 2, 3})), "revocation-unknown");
        stop();
        refused(
                ocsp(serve(question -> new OCSPRespBuilder()
                        .build(OCSPRespBuilder.TRY_LATER, null)
                        .getEncoded())),
                "revocation-unknown");
        status = 503;
        refused(ocsp(URI.create("http://127.0.0.1:" + server.getAddress().getPort())), "revocation-unknown");
        int port = server.getAddress().getPort();
        stop();
        server = null;
        refused(ocsp(URI.create("http://127.0.0.1:" + port)), "revocation-unknown");
    }

    @Test
    void anAnswerBySomebodyElseOrToAnotherQuestionCountsForNothing() throws Exception {
        refused(ocsp(responder(CertificateStatus.GOOD, KEYS.getPrivate(), null, true)), "revocation-unknown");
        stop();
        refused(ocsp(responder(CertificateStatus.GOOD, KEYS.getPrivate(), SIGNER, true)), "revocation-unknown");
        stop();
        refused(ocsp(responder(CertificateStatus.GOOD, ISSUING.key(), null, false)), "revocation-unknown");
    }

    @Test
    void aResponderChargedByTheIssuerIsBelieved() throws Exception {
        var delegate = ISSUING.issue(person(IIN).purposes(KeyPurposeId.id_kp_OCSPSigning), KEYS);

        assertThat(ocsp(responder(CertificateStatus.GOOD, delegate.key(), delegate, true))
                        .answer(PATH, NOW))
                .startsWith("OCSP GOOD");
    }

    @Test
    void withAResponderTheAuthoritiesAreCheckedByTheirLists() throws Exception {
        write("root.crl", ROOT.list(YESTERDAY, TOMORROW, ISSUING.certificate()));
        var check = new OnlineCertificateStatus(
                responder(CertificateStatus.GOOD, ISSUING.key(), null, true),
                Duration.ofSeconds(2),
                lists(directory.toString()));

        refused(check, "revoked");
    }

    private void refused(RevocationCheck check, String code) {
        assertThatThrownBy(() -> verification(check).verify(CONTENT, SIGNER.sign(CONTENT, false, NOW), NOW))
                .hasMessage("signature." + code);
    }

    private static Verification verification(RevocationCheck check) {
        return new Verification(
                new CertificationPaths(List.of(ROOT.certificate()), List.of()),
                check,
                BadSignatureTest.settings(false, true));
    }

    private static RevocationCheck lists(String... locations) {
        return new CertificateRevocationLists(List.of(locations), Duration.ofMinutes(15), Duration.ofSeconds(2));
    }

    private static RevocationCheck ocsp(URI responder) {
        return new OnlineCertificateStatus(responder, Duration.ofSeconds(2), RevocationCheck.NONE);
    }

    private void write(String name, X509CRL list) throws Exception {
        Files.write(directory.resolve(name), list.getEncoded());
    }

    private interface Answer {
        byte[] to(byte[] question) throws Exception;
    }

    private URI serve(Answer answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked++;
            byte[] body;
            try {
                body = answer.to(exchange.getRequestBody().readAllBytes());
            } catch (Exception failed) {
                throw new IOException(failed);
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private URI responder(CertificateStatus status, PrivateKey key, CmsSigning delegate, boolean ourNonce)
            throws IOException {
        return serve(question -> {
            var asked = new OCSPReq(question);
            DigestCalculator sha1 =
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
            var answer = new BasicOCSPRespBuilder(
                    SubjectPublicKeyInfo.getInstance(
                            ISSUING.certificate().getPublicKey().getEncoded()),
                    sha1);
            answer.addResponse(
                    asked.getRequestList()[0].getCertID(), status, Date.from(YESTERDAY), Date.from(TOMORROW), null);
            var nonce = asked.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
                    .getExtnValue()
                    .getOctets();
            if (!ourNonce) {
                nonce[nonce.length - 1]++;
            }
            answer.setResponseExtensions(
                    new Extensions(new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, nonce)));
            var signed = answer.build(
                    new JcaContentSignerBuilder(TestAuthority.algorithm(key)).build(key),
                    delegate == null
                            ? null
                            : new X509CertificateHolder[] {new JcaX509CertificateHolder(delegate.certificate())},
                    Date.from(NOW));
            return new OCSPRespBuilder()
                    .build(OCSPRespBuilder.SUCCESSFUL, signed)
                    .getEncoded();
        });
    }
}
