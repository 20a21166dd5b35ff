package kz.bilik.signature;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;

/**
 * Signs a file as an applicant or a head would, with a key of the demonstration or any PKCS12 file:
 *
 * <pre>mvn -q compile exec:java@sign -Dkey=person-01 -Din=application.json -Dout=application.p7s</pre>
 *
 * Further: {@code -Dpassword} (of the key, {@code demo} unless said), {@code -Dattached=true} (the content inside the
 * signature), {@code -Dpem=true} (text instead of DER).
 */
public final class Sign {

    private Sign() {}

    public static void main(String[] arguments) {
        try {
            sign();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException failed) {
            System.err.println("Not signed: " + failed.getMessage());
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }

    private static void sign() throws IOException, GeneralSecurityException {
        String key = required("key", "the name of a demo key such as person-01, or a PKCS12 file");
        var in = Path.of(required("in", "the file to sign"));
        var out = Path.of(System.getProperty("out", in + ".p7s"));
        char[] password = System.getProperty("password", "demo").toCharArray();

        if (!Files.isRegularFile(in)) {
            throw new IllegalArgumentException("there is no file " + in);
        }
        byte[] signature =
                open(key, password).sign(Files.readAllBytes(in), Boolean.getBoolean("attached"), Instant.now());
        if (Boolean.getBoolean("pem")) {
            Files.writeString(
                    out,
                    "-----BEGIN CMS-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(signature)
                            + "\n-----END CMS-----\n");
        } else {
            Files.write(out, signature);
        }
        System.out.println(out + ": " + in + " signed with the key " + key);
    }

    private static String required(String name, String what) {
        String value = System.getProperty(name, "");
        if (value.isBlank()) {
            throw new IllegalArgumentException("say -D" + name + "=… (" + what + ")");
        }
        return value;
    }

    /** The key of that name in the demonstration, or in that file. */
    static CmsSigning open(String key, char[] password) throws IOException, GeneralSecurityException {
        try (InputStream in = stream(key)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey own) {
                    return new CmsSigning(
                            own,
                            Arrays.stream(store.getCertificateChain(alias))
                                    .map(X509Certificate.class::cast)
                                    .toList());
                }
            }
            throw new IllegalArgumentException("no key in " + key);
        }
    }

    private static InputStream stream(String key) throws IOException {
        var file = Path.of(key);
        if (Files.isRegularFile(file)) {
            return Files.newInputStream(file);
        }
        var demo = Sign.class.getResourceAsStream("/demo/pki/" + key + ".p12");
        if (demo == null) {
            throw new IllegalArgumentException("neither a file nor a demo key: " + key);
        }
        return demo;
    }
}
