package kz.bilik.signature;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certification authority in the NCA's profile, made on the spot; its chain ends with the root. */
record TestAuthority(PrivateKey key, List<X509Certificate> chain) {

    static final Instant FROM = Instant.parse("2023-12-31T19:00:00Z");
    static final Instant UNTIL = Instant.parse("2043-12-31T19:00:00Z");

    static final KeyPurposeId NATURAL_PERSON = purpose("1.2.398.3.3.4.1.1");
    static final KeyPurposeId LEGAL_ENTITY = purpose("1.2.398.3.3.4.1.2");
    static final KeyPurposeId HEAD = purpose("1.2.398.3.3.4.1.2.1");

    static KeyPurposeId purpose(String oid) {
        return KeyPurposeId.getInstance(new ASN1ObjectIdentifier(oid));
    }

    /** What a certificate is to say; a builder with the NCA's natural person as its beginning. */
    static final class Profile {
        X500Name subject;
        Instant from = FROM;
        Instant until = UNTIL;
        Integer usage = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
        List<KeyPurposeId> purposes = List.of(NATURAL_PERSON, KeyPurposeId.id_kp_emailProtection);
        boolean authority;
        String algorithm;

        static Profile person(String iin) {
            return of(new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.CN, "СЫНАҚ АДАМ")
                    .addRDN(BCStyle.SURNAME, "СЫНАҚ")
                    .addRDN(BCStyle.SERIALNUMBER, "IIN" + iin)
                    .addRDN(BCStyle.C, "KZ")
                    .build());
        }

        static Profile of(X500Name subject) {
            var profile = new Profile();
            profile.subject = subject;
            return profile;
        }

        Profile valid(Instant from, Instant until) {
            this.from = from;
            this.until = until;
            return this;
        }

        Profile usage(Integer usage) {
            this.usage = usage;
            return this;
        }

        Profile purposes(KeyPurposeId... purposes) {
            this.purposes = List.of(purposes);
            return this;
        }

        Profile authority() {
            authority = true;
            purposes = List.of();
            return usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
        }

        Profile algorithm(String algorithm) {
            this.algorithm = algorithm;
            return this;
        }
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    static KeyPair rsa() {
        return keys("RSA", 2048);
    }

    static KeyPair keys(String algorithm, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static TestAuthority root(String name, KeyPair keys) {
        var profile = Profile.of(new X500Name("CN=" + name + ",C=KZ")).authority();
        return new TestAuthority(
                keys.getPrivate(), List.of(certificate(profile, keys, profile.subject, keys.getPrivate(), null)));
    }

    TestAuthority subordinate(String name, KeyPair keys) {
        var profile = Profile.of(new X500Name("CN=" + name + ",C=KZ")).authority();
        var full = new ArrayList<>(issue(profile, keys).chain());
        full.add(chain.get(chain.size() - 1));
        return new TestAuthority(keys.getPrivate(), full);
    }

    /** A key with its certificate and the chain up to, but without, the root. */
    CmsSigning issue(Profile profile, KeyPair keys) {
        var own = certificate(
                profile,
                keys,
                X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded()),
                key,
                certificate());
        var full = new ArrayList<>(List.of(own));
        full.addAll(chain.subList(0, chain.size() - 1));
        return new CmsSigning(keys.getPrivate(), full);
    }

    private static X509Certificate certificate(
            Profile profile, KeyPair keys, X500Name issuer, PrivateKey issuerKey, X509Certificate issuerCertificate) {
        try {
            var utilities = new JcaX509ExtensionUtils();
            var builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(127, new SecureRandom()).setBit(126),
                    Date.from(profile.from),
                    Date.from(profile.until),
                    profile.subject,
                    keys.getPublic());
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, utilities.createSubjectKeyIdentifier(keys.getPublic()));
            if (issuerCertificate != null) {
                builder.addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        utilities.createAuthorityKeyIdentifier(issuerCertificate.getPublicKey()));
            }
            if (profile.authority) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            }
            if (profile.usage != null) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(profile.usage));
            }
            if (!profile.purposes.isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(profile.purposes.toArray(KeyPurposeId[]::new)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(
                                    profile.algorithm == null ? algorithm(issuerKey) : profile.algorithm)
                            .build(issuerKey)));
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A server of this machine that such an authority vouches for, for the time of a test. */
    static SSLContext loopback() {
        try {
            var root = root("TEST LOOPBACK", rsa());
            var keys = rsa();
            var server = root.issue(
                    Profile.of(new X500Name("CN=127.0.0.1"))
                            .usage(KeyUsage.digitalSignature)
                            .purposes(KeyPurposeId.id_kp_serverAuth),
                    keys);
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "server", keys.getPrivate(), new char[0], server.chain().toArray(X509Certificate[]::new));
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A list of this authority with these certificates withdrawn. */
    X509CRL list(Instant from, Instant until, X509Certificate... revoked) {
        try {
            var builder = new JcaX509v2CRLBuilder(certificate().getSubjectX500Principal(), Date.from(from));
            builder.setNextUpdate(Date.from(until));
            for (var certificate : revoked) {
                builder.addCRLEntry(certificate.getSerialNumber(), Date.from(from), CRLReason.keyCompromise);
            }
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils()
                            .createAuthorityKeyIdentifier(certificate().getPublicKey()));
            return new JcaX509CRLConverter()
                    .getCRL(builder.build(new JcaContentSignerBuilder(algorithm(key)).build(key)));
        } catch (GeneralSecurityException | IOException | OperatorCreationException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static String algorithm(PrivateKey key) {
        return "RSA".equals(key.getAlgorithm()) ? "SHA256withRSA" : "SHA256withECDSA";
    }
}
