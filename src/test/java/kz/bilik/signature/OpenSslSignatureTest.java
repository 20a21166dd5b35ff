package kz.bilik.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody else's authority and signatures, made with nothing but the openssl command. */
class OpenSslSignatureTest {

    @TempDir
    static Path directory;

    private static final String JSON = "{\n  \"submission\": \"1\",\n  \"name\": \"Әбдіқадыров\"\n}\n";
    private static byte[] content;
    private static Verification verification;

    @BeforeAll
    static void anAuthorityAndItsSigners() throws Exception {
        boolean there = isThere();
        if (!there) {
            System.err.println(
                    """

                    ============================================================================
                    openssl is not installed: the tests with real OpenSSL signatures are SKIPPED
                    ============================================================================
                    """);
        }
        assumeTrue(there, "openssl is not installed");
        content = JSON.getBytes(StandardCharsets.UTF_8);
        Files.write(directory.resolve("application.json"), content);
        Files.writeString(
                directory.resolve("extensions"),
                """
                subjectKeyIdentifier=hash
                keyUsage=critical,digitalSignature
                extendedKeyUsage=emailProtection,clientAuth
                """);
        openssl("req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 -subj /C=KZ/CN=Foreign");
        for (var kind :
                List.of("rsa:2048", "ec -pkeyopt ec_paramgen_curve:P-256", "ec -pkeyopt ec_paramgen_curve:P-384")) {
            String name = kind.startsWith("rsa") ? "rsa" : kind.endsWith("256") ? "p256" : "p384";
            openssl("req -newkey " + kind + " -nodes -keyout " + name + ".key -out " + name
                    + ".csr -subj /C=KZ/CN=TEST/serialNumber=IIN" + BadSignatureTest.IIN);
            openssl("x509 -req -in " + name + ".csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -out " + name
                    // the others say nothing about themselves, as whoever follows a tutorial makes them
                    + ".pem" + (name.equals("p384") ? " -extfile extensions" : ""));
        }
        verification = new Verification(
                new CertificationPaths(
                        CertificateFiles.certificates(
                                List.of(directory.resolve("ca.pem").toString())),
                        List.of()),
                RevocationCheck.NONE,
                BadSignatureTest.settings(false, true));
    }

    @ParameterizedTest
    @CsvSource({
        "cms -sign -binary -outform DER, rsa",
        "cms -sign -binary -outform DER, p256",
        "cms -sign -binary -outform DER -md sha384, p384",
        "cms -sign -binary -outform DER -md sha512, rsa",
        "cms -sign -binary -outform DER -nodetach, rsa",
        "cms -sign -binary -outform DER -nodetach -stream, rsa",
        "cms -sign -binary -outform DER -stream, p256",
        "cms -sign -binary -outform PEM, rsa",
        "cms -sign -binary -outform PEM -nodetach -stream, p256",
        "cms -sign -binary -outform DER -noattr, rsa",
        "cms -sign -binary -outform DER -noattr, p256",
        "cms -sign -binary -outform DER -noattr -nodetach, rsa",
        "cms -sign -binary -outform DER -keyid, p384",
        "cms -sign -binary -outform DER -cades, rsa",
        "cms -sign -binary -outform DER -keyopt rsa_padding_mode:pss, rsa",
        "cms -sign -binary -outform DER -certfile ca.pem, rsa",
        "cms -sign -outform DER, rsa",
        "cms -sign -outform DER -nodetach, rsa",
        "cms -sign -outform PEM, p256",
        "cms -sign, rsa",
        "cms -sign -nodetach, rsa",
        "smime -sign, rsa",
        "smime -sign -nodetach, rsa",
        "smime -sign -outform PEM, rsa",
        "smime -sign -binary -outform DER, rsa",
        "smime -sign -outform DER -nodetach -stream, rsa",
    })
    void isAccepted(String command, String key) throws Exception {
        int option = command.indexOf(" -keyopt");
        String early = option < 0 ? command : command.substring(0, option);
        // openssl wants this one behind the key that it concerns
        String late = option < 0 ? "" : command.substring(option);
        openssl(early + " -in application.json -out signature -signer " + key + ".pem -inkey " + key + ".key" + late);
        byte[] signature = Files.readAllBytes(directory.resolve("signature"));

        var verified = verification.verify(content, signature, Instant.now());

        assertThat(verified.signer().iin().value()).isEqualTo(BadSignatureTest.IIN);
        assertThat(new String(verified.content(), StandardCharsets.UTF_8).replace("\r\n", "\n"))
                .isEqualTo(JSON);
        byte[] other = JSON.replace("\"1\"", "\"2\"").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> verification.verify(other, signature, Instant.now()))
                .hasMessageMatching("signature\\.(tampered|content-differs)");
    }

    @ParameterizedTest
    @CsvSource({
        "cms -sign -binary -outform DER -md sha1, rsa, algorithm-weak",
        "cms -sign -binary -outform DER -md md5, rsa, algorithm-weak",
        "cms -sign -binary -outform DER -nocerts, rsa, no-certificate",
        "cms -sign -binary -outform DER -signer p256.pem -inkey p256.key, rsa, several-signers",
        "cms -encrypt -binary -outform DER -recip rsa.pem, rsa, unreadable",
        "cms -digest_create -binary -outform DER, rsa, unreadable",
        "cms -data_create -binary -outform DER, rsa, unreadable",
    })
    void isRefused(String command, String key, String code) throws Exception {
        String signer = command.contains("-sign ") ? " -signer " + key + ".pem -inkey " + key + ".key" : "";
        openssl(command + " -in application.json -out bad" + signer);

        assertThatThrownBy(
                        () -> verification.verify(content, Files.readAllBytes(directory.resolve("bad")), Instant.now()))
                .hasMessage("signature." + code);
    }

    @Test
    void opensslVerifiesWhatTheSealAndTheSigningCommandMake() throws Exception {
        Files.write(
                directory.resolve("sealed"), new Seal(DemoKeysTest.SETTINGS, Clock.systemUTC()).seal("KZ-75", content));
        Files.write(
                directory.resolve("signed"),
                Sign.open("person-01", "demo".toCharArray()).sign(content, false, Instant.now()));
        String root = Path.of("src/main/resources/demo/pki/demo-root.cer")
                .toAbsolutePath()
                .toString();
        for (String signature : List.of("sealed", "signed")) {
            openssl("cms -verify -cades -binary -inform DER -in " + signature + " -content application.json -CAfile "
                    + root + " -out verified");
            assertThat(directory.resolve("verified")).hasBinaryContent(content);
        }
    }

    private static boolean isThere() {
        try {
            return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void openssl(String arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.trim().split(" +")));
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        try (InputStream output = process.getInputStream()) {
            String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(command + "\n" + said).isZero();
        }
    }
}
