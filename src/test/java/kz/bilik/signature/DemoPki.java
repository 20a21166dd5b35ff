package kz.bilik.signature;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import kz.bilik.record.DemoTable;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * Makes the keys of the demonstration in {@code src/main/resources/demo/pki} from the persons, centres and heads in
 * {@code src/main/resources/demo}: {@code mvn -q test-compile exec:java@demo-pki}. The authority itself is made only
 * when it is missing (its private keys stay out of the product, in {@code src/test/resources/demo/pki}); a key that
 * exists stays, so a run after a new line in a table adds only what is new. A new authority needs its fingerprints,
 * which are printed, in {@link DemoAuthority}.
 */
public final class DemoPki {

    static final char[] PASSWORD = "demo".toCharArray();
    static final Path DEMO = Path.of("src/main/resources/demo");
    static final Path KEYS = DEMO.resolve("pki");
    static final Path AUTHORITY = Path.of("src/test/resources/demo/pki");

    private DemoPki() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        // Ten thousand rounds protect nothing whose password everybody knows, and each test opens these files anew.
        for (var protection : List.of("keyPbe", "certPbe", "mac")) {
            Security.setProperty("keystore.pkcs12." + protection + "IterationCount", "1");
        }
        Files.createDirectories(KEYS);
        Files.createDirectories(AUTHORITY);
        var root = authority("demo-root", null);
        var issuing = authority("demo-issuing", root);

        X509Certificate revoked = null;
        for (var person : DemoTable.rows("persons.csv")) {
            String number = person.get("number");
            key(number, issuing, TestAuthority.Profile.of(subject(person, null, null)));
            if (number.equals("person-01")) {
                key(
                        number + "-authentication",
                        issuing,
                        TestAuthority.Profile.of(subject(person, null, null))
                                .usage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment)
                                .purposes(TestAuthority.NATURAL_PERSON, KeyPurposeId.id_kp_clientAuth));
                key(
                        number + "-expired",
                        issuing,
                        TestAuthority.Profile.of(subject(person, null, null))
                                .valid(TestAuthority.FROM, Instant.parse("2024-12-31T19:00:00Z")));
                revoked = key(number + "-revoked", issuing, TestAuthority.Profile.of(subject(person, null, null)));
            }
        }
        var seals = keyStore(KEYS.resolve("seals.p12"));
        var centres = DemoTable.rows("centres.csv");
        for (var head : DemoTable.rows("heads.csv")) {
            String code = head.get("code");
            var centre = centres.stream()
                    .filter(row -> row.get("code").equals(code))
                    .findFirst()
                    .orElseThrow();
            String name = (centre.get("kind").equals("mobility") ? "mobility-" : "centre-") + code;
            key(
                    name,
                    issuing,
                    TestAuthority.Profile.of(subject(head, centre.get("nameKk"), centre.get("bin")))
                            .purposes(
                                    TestAuthority.LEGAL_ENTITY,
                                    TestAuthority.HEAD,
                                    KeyPurposeId.id_kp_emailProtection));
            if (centre.get("kind").equals("mobility") && !seals.containsAlias(code)) {
                var organisation = new X500NameBuilder(BCStyle.INSTANCE)
                        .addRDN(BCStyle.CN, centre.get("nameKk"))
                        .addRDN(BCStyle.C, "KZ")
                        .addRDN(BCStyle.O, centre.get("nameKk"))
                        .addRDN(BCStyle.OU, "BIN" + centre.get("bin"))
                        .build();
                var signing = issuing.issue(
                        TestAuthority.Profile.of(organisation)
                                .purposes(TestAuthority.LEGAL_ENTITY, KeyPurposeId.id_kp_emailProtection),
                        TestAuthority.rsa());
                seals.setKeyEntry(code, signing.key(), PASSWORD, signing.chain().toArray(Certificate[]::new));
            }
        }
        store(seals, KEYS.resolve("seals.p12"));
        pem(
                "X509 CRL",
                KEYS.resolve("demo-root.crl"),
                root.list(TestAuthority.FROM, TestAuthority.UNTIL).getEncoded());
        pem(
                "X509 CRL",
                KEYS.resolve("demo-issuing.crl"),
                issuing.list(TestAuthority.FROM, TestAuthority.UNTIL, revoked).getEncoded());
        System.out.println("DemoAuthority.FINGERPRINTS: " + DemoAuthority.fingerprint(root.certificate()) + ", "
                + DemoAuthority.fingerprint(issuing.certificate()));
    }

    private static TestAuthority authority(String name, TestAuthority issuer)
            throws IOException, GeneralSecurityException {
        var file = AUTHORITY.resolve(name + ".p12");
        var store = keyStore(file);
        if (!store.containsAlias(name)) {
            String commonName = issuer == null ? "DEMO Bilik Root CA" : "DEMO Bilik Issuing CA";
            var made = issuer == null
                    ? TestAuthority.root(commonName, TestAuthority.rsa())
                    : issuer.subordinate(commonName, TestAuthority.rsa());
            store.setKeyEntry(name, made.key(), PASSWORD, made.chain().toArray(Certificate[]::new));
            store(store, file);
            pem("CERTIFICATE", KEYS.resolve(name + ".cer"), made.certificate().getEncoded());
        }
        var chain = new ArrayList<X509Certificate>();
        Arrays.stream(store.getCertificateChain(name))
                .map(X509Certificate.class::cast)
                .forEach(chain::add);
        if (issuer != null && chain.size() == 1) {
            chain.addAll(issuer.chain());
        }
        return new TestAuthority((PrivateKey) store.getKey(name, PASSWORD), List.copyOf(chain));
    }

    private static X509Certificate key(String name, TestAuthority issuer, TestAuthority.Profile profile)
            throws IOException, GeneralSecurityException {
        var file = KEYS.resolve(name + ".p12");
        var store = keyStore(file);
        if (!store.containsAlias(name)) {
            var signing = issuer.issue(profile, TestAuthority.rsa());
            store.setKeyEntry(name, signing.key(), PASSWORD, signing.chain().toArray(Certificate[]::new));
            store(store, file);
        }
        return (X509Certificate) store.getCertificate(name);
    }

    /** The subject as the NCA writes it: upper case, the patronymic in givenName. */
    private static X500Name subject(DemoTable.Row person, String organisation, String bin) {
        var name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, upper(person.get("surname") + " " + person.get("name")))
                .addRDN(BCStyle.SURNAME, upper(person.get("surname")))
                .addRDN(BCStyle.SERIALNUMBER, "IIN" + person.get("iin"))
                .addRDN(BCStyle.C, "KZ");
        if (organisation != null) {
            name.addRDN(BCStyle.O, organisation).addRDN(BCStyle.OU, "BIN" + bin);
        }
        if (!person.get("patronymic").isEmpty()) {
            name.addRDN(BCStyle.GIVENNAME, upper(person.get("patronymic")));
        }
        return name.build();
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.forLanguageTag("kk"));
    }

    private static KeyStore keyStore(Path file) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                store.load(in, PASSWORD);
            }
        } else {
            store.load(null, null);
        }
        return store;
    }

    private static void store(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
    }

    private static void pem(String what, Path file, byte[] der) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + what
                        + "-----\n",
                StandardCharsets.US_ASCII);
    }
}
