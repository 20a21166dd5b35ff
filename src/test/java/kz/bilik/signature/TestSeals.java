package kz.bilik.signature;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** The demo's seals, and an authority for time that answers on this machine, for tests of other modules. */
public final class TestSeals {

    private TestSeals() {}

    public static Seal demo(Clock clock) {
        return new Seal(DemoKeysTest.SETTINGS, clock);
    }

    /** Without an authority for time. */
    public static TimeStamping noStamps() {
        return new TimeStamping(new TimeStampSettings(null, List.of()));
    }

    /** A real authority by RFC 3161, as far as a test needs one. */
    public static final class TimeAuthority implements AutoCloseable {

        private final TestAuthority root = TestAuthority.root("Time Root", TestAuthority.keys("EC", 256));
        private final KeyPair keys = TestAuthority.rsa();
        private final X509Certificate certificate;
        private final HttpServer server;
        private final Clock clock;
        private volatile boolean silent;

        public TimeAuthority(Clock clock) throws Exception {
            this.clock = clock;
            var builder = new JcaX509v3CertificateBuilder(
                    X500Name.getInstance(
                            root.certificate().getSubjectX500Principal().getEncoded()),
                    BigInteger.TWO,
                    Date.from(TestAuthority.FROM),
                    Date.from(TestAuthority.UNTIL),
                    new X500Name("CN=Time,C=KZ"),
                    keys.getPublic());
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
            this.certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(root.key())));
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    var answer = silent
                            ? new byte[0]
                            : answer(exchange.getRequestBody().readAllBytes());
                    exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
                    exchange.sendResponseHeaders(silent ? 503 : 200, silent ? -1 : answer.length);
                    if (!silent) {
                        exchange.getResponseBody().write(answer);
                    }
                }
            });
            server.start();
        }

        private byte[] answer(byte[] asked) throws IOException {
            try {
                var tokens = new TimeStampTokenGenerator(
                        new JcaSimpleSignerInfoGeneratorBuilder()
                                .build("SHA256withRSA", keys.getPrivate(), certificate),
                        new JcaDigestCalculatorProviderBuilder()
                                .build()
                                .get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                                        org.bouncycastle.asn1.nist.NISTObjectIdentifiers.id_sha256)),
                        new ASN1ObjectIdentifier("1.2.398.1"));
                tokens.addCertificates(new JcaCertStore(List.of(certificate)));
                return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
                        .generate(
                                new TimeStampRequest(asked),
                                BigInteger.valueOf(clock.millis()),
                                Date.from(Instant.now(clock)))
                        .getEncoded();
            } catch (Exception failed) {
                throw new IOException(failed);
            }
        }

        /** Answers nothing until it is told otherwise. */
        public void silent(boolean silent) {
            this.silent = silent;
        }

        /** The authority's certificate as PEM in that folder. */
        public Path anchor(Path folder) throws Exception {
            var file = folder.resolve("time-root.pem");
            Files.writeString(
                    file,
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                    .encodeToString(root.certificate().getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
            return file;
        }

        /** What asks this authority. */
        public TimeStamping stamping(Path folder) throws Exception {
            return new TimeStamping(new TimeStampSettings(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                    List.of(anchor(folder).toString())));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
