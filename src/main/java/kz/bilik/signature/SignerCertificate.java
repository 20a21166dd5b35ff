package kz.bilik.signature;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import kz.bilik.identity.Bin;
import kz.bilik.identity.Iin;
import kz.bilik.problem.Problem;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * What a signer's certificate says in the NCA's profile: who he is, and what the key is for. Everything is found by
 * OID, since the names of attributes differ between tools.
 *
 * @param bin the organisation's number, null on a natural person's certificate
 * @param name the subject's common name, otherwise the whole subject
 */
record SignerCertificate(Iin iin, @Nullable Bin bin, String name) {

    private static final Pattern IIN = Pattern.compile("IIN(\\d{12})");
    private static final Pattern BIN = Pattern.compile("BIN(\\d{12})");
    private static final String ANY_PURPOSE = KeyPurposeId.anyExtendedKeyUsage.getId();
    private static final String SIGNING = KeyPurposeId.id_kp_emailProtection.getId();
    private static final String AUTHENTICATION = KeyPurposeId.id_kp_clientAuth.getId();
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    /**
     * Reads the identity.
     *
     * @param standsFor by a number in the certificate the one for which it stands, where test keys are trusted
     * @throws Problem {@code signature.no-iin} without exactly one valid IIN, {@code signature.bin-invalid} with an
     *     organisation's number that is none
     */
    static SignerCertificate of(X509Certificate certificate, Map<String, String> standsFor)
            throws CertificateException {
        X500Name subject = new JcaX509CertificateHolder(certificate).getSubject();
        List<String> serialNumbers = values(subject, BCStyle.SERIALNUMBER);
        if (serialNumbers.size() != 1) {
            throw Fault.NO_IIN.problem();
        }
        var iin = IIN.matcher(serialNumbers.get(0));
        if (!iin.matches()) {
            throw Fault.NO_IIN.problem();
        }
        List<String> bins = values(subject, BCStyle.OU).stream()
                .filter(unit -> unit.startsWith("BIN"))
                .distinct()
                .toList();
        List<String> names = values(subject, BCStyle.CN);
        return new SignerCertificate(
                iin(standsFor.getOrDefault(iin.group(1), iin.group(1))),
                bin(bins, standsFor),
                names.isEmpty() ? subject.toString() : String.join(", ", names));
    }

    private static Iin iin(String digits) {
        try {
            return Iin.of(digits);
        } catch (Problem invalid) {
            throw Fault.NO_IIN.problem();
        }
    }

    private static @Nullable Bin bin(List<String> units, Map<String, String> standsFor) {
        if (units.isEmpty()) {
            return null;
        }
        var digits = BIN.matcher(units.get(0));
        if (units.size() > 1 || !digits.matches()) {
            throw Fault.BIN_INVALID.problem();
        }
        try {
            return Bin.of(standsFor.getOrDefault(digits.group(1), digits.group(1)));
        } catch (Problem invalid) {
            throw Fault.BIN_INVALID.problem();
        }
    }

    private static List<String> values(X500Name subject, ASN1ObjectIdentifier attribute) {
        var values = new ArrayList<String>();
        for (var name : subject.getRDNs()) {
            for (var part : name.getTypesAndValues()) {
                if (part.getType().equals(attribute)) {
                    // not IETFUtils.valueToString: that escapes commas and quotes
                    values.add(
                            part.getValue() instanceof ASN1String text
                                    ? text.getString().strip()
                                    : "");
                }
            }
        }
        return values;
    }

    /**
     * Whether the key may sign documents.
     *
     * @param purposeRequired whether a certificate that says nothing about its purpose is refused
     * @throws Problem {@code signature.authentication-only} for a key that only proves who is calling,
     *     {@code signature.not-for-signing} for any other key that is not for signing
     */
    static void requireSigningPurpose(X509Certificate certificate, boolean purposeRequired)
            throws CertificateException {
        if (certificate.getBasicConstraints() >= 0) {
            throw Fault.NOT_FOR_SIGNING.problem();
        }
        List<String> purposes = certificate.getExtendedKeyUsage();
        if (purposes == null ? purposeRequired : !purposes.contains(SIGNING) && !purposes.contains(ANY_PURPOSE)) {
            boolean authentication = purposes != null && purposes.contains(AUTHENTICATION);
            throw (authentication ? Fault.AUTHENTICATION_ONLY : Fault.NOT_FOR_SIGNING).problem();
        }
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null ? purposeRequired : !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
            throw Fault.NOT_FOR_SIGNING.problem();
        }
    }
}
